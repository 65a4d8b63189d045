"""A table file from a stranger, opened: its sheets as rows of cells, whether it is a workbook or plain text."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Protocol

from qbank.errors import Problem, QbankError
from qbank.formats.tables import _parts as parts
from qbank.formats.tables._cells import EMPTY, Cell, clean
from qbank.formats.tables._marks import NOTHING_MARKED, Marks, Merge, marks
from qbank.formats.tables._words import field_of
from qbank.locale import brief
from qbank.text.archive import open_checked
from qbank.text.charset import decode
from qbank.text.files import os_problem, refuse_special
from qbank.text.limits import MEGABYTE, Limits
from qbank.text.sniff import HEAD_BYTES, kind_of

LIMITS = Limits()
SEEN = 31
"""Rows from the top in which headings are looked for, and one more for a second row of them."""
_DELIMITERS = (",", "\t", ";", "|")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FAULTS = (
    KeyError, ValueError, IndexError, TypeError, SyntaxError, OverflowError, EOFError, NotImplementedError,
    zipfile.BadZipFile, zlib.error, csv.Error,
)  # fmt: skip
"""What libraries raise for a broken file; lxml's errors are SyntaxErrors."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_AS_TEXT = re.compile(r'\A="([^"]*)"\Z')
"""How Excel is told in plain text that 007 is no number."""

Row = tuple[int, list[Cell]]


class Opener(Protocol):
    """Reads the rows of a sheet from the top."""

    def __call__(self, after: int = 0) -> Iterator[Row]:
        """Yield number and cells of each row past ``after``, of all rows for 0; those before take next to no time."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name ("" in plain text), how to read its rows anew, what stands around them, what is doubtful.

    ``is_text`` is one of plain text, where a comma without quotes moves all cells behind it.
    """

    name: str
    open: Opener
    marks: Marks = NOTHING_MARKED
    is_shown: bool = True
    problems: tuple[Problem, ...] = ()
    is_text: bool = False

    def rows(self) -> Iterator[Row]:
        """Yield number and cells of each row that the file has; a cell merged with those below it speaks for them."""
        below = _Below(self.marks.merges)
        return ((number, below.fill(number, cells)) for number, cells in self.open())

    def top(self) -> list[Row]:
        """Return the rows in which headings may stand."""
        return [row for row in islice(self.rows(), SEEN) if row[0] <= SEEN]

    def beyond(self, most: int) -> int:
        """Return the first row past so many that says something; 0 for none, also where the file breaks off before."""
        with suppress(QbankError):
            return next((number for number, cells in self.open(most) if any(cell.text for cell in cells)), 0)
        return 0

    def place(self, row: int) -> str:
        """Return where a row is, in no language: ``Sheet1!7``; of row 0, which none is, only the sheet."""
        return "!".join(filter(None, (self.name, str(row) if row else "")))


class _Below:
    """Cells that are one with a cell above them, row after row."""

    def __init__(self, merges: Sequence[Merge]) -> None:
        tall = [merge for merge in merges if merge.bottom > merge.top and merge.left <= parts.MOST_COLUMNS]
        self._waiting = sorted(tall, key=lambda merge: -merge.top)
        self._open: list[tuple[Merge, str]] = []

    def fill(self, number: int, cells: list[Cell]) -> list[Cell]:
        """Return the cells of a row with what the merged ones say."""
        self._open = [each for each in self._open if each[0].bottom >= number]
        for merge, text in self._open:
            cells += [EMPTY] * (merge.left - len(cells))
            cells[merge.left - 1] = Cell(text, "merged")
        while self._waiting and self._waiting[-1].top <= number:
            merge = self._waiting.pop()
            first = cells[merge.left - 1] if merge.top == number and merge.left <= len(cells) else EMPTY
            if first.text and merge.bottom > number:
                self._open.append((merge, first.text))
        return cells


@contextmanager
def opened(path: Path, file: str) -> Iterator[list[Table]]:
    """Give the tables of a file while it is open.

    Raises:
        QbankError: it is not there, empty, too large, of another kind (an old .xls, a page of HTML, a PDF),
            protected, or not safe to read; ``table-broken`` also while rows are read.
    """
    with ExitStack() as stack:
        with told(file):
            tables = _tables(path, stack)
        yield [replace(table, open=_watched(table.open, file)) for table in tables]


def _tables(path: Path, stack: ExitStack) -> list[Table]:
    head = _head(path)
    if kind_of(head) != "zip":
        from qbank.formats.tables._web_page import is_page

        if is_page(head):
            return _of_page(path)
        _refuse_others(head, path)
        return [_of_text(path)]
    return _of_workbook(stack.enter_context(open_checked(path, LIMITS)))


def _watched(rows: Opener, file: str) -> Opener:
    """Return how to read rows so that what is wrong with the file is told in words."""

    def read(after: int = 0) -> Iterator[Row]:
        with told(file):
            yield from rows(after)

    return read


@contextmanager
def told(file: str) -> Iterator[None]:
    """Turn what is raised for a file that cannot be read into a Problem that names it."""
    try:
        with damage_told(file):
            yield
    except QbankError as error:
        known = error.problem
        raise QbankError(Problem(known.code, known.file or file, known.place, known.values)) from error
    except OSError as error:
        raise QbankError(os_problem(error, file)) from error


@contextmanager
def damage_told(file: str) -> Iterator[None]:
    """Turn what libraries raise for a damaged file into a Problem that names it."""
    try:
        yield
    except _FAULTS as error:
        raise QbankError(Problem("table-broken", file, values={"reason": _reason(error)})) from error


def _reason(error: Exception) -> str:
    return brief(f"{type(error).__name__}: {error}", 120)


def _head(path: Path) -> bytes:
    refuse_special(path)
    size = path.stat().st_size
    if size > LIMITS.file_bytes:
        raise QbankError(Problem("table-large", values={"limit": LIMITS.file_bytes // MEGABYTE}))
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not head.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise QbankError(Problem("table-empty"))
    return head


def _refuse_others(head: bytes, path: Path) -> None:
    kind = kind_of(head)
    if kind == "ole":
        with path.open("rb") as stream:
            protected = _ENCRYPTED in stream.read(4 * MEGABYTE)
        raise QbankError(Problem("password-protected" if protected else "table-old"))
    if kind:
        raise QbankError(Problem("table-not-a-table", values={"kind": kind.upper()}))


def _of_page(path: Path) -> list[Table]:
    from qbank.formats.tables._web_page import charset_of, tables_of

    data = path.read_bytes()
    decoded = decode(data, declared=charset_of(data))
    return tables_of(decoded.text, decoded.problems)


# --- workbooks ----------------------------------------------------------------------------------------


def _of_workbook(archive: zipfile.ZipFile) -> list[Table]:
    if parts.WORKBOOK not in archive.namelist():
        raise QbankError(Problem("table-not-a-table", values={"kind": "ZIP"}))
    shared = parts.book(archive)
    tables = [
        Table(part.name, _reader(archive, part, shared), marks(archive, part), part.is_shown)
        for part in parts.parts(archive)
    ]
    if tables and parts.has_macros(archive):
        told_once = (Problem("table-macros-not-run", severity="warning"),)
        tables[0] = replace(tables[0], problems=told_once)
    return tables


def _reader(archive: zipfile.ZipFile, part: parts.Part, shared: parts.Book) -> Opener:
    return lambda after=0: parts.rows(archive, part, shared, after)


# --- plain text ---------------------------------------------------------------------------------------


def _of_text(path: Path) -> Table:
    decoded = decode(path.read_bytes())
    text = decoded.text.removeprefix("\ufeff")
    delimiter = max(_DELIMITERS, key=lambda each: (_known(text, each), _width(text, each)))
    return Table("", lambda after=0: _records(text, delimiter, after), problems=decoded.problems, is_text=True)


def _records(text: str, delimiter: str, after: int = 0) -> Iterator[Row]:
    # No StringIO: it would be a copy of the file for each of the many looks at its first rows.
    lines = (found.group() for found in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            start = next(islice(StringIO(text), line - 1, line), "").strip()
            raise QbankError(Problem("table-quote", place=str(line), values={"near": brief(start, 30)})) from error
        if record is None:
            return
        if line > after:
            cells = [Cell(clean(_AS_TEXT.sub(r"\1", value))) for value in record]
            yield line, [cell if cell.text else EMPTY for cell in cells]
        line = reader.line_num + 1


def _width(text: str, delimiter: str) -> int:
    """Return into how many cells each of the first rows is parted at least: what parts them where no heading tells."""
    try:
        return min((len(cells) for _, cells in islice(_records(text, delimiter), SEEN) if cells), default=0)
    except QbankError:
        return 0


def _known(text: str, delimiter: str) -> int:
    """Return how many headings are known in the best of the first rows, if that is what parts them."""
    most = 0
    try:
        for _, cells in islice(_records(text, delimiter), SEEN):
            most = max(most, sum(field_of(cell.text) is not None for cell in cells))
    except QbankError:
        return most
    return most
