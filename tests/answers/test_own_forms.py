"""A/B papers of another program: a table of forms leads answers back to items, with a bank and without one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import openpyxl
import pytest
from answer_samples import Write, bank, paper
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.answers import Reading, read
from qbank.answers.own_forms import order_of, read_forms
from qbank.errors import QbankError

HEAD = ("卷别", "题号", "题目", "选项顺序")
TABLE = [
    HEAD,
    ("A", 1, "Q-one", "ABCD"),
    ("A", 2, "Q-true", ""),
    ("B", 1, "Q-true", ""),
    ("B", 2, "值班民警接到报警后应当在多少分钟内到达现场？", "B,A,D,C"),
]
"""On B the questions change places, and so do options; the key of ``Q-one`` is its B."""
ANSWERS = [("工号", "卷别", "1", "2"), ("1", "A卷", "B", "对"), ("2", "B", "对", "A"), ("3", "B", "错", "B")]


def marks(reading: Reading, *names: str) -> list[list[float]]:
    """Return the marks of items, person by person."""
    sitting = reading.sitting()
    return sitting.marks[:, [sitting.items.index(name) for name in names]].tolist()


def codes(reading: Reading) -> set[str]:
    """Return what was told."""
    return {each.code for each in reading.report.problems}


@pytest.mark.parametrize("file", ["forms.csv", "forms.xlsx"])
def test_numbers_and_letters_are_led_back_to_the_banks_items(write: Write, file: str) -> None:
    """An item by its id on one form and by its stem on the other is the same; letters mean the item's own options."""
    path = write(TABLE, file)
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in TABLE:
            book.active.append(row)
        book.save(path)
    reading = read(write(ANSWERS), items=paper(), sat=read_forms(path))
    assert marks(reading, "Q-one", "Q-true") == [[1, 1], [1, 1], [0, 0]]
    assert reading.sitting().chosen[:, reading.sitting().items.index("Q-one")].tolist() == [1, 1, 0]
    assert not codes(reading)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_every_answer_means_the_same_on_all_forms(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Whatever the orders of questions and options: read by the table, the chosen options are those that were meant."""
    rng, folder = Random(seed), tmp_path_factory.mktemp("own")
    items = bank(5, seed)
    table, rows = [",".join(HEAD)], ["工号,卷别,1,2,3,4,5"]
    meant = [[rng.randrange(4) for _ in items] for _ in range(6)]
    for form in "甲乙丙":
        order = rng.sample(range(5), 5)
        options = [rng.sample("ABCD", 4) for _ in items]
        table += [f"{form},{at},{items[one].id},{''.join(options[one])}" for at, one in enumerate(order, 1)]
        for person in ("甲乙丙".index(form), "甲乙丙".index(form) + 3):
            letters = ("ABCD"[options[one].index("ABCD"[meant[person][one]])] for one in order)
            rows.append(f"{person},{form}卷,{','.join(letters)}")
    for name, lines in (("forms.csv", table), ("answers.csv", rows)):
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    reading = read(folder / "answers.csv", items=items, sat=read_forms(folder / "forms.csv"))
    (block,) = reading.sittings
    places = [block.sitting.items.index(item.id) for item in items]
    found = {
        person.code: row.tolist() for person, row in zip(block.people, block.sitting.chosen[:, places], strict=True)
    }
    assert found == {str(person): row for person, row in enumerate(meant)}


def test_without_a_bank_the_table_names_what_the_key_file_names(write: Write) -> None:
    """Items are then those of the table; the file of keys says them by the same names, and the table their marks."""
    rows: list[Sequence[object]] = [
        ("卷", "题号", "原题号", "选项顺序", "分值"),
        ("A", 1, "一", "ABC", 2),
        ("A", 2, "二", "ABC", 3),
    ]
    rows += [("B", 1, "二", "CAB", 3), ("B", 2, "一", "BCA", 2)]
    key = write([("题目", "答案"), ("一", "A"), ("二", "C")], "key.csv")
    people = [("工号", "卷型", "1", "2"), ("1", "A", "A", "C"), ("2", "B", "A", "C"), ("3", "B", "C", "A")]
    reading = read(write(people), key=key, sat=read_forms(write(rows, "forms.csv")))
    assert marks(reading, "一", "二") == [[2, 3], [2, 3], [0, 0]]


def test_everybody_sat_one_form_or_each_a_form_of_their_own(write: Write) -> None:
    """One form is named; where the table's forms are people's codes no column has to say the form."""
    answers = [("工号", "1", "2"), ("P1", "对", "A"), ("P2", "对", "A")]
    reading = read(write(answers), items=paper(), sat=read_forms(write(TABLE, "forms.csv"), "B"))
    assert marks(reading, "Q-one", "Q-true") == [[1, 1], [1, 1]]
    own = [
        ("工号", *HEAD[1:]),
        ("P1", 1, "Q-true", ""),
        ("P1", 2, "Q-one", "BACD"),
        ("P2", 1, "Q-true", ""),
        ("P2", 2, "Q-one", "CABD"),
    ]
    reading = read(write(answers), items=paper(), sat=read_forms(write(own, "own.csv")))
    assert marks(reading, "Q-one", "Q-true") == [[1, 1], [0, 1]]
    with pytest.raises(QbankError) as caught:
        read(write(answers), items=paper(), sat=read_forms(write(TABLE, "forms.csv")))
    assert caught.value.problem.code == "answers-form-missing"


def test_orders_alone_turn_columns_that_name_their_items(write: Write) -> None:
    """Without numbers columns are known by stem, id or number as ever; marks are no numbers of options."""
    orders = write([("卷别", "题目", "选项顺序"), ("A", "Q-one", "BADC")], "orders.csv")
    stem = f"1、{paper()[0].stem}"
    reading = read(
        write([("工号", "卷别", stem), ("1", "A", "A"), ("2", "A", "2")]), items=paper(), sat=read_forms(orders)
    )
    assert marks(reading, "Q-one") == [[1], [0]]
    scores = [("工号", "卷别", "Q-one"), *((str(at), "A", "01"[at % 2]) for at in range(10))]
    reading = read(write(scores), items=paper(), cells="marks", sat=read_forms(orders))
    assert marks(reading, "Q-one") == [[at % 2] for at in range(10)]


BAD = [
    (("", 3, "Q-many", "ABCD"), "answers-forms-empty"),
    (("A", "三", "Q-many", "ABCD"), "answers-forms-number"),
    (("A", 0, "Q-many", "ABCD"), "answers-forms-number"),
    (("A", 3, "Q-many", "ABBD"), "answers-order-wrong"),
    (("A", 3, "Q-many", "ACD"), "answers-order-wrong"),
    (("A", 3, "Q-many", "ABC"), "answers-order-length"),
    (("A", 3, "灭火器应当每月检查一次。", ""), "answers-forms-twice"),
    (("A", 3, "Q-many", "ABCD"), "answers-form-lacks"),
]


@pytest.mark.parametrize(("row", "code"), BAD)
def test_a_bad_row_is_named_and_the_rest_goes_on(write: Write, row: Sequence[object], code: str) -> None:
    """Only the item of the row is concerned, and nothing of it is guessed."""
    reading = read(write(ANSWERS), items=paper(), sat=read_forms(write([*TABLE, row], "forms.csv")))
    (told,) = [each for each in reading.report.problems if each.code == code]
    assert told.message("zh") and told.message("en")
    assert marks(reading, "Q-one") == [[1], [1], [0]]


def test_a_number_with_two_items_is_neither(write: Write) -> None:
    """Who sat that form was not asked either; the other form is read."""
    sat = read_forms(write([*TABLE, ("A", 1, "Q-many", "ABCD")], "forms.csv"))
    reading = read(write(ANSWERS), items=paper(), sat=sat)
    assert "answers-forms-twice" in codes(reading)
    assert np.array_equal(marks(reading, "Q-one"), [[np.nan], [1], [0]], equal_nan=True)


def test_numbers_that_no_form_has_are_told(write: Write) -> None:
    """A third column of answers belongs to no question of the forms."""
    answers = [(*row, text) for row, text in zip(ANSWERS, ("3", "A", "B", "C"), strict=True)]
    reading = read(write(answers), items=paper(), sat=read_forms(write(TABLE, "forms.csv")))
    (told,) = [each for each in reading.report.problems if each.code == "answers-form-numbers"]
    assert told.values["numbers"] == "3"


def test_a_table_of_another_exam_is_refused(write: Write, tmp_path: Path) -> None:
    """Nothing that the file asks is in it, or it has not the headings, or no row."""
    answers = write([("工号", "卷别", "Q-one"), ("1", "A", "A")])
    other = write([("卷别", "题目", "选项顺序"), ("A", "Q-other", "BADC")], "other.csv")
    with pytest.raises(QbankError) as caught:
        read(answers, items=paper(), sat=read_forms(other))
    assert caught.value.problem.code == "answers-forms-other"
    for rows, code in (([("甲", "乙")], "answers-forms-headings"), ([HEAD, ("A", 1, "", "")], "answers-forms-empty")):
        with pytest.raises(QbankError) as caught:
            read_forms(write(rows, "bad.csv"))
        assert caught.value.problem.code == code
    with pytest.raises(QbankError):
        read_forms(tmp_path / "none.csv")


def test_orders_are_letters_or_numbers_each_once() -> None:
    """Signs between them say nothing."""
    assert [order_of(each) for each in ("CADB", "c-a-d-b", "3,1,4,2", "Ｃ、Ａ、Ｄ、Ｂ")] == ["CADB"] * 4
    assert [order_of(each) for each in ("", "A", "AAB", "1350", "0", "ACD")] == ["", None, None, None, None, None]
