"""Tables without answers are refused by their column, once; a workbook with macros says that none is run."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from qbank.errors import Problem
from qbank.formats.tables._read import read
from qbank.model.portable import Portable

ROWS = 30


def _csv(folder: Path, *rows: str) -> Path:
    path = folder / "题库.csv"
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    return path


@pytest.mark.parametrize(("heading", "word"), [("", ""), ("题型,", "单选题,")])
def test_a_missing_column_of_answers_is_one_problem(tmp_path: Path, heading: str, word: str) -> None:
    """However many rows, it is told once, with the row of headings and how many rows were not read."""
    rows = (f"{word}第{n}项由谁负责？,甲,乙,丙" for n in range(ROWS))
    (found,) = read(_csv(tmp_path, f"{heading}题干,选项A,选项B,选项C", *rows), None, "题库.csv")
    assert isinstance(found, Problem)
    assert (found.code, found.place, found.values["count"]) == ("table-no-answer-column", "1", ROWS)


def test_rows_whose_options_answer_them_are_read_without_such_a_column(tmp_path: Path) -> None:
    """A 填空题 may have its answers in the option cells; rows of other types are counted together."""
    rows = ("填空题,首都是____。,北京,,", "单选题,由谁负责？,甲,乙,丙", "单选题,由谁检查？,甲,乙,丙")
    item, told = read(_csv(tmp_path, "题型,题干,选项A,选项B,选项C", *rows), None, "题库.csv")
    assert isinstance(item, Portable)
    assert isinstance(told, Problem) and (told.code, told.values["count"]) == ("table-no-answer-column", 2)


def test_an_empty_answer_is_told_as_such_and_not_as_a_missing_type(tmp_path: Path) -> None:
    """Where the column is there, the row that leaves it empty is named."""
    rows = ("由谁负责？,甲,乙,丙,", "由谁检查？,甲,乙,丙,B")
    found = list(read(_csv(tmp_path, "题干,选项A,选项B,选项C,答案", *rows), None, "题库.csv"))
    assert [(each.code, each.place) for each in found if isinstance(each, Problem)] == [("table-answer-missing", "2")]


@pytest.mark.parametrize("name", ["题库.xlsm", "题库.xlsx"])
def test_macros_are_told_once_and_the_items_are_read(tmp_path: Path, name: str) -> None:
    """Whatever the file is called; nothing of the program is looked at."""
    book = Workbook()
    for row in (["题干", "选项A", "选项B", "选项C", "答案"], ["由谁负责？", "甲", "乙", "丙", "A"]):
        book.active.append(row)
    book.create_sheet("其他")
    path = tmp_path / name
    book.save(path)
    assert [each for each in read(path, None, name) if isinstance(each, Problem)] == []
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    told, item = read(path, None, name)
    assert isinstance(told, Problem) and (told.code, told.severity) == ("table-macros-not-run", "warning")
    assert isinstance(item, Portable)
