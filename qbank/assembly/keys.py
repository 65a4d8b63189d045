"""Where the keys of single choices stand: each letter its share, no long runs of one letter."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Sequence
from itertools import groupby, pairwise
from random import Random

LONGEST_RUN = 3
_HEAVY = 1000.0
"""What more than one above or below the share weighs, against which the rest is evened out."""


def shares(sizes: Sequence[int]) -> list[float]:
    """Return how many keys each place should have: an item of n options gives each of its n places 1/n.

    Args:
        sizes: numbers of options of the items.
    """
    return [sum(1 / size for size in sizes if at < size) for at in range(max(sizes, default=0))]


def balanced(
    allowed: Sequence[Sequence[int]], share: Sequence[float], rng: Random, avoided: Sequence[Collection[int]] = ()
) -> list[int]:
    """Return the place of each item's key such that no place could be nearer to its share.

    More than one away from the share is avoided first; then the sum of squared distances is least. Both are convex,
    so a choice that no chain of moves betters is the best there is.

    Args:
        allowed: the places each key may have, one at least.
        share: by place the keys it should have.
        rng: draws among equals.
        avoided: by item the places it had on other forms, not taken where another is as good.
    """
    places = [-1] * len(allowed)
    counts = Counter[int]()
    for at in sorted(range(len(allowed)), key=lambda each: (len(allowed[each]), rng.random())):
        had = avoided[at] if avoided else ()
        places[at] = min(allowed[at], key=lambda place: (counts[place] - share[place], place in had, rng.random()))
        counts[places[at]] += 1
    while path := _better(places, allowed, share, counts):
        for here, there in pairwise(path):
            at = rng.choice([each for each, place in enumerate(places) if place == here and there in allowed[each]])
            places[at] = there
        counts[path[0]] -= 1
        counts[path[-1]] += 1
    return places


def _cost(distance: float) -> float:
    return distance**2 + _HEAVY * max(0.0, abs(distance) - 1) ** 2


def _better(
    places: Sequence[int], allowed: Sequence[Sequence[int]], share: Sequence[float], counts: Counter[int]
) -> list[int]:
    """Return the chain of places along which moving one key each gains most; [] if nothing gains."""
    off = [counts[place] - each for place, each in enumerate(share)]
    best, least = [], -1e-9
    for start in sorted(set(places)):
        for end, path in _reached(start, places, allowed).items():
            gain = _cost(off[start] - 1) + _cost(off[end] + 1) - _cost(off[start]) - _cost(off[end])
            if end != start and gain < least:
                best, least = path, gain
    return best


def _reached(start: int, places: Sequence[int], allowed: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Return by place the shortest chain to it: a key can move from each place of it to the next."""
    paths, waiting = {start: [start]}, deque([start])
    while waiting:
        here = waiting.popleft()
        for there in sorted({each for at, place in enumerate(places) if place == here for each in allowed[at]}):
            if there not in paths:
                paths[there] = [*paths[here], there]
                waiting.append(there)
    return paths


def excess(places: Sequence[int], longest: int = LONGEST_RUN) -> int:
    """Return how many keys stand in runs of one place beyond the longest that is good."""
    return sum(max(0, sum(1 for _ in run) - longest) for _, run in groupby(places))


def without_runs(places: Sequence[int], allowed: Sequence[Sequence[int]], rng: Random) -> list[int]:
    """Return the places with keys exchanged two by two until no run is too long, or no exchange helps."""
    found, left = list(places), excess(places)
    while left:
        pairs = [(one, other) for one in range(len(found)) for other in range(one) if _may(found, allowed, one, other)]
        rng.shuffle(pairs)
        better = next((pair for pair in pairs if excess(_exchanged(found, *pair)) < left), None)
        if better is None:
            break
        found = _exchanged(found, *better)
        left = excess(found)
    return found


def _may(places: Sequence[int], allowed: Sequence[Sequence[int]], one: int, other: int) -> bool:
    return places[one] != places[other] and places[one] in allowed[other] and places[other] in allowed[one]


def _exchanged(places: Sequence[int], one: int, other: int) -> list[int]:
    found = list(places)
    found[one], found[other] = found[other], found[one]
    return found
