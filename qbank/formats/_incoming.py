"""From what a foreign file says to a portable: the smallest item that says it, everything else left unsaid."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.model.item import VERDICT, Choice, Difficulty, Interaction, Item, Match, Option, TextEntry
from qbank.model.portable import Portable
from qbank.text.charset import decode
from qbank.text.files import os_problem, refuse_special
from qbank.text.limits import MEGABYTE, Limits
from qbank.types._bodies import body_of

FEWEST_PAIRS = 2
"""Moodle's importer takes no match of fewer."""


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


def matched(lefts: Sequence[str], rights: Sequence[str], spare: Sequence[str]) -> Match:
    """Return a match of texts, row by row; equal rights are one, as they are to every receiver."""
    texts = list(dict.fromkeys(chain(rights, spare)))
    left, right = options_of(lefts, "l"), options_of(texts, "r")
    ids = {option.text: option.id for option in right}
    return Match(left, right, tuple((one.id, ids[text]) for one, text in zip(left, rights, strict=True)))


def verdict(true: bool) -> Choice:
    """Return the choice of a statement that is true or false."""
    return Choice(VERDICT, ("true" if true else "false",), multiple=False)


def options_of(texts: Sequence[str], letter: str = "o") -> tuple[Option, ...]:
    """Return options with ids of their own, in the order they stand in."""
    return tuple(Option(f"{letter}{n}", text) for n, text in enumerate(texts, 1))


def blanks(accepted: Sequence[Sequence[str]]) -> TextEntry:
    """Return gaps with their accepted answers."""
    return TextEntry(tuple(tuple(each) for each in accepted))


def text_lines(path: Path, file: str, told: list[Problem]) -> Iterator[str]:
    """Yield the lines of a text file without their ends; UTF-8 is read line by line, other encodings as a whole.

    Args:
        path: where it is.
        file: what it is called in problems.
        told: takes up warnings about the encoding, once the first line has been asked for.

    Raises:
        QbankError: ``cannot-read``, ``too-large``, or as ``charset.decode`` for what is no text.
    """
    try:
        if _is_utf8(path):
            with path.open(encoding="utf-8-sig") as text:
                yield from (line.removesuffix("\n") for line in text)
        else:
            decoded = decode(path.read_bytes())
            told += [replace(problem, file=file) for problem in decoded.problems]
            yield from re.split("\r\n?|\n", decoded.text.removeprefix("\ufeff"))
    except OSError as error:
        raise QbankError(os_problem(error, file)) from error
    except QbankError as error:
        raise QbankError(replace(error.problem, file=file)) from error


def _is_utf8(path: Path) -> bool:
    """Tell whether all of a file is UTF-8, a piece at a time; raises QbankError and OSError as ``text_lines``."""
    refuse_special(path)
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        size, limit = os.fstat(stream.fileno()).st_size, Limits().file_bytes
        if size > limit:
            raise QbankError(Problem("too-large", values={"size": size // MEGABYTE, "limit": limit // MEGABYTE}))
        try:
            while chunk := stream.read(MEGABYTE):
                decoder.decode(chunk)
                if b"\0" in chunk:
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
