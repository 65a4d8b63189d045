"""An answer file, opened: its sheets with their first rows, and all rows as columns of cells."""

from __future__ import annotations

import csv
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np

from qbank.answers._cells import Cells, Growing, Ints, safe
from qbank.answers._quotes import Broken, may_be_open, records, width_of
from qbank.answers._tails import by_tail
from qbank.errors import Problem, QbankError
from qbank.formats.tables.sheets import Rows, Sheet, sheets, told
from qbank.text.charset import decode
from qbank.text.files import refuse_special
from qbank.text.limits import MEGABYTE
from qbank.text.sniff import HEAD_BYTES, kind_of

TOP = 30
"""Rows in which headings are looked for."""
LARGEST = 2_000 * MEGABYTE
_WHOLE = 32 * MEGABYTE
"""A longer text is not held in memory as a whole."""
_FAST = 1 * MEGABYTE
"""From here on pandas pays."""
_DELIMITERS = (",", "\t", ";", "|")
_CHUNK_CELLS = 2_000_000
_LOOKED_AT = 200_000
_MOSTLY = 0.9


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet.

    Args:
        name: of the sheet, "" in plain text.
        top: number and texts of the first rows.
        columns: gives for the rows below one the numbers of the rows and a column of cells each, of that many.
        problems: what is doubtful about the file.
        lost: how many rows are not read, ``first_lost`` the number of the first, 0 for none.
    """

    name: str
    top: Sequence[tuple[int, list[str]]]
    columns: Callable[[int, int], tuple[Ints, list[Cells]]]
    problems: tuple[Problem, ...] = ()
    lost: int = 0
    first_lost: int = 0

    def place(self, row: int) -> str:
        """Return where a row is, in no language: ``Sheet1!7``."""
        return "!".join(filter(None, (self.name, str(row) if row else "")))


@contextmanager
def grids(path: Path, file: str) -> Iterator[list[Grid]]:
    """Give the sheets of a file while it is open.

    Raises:
        QbankError: it is not there, empty, too large, of another kind, protected, damaged, or in no encoding.
    """
    with told(file):
        refuse_special(path)
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    if kind_of(head) or not head.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        with sheets(path, file) as found:
            yield [_of_sheet(sheet) for sheet in found]
        return
    if size > LARGEST:
        raise QbankError(Problem("table-large", file, values={"limit": LARGEST // MEGABYTE}))
    with told(file):
        yield [_of_text(path, size, file)]


# --- sheets of a workbook -----------------------------------------------------------------------------


def _of_sheet(sheet: Sheet) -> Grid:
    def rows() -> Rows:
        return ((number, [safe(text) for text in texts]) for number, texts in sheet.rows())

    def columns(after: int, width: int) -> tuple[Ints, list[Cells]]:
        return _columns(rows(), after, width)

    return Grid(sheet.name, list(islice(rows(), TOP)), columns)


def _columns(rows: Rows, after: int, width: int) -> tuple[Ints, list[Cells]]:
    growing = [Growing() for _ in range(width)]
    kept: list[int] = []
    for number, texts in rows:
        if number <= after or not any(texts[:width]):
            continue
        kept.append(number)
        for at, column in enumerate(growing):
            column.add(texts[at] if at < len(texts) else "")
    return np.array(kept, np.int64), [column.cells() for column in growing]


# --- plain text ---------------------------------------------------------------------------------------


def _of_text(path: Path, size: int, file: str) -> Grid:
    encoding, problems = _encoding(path, size, file)
    with path.open(encoding=encoding, newline="") as stream:
        sample = stream.read(_LOOKED_AT)
    delimiter = max(_DELIMITERS, key=lambda each: _width(sample, each))
    lines = sample.splitlines(keepends=True)
    width = width_of(lines, delimiter)
    top = list(islice(records(lines, delimiter, width), TOP))
    with told(file):
        has_marks, is_mixed, line_ends = _signs_of(path)
        broken = _broken(path, encoding, delimiter, width) if has_marks else Broken()

    def columns(after: int, width_read: int) -> tuple[Ints, list[Cells]]:
        if size > _FAST and not broken and not is_mixed:
            found = by_tail(path, encoding, delimiter, after, width_read, line_ends + 1)
            found = found or _by_pandas(path, encoding, delimiter, after, width_read)
            if found is not None:
                return _without_blank_rows(*found)
        with path.open(encoding=encoding, newline="") as stream, told(file):
            return _columns(records(stream, delimiter, width), after, width_read)

    return Grid("", top, columns, (*problems, *broken.problems(file)), len(broken), broken.first)


def _signs_of(path: Path) -> tuple[bool, bool, int]:
    """Tell whether a text has quotation marks, whether lines end in CR alone beside others, and how many end in LF."""
    has_marks, alone, feeds, before = False, 0, 0, b""
    with path.open("rb") as stream:
        while piece := stream.read(_FAST):
            has_marks = has_marks or b'"' in piece
            feeds += piece.count(b"\n")
            if b"\r" in piece or before == b"\r":
                both = piece.count(b"\r\n") + (before == b"\r" and piece[:1] == b"\n")
                alone += piece.count(b"\r") - both
            before = piece[-1:]
    return has_marks, bool(alone and feeds), feeds


def _broken(path: Path, encoding: str, delimiter: str, width: int) -> Broken:
    """Return the lines of a text that are not read for their quotation marks."""
    broken = Broken()
    with path.open(encoding=encoding, newline="") as stream:
        if not may_be_open(stream):
            return broken
        stream.seek(0)
        for _ in records(stream, delimiter, width, broken):
            pass
    return broken


def _encoding(path: Path, size: int, file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return in which encoding all of a file is written."""
    if size <= _WHOLE:
        decoded = decode(path.read_bytes())
        return _marked(decoded.encoding), decoded.problems
    with path.open("rb") as stream:
        sample = stream.read(_FAST)
    decoded = decode(sample[: sample.rfind(b"\n") + 1] or sample)
    encoding, offset, line = _marked(decoded.encoding), 0, 1
    with path.open(encoding=encoding, newline="") as text:
        try:
            while piece := text.read(_FAST):
                offset += len(piece)
                line += piece.count("\n")
        except UnicodeDecodeError as error:
            values = {"encoding": decoded.encoding, "offset": offset, "line": line}
            raise QbankError(Problem("broken-encoding", file, values=values)) from error
    return encoding, decoded.problems


def _marked(encoding: str) -> str:
    return {"utf-8": "utf-8-sig", "ascii": "utf-8-sig"}.get(encoding, encoding)


def _width(sample: str, delimiter: str) -> tuple[bool, float]:
    """Return into how many cells most of the first rows are parted, before it whether nearly all are parted alike."""
    lines = sample.splitlines(keepends=True)
    width = width_of(lines, delimiter)
    try:
        widths = [len(row) for _, row in islice(records(lines, delimiter, width), TOP) if any(row)]
    except csv.Error:
        return False, 0
    alike = Counter(widths).most_common(1)
    # A comma between cells, a semicolon within those of one column.
    return bool(alike) and alike[0][0] > 1 and alike[0][1] >= _MOSTLY * len(widths), median(widths) if widths else width


def _by_pandas(path: Path, encoding: str, delimiter: str, after: int, width: int) -> tuple[Ints, list[Cells]] | None:
    """Return the columns of a long text quickly; None where its rows are not all alike."""
    import pandas as pd

    growing = [_Lots() for _ in range(width)]
    options = {
        "encoding": encoding.removesuffix("-sig"),
        "sep": delimiter,
        "header": None,
        "names": list(range(width)),
        "index_col": False,
        "skiprows": after,
        "skip_blank_lines": False,
        "na_filter": False,
        # As they stand: 007 is no 7.
        "dtype": object,
        "chunksize": max(1, _CHUNK_CELLS // width),
    }
    try:
        with warnings.catch_warnings(), pd.read_csv(path, **options) as chunks:
            # What stands beyond the headings is not read, here as elsewhere.
            warnings.simplefilter("ignore", pd.errors.ParserWarning)
            for chunk in chunks:
                for at, column in enumerate(growing):
                    column.add(*pd.factorize(chunk[at].to_numpy()))
    except ValueError:
        return None
    columns = [column.cells() for column in growing]
    return np.arange(after + 1, after + 1 + len(columns[0].codes), dtype=np.int64), columns


class _Lots:
    """A column that grows by many cells at once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._pieces: list[Ints] = []

    def add(self, codes: Ints, texts: Sequence[object]) -> None:
        """Put cells below the others: for each the place of its text among these; -1 for a row that ended early."""
        words = [*(safe(text.strip()) if isinstance(text, str) else "" for text in texts), ""]
        known = self._places
        places = [known.setdefault(word, len(known)) for word in (words if (codes < 0).any() else words[:-1])]
        kind = np.dtype(np.int8 if len(known) < np.iinfo(np.int8).max else np.int32)
        own: Ints = np.array(places, kind)[codes] if places else np.zeros(0, kind)
        self._pieces.append(own)

    def cells(self) -> Cells:
        """Return the column."""
        return Cells(np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.int8), tuple(self._places))


def _without_blank_rows(numbers: Ints, columns: list[Cells]) -> tuple[Ints, list[Cells]]:
    """Return numbers of rows and their columns without those rows that say nothing at all."""
    blank = _blank_rows(columns)
    if blank is None:
        return numbers, columns
    return numbers[~blank], [Cells(column.codes[~blank], column.words) for column in columns]


def _blank_rows(columns: Sequence[Cells]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]] | None:
    """Return which rows say nothing at all, None where none does."""
    blank = None
    # The last ones have the fewest texts to look through.
    for column in reversed(columns):
        empty = [code for code, word in enumerate(column.words) if not word]
        if not empty:
            return None
        own = np.isin(column.codes, empty)
        blank = own if blank is None else blank & own
        if not blank.any():
            return None
    return blank
