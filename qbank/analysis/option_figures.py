"""Figures of an item's options, and of choosing none, from counts that add up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qbank.analysis import moments
from qbank.analysis.counts import REST_PLACES

if TYPE_CHECKING:
    from qbank.analysis.counts import Floats, ItemCounts, Table

FIFTHS = 5


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


def option_figures(item: ItemCounts) -> list[OptionFigures]:
    """Return the figures of each option as they were offered, then those of choosing none; empty without options."""
    if item.choices is None:
        return []
    tops = _tops(item)
    return [_of_option(option, place, item, tops[place]) for place, option in enumerate((*item.options, None))]


def _of_option(option: str | None, place: int, item: ItemCounts, top: float) -> OptionFigures:
    table = item.choices
    assert table is not None  # noqa: S101 - whoever asks has looked
    column = np.flatnonzero(table.values == place)
    chose = table.cells[:, column[0]] if len(column) else np.zeros(len(table.totals), np.int64)
    people, n, count = table.cells.sum(axis=1), table.n, int(chose.sum())
    held = moments.held(chose, people, *(at / FIFTHS for at in range(FIFTHS + 1)))
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
    rest = np.round(table.totals[:, None] - _earned(item, table)[None, :], REST_PLACES)
    totals, rows = np.unique(rest, return_inverse=True)
    rows = rows.reshape(rest.shape)
    people = np.bincount(rows.ravel(), weights=table.cells.ravel(), minlength=len(totals))
    for column, value in enumerate(table.values):
        chose = np.bincount(rows[:, column], weights=table.cells[:, column], minlength=len(totals))
        (lower,) = moments.held(chose, people, 1 - 1 / FIFTHS)
        found[int(value)] = float((chose.sum() - lower) / (table.n / FIFTHS))
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
