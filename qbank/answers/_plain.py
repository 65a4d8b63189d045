"""Texts made alike, so that width, case, markup, numbers in front and what stands in brackets tell nothing apart."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from qbank.model.item import BLANK
from qbank.model.numerals import ordinal_of
from qbank.model.type_words import SORTS, TYPE_WORDS, alternatives
from qbank.types._folding import fold

BETWEEN = re.compile(r"[;；,，、|/\s┋&+]+")
"""What parts several answers in one cell."""
_TAGS = re.compile(r"<(?:[a-zA-Z/!][^<>]*)>")
_BREAKS = re.compile(r"<\s*br\s*/?>|</p>", re.IGNORECASE)
_ASIDE = re.compile(r"(?!(?<=\d)\.(?=\d))[^\w^]|_")
"""What tells no texts apart; 1.5 is no 15."""
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CALLED = alternatives(word for names in (*TYPE_WORDS.values(), *SORTS.values()) for word in names)
_KINDS = rf"(?:(?:{_CALLED}|选择)题?|必答题?|必填|选填)"
_TYPE = re.compile(rf"[\[【(<{{]\s*{_KINDS}\s*[,，]?\s*(?:\d+(?:\.\d+)?\s*分)?\s*[\]】)>}}]")
_MARKS = re.compile(
    r"[\[【(]\s*(?:本题|共|满分|分值)?\s*[:：]?\s*(\d+(?:\.\d+)?)\s*(?:分|points?|marks?)\s*[\]】)]", re.IGNORECASE
)
_FRONT = re.compile(
    r"\s*(?:\*\s*)?(?:第\s*(\d{1,4}|[零〇一二三四五六七八九十百]+)\s*[题小问]+\s*题?|(?:q|item|question|题|试题|题目)\s*[._#-]?\s*(\d{1,4})(?![a-z]*\d)|"
    r"[(（]\s*(\d{1,4})\s*[)）]|(\d{1,4})(?=\s*[、．.:：)）\s]|$))\s*[、．.:：)）\-]*\s*",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:…+|\.{3,}|。{3,})\s*$")
_FAULT = re.compile(
    r"#(?:n/a|div/0!|num!|value!|ref!|name\?|null!|spill!|calc!|field!|blocked!|unknown!|connect!|getting_data|#{2,})",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return letters, digits and characters alone, in one width and case; raised figures stay apart from others."""
    return _ASIDE.sub("", fold(text))


@lru_cache(maxsize=65536)
def tidy(text: str) -> str:
    """Return a text without markup and hidden signs, white space as single spaces."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAGS.sub("", _BREAKS.sub(" ", text)))
    return " ".join(seen(text).split())


def seen(text: str) -> str:
    """Return a text without the signs that nobody sees, such as chat programs leave behind."""
    return _HIDDEN.sub("", text)


def is_fault(text: str) -> bool:
    """Tell whether a table program writes this in place of a value that it could not compute, or not show."""
    return text[:1] in {"#", "＃"} and _FAULT.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


class Headed:
    """What the heading of an item's column says: its number in front, the stem, whether it was cut off, the marks."""

    __slots__ = ("is_cut", "most", "number", "stem")

    def __init__(self, heading: str) -> None:
        text = unicodedata.normalize("NFKC", tidy(heading).replace(BLANK, " "))
        marks = _MARKS.search(text)
        self.most = float(marks[1]) if marks else None
        text = _MARKS.sub(" ", _TYPE.sub(" ", text))
        found = _FRONT.match(text)
        self.number = _number(found) if found else None
        rest = text[found.end() :] if found else text
        self.is_cut = _CUT.search(rest) is not None
        self.stem = _CUT.sub("", rest).strip()


@lru_cache(maxsize=65536)
def headed(heading: str) -> Headed:
    """Return what a heading says."""
    return Headed(heading)


def numbers_of(headings: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of questions that headings begin with; () unless each has one and none has another's."""
    found = [headed(each).number for each in headings]
    known = tuple(each for each in found if each is not None)
    return known if len(set(known)) == len(found) else ()


def _number(found: re.Match[str]) -> int | None:
    said = next((each for each in found.groups() if each), "")
    if said.isdigit():
        return int(said)
    if not said:
        return None
    return ordinal_of(said)
