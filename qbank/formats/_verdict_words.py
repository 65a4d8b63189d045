"""The words that people judge a statement by: 对, √, T …"""

from __future__ import annotations

import unicodedata

_TRUE = frozenset({"正确", "对", "√", "✓", "✔", "是", "t", "true", "yes", "符合"})
_FALSE = frozenset({"错误", "错", "×", "✗", "✘", "x", "否", "f", "false", "no", "不符合"})

_LETTERS = frozenset({"TF", "FT", "YN", "NY", "RW", "WR", "VX", "XV"})


def go_together(one: str, other: str) -> bool:
    """Tell whether two words can be the verdicts of one statement.

    Of letters only pairs can, such as T and F; x and y are names.
    """
    both = unicodedata.normalize("NFKC", one + other).upper()
    return not (len(both) == 2 and both.isascii() and both.isalpha()) or both in _LETTERS


def verdict_of(word: str) -> bool | None:
    """Return what a word for true or false says; None for any other."""
    folded = unicodedata.normalize("NFKC", word).strip(" 。.!").lower()
    return True if folded in _TRUE else False if folded in _FALSE else None
