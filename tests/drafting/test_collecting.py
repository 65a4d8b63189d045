"""Garbage is collected seldom once documents are taken apart."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from qbank.drafting.collecting import collect_seldom


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Put back what a test sets."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_it_is_seldom_from_then_on() -> None:
    """The youngest threshold is higher, however often it is asked for; the others stay."""
    gc.set_threshold(700, 10, 10)
    collect_seldom()
    collect_seldom()
    assert gc.get_threshold() == (50_000, 10, 10)


@pytest.mark.parametrize("youngest", [0, 90_000])
def test_what_the_caller_chose_stays(youngest: int) -> None:
    """Collecting switched off, and a higher threshold, are left alone."""
    gc.set_threshold(youngest, 10, 10)
    collect_seldom()
    assert gc.get_threshold() == (youngest, 10, 10)
