"""Tables of items read: by a named layout, else by what their headings and answers say of themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qbank.errors import Problem, QbankError
from qbank.formats.tables._guess import WANTED, Guess, guess, headed, nearest, partly_headed, unheaded
from qbank.formats.tables._header import Found, best
from qbank.formats.tables._layout import Layout
from qbank.formats.tables._lines import rows_read
from qbank.formats.tables._profile_records import MOST_ROWS, Profile, Sheet
from qbank.formats.tables._side_by_side import side_by_side
from qbank.formats.tables._source import Table, opened
from qbank.formats.tables._tally import Source
from qbank.formats.tables._unanswered import told_by_column
from qbank.formats.tables._words import kind_of_title
from qbank.formats.tables.column import whole_items
from qbank.model.folding import folded
from qbank.model.portable import Portable

_TOLD = frozenset({
    "table-type-supposed", "table-options-gap", "table-headers-partly", "table-unheaded", "table-unheaded-two-ways",
})  # fmt: skip
"""What a guess rests on is told; what else is doubtful is told row by row."""


def read(
    path: Path, profile: Profile | None, file: str, sheets: Collection[str] = (), *, is_made: bool = False
) -> Iterator[Portable | Problem]:
    """Yield the items of a table in their order, and what is wrong with it.

    Args:
        path: a workbook (.xlsx, .xlsm) or plain text parted by commas, tabs or semicolons.
        profile: its layout; None to guess it from the headings.
        file: its name for problems.
        sheets: the names of those that are read, none for all: of a form that was filled the others are its own.
        is_made: whether the layout was made of the file's headings.
    """
    try:
        with opened(path, file) as tables:
            wanted = [each for each in tables if not sheets or each.name in sheets]
            yield from read_tables(wanted, profile, file, is_made=is_made)
    except QbankError as error:
        yield error.problem


def read_tables(
    tables: Sequence[Table], profile: Profile | None, file: str, *, is_made: bool = False
) -> Iterator[Portable | Problem]:
    """Yield the items of tables that are open, and what is wrong with them; none of one that is too long."""
    for table in tables:
        yield from (replace(problem, file=problem.file or file) for problem in table.problems)
    short = list[Table]()
    for table in tables:
        # Told before anything is looked at closely: a million rows take long.
        if row := table.beyond(MOST_ROWS):
            yield Problem("table-rows-limit", file, table.place(row), {"most": MOST_ROWS})
        else:
            short.append(table)
    if tables and not short:
        return
    tables = [part for table in short for part in side_by_side(table)] if profile is None else short
    guessed = _guessed(tables, profile, file, is_made=is_made)
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
            source = Source(table, found, Layout(guessed.profile, found.sheet), file, guessed.is_made)
            yield from told_by_column(source, rows_read(source))


def _guessed(tables: Sequence[Table], profile: Profile | None, file: str, *, is_made: bool) -> Guess:
    if profile is None:
        return guess(tables, file)
    if profile.is_unheaded:
        return unheaded(tables, file, profile)
    return Guess(profile, _found(tables, profile), is_made=is_made)


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
    kind = kind_of_title(table.name)
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
