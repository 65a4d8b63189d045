"""Sheets as people keep them: headings again, sections, titles, columns that contradict, rows that are no items."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from table_files import key, options, read, read_rows, workbook

from qbank.errors import Problem
from qbank.formats.tables._cells import number_cell
from qbank.formats.tables._stems import find_statement
from qbank.formats.tables._words import kind_of_title

HEAD = ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案"]
ITEM = ["单选题", "甲由谁办理？", "一科", "二科", "三科", "四科", "B"]
ONE_CELL = ["题干", "答案"]


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    """Return severity and code of problems."""
    return [(problem.severity, problem.code) for problem in problems]


def edited(path: Path, change: Callable[[Any], object]) -> Path:
    """Return a workbook after a change to its first sheet."""
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


# --- headings that come again -------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(order=st.sampled_from(list(permutations(range(7)))))
def test_rows_below_further_headings_are_read_by_these(tmp_path_factory: Any, order: tuple[int, ...]) -> None:
    """Whatever the order of the columns further down, the item is the same."""
    below = [
        [row[at] for at in order] for row in (HEAD, ["单选题", "乙由谁办理？", "五科", "六科", "七科", "八科", "A"])
    ]
    items = read_rows(tmp_path_factory.mktemp("t"), [HEAD, ITEM, *below])
    assert [(key(item), options(item)[0]) for item in items] == [(["二科"], "一科"), (["五科"], "五科")]


def test_blocks_each_with_a_title_and_headings(tmp_path: Path) -> None:
    """One sheet, two tables below each other, of different columns."""
    rows = [
        ["一、多选题"], HEAD[1:], ["甲由谁办理？", "一科", "二科", "三科", "四科", "AB"], [],
        ["二、判断题"], ["题干", "答案", "解析"], ["乙由丙科办理。", "错", "由丁科办理。"],
    ]  # fmt: skip
    first, second = read_rows(tmp_path, rows)
    assert (first.item.type, key(first)) == ("multiple_choice", ["一科", "二科"])
    assert (second.item.type, key(second), second.item.rationale) == ("true_false", ["错误"], "由丁科办理。")


def test_headings_that_cannot_be_followed_refuse_what_is_below(tmp_path: Path) -> None:
    """Two columns of one name, or a gap in the letters: nothing below is read."""
    again = ["题型", "题干", "选项A", "选项C", "答案"]
    path = workbook(tmp_path / "t.xlsx", [HEAD, ITEM, again, ["单选题", "乙由谁办理？", "五科", "六科", "A"]])
    items, problems = read(path)
    assert len(items) == 1
    assert told(problems) == [("error", "table-headings-again")]


@pytest.mark.parametrize("again", [["题干", "", "答案"], ["题目", "答案", "解析"], ["题干", "A", "B", "答案"]])
def test_short_headings_further_down_are_no_item(tmp_path: Path, again: list[str]) -> None:
    """题干 asks for nothing, and what stands above other headings is not lost."""
    below = [
        {"题干": "丙由谁办理？", "题目": "丙由谁办理？", "A": "甲科", "B": "乙科"}.get(
            name, ("A" if "A" in again else "甲科") if name == "答案" else ""
        )
        for name in again
    ]
    rows = [ONE_CELL, ["甲由乙科办理。", "错"], [], again, below]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert told(problems) == [("warning", "table-types-by-words")]
    assert [item.item.stem for item in items] == ["甲由乙科办理。", "丙由谁办理？"]
    assert key(items[1]) == ["甲科"]


def test_a_row_that_says_what_must_be_filled_is_no_item(tmp_path: Path) -> None:
    """必填 and 选填 below the headings."""
    assert len(read_rows(tmp_path, [HEAD, ["必填", "必填", *["（选填）"] * 4, "必填项"], ITEM])) == 1


def test_a_passage_of_several_parts_may_be_merged(tmp_path: Path) -> None:
    """大题题干 over two rows is the passage of both."""
    rows = [
        ["大题题干", "小题题干", "选项A", "选项B", "答案"],
        ["某日某泵站报险。", "由谁报告？", "甲", "乙", "B"],
        ["", "由谁受理？", "甲", "乙", "A"],
    ]
    path = edited(workbook(tmp_path / "t.xlsx", rows), lambda sheet: sheet.merge_cells("A2:A3"))
    items, problems = read(path)
    assert [item.stimulus for item in items] == ["某日某泵站报险。"] * 2
    assert not problems


def test_a_sign_in_one_row_decides_nothing_in_another(tmp_path: Path) -> None:
    """一|二 may be two ways to write an answer; what 3;5 is, nobody has said."""
    rows = [["题型", "题干", "答案"], ["填空题", "甲____。", "一|二"], ["填空题", "乙____。", "3;5"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert key(items[0]) == [["一", "二"]]
    assert told(problems) == [("error", "table-answer-doubtful")]


# --- types by titles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("单选30题", "single"), ("多选20题", "multiple"), ("判断（10）", "verdict"), ("填空题(共5题)", "blanks"),
        ("二、简答题", "essay"), ("安全知识判断题", "verdict"), ("判断题库", "verdict"), ("单选题及多选题", ""),
        ("判断依据", ""), ("风险匹配表", ""), ("Sheet1", ""), ("选择题", ""),
    ],
)  # fmt: skip
def test_titles_that_say_a_type(title: str, kind: str) -> None:
    """A number of items beside a type does not hide it; two types are none."""
    assert kind_of_title(title) == kind


def test_sheets_give_their_type_to_their_rows(tmp_path: Path) -> None:
    """A multiple choice with one right answer is one by its sheet only."""
    sheets = {"单选30题": [HEAD[1:], ITEM[1:]], "多选20题": [HEAD[1:], ["乙由谁办理？", *ITEM[2:]]]}
    items, problems = read(workbook(tmp_path / "t.xlsx", sheets))
    assert [item.item.type for item in items] == ["single_choice", "multiple_choice"]
    assert told(problems) == [("warning", "table-answer-single")]


def test_sections_of_difficulty_and_chapter(tmp_path: Path) -> None:
    """难度：难 and 第一章 are no items and not lost."""
    stems = iter("甲乙丙丁戊")

    def item(level: str = "") -> list[str]:
        return ["单选题", f"{next(stems)}由谁办理？", *ITEM[2:], level]

    rows = [
        [*HEAD, "难度"], ["第一章 总则"], ["一、容易题（共2题）"], item(), item("中"), ["难度：难"], item(),
        ["二、多选题（难度：易）"], item(), ["第二章 附则"], item(),
    ]  # fmt: skip
    items = read_rows(tmp_path, rows)
    assert [each.item.difficulty for each in items] == ["easy", "medium", "hard", "easy", "medium"]
    assert [each.item.chapter for each in items] == ["第一章 总则"] * 4 + ["第二章 附则"]


# --- the key said twice -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["题干", "答案", "判断"], ["甲由乙办理。", "√", "错"]),
        (["题干", "答案", "是否正确"], ["甲由乙办理。", "√", "否"]),
        (["题干", "正确", "错误", "答案"], ["甲由乙办理。", "√", "", "错"]),
        (["题干", "正确", "错误", "答案"], ["甲由乙办理。", "", "√", "对"]),
        (["题干", "选项A", "选项B", "答案", "标准答案"], ["甲由谁办理？", "乙", "丙", "A", "B"]),
    ],
)
def test_columns_that_contradict_the_answer(tmp_path: Path, headings: list[str], row: list[str]) -> None:
    """A tick in one column and 错 in another: the item is refused."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [headings, row]))
    assert not items
    assert ("error", "table-verdicts-differ") in told(problems)


def test_columns_that_say_the_same_are_no_contradiction(tmp_path: Path) -> None:
    """正确 ticked, 答案 对."""
    items, problems = read(
        workbook(tmp_path / "t.xlsx", [["题干", "正确", "错误", "答案"], ["甲办理乙。", "√", "", "对"]])
    )
    assert len(items) == 1
    assert told(problems) == [("warning", "table-types-by-words"), ("warning", "table-columns-not-read")]


def test_options_in_two_places(tmp_path: Path) -> None:
    """A column 选项 beside those of A, B, C: the same is read, anything else refused."""
    rows = [["题干", "选项", "A", "B", "C", "答案"], ["甲由谁办理？", "A.一 B.二 C.三", "一", "二", "三", "B"]]
    assert options(read_rows(tmp_path, rows)[0]) == ["一", "二", "三"]
    for cell in ("A.四 B.五 C.六", "单选", "A.一 B.二"):
        rows[1][1] = cell
        items, problems = read(workbook(tmp_path / "t.xlsx", rows))
        assert (items, told(problems)) == ([], [("error", "table-options-two-places")])


# --- places for answers -------------------------------------------------------------------------------


@given(before=st.sampled_from(["", "（ ）", "(　)", "____ "]), after=st.sampled_from(["", "（）", " ( )", "＿＿＿"]))
def test_a_place_at_the_edge_of_a_statement_is_for_its_verdict(before: str, after: str) -> None:
    """It is no blank; one within the statement is."""
    assert find_statement(f"{before}甲应当乙{after}。") == "甲应当乙。"
    assert find_statement(f"{before}甲应当乙。{after}") == "甲应当乙。"
    assert find_statement(f"{before}甲（ ）乙。{after}") == "甲____乙。"
    assert find_statement("调用 run()") == "调用 run()"


def test_untyped_rows_with_a_place_for_the_answer(tmp_path: Path) -> None:
    """A statement with a bracket at its edge is judged; a bracket whose answer is a word is a blank."""
    rows = [ONE_CELL, ["甲应当乙。（ ）", "对"], ["（ ）丙应当丁。", "×"], ["戊由（ ）办理。", "乙科"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert told(problems) == [("warning", "table-types-by-words")]
    assert [item.item.type for item in items] == ["true_false", "true_false", "fill_blank"]
    assert [item.item.stem for item in items] == ["甲应当乙。", "丙应当丁。", "戊由____办理。"]


@pytest.mark.parametrize("between", ["\n", " ", "", "；"])
@pytest.mark.parametrize("letters", ["ABC", "abc"])
def test_options_in_the_cell_of_the_stem(tmp_path: Path, between: str, letters: str) -> None:
    """With line ends or without them, in small letters too."""
    cell = f"由谁办理（ ）{between}" + between.join(
        f"{sign}.{text}" for sign, text in zip(letters, ["一科", "二科", "三科"], strict=True)
    )
    single, several = read_rows(tmp_path, [ONE_CELL, [cell, "B"], [f"乙{cell}", "AC"]])
    assert options(single) == options(several) == ["一科", "二科", "三科"]
    assert (single.item.type, key(single), single.item.stem) == ("single_choice", ["二科"], "由谁办理____")
    assert (several.item.type, key(several)) == ("multiple_choice", ["一科", "三科"])


def test_letters_in_the_stem_of_a_written_answer_stay(tmp_path: Path) -> None:
    """Only an answer by letters asks for options."""
    rows = [["题型", "题干", "答案"], ["简答题", "比较两法：A.甲法 B.乙法", "甲法较快。"]]
    assert read_rows(tmp_path, rows)[0].item.stem == "比较两法：A.甲法 B.乙法"


# --- cells that say nothing, or another cell's ---------------------------------------------------------


@pytest.mark.parametrize("nothing", ["/", "—", "-", "——"])
def test_strokes_in_the_place_of_options_are_none(tmp_path: Path, nothing: str) -> None:
    """They are told; between options one is missing; a key that names one is beyond the options."""
    rows = [HEAD, [*ITEM[:5], nothing, "B"], ["填空题", "戊由____办理。", *[nothing] * 4, "己科"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert options(items[0]) == ["一科", "二科", "三科"]
    assert key(items[1]) == [["己科"]]
    assert told(problems) == [("warning", "table-option-placeholder")]
    for row, code in (
        ([*ITEM[:5], nothing, "D"], "table-answer-beyond"),
        ([*ITEM[:4], nothing, "四", "B"], "table-option-empty"),
    ):
        _, problems = read(workbook(tmp_path / "t.xlsx", [HEAD, row]))
        assert told(problems) == [("error", code)]


def test_options_that_are_signs_stay(tmp_path: Path) -> None:
    """+ and - are what is asked for; 无 once is an answer."""
    rows = [
        HEAD,
        ["单选题", "负号是哪个？", "+", "×", "÷", "-", "D"],
        ["单选题", "有何后果？", "罚款", "警告", "记过", "无", "D"],
    ]
    signs, nothing = read_rows(tmp_path, rows)
    assert (key(signs), key(nothing)) == (["-"], ["无"])


def test_ditto_is_what_the_row_above_says(tmp_path: Path) -> None:
    """For type, chapter and level; never for stem, options or answer."""
    head = ["题型", "章节", "难度", *HEAD[1:]]
    rows = [head, ["单选题", "一章", "难", *ITEM[1:]], ["同上", "〃", "同上", "乙由谁办理？", *ITEM[2:]]]
    second = read_rows(tmp_path, rows)[1].item
    assert (second.type, second.chapter, second.difficulty) == ("single_choice", "一章", "hard")
    for at in (3, 4, 8):
        row = [*rows[2][:at], "同上", *rows[2][at + 1 :]]
        _, problems = read(workbook(tmp_path / "t.xlsx", [*rows[:2], row]))
        assert told(problems) == [("error", "table-cell-ditto")]


def test_rows_of_examples_are_told_and_not_read(tmp_path: Path) -> None:
    """示例 in a cell of its own or before the stem; a stem about examples is an item."""
    stems = ["示例：甲由谁办理？", "（样例）乙由谁办理？", "示例文件由谁保管？"]
    rows = [HEAD, *(["单选题", stem, *ITEM[2:]] for stem in stems), ["例题", *ITEM[1:]]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [item.item.stem for item in items] == ["示例文件由谁保管？"]
    assert [(each.code, each.values["rows"]) for each in problems] == [("table-example-rows", "2–3、5")]


# --- around the cells ---------------------------------------------------------------------------------


def test_comments_on_cells_are_told(tmp_path: Path) -> None:
    """应为C on a key is worth a look; one on a heading is not."""

    def comment(sheet: Any) -> None:
        sheet["G2"].comment, sheet["A1"].comment = Comment("应为C", "甲"), Comment("必填", "甲")

    items, problems = read(edited(workbook(tmp_path / "t.xlsx", [HEAD, ITEM]), comment))
    assert len(items) == 1
    assert [(each.code, each.values["cells"]) for each in problems] == [("table-comments-not-read", "G2")]


def test_codes_in_the_column_of_numbers_are_ids(tmp_path: Path) -> None:
    """T001 is kept; a running number is none, nor are codes that come twice."""
    rows = [["编号", *HEAD], ["T001", *ITEM], ["T002", "单选题", "乙由谁办理？", *ITEM[2:]]]
    assert [item.item.id for item in read_rows(tmp_path, rows)] == ["T001", "T002"]
    rows[2][0] = "T001"
    assert [item.item.id for item in read_rows(tmp_path, rows)] == ["", ""]


def test_a_passage_merged_over_some_rows_and_not_the_next(tmp_path: Path) -> None:
    """Whether the next row shares it nobody can tell: it is told."""
    rows = [
        ["材料", *HEAD],
        ["某日某泵站报险。", *ITEM],
        *(["", "单选题", f"{each}由谁办理？", *ITEM[2:]] for each in "乙丙"),
    ]
    path = edited(workbook(tmp_path / "t.xlsx", rows), lambda sheet: sheet.merge_cells("A2:A3"))
    items, problems = read(path)
    assert [bool(item.stimulus) for item in items] == [True, True, False]
    assert [(each.code, each.values["rows"]) for each in problems] == [("table-rows-without-passage", "4")]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (5, "0_);(0)", "5"), (-5, "0_);(0)", None), (-5, "0;-0", "-5"), (-1200, "#,##0;(#,##0)", None), (-5, "0", "-5"),
        (0, '0;-0;"零"', None), (30, '0"天"', "30天"), (30, 'G/通用格式"天"', "30天"), (12.5, "¥#,##0.00", "¥12.50"),
        (1.5, '0"天"', None), (7, "000", None), (0.125, "0.00%", "12.50%"), (0.125, "0%", None),
    ],
)  # fmt: skip
def test_a_number_is_what_its_cell_shows(value: float, code: str, shown: str | None) -> None:
    """(5) is what minus five is shown as: nobody can tell which is meant."""
    cell = number_cell(value, code)
    assert (cell.kind, cell.text) == ("number", shown) if shown else cell.kind == "odd"


# --- rows that are not whole --------------------------------------------------------------------------


@pytest.mark.parametrize("piece", [{1: "办理此事？"}, {2: "五科"}, {6: "C"}])
def test_an_item_that_goes_on_in_the_row_below_is_refused(tmp_path: Path, piece: dict[int, str]) -> None:
    """Half a stem is no item, even where only the good ones are wanted; the next row is read."""
    more = [piece.get(at, "") for at in range(7)]
    path = workbook(tmp_path / "t.xlsx", [HEAD, ITEM, more, ["单选题", "乙由谁办理？", *ITEM[2:]]])
    items, problems = read(path)
    assert [item.item.stem for item in items] == ["乙由谁办理？"]
    assert "table-row-goes-on" in {problem.code for problem in problems}


@pytest.mark.parametrize("cells", [["一科 B.二科", "三科", "四科"], ["一科", "二科；C、三科", "四科"]])
def test_an_option_that_holds_the_next_one_is_refused(tmp_path: Path, cells: list[str]) -> None:
    """The letters of all behind it would be others."""
    _, problems = read(workbook(tmp_path / "t.xlsx", [HEAD, ["单选题", "甲由谁办理？", *cells, "", "B"]]))
    assert told(problems) == [("error", "table-option-two")]


def test_a_number_of_options_that_is_not_theirs_is_told(tmp_path: Path) -> None:
    """选项数 4 and three options: one may be lost."""
    head = ["题型", "题干", "选项", "选项数", "答案"]
    rows = [
        ["单选题", f"{each}由谁办理？", "A.一科;B.二科;C.三科", count, "B"] for each, count in (("甲", 3), ("乙", 4))
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", [head, *rows]))
    assert len(items) == 2
    assert [(each.code, each.place) for each in problems] == [("table-count-differs", "Sheet1!3")]


def test_cells_below_no_heading_are_told(tmp_path: Path) -> None:
    """A remark in the next column is not read, and that is said."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [HEAD, [*ITEM, "应为C"]]))
    assert len(items) == 1
    assert told(problems) == [("warning", "table-cells-unheaded")]


def test_a_line_of_text_with_more_cells_than_headings_is_refused(tmp_path: Path) -> None:
    """多选题,…,A,B without quotes is no item with the key A; a cell of Excel's that says ="01" is 01."""
    path = tmp_path / "t.csv"
    path.write_text(
        '题型,题干,选项A,选项B,答案\n多选题,甲由谁办理？,一科,二科,A,B\n单选题,编号是多少？,="01",="02",B\n',
        encoding="utf-8",
    )
    items, problems = read(path)
    assert [options(item) for item in items] == [["01", "02"]]
    assert told(problems) == [("error", "table-cells-beyond")]


@pytest.mark.parametrize(
    "answer",
    [
        "①六十日；②三年",
        "①六十日②三年",
        "1.六十日 2.三年",
        "(1)六十日(2)三年",
        "1、六十日；2、三年",
        "六十日；三年",
        "六十日|三年",
    ],
)
def test_answers_of_blanks_that_are_counted(tmp_path: Path, answer: str) -> None:
    """Their numbers are no part of them."""
    rows = [["题型", "题干", "答案"], ["填空题", "保存____，总结____。", answer]]
    assert key(read_rows(tmp_path, rows)[0]) == [["六十日"], ["三年"]]


@pytest.mark.parametrize("answer", ["答案：AC", "正确答案为A、C", "\u200bAC", "AC\u00a0"])
def test_letters_with_a_label_or_signs_nobody_sees(tmp_path: Path, answer: str) -> None:
    """What stands around the letters says nothing."""
    assert key(read_rows(tmp_path, [HEAD, ["多选题", *ITEM[1:6], answer]])[0]) == ["一科", "三科"]
