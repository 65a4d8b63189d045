"""Web pages: the main text by trafilatura, as lines; no script, style, menu, comment or hidden text.

A heading, paragraph or list item is a line, a table row one line with its cells joined by a tab. Nothing
is fetched. Where the extraction finds next to nothing of what stands in the page's paragraphs, the whole
visible text is taken instead, without what is marked as menu, header or footer.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.text.charset import Decoded, decode
from qbank.text.content import Content, warning
from qbank.text.limits import Limits
from qbank.text.sniff import HEAD_BYTES

_Element = Any  # lxml publishes no types
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I)
_MHTML = re.compile(rb"\s*(?:MIME-Version|From|Date|Content-Type):[^\n]*\n(?:[\w-]+:|\s)", re.I)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_DATA_URI = re.compile(r"data:[\w/+.;=-]*;base64,[A-Za-z0-9+/=]*")
_OPENING = re.compile("<[a-zA-Z][^<>]{200000,}")
# A line break in the source shows as a space, which Chinese text does not want.
_SOURCE_BREAK = re.compile("(?<=[\u3001-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u3001-\u9fff\uff00-\uffef])")
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-—–]+\s).*", re.S)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "textarea", "button")
_ASIDE = ("nav", "header", "footer", "aside", "form", "menu")
_BLOCK = re.compile(
    "p|div|section|article|main|header|footer|nav|aside|h[1-6]|head|ul|ol|li|list|item|dl|dt|dd|table|tr|row|caption|"
    "blockquote|quote|pre|form|fieldset|figure|figcaption|hr|br|lb|address|body"
)
_CELLS = frozenset(("td", "th", "cell"))
_LEAST_SHARE = 0.2
_LEAST_TEXT = 30
"""Below this many characters trafilatura takes all text of the page in one line; its own 250 are for Latin letters."""
_HIDDEN_TOLD = 50


def parse(path: Path, limits: Limits) -> Content:
    """Return the main text of a web page or a saved one (``.mht``).

    Raises:
        QbankError: as ``charset.decode``; ``no-text``, ``too-deep``, ``too-large-part``.
    """
    decoded = _decoded(path.read_bytes())
    tree = _tree(decoded.text)
    hidden = _drop_hidden(tree)
    title, heading = _titles(tree)
    lines = _main_lines(tree)
    if heading and heading not in lines[:5]:
        lines.insert(0, heading)
    told = (warning("hidden-html", count=hidden),) if hidden > _HIDDEN_TOLD else ()
    return Content("\n".join(lines), decoded.encoding, title=title, problems=(*decoded.problems, *told))


def _decoded(data: bytes) -> Decoded:
    if _MHTML.match(data[:HEAD_BYTES]):
        return _decoded_mhtml(data)
    if data.count(b"\0") * 100 < len(data):  # a few are dirt, which browsers pass over; more is UTF-16
        data = data.replace(b"\0", b"")
    declared = _CHARSET.search(data[:HEAD_BYTES])
    return decode(data, declared=declared.group(1).decode("ascii", "replace") if declared else "")


def _decoded_mhtml(data: bytes) -> Decoded:
    message = email.message_from_bytes(data, policy=email.policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    payload = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(payload, bytes):
        raise QbankError(Problem("no-text"))
    return decode(payload, declared=part.get_content_charset() or "")


def _tree(text: str) -> _Element:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_prepared(text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise QbankError(Problem("no-text")) from error
    for fault in parser.error_log:
        if fault.type_name == "ERR_RESOURCE_LIMIT":  # what follows was silently left out of the tree
            raise QbankError(Problem("too-deep" if "depth" in fault.message else "too-large-part"))
    return tree


def _prepared(text: str) -> str:
    """Return the page without what the parser stumbles over: declarations, embedded images, line breaks."""
    text = _DATA_URI.sub("", _XML_DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).replace("\0", ""))
    for opening in _OPENING.finditer(text):
        if len(opening.group().split()) > 20_000:  # the parser compares each attribute with all others
            raise QbankError(Problem("too-large-part"))
    return text if "<pre" in text else _SOURCE_BREAK.sub("", text)


def _drop_hidden(tree: _Element) -> int:
    """Remove what no reader of the page sees; return how many characters of text that took."""
    count = 0
    for node in [*tree.iter(*_UNSEEN)]:
        node.drop_tree()
    for node in reversed(tree.xpath("//body//*[@hidden or @style]")):
        if "hidden" in node.attrib or _HIDDEN.search(node.get("style", "")):
            count += len("".join(node.text_content().split()))
            node.drop_tree()
    return count


def _titles(tree: _Element) -> tuple[str, str]:
    """Return the title, and the heading it was taken from (else ""): the only h1, else title without the site."""
    headings = [text for text in (_squeezed(node.text_content()) for node in tree.iter("h1")) if text]
    if len(headings) == 1:
        return headings[0], headings[0]
    title = _squeezed(tree.findtext(".//title") or "")
    return _SITE.sub("", title) or title, ""


def _main_lines(tree: _Element) -> list[str]:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extracted
    from trafilatura.settings import use_config

    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_LEAST_TEXT)
    expected = sum(len(_squeezed(node.text_content())) for node in tree.iter("p", "li"))
    found = bare_extraction(tree, include_comments=False, include_tables=True, favor_recall=True, config=config)
    lines = _lines(found.body) if isinstance(found, Extracted) else []
    if not lines or sum(map(len, lines)) < _LEAST_SHARE * expected:
        for node in [*tree.iter(*_ASIDE)]:
            node.drop_tree()
        lines = _lines(tree.find("body") if tree.find("body") is not None else tree)
    return lines


def _lines(root: _Element) -> list[str]:
    text = "".join(_pieces(root))
    lines = (re.sub(" *\t *", "\t", re.sub(" {2,}", " ", line)).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def _pieces(node: _Element, *, edge: str = "\n") -> Iterator[str]:
    """Yield the text below a node: ``edge`` around blocks (a space inside a cell), a tab after each cell."""
    yield _spaced(node.text)
    for child in node.iterchildren():
        is_element = isinstance(child.tag, str)
        is_cell = is_element and child.tag in _CELLS
        is_block = is_element and _BLOCK.fullmatch(child.tag) is not None
        yield edge if is_block else ""
        if is_element:
            yield from _pieces(child, edge=" " if is_cell else edge)
        yield "\t" if is_cell else edge if is_block else ""
        yield _spaced(child.tail)


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _squeezed(text: str) -> str:
    return " ".join(text.split())
