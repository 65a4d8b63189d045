"""The measure of growth tells what is quadratic from what is not."""

from __future__ import annotations

import re

from growing import grows_as_its_input


def test_what_is_quadratic_is_told() -> None:
    """An expression that looks back over a row of spaces from each of them, and one that does not."""
    assert not grows_as_its_input(lambda share: re.search(r"\s+x", " " * int(16_000 * share)))
    assert grows_as_its_input(lambda share: re.search(r"x\s+", " " * int(6_000_000 * share)))
