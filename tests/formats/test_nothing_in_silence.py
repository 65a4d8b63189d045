"""What could change a question or its key while a file is read: it is read right, or refused, and never guessed."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from table_files import key, options, read, workbook
from text_typist import errors_of, items_of
from text_typist import read as read_text

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats._counted import names_counted
from qbank.formats._option_letters import contradiction, swallowed, without_letters
from qbank.formats._shifted import lowered, raised
from qbank.model.portable import Portable

HEADINGS = ["题型", "题干", "选项A", "选项B", "选项C", "答案"]
OPTIONS = "<br/>A. 十分钟<br/>B. 二十分钟<br/>C. 三十分钟"


def row(stem: str, *cells: str) -> list[str]:
    """Return a row of a single choice; options and answer may be given."""
    return ["单选题", stem, *(cells or ("十", "二十", "三十", "A"))]


def codes(problems: list[Problem]) -> list[str]:
    """Return what was refused."""
    return [problem.code for problem in problems if problem.severity == "error"]


def cells(folder: Path, *texts: str) -> tuple[list[Portable], list[str]]:
    """Return the items of a sheet that has one in each cell, and what was refused."""
    items, problems = read(workbook(folder / "t.xlsx", [["题干"], *([text] for text in texts)]))
    return items, codes(problems)


def records(folder: Path, *rows: str) -> list[Portable | Problem]:
    """Return what is read of lines of JSON."""
    path = folder / "t.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return list(FORMATS.get("json-plain").read(path, Settings(file=path.name)))


# --- figures above and below the line ------------------------------------------------------------------


def test_raised_figures_of_a_cell_stay_raised(tmp_path: Path) -> None:
    """10³ is not 103, nor H₂O H2O; what has no such character is marked."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    sheet.append(row("体积为10", "10", "H", "x", "A"))
    high, low = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript")
    sheet["B2"] = CellRichText("体积为10", TextBlock(high, "3"), "时应为？")
    sheet["D2"] = CellRichText("H", TextBlock(low, "2"), "O")
    sheet["E2"] = CellRichText("x", TextBlock(high, "ab"))
    book.save(tmp_path / "t.xlsx")
    items, problems = read(tmp_path / "t.xlsx")
    assert problems == []
    assert (items[0].item.stem, options(items[0])) == ("体积为10³时应为？", ["10", "H₂O", "x^(ab)"])


@pytest.mark.parametrize(
    ("text", "high", "low"),
    [("3", "³", "₃"), ("-2", "⁻²", "₋₂"), ("x", "^x", "_x"), (" n ", " ⁿ ", " _n "), ("，", "，", "，")],
)
def test_figures_above_and_below(text: str, high: str, low: str) -> None:
    """Such characters where there are any, a mark where there are none; mere signs stay."""
    assert (raised(text), lowered(text)) == (high, low)


# --- a whole item in a cell ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "stem"),
    [
        ("船在港内。<br/><br/>应为多少？", "船在港内。\n应为多少？"),
        ("材料：船在港内。<br/>1. 应为多少？", "材料：船在港内。\n1. 应为多少？"),
        ("顺序为？<br/>1. 空载<br/>2. 负载", "顺序为？\n1. 空载\n2. 负载"),
        ("3. 顺序为？<br/>1. 空载<br/>2. 负载", "顺序为？\n1. 空载\n2. 负载"),
        ("甲说：<br/>（1）在港内；<br/>（2）在港外。<br/>哪个对？", "甲说：\n（1）在港内；\n（2）在港外。\n哪个对？"),
        ("5 台泵同时运行时取多少？", "5 台泵同时运行时取多少？"),
    ],
)  # fmt: skip
def test_all_lines_above_the_options_are_the_stem(tmp_path: Path, above: str, stem: str) -> None:
    """Passages and lists of a cell belong to its one item, whatever they are counted by."""
    items, faults = cells(tmp_path, f"{above}{OPTIONS}<br/>答案：B")
    assert faults == []
    assert [(each.item.stem, key(each)) for each in items] == [(stem, ["二十分钟"])]


@pytest.mark.parametrize(
    "text",
    [
        f"第一题？{OPTIONS}<br/>答案：A<br/>第二题？{OPTIONS}<br/>答案：C",
        f"1. 第一题？{OPTIONS}<br/>答案：A<br/>2. 第二题？{OPTIONS}<br/>答案：C",
        f"第一题？{OPTIONS}<br/>答案：A<br/>答案：C",
        f"一、单选题<br/>1. 第一题？{OPTIONS}<br/>答案：A<br/>二、判断题<br/>2. 应当试验。<br/>答案：对",
    ],
)
def test_a_cell_that_holds_more_than_an_item_gives_none(tmp_path: Path, text: str) -> None:
    """Not even with --keep-good: one of them would have the other's answer."""
    items, faults = cells(tmp_path, text)
    assert items == [] and faults


# --- text above the first item -------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["", "1. "])
def test_a_sentence_above_the_first_item_is_told(tmp_path: Path, number: str) -> None:
    """It may be the passage that the item asks about."""
    passage = "船在港内时由值班长负责。"
    found = read_text(f"{passage}\n\n{number}应为多少？\nA. 十分钟\nB. 二十分钟\n答案：B\n", tmp_path)
    assert [(each.code, each.values["text"]) for each in found if isinstance(each, Problem)] == [
        ("text-stray", passage)
    ]


@pytest.mark.parametrize(
    "above", ["安全知识题库", "一、单选题（每题2分，选对得分。）", "姓名：　　部门：", "注意：请在答题卡上作答。"]
)
def test_titles_and_directions_are_not_told(tmp_path: Path, above: str) -> None:
    """Every bank has them, and none belongs to an item."""
    found = read_text(f"{above}\n\n1. 应为多少？\nA. 十分钟\nB. 二十分钟\n答案：B\n", tmp_path)
    assert len(found) == 1 and isinstance(found[0], Portable)


# --- JSON that says a thing twice ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ('{"q":"甲？","a":["一","二"],"ans":"A","ans":"B"}', "json-row-name-twice"),
        ('{"q":"甲？","a":{"A":"一","B":"二","A":"三"},"ans":"A"}', "json-row-name-twice"),
        ('{"q":"甲？","a":["一","二"],"ans":"A","answer":"B"}', "json-row-said-twice"),
        ('{"q":"甲？","a":["一","二"],"ans":"A","答案":"B"}', "json-row-said-twice"),
        ('{"q":"甲？","a":["一","二"],"options":["三","四"],"ans":"A"}', "json-row-said-twice"),
        ('{"q":"甲？","question":"乙？","a":["一","二"],"ans":"A"}', "json-row-said-twice"),
        ('{"title":"甲？","content":"乙？","a":["一","二"],"ans":"A"}', "json-row-said-twice"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(tmp_path: Path, record: str, code: str) -> None:
    """Which of the two is meant nobody can know."""
    found = records(tmp_path, record)
    assert [each.code for each in found if isinstance(each, Problem)] == [code]
    assert len(found) == 1


def test_what_is_said_twice_alike_is_said_once(tmp_path: Path) -> None:
    """Two names for the same words are no contradiction."""
    found = records(tmp_path, '{"q":"甲？","题干":"甲？","a":["一","二"],"ans":"A","答案":"A"}')
    assert [key(each) for each in found if isinstance(each, Portable)] == [["一"]]
    assert len(found) == 1


def test_names_that_are_not_read_are_told_once(tmp_path: Path) -> None:
    """A picture or a second stem in a field of its own is not lost without a word."""
    rows = [
        {"q": f"第{n}？", "a": ["一", "二"], "ans": "A", "image": "x.png", "score": 2, "note": ""} for n in range(3)
    ]
    found = records(tmp_path, *(json.dumps(each, ensure_ascii=False) for each in rows))
    assert [each.code for each in found if isinstance(each, Problem)] == ["json-names-not-read"]
    last = found[-1]
    assert isinstance(last, Problem) and (last.values["names"], last.severity) == ("image、score", "warning")


# --- letters before options ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "printed", [["C. 十", "B. 二十", "A. 三十"], ["A. 十", "C. 二十", "D. 三十"], ["（B）十", "（A）二十", "三十"]]
)
def test_letters_that_disagree_with_their_places_are_refused(tmp_path: Path, printed: list[str]) -> None:
    """The key may mean the letter or the place."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [HEADINGS, row("应为？", *printed, "A")]))
    assert (items, codes(problems)) == ([], ["table-option-letter"])
    found = records(tmp_path, json.dumps({"q": "应为？", "a": printed, "ans": "A"}, ensure_ascii=False))
    assert codes([each for each in found if isinstance(each, Problem)]) == ["json-row-option-letter"]


@pytest.mark.parametrize("second", ["乙;C.丙", "乙；C、丙", "乙 C. 丙"])
def test_an_option_that_holds_the_next_one_is_refused(tmp_path: Path, second: str) -> None:
    """Two options in one cell would be one wrong option."""
    rows = [["题干", "选项A", "选项B", "答案"], ["应为？", "甲", second, "B"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert (items, codes(problems)) == ([], ["table-option-two"])


@pytest.mark.parametrize("line", ["A.甲;B.乙;C.丙", "A.甲；B.乙；C.丙", "A.甲，B.乙，C.丙"])
def test_what_parts_options_of_a_line_is_none_of_them(tmp_path: Path, line: str) -> None:
    """A sign behind every option but the last would tell the last."""
    items = items_of(read_text(f"1. 应为？\n{line}\n答案：B\n", tmp_path))
    assert [options(each) for each in items] == [["甲", "乙", "丙"]]


def test_letters_before_options() -> None:
    """Taken off where each bears its own; words that begin like a letter are left."""
    assert without_letters(["A. 甲", "b、乙", "（Ｃ）丙"]) == ["甲", "乙", "丙"]
    for kept in (["A. 甲", "乙"], ["维生素A", "维生素B"], ["A", "B"], ["A.", "B."]):
        assert without_letters(kept) == kept
        assert (contradiction(kept), swallowed(kept)) == ("", "")
    assert contradiction(["B. 甲", "A. 乙"]) == "B. 甲"
    assert swallowed(["甲", "乙;C.丙"]) == "乙;C.丙"
    assert swallowed(["甲", "乙;D.丙"]) == ""


# --- what kind of item it is ---------------------------------------------------------------------------


@pytest.mark.parametrize("stem", ["试验时间为____分钟。", "试验时间为（  ）分钟。"])
def test_a_blank_that_is_answered_with_a_verdict_is_asked_about(tmp_path: Path, stem: str) -> None:
    """It is a statement to be judged, or a blank to be filled with 对; where the type is named, it is that."""
    found = read_text(f"1. {stem}\n答案：对\n", tmp_path)
    assert [each.code for each in errors_of(found)] == ["text-type-open"]
    _, problems = read(workbook(tmp_path / "t.xlsx", [["题干", "答案"], [stem, "对"]]))
    assert codes(problems) == ["table-type-missing"]
    named = items_of(read_text(f"1. 【判断题】{stem}\n答案：对\n", tmp_path))
    assert [each.item.type for each in named] == ["true_false"]


def test_a_record_with_a_blank_and_a_verdict_is_asked_about(tmp_path: Path) -> None:
    """As a text is."""
    found = records(tmp_path, '{"q":"试验时间为____分钟。","ans":"对"}', '{"q":"应当试验。","ans":"对"}')
    assert [each.code if isinstance(each, Problem) else each.item.type for each in found] == [
        "json-row-no-type", "true_false",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("应为多少？\n①十分钟\n②二十分钟", "②"), ("应为多少？\n甲、十分钟\n乙、二十分钟", "乙"),
        ("应为多少？\n（1）十分钟\n（2）二十分钟", "（2）"), ("应为多少？ 1）十分钟 2）二十分钟", "2"),
    ],
)  # fmt: skip
def test_options_without_letters_are_no_short_answer(tmp_path: Path, text: str, answer: str) -> None:
    """An answer that only counts is the number of a choice: read where figures count, refused where words do."""
    found = read_text(f"1. {text}\n答案：{answer}\n", tmp_path)
    assert [each.code for each in errors_of(found)] == ["text-options-counted"] * ("甲" in text)
    assert [each.item.type for each in items_of(found)] == ["single_choice"] * ("甲" not in text)
    _, problems = read(workbook(tmp_path / "t.xlsx", [["题干", "答案"], [text, answer]]))
    assert codes(problems) == ["table-type-missing"]


@pytest.mark.parametrize(
    ("answer", "text"),
    [("2", "一共几步？"), ("2020", "哪年？ 1）2019 2）2020"), ("乙方", "甲方 乙方"), ("", "①②"), ("3", "①一②二")],
)
def test_answers_that_do_not_count(answer: str, text: str) -> None:
    """A number, a word, or a sign that stands for nothing there."""
    assert not names_counted(answer, text)


# --- tables without headings ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "last", [["见第三条", "第四条", "第五条"], ["易", "难", "中"], ["《章程》", "《办法》", "《章程》"], ["第一章"] * 3]
)
def test_a_column_behind_the_options_is_none(tmp_path: Path, last: list[str]) -> None:
    """A source, a level or a chapter would be a wrong option of every item; the layout's name settles it."""
    stems = ["应为多少？", "应为几？", "应为何？"]
    rows = [[stem, "A", "十", "二十", "三十", "四十", end] for stem, end in zip(stems, last, strict=True)]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert (items, codes(problems)) == ([], ["table-unheaded-two-ways"])
    assert "C–G" in problems[0].message("zh") and "C–F" in problems[0].message("zh")


def test_five_options_are_five(tmp_path: Path) -> None:
    """Options like the others are options, in whatever column."""
    rows = [
        ["应为多少？", "A", "十", "二十", "三十", "四十", "五十"],
        ["应为几？", "E", "一", "二", "三", "四", "以上都对"],
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [len(options(each)) for each in items] == [5, 5]
    assert codes(problems) == []


def test_letters_over_no_options_are_no_verdicts(tmp_path: Path) -> None:
    """Whether A is true nobody has said; the row is told."""
    good = ["单选题", "应为？", "A-十|B-二十", "B"]
    items, problems = read(workbook(tmp_path / "t.xlsx", [*[good] * 4, ["判断题", "应当试验。", "", "A"]]))
    assert len(items) == 4
    assert codes(problems) == ["table-verdict-unknown"]


def test_items_above_the_headings_are_told(tmp_path: Path) -> None:
    """They are not lost without a word."""
    rows = [row("甲题？"), row("乙题？"), HEADINGS, row("丙题？")]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [each.item.stem for each in items] == ["丙题？"]
    assert [(each.code, each.values) for each in problems] == [
        ("table-rows-above", {"rows": "1–2", "count": 2, "heading": 3})
    ]


@pytest.mark.parametrize("height", ["0", "15"])
def test_rows_that_nobody_sees_are_told(tmp_path: Path, height: str) -> None:
    """A row of no height is as hidden as one that is hidden."""
    book = Workbook()
    sheet = book.active
    for each in (HEADINGS, row("甲题？"), row("乙题？")):
        sheet.append(each)
    sheet.row_dimensions[3].height = 7
    book.save(tmp_path / "t.xlsx")
    with ZipFile(tmp_path / "t.xlsx") as archive, ZipFile(tmp_path / "u.xlsx", "w") as out:
        for name in archive.namelist():
            data = archive.read(name)
            assert name != "xl/worksheets/sheet1.xml" or data.count(b'ht="7"') == 1
            out.writestr(name, data.replace(b'ht="7"', f'ht="{height}"'.encode()))
    _, problems = read(tmp_path / "u.xlsx")
    assert [each.code for each in problems] == (["table-rows-hidden"] if height == "0" else [])


def test_rows_with_words_struck_out_are_told(tmp_path: Path) -> None:
    """A whole cell, or a word of one; they are read, for nobody can know what was meant."""
    book = Workbook()
    sheet = book.active
    for each in (HEADINGS, *(row(f"第{n}题？") for n in range(4))):
        sheet.append(each)
    sheet["B3"].font = Font(strike=True)
    sheet["C5"] = CellRichText("三十", TextBlock(InlineFont(strike=True), "五"), "日")
    book.save(tmp_path / "t.xlsx")
    items, problems = read(tmp_path / "t.xlsx")
    assert len(items) == 4
    assert [(each.code, each.values["rows"]) for each in problems] == [("table-rows-struck", "3、5")]


def test_an_answer_with_words_struck_out_is_no_key(tmp_path: Path) -> None:
    """Somebody has changed it, and the letters would be read as one; a row struck out whole is told."""
    book = Workbook()
    sheet = book.active
    for each in (HEADINGS, *(row(f"第{n}题？") for n in range(2))):
        sheet.append(each)
    at = HEADINGS.index("答案") + 1
    sheet.cell(2, at).value = CellRichText(TextBlock(InlineFont(strike=True), "A"), "B")
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    book.save(tmp_path / "t.xlsx")
    items, problems = read(tmp_path / "t.xlsx")
    assert len(items) == 1
    assert [each.code for each in problems] == ["table-answer-struck", "table-rows-struck"]


@pytest.mark.parametrize(
    ("font", "sign", "expected"),
    [
        ("Wingdings 2", "P", True),
        ("Wingdings 2", "O", False),
        ("Wingdings", "\u00fc", True),
        ("Wingdings", "\uf0fb", False),
        ("Webdings", "r", False),
        ("Arial", "T", True),
        ("Wingdings 2", "T", None),
        ("Wingdings", "F", None),
    ],
)
@pytest.mark.parametrize("is_run", [False, True])
def test_signs_of_symbol_fonts_are_what_they_show(
    tmp_path: Path, font: str, sign: str, expected: bool | None, is_run: bool
) -> None:
    """A tick is a letter in the file; a picture that no text holds refuses its row, whatever letter it is."""
    book = Workbook()
    sheet = book.active
    sheet.append(["题型", "题干", "答案"])
    sheet.append(["判断题", "值班期间可以饮酒。", sign])
    if is_run:
        sheet["C2"].value = CellRichText(TextBlock(InlineFont(rFont=font), sign))
    else:
        sheet["C2"].font = Font(name=font)
    book.save(tmp_path / "t.xlsx")
    items, problems = read(tmp_path / "t.xlsx")
    if expected is None:
        assert not items and [each.code for each in problems] == ["table-cell-drawn"]
    else:
        assert [each.item.body.interaction().keys for each in items] == [("true" if expected else "false",)]


@pytest.mark.parametrize(("code", "is_read"), [("@", True), ("General", True), ("_ * @_ ", True), ('@"市"', False)])
def test_words_that_a_format_adds_to_a_text_are_told(tmp_path: Path, code: str, is_read: bool) -> None:
    """They are seen and do not stand in the cell."""
    book = Workbook()
    book.active.append(HEADINGS)
    book.active.append(row("由谁办理？"))
    book.active["B2"].number_format = code
    book.save(tmp_path / "t.xlsx")
    items, problems = read(tmp_path / "t.xlsx")
    assert bool(items) is is_read and [each.code for each in problems] == ([] if is_read else ["table-cell-odd"])


def test_a_number_in_quotes_is_no_key(tmp_path: Path) -> None:
    """It may be the option of these words, or the first or second one; where it cannot count it is words."""
    found = records(
        tmp_path,
        '{"q":"几个？","a":["10","1","2"],"ans":"1"}',
        '{"q":"哪年？","a":["1998","2008","2018"],"ans":"2008"}',
    )
    assert [each.code if isinstance(each, Problem) else key(each) for each in found] == [
        "json-row-key-number",
        ["2008"],
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_records_end_as_they_may(tmp_path: Path, end: str) -> None:
    """Old computers end lines with one sign, newer ones with another or both."""
    path = tmp_path / "t.jsonl"
    rows = [json.dumps({"q": f"第{n}？", "a": ["一", "二"], "ans": "A"}) for n in range(3)]
    path.write_bytes(end.join(rows).encode())
    found = list(FORMATS.get("json-plain").read(path, Settings(file=path.name)))
    assert [each.item.stem for each in found if isinstance(each, Portable)] == ["第0？", "第1？", "第2？"]
