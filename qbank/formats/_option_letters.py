"""Letters that are printed before options (A. 甲): taken off where each bears its own, told where they disagree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_LABEL = re.compile(r"\s*[(（]?\s*([A-Za-zＡ-Ｚａ-ｚ])\s*[.．、:：)）]\s*(?=\S)")
_NEXT = r"[;；,，|\s]\s*[(（]?\s*[{letters}]\s*[.．、:：)）]\s*\S"
_FEWEST = 2


def without_letters(options: Sequence[str]) -> list[str]:
    """Return options without their letters, where each bears its own and no other; else as they are."""
    found = [_LABEL.match(text) for text in options]
    if len(found) < _FEWEST or [_place(each) for each in found] != list(range(len(found))):
        return list(options)
    return [text[each.end() :].strip() for text, each in zip(options, found, strict=True) if each]


def apart(options: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the letters printed before options, in capitals, and the options without them; "" for one without."""
    found = [_LABEL.match(text) for text in options]
    places = [_place(each) for each in found]
    letters = ["" if place is None else chr(ord("A") + place) for place in places]
    return letters, [text[each.end() :].strip() if each else text for text, each in zip(options, found, strict=True)]


def contradiction(options: Sequence[str]) -> str:
    """Return the first option whose letter is not that of its place, "" where letters agree or most bear none.

    Two options that bear letters are enough: a key by letters means two things then.
    """
    places = [_place(_LABEL.match(text)) for text in options]
    borne = [place for place in places if place is not None]
    if len(borne) < max(_FEWEST, len(options) - 1) or len(set(borne)) < len(borne):
        return ""
    return next((text for at, text in enumerate(options) if places[at] not in {None, at}), "")


def swallowed(options: Sequence[str]) -> str:
    """Return an option in which the one after the last stands with its letter (乙;C.丙 of two), "" where none does."""
    following = chr(ord("A") + len(options))
    letters = f"{following}{following.lower()}{chr(ord(following) + 0xFEE0)}"
    inside = re.compile(_NEXT.format(letters=letters))
    return next((text for text in options if inside.search(text)), "")


def _place(label: re.Match[str] | None) -> int | None:
    return None if label is None else ord(unicodedata.normalize("NFKC", label[1]).upper()) - ord("A")
