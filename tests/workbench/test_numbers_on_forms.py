"""Where people sat forms that number items differently, whose numbers are shown is said wherever they are."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.answers import numbering
from qbank.locale import Lang, say
from qbank.workbench.analyses import Analyses
from qbank.workbench.analysing import analyse_all

ITEMS = 6


def _analysed(folder: Path, names: tuple[str, ...], orders: list[list[int]], lang: Lang = "zh") -> Analyses:
    """Return an exam of 24 people who sat forms in turn; the last item has its key wrong."""
    rng = Random(1)
    table = ["卷别,题号,题目"]
    table += [f"{n},{at},题{i}" for n, own in zip(names, orders, strict=True) for at, i in enumerate(own, 1)]
    people = ["工号,卷别," + ",".join(map(str, range(1, ITEMS + 1)))]
    for person in range(24):
        at = person % len(names)
        answers = ["AB"[rng.random() > 0.3 + person / 40] if i < ITEMS - 1 else "B" for i in orders[at]]
        people.append(f"p{person},{names[at]}," + ",".join(answers))
    key = ["题目,答案", *(f"题{i},A" for i in range(ITEMS))]
    for name, lines in (("m.csv", table), ("a.csv", people), ("k.csv", key)):
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return analyse_all([folder / "a.csv"], lang=lang, key=folder / "k.csv", mapping=folder / "m.csv")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whose_numbers_they_are_is_said_in_text_workbook_and_word(tmp_path: Path, lang: Lang) -> None:
    """In the lines, below the table of items, in the Word report; beside each number those on all forms."""
    orders = [[0, 1, 2, 3, 4, 5], [5, 3, 1, 0, 2, 4]]
    found = _analysed(tmp_path, ("A", "B"), orders, lang)
    (line,) = found[0].exam.numbers_line()
    assert "A" in line and "B" in line and line in list(found.lines())
    said = {"题0": "A:1、B:4", "题5": "A:6、B:1"} if lang == "zh" else {"题0": "A:1, B:4", "题5": "A:6, B:1"}
    assert said.items() <= found[0].exam.on_forms().items()
    items = found.report("book").parts[1]
    assert items.grid is not None and list(items.lines) == [line]
    assert [row[1] for row in items.grid.rows] == list(found[0].exam.on_forms().values())
    paper = found.report("paper")
    assert sum(line in part.lines for part in paper.parts) == 1
    assert found.to_dict()["items"][5]["numbers"] == {"A": 6, "B": 1}


def test_items_that_the_first_form_has_not_are_numbered_on(tmp_path: Path) -> None:
    """That is said, too, and a cell that says nothing is named by the questions it was on each form."""
    found = _analysed(tmp_path, ("A", "B"), [[0, 1, 2, 3, 5], [5, 4, 1, 0, 2]])
    assert [number for number, _ in found[0].exam.numbered()] == [1, 2, 3, 4, 5, 6]
    assert found[0].exam.on_forms() | {"题3": "A:4", "题4": "B:2"} == found[0].exam.on_forms()
    assert list(found[0].exam.numbers_line()) == [say("exam-numbers-beyond", "zh", form="A", others="B")]
    assert found[0].reading.file.named("题5") == "题5 (A:5, B:1)"


@pytest.mark.parametrize(
    ("names", "orders"),
    [
        (("A", "B"), [[0, 1, 2, 3, 4, 5]] * 2),
        (("A",), [[5, 3, 1, 0, 2, 4]]),
        (("p0", "p1"), [[0, 1, 2, 3, 4, 5], [5, 3, 1, 0, 2, 4]]),
    ],
)
def test_nothing_is_said_where_forms_agree_or_are_people(tmp_path: Path, names: tuple[str, ...], orders) -> None:
    """Forms in one order need no word; and forms that have people's codes for names are never named."""
    found = _analysed(tmp_path, names, orders)
    assert not list(found[0].exam.numbers_line()) and "numbers" not in found.to_dict()["items"][0]
    items = found.report("book").parts[1]
    assert items.grid is not None and items.grid.columns[1].head == "题干" and not items.lines


@given(
    forms=st.lists(st.permutations(range(8)).flatmap(lambda own: st.integers(1, 8).map(lambda k: own[:k])), max_size=3)
)
def test_numbers_are_those_of_the_first_form_and_never_twice(forms: list[list[int]]) -> None:
    """Each item has one number; that of the first form where it stands there, else one beyond its last."""
    told = {f"F{n}": {str(i): at for at, i in enumerate(own, 1)} for n, own in enumerate(forms)}
    headings = list(dict.fromkeys(i for own in told.values() for i in own))
    numbers, on_each = numbering(headings, told)
    assert len(numbers) == len(set(numbers)) == len(headings)
    for heading, number in zip(headings, numbers, strict=True):
        first = told["F0"]
        assert number == first[heading] if heading in first else number > max(first.values())
    differ = {tuple(own.get(each) for each in headings) for own in told.values()}
    assert bool(on_each) == (len(differ) > 1)
