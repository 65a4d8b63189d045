"""From what a foreign file says to a portable: the smallest item that says it, everything else left unsaid."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from qbank.errors import Problem, QbankError
from qbank.model.item import Choice, Difficulty, Interaction, Item, Option, TextEntry
from qbank.model.portable import Portable
from qbank.text.charset import decode
from qbank.text.limits import MEGABYTE, Limits
from qbank.types._bodies import body_of
from qbank.types._options import VERDICT


def portable_of(
    stem: str,
    interaction: Interaction,
    *,
    place: str,
    item_id: str = "",
    rationale: str = "",
    difficulty: Difficulty = "medium",
    chapter: str = "",
    tags: Sequence[str] = (),
    audience: Sequence[str] = (),
    stimulus: str = "",
    proof: Sequence[str] = (),
    rules: Mapping[str, Any] | None = None,
) -> Portable:
    """Return a portable of an interaction that was read; its type is the one that has such an interaction."""
    item = Item(
        id=item_id,
        stem=stem,
        body=body_of(interaction, rules or {}),
        rationale=rationale,
        difficulty=difficulty,
        chapter=chapter,
        tags=tuple(tags),
        audience=tuple(audience),
    )
    return Portable(item=item, stimulus=stimulus, proof=tuple(proof), place=place)


def choice(texts: Sequence[str], right: Sequence[int], *, multiple: bool) -> Choice:
    """Return a choice between texts; ``right`` are positions from 0."""
    options = options_of(texts)
    return Choice(options, tuple(options[at].id for at in right), multiple)


def verdict(true: bool) -> Choice:
    """Return the choice of a statement that is true or false."""
    return Choice(VERDICT, ("true" if true else "false",), multiple=False)


def options_of(texts: Sequence[str], letter: str = "o") -> tuple[Option, ...]:
    """Return options with ids of their own, in the order they stand in."""
    return tuple(Option(f"{letter}{n}", text) for n, text in enumerate(texts, 1))


def blanks(accepted: Sequence[Sequence[str]]) -> TextEntry:
    """Return gaps with their accepted answers."""
    return TextEntry(tuple(tuple(each) for each in accepted))


def text_lines(path: Path, file: str) -> Iterator[str]:
    """Yield the lines of a text file without their ends; UTF-8 is read line by line, other encodings as a whole.

    Args:
        path: where it is.
        file: what it is called in problems.

    Raises:
        QbankError: the file cannot be read, is too large, or is no text.
    """
    try:
        if not path.is_file() and path.exists():
            # A pipe would be waited for without end.
            raise QbankError(Problem("cannot-read", file, values={"reason": os.strerror(21)}))
        with path.open("rb") as stream:
            size, limit = os.fstat(stream.fileno()).st_size, Limits().file_bytes
            if size > limit:
                raise QbankError(Problem("too-large", file, values={"size": size // MEGABYTE, "limit": limit // MEGABYTE}))
            is_utf8 = _is_utf8(stream)
        if is_utf8:
            with path.open(encoding="utf-8-sig") as text:
                yield from (line.removesuffix("\n") for line in text)
        else:
            yield from decode(path.read_bytes()).text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except OSError as error:
        raise QbankError(Problem("cannot-read", file, values={"reason": error.strerror or str(error)})) from error
    except QbankError as error:
        problem = error.problem
        raise QbankError(Problem(problem.code, file, problem.place, problem.values)) from error


def _is_utf8(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(MEGABYTE):
            if b"\0" in chunk:
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
