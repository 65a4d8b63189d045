"""What an export lost, as a sheet for people: a row an item and field, in the order of the file."""

from __future__ import annotations

from typing import BinaryIO

from qbank.errors import printable
from qbank.formats.losses import ALWAYS_LOST, LossReport
from qbank.locale import Lang, say
from qbank.types._contract import TYPES

ENDING = ".xlsx"
_COLUMNS = (("stem", 48), ("field", 16), ("kind", 12), ("was", 40), ("now", 40), ("why", 56), ("item", 18))


def write(report: LossReport, stream: BinaryIO, lang: Lang) -> None:
    """Write the losses of a report that somebody may want to mend; nothing in a cell is ever calculated.

    Our own bookkeeping, which no other system keeps, is left out.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    page = book.active
    page.title = say("losses-sheet", lang)
    page.append([say(f"losses-{name}", lang) for name, _ in _COLUMNS])
    for record in report.records():
        if record["field"] not in ALWAYS_LOST:
            page.append([None] * len(_COLUMNS))
            for at, text in enumerate(_texts(record, lang), 1):
                cell = page.cell(page.max_row, at)
                cell.value, cell.data_type = printable(text), "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, (_, width) in zip("ABCDEFG", _COLUMNS, strict=True):
        page.column_dimensions[letter].width = width
        page[f"{letter}1"].font = Font(bold=True)
    page.freeze_panes = "A2"
    book.save(stream)


def _texts(record: dict[str, str], lang: Lang) -> list[str]:
    is_type, is_rules = record["field"] == "type", record["field"] == "rules"
    words = {name: TYPES.get(name).label for name in TYPES.names()} if is_type else {}
    said = {name: "" if is_rules else words.get(record[name], record[name]) for name in ("was", "now")}
    told = {
        **record,
        **said,
        "field": say(f"field-{record['field']}", lang),
        "kind": say(f"losses-{record['kind'].replace('_', '-')}", lang),
    }
    return [told[name] for name, _ in _COLUMNS]
