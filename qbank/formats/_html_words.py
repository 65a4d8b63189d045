"""The words of a piece of HTML: tags go, entities are decoded, lines stay lines. Nothing is run, fetched or kept.

Time is linear in the length of the text whatever is left open in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from qbank.formats._shifted import lowered, raised

PICTURE = "\ufffc"
"""Stands for a picture: the character that Unicode has for it."""

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:"[^"<]*"|'[^'<]*'|[^"'<>])*+|[^<>]*)>""")
_ATTRIBUTES = re.compile(r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+))*+\s*/?""")
_SMALL = re.compile(r"<(sup|sub)\b[^<>]*>([^<>]+)</\1\s*>", re.I)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SPACE = re.compile("[ \t\r\n\f]+")
_CELL = re.compile(" *\t[ \t]*")
_FIRM = "\xa0"
"""A space that stays where others fall together."""
_UNSEEN = re.compile(r"<(script|style)\b", re.I)
_CLOSING = {name: re.compile(rf"</{name}\s*>", re.I) for name in ("script", "style")}
_LINES = frozenset([
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "caption",
    "blockquote",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "section",
    "article",
    "header",
    "footer",
    "figure",
    "figcaption",
    "address",
    "form",
    "fieldset",
    "center",
])
_CELLS = frozenset({"td", "th"})
_OTHERS = frozenset([
    "a",
    "abbr",
    "acronym",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "button",
    "cite",
    "code",
    "col",
    "colgroup",
    "del",
    "dfn",
    "em",
    "embed",
    "font",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "mark",
    "nobr",
    "object",
    "option",
    "param",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "tbody",
    "textarea",
    "tfoot",
    "thead",
    "time",
    "tt",
    "u",
    "var",
    "video",
    "wbr",
    "svg",
    "math",
    "link",
    "meta",
    "o:p",
])
_KNOWN = _LINES | _CELLS | _OTHERS


def words_of(text: str, *, keeps_lines: bool = False) -> str:
    """Return the words of HTML; a picture is ``PICTURE``.

    Args:
        text: a piece of HTML.
        keeps_lines: it is plain text in which tags may stand: white space counts, and what only looks like a tag
            (``a<b``) is text.
    """
    seen = "".join(_seen(_without_comments(text)))
    seen = _SMALL.sub(_small, seen)
    return _joined(_pieces(seen, keeps_lines), keeps_lines)


def _small(match: re.Match[str]) -> str:
    """Return figures above or below the line as such characters: 10³ is not 103."""
    return (raised if match[1].lower() == "sup" else lowered)(match[2])


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(each.partition("-->")[2] if "-->" in each else f"<!--{each}" for each in rest)


def _seen(text: str) -> Iterator[str]:
    """Yield what stands outside of scripts and styles; of one that is never closed all is seen."""
    at = 0
    endless: set[str] = set()
    for opening in _UNSEEN.finditer(text):
        name = opening[1].lower()
        if opening.start() < at or name in endless:
            continue
        close = _CLOSING[name].search(text, opening.end())
        if close is None:
            endless.add(name)  # or each of many would search to the end of the text
            continue
        yield text[at : opening.start()]
        at = close.end()
    yield text[at:]


def _pieces(text: str, keeps_lines: bool) -> Iterator[str]:
    at = pre = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if keeps_lines and not (name in _KNOWN and _ATTRIBUTES.fullmatch(tag[3])):
            continue
        yield _words(text[at : tag.start()], keeps_lines, pre > 0)
        at = tag.end()
        if name == "pre":
            pre = max(0, pre + (-1 if tag[1] else 1))
        yield _of_tag(name, closing=bool(tag[1]))
    yield _words(text[at:], keeps_lines, pre > 0)


def _of_tag(name: str, *, closing: bool) -> str:
    if name in _LINES:
        return "\n"
    if name in _CELLS:
        return "\t"
    return "" if closing else {"img": PICTURE, "sup": "^"}.get(name, "")


def _words(text: str, keeps_lines: bool, is_code: bool) -> str:
    if is_code and not keeps_lines:
        text = text.replace("\t", "    ").replace(" ", _FIRM)
    elif not keeps_lines:
        text = _SPACE.sub(" ", text)
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def _joined(pieces: Iterator[str], keeps_lines: bool) -> str:
    text = "".join(pieces)
    if not keeps_lines:
        lines = (_CELL.sub("\t", line).strip("\t ") for line in text.split("\n"))
        text = "\n".join(line for line in lines if line.strip())
    return text.replace(_FIRM, " ").strip()
