"""Middle and spread that a few odd values do not move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_MIDDLE = 0.7413
"""The standard deviation of a normal distribution as a part of the range of its middle half."""


_CLOSEST = 2.2219
"""The standard deviation of a normal distribution as a multiple of the first quartile of all distances."""
QN_EFFICIENCY = 0.8
"""What n values tell of the spread by ``qn``, as a part of what they tell by the standard deviation; 0.82 for many."""
_MANY = 2_000
"""Values from which on all distances are too many, and the middle half says enough."""


def qn(values: NDArray[np.float64] | Sequence[float]) -> float:
    """Return the spread by Rousseeuw and Croux's Qn: half of the values may be odd, and few normal ones say much.

    Source: P. J. Rousseeuw, C. Croux (1993), JASA 88, 1273–1283, with their correction for few values.

    Args:
        values: at least ten; of fewer the correction would be another.
    """
    there = np.asarray(values, float)
    n = len(there)
    if n > _MANY:
        return middle_and_spread(there)[1]
    rows, columns = np.triu_indices(n, 1)
    half = n // 2 + 1
    place = half * (half - 1) // 2 - 1
    distance = np.partition(np.abs(there[rows] - there[columns]), place)[place]
    return _CLOSEST * float(distance) * n / (n + (1.4 if n % 2 else 3.8))


def middle_and_spread(values: NDArray[np.float64] | Sequence[float]) -> tuple[float, float]:
    """Return the median and the standard deviation that the middle half has; NaN is left out, of nothing both are 0."""
    there = np.asarray(values, float)
    there = there[~np.isnan(there)]
    if not len(there):
        return 0.0, 0.0
    low, middle, high = np.quantile(there, [0.25, 0.5, 0.75])
    return float(middle), _MIDDLE * float(high - low)
