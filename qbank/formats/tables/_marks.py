"""What stands around the cells of a sheet: merged cells, hidden rows and columns, drop-down lists."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from qbank.formats.tables._comments import comments
from qbank.formats.tables._conditions import BLOCK, Condition, conditions
from qbank.formats.tables._parts import MOST_COLUMNS, Part, column_of, named_areas

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["\']([A-Z]+\d+:[A-Z]+\d+)["\']')
_HIDDEN = re.compile(
    rb'<(?:\w+:)?(row|col)\b([^>]*?\s(?:hidden\s*=\s*["\'](?:1|true)["\']|(?:ht|width)\s*=\s*["\']0(?:\.0*)?["\'])[^>]*)>'
)
_NUMBERED = re.compile(rb'\s(r|min|max)\s*=\s*["\'](\d{1,7})["\']')
_LIST = re.compile(rb"<(?:\w+:)?dataValidation\b([^>]*)>\s*<(?:\w+:)?formula1>([^<]{1,2000})</")
_LIST_14 = re.compile(
    rb"<(?:\w+:)?dataValidation\b([^>]*)>\s*<x14:formula1>\s*<xm:f>([^<]{1,2000})</xm:f>\s*</x14:formula1>"
    rb".{0,4000}?<xm:sqref>([A-Z0-9: ]+)</xm:sqref>",
    re.DOTALL,
)
"""As Excel keeps a list whose words stand in another sheet."""
_LENGTH = re.compile(
    rb'<(?:\w+:)?dataValidation\b([^>]*\btype\s*=\s*["\']textLength["\'][^>]*)>\s*<(?:\w+:)?formula1>(\d{1,5})</[^>]*>'
    rb"(?:\s*<(?:\w+:)?formula2>(\d{1,5})</)?"
)
_OPERATOR = re.compile(rb'\boperator\s*=\s*["\'](\w+)["\']')
_AREAS = re.compile(rb'\ssqref\s*=\s*["\']([A-Z0-9: ]+)["\']')
_CHUNK, _OVERLAP, _MOST_MERGES, _MOST_LISTS = 1024 * 1024, 4000, 100_000, 1000


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are one, rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a cell: the numbers of its row and column, and what it says."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands around the cells of a sheet: which are merged, and the numbers of rows and columns that are hidden.

    Hidden are also rows that a filter holds back. ``lists`` are drop-down lists: the numbers of their columns, and what
    they offer as the file says it: words in quotes, or a range, whatever its name. ``comments`` are those on cells,
    ``conditions`` what makes cells look otherwise.
    """

    merges: tuple[Merge, ...] = ()
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    lists: tuple[tuple[frozenset[int], str], ...] = ()
    comments: tuple[Comment, ...] = ()
    lengths: tuple[tuple[frozenset[int], int], ...] = ()
    conditions: tuple[Condition, ...] = ()


NOTHING_MARKED = Marks()


def marks(archive: zipfile.ZipFile, part: Part) -> Marks:
    """Return what stands around the cells of a sheet: which are merged, and what of it is hidden."""
    names = named_areas(archive)
    merged: dict[str, Merge] = {}
    rows, columns = set[int](), set[int]()
    lists: dict[bytes, tuple[frozenset[int], str]] = {}
    lengths: dict[bytes, tuple[frozenset[int], int]] = {}
    blocks: dict[bytes, bytes] = {}
    carry = b""
    with archive.open(part.member) as stream:
        while chunk := stream.read(_CHUNK):
            window = carry + chunk
            if len(merged) <= _MOST_MERGES:
                for match in _MERGE.finditer(window):
                    merged.setdefault(match[1].decode(), _merge(match[1].decode()))
            for match in _HIDDEN.finditer(window):
                numbers = {name: int(number) for name, number in _NUMBERED.findall(match[2])}
                if match[1] == b"row" and b"r" in numbers:
                    rows.add(numbers[b"r"])
                elif b"min" in numbers:
                    columns.update(range(numbers[b"min"], min(numbers.get(b"max", 0), MOST_COLUMNS) + 1))
            for match in _LIST.finditer(window):
                if b'"list"' in match[1] and len(lists) < _MOST_LISTS:
                    lists.setdefault(match[0], (_columns_of(match[1]), match[2].decode()))
            for match in _LENGTH.finditer(window):
                most = _most(match)
                if most and len(lengths) < _MOST_LISTS:
                    lengths.setdefault(match[0], (_columns_of(match[1]), most))
            for match in _LIST_14.finditer(window):
                if b'"list"' in match[1] and len(lists) < _MOST_LISTS:
                    lists.setdefault(match[0], (_columns_in(match[3]), match[2].decode()))
            for match in BLOCK.finditer(window):
                if len(blocks) < _MOST_LISTS and len(match[2]) >= len(blocks.get(match[1], b"")):
                    blocks[match[1]] = match[2]
            carry = window[-_OVERLAP:]
    sources = ((at, html.unescape(source).removeprefix("=")) for at, source in lists.values())
    resolved = ((at, names.get(source, source)) for at, source in sources)
    return Marks(
        merges=tuple(merged.values()),
        rows=frozenset(rows),
        columns=frozenset(columns),
        lists=tuple(resolved),
        comments=tuple(_comments(archive, part)),
        lengths=tuple(lengths.values()),
        conditions=tuple(conditions(archive, blocks)),
    )


def _most(found: re.Match[bytes]) -> int:
    """Return how many characters a rule allows at most, 0 for one that sets no such limit."""
    operator = _OPERATOR.search(found[1])
    first, second = int(found[2]), int(found[3] or 0)
    limits = {b"lessThan": first - 1, b"lessThanOrEqual": first, b"equal": first, b"between": second}
    return limits.get(operator[1] if operator else b"between", 0)


def _comments(archive: zipfile.ZipFile, part: Part) -> Iterator[Comment]:
    """Yield the comments on the cells of a sheet, from the top."""
    placed = ((_REFERENCE.fullmatch(cell), text) for cell, text in comments(archive, part.member).items())
    found = (Comment(int(place[2]), column_of(place[1]), text) for place, text in placed if place)
    yield from sorted(found, key=lambda each: (each.row, each.column))


def _columns_of(attributes: bytes) -> frozenset[int]:
    """Return the numbers of the columns that ``sqref`` names."""
    found = _AREAS.search(attributes)
    return _columns_in(found[1]) if found else frozenset()


def _columns_in(areas: bytes) -> frozenset[int]:
    columns = set[int]()
    for area in areas.decode().split():
        ends = [column_of(corner) for corner in area.split(":")]
        columns.update(range(ends[0], min(ends[-1], MOST_COLUMNS) + 1))
    return frozenset(columns)


def _merge(reference: str) -> Merge:
    first, last = (_REFERENCE.fullmatch(corner) for corner in reference.split(":"))
    if first is None or last is None:
        raise ValueError(f"{reference!r} is no range")
    return Merge(int(first[2]), column_of(first[1]), int(last[2]), column_of(last[1]))
