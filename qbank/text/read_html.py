"""Web pages: the main text by trafilatura, as lines; no script, style, menu, comment or hidden text.

A heading, paragraph or list item is a line, a table row one line with its cells joined by a tab. Nothing
is fetched. Where the extraction takes next to nothing of a page that has an article, the page's whole
visible text is taken instead.
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

_Element = Any  # lxml publishes no types
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I)
_MHTML = re.compile(rb"\s*(?:MIME-Version|From|Date|Content-Type):[^\n]*\n(?:[\w-]+:|\s)", re.I)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-—–]+\s).*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "textarea", "button")
_BLOCKS = (
    "p div section article main header footer nav aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr caption "
    "blockquote pre form fieldset figure figcaption hr address body head item list quote row"
).split()
_CELLS = ("td", "th", "cell")
_MAX_DEPTH = 255
_LEAST_SHARE = 0.2
_HIDDEN_TOLD = 50


def parse(path: Path, limits: Limits) -> Content:
    """Return the main text of a web page or a saved one (``.mht``).

    Raises:
        QbankError: as ``charset.decode``; ``no-text``, ``too-deep``, ``too-large``.
    """
    decoded = _decoded(path.read_bytes())
    tree = _tree(decoded.text)
    hidden = _drop_hidden(tree)
    title, heading = _titles(tree)
    body = _main(tree)
    if heading and heading not in body[:5]:
        body.insert(0, heading)
    told = (warning("hidden-html", count=hidden),) if hidden > _HIDDEN_TOLD else ()
    return Content("\n".join(body), decoded.encoding, title=title, problems=(*decoded.problems, *told))


def _decoded(data: bytes) -> Decoded:
    declared = _CHARSET.search(data[:HEAD])
    if _MHTML.match(data[:HEAD]):
        return _decoded_mhtml(data)
    return decode(data, declared=declared.group(1).decode("ascii", "replace") if declared else "")


HEAD = 4096


def _decoded_mhtml(data: bytes) -> Decoded:
    message = email.message_from_bytes(data, policy=email.policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    payload = part.get_payload(decode=True) if part else None
    if not isinstance(payload, bytes) or part is None:
        raise QbankError(Problem("no-text"))
    return decode(payload, declared=part.get_content_charset() or "")


def _tree(text: str) -> _Element:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    source = _XML_DECLARATION.sub("", text.removeprefix("\ufeff").replace("\0", ""), count=1)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise QbankError(Problem("no-text")) from error
    return tree
