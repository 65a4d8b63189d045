"""Rows of text from another kind of file, such as a table of Word, read as tables are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from qbank.errors import Problem
from qbank.formats.tables._cells import EMPTY, Cell
from qbank.formats.tables._guess import headed
from qbank.formats.tables._layout import rows_named
from qbank.formats.tables._read import read_tables
from qbank.formats.tables._source import Table
from qbank.model.portable import Portable

__all__ = ["is_headed", "read_rows", "rows_named"]


def is_headed(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows of text, such as a table of Word, have headings of items."""
    return headed(_table(rows, "")) is not None


def read_rows(
    rows: Sequence[Sequence[str]], name: str, file: str, struck: Collection[tuple[int, int]] = ()
) -> Iterator[Portable | Problem]:
    """Yield the items of rows of text, guessed from their headings.

    Args:
        rows: the texts of their cells.
        name: what their place begins with.
        file: its name for problems.
        struck: row and column, from 0, of cells in which words are struck out.
    """
    return read_tables([_table(rows, name, struck)], None, file)


def _table(rows: Sequence[Sequence[str]], name: str, struck: Collection[tuple[int, int]] = ()) -> Table:
    numbered = [
        (at + 1, [Cell(text, is_struck=(at, n) in struck) if text else EMPTY for n, text in enumerate(row)])
        for at, row in enumerate(rows)
    ]
    return Table(name, lambda: ((number, list(cells)) for number, cells in numbered))
