"""What has been used when in a plan, and so which items a test may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qbank.assembly.rota_days import documents_on
from qbank.model.candidate import Verdict
from qbank.model.item import Difficulty
from qbank.model.plan import Event, Plan

Mask = NDArray[np.bool_]
Ints = NDArray[np.integer[Any]]
NEVER = 10**6
"""Days since a use that has not been."""


class Candidate(Protocol):
    """What a plan or a contest has to know of an item."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def type(self) -> str:
        """The name of its type."""

    @property
    def document(self) -> str:
        """The document it asks about."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""

    @property
    def difficulty(self) -> Difficulty:
        """How hard it is, in a word."""

    @property
    def verdict(self) -> Verdict:
        """What a statement to be judged is, "" for any other item."""

    @property
    def rights(self) -> int:
        """How many options of a multiple choice are right, 0 for any other item."""

    @property
    def miskeyed(self) -> bool:
        """Whether exams surely showed its key to be wrong."""

    @property
    def last_used(self) -> date | None:
        """When it was last used before the plan."""

    @property
    def uses(self) -> int:
        """How often it was used before the plan."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Of each item what a test may make of it.

    Args:
        documented: whether its document is asked for.
        sound: whether its key is not known to be wrong; who chooses by a blueprint looks at that itself.
        under_limit: whether it may be used once more.
        rested: whether the rests that blueprints ask for, of this test and of those after it, are kept.
        window: to how many days the windows would have to shrink for it, ``NEVER`` where they need not.
    """

    documented: Mask
    sound: Mask
    under_limit: Mask
    rested: Mask
    window: Ints

    @property
    def eligible(self) -> Mask:
        """Which items the test may take."""
        free: Mask = self.documented & self.sound & self.under_limit & self.rested & (self.window == NEVER)
        return free


class Board:
    """Uses of items by day and series, and what they leave free.

    Args:
        plan: what is planned.
        events: its tests.
        candidates: the items, ids unique.
    """

    def __init__(self, plan: Plan, events: Sequence[Event], candidates: Sequence[Candidate]) -> None:
        days, items = (plan.end - plan.start).days + 1, len(candidates)
        self._plan = plan
        self._documents = np.array([each.document for each in candidates], dtype=object)
        self._sound = np.array([not each.miskeyed for each in candidates], np.bool_)
        self._by_series = {series.name: np.zeros((days, items), np.bool_) for series in plan.series}
        self._any = np.zeros((days, items), np.bool_)
        self._times_in = {series.name: np.zeros(items, np.int64) for series in plan.series}
        self.times = np.zeros(items, np.int64)
        """How many tests use each item."""
        self._limits = limits(plan, events)
        used = [(each.last_used - plan.start).days if each.last_used else -NEVER for each in candidates]
        self._before = np.array(used, np.int64)
        self._uses_before = np.array([each.uses for each in candidates], np.int64)
        self._taken: list[tuple[int, Event, list[int]]] = []

    def take(self, event: Event, items: Sequence[int]) -> None:
        """Enter that a test uses items, by their places."""
        day = (event.day - self._plan.start).days
        self._taken.append((day, event, list(items)))
        self._by_series[event.series.name][day, list(items)] = True
        self._any[day, list(items)] = True
        self._times_in[event.series.name][list(items)] += 1
        self.times[list(items)] += 1

    def standing(self, event: Event) -> Standing:
        """Return what the test may make of each item."""
        day, series = (event.day - self._plan.start).days, event.series
        own = self._by_series[series.name]
        wanted = documents_on(self._plan, event)
        documented = (
            np.ones(len(self._documents), np.bool_)
            if wanted is None
            else np.array([each in wanted for each in self._documents], np.bool_)
        )
        under = (self._times_in[series.name] < self._limits[series.name]) & (self.times < self._limits[""])
        under &= self._under_uses(event, day)
        in_series = _needed(_gaps(own, day, series.window), series.window)
        gaps = np.minimum(_gaps(self._any, day, self._plan.window), np.abs(day - self._before))
        window = np.minimum(in_series, _needed(gaps, self._plan.window))
        sound = np.ones_like(self._sound) if series.blueprint else self._sound
        return Standing(documented, sound, under, self._rested(event, day), window)

    def _rested(self, event: Event, day: int) -> Mask:
        """Return what the test may take by the rests that blueprints ask for: its own, and those of later tests."""
        own = event.series.asked.rested if event.series.asked else 0
        since = day - self._before
        free: Mask = (since < 0) | (since >= own)
        for at, other, items in self._taken:
            theirs = other.series.asked.rested if other.series.asked else 0
            if 0 <= day - at < own or 0 <= at - day < theirs:
                free[items] = False
        return free

    def _under_uses(self, event: Event, day: int) -> Mask:
        """Return what the test may take by the uses that blueprints allow: its own, and those of later tests."""
        free = np.ones(len(self._documents), np.bool_)
        if event.series.asked and event.series.asked.uses is not None:
            free &= self._used_until(day) < event.series.asked.uses
        for at, other, items in self._taken:
            if at > day and other.series.asked and other.series.asked.uses is not None:
                free[items] &= (self._used_until(at) < other.series.asked.uses - 1)[items]
        return free

    def _used_until(self, day: int) -> Ints:
        """Return how often each item was used before a day, in the plan and before it."""
        found = self._uses_before.copy()
        for at, _, items in self._taken:
            if at < day:
                found[items] += 1
        return found


def limits(plan: Plan, events: Sequence[Event]) -> Mapping[str, int]:
    """Return how often one item may be used: by series, and under "" in all the plan; once at least."""
    counts = {series.name: sum(event.series.name == series.name for event in events) for series in plan.series}
    found = {series.name: _limit(series.exposure, series.most, counts[series.name]) for series in plan.series}
    return {**found, "": _limit(plan.exposure, plan.most, len(events))}


def _limit(share: float, most: int | None, events: int) -> int:
    # A share that is meant to be exact (0.29 of 100) must not lose one to its binary form.
    by_share = max(1, int(share * events + 1e-9))
    return by_share if most is None else min(by_share, most)


def _gaps(used: Mask, day: int, window: int) -> Ints:
    """Return how many days off the nearest use of each item is, ``NEVER`` if none is nearer than the window."""
    gaps = np.full(used.shape[1], NEVER, np.int64)
    for off in range(window - 1, -1, -1):
        for at in (day - off, day + off):
            if 0 <= at < len(used):
                gaps[used[at]] = off
    return gaps


def _needed(gaps: Ints, window: int) -> Ints:
    """Return to how many days a window would have to shrink, ``NEVER`` where it need not."""
    return np.where(gaps < window, gaps, NEVER)
