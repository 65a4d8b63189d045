"""A blueprint reads the same from TOML, Excel and a line, and is written so."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from blueprints import blueprints
from drawn_tables import book
from hypothesis import given, settings
from openpyxl import load_workbook

from qbank.assembly.blueprint_drawing import in_drawing_order, write_excel
from qbank.assembly.blueprint_excel import read_excel
from qbank.assembly.blueprint_line import read_line, write_line
from qbank.assembly.blueprint_toml import read_toml, write_toml
from qbank.errors import QbankError
from qbank.model.blueprint import Blueprint, Cell, Section

ROOT = Path(__file__).parents[2]


@given(blueprints())
def test_toml_gives_a_blueprint_back(blueprint: Blueprint) -> None:
    """What is written as TOML is read back the same."""
    assert read_toml(write_toml(blueprint), "蓝图") == blueprint


@settings(max_examples=60)
@given(blueprints())
def test_a_drawing_gives_a_blueprint_back(blueprint: Blueprint) -> None:
    """What is drawn in Excel is read back the same, cells in the order of the drawing."""
    drawn = in_drawing_order(blueprint)
    assert sorted(map(repr, drawn.cells)) == sorted(map(repr, blueprint.cells))
    assert read_excel(write_excel(blueprint), "蓝图") == drawn


LINES = [
    "判断 10×1, 单选 15×2, 多选 20×3, 60 分钟",
    "判断 10×1，单选 15×2，多选 20×3，60 分钟，总分 100",
    "满分：100；判断 10×1，单选 15×2，多选 20×3，60 分钟",
    "判断题10道每题1分，单选题15道每题2分；多选题２０题×３分。时间：60分钟，满分100分",
    "10道判断题，每题1分，15道单选题(每题2分)、20道多选题 各3分，一小时",
    "判断题（10小题，每小题1分，共10分）单选15*2 多选20x3 60min",
    "一、判断题10题，共10分 二、单选题15题，共30分；三、多选题（二十道，每题三分，共60分）考试时间60分钟",
    "判断 10 题×1 分/题, 单选：15X2,多选 20＊3,60 分钟 总分：100 分",
    "题型：判断 10×1、单选 15×2 和多选 20×3，限时60分钟",
]
USUAL = Blueprint(
    name="月考",
    minutes=60,
    sections=(
        Section(type="true_false", number=10, marks=1),
        Section(type="single_choice", number=15, marks=2),
        Section(type="multiple_choice", number=20, marks=3),
    ),
)


@pytest.mark.parametrize("line", LINES)
def test_the_usual_pattern_is_read_however_it_is_said(line: str) -> None:
    """The same paper in one line, with signs and words of all kinds."""
    assert read_line(line, "月考") == USUAL


def test_line_toml_and_drawing_are_one_blueprint() -> None:
    """The three ways to say a paper without cells give the same blueprint."""
    toml = "".join(
        f'[[sections]]\ntype = "{name}"\nnumber = {number}\nmarks = {marks}\n'
        for name, number, marks in (("判断题", 10, 1), ("single_choice", 15, 2), ("多选", 20, 3))
    )
    assert read_toml(f"minutes = 60\n{toml}".encode(), "月考") == USUAL
    assert read_excel(book([["判断 10×1, 单选 15×2, 多选 20×3, 60 分钟"]]), "月考") == USUAL
    assert read_line(write_line(USUAL), "月考") == USUAL


@pytest.mark.parametrize(
    ("line", "code", "found"),
    [
        ("判断 10×1，名词解释 3×5", "blueprint-line-unread", "名词解释 3×5"),
        ("单选 15", "blueprint-line-each", "单选 15"),
        ("判断 0×1", "blueprint-line-number", "判断 0×1"),
        ("判断 20000000×1", "blueprint-line-number", "2000 的整数"),
        ("15道单选，判断 10×1", "blueprint-line-each", "15道单选"),
        ("判断 10×1，总分 9O", "blueprint-line-unread", "总分 9O"),
        ("判断 10×1，总分 10分钟", "blueprint-line-unread", "总分 10分钟"),
        ("判断 10×1，总分 10 道", "blueprint-line-unread", "满分 40 分"),
        ("单选 15×2=40分", "blueprint-line-sum", "30 分，写的却是 40 分"),
        ("判断 10×1，总分 20 分", "blueprint-marks-sum", "20"),
        ("单选 3 题，共 10 分", "blueprint-marks-fraction", "3.333333"),
        ("60 分钟", "blueprint-no-sections", ""),
    ],
)
def test_what_a_line_does_not_say_clearly_is_refused(line: str, code: str, found: str) -> None:
    """Nothing in a line is passed over: what says nothing is named, and so is a total that does not add up."""
    with pytest.raises(QbankError) as caught:
        read_line(line, "月考")
    assert caught.value.problem.code == code
    assert found in caught.value.problem.message("zh")
    assert not caught.value.problem.message("zh")[0].isdigit()  # a count of characters means nothing to anybody


def test_the_sample_is_a_blueprint() -> None:
    """The sample of the documents is read, says what its comments say, and survives a drawing."""
    sample = read_toml((ROOT / "docs" / "blueprint-sample.toml").read_bytes(), "季考")
    assert (sample.number, sample.marks, sample.minutes, sample.rested, sample.uses) == (39, 100, 60, 90, 5)
    assert [cell.label for cell in sample.cells] == ["应急管理", "窗口服务·单选题", "演练", "易", "专业科目"]
    assert read_excel(write_excel(sample), "季考") == in_drawing_order(sample)


_SECTION = '[[sections]]\ntype = "单选题"\nnumber = 10\nmarks = 2\n'


@pytest.mark.parametrize(
    ("toml", "code", "place"),
    [
        ("minutes = [", "blueprint-syntax", ""),
        (f"minuts = 60\n{_SECTION}", "blueprint-key-unknown", "minuts"),
        (f"{_SECTION}colour = 1\n", "blueprint-key-unknown", "sections[1].colour"),
        (f"minutes = -1\n{_SECTION}", "blueprint-value-wrong", "minutes"),
        (f'minutes = "60"\n{_SECTION}', "blueprint-value-wrong", "minutes"),
        (f"marks = 30\n{_SECTION}", "blueprint-marks-sum", "marks"),
        (f"version = 2\n{_SECTION}", "blueprint-value-wrong", "version"),
        (_SECTION.replace("10", "0"), "blueprint-value-wrong", "sections[1].number"),
        (_SECTION.replace("10", "1.5"), "blueprint-value-wrong", "sections[1].number"),
        (_SECTION.replace("单选题", "听力题"), "blueprint-value-wrong", "sections[1].type"),
        (_SECTION.replace("number = 10\n", ""), "blueprint-key-missing", "sections[1].number"),
        (f"{_SECTION}[[cells]]\nlevels = ['会']\nnumber = 1", "blueprint-value-wrong", "cells[1].levels"),
        (f"{_SECTION}[[cells]]\nchapters = ['一']", "blueprint-key-missing", "cells[1].number"),
        (f"{_SECTION}[[cells]]\nnumber = 1\nleast = 1", "blueprint-value-wrong", "cells[1].number"),
        (f"{_SECTION}[[cells]]\nleast = 4\nmost = 3", "blueprint-crossed", "cells[1]"),
        (f"{_SECTION}[[cells]]\nleast = 11", "blueprint-cell-room", "cells[1]"),
        (f"keys = {{ least = 0.5, most = 1.5 }}\n{_SECTION}", "blueprint-value-wrong", "keys.most"),
        (f'pinned = ["a", "a"]\n{_SECTION}', "blueprint-value-wrong", "pinned"),
        ("minutes = 60", "blueprint-no-sections", ""),
    ],
)
def test_wrong_toml_is_refused_with_its_place(toml: str, code: str, place: str) -> None:
    """An unknown key, a wrong type, a negative number, what does not add up: each with file and place."""
    with pytest.raises(QbankError) as caught:
        read_toml(toml.encode(), "月考", "月考.toml")
    problem = caught.value.problem
    assert (problem.code, problem.file, problem.place) == (code, "月考.toml", place)
    assert problem.message("zh") and problem.message("en")


BY_TYPE: list[list[object]] = [
    ["2026 年安全考试双向细目表"],
    ["时间 60 分钟，满分 40 分"],
    ["章节", "知识点", "判断题", None, "单选题", None, "合计", None],
    [None, None, "题数", "分值", "题数", "分值", "题数", "分值"],
    ["第一章", "值班", 4, 4, 5, 10, 9, 14],
    [None, "巡查", 3, 3, "—", None, 3, 3],
    ["第二章", "报告", 3, 3, 10, 20, 13, 23],
    ["合计", None, 10, 10, 15, 30, 25, 40],
]
MERGED = ("A1:H1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:H3", "A5:A6", "A8:B8")


def _changed(row: int, column: int, value: object) -> list[list[object]]:
    return [
        [value if (at, to) == (row, column) else each for to, each in enumerate(line, 1)]
        for at, line in enumerate(BY_TYPE, 1)
    ]


def test_a_teachers_table_of_types_is_a_blueprint() -> None:
    """Sections, time, marks each and cells come from a table with merged headings, names and totals."""
    found = read_excel(book(BY_TYPE, MERGED), "安全")
    assert found.title == "2026 年安全考试双向细目表"
    assert [(each.type, each.number, each.marks) for each in found.sections] == [
        ("true_false", 10, 1),
        ("single_choice", 15, 2),
    ]
    assert (found.minutes, found.marks) == (60, 40)
    assert [(cell.chapters, cell.tags, cell.types, cell.least, cell.most) for cell in found.cells] == [
        (("第一章",), ("值班",), ("true_false",), 4, 4),
        (("第一章",), ("值班",), ("single_choice",), 5, 5),
        (("第一章",), ("巡查",), ("true_false",), 3, 3),
        (("第二章",), ("报告",), ("true_false",), 3, 3),
        (("第二章",), ("报告",), ("single_choice",), 10, 10),
    ]


def test_the_table_says_what_toml_says() -> None:
    """A teacher's table, the TOML written of it and the drawing made of it are one blueprint."""
    found = read_excel(book(BY_TYPE, MERGED), "安全")
    assert read_toml(write_toml(found), "安全") == found
    assert read_excel(write_excel(found), "安全") == found


def test_a_table_of_levels_takes_its_sections_from_the_line() -> None:
    """Levels and difficulties in columns, a range in a cell, marks asked of a chapter, remarks below."""
    rows: list[list[object]] = [
        ["季度考试"],
        ["题型：单选题 10×2，判断题 10×1；60 分钟"],
        ["序号", "考查内容", "识记", "理解", "应用", "难（题数）", "占分"],
        [1, "第一章", 4, "2-3", None, "≤2", None],
        [2, "第二章", "3题", 2, 4, None, "10-20"],
        [],
        ["注：难题不超过两道"],
    ]
    found = read_excel(book(rows), "季考")
    assert [(each.type, each.number) for each in found.sections] == [("single_choice", 10), ("true_false", 10)]
    assert [(cell.label, cell.unit, cell.least, cell.most) for cell in found.cells] == [
        ("第一章·识记", "items", 4, 4),
        ("第一章·理解", "items", 2, 3),
        ("第一章·难", "items", 0, 2),
        ("第二章·识记", "items", 3, 3),
        ("第二章·理解", "items", 2, 2),
        ("第二章·应用", "items", 4, 4),
        ("第二章", "marks", 10, 20),
    ]


@pytest.mark.parametrize(
    ("rows", "merged", "code", "cell"),
    [
        (_changed(8, 3, 11), MERGED, "blueprint-book-sum", "C8"),
        (_changed(5, 7, 8), MERGED, "blueprint-book-sum", "G5"),
        (_changed(5, 8, 13), MERGED, "blueprint-book-sum", "H5"),
        (_changed(8, 8, 41), MERGED, "blueprint-book-sum", "H8"),
        (_changed(7, 6, 30), MERGED, "blueprint-book-marks", "F7"),
        (_changed(5, 3, "四道多"), MERGED, "blueprint-book-cell", "C5"),
        (_changed(5, 3, -4), MERGED, "blueprint-book-cell", "C5"),
        (_changed(5, 3, 2.5), MERGED, "blueprint-book-cell", "C5"),
        (_changed(3, 5, "听力题"), MERGED, "blueprint-book-heading", "E4"),
        (_changed(3, 5, "判断题"), MERGED, "blueprint-book-heading-twice", "E4"),
        (_changed(5, 3, "=2+2"), MERGED, "blueprint-book-formula", "C5"),
        (_changed(5, 3, "5-2"), MERGED, "blueprint-book-cell", "C5"),
        (_changed(3, 2, "层级"), MERGED, "blueprint-book-scope", "B5"),
        (BY_TYPE, (*MERGED, "C6:C7"), "blueprint-book-merged", "C6"),
        ([*BY_TYPE, ["第三章", None, 1]], MERGED, "blueprint-book-after-total", "A9"),
        (_changed(2, 1, "满分 50 分"), MERGED, "blueprint-marks-sum", ""),
        (_changed(2, 1, "判断 10×1，单选 14×2"), MERGED, "blueprint-book-section", "E8"),
        (_changed(2, 1, "判断 10×1，单选 15×3"), MERGED, "blueprint-book-marks", "E3"),
        (_changed(2, 1, "判断 10×1，听写 15×3"), MERGED, "blueprint-line-unread", "A2"),
        ([["姓名", "得分"], ["甲", 10]], (), "blueprint-book-empty", ""),
        ([["章节", "判断题"], ["第一章", 10]], (), "blueprint-book-each", "B1"),
        ([["章节", "判断题（每题1分）"], [None, 10]], (), "blueprint-book-unnamed", "A2"),
    ],
)
def test_what_does_not_fit_in_a_table_is_refused_by_cell(
    rows: list[list[object]], merged: tuple[str, ...], code: str, cell: str
) -> None:
    """A total that does not add up, a merged number, an unknown heading: the cell is named."""
    with pytest.raises(QbankError) as caught:
        read_excel(book(rows, merged), "安全", "安全.xlsx")
    problem = caught.value.problem
    assert (problem.code, problem.file) == (code, "安全.xlsx")
    assert problem.place.rpartition("!")[2] == (cell or problem.place)
    assert problem.message("zh") and problem.message("en")


def test_a_file_that_is_no_workbook_is_refused() -> None:
    """Bytes of anything else are a problem with a cure and no traceback."""
    broken = write_excel(USUAL)
    for content in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 50, broken[:-200], broken.replace(b"xl/", b"xm/")):
        with pytest.raises(QbankError) as caught:
            read_excel(content, "坏", "坏.xlsx")
        assert caught.value.problem.code == "blueprint-book-broken"


def test_a_drawing_shows_totals_that_add_up() -> None:
    """What is written has a column and a row of totals; a chapter of such a name is still a chapter."""
    cells = tuple(
        Cell(least=number, most=number, chapters=(chapter,), types=(name,))
        for chapter, numbers in (("总则", (4, 5)), ("附则", (6, 10)))
        for name, number in zip(("true_false", "single_choice"), numbers, strict=True)
    )
    blueprint = Blueprint(name="月考", sections=USUAL.sections[:2], cells=cells)
    page = load_workbook(io.BytesIO(write_excel(blueprint))).active
    shown = [[cell.value for cell in row] for row in page.iter_rows(4, 7, 1, 4)]
    assert shown == [["章节", "判断题", "单选题", "合计"], ["总则", 4, 5, 9], ["附则", 6, 10, 16], ["合计", 10, 15, 25]]
    assert read_excel(write_excel(blueprint), "月考") == blueprint
