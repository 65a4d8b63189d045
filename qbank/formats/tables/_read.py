"""Tables of items read: by a named layout, else by what their headings and answers say of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qbank.errors import Problem, QbankError
from qbank.formats.tables._aside import is_sum, starts_at
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._guess import WANTED, Guess, guess, headed, nearest, partly_headed, unheaded
from qbank.formats.tables._header import (
    Found,
    best,
    guides_of,
    is_foot,
    last_above,
    rows_below,
    start_said,
    starts_said,
)
from qbank.formats.tables._items import take
from qbank.formats.tables._layout import Layout, Unreadable, rows_named
from qbank.formats.tables._noticed import Noticed
from qbank.formats.tables._profile_records import MOST_ROWS, Profile, Sheet
from qbank.formats.tables._sections import by_section
from qbank.formats.tables._source import Table, opened
from qbank.formats.tables._words import folded, kind_of_word
from qbank.formats.tables.column import whole_items
from qbank.model.portable import Portable

_TOLD = frozenset({
    "table-type-supposed", "table-options-gap", "table-headers-partly", "table-unheaded", "table-unheaded-two-ways",
})  # fmt: skip
"""What a guess rests on is told; what else is doubtful is told row by row."""
_UNKEPT = frozenset({"score", "remark"})
"""What is known by its heading and has no place in an item."""
_NOT_READ = frozenset({"", "number", "count", "score"})
_ASKED = frozenset({"stem", "substem", "option", "options", "right", "answer", "blank", "left"})
_FAULTS = {
    "formula": "table-cell-formula",
    "date": "table-cell-date",
    "error": "table-cell-error",
    "odd": "table-cell-odd",
    "merged": "table-cell-merged",
}  # fmt: skip


def read(path: Path, profile: Profile | None, file: str, sheets: Collection[str] = ()) -> Iterator[Portable | Problem]:
    """Yield the items of a table in their order, and what is wrong with it.

    Args:
        path: a workbook (.xlsx, .xlsm) or plain text parted by commas, tabs or semicolons.
        profile: its layout; None to guess it from the headings.
        file: its name for problems.
        sheets: the names of those that are read, none for all: of a form that was filled the others are its own.
    """
    try:
        with opened(path, file) as tables:
            yield from read_tables([each for each in tables if not sheets or each.name in sheets], profile, file)
    except QbankError as error:
        yield error.problem


def read_tables(tables: Sequence[Table], profile: Profile | None, file: str) -> Iterator[Portable | Problem]:
    """Yield the items of tables that are open, and what is wrong with them."""
    for table in tables:
        yield from (replace(problem, file=problem.file or file) for problem in table.problems)
    guessed = _guessed(tables, profile, file)
    yield from (each for each in guessed.problems if each.code in _TOLD)
    yield from _hidden(tables, guessed, file)
    if guessed.profile is None:
        cells = [] if guessed.problems else list(whole_items(tables, file))
        if cells:
            # Text has tables, too, and reads them here.
            from qbank.formats.texts.cells import read_cells

            yield from read_cells(cells, file)
        elif not guessed.problems:
            yield Problem("table-no-headers", file, values={"headers": WANTED})
        return
    yield from _complaints(tables, guessed, file)
    for table, found in guessed.found:
        if not found.missing and not found.twice:
            yield from _rows(_Source(table, found, Layout(guessed.profile, found.sheet), file, guessed.is_made))


def _guessed(tables: Sequence[Table], profile: Profile | None, file: str) -> Guess:
    if profile is None:
        return guess(tables, file)
    return unheaded(tables, file, profile) if profile.is_unheaded else Guess(profile, _found(tables, profile))


def _found(tables: Sequence[Table], profile: Profile) -> tuple[tuple[Table, Found], ...]:
    """Return for each sheet of a file where the columns of a layout stand in it."""
    shown = [table for table in tables if table.is_shown] or list(tables)
    pairs = ((table, sheet) for table in shown if (sheet := _sheet_for(table, profile)) is not None)
    return tuple((table, found) for table, sheet in pairs if (found := best(table, sheet)) is not None)


def _sheet_for(table: Table, profile: Profile) -> Sheet | None:
    """Return which sheet of a layout a sheet can be: its only one, or that of the same name or type."""
    if any(folded(aside.name) == folded(table.name) for aside in profile.asides):
        return None
    if len(profile.sheets) == 1:
        return profile.sheets[0]
    named = next((sheet for sheet in profile.sheets if folded(sheet.name) == folded(table.name)), None)
    kind = kind_of_word(table.name)
    return named or next((sheet for sheet in profile.sheets if kind and sheet.kinds == (kind,)), None)


def _complaints(tables: Sequence[Table], guessed: Guess, file: str) -> Iterator[Problem]:
    """Yield what is wrong with the headings: none at all is an error, a sheet without them is told and passed over."""
    good = [table.name for table, found in guessed.found if not found.missing]
    for table, found in guessed.found:
        place = table.place(found.heading.row)
        if found.missing and not good:
            yield Problem("table-headers-missing", file, place, {"headers": _listed(found.missing)})
        elif found.twice:
            yield Problem("table-header-twice", file, place, {"headers": _listed(found.twice)})
    profile = guessed.profile
    assert profile is not None  # noqa: S101 - the caller has looked
    if not guessed.found:
        wanted = [column.header for sheet in profile.sheets for column in sheet.columns if column.needed]
        yield Problem("table-no-headers", file, values={"headers": _listed(dict.fromkeys(wanted))})
        return
    known = {folded(each.name) for each in profile.asides} | {folded(name) for name in good}
    for table in tables:
        if good and table.is_shown and folded(table.name) not in known and _has_rows(table):
            partly = nearest(table)
            if partly:
                yield replace(partly_headed(*partly, file), severity="warning")
            else:
                yield Problem("table-sheet-not-read", file, table.name, {"sheet": table.name}, "warning")


def _hidden(tables: Sequence[Table], guessed: Guess, file: str) -> Iterator[Problem]:
    """Yield a warning for each hidden sheet with items: read where all are hidden, passed over where one is shown."""
    sheets = [sheet for sheet in guessed.profile.sheets if sheet.header_row] if guessed.profile else []
    read_ = {id(table) for table, found in guessed.found if not found.missing and not found.twice}
    for table in tables:
        if table.is_shown:
            continue
        if id(table) in read_:
            yield Problem("table-sheet-hidden-read", file, table.name, {"sheet": table.name}, "warning")
        elif headed(table) or any((found := best(table, sheet)) and not found.missing for sheet in sheets):
            yield Problem("table-sheet-hidden", file, table.name, {"sheet": table.name}, "warning")


def _listed(headers: Sequence[str] | dict[str, None]) -> str:
    return "、".join(" ".join(header.split()) for header in headers)


def _has_rows(table: Table) -> bool:
    """Tell whether a sheet may hold items: two rows of two cells or more."""
    return sum(sum(bool(cell.text) for cell in cells) > 1 for _, cells in table.top()) > 1


# --- rows ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Source:
    """A sheet that is read: where its columns are, what they mean, and the file's name."""

    table: Table
    found: Found
    layout: Layout
    file: str
    is_made: bool = False

    def columns(self) -> Iterator[tuple[str, int, int]]:
        """Yield of each column that is read its field, which of the field's columns it is, and its place."""
        counted: Counter[str] = Counter()
        for column, at in zip(self.found.sheet.columns, self.found.at, strict=True):
            if at is not None and column.field not in _NOT_READ:
                yield column.field, counted[column.field], at
            counted[column.field] += 1

    def passed_over(self) -> list[int]:
        """Return the places of columns that hold nothing of ours."""
        columns = zip(self.found.sheet.columns, self.found.at, strict=True)
        without = {"", *(_UNKEPT if self.is_made else ())}
        without -= {"remark"} if self.layout.profile.remark_names else set()
        return [*self.found.unread, *(at for column, at in columns if at is not None and column.field in without)]


def _rows(source: _Source) -> Iterator[Portable | Problem]:
    columns, passed_over = list(source.columns()), source.passed_over()
    unread, noticed = set[int](), Noticed(source.table, source.found, [at for _, _, at in columns])
    yield from _above(source)
    last = last_above(source.table, source.found.heading)
    sums = list[int]()
    examples, foot = 0, list[tuple[int, Sequence[Cell], dict[str, list[str]]]]()
    for number, cells, texts in by_section(rows_below(source.table, source.found.heading), source.found):
        if number <= last:
            examples += not (_is_empty(cells, source) or starts_at(cells))
            continue
        if number > MOST_ROWS:
            yield Problem("table-rows-limit", source.file, source.table.place(number), {"most": MOST_ROWS})
            break
        if _is_empty(cells, source) or _repeats_heading(cells, source.found):
            continue
        if is_foot(cells, source.found, has_begun=bool(foot)):
            foot.append((number, cells, texts))
            continue
        # What stands above an item is no foot; sums there are none all the same.
        sums += [each[0] for each in foot if is_sum(each[1])]
        for each in (*(each for each in foot if not is_sum(each[1])), (number, cells, texts)):
            unread.update(at for at in passed_over if at < len(each[1]) and each[1][at].text)
            noticed.note(each[0], each[1])
            yield from _row(*each, columns, source)
        foot.clear()
    yield from noticed.problems(source.file)
    yield from _left_out(source, last, examples, [*sums, *(number for number, _, _ in foot)])
    if unread:
        headers = _listed([source.found.heading.texts[at] for at in sorted(unread)])
        place = source.table.place(source.found.heading.row)
        yield Problem("table-columns-not-read", source.file, place, {"headers": headers}, "warning")


def _above(source: _Source) -> Iterator[Problem]:
    """Yield an error for rows above the headings that are items by the columns below."""
    lost = [
        number
        for number, cells in source.table.top()
        if number < source.found.heading.row and _is_item(source.found.texts([*cells]), source.layout)
    ]
    if lost:
        values = {"rows": rows_named(lost), "count": len(lost), "heading": source.found.heading.row}
        yield Problem("table-rows-above", source.file, source.table.place(lost[0]), values)


def _is_item(texts: dict[str, list[str]], layout: Layout) -> bool:
    return all(any(texts.get(field, ())) for field in ("stem", "answer")) and take(texts, layout)[0] is not None


def _left_out(source: _Source, last: int, examples: int, sums: Sequence[int]) -> Iterator[Problem]:
    """Yield a warning for the rows of examples, and one for the rows that add up others: these are no items."""
    starts = starts_said(source.table)
    if len(starts) > 1:
        values = {"rows": "、".join(map(str, starts)), "start": last + 1}
        yield Problem("table-starts-differ", source.file, source.table.name, values, "warning")
    if examples:
        said = start_said(source.table) == last + 1
        code = "table-start-followed" if said else "table-examples-not-read"
        values = {"count": examples, "start": last + 1}
        yield Problem(code, source.file, source.table.place(last), values, "warning")
    guides = guides_of(source.table, source.found.heading)
    if guides:
        values = {"rows": rows_named(guides)}
        yield Problem("table-guides-not-read", source.file, source.table.place(guides[0]), values, "warning")
    if sums:
        place = source.table.place(sums[0])
        yield Problem("table-sums-not-read", source.file, place, {"rows": rows_named(sums)}, "warning")


def _is_empty(cells: Sequence[Cell], source: _Source) -> bool:
    """Tell whether a row says nothing of an item: a running number or a merged chapter alone is nothing."""
    told = (cells[at] for _, _, at in source.columns() if at < len(cells))
    return not any(cell.text and cell.kind != "merged" for cell in told)


def _repeats_heading(cells: Sequence[Cell], found: Found) -> bool:
    texts = [cell.text for cell in cells]
    return texts == list(found.heading.texts)[: len(texts)] and sum(map(bool, texts)) > 1


def _row(
    number: int,
    cells: Sequence[Cell],
    texts: dict[str, list[str]],
    columns: Sequence[tuple[str, int, int]],
    source: _Source,
) -> Iterator[Portable | Problem]:
    place = source.table.place(number)
    faults = (_bad_cell(field, which, cells[at]) for field, which, at in columns if at < len(cells))
    fault = next((fault for fault in faults if fault is not None), None)
    if fault is not None:
        yield source.layout.problem(fault, texts, file=source.file, place=place)
        return
    portable, problems = take(texts, source.layout, place, source.file)
    yield from problems
    if portable is not None:
        yield portable


def _bad_cell(field: str, which: int, cell: Cell) -> Unreadable | None:
    """Return what is wrong with a cell, whatever it says: nobody can have meant a date to be an answer."""
    if cell.kind not in _FAULTS or (cell.kind == "merged" and field not in _ASKED):
        return None
    return Unreadable(_FAULTS[cell.kind], field, which, found=cell.text)
