"""A workbook somebody sent as a grid of cells: what each says, which are merged; nothing is guessed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.locale import brief

MOST_BYTES, MOST_UNPACKED = 5_000_000, 60_000_000
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 3000, 300, 20

Place = tuple[int, int]
Value = str | float


@dataclass(frozen=True, slots=True)
class Area:
    """A merged range, its edges included."""

    top: int
    left: int
    bottom: int
    right: int
    name: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: by row and column (from 1) what cells say, empty ones left out; texts are one line each.

    ``places`` are the cells on the sheet of those that were moved.
    """

    sheet: str
    file: str
    cells: dict[Place, Value]
    merged: tuple[Area, ...]
    rows: int
    columns: int
    places: Mapping[Place, Place] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """Return what a cell says as a text; one of a merged range says what the range says."""
        found = self.value(row, column)
        return found if isinstance(found, str) else f"{found:g}"

    def value(self, row: int, column: int) -> Value:
        """Return what a cell says, "" for nothing; one of a merged range says what the range says."""
        area = self.area(row, column)
        return self.cells.get((area.top, area.left) if area else (row, column), "")

    def area(self, row: int, column: int) -> Area | None:
        """Return the merged range that a cell belongs to, None for none."""
        return next(
            (each for each in self.merged if each.top <= row <= each.bottom and each.left <= column <= each.right), None
        )

    def refuse(self, code: str, row: int, column: int, **values: object) -> QbankError:
        """Return the error about a cell, to be raised."""
        place = named(*self.places.get((row, column), (row, column)))
        return QbankError(Problem(code, self.file, f"{self.sheet}!{place}", values))


def named(row: int, column: int) -> str:
    """Return the name of a cell: B7."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"


def read_book(content: bytes, file: str = "") -> list[Grid]:
    """Return the sheets of a workbook that are shown.

    Raises:
        QbankError: ``blueprint-book-broken``, ``blueprint-book-large``, ``blueprint-book-formula`` naming a cell.
    """
    from openpyxl import load_workbook

    _refuse_large(content, file)
    try:
        # Once for what formulas came to, once to see which cells are formulas.
        shown, written = (load_workbook(io.BytesIO(content), data_only=only) for only in (True, False))
    except Exception as error:  # openpyxl lets whatever a damaged part causes through
        raise _broken(file, error) from error
    sheets = [each for each in shown.worksheets if each.sheet_state == "visible"][:MOST_SHEETS]
    return [_grid(sheet, written[sheet.title], file) for sheet in sheets]


def _broken(file: str, error: Exception) -> QbankError:
    reason = brief(f"{type(error).__name__}: {error}", 200)
    return QbankError(Problem("blueprint-book-broken", file, values={"reason": reason}))


def _refuse_large(content: bytes, file: str) -> None:
    if len(content) > MOST_BYTES:
        raise _large(file, f"{len(content):,} B", f"{MOST_BYTES:,} B")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _broken(file, error) from error
    if size > MOST_UNPACKED:
        raise _large(file, f"{size:,} B", f"{MOST_UNPACKED:,} B")


def _large(file: str, found: str, limit: str) -> QbankError:
    return QbankError(Problem("blueprint-book-large", file, values={"found": found, "limit": limit}))


def _grid(sheet: Any, written: Any, file: str) -> Grid:  # noqa: ANN401 - openpyxl publishes no types
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise _large(file, f"{sheet.max_row}×{sheet.max_column}", f"{MOST_ROWS}×{MOST_COLUMNS}")
    cells = dict(_cells(sheet))
    merged = tuple(
        Area(each.min_row, each.min_col, each.max_row, each.max_col, each.coord) for each in sheet.merged_cells.ranges
    )
    grid = Grid(sheet.title, file, cells, merged, sheet.max_row, sheet.max_column)
    for row in written.iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet.cell(cell.row, cell.column).value is None:
                raise grid.refuse("blueprint-book-formula", cell.row, cell.column, found=brief(str(cell.value)))
    return grid


def _cells(sheet: Any) -> Iterator[tuple[Place, Value]]:  # noqa: ANN401 - openpyxl publishes no types
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            if isinstance(value, bool) or not isinstance(value, int | float):
                value = " ".join(str("" if value is None else value).split())
            if value != "":
                yield (cell.row, cell.column), value
