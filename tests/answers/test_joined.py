"""Several files of one sitting: they add up to the file that has them all, and nobody counts twice."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from answer_samples import Write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbank.analysis.classical import item_figures, total_figures
from qbank.analysis.counts import counted
from qbank.analysis.option_figures import option_figures
from qbank.answers import joined, read
from qbank.model.sitting import ABSENT

KEYS = {"q1": "A", "q2": "B", "q3": "C", "q4": "A"}


def rows(people: int, seed: int) -> list[list[str]]:
    """Return answers of people with codes."""
    rng = random.Random(seed)
    return [[f"K{at}", *(rng.choice("ABCD") for _ in KEYS)] for at in range(people)]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1000), cut=st.integers(1, 39), order=st.permutations(list(KEYS)))
def test_parts_of_a_file_add_up_to_it(write: Write, seed: int, cut: int, order: list[str]) -> None:
    """Wherever it is cut, and in whatever order the second part has its columns: the same figures, the same sheets."""
    made = rows(40, seed)
    whole = read(write([["工号", *KEYS], *made], "all.csv"), key=KEYS)
    second = [[row[0], *(row[1 + list(KEYS).index(name)] for name in order)] for row in made[cut:]]
    parts = [
        read(write([["工号", *KEYS], *made[:cut]], "a.csv"), key=KEYS),
        read(write([["工号", *order], *second], "b.csv"), key=KEYS),
    ]
    both = joined(parts)
    one, two = counted(whole.sitting()), counted(both.sitting())
    assert total_figures(one) == total_figures(two)
    assert item_figures(one).keys() == item_figures(two).keys()
    for name, figures in item_figures(one).items():
        mine = item_figures(two)[name]
        assert (mine.facility, mine.rest, mine.omitted) == (figures.facility, figures.rest, figures.omitted)
        shares = [
            {each.option: each.n for each in option_figures(counts.items[name]) if each.n} for counts in (one, two)
        ]
        assert shares[0] == shares[1]
    marks = {sheet.person.code: sheet.marks for sheet in whole.sheets()}
    assert {sheet.person.code: sheet.marks for sheet in both.sheets()} == marks
    assert both.report.counted == 40
    some = np.array([0, cut - 1, cut, 39])
    assert (both.sitting_of(some).marks == both.sitting().marks[some]).all()


@pytest.mark.parametrize(("attempt", "total"), [("first", 0.0), ("last", 4.0), ("best", 4.0)])
def test_who_stands_in_two_files_counts_once(write: Write, attempt: str, total: float) -> None:
    """With the attempt that is wanted, and it is told."""
    one = read(write([["工号", *KEYS], ["K1", "D", "D", "D", "D"], ["K2", *KEYS.values()]], "a.csv"), key=KEYS)
    two = read(write([["工号", *KEYS], ["K1", *KEYS.values()], ["K3", *KEYS.values()]], "b.csv"), key=KEYS)
    both = joined([one, two], attempt)  # type: ignore[arg-type]
    totals = {sheet.person.code: sum(mark or 0 for mark in sheet.marks) for sheet in both.sheets()}
    assert totals == {"K1": total, "K2": 4.0, "K3": 4.0}
    (told,) = [each for each in both.problems if each.code == "answers-in-two-files"]
    assert "K1" in told.message("zh")


def test_who_came_elsewhere_was_not_absent(write: Write) -> None:
    """Absent in one file, there in the other; absent in both is absent once."""
    head = ["工号", *KEYS, "状态"]
    one = read(write([head, ["K1", *[""] * 4, "缺考"], ["K2", *KEYS.values(), ""]], "a.csv"), key=KEYS)
    two = read(write([head, ["K1", *KEYS.values(), ""], ["K9", *[""] * 4, "缺考"]], "b.csv"), key=KEYS)
    both = joined([one, two, one, two])
    assert sorted(sheet.person.code for sheet in both.sheets()) == ["K1", "K2", "K9"]
    assert [sheet.person.code for sheet in both.sheets() if sheet.state == ABSENT] == ["K9"]


def test_files_that_key_an_item_differently_have_no_options_of_it(write: Write, tmp_path: Path) -> None:
    """The marks count, the item is named, the other items keep their options."""
    one = read(write([["工号", *KEYS], *rows(30, 1)], "a.csv"), key=KEYS)
    other = [[f"L{row[0]}", *row[1:]] for row in rows(30, 2)]
    two = read(write([["工号", *KEYS], *other], "b.csv"), key={**KEYS, "q2": "C"})
    both = joined([one, two])
    assert [bool(asked.options) for asked in both.asked] == [True, False, True, True]
    counts = counted(both.sitting())
    right = sum(row[2] == "B" for row in rows(30, 1)) + sum(row[2] == "C" for row in rows(30, 2))
    assert item_figures(counts)["q2"].facility == pytest.approx(right / 60)
    assert any(each.code == "answers-files-differ" and "q2" in each.message("zh") for each in both.problems)


def test_people_without_codes_stay_apart_over_files(write: Write) -> None:
    """Nothing but their rows tells them, and the third row of two files is two people."""
    marks = [[*KEYS], *(["A", "B", "C", "A"] for _ in range(3))]
    both = joined([read(write(marks, name), key=KEYS) for name in ("a.csv", "b.csv")])
    codes = [sheet.person.code for sheet in both.sheets()]
    assert len(codes) == len(set(codes)) == 6


def test_who_has_a_code_in_one_file_alone_is_one_person(write: Write) -> None:
    """By name and department; two of one name in the other file may be either, and stay apart."""
    head, right = ["工号", "姓名", "部门", *KEYS], list(KEYS.values())
    one = read(write([head, ["1", "甲", "一科", *right], ["2", "乙", "一科", *right]], "a.csv"), key=KEYS)
    rows = [["甲", "一科", *"DDDD"], ["乙", "一科", *"DDDD"], ["乙", "一科", *"DDDC"]]
    two = read(write([head[1:], *rows], "b.csv"), key=KEYS)
    both = joined([one, two], "last")
    sheets = {sheet.person.code: sum(mark or 0 for mark in sheet.marks) for sheet in both.sheets()}
    assert sheets == {"1": 0, "2": 4, "乙@一科": 0, "乙@一科#2": 0}
    codes = [each.code for each in both.told]
    assert codes == ["answers-codeless-in-files", "answers-codeless-unsure", "answers-in-two-files"]
