"""Blueprints in Excel whose rows are types: a list of them, and types by chapters, levels or difficulties."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn_tables import Rows, book
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.assembly.blueprint_excel import read_excel
from qbank.errors import QbankError
from qbank.model.blueprint import Blueprint
from qbank.model.type_words import TYPE_WORDS

USUAL = [("true_false", 10, 1), ("single_choice", 15, 2), ("multiple_choice", 20, 3)]


def _read(rows: Rows, merged: Sequence[str] = ()) -> Blueprint:
    return read_excel(book(rows, merged), "季考", "季考.xlsx")


def _sections(blueprint: Blueprint) -> list[tuple[str, int, float]]:
    return [(each.type, each.number, each.marks) for each in blueprint.sections]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(list(TYPE_WORDS)), st.integers(1, 30), st.sampled_from([0.5, 1, 2, 3, 10])),
        min_size=1, max_size=5, unique_by=lambda each: each[0],
    ),
    st.sampled_from(["题型", "题 型", "题型名称"]),
    st.permutations(["题数", "each", "总分"]),
    st.sampled_from(["每题分值", "分值", "每小题分值"]),
    st.sampled_from(["合计", "小计", "总计", None]),
    st.booleans(),
)  # fmt: skip
def test_a_list_of_types_says_the_sections(
    sections: list[tuple[str, int, float]], corner: str, order: list[str], each: str, total: str | None, ordinals: bool
) -> None:
    """Whatever order its columns have, with or without totals, numbered or not: the sections are read in order."""
    values = {"题数": lambda n, m: n, "each": lambda n, m: m, "总分": lambda n, m: n * m}
    rows: Rows = [["季度考试"], ["时间 60 分钟"], [corner, *(each if name == "each" else name for name in order)]]
    for at, (name, number, marks) in enumerate(sections):
        word = ("一二三四五"[at] + "、" if ordinals else "") + TYPE_WORDS[name][0]
        rows.append([word, *(values[column](number, marks) for column in order)])
    if total:
        sums = {"题数": sum(n for _, n, _ in sections), "each": None, "总分": sum(n * m for _, n, m in sections)}
        rows.append([total, *(sums[column] for column in order)])
    rows += [[], ["说明：判断题答对得分"]]
    found = _read(rows)
    assert _sections(found) == sections
    assert (found.cells, found.title, found.minutes) == ((), "季度考试", 60)


@pytest.mark.parametrize(
    "rows",
    [
        [["题型", "题数", "每题分值"], ["判断题", 10, 1], ["单选题", 15, 2], ["多选题", 20, 3]],
        [["题型", "题数", "总分"], ["判断题", 10, 10], ["单选题", 15, 30], ["多选题", 20, 60], ["合计", 45, 100]],
        [["题型", "题数", "分值"], ["判断题", 10, 10], ["单选题", 15, 30], ["多选题", 20, 60], ["合计", 45, 100]],
        [["题型", "题数", "分值"], ["判断题", 10, 1], ["单选题", 15, 2], ["多选题", 20, 3], ["合计", 45, 100]],
        [["题　型", "题　量", "分 值", "小 计"], ["判断题", 10, 1, 10], ["单选题", 15, 2, 30], ["多选题", 20, 3, 60]],
        [["题型", "题数"], ["判断题（每题1分）", 10], ["单选题（每题2分）", 15], ["多选题（3分/题）", 20]],
        [
            ["序号", "题型", "题数", "每题分值", "备注"],
            [1, "判断", 10, 1, "打√×"],
            [2, "单选", 15, 2],
            [3, "多选", 20, 3],
        ],
        [
            ["题型", "题数", "每题分值", "总分"],
            ["判断题", 10, 1, 10],
            ["单选题", 15, 2, 30],
            ["小计", 25, None, 40],
            ["多选题", "20道", "3分", 60],
            ["小计", 20, None, 60],
            ["合计", 45, "—", 100],
        ],
    ],
)
def test_the_usual_list_however_it_is_drawn(rows: Rows) -> None:
    """分值 is of one item or of all as the totals show; 小计 sums up what stands since the last one."""
    assert _sections(_read(rows)) == USUAL


BY_CHAPTER: Rows = [
    ["题型/章节", "第一章 总则", "第二章 值班", "小计", "每题分值", "总分"],
    ["判断题", 4, 6, 10, 1, 10],
    ["单选题", 5, 10, 15, 2, 30],
    ["合计", 9, 16, 25, None, 40],
]
UNDER_A_HEADING: Rows = [
    ["2026 年双向细目表"],
    ["题型", "知识点", None, "合计", None],
    [None, "值班", "报告", "题数", "分值"],
    ["判断题（每题1分）", 4, 6, 10, 10],
    ["单选题（每题2分）", "5", "10题", 15, 30],
    ["合计", 9, 16, 25, 40],
]
MERGED = ("A1:E1", "A2:A3", "B2:C2", "D2:E2")


def test_types_by_chapters() -> None:
    """Each number is a cell of its chapter and type; what the columns are, the corner or a heading above says."""
    found = _read(BY_CHAPTER)
    assert _sections(found) == USUAL[:2]
    assert [(cell.chapters, cell.types, cell.least, cell.most) for cell in found.cells] == [
        (("第一章 总则",), ("true_false",), 4, 4),
        (("第一章 总则",), ("single_choice",), 5, 5),
        (("第二章 值班",), ("true_false",), 6, 6),
        (("第二章 值班",), ("single_choice",), 10, 10),
    ]
    points = _read(UNDER_A_HEADING, MERGED)
    assert _sections(points) == USUAL[:2]
    assert [(cell.tags, cell.least) for cell in points.cells] == [
        (("值班",), 4), (("值班",), 5), (("报告",), 6), (("报告",), 10),
    ]  # fmt: skip
    assert points.title == "2026 年双向细目表"


def test_types_by_levels_and_by_difficulties() -> None:
    """Levels and difficulties over the columns need no word that says what they are."""
    levels = _read([["题型", "识记", "理解", "每题分值"], ["判断题", 6, 4, 1], ["单选题", 5, 10, 2]])
    assert [(cell.levels, cell.types, cell.least) for cell in levels.cells][:2] == [
        (("识记",), ("true_false",), 6),
        (("识记",), ("single_choice",), 5),
    ]
    hard = _read([["题型", "易", "难", "每题分值"], ["判断题", 6, "≤4", 1], ["考试时间 60 分钟，判断 10×1"]])
    assert [(cell.difficulties, cell.least, cell.most) for cell in hard.cells] == [
        (("easy",), 6, 6),
        (("hard",), 0, 4),
    ]


def _changed(rows: Rows, row: int, column: int, value: object) -> Rows:
    return [
        [value if (at, to) == (row, column) else each for to, each in enumerate(line, 1)]
        for at, line in enumerate(rows, 1)
    ]


LIST: Rows = [["题型", "题数", "分值", "总分"], ["判断题", 10, 1, 10], ["单选题", 15, 2, 30], ["合计", 25, None, 40]]


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        (_changed(LIST, 2, 4, 11), "blueprint-book-sum", "D2"),
        (_changed(LIST, 4, 2, 26), "blueprint-book-sum", "B4"),
        (_changed(LIST, 4, 4, 41), "blueprint-book-sum", "D4"),
        (_changed(LIST, 3, 1, "选择题"), "blueprint-book-heading", "A3"),
        (_changed(LIST, 3, 1, "判断题"), "blueprint-book-heading-twice", "A3"),
        (_changed(LIST, 3, 1, None), "blueprint-book-heading", "A3"),
        (_changed(LIST, 3, 2, "十五"), "blueprint-book-cell", "B3"),
        (_changed(LIST, 3, 2, -1), "blueprint-book-cell", "B3"),
        (_changed(LIST, 1, 3, "用时"), "blueprint-book-turned", "C1"),
        ([each[:3] for each in LIST[:3]], "blueprint-book-vague", "C1"),
        ([each[:2] for each in LIST], "blueprint-book-each", "A2"),
        ([*LIST, ["多选题", 5, 2, 10]], "blueprint-book-after-total", "A5"),
        ([*LIST, ["说明"], ["多选题", 5, 2, 10]], "blueprint-book-after-total", "A6"),
        ([*LIST, [], ["章节", "判断题"], ["甲", 5]], "blueprint-book-second", "A6"),
        ([["判断 10×1，单选 15×2，多选 5×2"], *LIST], "blueprint-book-section", "A2"),
        ([["判断 10×1"], *LIST], "blueprint-book-section", "A4"),
        ([["判断 10×1，单选 14×2"], *LIST], "blueprint-book-section", "B4"),
        ([["判断 10×1，单选 15×1"], *LIST], "blueprint-book-marks", "A4"),
        ([["满分 50 分"], *LIST], "blueprint-marks-sum", ""),
        (_changed(BY_CHAPTER, 2, 4, 11), "blueprint-book-sum", "D2"),
        (_changed(BY_CHAPTER, 4, 2, 8), "blueprint-book-sum", "B4"),
        (_changed(BY_CHAPTER, 3, 6, 31), "blueprint-book-sum", "F3"),
        (_changed(BY_CHAPTER, 1, 1, "题型"), "", ""),
        (_changed(_changed(BY_CHAPTER, 1, 1, "题型"), 1, 3, "值班"), "blueprint-book-turned", "C1"),
        (_changed(BY_CHAPTER, 1, 3, "识记"), "blueprint-book-turned", "C1"),
        (_changed(BY_CHAPTER, 1, 3, "第一章 总则"), "", ""),
    ],
)  # fmt: skip
def test_what_does_not_add_up_or_is_not_understood_is_refused_by_cell(rows: Rows, code: str, cell: str) -> None:
    """A sum, a name of a type or of a column that is not understood: the cell on the sheet as it was drawn."""
    if not code:
        assert len(_read(rows).cells) == 4
        return
    with pytest.raises(QbankError) as caught:
        _read(rows)
    problem = caught.value.problem
    assert (problem.code, problem.file) == (code, "季考.xlsx")
    assert problem.place.rpartition("!")[2] == (cell or problem.place)
    assert problem.message("zh") and problem.message("en")


def test_a_merged_number_is_refused() -> None:
    """Of two types that share a number nobody knows which of them it is for."""
    with pytest.raises(QbankError) as caught:
        _read(LIST, ("B2:B3",))
    assert (caught.value.problem.code, caught.value.problem.values["range"]) == ("blueprint-book-merged", "B2:B3")
