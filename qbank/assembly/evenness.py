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


def most_of_kind(type_name: str, number: int) -> int:
    """Return how many of so many items of a type may have one kind of key.

    Of statements half, and one more; of multiple choices half, rounded up.
    """
    if number < FEWEST:
        return number
    return number // 2 + 1 if type_name == "true_false" else ceil(number / 2)
