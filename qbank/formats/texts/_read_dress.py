"""What programs put around lines for show, and no item says: marks of Markdown, bullets, tables of contents."""

from __future__ import annotations

import re

from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_marks import EMPTY, TEXT, Chapter, Heading, Mark, mark_of

_BOLD_WORDS = r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*"
_BULLET_MARK = r"\s*[-*+•●■◆▪]\s+"
_SHOWS = re.compile(
    rf"\s*#{{1,6}}\s+\S|(?:{_BULLET_MARK})?\s*{_BOLD_WORDS}|{_BULLET_MARK}[1１AＡ]\s*[.、．:：)）](?![0-9])"
)
_STAYS = re.compile(r"[某×xX*0-9A-Za-z)]\Z")
"""Before stars that hide a name (某**市**区) or are signs of a program (2**3**4)."""
_FIRST = frozenset("#*-+•●■◆▪")
_HEAD = re.compile(r"\s*(?:#{1,6}\s+|>\s*)+")
_BULLET = re.compile(rf"{_BULLET_MARK}(?=\S)")
_BOLD = re.compile(_BOLD_WORDS)
_WHOLE = re.compile(rf"(?:{_BULLET_MARK})?{_BOLD_WORDS}[。.]?")
_OPTION = re.compile(r"[(\[]?\s*[A-H]\s*[.、:)\]]\s*\S")
_ESCAPED = re.compile(r"(?<=[0-9A-Za-z])\\(?=[.)])|\\(?=[*_#])")
_CONTENTS = re.compile(r"目\s*[录次]|CONTENTS", re.I)
_DOTTED = re.compile(r"(?:\.{3,}|…+|·{3,}|-{4,})\s*[0-9]{1,4}\s*")
_PAGED = re.compile(r"\s[0-9]{1,4}\s*\Z")


def is_dressed(text: str) -> bool:
    """Tell whether a line is one of a file of Markdown, or of a list with bullets that counts besides."""
    return text.lstrip()[:1] in _FIRST and _SHOWS.match(text) is not None


def bare(text: str) -> str:
    """Return a line of such a file without marks of Markdown, and without a bullet before a number, letter or label."""
    text = plain(_HEAD.sub("", text, count=1))
    bullet = _BULLET.match(text)
    if bullet is not None and mark_of(fold(text[bullet.end() :])) not in {TEXT, EMPTY}:
        return text[bullet.end() :]
    return text


def plain(text: str) -> str:
    """Return words without the marks of bold ones, and without strokes before signs that mean nothing."""
    return _ESCAPED.sub("", _BOLD.sub(_plain, text))


def is_bold(text: str) -> bool:
    """Tell whether a text is bold as a whole."""
    return _BOLD.fullmatch(text) is not None


def bold_amid(text: str) -> str:
    """Return the first words that are bold amid others (下列**不**正确的), with their stars; "" where none are."""
    found = (each for each in _BOLD.finditer(text) if not _STAYS.search(text, 0, each.start()))
    amid = (each for each in found if text[: each.start()][-1:].isalnum() and text[each.end() :][:1].isalnum())
    return next((each[0] for each in amid), "")


def bold_option(text: str) -> str:
    """Return an option that is bold as a whole (- **B. 乙**), "" for any other line: it may be marked as right."""
    found = _WHOLE.fullmatch(text.strip())
    return found[1] if found and _OPTION.match(fold(found[1])) else ""


def _plain(found: re.Match[str]) -> str:
    return found[0] if _STAYS.search(found.string, 0, found.start()) else found[1]


class Contents:
    """Knows the lines of a table of contents: those that dots part from a number, and those below its title."""

    def __init__(self) -> None:
        self._is_open = False

    def takes(self, folded: str, mark: Mark) -> bool:
        """Tell whether the next line is one of it."""
        if mark == EMPTY:
            return False
        if _CONTENTS.fullmatch(folded):
            self._is_open = True
            return False
        dotted = _DOTTED.search(folded)
        is_entry = dotted is not None and dotted.end() == len(folded)
        is_title = isinstance(mark, Chapter | Heading)
        if is_entry and (self._is_open or is_title):
            return True
        self._is_open = self._is_open and is_title and _PAGED.search(folded) is not None
        return self._is_open
