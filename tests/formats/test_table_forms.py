"""Forms of receivers with examples, notes and sums, and tables of editors with rows and columns that are no items."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from table_files import key, read, said, workbook

import qbank.formats  # noqa: F401 - registers the formats
import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats.overview import full_example
from qbank.formats.reading_back import Expected
from qbank.formats.tables import format as xlsx
from qbank.formats.tables._aside import ends_examples, is_sum, starts_at
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._sections import section_of
from qbank.model.portable import Portable
from qbank.types._contract import TYPES

STEM = "柳湾泵站的值班记录应当保存多少年？"
HEADS = ["*题型", "*题干", "选项A", "选项B", "选项C", "选项D", "选项E", "*答案", "解析", "难度", "所属题库"]
EXAMPLES: list[list[Any]] = [
    ["单选", "（示例）首都是？", "上海", "北京", "广州", "深圳", None, "B", "北京", "简单", "公共"],
    ["多选", "（示例）直辖市？", "北京", "上海", "杭州", "重庆", None, "A,B,D", None, "一般", "公共"],
    ["判断", "（示例）地球是圆的。", None, None, None, None, None, "对", None, "简单", "公共"],
    ["填空", "（示例）有()个省，()个区。", None, None, None, None, None, "23|5", None, "困难", "公共"],
    ["问答", "（示例）简述。", None, None, None, None, None, "略", None, "困难", "公共"],
]
END = "——以上为示例，请从下一行开始填写——"


def form(path: Path, below: list[list[Any]], notes: list[str] | None = None) -> Path:
    """Write a form: a title, notes, headings, and what stands below them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "导入模板"
    for row in (["试题导入模板"], notes or ["说明"], HEADS, *below):
        sheet.append(row)
    words = book.create_sheet("字典")
    for row in (["题型", "难度"], ["单选", "简单"], ["多选", "一般"]):
        words.append(row)
    book.save(path)
    return path


def filled(folder: Path, file: Path, profile: str = "", times: int = 1) -> tuple[Any, list[Portable]]:
    """Return the sheet that was filled with an example of each type, and the items; the file reads back the same."""
    settings = Settings(profile=profile, template=file)
    examples = [full_example(name) for name in TYPES.names()] * times
    kept = [each for each in (xlsx.hold(each, settings) for each in examples) if isinstance(each, Portable)]
    expected, stream, path = Expected(), BytesIO(), folder / "filled.xlsx"
    xlsx.write(expected.watch(iter(kept)), stream, settings)
    path.write_bytes(stream.getvalue())
    expected.compare(FORMATS.get("xlsx"), path, settings)
    return load_workbook(path)["导入模板"], kept


def rows_of(sheet: Any) -> dict[str, tuple[Any, ...]]:
    """Return by the word for its type the last row of each type."""
    return {row[0]: row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]}


# --- filling ------------------------------------------------------------------------------------------


def test_examples_teach_how_a_form_is_filled(tmp_path: Path) -> None:
    """Without a profile the words and signs of the examples are those of what is written; the examples are gone."""
    sheet, kept = filled(tmp_path, form(tmp_path / "t.xlsx", EXAMPLES))
    rows = rows_of(sheet)
    assert set(rows) == {"单选", "多选", "判断", "填空", "问答"}
    assert rows["判断"][7] in {"对", "错"}
    assert "," in rows["多选"][7]
    assert "()" in rows["填空"][1] and "____" not in rows["填空"][1]
    assert {row[9] for row in rows.values()} <= {"简单", "一般", "困难"}
    assert not any("示例" in row[1] for row in rows.values())
    assert sheet.max_row == 3 + len(kept)


def test_a_line_that_ends_the_examples_is_kept_and_items_begin_below(tmp_path: Path) -> None:
    """Where the form says in words that its examples end, they stay, and a later import does not take them."""
    file = form(tmp_path / "t.xlsx", [*EXAMPLES, [], [END]])
    sheet, kept = filled(tmp_path, file)
    assert [sheet.cell(4 + at, 2).value for at in range(5)] == [row[1] for row in EXAMPLES]
    assert sheet.cell(10, 1).value == END
    assert (sheet.cell(11, 2).value is not None, sheet.max_row) == (True, 10 + len(kept))
    items, problems = read(tmp_path / "filled.xlsx")
    assert len(items) == len(kept)
    (told,) = [each for each in problems if each.code == "table-examples-not-read"]
    assert (told.place, told.values["count"], told.severity) == ("导入模板!10", 5, "warning")


@pytest.mark.parametrize("end", [[], [[END]]])
@pytest.mark.parametrize("times", [1, 4])
def test_sums_stay_below_the_items(tmp_path: Path, end: list[list[Any]], times: int) -> None:
    """A sum moves down below the items, and its formula counts them; one that stands low enough stays."""
    below = [*EXAMPLES, *end, [], ["合计：", "=COUNTA(B4:B8)+SUM(字典!B2:B3)", None, "=LEN(B4)"]]
    sheet, kept = filled(tmp_path, form(tmp_path / "t.xlsx", below), times=times)
    first = 4 + (len(EXAMPLES) + 1 if end else 0)
    last = first + len(kept) - 1
    at = max(last + 1, 3 + len(below))
    assert sheet.cell(at, 1).value == "合计："
    assert sheet.cell(at, 2).value == f"=COUNTA(B{first}:B{last})+SUM(字典!B2:B3)"
    assert sheet.cell(at, 4).value == "=LEN(B4)"
    assert sheet.max_row == at


def test_merged_cells_of_a_sum_move_with_it(tmp_path: Path) -> None:
    """What is merged in the row of a sum stays so, where it stands now."""
    file = form(tmp_path / "t.xlsx", [*EXAMPLES, ["合计", None, 5]])
    book = load_workbook(file)
    book["导入模板"].merge_cells("A9:B9")
    book.save(file)
    sheet, kept = filled(tmp_path, file, times=2)
    assert [str(merged) for merged in sheet.merged_cells.ranges] == [f"A{4 + len(kept)}:B{4 + len(kept)}"]


def test_a_form_without_examples_is_filled_as_usual(tmp_path: Path) -> None:
    """With headings alone the words are the usual ones, and what its notes name is taken."""
    sheet, _ = filled(tmp_path, form(tmp_path / "t.xlsx", [], ["题型只能填：单选题、问答题；判断题填 √/×"]))
    rows = rows_of(sheet)
    assert {"单选题", "多选题", "判断题", "填空题", "问答题"} <= set(rows)
    assert rows["判断题"][7] in {"√", "×"}


def test_codes_of_a_form_are_not_mixed_with_words(tmp_path: Path) -> None:
    """A form that calls single choices DX takes no 多选题: what it has no code for is left out and told."""
    book = Workbook()
    book.active.title = "导入模板"
    for row in ([], [], ["题型编码", "试题", "备选答案", "答案"], ["DX", STEM, "一年$三年", "B"]):
        book.active.append(row)
    book["导入模板"].insert_rows(1, 2)
    book.save(tmp_path / "t.xlsx")
    settings = Settings(template=tmp_path / "t.xlsx")
    kept = xlsx.hold(full_example("single_choice"), settings)
    assert isinstance(kept, Portable)
    left = xlsx.hold(full_example("multiple_choice"), settings)
    assert isinstance(left, Problem) and left.code == "loss-item-not-held"
    stream = BytesIO()
    xlsx.write([kept], stream, settings)
    row = [cell.value for cell in list(load_workbook(stream)["导入模板"].rows)[-1]]
    assert row[0] == "DX" and "$" in row[2]


def test_a_value_of_a_layout_goes_into_the_receivers_file(tmp_path: Path) -> None:
    """What a profile says to stand in a column for every item stands there in the receiver's file, too."""
    from qbank.formats.tables.learn import propose

    file = form(tmp_path / "t.xlsx", EXAMPLES)
    own = tmp_path / "own.toml"
    own.write_text(propose(file).toml.replace('header = "所属题库"', 'header = "所属题库"\nvalue = "公共"'), "utf-8")
    sheet, kept = filled(tmp_path, file, str(own))
    assert [row[10] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["公共"] * len(kept)


# --- rows that are no items ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "texts",
    [
        ["小计", "", "以上共12题"],
        ["合计：", "5"],
        ["", "总计 12 道"],
        ["", "共 5 题"],
        ["合计", "30分"],
        ["", "", "以上共计3道题。"],
    ],
)
def test_a_sum_is_told_and_no_bad_row(tmp_path: Path, texts: list[str]) -> None:
    """A row that counts the others keeps nothing out."""
    rows = [["序号", "题型", "题干", "答案"], ["1", "判断题", STEM, "对"], texts]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert len(items) == 1
    assert [(each.code, each.place, each.severity) for each in problems] == [
        ("table-sums-not-read", "Sheet1!3", "warning")
    ]


@pytest.mark.parametrize(
    "texts",
    [["合计是多少？", "100"], ["总分多少分？", "100"], ["共几题？", "5题"], ["小计", "见第二条"], ["12", "3"], [""]],
)
def test_an_item_about_sums_is_an_item(texts: list[str]) -> None:
    """A question that speaks of a sum is not taken for one."""
    assert not is_sum([Cell(text) for text in texts])


@pytest.mark.parametrize(
    "text", [END, "以上为示例", "以上5行为示例，导入前请删除", "示例结束", "请从下一行起填写", "↑↑ 上述内容均为样例 ↑↑"]
)
def test_words_that_end_examples(text: str) -> None:
    """The usual ways to say so are understood in a row that says nothing else."""
    assert ends_examples([Cell(), Cell(text)])
    assert not ends_examples([Cell("判断题"), Cell(text), Cell("对")])


@given(
    st.lists(
        st.text(alphabet="以上为示例合计共题12从下一行起第填单选判断、，。AB", max_size=12), min_size=2, max_size=4
    )
)
def test_a_row_with_an_answer_is_never_passed_over(texts: list[str]) -> None:
    """Whatever its cells say, a row with a letter as its answer is an item."""
    cells = [*(Cell(text) for text in texts), Cell("C")]
    assert not is_sum(cells)
    assert not ends_examples(cells)
    assert not starts_at(cells)
    assert not section_of(cells)


def test_columns_that_are_not_read_are_named_once(tmp_path: Path) -> None:
    """难易 and 讲解 are read; remarks, marks and what is not known are named."""
    rows = [
        ["题型", "题干", "答案", "难易", "讲解", "备注", "分值", "出题人", "空列"],
        ["判断题", STEM, "对", "难", "见第二条", "待核", 2, "张三", ""],
        ["判断题", f"{STEM}二", "错", "易", "", "", 1, "", ""],
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [(each.item.difficulty, each.item.rationale) for each in items] == [("hard", "见第二条"), ("easy", "")]
    (told,) = problems
    assert (told.code, told.values["headers"]) == ("table-columns-not-read", "备注、分值、出题人")


# --- drop-down lists ----------------------------------------------------------------------------------

LISTED = ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "难度"]


def listed(path: Path, types: str, levels: str) -> Path:
    """Write a form with one example, lists for types and levels, and words for lists in a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "题库"
    sheet.append(LISTED)
    sheet.append(["单选", "样题由谁登记？", "甲", "乙", "丙", "丁", "A", "简单"])
    words = book.create_sheet("词")
    for row in zip(["单选", "多选", "对错", "判断题", "问答"], ["简单", "一般", "困难", None, None], strict=True):
        words.append(row)
    words.sheet_state = "hidden"
    for area, formula in (("A2:A500", types), ("H2:H500", levels)):
        offer = DataValidation(type="list", formula1=formula)
        offer.add(area)
        sheet.add_data_validation(offer)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("types", "levels"), [('"单选,多选,判断题,问答"', '"简单,一般,困难"'), ("词!$A$1:$A$5", "'词'!$B$1:$B$3")]
)
def test_words_of_drop_down_lists_are_written(tmp_path: Path, types: str, levels: str) -> None:
    """A form takes what its lists offer: the words for types and levels, and no type that they do not have."""
    settings = Settings(template=listed(tmp_path / "t.xlsx", types, levels))
    examples = [replace(each, item=replace(each.item, difficulty=level)) for each, level in zip(
        map(full_example, ("multiple_choice", "true_false", "short_answer", "fill_blank")),
        ("medium", "hard", "easy", "hard"), strict=True,
    )]  # fmt: skip
    kept = [xlsx.hold(each, settings) for each in examples]
    assert all(isinstance(each, Portable) for each in kept), kept
    stream = BytesIO()
    xlsx.write(iter(kept), stream, settings)
    sheet = load_workbook(stream)["题库"]
    rows = [(row[0], row[7]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    # 填空 is not offered: such an item goes in as one that a person marks.
    assert rows == [("多选", "一般"), ("判断题", "困难"), ("问答", "简单"), ("问答", "困难")]


@pytest.mark.parametrize("types", ["#REF!", "另表!$A$1:$A$5", '""', "OFFSET(A1,0,0)"])
def test_lists_that_say_nothing_of_types_change_nothing(tmp_path: Path, types: str) -> None:
    """A range that is not there, no words, a formula: the form is filled as if it had no list."""
    settings = Settings(template=listed(tmp_path / "t.xlsx", types, types))
    stream = BytesIO()
    xlsx.write(iter([xlsx.hold(full_example("fill_blank"), settings)]), stream, settings)
    assert load_workbook(stream)["题库"]["A2"].value == "填空"


# --- where items begin, and what they are -------------------------------------------------------------

FORM = ["题干", "选项A", "选项B", "选项C", "答案"]


def item(n: int, right: str = "A") -> list[str]:
    """Return a row of a form without a column for types."""
    return [f"第{n}项由谁登记？", "甲科", "乙科", "丙科", right]


@pytest.mark.parametrize(
    "note",
    [
        "填写说明：请从第6行开始填写", "从第 6 行起录入，第2-5行为样例", "第6行开始填写试题", "题目从第6行输入",
        "1.勿改表头 2.请从第6行开始逐行填写",
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", [True, False])
def test_a_note_that_says_where_items_begin_is_followed(tmp_path: Path, note: str, above: bool) -> None:
    """Rows above that row are examples, are not read, and are told."""
    head = [[note], FORM] if above else [FORM, [note]]
    rows = [*head, item(1), item(2), item(3), item(4), item(5, "B")]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [each.item.stem for each in items] == ["第4项由谁登记？", "第5项由谁登记？"]
    assert [(each.code, each.place, each.values) for each in problems] == [
        ("table-start-followed", "Sheet1!5", {"start": 6, "count": 3})
    ]
    asked = Settings(template=tmp_path / "t.xlsx")
    told = xlsx.write(iter([xlsx.hold(full_example("true_false"), asked)]), BytesIO(), asked)
    assert [(each.code, each.values["rows"]) for each in told] == [
        ("table-template-replaced", "6–7"),
        ("table-template-kept", "1、3–5" if above else "2–5"),
    ]


@pytest.mark.parametrize(
    "notes",
    [
        ["请勿从第6行开始填写"], ["第6行开始为说明"], ["从第2行开始填写"],
        ["从第99行开始填写"], ["共6行，开始填写"],
    ],
)  # fmt: skip
def test_what_is_no_such_note_changes_nothing(tmp_path: Path, notes: list[str]) -> None:
    """A ban, other words, a row that is the headings' own or beyond what is looked at."""
    rows = [*([note] for note in notes), FORM, *(item(n) for n in range(1, 7))]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert (len(items), problems) == (6, [])


@pytest.mark.parametrize(
    "notes", [["从第6行开始填写", "从第5行开始填写"], ["单选题从第5行开始填写；多选题请从第六行开始填写"]]
)
def test_notes_that_differ_are_not_followed_and_told(tmp_path: Path, notes: list[str]) -> None:
    """Which of them holds nobody can know: all rows are read, and that is said."""
    rows = [*([note] for note in notes), FORM, *(item(n) for n in range(1, 7))]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert len(items) == 6
    assert [(each.code, each.values["rows"]) for each in problems] == [("table-starts-differ", "5、6")]


def test_a_stem_that_speaks_of_rows_is_an_item(tmp_path: Path) -> None:
    """A row with an answer is never a note."""
    rows = [FORM, ["登记表从第4行开始填写什么？", "甲", "乙", "丙", "B"], item(2), item(3)]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert (len(items), problems) == (3, [])


def test_a_section_gives_its_type_to_the_rows_below(tmp_path: Path) -> None:
    """One right answer under 多选题 is a multiple choice, √ under 判断题 a verdict; an own type goes before."""
    rows = [
        ["题干", "选项A", "选项B", "选项C", "答案", "题型"],
        ["一、单选题（共1题，每题2分）"],
        item(1),
        ["二、多选题"],
        item(2, "B"),
        ["第三部分 判断题："],
        ["值班期间可以饮酒。", "", "", "", "错"],
        [*item(4), "单选题"],
        ["四、选择题"],
        item(5, "AB"),
        ["五、填空题"],
        ["值班期间____离岗。", "", "", "", "否"],
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [each.item.type for each in items] == [
        "single_choice", "multiple_choice", "true_false", "single_choice", "multiple_choice", "fill_blank",
    ]  # fmt: skip
    assert [each.code for each in problems if each.severity == "error"] == []
    without = [row[:5] for row in rows if row[5:] != ["单选题"]]
    items, problems = read(workbook(tmp_path / "u.xlsx", without))
    assert [each.item.type for each in items] == [
        "single_choice", "multiple_choice", "true_false", "multiple_choice", "fill_blank",
    ]  # fmt: skip


def test_a_row_that_contradicts_its_section_is_bad(tmp_path: Path) -> None:
    """Two letters under 单选题 are not one answer."""
    rows = [FORM, ["一、单选题"], item(1, "AB"), item(2)]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert ([each.item.stem for each in items], [(each.code, each.place) for each in problems]) == (
        ["第2项由谁登记？"],
        [("table-answers-many", "Sheet1!3")],
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("一、值班制度", ""), ("单选题的答案有几个？", ""), ("判断", "判断"), ("多选题", "多选题"),
        ("（二）填空题", "填空题"), ("3. 简答题（10分）", "简答题"), ("第一部分 单项选择题 共20题", "单项选择题"),
        ("【判断题】", "判断题"), ("二、多选题：每题2分", "多选题"), ("", ""), ("一、", ""),
    ],
)  # fmt: skip
def test_what_heads_a_section(text: str, word: str) -> None:
    """A word for a type and nothing but its number and marks; chapters and stems are none."""
    assert section_of([Cell(), Cell(text)]) == word
    assert section_of([Cell(text or "甲"), Cell("A")]) == ""


# --- sheets and headings ------------------------------------------------------------------------------


def test_a_column_of_verdicts_is_the_answer(tmp_path: Path) -> None:
    """对错 over words for true and false is the answer of true/false items; a word that is none makes a bad row."""
    rows = [["编号", "试题内容", "对错"]]
    rows += [[str(at), f"{STEM}{at}", word] for at, word in enumerate(["对", "错", "√", "T", "可能"])]
    items, problems = read(workbook(tmp_path / "t.xlsx", {"题": rows}))
    assert [each.item.type for each in items] == ["true_false"] * 4
    assert [key(each) for each in items] == [["正确"], ["错误"], ["正确"], ["正确"]]
    assert [(each.code, each.place) for each in problems] == [("table-verdict-unknown", "题!6")]


def test_a_column_that_says_something_else_is_no_answer(tmp_path: Path) -> None:
    """是否正确 over other words is not taken for an answer."""
    rows = [["编号", "试题内容", "是否正确"], ["1", STEM, "待核"], ["2", f"{STEM}二", "已核"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert (items, [each.code for each in problems]) == ([], ["table-headers-partly"])


def test_a_sheet_that_is_skipped_says_what_is_missing(tmp_path: Path) -> None:
    """A sheet with stems and no answers is named with what it has, what is missing, and its rows; a list is a note."""
    sheets = {
        "判断": [["题干", "答案", "题型"], [STEM, "对", "判断题"]],
        "问答": [["编号", "题目", "要点提示"], ["1", STEM, "甲"], ["2", f"{STEM}二", "乙"]],
        "人员": [["姓名", "班组"], ["张三", "一"], ["李四", "二"]],
    }
    items, problems = read(workbook(tmp_path / "t.xlsx", sheets))
    assert len(items) == 1
    told = {each.code: each for each in problems}
    assert set(told) == {"table-headers-partly", "table-sheet-not-read"}
    partly = told["table-headers-partly"]
    assert (partly.severity, partly.place) == ("warning", "问答!1")
    assert dict(partly.values) == {"known": "编号、题目", "unknown": "要点提示", "missing": "答案", "count": 2}
    assert told["table-sheet-not-read"].values["sheet"] == "人员"


def test_headings_of_two_rows_with_options_counted_by_stems(tmp_path: Path) -> None:
    """选择项 merged over 甲, 乙, 丙, 丁 are four columns, and 乙 as an answer is the second."""
    path = workbook(
        tmp_path / "t.xlsx",
        [
            ["应知应会"],
            ["No.", "问题", "选择项", None, None, None, "正解", "依据条款"],
            [None, None, "甲", "乙", "丙", "丁"],
            ["一、单选题"],
            [1, STEM, "一年", "三年", "五年", "七年", "乙", "第十六条"],
            [2, "值班人员不得离岗。", None, None, None, None, "Y"],
        ],
    )
    book = load_workbook(path)
    book.active.merge_cells("C2:F2")
    book.save(path)
    items, problems = read(path)
    assert [said(each)[2] for each in items] == [["三年"], ["正确"]]
    assert (items[0].proof, problems) == (("第十六条",), [])


@pytest.mark.parametrize("options", [["甲", "乙"], ["甲班", "乙班"], ["乙", "甲"]])
def test_stems_that_options_say_themselves_are_no_letters(tmp_path: Path, options: list[str]) -> None:
    """Where options speak of 甲 or 乙, an answer of these words is never counted as a letter."""
    rows = [
        ["题型", "题干", "A", "B", "答案"],
        ["单选题", STEM, *options, "乙"],
        ["单选题", f"{STEM}二", "一", "二", "A"],
    ]
    items, _ = read(workbook(tmp_path / "t.xlsx", rows))
    assert all(key(each) == ["乙"] for each in items if each.item.stem == STEM)


def test_a_message_names_no_field_of_ours(tmp_path: Path) -> None:
    """Where a sheet has no column for a thing, a message calls it what people call it."""
    _, problems = read(workbook(tmp_path / "t.xlsx", [["题干", "A", "B", "答案"], [STEM, "一年", "三年", "对"]]))
    assert [each.code for each in problems] == ["table-type-missing"]
    assert "“题型”" in problems[0].message("zh")
