"""Drift, leaks and exposure: sittings of other people move nothing, items that change are found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.analysis.drift import ALARM, LEAST_COMMON, SLACK, Use, drifts
from qbank.analysis.exposure import exposures, overlaps
from qbank.analysis.foreknown import foreknown
from qbank.analysis.robust import qn

START = date(2025, 1, 1)


def day(sitting: int) -> date:
    """Return the day of a sitting."""
    return START + timedelta(days=30 * sitting)


def sittings_of(
    seed: int,
    n: int = 400,
    items: int = 30,
    sittings: int = 8,
    changed: Collection[int] = (),
    leaks: Collection[int] = (),
) -> dict[str, list[Use]]:
    """Return uses of items in sittings of unequal people; some change by a logit midway, some rise by as much."""
    rng = np.random.default_rng(seed)
    ease = rng.uniform(-1.5, 1.5, items)
    uses: dict[str, list[Use]] = {f"i{at}": [] for at in range(items)}
    for sitting in range(sittings):
        level = rng.normal(0, 0.5)
        for at in range(items):
            logit = ease[at] + level + (at in changed) * (sitting >= sittings // 2)
            logit += (at in leaks) * sitting / (sittings - 1)
            right = rng.binomial(n, 1 / (1 + np.exp(-logit)))
            uses[f"i{at}"].append(Use(day(sitting), f"s{sitting}", n, float(right)))
    return uses


def test_a_change_is_found_where_it_happens() -> None:
    """In the sitting of the change, upwards, by about a logit; the other items stand still, whoever the people are."""
    told = drifts(sittings_of(1, n=600, changed=[3]))
    step = told["i3"].steps[4]
    assert step.drifted and step.change == pytest.approx(1, abs=0.4)
    others = [each for name, series in told.items() if name != "i3" for each in series.steps]
    assert np.mean([each.drifted for each in others]) < 0.03
    assert told["i3"].alarm is not None and told["i3"].alarm >= day(4)
    assert [name for name, series in told.items() if series.alarm] == ["i3"]


def test_two_sittings_of_sound_items_are_seldom_called_anything() -> None:
    """Of 26 items in the second sitting ever, whether they vary from one to the next by chance alone or by more."""
    alarms = []
    for seed in range(150):
        rng = np.random.default_rng(seed)
        told = drifts(pair_of(rng, n=(60, 300, 1000)[seed % 3], varies=(0.0, 0.1, 0.25)[seed // 3 % 3]))
        alarms.append([series.steps[1].drifted for series in told.values()])
    assert np.any(alarms, axis=1).mean() < 0.08
    assert np.mean(alarms) < 0.005
    assert drifts(pair_of(np.random.default_rng(1), n=1000, moved=1.0))["i0"].steps[1].drifted


def pair_of(rng: np.random.Generator, n: int, varies: float = 0.0, moved: float = 0.0) -> dict[str, list[Use]]:
    """Return uses of 26 items in two sittings of unequal people; the first item becomes easier by so many logits."""
    ease, uses = rng.uniform(-1.5, 1.5, 26), {f"i{at}": [] for at in range(26)}
    for sitting in range(2):
        logits = ease + rng.normal(0, 0.5) + rng.normal(0, 1, 26) * varies
        logits[0] += moved * sitting
        for at, logit in enumerate(logits):
            uses[f"i{at}"].append(Use(day(sitting), f"s{sitting}", n, float(rng.binomial(n, 1 / (1 + np.exp(-logit))))))
    return uses


def test_qn_is_the_spread_of_normal_values_and_odd_ones_do_not_move_it() -> None:
    """As many as the items of a sitting; a quarter of them far off."""
    rng = np.random.default_rng(3)
    found = [qn(rng.normal(5, 2, 26)) for _ in range(300)]
    assert np.mean(found) == pytest.approx(2, rel=0.04)
    values = rng.normal(0, 1, 400)
    odd = np.concatenate([values[:300], values[300:] + 50])
    assert qn(odd) < 2


def test_robust_z_is_the_change_less_the_median_over_the_middle_half() -> None:
    """As Huynh and Meyer have it, for two sittings."""
    uses = sittings_of(2, sittings=2)
    logits = np.array([[np.log((use.right + 0.5) / (use.people - use.right + 0.5)) for use in uses[i]] for i in uses])
    gaps = logits[:, 1] - logits[:, 0]
    low, middle, high = np.quantile(gaps, [0.25, 0.5, 0.75])
    told = [series.steps[1].z for series in drifts(uses).values()]
    assert told == pytest.approx(list((gaps - middle) / (0.7413 * (high - low))))
    errors = [series.steps[1].error for series in drifts(uses).values()]
    variances = [sum(1 / (use.right + 0.5) + 1 / (use.people - use.right + 0.5) for use in uses[i]) for i in uses]
    assert errors == pytest.approx(list(np.sqrt(variances)))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 7), st.floats(-1, 1), st.randoms(use_true_random=False))
def test_what_a_whole_sitting_moves_is_no_drift(seed: int, moved: int, by: float, rng: object) -> None:
    """Stronger people in one sitting change no figure but the level; nor does the order in which uses are given."""
    uses = sittings_of(seed, n=1_000_000, items=15)
    stronger = {}
    for name, each in uses.items():
        shifted = []
        for at, use in enumerate(each):
            odds = (use.right + 0.5) / (use.people - use.right + 0.5) * (np.exp(by) if at == moved else 1)
            shifted.append(Use(use.day, use.sitting, use.people, (use.people + 1) * odds / (1 + odds) - 0.5))
        rng.shuffle(shifted)  # type: ignore[attr-defined]
        stronger[name] = shifted
    one, two = drifts(uses), drifts(stronger)
    for name in uses:
        changes = [[step.change for step in each[name].steps[1:]] for each in (one, two)]
        assert changes[0] == pytest.approx(changes[1], abs=0.02)


def test_the_cusum_adds_what_lies_beyond_the_slack() -> None:
    """Step by step, never below 0; a slow change is found though no single step is drift."""
    uses = sittings_of(3, n=300, sittings=12)
    for at, use in enumerate(uses["i2"]):
        share = 1 / (1 + np.exp(-(0.12 * at - 0.5)))
        uses["i2"][at] = Use(use.day, use.sitting, use.people, round(use.people * share))
    told = drifts(uses)["i2"].steps
    for before, after in pairwise(told[1:]):
        assert after.change is not None and after.error is not None
        assert after.up >= 0 and after.down >= 0
        # A sitting in which all items vary more than chance counts each step for less, never for more.
        assert after.up <= max(0.0, before.up + max(0.0, after.change) / after.error - SLACK) + 1e-9
    slow = drifts(sittings_of(5, n=300, sittings=12, leaks=[4]))["i4"]
    assert slow.alarm is not None
    assert max(max(step.up, step.down) for step in slow.steps) > ALARM


def test_a_leak_rises_and_what_stands_still_does_not() -> None:
    """Two of thirty rise by a logit in eight months."""
    told = drifts(sittings_of(6, n=1000, leaks=[4, 9]))
    assert [name for name, series in told.items() if series.rise is not None and series.rise.leaks] == ["i4", "i9"]
    rise = told["i4"].rise
    assert rise is not None and rise.logits == pytest.approx(1, abs=0.4)


def test_the_line_is_that_of_weighted_least_squares() -> None:
    """Among items that stand still, so that no sitting has a level."""
    from statsmodels.api import WLS, add_constant

    still = {f"i{at}": [Use(day(sitting), f"s{sitting}", 200, 120) for sitting in range(5)] for at in range(12)}
    uses = [
        Use(day(at), f"s{at}", n, right) for at, (n, right) in enumerate(((90, 40), (200, 99), (60, 40), (200, 130)))
    ]
    told = drifts({**still, "risen": uses})["risen"].rise
    right, wrong = np.array([(use.right + 0.5, use.people - use.right + 0.5) for use in uses]).T
    days, weights = np.array([30.0 * at for at in range(4)]), 1 / (1 / right + 1 / wrong)
    line = WLS(np.log(right / wrong), add_constant(days), weights=weights).fit(cov_type="fixed scale")
    assert told is not None
    assert told.logits == pytest.approx(90 * line.params[1])
    assert told.z == pytest.approx(line.params[1] / line.bse[1])


def test_what_cannot_be_compared_says_why() -> None:
    """The first use, few people, few items with a past, items that all change alike."""
    uses = sittings_of(8, items=LEAST_COMMON, sittings=2)
    told = drifts(uses)
    assert {series.steps[0].reason for series in told.values()} == {"first"}
    assert {series.steps[1].reason for series in told.values()} == {""}
    uses["i0"][1] = Use(day(1), "s1", 20, 10)
    told = drifts(uses)
    assert told["i0"].steps[1].reason == "few-people"
    assert {series.steps[1].reason for name, series in told.items() if name != "i0"} == {"few-common"}
    assert all(series.rise is None and not series.steps[1].drifted for series in told.values())
    alike = {f"i{at}": [Use(day(0), "a", 100, 50), Use(day(1), "b", 100, 60)] for at in range(12)}
    assert {series.steps[1].reason for series in drifts(alike).values()} == {"no-spread"}
    assert drifts({}) == {} and drifts({"i0": []})["i0"].steps == ()


def test_departments_of_one_sitting_are_added() -> None:
    """Two files of one sitting are one use."""
    uses = sittings_of(9)
    parted = {
        name: [part for use in each for part in (Use(use.day, use.sitting, 100, 40), less(use, 100, 40))]
        for name, each in uses.items()
    }
    assert drifts(parted) == drifts(uses)


def less(use: Use, people: int, right: float) -> Use:
    """Return a use without some of its people."""
    return Use(use.day, use.sitting, use.people - people, use.right - right)


def test_exposure_counts_sittings_and_people() -> None:
    """Of the sittings since a day."""
    uses = {"i0": [Use(day(0), "s0", 50, 20), Use(day(2), "s2", 100, 90)], "i1": [Use(day(1), "s1", 50, 5)], "i2": []}
    told = exposures(uses, {"s0": 50, "s1": 50, "s2": 100})
    assert (told["i0"].sittings, told["i0"].sitting_share) == (2, pytest.approx(2 / 3))
    assert (told["i0"].people, told["i0"].people_share, told["i0"].last) == (150, 0.75, day(2))
    assert (told["i2"].sittings, told["i2"].people_share, told["i2"].last) == (0, 0.0, None)
    late = exposures(uses, {"s2": 100}, since=day(2))
    assert (late["i0"].people_share, late["i1"].last) == (1.0, None)
    assert exposures({"i0": []}, {})["i0"].sitting_share == 0


def test_overlap_is_of_the_shorter_form() -> None:
    """An item twice in a form is one item."""
    told = overlaps({"a": ["x", "y", "z", "z"], "b": ["y", "z", "u", "v", "w"], "c": []})
    assert [(each.one, each.other, each.shared, each.share) for each in told] == [
        ("a", "b", 2, pytest.approx(2 / 3)),
        ("a", "c", 0, 0.0),
        ("b", "c", 0, 0.0),
    ]


def exam(seed: int, people: int = 300) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return marks, times, and which items are old; harder items take longer, stronger people less long."""
    rng = np.random.default_rng(seed)
    theta, hardness = rng.normal(size=people), rng.uniform(-1, 1, 40)
    old = np.arange(40) < 20
    marks = (rng.random((people, 40)) < 1 / (1 + np.exp(-(theta[:, None] - hardness)))).astype(float)
    seconds = np.exp(3.5 + 0.3 * hardness - 0.2 * theta[:, None] + rng.normal(0, 0.4, (people, 40)))
    return marks, seconds, old


def test_who_knew_old_items_is_better_and_faster_on_them() -> None:
    """Six who learned most of the old items by heart are found, hardly anyone else is."""
    marks, seconds, old = exam(1)
    rng = np.random.default_rng(2)
    knew = (rng.random((6, 20)) < 0.9) | (marks[:6, :20] == 1)
    marks[:6, :20] = knew
    marks[:6, 20:] = rng.random((6, 20)) < 0.35
    seconds[:6, :20] *= 0.4
    told = foreknown(marks, seconds, old)
    assert set(range(6)) <= set(told.signs)
    assert len(told.signs) <= 8
    clean = foreknown(*exam(3, people=2000))
    assert len(clean.signs) / 2000 < 0.005


@pytest.mark.parametrize(("items", "found"), [(20, 0.2), (40, 0.4), (100, 0.6)])
def test_rates_of_foreknown_items_are_those_that_are_told(items: int, found: float) -> None:
    """At most 4 honest people in 1000, also where people studied unevenly; of those who knew, more the more items."""
    rng, old = np.random.default_rng(items), np.arange(items) < items // 2
    honest = signalled = knew = caught = 0
    for _ in range(25):
        theta, fast, uneven = rng.normal(size=400), rng.normal(0, 0.3, 400), rng.normal(0, 0.5, 400)
        leaning = np.where(old, uneven[:, None], 0.0)
        chance = 1 / (1 + np.exp(-(1.3 * (theta[:, None] - rng.normal(size=items)) + leaning)))
        marks = (rng.random((400, items)) < chance).astype(float)
        seconds = np.exp(
            rng.normal(3.5, 0.3, items) + fast[:, None] - 0.15 * leaning + rng.normal(0, 0.5, (400, items))
        )
        known = old & (rng.random((20, items)) < 0.8)
        marks[:20][known], seconds[:20] = 1.0, np.where(known, seconds[:20] / 2, seconds[:20])
        signs = foreknown(marks, seconds, old).signs
        honest, signalled = honest + 380, signalled + int((signs >= 20).sum())
        knew, caught = knew + 20, caught + int((signs < 20).sum())
    assert signalled / honest <= 0.004
    assert caught / knew >= found


def test_missing_times_and_few_items_are_no_sign() -> None:
    """A person without times has no gap; a sitting without them, or with few people or old items, a reason."""
    marks, seconds, old = exam(4)
    seconds[0] = np.nan
    seconds[1, :16] = 0
    told = foreknown(marks, seconds, old)
    assert np.isnan(told.slower[:2]).all() and not np.isnan(told.better).any() and not np.isnan(told.slower[2:]).any()
    assert foreknown(marks, np.full_like(seconds, np.nan), old).reason == "no-spread"
    assert foreknown(marks[:29], seconds[:29], old).reason == "few-people"
    assert foreknown(marks, seconds, np.arange(40) < 4).reason == "few-items"
