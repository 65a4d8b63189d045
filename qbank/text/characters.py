"""The characters of a document's text: line ends made one, controls removed, oddities told.

What is removed is removed here, once, before any offset is counted. Characters that
cannot be seen but may belong to the text (zero width, direction marks) stay.
"""

from __future__ import annotations

import re

from qbank.errors import Problem, QbankError
from qbank.text.charset import mojibake_sample
from qbank.text.clean import HAN
from qbank.text.content import warning

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# A joiner after an emoji belongs to the emoji.
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNUSUAL = re.compile("[\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000f0000-\U0010ffff]|[\u0300-\u036f\u20d0-\u20ff]{8,}")
_CHINESE = re.compile(f"[{HAN}]")
_LETTER = re.compile(r"[^\W\d_]")
_LONG_LINE = 100_000
_SHORT_TEXT = 50
_SAMPLE = 200_000


def normalise(text: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return the text as a Document keeps it, and warnings about what is odd in it.

    Every line end (CR, CRLF, VT, FF, NEL, U+2028, U+2029, file separators) becomes ``\n``; other
    control characters but the tab are removed; lone surrogates become U+FFFD.

    Raises:
        QbankError: ``no-text`` if nothing but white space is left.
    """
    text = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))
    clean, removed = _CONTROLS.subn("", text)
    if not clean or clean.isspace():
        raise QbankError(Problem("no-text"))
    warnings = [warning("control-characters", count=removed)] if removed else []
    return clean, (*warnings, *_oddities(clean))


def _oddities(text: str) -> list[Problem]:
    found = [_counted(code, pattern, text) for code, pattern in _PATTERNS]
    found += [_mojibake(text), _long_line(text), _few_words(text)]
    return [problem for problem in found if problem]


_PATTERNS = (("hidden-characters", _HIDDEN), ("bidi-controls", _BIDI), ("unusual-characters", _UNUSUAL))


def _counted(code: str, pattern: re.Pattern[str], text: str) -> Problem | None:
    first = pattern.search(text)
    if first is None:
        return None
    count = sum(1 for _ in pattern.finditer(text))
    line = text.count("\n", 0, first.start()) + 1
    return warning(code, count=count, line=line, char=f"U+{ord(first.group()[0]):04X}")


def _mojibake(text: str) -> Problem | None:
    sample = mojibake_sample(text)
    return warning("looks-like-mojibake", sample=sample) if sample else None


def _long_line(text: str) -> Problem | None:
    """Looks at every half length only: a line of full length covers one whole stretch."""
    step = _LONG_LINE // 2
    starts = range(0, len(text) - step + 1, step)
    return warning("long-line", limit=step) if any("\n" not in text[i : i + step] for i in starts) else None


def _few_words(text: str) -> Problem | None:
    sample = text[:_SAMPLE]
    chinese = len(_CHINESE.findall(sample))
    letters = len(_LETTER.findall(sample))
    if chinese * 5 < letters or not chinese:
        return warning("few-chinese", count=chinese)
    size = len("".join(sample.split()))
    return warning("very-short", count=size) if size < _SHORT_TEXT else None
