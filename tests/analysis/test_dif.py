"""Differences between groups: the figures of other programs, from counts that add up; what was planted is found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.analysis.counts import Sitting, counted
from qbank.analysis.dif import Difference, Purified, differences, differing, mantel_haenszel, matched, purified


def sitting(seed: int, n: int, k: int = 20, *, ability: float = 0.0, harder: dict[int, float] | None = None) -> Sitting:
    """Return a group's answers to always the same test; ``harder``: by how many logits an item is harder for it."""
    shape = np.random.default_rng(1)
    slopes, intercepts = shape.uniform(0.8, 1.6, k), shape.uniform(-1.5, 1.5, k)
    for item, more in (harder or {}).items():
        intercepts[item] -= more
    rng = np.random.default_rng(seed)
    right = rng.normal(ability, 1, n)[:, None] * slopes + intercepts
    marks = (rng.random((n, k)) < 1 / (1 + np.exp(-right))).astype(float)
    return Sitting(tuple(f"i{at}" for at in range(k)), marks, np.ones(k))


def by_total(group: Sitting, at: int, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how many got an item right and wrong among those with each total, person by person."""
    right, wrong = np.zeros(len(totals)), np.zeros(len(totals))
    for row in group.marks:
        place = int(np.flatnonzero(totals == row.sum())[0])
        right[place] += row[at]
        wrong[place] += 1 - row[at]
    return right, wrong


def found_of(told: list[Difference], item: str, group: str = "women") -> Difference:
    """Return the difference of an item for a group."""
    return next(each for each in told if (each.item, each.group) == (item, group))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 5), st.floats(-1, 1))
def test_mantel_haenszel_is_that_of_statsmodels(seed: int, at: int, more: float) -> None:
    """Odds ratio, its standard error, chi² with continuity correction, p."""
    from statsmodels.stats.contingency_tables import StratifiedTable

    women = sitting(seed, 150, 6, ability=-0.3, harder={0: more})
    men = sitting(seed + 1, 200, 6)
    told = found_of(differences({"women": counted(women), "men": counted(men)}, "men"), f"i{at}").mantel
    totals = np.arange(7.0)
    tables = [
        np.array([[a, b], [c, d]])
        for a, b, c, d in zip(*by_total(men, at, totals), *by_total(women, at, totals), strict=True)
        if a + b + c + d > 1
    ]
    theirs = StratifiedTable(tables)
    assert told is not None
    assert told.odds == pytest.approx(theirs.oddsratio_pooled, rel=1e-10)
    assert told.delta == pytest.approx(-2.35 * theirs.logodds_pooled, rel=1e-9, abs=1e-12)
    assert told.delta_error == pytest.approx(2.35 * theirs.logodds_pooled_se, rel=1e-9)
    tested = theirs.test_null_odds(correction=True)
    if told.chi2:
        assert (told.chi2, told.p) == pytest.approx((tested.statistic, tested.pvalue), rel=1e-8)
    else:
        # Nearer to no difference than half a person, theirs corrects beyond it.
        assert tested.statistic < 0.1


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.floats(-1, 1))
def test_logistic_regression_is_that_of_statsmodels(seed: int, more: float) -> None:
    """Three nested regressions over people: chi² of the steps, and what they add to Nagelkerke's R²."""
    from statsmodels.api import Logit

    women, men = sitting(seed, 120, 8, ability=0.2, harder={0: more}), sitting(seed + 1, 140, 8)
    told = found_of(differences({"women": counted(women), "men": counted(men)}, "men"), "i0").logistic
    marks = np.vstack((women.marks, men.marks))
    total, group = marks.sum(axis=1), np.repeat([1.0, 0.0], [120, 140])
    columns = np.column_stack((np.ones(260), total, group, total * group))
    models = [Logit(marks[:, 0], columns[:, :width]).fit(disp=0, maxiter=200, tol=1e-12) for width in (1, 2, 3, 4)]
    heights = [each.llf for each in models]
    explained = [(1 - np.exp(2 * (heights[0] - each) / 260)) / (1 - np.exp(2 * heights[0] / 260)) for each in heights]
    assert told is not None
    assert told.uniform[0] == pytest.approx(2 * (heights[2] - heights[1]), abs=1e-6)
    assert told.crossing[0] == pytest.approx(2 * (heights[3] - heights[2]), abs=1e-6)
    assert told.both[0] == pytest.approx(2 * (heights[3] - heights[1]), abs=1e-6)
    assert told.gain == pytest.approx(explained[3] - explained[1], abs=1e-8)
    assert told.uniform_gain == pytest.approx(explained[2] - explained[1], abs=1e-8)
    assert told.shift == pytest.approx(models[2].params[2], abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 398))
def test_files_add_up(seed: int, cut: int) -> None:
    """Counts of two files of a group say what one file says."""
    women, men = sitting(seed, 400, 8, harder={2: 0.8}), sitting(seed + 1, 300, 8)
    first, rest = (Sitting(women.items, women.marks[part], women.most) for part in (slice(None, cut), slice(cut, None)))
    for count in (counted, lambda each: matched(each, ["i0", "i1", "i4"])):
        together = differences({"women": count(women), "men": count(men)}, "men")
        assert differences({"women": count(first) + count(rest), "men": count(men)}, "men") == together


def test_the_other_way_round_is_the_other_sign() -> None:
    """And of two groups the rest of one is the other."""
    women, men = counted(sitting(4, 300, harder={5: 1.0})), counted(sitting(5, 400))
    one = found_of(differences({"women": women, "men": men}, "men"), "i5")
    other = found_of(differences({"women": women, "men": men}, "women"), "i5", "men")
    assert one.mantel is not None and other.mantel is not None and one.logistic is not None
    assert one.mantel.delta == pytest.approx(-other.mantel.delta)
    assert one.mantel.p == pytest.approx(other.mantel.p)
    assert one.mantel.delta < 0 and one.logistic.shift < 0 and (one.shift or 0) < 0
    against_rest = differences({"women": women, "men": men})
    assert found_of(against_rest, "i5") == one
    assert found_of(against_rest, "i5", "men") == other


def test_the_standardised_difference_is_the_mean_gap_where_the_group_is() -> None:
    """Total by total, weighted by how many of the group have it."""
    women, men = sitting(6, 300, 10, harder={3: 0.9}), sitting(7, 300, 10)
    told = found_of(differences({"women": counted(women), "men": counted(men)}, "men"), "i3")
    gap, weight = 0.0, 0
    for total in range(11):
        mine = women.marks[women.marks.sum(axis=1) == total, 3]
        theirs = men.marks[men.marks.sum(axis=1) == total, 3]
        if len(mine) and len(theirs):
            gap += len(mine) * (mine.mean() - theirs.mean())
            weight += len(mine)
    assert told.shift == pytest.approx(gap / weight)


def test_p_is_adjusted_for_as_many_items_as_were_compared() -> None:
    """As Benjamini and Hochberg have it: p × items ÷ rank, and never above that of a larger p."""
    told = differences({"women": counted(sitting(8, 300, harder={1: 1.0})), "men": counted(sitting(9, 300))}, "men")
    values = np.array([each.mantel.p for each in told if each.mantel])
    order = values.argsort()
    ranked = values[order] * len(values) / np.arange(1, len(values) + 1)
    expected = np.empty(len(values))
    expected[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1)
    assert [each.mantel.adjusted for each in told if each.mantel] == pytest.approx(list(expected))


def test_what_was_planted_is_found_among_several_groups() -> None:
    """One item much harder for one of three departments, which also knows less in all: class C there and only there."""
    groups = {
        "north": counted(sitting(10, 800, ability=-0.5, harder={7: 1.2})),
        "south": counted(sitting(11, 800)),
        "east": counted(sitting(12, 800, ability=0.3)),
    }
    told = differences(groups)
    assert [(each.group, each.item) for each in told if each.mantel and each.mantel.letter == "C"] == [("north", "i7")]
    planted = found_of(told, "i7", "north")
    assert planted.logistic is not None and planted.logistic.adjusted < 1e-6
    assert planted.logistic.gain > 5 * max(each.logistic.gain for each in told if each.logistic and each.item != "i7")
    assert {each.group for each in told} == {"north", "south", "east"} and len(told) == 60
    named = differences(groups, "south")
    assert {each.group for each in named} == {"north", "east"}
    assert [(each.group, each.item) for each in named if each.mantel and each.mantel.letter == "C"] == [("north", "i7")]


def test_a_crossing_difference_is_seen_by_regression_alone() -> None:
    """Easier for the weak and harder for the strong of one group: the odds ratio evens out, the slope does not."""
    women, men = sitting(13, 1500), sitting(14, 1500)
    women.marks[:, 4] = np.random.default_rng(0).random(1500) < women.marks[:, 4].mean()
    told = found_of(differences({"women": counted(women), "men": counted(men)}, "men"), "i4")
    assert told.logistic is not None and told.mantel is not None
    assert told.logistic.crossing[1] < 1e-6 < told.logistic.uniform[1]
    assert told.mantel.letter == "A"


def cleared(groups: dict[str, Sitting]) -> Purified:
    """Return differences from the men, people matched by the items that do not differ."""
    counts = {name: counted(each) for name, each in groups.items()}
    return purified(counts, lambda kept: {name: matched(each, kept) for name, each in groups.items()}, "men")


def test_matching_by_items_that_do_not_differ_clears_the_others() -> None:
    """A third of the items harder for one group make the rest look easier, until they no longer match people."""
    planted = dict.fromkeys(range(6), 1.3)
    groups = {"women": sitting(15, 1500, 18, harder=planted), "men": sitting(16, 1500, 18)}
    first = differences({name: counted(each) for name, each in groups.items()}, "men")
    found = cleared(groups)
    assert set(found.differing) == {f"i{at}" for at in planted}
    assert set(found.dropped) <= {f"i{at}" for at in planted} and found.dropped
    clean = [f"i{at}" for at in range(6, 18)]

    def largest(told: tuple[Difference, ...] | list[Difference]) -> float:
        return max(abs(each.mantel.delta) for each in told if each.mantel and each.item in clean)

    assert largest(found.differences) < largest(first)
    assert np.mean([each.mantel.delta for each in first if each.mantel and each.item in clean]) > 0.5
    assert not cleared({"women": sitting(17, 500), "men": sitting(18, 500)}).dropped


def test_too_little_to_match_by_is_not_purified() -> None:
    """Where most items differ nobody can be matched by the others; what differs is still named."""
    women, men = sitting(19, 2000, 6, harder={0: 2.5, 1: -2.5, 2: 2.5, 3: -2.5}), sitting(20, 2000, 6)
    found = cleared({"women": women, "men": men})
    assert found.dropped == () and len(found.differing) > 3


def test_what_cannot_be_said_has_its_reason() -> None:
    """Few people, other items, part marks, nobody alike; and never a figure with it."""
    women, men = sitting(21, 300), sitting(22, 300)
    few = differences({"women": counted(sitting(23, 99)), "men": counted(men)})
    assert {each.reason for each in few} == {"few-people"} and few[0].people == 99
    assert all(each.mantel is None and each.logistic is None and each.shift is None for each in few)
    assert {each.reason for each in differences({"all": counted(men)})} == {"few-people"}

    less = Sitting(women.items[:-1], women.marks[:, :-1], women.most[:-1])
    told = differences({"women": counted(less), "men": counted(men)})
    assert {each.reason for each in told if each.item != "i19"} == {"different-items"}

    half = women.marks.copy()
    half[:50, 3] = 0.5
    told = differences({"women": counted(Sitting(women.items, half, women.most)), "men": counted(men)}, "men")
    assert [(each.item, each.mantel) for each in told if each.reason == "part-marks"] == [("i3", None)]
    assert found_of(told, "i3").shift is not None

    right = women.marks.copy()
    right[:, 3] = 1
    both = [Sitting(women.items, right, women.most), Sitting(men.items, right, men.most)]
    told = differences({"women": counted(both[0]), "men": counted(both[1])}, "men")
    assert [each.item for each in told if each.reason == "no-overlap"] == ["i3"]
    with pytest.raises(ValueError, match="group"):
        differences({"women": counted(women)}, "nobody")


def test_one_who_is_alone_with_a_total_says_nothing() -> None:
    """Tables of one person neither help nor hinder, empty ones neither."""
    sides = [np.array([10.0, 20, 30]), np.array([20.0, 20, 10]), np.array([8.0, 15, 25]), np.array([22.0, 24, 12])]
    more = [np.concatenate((each, [alone, 0.0])) for each, alone in zip(sides, (1.0, 0.0, 0.0, 0.0), strict=True)]
    assert mantel_haenszel(*more) == mantel_haenszel(*sides)
    nothing = np.zeros(3)
    assert mantel_haenszel(nothing, nothing, nothing, nothing) is None


def test_who_differs_is_named_once() -> None:
    """However many groups find the item harder."""
    groups = {
        "north": counted(sitting(24, 800, harder={7: 1.5})),
        "south": counted(sitting(25, 800, harder={7: 1.5})),
        "east": counted(sitting(26, 800)),
    }
    assert differing(differences(groups, "east")) == ("i7",)
