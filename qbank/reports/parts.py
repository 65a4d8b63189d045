"""A report for people in parts, whatever file it becomes: words, a table, pictures under a heading.

The ending of the file decides: a part is a sheet of a workbook, or a section of a Word document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from qbank.errors import Problem, QbankError
from qbank.formats.files import write_whole
from qbank.locale import Lang

if TYPE_CHECKING:
    from qbank.reports.pictures import Picture

Kind = Literal["book", "paper"]
KINDS: dict[str, Kind] = {".xlsx": "book", ".docx": "paper"}
"""Endings of files, and what they are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in letters, and whether its numbers are shares, told in percent."""

    head: str
    width: int
    share: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: numbers are numbers, None is nothing; a row has a value for each column."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """Something under a heading of a level, 1 or 2: words first, then a table, then pictures."""

    title: str
    lines: Sequence[str] = ()
    grid: Grid | None = None
    pictures: Sequence[Picture] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """A report of one kind: its title, what stands below it, and its parts."""

    title: str
    subtitle: str
    parts: Sequence[Part]
    lang: Lang


def write(report: Callable[[Kind], Report], out: Path) -> Path:
    """Write a report to a file, whole or not at all, as its ending asks, and return the file.

    Raises:
        QbankError: ``report-suffix`` for another ending, or a place that cannot take the file.
    """
    from qbank.reports import word, workbook

    kind = KINDS.get(out.suffix.lower())
    if kind is None:
        raise QbankError(Problem("report-suffix", str(out), values={"known": " ".join(KINDS)}))
    made, writer = report(kind), {"book": workbook.write, "paper": word.write}[kind]
    write_whole(out, lambda stream: writer(made, stream))
    return out
