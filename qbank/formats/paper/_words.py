"""Our own words on a paper: headings, numbers, letters, brackets, in the language asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qbank.formats.paper._layout import Content, Gap, Inline, Look, Text
from qbank.formats.paper._plan import Entry, Kind, Section
from qbank.locale import Lang, say
from qbank.model.item import Difficulty
from qbank.model.numerals import chinese

_NUMBERED = re.compile(r"第?[一二三四五六七八九十百\d]+(?:[、.．)）]|部分|大题)|[（(][一二三四五六七八九十\d]+[)）]")
TO_FILL = Gap(3)
"""Where a number is to be written in by hand."""
_NAMES: Mapping[Kind | None, str] = {
    "single": "paper-single", "several": "paper-several", "verdict": "paper-verdict", "blanks": "paper-blanks",
    "match": "paper-match", "order": "paper-order", "written": "paper-written", None: "paper-passages",
}  # fmt: skip
_BRIEF: Mapping[Kind, str] = {
    "single": "paper-single-brief", "several": "paper-several-brief", "verdict": "paper-verdict-brief",
    "blanks": "paper-blanks-brief", "match": "paper-match-brief", "order": "paper-order-brief",
    "written": "paper-written-brief",
}  # fmt: skip
_HOW: Mapping[Kind | None, str] = {
    "single": "paper-single-how", "several": "paper-several-how", "verdict": "paper-verdict-how",
    "blanks": "paper-blanks-how", "match": "paper-match-how", "order": "paper-order-how",
    "written": "paper-written-how", None: "paper-passages-how",
}  # fmt: skip
_LEVELS: Mapping[Difficulty, str] = {"easy": "paper-easy", "medium": "paper-medium", "hard": "paper-hard"}


def put(key: str, lang: Lang, look: Look = "plain", **values: object) -> Content:
    """Return a sentence of the catalogue as words and gaps; a value of None is left to be filled in by hand."""
    pieces = say(key, lang, **{name: f"\0{name}\0" for name in values}).split("\0")
    return tuple(_pieces(pieces, values, look))


def _pieces(pieces: list[str], values: Mapping[str, object], look: Look) -> Iterator[Inline]:
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            if piece:
                yield Text(piece, look)
        elif values[piece] is None:
            yield TO_FILL
        else:
            yield Text(str(values[piece]), look)


def name_of(kind: Kind | None, lang: Lang) -> str:
    """Return what a section of a kind is called."""
    return say(_NAMES[kind], lang)


def brief_name(kind: Kind, lang: Lang) -> str:
    """Return what a single item of a kind is called."""
    return say(_BRIEF[kind], lang)


def level_name(level: Difficulty, lang: Lang) -> str:
    """Return what a difficulty is called."""
    return say(_LEVELS[level], lang)


def how_to(kind: Kind | None, lang: Lang) -> str:
    """Return what is to be done with the items of a section."""
    return say(_HOW[kind], lang)


def heading(at: int, section: Section, lang: Lang) -> str:
    """Return 一、单项选择题; ``at`` counts from 1. A heading of the section's own that has its number keeps it."""
    if _NUMBERED.match(section.heading):
        return section.heading
    return say("paper-section", lang, n=ordinal(at, lang), name=section.heading or name_of(section.kind, lang))


def ordinal(at: int, lang: Lang) -> str:
    """Return the number of a section."""
    return chinese(at) if lang == "zh" else str(at)


def number_mark(entry: Entry, lang: Lang) -> str:
    """Return the number of an item with its stop."""
    stop = say("paper-number-stop", lang)
    return f"{entry.number}{stop}"


def numbered(at: int, lang: Lang) -> str:
    """Return （1） for a row or a blank; ``at`` counts from 1."""
    return say("paper-in-brackets", lang, words=at)


def marks_words(marks: float) -> str:
    """Return marks without needless decimals."""
    return f"{marks:g}"


def footer(lang: Lang) -> tuple[str, str, str]:
    """Return what stands before, between and after the number of the page and the count of pages."""
    first, middle, last = say("paper-page", lang, page="\0", pages="\0").split("\0")
    return first, middle, last
