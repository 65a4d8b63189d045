"""How long people take over an item: a rule of thumb of ours, where nobody has measured it."""

from __future__ import annotations

from qbank.model.item import Item, answer_texts

_USUAL, _READ = 150, 5
"""Characters that the seconds of a type have room for, and how many more are read in a second."""


def words_of(item: Item) -> int:
    """Return how many characters of an item are to be read: stem and options."""
    return len(item.stem) + sum(map(len, answer_texts(item.body.interaction())))


def seconds_of(item: Item) -> float:
    """Return how many seconds an item takes: those of its type, and more where there is much to read."""
    return item.body.seconds + max(0, words_of(item) - _USUAL) / _READ
