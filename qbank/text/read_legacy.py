"""Old Word and WPS documents, by way of LibreOffice, which turns a copy of them into ``.docx``."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qbank.errors import Problem, QbankError
from qbank.text.limits import Limits

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_soffice() -> str | None:
    """Return the LibreOffice program on the path or where its installer puts it."""
    known = next((place for place in _PLACES if Path(place).is_file()), None)
    return shutil.which("soffice") or shutil.which("libreoffice") or known


@contextmanager
def converted(path: Path, limits: Limits, *, soffice: str | None) -> Iterator[Path]:
    """Give the path of a ``.docx`` made from ``path``, which lasts as long as the context.

    LibreOffice runs with a profile of its own and on a copy, so that it neither meets a running one
    nor leaves a lock file beside the user's document.

    Raises:
        QbankError: ``needs-libreoffice``, ``conversion-failed`` or ``too-slow``.
    """
    if soffice is None:
        raise QbankError(Problem("needs-libreoffice", values={"suffix": path.suffix}))
    with tempfile.TemporaryDirectory(prefix="qbank-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        copy = room / f"document{path.suffix.lower()}"
        shutil.copyfile(path, copy)
        _run(soffice, copy, room, limits)
        result = room / "document.docx"
        if not result.is_file():
            raise QbankError(Problem("conversion-failed"))
        yield result


def _run(soffice: str, copy: Path, room: Path, limits: Limits) -> None:
    command = [soffice, f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore"]
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and the only file name is our own
            [*command, "--convert-to", "docx", "--outdir", str(room), str(copy)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise QbankError(Problem("conversion-failed")) from error
    try:
        process.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        raise QbankError(Problem("too-slow", values={"limit": int(limits.seconds)})) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the helpers it started (its launcher waits for another process)."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
