"""In which order items stand on the forms of one exam: sets of a passage together, neighbours not twice the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from random import Random

from qbank.model.item import Item

Unit = tuple[Item, ...]
"""What stays together: the items of one passage in their order, or one item."""
_DRAWS = 24


def units(items: Sequence[Item]) -> list[Unit]:
    """Return items as what stays together, by id, so that the order in which they were chosen tells nothing."""
    found: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        found.setdefault((item.stimulus, "" if item.stimulus else item.id), []).append(item)
    return sorted((tuple(each) for each in found.values()), key=lambda unit: min(item.id for item in unit))


def drawn(all_: Sequence[Unit], cost: Callable[[Sequence[Unit]], int], rng: Random) -> list[Unit]:
    """Return the units in an order of little cost.

    Of some draws the cheapest is taken, and units are exchanged two by two while that helps.

    Args:
        all_: what is to be ordered.
        cost: of an order, 0 for one that cannot be bettered.
        rng: draws.
    """
    best = min((rng.sample(all_, len(all_)) for _ in range(_DRAWS)), key=cost)
    while (least := cost(best)) and (
        better := next((each for each in _exchanges(best, rng) if cost(each) < least), None)
    ):
        best = better
    return best


def alike(order: Sequence[Unit], earlier: Sequence[Sequence[Unit]]) -> int:
    """Return how often two units are neighbours, or one stands at the same place, in an earlier order too."""
    return sum(
        len(_neighbours(order) & _neighbours(other))
        + sum(one == another for one, another in zip(_names(order), _names(other), strict=False))
        for other in earlier
    )


def _names(order: Sequence[Unit]) -> list[str]:
    return [unit[0].id for unit in order]


def _neighbours(order: Sequence[Unit]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in pairwise(_names(order))}


def _exchanges(order: Sequence[Unit], rng: Random) -> Iterator[list[Unit]]:
    pairs = list(combinations(range(len(order)), 2))
    for one, other in rng.sample(pairs, len(pairs)):
        found = list(order)
        found[one], found[other] = found[other], found[one]
        yield found
