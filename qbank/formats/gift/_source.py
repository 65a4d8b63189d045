"""A GIFT file cut into its blocks, and a block into title, stem and answers; what is escaped is never a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from qbank.formats.gift._text import HOLE, blanked
from qbank.locale import brief

LONGEST_BLOCK = 1_000_000
"""In characters; no question is that long, and a file without empty lines would be one."""

_BLANK = " \t\r\f\v\0"
_MOST_BRACES = 12
"""Characters of a row of braces that is told."""
_CATEGORY = re.compile(r"\$CATEGORY:[ \t]*(.*)")


class GiftError(ValueError):
    """A question that cannot be taken: a problem code with its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class Block(NamedTuple):
    """What stands between empty lines: the line it begins in, its comments, a category it names, and the rest."""

    line: int
    comments: str
    category: str | None
    text: str


class Piece(NamedTuple):
    """A piece of the file; in ``marks`` the escapes are overwritten, so that each mark found there is one."""

    raw: str
    marks: str

    def part(self, start: int, end: int | None = None) -> Piece:
        """Return the piece from one place to another."""
        return Piece(self.raw[start:end], self.marks[start:end])

    def bare(self) -> Piece:
        """Return the piece without white space around it."""
        end = len(self.raw.rstrip())
        return self.part(end - len(self.raw[:end].lstrip()), end)

    def halves(self, mark: str) -> tuple[Piece, Piece | None]:
        """Return what stands before a mark and behind it; None where there is no such mark."""
        at = self.marks.find(mark)
        return (self, None) if at < 0 else (self.part(0, at), self.part(at + len(mark)))


@dataclass(frozen=True, slots=True)
class Question:
    """A block's stem, with ``HOLE`` where answers stood within it, and its answers; None for no braces at all."""

    stem: str
    answers: Piece | None


@dataclass(slots=True)
class _Open:
    """The block being read."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    size: int = 0

    def take(self, number: int, line: str) -> None:
        self.size += len(line)
        if self.size > LONGEST_BLOCK:
            self.lines.clear()
        elif line.strip(_BLANK).startswith("//"):
            self.comments.append(line.strip(_BLANK))
        else:
            self.line = self.line or number
            self.lines.append(line)

    def close(self) -> Iterator[Block | GiftError]:
        if self.size > LONGEST_BLOCK:
            yield GiftError("gift-too-long", line=self.line, limit=LONGEST_BLOCK)
        elif self.lines:
            category = _CATEGORY.match(self.lines[0].strip(_BLANK))
            # A category that is followed by a question without an empty line between them.
            text = "\n".join(self.lines[1:] if category else self.lines)
            yield Block(self.line, "\n".join(self.comments), category[1] if category else None, text)


def blocks(lines: Iterable[str]) -> Iterator[Block | GiftError]:
    """Yield the blocks of a file; of one that is too long a fault, whatever else it holds."""
    block = _Open()
    for number, line in enumerate(lines, 1):
        if line.strip(_BLANK):
            block.take(number, line.replace(HOLE, ""))
        else:
            yield from block.close()
            block = _Open()
    yield from block.close()


def piece(raw: str) -> Piece:
    """Return a piece of the file in which marks can be looked for."""
    return Piece(raw, blanked(raw))


def question(text: str) -> Question:
    """Return the parts of a question; its title is not kept.

    Raises:
        GiftError: ``gift-braces`` unless there is one pair of braces or none.
    """
    whole = _untitled(piece(text).bare())
    braces = [(mark.group(), mark.start()) for mark in re.finditer("[{}]", whole.marks)]
    if not braces:
        return Question(whole.raw, None)
    if [mark for mark, _ in braces] != ["{", "}"]:
        raise GiftError("gift-braces", found=brief(" ".join(mark for mark, _ in braces), _MOST_BRACES))
    (_, start), (_, end) = braces
    before, after = whole.raw[:start], whole.raw[end + 1 :]
    if not after.strip() or after.lstrip().startswith("//"):
        return Question(before, whole.part(start + 1, end).bare())
    return Question(f"{before}{HOLE}{after}", whole.part(start + 1, end).bare())


def _untitled(whole: Piece) -> Piece:
    end = whole.marks.find("::", 2) if whole.marks.startswith("::") else -1
    return whole.part(end + 2).bare() if end > 0 else whole
