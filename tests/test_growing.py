"""The measure of growth tells what is quadratic from what is not."""

from __future__ import annotations

import re

from growing import grows_as_its_input


def test_what_grows_faster_than_its_input_is_told() -> None:
    """Eight times the work for twice the input, which no busy machine hides; and an expression that reads it once."""
    assert not grows_as_its_input(lambda share: sum(1 for _ in range(int(250 * share) ** 3)))
    assert grows_as_its_input(lambda share: re.search(r"x\s+", " " * int(6_000_000 * share)))
