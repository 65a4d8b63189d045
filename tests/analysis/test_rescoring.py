"""A key that is put right: figures rise, and who gains and loses is counted."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.analysis.classical import item_figures, total_figures
from qbank.analysis.counts import Sitting, counted
from qbank.analysis.rescoring import rescored

OPTIONS = ("甲", "乙", "丙", "丁")


def sitting(n: int, key: int, *, seed: int = 1, k: int = 12) -> Sitting:
    """Return a sitting in which everybody who knows chooses 甲; the last item is keyed with option ``key``."""
    rng = np.random.default_rng(seed)
    knows = rng.random((n, k)) < 1 / (1 + np.exp(-1.5 * rng.normal(size=(n, 1))))
    chosen = np.where(knows, 0, rng.integers(1, 4, (n, k)))
    keys = np.array([0] * (k - 1) + [key])
    marks = (chosen == keys).astype(float)
    names = tuple(f"q{at}" for at in range(k))
    return Sitting(names, marks, np.ones(k), np.ones((n, k), bool), [OPTIONS] * k, chosen)


def test_the_right_key_gives_the_figures_of_the_right_key() -> None:
    """Marked anew with 甲 the test is what it would have been."""
    found, right = rescored([sitting(200, 1)], "q11", "甲", 0.6), counted(sitting(200, 0))
    assert found is not None
    assert found.figures == item_figures(right)["q11"]
    wrong, effect = counted(sitting(200, 1)), found.effect
    assert effect.alpha == (total_figures(wrong).alpha, total_figures(right).alpha)
    assert effect.alpha[1] > effect.alpha[0]
    assert effect.discrimination == (item_figures(wrong)["q11"].rest, item_figures(right)["q11"].rest)
    assert effect.facility == (item_figures(wrong)["q11"].facility, item_figures(right)["q11"].facility)
    chosen = sitting(200, 1).chosen[:, -1]
    assert (effect.gain, effect.lose) == ((chosen == 0).sum(), (chosen == 1).sum())


@given(st.integers(1, 40), st.integers(0, 40), st.integers(0, 3))
def test_blocks_add_up(first: int, second: int, key: int) -> None:
    """Parts of the people give what all of them give."""
    parts = [sitting(first, key, seed=2), *([sitting(second, key, seed=3)] if second else [])]
    whole = Sitting(
        parts[0].items, np.vstack([each.marks for each in parts]), parts[0].most,
        np.vstack([each.answered for each in parts]), parts[0].options, np.vstack([each.chosen for each in parts]),
    )  # fmt: skip
    one, other = rescored(parts, "q11", "丙", 0.6), rescored([whole], "q11", "丙", 0.6)
    assert one is not None
    assert other is not None
    assert one.figures.n == other.figures.n
    numbers = [
        [each for value in asdict(found.effect).values() for each in (value if isinstance(value, tuple) else (value,))]
        for found in (one, other)
    ]
    assert numbers[0] == [each if each is None else pytest.approx(each) for each in numbers[1]]


@given(st.integers(0, 4), st.sampled_from([0.5, 0.6, 2 / 3, 1.0]), st.booleans())
def test_who_passes_is_counted_person_by_person(seed: int, limit: float, missing: bool) -> None:
    """By hand: shares of the marks that people were asked for, before and after; who was asked nothing is nobody."""
    before = sitting(60, 1, seed=seed, k=6)
    marks = before.marks.copy()
    if missing:
        marks[::7, 2:4], marks[5] = np.nan, np.nan
    before = replace(before, marks=marks)
    found = rescored([before], "q5", "甲", limit)
    assert found is not None and before.chosen is not None
    after = marks.copy()
    after[:, 5] = np.where(np.isnan(marks[:, 5]), np.nan, (before.chosen[:, 5] == 0) * 1.0)
    people = [at for at in range(60) if not np.isnan(marks[at]).all()]
    shares = [[float(np.nanmean(table[at])) for at in people] for table in (marks, after)]
    effect = found.effect
    assert effect.people == len(people)
    assert effect.passed == tuple(sum(share >= limit - 1e-9 for share in each) for each in shares)
    assert effect.share == pytest.approx(tuple(map(np.mean, shares)))
    assert effect.gain == sum(two > one + 1e-9 for one, two in zip(*shares, strict=True))
    assert effect.lose == sum(two < one - 1e-9 for one, two in zip(*shares, strict=True))
    assert effect.most == (None if missing else 6.0)


def test_what_is_not_known_cannot_be_marked_anew() -> None:
    """Marks alone, an option that nobody was offered, and nobody at all give None."""
    bare = sitting(20, 0)
    assert rescored([Sitting(bare.items, bare.marks, bare.most)], "q11", "甲", 0.6) is None
    assert rescored([bare], "q11", "戊", 0.6) is None
    assert rescored([], "q11", "甲", 0.6) is None
