"""Finds the files to read in what a user names; opens none of them.

Links are not followed: what they point at inside the folder is found under its
own name, and what lies outside is refused.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qbank.errors import Problem, Severity, reason_of
from qbank.text.limits import Limits as Limits

FORMATS = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".doc": "doc",
    ".wps": "wps",
}
"""Format by file ending, in lower case."""

METADATA_FILE = "corpus.toml"
_OURS = {METADATA_FILE, "readme.md"}
_JUNK = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Found:
    r"""A file to read; ``name`` is its path below the folder given, with ``/``, as the disk spells it.

    Bytes of a name that are not text stand in ``name`` as ``\xNN``.
    """

    path: Path
    name: str

    @property
    def format(self) -> str:
        """The format its ending stands for; "" if none we read."""
        return FORMATS.get(self.path.suffix.lower(), "")


def find(paths: Sequence[Path], *, limits: Limits) -> Iterator[Found | Problem]:
    """Yield the files to read below ``paths`` and what keeps others from being read.

    Folders are walked in order of name, so the same disk gives the same sequence. Left out in
    silence: hidden files, Office lock files (``~$…``), ``corpus.toml`` and ``README.md``, and a file
    reached a second time. A file named outright is taken whatever its name, and refused (rather than
    passed over with a warning) if its ending is unknown.
    """
    seen: set[str] = set()
    names: set[str] = set()
    for path in paths:
        for thing in _under(path, limits):
            if isinstance(thing, Found):
                real = os.path.realpath(thing.path)
                if real in seen:
                    continue
                seen.add(real)
                if thing.name in names:
                    yield Problem("same-name", file=str(thing.path), values={"name": thing.name})
                    continue
                names.add(thing.name)
            yield thing


def refuse_special(path: Path) -> None:
    """Raise OSError for what is there and no file: a pipe would be waited for without end, a device has none."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def os_problem(error: OSError, file: str = "") -> Problem:
    """Return the Problem for what the operating system refused."""
    known = {
        errno.ENOENT: "not-found",
        errno.ENOTDIR: "not-found",
        errno.EACCES: "permission",
        errno.EPERM: "permission",
        errno.EISDIR: "is-a-folder",
        errno.ELOOP: "link-loop",
        errno.EINVAL: "not-a-regular-file",
    }
    code = known.get(error.errno or 0, "cannot-read")
    return Problem(code, file=file, values={"reason": reason_of(error)})


def _under(path: Path, limits: Limits) -> Iterator[Found | Problem]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield os_problem(error, str(path))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, limits)
    elif not stat.S_ISREG(mode):
        yield Problem("not-a-regular-file", file=str(path))
    else:
        found = Found(path, _spelled(path.name))
        yield found if found.format else _unsupported(found, "error")


def _walk(root: Path, limits: Limits) -> Iterator[Found | Problem]:
    """Walk depth first with a stack of its own, so that no depth of folders overflows Python's."""
    real_root = os.path.realpath(root)
    stack: list[Iterator[os.DirEntry[str] | Problem]] = [_entries(root, root)]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif isinstance(entry, Problem):
            yield entry
        elif not _is_left_out(entry.name):
            path = Path(entry.path)
            if not entry.is_dir(follow_symlinks=False):
                yield _classify(entry, Found(path, _name(path, root)), real_root)
            elif len(stack) > limits.folder_depth:
                yield Problem("folder-too-deep", file=_name(path, root), values={"limit": limits.folder_depth})
            else:
                stack.append(_entries(path, root))


def _entries(folder: Path, root: Path) -> Iterator[os.DirEntry[str] | Problem]:
    """Yield a folder's entries by name; a folder that may be listed but not entered counts as closed."""
    name = str(folder) if folder == root else _name(folder, root)
    if not os.access(folder, os.R_OK | os.X_OK):
        yield Problem("folder-closed", file=name)
        return
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield os_problem(error, name)
        return
    yield from ordered


def _is_left_out(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _OURS | _JUNK


def _classify(entry: os.DirEntry[str], found: Found, real_root: str) -> Found | Problem:
    if entry.is_symlink():
        return _link_problem(found, real_root)
    if not entry.is_file(follow_symlinks=False):
        return Problem("not-a-regular-file", file=found.name)
    return found if found.format else _unsupported(found, "warning")


def _link_problem(found: Found, real_root: str) -> Problem:
    try:
        target = str(found.path.resolve(strict=True))
    except RuntimeError:  # how pathlib before Python 3.13 tells a loop
        return Problem("link-loop", file=found.name)
    except OSError as error:
        return os_problem(error, found.name)
    if not Path(target).is_relative_to(real_root):
        return Problem("outside-root", file=found.name, values={"target": target})
    return Problem("link-not-followed", file=found.name, values={"target": target}, severity="warning")


def _unsupported(found: Found, severity: Severity) -> Problem:
    values = {"suffix": found.path.suffix or found.name, "known": " ".join(FORMATS)}
    return Problem("unsupported", file=found.name, values=values, severity=severity)


def _name(path: Path, root: Path) -> str:
    return _spelled(path.relative_to(root).as_posix())


def _spelled(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")
