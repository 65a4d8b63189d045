"""A sheet of a receiver's form: where items go, which of its rows stay, which columns must be filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qbank.errors import Problem
from qbank.formats.tables._header import Found, foot_below, guides_of
from qbank.formats.tables._layout import rows_named
from qbank.formats.tables._references import Place
from qbank.formats.tables._required import required_columns
from qbank.formats.tables._source import Table
from qbank.formats.tables._write import Rows

_SOMETIMES = frozenset({"option", "options", "right", "blank", "answer", "left", "count"})
"""What only some types have, whatever a form marks as required."""
_CALCULATED = frozenset({"number", "count"})
"""What a form may calculate by itself."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet of the receiver's: its name, its headings, below which row items go, and the rows at its foot that stay.

    ``kept`` are the other rows that stay, ``replaced`` those that go; ``headed`` is the last row of the headings, with
    what stands below them to say what each column is. ``required`` are the columns that must be filled.
    """

    name: str
    found: Found
    above: int
    foot: tuple[int, ...]
    kept: tuple[int, ...]
    replaced: tuple[int, ...]
    headed: int
    required: frozenset[int] = frozenset()

    def place(self, count: int) -> Place:
        """Return where so many rows go."""
        columns = tuple(column for column in self.found.at if column is not None)
        there = zip(self.found.sheet.columns, self.found.at, strict=True)
        calculated = frozenset(at for column, at in there if at is not None and column.field in _CALCULATED)
        return Place(self.above, columns, count, self.headed, self.foot, self.found.right, calculated)

    def told(self, file: str, shift: int) -> Iterator[Problem]:
        """Yield what became of the rows, where they say anything."""
        for code, rows in (
            ("table-template-replaced", self.replaced),
            ("table-template-kept", self.kept),
            ("table-template-sums", self.foot if shift else ()),
        ):
            if rows:
                moved = rows_named([row + shift for row in rows])
                values = {"rows": rows_named(rows), "count": len(rows), "moved": moved}
                yield Problem(code, file, self.name, values, "warning")

    def unfilled(self, rows: Rows, sheet: int, file: str) -> Iterator[Problem]:
        """Yield a warning for each column that must be filled and is empty in some rows."""
        there = [
            (column, at) for column, at in zip(self.found.sheet.columns, self.found.at, strict=True) if at is not None
        ]
        for written, (column, at) in enumerate(there):
            empty = rows.count(sheet) - rows.filled(sheet, written)
            if empty and at in self.required and column.field not in _SOMETIMES:
                values = {"column": " ".join(column.header.split()), "count": empty}
                yield Problem("table-template-required-empty", file, self.name, values, "warning")


def sheet_of(table: Table, found: Found, above: int) -> FormSheet:
    """Return a sheet of a form by where its columns stand, and below which row its items go."""
    foot = foot_below(table, found, above)
    filled = [number for number, cells in table.rows() if any(cell.text and cell.kind != "formula" for cell in cells)]
    heading = {found.heading.row, *(merge.top for merge in table.marks.merges if merge.bottom == found.heading.row)}
    kept = tuple(number for number in filled if number <= above and number not in heading)
    replaced = tuple(number for number in filled if number > above and number not in foot)
    headed = max(found.heading.row, *guides_of(table, found.heading), 0)
    return FormSheet(table.name, found, above, foot, kept, replaced, headed, required_columns(table, found))
