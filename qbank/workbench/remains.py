"""Files of a workspace that still name somebody: reports that were written there, answer files that lie there."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qbank.errors import Problem, QbankError
from qbank.text.files import os_problem
from qbank.text.readers import Reader
from qbank.workbench.looking_into import Piece, pieces

_ENCODINGS = (
    ("utf-8", b"[0-9]"),
    ("gb18030", b"[0-9]"),
    ("utf-16-le", rb"[0-9]\x00"),
    ("utf-16-be", rb"\x00[0-9]"),
)
"""Encodings of words amid bytes, and a figure in each."""
_GAP = r"[ \t\u3000]*"
"""What stands between the characters of a name that is spread to a column's width."""


@dataclass(frozen=True, slots=True)
class Remains:
    """What still names somebody, in order of name.

    Args:
        named: files that hold one of the words.
        unread: why other files, or parts of them, could not be searched: warnings that name the file.
    """

    named: tuple[Path, ...] = ()
    unread: tuple[Problem, ...] = ()


def remains(folder: Path, words: Iterable[str], own: Iterable[Path]) -> Remains:
    """Return the files below a folder that hold one of some words, in their name or in what they say.

    Words are found as people see them: parted by how a program keeps them, spread by spaces, escaped, full width.
    Nothing is read out of pictures.

    Args:
        folder: where to look.
        words: names and codes.
        own: files, and folders with all that is in them, that are left out.
    """
    search = _Search(words)
    named, unread = list[Path](), list[Problem]()
    with Reader() as reader:
        for each in _files(folder, set(own)):
            if isinstance(each, Problem):
                unread.append(replace(each, severity="warning"))
                continue
            try:
                if search.found_in(unicodedata.normalize("NFC", each.name)) or any(
                    map(search.found_in, pieces(each, reader))
                ):
                    named.append(each)
            except QbankError as error:
                unread.append(replace(error.problem, file=str(each), severity="warning"))
    return Remains(tuple(named), tuple(unread))


def _files(folder: Path, left_out: set[Path]) -> Iterator[Path | Problem]:
    """Yield the files below a folder, and the folders that cannot be looked into."""
    closed = list[OSError]()
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(each for each in folders if Path(place, each) not in left_out)
        paths = (Path(place, name) for name in sorted(names))
        # A pipe would be waited for without end; a link that leads nowhere names nobody but by its name.
        yield from (path for path in paths if path not in left_out and (path.is_file() or path.is_symlink()))
    yield from (os_problem(error, str(error.filename)) for error in closed)


class _Search:
    """Finds words in texts and in bytes that are no text; what begins or ends with a figure in no longer number."""

    def __init__(self, words: Iterable[str]) -> None:
        given = set(words) - {""}
        plain = {unicodedata.normalize("NFKC", word) for word in given}
        self._text = re.compile("|".join(map(_spoken, sorted(plain))) or "(?!)")
        raw = {_raw(word, *each) for word in given | plain for each in _ENCODINGS}
        self._bytes = re.compile(b"|".join(sorted(raw)) or rb"(?!)")

    def found_in(self, piece: Piece) -> bool:
        """Return whether one of the words stands there."""
        if isinstance(piece, bytes):
            return self._bytes.search(piece) is not None
        return self._text.search(unicodedata.normalize("NFKC", piece)) is not None


def _spoken(word: str) -> str:
    inner = re.escape(word) if word.isascii() else _GAP.join(map(re.escape, word))
    return ("(?<![0-9])" if word[0].isdecimal() else "") + inner + ("(?![0-9])" if word[-1].isdecimal() else "")


def _raw(word: str, encoding: str, figure: bytes) -> bytes:
    inner = re.escape(word.encode(encoding, "replace"))
    before = b"(?<!" + figure + b")" if word[0].isdecimal() else b""
    return before + inner + (b"(?!" + figure + b")" if word[-1].isdecimal() else b"")
