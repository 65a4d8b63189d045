"""Intervals at 95 %: for shares, correlations and reliability; undefined (None) where a formula would divide by 0.

Sources: E. B. Wilson (1927), JASA 22, 209–212; R. A. Fisher (1921), Metron 1, 3–32;
L. S. Feldt, D. J. Woodruff, F. A. Salih (1987), Applied Psychological Measurement 11, 93–103.
"""

from __future__ import annotations

from math import atanh, sqrt, tanh

from qbank.analysis.rounding import below

LEVEL = 0.95
Interval = tuple[float, float]
_Z = 1.959963984540054


def wilson(share: float, n: int) -> Interval | None:
    """Return the Wilson interval of a share in 0–1; of a mean of marks in 0–1 it is wide enough as well."""
    if n < 1:
        return None
    square = _Z**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def fisher(r: float | None, n: int) -> Interval | None:
    """Return the interval of a correlation; a correlation of ±1 has none."""
    if r is None or n < 4 or not below(abs(r), 1.0):
        return None
    half = _Z / sqrt(n - 3)
    return tanh(atanh(r) - half), tanh(atanh(r) + half)


def feldt(alpha: float | None, n: int, k: int) -> Interval | None:
    """Return Feldt's interval of coefficient alpha for n people and k items."""
    if alpha is None or n < 2 or k < 2:
        return None
    from scipy.stats import f

    tail, freedom = (1 - LEVEL) / 2, (n - 1, (n - 1) * (k - 1))
    high, low = f.ppf(1 - tail, *freedom), f.ppf(tail, *freedom)
    return 1 - (1 - alpha) * float(high), 1 - (1 - alpha) * float(low)


def of_mean(mean: float | None, sd: float | None, n: int) -> Interval | None:
    """Return the t interval of a mean of n values with a standard deviation (n − 1); None for fewer than two."""
    if mean is None or sd is None or n < 2:
        return None
    from scipy.stats import t

    half = float(t.ppf((1 + LEVEL) / 2, n - 1)) * sd / sqrt(n)
    return mean - half, mean + half
