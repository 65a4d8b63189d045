"""Many files written together: all are ready before the first takes its place, and what is interrupted leaves none."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from qbank.errors import Problem, QbankError, reason_of

_STAGE = re.compile(r"\.qbank-[0-9a-f]{16}\.d")
_A_DAY = 24 * 60 * 60


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """Give an empty folder to write into; when the block ends well, its files take their places in ``out``.

    Where the block raises, or is interrupted, ``out`` is as it was. Files there that nothing new was written for stay.
    A new ``out`` appears at once with all its files; into one that is there they are put one by one, each whole.

    Raises:
        QbankError: the place cannot take a folder, or a file there cannot be replaced.
    """
    _refuse_place(out)
    _clear(out.parent)
    stage = out.with_name(f".qbank-{token_hex(8)}.d")
    try:
        stage.mkdir()
        yield stage
        _put(stage, out)
    except OSError as error:
        raise QbankError(Problem("output-unwritable", str(out), values={"reason": reason_of(error)})) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _refuse_place(out: Path) -> None:
    file = str(out)
    try:
        if out.is_symlink():
            raise QbankError(Problem("output-is-link", file))
        if out.exists() and not out.is_dir():
            raise QbankError(Problem("output-not-a-folder", file))
        if not out.name or not out.parent.is_dir():
            raise QbankError(Problem("output-no-folder", file, values={"folder": str(out.parent)}))
    except OSError as error:  # a name too long, a folder that may not be looked into
        raise QbankError(Problem("output-unwritable", file, values={"reason": reason_of(error)})) from error


def _put(stage: Path, out: Path) -> None:
    if not out.exists():
        stage.rename(out)
        return
    files = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
    # What cannot be replaced is found out before anything is.
    for name in files:
        if (out / name).is_symlink() or (out / name).is_dir():
            raise QbankError(Problem("output-not-a-file", str(out / name)))
    for name in files:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).replace(out / name)


def _clear(folder: Path) -> None:
    """Take away what a program that was killed while it wrote has left: nobody writes for a whole day."""
    with suppress(OSError):
        for entry in folder.iterdir():
            if _STAGE.fullmatch(entry.name) and time.time() - entry.lstat().st_mtime > _A_DAY:
                shutil.rmtree(entry, ignore_errors=True)
