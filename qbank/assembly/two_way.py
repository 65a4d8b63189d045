"""The table of a two-way drawing: where it stands on a sheet, and what its cells ask for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from qbank.assembly.book import Grid, named
from qbank.assembly.headings import ROW_WORDS, Heading, field_of, is_total, read_heading
from qbank.assembly.two_way_table import Amount, Table, added_up, each_of
from qbank.model.blueprint import SCOPES, WHOLE, Band, Cell, Section, label_of

_HEAD_WITHIN, _NUMBER_WITHIN = 40, 4
_NOTHING = frozenset({"", "-", "—", "–", "/", "\\", "无", "——"})
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*[-~–—至到]\s*(\d+(?:\.\d+)?)")
_LEAST = re.compile(r"(?:≥|>=|至少|不少于)\s*(\d+(?:\.\d+)?)")
_MOST = re.compile(r"(?:≤|<=|至多|最多|不超过)\s*(\d+(?:\.\d+)?)")
_UNIT = re.compile(r"\s*(?:道题|道|题|个|分)$")
_SCOPES = {**{said: name for name, said in SCOPES.items()}, WHOLE: "", "": ""}


def found_table(grid: Grid) -> Table | None:
    """Return the table of a sheet, read and added up; None where there is none.

    Raises:
        QbankError: a heading, a cell or a total that is not understood or does not add up; a table that is not read,
            because nothing says what its rows are, it asks for nothing, or another one stands above it.
    """
    head = next((row for row in range(1, min(grid.rows, _HEAD_WITHIN) + 1) if _is_head(grid, row)), 0)
    if not head:
        _refuse_drawn(grid, 1, "blueprint-book-names", allowed="、".join(words[0] for words in ROW_WORDS.values()))
        return None
    names = _names(grid, head)
    top, bottom = _headings(grid, head, names)
    columns = dict(_columns(grid, top, bottom, names))
    rows: dict[int, dict[str, Any]] = {}
    amounts: dict[tuple[int, int], Amount] = {}
    sums: list[int] = []
    end = bottom
    for row in range(bottom + 1, grid.rows + 1):
        words = {field: grid.text(row, at) for at, field in names.items()}
        is_sum = any(map(is_total, words.values()))
        if _is_remark(grid, row, names) or not any((row, at) in grid.cells for at in (*names, *columns)):
            continue
        if sums and not is_sum and not any(isinstance(grid.value(row, at), int | float) for at in columns):
            break  # what follows the totals without a number is remarks
        own = {at: amount for at in columns if (amount := _amount(grid, row, at, columns[at]))}
        if sums and not is_sum:
            raise grid.refuse("blueprint-book-after-total", row, min(names))
        end = row
        if is_sum:
            sums.append(row)
        elif not any(words.values()):
            raise grid.refuse("blueprint-book-unnamed", row, min(names))
        else:
            rows[row] = {field: _words(grid, row, at, field) for at, field in names.items()}
        amounts |= {(row, at): amount for at, amount in own.items()}
    table = Table(grid, top, end, columns, rows, amounts, {})
    if not any(place[0] in rows for place in amounts):
        raise grid.refuse("blueprint-book-nothing", top, min(names))
    _refuse_drawn(grid, end + 1, "blueprint-book-second", top=named(top, min(names)))
    return added_up(table, sums, names)


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
    return any((value := grid.cells.get((each, column))) is not None and _band(value) for each in own)


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
        if heading in seen:
            raise grid.refuse("blueprint-book-heading-twice", bottom, at, found=" ".join(filter(None, path)))
        seen.add(heading)
        yield at, heading


def _is_remark(grid: Grid, row: int, names: dict[int, str]) -> bool:
    """Tell whether one text runs from the names over the numbers: a remark, not a row."""
    area = grid.area(row, min(names))
    return area is not None and area.right > max(names)


def _amount(grid: Grid, row: int, column: int, heading: Heading) -> Amount | None:
    value = grid.value(row, column)
    if isinstance(value, str) and value in _NOTHING:
        return None
    area = grid.area(row, column)
    if area is not None:
        raise grid.refuse("blueprint-book-merged", row, column, range=area.name)
    band = _band(value)
    in_items = heading.role == "number"
    if band is None or (in_items and any(each != int(each) for each in band if each < float("inf"))):
        raise grid.refuse("blueprint-book-cell", row, column, found=value)
    return Amount(*band, row)


def _band(value: str | float) -> Band | None:
    if isinstance(value, int | float):
        return Band(value, value) if 0 <= value < 1e9 else None
    text = _UNIT.sub("", unicodedata.normalize("NFKC", value))
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Band(float(text), float(text))
    if (found := _RANGE.fullmatch(text)) and float(found[1]) <= float(found[2]):
        return Band(float(found[1]), float(found[2]))
    if found := _LEAST.fullmatch(text):
        return Band(float(found[1]), float("inf"))
    if found := _MOST.fullmatch(text):
        return Band(0.0, float(found[1]))
    return None


def _words(grid: Grid, row: int, column: int, field: str) -> Any:  # noqa: ANN401 - a field's own kind
    text = grid.text(row, column)
    if field == "scope":
        if text not in _SCOPES:
            raise grid.refuse("blueprint-book-scope", row, column, found=text, allowed="、".join(filter(None, _SCOPES)))
        return _SCOPES[text]
    return tuple(word for each in text.split("|") if (word := each.strip()) and word != WHOLE)


def sections_of(table: Table) -> list[Section]:
    """Return the sections that the columns of types add up to, in their order.

    Raises:
        QbankError: ``blueprint-book-each`` where it does not say how many marks an item has.
    """
    found: dict[tuple[str, float], int] = {}
    for at, heading in table.columns.items():
        if len(heading.types) != 1 or heading.role != "number" or heading.is_total:
            continue
        amounts = [amount for row in table.rows if (amount := table.amounts.get((row, at)))]
        vague = next((amount for amount in amounts if amount.least != amount.most), None)
        each, number = each_of(table, at), sum(int(amount.least) for amount in amounts)
        if vague or (number and not each):
            name = label_of(heading.types[0])
            raise table.grid.refuse("blueprint-book-each", vague.row if vague else table.top, at, found=name)
        if number:
            found[heading.types[0], each] = found.get((heading.types[0], each), 0) + number
    return [Section(type=name, number=number, marks=each) for (name, each), number in found.items()]


def cells_of(table: Table, sections: Sequence[Section], *, are_said: bool) -> Iterator[Cell]:
    """Yield what the cells of a table ask for, row by row.

    Args:
        table: the table.
        sections: those of the paper.
        are_said: whether a line said them; else they are made of the table itself.
    """
    types = [each.type for each in sections]
    for row, words in table.rows.items():
        for at, heading in table.columns.items():
            amount = table.amounts.get((row, at))
            if amount is None or heading.role == "each" or _is_derived(table, row, at):
                continue
            marks = heading.marks
            if not are_said:
                marks = each_of(table, at) if any(types.count(each) > 1 for each in heading.types) else 0.0
            yield Cell(
                least=amount.least,
                most=amount.most,
                unit="items" if heading.role == "number" else "marks",
                types=heading.types,
                marks=marks,
                levels=heading.levels,
                difficulties=heading.difficulties,
                **words,
            )


def _is_derived(table: Table, row: int, column: int) -> bool:
    """Tell whether what a cell says follows from others: marks beside a number, the total of a row."""
    heading = table.columns[column]
    if heading.role == "marks" and not heading.is_total:
        return table.group(column, "number") is not None
    numbers = [
        at
        for at, each in table.columns.items()
        if each.role == "number" and not each.is_total and (row, at) in table.amounts
    ]
    if not heading.is_total or not numbers:
        return False
    return heading.role == "number" or all(each_of(table, at) for at in numbers)
