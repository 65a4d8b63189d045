"""How people write keys, blanks and options in tables, and where in a file their items stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from table_files import key, options, read, read_rows, said, workbook
from table_samples import ESSAY, MANY, MULTIPLE, SINGLE, STEM, TRUE, VERDICT

# --- notations ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer", ["A,B", "A，B", "A、B", "A;B", "A；B", "A B", "AB", "ab", "ＡＢ", "BA", "（AB）", "A和B", "A|B", "A┋B"]
)
def test_letters_in_every_usual_notation(tmp_path: Path, answer: str) -> None:
    """Width, case, order and what stands between letters are notation."""
    rows = [["题型", "题干", "选项A", "选项B", "选项C", "答案"], ["多选题", MANY, "钥匙", "记录", "天气", answer]]
    assert [said(each) for each in read_rows(tmp_path, rows)] == [MULTIPLE]


@pytest.mark.parametrize(
    ("answer", "true"),
    [
        ("对", True), ("错", False), ("正确", True), ("错误", False), ("是", True), ("否", False), ("Yes", True),
        ("No", False), ("T", True), ("F", False), ("true", True), ("FALSE", False), ("√", True), ("×", False),
        ("Ｔ", True), ("同意", True), ("不同意", False), (True, True), (False, False),
    ],
)  # fmt: skip
def test_verdicts_in_every_usual_notation(tmp_path: Path, answer: object, true: bool) -> None:
    """A statement is judged by words, letters of English, signs, or a box that was ticked."""
    (item,) = read_rows(tmp_path, [["题型", "题干", "答案"], ["判断题", TRUE, answer]])
    assert item.item.body.key is true


def test_a_letter_goes_by_what_its_option_says(tmp_path: Path) -> None:
    """With 错误 as the first option, A means false."""
    (item,) = read_rows(tmp_path, [["题型", "题干", "选项A", "选项B", "答案"], ["判断题", TRUE, "错误", "正确", "A"]])
    assert item.item.body.key is False


@pytest.mark.parametrize(
    ("stem", "answer", "accepted"),
    [
        ("每____小时巡查，每____天总结。", "两；七", [["两"], ["七"]]),
        ("每（ ）小时巡查，每（  ）天总结。", "两|七", [["两"], ["七"]]),
        ("每__小时巡查，每______天总结。", "两\n七", [["两"], ["七"]]),
        ("每（　）小时巡查，每（　）天总结。", "两，七", [["两"], ["七"]]),
        ("每____小时巡查一次。", "两、三", [["两、三"]]),
    ],
)
def test_blanks_in_one_cell(tmp_path: Path, stem: str, answer: str, accepted: list[list[str]]) -> None:
    """The answers of one cell are parted so that there are as many as marks in the stem."""
    (item,) = read_rows(tmp_path, [["题型", "题干", "答案"], ["填空题", stem, answer]])
    assert key(item) == accepted
    assert item.item.stem.count("____") == len(accepted)


def test_numbered_points_of_an_answer(tmp_path: Path) -> None:
    """1., 2. at the beginnings of lines are points, with the marks that stand behind them."""
    answer = "1. 当面清点（2分）\n2. 双方签字\n3、逐项登记"
    (item,) = read_rows(tmp_path, [["题型", "题干", "答案"], ["简答题", ESSAY, answer]])
    assert [(point.text, point.marks) for point in item.item.body.key] == [
        ("当面清点", 2.0),
        ("双方签字", 1.0),
        ("逐项登记", 1.0),
    ]


def test_options_may_bear_their_own_letters(tmp_path: Path) -> None:
    """A. 一年, B、三年: where each option bears its own letter, that is no part of it."""
    rows = [["题型", "题干", "选项A", "选项B", "答案"], ["单选题", STEM, "A. 一年", "B、三年", "B"]]
    (item,) = read_rows(tmp_path, rows)
    assert options(item) == ["一年", "三年"]


@pytest.mark.parametrize(
    "cell",
    [
        "A-一年|B-三年|C-五年",
        "A.一年\nB.三年\nC.五年",
        "A、一年 B、三年 C、五年",
        "一年|三年|五年",
        "一年；三年；五年",
        "A．一年<br/>B．三年<br/>C．五年",
    ],
)
def test_options_in_one_cell(tmp_path: Path, cell: str) -> None:
    """Options of one cell are parted by their letters, else by what stands between them."""
    (item,) = read_rows(tmp_path, [["题型", "题干", "选项", "答案"], ["单选题", STEM, cell, "B"]])
    assert (options(item), key(item)) == (["一年", "三年", "五年"], ["三年"])


def test_twenty_options(tmp_path: Path) -> None:
    """The twentieth option of twenty is the right one."""
    letters = "ABCDEFGHIJKLMNOPQRST"
    head = ["题型", "题干", *(f"选项{letter}" for letter in letters), "答案"]
    (item,) = read_rows(tmp_path, [head, ["单选题", STEM, *(f"{n}年" for n in range(1, 21)), "T"]])
    assert key(item) == ["20年"]


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    """What begins with =, +, - or @ and was typed as text stays as it is."""
    book = Workbook()
    sheet = book.active
    for row in (["题型", "题干", "选项A", "选项B", "答案"], ["单选题", "=1+1 等于几？", "+2", "-2", "A"]):
        sheet.append(row)
    sheet["B2"].data_type = "s"
    path = tmp_path / "t.xlsx"
    book.save(path)
    (item,), problems = read(path)
    assert problems == []
    assert (item.item.stem, options(item)) == ("=1+1 等于几？", ["+2", "-2"])


def test_numbers_are_read_as_they_are_seen(tmp_path: Path) -> None:
    """A whole number, a percentage and two decimals are options as a person sees them."""
    book = Workbook()
    sheet = book.active
    sheet.append(["题型", "题干", "选项A", "选项B", "选项C", "答案"])
    sheet.append(["单选题", "合格率应当达到多少？", 95, 0.95, 0.9, "B"])
    sheet["D2"].number_format, sheet["E2"].number_format = "0%", "0.00"
    path = tmp_path / "t.xlsx"
    book.save(path)
    (item,), problems = read(path)
    assert problems == []
    assert (options(item), key(item)) == (["95", "95%", "0.90"], ["95%"])


# --- where things stand -------------------------------------------------------------------------------


def test_headings_below_a_title_and_columns_in_any_order(tmp_path: Path) -> None:
    """Headings are looked for in the first 30 rows; options stand in any order."""
    rows = [
        ["值班制度题库"],
        [],
        *[[f"说明 {n}"] for n in range(20)],
        ["答案", "选项B", "选项A", "题干", "题型"],
        ["B", "三年", "一年", STEM, "单选题"],
    ]
    (item,) = read_rows(tmp_path, rows)
    assert (said(item), options(item), item.place) == (SINGLE, ["一年", "三年"], "Sheet1!24")


def test_headings_over_two_rows(tmp_path: Path) -> None:
    """选项 over A, B, C in merged cells are 选项A, 选项B, 选项C."""
    book = Workbook()
    sheet = book.active
    for row in (
        ["题型", "题干", "选项", None, None, "答案"],
        [None, None, "A", "B", "C", None],
        ["单选题", STEM, "一年", "三年", "五年", "B"],
    ):
        sheet.append(row)
    for merged in ("A1:A2", "B1:B2", "C1:E1", "F1:F2"):
        sheet.merge_cells(merged)
    path = tmp_path / "t.xlsx"
    book.save(path)
    (item,), problems = read(path)
    assert problems == []
    assert said(item) == SINGLE


def test_a_chapter_merged_over_rows_holds_for_all_of_them(tmp_path: Path) -> None:
    """What is said once for several rows is said of each."""
    book = Workbook()
    sheet = book.active
    for row in (
        ["章节", "题型", "题干", "答案"],
        ["第一章", "判断题", TRUE, "对"],
        [None, "判断题", "交班时无须签字。", "错"],
        ["第二章", "判断题", "值班记录应当存档。", "对"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    path = tmp_path / "t.xlsx"
    book.save(path)
    items, problems = read(path)
    assert problems == []
    assert [each.item.chapter for each in items] == ["第一章", "第一章", "第二章"]


def test_all_sheets_with_headings_are_read(tmp_path: Path) -> None:
    """Each sheet of items has headings of its own; another one is told as not read."""
    head = ["题型", "题干", "答案"]
    sheets = {
        "甲": [head, ["判断题", TRUE, "对"]],
        "乙": [head, ["判断题", "交班时无须签字。", "错"]],
        "名单": [["张三", "一班"], ["李四", "二班"]],
    }
    items, problems = read(workbook(tmp_path / "t.xlsx", sheets))
    assert [each.place for each in items] == ["甲!2", "乙!2"]
    assert [(problem.code, problem.place, problem.severity) for problem in problems] == [
        ("table-sheet-not-read", "名单", "warning")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_plain_text_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Text parted by commas, tabs or semicolons, with or without a byte order mark, in UTF-8, UTF-16 or GB18030."""
    rows = [
        ["题型", "题干", "选项A", "选项B", "答案"],
        ["单选题", STEM, "一年", '"三\n年"', "B"],
        ["判断题", "=1+1 等于 2。", "正确", "错误", "A"],
    ]
    path = tmp_path / "t.csv"
    path.write_text("\r\n".join(delimiter.join(row) for row in rows), encoding=encoding, newline="")
    items, problems = read(path)
    assert problems == []
    assert [each.item.stem for each in items] == [STEM, "=1+1 等于 2。"]
    assert key(items[0]) == ["三\n年"]
    assert [each.place for each in items] == ["2", "4"]


def test_a_workbook_with_macros_is_read_and_nothing_runs(tmp_path: Path) -> None:
    """An .xlsm file is a table like any other, and is told to have macros."""
    import zipfile

    path = workbook(tmp_path / "t.xlsm", [["题型", "题干", "答案"], ["判断题", TRUE, "对"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 not run")
    items, problems = read(path)
    assert [said(each) for each in items] == [VERDICT]
    assert [each.code for each in problems] == ["table-macros-not-run"]


@pytest.mark.parametrize("between", ["##", "###", "#####", "|", "；"])
def test_a_row_of_signs_parts_blanks_once(tmp_path: Path, between: str) -> None:
    """However many of it stand there, none of them is of an answer."""
    rows = [["题型", "题干", "答案"], ["填空题", "甲库____天查一次，每次____人。", f"三{between}两"]]
    (item,) = read_rows(tmp_path, rows)
    assert item.item.body.to_dict()["key"] == [["三"], ["两"]]
