"""Figures from counts are those of the textbook formulas on the answers themselves, and counts add up exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from qbank.analysis.classical import item_figures
from qbank.analysis.classical import total_figures as figures_of
from qbank.analysis.counts import Sitting, counted, table_of
from qbank.analysis.intervals import feldt, fisher, wilson
from qbank.analysis.option_figures import option_figures

CHOICES = ("甲", "乙", "丙", "丁")


@st.composite
def sittings(draw: st.DrawFn, least: int = 5, complete: bool = True) -> Sitting:
    """Return answers of some people to items worth 1 to 3 marks, given in halves."""
    n, k = draw(st.integers(least, 30)), draw(st.integers(2, 6))
    most = np.array(draw(st.lists(st.sampled_from([1.0, 2.0, 3.0]), min_size=k, max_size=k)))
    halves = draw(arrays(np.int64, (n, k), elements=st.integers(0, 6)))
    marks = np.minimum(halves / 2, most)
    if not complete:
        marks = np.where(draw(arrays(np.bool_, (n, k))), marks, np.nan)
    return Sitting(tuple(f"i{at}" for at in range(k)), marks, most)


def nearly(found: float | None, wanted: float) -> bool:
    """Tell whether a figure is what the formula gives, or undefined where the formula is."""
    return found is None if np.isnan(wanted) or np.isinf(wanted) else found == pytest.approx(wanted, abs=1e-9)


@given(sittings())
def test_a_test_has_the_figures_of_its_totals(sitting: Sitting) -> None:
    """Mean, spread, shape and alpha are numpy's and scipy's."""
    totals = sitting.marks.sum(axis=1)
    found = figures_of(counted(sitting))
    assert (found.n, found.k) == sitting.marks.shape
    assert found.mean == pytest.approx(totals.mean())
    assert found.median == pytest.approx(np.median(totals))
    assert found.quartiles == pytest.approx(tuple(np.quantile(totals, [0.25, 0.75])))
    assert found.sd == pytest.approx(totals.std(ddof=1))
    assert (found.least_seen, found.most_seen) == (totals.min(), totals.max())
    if totals.std() > 1e-6:
        assert found.skewness == pytest.approx(stats.skew(totals, bias=False), abs=1e-9)
        assert found.kurtosis == pytest.approx(stats.kurtosis(totals, bias=False), abs=1e-9)
        k = sitting.marks.shape[1]
        alpha = k / (k - 1) * (1 - sitting.marks.var(axis=0, ddof=1).sum() / totals.var(ddof=1))
        assert found.alpha == pytest.approx(alpha, abs=1e-9)
    else:
        assert (found.skewness, found.kurtosis, found.alpha, found.sem) == (None, None, None, None)


@given(sittings(complete=False))
def test_an_item_has_the_figures_of_those_who_were_asked(sitting: Sitting) -> None:
    """Facility, item–rest correlation and efficiency are numpy's over the people who had the item."""
    marks, totals = sitting.marks, np.nansum(sitting.marks, axis=1)
    found = item_figures(counted(sitting))
    for at, name in enumerate(sitting.items):
        there = ~np.isnan(marks[:, at])
        own, rest = marks[there, at], totals[there] - marks[there, at]
        assert found[name].n == there.sum()
        if not there.any():
            assert found[name].facility is None and found[name].upper_lower is None
            continue
        assert found[name].facility == pytest.approx(own.mean() / sitting.most[at])
        assert (found[name].upper_lower is None) is (len(set(np.round(totals[there], 6))) < 2)
        if len(own) < 2 or own.std() < 1e-6 or rest.std() < 1e-6:
            assert found[name].rest is None
            continue
        assert found[name].rest == pytest.approx(np.corrcoef(own, rest)[0, 1], abs=1e-9)
        best = np.cov(np.sort(own), np.sort(rest))[0, 1]
        assert found[name].efficiency == pytest.approx(np.cov(own, rest)[0, 1] / best, abs=1e-9)


@given(sittings())
def test_alpha_without_an_item_is_alpha_of_the_others(sitting: Sitting) -> None:
    """The closed form gives what leaving the column out gives."""
    found = item_figures(counted(sitting))
    for at, name in enumerate(sitting.items):
        others = Sitting(
            sitting.items[:at] + sitting.items[at + 1 :], np.delete(sitting.marks, at, 1), np.delete(sitting.most, at)
        )
        wanted = figures_of(counted(others)).alpha if len(others.items) > 1 else None
        without = found[name].alpha_without
        if wanted is None or without is None:
            assert wanted is None or sitting.marks.sum(axis=1).std() < 1e-6
        else:
            assert without == pytest.approx(wanted, abs=1e-7)


@given(sittings(complete=False), st.integers(1, 4), st.randoms(use_true_random=False))
def test_departments_add_up_to_the_whole(sitting: Sitting, parts: int, rng: object) -> None:
    """Counts of groups of people, added in any order, are those of all of them: not nearly, but exactly."""
    groups = [rng.randrange(parts) for _ in range(len(sitting.marks))]  # type: ignore[attr-defined]
    each = [counted(replace(sitting, marks=sitting.marks[[g == at for g in groups]])) for at in range(parts)]
    rng.shuffle(each)  # type: ignore[attr-defined]
    together = each[0]
    for more in each[1:]:
        together += more
    whole = counted(sitting)
    assert figures_of(together) == figures_of(whole)
    assert item_figures(together) == item_figures(whole)


@given(sittings(), st.randoms(use_true_random=False))
def test_the_order_of_the_people_does_not_matter(sitting: Sitting, rng: object) -> None:
    """D too: people with one total share the places at the cut."""
    order = list(range(len(sitting.marks)))
    rng.shuffle(order)  # type: ignore[attr-defined]
    assert item_figures(counted(replace(sitting, marks=sitting.marks[order]))) == item_figures(counted(sitting))


@settings(max_examples=50)
@given(arrays(np.int64, st.tuples(st.integers(6, 40), st.integers(2, 5)), elements=st.integers(-1, 3)))
def test_options_have_the_figures_of_those_who_chose_them(chosen: np.ndarray) -> None:
    """Share, mean total and option–rest correlation are numpy's; the fifths of all options make up everybody."""
    n, k = chosen.shape
    marks = (chosen == 1).astype(float)
    counts = counted(Sitting(tuple(f"i{at}" for at in range(k)), marks, np.ones(k), chosen >= 0, [CHOICES] * k, chosen))
    totals = marks.sum(axis=1)
    for at in range(k):
        found = option_figures(counts.items[f"i{at}"])
        assert [each.option for each in found] == [*CHOICES, None]
        assert sum(each.n for each in found) == n
        assert np.sum([each.fifths for each in found], axis=0) == pytest.approx(np.ones(5))
        assert sum(each.top for each in found) == pytest.approx(1)
        for place, each in zip((0, 1, 2, 3, -1), found, strict=True):
            chose = chosen[:, at] == place
            assert each.share == pytest.approx(chose.mean())
            assert each.mean is None if not chose.any() else each.mean == pytest.approx(totals[chose].mean())
            rest = totals - marks[:, at]
            if chose.std() > 1e-6 and rest.std() > 1e-6:
                assert each.rest == pytest.approx(np.corrcoef(chose, rest)[0, 1], abs=1e-9)
            else:
                assert each.rest is None


@given(arrays(np.int64, st.tuples(st.integers(1, 40), st.just(4)), elements=st.integers(-1, 3)))
def test_all_or_nothing_is_counted_as_marks_are(given_marks: np.ndarray) -> None:
    """Items that earn all or nothing are counted at once: each as if alone, among such with parts and with gaps."""
    most = np.array([1.0, 3.0, 2.0, 1.0])
    marks = np.where(given_marks < 0, np.nan, np.minimum(given_marks, most))
    marks[:, :2] = np.where(marks[:, :2] > 0, most[:2], marks[:, :2])
    counts = counted(Sitting(tuple("abcd"), marks, most))
    totals = np.nansum(marks, axis=1)
    for at, name in enumerate("abcd"):
        there = ~np.isnan(marks[:, at])
        alone = table_of(totals[there], marks[there, at])
        table = counts.items[name].marks
        assert np.array_equal(table.totals, alone.totals) and np.array_equal(table.values, alone.values)
        assert np.array_equal(table.cells, alone.cells)


def test_blocks_of_people_are_one_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are counted at a time."""
    rng = np.random.default_rng(3)
    chosen = rng.integers(-1, 3, (50, 4))
    marks = (chosen == 1).astype(float)
    sitting = Sitting(tuple("abcd"), marks, np.ones(4), chosen >= 0, [CHOICES] * 4, chosen)
    whole = counted(sitting)
    monkeypatch.setattr("qbank.analysis.counts._BLOCK", 7)
    assert item_figures(counted(sitting)) == item_figures(whole)
    assert [option_figures(each) for each in counted(sitting).items.values()] == [
        option_figures(each) for each in whole.items.values()
    ]


def test_omitted_and_not_reached_are_two_things() -> None:
    """Silence before an answer is an omission; silence to the end is not reached; who was not asked is neither."""
    nan = np.nan
    marks = np.array([[1, 0, 1, 0.0], [1, 0, 0, 0], [1, nan, 1, 1]])
    answered = np.array([[True, False, True, False], [True, False, False, False], [True, False, True, True]])
    counts = counted(Sitting(("a", "b", "c", "d"), marks, np.ones(4), answered))
    told = {name: (item.marks.n, item.omitted, item.not_reached) for name, item in counts.items.items()}
    assert told == {"a": (3, 0, 0), "b": (2, 1, 1), "c": (3, 0, 1), "d": (3, 0, 2)}
    assert not counts.shared


def test_one_unreadable_cell_leaves_the_alpha_of_all_other_people() -> None:
    """Alpha, its errors and alpha without an item are of those whose rows are whole, and how many they are is told."""
    rng = np.random.default_rng(1)
    marks = (rng.random((60, 6)) < 1 / (1 + np.exp(-rng.normal(size=(60, 1)) - np.linspace(-1, 1, 6)))).astype(float)
    rest, names = marks[1:], tuple("abcdef")
    marks[0, 2] = np.nan
    found, whole = (counted(Sitting(names, each, np.ones(6))) for each in (marks, rest))
    figures, known = figures_of(found), figures_of(whole)
    assert (figures.n, figures.alpha_people) == (60, 59)
    assert (figures.alpha, figures.alpha_interval, figures.sem) == (known.alpha, known.alpha_interval, known.sem)
    ours, theirs = item_figures(found), item_figures(whole)
    assert {name: each.alpha_without for name, each in ours.items()} == {
        name: each.alpha_without for name, each in theirs.items()
    }
    assert ours["a"].facility == pytest.approx(np.nanmean(marks[:, 0]))
    parts = [counted(Sitting(names, marks[part], np.ones(6))) for part in (slice(0, 20), slice(20, 60))]
    assert figures_of(parts[0] + parts[1]) == figures


def test_papers_that_were_drawn_have_no_alpha() -> None:
    """Where fewer than half were asked every item, those few say nothing of the others."""
    marks = np.where(np.arange(40)[:, None] % 4 == np.arange(4), np.nan, np.arange(40)[:, None] % 2)
    marks[:19] = np.arange(19)[:, None] % 2
    found = figures_of(counted(Sitting(tuple("abcd"), marks, np.ones(4))))
    assert (found.alpha, found.alpha_people) == (None, 0)
    marks[19:21] = [[1], [0]]
    assert figures_of(counted(Sitting(tuple("abcd"), marks, np.ones(4)))).alpha_people == 21


def test_a_sitting_of_nobody_has_no_figures() -> None:
    """None, and not 0."""
    found = figures_of(counted(Sitting(("a",), np.zeros((0, 1)), np.ones(1))))
    assert found.n == 0
    assert {found.mean, found.sd, found.alpha, found.median, found.at_floor, found.most_seen} == {None}


def test_two_keys_do_not_add_up() -> None:
    """An item that was keyed anew is another item."""
    chosen = np.array([[0], [1], [1]])

    def keyed(key: int) -> object:
        right = (chosen == key).astype(float)
        return counted(Sitting(("a",), right, np.ones(1), chosen >= 0, [CHOICES], chosen)).items["a"]

    with pytest.raises(ValueError, match="two items"):
        keyed(0) + keyed(1)  # type: ignore[operator]


@given(st.integers(1, 200), st.data())
def test_wilson_holds_the_share_and_narrows(n: int, data: st.DataObject) -> None:
    """The interval lies in 0–1, holds the share, and is narrower with four times the people."""
    share = data.draw(st.integers(0, n)) / n
    low, high = wilson(share, n) or (1.0, 0.0)
    assert 0 <= low <= share + 1e-12 and share - 1e-12 <= high <= 1
    wider = wilson(share, 4 * n) or (0.0, 1.0)
    assert wider[1] - wider[0] < high - low


def test_intervals_are_those_of_scipy() -> None:
    """Wilson and Fisher as scipy has them; Feldt's turns round into an F statistic."""
    wanted = stats.binomtest(17, 60).proportion_ci(method="wilson")
    assert wilson(17 / 60, 60) == pytest.approx((wanted.low, wanted.high))
    rng = np.random.default_rng(3)
    one, other = rng.normal(size=(2, 50))
    r = stats.pearsonr(one, other + one)
    interval = r.confidence_interval()
    assert fisher(r.statistic, 50) == pytest.approx((interval.low, interval.high))
    low, high = feldt(0.8, 100, 20) or (0.0, 0.0)
    assert stats.f.cdf((1 - low) / 0.2, 99, 99 * 19) == pytest.approx(0.975)
    assert stats.f.cdf((1 - high) / 0.2, 99, 99 * 19) == pytest.approx(0.025)
    assert (wilson(0.5, 0), fisher(None, 9), fisher(1.0, 9), feldt(None, 9, 9)) == (None, None, None, None)
