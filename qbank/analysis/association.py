"""How an item's marks go with the total and with the rest of a test, from a table of totals × marks.

Sources: F. M. Lord, M. R. Novick (1968); K. Pearson (1909), Biometrika 7, 96–105 (biserial correlation); T. L. Kelley
(1939), Journal of Educational Psychology 30, 17–24 (upper and lower 27 %); Moodle's quiz statistics (discriminative
efficiency).
"""

from __future__ import annotations

from math import exp, pi, sqrt
from typing import TYPE_CHECKING

import numpy as np

from qbank.analysis import moments

if TYPE_CHECKING:
    from qbank.analysis.counts import ItemCounts, Table

GROUP = 0.27
"""Share of the people in the upper and in the lower group of D."""


def rest_correlation(table: Table) -> float | None:
    """Return the correlation of an item's mark with the total of all other items; None where either has no spread."""
    marks = np.broadcast_to(table.values[None, :], table.cells.shape)
    rest = table.totals[:, None] - marks
    return moments.correlation(marks.ravel(), rest.ravel(), table.cells.ravel())


def total_correlation(table: Table) -> float | None:
    """Return the correlation of an item's mark with the total, the item among it."""
    marks = np.broadcast_to(table.values[None, :], table.cells.shape)
    totals = np.broadcast_to(table.totals[:, None], table.cells.shape)
    return moments.correlation(marks.ravel(), totals.ravel(), table.cells.ravel())


def biserial(r: float | None, item: ItemCounts) -> float | None:
    """Return the biserial correlation that goes with a correlation; of marks none or all only."""
    from scipy.special import ndtri

    if r is None or list(item.marks.values) != [0.0, item.most]:
        return None
    right = float(item.marks.cells[:, 1].sum() / item.marks.n)
    height = exp(-(float(ndtri(right)) ** 2) / 2) / sqrt(2 * pi)
    return r * sqrt(right * (1 - right)) / height


def covariance(table: Table) -> float | None:
    """Return the covariance of an item's mark with the total."""
    marks = np.broadcast_to(table.values[None, :], table.cells.shape)
    totals = np.broadcast_to(table.totals[:, None], table.cells.shape)
    return moments.covariance(marks.ravel(), totals.ravel(), table.cells.ravel())


def upper_lower(table: Table, most: float) -> float | None:
    """Return D: where a group ends among people with one total, each of them counts for the same part.

    Where all have one total there are no best and no weakest.
    """
    if len(table.totals) < 2:
        return None
    people, marks = table.cells.sum(axis=1), table.cells @ table.values
    lower, others, whole = moments.held(marks, people, GROUP, 1 - GROUP, 1.0)
    return float((whole - others - lower) / (GROUP * table.n) / most)


def efficiency(table: Table) -> float | None:
    """Return the covariance with the rest as a share of what it is when marks and rests are both put in order."""
    if table.n < 2:
        return None
    marks = np.broadcast_to(table.values[None, :], table.cells.shape)
    rests, places = np.unique(table.totals[:, None] - marks, return_inverse=True)
    with_rest = np.bincount(places.ravel(), weights=table.cells.ravel(), minlength=len(rests))
    # Both in order, person by person: where one of the two steps up, a new group of people begins.
    ends = np.cumsum(table.cells.sum(axis=0)), np.cumsum(with_rest)
    edges = np.union1d(*ends)
    groups = np.diff(edges, prepend=0.0)
    firsts = edges - groups
    ordered = [
        each[np.minimum(np.searchsorted(end, firsts, side="right"), len(each) - 1)]
        for each, end in zip((table.values, rests), ends, strict=True)
    ]
    best, there = moments.covariance(ordered[0], ordered[1], groups), _correlated(table)
    return there / best if best is not None and there is not None and best > moments.NOTHING else None


def _correlated(table: Table) -> float | None:
    """Return the covariance of an item's mark with the total of all other items."""
    marks = np.broadcast_to(table.values[None, :], table.cells.shape)
    return moments.covariance(marks.ravel(), (table.totals[:, None] - marks).ravel(), table.cells.ravel())
