"""Marks as people write them: numbers, percent, shares, and what is none of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from qbank.answers._cells import Cells
from qbank.answers._plain import is_fault
from qbank.answers.choices import Doubt
from qbank.answers.layouts import Holds
from qbank.model.verdict import verdict_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
from qbank.answers._labels import MOSTLY

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
RARE = 0.02
_PERCENT_MOST = 100.0
_ENDLESS = 1e9
"""No mark is as large; sums of squares of such would be none."""
_NOT_FINITE = frozenset({"inf", "infinity", "∞", "nan"})


def number_of(text: str) -> float | None:
    """Return the number that a text is, inf and nan among them; None for another text."""
    said = unicodedata.normalize("NFKC", text).strip().removesuffix("分").replace(",", "")
    if _NUMBER.fullmatch(said):
        return float(said)
    return float("inf") if _is_endless(said) else None


def _is_endless(said: str) -> bool:
    return said.casefold().lstrip("+-") in _NOT_FINITE or is_fault(said)


def mark_of(text: str, most: float, holds: Holds) -> float | Doubt:
    said = unicodedata.normalize("NFKC", text).strip()
    if _is_endless(said):
        return Doubt("answers-cell-infinite")
    if said.endswith("%"):
        share = number_of(said[:-1])
        if share is None or not 0 <= share <= _PERCENT_MOST:
            return Doubt("answers-cell-range")
        return round(share / _PERCENT_MOST * most, 9)
    value = number_of(said)
    if value is None:
        verdict = verdict_of(said)
        return Doubt("answers-cell-number") if verdict is None else most * verdict
    if not isfinite(value):
        return Doubt("answers-cell-infinite")
    value = value / _PERCENT_MOST * most if holds == "percent" else value * most if holds == "share" else value
    return value if -1e-9 <= value <= most + 1e-9 else Doubt("answers-cell-range")


def values_of(cells: Cells) -> Iterator[tuple[float, int]]:
    for text, count in cells.said.items():
        value = number_of(text)
        if value is not None and isfinite(value):
            yield value, count


def largest(cells: Cells) -> float:
    """Return the largest number of a column, 0 where there is none."""
    return max((value for value, _ in values_of(cells)), default=0.0)


def largest_mark(cells: Cells) -> float:
    """Return the largest number of a column that can be a mark, 0 where there is none."""
    return max((value for value, _ in values_of(cells) if value < _ENDLESS), default=0.0)


def numeric_share(cells: Cells | None) -> float:
    """Return which share of the cells that say something are numbers."""
    if cells is None:
        return 0.0
    said = cells.said
    numbers = sum(count for text, count in said.items() if number_of(text.removesuffix("%")) is not None)
    return numbers / total if (total := sum(said.values())) else 0.0


def guessed_most(cells: Cells, scale: float, holds: Holds) -> float:
    """Return the most of a column by its largest value; what only very few exceed is out of range, not the most."""
    if holds in {"percent", "share"}:
        return 1.0
    values = sorted((value, count) for value, count in values_of(cells) if 0 < value < _ENDLESS)
    total = sum(count for _, count in values_of(cells))
    beyond = sum(count for value, count in values if value > scale)
    if not values:
        return scale
    if 0 < beyond <= max(RARE * total, 1) and any(value <= scale for value, _ in values):
        return scale
    return max(values[-1][0], 1.0)


def are_percent(cells: Cells, most: float) -> bool:
    """Tell whether a column has percent in place of marks: most of what earned anything lies beyond the most."""
    values = [(value, count) for value, count in values_of(cells) if value > 0]
    total = sum(count for _, count in values)
    beyond = sum(count for value, count in values if most < value <= _PERCENT_MOST)
    return total > 0 and beyond >= MOSTLY * total and max(value for value, _ in values) > most
