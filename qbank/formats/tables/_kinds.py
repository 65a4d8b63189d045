"""Which kind of item each row of an unknown table is: by words of its type column, else by what its answers show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from qbank.errors import Problem
from qbank.formats.tables._choices import RIGHT, take_options
from qbank.formats.tables._header import Found, foot_below, guides_of
from qbank.formats.tables._layout import Texts, Unreadable, brief, first
from qbank.formats.tables._letters import letters_of, ordinals, worded_one_way
from qbank.formats.tables._profile_records import KINDS, Kind, Profile
from qbank.formats.tables._source import Table
from qbank.formats.tables._stems import count_blanks
from qbank.formats.tables._words import coded, kind_of_word, kinds_said, usual_kind
from qbank.model.folding import folded
from qbank.model.verdict import are_verdicts, verdict_of

LABELS: Mapping[Kind, str] = {kind: usual_kind(kind) for kind in KINDS}
_CODE = re.compile(r"[\dA-Za-z]{1,4}")
"""What stands for a type without naming it; a word that is not known is no code."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sheet, its headings, and its first rows by what they say."""

    table: Table
    found: Found
    rows: tuple[tuple[int, dict[str, list[str]]], ...]

    def cells(self, field: str) -> Iterator[str]:
        """Yield what stands in the first column of a field, empty cells left out."""
        return (text for _, texts in self.rows if (text := first(texts, field)))

    def notes(self) -> Iterator[str]:
        """Yield what a sheet says of how it is filled: headings, what stands around the items, comments.

        All rows are looked at, since some stand at the end.
        """
        yield from self.found.heading.texts
        yield from (text for row in self.above() for text in row)
        top, guides = dict(self.table.top()), guides_of(self.table, self.found.heading)
        foot = foot_below(self.table.rows(), self.found, max(self.found.heading.row, *guides, 0))
        rows = (*map(top.__getitem__, guides), *(cells for _, cells in foot))
        yield from (cell.text for cells in rows for cell in cells)
        yield from (cell.text for cells in top.values() for cell in cells[self.found.right :])
        yield from (comment.text for comment in self.table.marks.comments)

    def above(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows above the headings."""
        rows = {number: [cell.text for cell in cells] for number, cells in self.table.top()}
        return tuple(tuple(rows.get(number, ())) for number in range(1, self.found.sheet.header_row))


def words_of(samples: Sequence[Sample], file: str) -> tuple[dict[Kind, tuple[str, ...]], list[Problem]]:
    """Return by kind what the type column says, most usual words first."""
    counted: dict[str, Counter[str]] = {}
    doubts = []
    for sample in samples:
        sheet = sample.found.sheet
        if len(sheet.kinds) == 1:
            counted.setdefault(sheet.kinds[0], Counter())[sheet.name] += 1
            continue
        for word, rows in _by_word(sample).items():
            if not word:
                for kind in filter(None, (_done(texts) for _, texts in rows)):
                    counted.setdefault(kind, Counter())[LABELS[cast(Kind, kind)]] += 1
                continue
            kind = _kind_said(word, sample)
            if not kind and _CODE.fullmatch(word):
                kind = _kind_done([texts for _, texts in rows])
            if not _kind_said(word, sample):
                doubts.append(_doubt(word, kind, sample.table.place(rows[0][0]), rows[0][1], file))
            if kind:
                counted.setdefault(kind, Counter())[word] += len(rows)
    words = {kind: tuple(word for word, _ in counted[kind].most_common()) for kind in KINDS if kind in counted}
    return words, doubts


def _doubt(word: str, kind: str, place: str, texts: Texts, file: str) -> Problem:
    values = {"word": word, "stem": brief(first(texts, "stem"))}
    if not kind:
        return Problem("table-type-asked", file, place, values, "warning")
    supposed = LABELS[cast(Kind, kind)]
    return Problem("table-type-supposed", file, place, {**values, "supposed": supposed}, "warning")


def _by_word(sample: Sample) -> dict[str, list[tuple[int, Texts]]]:
    found: dict[str, list[tuple[int, Texts]]] = {}
    rows: Sequence[tuple[int, Texts]] = sample.rows
    for number, texts in rows:
        if first(texts, "stem"):
            found.setdefault(first(texts, "subtype") or first(texts, "type"), []).append((number, texts))
    return found


def _kind_said(word: str, sample: Sample) -> str:
    header = sample.found.sheet.header("type")
    said = kinds_said(" ".join([header, *(text for row in sample.above() for text in row)]))
    return kind_of_word(word) or kind_of_word(coded(header).get(word, "")) or said.get(folded(word), "")


def _kind_done(rows: Sequence[Texts]) -> str:
    """Return the kind that all rows of a word are of, as far as they tell it: 1 has one right option each."""
    kinds = {kind for texts in rows if (kind := _done(texts))}
    if kinds <= {"single", "multiple"} and "multiple" in kinds:
        return "multiple"
    return kinds.pop() if len(kinds) == 1 else ""


def _done(texts: Texts) -> str:
    options = [text for text in texts.get("option", ()) if text] or options_of_row(texts)
    right = [flag for flag in texts.get("right", ()) if folded(flag) in RIGHT]
    answer = first(texts, "answer")
    letters = letters_of(answer) or ordinals(answer, options) or (worded_one_way(answer, options) if options else [])
    count = len(right) or len(letters or ())
    if are_verdicts(options):
        return "verdict"
    if len(options) > 1 and count:
        return "multiple" if count > 1 else "single"
    if not options and verdict_of(first(texts, "answer")) is not None:
        return "verdict"
    if count_blanks(first(texts, "stem")) and not letters:
        return "blanks"
    return "essay" if len(options) <= 1 and not count else ""


def options_of_row(texts: Texts) -> list[str]:
    """Return the options of a row, none where they cannot be told."""
    try:
        return take_options(texts, Profile(name="", title={}, standing="unverified", source={}, sheets=()))
    except Unreadable:
        return []


class Kinds:
    """Rows by the kind of their item."""

    def __init__(self, samples: Sequence[Sample], words: Mapping[Kind, tuple[str, ...]]) -> None:
        known = {folded(word): kind for kind, all_ in words.items() for word in all_}
        self._rows: dict[str, list[tuple[str, Texts]]] = {}
        for sample in samples:
            only = sample.found.sheet.kinds[0] if len(sample.found.sheet.kinds) == 1 else ""
            for number, texts in sample.rows:
                word = first(texts, "subtype") or first(texts, "type")
                kind = only or (known.get(folded(word), "") if word else _done(texts))
                self._rows.setdefault(kind, []).append((sample.table.place(number), texts))

    def rows(self, *kinds: str) -> list[Texts]:
        """Return the rows of some kinds."""
        return [texts for kind in kinds for _, texts in self._rows.get(kind, ())]

    def placed(self, *kinds: str) -> list[tuple[str, Texts]]:
        """Return the rows of some kinds with their places."""
        return [row for kind in kinds for row in self._rows.get(kind, ())]


def shows_several(rows: Sequence[Texts]) -> bool:
    """Tell whether a row answers with several letters, parted or not."""
    return any(len(letters_of(first(texts, "answer")) or ()) > 1 for texts in rows)
