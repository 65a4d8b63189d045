"""How prose speaks of options by their letters (“A项错误”, “故选BD”), and which options speak of others."""

from __future__ import annotations

import re
from collections.abc import Callable

LETTERS = "ABCDEFGH"
"""Of options; more than eight nobody names by letter in prose."""

_ONE = "[A-HＡ-Ｈ]"
# One way to match each text and few repetitions: a long row of letters or spaces must not take for ever.
_AND = r"(?:\s{0,4}[、，,和及与]\s{0,4}|\s{0,4})"
_MANY = rf"{_ONE}(?:{_AND}{_ONE}){{0,7}}"
_EDGE = r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9])", r"(?![A-Za-zＡ-Ｚａ-ｚ0-9])"
# A类企业, B超, AB角: the letter is part of a name. So are both of A、B类.
_NAMED = "(?:[类级组区栋座型款股轮证照门口楼厅馆室票线版面等岗段超角]|公司|项目)"
_NO_NAME = rf"(?!(?:{_AND}{_ONE}){{0,7}}{_NAMED})"
_JUDGED = "(?=(?:都|均|皆|是|为)?(?:正确|错误|不正确|不对|不选|对(?![于外])|错|不符|符合))"
_MENTION = re.compile(
    rf"(?P<before>选项|故选|应选|选择|答案(?:为|是|选)?[：:]?|选)\s*(?P<first>{_MANY}){_EDGE[1]}{_NO_NAME}(?P<tail>\s*(?:[两三四]?个?(?:选)?项(?!目))?)"
    rf"|{_EDGE[0]}(?P<second>{_MANY})\s*(?P<after>[两三四]?个?(?:选项|项(?!目))|{_JUDGED})"
)
_CLAIM = re.compile(
    r"(?:(?:故|因此|所以|综上)[，,]?(?:本题|该题|此题)?应?该?选择?|(?:本题|此题)?应选择?|(?:本题|此题)选择?"
    r"|(?:正确|本题|参考|标准)?答案\s{0,2}(?:应?[为是]|选)?\s{0,2}[：:]?)"
    rf"\s{{0,2}}(?P<first>{_MANY}){_EDGE[1]}{_NO_NAME}(?!\s{{0,2}}(?:选?项)?{_JUDGED})"
)
_DENIED = re.compile("(?:不|误|错|非|若|如)(?:能|可|应|该)?$")
_ALONE = re.compile(rf"{_EDGE[0]}{_ONE}{_EDGE[1]}(?!{_NAMED})")
_RUN = re.compile(rf"{_EDGE[0]}{_ONE}+{_EDGE[1]}(?!{_NAMED})")
_LETTER = re.compile(_ONE)
_QUOTED = re.compile("“[^“”]{3,}”|《[^《》]*》")
"""Words of a document; what is in them are not our options. “A” between quotes may well be one."""
# 维生素B正确 names a vitamin; 故B正确, 其中B错误, 显然B错误 name an option.
_NAME_BEFORE = re.compile(
    rf"(?:维生素|维他命|方案|计划|附件|附录|[附图]表|公司|企业|单位|部门|型号|等级|级别|区域|标段)(?:{_MANY})\s*{_JUDGED}"
)
_WORD_BEFORE = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![故选此以但而则且即中知见及和与项案除得为是的然有仅只若])(?:{_MANY})\s*{_JUDGED}"
)
_SMALL = re.compile(r"(?:选项?|答案[为是]?[：:]?)\s*[a-hａ-ｈ](?![A-Za-z0-9])|(?<![A-Za-z0-9])[a-hａ-ｈ]\s*(?:选项|项)")
_PLACES = re.compile(
    r"选项\s*[0-9①-⑧一二三四五六七八]|第\s*[0-9一二三四五六七八]\s*个?选项|(?<![条款])第\s*[0-9一二三四五六七八]\s*个?项(?!目)"
    r"|[前后][两二三四]\s*个?(?:选?项)(?!目)|最后一?\s*个?(?:选项|项(?!目))|[上下]一\s*个?选项"
)
_IN_TURN = re.compile("分别|依次|前者|后者|先后")
_CATCH_ALL = re.compile(r"(?:以上|上述).{0,4}(?:都|均|全部|皆|选项)|(?:都|均|全)(?:对|不对|是|不是|正确|错误)$")
_ENDS_LIST = re.compile(
    r"^(?:以上|上述)|^(?:其他|其它|其余).{0,4}$|^(?:都|均|全|无|没有).{0,3}(?:对|是|正确|错误|选项|答案)|^无$"
)
_OF_LETTERS = re.compile(
    rf"\s*(?:选项|仅|只有|只|以上)?\s*[（(]?(?:{_MANY}(?:\s{{0,4}}或\s{{0,4}}{_ONE}){{0,7}})[)）]?\s*(?:[两三四]?个?(?:选?项)|.{{0,2}}(?:对|是|正确|错误|不是|错))?\s*"
)


def in_prose(text: str, put: Callable[[re.Match[str]], str]) -> str:
    """Return a text with each mention of options replaced; quotations of documents stay as they are.

    Args:
        text: a rationale.
        put: gets a match whose group ``first`` (after 选, 答案为 …: ``before``) or ``second`` (before 项, 错误 …:
            ``after``) has the letters, as ``letters_of`` reads them.
    """
    return _outside_quotes(text, lambda piece: _MENTION.sub(put, piece))


def letters_of(mention: re.Match[str]) -> str:
    """Return the letters of a mention, in half width: “Ａ、C” is AC."""
    return "".join(LETTERS[_at(each)] for each in _LETTER.findall(mention["first"] or mention["second"]))


def claims(text: str, options: int) -> set[str]:
    """Return the keys that a rationale says outright (故选BD, 正确答案为B), letters in order; quotations say none.

    Args:
        text: a rationale.
        options: how many options there are; letters beyond them are none of theirs.
    """
    text = _QUOTED.sub("", text)
    found = (each for each in _CLAIM.finditer(text) if not _DENIED.search(text[: each.start()]))
    keys = {"".join(sorted({LETTERS[_at(letter)] for letter in _LETTER.findall(each["first"])})) for each in found}
    return {key for key in keys if LETTERS.index(key[-1]) < options}


def relettered(text: str, new: str) -> str:
    """Return a text whose mentions name options that have changed places.

    Args:
        text: a rationale of which nothing is ``unclear``.
        new: by an option's old place its new letter.
    """
    # 分别 and the like tie what follows to the order of the letters; else they stand in the alphabet's.
    in_turn = _IN_TURN.search(text) is not None

    def put(mention: re.Match[str]) -> str:
        letters = [new[LETTERS.index(each)] for each in letters_of(mention)]
        left = iter(letters if in_turn else sorted(letters))
        return _LETTER.sub(lambda found: _as_wide(next(left), found.group()), mention.group())

    return in_prose(text, put)


def furthest(text: str) -> int:
    """Return the place of the last option that a text names, from 0; -1 if it names none."""
    return max((LETTERS.index(each) for found in _MENTION.finditer(text) for each in letters_of(found)), default=-1)


def unclear(text: str, options: int, *, strict: bool = False) -> str:
    """Return a letter that may or may not be one of so many options', "" if every one is clear.

    ``strict`` doubts more: several letters together (AC是原文, but CAD too), and a letter right behind a word that may
    or may not end there (检测B错误).
    """
    if named := (_WORD_BEFORE if strict else _NAME_BEFORE).search(_QUOTED.sub("", text)):
        return next(found.group() for found in _LETTER.finditer(named.group()))
    # Words put in for a mention are not searched: 维生素A may well be one.
    rest = _QUOTED.sub("", in_prose(text, lambda found: ""))
    found = (_RUN if strict else _ALONE).search(rest)
    if found and all(_at(each) < options for each in _LETTER.findall(found.group())):
        return found.group()
    return ""


def has_letter(text: str) -> bool:
    """Tell whether a text has a letter that could be an option's."""
    return _LETTER.search(text) is not None


def names_option(text: str) -> bool:
    """Tell whether a text names an option by its letter."""
    return _MENTION.search(_QUOTED.sub("", text)) is not None


def names_place(text: str) -> bool:
    """Tell whether a text names options by their place (第二个选项, 前两项), in small letters or in a quotation."""
    quoted = any(_MENTION.search(each) for each in _QUOTED.findall(text))
    text = _QUOTED.sub("", text)
    return quoted or _PLACES.search(text) is not None or _SMALL.search(text) is not None


def is_catch_all(text: str) -> bool:
    """Tell whether an option judges the others together: 以上都对, 以上选项均不正确."""
    return _CATCH_ALL.search(text) is not None


def ends_list(text: str) -> bool:
    """Tell whether an option only makes sense after all others: 以上都对, 其他, 无正确答案."""
    return is_catch_all(text) or _ENDS_LIST.search(text) is not None


def is_of_letters(text: str) -> bool:
    """Tell whether an option speaks of others by letter or place: A和B, AC都对, 前两项."""
    return _OF_LETTERS.fullmatch(text) is not None or names_option(text) or names_place(text)


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    """Return the text with all that is not quoted changed."""
    pieces, at = [], 0
    for quoted in _QUOTED.finditer(text):
        pieces += [change(text[at : quoted.start()]), quoted.group()]
        at = quoted.end()
    return "".join((*pieces, change(text[at:])))


def _as_wide(letter: str, other: str) -> str:
    return letter if other.isascii() else "ＡＢＣＤＥＦＧＨ"[LETTERS.index(letter)]


def _at(letter: str) -> int:
    return LETTERS.index(letter) if letter.isascii() else "ＡＢＣＤＥＦＧＨ".index(letter)
