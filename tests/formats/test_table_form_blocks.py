"""Forms with a block of rows for each type of item in one sheet: filled block by block, or refused by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from table_files import read, workbook
from test_table_surroundings import EXAMPLE, HEADINGS, fill

from qbank.errors import QbankError
from qbank.formats._contract import FORMATS, Settings
from qbank.formats.overview import full_example
from qbank.formats.reading_back import Expected
from qbank.formats.tables import format as xlsx
from qbank.formats.tables._references import Blocks, Place
from qbank.model.portable import Portable

NAMES = {
    "single_choice": "单选题",
    "multiple_choice": "多选题",
    "true_false": "判断题",
    "fill_blank": "填空题",
    "short_answer": "简答题",
}
HEADS = ["题干", "选项A", "选项B", "选项C", "选项D", "答案", "解析"]
SHORT = ["题干", "答案", "解析"]
SHOWN = ["示例", "甲", "乙", "丙", "丁", "A", "无"]


def several(counts: dict[str, int]) -> list[Portable]:
    """Return so many items of each type, told from each other by their stems."""
    return [
        replace(example, item=replace(example.item, id=f"{kind}-{at}", stem=f"第{at + 1}问：{example.item.stem}"))
        for kind, count in counts.items()
        for example in [full_example(kind)]
        for at in range(count)
    ]


def filled(form: Path, items: Sequence[Portable]) -> tuple[Any, list[Portable]]:
    """Return the sheet of a form that was filled, and what went into it; the file reads back the same."""
    asked = Settings(template=form)
    held = [each for each in (xlsx.hold(each, asked) for each in items) if isinstance(each, Portable)]
    stream, path, expected = BytesIO(), form.with_name("filled.xlsx"), Expected()
    xlsx.write(expected.watch(iter(held)), stream, asked)
    path.write_bytes(stream.getvalue())
    expected.compare(FORMATS.get("xlsx"), path, asked)
    return load_workbook(path).active, held


def column(sheet: Any, at: int = 1) -> list[str]:
    """Return what stands in a column, from the top."""
    return [cell.value or "" for cell in next(sheet.iter_cols(min_col=at, max_col=at))]


COUNTS = st.fixed_dictionaries({kind: st.integers(0, 4) for kind in NAMES})


@settings(max_examples=25, deadline=None)
@given(
    counts=COUNTS,
    order=st.permutations(list(NAMES)),
    room=st.lists(st.integers(0, 3), min_size=5, max_size=5),
    own=st.booleans(),
)
def test_items_go_below_the_titles_of_their_types(
    counts: dict[str, int], order: list[str], room: list[int], own: bool
) -> None:
    """In whatever order the blocks stand, whatever room they have, with headings of their own or not; titles stay."""
    rows: list[list[str]] = [["题库"], *([] if own else [HEADS])]
    for kind, size in zip(order, room, strict=True):
        rows += [[f"{NAMES[kind]}（每题2分）"], *([HEADS] if own else []), *[SHOWN] * size]
    with TemporaryDirectory() as folder:
        sheet, held = filled(workbook(Path(folder) / "form.xlsx", [*rows, ["审核人："]]), several(counts))
        items, problems = read(Path(folder) / "filled.xlsx")
    stems = [[each.item.stem for each in held if each.item.type == kind] for kind in order]
    wanted = ["题库", *([] if own else ["题干"])]
    for kind, all_ in zip(order, stems, strict=True):
        wanted += [f"{NAMES[kind]}（每题2分）", *(["题干"] if own else []), *all_]
    assert [text for text in column(sheet) if text] == [*wanted, "审核人："]
    assert len(held) == sum(counts.values())
    assert [each.item.stem for each in items] == [stem for all_ in stems for stem in all_]
    assert {each.severity for each in problems} <= {"warning"}


def test_blocks_may_have_columns_of_their_own(tmp_path: Path) -> None:
    """Choices with options, other items without; what has no block goes where a person marks it, or is left out."""
    rows = [
        ["单选题"], HEADS, SHOWN, [],
        ["判断题"], SHORT, ["示例", "对", "无"],
        ["简答题"], ["序号", *SHORT], ["1", "示例", "甲", "无"],
    ]  # fmt: skip
    sheet, held = filled(workbook(tmp_path / "form.xlsx", rows), several(dict.fromkeys(NAMES, 2)))
    assert [each.item.type for each in held].count("multiple_choice") == 0
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = column(sheet).index("判断题")
    assert column(sheet)[:5] == ["单选题", "题干", *(each.item.stem for each in held[:2]), "判断题"]
    assert texts[at + 1][:3] == SHORT
    assert {row[1] for row in texts[at + 2 : at + 4]} <= {"对", "错"}
    below = texts[column(sheet).index("简答题") + 1 :]
    assert below[0][:4] == ["序号", *SHORT]
    assert [row[0] for row in below[1:]] == [str(number + 1) for number in range(len(below) - 1)]


def test_what_is_set_for_a_block_moves_with_it(tmp_path: Path) -> None:
    """Sums, lists, merged titles, comments, cells beside it and formulas of its rows."""
    book = Workbook()
    sheet = book.active
    for row in (
        HEADS,
        ["单选题"], SHOWN, ["小计", "=COUNTA(F3:F3)"],
        ["判断题"], ["示例", "", "", "", "", "对", "无", "", "甲组"], ["小计", "=COUNTA(F6:F6)"],
        ["合计", "=B4+B7"],
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A5:G5")
    sheet["B7"].comment = Comment("两段相加", "编")
    verdicts = DataValidation(type="list", formula1='"对,错"', sqref="F6:F6")
    sheet.add_data_validation(verdicts)
    book.save(tmp_path / "form.xlsx")
    made, _ = filled(tmp_path / "form.xlsx", several({"single_choice": 3, "true_false": 2}))
    assert [column(made)[at] for at in (1, 5, 6, 9, 10)] == ["单选题", "小计", "判断题", "小计", "合计"]
    assert [made[cell].value for cell in ("B6", "B10", "B11")] == ["=COUNTA(F3:F5)", "=COUNTA(F8:F9)", "=B6+B10"]
    assert [str(each) for each in made.merged_cells.ranges] == ["A7:G7"]
    assert [str(each.sqref) for each in made.data_validations.dataValidation] == ["F8:F9"]
    assert made["I8"].value == "甲组"
    assert made["B10"].comment is not None
    assert made["B7"].comment is None


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5)), min_size=1, max_size=4), st.data())
def test_rows_are_moved_by_all_blocks_above_them(blocks: list[tuple[int, int]], data: st.DataObject) -> None:
    """A cell below a title is as far below it as before, and a range over a block is over all its rows."""
    rows, places, titles = 1, [], []
    for room, count in blocks:
        titles.append(rows)
        rows += room + 1
        places.append(Place(titles[-1], (0,), count, titles[-1], range(rows, 1_048_577)))
    moved = Blocks(tuple(places))
    at = data.draw(st.integers(0, len(blocks) - 1))
    room, count = blocks[at]
    before = sum(max(0, made - had) for had, made in blocks[:at])
    assert moved.moved(at) == before
    title = titles[at]
    assert moved.formula(f"A{title}") == f"A{title + before}"
    last = max(count, 1)
    assert moved.formula(f"SUM(A{title + 1}:A{title + room})") == f"SUM(A{title + 1 + before}:A{title + last + before})"


@pytest.mark.parametrize(
    ("below", "code", "place"),
    [
        ([EXAMPLE, ["二、多选题"], EXAMPLE], "-above", "2"),
        ([EXAMPLE, [], HEADINGS, EXAMPLE], "", "4"),
        ([EXAMPLE, ["题干", "答案"], ["示例", "对"]], "", "3"),
        ([EXAMPLE, ["题干", "答案", "难度", "审核意见", "归属"], ["示例", "对", "易", "无", "甲"]], "", "3"),
        ([["一、单选题"], EXAMPLE, ["二、单选题"]], "-twice", "4"),
        ([["一、选择题"], EXAMPLE, ["二、判断题"]], "-word", "2"),
        ([["一、单选题（难度：易）"], EXAMPLE, ["二、判断题"]], "-word", "2"),
        ([["一、单选题"], HEADINGS, EXAMPLE, ["二、判断题"], ["题干", "题干", "答案"]], "-columns", "6"),
        ([["一、单选题"], EXAMPLE, ["以上为示例，请从下一行开始填写"], ["二、判断题"]], "-ends", "4"),
    ],
)
def test_what_may_go_into_either_block_is_refused(
    tmp_path: Path, below: list[list[str]], code: str, place: str
) -> None:
    """Where it is not plain what goes where, the row is named, and nothing is written."""
    with pytest.raises(QbankError) as caught:
        fill(workbook(tmp_path / "t.xlsx", [HEADINGS, *below]))
    problem = caught.value.problem
    assert (problem.code, problem.place) == (f"table-template-blocks{code}", f"Sheet1!{place}")


def test_blocks_beside_other_sheets_of_items_are_refused(tmp_path: Path) -> None:
    """Whether a multiple choice goes into its block or its sheet nobody has said."""
    form = workbook(tmp_path / "t.xlsx", {"题库": [HEADS, ["单选题"], SHOWN, ["多选题"]], "多选题": [HEADS, SHOWN]})
    with pytest.raises(QbankError) as caught:
        fill(form)
    assert caught.value.problem.code == "table-template-blocks-sheets"
