"""When two wordings count as the same: width, case, spaces and quotes aside, and numbers in either script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qbank.model.numerals import in_figures

_ASIDE = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\"'“”‘’「」『』《》〈〉]+")
_RAISED = re.compile("([0-9０-９])([⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉])")
"""10² is not 102; m² is what many type as m2."""
_ENDS = "。．.，,；;、：:！!？?"


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return the wording without what is overlooked: width, case, spaces, hidden signs, quotes, 《》, a final stop."""
    raised = _RAISED.sub(r"\1^\2", text) if _RAISED.search(text) else text
    plain = _ASIDE.sub("", unicodedata.normalize("NFKC", raised)).casefold()
    if plain != raised and not unicodedata.is_normalized("NFKC", plain):
        # Taking spaces out can join an accent to the letter before it.
        plain = _ASIDE.sub("", unicodedata.normalize("NFKC", plain))
    return plain.rstrip(_ENDS)


def same_wording(one: str, other: str) -> bool:
    """Tell whether two answers say the same; 三十日 equals 30日, “四个意识” equals 四个意识."""
    one, other = fold(one), fold(other)
    return one == other or (in_figures(one) == in_figures(other))
