"""Reading a practice page of ours again: its data block, a line an item, without looking at anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from qbank.errors import Problem
from qbank.formats._faults import FaultError, not_utf8
from qbank.formats._scan import decode
from qbank.formats.html_page._records import portable_from
from qbank.model.portable import Portable
from qbank.text.files import os_problem
from qbank.text.limits import MEGABYTE

FORMAT, VERSION = "qbank-practice", 1
_BLOCK = re.compile(rb'<script[^>]*\bid="qbank-practice"[^>]*>\s*$')
_LONGEST = 4 * MEGABYTE
_BEFORE = 4 * MEGABYTE
"""How far into a file the data may begin; our own pages have some 60 kB before it."""


def read(path: Path, file: str) -> Iterator[Portable | Problem]:
    """Yield the items of a page of ours in their order, and what is wrong with it; memory stays that of one item."""
    try:
        with path.open("rb") as stream:
            yield from _page(stream, file)
    except OSError as error:
        yield os_problem(error, file)


def _page(stream: BinaryIO, file: str) -> Iterator[Portable | Problem]:
    line = _block(stream)
    head = _decoded(stream.readline(_LONGEST + 1).rstrip(b"\r\n") + b"]}") if line else None
    if not isinstance(head, dict) or head.get("format") != FORMAT or head.get("items") != []:
        yield Problem("practice-not-ours", file)
        return
    version = head.get("version")
    if version != VERSION:
        yield Problem("practice-newer", file, values={"found": version, "known": VERSION})
        return
    yield from _items(stream, line + 1, file)


def _block(stream: BinaryIO) -> int:
    """Return the number of the line that opens the data block, 0 where there is none; the stream stands behind it."""
    number = 0
    while stream.tell() < _BEFORE:
        line = stream.readline(_LONGEST)
        number += 1
        if not line:
            return 0
        if _BLOCK.search(line):
            return number
    return 0


def _decoded(data: bytes) -> Any:  # noqa: ANN401 - JSON data
    try:
        text = data.decode()
        value, end = decode(text, 0)
    except (UnicodeDecodeError, FaultError):
        return None
    return value if end == len(text) else None


def _items(stream: BinaryIO, number: int, file: str) -> Iterator[Portable | Problem]:
    while line := stream.readline(_LONGEST + 1):
        number += 1
        if line.startswith(b"]"):
            return
        if len(line) > _LONGEST:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_LONGEST)
            yield Problem("practice-line-too-long", file, str(number), {"limit": _LONGEST // MEGABYTE})
            continue
        yield _item(line.strip().removesuffix(b","), number, file)
    yield Problem("practice-cut-off", file, str(number))


def _item(data: bytes, number: int, file: str) -> Portable | Problem:
    try:
        text = data.decode()
        record, end = decode(text, 0)
        if end != len(text) or not isinstance(record, dict):
            return Problem("practice-item-unreadable", file, str(number), {"reason": text[end : end + 20]})
        return portable_from(record, str(number))
    except UnicodeDecodeError as error:
        return not_utf8(file, error, number)
    except FaultError as fault:
        return Problem(fault.code, file, f"{number}:{fault.at + 1}", fault.values)
    except ValueError as error:
        return Problem("practice-item-unreadable", file, str(number), {"reason": str(error)})
