"""Columns of a form that nothing of an item goes into: those that must be filled, and those that its examples fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from qbank.errors import Problem, QbankError
from qbank.formats.tables._aside import is_note, is_sum
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._header import Found, added, guides_of, rows_below
from qbank.formats.tables._layout import brief
from qbank.formats.tables._profile_records import Column
from qbank.formats.tables._source import Table

_REQUIRED = re.compile(r"^\s*[*＊]|[*＊]\s*$|(?<![非不])必(?:填|输|录|选)")
_DEFAULT = re.compile(
    r"(?:(?:默认|固定|统一)(?:值|填写|填|写|为|是|[:：\s])*|(?:一律|均|都)(?:填写|填|写|为))[“\"'‘]?"
    r"([^“”\"'‘’，,。；;、()（）\[\]【】\s]{1,20})"
)
_EMPTY = frozenset({"", "score", "page", "subtype", "substem"})
"""Fields that an item has nothing for."""
_SAMPLE = 100


def required_columns(table: Table, found: Found) -> frozenset[int]:
    """Return the places of columns that must be filled: by a star, 必填 in the heading, or a row below that says so."""
    marked = {at for at, text in enumerate(found.heading.texts) if _REQUIRED.search(text)}
    guides = {*guides_of(table, found.heading)}
    ruled = (cells for number, cells in table.top() if number in guides)
    return frozenset(marked | {at for cells in ruled for at, cell in enumerate(cells) if _REQUIRED.search(cell.text)})


def with_defaults(table: Table, found: Found) -> Found:
    """Return a sheet with the values that the form itself gives to columns: 分值（默认2）, or a rule below."""
    guides = {*guides_of(table, found.heading)}
    ruled = [cells for number, cells in table.top() if number in guides]
    for at in _empty_columns(found):
        texts = (found.heading.texts[at], *(cells[at].text for cells in ruled if at < len(cells)))
        said = next((match[1] for text in texts if (match := _DEFAULT.search(text))), "")
        if said:
            found = _valued(found, at, said)
    return found


def _valued(found: Found, at: int, value: str) -> Found:
    if at in found.unread:
        return added(found, at, Column(header=found.heading.texts[at], value=value))
    columns = zip(found.sheet.columns, found.at, strict=True)
    there = tuple(replace(column, value=value) if place == at else column for column, place in columns)
    return replace(found, sheet=replace(found.sheet, columns=there))


def unfilled_columns(table: Table, found: Found, file: str) -> Iterator[Problem]:
    """Yield a warning for each column that every example fills and nothing of ours goes into.

    Raises:
        QbankError: ``table-template-required``, where such a column must be filled: the receiver would refuse the file.
    """
    required = required_columns(table, found)
    for at in _empty_columns(found):
        cells = _examples(table, found, at)
        if any(kind == "formula" for _, kind in cells):
            continue
        said = {text for text, _ in cells}
        header = " ".join(found.heading.texts[at].split())
        example = brief(cells[0][0]) if len(said) == 1 else ""
        place = table.place(found.heading.row)
        if at in required:
            code = "table-template-required-alike" if example else "table-template-required"
            raise QbankError(Problem(code, file, place, {"column": header, "found": example}))
        if cells and all(said):
            code = "table-template-unfilled-alike" if example else "table-template-unfilled"
            yield Problem(code, file, place, {"column": header, "found": example}, "warning")


def _empty_columns(found: Found) -> list[int]:
    """Return the places of the form's columns that no item has anything for, and no layout a value."""
    known = zip(found.sheet.columns, found.at, strict=True)
    empty = [at for column, at in known if at is not None and column.field in _EMPTY and not column.value]
    return sorted({*(at for at in found.unread if at < found.right), *empty})


def _examples(table: Table, found: Found, at: int) -> list[tuple[str, str]]:
    """Return what examples have in a column, and what kind of cell it is."""
    rows = islice(rows_below(table, found.heading), _SAMPLE)
    items = (cells for _, cells in rows if any(found.texts(cells).get("stem", ())) and not _is_aside(found, cells))
    return [(cells[at].text, cells[at].kind) if at < len(cells) else ("", "text") for cells in items]


def _is_aside(found: Found, cells: Sequence[Cell]) -> bool:
    own = cells[: found.right]
    return is_sum(own) or is_note(own)
