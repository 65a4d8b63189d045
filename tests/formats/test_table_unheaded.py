"""Tables without headings: 小包搜题 and the forms of 网络大学, told by what stands in their columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from table_files import key, options, read, said, workbook

from qbank.errors import QbankError
from qbank.formats._contract import FORMATS, Settings
from qbank.formats.tables.profile import load, parsed

XIAOBAO = [
    ["险情应当在（ ）内报告。", "A", "30分钟", "2小时", "1日"],
    ["应当登记（ ）。", "AB", "姓名", "事由", "爱好", "生日"],
    ["值班期间可以饮酒。", "B", "正确", "错误"],
]
WANGDA = [
    ["单选题", "险情应当在（ ）内报告。", "A-30分钟|B-2小时|C-1日", "A"],
    ["多选题", "应当登记（ ）。", "A-姓名|B-事由|C-爱好", "A,B"],
    ["判断题", "值班期间可以饮酒。", "A-正确|B-错误", "B"],
    ["填空题", "应当在____内报告。", "", "30分钟"],
    ["简答题", "有哪些措施？", "", "加强领导"],
]
SAID = [
    ("single_choice", "险情应当在____内报告。", ["30分钟"]),
    ("multiple_choice", "应当登记____。", ["姓名", "事由"]),
    ("true_false", "值班期间可以饮酒。", ["错误"]),
    ("fill_blank", "应当在____内报告。", [["30分钟"]]),
    ("short_answer", "有哪些措施？", ["加强领导"]),
]


def codes(problems: list) -> list[tuple[str, str]]:
    """Return what was told, and how grave it is."""
    return [(problem.code, problem.severity) for problem in problems]


def test_stem_letters_options(tmp_path: Path) -> None:
    """小包搜题: every row is an item, the first one too, and what was read as what is told."""
    items, problems = read(workbook(tmp_path / "t.xlsx", XIAOBAO))
    assert [said(each) for each in items] == SAID[:3]
    assert [each.place for each in items] == ["Sheet1!1", "Sheet1!2", "Sheet1!3"]
    assert options(items[1]) == ["姓名", "事由", "爱好", "生日"]
    assert codes(problems) == [("table-unheaded", "warning")]
    for words in ("小包搜题", "题干 A", "答案 B", "选项 C"):
        assert words in problems[0].message("zh")
    assert "headings" in problems[0].message("en")


@pytest.mark.parametrize("before", [0, 4, 5])
def test_the_three_forms_of_type_stem_options_answer(tmp_path: Path, before: int) -> None:
    """From column A, from E, from F; what stands before them is no part of an item."""
    rows = [[f"附{n}" for n in range(before)] + row for row in WANGDA]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [said(each) for each in items] == SAID
    expected = [("table-unheaded", "warning"), *([("table-columns-not-read", "warning")] if before else [])]
    assert codes(problems) == expected
    assert {problem.place for problem in problems} == {"Sheet1"}
    assert f"题型 {'ABCDEF'[before]}" in problems[0].message("zh")


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_plain_text_without_headings(tmp_path: Path, delimiter: str) -> None:
    """Where no heading tells what parts the cells, the sign does that parts every row."""
    path = tmp_path / "t.csv"
    path.write_text("\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in WANGDA), encoding="utf-8")
    assert [said(each) for each in read(path)[0]] == SAID


def test_options_that_are_letters_leave_two_ways(tmp_path: Path) -> None:
    """Where the answer may stand in the second or in the last column, nothing is guessed; a profile settles it."""
    rows = [
        ["血型中万能供血者是哪一组？", "B", "甲类、乙类", "A", "C"],
        ["哪类火灾不能用水扑救？", "C", "乙类、丙类", "B", "A"],
    ]
    path = workbook(tmp_path / "t.xlsx", rows)
    items, problems = read(path)
    assert (items, codes(problems)) == ([], [("table-unheaded-two-ways", "error")])
    assert "答案 B" in problems[0].message("zh") and "答案 E" in problems[0].message("zh")
    assert [key(each) for each in read(path, "xiaobao")[0]] == [["A"], ["A"]]


def test_types_in_two_columns_leave_two_ways(tmp_path: Path) -> None:
    """A row that is an item from column E and from column F is neither."""
    rows = [["", "", "", "", "简答题", "问答题", "有哪些措施？", "加强领导", "落实经费"]] * 2
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert (items, codes(problems)) == ([], [("table-unheaded-two-ways", "error")])


def test_sheets_that_are_different_layouts_are_refused(tmp_path: Path) -> None:
    """One file, one layout: which is meant nobody says."""
    items, problems = read(workbook(tmp_path / "t.xlsx", {"甲": XIAOBAO, "乙": WANGDA}))
    assert (items, codes(problems)) == ([], [("table-unheaded-two-ways", "error")])


@pytest.mark.parametrize(
    "rows",
    [
        [["险情", "突发的危险情况", "见第三条"], ["汛期", "江河涨水的时期", "见第五条"]],
        [["张三", "A", "办公室"], ["李四", "B", "泵站"]],
        [["有哪些措施？", "加强领导"], ["何时交班？", "每日八时"]],
    ],
)
def test_other_tables_without_headings_are_refused_as_before(tmp_path: Path, rows: list[list[str]]) -> None:
    """Words and their meanings, people and their grades, questions and answers: no options, no item."""
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert (items, codes(problems)) == ([], [("table-no-headers", "error")])


def test_a_row_that_does_not_fit_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    """A letter beyond the options, a written answer: bad rows among many good ones."""
    rows = [*XIAOBAO * 4, ["谁？", "E", "甲", "乙"], ["有哪些措施？", "加强领导"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert len(items) == 12
    faults = [(problem.code, problem.place) for problem in problems if problem.severity == "error"]
    assert faults == [("table-answer-beyond", "Sheet1!13"), ("table-type-missing", "Sheet1!14")]


def test_a_named_layout_tells_every_row_that_does_not_fit(tmp_path: Path) -> None:
    """Who names a layout is told what is wrong with its rows, not that there are no headings."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [["谁？", "Z", "甲", "乙"]]), "xiaobao")
    assert (items, codes(problems)) == ([], [("table-answer-beyond", "error")])


def test_a_file_with_headings_is_read_by_them(tmp_path: Path) -> None:
    """Headings always tell more than places."""
    rows = [["题目", "答案", "选项A", "选项B", "选项C"], *(row[:5] for row in XIAOBAO[:1])]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert (len(items), problems) == (1, [])


@pytest.mark.parametrize("profile", ["xiaobao", "wangda"])
def test_a_receivers_file_cannot_be_filled(profile: str, tmp_path: Path) -> None:
    """Nothing in it says where its rows are."""
    settings = Settings(profile=profile, template=workbook(tmp_path / "t.xlsx", WANGDA))
    with pytest.raises(QbankError, match=r"headings"):
        list(FORMATS.get("xlsx").read(tmp_path / "t.xlsx", settings))


HEAD = """standing = "unverified"
title = {zh = "甲", en = "a"}
source = {zh = "甲", en = "a"}
words = {single = ["单选题"]}
"""


def _sheet(*columns: str) -> str:
    tables = "".join(f"[[sheets.columns]]\n{each}\n" for each in columns)
    return f'{HEAD}[[sheets]]\nname = "S"\nheader_row = 0\n{tables}'


def test_a_layout_of_ones_own_without_headings(tmp_path: Path) -> None:
    """Letters from A on, in other forms as many places as columns; anything else is refused by name."""
    stem, answer = 'header = "A"\nfield = "stem"\nneeded = true', 'header = "B"\nfield = "answer"'
    option = 'headers = ["C", "D"]\nfield = "option"'
    own = tmp_path / "own.toml"
    own.write_text(_sheet(stem, answer, option), encoding="utf-8")
    assert load(str(own)).is_unheaded
    items, problems = read(workbook(tmp_path / "t.xlsx", [["谁？", "B", "甲", "乙"]]), str(own))
    assert ([key(each) for each in items], problems) == ([["乙"]], [])
    for wrong in (
        _sheet(stem, answer, 'headers = ["D", "E"]\nfield = "option"'),
        _sheet(stem + '\nalso = ["甲"]', answer, option),
        _sheet(stem + '\nalso = ["B"]', answer + '\nalso = ["B"]', option),
        _sheet(stem + '\nalso = ["E", "F"]', answer + '\nalso = ["F"]', option),
        _sheet(stem + "\noptional = true", answer, option),
        _sheet(stem, answer + "\nwritten = false", option),
        _sheet(stem + '\nenglish = "Stem"', answer, option),
        _sheet(stem, answer, option) + '[[sheets]]\nname = "T"\n[[sheets.columns]]\nheader = "题干"\nfield = "stem"\n'
        '[[sheets.columns]]\nheader = "答案"\nfield = "answer"\n',
    ):
        with pytest.raises(QbankError) as caught:
            parsed(wrong, "own")
        assert caught.value.problem.code == "profile-value-wrong"
