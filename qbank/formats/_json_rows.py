"""The records of somebody's JSON one by one, whatever the size of the file: a list, an object that holds one, or lines.

The C decoder takes value after value from a piece of the text; the piece grows only while a value does not end in it.
"""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

from qbank.errors import Problem, QbankError
from qbank.formats._faults import DEEPEST
from qbank.formats._json_names import is_record, part_of, passage_of
from qbank.formats._json_places import (
    LISTS,
    NOTHING_AROUND,
    Around,
    holds_records,
    may_be_records,
    named,
    records_in,
    within,
)
from qbank.text.charset import decode

LARGEST = 200 * 1024 * 1024
"""Bytes of a file."""
_PIECE = 256 * 1024
"""Characters of a piece; the first has the first line of a file of lines, and more."""
_MOST_LEVELS = 3
_CHOICES = {("options",), ("choices",), ("answer",), ("选项",)}
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
    """A record and what is around it, or what is wrong where one should be.

    ``place`` is its number in the list, with the list's name where there are several, or its line.
    """

    place: str
    value: Any = None
    problem: Problem | None = None
    around: Around = NOTHING_AROUND


def rows_of(path: Path, ours: str) -> tuple[bool, Iterator[Row], list[str]]:
    """Return whether a file says that its format is ``ours``, its records, and names of lists that are not read.

    Raises:
        QbankError: ``json-too-large``, ``json-syntax`` with line and column, ``json-too-deep``, ``json-no-records``,
            and as ``charset.decode``.
    """
    if path.stat().st_size > LARGEST:
        raise QbankError(Problem("json-too-large", values={"limit": LARGEST // 1024**2}))
    file = _File(path)
    if file.is_lines():
        return False, _of_lines(file), []
    # Once through to know that all of it is sound and where the records are, once more to give them out.
    seen = _Seen()
    for event in _walk(file.reader()):
        seen.note(event)
    chosen = seen.chosen()
    return seen.fields.get((), {}).get("format") == ours, _given(file, chosen), seen.lost(chosen)


class _Seen:
    """What a file holds: the fields of its outer objects, its outer lists and which of them have records."""

    def __init__(self) -> None:
        self.fields: dict[_Path, dict[str, Any]] = {}
        self._lists: dict[_Path, bool] = {}
        self._filled = set[_Path]()

    def note(self, event: _Event) -> None:
        """Take up one thing after the other, as they stand in the file."""
        path, what, value = event
        if what == "object":
            self.fields.setdefault(path, {})
        elif what == "list":
            self._lists.setdefault(path, False)
        elif what == "element":
            self._filled.add(path)
            self._lists[path] = self._lists[path] or may_be_records(path[-1] if path else "", value)
        elif path:
            self.fields[path[:-1]][path[-1]] = value

    def chosen(self) -> dict[_Path, Around]:
        """Return where records are, and what is around those of each place.

        Raises:
            QbankError: ``json-no-records``.
        """
        known = self._known()
        whole = {path for path in self.fields if is_record(known[path]) and path[-1:] not in _CHOICES}
        deep = [(*path, name) for path, said in self.fields.items() for name in said if holds_records(said[name])]
        lists = [path for path, has_records in self._lists.items() if has_records]
        if lists or deep:
            whole.discard(())
        found = [path for path in (*self.fields, *lists, *deep) if path in whole or path not in self.fields]
        found = [path for path in found if not _is_within(path, whole)]
        passages = self._passages()
        return {path: self._around(path, passages) for path in dict.fromkeys(found or [self._usual()])}

    def lost(self, chosen: Collection[_Path]) -> list[str]:
        """Return the names of lists and objects that say something and have nothing to do with those chosen."""
        above = {path[:at] for path in chosen for at in range(len(path) + 1)}
        passages = self._passages()
        said = {path for path, fields in self.fields.items() if any(isinstance(each, str) for each in fields.values())}
        free = (path for path in self._filled | said if path not in above and not _is_within(path, chosen))
        told = (path for path in free if path[:-1] not in above or path[-1] not in passages.get(path[:-1], {}))
        return sorted(map(".".join, told))

    def _passages(self) -> dict[_Path, dict[str, Any]]:
        """Return by outer object the passages that are objects of their own within it."""
        found: dict[_Path, dict[str, Any]] = {}
        for path, said in self.fields.items():
            if path and part_of(path[-1])[0] == "stimulus" and passage_of(said):
                found.setdefault(path[:-1], {})[path[-1]] = said
        return found

    def _known(self) -> dict[_Path, dict[str, Any]]:
        """Return the objects as far as they are known: something stands for each list that has no records."""
        known = {path: dict(said) for path, said in self.fields.items()}
        for path, has_records in self._lists.items():
            if path and not has_records:
                known[path[:-1]][path[-1]] = ["…"]
        for path, said in self.fields.items():
            if path:
                known[path[:-1]][path[-1]] = said
        return known

    def _usual(self) -> _Path:
        """Return the list under a usual name, or under one within that, whatever it has."""
        path: _Path = ()
        for _ in range(_MOST_LEVELS):
            if path in self._lists:
                return path
            path = next(
                ((*path, name) for name in LISTS if (*path, name) in self._lists or (*path, name) in self.fields), ("",)
            )
        raise QbankError(Problem("json-no-records", values={"names": "、".join(LISTS[:3])}))

    def _around(self, path: _Path, passages: Mapping[_Path, Mapping[str, Any]]) -> Around:
        around = NOTHING_AROUND
        for at, name in enumerate(path):
            outer = path[:at]
            around = named(within(around, {**self.fields[outer], **passages.get(outer, {})}, is_top=not at), name)
        return around


def _is_within(path: _Path, others: Collection[_Path]) -> bool:
    """Tell whether a place is within one of others."""
    return any(path[:at] in others for at in range(len(path)))


def _given(file: _File, chosen: Mapping[_Path, Around]) -> Iterator[Row]:
    """Yield the records of the places chosen, in the order of the file."""
    counted = Counter[_Path]()
    for path, what, value in _walk(file.reader(), chosen):
        if path in chosen and what in {"element", "value"}:
            counted[path] += 1
            name = ".".join(path) if len(chosen) > 1 else ""
            at = f"{name}[{counted[path]}]" if what == "element" or not name else name
            yield from (Row(*each[:2], around=each[2]) for each in records_in(value, at, chosen[path]))


# --- lines --------------------------------------------------------------------------------------------


def _of_lines(file: _File) -> Iterator[Row]:
    """Yield the objects that stand one in each line; a line that is none is told, and the others go on."""
    for number, line in enumerate(file.lines(), 1):
        if line.strip():
            try:
                value = _DECODER.decode(line.strip())
            except (json.JSONDecodeError, RecursionError):
                values = {"near": line.strip()[:20]}
                yield Row(str(number), problem=Problem("json-syntax", place=str(number), values=values))
            else:
                found = records_in(value, str(number), NOTHING_AROUND)
                yield from (Row(place, each, around=around) for place, each, around in found)


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
        return bool(rest.strip()) or is_record(found)


# --- one value after the other ------------------------------------------------------------------------


_Event = tuple[_Path, str, Any]
"""Where something stands; an ``object``, a ``list``, an ``element`` of a list, or any other ``value``; what it is."""


def _walk(reader: _Reader, whole: Collection[_Path] = ()) -> Iterator[_Event]:
    """Yield what a text holds, objects that are ``whole`` and those too deep within as values.

    Raises:
        QbankError: ``json-syntax``, ``json-too-deep``.
    """
    yield from _value(reader, (), whole)
    if reader.sign():
        reader.refuse()


def _value(reader: _Reader, path: _Path, whole: Collection[_Path]) -> Iterator[_Event]:
    sign = reader.sign()
    if sign == "[" and len(path) <= _MOST_LEVELS:
        yield path, "list", None
        yield from _list(reader, path)
    elif sign == "{" and len(path) < _MOST_LEVELS and path not in whole:
        yield path, "object", None
        yield from _object(reader, path, whole)
    else:
        yield path, "value", reader.value()


def _list(reader: _Reader, path: _Path) -> Iterator[_Event]:
    reader.take()
    more = reader.sign() != "]"
    while more:
        yield path, "element", reader.value()
        more = reader.sign() == ","
        if more:
            reader.take()
    reader.take("]")


def _object(reader: _Reader, path: _Path, whole: Collection[_Path]) -> Iterator[_Event]:
    reader.take()
    more = reader.sign() != "}"
    while more:
        if reader.sign() != '"':
            reader.refuse()
        name = reader.value()
        reader.sign()
        reader.take(":")
        yield from _value(reader, (*path, name), whole)
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
