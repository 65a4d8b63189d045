"""Options that stand in a natural order: amounts, dates, grades."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from qbank.model.numerals import MEASURE, NUMERAL, TAIL, value_of

_NUMBER = re.compile(rf"(?P<lower>{NUMERAL})分之(?P<upper>{NUMERAL})|(?P<plain>{NUMERAL})")
_AMOUNT = re.compile(rf"{NUMERAL}|半|百分之|千分之|[%％‰]|{TAIL}|{MEASURE}|[年月日时分秒季号周天元]")
_FEW = 2
"""Characters that may stand beside an amount: 约, 满, 至少."""


def in_series(texts: Sequence[str]) -> bool:
    """Tell whether options are to stay in the order they have: amounts that rise or fall, or that nobody can compare.

    Texts alike but for their numbers (30日, 45日) are compared by them; amounts in different measures (30日, 3个月)
    cannot be, and count as ordered.
    """
    read = [_read(unicodedata.normalize("NFKC", text)) for text in texts]
    if all(numbers for _, numbers in read) and len({words for words, _ in read}) == 1:
        values = [numbers for _, numbers in read]
        return values in (sorted(values), sorted(values, reverse=True))
    return all(
        len(_AMOUNT.sub("", unicodedata.normalize("NFKC", text))) <= _FEW and _has_amount(text) for text in texts
    )


def _has_amount(text: str) -> bool:
    return re.search(f"{NUMERAL}|半", unicodedata.normalize("NFKC", text)) is not None


def _read(text: str) -> tuple[str, tuple[float, ...]]:
    """Return the words around the numbers of a text, and the numbers."""
    values: list[float] = []

    def kept(found: re.Match[str]) -> str:
        value = _value(found)
        if value is None:
            return found.group()
        values.append(value)
        return "#"

    return _NUMBER.sub(kept, text), tuple(values)


def _value(found: re.Match[str]) -> float | None:
    if found["plain"]:
        return value_of(found["plain"])
    lower, upper = value_of(found["lower"]), value_of(found["upper"])
    return None if upper is None or not lower else upper / lower
