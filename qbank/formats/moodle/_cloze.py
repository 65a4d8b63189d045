r"""Moodle's gaps within a text, ``{1:SHORTANSWER:=甲~=乙~%50%丙#说明}``, written and found.

Moodle decodes entities in an answer, then takes ``\}`` and ``\#`` for these characters, and nothing else. So all that
could be a mark is written as an entity, which every part of its parser passes over. Other programs and its handbook put
a backslash before ``~ / "`` too, which is read as meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from qbank.formats.moodle._html import decoded
from qbank.formats.moodle._text import HOLE

Kind = Literal["short", "short_cased", "number", "one", "several"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW"), "short"),
    **dict.fromkeys(("SHORTANSWER_C", "SAC", "MWC"), "short_cased"),
    **dict.fromkeys(("NUMERICAL", "NM"), "number"),
    **dict.fromkeys(("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"), "one"),
    **dict.fromkeys(("MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"), "one"),
    **dict.fromkeys(("MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH"), "several"),
    **dict.fromkeys(("MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS"), "several"),
}  # fmt: skip
_OPENING = re.compile(rf"\{{([0-9]*):({'|'.join(sorted(_KINDS, key=len, reverse=True))}):")
_MISSPELT = re.compile(r"[{｛]\s*[0-9０-９]*\s*[:：]\s*(?:SHORTANSWER|MULTICHOICE|MULTIRESPONSE|NUMERICAL)", re.I)
_ENDS = frozenset({"", "~", "#", "}"})
_END_OF_ANSWER = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)[~#}]")
_END_OF_REMARK = re.compile(r"(?<!\\)[~}]")
_WEIGHT = re.compile(r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%")
_MARKS = re.compile(r"""[\\}#~&<>"'{]""")
_AFTER_BACKSLASH = re.compile(r"(?<=\\)(?=[}#])")


class Entry(NamedTuple):
    """One answer of a gap: raw text and remark, what it earns in per cent, and whether that was told in figures."""

    raw: str
    weight: float
    is_weighed: bool
    remark: str


class Gap(NamedTuple):
    """A gap: what kind it is, how many marks it is worth, and its answers."""

    kind: Kind
    marks: float
    entries: tuple[Entry, ...]


class Broken(ValueError):  # noqa: N818 - told to the reader of a file as a Problem
    """A gap that Moodle would not take for one; ``found`` is how it begins."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


def gap(answers: Sequence[str], spellings: Sequence[str]) -> str:
    """Return a gap of one mark; further spellings are told from the answers by a weight in figures."""
    entries = [*(f"={_escaped(each)}" for each in answers), *(f"%100%{_escaped(each)}" for each in spellings)]
    return f"{{1:SHORTANSWER:{'~'.join(entries)}}}"


def gaps_of(source: str) -> tuple[str, tuple[Gap, ...]]:
    """Return HTML with ``HOLE`` for each of its gaps, and the gaps.

    Raises:
        Broken: a gap has no end, no answer, or full-width marks.
    """
    source = source.replace(HOLE, "")
    pieces, gaps, at = [], [], 0
    while opening := _OPENING.search(source, at):
        pieces.append(source[at : opening.start()])
        entries, at = _entries(source, opening)
        gaps.append(Gap(_KINDS[opening[2]], float(opening[1] or 1), entries))
    text = HOLE.join([*pieces, source[at:]])
    rest = _MISSPELT.search(text)
    if rest:
        raise Broken(text[rest.start() : rest.start() + 40])
    return text, tuple(gaps)


def answer_of(raw: str) -> str:
    """Return the words of an answer as Moodle compares them, but for what is meant by a backslash."""
    text = decoded(re.sub(r'\\([~/"])', r"\1", raw))
    return text.replace(r"\}", "}").replace(r"\#", "#")


def _entries(source: str, opening: re.Match[str]) -> tuple[tuple[Entry, ...], int]:
    """Return the answers of a gap and the place behind it."""
    entries, at, mark = [], opening.end(), "~"
    while mark == "~":
        weight = _WEIGHT.match(source, at)
        start = weight.end() if weight else at
        # An answer has one character at least.
        end = None if source[start : start + 1] in _ENDS else _END_OF_ANSWER.search(source, start + 1)
        remark = ""
        if end and end[0] == "#":
            after = end.end()
            end = _END_OF_REMARK.search(source, after)
            remark = source[after : end.start()] if end else ""
            raw = source[start : after - 1]
        elif end:
            raw = source[start : end.start()]
        if end is None:
            raise Broken(source[opening.start() : opening.start() + 40])
        entries.append(_entry(raw, weight, remark))
        at, mark = end.end(), end[0]
    return tuple(entries), at


def _entry(raw: str, weight: re.Match[str] | None, remark: str) -> Entry:
    figures = weight[1] if weight else None
    earned = float(figures.replace(",", ".")) if figures else 100.0 if weight else 0.0
    return Entry(raw, earned, figures is not None, remark.replace(r"\}", "}").replace(r"\#", "#"))


def _escaped(answer: str) -> str:
    r"""Return an answer in which no character is a mark; an asterisk stands for anything without its backslash."""
    text = _AFTER_BACKSLASH.sub(r"\\", answer.replace("*", r"\*"))
    return _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", text)


def texts(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the words of answers."""
    return (answer_of(entry.raw) for entry in entries)
