"""Cells of options that are set off by their looks are no key; where the key is another, their rows are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill
from table_files import read, workbook

RED, BOLD, YELLOW = Font(color="FFFF0000"), Font(bold=True), PatternFill("solid", fgColor="FFFFFF00")
BLACK, WHITE = Font(color="FF000000"), PatternFill("solid", fgColor="FFFFFFFF")
ITEMS = [
    ("问一", "单选题", "甲", "乙", "丙", "A"),
    ("问二", "多选题", "甲", "乙", "丙", "AC"),
    ("问三", "判断题", "", "", "", "对"),
]


def told(folder: Path, looks: dict[str, Font | PatternFill]) -> list[str]:
    """Return the rows that warnings of a sheet with these looks name; its items are read by their answers."""
    path = workbook(folder / "题库.xlsx", [("题干", "题型", "选项A", "选项B", "选项C", "答案"), *ITEMS])
    book = load_workbook(path)
    for place, look in looks.items():
        setattr(book.worksheets[0][place], "font" if isinstance(look, Font) else "fill", look)
    book.save(path)
    items, problems = read(path)
    assert len(items) == len(ITEMS)
    return [str(each.values["rows"]) for each in problems if each.code == "table-options-set-off"]


@pytest.mark.parametrize("look", [RED, BOLD, YELLOW])
def test_rows_whose_key_is_another_are_told(tmp_path: Path, look: Font | PatternFill) -> None:
    """The key of row 2 is A, of row 3 A and C."""
    assert told(tmp_path, {"D2": look}) == ["2"]
    assert told(tmp_path, {"C2": look, "C3": look, "D3": look}) == ["3"]


@pytest.mark.parametrize("look", [RED, BOLD, YELLOW])
def test_looks_that_agree_or_part_nothing_say_nothing(tmp_path: Path, look: Font | PatternFill) -> None:
    """The key's own, all options', a column's, and those of cells that are no options."""
    assert told(tmp_path, {"C2": look, "C3": look, "E3": look}) == []
    assert told(tmp_path, {"C2": look, "D2": look, "E2": look, "A3": look, "F3": look}) == []
    assert told(tmp_path, {"D2": look, "D3": look}) == []


def test_black_on_white_is_no_look(tmp_path: Path) -> None:
    """However it is written."""
    assert told(tmp_path, {"D2": BLACK, "D3": WHITE}) == []
