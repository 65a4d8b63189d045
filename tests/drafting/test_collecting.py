"""Garbage is collected seldom while a document is taken apart, and as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from qbank.drafting.collecting import seldom_collecting


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Put back what a test sets."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_it_is_seldom_inside_and_as_before_outside() -> None:
    """The youngest threshold is higher in the block, one inside the other included, and put back on an error."""
    gc.set_threshold(700, 10, 10)
    with pytest.raises(ZeroDivisionError), seldom_collecting():
        with seldom_collecting():
            assert gc.get_threshold() == (50_000, 10, 10)
        assert gc.get_threshold() == (50_000, 10, 10)
        raise ZeroDivisionError
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("youngest", [0, 90_000])
def test_what_the_caller_chose_stays(youngest: int) -> None:
    """Collecting switched off, and a higher threshold, are left alone."""
    gc.set_threshold(youngest, 10, 10)
    with seldom_collecting():
        assert gc.get_threshold() == (youngest, 10, 10)
