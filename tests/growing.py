"""Whether work grows as what it is done on: measured against itself, so that a slow or busy machine changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

_TRIES, _SLACK = 4, 0.05


def grows_as_its_input(work: Callable[[float], object]) -> bool:
    """Tell whether twice the input takes less than three times as long; what is quadratic takes four times.

    Time of this process's own CPU, at best of several tries: others only ever make a try slower.

    Args:
        work: does the work on a share of the input, ½ or 1.
    """
    half = whole = float("inf")
    for _ in range(_TRIES):
        half, whole = min(half, _cost(work, 0.5)), min(whole, _cost(work, 1.0))
        if whole < 3 * half + _SLACK:
            return True
    return False


def _cost(work: Callable[[float], object], share: float) -> float:
    begun = process_time()
    work(share)
    return process_time() - begun
