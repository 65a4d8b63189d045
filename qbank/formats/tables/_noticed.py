"""What of a table its owner may not have meant to be read, or that says more than is read: hidden, struck, marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank.errors import Problem
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._header import Found
from qbank.formats.tables._layout import Texts, first, rows_named
from qbank.formats.tables._marks import Comment
from qbank.formats.tables._parts import letters_of
from qbank.formats.tables._source import Table
from qbank.locale import Listed

_MOST_NAMED, _MOST_ROWS = 10, 1000


class Noticed:
    """Rows, columns and cells that nobody sees, rows with words struck out, with comments, without others' passage.

    All of them are read all the same, and so are cells that conditional formats may set off or hide.

    Args:
        table: the sheet.
        found: where its columns stand.
        columns: the places of those that are read.
    """

    def __init__(self, table: Table, found: Found, columns: Sequence[int]) -> None:
        self._table, self._found = table, found
        self._hidden = [at for at in columns if at + 1 in table.marks.columns]
        self._rows: list[int] = []
        self._struck: list[int] = []
        self._read = columns
        self._unseen: list[str] = []
        self._last = self._first = 0
        self._columns: set[int] = set()
        self._comments: list[Comment] = []
        self._is_shared = False
        placed = zip(found.sheet.columns, found.at, strict=True)
        passages = {at + 1 for column, at in placed if at is not None and column.field == "stimulus"}
        tall = [each for each in table.marks.merges if each.left in passages and each.bottom > each.top]
        self._merged = {row for each in tall for row in range(each.top, min(each.bottom, each.top + _MOST_ROWS) + 1)}
        self._passage_gaps: list[int] = []

    def note(self, number: int, cells: Sequence[Cell], texts: Texts) -> None:
        """Take in a row that is read, and what it says."""
        self._comments += [each for each in self._table.marks.comments if each.row == number]
        if first(texts, "stimulus"):
            self._is_shared = self._is_shared or number in self._merged
        elif self._is_shared:
            self._passage_gaps.append(number)
        if number in self._table.marks.rows:
            self._rows.append(number)
        if any(cell.is_struck for cell in cells[: self._found.right]):
            self._struck.append(number)
        self._first, self._last = self._first or number, number
        self._unseen += [
            f"{letters_of(at + 1)}{number}"
            for at in self._read
            if at < len(cells) and cells[at].is_unseen and cells[at].text
        ]
        self._columns.update(at for at in self._hidden if at < len(cells) and cells[at].text)

    def problems(self, file: str) -> Iterator[Problem]:
        """Yield a warning for each kind of what was noticed."""
        kinds = (
            ("table-rows-hidden", self._rows),
            ("table-rows-struck", self._struck),
            ("table-rows-without-passage", self._passage_gaps),
        )
        for code, rows in kinds:
            if rows:
                values = {"rows": rows_named(rows), "count": len(rows)}
                yield Problem(code, file, self._table.name, values, "warning")
        if self._columns:
            texts = self._found.heading.texts
            named = (f"{letters_of(at + 1)}（{' '.join(texts[at].split())}）" for at in sorted(self._columns))
            yield Problem("table-columns-hidden", file, self._table.name, {"columns": Listed(named)}, "warning")
        for code, places in (
            ("table-cells-unseen", self._unseen),
            ("table-conditions-hide", self._conditions(hides=True)),
            ("table-conditions-not-read", self._conditions(hides=False)),
        ):
            if places:
                values = {"cells": Listed(places, _MOST_NAMED), "count": len(places)}
                yield Problem(code, file, self._table.name, values, "warning")
        if self._comments:
            named = (f"{letters_of(each.column)}{each.row}" for each in self._comments)
            values = {"cells": Listed(named, _MOST_NAMED), "count": len(self._comments)}
            yield Problem("table-comments-not-read", file, self._table.name, values, "warning")

    def _conditions(self, *, hides: bool) -> list[str]:
        """Return the areas of conditional formats in which cells stand that were read."""
        return [
            each.area
            for each in self._table.marks.conditions
            if each.hides == hides
            and each.top <= self._last
            and each.bottom >= self._first
            and any(each.left <= at + 1 <= each.right for at in self._read)
        ]
