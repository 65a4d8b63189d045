"""Blueprints in one line, as editors say them: 判断 10×1，单选 15×2，多选 20×3，60 分钟."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from qbank.assembly.contradictions import refuse_contradictions
from qbank.errors import Problem, QbankError
from qbank.locale import Listed, brief
from qbank.model.blueprint import Blueprint, Section
from qbank.model.numerals import CHINESE, plain, value_of
from qbank.model.type_words import TYPE_WORDS, label_of

_NAMES = {word: name for name, words in TYPE_WORDS.items() for word in (name, *words)}
TYPE = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_N = rf"(\d+(?:\.\d+)?|[{CHINESE}半]+)"
_COUNT = r"(?:道小题|小题|道题|道|题|个|条)"
_EVERY = r"(?:每|各)(?:小题|道题|题|道|个)?(?:各|记|计|为|得|占)?:?"
_EACH = rf"\s*[,(]?\s*(?:[×xX*✕✖]\s*{_N}|{_EVERY}\s*{_N})\s*分?(?:\s*/\s*题)?"
_SUM = rf"\s*[,(]?\s*(?:共|计|共计|合计)\s*{_N}\s*分"
_ENDING = rf"(?:\s*[,(=]?\s*(?:共|计|共计|合计|=)\s*{_N}\s*分?)?"
_PARTS = (
    re.compile(rf"(?P<type>{TYPE})\s*[:(]?\s*(?P<n>{_N[1:-1]})\s*{_COUNT}?{_EACH}{_ENDING}"),
    re.compile(rf"(?P<n>{_N[1:-1]})\s*{_COUNT}\s*(?P<type>{TYPE}){_EACH}{_ENDING}"),
)
_SUMS = (
    re.compile(rf"(?P<type>{TYPE})\s*[:(]?\s*(?P<n>{_N[1:-1]})\s*{_COUNT}?{_SUM}"),
    re.compile(rf"(?P<n>{_N[1:-1]})\s*{_COUNT}\s*(?P<type>{TYPE}){_SUM}"),
)
_TIME = re.compile(rf"(?:考试|答题|作答)?(?:时间|时长|限时|用时)?\s*[:为]?\s*{_N}\s*(分钟|分鐘|min|个小时|小时)")
_TOTAL = re.compile(
    rf"(?:全卷|试卷|卷面)?(?:(?:满分|总分)\s*[:为]?\s*{_N}(?:\s*分(?!钟)|(?=\s*(?:[,;。、)\n]|$)))"
    rf"|(?:总计|合计|共计|共|计)\s*[:为]?\s*{_N}\s*分)"
)
_BARE = re.compile(rf"(?:(?P<type>{TYPE})\s*[:(]?\s*(?P<n>{_N[1:-1]})|(?P<m>{_N[1:-1]})\s*{_COUNT}\s*(?:{TYPE}))")
_BETWEEN = re.compile(r"(?:题型|[\s,;、。.:()|+和及])*")
_ORDINAL = re.compile(rf"(?:第[{CHINESE}\d]+(?:部分|大题)|[{CHINESE}]+、|\(?[{CHINESE}\d]+\)|\d+[.、])[\s:、]*(?=\D)")
_PLANNED = re.compile(rf"(?:{TYPE})[\s:(]*(?:{_N[1:-1]})|\d\s*{_COUNT}\s*(?:{TYPE})|\d\s*分钟|满分|总分")
_MOST = 2000


@dataclass(slots=True)
class Parts:
    """What lines say: sections in their order, minutes (0: not said) and the total (None: not said)."""

    sections: list[Section] = field(default_factory=list)
    minutes: int = 0
    marks: float | None = None


def is_line(text: str) -> bool:
    """Tell whether a text plans a paper, or seems to: it names numbers of a type, a time or a total."""
    return _PLANNED.search(_folded(text)) is not None


def read_line(text: str, name: str, file: str = "", title: str = "") -> Blueprint:
    """Return the blueprint that a line describes.

    Each type with number and marks each, then minutes and total where they are said; in full or half width, in
    figures or in Chinese: 判断题10道每题1分；单选 15x2；20道多选题，每题3分；时间60分钟，满分100分.

    Raises:
        QbankError: ``blueprint-line-unread``, ``-each``, ``-number`` or ``-sum`` with the words that cannot be read
            and why, or what contradicts itself, such as a total that the parts do not add up to.
    """
    read = read_parts(text, file)
    found = Blueprint(name=name, title=title, minutes=read.minutes, sections=tuple(read.sections))
    refuse_contradictions(found, file, marks=read.marks)
    return found


def read_parts(text: str, file: str = "", place: str = "", before: Parts | None = None) -> Parts:
    """Return sections, minutes and total of a line, in the order in which they are said, after those of others.

    Raises:
        QbankError: what cannot be read (``read_line``); ``blueprint-line-twice``: another time or total was said
            before. Whether they add up is not checked.
    """
    folded, read = _folded(text), before or Parts()
    at = _skipped(folded, 0)
    while at < len(folded):
        said = (read.minutes, read.marks)
        end = _taken(folded, at, read)
        _refuse_other(said, read, file, place)
        if end is None:
            raise QbankError(_unread(folded, at, file, place))
        at = _skipped(folded, end)
    return read


def _unread(text: str, at: int, file: str, place: str) -> Problem:
    """Return why the words at a place cannot be read: a number that cannot be, no marks, a sum that is another."""
    rest = brief(re.split(r"[,;。\n]", text[at:])[0], 30)
    whole = next((found for each in (*_PARTS, *_SUMS) if (found := each.match(text, at))), None)
    bare = whole or _BARE.match(text, at)
    if bare is None:
        known = Listed(words[0] for words in TYPE_WORDS.values())
        return Problem("blueprint-line-unread", file, place, {"found": rest, "known": known})
    number = _value(bare["n"] or bare["m"])
    if not number or number != int(number) or number > _MOST:
        return Problem("blueprint-line-number", file, place, {"found": rest, "most": _MOST})
    said = _figures(whole) if whole else []
    if len(said) > 1:
        values = {"found": rest, "sum": plain(number * said[0]), "said": plain(said[1])}
        return Problem("blueprint-line-sum", file, place, values)
    return Problem("blueprint-line-each", file, place, {"found": rest})


def _refuse_other(said: tuple[float, float | None], read: Parts, file: str, place: str) -> None:
    """Refuse a time or a total that is not the one said before: nobody knows which of them counts."""
    for one, other in zip(said, (read.minutes, read.marks), strict=True):
        if one and other and one != other:
            values = {"one": plain(one), "other": plain(other)}
            raise QbankError(Problem("blueprint-line-twice", file, place, values))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _skipped(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    at = found.end() if found else at
    ordinal = _ORDINAL.match(text, at)
    return ordinal.end() if ordinal and re.compile(rf"(?:{TYPE})|\d").match(text, ordinal.end()) else at


def _taken(text: str, at: int, read: Parts) -> int | None:
    """Return where what stands at a place ends, having noted what it says; None if it says nothing."""
    for expression in (*_PARTS, *_SUMS):
        if (found := expression.match(text, at)) and (section := _section(found, is_sum=expression in _SUMS)):
            read.sections.append(section)
            return found.end()
    if (found := _TIME.match(text, at)) and (value := _value(found[1])):
        read.minutes = round(value * (60 if "小时" in found[2] else 1))
        return found.end()
    if (found := _TOTAL.match(text, at)) and (value := _value(found[1] or found[2])):
        read.marks = value
        return found.end()
    return None


def _section(found: re.Match[str], *, is_sum: bool) -> Section | None:
    said = _figures(found)
    number = _value(found["n"])
    if not number or number != int(number) or number > _MOST or not said:
        return None
    marks = said[0] / number if is_sum else said[0]
    if not is_sum and len(said) > 1 and abs(said[1] - number * marks) > 1e-6:
        return None
    return Section(type=_NAMES[found["type"]], number=int(number), marks=marks)


def _figures(found: re.Match[str]) -> list[float]:
    """Return what a part says beside type and number: marks each, and their sum where it is said."""
    return [value for group in found.groups()[2:] if group and (value := _value(group))]


def _value(numeral: str) -> float | None:
    return 0.5 if numeral == "半" else value_of(numeral)


def write_line(blueprint: Blueprint) -> str:
    """Return sections and time of a blueprint in one line, as ``read_line`` reads it."""
    parts = [f"{label_of(each.type)} {each.number}×{plain(each.marks)}" for each in blueprint.sections]
    if blueprint.minutes:
        parts.append(f"{blueprint.minutes} 分钟")
    return "，".join([*parts, f"满分 {plain(blueprint.marks)} 分"])
