"""Classical figures of a test and of its items, from counts that add up; those of options are in ``option_figures``.

Sources:

- F. M. Lord, M. R. Novick (1968): Statistical theories of mental test scores (alpha, item–rest correlation).
- L. J. Cronbach (1951), Psychometrika 16, 297–334; G. F. Kuder, M. W. Richardson (1937), Psychometrika 2, 151–160
  (KR-21). What needs more than these counts is in ``reliability``.
- Moodle's quiz statistics: its discrimination index is the item–rest correlation × 100. How an item goes with the rest
  is in ``association``.

Variances divide by n - 1. What is not defined (no variance, one item, nobody) is None and never 0; a negative alpha is
a value. Marks of omitted and not reached items are 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

from qbank.analysis import association, moments
from qbank.analysis.counts import TOTAL_PLACES
from qbank.analysis.intervals import Interval, feldt, fisher, wilson
from qbank.analysis.rounding import above, below

if TYPE_CHECKING:
    from qbank.analysis.counts import Counts, ItemCounts


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
        at_floor=float(people[~above(totals, 0.0)].sum() / n) if n else None,
        at_ceiling=float(people[~below(totals, round(most, TOTAL_PLACES))].sum() / n) if n else None,
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
    spread = {name: association.covariance(item.marks) for name, item in counts.items.items()}
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
        mine, together = own[name], association.covariance(item.marks)
        if variance is not None and mine is not None and together is not None:
            rest = variance + mine - 2 * together
            if rest > moments.NOTHING:
                found[name] = min(1.0, (k - 1) / (k - 2) * (1 - (all_own - mine) / rest))
    return found


def with_options(figures: ItemFigures, count: int) -> ItemFigures:
    """Return the figures of an item that had so many options: what guessing earns is None of fewer than two."""
    guess = 1 / count if count > 1 else None
    return replace(figures, guess=guess, known=_known(figures.facility, guess))


def _known(facility: float | None, guess: float | None) -> float | None:
    return None if facility is None or guess is None else (facility - guess) / (1 - guess)


def _of_item(item: ItemCounts, weight: float | None, without: float | None, intended: float | None) -> ItemFigures:
    table, n = item.marks, item.marks.n
    marks = table.cells.sum(axis=0)
    mean = moments.mean(table.values, marks)
    facility = None if mean is None else mean / item.most
    variance = moments.variance(table.values, marks)
    rest, total = association.rest_correlation(table), association.total_correlation(table)
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
        upper_lower=association.upper_lower(table, item.most),
        efficiency=association.efficiency(table),
        weight=weight,
        alpha_without=without,
        guess=guess,
        total=total,
        biserial=association.biserial(total, item),
        rest_biserial=association.biserial(rest, item),
        intended=intended,
        known=_known(facility, guess),
    )


def _alpha(counts: Counts, variance: float | None) -> float | None:
    k = len(counts.items)
    if not counts.shared or k < 2 or variance is None or variance < moments.NOTHING:
        return None
    own = sum(
        moments.variance(item.marks.values, item.marks.cells.sum(axis=0)) or 0.0 for item in counts.items.values()
    )
    # It is never more but for rounding, and what follows from it would have no root.
    return min(1.0, k / (k - 1) * (1 - own / variance))


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
