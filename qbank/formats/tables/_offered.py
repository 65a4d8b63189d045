"""The words that a form offers in its drop-down lists: those it takes, whatever its examples show."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from qbank.formats.tables._header import Found
from qbank.formats.tables._parts import column_of
from qbank.formats.tables._source import Table

_TYPED = re.compile(r'"([^"]*)"')
_RANGE = re.compile(r"(?:'?([^'!]+)'?!)?\$?([A-Z]{1,2})\$?(\d+):\$?([A-Z]{1,2})\$?(\d+)")


def offered(tables: Sequence[Table], pairs: Sequence[tuple[Table, Found]]) -> dict[str, list[str]]:
    """Return by field the words that lists offer in its columns, none where there is no list that can be read."""
    words: dict[str, list[str]] = {}
    for table, found in pairs:
        for column, at in zip(found.sheet.columns, found.at, strict=True):
            sources = (source for columns, source in table.marks.lists if at is not None and at + 1 in columns)
            for source in sources:
                words.setdefault(column.field, []).extend(_words(html.unescape(source), table, tables))
    return words


def _words(source: str, table: Table, tables: Sequence[Table]) -> Iterator[str]:
    """Yield the words of a list: typed into it, or in cells of this or another sheet."""
    typed, found = _TYPED.fullmatch(source), _RANGE.fullmatch(source)
    if typed:
        yield from filter(None, map(str.strip, typed[1].split(",")))
    elif found:
        there = next((each for each in tables if each.name == found[1]), None) if found[1] else table
        left, right = column_of(found[2]), column_of(found[4])
        for number, cells in there.top() if there else ():
            if int(found[3]) <= number <= int(found[5]):
                yield from (cell.text for cell in cells[left - 1 : right] if cell.text)
