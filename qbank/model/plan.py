"""A year's plan of tests: which kinds, when, how many items, and how soon an item may come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from qbank.model.blueprint import Blueprint

Kind = Literal["日抽背", "周测", "月练", "季考", "年赛", "突击抽查"]
"""What a test is called, as editors say it: a question a day, the test of a week, month and quarter, the contest of a
year, and the test that nobody was told of."""
KINDS: tuple[Kind, ...] = get_args(Kind)
Every = Literal["week", "month", "quarter", "year"]
At = Literal["first", "last"]
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
ALL, OF_THE_WEEK = "all", "week"
"""Of which documents the items are: of any, or of those that are studied that week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """On which days tests are held; holidays are left out, days given in ``dates`` are not.

    Args:
        weekdays: 0 for Monday to 6; () for any day.
        every: "week": all those weekdays; "month", "quarter", "year": one of them in each.
        at: which one of a month, quarter or year.
        times: above 0 for tests nobody is told of: so many of those weekdays, drawn over the plan.
        dates: days on which there is one besides.
    """

    weekdays: tuple[int, ...] = ()
    every: Every = "week"
    at: At = "first"
    times: int = 0
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Tests of one kind.

    Args:
        name: unique in the plan.
        kind: what they are called.
        rhythm: when they are held.
        items: by type how many items each takes, under "" of any type; empty where a blueprint says it.
        blueprint: what says it: a file, by its path from the plan's folder, or a line; "" for none.
        asked: the same once it is read. Its ``rested`` and ``uses`` count the tests of the plan on days before too.
        window: an item comes back in this series after so many days at the earliest, 0 for no matter when.
        documents: ``ALL``, ``OF_THE_WEEK`` or names of documents.
        exposure: the largest share of the tests of this series that may use one item, above 0 to 1; once is always
            allowed.
        most: how many tests of this series may use one item, None for no other limit.
    """

    name: str
    kind: Kind
    rhythm: Rhythm
    items: Mapping[str, int] = field(default_factory=dict)
    blueprint: str = ""
    asked: Blueprint | None = None
    window: int = 0
    documents: str | tuple[str, ...] = ALL
    exposure: float = 0.25
    most: int | None = None

    @property
    def wanted(self) -> int:
        """Return how many items each test is to have, 0 where its blueprint is not read yet."""
        return self.asked.number if self.asked else sum(self.items.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Documents that are studied from one day to another, both included."""

    first: date
    last: date
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan from ``start`` to ``end``, both included.

    Args:
        title: what it is called.
        start: its first day.
        end: its last day.
        series: the kinds of tests, names unique.
        seed: draws the days nobody is told of.
        window: an item comes back in any test after so many days at the earliest.
        exposure: the largest share of all tests of the plan that may use one item; once is always allowed.
        most: how many tests of the plan may use one item, None for no other limit.
        holidays: days without tests, as first and last ones.
        study: what is studied when.
    """

    title: str
    start: date
    end: date
    series: tuple[Series, ...]
    seed: str = ""
    window: int = 0
    exposure: float = 0.25
    most: int | None = None
    holidays: tuple[tuple[date, date], ...] = ()
    study: tuple[Study, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A test of a series on a day."""

    series: Series
    day: date

    @property
    def id(self) -> str:
        """Return what it is called: 2026-03-02 日抽背."""
        return f"{self.day.isoformat()} {self.series.name}"
