"""Several texts in one cell: joined so that each is found again, and parted."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TWINS = {
    "|": "｜",
    ";": "；",
    "；": "，",
    ",": "，",
    "，": "、",
    "、": "，",
    "\n": " ",
    "\t": " ",
    " ": "_",
    "/": "／",
    "$": "＄",
    "#": "＃",
    "&": "＆",
    "~": "～",
    "@": "＠",
    "*": "＊",
}
"""A sign that looks like the one that parts texts, and does not part them."""


def core(separator: str) -> str:
    """Return what of a separator must be there: white space around it is for the eye."""
    return separator.strip(" ") or separator


def alike(text: str, separator: str) -> str:
    """Return a text in which nothing parts it: a separator in it becomes what looks like one."""
    sign = core(separator)
    twin = "".join(_TWINS.get(char, char) for char in sign)
    return text.replace(sign, twin if twin != sign else " ") if sign else text


def join(texts: Sequence[str], separator: str) -> str:
    """Return texts in one, each kept from being parted."""
    return separator.join(alike(text, separator) for text in texts)


def part(text: str, separator: str) -> list[str]:
    """Return the texts in one, empty ones left out; a text without a separator is one."""
    pieces = text.split(core(separator)) if separator else [text]
    return [piece.strip() for piece in pieces if piece.strip()]


def one_line(text: str) -> str:
    """Return a text without line ends."""
    return re.sub(r"\s*\n\s*", " ", text).strip()
