"""The model with guessing: at rest where the posterior is highest, and right about what made the answers."""

from __future__ import annotations

import numpy as np
import pytest

from qbank.analysis.guessing import GUESS, fit_guessing
from qbank.analysis.irt import abilities, fit
from qbank.analysis.item_fit import item_fits
from qbank.analysis.precision import precision


def answered(seed: int, n: int, k: int, guess: float = 0.25) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return answers with guessing, and the slopes and intercepts that made them."""
    rng = np.random.default_rng(seed)
    slopes, intercepts = rng.uniform(0.9, 1.8, k), rng.uniform(-1.5, 1.0, k)
    knows = 1 / (1 + np.exp(-(rng.normal(size=n)[:, None] * slopes + intercepts)))
    return (rng.random((n, k)) < guess + (1 - guess) * knows).astype(float), slopes, intercepts


def height(answers: np.ndarray, slopes: np.ndarray, intercepts: np.ndarray, logits: np.ndarray) -> float:
    """Return the log-posterior, summed over Gauss–Hermite points: another rule than the program's."""
    points, weights = np.polynomial.hermite_e.hermegauss(60)
    guess = 1 / (1 + np.exp(-logits))
    right = guess + (1 - guess) / (1 + np.exp(-(np.outer(points, slopes) + intercepts)))
    chance = np.where(answers[:, None, :] == 1, right, 1 - right)
    chance = np.where(np.isnan(answers)[:, None, :], 1.0, chance).prod(axis=2)
    held = (((logits - GUESS[0]) / GUESS[1]) ** 2).sum() / 2
    return float(np.log(chance @ (weights / weights.sum())).sum() - held)


def test_no_neighbour_is_likelier() -> None:
    """With missing answers, too."""
    answers, _, _ = answered(1, 500, 6)
    answers[::6, 2] = np.nan
    found = fit_guessing(answers, "none")
    assert found.converged and found.guesses is not None
    at = [found.slopes, found.intercepts, np.log(found.guesses / (1 - found.guesses))]
    best = height(answers, *at)
    rng = np.random.default_rng(0)
    for _ in range(30):
        assert height(answers, *(each + rng.normal(0, 0.03, 6) for each in at)) < best


def test_standard_errors_are_those_of_the_posterior() -> None:
    """Its bend, taken by small steps of another quadrature."""
    answers, _, _ = answered(6, 1500, 5)
    found = fit_guessing(answers, "none")
    assert found.guesses is not None
    at = np.concatenate((found.slopes, found.intercepts, np.log(found.guesses / (1 - found.guesses))))
    step, bend = 1e-3, np.empty((15, 15))
    for one in range(15):
        for other in range(one + 1):
            bend[one, other] = bend[other, one] = sum(
                sign * height(answers, *np.split(at + move, 3))
                for sign, move in (
                    (first * second, step * (first * np.eye(15)[one] + second * np.eye(15)[other]))
                    for first in (1, -1)
                    for second in (1, -1)
                )
            ) / (4 * step**2)
    errors = np.sqrt(np.diag(np.linalg.inv(-bend)))
    assert found.slope_errors == pytest.approx(errors[:5], rel=2e-3)
    assert found.intercept_errors == pytest.approx(errors[5:10], rel=2e-3)


def test_what_made_the_answers_is_found() -> None:
    """Three thousand people: slopes and intercepts within their errors, where two parameters are led astray."""
    answers, slopes, intercepts = answered(3, 3000, 20)
    found, plain = fit_guessing(answers), fit(answers)
    off = np.abs(np.concatenate((found.slopes - slopes, found.intercepts - intercepts)))
    assert (off < 2.5 * np.concatenate((found.slope_errors, found.intercept_errors))).mean() > 0.85
    assert np.abs(found.intercepts - intercepts).mean() < np.abs(plain.intercepts - intercepts).mean() / 2
    assert found.log_likelihood > plain.log_likelihood + 5
    theta, _ = abilities(answers, found)
    assert np.corrcoef(theta, answers.sum(axis=1))[0, 1] > 0.93
    told = item_fits(answers, found)
    assert np.mean([each.p < 0.05 for each in told if each.p is not None]) <= 0.2


def test_information_is_the_squared_rise_over_the_variance() -> None:
    """And guessing takes from it most where people know least."""
    answers, _, _ = answered(4, 400, 5)
    found = fit_guessing(answers)
    theta = np.linspace(-3, 3, 9)
    right, near = found.chances(theta), found.chances(theta + 1e-5)
    assert found.information(theta) == pytest.approx(((near - right) / 1e-5) ** 2 / (right * (1 - right)), rel=1e-3)
    assert found.chances(np.array([-30.0]))[0] == pytest.approx(found.guesses, abs=1e-3)
    assert precision(found, theta).score == pytest.approx(right.sum(axis=1))


def test_items_without_both_answers_are_refused() -> None:
    """As in the other models."""
    answers, _, _ = answered(5, 50, 4)
    answers[:, 1] = 1
    with pytest.raises(ValueError, match="both right and wrong"):
        fit_guessing(answers)
