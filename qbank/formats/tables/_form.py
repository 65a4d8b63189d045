"""A receiver's form understood: its layout and where its columns stand; what cannot be filled is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from qbank.errors import Problem, QbankError
from qbank.formats.tables import _parts as parts
from qbank.formats.tables._blocks import Block, blocks_of, first_head
from qbank.formats.tables._form_sheet import FormSheet, sheet_of, sheets_of
from qbank.formats.tables._form_sheet import told as told_of_rows
from qbank.formats.tables._guess import guess, with_needed
from qbank.formats.tables._header import Found, best, last_above, rows_below
from qbank.formats.tables._layout import first
from qbank.formats.tables._letters import letters_of
from qbank.formats.tables._offered import lists_unread, offered, refuse_unread, unoffered
from qbank.formats.tables._profile_records import KINDS, Kind, Profile, Sheet
from qbank.formats.tables._references import Blocks, Place
from qbank.formats.tables._required import unfilled_columns, with_defaults
from qbank.formats.tables._shown import completed
from qbank.formats.tables._source import LIMITS, Table, opened, told
from qbank.formats.tables.profile import load, names
from qbank.locale import Lang, brief
from qbank.model.folding import folded
from qbank.model.verdict import verdict_of
from qbank.text.archive import open_checked
from qbank.text.files import os_problem

_TOLD = frozenset({
    "table-verdict-bare", "table-options-sign-asked", "table-notes-differ-letters", "table-notes-differ-between",
    "table-notes-differ-options", "table-notes-differ-tags", "table-notes-width", "table-type-supposed",
    "table-type-asked",
})  # fmt: skip
"""What is doubtful of a form's own way of writing and settled as it is usual: it is told."""
_SAMPLE = 100
"""Rows of a form that may be its examples."""


@dataclass(frozen=True, slots=True)
class Form:
    """A layout as the receiver's file has it, by sheet or block where its columns stand there, and what is doubtful.

    ``read`` is the layout that a reader of the filled file goes by: a sheet with several blocks is one for it.
    ``is_made`` is one made of the file's headings.
    """

    profile: Profile
    read: Profile
    places: tuple[FormSheet, ...]
    doubts: tuple[Problem, ...] = ()
    is_made: bool = False

    def blocks(self, counts: Sequence[int]) -> dict[str, Blocks]:
        """Return by sheet where rows go, if there are so many for each place."""
        found: dict[str, list[Place]] = {}
        for each, count in zip(self.places, counts, strict=True):
            found.setdefault(each.name, []).append(each.place(count))
        return {name: Blocks(tuple(places)) for name, places in found.items()}

    def told(self, file: str, name: str, blocks: Blocks) -> Iterator[Problem]:
        """Yield what became of the rows of a sheet."""
        yield from told_of_rows([each for each in self.places if each.name == name], blocks, file)


def located(name: str, lang: Lang, template: Path) -> Form:
    """Return a form as a layout is to fill it, "" for the one that the form shows itself.

    Raises:
        QbankError: it cannot be read or filled; the place and the cure are named.
    """
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
def _found(asked: _Asked, template: Path, _changed: int, _size: int) -> Form:
    """Return where the layout's columns stand; looked for anew when the file changes, not for every item."""
    file = str(template)
    with opened(template, file) as tables:
        if not any(table.name for table in tables):
            raise QbankError(Problem("table-template-text", file))
        form = _understood(tables, asked, file)
    with told(file), open_checked(template, LIMITS) as archive:
        if parts.has_macros(archive):
            raise QbankError(Problem("table-template-macros", file))
    return form


def _understood(tables: Sequence[Table], asked: _Asked, file: str) -> Form:
    own = None if asked.name else _own(tables, asked, file)
    if own is None:
        pairs = [_place(sheet, tables, asked.profile, file) for sheet in asked.profile.sheets]
        own = _Own(asked.profile, pairs)
    profile, pairs = own.profile, own.pairs
    heads = [first_head(table, found) for table, found in pairs]
    if any(heads) and len(pairs) > 1:
        table, row = next((table, row) for (table, _), row in zip(pairs, heads, strict=True) if row)
        raise QbankError(Problem("table-template-blocks-sheets", file, table.place(row), {"sheet": table.name}))
    blocks = blocks_of(*pairs[0], file, is_made=own.is_made) if any(heads) else ()
    answered = (doubt for table, found in pairs if (doubt := _of_answers(table, found, file)))
    doubts = [*islice(answered, 1), *(each for each in own.problems if each.code in _TOLD)]
    doubts += unoffered(profile, tables, pairs, file)
    doubts += lists_unread(tables, pairs, file)
    doubts += [each for table, found in pairs for each in unfilled_columns(table, found, file)]
    whole = tuple(sheet_of(table, found, last_above(table, found.heading)) for table, found in pairs)
    read = replace(profile, sheets=tuple(map(_as_there, profile.sheets, whole)))
    form = Form(read, read, whole, tuple(doubts), own.is_made)
    return _parted(form, pairs[0][0], blocks, asked.profile) if blocks else form


def _parted(form: Form, table: Table, blocks: Sequence[Block], usual: Profile) -> Form:
    """Return the form of a sheet with blocks: each is written as a sheet of its own, all are read as one."""
    words = _with_words_of(blocks, form.profile, usual)
    places = sheets_of(table, blocks)
    sheets = tuple(_as_there(place.found.sheet, place) for place in places)
    written, read = (replace(profile, words=words) for profile in (form.profile, form.read))
    return replace(form, profile=replace(written, sheets=sheets), read=read, places=places)


def _with_words_of(blocks: Sequence[Block], profile: Profile, usual: Profile) -> dict[Kind, tuple[str, ...]]:
    """Return the words for types, with usual ones for blocks that no example shows; a column for types has its own."""
    has_column = any(block.found.sheet.room("type") for block in blocks)
    named = {} if has_column else {block.kind: usual.words[block.kind] for block in blocks if block.kind in usual.words}
    return {**named, **profile.words}


def _of_answers(table: Table, found: Found, file: str) -> Problem | None:
    """Return a warning where the form's own rows answer choices with numbers or words: they will be letters."""
    for number, cells in islice(rows_below(table, found.heading), _SAMPLE):
        texts = found.texts(cells)
        answer = first(texts, "answer")
        has_options = any(text for field in ("option", "options") for text in texts.get(field, ()))
        if answer and has_options and letters_of(answer) is None and verdict_of(answer) is None:
            values = {"found": brief(answer, 20)}
            return Problem("table-template-answers", file, table.place(number), values, "warning")
    return None


@dataclass(frozen=True, slots=True)
class _Own:
    """A layout, where its columns stand, what is doubtful of it, and whether it was made of the file's headings."""

    profile: Profile
    pairs: list[tuple[Table, Found]]
    problems: tuple[Problem, ...] = ()
    is_made: bool = False


def _own(tables: Sequence[Table], asked: _Asked, file: str) -> _Own | None:
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
        return _Own(known, [_place(sheet, tables, known, file) for sheet in known.sheets])
    pairs = [(table, with_defaults(table, found)) for table, found in _first_of_each(guessed.found)]
    _refuse_unfilled(guessed.found, pairs, file)
    for table, found in pairs:
        _refuse(table.place(found.heading.row), found, file)
    _refuse_doubtful(guessed.problems)
    shown = replace(guessed.profile, sheets=tuple(with_needed(found.sheet) for _, found in pairs))
    listed = offered(tables, pairs)
    refuse_unread(listed, guessed.notes, shown, pairs, file)
    return _Own(completed(shown, asked.profile, listed, guessed.notes), pairs, guessed.problems, is_made=True)


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


def _as_there(sheet: Sheet, place: FormSheet) -> Sheet:
    columns = zip(sheet.columns, place.found.at, strict=True)
    there = tuple(replace(column, written=at is not None, optional=False) for column, at in columns)
    return replace(sheet, columns=there, header_row=place.above)
