"""Forms with several blocks of rows in one sheet: items go below one row of headings, so such a form is refused."""

from __future__ import annotations

from collections.abc import Sequence

from qbank.errors import Problem, QbankError
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._header import Found, rows_below
from qbank.formats.tables._layout import brief
from qbank.formats.tables._sections import section_of, share_named
from qbank.formats.tables._source import Table
from qbank.formats.tables._words import kind_of_word

_HALF = 0.5


def refuse_blocks(table: Table, found: Found, above: int, file: str) -> None:
    """Refuse a form in which a row below heads others: it would be lost, or head items that are not its own.

    Args:
        table: the sheet.
        found: where its columns stand.
        above: below which row items go; what stands above it stays.
        file: its name for problems.

    Raises:
        QbankError: ``table-template-blocks``, naming the row.
    """
    for number, cells in rows_below(table, found.heading):
        own = cells[: found.right]
        if number > above and (_is_headed(own) or (section_of(own) and not _is_typed(own, found))):
            text = brief(next(cell.text for cell in own if cell.text))
            raise QbankError(Problem("table-template-blocks", file, table.place(number), {"found": text}))


def _is_headed(cells: Sequence[Cell]) -> bool:
    """Tell whether a row may be headings; an example may well say 选项A, but no 答案."""
    return share_named(cells, frozenset({"answer"})) > _HALF


def _is_typed(cells: Sequence[Cell], found: Found) -> bool:
    """Tell whether all that a row has is a bare word in the column for types: a form filled in advance."""
    texts = found.texts(cells)
    typed = [text for text in texts.get("type", ()) if text]
    return bool(typed) and bool(kind_of_word(typed[0])) and sum(bool(cell.text) for cell in cells) == 1
