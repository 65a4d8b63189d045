"""Canonical lines in canonical order, however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple

from qbank.errors import Problem, QbankError
from qbank.formats._faults import FaultError
from qbank.formats._scan import decode

_IN_MEMORY = 64 * 1024 * 1024
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


class Line(NamedTuple):
    """One record as canonical JSON without a line feed, and what it is sorted by."""

    key: tuple[str, ...]
    data: bytes


def line(data: dict[str, Any], key: tuple[str, ...]) -> Line:
    """Return the one line of a record: keys sorted by code point, no spaces, characters as they are.

    Raises:
        QbankError: ``bad-unicode`` for a text with NUL or half a character, which nobody could read back.
    """
    try:
        encoded = _encode(data).encode()
        if b"\\u0000" in encoded:
            decode(encoded.decode(), 0)
    except (UnicodeEncodeError, FaultError) as error:
        raise QbankError(Problem("bad-unicode", place=" ".join(key))) from error
    return Line(key, encoded)


def in_order(lines: Iterable[Line], *, in_memory: int = _IN_MEMORY) -> Iterator[bytes]:
    """Yield the lines sorted by key; what does not fit into ``in_memory`` bytes waits in temporary files.

    Raises:
        ValueError: if two lines have one key.
    """
    with ExitStack() as stack:
        runs: list[Iterator[Line]] = []
        held: list[Line] = []
        size = 0
        for each in lines:
            held.append(each)
            size += len(each.data)
            if size > in_memory:
                file = stack.enter_context(TemporaryFile())
                runs.append(_spilled(sorted(held), file))
                held, size = [], 0
        yield from _once(merge(*runs, iter(sorted(held))))


def _once(lines: Iterable[Line]) -> Iterator[bytes]:
    last: tuple[str, ...] | None = None
    for each in lines:
        if each.key == last:
            raise ValueError(f"{each.key} is there twice")
        last = each.key
        yield each.data


def _spilled(lines: Iterable[Line], file: BinaryIO) -> Iterator[Line]:
    """Write lines to a file now and return an iterator that reads them back."""
    for each in lines:
        file.write(json.dumps(each.key).encode() + b"\t" + each.data + b"\n")
    file.seek(0)
    return map(_read_back, file)


def _read_back(raw: bytes) -> Line:
    key, _, data = raw.rstrip(b"\n").partition(b"\t")
    return Line(tuple(json.loads(key)), data)
