"""Rows of a text with separators, where a quotation mark without its other one must not swallow the rows below it."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from qbank.answers._cells import safe
from qbank.errors import Problem
from qbank.formats.tables.sheets import Rows
from qbank.locale import Listed

_MOST_CELL = 1_000_000
_SAMPLE = 200
_SHOWN = 10


@dataclass(slots=True)
class Broken:
    """Lines that are not read because their quotation marks are not in pairs; numbers are those of lines, from 1.

    Args:
        alone: lines with an open mark, above lines that are rows by themselves and are read.
        joined: how many lines these marks would have swallowed.
        spans: first and last of lines of which it cannot be told whether they are one row or several.
    """

    alone: list[int] = field(default_factory=list)
    joined: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.alone) + sum(last - first + 1 for first, last in self.spans)

    @property
    def first(self) -> int:
        """The first line that is not read, 0 for none."""
        return min((*self.alone, *(first for first, _ in self.spans)), default=0)

    def problems(self, file: str) -> Iterator[Problem]:
        """Yield what is to be told of them."""
        if self.alone:
            values = {"count": len(self.alone), "lines": Listed(self.alone, _SHOWN), "joined": self.joined}
            yield Problem("answers-quote-open", file, str(self.alone[0]), values)
        if self.spans:
            shown = Listed((f"{first}—{last}" for first, last in self.spans), _SHOWN)
            values = {"count": sum(last - first + 1 for first, last in self.spans), "lines": shown}
            yield Problem("answers-quote-unsure", file, str(self.spans[0][0]), values)


def width_of(lines: Iterable[str], delimiter: str) -> int:
    """Return into how many cells most of the first lines are parted, each by itself."""
    said = Counter(_cells(line, delimiter) for line in islice(lines, _SAMPLE) if line.strip())
    return max(said, key=lambda each: (said[each], each), default=0)


def may_be_open(lines: Iterable[str]) -> bool:
    """Tell whether any line has a quotation mark without its other one."""
    return any(line.count('"') % 2 for line in lines)


def records(lines: Iterable[str], delimiter: str, width: int, broken: Broken | None = None) -> Rows:
    """Yield records with their number, as a table program counts rows; lines that are not read count as rows.

    A cell may have several lines. Where the lines below an open mark are rows of ``width`` cells, it is open by
    mistake; where the file ends within a cell, it is too.

    Args:
        lines: of the text, with their ends.
        delimiter: what parts cells.
        width: into how many cells most lines are parted.
        broken: gets the lines that are not read.
    """
    csv.field_size_limit(_MOST_CELL)
    source, broken = _Lines(lines), broken if broken is not None else Broken()
    number = 0
    while source.more():
        start, record = source.at, _next(source, delimiter)
        taken = source.taken
        number += 1
        if record is not None and (len(taken) == 1 or not _swallows(taken, delimiter, width)):
            yield number, record
            continue
        below = [_cells(line, delimiter) == width for line in taken[1:] if line.strip()]
        # The last of them may close the mark; it is a row if it is one without regard to marks.
        if all(below[:-1]) and (not below or below[-1] or taken[-1].count(delimiter) + 1 == width):
            broken.alone.append(start + 1)
            broken.joined += len(below)
            source.back(taken[1:])
            continue
        if record is None:
            source.skip()
        broken.spans.append((start + 1, source.at))
        number += source.at - start - 1


def _next(source: _Lines, delimiter: str) -> list[str] | None:
    """Return the next record, None where its mark stays open to the end of the file or beyond all measure."""
    source.begin()
    try:
        record = next(csv.reader(source, delimiter=delimiter), [])
        if not source.more():
            list(csv.reader(source.taken, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "limit" in str(error) and len(source.taken) == 1:
            raise
        if "unexpected end" in str(error) or "limit" in str(error):
            return None
    return [safe(text.strip()) for text in record]


def _swallows(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Tell whether the lines of one record seem to be several rows: the first is a whole one, and so is one below."""
    first, *below = lines
    if first.count(delimiter) + 1 < width or width < 2:
        return False
    return any(_cells(line, delimiter) == width for line in below) or lines[-1].count(delimiter) + 1 == width


def _cells(line: str, delimiter: str) -> int:
    """Return into how many cells a line is parted, marks in pairs heeded."""
    if line.count('"') % 2:
        return line.count(delimiter) + 1
    try:
        return len(next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return 0


class _Lines:
    """Lines that are given one after the other and can be put back; ``at`` is how many were given."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines, self._waiting = iter(lines), deque[str]()
        self.taken: list[str] = []
        self.at = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        if not self.at:
            line = line.removeprefix("\ufeff")
        self.at += 1
        self.taken.append(line)
        return line

    def begin(self) -> None:
        """Begin a record."""
        self.taken = []

    def more(self) -> bool:
        """Tell whether there is another line."""
        if not self._waiting:
            self._waiting.extend(islice(self._lines, 1))
        return bool(self._waiting)

    def back(self, lines: Sequence[str]) -> None:
        """Put lines back: they come next."""
        self._waiting.extendleft(reversed(lines))
        self.at -= len(lines)

    def skip(self) -> None:
        """Go to the end."""
        self.at += len(self._waiting) + sum(1 for _ in self._lines)
        self._waiting.clear()
