"""Whether an item is harder for one group than for others who know as much: differential item functioning.

People are matched by their total, the item among it. All figures follow from counts of total × mark of each group,
which add up over files and departments.

Sources:

- N. Mantel, W. Haenszel (1959), Journal of the National Cancer Institute 22, 719–748; P. W. Holland, D. T. Thayer
  (1988) in: Test validity (the common odds ratio as a difference in difficulty, and its delta scale).
- J. Robins, N. Breslow, S. Greenland (1986), Biometrics 42, 311–323 (standard error of its logarithm).
- R. Zwick, K. Ercikan (1989), Journal of Educational Measurement 26, 55–66 (the classes A, B and C of ETS).
- N. J. Dorans, E. Kulick (1986), Journal of Educational Measurement 23, 355–368 (standardised difference).
- H. Swaminathan, H. J. Rogers (1990), Journal of Educational Measurement 27, 361–370 (logistic regression);
  N. J. D. Nagelkerke (1991), Biometrika 78, 691–692; M. G. Jodoin, M. J. Gierl (2001), Applied Measurement in Education
  14, 329–349 (its classes).
- Y. Benjamini, Y. Hochberg (1995), Journal of the Royal Statistical Society B 57, 289–300.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from qbank.analysis.controlled import controlled
from qbank.analysis.counts import Counts, ItemCounts, Sitting, counted, table_of

if TYPE_CHECKING:
    from qbank.analysis.counts import Floats, Table

Letter = Literal["A", "B", "C"]
"""Negligible, moderate, large."""
Reason = Literal["", "few-people", "different-items", "part-marks", "no-overlap"]
"""Why there is no figure: a group too small, totals over different items, marks between none and all, or no two people
of both groups with one total and different marks."""
LogisticReason = Literal["", "not-converged"]
LEAST = 100
"""People of a group below whom nothing is said."""
DELTA = -2.35
"""Deltas a unit of the logarithm of the odds ratio."""
_MODERATE, _LARGE = 1.0, 1.5
_SMALL_GAIN, _LARGE_GAIN = 0.035, 0.07
_ONE_SIDED, _SURE = 1.6448536269514722, 0.05
_MOST_ROUNDS = 50
_KEPT = 0.5
"""Share of the items that has to be left to match by."""


@dataclass(frozen=True, slots=True)
class MantelHaenszel:
    """The common odds of a right answer in the reference group against the focal group, and what follows.

    ``delta`` is negative where the item is harder for the focal group; ``p`` is of the chi² with continuity correction,
    ``adjusted`` the same adjusted for many items.
    """

    odds: float
    chi2: float
    p: float
    delta: float
    delta_error: float
    adjusted: float = 1.0

    @property
    def letter(self) -> Letter:
        """Return the class of ETS."""
        size = abs(self.delta)
        if size < _MODERATE or self.p >= _SURE:
            return "A"
        return "C" if size >= _LARGE and size - _ONE_SIDED * self.delta_error > _MODERATE else "B"


@dataclass(frozen=True, slots=True)
class Logistic:
    """What groups add to a logistic regression of the mark on the total.

    ``uniform`` is the step to a shift of one group, ``crossing`` from there to a slope of its own, ``both`` the two
    together: chi² and p of each; ``gain`` is what both add to Nagelkerke's R², ``adjusted`` the p of both adjusted for
    many items. ``shift`` is of log odds, negative where the item is harder for the focal group.
    """

    both: tuple[float, float]
    uniform: tuple[float, float]
    crossing: tuple[float, float]
    gain: float
    uniform_gain: float
    shift: float
    adjusted: float = 1.0

    @property
    def letter(self) -> Letter:
        """Return the class of Jodoin and Gierl."""
        if self.both[1] >= _SURE or self.gain < _SMALL_GAIN:
            return "A"
        return "B" if self.gain < _LARGE_GAIN else "C"


@dataclass(frozen=True, slots=True)
class Difference:
    """How an item differs for one group.

    Args:
        item: its id.
        group: the focal group.
        people: how many of it were asked the item.
        others: how many of the reference were.
        reason: why there are no figures.
        mantel: Mantel–Haenszel.
        shift: standardised difference of facility, focal less reference, weighted by the focal group; part marks too.
        logistic: logistic regression.
        logistic_reason: why there is none though there is a Mantel–Haenszel.
    """

    item: str
    group: str
    people: int
    others: int
    reason: Reason = ""
    mantel: MantelHaenszel | None = None
    shift: float | None = None
    logistic: Logistic | None = None
    logistic_reason: LogisticReason = ""


@dataclass(frozen=True, slots=True)
class Purified:
    """Differences of people matched by items that do not differ themselves; ``dropped`` are those that do.

    Where too few items would be left to match by, ``dropped`` is empty, and ``differing`` says which they are.
    """

    differences: tuple[Difference, ...] = ()
    dropped: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()

    @property
    def is_mixed(self) -> bool:
        """Return whether people are matched by items that differ, for want of others."""
        return bool(self.differing and not self.dropped)


def differences(groups: Mapping[str, Counts], reference: str | None = None, least: int = LEAST) -> list[Difference]:
    """Return how each item differs for each group, group by group.

    Args:
        groups: counts of each group, by its name.
        reference: the group that the others are compared with; without, each is compared with all others together.
        least: people of a group, and of its reference, below whom nothing is said.

    Raises:
        ValueError: there is no such reference.
    """
    if reference is not None and reference not in groups:
        raise ValueError("no such group")
    compared = [name for name in groups if name != reference]
    items = dict.fromkeys(item for counts in groups.values() for item in counts.items)
    is_same = all(counts.shared and counts.items.keys() == items.keys() for counts in groups.values())
    rows = [_of_item(item, groups, compared, reference, least, is_same=is_same) for item in items]
    return [each for at in range(len(compared)) for each in _adjusted([row[at] for row in rows])]


def matched(sitting: Sitting, on: Collection[str]) -> Counts:
    """Return the counts of a group with each item by the total over some items and the item itself.

    Counts of several files add up before they are compared, as those of ``counted`` do.
    """
    whole = counted(sitting)
    places = [at for at, item in enumerate(sitting.items) if item in on]
    asked = ~np.isnan(sitting.marks)
    marks = np.where(asked, sitting.marks, 0.0)
    score = marks[:, places].sum(axis=1)
    items = {}
    for at, item in enumerate(sitting.items):
        own = score if item in on else score + marks[:, at]
        there = asked[:, at]
        items[item] = ItemCounts(float(sitting.most[at]), table_of(own[there], marks[there, at]))
    return replace(whole, items=items)


def differing(found: Sequence[Difference]) -> tuple[str, ...]:
    """Return the items that differ much for any group: those that nobody should be matched by."""
    return tuple(dict.fromkeys(each.item for each in found if each.mantel is not None and each.mantel.letter == "C"))


def purified(
    groups: Mapping[str, Counts],
    again: Callable[[Collection[str]], Mapping[str, Counts]],
    reference: str | None = None,
    least: int = LEAST,
) -> Purified:
    """Return differences in two steps: first by all items, then by those that did not differ much.

    Args:
        groups: what ``counted`` gives of each group.
        again: what ``matched`` gives of each group by the total over some items; asked only where some differ. Both
            add up over blocks of people, so that nobody has to hold the answers of all at once.
        reference: the group that all others are compared with, None for all others together.
        least: people below whom a group is not compared.
    """
    first = differences(groups, reference, least)
    found = differing(first)
    items = tuple(next(iter(groups.values())).items) if groups else ()
    kept = [item for item in items if item not in found]
    if not found or len(kept) < _KEPT * len(items):
        return Purified(tuple(first), (), found)
    second = differences(again(kept), reference, least)
    return Purified(tuple(second), found, differing(second))


# --- one item ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Strata:
    """Right and wrong answers of those with each total, groups × totals: of each focal group and of its reference."""

    totals: Floats
    focal: Floats
    focal_right: Floats
    other: Floats
    other_right: Floats


def _of_item(
    item: str,
    groups: Mapping[str, Counts],
    compared: Sequence[str],
    reference: str | None,
    least: int,
    *,
    is_same: bool,
) -> list[Difference]:
    """Return the differences of an item for each group that is compared."""
    own = {name: counts.items[item] for name, counts in groups.items() if item in counts.items}
    strata = _strata({name: each.marks for name, each in own.items()}, compared, reference)
    shares = {float(value) / each.most for each in own.values() for value in each.marks.values}
    found = []
    for at, name in enumerate(compared):
        people, others = int(strata.focal[at].sum()), int(strata.other[at].sum())
        bare = Difference(item, name, people, others)
        if min(people, others) < least:
            found.append(replace(bare, reason="few-people"))
        elif not is_same:
            found.append(replace(bare, reason="different-items"))
        else:
            most = next(iter(own.values())).most
            found.append(_compared(bare, strata, at, most, has_parts=not shares <= {0.0, 1.0}))
    return found


def _strata(tables: Mapping[str, Table], compared: Sequence[str], reference: str | None) -> _Strata:
    totals = np.unique(np.concatenate([each.totals for each in tables.values()]))
    people, right = {}, {}
    for name, each in tables.items():
        rows = np.searchsorted(totals, each.totals)
        people[name], right[name] = np.zeros(len(totals)), np.zeros(len(totals))
        people[name][rows], right[name][rows] = each.cells.sum(axis=1), each.cells @ each.values
    nobody = np.zeros(len(totals))
    focal, focal_right = (np.array([each.get(name, nobody) for name in compared]) for each in (people, right))
    if reference is None:
        return _Strata(totals, focal, focal_right, sum(people.values()) - focal, sum(right.values()) - focal_right)
    other, other_right = (np.array([each.get(reference, nobody)] * len(compared)) for each in (people, right))
    return _Strata(totals, focal, focal_right, other, other_right)


def _compared(bare: Difference, strata: _Strata, at: int, most: float, *, has_parts: bool) -> Difference:
    focal, other = strata.focal[at], strata.other[at]
    focal_right, other_right = strata.focal_right[at] / most, strata.other_right[at] / most
    bare = replace(bare, shift=_standardised(focal, focal_right, other, other_right))
    if has_parts:
        return replace(bare, reason="part-marks")
    mantel = mantel_haenszel(other_right, other - other_right, focal_right, focal - focal_right)
    if mantel is None:
        return replace(bare, reason="no-overlap")
    logistic = _logistic(strata.totals, focal, focal_right, other, other_right)
    return replace(
        bare, mantel=mantel, logistic=logistic, logistic_reason="" if logistic is not None else "not-converged"
    )


def mantel_haenszel(right: Floats, wrong: Floats, focal_right: Floats, focal_wrong: Floats) -> MantelHaenszel | None:
    """Return the common odds ratio of tables 2 × 2, one a total; None where it or its error is undefined.

    Args:
        right: of the reference group, how many with each total got it right.
        wrong: how many did not.
        focal_right: the same of the focal group.
        focal_wrong: the same.
    """
    from scipy.stats import chi2

    both = right + wrong + focal_right + focal_wrong
    there = both > 1
    right, wrong, focal_right, focal_wrong, both = (
        each[there] for each in (right, wrong, focal_right, focal_wrong, both)
    )
    along, across = right * focal_wrong / both, wrong * focal_right / both
    for_it, against = float(along.sum()), float(across.sum())
    margins = (right + wrong) * (focal_right + focal_wrong) * (right + focal_right) * (wrong + focal_wrong)
    variance = float((margins / (both**2 * (both - 1))).sum())
    if for_it <= 0 or against <= 0 or variance <= 0:
        return None
    beyond = float((right - (right + wrong) * (right + focal_right) / both).sum())
    value = max(0.0, abs(beyond) - 0.5) ** 2 / variance
    agreeing, crossing = (right + focal_wrong) / both, (wrong + focal_right) / both
    of_log = (
        (agreeing * along).sum() / (2 * for_it**2)
        + (agreeing * across + crossing * along).sum() / (2 * for_it * against)
        + (crossing * across).sum() / (2 * against**2)
    )
    odds = for_it / against
    return MantelHaenszel(
        odds, value, float(chi2.sf(value, 1)), DELTA * float(np.log(odds)), abs(DELTA) * float(np.sqrt(of_log))
    )


def _standardised(focal: Floats, focal_right: Floats, other: Floats, other_right: Floats) -> float | None:
    there = (focal > 0) & (other > 0)
    if not there.any():
        return None
    gap = focal_right[there] / focal[there] - other_right[there] / other[there]
    return float(np.average(gap, weights=focal[there]))


def _logistic(
    totals: Floats, focal: Floats, focal_right: Floats, other: Floats, other_right: Floats
) -> Logistic | None:
    """Return what a shift and a slope of one group add; None where the regression does not come to rest."""
    from scipy.stats import chi2

    people, right = np.concatenate((other, focal)), np.concatenate((other_right, focal_right))
    score = np.concatenate((totals, totals))
    mean = float(np.average(score, weights=people))
    spread = float(np.sqrt(np.average((score - mean) ** 2, weights=people)))
    if spread <= 0:
        return None
    score = (score - mean) / spread
    group = np.repeat([0.0, 1.0], len(totals))
    columns = np.column_stack((np.ones_like(score), score, group, score * group))
    fits = [_regressed(columns[:, :width], people, right) for width in (1, 2, 3, 4)]
    if any(each is None for each in fits):
        return None
    heights = [each[1] for each in fits if each is not None]
    steps = [max(0.0, 2 * (high - low)) for low, high in pairwise(heights)]
    explained = [_explained(height, heights[0], float(people.sum())) for height in heights]
    coefficients = fits[2][0] if fits[2] is not None else np.zeros(3)
    return Logistic(
        both=(steps[1] + steps[2], float(chi2.sf(steps[1] + steps[2], 2))),
        uniform=(steps[1], float(chi2.sf(steps[1], 1))),
        crossing=(steps[2], float(chi2.sf(steps[2], 1))),
        gain=explained[3] - explained[1],
        uniform_gain=explained[2] - explained[1],
        shift=float(coefficients[2]),
    )


def _regressed(columns: Floats, people: Floats, right: Floats) -> tuple[Floats, float] | None:
    """Return coefficients and log-likelihood of a logistic regression by Newton's steps."""
    from scipy.special import expit, log_expit

    at = np.zeros(columns.shape[1])
    for _ in range(_MOST_ROUNDS):
        share = expit(columns @ at)
        bend = (columns * (people * share * (1 - share))[:, None]).T @ columns
        try:
            step = np.linalg.solve(bend, columns.T @ (right - people * share))
        except np.linalg.LinAlgError:
            return None
        at += step
        if np.abs(step).max() < 1e-9:
            logit = columns @ at
            return at, float((right * logit + people * log_expit(-logit)).sum())
    return None


def _explained(height: float, least: float, people: float) -> float:
    """Return Nagelkerke's R² of a log-likelihood, against that without any column."""
    return float(-np.expm1(2 * (least - height) / people) / -np.expm1(2 * least / people))


def _adjusted(found: Sequence[Difference]) -> list[Difference]:
    """Return the differences of a group with p adjusted over its items."""
    of_mantel = controlled([each.mantel.p if each.mantel else None for each in found])
    of_logistic = controlled([each.logistic.both[1] if each.logistic else None for each in found])
    return [
        replace(
            each,
            mantel=each.mantel and replace(each.mantel, adjusted=one),
            logistic=each.logistic and replace(each.logistic, adjusted=other),
        )
        for each, one, other in zip(found, of_mantel, of_logistic, strict=True)
    ]
