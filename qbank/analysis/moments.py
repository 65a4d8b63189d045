"""Moments of values that are counted: each value with how many people have it, so that nobody need be listed."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from qbank.analysis.rounding import settled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qbank.analysis.counts import Floats

    Numbers = NDArray[np.float64] | NDArray[np.int64]

NOTHING = 1e-12
"""Variances below are rounding."""


def mean(values: Floats, counts: Numbers) -> float | None:
    """Return the mean of a value that ``counts`` people have, None of nobody."""
    n = counts.sum()
    return float(values @ counts / n) if n else None


def covariance(one: Floats, other: Floats, counts: Numbers) -> float | None:
    """Return the covariance (n - 1) of two values that ``counts`` people have, 0 where it is only rounding."""
    n = counts.sum()
    if n < 2:
        return None
    together, spreads = _products(one, other, counts, n)
    return settled(together, sqrt(spreads[0] * spreads[1]))


def _products(one: Floats, other: Floats, counts: Numbers, n: float) -> tuple[float, tuple[float, float]]:
    """Return the covariance of two values as it is summed, and the variance of each."""
    first, second = _deviations(one, counts, n), _deviations(other, counts, n)
    weighted = first * counts
    spreads = float(weighted @ first / (n - 1)), float((second * counts) @ second / (n - 1))
    return float(weighted @ second / (n - 1)), spreads


def _deviations(values: Floats, counts: Numbers, n: float) -> Floats:
    found: Floats = values - values @ counts / n
    return found


def variance(values: Floats, counts: Numbers) -> float | None:
    """Return the variance of a value that ``counts`` people have, 0 where it is only rounding; it divides by n - 1."""
    found = covariance(values, values, counts)
    return 0.0 if found is not None and found < NOTHING else found


def correlation(one: Floats, other: Floats, counts: Numbers) -> float | None:
    """Return the correlation of two values that ``counts`` people have; None where one of them has no spread."""
    n = counts.sum()
    if n < 2:
        return None
    together, spreads = _products(one, other, counts, n)
    return None if min(spreads) < NOTHING else settled(together / sqrt(spreads[0] * spreads[1]))


def moment(values: Floats, counts: Numbers, power: int) -> float:
    """Return a central moment of a value that ``counts`` people have; it divides by n."""
    middle = (values * counts).sum() / counts.sum()
    return float(((values - middle) ** power * counts).sum() / counts.sum())


def skewness(values: Floats, counts: Numbers) -> float | None:
    """Return G1, the unbiased skewness."""
    n = int(counts.sum())
    if n < 3 or (second := moment(values, counts, 2)) < NOTHING:
        return None
    return float(sqrt(n * (n - 1)) / (n - 2) * moment(values, counts, 3) / second**1.5)


def kurtosis(values: Floats, counts: Numbers) -> float | None:
    """Return G2, the unbiased excess kurtosis."""
    n = int(counts.sum())
    if n < 4 or (second := moment(values, counts, 2)) < NOTHING:
        return None
    excess = moment(values, counts, 4) / second**2 - 3
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6)


def quantile(values: Floats, counts: Numbers, share: float) -> float | None:
    """Return a quantile as numpy's ``linear`` does, without listing the people."""
    n = int(counts.sum())
    if not n:
        return None
    place = share * (n - 1)
    ends = np.cumsum(counts)
    low, high = (
        float(values[np.searchsorted(ends, at, side="right")]) for at in (int(place), min(int(place) + 1, n - 1))
    )
    return low + (high - low) * (place - int(place))


def held(what: Numbers, people: Numbers, *shares: float) -> list[float]:
    """Return for each share how much of ``what``, told by total, that weakest share of the people holds."""
    ends = np.concatenate(([0], np.cumsum(people)))
    held = np.concatenate(([0], np.cumsum(what)))
    found: list[float] = np.interp(np.array(shares) * ends[-1], ends, held).tolist()
    return found
