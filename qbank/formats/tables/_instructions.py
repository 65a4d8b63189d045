"""What the notes of a form say in words of how it is filled: signs, codes for verdicts, longest texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qbank.formats.tables._words import codes_of_verdicts, verdicts_said

_NAMES = {
    "逗号": ",，", "分号": ";；", "顿号": "、、", "竖线": "||", "竖杠": "||", "竖号": "||", "井号": "##", "空格": "  ",
    "换行符": "\n\n", "换行": "\n\n", "回车": "\n\n", "斜杠": "//", "斜线": "//", "美元符": "$$", "与号": "&&",
}  # fmt: skip
"""By name the half-width and the full-width sign."""
_WIDTHS = {"英文": 0, "半角": 0, "西文": 0, "中文": 1, "全角": 1}
_QUOTE, _UNQUOTE = "[“”\"'‘「『【(（]", "[“”\"'’」』】)）]"
_BARE = r"[|｜┋,，;；、/#$&+^*~@\-—]{1,3}"
_SIGN = (
    rf"(?:(?P<width>英文|半角|西文|中文|全角)(?:状态|输入法)?下?的?(?:半角|全角)?的?)?(?:{_QUOTE}\s*(?P<quoted>{_BARE})\s*{_UNQUOTE}"
    rf"|(?P<name>{'|'.join(_NAMES)})(?:\s*{_QUOTE}\s*(?P<shown>{_BARE})\s*{_UNQUOTE})?|(?P<bare>{_BARE}))"
)
_PARTED = re.compile(
    rf"(?:用|以|使用|采用|通过|加|按)\s*{_SIGN}\s*(?:符号|号|符)?\s*(?:进行|来|作为|做)?\s*(?:分隔|隔开|分开|间隔|分割|区分|连接)"
)
_REACH = 40
"""Characters before a sign in which it is said what it parts."""
_LIMIT = re.compile(
    r"(?P<subject>题干|题目|试题内容|选项|解析)[^。；;\n\d题选解]{0,14}?"
    r"(?:(?:不(?:得|能|可|要|应)?(?:超过|超出|多于|大于)|最多|最长|至多|限制?|上限为?|≤|<=|小于等于|控制在)\s*(?:在|为)?\s*(?P<most>\d{1,5})"
    r"|(?P<within>\d{1,5}))\s*个?\s*(?:汉字|字符|字)(?!节)(?P<tail>以内|之内|内)?"
)
_BLANK = re.compile(
    rf"空(?:格|白|处)?[^。；;\n]{{0,8}}?(?:用|以|使用)\s*{_QUOTE}?"
    rf"(?:(?P<mark>_{{2,}}|（[\s　]*）|\([\s　]*\)|#{{1,3}}|【】|\[\]|\{{\}})"
    rf"|(?P<count>[两三四五六]|[2-6])\s*个(?:英文|半角)?下划线){_UNQUOTE}?\s*(?:表示|代替|替代|标记|标识|占位|留空)"
)
_COUNTS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_OF_VERDICTS = re.compile("判断|是非|对错")


@dataclass(frozen=True, slots=True)
class Instructions:
    """What notes say, "", 0 or None for what they do not.

    Args:
        verdicts: what true and false are written as.
        letters: what parts the letters of several right options.
        between: what parts the answers of several blanks.
        options: what parts options in one cell.
        tags: what parts tags.
        blank: what stands for a blank.
        stem: the longest stem, in characters.
        option: the longest option.
        rationale: the longest rationale.
        unsure: names of signs that are not said to be half-width or full-width.
        differing: fields for which notes say different things, of which none is followed.
    """

    verdicts: tuple[str, str] | None = None
    letters: str = ""
    between: str = ""
    options: str = ""
    tags: str = ""
    blank: str = ""
    stem: int = 0
    option: int = 0
    rationale: int = 0
    unsure: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()


def instructions(notes: Iterable[str]) -> Instructions:
    """Return what notes say of how a form is filled."""
    texts = list(dict.fromkeys(note for note in notes if note))
    signs: dict[str, dict[str, bool]] = {}
    for text in texts:
        for field, sign, is_sure in _signs(text):
            signs.setdefault(field, {}).setdefault(sign, is_sure)
    limits = _limits(texts)
    one = {field: next(iter(found)) for field, found in signs.items() if len(found) == 1}
    return Instructions(
        verdicts=next((pair for text in texts if (pair := _verdicts(text))), None),
        letters=one.get("letters", ""),
        between=one.get("between", ""),
        options=one.get("options", ""),
        tags=one.get("tags", ""),
        blank=next((_mark(found) for text in texts if (found := _BLANK.search(text))), ""),
        stem=limits.get("stem", 0),
        option=limits.get("option", 0),
        rationale=limits.get("rationale", 0),
        unsure=tuple(dict.fromkeys(sign for f, sign in one.items() if not signs[f][sign])),
        differing=tuple(field for field, found in signs.items() if len(found) > 1),
    )


def _verdicts(text: str) -> tuple[str, str] | None:
    codes = codes_of_verdicts(text) if _OF_VERDICTS.search(text) else None
    return codes or verdicts_said(text)


def _signs(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what a sign parts, the sign, and whether its width is said."""
    start = 0
    for found in _PARTED.finditer(text):
        before = re.split(r"[。\n]|(?<=.)[；;](?=.)", text[max(start, found.start() - _REACH) : found.start()])[-1]
        start = found.end()
        sign, is_sure = _sign_of(found)
        for field in _subjects(before):
            yield field, sign, is_sure


def _sign_of(found: re.Match[str]) -> tuple[str, bool]:
    sign = found["quoted"] or found["shown"] or found["bare"]
    if sign:
        return sign, True
    pair, width = _NAMES[found["name"]], found["width"]
    return pair[_WIDTHS.get(width, 0)], bool(width) or pair[0] == pair[1]


def _subjects(text: str) -> list[str]:
    """Return what is parted, by what a note speaks of before the sign."""
    if re.search("标签|知识点|关键[字词]", text):
        return ["tags"]
    if "填空" in text or re.search("[个多各]空", text):
        return ["between"]
    is_of_answers = re.search("答案|字母|正确选项|正确项", text) is not None
    if "选项" in text and not is_of_answers:
        return ["options"]
    if re.search("多选|多项|多个(?:正确)?(?:答案|选项)|字母|正确选项", text):
        return ["letters"]
    return ["letters", "between"] if is_of_answers else []


def _limits(texts: Iterable[str]) -> dict[str, int]:
    """Return by field the smallest of the limits that notes name."""
    names = {"选项": "option", "解析": "rationale"}
    limits: dict[str, int] = {}
    for text in texts:
        for found in _LIMIT.finditer(unicodedata.normalize("NFKC", text)):
            most = int(found["most"] or (found["within"] if found["tail"] else 0) or 0)
            field = names.get(found["subject"], "stem")
            if most:
                limits[field] = min(most, limits.get(field, most))
    return limits


def _mark(found: re.Match[str]) -> str:
    count = found["count"]
    return "_" * (_COUNTS.get(count) or int(count)) if count else found["mark"]
