"""Chosen items into one file of a format for people: held, written whole, proofread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import qbank.formats  # noqa: F401 - registers the formats
from qbank.errors import Problem, QbankError
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.files import write_whole
from qbank.formats.losses import held
from qbank.formats.reading_back import refuse_misprint
from qbank.model.portable import Portable


def holding(name: str, portables: Iterable[Portable], settings: Settings) -> list[Portable]:
    """Return what a format keeps of items.

    Raises:
        QbankError: an item cannot go into it.
    """
    fmt = _format(name)
    kept = [held(fmt, portable, settings) for portable in portables]
    for each in kept:
        if isinstance(each, Problem):
            raise QbankError(each)
    return [each for each in kept if isinstance(each, Portable)]


def print_items(name: str, portables: Sequence[Portable], path: Path, settings: Settings) -> None:
    """Write items to a file, whole or not at all.

    Raises:
        QbankError: an item cannot go into the format, what was written does not say what it was to say, or the file
            cannot be written.
    """
    fmt = _format(name)
    kept = holding(name, portables, settings)

    def examine(written: Path) -> None:
        if fmt.proofread:
            refuse_misprint(fmt, fmt.proofread(written, kept, settings), settings.lang)

    def write(stream: BinaryIO) -> None:
        fmt.write(kept, stream, settings)

    write_whole(path, write, examine)


def _format(name: str) -> ForeignFormat:
    fmt = FORMATS.get(name)
    if not isinstance(fmt, ForeignFormat):
        raise TypeError(name)
    return fmt
