"""Agreement of readers: laws, an example by hand, the published example, and the same figures by other programs."""

from __future__ import annotations

from math import isnan, nan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from qbank.analysis.agreement import Agreement, Figure, Unit, agreement

READERS = ("甲", "乙", "丙", "丁")
CATEGORIES = ("accept", "fix", "reject")
UNITS = st.lists(st.dictionaries(st.sampled_from(READERS), st.sampled_from(CATEGORIES)), max_size=25)
TWO = st.lists(st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(CATEGORIES)), min_size=1, max_size=30)
FULL = st.lists(st.tuples(*[st.sampled_from(CATEGORIES)] * 3), min_size=1, max_size=25)
# Krippendorff (2011), section C: four observers, twelve units, 1–5, missing data.
PUBLISHED = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def _agreement(units: list[Unit], draws: int = 0) -> Agreement:
    return agreement(units, np.random.default_rng(1), draws=draws)


def _units(*rows: str) -> list[Unit]:
    """Return the units of a table with a reader a row, "." for no verdict."""
    columns = zip(*(row.split() for row in rows), strict=True)
    return [{f"r{n}": each for n, each in enumerate(column) if each != "."} for column in columns]


def _figures(found: Agreement) -> list[float]:
    every = [found.percent, found.kappa, found.alpha]
    for pair in found.pairs:
        every += [pair.percent, pair.kappa]
    return [number for figure in every for number in (figure.value, figure.low, figure.high)]


def _same(one: list[float], other: list[float]) -> bool:
    return one == pytest.approx(other, nan_ok=True)


# --- laws ------------------------------------------------------------------------------------------


@given(units=UNITS, names=st.permutations(CATEGORIES))
def test_the_names_of_categories_do_not_matter(units: list[Unit], names: list[str]) -> None:
    """Relabelled verdicts agree as far, and so do their intervals."""
    new = dict(zip(CATEGORIES, names, strict=True))
    other = [{reader: new[each] for reader, each in unit.items()} for unit in units]
    assert _same(_figures(_agreement(units, 40)), _figures(_agreement(other, 40)))


@given(units=UNITS, names=st.permutations(READERS))
def test_the_names_of_readers_do_not_matter(units: list[Unit], names: list[str]) -> None:
    """Who is who changes neither figures nor intervals of all readers."""
    new = dict(zip(READERS, names, strict=True))
    other = [{new[reader]: each for reader, each in unit.items()} for unit in units]
    one, two = _agreement(units, 40), _agreement(other, 40)
    for name in ("percent", "kappa", "alpha"):
        ours, theirs = getattr(one, name), getattr(two, name)
        assert _same([ours.value, ours.low, ours.high], [theirs.value, theirs.low, theirs.high])
    assert sorted(pair.shared for pair in one.pairs) == sorted(pair.shared for pair in two.pairs)


@given(units=UNITS, order=st.randoms())
def test_the_order_of_items_does_not_matter(units: list[Unit], order) -> None:
    """The figures are the same; only the lot of the intervals hangs on the order."""
    other = list(units)
    order.shuffle(other)
    assert _same(_figures(_agreement(units)), _figures(_agreement(other)))


@given(units=UNITS, reader=st.sampled_from(READERS), category=st.sampled_from(CATEGORIES))
def test_an_item_that_one_read_changes_nothing(units: list[Unit], reader: str, category: str) -> None:
    """It says nothing about agreement; a new reader with no shared item only adds undefined pairs."""
    assume(any(reader in unit for unit in units))
    more = [*units, {reader: category}, {}]
    assert _same(_figures(_agreement(units, 40)), _figures(_agreement(more, 40)))
    assert _agreement(more).items == _agreement(units).items + 1


@given(verdicts=st.lists(st.sampled_from(CATEGORIES), min_size=2, max_size=30), number=st.integers(2, 4))
def test_readers_who_agree_throughout_have_one(verdicts: list[str], number: int) -> None:
    """Everything is 1, interval included, unless there was nothing to agree about."""
    found = _agreement([dict.fromkeys(READERS[:number], each) for each in verdicts], 60)
    assert (found.percent.value, found.percent.low, found.percent.high) == (1, 1, 1)
    for figure in (found.kappa, found.alpha):
        if len(set(verdicts)) == 1:
            assert figure.reason == "no-variance" and isnan(figure.value) and isnan(figure.low)
        else:
            assert figure.value == pytest.approx(1)
            assert isnan(figure.low) or (figure.low, figure.high) == pytest.approx((1, 1))


@given(units=UNITS)
def test_a_duplicate_reader_agrees_with_the_first_alone(units: list[Unit]) -> None:
    """Somebody who says what another says has 100 % with them, and the others' pairs stay as they are."""
    assume(any("甲" in unit for unit in units))
    found = _agreement([{**unit, **({"戊": unit["甲"]} if "甲" in unit else {})} for unit in units])
    pairs = {(pair.one, pair.other): pair for pair in found.pairs}
    double = next(pair for names, pair in pairs.items() if set(names) == {"甲", "戊"})
    assert double.percent.value == 1
    assert double.kappa.value == pytest.approx(1) or double.kappa.reason == "no-variance"
    for pair in _agreement(units).pairs:
        twin = pairs[pair.one, pair.other]
        assert (twin.shared, twin.percent.reason) == (pair.shared, pair.percent.reason)
        assert _same([twin.percent.value, twin.kappa.value], [pair.percent.value, pair.kappa.value])


@given(units=UNITS)
def test_figures_lie_where_they_can(units: list[Unit]) -> None:
    """None above 1, shares not below 0; NaN comes with a reason and only then; intervals are the right way round."""
    found = _agreement(units, 60)
    every = [found.percent, found.kappa, found.alpha, *(each for p in found.pairs for each in (p.percent, p.kappa))]
    for figure in every:
        assert isnan(figure.value) == bool(figure.reason)
        assert isnan(figure.value) or -1.0001 <= figure.value <= 1.0001
        assert isnan(figure.low) == isnan(figure.high)
        assert isnan(figure.low) or figure.low <= figure.high
    assert isnan(found.percent.value) or 0 <= found.percent.value <= 1
    assert found.shared == sum(len(unit) > 1 for unit in units)


@given(units=UNITS)
def test_drawing_is_repeatable(units: list[Unit]) -> None:
    """One seed gives one result."""
    assert repr(_agreement(units, 30)) == repr(_agreement(units, 30))


# --- examples --------------------------------------------------------------------------------------


def test_agreement_worked_out_by_hand() -> None:
    """Ten items: seven agreed; p_e = 0.6·0.5 + 0.4·0.5 = 0.5, so kappa is 0.4; alpha by its own formula 0.4242."""
    units = _units("a a a a a a b b b b", "a a a a b b b b b a")
    found = _agreement(units)
    assert found.percent.value == pytest.approx(0.7)
    assert found.kappa.value == pytest.approx(0.4)
    # n = 20, n_a = 11, n_b = 9, coincidences 14: (19·14 − 110 − 72) / (380 − 182).
    assert found.alpha.value == pytest.approx(84 / 198)
    assert found.pairs[0].shared == 10


def test_krippendorffs_published_example() -> None:
    """Nominal alpha of the data of 2011 is 0.743."""
    found = _agreement(_units(*PUBLISHED))
    assert round(found.alpha.value, 3) == 0.743
    assert (found.items, found.shared) == (12, 11)


def test_undefined_figures_say_why() -> None:
    """Nobody shared an item, nobody read at all, or all said the same."""
    nobody = _agreement([{"甲": "accept"}, {"乙": "reject"}], 10)
    nothing = _agreement([], 10)
    same = _agreement([{"甲": "accept", "乙": "accept"}] * 5, 10)
    assert [nobody.percent.reason, nobody.kappa.reason, nobody.alpha.reason] == ["no-shared-items"] * 3
    assert [nothing.percent.reason, nothing.alpha.reason, nothing.pairs] == ["no-shared-items", "no-shared-items", ()]
    assert [same.percent.value, same.kappa.reason, same.alpha.reason] == [1, "no-variance", "no-variance"]


def test_the_mean_weighs_pairs_by_the_items_they_share() -> None:
    """Six items of which five agree, two of which none does: 5 of 8."""
    units = [{"甲": "a", "乙": "a"}] * 3 + [{"甲": "b", "乙": "b"}] * 2 + [{"甲": "a", "乙": "b"}]
    units += [{"甲": "a", "丙": "b"}, {"甲": "b", "丙": "a"}]
    found = _agreement(units)
    kappas = {(pair.one, pair.other): pair.kappa.value for pair in found.pairs}
    assert found.percent.value == pytest.approx(5 / 8)
    known = [(value, 6 if "乙" in names else 2) for names, value in kappas.items() if not isnan(value)]
    assert found.kappa.value == pytest.approx(sum(value * n for value, n in known) / 8)


def test_intervals_hold_the_figure_and_narrow_with_items() -> None:
    """Four times as many items of the same kind halve the width; the interval of a share is the binomial one."""
    few = [{"甲": "a", "乙": "a"}] * 14 + [{"甲": "b", "乙": "b"}] * 14 + [{"甲": "a", "乙": "b"}] * 12
    small, large = (_agreement(few * times, 2000) for times in (1, 4))
    for one, other in ((small.percent, large.percent), (small.kappa, large.kappa), (small.alpha, large.alpha)):
        assert one.low < one.value < one.high
        assert (one.high - one.low) / (other.high - other.low) == pytest.approx(2, rel=0.15)
    assert small.percent.low == pytest.approx(0.7 - 1.96 * (0.7 * 0.3 / 40) ** 0.5, abs=0.03)


def test_one_item_has_no_interval() -> None:
    """Drawn again it is always itself."""
    assert repr(_agreement([{"甲": "a", "乙": "a"}], 50).percent) == repr(Figure(1.0, nan, nan))


# --- other programs --------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore")
@given(pairs=TWO)
def test_kappa_is_scikit_learns(pairs: list[tuple[str, str]]) -> None:
    """And undefined where its is."""
    found = _agreement([{"甲": one, "乙": other} for one, other in pairs]).kappa.value
    assert found == pytest.approx(cohen_kappa_score(*zip(*pairs, strict=True)), nan_ok=True)


@given(rows=FULL)
def test_kappas_of_three_readers_are_nltks(rows: list[tuple[str, str, str]]) -> None:
    """Every pair by itself, and where each pair has one, their mean: all share all items."""
    found = _agreement([dict(zip(READERS, row, strict=False)) for row in rows])
    assume(not any(pair.kappa.reason for pair in found.pairs))
    task = AnnotationTask([(READERS[at], n, each) for n, row in enumerate(rows) for at, each in enumerate(row)])
    for pair in found.pairs:
        assert pair.kappa.value == pytest.approx(task.kappa_pairwise(pair.one, pair.other))
        assert pair.percent.value == pytest.approx(task.Ao(pair.one, pair.other))
    assert found.kappa.value == pytest.approx(task.kappa())
    assert found.percent.value == pytest.approx(task.avg_Ao())


@given(units=UNITS)
def test_alpha_is_nltks(units: list[Unit]) -> None:
    """With missing verdicts."""
    found = _agreement(units).alpha
    assume(not found.reason)
    task = AnnotationTask([(who, n, each) for n, unit in enumerate(units) for who, each in unit.items()])
    assert found.value == pytest.approx(task.alpha())
