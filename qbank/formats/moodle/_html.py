"""HTML of strangers as the words people see: tags go, lines stay, a picture is told; nothing is run or fetched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

from qbank.formats._shifted import lowered, raised
from qbank.formats.moodle._text import HOLE, tidy
from qbank.locale import Lang, say

_Element = Any  # lxml publishes no types

LABEL = "qbank-label"
"""The class of words that are for people only: a reader passes over them."""
_BLOCK, _BREAK = "\x1e", "\n"
"""Where a block begins or ends, and where a line does; no text has the first."""
_LINES = frozenset({
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li",
    "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_PICTURES = frozenset({
    "img", "svg", "math", "object", "embed", "iframe", "canvas", "audio", "video", "picture", "image", "applet",
})  # fmt: skip
_UNSEEN = frozenset({"script", "style", "template", "title", "noscript", "rp", "rt", "select", "textarea", "datalist"})
_SMALL = {"sup": raised, "sub": lowered}
_FILE = "@@PLUGINFILE@@"
_SPACES = re.compile("[ \t\r\n\f]+")
_CONTROLS = re.compile("[\x00-\x1f]+")
_EDGES = re.compile(r"(?:(?<![ \n])[ \n]+)?\x1e[ \x1e]*")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_MARKUP = re.compile("[<&]")


class Text(NamedTuple):
    """A text as people read it.

    ``parts`` are the texts that were asked for by class, which ``words`` leaves out. ``is_empty`` says that there is
    nothing to read, though there may be a picture.
    """

    words: str
    parts: Mapping[str, Sequence[str]] = {}
    has_picture: bool = False
    is_empty: bool = False


def text_of(source: str, lang: Lang, *, parts: Sequence[str] = ()) -> Text | None:
    """Return what HTML shows, None for HTML nested so deep that a part of it would be lost.

    Args:
        source: a piece of HTML.
        lang: of the words that stand for a picture.
        parts: classes whose elements are told apart.
    """
    if not _MARKUP.search(source):
        return _plain(_SPACES.sub(" ", source))
    root = _parsed(source)
    if root is None:
        return None
    reading = _Reading(lang, frozenset(parts))
    reading.walk(root)
    return reading.text()


def decoded(text: str) -> str:
    """Return text with its entities decoded."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _plain(words: str) -> Text:
    words = tidy(words)
    return Text(words, is_empty=not words.strip())


def _parsed(source: str) -> _Element:
    from lxml import etree

    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        # A block of our own keeps apart what the parser would take for the head of a page.
        root = etree.fromstring(f"<div>{source}", parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    too_deep = any(entry.type_name in {"ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR"} for entry in parser.error_log)
    return None if too_deep else root


@dataclass(slots=True)
class _Reading:
    """The walk over the elements: where words go, and what was met on the way."""

    lang: Lang
    wanted: frozenset[str]
    main: list[str] = field(default_factory=list)
    found: list[tuple[str, list[str]]] = field(default_factory=list)
    has_picture: bool = False
    has_words: bool = False
    _open: list[tuple[_Element, list[str]]] = field(default_factory=list)
    _code: int = 0
    _numbers: dict[_Element, Iterator[int]] = field(default_factory=dict)

    def walk(self, root: _Element) -> None:
        """Take in an element and all that is in it."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._passes_over(element):
                    walk.skip_subtree()
                else:
                    self._start(element)
                    self._say(element.text)
            else:
                self._end(element)
                self._say(element.tail)

    def text(self) -> Text:
        """Return what was read."""
        parts: dict[str, list[str]] = {}
        for name, pieces in self.found:
            words = _joined(pieces)
            if words:
                parts.setdefault(name, []).append(words)
        return Text(_joined(self.main), parts, self.has_picture, not self.has_words)

    @property
    def _into(self) -> list[str]:
        return self._open[-1][1] if self._open else self.main

    def _passes_over(self, element: _Element) -> bool:
        name = element.tag
        if name in _PICTURES:
            self._picture(element)
            return True
        return name in _UNSEEN or LABEL in _classes(element)

    def _start(self, element: _Element) -> None:
        name = element.tag
        part = next((each for each in _classes(element) if each in self.wanted), "")
        if part:
            self._into.append(_BLOCK)
            self.found.append((part, []))
            self._open.append((element, self.found[-1][1]))
        if name in _LINES:
            self._into.append(_BLOCK)
        self._code += name == "pre"
        # A sound or a table to be opened is a part of the question as a picture is.
        self.has_picture = self.has_picture or (name == "a" and _FILE in str(element.get("href") or ""))
        if name == "br":
            self._into.append(_BREAK)
        elif name == "ol":
            self._numbers[element] = count(1)
        elif name == "li" and not part and element.getparent() in self._numbers:
            # The number that a list shows: a stem may speak of its second point.
            self._into.append(f"{next(self._numbers[element.getparent()])}. ")
        elif name in _SMALL:
            self._open.append((element, []))

    def _end(self, element: _Element) -> None:
        name = element.tag
        if name in _LINES:
            self._into.append(_BLOCK)
        elif name in _CELLS:
            self._into.append(" ")
        self._code = max(0, self._code - (name == "pre"))
        if self._open and self._open[-1][0] is element:
            _, pieces = self._open.pop()
            self._into.append(_SMALL[name]("".join(pieces).strip()) if name in _SMALL else _BLOCK)

    def _say(self, words: str | None) -> None:
        if not words:
            return
        self.has_words = self.has_words or bool(words.strip())
        if self._code:
            kept = words.replace("\t", "    ").replace(" ", "\xa0").split("\n")
            self._into.append(_BREAK.join(_CONTROLS.sub("", line) for line in kept))
        else:
            self._into.append(_CONTROLS.sub("", _SPACES.sub(" ", words)))

    def _picture(self, element: _Element) -> None:
        self.has_picture = True
        told = " ".join(str(element.get("alt") or "").split())
        self.has_words = self.has_words or bool(told)
        key = "moodle-picture-told" if told else "moodle-picture-here"
        self._into.append(say(key, self.lang, told=told).replace(HOLE, ""))


def _classes(element: _Element) -> list[str]:
    return str(element.get("class") or "").split()


def _joined(pieces: Sequence[str]) -> str:
    # A break at the end of a block shows nothing.
    text = _EDGES.sub(_BLOCK, "".join(pieces)).replace(_BLOCK, _BREAK)
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    return tidy("\n".join(lines))
