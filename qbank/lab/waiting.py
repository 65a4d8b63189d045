"""How a page waits for its notebook: who runs it leaves a note, and the server gives it out when the note is gone.

So a browser can load JupyterLab's page, which takes seconds, while the notebook is still being run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qbank.lab.server import FOLDER, is_starting

_NOTE = "running"


@contextmanager
def being_run(path: Path) -> Iterator[None]:
    """Let pages wait for a notebook of a workspace within the block, which stands within ``server.alone``.

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
    """Tell whether the notebook of that name in a workspace is being run right now.

    A note that a killed program left behind counts for nothing: nobody is starting then.
    """
    try:
        noted = (folder / FOLDER / _NOTE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return noted == name and is_starting(folder)
