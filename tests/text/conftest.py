"""Fixtures for reading files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from make_files import Read

from qbank.text.files import Found
from qbank.text.limits import Limits
from qbank.text.readers import Reader, Reading


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """One reader for all tests, so that its child process starts once."""
    with Reader() as reader:
        yield reader


@pytest.fixture
def read(tmp_path: Path, reader: Reader) -> Read:
    """Write bytes under a name and read the file; with ``limits``, by a reader of its own."""

    def read_bytes(name: str, data: bytes | str, **limits: float) -> Reading:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        if not limits:
            return reader.read(Found(path, name))
        with Reader(Limits(**limits)) as limited:
            return limited.read(Found(path, name))

    return read_bytes
