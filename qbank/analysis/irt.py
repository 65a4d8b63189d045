"""Item response models for items marked right or wrong: Rasch and two-parameter, by marginal maximum likelihood.

The two-parameter model in slope–intercept form: logit P(right) = a·theta + d, theta ~ N(0, 1) over the people; the
difficulty is b = -d / a. In the Rasch model all slopes are one number, and its square is the variance of ability on the
scale on which each slope is 1.

Sources: R. D. Bock, M. Aitkin (1981), Psychometrika 46, 443–459 (the EM algorithm); R. J. Mislevy (1986), Psychometrika
51, 177–195 (priors); S. W. Choi et al. (2009) on expected a posteriori abilities. Nothing is clipped: a difficulty far
outside -4…4 is told by whoever shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Model = Literal["rasch", "2pl"]
Fitted = Literal["rasch", "2pl", "3pl"]
"""``guessing`` fits the last."""
Prior = Literal["none", "weak"]
POINTS = 61
"""Points at which ability is summed over, from -6 to 6."""
SLOPE, INTERCEPT = (1.0, 0.5), (0.0, 3.0)
"""Mean and standard deviation of the weak priors."""
_MOST_STEPS = 4000
_ENOUGH = 1e-6
"""No parameter moves further in a step: then it has converged."""
NEWTON = 3
LONGEST = 2.0
"""Of a Newton step, so that an item that nearly all get right does not throw the others."""
_BLOCK = 2048
"""People whose posteriors are held at a time."""
_MANY = 20_000
"""People of whom every so many are enough to begin with, and for standard errors."""
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
        difficulty_errors: the same of the difficulties.
        log_likelihood: of the answers, without priors.
        converged: whether it came to rest; if not, the figures say nothing.
        steps: how many rounds it took.
        guesses: k shares that get an item right without knowing anything; None in models without guessing.
    """

    model: Fitted
    prior: Prior
    slopes: Floats
    intercepts: Floats
    slope_errors: Floats
    intercept_errors: Floats
    difficulty_errors: Floats
    log_likelihood: float
    converged: bool
    steps: int
    guesses: Floats | None = None

    @property
    def difficulties(self) -> Floats:
        """Return b = -d / a; infinite where a slope is 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(-self.intercepts / self.slopes)

    def chances(self, theta: Floats) -> Floats:
        """Return the probability of a right answer, abilities × items."""
        knows = chances(theta, self.slopes, self.intercepts)
        return knows if self.guesses is None else self.guesses + (1 - self.guesses) * knows

    def information(self, theta: Floats) -> Floats:
        """Return the information of each item at each ability, abilities × items; its sum is the test's."""
        knows = chances(theta, self.slopes, self.intercepts)
        full = self.slopes**2 * knows * (1 - knows)
        if self.guesses is None:
            return np.asarray(full)
        # Who got it right knows it with the probability knows / chance: the rest is luck.
        return np.asarray(full * (1 - self.guesses) * knows / self.chances(theta))


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
    data = Data.of(answers)
    if not data.is_fit():
        raise ValueError("an item without both right and wrong answers")
    shares = data.times @ data.given / data.people
    start = np.concatenate((np.ones(data.k), np.log(shares / (1 - shares))))
    part = data.thinned()
    if part is not data and part.is_fit():
        start, _, _ = at_rest(lambda at: _round(part, at, model, prior), start, pause)
    place, converged, steps = at_rest(lambda at: _round(data, at, model, prior), start, pause)
    slopes, intercepts = np.split(place, 2)
    _, _, log_likelihood = data.expected(slopes, intercepts)
    nothing = np.full(data.k, np.nan)
    errors = (nothing, nothing, nothing)
    if converged:
        errors = _errors(data, slopes, intercepts, model, prior)
    return Fit(model, prior, slopes, intercepts, *errors, log_likelihood, converged, steps)


def abilities(answers: Floats, model: Fit) -> tuple[Floats, Floats]:
    """Return the expected ability of each person, a posteriori, and its standard deviation."""
    theta, weights = grid()
    mean, spread = np.empty(len(answers)), np.empty(len(answers))
    for at in range(0, len(answers), _BLOCK):
        asked = ~np.isnan(answers[at : at + _BLOCK])
        given = np.where(asked, answers[at : at + _BLOCK], 0.0)
        logs = _logs(theta, model.slopes, model.intercepts, model.guesses)
        posterior, _ = _posterior(given, asked.astype(float), logs, weights)
        mean[at : at + _BLOCK] = posterior @ theta
        spread[at : at + _BLOCK] = posterior @ theta**2
    return mean, np.sqrt(np.maximum(spread - mean**2, 0.0))


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


def _logs(theta: Floats, slopes: Floats, intercepts: Floats, guesses: Floats | None = None) -> tuple[Floats, Floats]:
    """Return the logarithms of the chances of a right and of a wrong answer, points × items."""
    from scipy.special import log_expit

    logit = np.outer(theta, slopes) + intercepts
    right, wrong = log_expit(logit), log_expit(-logit)
    if guesses is None:
        return right, wrong
    with np.errstate(divide="ignore"):  # a share of 0 or of 1 is what a fit that runs away ends with
        of_guess, of_rest = np.log(guesses), np.log1p(-guesses)
    return np.logaddexp(of_guess, of_rest + right), of_rest + wrong


def _posterior(
    given: Floats, asked: Floats | None, logs: tuple[Floats, Floats], weights: Floats
) -> tuple[Floats, Floats]:
    """Return each person's posterior over the points, and the log-likelihood of each; asked None: everything."""
    right, wrong = logs
    joint = given @ (right - wrong).T
    joint += np.log(weights) + (wrong.sum(axis=1) if asked is None else asked @ wrong.T)
    top = joint.max(axis=1, keepdims=True)
    spread = np.exp(joint - top)
    whole = spread.sum(axis=1, keepdims=True)
    spread /= whole
    return spread, (top + np.log(whole)).ravel()


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
class Data:
    """Answer patterns (0 where not asked), where they were asked (None: everywhere), how often each occurs."""

    given: Floats
    asked: Floats | None
    times: Floats
    theta: Floats
    weights: Floats

    @classmethod
    def of(cls, answers: Floats) -> Data:
        """Return the data of answers as ``fit`` takes them; raises ValueError of nobody."""
        patterns, times = _patterns(answers)
        asked = ~np.isnan(patterns)
        if asked.all():
            return cls(patterns, None, times, *grid())
        return cls(np.where(asked, patterns, 0.0), asked.astype(float), times, *grid())

    @property
    def k(self) -> int:
        """Return how many items there are."""
        return int(self.given.shape[1])

    @property
    def people(self) -> Floats:
        """Return how many were asked each item."""
        return np.full(self.k, self.times.sum()) if self.asked is None else self.times @ self.asked

    def is_fit(self) -> bool:
        """Return whether every item has right and wrong answers."""
        right = self.times @ self.given
        return bool(((right > 0) & (right < self.people)).all())

    def thinned(self) -> Data:
        """Return every so many of many people; of patterns that several share all, for they are few."""
        step = -(-len(self.given) // _MANY)
        if step < 2 or self.times.max() > 1:
            return self
        asked = None if self.asked is None else self.asked[::step]
        return replace(self, given=self.given[::step], asked=asked, times=self.times[::step])

    def blocks(
        self, slopes: Floats, intercepts: Floats, guesses: Floats | None = None
    ) -> Iterator[tuple[Floats, Floats | None, Floats, Floats]]:
        """Yield answers, where they were asked, how many people lie at each point, and their log-likelihoods."""
        logs = _logs(self.theta, slopes, intercepts, guesses)
        for at in range(0, len(self.given), _BLOCK):
            part = slice(at, at + _BLOCK)
            asked = None if self.asked is None else self.asked[part]
            posterior, own = _posterior(self.given[part], asked, logs, self.weights)
            posterior *= self.times[part, None]
            yield self.given[part], asked, posterior, own * self.times[part]

    def expected(
        self, slopes: Floats, intercepts: Floats, guesses: Floats | None = None
    ) -> tuple[Floats, Floats, float]:
        """Return how many at each point were asked each item, and got it right (k × points); and the log-likelihood."""
        there, right, whole = np.zeros((self.k, len(self.theta))), np.zeros((self.k, len(self.theta))), 0.0
        for given, asked, counted, own in self.blocks(slopes, intercepts, guesses):
            there += counted.sum(axis=0) if asked is None else asked.T @ counted
            right += given.T @ counted
            whole += float(own.sum())
        return there, right, whole


# --- maximisation --------------------------------------------------------------------------------------


def _round(data: Data, place: Floats, model: Model, prior: Prior) -> tuple[Floats, float]:
    """Return the parameters after a round of EM, and what it makes higher, at the parameters before."""
    slopes, intercepts = np.split(place, 2)
    asked, right, height = data.expected(slopes, intercepts)
    if prior == "weak":
        for values, (mean, spread) in ((slopes, SLOPE), (intercepts, INTERCEPT)):
            height -= float((((values - mean) / spread) ** 2).sum() / 2)
    for _ in range(NEWTON):
        slopes, intercepts = _stepped(slopes, intercepts, asked, right, model, prior)
    return np.concatenate((slopes, intercepts)), height


@np.errstate(divide="ignore", invalid="ignore", over="ignore")  # a map that runs away says so by what it returns
def at_rest(
    move: Callable[[Floats], tuple[Floats, float]], place: Floats, pause: Callable[[], None]
) -> tuple[Floats, bool, int]:
    """Return where a map of EM comes to rest, whether it did, and after how many rounds.

    Two rounds tell where a third may leap to; a leap that lands lower is not taken. R. Varadhan, C. Roland (2008),
    Scandinavian Journal of Statistics 35, 335–353 (SQUAREM, their third step length).
    """
    steps = 0
    while steps < _MOST_STEPS:
        pause()
        steps += 3
        once, _ = move(place)
        if not np.isfinite(once).all():
            # Few people, no prior: the likelihood has no highest place, an item parts them without a fault.
            return place, False, steps
        if np.abs(once - place).max() < _ENOUGH:
            return once, True, steps
        twice, height = move(once)
        if not np.isfinite(twice).all():
            return once, False, steps
        first, bend = once - place, twice - 2 * once + place
        length = max(1.0, float(np.linalg.norm(first) / max(np.linalg.norm(bend), np.finfo(float).tiny)))
        leapt = place + 2 * length * first + length**2 * bend
        landed, there = move(leapt)
        place = landed if np.isfinite(landed).all() and there >= height else twice
    return place, False, steps


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
        by_a, aa = by_a - (slopes - SLOPE[0]) / SLOPE[1] ** 2, aa + 1 / SLOPE[1] ** 2
        by_d, dd = by_d - (intercepts - INTERCEPT[0]) / INTERCEPT[1] ** 2, dd + 1 / INTERCEPT[1] ** 2
    if model == "2pl":
        determinant = aa * dd - ad**2
        step_a, step_d = (dd * by_a - ad * by_d) / determinant, (aa * by_d - ad * by_a) / determinant
    else:
        # One slope for all: the intercepts are eliminated first.
        step = (by_a - ad * by_d / dd).sum() / (aa - ad**2 / dd).sum()
        step_a = np.full(len(slopes), step)
        step_d = (by_d - ad * step_a) / dd
    return slopes + np.clip(step_a, -LONGEST, LONGEST), intercepts + np.clip(step_d, -LONGEST, LONGEST)


def _errors(
    data: Data, slopes: Floats, intercepts: Floats, model: Model, prior: Prior
) -> tuple[Floats, Floats, Floats]:
    """Return standard errors of slopes, intercepts and difficulties from the observed information."""
    k = data.k
    part = data.thinned()
    information = _observed(part, slopes, intercepts) * (data.times.sum() / part.times.sum())
    if prior == "weak":
        information[np.diag_indices(2 * k)] += np.repeat([1 / SLOPE[1] ** 2, 1 / INTERCEPT[1] ** 2], k)
    spread = np.eye(2 * k)
    if model == "rasch":
        spread = np.zeros((k + 1, 2 * k))
        spread[0, :k] = 1
        spread[1:, k:] = np.eye(k)
    try:
        covariance = spread.T @ np.linalg.inv(spread @ information @ spread.T) @ spread
    except np.linalg.LinAlgError:
        covariance = np.full((2 * k, 2 * k), np.nan)
    of_a, of_d = np.split(np.diag(covariance), 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        difficulty = -intercepts / slopes
        of_b = (of_d + difficulty**2 * of_a + 2 * difficulty * np.diag(covariance[:k, k:])) / slopes**2
        errors = [np.sqrt(np.where(each > 0, each, np.nan)) for each in (of_a, of_d, of_b)]
    return errors[0], errors[1], errors[2]


def _observed(data: Data, slopes: Floats, intercepts: Floats) -> Floats:
    """Return the observed information of slopes, then intercepts.

    It is the information there were if abilities were known, less what not knowing them hides: the variance of the
    derivatives over each person's posterior. T. A. Louis (1982), Journal of the Royal Statistical Society B 44,
    226–233.
    """
    k, theta, share = data.k, data.theta, chances(data.theta, slopes, intercepts)
    squares, told = np.zeros((len(theta), k, k)), np.zeros((2 * k, 2 * k))
    asked, _, _ = data.expected(slopes, intercepts)
    at = 0
    for given, there, counted, _ in data.blocks(slopes, intercepts):
        times = data.times[at : at + len(given), None]
        at += len(given)
        scores = []
        for power in (theta, np.ones_like(theta)):
            own = (counted * power) @ share
            scores.append(given * (counted @ power)[:, None] - (own if there is None else own * there))
        score = np.hstack(scores) / np.sqrt(times)
        told += score.T @ score
        roots = np.sqrt(counted)
        for point in range(len(theta)):
            beyond = given - (share[point] if there is None else share[point] * there)
            beyond *= roots[:, point, None]
            squares[point] += beyond.T @ beyond
    complete = [np.diag((asked * (share * (1 - share)).T) @ theta**power) for power in (2, 1, 0)]
    hidden = [np.tensordot(theta**power, squares, axes=1) for power in (2, 1, 0)]
    aa, ad, dd = (one - other for one, other in zip(complete, hidden, strict=True))
    return np.block([[aa, ad], [ad, dd]]) + told
