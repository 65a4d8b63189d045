"""Letters of options by their places: A … Z, then AA, AB … as spreadsheets count columns."""

from __future__ import annotations

from collections.abc import Sequence

from qbank.model.item import Option

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Letters that stand for themselves: AB in a key is A and B, so who reads keys knows these alone."""


def letter(at: int) -> str:
    """Return the letter of the option at a place from 0."""
    more, last = divmod(at, len(LETTERS))
    return (letter(more - 1) if more else "") + LETTERS[last]


def place_of(mark: str) -> int:
    """Return the place from 0 of the option with a letter, in any case; -1 for what is no such letter."""
    place = 0
    for char in mark.upper():
        if char not in LETTERS:
            return -1
        place = place * len(LETTERS) + LETTERS.index(char) + 1
    return place - 1


def by_id(options: Sequence[Option]) -> dict[str, str]:
    """Return the letters of options by their ids."""
    return {option.id: letter(at) for at, option in enumerate(options)}
