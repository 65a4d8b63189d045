"""What stands around the items of a receiver's form when it is filled: sums, notes, formulas, names, other sheets."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from table_files import workbook

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem, QbankError
from qbank.formats._contract import Settings
from qbank.formats.overview import full_example
from qbank.formats.tables import format as xlsx
from qbank.formats.tables._references import Place, elsewhere
from qbank.formats.tables._source import opened
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES

HEADINGS = ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "选项E", "选项F", "答案", "难度"]
EXAMPLE = ["单选题", "示例：水的沸点？", "90", "100", "110", "120", "", "", "B", "易"]
KINDS = ("single_choice", "multiple_choice", "true_false")


def fill(path: Path, kinds: tuple[str, ...] = KINDS) -> tuple[Any, list[Problem], list[Portable]]:
    """Return a form filled with an example of some types, what was told, and the items; read back the same."""
    settings = Settings(template=path)
    held = [each for each in (xlsx.hold(full_example(kind), settings) for kind in kinds) if isinstance(each, Portable)]
    stream = BytesIO()
    told = list(xlsx.write(iter(held), stream, settings))
    out = path.with_name("filled.xlsx")
    out.write_bytes(stream.getvalue())
    found = list(xlsx.read(out, settings))
    items = [each for each in found if isinstance(each, Portable)]
    assert [each.severity for each in found if isinstance(each, Problem)].count("error") == 0
    by_stem = {each.item.stem: each for each in items}
    assert sorted(by_stem) == sorted(each.item.stem for each in held)
    for each in held:
        assert list(differences(each, by_stem[each.item.stem])) == []
    return load_workbook(out), told, held


def test_the_foot_of_a_form_moves_below_the_items(tmp_path: Path) -> None:
    """Sums with what they add up, the note and the line to sign, all of them; none is an item."""
    foot = [["合计", *[""] * 7, "=COUNTA(I2:I3)"], ["注：难度填易、中、难"], ["审核人：", "", "日期："]]
    book, told, held = fill(workbook(tmp_path / "t.xlsx", [HEADINGS, EXAMPLE, EXAMPLE, *foot]))
    rows = [[cell.value for cell in row if cell.value not in {None, ""}] for row in book.active.iter_rows(min_row=5)]
    assert len(held) == 3
    assert rows == [["合计", "=COUNTA(I2:I4)"], ["注：难度填易、中、难"], ["审核人：", "日期："]]
    assert [(each.code, each.values["moved"]) for each in told if each.code == "table-template-sums"] == [
        ("table-template-sums", "5–7")
    ]


def test_what_stands_beside_the_form_stays(tmp_path: Path) -> None:
    """Its texts in their rows, its formulas over all items; a column with a heading is the form's."""
    rows = [
        [*HEADINGS, "", "题数", "=COUNTA(B2:B3)"],
        [*EXAMPLE, "", "单选题", "=COUNTIF(A2:A3,L2)"],
        [*EXAMPLE, "", "填写人：", ""],
        [*[""] * 11, "请勿删除", "=M1*2"],
        [],
        [*[""] * 11, "页脚", "=SUM(M1:M2)"],
    ]
    book, _, _ = fill(workbook(tmp_path / "t.xlsx", rows))
    beside = [[cell.value for cell in row] for row in book.active.iter_rows(min_col=12, max_col=13)]
    assert beside == [
        ["题数", "=COUNTA(B2:B4)"], ["单选题", "=COUNTIF(A2:A4,L2)"], ["填写人：", None], ["请勿删除", "=M1*2"],
        [None, None], ["页脚", "=SUM(M1:M2)"],
    ]  # fmt: skip


def test_formulas_and_names_elsewhere_follow(tmp_path: Path) -> None:
    """Of another sheet, of a name, of the print area; quoted names and whole columns as well."""
    book = Workbook()
    sheet = book.active
    sheet.title = "题 目"
    for row in (HEADINGS, EXAMPLE, EXAMPLE):
        sheet.append(row)
    sheet.print_area = "A1:J3"
    other = book.create_sheet("统计")
    other["A1"] = "=COUNTA('题 目'!B2:B3)"
    other["A2"] = "=COUNTA('题 目'!B:B)-1"
    other["A3"] = '="题!A2:A3"&SUM(B1:B2)'
    book.defined_names["题目区"] = DefinedName("题目区", attr_text="'题 目'!$A$2:$J$3")
    book.save(tmp_path / "t.xlsx")
    filled, _, _ = fill(tmp_path / "t.xlsx")
    assert [filled["统计"][f"A{n}"].value for n in (1, 2, 3)] == [
        "=COUNTA('题 目'!B2:B4)", "=COUNTA('题 目'!B:B)-1", '="题!A2:A3"&SUM(B1:B2)',
    ]  # fmt: skip
    assert filled.defined_names["题目区"].attr_text == "'题 目'!$A$2:$J$4"
    assert filled["题 目"].print_area == "'题 目'!$A$1:$J$4"
    assert filled.calculation.fullCalcOnLoad


@given(st.integers(0, 30), st.integers(0, 6), st.integers(1, 3))
def test_a_range_over_all_items_is_over_all_items(count: int, examples: int, foot: int) -> None:
    """Whatever number there was and is; below the foot all moves by as much as the foot does."""
    first = 2 + examples
    place = Place(1, (0, 1), count, 1, tuple(range(first, first + foot)), 4)
    if examples:
        assert place.formula(f"SUM(B2:B{1 + examples})") == f"SUM(B2:B{max(1 + count, 2)})"
    assert place.formula(f"A{first}+$A${first + foot}") == f"A{first + place.shift}+$A${first + foot + place.shift}"
    assert place.shift == max(0, count - examples)
    assert place.formula("SUM(E2:E9)") == "SUM(E2:E9)" or first <= 9
    assert elsewhere(f"SUM(甲!B2:B{first - 1},乙!B2:B3)", {}) == f"SUM(甲!B2:B{first - 1},乙!B2:B3)"


@pytest.mark.parametrize("below", [["A", "B", "C", "D"], ["选项A", "选项B", "选项C", "选项D"]])
@pytest.mark.parametrize("is_merged", [True, False])
def test_headings_of_two_rows_are_filled_and_read_back(tmp_path: Path, below: list[str], is_merged: bool) -> None:
    """选项 over A to D, with or without the other headings merged over both rows."""
    book = Workbook()
    sheet = book.active
    sheet.append(["题型", "题干", "选项", "", "", "", "答案"])
    sheet.append(["", "", *below, ""])
    sheet.append(["单选题", "示例？", "1", "2", "3", "4", "A"])
    for area in ("C1:F1", *(("A1:A2", "B1:B2", "G1:G2") if is_merged else ())):
        sheet.merge_cells(area)
    book.save(tmp_path / "t.xlsx")
    filled, told, held = fill(tmp_path / "t.xlsx")
    assert [filled.active.cell(2, at).value for at in range(3, 7)] == below
    assert filled.active.max_row == 2 + len(held) == 5
    assert [each.values["rows"] for each in told if each.code == "table-template-replaced"] == ["3"]


def test_a_sheet_for_one_type_goes_before_one_for_many(tmp_path: Path) -> None:
    """Verdicts go to the sheet that is theirs, whether it has an example or not."""
    sheets = {
        "选择题": [HEADINGS[1:], EXAMPLE[1:]],
        "判断题": [["题干", "答案"], ["示例应当试验。", "对"]],
    }
    book, _, held = fill(workbook(tmp_path / "t.xlsx", sheets))
    assert len(held) == 3
    assert [book[name].max_row for name in ("选择题", "判断题")] == [3, 2]


def test_a_form_with_two_sheets_for_the_same_is_refused(tmp_path: Path) -> None:
    """Which of them is meant nobody can know; it is no fault of the program."""
    path = workbook(tmp_path / "t.xlsx", {"甲": [HEADINGS, EXAMPLE], "乙": [HEADINGS, EXAMPLE]})
    with pytest.raises(QbankError) as caught:
        fill(path)
    assert caught.value.problem.code == "table-template-two-sheets"


@pytest.mark.parametrize(("answer", "is_told"), [("2", True), ("100", True), ("B", False), ("b", False)])
def test_examples_that_answer_otherwise_than_by_letters_are_told(tmp_path: Path, answer: str, is_told: bool) -> None:
    """What is written is letters, and the receiver may not take them."""
    row = [answer if head == "答案" else cell for head, cell in zip(HEADINGS, EXAMPLE, strict=True)]
    _, told, _ = fill(workbook(tmp_path / "t.xlsx", [HEADINGS, row]))
    assert [each.values["found"] for each in told if each.code == "table-template-answers"] == [answer] * is_told


def test_lists_of_words_in_another_sheet_are_followed(tmp_path: Path) -> None:
    """As Excel keeps them since 2010: in an extension of the sheet."""
    plain = workbook(tmp_path / "p.xlsx", {"题": [HEADINGS, ["单选", *EXAMPLE[1:]]], "词": [["单选"], ["判断"]]})
    listed = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>词!$A$1:$A$2</xm:f></x14:formula1>'
        "<xm:sqref>A2:A3</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    path = tmp_path / "t.xlsx"
    with ZipFile(plain) as archive, ZipFile(path, "w") as out:
        for name in archive.namelist():
            data = archive.read(name)
            is_first = name == "xl/worksheets/sheet1.xml"
            out.writestr(name, data.replace(b"</worksheet>", listed.encode()) if is_first else data)
    with opened(path, "t.xlsx") as tables:
        assert tables[0].marks.lists == ((frozenset({1}), "词!$A$1:$A$2"),)
    held = xlsx.hold(full_example("multiple_choice"), Settings(template=path))
    assert isinstance(held, Problem)
    book, _, _ = fill(path, ("single_choice", "true_false"))
    assert {book["题"].cell(row, 1).value for row in (2, 3)} == {"单选", "判断"}


def test_every_type_goes_into_a_form_with_a_foot(tmp_path: Path) -> None:
    """All types that the form takes, more rows than it had."""
    path = workbook(tmp_path / "t.xlsx", [HEADINGS, EXAMPLE, [], ["填表人：", "", "部门："]])
    _, _, held = fill(path, tuple(TYPES.names()))
    assert {each.item.type for each in held} == set(TYPES.names()) - {"matching", "ordering"}
