"""A text of JSON gone through forwards: what its outer objects and lists hold, one thing after the other.

The C decoder takes value after value from a piece of the text; the piece grows only while a value does not end in it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, NoReturn

from qbank.errors import Problem, QbankError
from qbank.formats._faults import DEEPEST


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


class Written(float):
    """A number as its file writes it: 1.10 is a version or a sum, and no 1.1."""

    digits = ""

    def __str__(self) -> str:
        return self.digits


def _written(digits: str) -> Written:
    found = Written(digits)
    found.digits = digits
    return found


def _constant(word: str) -> float | None:
    """Return nothing for NaN, which programs write for an empty cell."""
    return None if word == "NaN" else float(word)


DECODER = json.JSONDecoder(object_pairs_hook=_object_of, parse_float=_written, parse_constant=_constant)
Place = tuple[str, ...]
"""Names from the outermost object on; () for the whole text."""
MOST_LEVELS = 3
"""Objects within objects that are gone through; what is deeper is read as a whole."""


Event = tuple[Place, str, Any]
"""Where something stands; an ``object``, a ``list``, an ``element`` of a list, or any other ``value``; what it is."""


def walk(reader: Reader, whole: Collection[Place] = ()) -> Iterator[Event]:
    """Yield what a text holds, objects that are ``whole`` and those too deep within as values.

    Raises:
        QbankError: ``json-syntax``, ``json-too-deep``.
    """
    yield from _value(reader, (), whole)
    if reader.sign():
        reader.refuse()


def _value(reader: Reader, path: Place, whole: Collection[Place]) -> Iterator[Event]:
    sign = reader.sign()
    if sign == "[" and len(path) <= MOST_LEVELS:
        yield path, "list", None
        yield from _list(reader, path)
    elif sign == "{" and len(path) < MOST_LEVELS and path not in whole:
        yield path, "object", None
        yield from _object(reader, path, whole)
    else:
        yield path, "value", reader.value()


def _list(reader: Reader, path: Place) -> Iterator[Event]:
    reader.take()
    more = reader.sign() != "]"
    while more:
        yield path, "element", reader.value()
        more = reader.sign() == ","
        if more:
            reader.take()
    reader.take("]")


def _object(reader: Reader, path: Place, whole: Collection[Place]) -> Iterator[Event]:
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


class Reader:
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
                value, end = DECODER.raw_decode(self._text, self._at)
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
