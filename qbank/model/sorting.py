"""The order in which people look for names: 第2大队 before 第10大队, 第二章 before 第三章."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from qbank.model.numerals import ordinal_of

_NUMBERS = re.compile(r"(\d+|[零〇○一二两三四五六七八九十百千]{1,9})")

Key = tuple[tuple[str | tuple[int, str], ...], str]


@lru_cache(maxsize=4096)
def natural(name: str) -> Key:
    """Return what to sort names by: their numbers, in figures or in words, by size, all else by its characters.

    Two names have one key only if they are the same.
    """
    # Words and numbers take turns, so a word only ever meets a word.
    parts = _NUMBERS.split(name)
    return tuple(_size(part) if at % 2 else part for at, part in enumerate(parts)), name


def natural_path(path: Iterable[str]) -> tuple[Key, ...]:
    """Return what to sort paths of a tree by: what lies above comes before what lies below."""
    return tuple(map(natural, path))


def _size(number: str) -> tuple[int, str]:
    """Return a number as its length and its figures, which sort as it does, however long it is."""
    if number[0].isdecimal():
        figures = "".join(str(unicodedata.decimal(each)) for each in number).lstrip("0")
    else:
        figures = str(ordinal_of(number) or "")
    return len(figures), figures
