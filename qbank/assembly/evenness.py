"""How many items of one kind of key a test has at most: true statements, choices with two right options."""

from __future__ import annotations

from math import ceil
from typing import Protocol

from qbank.model.candidate import Verdict

FEWEST = 3
"""Items of a type from which on its keys are balanced: of two, every outcome is as likely as another."""


class Keyed(Protocol):
    """What is known of an item's key."""

    @property
    def verdict(self) -> Verdict:
        """What a statement to be judged is, "" for any other item."""

    @property
    def rights(self) -> int:
        """How many options of a multiple choice are right, 0 for any other item."""


def kind_of(item: Keyed) -> str:
    """Return the kind of an item's key: true, false, how many options are right; "" where there is none to balance."""
    return item.verdict or (str(item.rights) if item.rights else "")


def most_of_kind(item: Keyed, number: int) -> int:
    """Return how many of so many items, all answered like this one, may have its kind of key."""
    return most_of_verdict(number) if item.verdict else most_of_rights(number)


def most_of_verdict(number: int) -> int:
    """Return how many of so many statements may be true, and how many false: half, and one more."""
    return number if number < FEWEST else number // 2 + 1


def most_of_rights(number: int) -> int:
    """Return how many of so many multiple choices may have the same number of right options: half, rounded up."""
    return number if number < FEWEST else ceil(number / 2)
