"""What is short is said in words, and types and levels are called what people call them."""

from __future__ import annotations

import pytest

import qbank.types  # noqa: F401 - registers the types
from qbank.assembly.shortages import Shortage
from qbank.assembly.verifying import Gap
from qbank.model.blueprint import level_of


@pytest.mark.parametrize(
    ("shortage", "said"),
    [
        (
            Shortage(Gap("cell", "第三章·难", 6, 4), 0, 4, 5),
            "“第三章·难”要 6 道，最多只能有 4 道，缺 2 道（能用的 4，题库里共 5）",
        ),
        (
            Shortage(Gap("cell", "第三章", 20, 18.5), 1, 18.5, 30, "marks"),
            "B：“第三章”要 20 分，最多只能有 18.5 分，缺 1.5 分",
        ),
        (
            Shortage(Gap("cell", "第三章", 4, 1), 0, 33, 40),
            "“第三章”要 4 道，别的要求给它留下的位置最多 1 道，差 3 道（题是够的：能用的 33，题库里共 40）",
        ),
        (Shortage(Gap("cell", "第三章", 3, 5), 0, 9, 9), "“第三章”最多 3 道，用这个题库至少要 5 道，多 2 道"),
        (
            Shortage(Gap("facility", "", 0.6, 0.54321), 0, 9, 9),
            "平均难度系数的界限是 0.6，最接近的是 0.5432，差 0.0568",
        ),
        (Shortage(Gap("key", "B", 0.2, 0.1), 0, 9, 9), "答案为 B 的单选题应占 20 %，最接近的是 10 %，差 10 %"),
    ],
)
def test_a_shortage_is_said_in_words(shortage: Shortage, said: str) -> None:
    """Which cell, how much it wants, what can be had, what is missing, what to do; in both languages."""
    assert said in shortage.problem.message("zh")
    assert shortage.problem.message("en").isprintable()


def test_a_level_is_the_first_tag_that_names_one() -> None:
    """An item's cognitive level stands among its tags."""
    assert level_of(("值班", "理解", "识记")) == "理解"
    assert level_of(("值班",)) == ""
