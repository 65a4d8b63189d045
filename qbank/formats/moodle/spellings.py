"""Further spellings of an accepted answer, for Moodle compares characters: width, quotes, 《》, numerals, a final stop.

All of them are one wording to us, so none lets a wrong answer pass, and none need be kept when a file is read. What
changes the meaning to a machine that only sees characters (10² and 102) is not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.formats.moodle._text import typed
from qbank.model.numerals import chinese, in_figures
from qbank.types._folding import same_wording

_NARROW = {**{code + 0xFEE0: code for code in range(0x21, 0x7F)}, 0x3000: 0x20}
_WIDE = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
"""Figures and letters as an input method in its wide mode gives them."""
_QUOTES = re.compile('["“”‘’「」『』《》〈〉]')
_STOP = re.compile("[。．.]$")
_WHOLE = re.compile(r"(?<![0-9.,])(?:0|[1-9][0-9]{0,2})(?![0-9.,%])")
"""A number that people also write in Chinese; of a year they do so figure by figure."""
_DOCUMENT = re.compile(
    "[\u4e00-\u9fff]{2,}(?:法|条例|规定|办法|规则|细则|章程|准则|制度|意见|方案|纲要|预案|规程|守则)"
)
"""Names of documents, which stand in 《》 as often as not."""


def spellings(answers: Sequence[str]) -> list[str]:
    """Return further spellings of the answers, none of them twice and none that stands among the answers."""
    found: dict[str, None] = {}
    for answer in answers:
        for spelling in _of(answer):
            if typed(spelling) == spelling and spelling and same_wording(spelling, answer):
                found[spelling] = None
    return [each for each in found if each not in answers]


def _of(answer: str) -> Iterator[str]:
    narrow = typed(answer.translate(_NARROW))
    yield narrow
    bare = _STOP.sub("", _QUOTES.sub("", narrow))
    yield bare
    figures = in_figures(bare)
    yield figures
    yield _WHOLE.sub(lambda number: chinese(int(number[0])), figures)
    yield _WHOLE.sub(lambda number: "两" if number[0] == "2" else number[0], figures)
    yield figures.translate(_WIDE)
    if _DOCUMENT.fullmatch(bare):
        yield f"《{bare}》"
