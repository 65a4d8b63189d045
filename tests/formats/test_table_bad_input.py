"""Bad tables: a row that cannot be read is told with place, stem and column, the rest is read, no key is wrong."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from table_files import key, read, workbook
from table_samples import GOOD, HEAD, STEM

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import QbankError


def refused(folder: Path, *row: object, head: list[str] = HEAD) -> tuple[str, str]:
    """Return code and message of what is wrong with a row, after which a good one is read."""
    items, problems = read(workbook(folder / "bad.xlsx", [head, list(row), GOOD]))
    assert len(items) == 1
    (problem,) = problems
    assert (problem.severity, problem.file, problem.place) == ("error", "bad.xlsx", "Sheet1!2")
    assert problem.message("en")
    return problem.code, problem.message("zh")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["单选题", STEM, "一年", "三年", "五年", "D"], "table-answer-beyond"),
        (["单选题", STEM, "一年", "三年", "五年", "AB"], "table-answers-many"),
        (["多选题", STEM, "一年", "三年", "五年", "ABA"], "table-answer-twice"),
        (["单选题", STEM, "一年", "三年", "五年", 2], "table-answer-number"),
        (["单选题", STEM, "一年", "三年", "五年", "2"], "table-answer-number"),
        (["单选题", STEM, "一年", "三年", "五年", "A/B"], "table-answer-either"),
        (["单选题", STEM, "一年", "三年", "五年", "A-C"], "table-answer-not-letters"),
        (["单选题", STEM, "一年", "三年", "五年", None], "table-answer-missing"),
        (["单选题", STEM, "一年", None, "五年", "C"], "table-option-empty"),
        (["单选题", STEM, "一年", "三年", "一年", "A"], "table-option-twice"),
        (["单选题", STEM, "一年", None, None, "A"], "table-options-missing"),
        (["单选题", None, "一年", "三年", "五年", "A"], "table-stem-missing"),
        (["看图题", STEM, "一年", "三年", "五年", "A"], "table-type-unknown"),
        (["判断题", STEM, "有", "没有", None, "A"], "table-verdict-options"),
        (["判断题", STEM, None, None, None, "A"], "table-verdict-unknown"),
        (["判断题", STEM, None, None, None, "1"], "table-verdict-unknown"),
        (["判断题", STEM, "对", "错", None, "AB"], "table-answers-many"),
        (["填空题", "保存____年，每____天总结。", None, None, None, "三"], "table-blanks-differ"),
        (["填空题", "记录应当保存多少年？", None, None, None, "三"], "table-blanks-differ"),
        (["填空题", "保存____年，每____天总结。", None, None, None, "三，五、七"], "table-answer-doubtful"),
        (["填空题", "保存____年。", None, None, None, "三；五"], "table-answer-doubtful"),
        (["填空题", "保存____年，每____天总结。", None, None, None, "(1)3，(2)2"], "table-answer-doubtful"),
        (["填空题", "保存____年，每____天总结。", None, None, None, "1.3/2.2"], "table-answer-doubtful"),
        (["简答题", STEM, None, None, None, None], "table-answer-missing"),
        (["排序题", STEM, "一年", "三年", "五年", "AC"], "table-order-incomplete"),
        (["排序题", STEM, "一年", "三年", "五年", "先A后B再C"], "table-answer-not-letters"),
        (["单选题", "=1+1", "一年", "三年", "五年", "A"], "table-cell-formula"),
        (["单选题", STEM, "一年", "三年", "五年", '=CHAR(65)'], "table-cell-formula"),
        (["单选题", STEM, datetime.date(2024, 3, 4), "三年", "五年", "A"], "table-cell-date"),
        (["单选题", STEM, "一年", "三年", "五年", datetime.time(8, 30)], "table-cell-date"),
        (["单选题", STEM, "#DIV/0!", "三年", "五年", "B"], "table-cell-error"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_and_the_rest_is_read(tmp_path: Path, row: list[object], code: str) -> None:
    """Nothing is guessed and nothing mended: the problem names the row, its stem and the column."""
    found, message = refused(tmp_path, *row)
    assert found == code
    assert row[1] is None or str(row[1]).startswith("=") or str(row[1])[:10] in message
    assert "“" in message


def test_two_kinds_of_blanks_are_not_chosen_from(tmp_path: Path) -> None:
    """With a line and an empty bracket in the stem, the mark is taken that the other rows have."""
    rows = [HEAD, ["填空题", "甲____乙（ ）。", None, None, None, "三"], GOOD]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert problems == []
    assert items[0].item.stem == "甲____乙（ ）。"


def test_a_number_that_shows_something_else_than_it_is(tmp_path: Path) -> None:
    """0.125 shown as 13 % is no option that anybody has seen."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append(["单选题", STEM, 0.125, "三年", "五年", "A"])
    sheet["C2"].number_format = "0%"
    path = tmp_path / "t.xlsx"
    book.save(path)
    items, problems = read(path)
    assert (items, [problem.code for problem in problems]) == ([], ["table-cell-odd"])


def test_an_item_spread_over_merged_rows(tmp_path: Path) -> None:
    """A stem merged over several rows is one item in a form nobody can be sure of."""
    book = Workbook()
    sheet = book.active
    for row in (["题干", "题型", "选项", "答案"], [STEM, "单选题", "A.一年", "B"], [None, None, "B.三年", None]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    path = tmp_path / "t.xlsx"
    book.save(path)
    items, problems = read(path)
    assert items == []
    assert [problem.code for problem in problems] == ["table-options-missing", "table-cell-merged"]


def test_several_answers_that_are_one_are_told(tmp_path: Path) -> None:
    """An item that may have several answers and has one is read, with a warning."""
    rows = [
        HEAD,
        ["单选题", "记录应当保存几年？（B）", "一年", "三年", "五年", "B"],
        ["多选题", STEM, "一年", "三年", "五年", "B"],
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert len(items) == 2
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("table-answer-single", "warning"),
    ]


def test_words_of_an_option_that_look_like_letters(tmp_path: Path) -> None:
    """Where answers are the words of options, a word that is also a letter is not chosen for either."""
    rows = [
        HEAD,
        ["单选题", STEM, "一年", "三年", "五年", "三年"],
        ["单选题", "哪一级最高？", "B", "A", "C", "A"],
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [key(each) for each in items] == [["三年"]]
    assert [problem.code for problem in problems] == ["table-answer-two-ways"]


@pytest.mark.parametrize("cell", ["A.一年|C.三年|B.五年", "A、一年 B、三年 B、五年", "一年"])
def test_options_of_one_cell_that_may_be_parted_otherwise(tmp_path: Path, cell: str) -> None:
    """Letters in another order, a letter twice, nothing that parts: no option is made of it."""
    items, problems = read(
        workbook(tmp_path / "t.xlsx", [["题型", "题干", "选项", "答案"], ["单选题", STEM, cell, "A"]])
    )
    assert items == []
    assert problems[0].code in {"table-options-two-ways", "table-options-not-parted"}


def test_marks_and_letters_that_disagree(tmp_path: Path) -> None:
    """Where a row marks options by 1 and 0 and names letters as well, both must say the same."""
    head = ["题型", "题干", "选项1", "选项1是否正确", "选项2", "选项2是否正确", "答案"]
    rows = [head, ["单选题", STEM, "一年", 0, "三年", 1, "B"], ["单选题", STEM, "一年", 1, "三年", 0, "B"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [key(each) for each in items] == [["三年"]]
    assert [problem.code for problem in problems] == ["table-answers-differ"]


def test_answers_in_several_columns_are_all_read(tmp_path: Path) -> None:
    """答案1 and 答案2 together are the key of a choice."""
    head = ["题型", "题干", "选项A", "选项B", "选项C", "答案1", "答案2"]
    rows = [
        head,
        ["多选题", STEM, "一年", "三年", "五年", "A", "C"],
        ["单选题", STEM, "一年", "三年", "五年", "A", "C"],
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [key(each) for each in items] == [["一年", "五年"]]
    assert [problem.code for problem in problems] == ["table-answers-many"]


def test_a_missing_column_of_options_moves_no_letter(tmp_path: Path) -> None:
    """Without 选项 B, the answer C is still 选项 C's, and an unnamed layout with such a gap is refused."""
    head = ["题干（必填）", "题型 （必填）", "选项 A", "选项 C", "选项 D", "正确答案\n（必填）"]
    path = workbook(tmp_path / "t.xlsx", [head, [STEM, "单选题", "一年", "三年", "五年", "C"]])
    items, problems = read(path, "kaoshibao")
    assert (items, [problem.code for problem in problems]) == ([], ["table-option-empty"])
    items, problems = read(path)
    assert (items, [problem.code for problem in problems]) == ([], ["table-options-gap"])


# --- headings -----------------------------------------------------------------------------------------


def test_a_heading_that_is_there_twice(tmp_path: Path) -> None:
    """Of two columns 答案 none is chosen."""
    rows = [["题型", "题干", "答案", "答案"], ["判断题", STEM, "对", "错"]]
    for profile in ("", "generic"):
        items, problems = read(workbook(tmp_path / "t.xlsx", rows), profile)
        assert (items, [problem.code for problem in problems]) == ([], ["table-header-twice"])
        assert "答案" in problems[0].message("zh")


def test_a_named_layout_says_which_headings_are_missing(tmp_path: Path) -> None:
    """The problem names the columns and the row that came nearest."""
    path = workbook(tmp_path / "t.xlsx", [["说明"], ["题干（必填）", "选项 A", "选项 B"], [STEM, "一年", "三年"]])
    items, (problem,) = read(path, "kaoshibao")
    assert (items, problem.code, problem.place) == ([], "table-headers-missing", "Sheet1!2")
    assert "题型 （必填）、正确答案 （必填）" in problem.message("zh")


@pytest.mark.parametrize("profile", ["", "generic", "surveyking"])
def test_a_table_without_headings(tmp_path: Path, profile: str) -> None:
    """Where nothing is a heading, nothing is read."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [["张三", "一班"], ["李四", "二班"]]), profile)
    assert (items, [problem.code for problem in problems]) == ([], ["table-no-headers"])


def test_an_unknown_layout(tmp_path: Path) -> None:
    """The names there are are listed."""
    with pytest.raises(QbankError) as caught:
        read(workbook(tmp_path / "t.xlsx", [HEAD, GOOD]), "nobody")
    assert "kaoshibao" in caught.value.problem.message("zh")
