"""How sharply a fitted test measures: information, standard errors along the scale, and reliability.

Ability has mean 0 and standard deviation 1 over the people. Sources: F. M. Lord (1980): Applications of item response
theory to practical testing problems; B. F. Green et al. (1984), Journal of Educational Measurement 21, 347–360
(marginal reliability).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qbank.analysis.irt import grid

if TYPE_CHECKING:
    from qbank.analysis.irt import Fit, Floats


@dataclass(frozen=True, slots=True)
class Precision:
    """What the test says at each ability.

    Args:
        theta: the abilities.
        information: of the test; that of its items adds up to it.
        error: standard error of ability, 1 / √information; infinite where there is none.
        score: the number of right answers to be expected.
        score_error: the standard error of that number.
    """

    theta: Floats
    information: Floats
    error: Floats
    score: Floats
    score_error: Floats


def precision(model: Fit, theta: Floats) -> Precision:
    """Return how sharply the test measures at some abilities."""
    information = model.information(theta).sum(axis=1)
    right = model.chances(theta)
    with np.errstate(divide="ignore"):
        error = 1 / np.sqrt(information)
    return Precision(theta, information, error, right.sum(axis=1), np.sqrt((right * (1 - right)).sum(axis=1)))


def marginal_reliability(model: Fit) -> float:
    """Return the mean over the people of information ÷ (information + 1)."""
    theta, weights = grid()
    information = model.information(theta).sum(axis=1)
    return float(weights @ (information / (information + 1)))


def empirical_reliability(theta: Floats, error: Floats) -> float | None:
    """Return the share of the variance of ability that its estimates hold; of what ``abilities`` returns."""
    if len(theta) < 2:
        return None
    held = float(theta.var(ddof=1))
    return held / (held + float((error**2).mean()))
