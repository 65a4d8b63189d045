"""Strict JSON with places: what plain ``json`` lets pass is refused, and told with line and path.

Refused are repeated names, NaN and infinities, numbers nobody can hold, deep nesting, NUL and half
characters. The C decoder does the work; only where it stumbles are the tokens walked one by one,
to say where the fault is and where the broken value ends, so that reading can go on behind it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

DEEPEST = 64
_MOST_DIGITS = 400
_SPACE = re.compile(r"[ \t\r\n]*")
_SUSPICIOUS = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_TOKEN = re.compile(
    r'(?P<space>[ \t\r\n]++)|(?P<string>"(?:[^"\\\x00-\x1f]++|\\.)*+")|(?P<number>-?[0-9][0-9.eE+-]*+)'
    r"|(?P<word>-?[A-Za-z]++)|(?P<mark>[{}\[\]:,])|(?P<comment>//[^\n]*+|/\*.*?\*/)",
    re.DOTALL,
)


class Fault(ValueError):
    """A value that cannot be taken: a problem code with its values, the offset, and the path in the file.

    ``end`` is the offset behind the broken value, None where that cannot be told.
    """

    def __init__(self, code: str, at: int, *, path: str = "", end: int | None = None, **values: object) -> None:
        super().__init__(code)
        self.code, self.at, self.path, self.end, self.values = code, at, path, end, values


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
    """Return the JSON value that begins at ``at`` and the offset behind it; raises Fault."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except (json.JSONDecodeError, _Stumble, RecursionError) as error:
        raise _examine(text, at, path, error) or Fault("json-syntax", at, path=path, near=_near(text, at)) from None
    if _is_deep(value) or _SUSPICIOUS.search(text, at, end):
        fault = _examine(text, at, path, None)
        if fault:
            raise fault
    return value, end


def nodes(text: str, lists: Sequence[str]) -> Iterator[Node]:
    """Yield the fields of the object that ``text`` is, and one by one the elements of the named lists.

    An element that cannot be taken comes as a Node whose value is a Fault, if its end can be told.

    Raises:
        Fault: where nothing more can be read.
    """
    at = _space(text, 0)
    if text[at : at + 1] != "{":
        raise Fault("json-not-a-bank", at, found=_near(text, at))
    seen: set[str] = set()
    more, at = _first(text, at + 1, "}")
    while more:
        name, start = _name(text, at, seen)
        if name in lists and text[start : start + 1] == "[":
            at = yield from _elements(text, name, start)
        else:
            value, at = decode(text, start, name)
            yield Node(name, None, start, value)
        more, at = _next(text, at, "}")
    if at != len(text):
        raise Fault("json-syntax", at, near=_near(text, at))


def _elements(text: str, name: str, at: int) -> Iterator[Node]:
    index = 0
    more, at = _first(text, at + 1, "]")
    while more:
        if text[at : at + 1] == "]":
            yield Node(name, index, at, Fault("json-syntax", at, path=name, near=_near(text, at)))
            return _space(text, at + 1)  # noqa: B901 - the offset behind the list, for ``yield from``
        start = at
        try:
            value, at = decode(text, start, f"{name}[{index}]")
        except Fault as fault:
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
        raise _syntax(text, at, "")
    return mark == ",", _space(text, at + 1)


def _name(text: str, at: int, seen: set[str]) -> tuple[str, int]:
    if text[at : at + 1] != '"':
        raise _syntax(text, at, "")
    name, end = decode(text, at)
    if name in seen:
        raise Fault("json-duplicate-key", at, path=name, key=name)
    seen.add(name)
    colon = _space(text, end)
    if text[colon : colon + 1] != ":":
        raise _syntax(text, colon, name)
    return name, _space(text, colon + 1)


def _syntax(text: str, at: int, path: str, end: int | None = None) -> Fault:
    if at >= len(text):
        return Fault("json-cut-off", at, path=path)
    return Fault("json-syntax", at, path=path, end=end, near=_near(text, at))


def _near(text: str, at: int) -> str:
    return text[at : at + 20].split("\n", maxsplit=1)[0]


# --- the fast way -----------------------------------------------------------------------------------


class _Stumble(ValueError):
    """The decoder met something we refuse; the token walk says what and where."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise _Stumble
    return value


def _constant(word: str) -> float:
    raise _Stumble(word)


def _whole(digits: str) -> int:
    if not _is_holdable(digits):
        raise _Stumble
    return int(digits)


def _fraction(digits: str) -> float:
    if not _is_holdable(digits):
        raise _Stumble
    return float(digits)


def _is_holdable(digits: str) -> bool:
    """Tell whether every system can hold the number: 63 bits, or a finite float."""
    if len(digits) > _MOST_DIGITS:
        return False
    if digits.lstrip("-").isdigit():
        return abs(int(digits)) < 2**63
    return math.isfinite(float(digits))


def _is_deep(value: Any) -> bool:  # noqa: ANN401 - JSON data
    level = [value]
    for _ in range(DEEPEST + 1):
        inner = (each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list))
        level = [child for children in inner for child in children if isinstance(child, dict | list)]
        if not level:
            return False
    return True


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_constant, parse_int=_whole, parse_float=_fraction
)

# --- the slow way -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Frame:
    """An open object or list: the names seen, and the name or number of the value now read."""

    closing: Literal["}", "]"]
    seen: set[str] = field(default_factory=set)
    now: str | int = 0
    wants_name: bool = False

    def step(self) -> None:
        """Go on to the next name or element, at a comma."""
        if isinstance(self.now, int):
            self.now += 1
        self.wants_name = self.closing == "}"

    def __str__(self) -> str:
        return f"[{self.now}]" if self.closing == "]" else f".{self.now}"


def _examine(text: str, at: int, path: str, error: Exception | None) -> Fault | None:
    """Return the first fault of the value at ``at`` with, if it can be told, the value's end.

    What the decoder stumbled over at its own place counts only where no earlier token is at fault.
    """
    syntax = error if isinstance(error, json.JSONDecodeError) else None
    found: Fault | None = None
    frames: list[_Frame] = []
    end = None
    for token in _tokens(text, at):
        if syntax and not found and token.start() >= syntax.pos:
            found = _syntax(text, syntax.pos, _path(path, frames))
        found = found or _fault_of(token, path, frames)
        if not _follow(token, frames):
            break
        if not frames and token.lastgroup not in {"space", "comment"}:
            end = token.end()
            break
    if syntax and not found:
        cut = syntax.msg.startswith("Unterminated")
        found = _syntax(text, len(text) if cut else syntax.pos, _path(path, frames))
    if found:
        found.end = end
    return found


def _tokens(text: str, at: int) -> Iterator[re.Match[str]]:
    while token := _TOKEN.match(text, at):
        yield token
        at = token.end()


def _follow(token: re.Match[str], frames: list[_Frame]) -> bool:
    """Open, close or go on in the innermost frame; tells whether a closing bracket fits its opening one."""
    word = token.group()
    if token.lastgroup == "mark":
        if word in "{[":
            frames.append(_Frame("}", now="", wants_name=True) if word == "{" else _Frame("]"))
        elif word in "}]":
            return bool(frames) and frames.pop().closing == word
        elif word == "," and frames:
            frames[-1].step()
    elif token.lastgroup == "string" and frames and frames[-1].wants_name:
        name = _plain(word)
        frames[-1].seen.add(name)
        frames[-1].now, frames[-1].wants_name = name, False
    return True


def _fault_of(token: re.Match[str], path: str, frames: list[_Frame]) -> Fault | None:
    word, at = token.group(), token.start()
    match token.lastgroup:
        case "mark" if word in "{[" and len(frames) >= DEEPEST:
            return Fault("json-too-deep", at, path=path, limit=DEEPEST)
        case "number" if not _is_number(word):
            return Fault("json-bad-number", at, path=_path(path, frames), number=_short(word))
        case "word" if word.lstrip("-") in {"NaN", "Infinity"}:
            return Fault("json-bad-number", at, path=_path(path, frames), number=word)
        case "string" if frames and frames[-1].wants_name and _plain(word) in frames[-1].seen:
            return Fault("json-duplicate-key", at, path=_path(path, frames[:-1]), key=_short(_plain(word)))
        case "string" if _is_broken(_plain(word)):
            return Fault("bad-unicode", at, path=_path(path, frames))
    return None


def _is_number(word: str) -> bool:
    try:
        return _is_holdable(word)
    except ValueError:
        return True  # not a number at all: the decoder's own complaint is the better one


def _is_broken(words: str) -> bool:
    return any(char == "\0" or "\ud800" <= char <= "\udfff" for char in words)


def _plain(token: str) -> str:
    try:
        plain: str = json.loads(token)
    except json.JSONDecodeError:
        return token
    return plain


def _path(path: str, frames: list[_Frame]) -> str:
    return (path + "".join(str(frame) for frame in frames)).rstrip(".")


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"
