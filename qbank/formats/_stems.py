"""Stems in other systems' words: blanks shown by a mark of theirs, and found again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.model.item import BLANK


def shown(stem: str, mark: str) -> str:
    """Return a stem with each blank as ``mark``."""
    return stem.replace(BLANK, mark)


def found(stem: str, mark: re.Pattern[str]) -> str:
    """Return a stem that was read, each match of ``mark`` a blank."""
    return mark.sub(BLANK, stem)


def pieces(stem: str) -> Iterator[str | int]:
    """Yield the running text of a stem and, as numbers from 0, its blanks; empty texts are left out."""
    for at, text in enumerate(stem.split(BLANK)):
        if at:
            yield at - 1
        if text:
            yield text
