"""What limits of use and wrong keys keep back of a short demand, and the nearest limit that gives it what it asks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from qbank.assembly.columns import Columns
from qbank.model.blueprint import Blueprint


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What a demand lacks only because of ``uses`` and ``rested`` of its blueprint, and of keys shown to be wrong.

    Args:
        amount: how many items (of a cell of marks: their marks) the limits keep back.
        miskeyed: how many more the wrong keys do; ``enough_keys`` whether mending them would do with nothing else
            changed.
        uses: the limit of uses as it is, None for none; ``rested`` the days of rest, 0 for none.
        enough_uses: the lowest limit of uses that would do with nothing else changed, None where none would.
        enough_rested: the most days of rest that would do with nothing else changed, None where none would.
    """

    amount: float
    miskeyed: float
    enough_keys: bool
    uses: int | None
    rested: int
    enough_uses: int | None
    enough_rested: int | None


class Have(Protocol):
    """How much of what a demand counts may be used by a blueprint with other limits, or if no key were wrong."""

    def __call__(self, blueprint: Blueprint, miskeyed: bool = False) -> float: ...  # noqa: D102


def kept_back(blueprint: Blueprint, columns: Columns, day: date, have: Have, wanted: float) -> KeptBack | None:
    """Return what limits of use and wrong keys keep back of a demand; None where the bank has too little all the same.

    Args:
        blueprint: with its limits.
        columns: the items of the bank.
        day: the day of the paper.
        have: tells how much there would be.
        wanted: how much it asks for.
    """
    unlimited = replace(blueprint, uses=None, rested=0)
    now, whole = have(blueprint), have(unlimited, miskeyed=True)
    if not now < wanted <= whole:
        return None
    free = have(unlimited)
    return KeptBack(
        free - now,
        whole - free,
        have(blueprint, miskeyed=True) >= wanted,
        blueprint.uses,
        blueprint.rested,
        _first(_uses(blueprint, columns), wanted, lambda limit: have(replace(blueprint, uses=limit))),
        _first(_rests(blueprint, columns, day), wanted, lambda days: have(replace(blueprint, rested=days))),
    )


def _uses(blueprint: Blueprint, columns: Columns) -> list[int]:
    """Return the limits of uses that would let more items in, the strictest first."""
    limit = blueprint.uses
    return [] if limit is None else sorted({int(each) + 1 for each in columns.uses if each >= limit})


def _rests(blueprint: Blueprint, columns: Columns, day: date) -> list[int]:
    """Return the days of rest that would let more items in, the longest first."""
    ago = {max((day - each.last_used).days, 0) for each in columns.items if each.last_used is not None}
    return sorted((days for days in ago if days < blueprint.rested), reverse=True)


def _first(limits: list[int], wanted: float, have: Callable[[int], float]) -> int | None:
    """Return the first of ever looser limits that gives enough."""
    at = bisect_left(limits, wanted, key=have)
    return limits[at] if at < len(limits) else None
