"""Other spellings of an accepted answer, for receivers that compare characters: width, quotes and numerals.

All of them are one wording to us, so none lets a wrong answer pass, and none need be kept when a file is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from qbank.formats._gift_text import clean
from qbank.model.numerals import in_figures
from qbank.types._folding import same_wording

_QUOTES = re.compile('["“”‘’「」『』《》〈〉]')
_WIDE = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
"""Figures and letters as an input method in its wide mode gives them."""


def spellings(answers: Sequence[str]) -> list[str]:
    """Return further spellings of the answers, none of them twice and none that stands among the answers."""
    found: dict[str, None] = {}
    for answer in answers:
        for spelling in _of(answer):
            if spelling and clean(spelling) == spelling and "->" not in spelling and same_wording(spelling, answer):
                found[spelling] = None
    return [each for each in found if each not in answers]


def _of(answer: str) -> Iterator[str]:
    narrow = unicodedata.normalize("NFKC", answer)
    yield narrow
    yield in_figures(narrow)
    yield _QUOTES.sub("", narrow)
    yield narrow.translate(_WIDE)
