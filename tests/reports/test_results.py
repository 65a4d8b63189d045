"""Departments, make-up lists, wrong items and one person's record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.sitting import ABSENT, Asked, Person, Sheet, SittingHead
from qbank.reports.results import Rules, groups, record, rest, share_of, sit_again, spread, whole, wrong_items

ASKED = tuple(Asked(f"q{at}", 1, 2.0) for at in range(1, 9))
HEAD = SittingHead("s1", "季考", "2026-03-05", "f.xlsx", "d", "2026-03-06T00:00:00Z", "甲", ASKED)
CHAPTERS = {f"q{at}": "第一章" if at <= 4 else "第二章" for at in range(1, 9)}
MARKS = st.lists(st.sampled_from([0.0, 1.0, 2.0, None]), min_size=8, max_size=8).map(tuple)
UNITS = st.sampled_from([("一队",), ("一队", "甲班"), ("二队",), ()])


def sheet(code: str, *marks: float | None, unit: tuple[str, ...] = ("一队",), state: str = "") -> Sheet:
    """Return what somebody handed in."""
    return Sheet(Person(code, "", unit), state, marks=marks)


def full(code: str, right: int, **more: object) -> Sheet:
    """Return a sheet with so many items right, from the first on."""
    return sheet(code, *(2.0,) * right, *(0.0,) * (8 - right), **more)  # type: ignore[arg-type]


@given(st.lists(st.tuples(MARKS, UNITS, st.sampled_from(["", ABSENT])), max_size=30))
def test_everybody_is_counted_once(rows: list[tuple[tuple[float | None, ...], tuple[str, ...], str]]) -> None:
    """Listed people add up over departments; figures of few people are hidden; means lie in their intervals."""
    sheets = [Sheet(Person(str(at), "", unit), state, marks=marks) for at, (marks, unit, state) in enumerate(rows)]
    found = groups(HEAD, sheets, CHAPTERS)
    assert sum(each.listed for each in found) == len(rows)
    for each in found:
        assert each.absent >= 0
        assert each.mean is None or each.sat >= Rules().least
        if each.mean is not None and each.interval:
            assert each.interval[0] - 1e-9 <= each.mean <= each.interval[1] + 1e-9
        if each.mean is None:
            assert (each.passed, each.excellent, each.weakest, each.interval) == (None, None, (), None)
    deeper = groups(HEAD, sheets, CHAPTERS, depth=2)
    assert sum(each.listed for each in deeper) == len(rows)


def test_a_department_in_figures() -> None:
    """Six sat, one was absent: mean, shares and the weaker chapter."""
    sheets = [*(full(str(right), right) for right in (8, 7, 5, 4, 3, 3)), sheet("x", state=ABSENT)]
    (found,) = groups(HEAD, sheets, CHAPTERS)
    assert (found.listed, found.sat, found.absent) == (7, 6, 1)
    assert found.mean == pytest.approx(30 / 48)
    assert (found.passed, found.excellent) == (pytest.approx(3 / 6), pytest.approx(2 / 6))
    assert [name for name, _ in found.weakest] == ["第二章", "第一章"]


def test_a_chapter_of_few_items_is_not_told() -> None:
    """Below four items a chapter says nothing of people."""
    sheets = [full(str(at), 5) for at in range(6)]
    chapters = {**CHAPTERS, "q8": "第三章"}
    (found,) = groups(HEAD, sheets, chapters)
    assert [name for name, _ in found.weakest] == ["第一章"]


def test_what_was_not_presented_counts_for_nothing() -> None:
    """A share is of the marks that somebody could earn."""
    assert share_of(HEAD, sheet("a", 2.0, None, 1.0, *(None,) * 5)) == pytest.approx(0.75)
    assert share_of(HEAD, Sheet(Person("b"), total=12.0)) == pytest.approx(0.75)
    assert share_of(HEAD, sheet("c", state=ABSENT)) is None
    assert share_of(HEAD, Sheet(Person("d"))) is None


def test_who_sits_again_and_why() -> None:
    """Absent, failed, and those within one error of measurement, apart from each other."""
    sheets = [
        full("ok", 8),
        full("fail", 2),
        full("near", 5),
        sheet("gone", state=ABSENT),
        full("fail2", 3, unit=("二队",)),
    ]
    found = sit_again(HEAD, sheets, sem=1.0)
    assert [(each.person.code, each.why) for each in found] == [
        ("gone", "absent"), ("fail", "failed"), ("near", "near"), ("fail2", "failed"),
    ]  # fmt: skip
    assert [each.person.code for each in sit_again(HEAD, sheets)] == ["gone", "fail", "fail2"]


def test_what_was_got_wrong_most_often_comes_first() -> None:
    """Of those who were asked; a department of few people has no such list."""
    sheets = [full(str(at), 6 - at % 3) for at in range(6)]
    found = wrong_items(HEAD, sheets)
    assert [(each.asked.item, each.wrong, each.n) for each in found] == [
        ("q7", 6, 6),
        ("q8", 6, 6),
        ("q6", 4, 6),
        ("q5", 2, 6),
    ]
    assert wrong_items(HEAD, sheets[:4]) == []


def test_a_persons_record() -> None:
    """Their share beside everybody's, and where marks were lost, most first."""
    own = sheet("a", 2.0, 2.0, 2.0, 0.0, 0.0, 0.0, 2.0, 2.0)
    everybody = [own, full("b", 8), sheet("c", state=ABSENT)]
    (found,) = record([(HEAD, own, everybody)], CHAPTERS)
    assert found.share == pytest.approx(5 / 8)
    assert found.mean == pytest.approx((5 / 8 + 1) / 2)
    assert found.lost == (("第二章", 0.5), ("第一章", 0.75))


@given(st.lists(st.tuples(st.integers(0, 8), UNITS), min_size=5, max_size=40), st.sampled_from([1, 2]))
def test_no_hidden_department_follows_from_the_report(rows: list[tuple[int, tuple[str, ...]]], depth: int) -> None:
    """Everybody less all that is shown is of at least so many people, or of nobody; and it is what the rest says."""
    sheets = [full(str(at), right, unit=unit) for at, (right, unit) in enumerate(rows)]
    parts, all_ = groups(HEAD, sheets, CHAPTERS, depth=depth), whole(HEAD, sheets, CHAPTERS)
    shown = [each for each in parts if each.mean is not None]
    left = all_.sat - sum(each.sat for each in shown)
    assert left == 0 or left >= Rules().least
    others = rest(HEAD, sheets, CHAPTERS, parts, depth=depth)
    if others is None:
        assert not left or not shown
        return
    assert others.sat == left
    assert all_.mean is not None
    of_shown = sum(each.mean * each.sat for each in shown if each.mean is not None)
    assert others.mean == pytest.approx((all_.mean * all_.sat - of_shown) / left)


@given(st.lists(st.tuples(MARKS, UNITS), min_size=5, max_size=30))
def test_scores_spread_over_everybody(rows: list[tuple[tuple[float | None, ...], tuple[str, ...]]]) -> None:
    """Each person who can be scored stands in one tenth, and the pass mark parts the tenths as it parts the people."""
    sheets = [sheet(str(at), *marks, unit=unit) for at, (marks, unit) in enumerate(rows)]
    shares = [each for each in (share_of(HEAD, one) for one in sheets) if each is not None]
    found = spread(HEAD, sheets)
    if len(shares) < Rules().least:
        assert found == ()
        return
    assert sum(found) == len(shares)
    assert sum(found[6:]) == sum(share >= 0.6 - 1e-9 for share in shares)


def test_the_smallest_other_is_hidden_beside_a_small_department() -> None:
    """Two people in a department: another is not shown by itself either, and both stand as one."""
    many = [full(str(at), 5) for at in range(9)]
    other = [full(f"y{at}", 3, unit=("三队",)) for at in range(6)]
    few = [full(f"x{at}", 4, unit=("二队",)) for at in range(2)]
    sheets = [*many, *few, *other]
    found = groups(HEAD, sheets, CHAPTERS)
    assert {each.department for each in found if each.mean is None} == {("二队",), ("三队",)}
    others = rest(HEAD, sheets, CHAPTERS, found)
    assert others is not None
    assert (others.sat, others.mean) == (8, pytest.approx((6 * 3 + 2 * 4) / 8 / 8))


def test_an_item_that_few_of_a_department_were_asked_is_not_told() -> None:
    """Of a drawn item that two people had, a wrong answer would tell of them."""
    sheets = [full(str(at), 4) for at in range(6)]
    drawn = [
        Sheet(each.person, marks=(*each.marks[:7], each.marks[7] if at < 2 else None)) for at, each in enumerate(sheets)
    ]
    assert "q8" not in {each.asked.item for each in wrong_items(HEAD, drawn)}
