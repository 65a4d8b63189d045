"""What a file's first bytes say it is, against what its name says."""

from __future__ import annotations

import re
from pathlib import Path

from qbank.errors import Problem, QbankError

HEAD_BYTES = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.{0,500}?-->\s*)?<(!doctype\s+html|html)\b", re.I | re.S)
_FITS = {
    "txt": ("",),
    "md": ("",),
    "html": ("html", ""),
    "docx": ("zip", "ole"),  # ole: told apart by check_ole
    "pdf": ("pdf",),
    "doc": ("ole", "rtf"),  # LibreOffice reads both under either name
    "wps": ("ole", "rtf"),
}
_NAMES = {"pdf": "PDF", "zip": "ZIP", "ole": "Word 97-2003", "html": "HTML", "rtf": "RTF"}
_SUFFIXES = {"pdf": ".pdf", "zip": ".docx", "ole": ".doc", "html": ".html", "rtf": ".doc"}


def kind_of(head: bytes) -> str:
    """Return ``pdf zip ole html rtf`` by the first bytes, or "" for anything else (text, unknown)."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    return "html" if _HTML.match(start) else ""


def check(head: bytes, *, expected: str, suffix: str) -> None:
    """Refuse a file whose content is not what its name says.

    Args:
        head: the first ``HEAD_BYTES`` of the file.
        expected: the format its name stands for, as in ``files.FORMATS``.
        suffix: the ending of its name, for the message.

    Raises:
        QbankError: ``content-is-not`` if the content is of another known kind, else ``broken-pdf``
            or ``not-a-word-file``.
    """
    kind = kind_of(head)
    if kind in _FITS[expected]:
        return
    if not kind:
        raise QbankError(Problem("broken-pdf" if expected == "pdf" else "not-a-word-file"))
    values = {"actual": _NAMES[kind], "suffix": suffix, "right": _SUFFIXES[kind]}
    raise QbankError(Problem("content-is-not", values=values))


def check_ole(path: Path) -> None:
    """Refuse an OLE container named ``.docx``: an encrypted document, or an old one renamed."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        if kind_of(head) == "ole":
            raise QbankError(Problem("password-protected" if _ENCRYPTED in head + stream.read() else "old-format"))
