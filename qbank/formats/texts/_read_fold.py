"""One spelling for what people type in many: the text a mark is looked for in, as long as the text it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.model.verdict import CROSSES, TICKS

UNDERLINED = "\ufdd0", "\ufdd1"
"""What stands before and after underlined words of a Word document."""
STRUCK = "\ufdd2"
"""Stands before letters or verdicts of a Word document that are struck out: whether they count, nobody can tell."""
PICTURE = "\ufffc"
"""Stands for a picture or formula, which no text holds."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LINE_END = re.compile(f"\n|{_LINE_ENDS.pattern}")
_UNHOLDABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")

_PAIRS = {
    "（": "(", "）": ")", "﹙": "(", "﹚": ")", "【": "[", "】": "]", "〖": "[", "〗": "]",
    "\u3000": " ", "\xa0": " ", "\t": " ", "∶": ":", "︰": ":", "﹕": ":", "﹒": ".", "・": ".",
    "—": "-", "–": "-", "―": "-", "‐": "-", "‑": "-", "−": "-", "~": "-", "〜": "-", "～": "-",
    **dict.fromkeys(TICKS, "√"), **dict.fromkeys(CROSSES, "×"),
    # Letters of other scripts that look like options' and are typed for them.
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "Α": "A", "Β": "B", "Ε": "E", "Η": "H",
}  # fmt: skip
_FOLDED = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != 0xFF3F} | _PAIRS)


def fold(text: str) -> str:
    """Return a text of the same length in which full width, brackets, dashes, ticks and crosses are one each.

    ``〔〕`` and ``＿`` are left alone: words in them are never marks.
    """
    return text.translate(_FOLDED)


def clean(text: str) -> str:
    r"""Return text as it can stand in a file: line ends are ``\n``, what cannot be seen or held is gone."""
    return _UNSEEN.sub("", _UNHOLDABLE.sub("", _LINE_ENDS.sub("\n", text))).replace("\xa0", " ")


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, each clean."""
    at = 0
    for found in _LINE_END.finditer(text):
        yield clean(text[at : found.start()])
        at = found.end()
    yield clean(text[at:])


def tidy(text: str) -> str:
    """Return text without white space around its lines, and without empty lines."""
    return "\n".join(filter(None, (line.strip() for line in clean(text).split("\n"))))
