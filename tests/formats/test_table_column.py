"""Sheets of one column with a whole item in each cell: 问卷星's examinations."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from layout_samples import BANK, MANY, ONE, VERDICT, written
from openpyxl import load_workbook
from table_files import key, options, read, said, workbook

import qbank
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats.losses import held
from qbank.model.portable import Portable

SINGLE = "1. 险情应当在（ ）内报告。<br/>A. 30分钟<br/>B. 2小时<br/>C. 1日<br/>答案：A<br/>解析：见第三条。"
SEVERAL = "2. 应当登记（ ）。<br/>A. 姓名<br/>B. 事由<br/>C. 爱好<br/>答案：AB<br/>解析："
JUDGED = "3. 值班期间可以饮酒。（ ）<br/>答案：错误"


def test_the_layout_as_described_is_read(tmp_path: Path) -> None:
    """One column 题干, the item's lines parted by <br/>, each item with the place of its cell."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [["题干"], [SINGLE], [SEVERAL], [JUDGED]]))
    assert [problem.message("zh") for problem in problems] == []
    assert [(each.place, *said(each)) for each in items] == [
        ("Sheet1!2", "single_choice", "险情应当在____内报告。", ["30分钟"]),
        ("Sheet1!3", "multiple_choice", "应当登记____。", ["姓名", "事由"]),
        ("Sheet1!4", "true_false", "值班期间可以饮酒。", ["错误"]),
    ]
    assert (items[0].item.rationale, options(items[0])) == ("见第三条。", ["30分钟", "2小时", "1日"])


@pytest.mark.parametrize("mark", ["<br>", "<BR />", "\n"])
def test_other_ends_of_lines_in_a_cell(tmp_path: Path, mark: str) -> None:
    """What ends a line in a cell may be typed in several ways."""
    (item,) = read(workbook(tmp_path / "t.xlsx", [["题干"], [SINGLE.replace("<br/>", mark)]]))[0]
    assert (key(item), len(options(item))) == (["30分钟"], 3)


def test_a_bad_cell_is_told_with_its_place_and_the_others_are_read(tmp_path: Path) -> None:
    """No answer, a letter beyond the options, no item at all: each is a bad row of its own."""
    bad = ["4. 谁？<br/>A. 甲<br/>B. 乙", "5. 谁？<br/>A. 甲<br/>B. 乙<br/>答案：D", "说明<br/>如下"]
    items, problems = read(workbook(tmp_path / "t.xlsx", [["题干"], *([each] for each in bad), [SINGLE]]))
    assert [each.place for each in items] == ["Sheet1!5"]
    assert {problem.place for problem in problems if problem.severity == "error"} == {
        "Sheet1!2", "Sheet1!3", "Sheet1!4",
    }  # fmt: skip
    assert all(problem.file == "t.xlsx" and problem.message("en") for problem in problems)


def test_hidden_cells_are_told(tmp_path: Path) -> None:
    """They are read, and named, as in any other sheet."""
    book = load_workbook(workbook(tmp_path / "t.xlsx", [["题干"], [SINGLE], [SEVERAL]]))
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "t.xlsx")
    for profile in ("", "wenjuanxing"):
        fmt = FORMATS.get("text" if profile else "xlsx")
        found = list(fmt.read(tmp_path / "t.xlsx", Settings(profile=profile, file="t.xlsx")))
        told = [(each.code, each.values["rows"]) for each in found if isinstance(each, Problem)]
        assert (len(found), told) == (3, [("table-rows-hidden", "3")])


def test_a_column_of_bare_stems_is_refused_as_before(tmp_path: Path) -> None:
    """Stems without their options and answers are no items, and nothing is guessed."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [["题干"], ["谁填写记录？"], ["何时交班？"]]))
    assert (items, [problem.code for problem in problems]) == ([], ["table-no-headers"])
    items, problems = read(workbook(tmp_path / "t.xlsx", [["题干", "备用"], [SINGLE, "x"], [SEVERAL, "y"]]))
    assert items == [] and [problem.code for problem in problems] == ["table-no-headers"]


def test_what_is_written_is_one_column_of_text() -> None:
    """The heading and the cells are as described; a cell that begins with = is text."""
    book = load_workbook(BytesIO(written("wenjuanxing", ONE, MANY, VERDICT, title="值班测试")))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows == [
        ["题干"],
        ["1. 险情应当在（ ）内报告。<br/>A. 30分钟<br/>B. 2小时<br/>C. 1日<br/>答案：A<br/>解析：见第三条。"
         "【出处】《值班办法》第三条【章节】第一章【知识点】险情；报告"],
        ["2. 应当登记哪些内容？<br/>A. 姓名<br/>B. 事由<br/>C. 爱好<br/>答案：AB"],
        ["3. 值班期间可以饮酒。<br/>答案：错误"],
    ]  # fmt: skip
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} == {"s"}


def test_a_break_that_an_item_speaks_of_is_none(tmp_path: Path) -> None:
    """<br/> in a stem is shown by signs that look alike, and told as a change."""
    odd = replace(VERDICT, item=replace(VERDICT.item, stem="网页中用<br/>换行。"))
    kept = held(FORMATS.get("text"), odd, Settings(profile="wenjuanxing"))
    assert isinstance(kept, Portable) and kept.item.stem == "网页中用＜br/＞换行。"
    path = tmp_path / "t.xlsx"
    path.write_bytes(written("wenjuanxing", odd))
    (found,) = read(path)[0]
    assert found.item.stem == kept.item.stem


def test_an_item_longer_than_a_cell_is_left_out() -> None:
    """Nobody gets half an item."""
    long = replace(ONE, item=replace(ONE.item, stem="长" * 19_000, rationale="长" * 19_000))
    kept = held(FORMATS.get("text"), long, Settings(profile="wenjuanxing"))
    assert isinstance(kept, Problem) and kept.code == "text-too-long"


def test_another_workbook_asked_for_as_this_layout_says_what_is_missing(tmp_path: Path) -> None:
    """The profile is named, and the file has no column of whole items."""
    path = workbook(tmp_path / "t.xlsx", [["甲", "乙"], ["1", "2"]])
    found = list(FORMATS.get("text").read(path, Settings(profile="wenjuanxing", file="t.xlsx")))
    assert [each.code for each in found] == ["table-no-headers"]


def test_a_bank_goes_out_and_comes_in(tmp_path: Path) -> None:
    """Export by the profile alone, import with nothing named."""
    out = tmp_path / "问卷星.xlsx"
    with qbank.open(tmp_path / "one", make=True, actor="甲") as one:
        one.bank.add_drafts((each.item for each in BANK[:3]), actor="甲")
        report = one.export(out, profile="wenjuanxing", status=("draft",))
        assert report.count == 3
    with qbank.open(tmp_path / "two", make=True, actor="乙") as two:
        assert two.import_bank(out).added == 3
        assert two.import_bank(out).added == 0
