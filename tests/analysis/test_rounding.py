"""What is the same but for rounding is the same: no flag, rank or tie hangs on the order in which sums were made."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.analysis import moments
from qbank.analysis.classical import ItemFigures, item_figures, total_figures
from qbank.analysis.counts import Counts, Sitting, counted
from qbank.analysis.flags import Flag, flags
from qbank.analysis.intervals import fisher
from qbank.analysis.option_figures import OptionFigures, option_figures
from qbank.analysis.rounding import SAME, above, below, rank, settled

OPTIONS = ("甲", "乙", "丙")


def _sitting(chosen: np.ndarray, most: np.ndarray) -> Sitting:
    k = chosen.shape[1]
    names = tuple(map(str, range(k)))
    return Sitting(names, np.where(chosen == 0, most, 0.0), most, chosen >= 0, [OPTIONS] * k, chosen)


def _flags(counts: Counts) -> dict[str, list[Flag]]:
    figures, alpha = item_figures(counts), total_figures(counts).alpha
    return {
        name: flags(figures[name], option_figures(item), [OPTIONS[0]], alpha) for name, item in counts.items.items()
    }


def _told(found: dict[str, list[Flag]]) -> dict[str, list[tuple[str, bool, str | None]]]:
    return {name: [(flag.code, flag.sure, flag.option) for flag in own] for name, own in sorted(found.items())}


@st.composite
def _balanced(draw) -> tuple[np.ndarray, np.ndarray]:
    """Answers in which ties and correlations of 0 abound: few patterns, each sat by many, in marks of tenths."""
    k = draw(st.integers(2, 5))
    row = st.lists(st.integers(-1, 2), min_size=k, max_size=k)
    patterns = draw(st.lists(row, min_size=2, max_size=4))
    # Of each pattern its turned ones as well, so that options and items stand alike.
    patterns += [[{-1: -1, 0: 0, 1: 2, 2: 1}[each] for each in own] for own in patterns]
    patterns += [own[::-1] for own in patterns]
    times = draw(st.integers(1, 4))
    most = np.full(k, draw(st.sampled_from([1.0, 0.1, 0.3, 1 / 3, 0.7])))
    return np.array(patterns * times), most


@settings(max_examples=60, deadline=None)
@given(table=_balanced(), data=st.data())
def test_flags_do_not_hang_on_the_order_of_people_or_on_blocks(table, data) -> None:
    """Rows shuffled, people counted in two blocks: the same flags, as sure, of the same option."""
    chosen, most = table
    expected = _told(_flags(counted(_sitting(chosen, most))))
    rows = np.array(data.draw(st.permutations(range(len(chosen)))))
    cut = data.draw(st.integers(1, len(chosen) - 1))
    shuffled = chosen[rows]
    assert _told(_flags(counted(_sitting(shuffled, most)))) == expected
    both = counted(_sitting(shuffled[:cut], most)) + counted(_sitting(shuffled[cut:], most))
    assert _told(_flags(both)) == expected


@settings(max_examples=100, deadline=None)
@given(table=_balanced(), scale=st.sampled_from([0.1, 0.3, 1 / 3, 3.0, 0.7]))
def test_flags_do_not_hang_on_what_an_item_is_worth(table, scale: float) -> None:
    """Tenths and thirds of a mark add up otherwise in the last digit, and to the same flags."""
    chosen, most = table
    ones = np.ones_like(most)
    found = [_told(_flags(counted(_sitting(chosen, each)))) for each in (ones, ones * scale)]
    assert found[0] == found[1]


@given(
    marks=st.lists(st.integers(0, 3), min_size=2, max_size=6),
    totals=st.lists(st.integers(0, 9), min_size=2, max_size=6),
    scale=st.sampled_from([0.1, 0.3, 1 / 3, 1.0, 1e5]),
)
def test_what_is_unrelated_has_a_correlation_of_exactly_nothing(marks, totals, scale: float) -> None:
    """Each mark with each total: 0, and neither −3e-17 nor a negative covariance, however large the marks are."""
    one, other = np.repeat(np.array(marks, float), len(totals)) * scale, np.tile(np.array(totals, float), len(marks))
    people = np.ones(len(one), np.int64)
    assert moments.correlation(one, other, people) in (0.0, None)
    assert moments.covariance(one, other, people) == 0.0


@given(st.floats(-1, 1), st.floats(-0.9, 0.9))
def test_the_rule_is_an_order(one: float, other: float) -> None:
    """Of two figures one is below, or the other is, or they are the same; a hair of rounding changes none of it."""
    assert below(one, other) == above(other, one)
    assert not (below(one, other) and above(one, other))
    assert not below(one, one + SAME / 2) and below(one, one + 3 * SAME)
    assert below(np.array([one]), other).tolist() == [below(one, other)]
    assert settled(SAME * other) == 0.0
    assert rank(round(one, 6) + 1e-16) == rank(round(one, 6))


def _item(rest: float) -> ItemFigures:
    return ItemFigures(100, 1.0, 0.5, (0.4, 0.6), 0.5, 0, 0, rest, fisher(rest, 100), None, None, None, None, 0.25)


def _option(name: str, rest: float, top: float = 0.5) -> OptionFigures:
    return OptionFigures(name, 40, 0.4, 5.0, rest, (0.2,) * 5, top)


@given(rest=st.sampled_from([-0.3, 0.0, 0.1, 0.2, 0.4]), hair=st.sampled_from([-2.8e-17, 2.8e-17, -1e-15, 1e-15]))
def test_a_hair_beside_a_limit_is_the_limit(rest: float, hair: float) -> None:
    """No item is negative by −2.8e-17; of options that are alike the first is named, and none beats a key by a hair."""
    told = [
        [(flag.code, flag.sure, flag.option) for flag in flags(_item(r), options, ["甲"])]
        for r in (rest, rest + hair)
        for options in (
            [_option("甲", rest), _option("乙", 0.3, 0.6), _option("丙", 0.3, 0.6)],
            [_option("甲", rest), _option("乙", 0.3, 0.6), _option("丙", 0.3 + abs(hair), 0.6)],
        )
    ]
    assert all(each == told[0] for each in told)
    options = [_option("甲", rest), _option("乙", max(rest, 0.0) + abs(hair), 0.6)]
    assert "mis-key" not in {flag.code for flag in flags(_item(rest), options, ["甲"])}


def test_who_earned_all_is_at_the_ceiling_whatever_tenths_add_up_to() -> None:
    """0.1 + 0.1 + 0.1 is more than 0.3 in the last digit."""
    most = np.full(3, 0.1)
    found = total_figures(counted(Sitting(("a", "b", "c"), np.array([[0.1] * 3, [0.0] * 3]), most)))
    assert (found.at_floor, found.at_ceiling) == (0.5, 0.5)


@given(k=st.integers(2, 8), n=st.integers(2, 9), most=st.sampled_from([1 / 3, 0.1, 0.7, 1 / 7, 1.0]))
def test_items_that_agree_wholly_have_an_alpha_of_one(k: int, n: int, most: float) -> None:
    """Not more, in thirds of a mark either: the error of measurement is the root of what is left."""
    marks = np.repeat(np.array([0.0, most]), n)[:, None] * np.ones(k)
    counts = counted(Sitting(tuple(map(str, range(k))), marks, np.full(k, most)))
    found = total_figures(counts)
    assert found.alpha is not None and found.sem is not None
    assert 1 - 1e-8 < found.alpha <= 1.0 and found.sem < 1e-3
    assert all(each.alpha_without is None or each.alpha_without <= 1.0 for each in item_figures(counts).values())
