"""The calendar of a year as a workbook: the list of all tests, then a sheet a month, each one page when printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from qbank.assembly.rota import Filled
from qbank.errors import printable
from qbank.locale import say
from qbank.reports.workbook import fill
from qbank.reports.year import Year, month_name, weekday_names

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LIST = {"date": 12, "weekday": 8, "name": 16, "wanted": 8, "count": 8, "missing": 8, "documents": 44, "cure": 60}
_ON_THE_WALL = ("date", "weekday", "name", "wanted", "documents")
"""What of the list everybody is shown: not what tests lack."""
_WIDE, _LINE, _LEAST = 20, 18, 66
_IN_LINE = 11
"""Chinese characters in a line of a day's cell."""


def write(year: Year, stream: BinaryIO, *, secret: bool) -> None:
    """Write the workbook; tests that nobody is told of, and what tests lack, stand in it only with ``secret``."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.title = say("year-sheet-list", year.lang)
    tests = year.tests(secret=secret)
    names = list(_LIST) if secret else _ON_THE_WALL
    rows = ([row[name] for name in names] for row in _rows(year, tests))
    fill(page, [say(_heading(name, secret), year.lang) for name in names], rows, [_LIST[name] for name in names])
    page.auto_filter.ref = page.dimensions
    for number, month in year.months():
        _month(book.create_sheet(f"{number}-{month:02}"), year, number, month, tests, secret=secret)
    book.save(stream)


def _heading(name: str, secret: bool) -> str:
    return "year-col-count" if name == "wanted" and not secret else f"year-col-{name}"


def _rows(year: Year, tests: Iterable[Filled]) -> Iterable[Mapping[str, Any]]:
    names = weekday_names(year.lang)
    for each in tests:
        day = each.event.day
        short = "；".join(shortage.problem.message(year.lang) for shortage in year.shortages(each))
        yield {
            "date": day.isoformat(), "weekday": names[day.weekday()], "name": each.event.series.name,
            "wanted": each.event.series.wanted, "count": len(each.items), "missing": year.missing(each) or None,
            "documents": "、".join(year.about(each)), "cure": short,
        }  # fmt: skip


def _month(page: Worksheet, year: Year, number: int, month: int, tests: Iterable[Filled], *, secret: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin", color="8592A3")
    border, top = Border(left=side, right=side, top=side, bottom=side), Alignment(wrap_text=True, vertical="top")
    page.append([f"{printable(year.plan.title)}　{month_name(number, month, year.lang)}"])
    page.cell(1, 1).data_type = "s"
    page.merge_cells("A1:G1")
    page["A1"].font, page["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    page.append(weekday_names(year.lang))
    for at in range(1, 8):
        page.column_dimensions["ABCDEFG"[at - 1]].width = _WIDE
        page.cell(2, at).font, page.cell(2, at).border = Font(bold=True), border
        page.cell(2, at).alignment = Alignment(horizontal="center")
    for row, week in enumerate(year.weeks(number, month), 3):
        texts = [_day(year, day, tests, secret=secret) for day in week]
        for at, (day, text) in enumerate(zip(week, texts, strict=True), 1):
            cell = page.cell(row, at)
            cell.value, cell.data_type, cell.border, cell.alignment = text, "s", border, top
            if day is None or year.is_holiday(day) or not year.plan.start <= day <= year.plan.end:
                cell.fill = PatternFill("solid", fgColor="EEF0F3")
        page.row_dimensions[row].height = max(_LEAST, _LINE * max(map(_lines, texts)))
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth = page.page_setup.fitToHeight = 1
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    page.freeze_panes = "A3"


def _day(year: Year, day: date | None, tests: Iterable[Filled], *, secret: bool) -> str:
    if day is None:
        return ""
    off = " " + say("year-holiday", year.lang) if year.is_holiday(day) else ""
    lines = [f"{day.day}{off}"]
    for each in tests:
        if each.event.day == day:
            told = year.short(each) if secret else ""
            short = f"（{told}）" if told else ""
            lines += [f"{year.brief(each, secret=secret)}{short}", *(f"《{name}》" for name in year.about(each))]
    return "\n".join(printable(line) for line in lines)


def _lines(text: str) -> int:
    return sum(-(-len(line) // _IN_LINE) or 1 for line in text.split("\n"))
