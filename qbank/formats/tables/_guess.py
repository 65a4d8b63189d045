"""A table without a named layout: a known layout is recognised, another one is guessed from its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import cast

from qbank.errors import Problem
from qbank.formats.tables._again import refollowed
from qbank.formats.tables._aside import is_note, is_sum, unmarked
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._columns import columns_of, fields_of, gap_in, lacking
from qbank.formats.tables._header import Found, added, best, headings, rows_below
from qbank.formats.tables._kinds import Sample
from qbank.formats.tables._layout import first
from qbank.formats.tables._one_cell import are_options
from qbank.formats.tables._profile_records import Column, Kind, Profile, Sheet
from qbank.formats.tables._sections import by_section, is_heading
from qbank.formats.tables._source import SEEN, Table
from qbank.formats.tables._styles import styled
from qbank.formats.tables._unheaded import doubtful, told, ways
from qbank.formats.tables._words import is_judged, usual_header
from qbank.formats.tables.profile import load, names
from qbank.model.folding import folded
from qbank.model.verdict import verdict_of

WANTED = "题干、答案"
"""Without these no sheet is one of items."""
_ENOUGH, _STRANGE = 0.8, 0.2
"""Shares of a layout's columns that must be there, and of a file's that may be others."""
_SAMPLE = 400
_ID = re.compile(r"[A-Za-z]+[-_]?\d[A-Za-z0-9_-]{0,30}")
"""A code of an item, which is no running number."""
_PARTLY = 2
"""Columns that are understood in a row that may have been meant as headings."""
_LEARNED = frozenset({"type", "subtype", "answer", "difficulty", "tags", "point", "chapter"})
"""Columns whose words are taken over from examples."""
_ANSWERS = frozenset({"answer", "right", "blank", "option", "options"})


@dataclass(frozen=True, slots=True)
class Guess:
    """Which layout a file has, where its columns stand, what is doubtful; no layout where there are no headings.

    ``notes`` is all that the file says in words of how it is filled.
    ``is_made`` is one that was made of the file's headings: nobody has said which of its columns are not to be read.
    """

    profile: Profile | None
    found: tuple[tuple[Table, Found], ...] = ()
    problems: tuple[Problem, ...] = ()
    is_made: bool = False
    notes: str = ""


def guess(tables: Sequence[Table], file: str) -> Guess:
    """Return the layout of a file: a known one by its headings, else one made from headings and first rows."""
    known = recognised(tables)
    found = known if known is not None else learned(tables, file)
    if found.profile or any(not _of_letters(problem) for problem in found.problems):
        return found
    by_cells = unheaded(tables, file)
    return by_cells if by_cells.profile or by_cells.problems else found


def _of_letters(problem: Problem) -> bool:
    """Tell whether what is understood of headings is single letters only: they may be answers."""
    return all(len(header) == 1 for header in str(problem.values.get("known", "??")).split("、"))


# --- known layouts ------------------------------------------------------------------------------------


def recognised(tables: Sequence[Table]) -> Guess | None:
    """Return the shipped layout whose headings a file has, None if it has no one's."""
    shown = [table for table in tables if table.is_shown] or list(tables)
    headed_ones = (profile for profile in map(load, names()) if not profile.is_unheaded)
    guesses = [(share, each) for profile in headed_ones for share, each in [_match(profile, shown)] if share >= _ENOUGH]
    return max(guesses, key=lambda pair: pair[0])[1] if guesses else None


def _match(profile: Profile, tables: Sequence[Table]) -> tuple[float, Guess]:
    """Return how well a layout fits the worst of the sheets it has anything to do with, and where it stands in them."""
    pairs = []
    for table in tables:
        for sheet in profile.sheets:
            if len(profile.sheets) > 1 and folded(sheet.name) != folded(table.name):
                continue
            found = best(table, sheet)
            if found is not None and not found.missing and not found.twice:
                pairs.append((table, found))
    share = min((_share(found) for _, found in pairs), default=0.0)
    return share, Guess(profile, tuple(pairs))


def _share(found: Found) -> float:
    wanted = [
        at for column, at in zip(found.sheet.columns, found.at, strict=True) if column.written and not column.optional
    ]
    headed = sum(map(bool, found.heading.texts))
    if not wanted or len(found.unread) > headed * _STRANGE:
        return 0.0
    return sum(at is not None for at in wanted) / len(wanted)


# --- without headings ---------------------------------------------------------------------------------


def unheaded(tables: Sequence[Table], file: str, asked: Profile | None = None) -> Guess:
    """Return the layout of a file without headings: the only one that its cells can mean, or the one that is asked."""
    shown = [table for table in tables if table.is_shown] or list(tables)
    profiles = [asked] if asked else [profile for profile in map(load, names()) if profile.is_unheaded]
    found = [[way for each in profiles for way in ways(table, each, is_asked=bool(asked))] for table in shown]
    doubts = [all_ for all_ in found if len(all_) > 1]
    chosen = [way for all_ in found for way in all_]
    if doubts or len({way.profile.name for way in chosen}) > 1:
        return Guess(None, problems=(doubtful(doubts[0] if doubts else chosen, file),))
    if not chosen:
        return Guess(None)
    problems = () if asked else tuple(told(way, file) for way in chosen)
    return Guess(chosen[0].profile, tuple((way.table, way.found) for way in chosen), problems)


# --- unknown ones -------------------------------------------------------------------------------------


def learned(tables: Sequence[Table], file: str) -> Guess:
    """Return a layout made from the headings of each sheet and from how its first rows are written."""
    shown = [table for table in tables if table.is_shown] or list(tables)
    pairs = [(table, found) for table in shown if (found := headed(table)) is not None]
    if not pairs:
        partly = max(
            (each for table in shown if (each := nearest(table))), key=lambda each: each[1].known, default=None
        )
        return Guess(None, problems=(partly_headed(*partly, file),) if partly else ())
    gaps = [(table, found, gap) for table, found in pairs if (gap := gap_in(found))]
    if gaps:
        table, found, gap = gaps[0]
        place = table.place(found.heading.row)
        return Guess(None, problems=(Problem("table-options-gap", file, place, {"header": gap}),))
    samples = [Sample(table, found, _rows(table, found)) for table, found in pairs]
    items = {id(table) for table, _ in pairs}
    notes = [text for sample in samples for text in sample.notes()]
    notes += (text for table in tables if id(table) not in items for text in _said(table))
    profile, problems = styled(samples, file, notes)
    sheets = profile.sheets
    found_in = [(table, replace(found, sheet=sheet)) for (table, found), sheet in zip(pairs, sheets, strict=True)]
    return Guess(profile, tuple(found_in), tuple(problems), is_made=True, notes=" ".join(notes))


def _said(table: Table) -> Iterator[str]:
    """Yield what a further sheet says, if it may be notes: a row at a time and not of many rows."""
    rows = list(islice(table.rows(), SEEN + 1))
    if table.is_shown and len(rows) <= SEEN:
        yield from (" ".join(cell.text for cell in cells if cell.text) for _, cells in rows)


def _rows(table: Table, found: Found) -> tuple[tuple[int, dict[str, list[str]]], ...]:
    def follow(number: int, cells: Sequence[Cell], above: Found) -> Found | None:
        return refollowed(table, number, cells, above, is_made=True)

    lines = by_section(table, islice(rows_below(table, found.heading), _SAMPLE), found, follow)
    said = ((line.number, _bare(line.texts)) for line in lines if not (is_sum(line.cells) or is_note(line.cells)))
    return tuple((number, texts) for number, texts in said if any(map(any, texts.values())))


def _bare(texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what an example says without the mark that it is one, where words are learned of it."""
    return {field: [unmarked(text) for text in said] if field in _LEARNED else said for field, said in texts.items()}


def headed(table: Table) -> Found | None:
    """Return the row of headings that says most, if it has a stem and an answer of some kind."""
    best_found: Found | None = None
    for heading in headings(table):
        found = columns_of(table, heading)
        if "stem" in fields_of(found) and not fields_of(found) & _ANSWERS:
            found = _judged(table, found)
        if best_found and heading.row > best_found.heading.row + 1 and _has_items(table, best_found, heading.row):
            break  # what comes below items is another table's
        if not lacking(found) and found.known > (best_found.known if best_found else 0):
            best_found = found
    return None if best_found is None else _with_ids(table, _with_options(table, best_found))


def _has_items(table: Table, found: Found, below: int) -> bool:
    """Tell whether rows between two rows of headings have a stem and an answer by the upper ones."""
    rows = dict(table.top())
    if not is_heading(rows.get(found.heading.row, ())) or not is_heading(rows.get(below, ())):
        return False
    between = (found.texts(cells) for number, cells in rows.items() if found.heading.row < number < below)
    return any(first(texts, "stem") and any(any(texts.get(name, ())) for name in _ANSWERS) for texts in between)


def with_needed(sheet: Sheet) -> Sheet:
    """Return a sheet that is known again by its stem, and by its options where one cell has them all."""
    return replace(
        sheet, columns=tuple(replace(each, needed=each.field in {"stem", "options"}) for each in sheet.columns)
    )


def nearest(table: Table) -> tuple[Table, Found] | None:
    """Return the row that says most of an item without being enough of a heading: with a stem, or with an answer."""
    rows = [found for heading in headings(table) if (found := columns_of(table, heading)) and len(lacking(found)) == 1]
    most = max(rows, key=lambda found: found.known, default=None)
    return None if most is None or most.known < _PARTLY else (table, most)


def partly_headed(table: Table, found: Found, file: str) -> Problem:
    """Return which columns of such a row are understood, which are not and what is missing, and how much lies below."""
    texts = found.heading.texts
    known = (texts[at] for at in found.at if at is not None)
    values = {
        "known": _listed(known),
        "unknown": _listed(texts[at] for at in found.unread) or "—",
        "missing": _listed(map(usual_header, lacking(found))),
        "count": sum(any(cell.text for cell in cells) for _, cells in rows_below(table, found.heading)),
    }
    return Problem("table-headers-partly", file, table.place(found.heading.row), values)


def _listed(headers: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(" ".join(header.split()) for header in headers))


def _judged(table: Table, found: Found) -> Found:
    """Return a sheet with a column of verdicts as its answers: it may be by its heading, and is by its cells."""
    for at in found.unread:
        if is_judged(found.heading.texts[at]):
            texts = _cells(table, found, at)
            if texts and sum(verdict_of(text) is not None for text in texts) >= len(texts) * _ENOUGH:
                only = {} if "type" in fields_of(found) else {"kinds": cast(tuple[Kind, ...], ("verdict",))}
                return added(found, at, Column(header=found.heading.texts[at], field="answer"), **only)
    return found


def _with_options(table: Table, found: Found) -> Found:
    """Return a sheet with a column of all options in one cell: none is known by its heading, and one looks like it."""
    if fields_of(found) & {"option", "options", "right"}:
        return found
    for at in found.unread:
        texts = _cells(table, found, at)
        if texts and sum(map(are_options, texts)) >= len(texts) * _ENOUGH:
            return added(found, at, Column(header=found.heading.texts[at], field="options"))
    return found


def _with_ids(table: Table, found: Found) -> Found:
    """Return a sheet whose items are known by its numbers, where these are codes such as T001, each once."""
    if "id" in fields_of(found):
        return found
    for which, (column, at) in enumerate(zip(found.sheet.columns, found.at, strict=True)):
        texts = _cells(table, found, at) if column.field == "number" and at is not None else []
        if (
            texts
            and len(set(texts)) == len(texts)
            and sum(map(bool, map(_ID.fullmatch, texts))) >= len(texts) * _ENOUGH
        ):
            columns = [*found.sheet.columns]
            columns[which] = replace(column, field="id")
            return replace(found, sheet=replace(found.sheet, columns=tuple(columns)))
    return found


def _cells(table: Table, found: Found, at: int) -> list[str]:
    """Return what the first rows have in a column."""
    rows = islice(rows_below(table, found.heading), _SAMPLE)
    return [cells[at].text for _, cells in rows if at < len(cells) and cells[at].text]
