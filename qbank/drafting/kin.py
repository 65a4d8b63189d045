"""Whether a wrong option is a right one in other words: its short name, its full name, a part of it, more than it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qbank.drafting.states import WordsOf
from qbank.model.item import Choice

_CALLED = re.compile(
    r"(?P<full>[^，。；：、“”《》（）()]{2,30})”?》?[（(，]?(?:以下|下文)?(?:又|也|亦|俗|合|通|统|简|下)称(?:为|作|之为)?[：]?[“《]?"
    r"(?P<short>[^，。；：“”《》（）()]{2,16})"
)
_SHORTENED = 0.6
_OPPOSED = ("副", "不", "非", "未", "无")
_NUMERAL = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿]")

Names = Mapping[str, tuple[str, ...]]


def names_in(views: Iterator[str]) -> dict[str, tuple[str, ...]]:
    """Return short name → the words before it, of every （以下简称…） and the like."""
    found: dict[str, tuple[str, ...]] = {}
    for view in views:
        if "称" in view:
            for match in _CALLED.finditer(view):
                found[match["short"]] = (*found.get(match["short"], ()), match["full"])
    return found


def says_the_key(interaction: Choice, names: Names, words_of: WordsOf) -> tuple[str, str] | None:
    """Return a wrong option and the right one it says again in other words; None if there is none."""
    texts = {option.id: option.text for option in interaction.options}
    keys = [texts[key] for key in interaction.keys if key in texts]
    if not names and all(map(_NUMERAL.search, keys)):
        # A number is said again by no word.
        return None
    for option_id, text in texts.items():
        if option_id in interaction.keys:
            continue
        for key in keys:
            if _is_named(text, key, names) or _is_short_for(text, key) or _holds(text, key, words_of):
                return text, key
    return None


def _is_named(one: str, other: str, names: Names) -> bool:
    return bool(names) and any(full.endswith(b) for a, b in ((one, other), (other, one)) for full in names.get(a, ()))


def _is_short_for(one: str, other: str) -> bool:
    """Tell whether one is made of characters of the other in order, from first to last: 人大 of 人民代表大会."""
    short, long = sorted((one, other), key=len)
    if len(short) > _SHORTENED * len(long) or _NUMERAL.search(one + other) or short[0] != long[0] or len(short) < 2:
        return False
    rest = iter(long)
    return short[-1] in {long[-1], "大"} and all(char in rest for char in short)


def _holds(one: str, other: str, words_of: WordsOf) -> bool:
    """Tell whether every content word of one stands in the other, in order: 说明有效率 in 说明治愈率或者有效率."""
    if _NUMERAL.search(one + other) or any(
        long == f"{mark}{short}" for mark in _OPPOSED for short, long in ((one, other), (other, one))
    ):
        return False
    first, second = words_of([one, other])
    short, long = (first, second) if len("".join(first)) <= len("".join(second)) else (second, first)
    rest = iter(long)
    return bool(short) and "".join(short) in {one, other} and all(word in rest for word in short)
