"""Rows of text from another kind of file, such as a table of Word, read as tables are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def read_rows(rows: Sequence[Sequence[str]], name: str, file: str) -> Iterator[Portable | Problem]:
    """Yield the items of rows of text, guessed from their headings; ``name`` is what their place begins with."""
    return read_tables([_table(rows, name)], None, file)


def _table(rows: Sequence[Sequence[str]], name: str) -> Table:
    numbered = [(number, [Cell(text) if text else EMPTY for text in row]) for number, row in enumerate(rows, 1)]
    return Table(name, lambda: ((number, list(cells)) for number, cells in numbered))
