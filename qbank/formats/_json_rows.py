"""The records of somebody's JSON one by one, whatever the size of the file: a list, an object that holds one, or lines.

The C decoder takes value after value from a piece of the text; the piece grows only while a value does not end in it.
"""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

from qbank.errors import Problem, QbankError
from qbank.formats._faults import DEEPEST
from qbank.text.charset import decode

LARGEST = 200 * 1024 * 1024
"""Bytes of a file."""
LISTS = ("items", "questions", "questionList", "data", "list", "rows", "试题", "题目", "题库")
"""Names under which lists of records usually stand, the most usual first."""
_PIECE = 256 * 1024
"""Characters of a piece; the first has the first line of a file of lines, and more."""
_MOST_LEVELS = 3
_LINE_END = re.compile("\r\n?|\n")


class Doubled(dict[str, Any]):
    """An object of JSON that has a name twice; ``names`` are those, the last value of each is kept."""

    names: tuple[str, ...] = ()


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = Doubled(found)
    counted = Counter(name for name, _ in pairs)
    doubled.names = tuple(name for name, times in counted.items() if times > 1)
    return doubled


_DECODER = json.JSONDecoder(object_pairs_hook=_object_of)
_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A record, or what is wrong where one should be; ``place`` is its number in the list, or its line."""

    place: str
    value: Any = None
    problem: Problem | None = None


def rows_of(path: Path, ours: str) -> tuple[bool, Iterator[Row]]:
    """Return whether a file says that its format is ``ours``, and its records.

    Raises:
        QbankError: ``json-too-large``, ``json-syntax`` with line and column, ``json-too-deep``, ``json-no-records``,
            and as ``charset.decode``.
    """
    if path.stat().st_size > LARGEST:
        raise QbankError(Problem("json-too-large", values={"limit": LARGEST // 1024**2}))
    file = _File(path)
    if file.is_lines():
        return False, _of_lines(file)
    # Once through to know that all of it is sound and where the records are, once more to give them out.
    kinds: dict[_Path, str] = {}
    made = ""
    for event in _walk(file.reader()):
        match event:
            case (("format",), str() as said):
                made = said
            case (found, str() as kind) if found[-1:] != ("format",):
                kinds[found] = kind
    chosen = _chosen(kinds)
    return made == ours, (Row(f"[{n}]", value) for n, value in enumerate(_elements(file, chosen), 1))


def _chosen(kinds: Mapping[_Path, str]) -> _Path:
    """Return where the list of records is: the text itself, or under a usual name, or under one within that."""
    path: _Path = ()
    for _ in range(_MOST_LEVELS):
        if kinds.get(path) == "list":
            return path
        path = next(((*path, name) for name in LISTS if (*path, name) in kinds), ("",))
    raise QbankError(Problem("json-no-records", values={"names": "、".join(LISTS[:3])}))


def _elements(file: _File, chosen: _Path) -> Iterator[Any]:
    for event in _walk(file.reader()):
        if isinstance(event, _Element) and event.path == chosen:
            yield event.value


# --- lines --------------------------------------------------------------------------------------------


def _of_lines(file: _File) -> Iterator[Row]:
    """Yield the objects that stand one in each line; a line that is none is told, and the others go on."""
    for number, line in enumerate(file.lines(), 1):
        if line.strip():
            try:
                yield Row(str(number), _DECODER.decode(line.strip()))
            except (json.JSONDecodeError, RecursionError):
                values = {"near": line.strip()[:20]}
                yield Row(str(number), problem=Problem("json-syntax", place=str(number), values=values))


class _File:
    """A file of text: piece by piece where it is UTF-8, as a whole in any other encoding."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._whole = "" if self._is_utf8() else decode(path.read_bytes()).text.lstrip("\ufeff")

    def _is_utf8(self) -> bool:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            with self._path.open("rb") as stream:
                while piece := stream.read(_PIECE):
                    decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True

    def pieces(self) -> Iterator[str]:
        """Yield the text."""
        if self._whole:
            yield self._whole
            return
        with self._path.open(encoding="utf-8-sig", newline="") as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        if self._whole:
            yield from StringIO(self._whole)
            return
        with self._path.open(encoding="utf-8-sig") as stream:
            yield from stream

    def reader(self) -> _Reader:
        """Return a reader at the beginning."""
        return _Reader(self.pieces())

    def is_lines(self) -> bool:
        """Tell whether the first line is an object by itself, and another follows or it is a record."""
        head = next(self.pieces(), "").lstrip()
        first, rest = (*_LINE_END.split(head, maxsplit=1), "")[:2]
        if not first.startswith("{") or rest.lstrip()[:1] not in {"{", ""}:
            return False
        try:
            found = _DECODER.decode(first.strip())
        except (json.JSONDecodeError, RecursionError):
            return False
        return bool(rest.strip()) or not found.keys() & set(LISTS)


# --- one value after the other ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of a list that may be one of records."""

    path: _Path
    value: Any


_Event = tuple[_Path, str] | _Element


def _walk(reader: _Reader) -> Iterator[_Event]:
    """Yield what a text holds: the kind of each value that may be or hold a list of records, and their elements.

    Raises:
        QbankError: ``json-syntax``, ``json-too-deep``.
    """
    yield from _value(reader, ())
    if reader.sign():
        reader.refuse()


def _value(reader: _Reader, path: _Path) -> Iterator[_Event]:
    match reader.sign():
        case "[":
            yield path, "list"
            yield from _list(reader, path)
        case "{" if len(path) < _MOST_LEVELS:
            yield path, "object"
            yield from _object(reader, path)
        case _:
            reader.value()
            yield path, "other"


def _list(reader: _Reader, path: _Path) -> Iterator[_Event]:
    reader.take()
    more = reader.sign() != "]"
    while more:
        yield _Element(path, reader.value())
        more = reader.sign() == ","
        if more:
            reader.take()
    reader.take("]")


def _object(reader: _Reader, path: _Path) -> Iterator[_Event]:
    reader.take()
    more = reader.sign() != "}"
    while more:
        if reader.sign() != '"':
            reader.refuse()
        name = reader.value()
        reader.sign()
        reader.take(":")
        if name in LISTS:
            yield from _value(reader, (*path, name))
        else:
            reader.sign()
            value = reader.value()
            if name == "format" and not path and isinstance(value, str):
                yield ("format",), value
        more = reader.sign() == ","
        if more:
            reader.take()
            reader.sign()
    reader.take("}")


class _Reader:
    """A text of JSON, read forwards."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._text, self._at = "", 0
        self._lines, self._columns = 0, 0

    def sign(self) -> str:
        """Return the next character that is not white space, "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in " \t\r\n":
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, sign: str = "") -> None:
        """Go past the next character, which must be ``sign`` if that is given."""
        if sign and self._text[self._at : self._at + 1] != sign:
            self.refuse()
        self._at += 1

    def value(self) -> Any:  # noqa: ANN401 - JSON data
        """Return the next value."""
        self.sign()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    self.refuse(error.pos)
                continue
            except (RecursionError, ValueError) as error:
                raise QbankError(Problem("json-too-deep", values={"limit": DEEPEST})) from error
            # A number may go on in the next piece, after its point, too.
            if self._text[end : end + 1] not in {"", ".", "e", "E"} or not self._more():
                self._at = end
                return value

    def _more(self) -> bool:
        """Add to the text at hand, as much again as there is; forget what was read. False at the end of the file."""
        wanted = len(self._text) - self._at
        found = list[str]()
        while sum(map(len, found)) <= wanted and (piece := next(self._pieces, "")):
            found.append(piece)
        if not found:
            return False
        read = self._text[: self._at]
        breaks = read.count("\n")
        self._lines += breaks
        self._columns = len(read) - read.rindex("\n") - 1 if breaks else self._columns + len(read)
        self._text, self._at = self._text[self._at :] + "".join(found), 0
        return True

    def refuse(self, at: int | None = None) -> NoReturn:
        """Raise ``json-syntax`` for a place in the text at hand, that of the next character if none is given."""
        at = self._at if at is None else at
        read = self._text[:at]
        breaks = read.count("\n")
        column = len(read) - read.rindex("\n") if breaks else self._columns + len(read) + 1
        values = {"near": self._text[at : at + 20].split("\n", maxsplit=1)[0]}
        raise QbankError(Problem("json-syntax", place=f"{self._lines + breaks + 1}:{column}", values=values))
