"""What a table is read with that its owner may not have meant to be read: hidden rows and columns, words struck out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank.errors import Problem
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._header import Found
from qbank.formats.tables._layout import rows_named
from qbank.formats.tables._parts import letters_of
from qbank.formats.tables._source import Table


class Noticed:
    """Rows and columns that nobody sees, and rows with words struck out, all of which are read all the same.

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
        self._columns: set[int] = set()

    def note(self, number: int, cells: Sequence[Cell]) -> None:
        """Take in a row that is read."""
        if number in self._table.marks.rows:
            self._rows.append(number)
        if any(cell.is_struck for cell in cells[: self._found.right]):
            self._struck.append(number)
        self._columns.update(at for at in self._hidden if at < len(cells) and cells[at].text)

    def problems(self, file: str) -> Iterator[Problem]:
        """Yield a warning for rows that are hidden, one for those struck out, one for hidden columns."""
        for code, rows in (("table-rows-hidden", self._rows), ("table-rows-struck", self._struck)):
            if rows:
                values = {"rows": rows_named(rows), "count": len(rows)}
                yield Problem(code, file, self._table.name, values, "warning")
        if self._columns:
            texts = self._found.heading.texts
            named = (f"{letters_of(at + 1)}（{' '.join(texts[at].split())}）" for at in sorted(self._columns))
            yield Problem("table-columns-hidden", file, self._table.name, {"columns": "、".join(named)}, "warning")
