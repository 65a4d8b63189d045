"""Middle and spread that a few odd values do not move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_MIDDLE = 0.7413
"""The standard deviation of a normal distribution as a part of the range of its middle half."""


def middle_and_spread(values: NDArray[np.float64] | Sequence[float]) -> tuple[float, float]:
    """Return the median and the standard deviation that the middle half has; NaN is left out, of nothing both are 0."""
    there = np.asarray(values, float)
    there = there[~np.isnan(there)]
    if not len(there):
        return 0.0, 0.0
    low, middle, high = np.quantile(there, [0.25, 0.5, 0.75])
    return float(middle), _MIDDLE * float(high - low)
