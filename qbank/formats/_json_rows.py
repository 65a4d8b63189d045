"""The records of somebody's JSON one by one, whatever the size of the file: lists, objects that hold some, or lines."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats._json_fences import is_fenced, unfenced
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
from qbank.formats._json_walk import DECODER, MOST_LEVELS, Event, Place, Reader, walk
from qbank.locale import Listed, brief
from qbank.text.charset import decode

LARGEST = 200 * 1024 * 1024
"""Bytes of a file."""
_PIECE = 256 * 1024
"""Characters of a piece; the first has the first line of a file of lines, and more."""
_CHOICES = {("options",), ("choices",), ("answer",), ("选项",)}
_LINE_END = re.compile("\r\n?|\n")


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
        return False, chain(_beside(file), _of_lines(file)), []
    # Once through to know that all of it is sound and where the records are, once more to give them out.
    seen = _Seen()
    for event in walk(file.reader()):
        seen.note(event)
    chosen = seen.chosen()
    rows = chain(_beside(file), _given(file, chosen))
    return seen.fields.get((), {}).get("format") == ours, rows, seen.lost(chosen)


def _beside(file: _File) -> Iterator[Row]:
    """Yield a warning about words around the JSON of a chat or of a page of Markdown."""
    if file.beside:
        values = {"text": brief(file.beside)}
        yield Row("", problem=Problem("json-beside", values=values, severity="warning"))


class _Seen:
    """What a file holds: the fields of its outer objects, its outer lists and which of them have records."""

    def __init__(self) -> None:
        self.fields: dict[Place, dict[str, Any]] = {}
        self._lists: dict[Place, bool] = {}
        self._filled = set[Place]()

    def note(self, event: Event) -> None:
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

    def chosen(self) -> dict[Place, Around]:
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

    def lost(self, chosen: Collection[Place]) -> list[str]:
        """Return the names of lists and objects that say something and have nothing to do with those chosen."""
        above = {path[:at] for path in chosen for at in range(len(path) + 1)}
        passages = self._passages()
        said = {path for path, fields in self.fields.items() if any(isinstance(each, str) for each in fields.values())}
        free = (path for path in self._filled | said if path not in above and not _is_within(path, chosen))
        told = (path for path in free if path[:-1] not in above or path[-1] not in passages.get(path[:-1], {}))
        return sorted(map(".".join, told))

    def _passages(self) -> dict[Place, dict[str, Any]]:
        """Return by outer object the passages that are objects of their own within it."""
        found: dict[Place, dict[str, Any]] = {}
        for path, said in self.fields.items():
            if path and part_of(path[-1])[0] == "stimulus" and passage_of(said):
                found.setdefault(path[:-1], {})[path[-1]] = said
        return found

    def _known(self) -> dict[Place, dict[str, Any]]:
        """Return the objects as far as they are known: something stands for each list that has no records."""
        known = {path: dict(said) for path, said in self.fields.items()}
        for path, has_records in self._lists.items():
            if path and not has_records:
                known[path[:-1]][path[-1]] = ["…"]
        for path, said in self.fields.items():
            if path:
                known[path[:-1]][path[-1]] = said
        return known

    def _usual(self) -> Place:
        """Return the list under a usual name, or under one within that, whatever it has."""
        path: Place = ()
        for _ in range(MOST_LEVELS):
            if path in self._lists:
                return path
            path = next(
                ((*path, name) for name in LISTS if (*path, name) in self._lists or (*path, name) in self.fields), ("",)
            )
        raise QbankError(Problem("json-no-records", values={"names": Listed(LISTS[:3])}))

    def _around(self, path: Place, passages: Mapping[Place, Mapping[str, Any]]) -> Around:
        around = NOTHING_AROUND
        for at, name in enumerate(path):
            outer = path[:at]
            around = named(within(around, {**self.fields[outer], **passages.get(outer, {})}, is_top=not at), name)
        return around


def _is_within(path: Place, others: Collection[Place]) -> bool:
    """Tell whether a place is within one of others."""
    return any(path[:at] in others for at in range(len(path)))


def _given(file: _File, chosen: Mapping[Place, Around]) -> Iterator[Row]:
    """Yield the records of the places chosen, in the order of the file."""
    counted = Counter[Place]()
    for path, what, value in walk(file.reader(), chosen):
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
                value = DECODER.decode(line.strip())
            except (json.JSONDecodeError, RecursionError):
                values = {"near": brief(line.strip(), 20)}
                yield Row(str(number), problem=Problem("json-syntax", place=str(number), values=values))
            else:
                found = records_in(value, str(number), NOTHING_AROUND)
                yield from (Row(place, each, around=around) for place, each, around in found)


class _File:
    """A file of text: piece by piece where it is UTF-8, as a whole in any other encoding."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._whole = "" if self._is_utf8() else decode(path.read_bytes()).text.lstrip("\ufeff")
        self.beside = ""
        if is_fenced(next(self.pieces(), "")):
            self._whole, self.beside = unfenced("".join(self.pieces()))

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

    def reader(self) -> Reader:
        """Return a reader at the beginning."""
        return Reader(self.pieces())

    def is_lines(self) -> bool:
        """Tell whether the first line is an object by itself, and another follows or it is a record."""
        head = next(self.pieces(), "").lstrip()
        first, rest = (*_LINE_END.split(head, maxsplit=1), "")[:2]
        if not first.startswith("{") or rest.lstrip()[:1] not in {"{", ""}:
            return False
        try:
            found = DECODER.decode(first.strip())
        except (json.JSONDecodeError, RecursionError):
            return False
        return bool(rest.strip()) or is_record(found)
