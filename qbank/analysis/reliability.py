"""Reliability that needs more than totals × marks: Guttman's lambda-2 and the correlation of two halves.

Both come from sums of their own that add up over files, and both are of people who were asked every item.

Sources: L. Guttman (1945), Psychometrika 10, 255–282; C. Spearman (1910), W. Brown (1910), British Journal of
Psychology 3, 271–322.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from math import sqrt
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from qbank.analysis.counts import Sitting, Table, table_of
from qbank.analysis.moments import NOTHING, correlation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from qbank.analysis.counts import Floats

ODD_EVEN = "odd-even"


@dataclass(frozen=True, slots=True)
class Reliability:
    """What else tells how reliable a test is, None where it is undefined.

    ``halves`` is the correlation of the two halves that ``split`` names, ``full`` what Spearman and Brown make of it
    for a test of full length; ``people`` were asked every item, and only they count.
    """

    lambda2: float | None
    halves: float | None
    full: float | None
    people: int
    split: str = ODD_EVEN


@dataclass(frozen=True, slots=True)
class Products:
    """Sums of marks and of their products over ``n`` people, items in the order of ``items``."""

    items: tuple[str, ...]
    n: int
    sums: Floats
    products: Floats

    def __add__(self, other: Products) -> Products:
        """Return the sums of both groups of people.

        Raises:
            ValueError: they were asked other items, or in another order.
        """
        if self.items != other.items:
            raise ValueError("sums of different items cannot be added")
        return replace(self, n=self.n + other.n, sums=self.sums + other.sums, products=self.products + other.products)


@dataclass(frozen=True, slots=True)
class Halves:
    """How many people have each pair of totals, of the first half and of the second; ``split`` names how it was cut."""

    split: str
    table: Table

    def __add__(self, other: Halves) -> Halves:
        """Return the counts of both groups of people.

        Raises:
            ValueError: they were split differently.
        """
        if self.split != other.split:
            raise ValueError("halves of different splits cannot be added")
        return replace(self, table=self.table + other.table)


@dataclass(frozen=True, slots=True)
class Sums:
    """What reliability is worked out from; of two groups of people it adds up to that of both."""

    products: Products
    halves: Halves

    def __add__(self, other: Sums) -> Sums:
        """Return the sums of both groups of people."""
        return Sums(self.products + other.products, self.halves + other.halves)


def reliability(blocks: Iterable[Sitting]) -> Reliability | None:
    """Return the reliability of a test from its people, some at a time; None of no block."""
    whole: list[Sums] = []
    for each in blocks:
        whole = [reduce(add, [*whole, sums_of(each)])]
    return reliability_from(whole[0]) if whole else None


def sums_of(sitting: Sitting) -> Sums:
    """Return what reliability is worked out from, of a group."""
    marks = _whole(sitting)
    return Sums(_products(sitting, marks), _halves(marks, _every_other(sitting), ODD_EVEN))


def reliability_from(sums: Sums) -> Reliability:
    """Return the reliability of a test from the sums of its people."""
    alone, together = split_half(sums.halves) or (None, None)
    return Reliability(lambda2(sums.products), alone, together, sums.products.n)


def products(sitting: Sitting) -> Products:
    """Return the sums of a group."""
    return _products(sitting, _whole(sitting))


def halves(sitting: Sitting, first: Sequence[str] | None = None, split: str = ODD_EVEN) -> Halves:
    """Return the totals of two halves.

    Args:
        sitting: the answers of a group.
        first: items of the first half; without, every other item, from the first on.
        split: what the split is called.
    """
    is_first = _every_other(sitting) if first is None else np.array([item in first for item in sitting.items], bool)
    return _halves(_whole(sitting), is_first, split)


def lambda2(sums: Products) -> float | None:
    """Return Guttman's lambda-2, which is never below alpha."""
    n, k = sums.n, len(sums.items)
    if n < 2 or k < 2:
        return None
    means = sums.sums / n
    spread = (sums.products - n * np.outer(means, means)) / (n - 1)
    whole, own = float(spread.sum()), np.diag(spread)
    if whole <= NOTHING:
        return None
    between = float((spread**2).sum() - (own**2).sum())
    return (whole - float(own.sum()) + sqrt(max(0.0, k / (k - 1) * between))) / whole


def split_half(found: Halves) -> tuple[float, float | None] | None:
    """Return the correlation of the halves, and what Spearman and Brown make of it for a test of full length."""
    table = found.table
    if table.n < 2:
        return None
    first = np.repeat(table.totals, len(table.values))
    second = np.tile(table.values, len(table.totals))
    r = correlation(first, second, table.cells.ravel())
    if r is None:
        return None
    return r, 2 * r / (1 + r) if r > -1 else None


def _whole(sitting: Sitting) -> Floats:
    """Return the marks of those who were asked every item."""
    marks = sitting.marks
    # One mark that is not known makes their sum unknown.
    return marks[~np.isnan(marks).any(axis=1)] if np.isnan(marks.sum()) else marks


def _products(sitting: Sitting, whole: Floats) -> Products:
    return Products(sitting.items, len(whole), whole.sum(axis=0), whole.T @ whole)


def _halves(whole: Floats, is_first: NDArray[np.bool_], split: str) -> Halves:
    first, second = (np.add.reduce(whole.T[there], axis=0) for there in (is_first, ~is_first))
    return Halves(split, table_of(np.round(first, 6), np.round(second, 6)))


def _every_other(sitting: Sitting) -> NDArray[np.bool_]:
    return np.array([not at % 2 for at in range(len(sitting.items))], bool)
