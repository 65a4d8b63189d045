"""A sheet of a receiver's form, or a block of one: where items go, which rows stay, which columns must be filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qbank.errors import Problem
from qbank.formats.tables._blocks import Block
from qbank.formats.tables._header import Found, foot_below, guides_of
from qbank.formats.tables._layout import rows_named
from qbank.formats.tables._references import Blocks, Place
from qbank.formats.tables._required import required_columns
from qbank.formats.tables._source import Table
from qbank.formats.tables._write import Rows

_SOMETIMES = frozenset({"option", "options", "right", "blank", "answer", "left", "count"})
"""What only some types have, whatever a form marks as required."""
_CALCULATED = frozenset({"number", "count"})
"""What a form may calculate by itself."""
_BELOW_ALL = 1_048_577
"""Below the last row that a sheet can have."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet of the receiver's, or a block of one: its headings, below which row items go, which rows of its foot stay

    ``kept`` are the other rows that stay, ``replaced`` those that go; ``headed`` is the last row of the headings, with
    what stands below them to say what each column is. ``required`` are the columns that must be filled. A block has a
    ``title`` that names its type, and one that is not the last of its sheet ends before the row ``until``.
    """

    name: str
    found: Found
    above: int
    foot: tuple[int, ...]
    kept: tuple[int, ...]
    replaced: tuple[int, ...]
    headed: int
    required: frozenset[int] = frozenset()
    title: int = 0
    until: int = 0

    def place(self, count: int) -> Place:
        """Return where so many rows go."""
        columns = tuple(column for column in self.found.at if column is not None)
        there = zip(self.found.sheet.columns, self.found.at, strict=True)
        calculated = frozenset(at for column, at in there if at is not None and column.field in _CALCULATED)
        foot = range(min((*self.foot, self.until)), _BELOW_ALL) if self.until else self.foot
        return Place(self.above, columns, count, self.headed, foot, self.found.right, calculated)

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


def told(sheets: Sequence[FormSheet], blocks: Blocks, file: str) -> Iterator[Problem]:
    """Yield what became of the rows of a sheet of a form.

    Args:
        sheets: the sheet, or its blocks from the top down.
        blocks: where rows went.
        file: the receiver's.
    """
    moved = [blocks.moved(at) for at in range(len(sheets))]
    feet = [
        (row, row + by + place.shift)
        for each, by, place in zip(sheets, moved, blocks.places, strict=True)
        for row in each.foot
    ]
    titles = [(each.title, each.title + by) for each, by in zip(sheets, moved, strict=True) if each.title]
    for code, rows in (
        ("table-template-replaced", [(row, row) for each in sheets for row in each.replaced]),
        ("table-template-kept", [(row, row) for each in sheets for row in each.kept]),
        ("table-template-sums", feet if any(row != now for row, now in feet) else []),
        ("table-template-blocks-filled", titles),
    ):
        if rows:
            now = rows_named([now for _, now in rows])
            values = {"rows": rows_named([row for row, _ in rows]), "count": len(rows), "moved": now}
            yield Problem(code, file, sheets[0].name, values, "warning")


def sheet_of(table: Table, found: Found, above: int) -> FormSheet:
    """Return a sheet of a form by where its columns stand, and below which row its items go."""
    return _sheet(table, Block("single", 0, found, above))


def sheets_of(table: Table, blocks: Sequence[Block]) -> tuple[FormSheet, ...]:
    """Return the blocks of a sheet of a form."""
    above, *others = (_sheet(table, block) for block in blocks)
    kept = tuple(row for row in above.kept if row != above.title)
    return replace(above, kept=kept), *(replace(each, kept=()) for each in others)


def _sheet(table: Table, block: Block) -> FormSheet:
    found, above = block.found, block.above
    rows = [(number, cells) for number, cells in table.rows() if not block.until or number < block.until]
    foot = tuple(number for number, _ in foot_below(rows, found, above))
    filled = [number for number, cells in rows if any(cell.text and cell.kind != "formula" for cell in cells)]
    heading = {found.heading.row, *(merge.top for merge in table.marks.merges if merge.bottom == found.heading.row)}
    kept = tuple(number for number in filled if number <= above and number not in heading)
    replaced = tuple(number for number in filled if number > above and number not in foot)
    headed = max(found.heading.row, *guides_of(table, found.heading), block.title)
    required = required_columns(table, found)
    return FormSheet(table.name, found, above, foot, kept, replaced, headed, required, block.title, block.until)
