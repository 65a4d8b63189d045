"""A key that is put right: figures rise, and who gains and loses is counted."""

from __future__ import annotations

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
    found, right = rescored([sitting(200, 1)], "q11", "甲"), counted(sitting(200, 0))
    assert found is not None
    assert found.figures == item_figures(right)["q11"]
    assert found.alpha == total_figures(right).alpha
    wrong = counted(sitting(200, 1))
    assert found.alpha > total_figures(wrong).alpha
    chosen = sitting(200, 1).chosen[:, -1]
    assert (found.gain, found.lose) == ((chosen == 0).sum(), (chosen == 1).sum())


@given(st.integers(1, 40), st.integers(0, 40), st.integers(0, 3))
def test_blocks_add_up(first: int, second: int, key: int) -> None:
    """Parts of the people give what all of them give."""
    parts = [sitting(first, key, seed=2), *([sitting(second, key, seed=3)] if second else [])]
    whole = Sitting(
        parts[0].items, np.vstack([each.marks for each in parts]), parts[0].most,
        np.vstack([each.answered for each in parts]), parts[0].options, np.vstack([each.chosen for each in parts]),
    )  # fmt: skip
    one, other = rescored(parts, "q11", "丙"), rescored([whole], "q11", "丙")
    assert one is not None
    assert other is not None
    assert (one.gain, one.lose, one.figures.n) == (other.gain, other.lose, other.figures.n)
    assert one.figures.facility == pytest.approx(other.figures.facility)


def test_what_is_not_known_cannot_be_marked_anew() -> None:
    """Marks alone, an option that nobody was offered, and nobody at all give None."""
    bare = sitting(20, 0)
    assert rescored([Sitting(bare.items, bare.marks, bare.most)], "q11", "甲") is None
    assert rescored([bare], "q11", "戊") is None
    assert rescored([], "q11", "甲") is None
