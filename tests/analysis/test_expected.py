"""What is foretold of items nobody has answered: only where it beats the simple means, and never with certainty."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.analysis.expected import STRENGTHS, Observed, blended, learn, strength_of


def bank(*, of_length: float, of_tag: float = 0.0, seed: int = 1, exams: int = 6) -> list[Observed]:
    """Return a simulated bank: logits follow the length of a stem and the tag as strongly as is said."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(40 * exams):
        unit, tag, length = f"第{number % 5}章", ("easy", "medium", "hard")[number % 3], int(rng.integers(10, 60))
        logit = 0.5 - of_length * (length - 35) / 15 - of_tag * (number % 3 - 1)
        n = 80
        p = 1 / (1 + np.exp(-logit - rng.normal(0, 0.3)))
        text = "".join(rng.choice(list("值守记录应当保存三年以上由站长负责检查"), length))
        features = {"length": float(length), "unit": unit, "tag": tag, "type": "single_choice"}
        rows.append(
            Observed(f"q{number}", f"s{number % exams}", unit, tag, float(rng.binomial(n, p)), n, text, features)
        )
    return rows


def test_what_items_show_is_used_where_it_tells_more_than_the_means() -> None:
    """Where length decides, the model errs less than unit and tag, and longer stems are foretold to be harder."""
    found = learn(bank(of_length=1.0))
    assert found.reason == ""
    assert found.errors is not None
    assert found.errors.model < 0.8 * min(found.errors.unit, found.errors.tag)
    assert found.predict is not None
    short, long = found.predict([("值守", {"length": 12.0}), ("值守" * 25, {"length": 55.0})])
    assert 0 < long < short < 1


@pytest.mark.parametrize("seed", range(5))
def test_where_nothing_tells_it_says_so(seed: int) -> None:
    """Where only the tag decides, or nothing does, the model is not used: the tag's own mean is as good."""
    for rows in (bank(of_length=0.0, seed=seed), bank(of_length=0.0, of_tag=0.8, seed=seed)):
        found = learn(rows)
        assert found.errors is not None
        assert (found.reason, found.predict) == ("no-better", None)
        assert found.errors.model > 0.95 * min(found.errors.unit, found.errors.tag)


def test_no_answer_to_an_item_helps_to_foretell_it() -> None:
    """Items whose facility follows from nothing but their name are not foretold, though each was asked twice."""
    rng = np.random.default_rng(3)
    shares = rng.uniform(0.1, 0.9, 80)
    rows = [
        Observed(f"q{at}", f"s{exam}", "甲", "medium", 80 * share, 80, f"第{at}题", {"name": f"q{at}"})
        for at, share in enumerate(shares)
        for exam in range(10)
        if (at + exam) % 5 == 0
    ]
    found = learn(rows)
    assert found.errors is not None
    assert found.errors.model > 0.9 * float(np.std(shares))


def decided_by_unit(seed: int, *, units: int, exams: int, again: bool = False) -> list[Observed]:
    """Return exams whose items are as hard as their unit is, each asked once, or all of them in all exams."""
    rng = np.random.default_rng(seed)
    levels, rows = np.linspace(-1.5, 1.5, units), []
    for exam, unit, number in np.ndindex(exams, units, 8):
        p = 1 / (1 + np.exp(-levels[unit] - rng.normal(0, 0.4)))
        name = f"q{unit}-{number}" if again else f"q{unit}-{number}-{exam}"
        text, chapter = "".join(rng.choice(list("值守记录应当保存三年以上"), 20)), f"第{unit}章"
        row = Observed(name, f"s{exam}", chapter, "medium", float(rng.binomial(80, p)), 80, text, {"unit": chapter})
        rows.append(row)
    return rows


@pytest.mark.parametrize("units", [4, 5, 10])
def test_the_mean_of_the_unit_is_known_where_the_model_has_to_beat_it(units: int) -> None:
    """However many units an exam has, no fold holds back a whole unit: its mean is far better than that of all."""
    for seed in range(3):
        found = learn(decided_by_unit(seed, units=units, exams=6))
        assert found.errors is not None
        assert found.errors.unit < 0.8 * found.errors.overall
        assert found.reason == "no-better"


def test_where_the_mean_of_the_unit_cannot_be_known_nothing_is_foretold() -> None:
    """One exam, or the same items in all exams: what the model has to beat is not there, and that is the reason."""
    for rows in (
        decided_by_unit(1, units=12, exams=1),
        decided_by_unit(1, units=12, exams=6, again=True),
    ):
        assert learn(rows).reason == "few-again"
        assert learn(rows).errors is None


def test_few_items_or_exams_teach_nothing() -> None:
    """Below the least numbers there is a reason and no figure."""
    assert learn(bank(of_length=1.0)[:30]).reason == "few-items"
    alone = [row for row in bank(of_length=1.0, exams=10) if row.unit == "第0章" and row.exam == "s0"] * 2
    assert learn([]).reason == "few-items"
    many = [replace(row, item=f"{row.item}-{at}", exam="s", unit="甲") for at in range(20) for row in alone]
    assert learn(many).reason == "few-exams"


@given(st.integers(0, 200), st.integers(1, 200), st.floats(0.01, 0.99), st.floats(0.5, 100))
def test_answers_outweigh_what_was_foretold(earned: int, n: int, expected: float, strength: float) -> None:
    """A blend lies between both, and nearer to the answers the more there are."""
    earned = min(earned, n)
    found = blended(earned, n, expected, strength)
    low, high = sorted((earned / n, expected))
    assert low - 1e-9 <= found <= high + 1e-9
    assert abs(blended(earned * 10, n * 10, expected, strength) - earned / n) <= abs(found - earned / n) + 1e-9
    assert blended(0, 0, expected, strength) == pytest.approx(expected)


@pytest.mark.parametrize("spread", [0.04, 0.07, 0.12])
def test_what_was_foretold_counts_for_as_many_answers_as_tell_as_much(spread: float) -> None:
    """Few answers an item: no other number of answers to count for errs clearly less against the true facilities."""
    rng = np.random.default_rng(7)
    foretold = rng.uniform(0.35, 0.65, 4000)
    true = np.clip(foretold + rng.normal(0, spread, 4000), 0.01, 0.99)
    earned = rng.binomial(15, true)
    rows = [Observed(f"q{at}", "s", "甲", "", float(each), 15, "", {}) for at, each in enumerate(earned)]

    def error(strength: float) -> float:
        told = [blended(float(each), 15, p, strength) for each, p in zip(earned, foretold, strict=True)]
        return float(((np.array(told) - true) ** 2).mean())

    assert error(strength_of(rows, foretold)) <= 1.02 * min(map(error, STRENGTHS))
