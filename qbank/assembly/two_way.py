"""The table of a two-way drawing: where it stands on a sheet, and what its cells ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any

from qbank.assembly.book import Grid, named
from qbank.assembly.headings import ROW_WORDS, Heading, Sum, field_of, read_heading, sum_of
from qbank.assembly.two_way_sums import with_sums
from qbank.assembly.two_way_table import Amount, Table, added_up, band_of
from qbank.assembly.type_rows import Turned, turned
from qbank.model.blueprint import SCOPES, WHOLE

_HEAD_WITHIN, _NUMBER_WITHIN = 40, 4
_NOTHING = frozenset({"", "-", "—", "–", "/", "\\", "无", "——"})
_SCOPES = {**{said: name for name, said in SCOPES.items()}, WHOLE: "", "": ""}


def found_table(grid: Grid) -> Table | None:
    """Return the table of a sheet, read and added up; None where there is none.

    Raises:
        QbankError: a heading, a cell or a total that is not understood or does not add up; a table that is not read,
            because nothing says what its rows are, it asks for nothing, or another one stands above it.
    """
    if found := turned(grid):
        return _of_types(found, grid)
    head = next((row for row in range(1, min(grid.rows, _HEAD_WITHIN) + 1) if _is_head(grid, row)), 0)
    if not head:
        _refuse_drawn(grid, 1, "blueprint-book-names", allowed="、".join(words[0] for words in ROW_WORDS.values()))
        return None
    table = _read(grid, head, _names(grid, head))
    _refuse_drawn(grid, table.end + 1, "blueprint-book-second", top=named(table.top, min(_names(grid, head))))
    return table


def _of_types(found: Turned, grid: Grid) -> Table:
    """Return a table whose rows were types."""
    table = replace(_read(found.grid, 1, {1: found.field}), lines=found.lines)
    top = named(*found.grid.places[1, 1])
    _refuse_drawn(grid, found.lines.stop, "blueprint-book-second", top=top)
    return table


def _read(grid: Grid, head: int, names: dict[int, str]) -> Table:
    """Return the table under a row of headings, added up."""
    top, bottom = _headings(grid, head, names)
    columns = dict(_columns(grid, top, bottom, names))
    rows: dict[int, dict[str, Any]] = {}
    amounts: dict[tuple[int, int], Amount] = {}
    sums: dict[int, tuple[Sum, tuple[int, ...]]] = {}
    part: list[int] = []
    end = bottom
    for row in range(bottom + 1, grid.rows + 1):
        words = {field: grid.text(row, at) for at, field in names.items()}
        found = next(filter(None, map(sum_of, words.values())), None)
        if _is_remark(grid, row, names) or not any((row, at) in grid.cells for at in (*names, *columns)):
            continue
        is_summed_up = bool(sums) and not sums[max(sums)][0].is_part
        if is_summed_up and not found and not any(isinstance(grid.value(row, at), int | float) for at in columns):
            break  # what follows the totals without a number is remarks
        own = {at: amount for at in columns if (amount := _amount(grid, row, at, columns[at], found))}
        if is_summed_up and not found:
            raise grid.refuse("blueprint-book-after-total", row, min(names))
        end = row
        if found:
            sums[row] = found, tuple(part if found.is_part else rows)
        elif not any(words.values()):
            raise grid.refuse("blueprint-book-unnamed", row, min(names))
        else:
            part = [row] if max(sums, default=0) > max(rows, default=0) else [*part, row]
            rows[row] = {field: _words(grid, row, at, field) for at, field in names.items()}
        amounts |= {(row, at): amount for at, amount in own.items()}
    table = Table(grid, top, end, columns, rows, amounts, {}, {}, range(top, end + 1))
    is_counted = any(each.role == "number" and row in {at for at, _ in amounts} for row, (each, _) in sums.items())
    if not (any(place[0] in rows for place in amounts) or (is_counted and not rows)):
        raise grid.refuse("blueprint-book-nothing", top, min(names))
    return added_up(with_sums(table, sums, min(names)))


def is_drawn(grid: Grid, row: int) -> bool:
    """Tell whether a row heads a table, understood or not: it says what is counted, and numbers stand under that."""
    texts = _texts(grid, row)
    return _is_head(grid, row) or any(
        _has_number(grid, row, at)
        for at, text in texts.items()
        if (found := read_heading([text])) and not found.is_skipped
    )


def _is_head(grid: Grid, row: int) -> bool:
    """Tell whether a row names the rows under it, and says or shows that something is asked of them."""
    names = _names(grid, row)
    others = {at: text for at, text in _texts(grid, row).items() if at not in names}
    return bool(names) and (
        any(read_heading([text]) for text in others.values())
        or any(_has_number(grid, row, at) for at in range(1, grid.columns + 1) if at not in names)
    )


def _texts(grid: Grid, row: int) -> dict[int, str]:
    cells = {at: grid.cells.get((row, at)) for at in range(1, grid.columns + 1)}
    return {at: text for at, text in cells.items() if isinstance(text, str)}


def _has_number(grid: Grid, row: int, column: int) -> bool:
    under = range(row + 1, min(row + _NUMBER_WITHIN, grid.rows) + 1)
    own = takewhile(lambda each: not _names(grid, each), under)
    return any((value := grid.cells.get((each, column))) is not None and band_of(value) for each in own)


def _refuse_drawn(grid: Grid, start: int, code: str, **values: object) -> None:
    """Refuse a table of which nothing would be read: it asks for something that no paper would keep."""
    for row in range(start, grid.rows + 1):
        if is_drawn(grid, row):
            column = next(at for at in range(1, grid.columns + 1) if grid.text(row, at))
            raise grid.refuse(code, row, column, found=grid.text(row, column), **values)


def _names(grid: Grid, row: int) -> dict[int, str]:
    """Return the columns of names with the field that each holds, as a row of headings has them."""
    found: dict[int, str] = {}
    for at in range(1, grid.columns + 1):
        field = field_of(grid.text(row, at)) if (row, at) in grid.cells else ""
        if field and field not in found.values():
            found[at] = field
    return found


def _headings(grid: Grid, head: int, names: dict[int, str]) -> tuple[int, int]:
    """Return the first and the last row of headings."""
    areas = [area for at in names if (area := grid.area(head, at))]
    top, bottom = head, max([head, *(area.bottom for area in areas)])
    while top > 1 and _has_headings(grid, top - 1, names):
        top -= 1
    while bottom < grid.rows and _has_headings(grid, bottom + 1, names):
        bottom += 1
    return top, bottom


def _has_headings(grid: Grid, row: int, names: dict[int, str]) -> bool:
    others = [text for at in range(1, grid.columns + 1) if at not in names and (text := grid.value(row, at))]
    blank = not any(grid.text(row, at) for at in names)
    return blank and bool(others) and all(isinstance(text, str) and read_heading([text]) for text in others)


def _columns(grid: Grid, top: int, bottom: int, names: dict[int, str]) -> Iterator[tuple[int, Heading]]:
    seen: set[Heading] = set()
    for at in range(1, grid.columns + 1):
        path = [grid.text(row, at) for row in range(top, bottom + 1)]
        if at in names or (not any(path) and not any((row, at) in grid.cells for row in range(top, grid.rows + 1))):
            continue
        heading = read_heading(path)
        if heading is None:
            raise grid.refuse("blueprint-book-heading", bottom, at, found=" ".join(filter(None, path)))
        if heading.is_skipped:
            continue
        if heading in seen and not heading.is_part:
            raise grid.refuse("blueprint-book-heading-twice", bottom, at, found=" ".join(filter(None, path)))
        seen.add(heading)
        yield at, heading


def _is_remark(grid: Grid, row: int, names: dict[int, str]) -> bool:
    """Tell whether one text runs from the names over the numbers: a remark, not a row."""
    area = grid.area(row, min(names))
    return area is not None and area.right > max(names)


def _amount(grid: Grid, row: int, column: int, heading: Heading, sums: Sum | None) -> Amount | None:
    value = grid.value(row, column)
    if isinstance(value, str) and value in _NOTHING:
        return None
    area = grid.area(row, column)
    if area is not None:
        raise grid.refuse("blueprint-book-merged", row, column, range=area.name)
    band = band_of(value)
    in_items = heading.role == "number" and (sums is None or (sums.role == "number" and sums.is_named))
    if band is None or (in_items and any(each != int(each) for each in band if each < float("inf"))):
        raise grid.refuse("blueprint-book-cell", row, column, found=value)
    return Amount(*band, row)


def _words(grid: Grid, row: int, column: int, field: str) -> Any:  # noqa: ANN401 - a field's own kind
    text = grid.text(row, column)
    if field in {"levels", "difficulties"}:
        return getattr(read_heading([text]) or Heading(), field)
    if field == "scope":
        if text not in _SCOPES:
            raise grid.refuse("blueprint-book-scope", row, column, found=text, allowed="、".join(filter(None, _SCOPES)))
        return _SCOPES[text]
    return tuple(word for each in text.split("|") if (word := each.strip()) and word != WHOLE)
