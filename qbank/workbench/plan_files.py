"""What a year's plan is written as besides the files of its tests: calendars, the record, the use of every item."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qbank.formats.files import write_bytes, write_whole
from qbank.reports import calendar_page, calendar_sheet, use_sheet
from qbank.reports.year import Year

RECORD, REPORT = "plan.json", "report.json"
Step = tuple[str, Callable[[Path], Any]]
"""The name of a file, and what writes it."""


def steps_of(year: Year, record: Callable[[], bytes] | None, *, simulate: bool) -> list[Step]:
    """Return what is to be written.

    Args:
        year: the plan with its tests.
        record: what gives the record, None where it stands already.
        simulate: whether the use of every item is to be shown.
    """
    steps: list[Step] = []
    for name, secret in (("calendar", False), ("calendar-organisers", True)):
        steps += _calendars(year, name, secret=secret)
    if record is not None:
        steps.append((RECORD, lambda path: write_bytes(path, record())))
    if simulate:
        from qbank.reports import year_charts

        steps += [
            ("simulation.xlsx", lambda path: write_whole(path, lambda stream: use_sheet.write(year, stream))),
            ("simulation.png", lambda path: year_charts.exposure(year).save(path)),
        ]
    return steps


def _calendars(year: Year, name: str, *, secret: bool) -> list[Step]:
    def sheet(path: Path) -> None:
        write_whole(path, lambda stream: calendar_sheet.write(year, stream, secret=secret))

    return [
        (f"{name}.html", lambda path: write_bytes(path, calendar_page.write(year, secret=secret))),
        (f"{name}.xlsx", sheet),
    ]
