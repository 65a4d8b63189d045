"""Amounts around one that another was raised or lowered to: beside 由710元提高到760元 stand 740 and 780, no 1500."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_SMALL = 0.4
"""Share of the old amount up to which a change is small, so that the usual neighbours would dwarf it."""
_NEARER, _FARTHER = (0.4, 0.8), (0.4, 0.8, 1.2)
_ENOUGH = 3


def around_change(old: float, new: float, grain: float) -> tuple[list[float], list[float]]:
    """Return amounts below and above the new one, nearest first, in multiples of ``grain``.

    They differ from it by parts of what it differs from the old one, and none is the old one or lies beyond it;
    both sides are empty where the change is no small one, or too few such amounts are round.
    """
    change = new - old
    if not 0 < abs(change) <= _SMALL * old:
        return [], []
    between = [each for each in _rounded(new, -change, _NEARER, grain) if (each - old) * change > 0]
    beyond = [each for each in _rounded(new, change, _FARTHER, grain) if each > 0]
    if len(between) + len(beyond) < _ENOUGH:
        return [], []
    return (between, beyond) if change > 0 else (beyond, between)


def _rounded(value: float, change: float, parts: Sequence[float], grain: float) -> Iterable[float]:
    moved = (round((value + part * change) / grain) * grain for part in parts)
    return dict.fromkeys(each for each in moved if (each - value) * change > 0)
