"""Workbooks: what cells show, whichever way they are kept."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from qbank.answers import read
from qbank.errors import QbankError


def _saved(path: Path, rows, *, name: str = "成绩", formats=None) -> Path:
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    for place, code in (formats or {}).items():
        book.active[place].number_format = code
    book.save(path)
    return path


def _calculated(path: Path, values: dict[str, str]) -> Path:
    """Give formulas the values that a table program would have kept with them."""
    other = path.with_suffix(".calculated.xlsx")
    with zipfile.ZipFile(path) as one, zipfile.ZipFile(other, "w") as two:
        for name in one.namelist():
            text = one.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for formula, value in values.items():
                    bare = (
                        f"<f>{formula}</f><v></v>".encode(),
                        f"<f>{formula}</f><v />".encode(),
                        f"<f>{formula}</f><v/>".encode(),
                    )
                    for each in bare:
                        text = text.replace(each, f"<f>{formula}</f><v>{value}</v>".encode())
            two.writestr(name, text)
    return other


def test_formulas_are_what_they_came_to(tmp_path: Path) -> None:
    """A mark by a formula is its value; one that was never calculated is no blank but unknown."""
    path = _saved(tmp_path / "f.xlsx", [["工号", "a", "b"], ["1", "=1+0", 1], ["2", "=0+0", 0], ["3", "=9-8", 1]])
    reading = read(_calculated(path, {"1+0": "1", "0+0": "0"}))
    assert reading.sitting().marks[:2].tolist() == [[1, 1], [0, 0]]
    assert [(each.text, each.rows) for each in reading.report.dirty] == [("=9-8", (4,))]
    assert reading.problems[0].place == "成绩!4"


def test_days_percent_and_codes(tmp_path: Path) -> None:
    """A day is a day, a share that is shown as percent is one, a code of figures is no 7.0."""
    rows = [["警号", "交卷时间", "a"], [7, datetime(2024, 5, 6, 9, 5), 0.5], ["007", datetime(2024, 5, 7), 1]]  # noqa: DTZ001
    path = _saved(
        tmp_path / "d.xlsx", rows, formats={"C2": "0%", "C3": "0%", "B2": "yyyy-mm-dd hh:mm", "B3": "yyyy/m/d"}
    )
    block = read(path).sittings[0]
    assert [person.code for person in block.people] == ["7", "007"]
    assert block.submitted == ("2024-05-06T09:05:00", "2024-05-07T00:00:00")
    assert block.sitting.marks.ravel().tolist() == [0.5, 1]


def test_the_sheet_with_answers_is_found(tmp_path: Path) -> None:
    """Other sheets are told, hidden ones are not read."""
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["填写说明"])
    book.active.append(["请勿修改"])
    for name, state in (("成绩", "visible"), ("旧成绩", "hidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in (["工号", "姓名", "a"], ["1", "甲", 1]):
            sheet.append(row)
    book.save(tmp_path / "s.xlsx")
    reading = read(tmp_path / "s.xlsx")
    assert reading.report.sheet == "成绩" and [each.code for each in reading.problems] == ["answers-sheets-unread"]
    assert reading.problems[0].values["sheets"] == "说明"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "table-old"),
        (b"PK\x03\x04" + b"\0" * 100, "broken-zip"),
        (b"%PDF-1.4 ...", "table-not-a-table"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "table-not-a-table"),
    ],
)
def test_other_files_are_refused_with_their_name(tmp_path: Path, data: bytes, code: str) -> None:
    """What is no table is refused, and what it is, is said."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    with pytest.raises(QbankError) as caught:
        read(path)
    assert caught.value.problem.code == code and caught.value.problem.file == str(path)


def test_a_folder_and_a_zip_of_other_things(tmp_path: Path) -> None:
    """Neither a folder nor any zip is a file of answers."""
    with pytest.raises(QbankError):
        read(tmp_path)
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(QbankError) as caught:
        read(path)
    assert caught.value.problem.code == "table-not-a-table"
