"""What is our own mistake leaves its traceback in a file that an editor can send, wherever it comes to light."""

from __future__ import annotations

import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

LOG = "qbank-error.log"


def log_mistake(folder: Path, trace: str = "") -> str:
    """Write a traceback into a folder, or where that cannot be, into the system's temporary folder; return the file.

    Args:
        folder: the workspace.
        trace: the traceback, "" for that of the error being handled.

    Returns:
        The path of the log, "-" if none could be written.
    """
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for place in (folder, Path(tempfile.gettempdir())):
        path = place / LOG
        try:
            with path.open("a", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(f"{at}\n{trace or traceback.format_exc()}\n")
        except OSError:
            continue
        return str(path)
    return "-"
