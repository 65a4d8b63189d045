"""What an export lost, as a sheet for people: a row an item and field, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from typing import Any, BinaryIO

from qbank.errors import printable
from qbank.formats.losses import ALWAYS_LOST, LossReport
from qbank.locale import Lang, say
from qbank.reports.workbook import height_of, set_up_page
from qbank.types._contract import label_of

_Book = Any  # openpyxl publishes no types
ENDING = ".xlsx"
_MOST_ROWS = 1_000_000
"""Rows of a sheet; Excel has a few more."""
_COLUMNS = (("stem", 48), ("field", 16), ("kind", 12), ("was", 40), ("now", 40), ("why", 56), ("item", 18))


def write(report: LossReport, stream: BinaryIO, lang: Lang) -> None:
    """Write the losses of a report that somebody may want to mend; nothing in a cell is ever calculated.

    Our own bookkeeping, which no other system keeps, is left out. Rows pass through one by one, however many there
    are; a further sheet begins where one is full.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    told = (record for record in report.records() if record["field"] not in ALWAYS_LOST)
    records: Iterator[dict[str, str]] = told
    for number in count(1):
        _page(book, f" ({number})" if number > 1 else "", islice(records, _MOST_ROWS), lang)
        record = next(records, None)
        if record is None:
            break
        records = chain([record], records)
    book.save(stream)


def _page(book: _Book, tail: str, records: Iterable[dict[str, str]], lang: Lang) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    page = book.create_sheet(say("losses-sheet", lang) + tail)
    for letter, (_, width) in zip("ABCDEFG", _COLUMNS, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
    set_up_page(page)
    page.print_title_rows = "1:1"
    bold, alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    heads = [WriteOnlyCell(page, say(f"losses-{name}", lang)) for name, _ in _COLUMNS]
    for cell in heads:
        cell.font = bold
    page.append(heads)
    look = WriteOnlyCell(page)
    look.alignment = alignment
    for number, record in enumerate(records, 2):
        row = []
        texts = _texts(record, lang)
        page.row_dimensions[number].height = height_of(texts, [width for _, width in _COLUMNS])
        for text in texts:
            cell = WriteOnlyCell(page, printable(text))
            cell.data_type, cell._style = "s", look._style  # made once: to look a style up costs more than the cell
            row.append(cell)
        page.append(row)
        del page.row_dimensions[number]  # it is in the file: a million of them need not be remembered


def _texts(record: dict[str, str], lang: Lang) -> list[str]:
    said = {name: _named(record["field"], record[name], lang) for name in ("was", "now")}
    told = {
        **record,
        **said,
        "field": say(f"field-{record['field']}", lang),
        "kind": say(f"losses-{record['kind'].replace('_', '-')}", lang),
    }
    return [told[name] for name, _ in _COLUMNS]


def _named(field: str, text: str, lang: Lang) -> str:
    """Return a type or a difficulty by the name that people know it by; other texts as they are."""
    if field == "difficulty":
        return say(f"difficulty-{text}", lang)
    return label_of(text, lang) if field == "type" else text
