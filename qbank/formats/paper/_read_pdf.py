"""A PDF read for proof: its words by their mapping to Unicode, and whatever a PDF can carry beside its pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qbank.formats.paper._reading import Reading, folded

_UPRIGHT, _TURNED = (0,), (90, 270)
_BESIDE = ("/AcroForm", "/AA", "/OpenAction", "/OCProperties", "/Outlines", "/Collection", "/AF")
_ON_PAGE = ("/Annots", "/AA", "/AF")
_OURS = ("/Creator", "/Producer", "/CreationDate", "/ModDate", "/Title")


def read(path: Path, footer: tuple[str, str, str], heads: Sequence[str] = ()) -> Reading:
    """Return what a file says; raises pypdf's errors where it cannot be read.

    Args:
        path: the file.
        footer: what stands around the number of a page and the count of pages.
        heads: the first rows of tables, folded, which stand again on each page that a table goes on to.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(path)
    count = len(reader.pages)
    body: list[str] = []
    edge, strange = "", list[str]()
    for at, page in enumerate(reader.pages, 1):
        number = folded(f"{footer[0]}{at}{footer[1]}{count}{footer[2]}")
        words = _without(folded(page.extract_text(orientations=_UPRIGHT)), number)
        again = next((head for head in heads if words.startswith(head) and any(head in each for each in body)), "")
        body.append(words.removeprefix(again))
        edge += page.extract_text(orientations=_TURNED) if at == 1 else ""
        strange += [f"{name} {at}" for name in _ON_PAGE if name in page]
    strange += list(_beside(reader))
    data: Mapping[str, Any] = reader.metadata or {}
    elsewhere = [(name, str(value)) for name, value in data.items() if name not in _OURS]
    title = str(data.get("/Title", ""))
    elsewhere += [("XMP", words) for words in _xmp(reader) if not words.isascii() and words != title]
    return Reading("".join(body), edge, title, tuple(elsewhere), tuple(strange))


def _without(text: str, number: str) -> str:
    """Return a page's words without the number of the page, which stands before or after all others."""
    return text.removesuffix(number) if text.endswith(number) else text.removeprefix(number)


def _beside(reader: Any) -> Iterator[str]:  # noqa: ANN401 - pypdf's types say little
    root = reader.trailer["/Root"]
    yield from (name for name in _BESIDE if name in root)
    if "/EmbeddedFiles" in (root.get("/Names") or {}):
        yield "/EmbeddedFiles"


def _xmp(reader: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    from lxml import etree

    packet = reader.trailer["/Root"].get("/Metadata")
    if packet is None:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.fromstring(packet.get_object().get_data(), parser)
    for node in tree.iter(etree.Element):
        yield from (each.strip() for each in (node.text or "", node.tail or "", *node.attrib.values()) if each.strip())
