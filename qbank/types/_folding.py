"""When two wordings count as the same: width, case, spaces and quotes aside, and numerals in either script."""

from __future__ import annotations

import re
import unicodedata

_ASIDE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉]+")
_ENDS = "。．.，,；;、：:！!？?"
_CHINESE_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万亿]+")
_ANY_NUMERAL = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿]")


def fold(text: str) -> str:
    """Return the wording without what a reader overlooks: width, case, spaces, quotes, 《》, a final stop."""
    plain = _ASIDE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    # Taking spaces out can join an accent to the letter before it.
    return _ASIDE.sub("", unicodedata.normalize("NFKC", plain)).rstrip(_ENDS)


def same_wording(one: str, other: str) -> bool:
    """Tell whether two answers say the same; 三十日 equals 30日, “四个意识” equals 四个意识."""
    one, other = fold(one), fold(other)
    if one == other:
        return True
    if not (_ANY_NUMERAL.search(one) and _ANY_NUMERAL.search(other)):
        return False
    return arabic(one) == arabic(other)


def arabic(text: str) -> str:
    """Return the text with its Chinese numerals as digits; words that only look like numerals stay."""
    return _CHINESE_NUMERAL.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    import cn2an

    try:
        return str(cn2an.cn2an(match[0], "smart"))
    except ValueError:
        return match[0]
