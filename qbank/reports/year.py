"""A year of tests as people look at it: what is held when, and how often each item is used."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from qbank.assembly.rota import Filled, Rota, Shortage
from qbank.assembly.rota_days import documents_on
from qbank.locale import Lang, say
from qbank.model.item import Item
from qbank.model.plan import ALL, Kind, Plan

UNTOLD: Kind = "突击抽查"
"""What stands on no calendar that is put up for everybody."""


@dataclass(frozen=True, slots=True)
class Year:
    """A plan, its tests, and the items they were chosen from, by id."""

    plan: Plan
    rota: Rota
    items: Mapping[str, Item]
    lang: Lang

    def tests(self, *, secret: bool) -> tuple[Filled, ...]:
        """Return the tests by day; without those that nobody is told of, unless ``secret``."""
        return tuple(each for each in self.rota.filled if secret or each.event.series.kind != UNTOLD)

    @property
    def has_secrets(self) -> bool:
        """Tell whether there are tests that nobody is told of."""
        return any(series.kind == UNTOLD for series in self.plan.series)

    def months(self) -> Iterator[tuple[int, int]]:
        """Yield year and month of every month of the plan."""
        year, month = self.plan.start.year, self.plan.start.month
        while (year, month) <= (self.plan.end.year, self.plan.end.month):
            yield year, month
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def weeks(self, year: int, month: int) -> list[list[date | None]]:
        """Return the weeks of a month, Monday first, None for days of other months."""
        rows = calendar.Calendar().monthdatescalendar(year, month)
        return [[day if day.month == month else None for day in week] for week in rows]

    def is_holiday(self, day: date) -> bool:
        """Tell whether a day is a holiday of the plan."""
        return any(first <= day <= last for first, last in self.plan.holidays)

    def missing(self, filled: Filled) -> int:
        """Return how many items a test lacks; of a blueprint that cannot be met it has none."""
        return max(filled.event.series.wanted - len(filled.items), 0)

    def short(self, filled: Filled) -> str:
        """Return what a test lacks, as the calendar of those who make it has it; "" where it lacks nothing."""
        if filled.event.series.blueprint and not filled.items:
            return say("year-unmade", self.lang)
        lacking = self.missing(filled)
        return say("year-short", self.lang, count=lacking) if lacking else ""

    def shortages(self, filled: Filled) -> list[Shortage]:
        """Return what is short of a test."""
        return [each for each in self.rota.shortages if each.event.id == filled.event.id]

    def brief(self, filled: Filled, *, secret: bool) -> str:
        """Return a test as a calendar has it: 周测 20题; for those who make it with the items that it has by now."""
        series = filled.event.series
        count = len(filled.items) if secret else series.wanted
        return say("year-test", self.lang, name=series.name, count=count)

    def about(self, filled: Filled) -> tuple[str, ...]:
        """Return the documents that a test asks about, by their names without folders; none where it is any."""
        if filled.event.series.documents == ALL:
            return ()
        return tuple(PurePosixPath(name).stem for name in sorted(documents_on(self.plan, filled.event) or ()))


def month_name(year: int, month: int, lang: Lang) -> str:
    """Return a month's name with its year."""
    return say("year-month", lang, year=year, month=month)


def weekday_names(lang: Lang) -> list[str]:
    """Return the names of the days of a week, Monday first."""
    return say("year-weekdays", lang).split()
