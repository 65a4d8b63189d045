"""How long people take over an item: a rule of thumb of ours, where nobody has measured it."""

from __future__ import annotations

from qbank.model.item import Item, answer_texts

SECONDS = {
    "true_false": 30, "single_choice": 45, "multiple_choice": 75, "fill_blank": 60, "matching": 120, "ordering": 90,
    "short_answer": 180,
}  # fmt: skip
"""Seconds an item of each type is allowed for, the quick types first; no study stands behind it."""
_OTHER = 60
_USUAL, _READ = 150, 5
"""Characters that these seconds have room for, and how many more are read in a second."""


def words_of(item: Item) -> int:
    """Return how many characters of an item are to be read: stem and options."""
    return len(item.stem) + sum(map(len, answer_texts(item.body.interaction())))


def seconds_of(item: Item) -> float:
    """Return how many seconds an item takes: those of its type, and more where there is much to read."""
    return SECONDS.get(item.type, _OTHER) + max(0, words_of(item) - _USUAL) / _READ
