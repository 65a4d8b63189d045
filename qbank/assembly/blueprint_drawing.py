"""Draws a blueprint as a workbook that teachers read (双向细目表), and that is read back as the same blueprint."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from math import inf
from typing import Any

from qbank.assembly.blueprint_line import write_line
from qbank.assembly.blueprint_settings import SETTINGS, setting_rows
from qbank.assembly.book import Value
from qbank.assembly.headings import NUMBER, ROW_WORDS, SHARE, TOTAL
from qbank.model.blueprint import DIFFICULTIES, SCOPES, WHOLE, Blueprint, Cell
from qbank.model.numerals import plain
from qbank.model.type_words import label_of

TABLE = "双向细目表"
_STAMP = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone
_Row = tuple[Any, ...]
_Column = tuple[Any, ...]
_Placed = list[tuple[_Row, dict[_Column, Cell]]]


def in_drawing_order(blueprint: Blueprint) -> Blueprint:
    """Return the same blueprint with its cells in the order of a drawing: row by row, in each as columns stand."""
    columns, rows = _columns(blueprint), _rows(blueprint)
    return replace(blueprint, cells=tuple(row[at] for _, row in rows for at in columns if at in row))


def _row(cell: Cell) -> _Row:
    return tuple(getattr(cell, field) for field in ROW_WORDS)


def _column(cell: Cell) -> _Column:
    return cell.types, cell.marks, cell.levels, cell.difficulties, cell.unit


def _columns(blueprint: Blueprint) -> list[_Column]:
    """Return the columns: those of one type side by side, in the order of their first cells."""
    found = list(dict.fromkeys(map(_column, blueprint.cells)))
    first = {key: at for at, key in reversed([*enumerate(each[:2] for each in found)])}
    return sorted(found, key=lambda each: first[each[:2]])


def _rows(blueprint: Blueprint) -> _Placed:
    """Return the rows in the order of their first cells; of a place taken twice comes a second row of that name."""
    rows: _Placed = []
    for cell in blueprint.cells:
        name, at = _row(cell), _column(cell)
        own = next((row for other, row in rows if other == name and at not in row), None)
        if own is None:
            own = {}
            rows.append((name, own))
        own[at] = cell
    return rows


def write_excel(blueprint: Blueprint) -> bytes:
    """Return the drawing as a workbook; the same blueprint gives the same sheets.

    ``read_excel`` gives it back under its name, its cells in the order of the drawing.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = _STAMP
    page = book.active
    page.title = TABLE
    _draw(page, blueprint)
    rows = list(setting_rows(blueprint))
    if rows:
        beside = book.create_sheet(SETTINGS)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                _put(beside, at, column, value)
        beside.column_dimensions["A"].width = 26
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(page: Any, row: int, column: int, value: Value) -> None:  # noqa: ANN401 - openpyxl publishes no types
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # a text that begins with = is no formula
    else:
        cell.value = int(value) if value == int(value) else value


def _draw(page: Any, blueprint: Blueprint) -> None:  # noqa: ANN401 - openpyxl publishes no types
    from openpyxl.styles import Alignment, Border, Font, Side

    columns, rows = _columns(blueprint), _rows(blueprint)
    fields = [field for at, field in enumerate(ROW_WORDS) if any(name[at] for name, _ in rows)] or ["chapters"]
    width = max(len(fields) + len(columns), 6)
    for at, text in ((1, blueprint.title), (2, write_line(blueprint))):
        if text:
            _put(page, at, 1, text)
        page.merge_cells(start_row=at, start_column=1, end_row=at, end_column=width)
        page.cell(at, 1).alignment = Alignment(horizontal="center" if at == 1 else "left")
    page.cell(1, 1).font = Font(bold=True, size=14)
    if not rows:
        return
    with_total = _has_totals(columns, rows)
    last = _head(page, fields, columns, top=4, with_total=with_total)
    filled = [*_filled(blueprint, fields, columns, rows)]
    for at, values in enumerate(filled, last + 1):
        for column, value in enumerate(values, 1):
            if value != "":
                _put(page, at, column, value)
    line = Side(style="thin")
    for line_of in page.iter_rows(4, last + len(filled), 1, len(fields) + len(columns) + with_total):
        for cell in line_of:
            cell.border = Border(line, line, line, line)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    page.column_dimensions["A"].width = 28
    page.freeze_panes = page.cell(last + 1, len(fields) + 1)


def _head(page: Any, fields: Sequence[str], columns: Sequence[_Column], *, top: int, with_total: bool) -> int:  # noqa: ANN401 - openpyxl publishes no types
    """Write the headings, equal ones side by side merged; return their last row."""
    paths = [_path(each) for each in columns]
    kept = [at for at in range(4) if any(path[at] for path in paths)]
    # A column without any word says at least what it counts, and then every column does.
    if any(not any(path[at] for at in kept if at < 3) for path in paths) or 3 in kept:
        paths = [(*path[:3], path[3] or NUMBER) for path in paths]
        kept = sorted({*kept, 3})
    bottom = top + len(kept) - 1
    tall = [*enumerate((ROW_WORDS[field][0] for field in fields), 1)]
    for at, text in [*tall, *([(len(fields) + len(columns) + 1, TOTAL)] if with_total else [])]:
        _put(page, top, at, text)
        page.merge_cells(start_row=top, start_column=at, end_row=bottom, end_column=at)
    for row, level in enumerate(kept, top):
        start = len(fields) + 1
        for prefix, run in groupby(tuple(path[each] for each in kept if each <= level) for path in paths):
            size = len(list(run))
            if prefix[-1]:
                _put(page, row, start, prefix[-1])
                if size > 1:
                    page.merge_cells(start_row=row, start_column=start, end_row=row, end_column=start + size - 1)
            start += size
    return bottom


def _path(column: _Column) -> tuple[str, str, str, str]:
    types, marks, levels, difficulties, unit = column
    of_one = f"（每题{plain(marks)}分）" if marks else ""
    return (
        "|".join(map(label_of, types)) + of_one,
        "|".join(levels),
        "|".join(DIFFICULTIES[each] for each in difficulties),
        SHARE if unit == "marks" else "",
    )


def _kind(column: _Column) -> tuple[bool, ...]:
    return bool(column[0]), bool(column[2]), bool(column[3])


def _has_totals(columns: Sequence[_Column], rows: _Placed) -> bool:
    """Tell whether the cells of a row add up to something: they count items, none of them twice, up to a limit."""
    kinds = {_kind(column) for column in columns}
    limited = all(cell.most < inf for _, own in rows for cell in own.values())
    words = [word for column in columns for field in (column[0], column[2], column[3]) for word in field]
    apart = len(set(words)) == len(words) or any(sum(kind) > 1 for kind in kinds)
    in_items = all(column[4] == "items" for column in columns)
    return limited and len(kinds) == 1 and any(*kinds) and apart and in_items


def _has_sums(blueprint: Blueprint, columns: Sequence[_Column], rows: _Placed) -> bool:
    """Tell whether the rows add up to something: each names another thing of the same kind, and the sections agree."""
    names = [name for name, _ in rows]
    alike = len(set(names)) == len(names) and len({tuple(map(bool, name)) for name in names}) == 1 and any(names[0])
    return alike and _has_totals(columns, rows) and all(_agrees(blueprint, column, rows) for column in columns)


def _agrees(blueprint: Blueprint, column: _Column, rows: _Placed) -> bool:
    types, marks, levels, difficulties, _ = column
    if levels or difficulties or len(types) != 1:
        return True
    number = sum(each.number for each in blueprint.sections if each.type == types[0] and marks in {0, each.marks})
    total = _sum([own[column] for _, own in rows if column in own])
    return total.least <= number <= total.most


def _sum(cells: Sequence[Cell]) -> Cell:
    return Cell(least=sum(cell.least for cell in cells), most=sum(cell.most for cell in cells))


def _filled(
    blueprint: Blueprint, fields: Sequence[str], columns: Sequence[_Column], rows: _Placed
) -> Iterator[list[Value]]:
    every, with_total = list(ROW_WORDS), _has_totals(columns, rows)
    for name, own in rows:
        words = [_said(field, name[every.index(field)]) for field in fields]
        if not any(words):
            words[0] = WHOLE
        total = [_amount(_sum(list(own.values())))] if with_total else []
        yield [*words, *(_amount(own[at]) if at in own else "" for at in columns), *total]
    if _has_sums(blueprint, columns, rows):
        sums = [[own[at] for _, own in rows if at in own] for at in columns]
        whole = [cell for cells in sums for cell in cells]
        yield [TOTAL, *[""] * (len(fields) - 1), *(_amount(_sum(cells)) for cells in (*sums, whole))]


def _said(field: str, words: Any) -> str:  # noqa: ANN401 - a field's own kind
    return (SCOPES[words] if words else "") if field == "scope" else "|".join(words)


def _amount(cell: Cell) -> Value:
    if cell.least == cell.most:
        return cell.least
    if cell.most == inf:
        return f"≥{plain(cell.least)}"
    return f"{plain(cell.least)}-{plain(cell.most)}"
