"""All that a file says, piece by piece, for those who look for a word in it.

Nothing of it is a reading: what stands in headers, comments, hidden rows and attributes is given as well, and the same
words may come several times.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from qbank.errors import Problem, QbankError
from qbank.text.archive import open_checked
from qbank.text.charset import decode
from qbank.text.files import Found, os_problem
from qbank.text.limits import MEGABYTE, Limits
from qbank.text.read_legacy import converted, find_soffice
from qbank.text.readers import Reader
from qbank.text.sniff import HEAD_BYTES, kind_of

Piece = str | bytes

_LIMITS = Limits()
_DEPTH = 3
"""Containers in containers that are opened: a workbook in a document in an archive."""
_OLD = (".doc", ".wps")
_NOT_READ = ("broken-pages", "no-unicode-map", "pages-without-text", "repeated-header", "truncated")
"""What the reader of PDF files warns of when words of theirs are not in its text."""
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xfd7zXZ\x00", b"BZh", b"\x28\xb5\x2f\xfd")
_LETTER = re.compile(rb"(?im)^content-transfer-encoding:\s*(?:base64|quoted-printable)")
_SHUT = "remains-shut"
_ENDS = re.compile(
    r"(?i)</(?:\w+:)?(?:p|si|c|tc|td|th|tr|li|h\d?|div|row|is|text|comment)\s*>|<(?:\w+:)?(?:br|tab|cr)\b[^>]*>"
)
"""What ends a paragraph, a cell or a line; other tags part no words."""
_TAG = re.compile(r"<[^<>]*>")
_SAID = re.compile(r"=\s*(?:\"([^\"<]*[^\d\"<.][^\"<]*)\"|'([^'<]*[^\d'<.][^'<]*)')")
"""A value of an attribute that is no number: there, numbers are sizes and colours."""
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\[\"\\/]")


def pieces(path: Path, reader: Reader) -> Iterator[Piece]:
    """Yield what a file says: text, or bytes as they stand.

    Args:
        path: the file.
        reader: reads PDF files.

    Raises:
        QbankError: after all that could be read: what could not be, and why.
    """
    try:
        size = path.stat().st_size
        if size > _LIMITS.file_bytes:
            values = {"size": size // MEGABYTE, "limit": _LIMITS.file_bytes // MEGABYTE}
            raise QbankError(Problem("too-large", values=values))
        data = path.read_bytes()
    except OSError as error:
        raise QbankError(os_problem(error)) from error
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        yield data
        yield from _of_pdf(path, reader)
    elif suffix in _OLD:
        yield data
        with converted(path, _LIMITS, soffice=find_soffice()) as document:
            yield from _of(document.read_bytes(), ".docx", 0)
    else:
        yield from _of(data, suffix, 0)


def _of_pdf(path: Path, reader: Reader) -> Iterator[str]:
    reading = reader.read(Found(path, path.name))
    if reading.document:
        # A page's lines end anywhere, within a name too.
        yield from (reading.document.text, reading.document.text.replace("\n", ""))
    for problem in reading.problems:
        if problem.severity == "error" or problem.code in _NOT_READ:
            raise QbankError(problem)


def _of(data: bytes, suffix: str, depth: int) -> Iterator[Piece]:
    kind = kind_of(data[:HEAD_BYTES])
    if kind == "zip":
        yield from _of_archive(BytesIO(data), depth)
        return
    is_part = depth > 0 and data.lstrip()[:1] == b"<"
    if not is_part:  # the numbers in a part's marks are sizes, not codes
        yield data
    if kind in {"ole", "rtf", "pdf"} or data.startswith(_PACKED) or suffix == ".eml" or _LETTER.search(data[:MEGABYTE]):
        raise QbankError(Problem(_SHUT, values={"suffix": suffix or kind}))
    try:
        text = decode(data).text
    except QbankError:
        return  # no text: its bytes have been given
    yield from _views(text, is_part=is_part)


def _of_archive(stream: BinaryIO, depth: int) -> Iterator[Piece]:
    """Yield what the parts of a container say; what is wrong with one of them keeps the others from nobody."""
    if depth >= _DEPTH:
        raise QbankError(Problem(_SHUT, values={"suffix": ".zip"}))
    wrong: QbankError | None = None
    with open_checked(stream, _LIMITS) as archive:
        for member in archive.infolist():
            yield member.filename
            try:
                yield from _of(archive.read(member), Path(member.filename).suffix.lower(), depth + 1)
            except QbankError as error:
                wrong = error
    if wrong:
        raise wrong


def _views(text: str, *, is_part: bool) -> Iterator[str]:
    """Yield a text, and what it says without the marks of JSON or of XML in it."""
    if not is_part:
        yield text
        yield html.unescape(text)
    if "\\" in text:
        yield _ESCAPED.sub(lambda found: _unescaped(found[0]), text)
    if "<" in text:
        yield html.unescape(_TAG.sub("", _ENDS.sub("\n", text)))
        yield html.unescape(_TAG.sub("\n", text))
        yield html.unescape("\n".join(one or other for one, other in _SAID.findall(text)))


def _unescaped(escapes: str) -> str:
    if not escapes.startswith("\\u"):
        return escapes[1:]
    units = bytes.fromhex(escapes.replace("\\u", ""))
    return units.decode("utf-16-be", "replace")
