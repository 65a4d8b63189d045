"""Nothing that somebody drew is passed over: a table is read as a whole, or refused with its cell."""

from __future__ import annotations

import io

import pytest
from blueprints import blueprints
from hypothesis import assume, given, settings
from openpyxl import Workbook, load_workbook

from qbank.assembly.blueprint_drawing import TABLE, write_excel
from qbank.assembly.blueprint_excel import read_excel
from qbank.assembly.blueprint_line import read_line
from qbank.errors import QbankError
from qbank.model.blueprint import Blueprint

LINE = "判断 5×1，单选 5×2，60 分钟"
TYPES = ["判断题（每题1分）", "单选题（每题2分）"]


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _book(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    for at, rows in enumerate(sheets):
        page = book.active if at == 0 else book.create_sheet(f"表{at}")
        for row in rows:
            page.append(row)
    return _saved(book)


def _refused(content: bytes) -> tuple[str, str]:
    with pytest.raises(QbankError) as caught:
        read_excel(content, "季考", "季考.xlsx")
    problem = caught.value.problem
    assert problem.message("zh") and problem.message("en")
    return problem.code, problem.place


@settings(max_examples=30)
@given(blueprints())
def test_a_table_whose_rows_are_called_something_else_is_refused(blueprint: Blueprint) -> None:
    """With another word over its rows no table becomes a paper that asks for less than it does."""
    assume(blueprint.cells)
    book = load_workbook(io.BytesIO(write_excel(blueprint)))
    page = book[TABLE]
    top = next(row for row in range(3, page.max_row + 1) if page.cell(row, 1).value)
    for column in range(1, page.max_column + 1):
        if page.cell(top, column).value in {"文件", "章节", "知识点", "岗位", "范围"}:
            page.cell(top, column).value = "某某"
    assert _refused(_saved(book))[0] in {"blueprint-book-names", "blueprint-book-heading"}


@settings(max_examples=20)
@given(blueprints(), blueprints())
def test_two_sheets_that_plan_papers_are_refused(one: Blueprint, other: Blueprint) -> None:
    """Of two drawings in a workbook nobody knows which one is meant; a hidden one is not meant."""
    book, second = (load_workbook(io.BytesIO(write_excel(each))) for each in (one, other))
    copy = book.create_sheet("下季度")
    for row in second[TABLE].iter_rows():
        for cell in row:
            if cell.value is not None:
                copied = copy.cell(cell.row, cell.column)
                copied.value, copied.data_type = cell.value, cell.data_type
    assert _refused(_saved(book))[0] == "blueprint-book-sheets"
    copy.sheet_state = "hidden"
    assert read_excel(_saved(book), "季考") == read_excel(write_excel(one), "季考")


@pytest.mark.parametrize(
    "corner",
    [
        "知识模块",
        "学习内容",
        "考核内容",
        "章节名称",
        "章节/题型",
        "题型\\章节",
        "章节\n题型",
        "考核要点",
        "知识点名称",
        "学习文件",
    ],
)
def test_rows_are_called_as_people_call_them(corner: str) -> None:
    """The usual words over the names of the rows, also with what stands above the columns, are understood."""
    found = read_excel(_book([[corner, *TYPES], ["甲", 3, 2], ["乙", 2, 3]]), "季考")
    assert [(each.number, each.marks) for each in found.sections] == [(5, 1), (5, 2)]
    assert [cell.least for cell in found.cells] == [3, 2, 2, 3]
    assert {cell.chapters or cell.tags or cell.documents for cell in found.cells} == {("甲",), ("乙",)}


@pytest.mark.parametrize(
    ("sheets", "code", "cell"),
    [
        ([[[LINE], ["某某", "判断题", "单选题"], ["甲", 5, 5]]], "blueprint-book-names", "A2"),
        ([[[LINE], [None, "判断题", "单选题"], ["甲", 5, 5]]], "blueprint-book-names", "B2"),
        ([[["题型", "题数", "每题分值"], ["选择题", 10, 1]]], "blueprint-book-names", "A1"),
        ([[["题型", "题数", "每题分值"], ["选择题", 10, 1], ["判断题", 5, 1]]], "blueprint-book-heading", "A2"),
        ([[[LINE], ["章节/知识点", "判断题"], ["甲", 5]]], "blueprint-book-names", "A2"),
        ([[[LINE], ["章节", "占比"], ["甲", "60%"]]], "blueprint-book-nothing", "A2"),
        ([[[LINE], ["章节", "判断题"], ["甲", None]]], "blueprint-book-nothing", "A2"),
        (
            [[["章节", TYPES[0]], ["甲", 5], ["合计", 5], [], ["章节", TYPES[1]], ["乙", 5]]],
            "blueprint-book-second",
            "A5",
        ),
        ([[["章节", TYPES[0]], ["甲", 5]], [["说明"], [LINE]]], "blueprint-book-sheets", "A2"),
        ([[["考试时间：60分钟"], ["时间90分钟，判断 5×1"]]], "blueprint-line-twice", "A2"),
    ],
)
def test_what_would_be_passed_over_is_refused(sheets: list[list[list[object]]], code: str, cell: str) -> None:
    """A table without a known heading, without numbers, below or beside another one; two times."""
    found, place = _refused(_book(*sheets))
    assert (found, place.rpartition("!")[2]) == (code, cell)


def test_notes_around_a_table_are_no_table() -> None:
    """Words such as 对象 or 范围 in the text of a sheet, signatures and remarks plan nothing."""
    rows: list[list[object]] = [
        ["对象", "全体干部"],
        [LINE],
        ["章节", "判断题"],
        ["甲", 5],
        ["合计", 5],
        ["命题人", "张三"],
        ["范围", "见通知"],
    ]
    assert [cell.least for cell in read_excel(_book(rows), "季考").cells] == [5]
    assert read_excel(_book([["对象", "全体干部"], [LINE]]), "季考").number == 10


@pytest.mark.parametrize("line", ["判断 10×1，60 分钟，90 分钟", "判断 10×1，满分 20 分，总分 10 分"])
def test_a_line_says_time_and_total_once(line: str) -> None:
    """Of two times or totals none is taken; the same one twice is one."""
    with pytest.raises(QbankError) as caught:
        read_line(line, "季考")
    assert caught.value.problem.code == "blueprint-line-twice"
    assert read_line("判断 10×1，60 分钟，共 10 分，时间一小时，满分 10 分", "季考").minutes == 60
