"""Tables of one column that have a whole item in each cell, its lines parted by a mark of HTML or by line ends."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from qbank.errors import Problem, QbankError
from qbank.formats.tables._aside import is_sum
from qbank.formats.tables._cells import LONGEST, clean, units
from qbank.formats.tables._header import Heading, headings, rows_below
from qbank.formats.tables._layout import rows_named
from qbank.formats.tables._parts import WORKBOOK
from qbank.formats.tables._profile_records import MOST_ROWS, Column, Profile, Sheet
from qbank.formats.tables._source import Table, opened
from qbank.formats.tables._words import field_of
from qbank.formats.tables._write import Rows, save
from qbank.locale import Lang
from qbank.text.files import refuse_special

Cell = tuple[str, str]
"""Where a cell is, and what it says."""
Found = Cell | Problem
BREAK = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)
MOST_CHARACTERS = LONGEST
_WIDTH = 100.0


def is_too_long(text: str) -> bool:
    """Tell whether a text is longer than a cell can be."""
    return units(text) > MOST_CHARACTERS


def is_workbook(path: Path) -> bool:
    """Tell whether a file is a container with a workbook in it."""
    try:
        refuse_special(path)
        with zipfile.ZipFile(path) as archive:
            return WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, QbankError):
        return False  # what is wrong with it, its reader says


def read_column(path: Path, file: str) -> list[Found]:
    """Return the items of a workbook of one column, and what is doubtful with it.

    Raises:
        QbankError: as ``opened``; ``table-no-headers`` where it is another kind of table.
    """
    with opened(path, file) as tables:
        found = list(whole_items(tables, file))
    if not found:
        raise QbankError(Problem("table-no-headers", file, values={"headers": "题干"}))
    return found


def _cells_of(table: Table) -> list[tuple[int, str]]:
    """Return the items of a sheet that has one column, headed as stems are, and items of several lines in it."""
    for heading in headings(table):
        if _is_of_stems(heading):
            below = [(number, cells) for number, cells in rows_below(table, heading) if not is_sum(cells)]
            if any(cell.text for _, cells in below for cell in cells[1:]):
                return []
            texts = [(number, cells[0].text) for number, cells in below if cells and cells[0].text]
            return texts if any(BREAK.search(text) for _, text in texts) else []
    return []


def _is_of_stems(heading: Heading) -> bool:
    meaning = field_of(heading.texts[0]) if heading.texts else None
    return meaning == ("stem", 0) and not any(heading.texts[1:])


def lines_of(cell: str) -> Sequence[str]:
    """Return the lines of an item in a cell."""
    return BREAK.split(cell)


def write_column(cells: Iterable[str], stream: BinaryIO, *, header: str, title: str, lang: Lang) -> None:
    """Write a workbook with a cell an item.

    Raises:
        QbankError: ``table-rows-many``.
    """
    sheet = Sheet(name="Sheet1", columns=(Column(header=header, field="stem", width=_WIDTH),))
    profile = Profile(name="", title={}, standing="unverified", source={}, sheets=(sheet,))
    with Rows(profile) as rows:
        for cell in cells:
            if rows.count(0) >= MOST_ROWS - 1:
                raise QbankError(Problem("table-rows-many", values={"most": MOST_ROWS - 1, "format": header}))
            rows.add(0, [clean(cell)])
        save(rows, profile, stream, title=title)


def whole_items(tables: Sequence[Table], file: str) -> Iterator[Found]:
    """Yield the items of the sheets that are shown and have one in each cell; rows that are hidden are told."""
    shown = [table for table in tables if table.is_shown] or tables
    for table in shown:
        cells = _cells_of(table)
        yield from ((table.place(number), text) for number, text in cells)
        hidden = [number for number, _ in cells if number in table.marks.rows]
        if hidden:
            values = {"rows": rows_named(hidden), "count": len(hidden)}
            yield Problem("table-rows-hidden", file, table.name, values, "warning")
