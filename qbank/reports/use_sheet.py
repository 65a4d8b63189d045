"""How often a year uses each item, as a workbook: what it comes to, and every item with its tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from qbank.errors import printable
from qbank.locale import say
from qbank.model.item import Item
from qbank.reports.workbook import fill
from qbank.reports.year import Year
from qbank.types._contract import label_of

_SUMMARY = {"what": 52, "value": 14, "share": 14}
_ITEM = {"uses": 8, "type": 10, "stem": 60, "document": 36, "chapter": 16, "difficulty": 8}
_LAST = {"first": 12, "last": 12, "id": 20}


@dataclass(frozen=True, slots=True)
class Use:
    """How often the tests of each series use an item, and on which days."""

    item: Item
    by_series: Counter[str]
    days: tuple[date, ...]


def uses(year: Year) -> list[Use]:
    """Return the use of every item, the least used first, never used ones before all."""
    days: dict[str, list[date]] = {}
    series: dict[str, Counter[str]] = {}
    for filled in year.rota.filled:
        for item in filled.items:
            days.setdefault(item, []).append(filled.event.day)
            series.setdefault(item, Counter())[filled.event.series.name] += 1
    found = [Use(item, series.get(name, Counter()), tuple(days.get(name, ()))) for name, item in year.items.items()]
    return sorted(found, key=lambda use: (len(use.days), use.item.id))


def write(year: Year, stream: BinaryIO) -> None:
    """Write the workbook; nothing in a cell is ever calculated."""
    from openpyxl import Workbook

    book, lang, found = Workbook(), year.lang, uses(year)
    page = book.active
    page.title = say("year-sheet-use", lang)
    head, shares = [say(f"year-use-{name}", lang) for name in _SUMMARY], [list(_SUMMARY).index("share")]
    fill(page, head, _summary(year, found), list(_SUMMARY.values()), shares)
    names = [series.name for series in year.plan.series]
    head = [*(say(f"year-use-{name}", lang) for name in _ITEM), *map(printable, names),
            *(say(f"year-use-{name}", lang) for name in _LAST)]  # fmt: skip
    page = book.create_sheet(say("year-sheet-items", lang))
    widths = [*_ITEM.values(), *(10 for _ in names), *_LAST.values()]
    fill(page, head, (_row(use, names, year) for use in found), widths)
    for cell in page[1]:
        cell.data_type = "s"
    page.auto_filter.ref = page.dimensions
    book.save(stream)


def _summary(year: Year, found: Sequence[Use]) -> Iterator[Sequence[Any]]:
    lang, rota = year.lang, year.rota
    times = Counter(len(use.days) for use in found)
    yield say("year-use-tests", lang), len(rota.filled)
    yield say("year-use-places", lang), sum(len(each.items) for each in rota.filled)
    yield say("year-use-all", lang), len(found)
    for count in sorted(times):
        key = "year-use-times" if count else "year-use-never"
        yield say(key, lang, times=count), times[count], times[count] / max(len(found), 1)
    for kind, own in _by_type(found).items():
        never = sum(not use.days for use in own)
        yield say("year-use-type-never", lang, type=label_of(kind, lang)), never, never / len(own)
    for each in rota.exposures:
        key = "year-use-exposure" if each.series else "year-use-exposure-all"
        yield say(key, lang, series=each.series), each.times, each.share


def _by_type(found: Sequence[Use]) -> dict[str, list[Use]]:
    by_type: dict[str, list[Use]] = {}
    for use in found:
        by_type.setdefault(use.item.type, []).append(use)
    return dict(sorted(by_type.items()))


def _row(use: Use, names: Sequence[str], year: Year) -> Sequence[Any]:
    item, lang = use.item, year.lang
    document = item.sources[0].document if item.sources else ""
    first, last = (use.days[0].isoformat(), use.days[-1].isoformat()) if use.days else ("", "")
    return (
        len(use.days), label_of(item.type, lang), " ".join(item.stem.split()), document, item.chapter,
        say(f"difficulty-{item.difficulty}", lang), *(use.by_series[name] for name in names), first, last, item.id,
    )  # fmt: skip
