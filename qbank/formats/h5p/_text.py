"""Text as H5P has it: HTML where a field takes markup, escaped text where it takes none, and marks of blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from html.parser import HTMLParser

from qbank.model.item import BLANK

_SPACES = re.compile("[ \t\f\r\u00a0]+")
_GAP = re.compile(" *\n *")
_BRACKET = re.compile("[（(][ \u3000]*[）)]")
_BLOCKS = frozenset({
    *("address", "blockquote", "div", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("li", "ol", "p", "pre", "table", "tr", "ul"),
})
_UNSEEN = frozenset({"script", "style"})
_GAP_TAG = "qbank-blank"
_ENTITIES: Mapping[str, str] = {each: f"&#{ord(each)};" for each in "*/:\\@"}
"""What has a meaning of its own to one library or another; a reference is decoded only after marks were looked for."""


def plain(text: str) -> str:
    """Return text as a browser shows it: runs of spaces are one, none at the edges of a line, no empty line around."""
    return _GAP.sub("\n", _SPACES.sub(" ", text)).strip(" \n")


def one_line(text: str) -> str:
    """Return text as a browser shows it, on one line."""
    return plain(text.replace("\n", " "))


def with_brackets(stem: str) -> str:
    """Return a stem whose blanks are empty brackets, for libraries that have no blanks."""
    return stem.replace(BLANK, "（\u3000）")


def without_brackets(stem: str) -> str:
    """Return a stem whose empty brackets are blanks."""
    return _BRACKET.sub(BLANK, stem)


def escaped(text: str, also: str = "") -> str:
    """Return text that is no markup to a browser; each of ``also`` becomes a reference as well."""
    made = escape(text, quote=False)
    for char in also:
        made = made.replace(char, _ENTITIES[char])
    return made


def unescaped(text: str) -> str:
    """Return what a field without markup says."""
    return unescape(text)


def html(text: str, tag: str = "p", also: str = "") -> str:
    """Return lines of text as one element."""
    return f"<{tag}>{escaped(text, also).replace(chr(10), '<br />')}</{tag}>"


def cloze(stem: str, accepted: tuple[tuple[str, ...], ...]) -> str:
    """Return a stem with the accepted answers of its blanks, as H5P.Blanks marks them: ``*甲/乙*``."""
    pieces = [escaped(piece, "*").replace("\n", "<br />") for piece in stem.split(BLANK)]
    marks = ["*" + "/".join(escaped(each, "*/:") for each in answers) + "*" for answers in accepted]
    return f"<p>{''.join(a + b for a, b in zip(pieces, [*marks, ''], strict=True))}</p>"


def gaps(markup: str) -> tuple[str, list[str]]:
    """Return markup with a tag of ours for each ``*…*``, and what stood in them; found as H5P.Blanks finds them."""
    made, found, at = "", [], 0
    while (start := markup.find("*", at)) >= 0 and (end := markup.find("*", start + 1)) >= 0:
        if end == start + 1:
            made += markup[at : end + 1]
        else:
            made += f"{markup[at:start]}<{_GAP_TAG}>"
            found.append(markup[start + 1 : end])
        at = end + 1
    return made + markup[at:], found


def answers(mark: str) -> tuple[tuple[str, ...], str]:
    """Return the accepted answers and the tip of one ``*甲/乙:提示*`` of H5P.Blanks, without its stars."""
    solution, _, tip = mark.partition(":")
    found = (one_line(from_html(each)[0]) for each in solution.split("/"))
    return tuple(each for each in found if each), one_line(from_html(tip)[0])


def from_html(markup: str) -> tuple[str, bool]:
    """Return the text of markup, and whether there was something else than text in it (a picture, a table)."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return plain("".join(reader.told)), reader.has_more


class _Reader(HTMLParser):
    """Gathers text; a block begins on a new line, a break is one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[str] = []
        self.has_more = False
        self._breaks = False
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._say("\n")
        elif tag == _GAP_TAG:
            self._say(BLANK)
        elif tag in _BLOCKS:
            self._breaks = bool(self.told)
        self.has_more |= tag in {"img", "table", "video", "audio", "svg", "math", "iframe", "object"}

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _BLOCKS:
            self._breaks = bool(self.told)

    def handle_data(self, data: str) -> None:
        if not self._unseen and (data.strip(" \t\n\f\r") or not self._breaks):
            self._say(re.sub("[ \t\n\f\r]+", " ", data))

    def _say(self, text: str) -> None:
        if self._breaks:
            self.told.append("\n")
            self._breaks = False
        self.told.append(text)
