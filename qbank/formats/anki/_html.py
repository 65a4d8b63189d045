"""Text to what a field of an Anki note holds, and back."""

from __future__ import annotations

import re
import unicodedata
from html import escape, unescape
from html.parser import HTMLParser

from qbank.formats._shifted import lowered, raised

# Anki acts on [sound:…], [latex] and [$] wherever they stand; to MathJax an entity is the character itself.
_ACTIVE = {ord("["): "&#91;"}
_IN_CLOZE = {ord("{"): "&#123;", ord("}"): "&#125;", ord(":"): "&#58;"}
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_TAG = re.compile("<[^>]*>")
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "tr", "table", "hr", "blockquote", "pre", "h1", "h2", "h3", "h4"})
_UNSEEN = frozenset({"script", "style", "template", "head", "title"})
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_SHIFTS = {"sup": raised, "sub": lowered}
_MATHS = {"anki-mathjax": ("\\(", "\\)")}


def markup(text: str) -> str:
    """Return text as HTML that shows it and does nothing: no tag, no sound, no LaTeX program; MathJax stays."""
    return escape(_UNSHOWN.sub("", text)).translate(_ACTIVE).replace("\n", "<br>")


def cloze_markup(text: str) -> str:
    """Return text as HTML in which no cloze begins or ends and no hint is marked off."""
    return markup(text).translate(_IN_CLOZE)


def likeness(html: str) -> str:
    """Return what of a field stays the same when Anki or its editor stores it anew: characters without spaces."""
    return "".join(unicodedata.normalize("NFC", bare(html)).split())


def bare(html: str) -> str:
    """Return a field as Anki sorts and compares it: without tags, with characters for entities."""
    return unescape(_TAG.sub("", html))


def plain(html: str) -> str:
    """Return the text that a field shows, a line a paragraph or list item; blank lines are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(reader.pieces).split(_BREAK))
    return "\n".join(line for line in lines if line)


_BREAK = "\x1e"
"""Stands for a line's end while line feeds of the source are still mere spaces; no text field can hold it."""


class _Reader(HTMLParser):
    """Collects visible text; raised and lowered figures become characters, for 10⁵ is not 105."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0
        self._shifts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a beginning tag."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in {"sup", "sub"}:
            self._shifts.append(tag)
        elif tag == "br" or tag in _BLOCKS:
            self.pieces.append(_BREAK)
        elif tag in _MATHS:
            self.pieces.append(_MATHS[tag][0])

    def handle_endtag(self, tag: str) -> None:
        """Take in an end tag."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in {"sup", "sub"} and self._shifts:
            self._shifts.pop()
        elif tag in _BLOCKS:
            self.pieces.append(_BREAK)
        elif tag in _MATHS:
            self.pieces.append(_MATHS[tag][1])

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if not self._unseen:
            text = data.replace(_BREAK, "")
            self.pieces.append(_SHIFTS[self._shifts[-1]](text) if self._shifts else text)
