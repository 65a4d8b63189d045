"""Rows of text from another kind of file, such as a table of Word or of Markdown, read as tables are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank.errors import Problem
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._guess import headed
from qbank.formats.tables._layout import rows_named
from qbank.formats.tables._read import read_tables
from qbank.formats.tables._sections import told_by
from qbank.formats.tables._source import Row, Table
from qbank.model.portable import Portable

__all__ = ["Cell", "Heads", "Table", "is_headed", "read_table", "rows_named", "table_of"]


class Heads:
    """The last lines that say something of all items below them: 二、多选题, 难度：易, 第一章 总则."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def take(self, text: str) -> None:
        """Take in the next line, which may be one of them."""
        for name in told_by(text):
            if name == "chapter":
                self._said.pop("section", None)
            self._said.pop(name, None)
            self._said[name] = text

    def lines(self) -> list[str]:
        """Return them in their order."""
        return list(dict.fromkeys(self._said.values()))


def table_of(rows: Sequence[Sequence[Cell]], name: str, heads: Sequence[str] = (), *, is_text: bool = False) -> Table:
    """Return rows as a table.

    Args:
        rows: its cells.
        name: what places in it begin with.
        heads: what is said above it of its items.
        is_text: whether a sign too many in a row moves all cells behind it.
    """
    above = [(at + 1 - len(heads), [Cell(text)]) for at, text in enumerate(heads)]
    numbered = [*above, *enumerate(rows, 1)]

    def read(after: int = 0) -> Iterator[Row]:
        # What is said above has numbers below 1.
        return ((number, list(cells)) for number, cells in numbered if not after or number > after)

    return Table(name, read, is_text=is_text)


def is_headed(table: Table) -> bool:
    """Tell whether a table, such as one of Word, has headings of items."""
    return headed(table) is not None


def read_table(table: Table, file: str) -> Iterator[Portable | Problem]:
    """Yield the items of a table, guessed from its headings, and what is wrong with it under the name ``file``."""
    return read_tables([table], None, file)
