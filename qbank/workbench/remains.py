"""Files of a workspace that still name somebody: reports that were written there, answer files that lie there."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_MOST = 200_000_000
"""Bytes of a file or of a part of it beyond which it is not looked into."""
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def remains(folder: Path, words: Iterable[str], own: Iterable[Path]) -> list[Path]:
    """Return the files below a folder that hold one of some words as they stand, in order.

    Workbooks and documents are looked into part by part.

    Args:
        folder: where to look.
        words: names and codes.
        own: files, and folders with all that is in them, that are left out.
    """
    pattern = _pattern([each for each in words if each])
    left_out = set(own)
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not {path, *path.parents} & left_out)
    return [path for path in files if any(pattern.search(part) for part in _parts(path))]


def _pattern(words: Iterable[str]) -> re.Pattern[bytes]:
    """Return what finds the words in bytes; a code does not stand in a longer number."""
    found = set[bytes]()
    for word in words:
        for encoding in _ENCODINGS:
            spelled = re.escape(word.encode(encoding, "ignore"))
            found.add(rb"(?<![0-9])" + spelled + rb"(?![0-9])" if word.isascii() else spelled)
    return re.compile(b"|".join(sorted(found)) if found else rb"(?!)")


def _parts(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes, or those of the files in it; nothing of one that cannot be read or is too large."""
    try:
        if path.stat().st_size > _MOST:
            return
        if not zipfile.is_zipfile(path):
            yield path.read_bytes()
            return
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if part.file_size <= _MOST:
                    yield archive.read(part)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return
