"""The receiver's own file filled: its rows of items are replaced, everything else in it stays as it was.

Where a line in it says that examples end there, these stay and items begin below it; sums move down below the items.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from qbank.errors import Problem, QbankError
from qbank.formats.tables import _parts as parts
from qbank.formats.tables._attached import CHARTS
from qbank.formats.tables._blocks import refuse_blocks
from qbank.formats.tables._guess import guess, with_needed
from qbank.formats.tables._header import Found, best, foot_below, guides_of, last_above, rows_below
from qbank.formats.tables._layout import first, rows_named
from qbank.formats.tables._letters import letters_of
from qbank.formats.tables._offered import offered, refuse_unread, unoffered
from qbank.formats.tables._page import Page, Styles, following, text_of_rows, without_calculations
from qbank.formats.tables._profile_records import KINDS, Profile, Sheet
from qbank.formats.tables._references import Place
from qbank.formats.tables._required import required_columns, unfilled_columns
from qbank.formats.tables._shown import completed
from qbank.formats.tables._source import LIMITS, Table, damage_told, opened, told
from qbank.formats.tables._words import folded, verdict_of
from qbank.formats.tables._write import Rows, put_in
from qbank.formats.tables._zip import member
from qbank.formats.tables.profile import load, names
from qbank.locale import Lang
from qbank.model.portable import Portable
from qbank.text.archive import open_checked
from qbank.text.files import os_problem

_SHEETS_WITHOUT_CALCULATIONS = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
_CALCULATIONS = "xl/calcChain.xml"
_TOLD = frozenset({
    "table-verdict-bare", "table-options-sign-asked", "table-notes-differ-letters", "table-notes-differ-between",
    "table-notes-differ-options", "table-notes-differ-tags", "table-notes-width", "table-type-supposed",
    "table-type-asked",
})  # fmt: skip
"""What is doubtful of a form's own way of writing and settled as it is usual: it is told."""
_SOMETIMES = frozenset({"option", "options", "right", "blank", "answer", "left", "count"})
"""What only some types have, whatever a form marks as required."""
_CALCULATED = frozenset({"number", "count"})
"""What a form may calculate by itself."""
_SAMPLE = 100
"""Rows of a form that may be its examples."""


@dataclass(frozen=True, slots=True)
class _Filled:
    """A layout as the receiver's file has it, by sheet where its columns stand there, and what is doubtful of it."""

    profile: Profile
    places: tuple[_Place, ...]
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A sheet of the receiver's: its name, its headings, below which row items go, and the rows at its foot that stay.

    ``kept`` are the other rows that stay, ``replaced`` those that go; ``headed`` is the last row of the headings, with
    what stands below them to say what each column is. ``required`` are the columns that must be filled.
    """

    name: str
    found: Found
    above: int
    foot: tuple[int, ...]
    kept: tuple[int, ...]
    replaced: tuple[int, ...]
    headed: int
    required: frozenset[int] = frozenset()

    def place(self, count: int) -> Place:
        """Return where so many rows go."""
        columns = tuple(column for column in self.found.at if column is not None)
        there = zip(self.found.sheet.columns, self.found.at, strict=True)
        calculated = frozenset(at for column, at in there if at is not None and column.field in _CALCULATED)
        return Place(self.above, columns, count, self.headed, self.foot, self.found.right, calculated)

    def told(self, file: str, shift: int) -> Iterator[Problem]:
        """Yield what became of the rows, where they say anything."""
        for code, rows in (
            ("table-template-replaced", self.replaced),
            ("table-template-kept", self.kept),
            ("table-template-sums", self.foot if shift else ()),
        ):
            if rows:
                moved = rows_named([row + shift for row in rows])
                values = {"rows": rows_named(rows), "count": len(rows), "moved": moved}
                yield Problem(code, file, self.name, values, "warning")

    def unfilled(self, rows: Rows, sheet: int, file: str) -> Iterator[Problem]:
        """Yield a warning for each column that must be filled and is empty in some rows."""
        there = [
            (column, at) for column, at in zip(self.found.sheet.columns, self.found.at, strict=True) if at is not None
        ]
        for written, (column, at) in enumerate(there):
            empty = rows.count(sheet) - rows.filled(sheet, written)
            if empty and at in self.required and column.field not in _SOMETIMES:
                values = {"column": " ".join(column.header.split()), "count": empty}
                yield Problem("table-template-required-empty", file, self.name, values, "warning")


def narrowed(name: str, lang: Lang, template: Path) -> Profile:
    """Return a layout with just the columns that the receiver's file has.

    Raises:
        QbankError: a column that is needed is missing there, one is there twice, or it is no workbook to be filled.
    """
    return _located(name, lang, template).profile


def filled_sheets(name: str, lang: Lang, template: Path) -> tuple[str, ...]:
    """Return the names of the sheets of the receiver's file that items go into.

    Raises:
        QbankError: as ``narrowed``.
    """
    return tuple(place.name for place in _located(name, lang, template).places)


def fill(portables: Iterable[Portable], stream: BinaryIO, name: str, template: Path, lang: Lang) -> tuple[Problem, ...]:
    """Write held items into a copy of the receiver's file; return what became of its rows.

    Raises:
        QbankError: as ``narrowed``, and ``table-rows-many``.
    """
    filled = _located(name, lang, template)
    with Rows(filled.profile) as rows:
        put_in(rows, portables, filled.profile, lang)
        # A full disk is no fault of the receiver's file.
        with damage_told(str(template)), open_checked(template, LIMITS) as archive:
            return tuple(_write(archive, filled, rows, stream, str(template)))


# --- where the columns are ----------------------------------------------------------------------------


def _located(name: str, lang: Lang, template: Path) -> _Filled:
    try:
        stamp = template.stat()
    except OSError as error:
        raise QbankError(os_problem(error, str(template))) from error
    profile = load(name, lang)
    if profile.is_unheaded:
        raise QbankError(Problem("table-template-unheaded", str(template), values={"layout": profile.title[lang]}))
    return _found(_Asked(name, lang, profile), template, stamp.st_mtime_ns, stamp.st_size)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A layout that is asked for, told from others by its name and by which record it is."""

    name: str
    lang: Lang
    profile: Profile

    def __hash__(self) -> int:
        return hash((self.name, self.lang, id(self.profile)))


@lru_cache(maxsize=4)
def _found(asked: _Asked, template: Path, _changed: int, _size: int) -> _Filled:
    """Return where the layout's columns stand; looked for anew when the file changes, not for every item."""
    file = str(template)
    with opened(template, file) as tables:
        if not any(table.name for table in tables):
            raise QbankError(Problem("table-template-text", file))
        profile, pairs, unsure = (_own(tables, asked, file) if not asked.name else None) or (
            asked.profile,
            [_place(sheet, tables, asked.profile, file) for sheet in asked.profile.sheets],
            (),
        )
        places = []
        for table, found in pairs:
            above = last_above(table, found.heading)
            places.append(_rows_of(table, found, above))
            refuse_blocks(table, found, above, file)
        answered = (doubt for table, found in pairs if (doubt := _of_answers(table, found, file)))
        doubts = [*islice(answered, 1), *(each for each in unsure if each.code in _TOLD)]
        doubts += unoffered(profile, tables, pairs, file)
        doubts += [each for table, found in pairs for each in unfilled_columns(table, found, file)]
    with told(file), open_checked(template, LIMITS) as archive:
        if parts.has_macros(archive):
            raise QbankError(Problem("table-template-macros", file))
    sheets = tuple(_as_there(sheet, place) for sheet, place in zip(profile.sheets, places, strict=True))
    return _Filled(replace(profile, sheets=sheets), tuple(places), tuple(doubts))


def _of_answers(table: Table, found: Found, file: str) -> Problem | None:
    """Return a warning where the form's own rows answer choices with numbers or words: they will be letters."""
    for number, cells in islice(rows_below(table, found.heading), _SAMPLE):
        texts = found.texts(cells)
        answer = first(texts, "answer")
        has_options = any(text for field in ("option", "options") for text in texts.get(field, ()))
        if answer and has_options and letters_of(answer) is None and verdict_of(answer) is None:
            values = {"found": answer[:20]}
            return Problem("table-template-answers", file, table.place(number), values, "warning")
    return None


def _rows_of(table: Table, found: Found, above: int) -> _Place:
    foot = foot_below(table, found, above)
    filled = [number for number, cells in table.rows() if any(cell.text and cell.kind != "formula" for cell in cells)]
    heading = {found.heading.row, *(merge.top for merge in table.marks.merges if merge.bottom == found.heading.row)}
    kept = tuple(number for number in filled if number <= above and number not in heading)
    replaced = tuple(number for number in filled if number > above and number not in foot)
    headed = max(found.heading.row, *guides_of(table, found.heading), 0)
    return _Place(table.name, found, above, foot, kept, replaced, headed, required_columns(table, found))


def _own(
    tables: Sequence[Table], asked: _Asked, file: str
) -> tuple[Profile, list[tuple[Table, Found]], tuple[Problem, ...]] | None:
    """Return the layout that the receiver's file shows by its headings and examples, None where it shows none.

    What no example shows is as in the layout that is usual: a form with one single choice takes all else, too.
    """
    guessed = guess(tables, file)
    if guessed.profile is None:
        return None
    if guessed.profile.name in names():
        known = load(guessed.profile.name, asked.lang)
        if known.is_unheaded:
            raise QbankError(Problem("table-template-unheaded", file, values={"layout": known.title[asked.lang]}))
        return known, [_place(sheet, tables, known, file) for sheet in known.sheets], ()
    pairs = list(_first_of_each(guessed.found))
    _refuse_unfilled(guessed.found, pairs, file)
    for table, found in pairs:
        _refuse(table.place(found.heading.row), found, file)
    _refuse_doubtful(guessed.problems)
    shown = replace(guessed.profile, sheets=tuple(with_needed(found.sheet) for _, found in pairs))
    listed = offered(tables, pairs)
    refuse_unread(listed, guessed.notes, shown, pairs, file)
    return completed(shown, asked.profile, listed, guessed.notes), pairs, guessed.problems


def _refuse_doubtful(problems: Sequence[Problem]) -> None:
    """Refuse a form that answers verdicts with figures nothing explains: 1 may be true, or the first of two options."""
    bare = next((each for each in problems if each.code == "table-verdict-bare"), None)
    if bare and str(bare.values["found"]).isdecimal():
        raise QbankError(Problem("table-template-verdicts", bare.file, bare.place, bare.values))


def _first_of_each(found: Sequence[tuple[Table, Found]]) -> Iterator[tuple[Table, Found]]:
    """Yield the sheets with the kinds of items that each takes: one for fewer kinds goes before one for many."""
    taken: dict[str, Table] = {}
    for table, place in sorted(found, key=lambda pair: len(pair[1].sheet.kinds)):
        for kind in place.sheet.kinds:
            taken.setdefault(kind, table)
    for table, place in found:
        kinds = tuple(kind for kind in KINDS if taken.get(kind) is table)
        if kinds:
            yield table, replace(place, sheet=replace(place.sheet, kinds=kinds))


def _refuse_unfilled(found: Sequence[tuple[Table, Found]], filled: Sequence[tuple[Table, Found]], file: str) -> None:
    """Refuse a form with rows of items in a sheet that would not be filled: whose are they?"""
    names = {table.name for table, _ in filled}
    for table, place in found:
        below = (cells for number, cells in table.rows() if number > place.heading.row)
        if table.name not in names and any(cell.text for cells in below for cell in cells):
            raise QbankError(Problem("table-template-two-sheets", file, table.name, {"sheet": table.name}))


def _place(sheet: Sheet, tables: Sequence[Table], profile: Profile, file: str) -> tuple[Table, Found]:
    named = [table for table in tables if folded(table.name) == folded(sheet.name)]
    if len(profile.sheets) > 1 and not named:
        raise QbankError(Problem("table-template-sheet", file, values={"sheet": sheet.name}))
    others = [table for table in tables if table.is_shown and table not in named]
    looked_at = named if len(profile.sheets) > 1 else [*named, *others]
    found = [(table, place) for table in looked_at if (place := best(table, sheet)) is not None]
    if not found:
        headers = "、".join(" ".join(column.header.split()) for column in sheet.columns if column.needed)
        raise QbankError(Problem("table-no-headers", file, values={"headers": headers}))
    table, place = next((each for each in found if not each[1].missing), found[0])
    _refuse(table.place(place.heading.row), place, file)
    return table, place


def _refuse(place: str, found: Found, file: str) -> None:
    for code, headers in (("table-headers-missing", found.missing), ("table-header-twice", found.twice)):
        if headers:
            listed = "、".join(" ".join(header.split()) for header in headers)
            raise QbankError(Problem(code, file, place, {"headers": listed}))
    missing = ""
    for column, at in zip(found.sheet.columns, found.at, strict=True):
        if column.field == "option":
            if at is None:
                missing = column.header
            elif missing:
                header = " ".join(column.header.split())
                raise QbankError(Problem("table-options-gap", file, place, {"header": header}))


def _as_there(sheet: Sheet, place: _Place) -> Sheet:
    columns = zip(sheet.columns, place.found.at, strict=True)
    there = tuple(replace(column, written=at is not None, optional=False) for column, at in columns)
    return replace(sheet, columns=there, header_row=place.above)


# --- filling ------------------------------------------------------------------------------------------


def _write(archive: zipfile.ZipFile, filled: _Filled, rows: Rows, stream: BinaryIO, file: str) -> list[Problem]:
    members = {part.name: part.member for part in parts.parts(archive)}
    styles = Styles(archive)
    pages, told = {}, list(filled.doubts)
    places = {each.name: each.place(rows.count(at)) for at, each in enumerate(filled.places)}
    for at, each in enumerate(filled.places):
        told += each.told(file, places[each.name].shift)
        page = Page(archive, members[each.name], places[each.name], styles, places)
        pages[members[each.name]] = page, at
        cells = page.commented(archive)
        if cells:
            values = {"cells": "、".join(cells)}
            told.append(Problem("table-template-comments", file, each.name, values, "warning"))
        told += each.unfilled(rows, at, file)
    charts = filter(CHARTS.search, archive.namelist())
    others = {parts.WORKBOOK, *members.values(), *charts} - pages.keys()
    changed = {name: data for page, _ in pages.values() for name, data in page.attached(archive)}
    with zipfile.ZipFile(stream, "w") as out:
        for info in archive.infolist():
            if info.filename == _CALCULATIONS:
                continue
            with member(out, info.filename, info.file_size) as data:
                if info.filename in pages:
                    page, at = pages[info.filename]
                    data.writelines(_page(page, rows.of(at)))
                elif info.filename == styles.member:
                    data.write(styles.data())
                elif info.filename in others:
                    data.write(following(archive, info.filename, places))
                elif info.filename in _SHEETS_WITHOUT_CALCULATIONS:
                    data.write(without_calculations(archive.read(info.filename)))
                else:
                    data.write(changed.get(info.filename) or archive.read(info.filename))
    return told


def _page(page: Page, rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    yield page.head
    yield from text_of_rows(page, rows)
    yield page.tail
