"""The model with guessing: who does not know an item gets it right all the same with a probability of its own.

P(right) = g + (1 - g) / (1 + exp(-(a·theta + d))). Answers say little about g, so it always has a prior, on its logit;
without one the likelihood has no highest place in many tests. F. M. Lord (1980); R. J. Mislevy (1986), Psychometrika
51, 177–195.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qbank.analysis.irt import INTERCEPT, LONGEST, NEWTON, SLOPE, Data, Fit, at_rest, chances

if TYPE_CHECKING:
    from collections.abc import Callable

    from qbank.analysis.irt import Floats, Prior

GUESS = (-1.5, 0.5)
"""Mean and standard deviation of the logit of g: about 0.18, less than one of four; mostly 0.08 to 0.37."""
_NUDGE = 1e-4


def fit_guessing(
    answers: Floats,
    prior: Prior = "weak",
    guess: tuple[float, float] = GUESS,
    pause: Callable[[], None] = lambda: None,
) -> Fit:
    """Return the model with guessing, fitted to answers.

    Args:
        answers: as of ``irt.fit``.
        prior: of slopes and intercepts, as of ``irt.fit``.
        guess: mean and standard deviation of the logit of g.
        pause: called every round; may raise to stop.

    Raises:
        ValueError: an item that all or none got right, or nobody was asked.
    """
    data = Data.of(answers)
    if not data.is_fit():
        raise ValueError("an item without both right and wrong answers")
    shares = data.times @ data.given / data.people
    start = np.concatenate((np.ones(data.k), np.log(shares / (1 - shares)), np.full(data.k, guess[0])))
    means, spreads = _priors(data.k, prior, guess)
    place, converged, steps = at_rest(lambda at: _round(data, at, means, spreads), start, pause)
    slopes, intercepts, logits = np.split(place, 3)
    nothing = np.full(data.k, np.nan)
    guesses = _share(logits)
    height = data.expected(slopes, intercepts, guesses)[2]
    found = Fit("3pl", prior, slopes, intercepts, nothing, nothing, nothing, height, converged, steps, guesses)
    return _with_errors(found, data, place, spreads) if converged else found


def _priors(k: int, prior: Prior, guess: tuple[float, float]) -> tuple[Floats, Floats]:
    """Return means and standard deviations of all parameters; infinite where nothing holds one."""
    held = (SLOPE, INTERCEPT) if prior == "weak" else ((0.0, np.inf), (0.0, np.inf))
    pairs = np.array([*held, guess])
    return np.repeat(pairs[:, 0], k), np.repeat(pairs[:, 1], k)


def _round(data: Data, place: Floats, means: Floats, spreads: Floats) -> tuple[Floats, float]:
    """Return the parameters after a round of EM, and what it makes higher, at the parameters before."""
    slopes, intercepts, logits = np.split(place, 3)
    asked, right, height = data.expected(slopes, intercepts, _share(logits))
    height -= float((((place - means) / spreads) ** 2).sum() / 2)
    for _ in range(NEWTON):
        first, second = _derivatives(data, place, asked, right)
        first -= (place - means) / spreads**2
        second[:, range(3), range(3)] += (1 / spreads**2).reshape(3, -1).T
        try:
            step = np.linalg.solve(second, first.reshape(3, -1).T[:, :, None])[:, :, 0]
        except np.linalg.LinAlgError:
            return np.full_like(place, np.nan), height
        place = place + np.clip(step, -LONGEST, LONGEST).T.ravel()
    return place, height


def _share(logits: Floats) -> Floats:
    from scipy.special import expit

    return np.asarray(expit(logits))


def _derivatives(data: Data, place: Floats, asked: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Return the derivatives of the complete log-likelihood (3k), and the information of each item (k × 3 × 3)."""
    slopes, intercepts, logits = np.split(place, 3)
    guess, knows = _share(logits)[:, None], chances(data.theta, slopes, intercepts).T
    chance = guess + (1 - guess) * knows
    # Derivatives of the logit of the chance: who got it right knows it with the probability knows / chance.
    known = knows / chance
    by = np.stack((known * data.theta, known, np.broadcast_to(guess, known.shape) / chance), axis=2)
    first = np.einsum("kq,kqi->ik", right - asked * chance, by)
    return first.ravel(), np.einsum("kq,kqi,kqj->kij", asked * chance * (1 - chance), by, by)


def _with_errors(found: Fit, data: Data, place: Floats, spreads: Floats) -> Fit:
    """Return a fit with standard errors from the bend of the log-likelihood: the derivatives' derivatives."""
    part = data.thinned()
    bend = np.empty((len(place), len(place)))
    for at in range(len(place)):
        moved = np.zeros_like(place)
        moved[at] = _NUDGE
        bend[at] = (_slope(part, place - moved) - _slope(part, place + moved)) / (2 * _NUDGE)
    bend = (bend + bend.T) / 2 * (data.times.sum() / part.times.sum()) + np.diag(1 / spreads**2)
    try:
        covariance = np.linalg.inv(bend)
    except np.linalg.LinAlgError:
        return found
    k, difficulty = data.k, found.difficulties
    of_a, of_d, _ = np.split(np.diag(covariance), 3)
    between = np.diag(covariance[:k, k : 2 * k])
    with np.errstate(divide="ignore", invalid="ignore"):
        of_b = (of_d + difficulty**2 * of_a + 2 * difficulty * between) / found.slopes**2
        errors = [np.sqrt(np.where(each > 0, each, np.nan)) for each in (of_a, of_d, of_b)]
    return replace(found, slope_errors=errors[0], intercept_errors=errors[1], difficulty_errors=errors[2])


def _slope(data: Data, place: Floats) -> Floats:
    slopes, intercepts, logits = np.split(place, 3)
    asked, right, _ = data.expected(slopes, intercepts, _share(logits))
    return _derivatives(data, place, asked, right)[0]
