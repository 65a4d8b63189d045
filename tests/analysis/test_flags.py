"""Flags: sure where the interval says so, one to watch where only the figure does, none on a sound item."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.analysis.classical import item_figures, option_figures, total_figures
from qbank.analysis.counts import Counts, Sitting, counted
from qbank.analysis.flags import CODES, Flag, Limits, flags

OPTIONS = ("甲", "乙", "丙", "丁")


def sitting(n: int, seed: int = 0, k: int = 12) -> np.ndarray:
    """Return the options that people of all abilities chose; option 0 is right, and those who know choose it."""
    rng = np.random.default_rng(seed)
    ability = rng.normal(size=n)
    knows = rng.random((n, k)) < 1 / (1 + np.exp(-1.5 * ability[:, None]))
    return np.where(knows, 0, rng.integers(1, 4, (n, k)))


def looked_at(chosen: np.ndarray, key: int = 0, at: int = 0) -> list[Flag]:
    """Return the flags of one item, keyed by ``key``; the others keep option 0."""
    counts = counts_of(chosen, key, at)
    item = counts.items[str(at)]
    return flags(item_figures(counts)[str(at)], option_figures(item), [OPTIONS[key]], total_figures(counts).alpha)


def counts_of(chosen: np.ndarray, key: int = 0, at: int = 0) -> Counts:
    """Return the counts of a sitting in which one item has the key given."""
    k = chosen.shape[1]
    keys = np.zeros(k, int)
    keys[at] = key
    marks = (chosen == keys).astype(float)
    return counted(Sitting(tuple(map(str, range(k))), marks, np.ones(k), chosen >= 0, [OPTIONS] * k, chosen))


def codes(found: list[Flag]) -> dict[str, bool]:
    """Return code → sure."""
    return {flag.code: flag.sure for flag in found}


def test_a_sound_item_has_no_flag() -> None:
    """A moderate item that those who know get right."""
    assert looked_at(sitting(600)) == []


def test_a_wrong_key_is_named_with_the_option_that_is_right() -> None:
    """The item was keyed 乙 though those who know chose 甲."""
    found = looked_at(sitting(600), key=1)
    assert found[0].code == "mis-key"
    assert (found[0].option, found[0].sure) == ("甲", True)
    assert codes(found)["negative"]
    few = looked_at(sitting(30), key=1)
    assert not any(flag.sure for flag in few if flag.code in {"mis-key", "negative"})


@pytest.mark.parametrize(("right", "code"), [(0.03, "at-chance"), (0.97, "easy")])
def test_too_hard_and_too_easy(right: float, code: str) -> None:
    """Sure with many people; with twelve only to watch."""
    rng = np.random.default_rng(4)
    for n, sure in ((800, True), (12, False)):
        chosen = sitting(n)
        chosen[:, 0] = np.where(rng.random(n) < right, 0, 1)
        chosen[:1, 0] = 0 if right < 0.5 else 1
        assert codes(looked_at(chosen))[code] is sure


def test_hard_without_options_to_guess_from() -> None:
    """A written answer that few know is hard, and not at chance."""
    rng = np.random.default_rng(5)
    marks = (rng.random((500, 6)) < 0.08).astype(float)
    found = item_figures(counted(Sitting(tuple("abcdef"), marks, np.ones(6))))["a"]
    assert codes(flags(found))["hard"]


def test_what_is_never_chosen_and_left_open() -> None:
    """An option for nobody, an item that many leave open, and one that many do not reach."""
    chosen = sitting(500)
    chosen[chosen[:, 0] == 3, 0] = 2
    chosen[::3, 5] = -1
    chosen[::2, -2:] = -1
    assert ("dead-option", "丁") in {(flag.code, flag.option) for flag in looked_at(chosen)}
    assert codes(looked_at(chosen, at=5))["omitted"]
    assert codes(looked_at(chosen, at=11))["not-reached"]
    assert "omitted" not in codes(looked_at(chosen, at=11))


def test_everybody_right_has_no_variance_and_no_correlation() -> None:
    """It says so, and says nothing of discrimination."""
    chosen = sitting(200)
    chosen[:, 0] = 0
    found = codes(looked_at(chosen))
    assert found["no-variance"] and found["easy"]
    assert not {"negative", "weak", "mis-key"} & found.keys()


@given(st.integers(0, 500), st.integers(2, 80), st.integers(0, 3))
def test_flags_are_in_order_and_limits_are_settings(seed: int, n: int, key: int) -> None:
    """The gravest first; with limits that nothing can reach only what is no matter of limits is left."""
    counts = counts_of(sitting(n, seed), key)
    item, figures = counts.items["0"], item_figures(counts)["0"]
    found = flags(figures, option_figures(item), [OPTIONS[key]], total_figures(counts).alpha)
    places = [CODES.index(flag.code) for flag in found]
    assert places == sorted(places)
    nothing = Limits(0, 0, 0, 1.1, 0, 10**9, 1.1, 1.1, 9.9, 10**9)
    left = flags(figures, option_figures(item), [OPTIONS[key]], total_figures(counts).alpha, nothing)
    assert {flag.code for flag in left} <= {"no-variance", "mis-key", "negative", "at-chance"}
    assert not any(flag.sure for flag in left if flag.code in {"mis-key", "negative"})
