"""Halves, lambda-2, KR-21, biserial correlations and weights: the textbook's formulas on the answers themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qbank.analysis.classical import item_figures, total_figures
from qbank.analysis.counts import Sitting, counted
from qbank.analysis.reliability import halves, lambda2, products, reliability, split_half


@st.composite
def sittings(draw: st.DrawFn, *, missing: bool = False) -> Sitting:
    """Return marks of some people in halves, of at most 1 or 2."""
    n, k = draw(st.integers(3, 30)), draw(st.integers(2, 7))
    most = np.array(draw(st.lists(st.sampled_from([1.0, 2.0]), min_size=k, max_size=k)))
    marks = np.minimum(draw(arrays(np.int64, (n, k), elements=st.integers(0, 4))) / 2, most)
    if missing:
        marks = np.where(draw(arrays(np.bool_, (n, k), elements=st.sampled_from([True] * 9 + [False]))), marks, np.nan)
    return Sitting(tuple(f"i{at}" for at in range(k)), marks, most)


def part(sitting: Sitting, people: slice) -> Sitting:
    """Return some of the people."""
    return Sitting(sitting.items, sitting.marks[people], sitting.most)


@given(sittings(missing=True))
def test_lambda_2_is_guttmans(sitting: Sitting) -> None:
    """Of those who were asked every item; and never below alpha."""
    whole = sitting.marks[~np.isnan(sitting.marks).any(axis=1)]
    found = lambda2(products(sitting))
    if len(whole) < 2 or whole.sum(axis=1).var() < 1e-9:
        assert found is None
        return
    spread, k = np.cov(whole.T), whole.shape[1]
    between = spread - np.diag(np.diag(spread))
    lambda1 = 1 - np.trace(spread) / spread.sum()
    assert found == pytest.approx(lambda1 + np.sqrt(k / (k - 1) * (between**2).sum()) / spread.sum(), abs=1e-9)
    alpha = total_figures(counted(Sitting(sitting.items, whole, sitting.most))).alpha
    assert alpha is not None and found >= alpha - 1e-9


@given(sittings())
def test_halves_are_every_other_item(sitting: Sitting) -> None:
    """Their correlation is numpy's, stepped up to the full length."""
    first, second = sitting.marks[:, ::2].sum(axis=1), sitting.marks[:, 1::2].sum(axis=1)
    found = split_half(halves(sitting))
    if min(first.std(), second.std()) < 1e-6:
        assert found is None
        return
    r = np.corrcoef(first, second)[0, 1]
    assert found is not None
    assert found[0] == pytest.approx(r, abs=1e-9)
    assert found[1] is None or found[1] == pytest.approx(2 * found[0] / (1 + found[0]), abs=1e-9)
    assert split_half(halves(sitting, sitting.items[::2])) == found


@given(sittings(missing=True), st.integers(0, 30))
def test_files_add_up(sitting: Sitting, cut: int) -> None:
    """Sums of two files are those of one."""
    first, rest = part(sitting, slice(None, cut)), part(sitting, slice(cut, None))
    one, two = products(sitting), products(first) + products(rest)
    assert one.n == two.n and two.products == pytest.approx(one.products)
    whole, added = halves(sitting).table, (halves(first) + halves(rest)).table
    assert np.array_equal(whole.cells, added.cells) and np.array_equal(whole.totals, added.totals)


@given(sittings(missing=True), st.integers(1, 40))
def test_reliability_of_blocks_is_that_of_all(sitting: Sitting, size: int) -> None:
    """However the people are dealt into blocks; only those who were asked everything count; no block, no figures."""
    blocks = [part(sitting, slice(at, at + size)) for at in range(0, len(sitting.marks), size)]
    one, many = reliability([sitting]), reliability(blocks)
    assert one is not None and many is not None
    assert one.people == many.people == int((~np.isnan(sitting.marks)).all(axis=1).sum())
    assert [one.lambda2, one.halves, one.full] == [
        each if each is None else pytest.approx(each, abs=1e-7) for each in (many.lambda2, many.halves, many.full)
    ]
    assert (one.halves, one.full) == (split_half(halves(sitting)) or (None, None))
    assert reliability([]) is None


def test_other_items_and_other_splits_are_not_added() -> None:
    """A sum of them would be of nothing."""
    marks = np.eye(4)
    one, other = (Sitting(names, marks, np.ones(4)) for names in (tuple("abcd"), tuple("abce")))
    with pytest.raises(ValueError, match="items"):
        products(one) + products(other)
    with pytest.raises(ValueError, match="splits"):
        halves(one) + halves(one, ["a", "b"], "first and second")
    assert lambda2(products(Sitting(("a",), marks[:, :1], np.ones(1)))) is None
    assert split_half(halves(Sitting(("a",), marks[:, :1], np.ones(1)))) is None
    assert split_half(halves(Sitting((), marks[:, :0], np.ones(0)))) is None


@given(arrays(np.int64, st.tuples(st.integers(3, 40), st.integers(2, 6)), elements=st.integers(0, 1)))
def test_kr_21_takes_all_items_for_equally_hard(right: np.ndarray) -> None:
    """Its formula, and never above alpha; twice the marks change nothing, part marks leave it undefined."""
    k = right.shape[1]
    marks, names = right.astype(float), tuple(f"i{at}" for at in range(right.shape[1]))
    found = total_figures(counted(Sitting(names, marks, np.ones(k))))
    totals = marks.sum(axis=1)
    if totals.std() < 1e-6:
        assert found.kr21 is None
        return
    mean = totals.mean()
    assert found.kr21 == pytest.approx(k / (k - 1) * (1 - mean * (k - mean) / k / totals.var()), abs=1e-9)
    assert found.alpha is not None and found.kr21 is not None and found.kr21 <= found.alpha + 1e-9
    double = total_figures(counted(Sitting(names, 2 * marks, np.full(k, 2.0))))
    assert double.kr21 == pytest.approx(found.kr21)
    marks[0, 0] = 0.5
    assert total_figures(counted(Sitting(names, marks, np.ones(k)))).kr21 is None


def test_biserial_correlation_is_what_lies_behind_the_mark() -> None:
    """An item cut from a normal variable correlates .6 with a total that it is not part of, wherever it is cut."""
    rng = np.random.default_rng(1)
    total = rng.normal(size=40_000)
    behind = 0.6 * total + 0.8 * rng.normal(size=40_000)
    for cut in (-1.0, 0.0, 1.2):
        marks = np.column_stack((behind > cut, np.round(total, 2) + 10))
        item = item_figures(counted(Sitting(("a", "b"), marks, np.array([1.0, 20.0]))))["a"]
        assert item.rest_biserial == pytest.approx(0.6, abs=0.015)
        assert item.rest is not None and item.rest < 0.5
        assert item.total is not None and item.biserial is not None and item.biserial > item.rest_biserial


@given(sittings())
def test_weights_are_shares_of_the_marks(sitting: Sitting) -> None:
    """They add up to 1; the correlation with the total is numpy's."""
    items = item_figures(counted(sitting))
    assert sum(item.intended or 0 for item in items.values()) == pytest.approx(1)
    totals = sitting.marks.sum(axis=1)
    for at, item in enumerate(items.values()):
        if min(totals.std(), sitting.marks[:, at].std()) > 1e-6:
            assert item.total == pytest.approx(np.corrcoef(sitting.marks[:, at], totals)[0, 1], abs=1e-9)
        else:
            assert item.total is None
        if set(sitting.marks[:, at]) - {0.0, sitting.most[at]}:
            assert item.biserial is None


def test_what_guessing_earns_is_taken_off() -> None:
    """Of four options a quarter; who does worse than guessing lies below 0; without options it is not known."""
    chosen = np.array([[0, 1], [0, 1], [0, 2], [1, 3], [2, 3], [3, 0], [0, 0], [0, 0]])
    marks = (chosen == [0, 1]).astype(float)
    sitting = Sitting(("a", "b"), marks, np.ones(2), np.ones((8, 2), bool), [tuple("ABCD")] * 2, chosen)
    first, second = item_figures(counted(sitting)).values()
    assert first.known == pytest.approx((5 / 8 - 1 / 4) / (3 / 4))
    assert second.known == pytest.approx(0)
    assert item_figures(counted(Sitting(("a", "b"), marks, np.ones(2))))["a"].known is None
