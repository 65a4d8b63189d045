"""The days of a plan: on which of them tests are held, and what is studied then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from qbank.model.plan import ALL, OF_THE_WEEK, Event, Plan, Rhythm, Series

WORKING = range(5)
"""The days of the week from which ``times`` draws where nothing is said."""


def rng_of(*words: str) -> Random:
    """Return what draws by a seed; other words give other draws."""
    return Random(hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).digest())  # noqa: S311 - no secret


def lay_out(plan: Plan, start: date | None = None, end: date | None = None) -> tuple[Event, ...]:
    """Return the tests of a plan by day, those of one day as the plan names them.

    A part of the plan has the same tests as the whole has there, drawn ones too.

    Args:
        plan: what is planned.
        start: the first day that is wanted, by default the plan's.
        end: the last one.
    """
    first, last = max(start or plan.start, plan.start), min(end or plan.end, plan.end)
    events = [Event(series, day) for series in plan.series for day in days_of(plan, series)]
    places = {series.name: at for at, series in enumerate(plan.series)}
    wanted = (event for event in events if first <= event.day <= last)
    return tuple(sorted(wanted, key=lambda event: (event.day, places[event.series.name])))


def documents_on(plan: Plan, event: Event) -> frozenset[str] | None:
    """Return of which documents a test asks, None for any; empty where nothing is said to be studied that day."""
    wanted = event.series.documents
    if wanted == ALL:
        return None
    if wanted == OF_THE_WEEK:
        return frozenset(
            name for study in plan.study if study.first <= event.day <= study.last for name in study.documents
        )
    return frozenset(wanted)


def days_of(plan: Plan, series: Series) -> list[date]:
    """Return the days of a kind of test; fewer than ``times`` where there are not so many to draw from."""
    rhythm = series.rhythm
    given = {day for day in rhythm.dates if plan.start <= day <= plan.end}
    if rhythm.times:
        free = open_days(plan, rhythm.weekdays or WORKING)
        drawn = rng_of("days", plan.seed, series.name).sample(free, min(rhythm.times, len(free)))
        return sorted(given.union(drawn))
    if rhythm.every != "week":
        return sorted(given.union(_one_each(open_days(plan, rhythm.weekdays or range(7)), rhythm)))
    return sorted(given.union(open_days(plan, rhythm.weekdays)))


def open_days(plan: Plan, weekdays: Iterable[int]) -> list[date]:
    """Return the days of a plan on these days of the week (0: Monday) that are no holidays."""
    wanted = set(weekdays)
    days = (plan.start + timedelta(days=at) for at in range((plan.end - plan.start).days + 1))
    return [
        day
        for day in days
        if day.weekday() in wanted and not any(first <= day <= last for first, last in plan.holidays)
    ]


def _one_each(days: Iterable[date], rhythm: Rhythm) -> list[date]:
    """Return the first or last day of each month, quarter or year."""
    months = {"month": 1, "quarter": 3, "year": 12}[rhythm.every]
    by_period: dict[tuple[int, int], list[date]] = {}
    for day in days:
        by_period.setdefault((day.year, (day.month - 1) // months), []).append(day)
    return [found[0 if rhythm.at == "first" else -1] for found in by_period.values()]
