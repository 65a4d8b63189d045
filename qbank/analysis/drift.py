"""Whether an item becomes easier or harder from sitting to sitting, beyond what its sittings explain.

An item's facility is taken as log odds, with half a person added on both sides. A sitting's *level* is the median of
what its items changed against their own past, so that stronger or weaker people, or a milder room, move no item; what
an item changed beyond the level is its *change*. Only items that were asked before can say so, and if most of them
drift together nothing is seen.

Sources:

- H. Huynh, P. Meyer (2010), Practical Assessment, Research, and Evaluation 15(2) (robust z: less the median, over 0.74
  of the range of the middle half).
- P. J. Rousseeuw, C. Croux (1993), JASA 88, 1273–1283 (Qn), and Y. Benjamini, Y. Hochberg (1995), Journal of the Royal
  Statistical Society B 57, 289–300: how surprising a change is among those of its sitting, and among how many.
- D. M. Hawkins (1987), The Statistician 36, 299–315 (CUSUM that starts by itself: each value against all before it);
  E. S. Page (1954), Biometrika 41, 100–115.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log, sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np

from qbank.analysis.controlled import controlled
from qbank.analysis.robust import QN_EFFICIENCY, middle_and_spread, qn
from qbank.analysis.rounding import above

if TYPE_CHECKING:
    from datetime import date

Reason = Literal["", "first", "few-people", "few-common", "no-spread"]
"""Why a use has no robust z: nothing before it, too few people, too few items of the sitting asked before, or more than
half of them changed by exactly as much."""
_NO_REASON: Reason = ""
LEAST_PEOPLE = 30
LEAST_COMMON = 10
"""Items with a past that tell a sitting's level."""
LIMIT = 3.0
"""Of robust z."""
FALSE = 0.05
"""The share of chance that is borne among the items of a sitting that are said to have drifted."""
SLACK, ALARM = 0.5, 5.0
"""Of the CUSUM: what a step may lie off without counting, and the sum from which on the item is out of hand."""
RISING, RISE = 3.0, 0.3
"""From which z, and from how many logits on, a rise after release is a sign of a leak."""
_LEAST_RISE = 3
"""Uses through which a line can be laid and still be wrong."""


@dataclass(frozen=True, slots=True)
class Use:
    """One item in one sitting.

    Args:
        day: of the sitting.
        sitting: its id.
        people: who were asked the item.
        right: how many got it right; of part marks the sum of shares.
    """

    day: date
    sitting: str
    people: int
    right: float

    def __add__(self, other: Use) -> Use:
        """Return the use by both groups of people."""
        return replace(self, people=self.people + other.people, right=self.right + other.right)

    @property
    def facility(self) -> float | None:
        """Return the mean share of the marks."""
        return self.right / self.people if self.people else None


@dataclass(frozen=True, slots=True)
class Step:
    """What one use of an item says against those before it.

    ``change`` is in logits, beyond the level of the sitting, above 0 where the item became easier; ``error`` is its
    standard error; ``z`` its robust z among the items of the sitting; ``p`` how often an item that stands still changes
    so much, ``adjusted`` the same adjusted for all items of the sitting; ``up`` and ``down`` are the sums of the CUSUM.

    Few items tell little of how much items vary from one sitting to the next, and two sittings of 26 items have one
    beyond z = 3 by chance more often than not; so ``p`` is of a t distribution, with freedom for each item that has
    told how much items vary, in this sitting and those before.
    """

    use: Use
    change: float | None = None
    error: float | None = None
    z: float | None = None
    up: float = 0.0
    down: float = 0.0
    reason: Reason = ""
    p: float | None = None
    adjusted: float = 1.0

    @property
    def drifted(self) -> bool:
        """Return whether it changed more than the other items and more than chance among so many."""
        return self.z is not None and abs(self.z) > LIMIT and self.adjusted < FALSE


@dataclass(frozen=True, slots=True)
class Rise:
    """A straight line through the uses of an item over the days.

    ``logits`` is what it rises from the first use to the last, levels of sittings taken off; ``z`` is over its error.
    """

    logits: float
    z: float

    @property
    def leaks(self) -> bool:
        """Return whether it rises as an item does whose answer gets about."""
        return self.z > RISING and self.logits > RISE


@dataclass(frozen=True, slots=True)
class Series:
    """The uses of an item by day; ``rise`` is None for fewer than three that can be compared or all on one day."""

    steps: tuple[Step, ...]
    rise: Rise | None = None

    @property
    def alarm(self) -> date | None:
        """Return the day from which on the CUSUM says that the item is not what it was."""
        return next((step.use.day for step in self.steps if max(step.up, step.down) > ALARM), None)


def drifts(uses: Mapping[str, Sequence[Use]]) -> dict[str, Series]:
    """Return what the uses of each item say, given those of all: sittings are taken by day, then by id.

    Uses of an item in one sitting, such as those of several departments, are added.
    """
    pasts = {item: _Past() for item in uses}
    sittings: dict[tuple[date, str], dict[str, Use]] = {}
    for item, each in uses.items():
        for use in each:
            there = sittings.setdefault((use.day, use.sitting), {})
            there[item] = there[item] + use if item in there else use
    varied = _Varied()
    for key in sorted(sittings):
        _told(sittings[key], pasts, varied)
    return {item: Series(tuple(past.steps), _rise(past)) for item, past in pasts.items()}


@dataclass(slots=True)
class _Past:
    """What is known of an item before a sitting: values without their sitting's level, their variances, the sums."""

    steps: list[Step] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    variances: list[float] = field(default_factory=list)
    up: float = 0.0
    down: float = 0.0

    @property
    def mean(self) -> float:
        return float(np.average(self.values, weights=1 / np.array(self.variances)))

    @property
    def variance(self) -> float:
        return 1 / float((1 / np.array(self.variances)).sum())

    def add(self, use: Use, value: float, variance: float) -> None:
        self.days.append(use.day.toordinal())
        self.values.append(value)
        self.variances.append(variance)


@dataclass(slots=True)
class _Varied:
    """How much items varied from sitting to sitting so far, over what chance explains: a variance and its freedom."""

    variance: float = 0.0
    freedom: float = 0.0

    def surprises(self, steps: Sequence[float]) -> list[tuple[float, float]]:
        """Return p and adjusted p of the changes of a sitting, each over its error and less their middle."""
        from scipy.stats import t

        freedom = QN_EFFICIENCY * (len(steps) - 1)
        self.variance = (self.variance * self.freedom + qn(steps) ** 2 * freedom) / (self.freedom + freedom)
        self.freedom += freedom
        sizes = np.abs(np.array(steps)) / sqrt(max(1.0, self.variance))
        values = (2 * t.sf(sizes, self.freedom)).tolist()
        return list(zip(values, controlled(values), strict=True))


def _told(uses: Mapping[str, Use], pasts: Mapping[str, _Past], varied: _Varied) -> None:
    """Add a sitting to the pasts of its items."""
    is_first = not any(past.values for past in pasts.values())
    odds = {item: _odds(use) for item, use in uses.items() if use.people >= LEAST_PEOPLE}
    common = [item for item in odds if pasts[item].values]
    is_linked = len(common) >= LEAST_COMMON
    changes = {item: odds[item][0] - pasts[item].mean for item in common}
    level, spread = middle_and_spread(list(changes.values())) if is_linked else (0.0, 0.0)
    errors = {item: sqrt(odds[item][1] + pasts[item].variance) for item in common}
    # Items vary from sitting to sitting by more than chance; a sum of steps must not take that for drift.
    steps = [(changes[item] - level) / errors[item] for item in common] if is_linked else []
    wider = max(1.0, middle_and_spread(steps)[1])
    surprising = dict(zip(common, varied.surprises(steps), strict=True)) if is_linked else {}
    for item, use in uses.items():
        past, reason = pasts[item], _NO_REASON
        if item not in odds:
            past.steps.append(Step(use, up=past.up, down=past.down, reason="few-people"))
        elif item not in changes or not is_linked:
            reason = "few-common" if item in changes else "first"
            past.steps.append(Step(use, up=past.up, down=past.down, reason=reason))
        else:
            change, error = changes[item] - level, errors[item]
            past.up = max(0.0, past.up + change / error / wider - SLACK)
            past.down = max(0.0, past.down - change / error / wider - SLACK)
            z = change / spread if above(spread, 0.0) else None
            reason = "" if z is not None else "no-spread"
            past.steps.append(Step(use, change, error, z, past.up, past.down, reason, *surprising[item]))
        if item in odds and (is_linked or is_first):
            # Of a sitting without a level nobody knows how strong its people were: it is no past.
            past.add(use, odds[item][0] - level, odds[item][1] * wider**2)


def _odds(use: Use) -> tuple[float, float]:
    """Return the log odds of a right answer and their variance."""
    right, wrong = use.right + 0.5, use.people - use.right + 0.5
    return log(right / wrong), 1 / right + 1 / wrong


def _rise(past: _Past) -> Rise | None:
    if len(past.values) < _LEAST_RISE:
        return None
    days, values, weights = np.array(past.days, float), np.array(past.values), 1 / np.array(past.variances)
    off = days - np.average(days, weights=weights)
    whole = float((weights * off**2).sum())
    if whole <= 0:
        return None
    slope = float((weights * off * values).sum()) / whole
    return Rise(slope * float(days.max() - days.min()), slope * sqrt(whole))
