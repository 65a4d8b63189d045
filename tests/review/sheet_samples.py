"""A bank whose items go out on sheets, and an editor's pen."""

from __future__ import annotations

from qbank.errors import Problem
from qbank.model.document import Document
from qbank.model.item import Item, Option, Source
from qbank.types import SingleChoice
from qbank.types._contract import TYPES
from qbank.types._options import numbered

TEXT = "第一条 总则。\n申请人应当自收到通知之日起15日内提出复核，逾期不再受理。\n"
PROOF = "自收到通知之日起15日内提出复核"


def sheet_items():
    """Return one item of each type, one with a proof line before them."""
    at = TEXT.index(PROOF)
    options = numbered([Option("", "10日"), Option("", "15日"), Option("", "30日")])
    proved = Item(
        id="q1",
        stem="多少日内提出复核？",
        body=SingleChoice(options, ("o2",)),
        sources=(Source("规定.txt", "d1", at, at + len(PROOF), PROOF),),
    )
    return [proved, *(each.example() for each in TYPES)]


def sheet_document():
    """Return the document the first of them rests on."""
    return Document("规定.txt", "d1", TEXT)


def sheet_check(item):
    """Return the faults of a body, and a missing stem."""
    return (*item.body.check(), *([Problem("stem-empty")] if not item.stem else []))


def fill(path, item_id, **texts):
    """Write into an item's cells as an editor does; the names are the Chinese headings."""
    (_fill_excel if path.suffix == ".xlsx" else _fill_word)(path, item_id, texts)


def _fill_excel(path, item_id, texts):
    from openpyxl import load_workbook

    book = load_workbook(path, rich_text=True)
    sheet = book.worksheets[0]
    head = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, head["编号"]).value == item_id:
            for name, text in texts.items():
                sheet.cell(row, head[name]).value = text
    book.save(path)


def _fill_word(path, item_id, texts):
    from docx import Document as Paper

    paper = Paper(path)
    for table in paper.tables:
        if f"编号：{item_id}　" in table.rows[0].cells[1].text:
            for row in table.rows:
                name = row.cells[0].text.split("\n")[0]
                if name in texts:
                    row.cells[1].text = texts[name]
    paper.save(path)


def codes(report):
    """Return what was told, by code."""
    return [problem.code for problem in report.problems]
