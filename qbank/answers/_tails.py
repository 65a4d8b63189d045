"""Texts whose lines end in cells of one sign each (0 and 1, A to F), read at about the speed of the disk."""

from __future__ import annotations

import csv
import re
import string
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from qbank.answers._cells import Cells, Growing, Ints, safe

_PIECE = 2 * 1024 * 1024
_STEP = 100_000
"""Bytes that are looked at together: they stay near the processor."""
_LOOKED_AT = 200_000
_FEWEST = 5
"""Cells of one sign for which it pays."""
_PLAIN = frozenset((string.digits + string.ascii_letters).encode())
_LINE_END = ord("\n")
_SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign != "\n")
_ODD = re.compile(f"[\"',;|{re.escape(_SPACES)}]")
"""What a code may have that is no part of it."""
Bytes = NDArray[np.uint8]


def by_tail(path: Path, encoding: str, delimiter: str, after: int, width: int) -> tuple[Ints, list[Cells]] | None:
    """Return the numbers of rows and their columns; None for a text of which any line is made otherwise.

    Args:
        path: the file.
        encoding: its encoding.
        delimiter: what parts cells.
        after: how many lines stand above.
        width: how many cells each line has.
    """
    if encoding not in {"utf-8-sig", "utf-8"}:
        return None
    with path.open("rb") as stream:
        for _ in range(after):
            stream.readline()
        start = stream.tell()
        sample = stream.readlines(_LOOKED_AT)
        first = sample[0] if sample else b""
        # A first code of one sign is no answer.
        count = _signs_at_end(sample, delimiter, width)
        if count < min(_FEWEST, width) or not count or first.startswith(BOM_UTF8):
            return None
        tails = _Tails(first, delimiter, count, width, path.stat().st_size - start)
        stream.seek(start)
        if not all(map(tails.take, _pieces(stream))):
            return None
    numbers = np.arange(after + 1, after + 1 + tails.lines, dtype=np.int64)
    return numbers, tails.columns()


def _signs_at_end(lines: Sequence[bytes], delimiter: str, width: int) -> int:
    """Return how many cells at the end of all lines are one sign, 0 where one has not as many cells as wanted."""
    between = delimiter.encode()
    backwards = re.compile(b"(?:[0-9A-Za-z]%b)*(?:[0-9A-Za-z]\\Z)?" % re.escape(between))
    found = []
    for line in lines:
        if line.count(between) + 1 != width:
            return 0
        signs = backwards.match(line.rstrip(b"\r\n")[::-1])
        found.append((signs.end() + 1) // 2 if signs else 0)
    return min(found, default=0)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the rest of a file in pieces of whole lines."""
    rest = b""
    while data := stream.read(_PIECE):
        data = rest + data
        cut = data.rfind(b"\n") + 1
        rest = data[cut:]
        if cut:
            yield data[:cut]
    if rest:
        yield rest


class _Tails:
    """Lines that are being read: of each some cells, then ``count`` cells of one sign.

    Args:
        first: line.
        delimiter: what parts cells.
        count: how many cells at the end are one sign.
        width: how many cells each line has.
        size: bytes of all lines.
    """

    def __init__(self, first: bytes, delimiter: str, count: int, width: int, size: int) -> None:
        self._delimiter, self._end = delimiter, b"\r\n" if first.endswith(b"\r\n") else b"\n"
        self._heads = [Growing() for _ in range(width - count)]
        # The delimiter before the first sign is one of them where anything stands before it.
        self._length = 2 * count - (not self._heads)
        # What is never written to takes no memory: most lines are longer.
        self._signs = np.empty((count, size // (self._length + 1) + 1), np.uint8)
        self.lines = 0
        """How many were taken."""

    def take(self, piece: bytes) -> bool:
        """Take some lines; False where one is made otherwise."""
        if not piece.endswith(b"\n"):
            piece += self._end
        data = np.frombuffer(piece, np.uint8)
        ends = np.flatnonzero(data == _LINE_END)
        starts = np.concatenate([[0], ends[:-1] + 1])
        stops = ends - (len(self._end) - 1)
        begins = stops - self._length
        if (begins < starts).any() or (data[stops] != self._end[0]).any() or not self._take_signs(data, begins):
            return False
        if not self._heads:
            return bool((begins == starts).all())
        return _heads(_between(data, starts, begins), self._delimiter, self._heads)

    def _take_signs(self, data: Bytes, begins: Ints) -> bool:
        """Put the signs of lines, each from its beginning on, beside the others; False for anything but plain ones."""
        windows = np.lib.stride_tricks.sliding_window_view(data, self._length)
        own = self._signs[:, self.lines : self.lines + len(begins)]
        self.lines += len(begins)
        first = int(bool(self._heads))
        low, high = np.full(self._length, 255, np.uint8), np.zeros(self._length, np.uint8)
        step = max(1, _STEP // self._length)
        for at in range(0, len(begins), step):
            tail = windows[begins[at : at + step]]
            own[:, at : at + step] = tail[:, first::2].T
            np.minimum(low, tail.min(axis=0), out=low)
            np.maximum(high, tail.max(axis=0), out=high)
        if any((each[1 - first :: 2] != ord(self._delimiter)).any() for each in (low, high)):
            return False
        seen = range(int(low[first::2].min()), int(high[first::2].max()) + 1)
        return not any((own == sign).any() for sign in seen if sign not in _PLAIN)

    def columns(self) -> list[Cells]:
        """Return what was read."""
        signs = self._signs[:, : self.lines]
        low = int(signs.min())
        words = tuple(map(chr, range(low, int(signs.max()) + 1)))
        signs -= np.uint8(low)
        return [*(each.cells() for each in self._heads), *(Cells(each, words) for each in signs)]


def _between(data: Bytes, starts: Ints, stops: Ints) -> Bytes:
    """Return what stands before each stop, a line each."""
    sizes = stops - starts + 1
    ends = np.cumsum(sizes)
    found: Bytes = data[np.arange(ends[-1]) + np.repeat(starts - ends + sizes, sizes)]
    found[ends - 1] = _LINE_END
    return found[:-1]


def _heads(lines: Bytes, delimiter: str, heads: Sequence[Growing]) -> bool:
    """Put the cells before the signs below the others; False where a line has not as many as the first."""
    try:
        texts = lines.tobytes().decode()
    except UnicodeDecodeError:
        return False
    split = texts.split("\n")
    if len(heads) == 1 and not _ODD.search(texts):
        heads[0].extend(split)
        return True
    try:
        rows = [row or [""] for row in csv.reader(split, delimiter=delimiter, strict=True)]
    except csv.Error:
        return False
    # A cell of several lines, or one without its other quotation mark.
    if len(rows) != len(split) or any(len(row) != len(heads) for row in rows):
        return False
    for column, cells in zip(heads, zip(*rows, strict=True), strict=True):
        column.extend(safe(text.strip()) for text in cells)
    return True
