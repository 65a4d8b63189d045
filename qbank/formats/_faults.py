"""What is wrong with a JSON value, and where: its tokens walked one by one, after the decoder stumbled."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from qbank.errors import Problem
from qbank.locale import brief

DEEPEST = 64
_MOST_DIGITS = 400
_TOKEN = re.compile(
    r'(?P<space>[ \t\r\n]++)|(?P<string>"(?:[^"\\\x00-\x1f]++|\\.)*+")|(?P<number>-?[0-9][0-9.eE+-]*+)'
    r"|(?P<word>-?[A-Za-z]++)|(?P<mark>[{}\[\]:,])|(?P<comment>//[^\n]*+|/\*.*?\*/)",
    re.DOTALL,
)


class FaultError(ValueError):
    """A value that cannot be taken: a problem code with its values, the offset, and the path in the file.

    ``end`` is the offset behind the broken value, None where that cannot be told.
    """

    def __init__(self, code: str, at: int, *, path: str = "", end: int | None = None, **values: object) -> None:
        super().__init__(code)
        self.code, self.at, self.path, self.end, self.values = code, at, path, end, values


def syntax_fault(text: str, at: int, path: str, end: int | None = None) -> FaultError:
    """Return the fault of text that is no JSON at ``at``: broken off there, or something else."""
    rest = text[at : at + len("false")].strip()
    if any(word.startswith(rest) and rest != word for word in ("true", "false", "null", "-0")):
        return FaultError("json-cut-off", at, path=path)
    return FaultError("json-syntax", at, path=path, end=end, near=near(text, at))


def near(text: str, at: int) -> str:
    """Return the next few characters of the line, for a message."""
    return text[at : at + 20].split("\n", maxsplit=1)[0]


def is_holdable(digits: str) -> bool:
    """Tell whether every system can hold the number: 63 bits, or a finite float."""
    if len(digits) > _MOST_DIGITS:
        return False
    if digits.lstrip("-").isdigit():
        return abs(int(digits)) < 2**63
    return math.isfinite(float(digits))


def not_utf8(file: str, error: UnicodeDecodeError, first_line: int = 1) -> Problem:
    """Return the Problem of bytes that are no UTF-8, or that end within a character.

    ``first_line`` is the number of the line the bytes begin with.
    """
    data, at = error.object, error.start
    line = first_line + data.count(b"\n", 0, at)
    place = f"{line}:{at - data.rfind(bytes([10]), 0, at)}"
    if error.reason == "unexpected end of data":
        return Problem("json-cut-off", file, place)
    return Problem("json-not-utf8", file, place, {"line": line, "byte": data[at : at + 2].hex(" ")})


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


def examine(text: str, at: int, path: str, error: Exception | None) -> FaultError | None:
    """Return the first fault of the value at ``at`` with, if it can be told, the value's end.

    What the decoder stumbled over at its own place counts only where no earlier token is at fault.
    """
    syntax = error if isinstance(error, json.JSONDecodeError) else None
    found: FaultError | None = None
    frames: list[_Frame] = []
    end = None
    for token in _tokens(text, at):
        if syntax and not found and token.start() >= syntax.pos:
            found = syntax_fault(text, syntax.pos, _path(path, frames))
        found = found or _fault_of(token, path, frames)
        if not _follow(token, frames):
            break
        if not frames and token.lastgroup not in {"space", "comment"}:
            end = token.end()
            break
    if syntax and not found:
        cut = syntax.msg.startswith("Unterminated")
        found = syntax_fault(text, len(text) if cut else syntax.pos, _path(path, frames))
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


def _fault_of(token: re.Match[str], path: str, frames: list[_Frame]) -> FaultError | None:
    word, at = token.group(), token.start()
    match token.lastgroup:
        case "mark" if word in "{[" and len(frames) >= DEEPEST:
            return FaultError("json-too-deep", at, path=path, limit=DEEPEST)
        case "number" if not _is_number(word):
            return FaultError("json-bad-number", at, path=_path(path, frames), number=brief(word))
        case "word" if word.lstrip("-") in {"NaN", "Infinity"}:
            return FaultError("json-bad-number", at, path=_path(path, frames), number=word)
        case "string" if frames and frames[-1].wants_name and _plain(word) in frames[-1].seen:
            return FaultError("json-duplicate-key", at, path=_path(path, frames[:-1]), key=brief(_plain(word)))
        case "string" if _is_broken(_plain(word)):
            return FaultError("bad-unicode", at, path=_path(path, frames))
    return None


def _is_number(word: str) -> bool:
    try:
        return is_holdable(word)
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
