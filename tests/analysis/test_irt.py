"""Fitted models: at rest where the likelihood is highest, blind to order, right about what made the answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qbank.analysis.irt import Fit, abilities, fit


def answers_of(seed: int, n: int = 300, k: int = 8) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return simulated answers with the slopes and intercepts that made them; no item is all right or all wrong."""
    rng = np.random.default_rng(seed)
    slopes, intercepts = rng.uniform(0.6, 1.8, k), rng.uniform(-1.5, 1.5, k)
    theta = rng.normal(size=n)
    right = rng.random((n, k)) < 1 / (1 + np.exp(-(theta[:, None] * slopes + intercepts)))
    return right.astype(float), slopes, intercepts


def log_likelihood(answers: np.ndarray, slopes: np.ndarray, intercepts: np.ndarray) -> float:
    """Return the marginal log-likelihood over a grid many times finer than the program's.

    Gauss–Hermite points are too far apart for a steep item: with a slope of 5 they are off by 5e-4.
    """
    points = np.linspace(-9, 9, 801)
    weights = np.exp(-(points**2) / 2)
    right = 1 / (1 + np.exp(-(np.outer(points, slopes) + intercepts)))
    given_ability = np.where(answers[:, None, :] == 1, right, 1 - right)
    given_ability = np.where(np.isnan(answers)[:, None, :], 1.0, given_ability).prod(axis=2)
    return float(np.log(given_ability @ (weights / weights.sum())).sum())


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["rasch", "2pl"]))
@example(225, "2pl")
def test_no_neighbour_is_likelier(seed: int, model: str) -> None:
    """The likelihood is the one that another quadrature finds, and a small step in any direction lowers it."""
    answers, _, _ = answers_of(seed)
    found = fit(answers, model, "none")  # type: ignore[arg-type]
    assert found.converged
    best = log_likelihood(answers, found.slopes, found.intercepts)
    assert found.log_likelihood == pytest.approx(best, abs=1e-4)
    rng = np.random.default_rng(seed)
    for _ in range(20):
        step = rng.normal(size=len(found.slopes)) * 0.02 if model == "2pl" else rng.normal() * 0.02
        other = rng.normal(size=len(found.slopes)) * 0.02
        assert log_likelihood(answers, found.slopes + step, found.intercepts + other) < best


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(seed: int, rng: object) -> None:
    """People in another order, items in another order, an item turned round: the same figures in the same places."""
    answers, _, _ = answers_of(seed)
    found = fit(answers, "2pl", "none")
    people, items = list(range(len(answers))), list(range(answers.shape[1]))
    rng.shuffle(people)  # type: ignore[attr-defined]
    rng.shuffle(items)  # type: ignore[attr-defined]
    again = fit(answers[people][:, items], "2pl", "none")
    assert again.slopes == pytest.approx(found.slopes[items], abs=1e-4)
    assert again.intercepts == pytest.approx(found.intercepts[items], abs=1e-4)
    turned = answers.copy()
    turned[:, 0] = 1 - turned[:, 0]
    reversed_item = fit(turned, "2pl", "none")
    assert reversed_item.slopes[0] == pytest.approx(-found.slopes[0], abs=1e-3)
    assert reversed_item.slopes[1:] == pytest.approx(found.slopes[1:], abs=1e-3)


def test_what_made_the_answers_is_found() -> None:
    """Over 2,000 people most parameters lie within two standard errors, and abilities follow the totals."""
    answers, slopes, intercepts = answers_of(7, n=2000, k=20)
    found = fit(answers, "2pl", "none")
    off = np.abs(np.concatenate((found.slopes - slopes, found.intercepts - intercepts)))
    errors = np.concatenate((found.slope_errors, found.intercept_errors))
    assert np.isfinite(errors).all()
    assert (off < 2 * errors).mean() > 0.85
    theta, spread = abilities(answers, found)
    assert np.corrcoef(theta, answers.sum(axis=1))[0, 1] > 0.95
    assert ((spread > 0) & (spread < 1)).all()


def test_weak_priors_hold_what_few_people_leave_open() -> None:
    """With thirty people the slopes stay near 1; without priors an item parts them, and that is told."""
    answers, _, _ = answers_of(5, n=30, k=6)
    held, free = fit(answers, "2pl", "weak"), fit(answers, "2pl", "none")
    assert held.converged and np.abs(held.slopes - 1).max() < 1.2
    assert not free.converged
    assert np.isfinite(free.slopes).all()


def test_who_was_not_asked_says_nothing() -> None:
    """An item that half of the people were not asked is fitted from the other half; the rest hardly moves."""
    answers, _, intercepts = answers_of(11, n=2000, k=10)
    whole = fit(answers, "2pl", "none")
    answers[::2, 0] = np.nan
    found = fit(answers, "2pl", "none")
    assert found.intercepts[0] == pytest.approx(intercepts[0], abs=4 * found.intercept_errors[0])
    assert found.slope_errors[0] > whole.slope_errors[0]
    assert found.intercepts[1:] == pytest.approx(whole.intercepts[1:], abs=0.05)


def test_an_easy_and_flat_item_is_not_clipped() -> None:
    """A difficulty far outside is given as it is."""
    rng = np.random.default_rng(1)
    answers, _, _ = answers_of(3, n=500, k=8)
    answers[:, 0] = rng.random(500) < 0.9
    found = fit(answers, "2pl", "none")
    assert abs(found.difficulties[0]) > 6


def test_items_without_both_answers_are_refused() -> None:
    """All right, all wrong, never asked, nobody there: there is nothing to fit."""
    answers, _, _ = answers_of(2, n=40, k=4)
    for value in (0.0, 1.0, np.nan):
        spoilt = answers.copy()
        spoilt[:, 1] = value
        with pytest.raises(ValueError, match="both right and wrong"):
            fit(spoilt)
    with pytest.raises(ValueError, match="nobody"):
        fit(answers[:0])


def test_the_information_of_an_item_is_highest_at_its_difficulty() -> None:
    """And there it is a quarter of the square of its slope."""
    slopes, intercepts = np.array([0.8, 1.5]), np.array([0.4, -1.5])
    nothing = np.zeros(2)
    made = Fit("2pl", "none", slopes, intercepts, nothing, nothing, nothing, 0.0, True, 1)
    assert np.diag(made.information(made.difficulties)) == pytest.approx(slopes**2 / 4)
    around = made.information(np.linspace(-4, 4, 801))
    assert np.linspace(-4, 4, 801)[around.argmax(axis=0)] == pytest.approx(made.difficulties, abs=0.011)


def test_many_people_are_fitted_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beginning with every so many of them changes nothing; their standard errors are good to some per cent."""
    answers, _, _ = answers_of(13, n=1500, k=21)
    answers[::4, 3] = np.nan
    plain = fit(answers, "2pl", "none")
    monkeypatch.setattr("qbank.analysis.irt._MANY", 500)
    begun = fit(answers, "2pl", "none")
    assert begun.slopes == pytest.approx(plain.slopes, abs=1e-5)
    assert begun.log_likelihood == pytest.approx(plain.log_likelihood, abs=1e-6)
    assert begun.difficulty_errors == pytest.approx(plain.difficulty_errors, rel=0.15)
    answers[::3, 0], answers[1::3, 0], answers[2::3, 0] = 1, 0, 1
    assert fit(answers, "2pl", "weak").converged
