"""Classical figures of a test, its items and their options, from counts that add up.

Sources:

- F. M. Lord, M. R. Novick (1968): Statistical theories of mental test scores (alpha, item–rest correlation).
- L. J. Cronbach (1951), Psychometrika 16, 297–334; G. F. Kuder, M. W. Richardson (1937), Psychometrika 2, 151–160
  (KR-21). What needs more than these counts is in ``reliability``.
- K. Pearson (1909), Biometrika 7, 96–105 (biserial correlation).
- T. L. Kelley (1939), Journal of Educational Psychology 30, 17–24 (upper and lower 27 %).
- Moodle's quiz statistics (discriminative efficiency; its discrimination index is the item–rest correlation × 100).

Variances divide by n - 1. What is not defined (no variance, one item, nobody) is None and never 0; a negative alpha is
a value. Marks of omitted and not reached items are 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp, pi, sqrt
from typing import TYPE_CHECKING

import numpy as np

from qbank.analysis import moments
from qbank.analysis.intervals import Interval, feldt, fisher, wilson

if TYPE_CHECKING:
    from qbank.analysis.counts import Counts, Floats, ItemCounts, Table
    from qbank.analysis.moments import Numbers


GROUP = 0.27
"""Share of the people in the upper and in the lower group of D."""
FIFTHS = 5
_PLACES = 6
"""Of totals: equal ones must be equal numbers."""


@dataclass(frozen=True, slots=True)
class TotalFigures:
    """Figures of a whole test; totals in marks.

    ``alpha``, its interval and the errors are of the ``alpha_people`` who were asked every item and each of whose
    answers could be read: of all, or of those at least if they are half of all.
    """

    n: int
    k: int
    most: float
    mean: float | None
    median: float | None
    quartiles: tuple[float, float] | None
    sd: float | None
    least_seen: float | None
    most_seen: float | None
    skewness: float | None
    kurtosis: float | None
    alpha: float | None
    alpha_interval: Interval | None
    sem: float | None
    error_ratio: float | None
    at_floor: float | None
    at_ceiling: float | None
    kr21: float | None = None
    alpha_people: int = 0


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """Figures of one item.

    ``facility`` is the mean share of its marks, 0–1; ``rest`` the correlation of its mark with the total of all other
    items; ``upper_lower`` the facility of the upper 27 % less that of the lower, people with one total sharing the
    places at the cut; ``efficiency`` the covariance with the rest as a share of the highest these marks allow, 0–1;
    ``weight`` the share of the test's spread that it makes, None where its covariance with the total is negative;
    ``alpha_without`` is alpha of the other items; ``guess`` what guessing earns, 0–1.

    For older reports: ``total`` is the correlation with the total, the item among it; ``biserial`` and
    ``rest_biserial`` are the correlations of what lies behind a mark right or wrong with the total and with the rest,
    which can exceed 1; ``intended`` is the share of the marks; ``known`` the facility less what guessing earns, which
    lies below 0 where fewer know than would guess.
    """

    n: int
    most: float
    facility: float | None
    facility_interval: Interval | None
    sd: float | None
    omitted: int
    not_reached: int
    rest: float | None
    rest_interval: Interval | None
    upper_lower: float | None
    efficiency: float | None
    weight: float | None
    alpha_without: float | None
    guess: float | None
    total: float | None = None
    biserial: float | None = None
    rest_biserial: float | None = None
    intended: float | None = None
    known: float | None = None


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """Figures of one option; ``option`` is None for those who chose none.

    ``rest`` is the correlation of choosing it with the total of all other items, ``mean`` the mean total of those who
    chose it, ``fifths`` the share of each fifth of the people that chose it, the weakest fifth first; ``top`` the share
    of the best fifth by the total of all other items, which in a short test are other people.
    """

    option: str | None
    n: int
    share: float
    mean: float | None
    rest: float | None
    fifths: tuple[float, ...]
    top: float = 0.0


def total_figures(counts: Counts) -> TotalFigures:
    """Return the figures of the test; alpha and what follows from it are of people who were asked every item."""
    n, k, totals, people = counts.n, len(counts.items), counts.totals, counts.people
    most = sum(item.most for item in counts.items.values())
    variance = moments.variance(totals, people)
    whole = _whole(counts)
    spread = moments.variance(whole.totals, whole.people) if whole else None
    alpha = _alpha(whole, spread) if whole else None
    sd = None if variance is None else sqrt(variance)
    noise = None if alpha is None else sqrt(1 - alpha)
    seen = totals[people > 0]
    return TotalFigures(
        n=n,
        k=k,
        most=most,
        mean=moments.mean(totals, people),
        median=moments.quantile(totals, people, 0.5),
        quartiles=_pair(moments.quantile(totals, people, 0.25), moments.quantile(totals, people, 0.75)),
        sd=sd,
        least_seen=float(seen[0]) if n else None,
        most_seen=float(seen[-1]) if n else None,
        skewness=moments.skewness(totals, people),
        kurtosis=moments.kurtosis(totals, people),
        alpha=alpha,
        alpha_interval=feldt(alpha, whole.n, k) if whole else None,
        sem=None if noise is None or spread is None else sqrt(spread) * noise,
        error_ratio=None if noise is None else 100 * noise,
        at_floor=float(people[totals <= 0].sum() / n) if n else None,
        at_ceiling=float(people[totals >= most].sum() / n) if n else None,
        kr21=_kr21(counts),
        alpha_people=whole.n if whole and alpha is not None else 0,
    )


def _whole(counts: Counts) -> Counts | None:
    """Return the counts of those who were asked every item, None where they are fewer than half.

    Then papers were drawn, and a few whole ones are chance.
    """
    whole = counts.complete
    return whole if whole and 2 * whole.n >= counts.n else None


def item_figures(counts: Counts) -> dict[str, ItemFigures]:
    """Return the figures of each item by its id."""
    k, whole = len(counts.items), _whole(counts)
    spread = {name: _covariance(item.marks) for name, item in counts.items.items()}
    roots = [sqrt(each) for each in spread.values() if each is not None and each >= 0]
    all_roots = sum(roots)
    without = _alphas_without(whole) if whole and k > 2 else {}
    all_most = sum(item.most for item in counts.items.values())
    found = {}
    for name, item in counts.items.items():
        together = spread[name]
        weighs = together is not None and together >= 0 and all_roots > 0
        share = item.most / all_most if counts.shared and all_most > 0 else None
        weight = sqrt(together or 0.0) / all_roots if weighs else None
        found[name] = _of_item(item, weight, without.get(name), share)
    return found


def _alphas_without(counts: Counts) -> dict[str, float]:
    """Return alpha of all other items, by item; none where the others have no spread."""
    k, variance = len(counts.items), moments.variance(counts.totals, counts.people)
    own = {
        name: moments.variance(item.marks.values, item.marks.cells.sum(axis=0)) for name, item in counts.items.items()
    }
    all_own = sum(each or 0.0 for each in own.values())
    found = {}
    for name, item in counts.items.items():
        mine, together = own[name], _covariance(item.marks)
        if variance is not None and mine is not None and together is not None:
            rest = variance + mine - 2 * together
            if rest > 0:
                found[name] = (k - 1) / (k - 2) * (1 - (all_own - mine) / rest)
    return found


def with_options(figures: ItemFigures, count: int) -> ItemFigures:
    """Return the figures of an item that had so many options: what guessing earns is None of fewer than two."""
    guess = 1 / count if count > 1 else None
    return replace(figures, guess=guess, known=_known(figures.facility, guess))


def _known(facility: float | None, guess: float | None) -> float | None:
    return None if facility is None or guess is None else (facility - guess) / (1 - guess)


def option_figures(item: ItemCounts) -> list[OptionFigures]:
    """Return the figures of each option as they were offered, then those of choosing none; empty without options."""
    if item.choices is None:
        return []
    tops = _tops(item)
    return [_of_option(option, place, item, tops[place]) for place, option in enumerate((*item.options, None))]


# --- one item ------------------------------------------------------------------------------------------


def _of_item(item: ItemCounts, weight: float | None, without: float | None, intended: float | None) -> ItemFigures:
    table, n = item.marks, item.marks.n
    marks = table.cells.sum(axis=0)
    mean = moments.mean(table.values, marks)
    facility = None if mean is None else mean / item.most
    variance = moments.variance(table.values, marks)
    rest, total = _item_rest(table), _item_total(table)
    guess = 1 / len(item.options) if len(item.options) > 1 else None
    return ItemFigures(
        n=n,
        most=item.most,
        facility=facility,
        facility_interval=None if facility is None else wilson(min(1.0, max(0.0, facility)), n),
        sd=None if variance is None else sqrt(variance),
        omitted=item.omitted,
        not_reached=item.not_reached,
        rest=rest,
        rest_interval=fisher(rest, n),
        upper_lower=_upper_lower(table, item.most),
        efficiency=_efficiency(table),
        weight=weight,
        alpha_without=without,
        guess=guess,
        total=total,
        biserial=_biserial(total, item),
        rest_biserial=_biserial(rest, item),
        intended=intended,
        known=_known(facility, guess),
    )


def _of_option(option: str | None, place: int, item: ItemCounts, top: float) -> OptionFigures:
    table = item.choices
    assert table is not None  # noqa: S101 - whoever asks has looked
    column = np.flatnonzero(table.values == place)
    chose = table.cells[:, column[0]] if len(column) else np.zeros(len(table.totals), np.int64)
    people, n, count = table.cells.sum(axis=1), table.n, int(chose.sum())
    held = [_held(chose, people, at / FIFTHS) for at in range(FIFTHS + 1)]
    fifths = tuple(high - low for low, high in pairwise(held))
    return OptionFigures(
        option=option,
        n=count,
        share=count / n if n else 0.0,
        mean=moments.mean(table.totals, chose),
        rest=_option_rest(place, item),
        fifths=tuple(each / (n / FIFTHS) if n else 0.0 for each in fifths),
        top=top,
    )


def _tops(item: ItemCounts) -> list[float]:
    """Return for each place of an option the share of the best fifth, by the total of all other items, that chose it.

    People with one such total share the places at the cut.
    """
    found, table = [0.0] * (len(item.options) + 1), item.choices
    if table is None or not table.n:
        return found
    rest = np.round(table.totals[:, None] - _earned(item, table)[None, :], _PLACES)
    totals, rows = np.unique(rest, return_inverse=True)
    rows = rows.reshape(rest.shape)
    people = np.bincount(rows.ravel(), weights=table.cells.ravel(), minlength=len(totals))
    for column, value in enumerate(table.values):
        chose = np.bincount(rows[:, column], weights=table.cells[:, column], minlength=len(totals))
        upper = chose.sum() - _held(chose, people, 1 - 1 / FIFTHS)
        found[int(value)] = float(upper / (table.n / FIFTHS))
    return found


def _earned(item: ItemCounts, table: Table) -> Floats:
    """Return the marks that each option of a table earned."""
    return np.array([item.earns[int(value)] or 0.0 for value in table.values])


def _option_rest(place: int, item: ItemCounts) -> float | None:
    """Return the correlation of choosing an option with the total of all other items."""
    table = item.choices
    assert table is not None  # noqa: S101 - whoever asks has looked
    rest = table.totals[:, None] - _earned(item, table)[None, :]
    chose = np.broadcast_to((table.values == place).astype(float)[None, :], rest.shape)
    return moments.correlation(chose.ravel(), rest.ravel(), table.cells.ravel())


def _item_rest(table: Table) -> float | None:
    marks = np.broadcast_to(table.values[None, :], table.cells.shape)
    rest = table.totals[:, None] - marks
    return moments.correlation(marks.ravel(), rest.ravel(), table.cells.ravel())


def _item_total(table: Table) -> float | None:
    marks = np.broadcast_to(table.values[None, :], table.cells.shape)
    totals = np.broadcast_to(table.totals[:, None], table.cells.shape)
    return moments.correlation(marks.ravel(), totals.ravel(), table.cells.ravel())


def _biserial(r: float | None, item: ItemCounts) -> float | None:
    """Return the biserial correlation that goes with a correlation; of marks none or all only."""
    from scipy.special import ndtri

    if r is None or list(item.marks.values) != [0.0, item.most]:
        return None
    right = float(item.marks.cells[:, 1].sum() / item.marks.n)
    height = exp(-(float(ndtri(right)) ** 2) / 2) / sqrt(2 * pi)
    return r * sqrt(right * (1 - right)) / height


def _covariance(table: Table) -> float | None:
    """Return the covariance of an item's mark with the total."""
    marks = np.broadcast_to(table.values[None, :], table.cells.shape)
    totals = np.broadcast_to(table.totals[:, None], table.cells.shape)
    return moments.covariance(marks.ravel(), totals.ravel(), table.cells.ravel())


def _upper_lower(table: Table, most: float) -> float | None:
    """Return D: where a group ends among people with one total, each of them counts for the same part.

    Where all have one total there are no best and no weakest.
    """
    if len(table.totals) < 2:
        return None
    people, marks = table.cells.sum(axis=1), table.cells @ table.values
    whole = _held(marks, people, 1.0)
    upper, lower = whole - _held(marks, people, 1 - GROUP), _held(marks, people, GROUP)
    return float((upper - lower) / (GROUP * table.n) / most)


def _held(what: Numbers, people: Numbers, share: float) -> float:
    """Return how much of ``what``, told by total, the weakest share of the people holds."""
    ends = np.concatenate(([0], np.cumsum(people)))
    held = np.concatenate(([0], np.cumsum(what)))
    return float(np.interp(share * ends[-1], ends, held))


def _efficiency(table: Table) -> float | None:
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


def _alpha(counts: Counts, variance: float | None) -> float | None:
    k = len(counts.items)
    if not counts.shared or k < 2 or variance is None or variance < moments.NOTHING:
        return None
    own = sum(
        moments.variance(item.marks.values, item.marks.cells.sum(axis=0)) or 0.0 for item in counts.items.values()
    )
    return k / (k - 1) * (1 - own / variance)


def _kr21(counts: Counts) -> float | None:
    """Return alpha of right and wrong answers if all items were equally hard; its variance divides by n."""
    k, one = len(counts.items), {item.most for item in counts.items.values()}
    marks = {float(value) for item in counts.items.values() for value in item.marks.values}
    if not counts.shared or k < 2 or counts.n < 2 or len(one) != 1 or not marks <= {0.0, *one}:
        return None
    right = counts.totals / one.pop()
    mean, variance = moments.mean(right, counts.people) or 0.0, moments.moment(right, counts.people, 2)
    return k / (k - 1) * (1 - mean * (k - mean) / (k * variance)) if variance > moments.NOTHING else None


def _pair(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)
