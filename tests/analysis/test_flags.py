"""Flags: sure where the interval says so, one to watch where only the figure does, none on a sound item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.analysis.classical import item_figures, total_figures
from qbank.analysis.counts import Counts, Sitting, counted
from qbank.analysis.dif import Difference, MantelHaenszel
from qbank.analysis.drift import Step, Use
from qbank.analysis.flags import CODES, Flag, Limits, flags, of_difference, of_step
from qbank.analysis.option_figures import option_figures

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


@pytest.mark.parametrize(("right", "code"), [(0.03, "below-chance"), (0.97, "easy")])
def test_too_hard_and_too_easy(right: float, code: str) -> None:
    """Sure with many people; with twelve only to watch."""
    rng = np.random.default_rng(4)
    for n, sure in ((800, True), (12, False)):
        chosen = sitting(n)
        chosen[:, 0] = np.where(rng.random(n) < right, 0, 1)
        chosen[:1, 0] = 0 if right < 0.5 else 1
        if code != "below-chance" or sure:
            assert codes(looked_at(chosen))[code] is sure


def test_worse_than_guessing_is_more_than_at_chance() -> None:
    """A true/false item that 32 of 100 get right has its key wrong; with 45 of 100, guessing explains it."""
    for right, code in ((32, "below-chance"), (45, "at-chance")):
        chosen = np.zeros((100, 4), int)
        chosen[: 100 - right, 0] = 1
        chosen[::3, 1], chosen[::2, 2], chosen[::5, 3] = 1, 1, 1
        counts = counted(
            Sitting(tuple("abcd"), (chosen == 0).astype(float), np.ones(4), chosen >= 0, [OPTIONS[:2]] * 4, chosen)
        )
        found = codes(flags(item_figures(counts)["a"], option_figures(counts.items["a"]), ["甲"]))
        assert found[code] is (code == "below-chance")
        assert len({"below-chance", "at-chance"} & found.keys()) == 1


def test_a_wrong_key_shows_in_a_test_of_two_items() -> None:
    """There a total that the item adds to puts those who chose the key among the best; the rest does not."""
    missed = 0
    for seed in range(20):
        chosen = sitting(300, seed, k=2)
        missed += not any(flag.code == "mis-key" and flag.option == "甲" for flag in looked_at(chosen, key=1))
        assert not any(flag.code == "mis-key" for flag in looked_at(chosen))
    assert missed == 0


def test_differences_of_groups_are_flags_by_size_and_sure_by_chance() -> None:
    """Class C of ETS; to watch where one of so many items may differ by chance; limits are settings."""
    large = MantelHaenszel(2.3, chi2=12.0, p=0.001, delta=-2.0, delta_error=0.4, adjusted=0.01)
    found = of_difference(Difference("a", "甲队", 200, 300, mantel=large))
    assert found == Flag("dif", sure=True, value=-2.0, option="甲队")
    many = Difference("a", "甲队", 200, 300, mantel=replace(large, adjusted=0.2))
    assert of_difference(many) == Flag("dif", sure=False, value=-2.0, option="甲队")
    for less in (replace(large, delta=1.4), replace(large, delta_error=0.7)):
        assert of_difference(Difference("a", "甲队", 200, 300, mantel=less)) is None
    assert of_difference(many, Limits(dif=2.5)) is None
    assert of_difference(Difference("a", "甲队", 20, 300, reason="few-people")) is None


def test_drift_is_a_flag_only_where_it_is_sure() -> None:
    """Beyond its sitting's other items, and beyond chance among all of them."""
    use = Use(date(2026, 3, 1), "s", 200, 100)
    assert of_step(Step(use, 0.9, 0.2, 4.0, p=0.001, adjusted=0.02)) == Flag("drift", sure=True, value=0.9)
    assert of_step(Step(use, 0.9, 0.2, 4.0, p=0.01, adjusted=0.2)) is None
    assert of_step(Step(use, 0.9, 0.2, 2.0, p=0.001, adjusted=0.02)) is None
    assert of_step(Step(use, reason="first")) is None
    assert of_step(Step(use, 0.9, 0.2, 4.0, p=0.001, adjusted=0.02), Limits(drift=5)) is None


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
    assert {flag.code for flag in left} <= {"no-variance", "mis-key", "negative", "below-chance", "at-chance"}
    assert not any(flag.sure for flag in left if flag.code in {"mis-key", "negative"})
