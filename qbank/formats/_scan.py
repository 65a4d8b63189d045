"""Strict JSON with places: what plain ``json`` lets pass is refused, and told with line and path.

Refused are repeated names, NaN and infinities, numbers nobody can hold, deep nesting, NUL and half
characters. The C decoder does the work; only where it stumbles are the tokens walked one by one,
to say where the fault is and where the broken value ends, so that reading can go on behind it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qbank.formats._faults import DEEPEST, FaultError, examine, is_holdable, near, syntax_fault

_SPACE = re.compile(r"[ \t\r\n]*")
_SUSPICIOUS = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


@dataclass(frozen=True, slots=True)
class Node:
    """A field of the top object, or (``index`` given) an element of one of its lists of records."""

    name: str
    index: int | None
    at: int
    value: Any

    @property
    def path(self) -> str:
        """Return the JSON path, ``items[3]``."""
        return self.name if self.index is None else f"{self.name}[{self.index}]"


def decode(text: str, at: int, path: str = "") -> tuple[Any, int]:
    """Return the JSON value that begins at ``at`` and the offset behind it; raises FaultError."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except (json.JSONDecodeError, _StumbleError, RecursionError) as error:
        raise examine(text, at, path, error) or FaultError("json-syntax", at, path=path, near=near(text, at)) from None
    if _is_deep(value) or _SUSPICIOUS.search(text, at, end):
        fault = examine(text, at, path, None)
        if fault:
            raise fault
    return value, end


def nodes(text: str, lists: Sequence[str]) -> Iterator[Node]:
    """Yield the fields of the object that ``text`` is; of the named lists an empty one, then each element.

    An element that cannot be taken comes as a Node whose value is a FaultError, if its end can be told.

    Raises:
        FaultError: where nothing more can be read.
    """
    at = _space(text, 0)
    if text[at : at + 1] != "{":
        raise FaultError("json-not-a-bank", at, found=near(text, at))
    seen: set[str] = set()
    more, at = _first(text, at + 1, "}")
    while more:
        name, start = _name(text, at, seen)
        if name in lists and text[start : start + 1] == "[":
            yield Node(name, None, start, [])
            at = yield from _elements(text, name, start)
        else:
            value, at = decode(text, start, name)
            yield Node(name, None, start, value)
        more, at = _next(text, at, "}")
    if at != len(text):
        raise FaultError("json-syntax", at, near=near(text, at))


def _elements(text: str, name: str, at: int) -> Generator[Node, None, int]:
    """Yield the elements of a list and return the offset behind it."""
    index = 0
    more, at = _first(text, at + 1, "]")
    while more:
        if text[at : at + 1] == "]":
            yield Node(name, index, at, FaultError("json-syntax", at, path=name, near=near(text, at)))
            return _space(text, at + 1)
        start = at
        try:
            value, at = decode(text, start, f"{name}[{index}]")
        except FaultError as fault:
            if fault.end is None:
                raise
            value, at = fault, fault.end
        yield Node(name, index, start, value)
        index += 1
        more, at = _next(text, at, "]")
    return at


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _first(text: str, at: int, closing: str) -> tuple[bool, int]:
    at = _space(text, at)
    return (False, _space(text, at + 1)) if text[at : at + 1] == closing else (True, at)


def _next(text: str, at: int, closing: str) -> tuple[bool, int]:
    at = _space(text, at)
    mark = text[at : at + 1]
    if mark not in {",", closing} or not mark:
        raise syntax_fault(text, at, "")
    return mark == ",", _space(text, at + 1)


def _name(text: str, at: int, seen: set[str]) -> tuple[str, int]:
    if text[at : at + 1] != '"':
        raise syntax_fault(text, at, "")
    name, end = decode(text, at)
    if name in seen:
        raise FaultError("json-duplicate-key", at, path=name, key=name)
    seen.add(name)
    colon = _space(text, end)
    if text[colon : colon + 1] != ":":
        raise syntax_fault(text, colon, name)
    return name, _space(text, colon + 1)


# --- the fast way -----------------------------------------------------------------------------------


class _StumbleError(ValueError):
    """The decoder met something we refuse; the token walk says what and where."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise _StumbleError
    return value


def _constant(word: str) -> float:
    raise _StumbleError(word)


def _whole(digits: str) -> int:
    if not is_holdable(digits):
        raise _StumbleError
    return int(digits)


def _fraction(digits: str) -> float:
    if not is_holdable(digits):
        raise _StumbleError
    return float(digits)


def _is_deep(value: Any) -> bool:  # noqa: ANN401 - JSON data
    level = [value]
    for _ in range(DEEPEST):
        inner = (each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list))
        level = [child for children in inner for child in children if isinstance(child, dict | list)]
        if not level:
            return False
    return True


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_constant, parse_int=_whole, parse_float=_fraction
)
