"""What a line of a question bank is by itself: a number, an option, a label, a heading, page furniture or just text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_words import INLINE_LABEL, LABEL, TYPE, VERDICTS, Kind, Part, kind_of, part_of
from qbank.model.numerals import ordinal_of

Group = Literal["figure", "bracket", "han", "han_bracket", "bare"]
_GROUPS: tuple[Group, ...] = get_args(Group)
_HAN = "一二三四五六七八九十百"

_NUMBER = re.compile(
    rf"""\s*(?:[(\[]\s*(?P<mark>{VERDICTS})\s*[)\]]\s*(?=[0-9第(\[]))?\*?\s*(?:
      第\s*(?P<nth>[0-9]{{1,7}})\s*(?:小?题|问)\s*[.、:)]?
      |[(\[]\s*(?P<bracket>[0-9]{{1,7}})\s*[)\]]\s*[.、:]?
      |(?P<figure>[0-9]{{1,7}})\s*(?P<delim>、|\)|:(?![0-9])|,(?![0-9])|\.(?![0-9])|\.(?=(?:1[89]|20)[0-9][0-9]\s*年|[0-9]{{1,2}}\s*月))\s*[.、]?
      |\(\s*(?P<han_bracket>[{_HAN}]{{1,5}})\s*\)\s*[、.]?
      |(?P<han>[{_HAN}]{{1,5}})\s*[、.]
      |(?P<bare>[0-9]{{1,4}})\s+(?=\S)
    )\s*""",
    re.VERBOSE,
)
_OPTION = re.compile(r"\s*(?:\(\s*([A-Z])\s*\)|\[\s*([A-Z])\s*\]|([A-Z])\s*[.、:)])\s*[.、:]?\s*")
_WEAK_OPTION = re.compile(
    r"\s*(?:([A-Z])(?:,\s*|=\s*|\s+(?=\S)|(?=[^\x00-\x7f]))|\(\s*([a-h])\s*\)\s*|([a-h])\s*[.、:)](?![a-z])\s*)"
)
_NEXT_OPTION = re.compile(
    r"(?:(?<=\s)|(?<=[)\]。?;:]))(?:\(\s*([A-Z])\s*\)|\[\s*([A-Z])\s*\]|([A-Z])\s*[.、:)])\s*[.、]?\s*"
)
_NEXT_WEAK = re.compile(
    r"(?:(?<=\s)|(?<=[;/|]))(?:([B-Z])(?:\s+|\s*=\s*)(?=\S)|\(\s*([b-h])\s*\)\s*|([b-h])[.、:)](?![a-z])\s*)"
)
_TYPED = re.compile(f"{TYPE}")
_HEADING = re.compile(
    rf"""\s*(?![①-⑳])(?P<no>第?[{_HAN}]{{1,3}}\s*(?:部分|大题|题|[、.:)])|\([{_HAN}]{{1,3}}\)\s*[、.]?|[IVX]{{1,4}}\s*[.、]|[0-9]{{1,2}}\s*[、.])?
    \s*[\[<]?\s*(?P<before>[^\s?!。,;:、()\[\]]{{0,16}}?)\s*[(]?
    (?P<type>{TYPE})(?P<suffix>题组|题目?|)[)]?\s*[\]>]?(?P<rest>.*)""",
    re.VERBOSE,
)
_REST = re.compile(
    r"\s*(?:[(:,.。;、-].*|共.*|每.*|本大?题.*|答题.*|说明.*|的?(?:参考|标准|正确)?答案.*|[0-9]+\s*[道题个小].*|)\s*"
)
_IN_WORDS = re.compile(
    rf"\s*(?P<no>[{_HAN}]{{1,3}}\s*[、.:]|\([{_HAN}]{{1,3}}\))\s*判断下列.*(?:正误|对错|正确|错误).*"
)
_WORDS: frozenset[Part] = frozenset({
    "proof", "tags", "stimulus", "type", "id", "marks", "rules", "audience", "chapter", "ignored", "stem",
})  # fmt: skip
_EXPLAINING = frozenset({"分析", "解释"})
"""Labels that may just as well begin a line of a stem, unless they stand in brackets."""
_ALSO_WORDS = frozenset({"选择", "分析", "案例", "主观", "解答", "实务", "简述"})
"""Names of types that are common words too."""
_COUNT = re.compile(r"[\s(]*(?:共?\s*[0-9]+\s*[道个]?小?题?)?[\s)]*")
_ANSWERED = re.compile(r"[^:,。?!;\[\]]{0,8}?(?:答题|作答)(?:情况|记录|结果)\s*:?\s*")
"""A heading of what somebody answered (学生答题情况), which is no key."""
_KEYS = re.compile(r"\s*的?(?:参考|标准|正确)?答案[\s:]*")
_BRACKETS = re.compile(r"\([^()]*\)")
_ASKED = re.compile(r"_{2,}|[(\[]\s*[)\]]")
_MARKS = re.compile(r"每\s*(?:小?题|空|道)\s*([0-9]{1,3}(?:\.[0-9])?)\s*分")
_CHAPTER = re.compile(
    rf"\s*第\s*(?:[{_HAN}]{{1,5}}|[0-9]{{1,3}})\s*(?P<unit>[章节編编篇讲课]|部分|单元|模块|专题)(?:[\s:、.]+|(?=[^\s])|$)(?P<name>[^。?!;]{{0,40}})"
)
_LEVELS = {"编": 0, "編": 0, "篇": 0, "部分": 0, "节": 2}
_ANSWERS = re.compile(
    r"""[\s\-=*#\[]*(?:附[件录]?\s*:?\s*)?[^:,。?!;\[\]]{0,20}?(?:参考|标准|正确|试题|题库|习题|练习题?)?答案
    (?:汇总|一览表?|列表|速查|表)?(?:[及与和、]?(?:试题)?(?:解析|详解|评分标准))?[\s\-=*#\]:]*""",
    re.VERBOSE,
)
_PAGE = re.compile(
    r"\s*(?:第\s*[0-9]+\s*页[\s,/]*(?:共\s*[0-9]+\s*页)?|共\s*[0-9]+\s*页|-+\s*[0-9]{1,4}\s*-+|[0-9]{1,4}\s*/\s*[0-9]{1,4}|Page\s*[0-9]+(?:\s*of\s*[0-9]+)?)\s*",
    re.I,
)
_NUMBER_OF_ALL = r"第\s{0,2}[0-9]{1,4}\s{0,2}页[\s,/(]{0,3}共\s{0,2}[0-9]{1,4}\s{0,2}页\s?\)?"
_HEADED = re.compile(rf"(?P<words>\S.{{0,59}}?)[\s|,(-]*{_NUMBER_OF_ALL}")
"""《规程》 第3页 may well be where an answer is from; a number of all pages stands at their heads and feet only."""
_WATERMARK = re.compile(
    r"""\s*(?:(?:更多|获取|下载).{0,12}(?:资料|题库|请).{0,20}|(?:关注|扫码|微信)?.{0,8}(?:公众号|QQ群|微信群)\s*[:].{0,30}
    |.{0,8}版权所有.{0,16}|.{0,6}翻印必究.{0,6}|内部(?:资料|使用|文件)[\s,、]*(?:请勿外传|注意保[存密密]|严禁外传|不得外传)?
    |(?:点击|长按|下[滑拉]|滑动|向下).{0,14}(?:答案|解析)|(?:查看|显示|展开|收起|隐藏)(?:答案|解析|全部)+|(?:纠错|收藏|分享|举报|点赞)(?:[\s|/·]+\S{2,4}){1,4}
    |仅供.{0,10}(?:使用|学习|参考)|(?:https?://|www\.)\S+)\s*""",
    re.VERBOSE,
)
_PAGED = re.compile(
    r"页|[Pp]age|PAGE|^[\s-]*[0-9]+\s*[-/]|资料|题库|公众号|群|版权|点击|长按|滑|向下|查看|显示|展开|收起|隐藏|纠错|收藏|分享|翻印|内部|仅供|http|www"
)
"""Without one of these, a line is no page's furniture."""
_TITLE, _SENTENCE_ENDS = 40, frozenset("。?!:")
_INSTRUCTION = re.compile(
    r"答[题卷案]|作答|本[大小]?题|[每各]\s*小?题|[共计]\s*[0-9]+|考[试核生]|试[卷题]|满分|总分|时[间长]|姓\s*名|单\s*位|部\s*门|工\s*号"
    r"|填[写涂]|选[项择对]|判断|说明|要求|注意|题[库型目]|练习|复习|测[试验]|版本|修订|编[制写]"
)
"""What lines speak of that tell how to answer, or whose bank it is."""
_GROUP = re.compile(
    rf"""\s*(?:[(\[]?(?:[{_HAN}]{{1,3}}|[0-9]{{1,2}})\s*[)\].、]+\s*)?[(\[]?\s*(?:请|试)?(?:根据|阅读|依据|结合|针对|按照)
    .{{0,12}}(?:材料|案例|资料|短文|情[景境]|背景|信息|内容|文字|段落).{{0,10}}(?:回答|完成|解答|作答|答)
    .{{0,6}}?(?:第?\s*(?P<from>[0-9]{{1,4}})\s*题?\s*(?:-+|至|到|、|,)\s*第?\s*(?P<to>[0-9]{{1,4}})\s*(?:小?题|题目)?
    |(?:下列|以下|下面|后面|各|问题|小题|题)).{{0,12}}$""",
    re.VERBOSE,
)
_LONGEST_GROUP, _LONGEST_HEAD = 80, 100
_RULE = re.compile(r"\s*[-=*_.…·+#]{3,}\s*")
_TABLE_ROW = re.compile(r"\s*(?:题\s*号|序\s*号)\s+(?=[0-9])|\s*(?:题\s*号|序\s*号)\s+(?:正确|参考)?答\s*案\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number a line begins with; ``delim`` is what typists keep to, ``end`` where the text after it begins."""

    group: Group
    value: int
    delim: str
    end: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names a type; ``order`` is its own number (三、 is 3), 0 without one.

    ``has_keys`` tells that it heads answers (一、单选题答案), ``rest`` is what stands behind.
    """

    kind: Kind
    order: int
    marks: float | None
    rest: str
    is_group: bool = False
    has_keys: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line that begins a chapter; a lower level encloses a higher one."""

    level: int


@dataclass(frozen=True, slots=True)
class Letter:
    """An option's letter; ``sure`` unless it has no point or bracket."""

    letter: str
    end: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A label; ``start`` and ``end`` are where it stands, ``value`` what stands within its brackets.

    ``is_word`` tells that it may as well be a word of the text.
    """

    part: Part
    start: int
    end: int
    value: str = ""
    bracketed: bool = True
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class Plain:
    """Nothing of all this: ``what`` tells text from nothing at all, a page's furniture and the head of a key."""

    what: Literal["text", "empty", "page", "watermark", "answers", "table"]


Mark = Number | Heading | Chapter | Letter | Label | Plain
TEXT, EMPTY = Plain("text"), Plain("empty")


def mark_of(folded: str) -> Mark:
    """Return what a folded line begins, apart from what the lines around it make of it."""
    if not folded or folded.isspace() or _RULE.fullmatch(folded):
        return EMPTY
    return _furniture(folded) or _title(folded) or label_at(folded) or number_at(folded) or letter_at(folded) or TEXT


def is_plain(line: str) -> bool:
    """Tell whether a line can only be text, whatever stands around it."""
    folded = fold(line)
    if mark_of(folded) is not TEXT or weak_letter_at(folded) or INLINE_LABEL.search(folded) or folded.isdigit():
        return False
    return _NEXT_OPTION.search(folded) is None and _NEXT_WEAK.search(folded) is None


def number_at(folded: str) -> Number | None:
    """Return the number a folded line begins with."""
    found = _NUMBER.match(folded)
    if found is None:
        return None
    mark = found["mark"] or ""
    if found["nth"]:
        return Number("figure", int(found["nth"]), "第", found.end(), mark)
    group = next(each for each in _GROUPS if found[each])
    value = ordinal_of(found[group]) if group.startswith("han") else int(found[group])
    return Number(group, value, found["delim"] or group, found.end(), mark)


def letter_at(folded: str) -> Letter | None:
    """Return the option a folded line begins, if there is a point or bracket at its letter."""
    found = _OPTION.match(folded)
    return Letter(_letter(found), found.end()) if found else None


def weak_letter_at(folded: str) -> Letter | None:
    """Return the option a folded line may begin: a letter with a space or a Chinese character, a small one."""
    found = _WEAK_OPTION.match(folded)
    return Letter(_letter(found), found.end(), sure=False) if found else None


def letters_in(folded: str, start: int, *, sure: bool = True) -> list[tuple[int, Letter]]:
    """Return the options that may begin within a folded line, with where their letters stand."""
    pattern = _NEXT_OPTION if sure else _NEXT_WEAK
    return [(found.start(), Letter(_letter(found), found.end(), sure)) for found in pattern.finditer(folded, start)]


def label_at(folded: str) -> Label | None:
    """Return the label a folded line begins with."""
    found = LABEL.match(folded)
    if found is None:
        return None
    word = next(found[name] for name in "bpvcwka" if found[name])
    part, bracketed = part_of(word), bool(found["b"] or found["v"])
    is_word = not bracketed and (part in _WORDS or word in _EXPLAINING) and not word.endswith("答案")
    return Label(part, 0, found.end(), (found["value"] or "").strip(), bracketed, is_word)


def labels_in(folded: str, start: int) -> list[Label]:
    """Return the labels within a folded line, in their order."""
    return [
        Label(
            part_of(next(found[name] for name in "bvpct" if found[name])),
            found.start(),
            found.end(),
            (found["value"] or found["key"] or "").strip(),
            not (found["c"] or found["t"]),
        )
        for found in INLINE_LABEL.finditer(folded, start)
    ]


def heading_at(folded: str) -> Heading | None:
    """Return the heading of a section of items that a folded line is."""
    words = _IN_WORDS.fullmatch(folded)
    if words:
        return Heading("verdict", _order(words["no"]), _marks(folded), "")
    found = _HEADING.fullmatch(folded)
    if found is None or not _is_heading(found):
        return None
    is_group = found["suffix"] == "题组"
    keys = _KEYS.match(found["rest"])
    rest = found["rest"][keys.end() :] if keys else found["rest"]
    return Heading(kind_of(found["type"]), _order(found["no"] or ""), _marks(folded), rest, is_group, bool(keys))


def _is_heading(found: re.Match[str]) -> bool:
    number, rest, suffix = found["no"] or "", found["rest"], found["suffix"]
    if not (suffix or number or not rest.strip()) or not _REST.fullmatch(rest):
        return False
    if found["type"] in _ALSO_WORDS and not suffix:
        return False
    if found["before"] and not number and (not _COUNT.fullmatch(rest) or found["before"][-1] in "为是题"):
        return False
    if number.strip()[:1].isdigit() and not _COUNT.fullmatch(_BRACKETS.sub("", rest).strip(" :.。")):
        return False
    return not _ASKED.search(rest) or bool(re.match(rf"\s*(?:第?[{_HAN}]|\()", number))


def may_be_asked(folded: str) -> bool:
    """Tell whether a line above the items is a sentence of its own, neither a title nor about how to answer."""
    text = folded.strip()
    return (len(text) > _TITLE or text[-1:] in _SENTENCE_ENDS) and not _INSTRUCTION.search(text)


def group_of(folded: str) -> range | None:
    """Return the numbers of the items that a line says are asked about the passage below it, none where it says none.

    None for any other line.
    """
    found = _GROUP.match(folded) if "题" in folded and len(folded) < _LONGEST_GROUP else None
    if found is None:
        return None
    return range(int(found["from"]), int(found["to"]) + 1) if found["to"] else range(0)


def page_words(folded: str) -> str:
    """Return the words of a line that ends with a page's number (泵站题库 第1页 共3页), "" for any other line."""
    found = _HEADED.fullmatch(folded.strip()) if "页" in folded and len(folded) < _LONGEST_HEAD else None
    return found["words"] if found else ""


def is_page_number(folded: str) -> bool:
    """Tell whether a folded line only counts pages."""
    return _PAGE.fullmatch(folded) is not None


def _title(folded: str) -> Mark | None:
    heading = heading_at(folded) if len(folded) < 300 and _TYPED.search(folded) else None
    if heading:
        return heading
    if _ANSWERED.fullmatch(folded) or ("答案" in folded and len(folded) < 60 and _ANSWERS.fullmatch(folded)):
        return Plain("answers")
    if _TABLE_ROW.match(folded):
        return Plain("table")
    found = _CHAPTER.fullmatch(folded) if folded.lstrip().startswith("第") else None
    return Chapter(_LEVELS.get(found["unit"], 1)) if found else None


def _furniture(folded: str) -> Mark | None:
    if len(folded) > 60 or not _PAGED.search(folded):
        return None
    if is_page_number(folded):
        return Plain("page")
    return Plain("watermark") if _WATERMARK.fullmatch(folded) else None


def _letter(found: re.Match[str]) -> str:
    return str(next(filter(None, found.groups()))).upper()


def _order(number: str) -> int:
    han = re.search(f"[{_HAN}]+", number)
    figures = re.search("[0-9]+", number)
    return ordinal_of(han[0]) if han else int(figures[0]) if figures else 0


def _marks(folded: str) -> float | None:
    found = _MARKS.search(folded)
    return float(found[1]) if found else None
