"""A bank file to records and problems, one after the other: what is good is taken, the rest is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from qbank.errors import Problem
from qbank.formats._faults import FaultError, not_utf8
from qbank.formats._scan import Node, decode, nodes
from qbank.formats._taking import LISTS, Taken, Taker
from qbank.formats._upgrade import VERSION, is_known
from qbank.locale import brief

FORMAT = "qbank-bank"
LARGEST = 200 * 1024 * 1024
"""Bytes of a .json file, which is read at one go."""
LONGEST_LINE = 16 * 1024 * 1024
_LONGEST_HEAD = 64 * 1024
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Extra:
    """A field of a file's head beyond those we know."""

    name: str
    value: Any


Entry = Extra | Taken


def entries(stream: BinaryIO, file: str = "", *, largest: int = LARGEST) -> Iterator[Entry]:
    """Yield what a JSON or JSONL bank holds and what is wrong with it; the content tells which it is.

    JSONL is read line by line; of JSON the text is held, the records are made one by one.
    """
    first = stream.readline(_LONGEST_HEAD)
    if first.startswith(_BOM):
        yield Problem("json-bom", file, severity="warning")
        first = first.removeprefix(_BOM)
    head = _line_head(first)
    if head is not None:
        yield from _entries_of_lines(stream, head, file)
        return
    data = first + stream.read(largest + 1 - len(first))
    if len(data) > largest:
        yield Problem("json-too-large", file, values={"limit": largest // 1024**2})
    elif not data.strip():
        yield Problem("file-empty", file)
    else:
        yield from _entries_of_text(data, file)


def _line_head(first: bytes) -> dict[str, Any] | None:
    """Return the head if this is the first line of JSONL."""
    try:
        value, _ = decode(first.decode(), 0)
    except (UnicodeDecodeError, FaultError):
        return None
    return value if isinstance(value, dict) and value.get("record") == "header" else None


def _version_of(head: Mapping[str, Any]) -> int:
    version = head.get("version")
    if head.get("format") != FORMAT:
        raise FaultError("json-not-a-bank", 0, found=brief(str(head.get("format"))))
    if isinstance(version, bool) or not isinstance(version, int):
        raise FaultError("json-bad-version", 0, path="version", found=brief(str(version)))
    if version > VERSION:
        raise FaultError("made-by-newer-version", 0, path="version", found=version, known=VERSION)
    if not is_known(version):
        raise FaultError("json-bad-version", 0, path="version", found=version)
    return version


def _extras(head: Mapping[str, Any]) -> Iterator[Extra]:
    for name, value in head.items():
        if name == "extensions" and isinstance(value, Mapping):
            yield from (Extra(inner, each) for inner, each in value.items())
        elif name not in {"format", "version", "record", *LISTS.values()}:
            yield Extra(name, value)


# --- JSON -------------------------------------------------------------------------------------------


def _entries_of_text(data: bytes, file: str) -> Iterator[Entry]:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        yield not_utf8(file, error)
        return
    places = _Places(text, file)
    try:
        taker = Taker(file, _version_of(_text_head(text)))
    except FaultError as fault:
        yield places.problem(fault)
        return
    try:
        given = set()
        for node in nodes(text, tuple(LISTS.values())):
            given.add(node.name)
            yield from _entries_of_node(node, taker, places)
        if LISTS["item"] not in given:
            yield Problem("json-no-list", file, values={"field": LISTS["item"]})
    except FaultError as fault:
        yield places.problem(fault)
    yield from taker.rest()


def _text_head(text: str) -> dict[str, Any]:
    """Return format and version, reading no further than to the later of them."""
    head: dict[str, Any] = {}
    for node in nodes(text, tuple(LISTS.values())):
        if node.name in {"format", "version"}:
            head[node.name] = node.value
        if len(head) == 2:
            break
    return head


def _entries_of_node(node: Node, taker: Taker, places: _Places) -> Iterator[Entry]:
    if isinstance(node.value, FaultError):
        yield places.problem(node.value)
    elif node.index is not None:
        where = Problem("json-bad-field", places.file, places.place(node.at, node.path))
        yield from taker.taken(node.name, node.value, where, node.path)
    elif node.name not in LISTS.values():
        yield from _extras({node.name: node.value})
    elif not isinstance(node.value, list):
        yield Problem("json-no-list", places.file, places.place(node.at, node.name), {"field": node.name})


@dataclass(slots=True)
class _Places:
    """Offsets of a text as lines and columns; asked for in rising order, the text is counted through once."""

    text: str
    file: str
    _at: int = 0
    _line: int = 1

    def place(self, at: int, path: str) -> str:
        """Return path, line and column, both from 1: ``items[3].key 12:5``."""
        if at < self._at:
            self._at, self._line = 0, 1
        self._line += self.text.count("\n", self._at, at)
        self._at = at
        return f"{path} {self._line}:{at - self.text.rfind(chr(10), 0, at)}".strip()

    def problem(self, fault: FaultError) -> Problem:
        """Return what a fault is to the user."""
        return Problem(fault.code, self.file, self.place(fault.at, fault.path), fault.values)


# --- JSONL ------------------------------------------------------------------------------------------


def _entries_of_lines(stream: BinaryIO, head: dict[str, Any], file: str) -> Iterator[Entry]:
    try:
        taker = Taker(file, _version_of(head))
    except FaultError as fault:
        yield Problem(fault.code, file, f"{fault.path} 1:1".strip(), fault.values)
        return
    yield from _extras(head)
    number = 1
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            _pass_rest(stream, raw)
            limit = LONGEST_LINE // 1024**2
            yield Problem("json-line-too-long", file, f"{number}:1", {"limit": limit})
        elif raw.strip():
            yield from _entries_of_line(raw, number, taker)
    yield from taker.rest()


def _pass_rest(stream: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(LONGEST_LINE)


def _entries_of_line(raw: bytes, number: int, taker: Taker) -> Iterator[Entry]:
    try:
        text = raw.decode().strip()
        value, end = decode(text, 0)
        if end < len(text):
            raise FaultError("json-syntax", end, near=text[end : end + 20])
    except UnicodeDecodeError as error:
        yield not_utf8(taker.file, error, number)
    except FaultError as fault:
        place = f"{fault.path.lstrip('.')} {number}:{fault.at + 1}".strip()
        yield Problem(fault.code, taker.file, place, fault.values)
    else:
        kind = value.pop("record", None) if isinstance(value, dict) else None
        where = Problem("json-unknown-record", taker.file, f"{number}:1", {"found": brief(str(kind))})
        if isinstance(kind, str) and kind in LISTS:
            yield from taker.taken(LISTS[kind], value, where, "")
        else:
            yield where
