"""Texts whose lines end in cells of one sign each (0 and 1, A to F), read at about the speed of the disk."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from qbank.answers._cells import Cells, Growing, Ints, safe

_PIECE = 8 * 1024 * 1024
_LOOKED_AT = 200_000
_FEWEST = 5
"""Cells of one sign for which it pays."""
_PLAIN = np.array([chr(sign).isascii() and chr(sign).isalnum() for sign in range(256)])
_LINE_END = ord("\n")
_ODD = re.compile(r"[\"',;|\t \u3000\xa0]")
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
        count = min((_signs_at_end(line, delimiter, width) for line in sample), default=0)
        if count < min(_FEWEST, width) or not count or first.startswith(BOM_UTF8):
            return None
        stream.seek(start)
        heads = [Growing() for _ in range(width - count)]
        tails = []
        for piece in _pieces(stream):
            tail = _taken(piece, _line_end(first), delimiter, count, heads)
            if tail is None:
                return None
            tails.append(tail)
    signs = np.concatenate(tails, axis=1)
    low = int(signs.min())
    words = tuple(map(chr, range(low, int(signs.max()) + 1)))
    numbers = np.arange(after + 1, after + 1 + signs.shape[1], dtype=np.int64)
    signs -= np.uint8(low)
    return numbers, [*(each.cells() for each in heads), *(Cells(each, words) for each in signs)]


def _signs_at_end(line: bytes, delimiter: str, width: int) -> int:
    """Return how many cells at the end of a line are one sign, 0 where it has not as many cells as wanted."""
    cells = line.rstrip(b"\r\n").split(delimiter.encode())
    if len(cells) != width:
        return 0
    others = (at for at, cell in enumerate(reversed(cells)) if len(cell) != 1 or not _PLAIN[cell[0]])
    return next(others, width)


def _line_end(line: bytes) -> int:
    """Return how many signs end a line; the last may lack them."""
    return 2 if line.endswith(b"\r\n") else 1


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


def _taken(piece: bytes, end: int, delimiter: str, count: int, heads: list[Growing]) -> Bytes | None:
    """Return the signs of some lines, a row a column, and put what stands before them below the other heads."""
    if not piece.endswith(b"\n"):
        piece += b"\r\n" if end > 1 else b"\n"
    data = np.frombuffer(piece, np.uint8)
    ends = np.flatnonzero(data == _LINE_END)
    starts = np.concatenate([[0], ends[:-1] + 1])
    stops = ends - (end - 1)
    length = 2 * count - (not heads)
    begins = stops - length
    if (begins < starts).any() or (end > 1 and (data[stops] != ord("\r")).any()):
        return None
    tail = np.lib.stride_tricks.sliding_window_view(data, length)[begins]
    signs, between = (tail[:, 1::2], tail[:, ::2]) if heads else (tail[:, ::2], tail[:, 1::2])
    if not _PLAIN[signs].all() or (between != ord(delimiter)).any():
        return None
    if heads and not _heads(piece, starts, begins, delimiter, heads):
        return None
    if not heads and (begins != starts).any():
        return None
    return np.ascontiguousarray(signs.T)


def _heads(piece: bytes, starts: Ints, stops: Ints, delimiter: str, heads: list[Growing]) -> bool:
    """Put the cells before the signs below the others; False where a line has not as many as the first."""
    lines = [piece[start:stop] for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
    try:
        texts = b"\n".join(lines).decode()
    except UnicodeDecodeError:
        return False
    if len(heads) == 1 and not _ODD.search(texts):
        heads[0].extend(texts.split("\n"))
        return True
    try:
        rows = [row or [""] for row in csv.reader(texts.split("\n"), delimiter=delimiter, strict=True)]
    except csv.Error:
        return False
    # A cell of several lines, or one without its other quotation mark.
    if len(rows) != len(lines) or any(len(row) != len(heads) for row in rows):
        return False
    for column, cells in zip(heads, zip(*rows, strict=True), strict=True):
        column.extend(safe(text.strip()) for text in cells)
    return True
