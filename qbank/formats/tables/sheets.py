"""Sheets of somebody's workbook as rows of texts, for those who read no items from them.

A reader of items wants to know how a cell came about. Here a formula is what it came to, and a sheet as wide as it is.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats.tables import _parts as parts
from qbank.formats.tables._cells import clean, is_date, unescaped
from qbank.formats.tables._marks import Merge, marks
from qbank.formats.tables._source import LIMITS, opened
from qbank.formats.tables._source import told as told
from qbank.model.numerals import is_figures
from qbank.text.archive import open_checked
from qbank.text.sniff import HEAD_BYTES, kind_of

__all__ = ("Rows", "Sheet", "sheets", "told")

_Element = Any  # lxml publishes no types
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_MOST_COLUMNS = 20_000

Rows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is shown: its name, and how to read number and texts of each row that has any cell."""

    name: str
    rows: Callable[[], Rows]


@contextmanager
def sheets(path: Path, file: str) -> Iterator[list[Sheet]]:
    """Give the sheets of a workbook while it is open.

    Raises:
        QbankError: it is no workbook, empty, too large, protected, damaged, or not safe to read.
    """
    with ExitStack() as stack:
        with told(file):
            with path.open("rb") as stream:
                kind = kind_of(stream.read(HEAD_BYTES))
            if kind != "zip" or path.stat().st_size > LIMITS.file_bytes:
                stack.enter_context(opened(path, file))  # which says what is wrong with it
            if kind != "zip":  # items are read from a web page or from text, but they are no workbook
                raise QbankError(Problem("table-not-a-table", values={"kind": kind.upper() or "TXT"}))
            archive = stack.enter_context(open_checked(path, LIMITS))
            if parts.WORKBOOK not in archive.namelist():
                raise QbankError(Problem("table-not-a-table", values={"kind": "ZIP"}))
            book = parts.book(archive)
            found = [each for each in parts.parts(archive) if each.is_shown]
        yield [Sheet(part.name, _reader(archive, part, book, file)) for part in found]


def _reader(archive: zipfile.ZipFile, part: parts.Part, book: parts.Book, file: str) -> Callable[[], Rows]:
    @cache
    def merges() -> tuple[Merge, ...]:
        return tuple(marks(archive, part).merges)

    def read() -> Rows:
        with told(file):
            yield from _spread(_rows(archive, part, book), merges())

    return read


def _rows(archive: zipfile.ZipFile, part: parts.Part, book: parts.Book) -> Rows:
    number = 0
    with archive.open(part.member) as stream:
        for element in parts._elements(stream, "row"):
            said = element.get("r", "")
            number = int(said) if is_figures(said) else number + 1
            yield number, _texts(element, book)


def _texts(row: _Element, book: parts.Book) -> list[str]:
    found: list[str] = []
    at = 0
    for element in row:
        place = element.get("r")
        at = parts.column_of(place) if place else at + 1
        if at > _MOST_COLUMNS:
            break
        text = _text(element, book)
        if text:
            if at > len(found) + 1:
                found += [""] * (at - 1 - len(found))
            found[at - 1 :] = [text]
    return found


def _text(element: _Element, book: parts.Book) -> str:
    value, formula = None, None
    for child in element:
        name = child.tag[-2:]
        if name == "}v":
            value = child.text
        elif name == "}f":
            formula = child.text
    kind = element.get("t", "n")
    if kind == "inlineStr":
        return clean(unescaped(parts.said(element)))
    if not value:
        # What was never calculated is shown as what it is: it cannot be taken for a blank.
        return f"={formula}" if formula else ""
    match kind:
        case "s":
            return clean(unescaped(book.texts[int(value)]))
        case "n":
            return _number(float(value), element.get("s"), book)
        case "b":
            return "True" if value.strip() in {"1", "true"} else "False"
    return clean(unescaped(value))


def _number(value: float, style: str | None, book: parts.Book) -> str:
    """Return what a number says: a day in ISO's form, a share as percent where it is shown as such."""
    at = int(style) if style else -1
    code = book.codes[at] if 0 <= at < len(book.codes) else "General"
    if code == "General":
        return f"{value:.15g}"
    if is_date(code):
        return (_EPOCH + timedelta(days=value)).isoformat(" ", "seconds")
    return f"{value * 100:.15g}%" if "%" in code else f"{value:.15g}"


def _spread(rows: Rows, merges: tuple[Merge, ...]) -> Rows:
    """Yield the rows; a cell that is one with others below it speaks for them."""
    tall: dict[int, list[tuple[int, int]]] = {}
    for merge in merges:
        if merge.bottom > merge.top:
            tall.setdefault(merge.top, []).append((merge.left, merge.bottom))
    still: dict[int, tuple[int, str]] = {}
    for number, texts in rows:
        for at, (bottom, text) in list(still.items()):
            if number > bottom:
                del still[at]
                continue
            texts += [""] * (at - len(texts))
            texts[at - 1] = text
        for left, bottom in tall.get(number, ()):
            if left <= len(texts) and texts[left - 1]:
                still[left] = (bottom, texts[left - 1])
        yield number, texts
