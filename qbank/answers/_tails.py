"""Texts whose lines end in cells of one sign each (0 and 1, A to F) or none, read at about the speed of the disk.

A few lines with longer cells are read one by one; a text with many of them, or with quotation marks there, is not read
here.
"""

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

_PIECE = 512 * 1024
"""Bytes that are read at a time: all that is made of them stays near the processor."""
_LOOKED_AT = 200_000
_FEWEST = 5
"""Cells of one sign for which it pays."""
_FEW = 20
"""One line in so many may have longer cells."""
_PLAIN = frozenset((string.digits + string.ascii_letters).encode())
_ODD_SIGN = 255
_LINE_END = ord("\n")
_SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign != "\n")
_ODD = re.compile(f"[\"',;|{re.escape(_SPACES)}]")
"""What a code may have that is no part of it."""
Bytes = NDArray[np.uint8]


def by_tail(
    path: Path, encoding: str, delimiter: str, after: int, width: int, lines: int
) -> tuple[Ints, list[Cells]] | None:
    """Return the numbers of rows and their columns; None for a text of which more than a few lines are made otherwise.

    Args:
        path: the file.
        encoding: its encoding.
        delimiter: what parts cells.
        after: how many lines stand above.
        width: how many cells each line has.
        lines: how many lines it has at most.
    """
    if encoding not in {"utf-8-sig", "utf-8"}:
        return None
    with path.open("rb") as stream:
        for _ in range(after):
            stream.readline()
        start = stream.tell()
        sample = stream.readlines(_LOOKED_AT)
        ends = list(_at_end(sample, delimiter.encode(), width))
        # A first code of one sign is no answer.
        counts = sorted(cells for cells, _ in ends)
        count = counts[len(counts) // _FEW] if counts else 0
        if count < min(_FEWEST, width) or not count or sample[0].startswith(BOM_UTF8):
            return None
        tails = _Tails(delimiter, count, width, lines, b"".join(tail for _, tail in ends))
        stream.seek(start)
        if not all(map(tails.take, _pieces(stream))):
            return None
    numbers = np.arange(after + 1, after + 1 + tails.lines, dtype=np.int64)
    return numbers, tails.columns()


def _at_end(lines: Sequence[bytes], between: bytes, width: int) -> Iterator[tuple[int, bytes]]:
    """Yield how many cells at the end of each line are one sign or none, 0 of one of another width, and these cells."""
    backwards = re.compile(b"(?:[0-9A-Za-z]?%b)*(?:[0-9A-Za-z]?\\Z)?" % re.escape(between))
    for line in lines:
        mirrored = line.rstrip(b"\r\n")[::-1]
        signs = backwards.match(mirrored)
        if line.count(between) + 1 != width or signs is None:
            yield 0, b""
        else:
            yield width if signs.end() == len(mirrored) else signs[0].count(between), signs[0]


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the rest of a file in pieces of whole lines, each of which ends in LF."""
    rest = b""
    while data := stream.read(_PIECE):
        data = rest + data
        cut = data.rfind(b"\n") + 1
        rest = data[cut:]
        if cut:
            yield data[:cut]
    if rest:
        yield rest + b"\n"


class _Tails:
    """Lines that are being read: of each some cells, then ``count`` cells, nearly all of them of one sign or none.

    Args:
        delimiter: what parts cells.
        count: how many cells at the end are one sign or none in nearly all lines.
        width: how many cells each line has.
        most: lines at most.
        sample: cells of some of them; what stands in these has the first codes, so that most columns need few.
    """

    def __init__(self, delimiter: str, count: int, width: int, most: int, sample: bytes) -> None:
        self._delimiter, self._width = delimiter, width
        self._heads = [Growing() for _ in range(width - count)]
        seen = frozenset(np.unique(np.frombuffer(sample, np.uint8)).tolist())
        signs = [*sorted(seen & _PLAIN), _LINE_END, *sorted(_PLAIN - seen)]
        self._places = {"" if sign == _LINE_END else chr(sign): code for code, sign in enumerate(signs)}
        codes = bytearray([_ODD_SIGN] * 256)
        for code, sign in enumerate(signs):
            codes[sign] = code
        # Before the end of an empty cell stands that of another one.
        codes[ord(delimiter)] = codes[_LINE_END]
        self._code_of, self._none = bytes(codes), codes[_LINE_END]
        self._codes = np.empty((count, most), np.uint8)
        self.lines = 0
        """How many were taken."""

    def take(self, piece: bytes) -> bool:
        """Take some lines; False where more than a few are made otherwise, or one in a way that is not read here."""
        if b"\r" in piece:
            piece = piece.replace(b"\r\n", b"\n")
        data, heads = np.frombuffer(piece, np.uint8), len(self._heads)
        is_last = data == _LINE_END
        ends = np.flatnonzero(is_last | (data == ord(self._delimiter)))
        lines, beyond = divmod(len(ends), self._width)
        if beyond or np.count_nonzero(is_last) != lines:
            return False
        ends_by_line = ends.reshape(lines, -1)
        last = ends_by_line[:, -1]
        if not is_last[last].all():
            return False
        codes_of_all = data.take(ends - 1).tobytes().translate(self._code_of)
        codes = np.frombuffer(codes_of_all, np.uint8).reshape(lines, -1)[:, heads:]
        starts = np.concatenate([[0], last[:-1] + 1])
        stops = ends_by_line[:, heads - 1] if heads else starts - 1
        # Only where no cell has a second sign there are as many signs as cells that say anything.
        signs, own = last - stops - codes.shape[1], self._codes[:, self.lines : self.lines + lines]
        own[:] = codes.T
        if int(signs.sum()) != np.count_nonzero(codes != self._none) or (codes == _ODD_SIGN).any():
            odd = np.flatnonzero((signs != (codes != self._none).sum(axis=1)) | (codes == _ODD_SIGN).any(axis=1))
            tails = [(line, data[stops[line] + 1 : last[line]].tobytes()) for line in odd.tolist()]
            if len(odd) > max(_FEW, lines // _FEW) or not self._one_by_one(tails, own):
                return False
        self.lines += lines
        return not heads or _heads(_between(data, starts, stops), self._delimiter, self._heads)

    def _one_by_one(self, tails: Sequence[tuple[int, bytes]], codes: Bytes) -> bool:
        """Put the cells of lines, whatever they say, among the codes; False where a mark may make one cell of several.

        Also where there are more words than codes.
        """
        for line, tail in tails:
            try:
                text = tail.decode()
            except UnicodeDecodeError:
                return False
            if '"' in text or "\r" in text:
                return False
            for at, cell in enumerate(text.split(self._delimiter)):
                code = self._places.setdefault(safe(cell.strip()), len(self._places))
                if code >= _ODD_SIGN:
                    return False
                codes[at, line] = code
        return True

    def columns(self) -> list[Cells]:
        """Return what was read."""
        codes = self._codes[:, : self.lines]
        words = tuple(self._places)[: int(codes.max()) + 1]
        return [*(each.cells() for each in self._heads), *(Cells(each, words) for each in codes)]


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
