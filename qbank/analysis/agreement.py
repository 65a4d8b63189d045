"""How far readers agree: percent agreement, Cohen's kappa and Krippendorff's alpha for verdicts without an order.

Sources of the formulas:

- J. Cohen (1960): A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20, 37–46.
- K. Krippendorff (2011): Computing Krippendorff's alpha-reliability. University of Pennsylvania.
- A. F. Hayes, K. Krippendorff (2007): Answering the call for a standard reliability measure for coding data.
  Communication Methods and Measures 1, 77–89 (alpha, and its interval by drawing items again).

Every figure is undefined where it would divide by 0; it is then NaN and says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan, nan
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]
    """One number, or one vector, a draw; the first draw is the items as they are."""

DRAWS = 2000
LEVEL = 0.95
_ENOUGH_DEFINED = 0.5
_LEAST_ITEMS = 2
"""Items below which drawing them again gives the same items, and so no interval."""

Unit = Mapping[str, str]
"""The verdicts on one item: reader → category. Who did not read it is not in it."""
Reason = Literal["", "no-shared-items", "no-variance"]
"""Why a figure is undefined: no item that two read, or never more than one category in use. "" for a defined one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval.

    ``low`` and ``high`` are NaN where the figure is, where fewer than two items were shared, and where more than half
    of the draws leave the figure undefined. ``reason`` says why ``value`` is NaN.
    """

    value: float
    low: float = nan
    high: float = nan
    reason: Reason = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """How two readers agree on the ``shared`` items that both read."""

    one: str
    other: str
    shared: int
    percent: Figure
    kappa: Figure


@dataclass(frozen=True, slots=True)
class Agreement:
    """How all readers agree.

    ``items`` have a verdict, ``shared`` of them two or more. ``percent`` and ``kappa`` are means over the pairs of
    readers, each weighted by the items it shares (a pair without kappa is left out); ``alpha`` is of all readers.
    """

    readers: tuple[str, ...]
    items: int
    shared: int
    percent: Figure
    kappa: Figure
    alpha: Figure
    pairs: tuple[Pair, ...]


def agreement(units: Sequence[Unit], rng: np.random.Generator, *, draws: int = DRAWS) -> Agreement:
    """Return every figure of agreement with its percentile-bootstrap interval.

    The items that two or more read are drawn again, with replacement, as many as there are; one draw serves all
    figures. Draws in which a figure is undefined are left out of its interval. An item that only one read changes
    nothing.

    Args:
        units: the verdicts, an item each, in an order that does not depend on chance: the intervals hang on it.
        rng: draws the items.
        draws: how often, 0 or more; 0 gives no intervals.
    """
    readers = sorted({reader for unit in units for reader in unit})
    shared = [unit for unit in units if len(unit) > 1]
    # Items with the same verdicts by the same readers are interchangeable, so kinds of items are drawn.
    kinds = Counter(tuple(unit.get(reader, "") for reader in readers) for unit in shared)
    table, weights = _coded(list(kinds), len(readers)), _drawn(list(kinds.values()), rng, draws)
    places = list(combinations(range(len(readers)), 2))
    confusions = [_confusions(table[:, both], weights) for both in places]
    sizes = [each.sum(axis=(-2, -1)) for each in confusions]
    percents, kappas = [_percents(each) for each in confusions], [_kappas(each) for each in confusions]
    number = len(shared)
    return Agreement(
        tuple(readers),
        sum(bool(unit) for unit in units),
        number,
        _figure(_mean(percents, sizes, draws), number),
        _figure(_mean(kappas, sizes, draws), number),
        _figure(_alphas(table, weights), number),
        tuple(
            Pair(readers[one], readers[other], int(size[0]), _figure(percent, size[0]), _figure(kappa, size[0]))
            for (one, other), size, percent, kappa in zip(places, sizes, percents, kappas, strict=True)
        ),
    )


def _coded(kinds: Sequence[tuple[str, ...]], readers: int) -> NDArray[np.int64]:
    """Return kinds × readers as numbers of categories, −1 for no verdict."""
    import numpy as np

    names = dict.fromkeys(name for kind in kinds for name in kind if name)
    numbers = {"": -1, **{name: at for at, name in enumerate(names)}}
    return np.array([[numbers[name] for name in kind] for kind in kinds], np.int64).reshape(len(kinds), readers)


def _drawn(counts: Sequence[int], rng: np.random.Generator, draws: int) -> Rows:
    """Return how many items of each kind there are, and in each of ``draws`` draws of as many: (1 + draws) × kinds."""
    import numpy as np

    here = np.array([counts], np.float64)
    if not counts or not draws:
        return np.repeat(here, 1 + draws, axis=0)
    total = int(here.sum())
    return np.concatenate([here, rng.multinomial(total, here[0] / total, size=draws).astype(np.float64)])


def _confusions(table: NDArray[np.int64], weights: Rows) -> Rows:
    """Return how often two readers used each pair of categories: draws × categories × categories."""
    import numpy as np

    size = int(table.max(initial=-1)) + 1
    both = (table >= 0).all(axis=1)
    hot = np.zeros((len(table), size * size))
    hot[np.flatnonzero(both), table[both, 0] * size + table[both, 1]] = 1.0
    result: Rows = (weights @ hot).reshape(len(weights), size, size)
    return result


def _percents(confusion: Rows) -> Rows:
    """Return percent agreement: items on which two readers agree ÷ items that both read."""
    return _ratio(confusion.trace(axis1=-2, axis2=-1), confusion.sum(axis=(-2, -1)))


def _kappas(confusion: Rows) -> Rows:
    """Return Cohen's kappa (1960): (p_o − p_e) ÷ (1 − p_e), p_e = Σ_c p_c· p_·c.

    Both sides are multiplied by n², so that whole numbers are compared and 1 − p_e is 0 exactly where it should be.
    """
    n = confusion.sum(axis=(-2, -1))
    chance = (confusion.sum(axis=-1) * confusion.sum(axis=-2)).sum(axis=-1)
    return _ratio(n * confusion.trace(axis1=-2, axis2=-1) - chance, n * n - chance)


def _alphas(table: NDArray[np.int64], weights: Rows) -> Rows:
    """Return Krippendorff's alpha (2011, section C: nominal data, any number of observers, missing data).

    alpha = [(n − 1) Σ_c o_cc − Σ_c n_c (n_c − 1)] ÷ [n (n − 1) − Σ_c n_c (n_c − 1)], with o_cc the coincidences of
    category c, Σ_u n_uc (n_uc − 1) ÷ (m_u − 1), where n_uc of the m_u verdicts on item u are c; n_c = Σ_u n_uc and
    n = Σ_c n_c, over the items with two verdicts or more.
    """
    import numpy as np

    size = int(table.max(initial=-1)) + 1
    own = np.stack([(table == category).sum(axis=1) for category in range(size)], axis=1) if size else table[:, :0]
    verdicts = own.sum(axis=1)
    coincidences = weights @ ((own * (own - 1)).sum(axis=1) / np.maximum(verdicts - 1, 1))
    used = weights @ own.astype(np.float64)
    n = used.sum(axis=-1)
    chance = (used * (used - 1)).sum(axis=-1)
    return _ratio((n - 1) * coincidences - chance, n * (n - 1) - chance)


def _mean(rows: Sequence[Rows], sizes: Sequence[Rows], draws: int) -> Rows:
    """Return the mean over pairs of readers, weighted by the items each shares, undefined ones left out."""
    import numpy as np

    if not rows:
        return np.full(1 + draws, nan)
    values, weights = np.array(rows), np.array(sizes)
    weights = np.where(np.isnan(values), 0.0, weights)
    return _ratio((np.nan_to_num(values) * weights).sum(axis=0), weights.sum(axis=0))


def _ratio(above: Rows, below: Rows) -> Rows:
    """Return the quotients, NaN where the divisor is 0."""
    import numpy as np

    quotients: Rows = np.divide(above, below, out=np.full(below.shape, nan), where=below != 0)
    return quotients


def _figure(rows: Rows, shared: float) -> Figure:
    """Return the figure of the items as they are, with the percentiles of the draws."""
    import numpy as np

    value = float(rows[0])
    if isnan(value):
        return Figure(nan, reason="no-variance" if shared else "no-shared-items")
    defined = rows[1:][~np.isnan(rows[1:])]
    if shared < _LEAST_ITEMS or not len(defined) or len(defined) < _ENOUGH_DEFINED * (len(rows) - 1):
        return Figure(value)
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Figure(value, float(low), float(high))
