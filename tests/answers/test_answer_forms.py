"""Answers on several forms of one exam: numbers become items by the form each sat; what is wrong is told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from answer_samples import Write, paper

from qbank.answers import Paper, Reading, Sat, read
from qbank.errors import QbankError
from qbank.model.form import Form, FormSection, Placed

ONE, MANY, TRUE = ("Q-one", "BADC"), ("Q-many", "DABC"), ("Q-true", "")


def form(name: str, *orders: tuple[str, str]) -> Paper:
    """Return a form of items worth two marks each, with the orders of their options."""
    placed = tuple(Placed(item=item, revision=1, order=order, marks=2.0) for item, order in orders)
    sections = (FormSection(heading="", marks=2, placed=placed),)
    return Paper.of(Form(id=f"e1-{name}", name=name, title="周测", sections=sections))


FORMS = (form("A", ONE, MANY, TRUE), form("B", TRUE, ("Q-one", "DCBA"), ("Q-many", "ABCD")))
RIGHT = {"A": ["A", "BCD", "对"], "B": ["对", "C", "ABC"]}
"""The key of ``Q-one`` is its B, of ``Q-many`` its A, B and C."""


def marks(reading: Reading) -> list[list[float]]:
    """Return the marks of the three items, person by person."""
    sitting = reading.sitting()
    places = [sitting.items.index(name) for name in ("Q-one", "Q-many", "Q-true")]
    return sitting.marks[:, places].tolist()


def rows(*people: Sequence[str], heading: str = "卷别") -> list[Sequence[str]]:
    """Return a file of people with the form and three numbered answers."""
    return [["工号", heading, "1", "2", "3"], *people]


def test_numbers_are_items_by_each_persons_form(write: Write) -> None:
    """Who answered right on their own form has all marks, however the form is written; letters mean their own."""
    people = [["1", "A卷", *RIGHT["A"]], ["2", "b", *RIGHT["B"]], ["3", "e1-B", *RIGHT["B"]], ["4", "A", *RIGHT["B"]]]
    reading = read(write(rows(*people)), items=paper(), sat=Sat(FORMS))
    assert marks(reading)[:3] == [[2, 2, 2]] * 3
    assert marks(reading)[3] != [2, 2, 2]
    assert not reading.report.matching.unmatched


def test_items_by_name_are_turned_by_each_persons_form(write: Write) -> None:
    """Where headings name the items, only the letters are the form's."""
    file = write([
        ["工号", "试卷类型", "Q-one", "Q-many", "Q-true"],
        ["1", "A", "A", "BCD", "对"],
        ["2", "B", "C", "ABC", "对"],
    ])
    assert marks(read(file, items=paper(), sat=Sat(FORMS))) == [[2, 2, 2]] * 2


def test_everybody_sat_the_only_form(write: Write) -> None:
    """One form needs no column."""
    file = write([["工号", "1", "2", "3"], ["1", *RIGHT["B"]], ["2", "错", "A", "D"]])
    assert marks(read(file, items=paper(), sat=Sat(FORMS[1:]))) == [[2, 2, 2], [0, 0, 0]]


def test_one_form_for_all_against_what_the_file_says_is_told(write: Write) -> None:
    """A column that names another letter contradicts; one that names the paper or the same letter does not."""
    for said, told in (("A卷", True), ("a", True), ("B", False), ("三月卷", False), ("", False)):
        file = write(rows(["1", said, *RIGHT["B"]], ["2", "B卷", *RIGHT["B"]]))
        codes = {each.code for each in read(file, items=paper(), sat=Sat(FORMS[1:])).report.problems}
        assert ("answers-form-other-letters" in codes) is told


def test_who_sat_a_form_without_an_item_was_not_asked_it(write: Write) -> None:
    """Parallel forms share no item: each has the other's unseen."""
    forms = (form("A", ONE), form("B", TRUE))
    file = write([["工号", "卷别", "1"], ["1", "A", "A"], ["2", "B", "错"]])
    found = read(file, items=paper(), sat=Sat(forms)).sitting()
    one, true = (found.items.index(name) for name in ("Q-one", "Q-true"))
    assert np.array_equal(found.marks[:, [one, true]], [[2, np.nan], [np.nan, 0]], equal_nan=True)


def test_a_form_that_is_none_is_told(write: Write) -> None:
    """People with a strange form are named by it, and nothing of theirs is guessed."""
    reading = read(write(rows(["1", "A", *RIGHT["A"]], ["2", "丙", *RIGHT["A"]])), items=paper(), sat=Sat(FORMS))
    (told,) = [each for each in reading.report.problems if each.code == "answers-form-strange"]
    assert told.values["found"] == "丙" and told.values["known"] == "A、B"
    assert np.isnan(marks(reading)[1]).all()


def test_who_was_absent_sat_no_form(write: Write) -> None:
    """A cell without a form is told where somebody answered beside it, and not of people who handed in nothing."""
    absent = ["2", "", "", "", ""]
    reading = read(write(rows(["1", "A", *RIGHT["A"]], absent)), items=paper(), sat=Sat(FORMS))
    assert "answers-form-strange" not in {each.code for each in reading.report.problems}
    reading = read(write(rows(["1", "A", *RIGHT["A"]], absent, ["3", "", *RIGHT["A"]])), items=paper(), sat=Sat(FORMS))
    (told,) = [each for each in reading.report.problems if each.code == "answers-form-strange"]
    assert told.values["found"] == "–"


def test_the_column_may_be_called_anything(write: Write) -> None:
    """Its heading is said; a heading that is not there is refused, and so is a file without any."""
    file = write(rows(["1", "A", *RIGHT["A"]], ["2", "B", *RIGHT["B"]], heading="考场"))
    assert marks(read(file, items=paper(), sat=Sat(FORMS, "考场"))) == [[2, 2, 2]] * 2
    for sat in (Sat(FORMS), Sat(FORMS, "座位")):
        with pytest.raises(QbankError) as caught:
            read(file, items=paper(), sat=sat)
        assert caught.value.problem.code == "answers-form-missing"
