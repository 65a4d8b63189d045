"""Item fit: the model's own answers fit at the stated rate, others do not; and how sharply a test measures."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from qbank.analysis.irt import Fit, abilities, fit
from qbank.analysis.item_fit import expected_shares, item_fits, mean_squares
from qbank.analysis.precision import empirical_reliability, marginal_reliability, precision


def made_model(slopes: list[float], intercepts: list[float], model: str = "2pl") -> Fit:
    """Return a model with given parameters."""
    nothing = np.zeros(len(slopes))
    return Fit(model, "none", np.array(slopes), np.array(intercepts), nothing, nothing, nothing, 0.0, True, 1)  # type: ignore[arg-type]


def answered(seed: int, n: int, k: int, *, alike: bool = False) -> np.ndarray:
    """Return answers that a model made, Rasch if all slopes are alike."""
    rng = np.random.default_rng(seed)
    slopes = np.ones(k) if alike else rng.uniform(0.6, 1.8, k)
    right = 1 / (1 + np.exp(-(rng.normal(size=n)[:, None] * slopes + rng.uniform(-1.5, 1.5, k))))
    return (rng.random((n, k)) < right).astype(float)


def test_expected_shares_are_those_of_all_patterns() -> None:
    """The recursion over items says what adding up every pattern of answers says."""
    model = made_model([0.7, 1.2, 2.0, -0.4], [0.5, -1.0, 0.2, 1.5])
    theta = np.linspace(-6, 6, 61)
    weights = np.exp(-(theta**2) / 2)
    right = 1 / (1 + np.exp(-(np.outer(theta, model.slopes) + model.intercepts)))
    held, whole = np.zeros((4, 5)), np.zeros(5)
    for pattern in product((0, 1), repeat=4):
        chance = weights @ np.where(pattern, right, 1 - right).prod(axis=1)
        whole[sum(pattern)] += chance
        held[np.array(pattern) == 1, sum(pattern)] += chance
    assert expected_shares(model) == pytest.approx((held / whole)[:, 1:4], abs=1e-12)


@pytest.mark.parametrize("model", ["rasch", "2pl"])
def test_what_fits_is_called_misfitting_at_the_stated_rate(model: str) -> None:
    """Of 160 items that the model made, about one in twenty has p below 0.05; the mean squares lie near 1."""
    told = []
    for seed in range(8):
        answers = answered(seed, 800, 20, alike=model == "rasch")
        told += item_fits(answers, fit(answers, model, "none"))  # type: ignore[arg-type]
    assert 0.01 <= np.mean([each.p < 0.05 for each in told]) <= 0.11
    assert np.mean([each.chi2 / each.df for each in told]) == pytest.approx(1, abs=0.1)
    assert all(0.7 < each.infit < 1.15 and 0.6 < each.outfit < 1.3 for each in told)


def test_an_item_that_follows_no_ability_is_found() -> None:
    """Answers at random among others of one kind: the Rasch model expects more of them."""
    answers = answered(3, 800, 15, alike=True)
    answers[:, 4] = np.random.default_rng(0).random(800) < 0.5
    told = item_fits(answers, fit(answers, "rasch", "none"))
    assert told[4].p < 1e-6 and told[4].outfit > 1.1
    assert max(each.outfit for at, each in enumerate(told) if at != 4) < told[4].outfit
    assert sum(each.p < 1e-6 for each in told) == 1


def test_missing_answers_count_for_nobody() -> None:
    """Mean squares are of those who were asked; S-X2 of those who were asked every item, and says how many."""
    answers = answered(5, 600, 10)
    model = fit(answers, "2pl", "none")
    answers[:200, 0] = np.nan
    told = item_fits(answers, model)
    assert [each.people for each in told] == [400] * 10
    only = item_fits(answers[200:], model)
    assert told[0].infit == pytest.approx(only[0].infit)
    assert [each.chi2 for each in told] == pytest.approx([each.chi2 for each in only])
    answers[:, 0] = np.nan
    told = item_fits(answers, model)
    assert told[0].infit is None and told[0].chi2 is None
    assert {each.reason for each in told} == {"few-people"}
    assert told[1].infit is not None


def test_two_items_have_no_totals_to_compare() -> None:
    """Nor have three people."""
    answers = answered(6, 300, 3)
    two = item_fits(answers[:, :2], made_model([1.0, 1.0], [0.0, 0.0]))
    assert [(each.p, each.reason) for each in two] == [(None, "few-items")] * 2
    few = item_fits(answers[:3], made_model([1.0] * 3, [0.0] * 3))
    assert {each.reason for each in few} == {"few-people"}


def test_a_floor_bounds_what_one_surprise_weighs() -> None:
    """One who knows all else misses what is easiest."""
    model = made_model([2.0] * 9, [8.0] + [0.0] * 8)
    answers = np.ones((40, 9))
    answers[0, 0] = 0
    answers[1:, 1:5] = 0
    free, held = mean_squares(answers, model)[1][0], mean_squares(answers, model, floor=10**-2.5)[1][0]
    assert held < free


def test_information_is_what_the_score_says_of_ability() -> None:
    """It is the square of the score's slope over its variance, item by item; and its root is the error's inverse."""
    model = made_model([0.7, 1.2, 2.0], [0.5, -1.0, 0.2])
    theta = np.linspace(-3, 3, 13)
    told = precision(model, theta)
    chance = 1 / (1 + np.exp(-(np.outer(theta, model.slopes) + model.intercepts)))
    near = 1 / (1 + np.exp(-(np.outer(theta + 1e-5, model.slopes) + model.intercepts)))
    slope = (near - chance) / 1e-5
    assert told.information == pytest.approx((slope**2 / (chance * (1 - chance))).sum(axis=1), rel=1e-4)
    assert told.error == pytest.approx(told.information**-0.5)
    assert told.score == pytest.approx(chance.sum(axis=1))
    assert (told.score_error < np.sqrt(3) / 2).all()


def test_reliability_is_that_of_simulated_abilities() -> None:
    """The squared correlation of estimated and true ability, twice over: from the model and from the estimates."""
    rng = np.random.default_rng(2)
    slopes, intercepts, theta = rng.uniform(0.8, 1.6, 30), rng.uniform(-1.5, 1.5, 30), rng.normal(size=4000)
    answers = rng.random((4000, 30)) < 1 / (1 + np.exp(-(theta[:, None] * slopes + intercepts)))
    model = made_model(list(slopes), list(intercepts))
    estimate, error = abilities(answers.astype(float), model)
    truth = np.corrcoef(theta, estimate)[0, 1] ** 2
    assert empirical_reliability(estimate, error) == pytest.approx(truth, abs=0.02)
    assert marginal_reliability(model) == pytest.approx(truth, abs=0.02)
    assert empirical_reliability(estimate[:1], error[:1]) is None
