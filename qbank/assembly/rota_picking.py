"""Which of the items that a test may use it takes: the first ones that nothing speaks against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from qbank.assembly.evenness import kind_of, most_of_kind
from qbank.assembly.rota_board import Candidate

Apart = Mapping[str, Collection[str]]
"""By id of an item those that must not stand in a test with it: they ask the same, or tell its answer."""


def apart_of(enemies: Sequence[Collection[str]]) -> dict[str, set[str]]:
    """Return by id the items that each is to be kept apart from."""
    found: dict[str, set[str]] = {}
    for group in enemies:
        for one in group:
            found.setdefault(one, set()).update(each for each in group if each != one)
    return found


def picked(
    free: Sequence[int], wanted: int, kind: str, taken: Sequence[int], pool: Sequence[Candidate], apart: Apart
) -> list[int]:
    """Return the places of up to so many items: no two that are to be kept apart, their keys even if that can be.

    Args:
        free: the places of those that may be used, the best first.
        wanted: how many.
        kind: the type they are of, "" for any.
        taken: the places of what the test has already.
        pool: the items.
        apart: what must not stand together.
    """
    blocked = {other for at in taken for other in apart.get(pool[at].id, ())} | {pool[at].id for at in taken}
    of_kind = [at for at in free if kind in {"", pool[at].type}]
    found: list[int] = []
    counts = Counter[str]()
    for is_even in (True, False):
        for at in of_kind:
            each, key = pool[at], kind_of(pool[at])
            if len(found) == wanted:
                return found
            if each.id in blocked or (is_even and kind and key and counts[key] >= most_of_kind(each, wanted)):
                continue
            found.append(at)
            counts[key] += 1
            blocked |= {each.id, *apart.get(each.id, ())}
    return found
