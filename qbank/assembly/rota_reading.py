"""Reads the plan of a year (``plan.toml``), strictly: each fault is a Problem that names file, place and cure."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, get_args

from qbank.assembly.rota_days import WORKING, days_of, open_days
from qbank.errors import Problem, QbankError
from qbank.locale import brief
from qbank.model.plan import ALL, KINDS, OF_THE_WEEK, WEEKDAYS, At, Every, Plan, Rhythm, Series, Study
from qbank.model.toml_table import Codes, Table

_T = TypeVar("_T")
_LONGEST_PLAN = 3 * 366
_MOST_ITEMS = 1000
_DAY = "2026-03-02"
_YEARS = range(1900, 2200)
CODES = Codes("plan-key-unknown", "plan-key-missing", "plan-value-wrong")
"""What is wrong with a key of a plan's file."""


def read_plan(text: str, file: str, types: Mapping[str, str]) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Return the plan of a TOML text, or None and what is wrong: one Problem a table, the first of each.

    Args:
        text: what the file says.
        file: its name.
        types: by what an editor may call a type (单选题, 单选, single_choice) its name.
    """
    try:
        top = Table(tomllib.loads(text), file, codes=CODES)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return None, (Problem("plan-syntax", file, values={"reason": str(error)}),)
    problems: list[Problem] = []
    series = _each(top, "series", lambda table: _series(table, types), problems)
    study = _each(top, "study", _study, problems)
    plan = _kept(lambda: _plan(top, series, study), problems)
    if plan is not None:
        problems += _contradictions(plan, file)
    return (None, tuple(problems)) if problems or plan is None else (plan, ())


def _kept(made: Callable[[], _T], problems: list[Problem]) -> _T | None:
    try:
        return made()
    except QbankError as error:
        if error.problem not in problems:
            problems.append(error.problem)
        return None


def _each(top: Table, name: str, made: Callable[[Table], _T], problems: list[Problem]) -> list[_T]:
    tables = _kept(lambda: top.tables(name), problems) or []
    found = (_kept(lambda table=table: made(table), problems) for table in tables)  # type: ignore[misc]
    return [each for each in found if each is not None]


def _plan(top: Table, series: Sequence[Series], study: Sequence[Study]) -> Plan:
    top.only(
        "title", "start", "end", "seed", "window", "exposure", "most", "holidays", "series", "study", "contest",
    )  # fmt: skip
    start, end = _day(top, "start"), _day(top, "end")
    if end < start or (end - start).days >= _LONGEST_PLAN:
        top.refuse("plan-days-wrong", "end", start=start.isoformat(), end=end.isoformat())
    if not top.tables("series"):
        top.refuse(CODES.missing, "series")
    return Plan(
        title=top.text("title"),
        start=start,
        end=end,
        series=tuple(series),
        seed=top.text("seed", ""),
        window=_window(top),
        exposure=_exposure(top),
        most=_most(top),
        holidays=tuple(_holidays(top)),
        study=tuple(study),
    )


def _series(table: Table, types: Mapping[str, str]) -> Series:
    table.only(
        "name", "kind", "weekdays", "every", "at", "times", "dates", "items", "blueprint", "window", "documents",
        "exposure", "most",
    )  # fmt: skip
    kind = table.one_of("kind", KINDS)
    items, blueprint = _items(table, types), table.text("blueprint", "")
    if bool(items) == bool(blueprint):
        table.refuse("plan-items-or-blueprint", "items")
    return Series(
        name=table.text("name", kind) or kind,
        kind=kind,
        rhythm=_rhythm(table),
        items=items,
        blueprint=blueprint,
        window=_window(table),
        documents=_documents(table),
        exposure=_exposure(table),
        most=_most(table),
    )


def _rhythm(table: Table) -> Rhythm:
    every = table.one_of("every", get_args(Every), "week")
    rhythm = Rhythm(
        weekdays=tuple(WEEKDAYS.index(each) for each in table.some_of("weekdays", WEEKDAYS)),
        every=every,
        at=table.one_of("at", get_args(At), "first"),
        times=table.whole("times", 0, most=_LONGEST_PLAN),
        dates=tuple(_days(table, "dates")),
    )
    if not (rhythm.weekdays or rhythm.times or rhythm.dates or every != "week"):
        table.refuse("plan-rhythm-missing", "weekdays")
    if rhythm.times and every != "week":
        table.refuse("plan-rhythm-both", "times")
    if "at" in table.data and every == "week":
        table.refuse("plan-at-alone", "at")
    return rhythm


def _items(table: Table, types: Mapping[str, str]) -> dict[str, int]:
    """Return how many items by type: ``items = 5`` are five of any type, ``items = { "判断题" = 2 }`` two of one."""
    if not isinstance(table.data.get("items"), dict):
        found = {"": table.whole("items", 0, least=1 if "items" in table.data else 0, most=_MOST_ITEMS)}
        return {name: number for name, number in found.items() if number}
    named = table.table("items")
    unknown = [name for name in named.data if name not in types]
    if unknown:
        named.refuse(CODES.unknown, unknown[0], allowed="、".join(types))
    counts = Counter[str]()
    for name in named.data:
        counts[types[name]] += named.whole(name, 0, least=1, most=_MOST_ITEMS)
    return dict(counts)


def _documents(table: Table) -> str | tuple[str, ...]:
    value = table.data.get("documents", ALL)
    if value in {ALL, OF_THE_WEEK} if isinstance(value, str) else False:
        return str(value)
    if not isinstance(value, list) or not value:
        table.wrong("documents", f'"{ALL}" / "{OF_THE_WEEK}" / ["…", "…"]')
    return table.texts("documents")


def _study(table: Table) -> Study:
    table.only("start", "end", "documents")
    first = _day(table, "start")
    last = _day(table, "end") if "end" in table.data else first + timedelta(days=6)
    documents = table.texts("documents")
    if last < first:
        table.wrong("end", f"{first.isoformat()} …")
    if not documents:
        table.refuse(CODES.missing, "documents")
    return Study(first=first, last=last, documents=documents)


def _window(table: Table) -> int:
    return table.whole("window", 0, most=_LONGEST_PLAN)


def _exposure(table: Table) -> float:
    return table.number("exposure", 0.25, least=0.001, most=1)


def _most(table: Table) -> int | None:
    return table.whole("most", 1, least=1) if "most" in table.data else None


def _holidays(top: Table) -> Iterator[tuple[date, date]]:
    """Yield the holidays: a day, or a list of the first and last of some."""
    value = top.data.get("holidays", [])
    if not isinstance(value, list):
        top.wrong("holidays", f"[{_DAY}, [{_DAY}, {_DAY}]]")
    for at, each in enumerate(value, 1):
        days = each if isinstance(each, list) else [each, each]
        if len(days) != len(("first", "last")) or not all(map(_is_day, days)) or days[1] < days[0]:
            top.refuse(CODES.wrong, f"holidays[{at}]", found=_shown(each), wanted=f"{_DAY} / [{_DAY}, {_DAY}]")
        yield days[0], days[1]


def _day(table: Table, name: str) -> date:
    return (
        _days(replace(table, data={name: [table.data[name]]}), name)[0]
        if name in table.data
        else (table.refuse(CODES.missing, name))
    )


def _days(table: Table, name: str) -> list[date]:
    value = table.data.get(name, [])
    if not isinstance(value, list):
        table.wrong(name, f"[{_DAY}]")
    for each in value:
        if not _is_day(each):
            table.refuse(CODES.wrong, name, found=_shown(each), wanted=_DAY)
    return value


def _is_day(value: Any) -> bool:  # noqa: ANN401 - TOML data
    return isinstance(value, date) and not isinstance(value, datetime) and value.year in _YEARS


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    return value.isoformat() if isinstance(value, date) else brief(repr(value), 80)


def _contradictions(plan: Plan, file: str) -> Iterator[Problem]:
    """Yield what is wrong between tables: names given twice, days outside the plan, weeks that nothing says."""
    for name, times in Counter(series.name for series in plan.series).items():
        if times > 1:
            yield Problem("plan-name-twice", file, "series", {"name": name})
    for at, series in enumerate(plan.series, 1):
        place = f"series[{at}]"
        outside = [day for day in series.rhythm.dates if not plan.start <= day <= plan.end]
        if outside:
            values = {"day": outside[0].isoformat(), "start": plan.start.isoformat(), "end": plan.end.isoformat()}
            yield Problem("plan-day-outside", file, f"{place}.dates", values)
        else:
            yield from _without_days(plan, series, file, place)
        if series.documents == OF_THE_WEEK and not plan.study:
            yield Problem("plan-study-missing", file, f"{place}.documents")
    for at, study in enumerate(plan.study, 1):
        if study.last < plan.start or study.first > plan.end:
            values = {"day": study.first.isoformat(), "start": plan.start.isoformat(), "end": plan.end.isoformat()}
            yield Problem("plan-day-outside", file, f"study[{at}].start", values)


def _without_days(plan: Plan, series: Series, file: str, place: str) -> Iterator[Problem]:
    """Yield what a kind of test asks of days that the plan does not have: its tests would be fewer, or none."""
    rhythm = series.rhythm
    free = len(open_days(plan, rhythm.weekdays or WORKING))
    closed = [day for day in rhythm.dates if any(first <= day <= last for first, last in plan.holidays)]
    if rhythm.times > free:
        yield Problem("plan-times-many", file, f"{place}.times", {"times": rhythm.times, "days": free})
    elif closed:
        yield Problem("plan-day-holiday", file, f"{place}.dates", {"day": closed[0].isoformat()})
    elif not days_of(plan, series):
        yield Problem("plan-series-empty", file, place, {"name": series.name})
