"""Where in a sheet the headings stand: those of a layout, wherever their columns have gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qbank.formats.tables._aside import ends_examples, is_note, is_numbered, is_sum, starts_at
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._guides import is_guide
from qbank.formats.tables._marks import Merge
from qbank.formats.tables._profile_records import Column, Sheet
from qbank.formats.tables._source import SEEN, Row, Table
from qbank.formats.tables._words import bare
from qbank.model.folding import folded

_SEVERAL = frozenset({"option", "right", "blank", "answer"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that may be that of the headings: their texts, and the row with which they end."""

    row: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet of a layout in a file.

    ``at`` has, for each column of the layout, its place in the file from 0, None for one that is not there; ``unread``
    are the places of headings that mean nothing to the layout.
    """

    sheet: Sheet
    heading: Heading
    at: tuple[int | None, ...]
    unread: tuple[int, ...] = ()
    twice: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        """Return the headings that are needed and not there."""
        return [
            column.header
            for column, at in zip(self.sheet.columns, self.at, strict=True)
            if column.needed and at is None
        ]

    @property
    def right(self) -> int:
        """Return how many columns the form has: up to the first without a heading behind those of the layout."""
        texts = self.heading.texts
        gaps = (at for at in range(max(at or 0 for at in self.at), len(texts)) if not texts[at])
        return next(gaps, len(texts))

    @property
    def known(self) -> int:
        """Return how many columns of the layout are there."""
        return sum(at is not None for at in self.at)

    def texts(self, cells: Sequence[Cell]) -> dict[str, list[str]]:
        """Return by field what a row says."""
        found: dict[str, list[str]] = {}
        for column, at in zip(self.sheet.columns, self.at, strict=True):
            # The column of an option that is not there is an empty one: no other takes its letter.
            if column.field and (at is not None or column.field in _SEVERAL):
                found.setdefault(column.field, []).append(cells[at].text if at is not None and at < len(cells) else "")
        return found


def headings(table: Table) -> Iterator[Heading]:
    """Yield what may be the headings of a sheet, from the top: rows, and pairs of rows where cells are merged."""
    rows = dict(table.top())
    for number in sorted(rows):
        if number >= SEEN:
            return
        texts = _spread(table, number, rows[number])
        yield Heading(number, tuple(texts))
        wide = any(merge.top == number == merge.bottom and merge.right > merge.left for merge in table.marks.merges)
        if wide and number + 1 in rows:
            yield Heading(number + 1, tuple(_paired(texts, [cell.text for cell in rows[number + 1]])))


def _spread(table: Table, number: int, cells: Sequence[Cell]) -> list[str]:
    """Return the texts of a row, a text that is merged over several columns in each that rows below fill."""
    texts = [cell.text for cell in cells]
    for merge in table.marks.merges:
        is_wide = merge.top == number and merge.right > merge.left and merge.left <= len(texts)
        if is_wide and _is_filled(table, merge):
            texts += [""] * (min(merge.right, 200) - len(texts))
            for at in range(merge.left, min(merge.right, 200)):
                texts[at] = texts[merge.left - 1]
    return texts


def _is_filled(table: Table, merge: Merge) -> bool:
    """Tell whether a row below says anything in the columns behind the first of those that are merged above."""
    below = (cells for number, cells in table.top() if number > merge.bottom)
    return any(cell.text for cells in below for cell in cells[merge.left : min(merge.right, 200)])


def _paired(above: Sequence[str], below: Sequence[str]) -> Iterator[str]:
    """Yield headings of two rows: 选项 over A is 选项A; what is merged over both rows stands once."""
    for at in range(max(len(above), len(below))):
        over = above[at] if at < len(above) else ""
        under = below[at] if at < len(below) else ""
        # 选项 over 选项A is 选项A.
        yield under if over and under.startswith(over) else f"{over}{under}"


def found_in(heading: Heading, sheet: Sheet) -> Found:
    """Return which columns of a layout's sheet a row of headings has."""
    names = _names(sheet)
    places: dict[int, list[int]] = {}
    unread = []
    for place, text in enumerate(heading.texts):
        if not text:
            continue
        column = names.get(folded(text), names.get(bare(text)))
        if column is None:
            unread.append(place)
        else:
            places.setdefault(column, []).append(place)
    twice = tuple(sheet.columns[column].header for column, all_ in places.items() if len(all_) > 1)
    at = tuple(places[column][0] if column in places else None for column in range(len(sheet.columns)))
    return Found(sheet, heading, at, tuple(unread), twice)


def _names(sheet: Sheet) -> Mapping[str, int]:
    """Return by folded heading the number of a column; without its brackets only where that is no other's."""
    exact = {folded(name): at for at, column in enumerate(sheet.columns) for name in _all(column)}
    loose: dict[str, int] = {}
    for at, column in enumerate(sheet.columns):
        for name in _all(column):
            loose[bare(name)] = -1 if loose.get(bare(name), at) != at else at
    return {**{name: at for name, at in loose.items() if at >= 0}, **exact}


def _all(column: Column) -> Iterator[str]:
    yield from (column.header, *column.also)
    if column.english:
        yield column.english


def best(table: Table, sheet: Sheet) -> Found | None:
    """Return the first row that has all a sheet of a layout needs, else the one that has most of it; None for none."""
    closest: Found | None = None
    for heading in headings(table):
        found = found_in(heading, sheet)
        is_full = found.known > 0 and not found.missing
        if closest is not None and closest.known and not closest.missing:
            if heading.row > closest.heading.row + 1:
                return closest
            # Two rows of headings tell more than the first of them.
            closest = found if is_full and found.known > closest.known else closest
        elif is_full or found.known > (closest.known if closest else 0):
            closest = found
    return closest


def added(found: Found, at: int, column: Column, **changes: Any) -> Found:  # noqa: ANN401 - fields of a sheet
    """Return a sheet with one more of its columns known."""
    after = sum(place is not None and place < at for place in found.at)
    columns, places = list(found.sheet.columns), list(found.at)
    columns.insert(after, column)
    places.insert(after, at)
    unread = tuple(place for place in found.unread if place != at)
    return replace(
        found, sheet=replace(found.sheet, columns=tuple(columns), **changes), at=tuple(places), unread=unread
    )


def rows_below(table: Table, heading: Heading) -> Iterator[Row]:
    """Yield the rows below the headings, without those that belong to them and the line that ends a form's examples."""
    is_begun = False
    for number, cells in table.rows():
        if number <= heading.row or (not is_begun and is_guide(cells, heading.texts)):
            continue
        is_begun = is_begun or any(cell.text for cell in cells)
        if number > SEEN or not ends_examples(cells):
            yield number, cells


def guides_of(table: Table, heading: Heading) -> list[int]:
    """Return the rows right below the headings that say what is to stand in each column."""
    found: list[int] = []
    for number, cells in table.top():
        if number > heading.row and is_guide(cells, heading.texts):
            found.append(number)
        elif number > heading.row and any(cell.text for cell in cells):
            break
    return found


def foot_below(rows: Iterable[Row], found: Found, row: int) -> tuple[Row, ...]:
    """Return the rows at the end, below a row, that are no items: sums of those above, notes, who signs."""
    foot: list[Row] = []
    for number, cells in rows:
        if number > row and is_foot(cells, found, has_begun=bool(foot)):
            foot.append((number, cells))
        elif number > row and any(cell.text for cell in cells[: found.right]):
            foot.clear()
    return tuple(foot)


def is_foot(cells: Sequence[Cell], found: Found, *, has_begun: bool) -> bool:
    """Tell whether a row may belong to the foot of a form; below one that does, any row without a stem does."""
    own = cells[: found.right]
    if is_sum(own) or is_note(own) or (has_begun and is_numbered(own)):
        return True
    return has_begun and any(cell.text for cell in own) and not any(found.texts(cells).get("stem", ()))


def last_above(table: Table, heading: Heading) -> int:
    """Return the row below which items begin: that of the headings, the line that ends a form's examples, or a note's.

    A note says 从第6行开始填写; notes that say different rows are not followed.
    """
    ends = (number for number, cells in table.top() if number > heading.row and ends_examples(cells))
    return max(*ends, *guides_of(table, heading), start_said(table) - 1, heading.row)


def start_said(table: Table) -> int:
    """Return the row from which on items begin by a note above it, 0 where no note says so, or notes differ."""
    rows = starts_said(table)
    return rows[0] if len(rows) == 1 else 0


def starts_said(table: Table) -> list[int]:
    """Return the rows from which on items begin by the notes above them."""
    return sorted({row for number, cells in table.top() for row in starts_at(cells) if number < row <= SEEN})
