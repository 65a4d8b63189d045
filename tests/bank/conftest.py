"""A bank in a temporary folder, and its clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bank_samples import Clock

from qbank.bank import Bank


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still until it is moved."""
    return Clock()


@pytest.fixture
def bank(tmp_path: Path, clock: Clock) -> Iterator[Bank]:
    """Return an empty bank that is closed after the test."""
    with Bank.create(tmp_path / "bank.db", now=clock) as made:
        yield made


@pytest.fixture(scope="session")
def empty_bank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of an empty bank, for tests that need many."""
    path = tmp_path_factory.mktemp("empty") / "bank.db"
    Bank.create(path, now=Clock()).close()
    return path.read_bytes()
