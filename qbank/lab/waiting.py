"""How a page waits for its notebook: who runs it leaves a note, and the server gives it out when the note is gone.

So a browser can load JupyterLab's page, which takes seconds, while the notebook is still being run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qbank.lab.server import FOLDER

_NOTE = "running"
_PATIENCE = 120.0
"""Seconds after which a note counts as left behind by a program that was killed."""


@contextmanager
def being_run(path: Path) -> Iterator[None]:
    """Let pages wait for a notebook of a workspace within the block.

    Where the note cannot be written they do not wait, and show the notebook as it is.
    """
    note = path.parent / FOLDER / _NOTE
    with suppress(OSError):
        note.write_text(path.name, encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


def is_being_run(folder: Path, name: str) -> bool:
    """Tell whether the notebook of that name in a workspace is being run right now."""
    note = folder / FOLDER / _NOTE
    try:
        return note.read_text(encoding="utf-8") == name and time.time() - note.stat().st_mtime < _PATIENCE
    except (OSError, ValueError):
        return False
