"""Cells of a sheet that nobody sees, or that conditional formats mark: read, and told by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DifferentialStyle, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.numbers import NumberFormat
from table_files import read

from qbank.errors import Problem
from qbank.formats.tables._cells import hides_all, number_cell, text_cell

HEADS = ["题型", "题干", "选项A", "选项B", "答案"]
ROW = ["单选题", "由谁办理？", "甲科", "乙科", "B"]
RED = PatternFill("solid", bgColor="FF0000")


def sheet_of(rows: int = 3) -> tuple[Workbook, Any]:
    """Return a workbook with a few items."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEADS)
    for number in range(rows):
        sheet.append([ROW[0], f"第{number + 1}项{ROW[1]}", *ROW[2:]])
    return book, sheet


def told(book: Workbook, path: Path) -> list[tuple[str, str]]:
    """Return what is told of a workbook whose items are all read, with the cells."""
    book.save(path / "t.xlsx")
    items, problems = read(path / "t.xlsx")
    assert len(items) == 3
    assert all(each.severity == "warning" and all(map(each.message, ("zh", "en"))) for each in problems)
    return [(each.code, "、".join(each.values["cells"].words)) for each in problems]


@pytest.mark.parametrize("code", [";;;", '"";"";"";""', "[红色];;;", ";;;_ "])
def test_cells_that_a_format_hides_are_named(tmp_path: Path, code: str) -> None:
    """;;; shows neither numbers nor text."""
    book, sheet = sheet_of()
    sheet["E3"].number_format = code
    sheet["D4"].number_format = code
    assert told(book, tmp_path) == [("table-cells-unseen", "E3、D4")]
    assert text_cell("B", code).is_unseen


@pytest.mark.parametrize(
    ("letters", "ground", "is_unseen"),
    [("FFFFFF", None, True), ("FF0000", "FF0000", True), ("FFFFFF", "1F4E78", False), ("000000", None, False)],
)
def test_letters_of_the_colour_of_their_ground_are_named(
    tmp_path: Path, letters: str, ground: str | None, is_unseen: bool
) -> None:
    """White on paper, red on red; white on blue is how headings look."""
    book, sheet = sheet_of()
    sheet["E2"].font = Font(color=letters)
    if ground:
        sheet["E2"].fill = PatternFill("solid", fgColor=ground)
    assert told(book, tmp_path) == ([("table-cells-unseen", "E2")] if is_unseen else [])


@given(st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 2)))
def test_an_empty_part_of_a_format_hides_its_numbers(value: float) -> None:
    """The third is for 0, the second for what is below, which is refused; a format of one part shows all."""
    assert number_cell(abs(value), ";;;").is_unseen
    assert number_cell(-1 - abs(value), ";;;").kind == "odd"
    assert number_cell(abs(value), "0.00;-0.00;").is_unseen == (value == 0)
    assert not number_cell(value, "0.00").is_unseen
    assert not number_cell(value, "General").is_unseen


@pytest.mark.parametrize("code", ['"正确";"错误"', '[=1]"对";[=0]"错";', '"A"', '0"分";"无"', '"√";;"×"'])
@pytest.mark.parametrize("value", [1, 0, -1])
def test_words_that_only_a_format_shows_are_never_read_as_the_number(tmp_path: Path, code: str, value: int) -> None:
    """What a person sees is words, what the file has is a number: the row is refused."""
    book, sheet = sheet_of(1)
    sheet["E2"].value, sheet["E2"].number_format = value, code
    book.save(tmp_path / "t.xlsx")
    items, problems = read(tmp_path / "t.xlsx")
    assert items == []
    assert any(each.severity == "error" and each.place == "Sheet!2" for each in problems)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (CellIsRule(operator="equal", formula=['"B"'], fill=RED), "table-conditions-not-read"),
        (FormulaRule(formula=['$E2="B"'], font=Font(bold=True)), "table-conditions-not-read"),
        (FormulaRule(formula=["TRUE"], font=Font(color="FFFFFF")), "table-conditions-hide"),
        (
            Rule(
                type="expression", formula=["TRUE"],
                dxf=DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=";;;")),
            ),
            "table-conditions-hide",
        ),
        (FormulaRule(formula=["MOD(ROW(),2)=0"], fill=RED), ""),
        (ColorScaleRule(start_type="min", start_color="FF0000", end_type="max", end_color="00FF00"), ""),
        (FormulaRule(formula=["TRUE"], font=Font(color="FFFFFF"), fill=RED), "table-conditions-not-read"),
    ],
)  # fmt: skip
def test_conditional_formats_are_told_by_area(tmp_path: Path, rule: Rule, code: str) -> None:
    """Those that may mark or hide what an item says; stripes and scales of colours say nothing."""
    book, sheet = sheet_of()
    sheet.conditional_formatting.add("C2:D9", rule)
    assert told(book, tmp_path) == ([(code, "C2:D9")] if code else [])


def test_formats_where_nothing_is_read_are_not_told(tmp_path: Path) -> None:
    """Below the items, beside them, in the headings."""
    book, sheet = sheet_of()
    for area in ("A20:E30", "H2:H9", "A1:E1"):
        sheet.conditional_formatting.add(area, CellIsRule(operator="equal", formula=['"B"'], fill=RED))
    sheet["H2"].number_format = ";;;"
    assert told(book, tmp_path) == []


def test_a_format_hides_all_only_with_four_empty_parts() -> None:
    """Signs that show nothing count as nothing."""
    assert hides_all(";;;") and hides_all("[Red];;;")
    assert not hides_all(";;") and not hides_all(";;;@") and not hides_all("General")
    assert isinstance(Problem("table-cells-unseen", values={"cells": "", "count": 1}).message("zh"), str)
