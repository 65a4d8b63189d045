"""What would change if another option of an item were the right one: the proof of a key that seems to be wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from qbank.analysis.classical import ItemFigures, item_figures, total_figures
from qbank.analysis.counts import Counts, Sitting, counted
from qbank.analysis.rounding import above, below
from qbank.model.figure import Rescoring

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qbank.analysis.counts import Floats


@dataclass(frozen=True, slots=True)
class Rescored:
    """An item marked anew: its figures then, and what changes for it, the test and the people."""

    option: str
    figures: ItemFigures
    effect: Rescoring


def rescored(sittings: Iterable[Sitting], item: str, option: str, limit: float) -> Rescored | None:
    """Return what follows if ``option`` alone earned the item's marks; None where choices or the option are not known.

    Args:
        sittings: the people, in blocks of the same items.
        item: its id.
        option: the option taken for right.
        limit: the share of the marks from which on somebody has passed.
    """
    pairs: list[tuple[Sitting, Sitting]] = []
    for sitting in sittings:
        anew = _anew(sitting, item, option)
        if anew is None:
            return None
        pairs.append((sitting, anew))
    if not pairs:
        return None
    before, after = (reduce(add, map(counted, blocks)) for blocks in zip(*pairs, strict=True))
    figures = item_figures(after)[item]
    effect = _effect(pairs, (before, after), item, limit)
    return None if effect is None else Rescored(option, figures, effect)


def _anew(sitting: Sitting, item: str, option: str) -> Sitting | None:
    at = sitting.items.index(item)
    options = sitting.options[at] if sitting.options else ()
    if sitting.chosen is None or option not in options:
        return None
    marks = sitting.marks.copy()
    right = np.where(sitting.chosen[:, at] == options.index(option), sitting.most[at], 0.0)
    marks[:, at] = np.where(np.isnan(marks[:, at]), np.nan, right)
    return replace(sitting, marks=marks)


def _effect(
    pairs: Iterable[tuple[Sitting, Sitting]], counts: tuple[Counts, Counts], item: str, limit: float
) -> Rescoring | None:
    """Return before and after; None where nobody was asked the item."""
    shares = [np.concatenate(each) for each in zip(*((_shares(one), _shares(two)) for one, two in pairs), strict=True)]
    items, totals = [item_figures(each)[item] for each in counts], [total_figures(each) for each in counts]
    old, new = (each.facility for each in items)
    if old is None or new is None:
        return None
    passed = [int((~below(each, limit)).sum()) for each in shares]
    return Rescoring(
        facility=(old, new),
        discrimination=(items[0].rest, items[1].rest),
        alpha=(totals[0].alpha, totals[1].alpha),
        share=(float(shares[0].mean()), float(shares[1].mean())),
        most=totals[0].most if counts[0].shared else None,
        people=len(shares[0]),
        limit=limit,
        passed=(passed[0], passed[1]),
        gain=int(above(shares[1], shares[0]).sum()),
        lose=int(below(shares[1], shares[0]).sum()),
    )


def _shares(sitting: Sitting) -> Floats:
    """Return the share that each person earned of the marks that they were asked for, of those who were asked any."""
    asked = ~np.isnan(sitting.marks)
    most, earned = asked @ sitting.most, np.where(asked, sitting.marks, 0.0).sum(axis=1)
    return np.asarray(earned[most > 0] / most[most > 0])
