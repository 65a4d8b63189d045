"""What hangs at the rows of a receiver's form when it is filled: formulas, comments, charts, merged cells, columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table
from table_files import read, workbook
from test_table_surroundings import EXAMPLE, HEADINGS, fill

from qbank.errors import QbankError
from qbank.formats._contract import FORMATS, Settings
from qbank.formats.reading_back import Expected
from qbank.formats.tables._copied import Formula
from qbank.formats.tables._references import Place
from qbank.formats.tables.learn import propose


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    """Change the first sheet of a workbook."""
    book = load_workbook(path)
    change(book[book.sheetnames[0]])
    book.save(path)
    return path


# --- formulas -----------------------------------------------------------------------------------------


def test_formulas_of_rows_are_copied_down(tmp_path: Path) -> None:
    """Of the row itself, of all rows, of a cell elsewhere; the form's own running number, too."""
    heads = ["序号", *HEADINGS, "字数", "选项数", "重复", "标准"]
    row = ["=ROW()-1", *EXAMPLE, "=LEN(C2)", "=COUNTA(D2:I2)", "=COUNTIF($C$2:$C$3,C2)", '=IF(L2>$Z$1,"=C2",Z2)']
    book, told, held = fill(workbook(tmp_path / "t.xlsx", [heads, row, row]))
    assert len(held) == 3
    for number in (2, 3, 4):
        cells = [cell.value for cell in book.active[number]]
        assert cells[0] == "=ROW()-1"
        assert cells[11:15] == [
            f"=LEN(C{number})", f"=COUNTA(D{number}:I{number})", f"=COUNTIF($C$2:$C$4,C{number})",
            f'=IF(L{number}>$Z$1,"=C2",Z{number})',
        ]  # fmt: skip
    assert book.active["L3"].number_format != "@"
    assert [each.code for each in told] == ["table-template-replaced"]
    items, _ = read(tmp_path / "filled.xlsx")
    assert len(items) == 3


def test_a_shared_formula_is_copied_from_whichever_row_has_it(tmp_path: Path) -> None:
    """As Excel keeps what was filled down: the text stands in the first cell only."""
    plain = workbook(tmp_path / "p.xlsx", [[*HEADINGS, "字数"], [*EXAMPLE, "=LEN(B2)"], [*EXAMPLE, "=LEN(B3)"]])
    with ZipFile(plain) as archive, ZipFile(tmp_path / "t.xlsx", "w") as out:
        for name in archive.namelist():
            data = archive.read(name)
            data = data.replace(b"<f>LEN(B2)</f>", b'<f t="shared" ref="K2:K3" si="0">LEN(B2)</f>')
            out.writestr(name, data.replace(b"<f>LEN(B3)</f>", b'<f t="shared" si="0"/>'))
    book, _, _ = fill(tmp_path / "t.xlsx")
    assert [book.active[f"K{n}"].value for n in (2, 3, 4)] == ["=LEN(B2)", "=LEN(B3)", "=LEN(B4)"]


def test_rows_made_ready_below_the_items_stay(tmp_path: Path) -> None:
    """A form with formulas in many empty rows keeps those that no item needs."""
    ready = [["", *[""] * 9, f"=LEN(B{n})"] for n in range(3, 9)]
    book, _, held = fill(workbook(tmp_path / "t.xlsx", [[*HEADINGS, "字数"], [*EXAMPLE, "=LEN(B2)"], *ready]))
    assert [book.active[f"K{n}"].value for n in range(2, 9)] == [f"=LEN(B{n})" for n in range(2, 9)]
    assert [bool(book.active[f"B{n}"].value) for n in range(2, 9)] == [True] * len(held) + [False] * 4


@given(st.integers(2, 40), st.integers(0, 30))
def test_a_copied_formula_speaks_of_its_own_row(number: int, count: int) -> None:
    """Whatever row it goes to; what is in quotes and what is fixed stays."""
    place = Place(1, (0, 1), count, 1)
    found = Formula('LEN(B2)&"B2"&$A$1', "C2").at(f"C{number}", place, "")
    assert found == f'<f>LEN(B{number})&amp;"B2"&amp;$A$1</f>'


# --- comments and charts ------------------------------------------------------------------------------


def test_comments_stay_with_what_they_are_about(tmp_path: Path) -> None:
    """At headings they stay, at the foot they move with it; at examples they are told."""

    def comment(sheet: Any) -> None:
        for cell in ("A1", "B2", "A4"):
            sheet[cell].comment = Comment(cell, "考务")

    path = changed(workbook(tmp_path / "t.xlsx", [HEADINGS, EXAMPLE, EXAMPLE, ["合计", "=COUNTA(B2:B3)"]]), comment)
    book, told, held = fill(path)
    at = {cell.coordinate: cell.comment.text for row in book.active.iter_rows() for cell in row if cell.comment}
    assert at == {"A1": "A1", "B2": "B2", f"A{2 + len(held)}": "A4"}
    assert [each.values["cells"] for each in told if each.code == "table-template-comments"] == ["B2"]
    with ZipFile(tmp_path / "filled.xlsx") as archive:
        boxes = next(archive.read(name) for name in archive.namelist() if name.endswith(".vml")).decode()
    assert f"Row>{1 + len(held)}</" in boxes and "Row>3</" not in boxes


def test_charts_are_over_all_items(tmp_path: Path) -> None:
    """In the sheet itself and in another; a chart at the foot moves with it."""
    book = Workbook()
    sheet, other = book.active, book.create_sheet("统计")
    for row in (HEADINGS, EXAMPLE, EXAMPLE, ["合计", "=COUNTA(B2:B3)"]):
        sheet.append(row)
    for target, anchor in ((sheet, "A6"), (other, "B2")):
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=9, min_row=1, max_row=3), titles_from_data=True)
        target.add_chart(chart, anchor)
    book.save(tmp_path / "t.xlsx")
    filled, _, held = fill(tmp_path / "t.xlsx")
    for name in filled.sheetnames:
        (chart,) = filled[name]._charts
        assert chart.series[0].val.numRef.f == f"'Sheet'!$I$2:$I${1 + len(held)}"
    assert filled["Sheet"]._charts[0].anchor._from.row == 6
    assert filled["统计"]._charts[0].anchor._from.row == 1


# --- merged cells, tables, protection -----------------------------------------------------------------


def test_cells_that_are_one_in_an_example_are_one_in_every_row(tmp_path: Path) -> None:
    """A stem over two columns; what would hide something of an item is parted."""
    heads = ["题型", "题干", "", "选项A", "选项B", "选项C", "选项D", "答案", "难度"]
    row = ["单选题", "示例？", "", "1", "2", "3", "4", "A", "易"]

    def merge(sheet: Any) -> None:
        for area in ("B1:C1", "B2:C2", "B3:C3", "H2:I2", "A2:A3"):
            sheet.merge_cells(area)

    book, _, held = fill(changed(workbook(tmp_path / "t.xlsx", [heads, row, row]), merge))
    merged = {str(each) for each in book.active.merged_cells.ranges}
    assert merged == {f"B{n}:C{n}" for n in range(1, 2 + len(held))}


def test_headings_merged_over_options_in_columns_are_still_refused(tmp_path: Path) -> None:
    """选项 over four columns that examples fill names no option: that is not one column."""
    rows = [["题型", "题干", "选项", "", "", "", "答案"], ["单选题", "示例？", "1", "2", "3", "4", "A"]]
    with pytest.raises(QbankError) as caught:
        fill(changed(workbook(tmp_path / "t.xlsx", rows), lambda sheet: sheet.merge_cells("C1:F1")))
    assert caught.value.problem.code == "table-header-twice"


def test_settings_of_a_form_stay(tmp_path: Path) -> None:
    """Protection, frozen panes, colours by rule, a table with a name: over all rows where they were over all."""

    def settings(sheet: Any) -> None:
        sheet.protection.sheet = True
        sheet.protection.set_password("考务")
        sheet.freeze_panes = "C2"
        rule = CellIsRule(operator="equal", formula=['""'], fill=PatternFill("solid", bgColor="FF0000"))
        sheet.conditional_formatting.add("I2:I3", rule)
        sheet.add_table(Table(displayName="题目表", ref="A1:J3"))

    path = changed(workbook(tmp_path / "t.xlsx", [HEADINGS, EXAMPLE, EXAMPLE]), settings)
    book, _, held = fill(path)
    sheet, last = book.active, 1 + len(held)
    assert (sheet.protection.sheet, sheet.protection.password, sheet.freeze_panes) == (
        True, load_workbook(path).active.protection.password, "C2",
    )  # fmt: skip
    assert [str(each.sqref) for each in sheet.conditional_formatting] == [f"I2:I{last}"]
    assert sheet.tables["题目表"].ref == f"A1:J{last}"


@pytest.mark.parametrize("examples", [1, 2, 6])
def test_a_table_with_a_row_of_sums_ends_with_it(tmp_path: Path, examples: int) -> None:
    """The sums are the last row of the table, and not of its filter, with more items than examples or fewer."""

    def as_table(sheet: Any) -> None:
        sheet.add_table(Table(displayName="题目表", ref=f"A1:J{2 + examples}", totalsRowCount=1))
        sheet.tables["题目表"].autoFilter = AutoFilter(ref=f"A1:J{1 + examples}")

    rows = [HEADINGS, *[EXAMPLE] * examples, ["合计", "=SUBTOTAL(103,题目表[题干])"]]
    book, _, held = fill(changed(workbook(tmp_path / "t.xlsx", rows), as_table))
    table, foot = book.active.tables["题目表"], max(2 + examples, 2 + len(held))
    assert (table.ref, table.autoFilter.ref) == (f"A1:J{foot}", f"A1:J{foot - 1}")
    assert book.active[f"A{foot}"].value == "合计"


def test_a_sheet_of_notes_is_not_read_as_items(tmp_path: Path) -> None:
    """题干 and 答案 in its first column are no headings: what was filled is read where it was filled."""
    notes = [["填表说明"], ["题型", "下拉选择"], ["题干", "必填"], ["答案", "字母"], ["难度", "易、中、难"]]
    path = workbook(tmp_path / "t.xlsx", {"说明": notes, "试题": [HEADINGS, EXAMPLE]})
    _, _, held = fill(path)
    expected, settings = Expected(), Settings(template=path)
    assert len(list(expected.watch(iter(held)))) == 3
    expected.compare(FORMATS.get("xlsx"), tmp_path / "filled.xlsx", settings)


# --- columns that items have nothing for --------------------------------------------------------------


@pytest.mark.parametrize("header", ["分值*", "*启用", "状态（必填）", "＊所属题库"])
@pytest.mark.parametrize(("examples", "code"), [
    (["2", "2"], "table-template-required-alike"), (["2", "3"], "table-template-required"),
    ([], "table-template-required"),
])  # fmt: skip
def test_a_required_column_that_stays_empty_is_refused(
    tmp_path: Path, header: str, examples: list[str], code: str
) -> None:
    """The receiver would refuse the file; what the examples have is named, and how to fill it."""
    rows = [[*HEADINGS, header], *([*EXAMPLE, each] for each in examples)]
    with pytest.raises(QbankError) as caught:
        fill(workbook(tmp_path / "t.xlsx", rows))
    problem = caught.value.problem
    assert (problem.code, problem.place, problem.values["column"]) == (code, "Sheet1!1", header)


def test_a_row_of_rules_makes_columns_required(tmp_path: Path) -> None:
    """必填 below a heading is as good as a star in it."""
    rules = [*["必填"] * 10, "必填"]
    with pytest.raises(QbankError) as caught:
        fill(workbook(tmp_path / "t.xlsx", [[*HEADINGS, "部门"], rules, [*EXAMPLE, "安监部"]]))
    assert caught.value.problem.code == "table-template-required-alike"


@pytest.mark.parametrize(
    ("examples", "code"),
    [
        (["启用", "启用"], "table-template-unfilled-alike"),
        (["启用", "停用"], "table-template-unfilled"),
        (["启用", ""], ""),
    ],
)
def test_a_column_that_examples_fill_and_items_do_not_is_told(tmp_path: Path, examples: list[str], code: str) -> None:
    """Nobody finds it empty without having been told."""
    rows = [[*HEADINGS, "状态"], *([*EXAMPLE, each] for each in examples)]
    _, told, _ = fill(workbook(tmp_path / "t.xlsx", rows))
    assert [each.code for each in told if "unfilled" in each.code] == [code] * bool(code)


@pytest.mark.parametrize(
    ("header", "rule", "value"),
    [
        ("分值*（默认2）", "", "2"), ("*启用（统一填“是”）", "", "是"), ("状态（必填，默认为启用）", "", "启用"),
        ("题库编码*", "必填，都填/", "/"),
    ],
)  # fmt: skip
def test_a_value_that_the_form_gives_a_column_is_written(tmp_path: Path, header: str, rule: str, value: str) -> None:
    """As the message says that a required column is refused with: the heading tells what every item has there."""
    rules = [[*["必填"] * 10, rule]] if rule else []
    book, told, held = fill(workbook(tmp_path / "t.xlsx", [[*HEADINGS, header], *rules, [*EXAMPLE, "别的"]]))
    assert {row[10].value for row in book.active.iter_rows(min_row=2 + len(rules))} == {value}
    assert len(held) == 3
    assert not [each for each in told if "unfilled" in each.code]


def test_a_layout_with_a_value_cures_it(tmp_path: Path) -> None:
    """As the message says: learn a layout, give the column a value."""
    from io import BytesIO

    from qbank.formats.overview import full_example
    from qbank.formats.tables import format as xlsx

    path = workbook(tmp_path / "t.xlsx", [[*HEADINGS, "启用*"], [*EXAMPLE, "是"]])
    own = tmp_path / "own.toml"
    own.write_text(propose(path).toml.replace('header = "启用*"', 'header = "启用*"\nvalue = "是"'), "utf-8")
    settings, stream = Settings(profile=str(own), template=path), BytesIO()
    told = xlsx.write(iter([xlsx.hold(full_example("single_choice"), settings)]), stream, settings)
    assert load_workbook(stream).active["K2"].value == "是"
    assert [each.code for each in told] == ["table-template-replaced"]


def test_a_required_column_that_some_items_leave_empty_is_told(tmp_path: Path) -> None:
    """How many rows want something."""
    from dataclasses import replace
    from io import BytesIO

    from qbank.formats.overview import full_example
    from qbank.formats.tables import format as xlsx

    settings = Settings(template=workbook(tmp_path / "t.xlsx", [[*HEADINGS, "*解析"]]))
    whole = full_example("true_false")
    bare = replace(whole, item=replace(whole.item, rationale=""))
    held = [xlsx.hold(each, settings) for each in (whole, bare, bare)]
    told = xlsx.write(iter(held), BytesIO(), settings)
    assert [(each.code, each.values) for each in told] == [
        ("table-template-required-empty", {"column": "*解析", "count": 2})
    ]
