"""Files to Documents: the one door for everything users give us to read.

Plain text is read here; formats that need a parser are read in a child process with limits
(``text.child``). Whatever is wrong with a file comes back as Problems with its name.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from qbank.errors import Problem, QbankError
from qbank.model.document import Document
from qbank.text.characters import normalise
from qbank.text.child import Child
from qbank.text.content import Content
from qbank.text.files import Found, os_problem
from qbank.text.frontmatter import KEYS, Rule, applied
from qbank.text.limits import MEGABYTE
from qbank.text.limits import Limits as Limits
from qbank.text.read_legacy import converted, find_soffice
from qbank.text.read_plain import read_markdown, read_text
from qbank.text.sniff import HEAD_BYTES, check

_DEFAULT_LIMITS = Limits()
_CHUNK = 1024 * 1024
_BOMS = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: a document, or the reason why there is none; warnings with either."""

    document: Document | None
    problems: tuple[Problem, ...] = ()


class Reader:
    """Reads files one after another; a context manager, since it may own a child process.

    Args:
        limits: what is refused for size, time or memory.
        soffice: the LibreOffice program for ``.doc`` and ``.wps``; found by itself if not given.
    """

    def __init__(self, limits: Limits = _DEFAULT_LIMITS, *, soffice: str | None = None) -> None:
        self._limits = limits
        self._soffice = soffice or find_soffice()
        self._child = Child(limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child process; the next ``read`` would start another."""
        self._child.close()

    def read(self, found: Found, *, rules: Iterable[Rule] = ()) -> Reading:
        """Read one file.

        Its text is what the format's reader makes of it, with the characters of ``characters.normalise``.
        Title, kind, date, audience, chapter and tags are the editor's (``rules`` of a ``corpus.toml``, and
        over them the file's front matter) or the title of a web page, else empty; nothing is guessed.

        Args:
            found: from ``files.find``.
            rules: from ``frontmatter.load_metadata``.
        """
        try:
            digest, content = self._steady(found)
            text, oddities = normalise(content.text)
        except QbankError as error:
            return Reading(None, (replace(error.problem, file=found.name),))
        except OSError as error:
            return Reading(None, (os_problem(error, found.name),))
        document = Document(found.name, digest, text, format=found.format, encoding=content.encoding)
        document = _described(document, content.title, {**applied(rules, found.name), **content.metadata})
        problems = (*content.problems, *oddities)
        return Reading(document, tuple(replace(problem, file=found.name) for problem in problems))

    def _steady(self, found: Found) -> tuple[str, Content]:
        """Read a file that keeps its size and time meanwhile; once more if it did not."""
        for _ in range(2):
            before = _stamp(found.path, self._limits)
            digest, content = self._read_once(found)
            if _stamp(found.path, self._limits) == before:
                return digest, content
        raise QbankError(Problem("changed-while-reading"))

    def _read_once(self, found: Found) -> tuple[str, Content]:
        head = _head(found.path)
        check(head, expected=found.format, suffix=found.path.suffix)
        if found.format in {"txt", "md"}:
            data = found.path.read_bytes()
            content = read_text(data) if found.format == "txt" else read_markdown(data)
            return hashlib.sha256(data).hexdigest(), content
        digest = digest_of(found.path)
        if isinstance(digest, Problem):
            raise QbankError(digest)
        if found.format in {"doc", "wps"}:
            with converted(found.path, self._limits, soffice=self._soffice) as path:
                return digest, self._child.parse(path, "docx")
        return digest, self._child.parse(found.path, found.format)


def digest_of(path: Path) -> str | Problem:
    """Return the SHA-256 of a file's bytes in hex, as ``Document.digest`` has it, or why it cannot be read."""
    digest = hashlib.sha256()
    try:
        _check_regular(path.stat())
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        return os_problem(error, str(path))
    except QbankError as error:
        return replace(error.problem, file=str(path))
    return digest.hexdigest()


def _stamp(path: Path, limits: Limits) -> tuple[int, int, int]:
    """Return what changes when a file is written or replaced; refuse what is no file or too large."""
    status = path.stat()
    _check_regular(status)
    if status.st_size > limits.file_bytes:
        values = {"size": status.st_size // MEGABYTE, "limit": limits.file_bytes // MEGABYTE}
        raise QbankError(Problem("too-large", values=values))
    return status.st_size, status.st_mtime_ns, status.st_ino


def _check_regular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise QbankError(Problem("is-a-folder"))
    if not stat.S_ISREG(status.st_mode):
        raise QbankError(Problem("not-a-regular-file"))


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if head in _BOMS:
        raise QbankError(Problem("empty"))
    return head


# What an editor may say that a Document has no field for.
_WITHOUT_FIELD = ("verbatim",)


def _described(document: Document, title: str, said: Mapping[str, Any]) -> Document:
    """Return the document with the editor's metadata; what has no field of its own goes to ``extensions``."""
    known = {key: value for key, value in said.items() if key in KEYS and key not in _WITHOUT_FIELD}
    others = {key: value for key, value in said.items() if key not in KEYS}
    extensions: dict[str, object] = {"front_matter": others} if others else {}
    extensions |= {key: said[key] for key in _WITHOUT_FIELD if key in said}
    return replace(document, **{"title": title, **known}, extensions=extensions)
