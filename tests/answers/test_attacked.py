"""Answer files that tempt a reader into a number that is none: ids as numbers, endless marks, percent, departments."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from answer_samples import Write, paper, single
from hypothesis import given
from hypothesis import strategies as st

from qbank.answers import read
from qbank.answers._plain import headed
from qbank.answers.departments import Departments
from qbank.errors import QbankError

HEX = st.text("0123456789abcdef", min_size=10, max_size=14).filter(lambda text: any(map(str.isdigit, text[5:])))


@given(HEX, st.sampled_from(["", "（2分）", "（5分）"]))
def test_an_id_is_no_number_of_a_question(name: str, marks: str) -> None:
    """q24a04e21733249（2分） is the item of that id and not question 24."""
    found = headed(f"q{name}{marks}")
    assert found.number is None and found.stem == f"q{name}"


def test_numbers_of_questions_are_still_read() -> None:
    """A number after Q or 题, before a stem, is one."""
    said = ["Q3", "q12. Which of 2", "Question 4", "题5", "试题 6、下列2项", "Q7 三加 4", "item_8"]
    assert [headed(each).number for each in said] == [3, 12, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("mark", ["1e300", "-1e300", "1e12", "99999999999"])
def test_marks_beyond_all_sense_are_unknown(write: Write, mark: str) -> None:
    """They are named, and every figure stays a number."""
    rng = Random(3)
    rows = [[f"P{at}", *(rng.choice(["0", "1", mark]) for _ in range(4))] for at in range(30)]
    reading = read(write([["工号", "甲", "乙", "丙", "丁"], *rows]))
    marks = reading.sitting().marks
    assert reading.sitting().most.tolist() == [1, 1, 1, 1]
    assert np.array_equal(np.isnan(marks), [[cell == mark for cell in row[1:]] for row in rows])
    assert {each.why for each in reading.report.dirty} == {"answers-cell-range"}


def test_percent_is_an_option_in_words_or_a_share_of_the_marks(write: Write) -> None:
    """Options that are percent are answered in words, other items earn that share; both in one column are asked."""
    items = [single("p", "现场答题正确率不低于百分之多少？", ("60%", "80%", "90%"), 2), *paper()[:1]]
    rows = [["工号", "p", "Q-one"], ["1", "90%", "十分钟"], ["2", "60%", "五分钟"]]
    assert read(write(rows), items=items).sitting().marks.tolist() == [[1, 1], [0, 0]]
    rows = [["工号", "Q-one", "Q-many"], ["1", "100%", "50%"], ["2", "0%", "100%"]]
    assert read(write(rows), items=paper()).sitting().marks.tolist() == [[1, 0.5], [0, 1]]
    rows = [["工号", "p", "Q-one"], ["1", "90%", "十分钟"], ["2", "50%", "五分钟"]]
    reading = read(write(rows), items=items)
    assert "answers-cells-unclear" in {each.code for each in reading.report.problems}
    assert reading.sitting().items == ("Q-one",)


def test_departments_that_differ_by_how_they_are_numbered_are_told() -> None:
    """一大队, 第一大队 and 1大队 stay three, and it is said that they may be one; 二大队 is another."""
    tree = Departments()
    for text in ("市局/一大队", "市局/第一大队", "市局/1大队", "市局/二大队", "县局/一大队"):
        tree.of(text)
    (told,) = tree.told("f.csv")
    assert told.code == "answers-departments-alike"
    assert told.values["departments"] == "市局/1大队 | 市局/一大队 | 市局/第一大队"


@given(st.lists(st.sampled_from(["A", "B", "1", "2", "②", "²", "١", "Ⅱ", "两", "½", ""]), min_size=3, max_size=9))
def test_signs_that_look_like_numbers_end_in_no_error(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    """Rings, raised figures and figures of other scripts are read, counted as another choice or named."""
    path = tmp_path_factory.mktemp("signs") / "a.csv"
    lines = [f"P{at},{cell},{cells[0]}" for at, cell in enumerate(cells)]
    path.write_text("\n".join(["工号,1,2", *lines]), encoding="utf-8")
    for key in ("A", "1", "②", "对", "甲"):
        try:
            read(path, key={"1": key, "2": key}).sitting()
        except QbankError as error:
            assert error.problem.message("zh")
    read(path, items=paper()[:2]).sitting()
