"""Fixtures for reading files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from make_files import Read

from qbank.text.files import Found
from qbank.text.limits import Limits
from qbank.text.readers import Reader, Reading

NOBODY = 65534


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


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that other users of the machine may enter."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def nobody() -> Callable[[], AbstractContextManager[None]]:
    """Gives a context in which we are not root; the same user if we are not root anyway."""

    @contextmanager
    def become() -> Iterator[None]:
        if os.geteuid():
            yield
            return
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)

    return become
