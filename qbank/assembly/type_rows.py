"""Tables whose rows are types (题型): turned, so that types stand over columns as in any other two-way table.

Their columns say numbers, marks of one item and of all (题型 | 题数 | 每题分值 | 总分), or they are chapters, points,
documents, levels or difficulties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qbank.assembly.book import Area, Grid, Place, Value
from qbank.assembly.headings import ROW_WORDS, Heading, field_of, pieces_of, read_heading, sum_of
from qbank.assembly.two_way_table import band_of

_CORNERS = frozenset({"题型", "题型名称", "试题类型", "题目类型", "题类"})
_HEAD_WITHIN = 40
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]+(?:章|节|编|篇|部分|单元|讲|课)")
_ABOVE = {"认知层次": "levels", "认知水平": "levels", "难度": "difficulties"}


@dataclass(frozen=True, slots=True)
class Turned:
    """A table that was turned: its first row are types, its first column what ``field`` of a cell says.

    ``lines`` are the rows of the sheet that it was read from.
    """

    grid: Grid
    field: str
    lines: range


def type_of(text: str) -> str:
    """Return the type that a row is about, "" for none or several."""
    heading = read_heading([text]) if text else None
    return heading.types[0] if heading and len(heading.types) == 1 and not heading.is_total else ""


def turned(grid: Grid) -> Turned | None:
    """Return the table of a sheet whose rows are types; None where there is none.

    Raises:
        QbankError: a column of which nobody can tell what it is, types that stand below the end of the table.
    """
    corner = next(_corners(grid), None)
    if corner is None:
        return None
    top, column, first = corner
    columns = dict(_columns(grid, top, first, column))
    rows = list(_rows(grid, first, column, columns))
    total = next((row for row in rows if (found := sum_of(grid.text(row, column))) and not found.is_part), rows[-1])
    for row in range(total + 1, grid.rows + 1):
        if type_of(grid.text(row, column)) and _has_number(grid, row, columns):
            raise grid.refuse("blueprint-book-after-total", row, column)
    fields = [(at, field) for at, (field, _) in columns.items() if field]
    for at, field in fields:
        if field != fields[0][1]:
            raise grid.refuse("blueprint-book-turned", first - 1, at, found=columns[at][1])
    made = _turned(grid, column, rows, {at: text for at, (_, text) in columns.items()}, top)
    return Turned(made, fields[0][1] if fields else "chapters", range(top, rows[-1] + 1))


def _corners(grid: Grid) -> Iterator[tuple[int, int, int]]:
    """Yield row and column of what heads a column of types, and the row of the first of them."""
    for row, column in sorted(grid.cells):
        if row > _HEAD_WITHIN or not _CORNERS & set(pieces_of(grid.text(row, column))):
            continue
        own = grid.area(row, column)
        start = own.bottom + 1 if own else row + 1
        first = next((each for each in range(start, grid.rows + 1) if (each, column) in grid.cells), 0)
        others = [at for at in range(1, grid.columns + 1) if at != column]
        if (
            first
            and any(type_of(grid.text(each, column)) for each in range(first, grid.rows + 1))
            and not any(type_of(grid.text(first, at)) for at in others)
            and _has_number(grid, first, others)
            and not any(field_of(grid.text(first - 1, at)) for at in others)
        ):
            yield row, column, first


def _has_number(grid: Grid, row: int, columns: Sequence[int] | Mapping[int, object]) -> bool:
    return any((value := grid.value(row, at)) != "" and band_of(value) is not None for at in columns)


def _columns(grid: Grid, top: int, first: int, column: int) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the columns beside the types: the field of a cell that their names are of ("" for sums), and the name."""
    corner = _field_in(pieces_of(grid.text(top, column)))
    for at in range(1, grid.columns + 1):
        path = list(dict.fromkeys(filter(None, (grid.text(row, at) for row in range(top, first)))))
        if at == column or (not path and not any((row, at) in grid.cells for row in range(first, grid.rows + 1))):
            continue
        said = [each for each in path if not _field_in([each])]
        above = next((field for each in path if (field := _field_in([each]))), corner)
        heading = read_heading(said) if said else None
        if heading and heading.is_skipped:
            continue
        if heading and sum_of("".join(said)):
            yield at, ("", "".join(said))
        elif len(said) != 1 or (heading and heading.types):
            raise grid.refuse("blueprint-book-heading", first - 1, at, found=" ".join(path))
        elif field := _field_of(heading, said[0], above):
            yield at, (field, said[0])
        else:
            raise grid.refuse("blueprint-book-turned", first - 1, at, found=said[0])


def _field_in(texts: Sequence[str]) -> str:
    return next((field for each in texts if (field := field_of(each) or _ABOVE.get(each, ""))), "")


def _field_of(heading: Heading | None, text: str, above: str) -> str:
    if heading and heading.levels:
        return "levels"
    if heading and heading.difficulties:
        return "difficulties"
    return above or ("chapters" if _CHAPTER.match(text) else "")


def _rows(grid: Grid, first: int, column: int, columns: Mapping[int, object]) -> Iterator[int]:
    """Yield the rows of the table, from the first type on: up to what is neither a type nor a sum and has no number."""
    for row in range(first, grid.rows + 1):
        text = grid.text(row, column)
        area = grid.area(row, column)
        is_remark = area is not None and bool(columns) and area.right > max(columns)
        if not is_remark and (type_of(text) or sum_of(text) or _has_number(grid, row, columns)):
            yield row
        elif text:
            return


def _turned(grid: Grid, column: int, rows: Sequence[int], names: Mapping[int, str], top: int) -> Grid:
    cells: dict[Place, Value] = {(1, 1): ROW_WORDS["chapters"][0]}
    places: dict[Place, Place] = {(1, 1): (top, column)}
    merged: list[Area] = []
    for to, row in enumerate(rows, 2):
        places[1, to] = (row, column)
        if text := grid.text(row, column):
            cells[1, to] = text
    for at, (old, name) in enumerate(names.items(), 2):
        places[at, 1] = (top, old)
        cells[at, 1] = name
        for to, row in enumerate(rows, 2):
            places[at, to] = (row, old)
            if (value := grid.value(row, old)) != "":
                cells[at, to] = value
            if area := grid.area(row, old):
                merged.append(Area(at, to, at, to, area.name))
    return replace(
        grid, cells=cells, merged=tuple(merged), rows=len(names) + 1, columns=len(rows) + 1, places=places
    )  # fmt: skip
