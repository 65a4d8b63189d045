"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from qbank.errors import Problem, QbankError, reason_of

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_TEMPORARY = re.compile(r"\.qbank-[0-9a-f]{16}(?:\..*)?")
_A_DAY = 24 * 60 * 60
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}


def write_bytes(path: Path, data: bytes) -> None:
    """Put bytes under ``path`` as ``write_whole`` does."""

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    write_whole(path, write)


def write_whole(path: Path, write: Callable[[BinaryIO], None], examine: Callable[[Path], None] | None = None) -> None:
    """Put what ``write`` gives out under ``path``, replacing a file there at once or leaving it as it was.

    The bytes are on the disk before the name is: temporary file beside it, fsync, rename, fsync of
    the folder. A link is not followed and not replaced. ``examine`` gets the temporary file, which keeps the ending
    of the name, and raises where it must not be put in place.

    Raises:
        QbankError: the place cannot take a file, or the disk is full; nothing has changed then.
    """
    _refuse_place(path)
    _clear(path.parent)
    temporary = path.with_name(f".qbank-{token_hex(8)}{path.suffix[:20]}")
    try:
        with temporary.open("xb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if examine:
            examine(temporary)
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise QbankError(_problem(path, error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Take away what a program that was killed while it wrote has left: nobody writes for a whole day."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if _TEMPORARY.fullmatch(entry.name) and time.time() - entry.stat(follow_symlinks=False).st_mtime > _A_DAY:
                Path(entry).unlink()


def is_there(path: Path) -> bool:
    """Tell whether there is something under a path; of a name that the disk cannot have, no: writing will say so."""
    try:
        return path.exists()
    except OSError:
        return False


def _refuse_place(path: Path) -> None:
    file = str(path)
    try:
        if path.is_symlink():
            raise QbankError(Problem("output-is-link", file))
        if path.is_dir() or not path.name:
            raise QbankError(Problem("output-is-folder", file))
        if path.exists() and not path.is_file():
            raise QbankError(Problem("output-not-a-file", file))
        if not path.parent.is_dir():
            raise QbankError(Problem("output-no-folder", file, values={"folder": str(path.parent)}))
    except OSError as error:  # a name too long, a folder that may not be looked into
        raise QbankError(_problem(path, error)) from error


def _problem(path: Path, error: OSError) -> Problem:
    if error.errno in _NO_ROOM:
        return Problem("output-disk-full", str(path))
    return Problem("output-unwritable", str(path), values={"reason": reason_of(error)})


def _sync_folder(folder: Path) -> None:
    """Make the new name last; Windows has no such call, and some file systems refuse it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
