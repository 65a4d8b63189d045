"""How much of an item people have seen: in how many sittings, by how many of them, when last, and how forms overlap."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from qbank.analysis.drift import Use


@dataclass(frozen=True, slots=True)
class Exposure:
    """Who has met an item.

    ``sittings`` used it, ``sitting_share`` of all; ``people`` were asked it and are ``people_share`` of all who sat
    (one who sat twice counts twice); ``last`` is the day of its last use.
    """

    sittings: int
    sitting_share: float
    people: int
    people_share: float
    last: date | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Items that two forms share, and what share of the shorter form they are."""

    one: str
    other: str
    shared: int
    share: float


def exposures(
    uses: Mapping[str, Sequence[Use]], sittings: Mapping[str, int], since: date | None = None
) -> dict[str, Exposure]:
    """Return the exposure of each item.

    Args:
        uses: of each item, each of one of the sittings.
        sittings: how many people sat each.
        since: the first day that counts; of ``sittings`` only those are to be given.
    """
    return {item: _exposure(_since(each, since), sittings) for item, each in uses.items()}


def _since(uses: Sequence[Use], since: date | None) -> list[Use]:
    return [use for use in uses if since is None or use.day >= since]


def _exposure(uses: Sequence[Use], sittings: Mapping[str, int]) -> Exposure:
    used, people, all_people = {use.sitting for use in uses}, sum(use.people for use in uses), sum(sittings.values())
    return Exposure(
        sittings=len(used),
        sitting_share=len(used) / len(sittings) if sittings else 0.0,
        people=people,
        people_share=people / all_people if all_people else 0.0,
        last=max((use.day for use in uses), default=None),
    )


def overlaps(forms: Mapping[str, Collection[str]]) -> list[Overlap]:
    """Return the overlap of each pair of forms, as they are given."""
    found = []
    for one, other in combinations(forms, 2):
        shared, least = len(set(forms[one]) & set(forms[other])), min(len(set(forms[one])), len(set(forms[other])))
        found.append(Overlap(one, other, shared, shared / least if least else 0.0))
    return found
