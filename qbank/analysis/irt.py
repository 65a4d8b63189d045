"""Item response models for items marked right or wrong: Rasch and two-parameter, by marginal maximum likelihood.

The two-parameter model in slope–intercept form: logit P(right) = a·theta + d, theta ~ N(0, 1) over the people; the
difficulty is b = -d / a. In the Rasch model all slopes are one number, and its square is the variance of ability on the
scale on which each slope is 1.

Sources: R. D. Bock, M. Aitkin (1981), Psychometrika 46, 443–459 (the EM algorithm); R. J. Mislevy (1986), Psychometrika
51, 177–195 (priors); S. W. Choi et al. (2009) on expected a posteriori abilities. Nothing is clipped: a difficulty far
outside -4…4 is told by whoever shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Model = Literal["rasch", "2pl"]
Prior = Literal["none", "weak"]
POINTS = 61
"""Points at which ability is summed over, from -6 to 6."""
_SLOPE, _INTERCEPT = (1.0, 0.5), (0.0, 3.0)
"""Mean and standard deviation of the weak priors."""
_MOST_STEPS = 4000
_ENOUGH = 1e-6
"""No parameter moves further in a step: then it has converged."""
_NEWTON = 3
_LONGEST = 2.0
"""Of a Newton step, so that an item that nearly all get right does not throw the others."""
_NUDGE = 1e-4
_FEW = 20
"""Items of a test that is short enough for many people to answer alike."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model.

    Args:
        model: which one.
        prior: whether weak priors held the parameters.
        slopes: k slopes; in the Rasch model one number k times.
        intercepts: k intercepts.
        slope_errors: their standard errors; NaN where the information is not positive.
        intercept_errors: the same of the intercepts.
        log_likelihood: of the answers, without priors.
        converged: whether it came to rest; if not, the figures say nothing.
        steps: how many rounds it took.
    """

    model: Model
    prior: Prior
    slopes: Floats
    intercepts: Floats
    slope_errors: Floats
    intercept_errors: Floats
    log_likelihood: float
    converged: bool
    steps: int

    @property
    def difficulties(self) -> Floats:
        """Return b = -d / a; infinite where a slope is 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(-self.intercepts / self.slopes)

    def information(self, theta: Floats) -> Floats:
        """Return the information of each item at each ability, abilities × items; its sum is the test's."""
        right = chances(theta, self.slopes, self.intercepts)
        return np.asarray(self.slopes**2 * right * (1 - right))


def fit(answers: Floats, model: Model = "2pl", prior: Prior = "weak", pause: Callable[[], None] = lambda: None) -> Fit:
    """Return the model fitted to answers.

    Args:
        answers: n × k of 1, 0 and NaN for items that a person was not asked; every item has both 0 and 1.
        model: all slopes alike, or each its own.
        prior: ``weak`` draws slopes to N(1, 0.5²) and intercepts to N(0, 3²), which few people need.
        pause: called every round; may raise to stop.

    Raises:
        ValueError: an item that all or none got right, or nobody was asked.
    """
    patterns, times = _patterns(answers)
    there = ~np.isnan(patterns)
    right, people = times @ np.where(there, patterns, 0.0), times @ there
    if not ((right > 0) & (right < people)).all():
        raise ValueError("an item without both right and wrong answers")
    shares, data = right / people, _Data.of(patterns, times)
    slopes, intercepts = np.ones(data.k), np.log(shares / (1 - shares))
    converged, step = False, 0
    while not converged and step < _MOST_STEPS:
        pause()
        step += 1
        asked, expected, _ = data.expected(slopes, intercepts)
        before = slopes, intercepts
        for _ in range(_NEWTON):
            slopes, intercepts = _stepped(slopes, intercepts, asked, expected, model, prior)
        if not (np.isfinite(slopes).all() and np.isfinite(intercepts).all()):
            # Few people, no prior: the likelihood has no highest place, an item parts them without a fault.
            slopes, intercepts = before
            break
        moved = max(np.abs(slopes - before[0]).max(), np.abs(intercepts - before[1]).max())
        converged = bool(moved < _ENOUGH)
    _, _, log_likelihood = data.expected(slopes, intercepts)
    errors = _errors(data, slopes, intercepts, model, prior)
    return Fit(model, prior, slopes, intercepts, *errors, log_likelihood, converged, step)


def abilities(answers: Floats, model: Fit) -> tuple[Floats, Floats]:
    """Return the expected ability of each person, a posteriori, and its standard deviation."""
    theta, weights = grid()
    posterior = _posterior(answers, model.slopes, model.intercepts, theta, weights)[0]
    mean = posterior @ theta
    return mean, np.sqrt(np.maximum(posterior @ theta**2 - mean**2, 0.0))


# --- expectation ---------------------------------------------------------------------------------------


def grid() -> tuple[Floats, Floats]:
    """Return the points of ability that are summed over, and their weights, which sum to 1."""
    theta = np.linspace(-6.0, 6.0, POINTS)
    weights = np.exp(-0.5 * theta**2)
    return theta, weights / weights.sum()


def chances(theta: Floats, slopes: Floats, intercepts: Floats) -> Floats:
    """Return the probability of a right answer, abilities × items."""
    from scipy.special import expit

    return np.asarray(expit(np.outer(theta, slopes) + intercepts))


def _posterior(
    answers: Floats, slopes: Floats, intercepts: Floats, theta: Floats, weights: Floats
) -> tuple[Floats, Floats]:
    """Return each person's posterior over the points, and the log-likelihood of each."""
    from scipy.special import log_expit

    logit = np.outer(theta, slopes) + intercepts
    asked = ~np.isnan(answers)
    given = np.where(asked, answers, 0.0)
    # log P(x) = x·logit + log(1 - P)
    joint = given @ logit.T + asked.astype(float) @ log_expit(-logit).T + np.log(weights)
    top = joint.max(axis=1, keepdims=True)
    spread = np.exp(joint - top)
    whole = spread.sum(axis=1, keepdims=True)
    return spread / whole, (top + np.log(whole)).ravel()


def _patterns(answers: Floats) -> tuple[Floats, Floats]:
    """Return the answer patterns that occur, and how many people gave each; of long tests the people as they are."""
    if not len(answers):
        raise ValueError("nobody answered")
    if answers.shape[1] > _FEW:
        return answers, np.ones(len(answers))
    codes = np.where(np.isnan(answers), 2, answers).astype(np.int8)
    found, times = np.unique(codes, axis=0, return_counts=True)
    return np.where(found == 2, np.nan, found), times.astype(float)


@dataclass(frozen=True, slots=True)
class _Data:
    """Answer patterns, how often each occurs, and the points of ability."""

    patterns: Floats
    times: Floats
    theta: Floats
    weights: Floats

    @classmethod
    def of(cls, patterns: Floats, times: Floats) -> _Data:
        return cls(patterns, times, *grid())

    @property
    def k(self) -> int:
        return int(self.patterns.shape[1])

    def expected(self, slopes: Floats, intercepts: Floats) -> tuple[Floats, Floats, float]:
        """Return how many at each point were asked each item, and got it right (k × points); and the log-likelihood."""
        posterior, log_likelihood = _posterior(self.patterns, slopes, intercepts, self.theta, self.weights)
        counted = posterior * self.times[:, None]
        there = ~np.isnan(self.patterns)
        asked, right = there.T.astype(float) @ counted, np.where(there, self.patterns, 0.0).T @ counted
        return asked, right, float(log_likelihood @ self.times)

    def slope_of(self, slopes: Floats, intercepts: Floats) -> Floats:
        """Return the derivatives of the log-likelihood: k by slope, then k by intercept."""
        asked, right, _ = self.expected(slopes, intercepts)
        beyond = right - asked * chances(self.theta, slopes, intercepts).T
        return np.concatenate((beyond @ self.theta, beyond.sum(axis=1)))


# --- maximisation --------------------------------------------------------------------------------------


def _stepped(
    slopes: Floats, intercepts: Floats, asked: Floats, right: Floats, model: Model, prior: Prior
) -> tuple[Floats, Floats]:
    """Return the parameters after a Newton step of the complete-data likelihood."""
    theta, _ = grid()
    share = chances(theta, slopes, intercepts).T
    beyond, weight = right - asked * share, asked * share * (1 - share)
    by_a, by_d = beyond @ theta, beyond.sum(axis=1)
    aa, ad, dd = weight @ theta**2, weight @ theta, weight.sum(axis=1)
    if prior == "weak":
        by_a, aa = by_a - (slopes - _SLOPE[0]) / _SLOPE[1] ** 2, aa + 1 / _SLOPE[1] ** 2
        by_d, dd = by_d - (intercepts - _INTERCEPT[0]) / _INTERCEPT[1] ** 2, dd + 1 / _INTERCEPT[1] ** 2
    if model == "2pl":
        with np.errstate(divide="ignore", invalid="ignore"):
            determinant = aa * dd - ad**2
            step_a, step_d = (dd * by_a - ad * by_d) / determinant, (aa * by_d - ad * by_a) / determinant
    else:
        # One slope for all: the intercepts are eliminated first.
        step = (by_a - ad * by_d / dd).sum() / (aa - ad**2 / dd).sum()
        step_a = np.full(len(slopes), step)
        step_d = (by_d - ad * step_a) / dd
    return slopes + np.clip(step_a, -_LONGEST, _LONGEST), intercepts + np.clip(step_d, -_LONGEST, _LONGEST)


def _errors(data: _Data, slopes: Floats, intercepts: Floats, model: Model, prior: Prior) -> tuple[Floats, Floats]:
    """Return standard errors from the observed information: the derivatives' derivatives, by central differences."""
    k = data.k

    def moved(at: int, by: float) -> Floats:
        a, d = slopes.copy(), intercepts.copy()
        if at < k:
            a[at] += by
        else:
            d[at - k] += by
        return data.slope_of(a, d)

    information = -np.array([(moved(at, _NUDGE) - moved(at, -_NUDGE)) / (2 * _NUDGE) for at in range(2 * k)])
    information = (information + information.T) / 2
    if prior == "weak":
        information[np.diag_indices(2 * k)] += np.repeat([1 / _SLOPE[1] ** 2, 1 / _INTERCEPT[1] ** 2], k)
    if model == "rasch":
        together = np.zeros((k + 1, 2 * k))
        together[0, :k] = 1
        together[1:, k:] = np.eye(k)
        information = together @ information @ together.T
    try:
        variances = np.diag(np.linalg.inv(information))
    except np.linalg.LinAlgError:
        variances = np.full(len(information), np.nan)
    with np.errstate(invalid="ignore"):
        errors = np.sqrt(np.where(variances > 0, variances, np.nan))
    return (errors[:k], errors[k:]) if model == "2pl" else (np.full(k, errors[0]), errors[1:])
