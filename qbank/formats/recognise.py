"""Which format a file is in, told by what it holds; its name counts only where the content tells nothing."""

from __future__ import annotations

import json
import re
import zipfile
from contextlib import suppress
from pathlib import Path

from qbank.errors import QbankError
from qbank.formats._json_fences import is_fenced
from qbank.formats.tables.language import is_page
from qbank.text.charset import decode

_HEAD = 256 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_MEMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("h5p", re.compile(r"h5p\.json")),
    ("anki", re.compile(r"collection\.anki\w+")),
    ("xlsx", re.compile(r"xl/workbook\.xml")),
    ("text", re.compile(r"word/document\.xml")),
    ("qti3", re.compile(r"imsmanifest\.xml|.*\.xml")),
)
"""Formats in containers, by a member that tells them; a package of item files comes last, it may have any names."""
_SPREADSHEETS = (".xls", ".et", ".csv", ".tsv")
_GIFT = re.compile(r"(?<!\\)\{\s*(?:[=~#]|T(?:RUE)?\b|F(?:ALSE)?\b|\})|^::.*?::|^\$CATEGORY:", re.M)
_AIKEN = re.compile(r"^ANSWER:\s*[A-Z]\s*$", re.M)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_ROOTS = {"quiz": "moodle-xml", "assessmentitem": "qti3", "qti-assessment-item": "qti3", "html": "html"}
"""Formats by the name of their first element."""


def recognised(path: Path) -> str:
    """Return the name of the format a file is in; ``text`` for what looks like no other.

    Raises:
        OSError: the file cannot be opened.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"PK"):
        return _of_container(path)
    ending = path.suffix.casefold()
    if head.startswith(_OLE) or ending in _SPREADSHEETS:
        return "xlsx" if ending in {*_SPREADSHEETS, ".xlsx", ".xlsm"} else "text"
    if ending in {".xlsx", ".xlsm"} and is_page(head):
        return "xlsx"
    try:
        text = _decoded(head).lstrip("\ufeff")
    except QbankError:
        return "text"
    if text.lstrip()[:1] in {"{", "["}:
        return _of_json(text)
    if text.lstrip().startswith("<"):
        return _of_markup(text)
    if is_fenced(text):
        return "json-plain"
    if _GIFT.search(text):
        return "gift"
    return "aiken" if _AIKEN.search(text) else "text"


def _decoded(head: bytes) -> str:
    """Return the text of a file's beginning, which may end within a character."""
    if len(head) < _HEAD:
        return decode(head).text
    # A character of UTF-8 has at most four bytes, one of GB 18030 as well.
    for less in range(4):
        with suppress(QbankError):
            return decode(head[: _HEAD - less]).text
    return decode(head).text


def _of_markup(text: str) -> str:
    root = _ROOT.search(re.sub(r"<!--.*?-->", "", text, flags=re.S))
    return _ROOTS.get(root.group(1).casefold() if root else "", "text")


def _of_container(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "xlsx" if path.suffix.casefold() in {".xlsx", ".xlsm"} else "text"
    return next((name for name, member in _MEMBERS if any(map(member.fullmatch, names))), "text")


def _of_json(text: str) -> str:
    if re.search(r'"format"\s*:\s*"qbank-bank"', text[:2000]):
        return "json"
    if re.search(r'"(?:elements|questions)"\s*:\s*\[', text) and '"type"' in text:
        return "surveyjs" if re.search(r'"(?:elements|pages)"\s*:', text) else "json-plain"
    try:
        first, _ = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return "json-plain"
    return "json" if isinstance(first, dict) and first.get("record") == "header" else "json-plain"
