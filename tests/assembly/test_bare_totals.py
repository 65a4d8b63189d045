"""合计 at the end of the rows of a two-way table, which does not say whether it counts items or marks."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qbank.assembly.blueprint_excel import read_excel
from qbank.errors import QbankError
from qbank.model.blueprint import Blueprint

EACH = (1, 2, 3)
TYPES = ("判断题", "单选题", "多选题")
Numbers = list[tuple[int, int, int]]
NUMBERS = st.lists(st.tuples(*(st.integers(1, 9) for _ in TYPES)), min_size=1, max_size=4)


def _table(numbers: Numbers, total: str, totals: list[float]) -> Blueprint:
    """Read chapters by types, each with 题数 and 分值 under it, and a total over two rows of headings."""
    book = Workbook()
    sheet = book.active
    sheet.append(["章节", *(word for each in TYPES for word in (each, None)), total])
    sheet.append([None, *["题数", "分值"] * len(TYPES), None])
    for at, (row, said) in enumerate(zip(numbers, totals, strict=True)):
        pairs = [(number, number * each) for number, each in zip(row, EACH, strict=True)]
        sheet.append([f"第{'一二三四'[at]}章", *(value for pair in pairs for value in pair), said])
    for area in ("A1:A2", "B1:C1", "D1:E1", "F1:G1", "H1:H2"):
        sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return read_excel(stream.getvalue(), "季考", "季考.xlsx")


def _marks(numbers: Numbers) -> list[float]:
    return [sum(number * each for number, each in zip(row, EACH, strict=True)) for row in numbers]


@settings(max_examples=40)
@given(NUMBERS, st.sampled_from(["合计", "总计", "小计"]))
def test_it_counts_items_or_marks(numbers: Numbers, total: str) -> None:
    """A total of items and one of marks are both right, and ask for nothing that the cells do not."""
    items = _table(numbers, total, [sum(row) for row in numbers])
    marks = _table(numbers, total, _marks(numbers))
    assert items == marks
    assert [(each.number, each.marks) for each in items.sections] == [
        (sum(row[at] for row in numbers), each) for at, each in enumerate(EACH)
    ]


@settings(max_examples=40)
@given(NUMBERS, st.data())
def test_one_that_is_wrong_is_named(numbers: Numbers, data: st.DataObject) -> None:
    """Of marks that do not add up in one row, that row is named, and the sum is one of marks."""
    wrong = data.draw(st.integers(0, len(numbers) - 1))
    said = _marks(numbers)
    said[wrong] += 100
    with pytest.raises(QbankError) as caught:
        _table(numbers, "合计", said)
    problem = caught.value.problem
    assert problem.code == "blueprint-book-sum"
    assert problem.place.endswith(f"H{wrong + 3}")
    assert len(numbers) == 1 or problem.values["sum"] == str(_marks(numbers)[wrong])


def test_one_that_says_what_it_counts_is_held_to_it() -> None:
    """合计题数 with marks under it is refused."""
    with pytest.raises(QbankError) as caught:
        _table([(1, 2, 3)], "合计/题数", [14])
    assert caught.value.problem.code == "blueprint-book-sum"
