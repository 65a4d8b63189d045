"""Texts in and out of the cells of a sheet: what a cell cannot hold, how long it may be, what a number shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LONGEST = 32_767
"""What a cell holds, in UTF-16 units, as Excel counts."""
FORMULA_SIGNS = ("=", "+", "-", "@")
"""With one of these at its beginning a text becomes a formula when somebody edits the cell."""
_UNHOLDABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNSEEN = re.compile(r"\A[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+\Z")
_LINE_ENDS = re.compile("\r\n?")
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")
_LIKE_A_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MOST_DIGITS = 15
_SECTIONS = 4
"""Parts of a format code: for numbers above 0, below it, for 0, for text."""
_DATE_SIGNS = re.compile(r"[ymdhs]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_COLOUR = re.compile(r"\[[A-Za-z]+\]|_.")
_UNSHOWN = re.compile(r"\[[^\]]*\]|_.|\*.")
_WORDS = r'(?:"[^"]*"|\\.|[¥￥€$])'
_WORDED = re.compile(rf"(?P<before>{_WORDS}*)(?P<number>General|[#,]*0(?:\.0+)?%?)(?P<after>{_WORDS}*)")
"""A number between words of a format: 0"天", ¥#,##0.00."""
_DECIMALS = re.compile(r"[#,]*0(?:\.(0+))?(%?)")

CellKind = Literal["text", "number", "flag", "formula", "date", "error", "odd", "drawn", "picture", "merged"]
"""What a cell is.

``odd`` is one whose format shows something else than its value, ``drawn`` one with signs of a symbol font that no text
holds, ``picture`` one with a picture, ``merged`` one that is one with the cell above it and says the same.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, and what it is.

    ``is_struck`` where words are struck out, ``is_set_off`` bold or coloured, ``is_unseen`` where its format hides it.
    """

    text: str = ""
    kind: CellKind = "text"
    is_struck: bool = False
    is_set_off: bool = False
    is_unseen: bool = False


EMPTY = Cell()


def clean(text: str) -> str:
    r"""Return a text as a cell keeps it: line ends are ``\n``, without what cannot be held or is unseen around it."""
    return _UNSEEN.sub("", _UNHOLDABLE.sub("", _LINE_ENDS.sub("\n", text))) if text else text


def units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text) + sum(char > "\uffff" for char in text)


def escaped(text: str) -> str:
    """Return a text for the file: what only looks like the code of a character stays what it is."""
    return _LIKE_A_CODE.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """Return the text that a file means."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def text_cell(text: str, code: str = "General") -> Cell:
    """Return the cell of a text as it stands in a file; one that a format code shows otherwise (@"市") is marked."""
    last = code.split(";")[-1]
    words = _UNSHOWN.sub("", last).replace("@", "").strip() if "@" in last else ""
    return Cell(clean(unescaped(text)), "odd" if words else "text", is_unseen=hides_all(code))


def hides_all(code: str) -> bool:
    """Tell whether a format code shows nothing, whatever the value: ;;; has four parts and all are empty."""
    sections = code.split(";")
    return len(sections) >= _SECTIONS and not any(map(_shows, sections))


def _shows(section: str) -> bool:
    """Tell whether a part of a format code shows anything; quotes around nothing do not."""
    return bool(_UNSHOWN.sub("", section.replace('""', "")).strip())


def number_cell(value: float, code: str) -> Cell:
    """Return the cell of a number with its format code: as a person sees it, or marked as not to be trusted."""
    if is_date(code):
        return Cell(f"{value:.15g}", "date")
    shown = _shown(value, code)
    if shown is None or (abs(value) >= 10**_MOST_DIGITS):
        return Cell(f"{value:.15g}", "odd")
    return Cell(shown, "number", is_unseen=_is_unseen(value, code))


def _is_unseen(value: float, code: str) -> bool:
    """Tell whether a format code has an empty part for such a number."""
    sections = code.split(";")
    at = 2 if value == 0 and len(sections) > 2 else 1 if value < 0 and len(sections) > 1 else 0
    return len(sections) > 1 and not _shows(sections[at])


def _literal(code: str) -> str:
    return code.replace('"', "").replace("\\", "")


def is_date(code: str) -> bool:
    """Tell whether a format code shows a number as a date or a time."""
    first = _QUOTED.sub("", code.split(";")[0])
    return code != "General" and _DATE_SIGNS.search(first.replace("General", "")) is not None


def _shown(value: float, code: str) -> str | None:
    """Return what a format shows of a number, None where that is not known or is not all of the number."""
    sections = [section.strip() for section in code.split(";")]
    plain = sections[0]
    if value < 0 and len(sections) > 1:
        # A section of its own for what is below zero shows it without a sign, unless it has one.
        shown = _in_section(-value, sections[1].removeprefix("-"))
        return f"-{shown}" if shown is not None and sections[1].startswith("-") else None
    if value == 0 and len(sections) > 2:
        plain = sections[2]
    return _in_section(value, plain)


def _in_section(value: float, plain: str) -> str | None:
    if plain in {"General", "@", ""}:
        return f"{value:.15g}"
    worded = _WORDED.fullmatch(plain.replace("G/通用格式", "General"))
    if worded and (worded["before"] or worded["after"]):
        inner = _in_section(value, worded["number"])
        return None if inner is None else f"{_literal(worded['before'])}{inner}{_literal(worded['after'])}".strip()
    found = _DECIMALS.fullmatch(_COLOUR.sub("", plain).strip())
    if found is None:
        return None
    places, percent = len(found[1] or ""), found[2]
    text = f"{value * 100 if percent else value:.{places}f}{percent}"
    # What the format hides may have been meant: 0.125 shown as 13 %.
    exact = round(value * 100 if percent else value, 10) == round(value * 100 if percent else value, places)
    grouped = "," in plain
    return (f"{float(text):,.{places}f}" if grouped and not percent else text) if exact else None
