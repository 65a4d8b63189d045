"""When two figures are the same but for rounding: whoever compares figures that were summed and divided asks here.

A correlation of −3e-17 is 0, an item that 3 of 5 solve is not below a limit of 60 %, and of two options that go with
the rest alike none is ahead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

SAME = 1e-9
"""Shares, correlations and logits that differ by less are the same."""


@overload
def below(one: float, other: float) -> bool: ...
@overload
def below(one: Floats, other: float | Floats) -> Truths: ...
def below(one: float | Floats, other: float | Floats) -> bool | Truths:
    """Tell whether a figure is less than another by more than rounding; of arrays, place by place."""
    return other - one > SAME


@overload
def above(one: float, other: float) -> bool: ...
@overload
def above(one: Floats, other: float | Floats) -> Truths: ...
def above(one: float | Floats, other: float | Floats) -> bool | Truths:
    """Tell whether a figure is more than another by more than rounding; of arrays, place by place."""
    return one - other > SAME


def rank(figure: float) -> int:
    """Return what to sort figures by, the least first: those that are the same stay in the order they were in."""
    return round(figure / SAME)


def settled(figure: float, size: float = 1.0) -> float:
    """Return a figure, 0 where it is only rounding beside ``size``, the greatest that it could be."""
    return 0.0 if abs(figure) <= SAME * size else figure
