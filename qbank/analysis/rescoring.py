"""What would change if another option of an item were the right one: the proof of a key that seems to be wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from qbank.analysis.classical import ItemFigures, item_figures, total_figures
from qbank.analysis.counts import Sitting, counted

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Rescored:
    """An item marked anew: its figures and alpha of the test then, and how many people gain and lose by it."""

    option: str
    figures: ItemFigures
    alpha: float | None
    gain: int
    lose: int


def rescored(sittings: Iterable[Sitting], item: str, option: str) -> Rescored | None:
    """Return what follows if ``option`` alone earned the item's marks; None where choices or the option are not known.

    Args:
        sittings: the people, in blocks of the same items.
        item: its id.
        option: the option taken for right.
    """
    parts, gain, lose = [], 0, 0
    for sitting in sittings:
        at = sitting.items.index(item)
        options = sitting.options[at] if sitting.options else ()
        if sitting.chosen is None or option not in options:
            return None
        marks = sitting.marks.copy()
        before = marks[:, at]
        after = np.where(sitting.chosen[:, at] == options.index(option), sitting.most[at], 0.0)
        after = np.where(np.isnan(before), np.nan, after)
        gain += int((after > before).sum())
        lose += int((after < before).sum())
        marks[:, at] = after
        parts.append(counted(replace(sitting, marks=marks)))
    if not parts:
        return None
    counts = reduce(add, parts)
    return Rescored(option, item_figures(counts)[item], total_figures(counts).alpha, gain, lose)
