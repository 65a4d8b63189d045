"""What is asked of items in words: how a word of a filter finds what an item carries."""

from __future__ import annotations

from collections.abc import Sequence


def one_of(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether one of the words found is wanted; without wanted words nothing is asked."""
    return not wanted or any(each in wanted for each in found)


def part_of(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether a wanted word is a part of one found; without wanted words nothing is asked."""
    return not wanted or any(word in each for each in found for word in wanted)
