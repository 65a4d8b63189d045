"""A test as it comes: what cannot be fitted is named, what is odd is told, nothing is clipped."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from qbank.analysis.calibration import calibrated
from qbank.analysis.irt import fit


def answered(seed: int, n: int = 500, k: int = 10) -> np.ndarray:
    """Return answers that a two-parameter model made."""
    rng = np.random.default_rng(seed)
    right = rng.normal(size=n)[:, None] * rng.uniform(0.7, 1.7, k) + rng.uniform(-1.5, 1.5, k)
    return (rng.random((n, k)) < 1 / (1 + np.exp(-right))).astype(float)


def named(answers: np.ndarray) -> list[str]:
    """Return names for the items of a table."""
    return [f"i{at}" for at in range(answers.shape[1])]


def test_constant_items_are_named_and_the_others_fitted_without_them() -> None:
    """All right, all wrong, nobody asked, part marks: no figure but a reason; the rest is as if they were not there."""
    answers = answered(1)
    spoilt = np.insert(answers, [0, 3, 5, 10], np.array([1.0, 0.0, np.nan, 0.5]), axis=1)
    spoilt[:40, 13] = 0
    found = calibrated(named(spoilt), spoilt, "2pl", "none")
    assert {each.name: each.reason for each in found.items if each.reason} == {
        "i0": "all-right",
        "i4": "all-wrong",
        "i7": "not-asked",
        "i13": "part-marks",
    }
    assert all(each.slope is None and each.difficulty_error is None for each in found.items if each.reason)
    assert [each.people for each in found.items][6:9] == [500, 0, 500]
    plain = fit(answers, "2pl", "none")
    assert [each.slope for each in found.items if not each.reason] == pytest.approx(list(plain.slopes))
    assert found.fit is not None and found.fit.log_likelihood == pytest.approx(plain.log_likelihood)
    assert found.fitted == (1, 2, 3, 5, 6, 8, 9, 10, 11, 12)


def test_a_turned_item_keeps_its_negative_slope() -> None:
    """The mis-keyed item is found where it is, at the same likelihood as before it was turned."""
    answers = answered(2, n=1500)
    before = calibrated(named(answers), answers, "2pl", "none")
    answers[:, 4] = 1 - answers[:, 4]
    found = calibrated(named(answers), answers, "2pl", "none")
    assert found.items[4].slope == pytest.approx(-(before.items[4].slope or 0), abs=1e-4)
    assert found.items[4].difficulty == pytest.approx(before.items[4].difficulty, abs=1e-3)
    assert [each.name for each in found.items if each.reversed] == ["i4"]
    assert found.fit is not None and before.fit is not None
    assert found.fit.log_likelihood == pytest.approx(before.fit.log_likelihood, abs=1e-6)


def test_a_difficulty_far_outside_is_told_with_its_error() -> None:
    """A flat item that nine in ten get right, whatever they know."""
    answers = answered(3, n=800)
    answers[:, 0] = np.random.default_rng(1).random(800) < 0.9
    found = calibrated(named(answers), answers, "2pl", "none").items[0]
    assert found.far and abs(found.difficulty or 0) > 6
    assert (found.difficulty_error or 0) > 2


@pytest.mark.parametrize("model", ["rasch", "2pl"])
def test_the_error_of_a_difficulty_is_how_far_it_strays(model: str) -> None:
    """Over sixty samples of one test, its mean is the standard deviation of what was found."""
    slopes, intercepts = np.full(8, 1.0) if model == "rasch" else np.linspace(0.8, 1.6, 8), np.linspace(-1.2, 1.2, 8)
    difficulties, errors = [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        right = 1 / (1 + np.exp(-(rng.normal(size=600)[:, None] * slopes + intercepts)))
        found = fit((rng.random((600, 8)) < right).astype(float), model, "none")  # type: ignore[arg-type]
        difficulties.append(found.difficulties)
        errors.append(found.difficulty_errors)
    assert np.mean(errors, axis=0) == pytest.approx(np.std(difficulties, axis=0), rel=0.35)
    assert np.mean(errors) == pytest.approx(np.std(difficulties, axis=0).mean(), rel=0.1)


def test_errors_are_those_of_the_likelihood_with_missing_answers_too() -> None:
    """The information is the bend of the log-likelihood, taken here by small steps of another quadrature."""
    answers = answered(4, n=500, k=4)
    answers[::5, 1] = np.nan
    answers[3::7, 2] = np.nan
    found = fit(answers, "2pl", "none")
    points, weights = np.polynomial.hermite_e.hermegauss(60)

    def height(place: np.ndarray) -> float:
        right = 1 / (1 + np.exp(-(np.outer(points, place[:4]) + place[4:])))
        chance = np.where(answers[:, None, :] == 1, right, 1 - right)
        chance = np.where(np.isnan(answers)[:, None, :], 1.0, chance).prod(axis=2)
        return float(np.log(chance @ (weights / weights.sum())).sum())

    at, step, bend = np.concatenate((found.slopes, found.intercepts)), 1e-3, np.zeros((8, 8))
    eye = np.eye(8) * step
    for one in range(8):
        for other in range(8):
            bend[one, other] = (
                height(at + eye[one] + eye[other])
                - height(at + eye[one] - eye[other])
                - height(at - eye[one] + eye[other])
                + height(at - eye[one] - eye[other])
            ) / (4 * step**2)
    errors = np.sqrt(np.diag(np.linalg.inv(-bend)))
    assert np.concatenate((found.slope_errors, found.intercept_errors)) == pytest.approx(errors, rel=1e-3)


def test_what_does_not_converge_has_no_figures() -> None:
    """Twelve people and no prior: an item parts them without a fault."""
    answers = answered(5, n=12, k=4)
    answers[:, 0] = answers[:, 1]
    free = calibrated(named(answers), answers, "2pl", "none")
    assert (free.fit, free.reason) == (None, "not-converged")
    assert {each.reason for each in free.items} == {"no-model"}
    held = calibrated(named(answers), answers, "2pl", "weak")
    assert held.reason == "" and held.few


def test_too_few_items_are_no_model() -> None:
    """Nor is a test of which too few can be fitted, nor one that nobody sat."""
    answers = answered(6, k=4)
    answers[:, :2] = 1
    found = calibrated(named(answers), answers)
    assert (found.fit, found.reason) == (None, "few-items")
    assert [each.reason for each in found.items] == ["all-right", "all-right", "no-model", "no-model"]
    empty = calibrated(named(answers), answers[:0])
    assert empty.reason == "few-items" and {each.reason for each in empty.items} == {"not-asked"}


def test_people_without_an_answer_change_nothing() -> None:
    """They are not counted either."""
    answers = answered(7, n=300)
    more = np.vstack((answers, np.full((50, 10), np.nan)))
    one, two = calibrated(named(answers), answers), calibrated(named(more), more)
    assert (one.people, two.people) == (300, 300)
    assert [each.slope for each in two.items] == pytest.approx([each.slope for each in one.items], abs=1e-5)


def test_guessing_is_one_of_the_models() -> None:
    """The same screening and figures; what guessing earns stands beside them, and a thousand people are wanted."""
    rng, answers = np.random.default_rng(5), answered(5, n=1200, k=12)
    lucky = np.where(rng.random(answers.shape) < 0.2, 1.0, answers)
    spoilt = np.insert(lucky, 4, 1.0, axis=1)
    found, plain = calibrated(named(spoilt), spoilt, "3pl"), calibrated(named(spoilt), spoilt, "2pl")
    assert found.fit is not None and plain.fit is not None and not found.few
    assert [each.reason for each in found.items] == ["all-right" if at == 4 else "" for at in range(13)]
    guesses = [each.guess for each in found.items if each.guess is not None]
    assert len(guesses) == 12 and 0.15 < np.mean(guesses) < 0.25
    assert {each.guess for each in plain.items} == {None}
    assert found.fit.log_likelihood > plain.fit.log_likelihood
    assert calibrated(named(spoilt), spoilt[:600], "3pl").few


@pytest.mark.parametrize("model", ["rasch", "2pl", "3pl"])
@pytest.mark.parametrize("people", [31, 60])
@pytest.mark.filterwarnings("error")
def test_a_fit_that_runs_away_ends_in_words(model: Any, people: int) -> None:
    """Where the weaker half gets all wrong and the stronger all right there is no model, and no warning of numpy's."""
    parted = np.repeat((np.arange(people) >= people // 2)[:, None], 4, axis=1).astype(float)
    few = (np.random.default_rng(people).random((people, 3)) < 0.6).astype(float)
    for answers in (parted, few):
        found = calibrated(named(answers), answers, model, "none")
        assert found.reason in ("", "not-converged")
        values = [each.slope for each in found.items]
        assert values == [None] * answers.shape[1] if found.reason else all(np.isfinite(values))
