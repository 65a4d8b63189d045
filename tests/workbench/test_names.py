"""A document is found by its name or enough of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import QbankError
from qbank.workbench.names import resolve

KNOWN = ["制度/值守办法.txt", "方案/值守方案.md", "方案/值守方案（修订）.md", "plan.txt", "old/plan.txt"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("制度/值守办法.txt", "制度/值守办法.txt"),
        ("值守办法.txt", "制度/值守办法.txt"),
        ("值守办法", "制度/值守办法.txt"),
        ("办法", "制度/值守办法.txt"),
        ("值守方案", "方案/值守方案.md"),
        ("plan.txt", "plan.txt"),
    ],
)
def test_enough_of_a_name_will_do(name: str, meant: str) -> None:
    """The exact name wins, then the file name, then the stem, then any part."""
    assert resolve(name, KNOWN) == meant


def test_several_fits_are_listed() -> None:
    """A name that fits several says which."""
    with pytest.raises(QbankError) as caught:
        resolve("值守", KNOWN)
    assert caught.value.problem.code == "document-ambiguous"
    assert "方案/值守方案.md" in caught.value.problem.message("zh")


def test_no_fit_names_near_ones() -> None:
    """A slip of the pen is answered with what may have been meant."""
    with pytest.raises(QbankError) as caught:
        resolve("制度/值班办法.txt", KNOWN)
    assert caught.value.problem.code == "document-unknown"
    assert "制度/值守办法.txt" in caught.value.problem.message("zh")


@given(st.lists(st.text(min_size=1), min_size=1, unique=True))
def test_every_known_name_means_itself(known: list[str]) -> None:
    """Whatever the names, a whole name is never ambiguous."""
    assert all(resolve(name, known) == name for name in known)
