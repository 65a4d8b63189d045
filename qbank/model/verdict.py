"""The words that people judge a statement by: 对, √, T, right … The one table of them; a reader may only narrow it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from qbank.model import folding

PAIRS: dict[str, tuple[str, ...]] = {
    "正确": ("错误", "不正确"),
    "对": ("错", "不对"),
    "正確": ("錯誤", "不正確"),
    "對": ("錯", "不對"),
    "是": ("否", "不是", "非"),
    "同意": ("不同意",),
    "符合": ("不符合",),
    "正": ("误",),
    "√": ("×", "x"),
    "t": ("f",),
    "true": ("false",),
    "y": ("n",),
    "yes": ("no",),
    "r": ("w",),
    "right": ("wrong",),
    "correct": ("incorrect",),
    "v": ("x", "×"),
}
"""A word for true, and those for false that go with it, the usual partner first; as ``folded`` has them."""

TRUE = frozenset(PAIRS)
FALSE = frozenset(word for words in PAIRS.values() for word in words)
TICKS, CROSSES = "√✓✔☑", "×✗✘✖✕☒╳"
"""The signs that are drawn for √ and for ×."""

_SIGNS = str.maketrans({**dict.fromkeys(TICKS, "√"), **dict.fromkeys(CROSSES, "×")})
_BRACKETS = re.compile(r"[()\[\]【】{}<>《》]")
_STOPS = "。.!;,"
_PARTNERS = {"✓": "✗", "✔": "✘", "☑": "☒"}
_BY_FALSE = {false: true for true, words in reversed(PAIRS.items()) for false in words}


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a word for looking it up: width, case, white space, brackets, stops and shapes of ticks do not matter."""
    return _BRACKETS.sub("", folding.folded(text).translate(_SIGNS)).strip(_STOPS)


def verdict_of(text: str) -> bool | None:
    """Return whether a word calls a statement true; None for a text that does neither."""
    said = folded(text)
    return True if said in TRUE else False if said in FALSE else None


def are_verdicts(options: Sequence[str]) -> bool:
    """Tell whether options are the two verdicts of a statement; of letters only pairs are: x and y are names."""
    if len(options) != 2 or {*map(verdict_of, options)} != {True, False}:
        return False
    one, other = map(folded, options)
    is_lettered = all(len(each) == 1 and each.isascii() for each in (one, other))
    return not is_lettered or other in PAIRS.get(one, ()) or one in PAIRS.get(other, ())


def partner_of(word: str) -> str:
    """Return the opposite of a verdict as it is written with it: 错 for 对, F for T, ✘ for ✔; "" for any other word."""
    signs = _PARTNERS | {false: true for true, false in _PARTNERS.items()}
    if word.strip() in signs:
        return signs[word.strip()]
    said = folded(word)
    found = PAIRS[said][0] if said in PAIRS else _BY_FALSE.get(said, "")
    return found.upper() if word.isupper() else found.capitalize() if word.istitle() else found


def alternatives(words: Set[str]) -> str:
    """Return verdict words as alternatives of an expression, longest first, ticks and crosses in every shape."""
    drawn = {*words, *(TICKS if "√" in words else ""), *(CROSSES if "×" in words else "")}
    return "|".join(map(re.escape, sorted(drawn, key=lambda word: (-len(word), word))))
