"""People who may have known old items beforehand: better on them than on new ones, and faster.

Each mark and each logarithm of a time is taken less the mean of its item, over its standard deviation, so that items of
any difficulty and length compare; a person's gap is the mean over the old items less that over the new ones, and its z
is robust over the people: less the median, over 0.74 of the range of the middle half. Either alone has many reasons;
both together are a sign to look at, never a proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from qbank.analysis.robust import middle_and_spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Reason = Literal["", "few-people", "few-items", "no-spread"]
LEAST_PEOPLE, LEAST_ITEMS = 30, 5
LIMIT = 2.0


@dataclass(frozen=True, slots=True)
class Foreknown:
    """How much better, and how much faster, each person is on old items; NaN for who answered too few of a kind.

    ``slower`` is below 0 for those who were faster on them. Both are empty where there is a reason.
    """

    better: Floats
    slower: Floats
    reason: Reason = ""

    @property
    def signs(self) -> NDArray[np.intp]:
        """Return the places of the people who were both."""
        return np.flatnonzero((self.better > LIMIT) & (self.slower < -LIMIT))


def foreknown(marks: Floats, seconds: Floats, old: NDArray[np.bool_]) -> Foreknown:
    """Return who may have known old items.

    Args:
        marks: n × k, NaN for items that a person was not asked.
        seconds: n × k, how long each answer took; NaN or not above 0 where not known.
        old: of each item, whether it was used before.
    """
    nobody = np.array([])
    if len(marks) < LEAST_PEOPLE:
        return Foreknown(nobody, nobody, "few-people")
    if min(old.sum(), (~old).sum()) < LEAST_ITEMS:
        return Foreknown(nobody, nobody, "few-items")
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.log(np.where(seconds > 0, seconds, np.nan))
    better, slower = _gaps(marks, old), _gaps(times, old)
    if better is None or slower is None:
        return Foreknown(nobody, nobody, "no-spread")
    return Foreknown(better, slower)


def _gaps(values: Floats, old: NDArray[np.bool_]) -> Floats | None:
    there = ~np.isnan(values)
    people = np.maximum(there.sum(axis=0), 1)
    off = np.where(there, values, 0.0)
    off = np.where(there, off - off.sum(axis=0) / people, 0.0)
    spread = np.sqrt((off**2).sum(axis=0) / people)
    off = np.divide(off, spread, out=np.zeros_like(off), where=spread > 0)
    known = there & (spread > 0)
    answered = [known[:, kind].sum(axis=1) for kind in (old, ~old)]
    enough = (answered[0] >= LEAST_ITEMS) & (answered[1] >= LEAST_ITEMS)
    means = [off[:, kind].sum(axis=1) / np.maximum(n, 1) for kind, n in zip((old, ~old), answered, strict=True)]
    gap = np.where(enough, means[0] - means[1], np.nan)
    middle, scale = middle_and_spread(gap)
    return (gap - middle) / scale if scale > 0 else None
