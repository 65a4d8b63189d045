"""Rows of a receiver's form that are neither headings nor items: codes, rules, notes, sections, marked examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_files import read, workbook
from test_table_surroundings import EXAMPLE, HEADINGS, fill

from qbank.formats.tables._aside import is_note, unmarked
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._guides import is_guide

CODES = ["type", "stem", "optA", "optB", "optC", "optD", "optE", "optF", "answer", "level"]
NUMBERED = [f"F{n:03}" for n in range(1, 11)]
RULES = ["必填", "必填", "必填", "选填", "选填", "选填", "非必填", "", "必填（字母）", "请选择难度"]
MIXED = ["下拉", "必填，不超过500字", "", "", "", "", "", "", "看说明", "自动"]
TEXTS = ["从列表选", "题目正文，不超过500字", "选项内容", "选项内容", "", "", "", "", "如A,B", "易、中、难"]
TYPES_OF = ["下拉选择", "文本，500字以内", "文本", "文本", "文本", "", "", "", "字母", "易/中/难"]
ENGLISH = ["type", "question", "option A", "option B", "option C", "option D", "option E", "option F", "key", "level"]


@pytest.mark.parametrize("guide", [CODES, NUMBERED, RULES, MIXED, TEXTS, TYPES_OF, ENGLISH])
@pytest.mark.parametrize("below", [True, False])
def test_a_row_that_says_what_columns_are_stays(tmp_path: Path, guide: list[str], below: bool) -> None:
    """Under the headings or above them: it is no example, it stays where it is, and no import takes it for an item."""
    rows = [HEADINGS, guide] if below else [guide, HEADINGS]
    book, told, held = fill(workbook(tmp_path / "t.xlsx", [*rows, EXAMPLE]))
    assert [[cell.value or "" for cell in row] for row in book.active.iter_rows(max_row=2)] == rows
    assert len(held) == 3
    assert [each.values["rows"] for each in told if each.code == "table-template-replaced"] == ["3"]
    items, problems = read(tmp_path / "filled.xlsx")
    assert len(items) == 3
    assert {each.severity for each in problems} <= {"warning"}
    if below and guide is not ENGLISH:
        assert [each.place for each in problems if each.code == "table-guides-not-read"] == ["Sheet1!2"]


@given(st.lists(st.text(alphabet="abAB01必填选（）", max_size=6), min_size=8, max_size=8), st.sampled_from("ABCDEF"))
def test_a_row_with_a_letter_as_its_answer_is_no_guide(texts: list[str], answer: str) -> None:
    """Whatever else its cells say."""
    assert not is_guide([*(Cell(text) for text in texts), Cell(answer), Cell("易")], HEADINGS)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("（示例）单选题", "单选题"), ("例：单选题", "单选题"), ("【样例1】多选题", "多选题"), ("示例一：B", "B"),
        ("单选题（示例）", "单选题"), ("示例", ""), ("案例分析题", "案例分析题"), ("例外", "例外"),
        ("比例：3", "比例：3"),
    ],
)  # fmt: skip
def test_the_mark_of_an_example_is_no_part_of_its_words(text: str, bare: str) -> None:
    """In brackets, with a colon, numbered or alone; what only has the character keeps it."""
    assert unmarked(text) == bare


@pytest.mark.parametrize("mark", ["（示例）{}", "例：{}", "{}（示例）"])
def test_marked_examples_teach_their_words(tmp_path: Path, mark: str) -> None:
    """The word for single choices is 单选, not （示例）单选."""
    example = [mark.format("单选"), *EXAMPLE[1:]]
    book, _, _ = fill(workbook(tmp_path / "t.xlsx", [HEADINGS, example]))
    assert {row[0].value for row in book.active.iter_rows(min_row=2)} == {"单选", "多选", "判断"}


@pytest.mark.parametrize(
    "notes",
    [
        ["填写说明：", "1. 题型必填。", "2. 答案填字母，多个答案连写。", "3. 其他事项另行通知。"],
        ["1、题型从下拉列表里选择", "2、多选题的答案用逗号隔开"],
        ["※ 题干不超过500字", "※ 导入前请删除示例"],
        ["注意事项", "（1）请勿修改表头", "（2）其余见通知"],
    ],
)
@pytest.mark.parametrize("column", [0, 1])
def test_numbered_notes_at_the_foot_move_below_the_items(tmp_path: Path, notes: list[str], column: int) -> None:
    """In any column, stems' own included; none is an item, and none is overwritten."""
    rows = [["", *[text]][1 - column :] if column else [text] for text in notes]
    book, told, held = fill(workbook(tmp_path / "t.xlsx", [HEADINGS, EXAMPLE, EXAMPLE, *rows]))
    below = [row[column].value for row in book.active.iter_rows(min_row=2 + len(held))]
    assert below == notes
    assert [each.code for each in told if each.code == "table-template-sums"] == ["table-template-sums"]


@pytest.mark.parametrize("text", ["1. 值班记录保存几年？", "2、柳湾泵站由谁管理", "说明理由", "三、单选题"])
def test_an_item_without_an_answer_is_no_note(text: str) -> None:
    """A numbered stem that does not speak of the form is still told as a bad row."""
    assert not is_note([Cell(text)])


def test_types_filled_in_before_are_no_sections(tmp_path: Path) -> None:
    """A form that has 单选题 in the rows to come, and nothing else there, is filled."""
    book, _, held = fill(workbook(tmp_path / "t.xlsx", [HEADINGS, EXAMPLE, ["单选题"], ["单选题"], ["多选题"]]))
    assert book.active.max_row == 1 + len(held)
