"""Headings that come again further down, in another order or of another table."""

from __future__ import annotations

from collections.abc import Sequence

from qbank.formats.tables._cells import Cell
from qbank.formats.tables._columns import columns_of, gap_in, lacking
from qbank.formats.tables._header import Found, Heading, found_in
from qbank.formats.tables._source import Table


def refollowed(table: Table, number: int, cells: Sequence[Cell], found: Found, *, is_made: bool) -> Found | None:
    """Return which columns there are below further headings, None where they cannot be followed.

    Args:
        table: the sheet.
        number: the row of the headings.
        cells: what it says.
        found: the columns above it.
        is_made: whether the layout was made of the file's headings; a named one must have all that it needs again.
    """
    heading = Heading(number, tuple(cell.text for cell in cells))
    if not is_made:
        named = found_in(heading, found.sheet)
        return None if named.missing or named.twice or named.known < found.known else named
    columns = columns_of(table, heading)
    return None if columns.twice or lacking(columns) or gap_in(columns) else columns
