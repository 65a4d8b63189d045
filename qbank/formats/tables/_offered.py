"""The words that a form offers in its drop-down lists: those it takes, whatever its examples show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats.tables._header import Found
from qbank.formats.tables._parts import column_of
from qbank.formats.tables._profile_records import MOST_ROWS, Profile
from qbank.formats.tables._source import Table
from qbank.formats.tables._words import difficulty_of, kind_of_word, kinds_said, levels_said
from qbank.locale import Listed, brief
from qbank.model.folding import folded
from qbank.model.item import Difficulty

_TYPED = re.compile(r'"([^"]*)"')
_MOST_NAMED = 8
_LISTED = frozenset({"type", "difficulty", "answer", "chapter", "tags", "audience"})
_INDIRECT = re.compile(r'\s*INDIRECT\(\s*"([^"]+)"\s*\)\s*', re.IGNORECASE)
_COUNTED = re.compile(
    r"\s*OFFSET\(\s*(?P<sheet>(?:'?[^'!(),]+'?!)?)\$?(?P<column>[A-Z]{1,2})\$?(?P<row>\d+)\s*,\s*0?\s*,\s*0?\s*,"
    r"\s*COUNTA\(\s*(?:'?[^'!(),]+'?!)?\$?(?P=column)(?:\$?\d+)?:\$?(?P=column)(?:\$?\d+)?\s*\)\s*(?:-\s*\d+\s*)?(?:,\s*1?\s*)?\)\s*",
    re.IGNORECASE,
)
"""A list as long as its column is filled."""
_RANGE = re.compile(r"(?:'?([^'!]+)'?!)?\$?([A-Z]{1,2})\$?(\d+):\$?([A-Z]{1,2})\$?(\d+)")


def offered(tables: Sequence[Table], pairs: Sequence[tuple[Table, Found]]) -> dict[str, list[str]]:
    """Return by field the words that lists offer in its columns, none where there is no list that can be read."""
    words: dict[str, list[str]] = {}
    for table, found in pairs:
        for column, at in zip(found.sheet.columns, found.at, strict=True):
            sources = (source for columns, source in table.marks.lists if at is not None and at + 1 in columns)
            for source in sources:
                words.setdefault(column.field, []).extend(_words(source, table, tables))
    return words


def kinds_offered(words: Sequence[str], notes: str) -> dict[str, str]:
    """Return by kind of item the first word of a list that means it: 单选, 01-单选题, or a code that notes explain."""
    codes = kinds_said(notes)
    named = ((kind_of_word(word) or codes.get(folded(word), ""), word) for word in words)
    return {kind: word for kind, word in reversed([*named]) if kind}


def levels_offered(words: Sequence[str], notes: str) -> dict[Difficulty, str]:
    """Return by level of difficulty the first word of a list that means it."""
    codes = levels_said(notes)
    named = ((difficulty_of(word) or codes.get(folded(word)), word) for word in words)
    return {level: word for level, word in reversed([*named]) if level}


def refuse_unread(
    listed: Mapping[str, Sequence[str]], notes: str, shown: Profile, pairs: Sequence[tuple[Table, Found]], file: str
) -> None:
    """Refuse a form whose list of types or levels is one of codes that nothing explains.

    Args:
        listed: by field the words of its lists.
        notes: all that the form says of how it is filled.
        shown: what its examples show.
        pairs: its sheets.
        file: its name for problems.

    Raises:
        QbankError: ``table-template-list``, naming the column and the codes.
    """
    kinds, levels = listed.get("type", ()), listed.get("difficulty", ())
    known: dict[str, list[Any]] = {
        "type": [*kinds_offered(kinds, notes), *_shown(shown.words, kinds)],
        "difficulty": [*levels_offered(levels, notes), *_shown(shown.levels.words, levels)],
    }
    for field, meanings in known.items():
        if listed.get(field) and not meanings:
            table, found = next(pair for pair in pairs if pair[1].sheet.header(field) != field)
            values = _column(found, field, listed[field])
            raise QbankError(Problem("table-template-list", file, table.place(found.heading.row), values))


def _shown(words: Mapping[Any, Sequence[str]], listed: Sequence[str]) -> list[str]:
    return [word for said in words.values() for word in said if word in listed]


def _column(found: Found, field: str, words: Sequence[str]) -> dict[str, str]:
    return {"column": " ".join(found.sheet.header(field).split()), "found": Listed(words, _MOST_NAMED)}


def unoffered(
    profile: Profile, tables: Sequence[Table], pairs: Sequence[tuple[Table, Found]], file: str
) -> Iterator[Problem]:
    """Yield a warning for each column with a list that lacks words which will be written there."""
    for table, found in pairs:
        listed = offered(tables, [(table, found)])
        kinds = [kind for kind in found.sheet.kinds if kind in profile.words] if len(found.sheet.kinds) > 1 else []
        wanted = {
            "type": [profile.words[kind][0] for kind in kinds],
            "difficulty": [words[0] for words in profile.levels.words.values() if words],
        }
        for field, words in wanted.items():
            missing = [word for word in words if listed.get(field) and word not in listed[field]]
            if missing:
                values = _column(found, field, missing)
                yield Problem("table-template-not-offered", file, table.place(found.heading.row), values, "warning")


def lists_unread(tables: Sequence[Table], pairs: Sequence[tuple[Table, Found]], file: str) -> Iterator[Problem]:
    """Yield a warning for each column whose list a formula makes (OFFSET, INDIRECT): what it takes is not known."""
    for table, found in pairs:
        for column, at in zip(found.sheet.columns, found.at, strict=True):
            sources = [source for columns, source in table.marks.lists if at is not None and at + 1 in columns]
            unread = next((each for each in sources if not any(_words(each, table, tables))), "")
            if unread and column.field in _LISTED:
                values = {"column": " ".join(column.header.split()), "found": brief(unread)}
                yield Problem("table-template-list-unread", file, table.place(found.heading.row), values, "warning")


def _words(source: str, table: Table, tables: Sequence[Table]) -> Iterator[str]:
    """Yield the words of a list: typed into it, or in cells of a sheet; none where a formula says them."""
    named = _INDIRECT.fullmatch(source)
    source = named[1] if named else source
    typed, found = _TYPED.fullmatch(source), _RANGE.fullmatch(source) or _whole(source)
    if typed:
        yield from filter(None, map(str.strip, typed[1].split(",")))
    elif found:
        there = next((each for each in tables if each.name == found[1]), None) if found[1] else table
        left, right = column_of(found[2]), column_of(found[4])
        for number, cells in there.top() if there else ():
            if int(found[3]) <= number <= int(found[5]):
                yield from (cell.text for cell in cells[left - 1 : right] if cell.text)


def _whole(source: str) -> re.Match[str] | None:
    """Return the range of a list of all that a column has from a cell on; None for any other formula."""
    found = _COUNTED.fullmatch(source)
    if found is None:
        return None
    column, row = found["column"].upper(), found["row"]
    return _RANGE.fullmatch(f"{found['sheet']}{column}{row}:{column}{MOST_ROWS}")
