"""The year before anyone sits: which items each test of a plan takes, what is short, and how often each is used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qbank.assembly.rota_asking import Asking, Select
from qbank.assembly.rota_board import Board, Candidate
from qbank.assembly.rota_days import lay_out as lay_out
from qbank.assembly.rota_days import rng_of
from qbank.assembly.rota_picking import apart_of
from qbank.errors import Problem
from qbank.model.plan import Event, Plan


@dataclass(frozen=True, slots=True)
class Filled:
    """A test and the ids of its items; fewer than wanted where a shortage is told."""

    event: Event
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A test that cannot have all that was asked for, and what to do about it."""

    event: Event
    problem: Problem


@dataclass(frozen=True, slots=True)
class Exposure:
    """Of a series ("" for all the plan): how often its most used item is used, and what share of its tests that is."""

    series: str
    events: int
    times: int

    @property
    def share(self) -> float:
        """Return the largest share of the tests that use one item, 0 where there are none."""
        return self.times / self.events if self.events else 0.0


@dataclass(frozen=True, slots=True)
class Rota:
    """All tests of a plan by day.

    ``uses`` says of every candidate how many tests use it.
    """

    filled: tuple[Filled, ...]
    shortages: tuple[Shortage, ...]
    uses: Mapping[str, int]
    exposures: tuple[Exposure, ...]

    @property
    def never_used(self) -> tuple[str, ...]:
        """Return the ids of items that no test uses."""
        return self._used(0)

    @property
    def least_used(self) -> tuple[int, tuple[str, ...]]:
        """Return how often the least used of the used items are used, and their ids; 0 where none is."""
        least = min((times for times in self.uses.values() if times), default=0)
        return least, self._used(least) if least else ()

    @property
    def most_used(self) -> tuple[int, tuple[str, ...]]:
        """Return how often the most used items are used, and their ids."""
        most = max(self.uses.values(), default=0)
        return most, self._used(most)

    def _used(self, times: int) -> tuple[str, ...]:
        return tuple(name for name, each in self.uses.items() if each == times)


def simulate(
    plan: Plan,
    candidates: Sequence[Candidate],
    seed: str,
    select: Select | None = None,
    labels: Mapping[str, str] | None = None,
    kept: Mapping[str, Sequence[str]] | None = None,
    enemies: Sequence[Collection[str]] = (),
) -> Rota:
    """Return which items each test takes.

    The larger tests choose first, those of blueprints before all others; each takes what is least used, ties drawn by
    the seed. The same plan, candidates (in any order) and seed give the same rota. What no order of choosing could
    have filled is not told apart from what this one could not.

    Args:
        plan: what is planned.
        candidates: the items, ids unique.
        seed: any text.
        select: chooses for tests that name a blueprint; without it they are told as short.
        labels: by name of a type what editors call it, for what is told.
        kept: by id of a test the items that it has already; they may be no candidates any more.
        enemies: groups of ids of which a test that is to be chosen has one at most.

    Raises:
        ValueError: two candidates have one id, or ``select`` chose what may not be used.
    """
    pool = sorted(candidates, key=lambda each: each.id)
    if len({each.id for each in pool}) < len(pool):
        raise ValueError("two candidates have one id")
    events = lay_out(plan)
    board, shortages = Board(plan, events, pool), list[Shortage]()
    taken = {event.id: tuple(kept[event.id]) for event in events if kept and event.id in kept}
    places_of = {each.id: at for at, each in enumerate(pool)}
    for event in events:
        board.take(event, [places_of[item] for item in taken.get(event.id, ()) if item in places_of])
    asking = Asking(plan, pool, select, labels or {}, apart_of(enemies))
    for event in sorted((event for event in events if event.id not in taken), key=_urgency):
        standing = board.standing(event)
        order = _least_used(board, seed, event)
        places, short = asking.chosen(event, standing, order, board.times)
        board.take(event, places)
        taken[event.id] = tuple(pool[at].id for at in places)
        shortages += [Shortage(event, problem) for problem in short]
    filled = tuple(Filled(event, taken[event.id]) for event in events)
    return Rota(
        filled=filled,
        shortages=tuple(sorted(shortages, key=lambda each: (each.event.day, each.event.id))),
        uses={each.id: int(times) for each, times in zip(pool, board.times, strict=True)},
        exposures=exposures_of(plan, filled),
    )


def summed(shortages: Sequence[Shortage]) -> tuple[Problem, ...]:
    """Return one Problem a series that is short: how many of its tests, by how many items, since when.

    Of a series with a blueprint, whose cells overlap, no sum of items is told.
    """
    found: dict[str, list[Shortage]] = {}
    for shortage in shortages:
        found.setdefault(shortage.event.series.name, []).append(shortage)
    return tuple(_of_series(name, each) for name, each in found.items())


def _of_series(name: str, short: Sequence[Shortage]) -> Problem:
    missing = [each.problem.values.get("missing", 0) for each in short]
    values = {
        "series": name,
        "tests": len({each.event.id for each in short}),
        "missing": sum(each for each in missing if isinstance(each, int)),
        "day": min(each.event.day for each in short).isoformat(),
    }
    code = "rota-short-blueprint" if short[0].event.series.blueprint else "rota-short-series"
    return Problem(code, values=values)


def _urgency(event: Event) -> tuple[bool, int, str]:
    return not event.series.blueprint, -event.series.wanted, event.id


def _least_used(board: Board, seed: str, event: Event) -> Sequence[int]:
    """Return the places of all items, the least used first, ties as the seed draws them."""
    times = board.times.tolist()
    places = list(range(len(times)))
    rng_of("items", seed, event.id).shuffle(places)
    return sorted(places, key=lambda at: times[at])


def exposures_of(plan: Plan, filled: Sequence[Filled]) -> tuple[Exposure, ...]:
    """Return how often the most used item is used, for each series and for all the plan."""

    def of(name: str) -> Exposure:
        own = [each.items for each in filled if name in {"", each.event.series.name}]
        counts = np.unique([item for items in own for item in items], return_counts=True)[1]
        return Exposure(name, len(own), int(counts.max(initial=0)))

    return tuple(of(name) for name in (*(series.name for series in plan.series), ""))
