"""A Word file read for proof, with nothing of what wrote it: every member, every text, every word in an attribute."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qbank.formats.paper._reading import Reading, folded
from qbank.text.archive import open_checked
from qbank.text.limits import Limits

if TYPE_CHECKING:
    from zipfile import ZipFile

_Element = Any  # lxml publishes no types
_MEMBERS = frozenset({
    "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml",
    "word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/footer1.xml",
})  # fmt: skip
_DOCUMENT, _CORE, _FOOTER = "word/document.xml", "docProps/core.xml", "word/footer1.xml"
_KNOWN = frozenset({"宋体", "黑体", "楷体"})
"""Words in attributes: names of fonts."""
_FIELDS = frozenset({"PAGE", "NUMPAGES"})
_TELLING = frozenset({"descr", "title", "alt", "tooltip", "initials", "author"})
"""Attributes that speak to a person."""
_PLAIN = frozenset({
    "document", "body", "p", "pPr", "pStyle", "keepNext", "keepLines", "spacing", "ind", "jc", "tabs", "tab",
    "r", "rPr", "rFonts", "b", "color", "sz", "szCs", "u", "t", "br",
    "tbl", "tblPr", "tblW", "tblBorders", "top", "left", "bottom", "right", "insideH", "insideV", "tblLayout",
    "tblCellMar", "tblGrid", "gridCol", "tr", "trPr", "cantSplit", "trHeight", "tblHeader", "tc", "tcPr", "tcW",
    "gridSpan", "vAlign", "sectPr", "footerReference", "type", "pgSz", "pgMar", "cols",
    "AlternateContent", "Choice", "drawing", "anchor", "simplePos", "positionH", "positionV", "posOffset", "extent",
    "effectExtent", "wrapNone", "docPr", "cNvGraphicFramePr", "graphic", "graphicData", "wsp", "cNvSpPr", "spPr",
    "xfrm", "off", "ext", "prstGeom", "avLst", "noFill", "ln", "txbx", "txbxContent", "bodyPr", "noAutofit",
})  # fmt: skip
"""Elements of pages; any other could hide something."""
_NUMBERS = frozenset({"positionH", "positionV", "posOffset"})


def read(path: Path, footer: tuple[str, str, str]) -> Reading:
    """Return what a file says; raises QbankError where it is no sound container, lxml's errors where it is no XML.

    Args:
        path: the file.
        footer: what stands around the number of a page and the count of pages.
    """
    with open_checked(path, Limits()) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
        strange = [*_odd_members(archive)]
    trees = {name: _parsed(data) for name, data in members.items() if name in _MEMBERS}
    document = trees.get(_DOCUMENT)
    body, edge = _words(document) if document is not None else ("", "")
    for name, tree in trees.items():
        strange += _odd_elements(name, tree)
    elsewhere = [(name, words) for name, tree in trees.items() for words in _asides(name, tree)]
    foot = _foot(trees[_FOOTER]) if _FOOTER in trees else ""
    elsewhere += [(_FOOTER, foot)] if folded(foot) != folded("".join(footer)) else []
    core = trees.get(_CORE)
    title = "".join(core.itertext()) if core is not None else ""
    return Reading(body, edge, title, tuple(elsewhere), tuple(strange))


def _odd_members(archive: ZipFile) -> Iterator[str]:
    if archive.comment:
        yield "zip comment"
    for member in archive.infolist():
        if member.filename not in _MEMBERS:
            yield member.filename
        if member.comment or member.extra:
            yield f"{member.filename}: zip comment"


def _parsed(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(data, parser)


def _words(document: _Element) -> tuple[str, str]:
    """Return the words of the pages and those of the box along the edge."""
    body: list[str] = []
    edge: list[str] = []
    for node in document.iter("{*}t"):
        boxed = any(True for _ in node.iterancestors("{*}txbxContent"))
        (edge if boxed else body).append(node.text or "")
    return "".join(body), "".join(edge)


def _foot(footer: _Element) -> str:
    """Return the words below each page, those that stand in for numbers left out."""
    nodes = [each for each in footer.iter("{*}t") if not any(True for _ in each.iterancestors("{*}fldSimple"))]
    return "".join(node.text or "" for node in nodes)


def _odd_elements(name: str, tree: _Element) -> Iterator[str]:
    from lxml import etree

    for node in tree.iter():
        if not isinstance(node.tag, str):
            yield f"{name}: {type(node).__name__}"
            continue
        local = etree.QName(node).localname
        if name == _DOCUMENT and local not in _PLAIN:
            yield f"{name}: {local}"
        if node.get("TargetMode") == "External":
            yield f"{name}: link"


def _asides(name: str, tree: _Element) -> Iterator[str]:
    """Yield words that stand where no page shows them."""
    from lxml import etree

    for node in tree.iter(etree.Element):
        local = etree.QName(node).localname
        shown = (name in {_DOCUMENT, _FOOTER} and local == "t") or local in _NUMBERS or name == _CORE
        texts = [] if shown else [node.text or ""]
        texts += [node.tail or ""]
        texts += [str(value) for key, value in node.attrib.items() if _speaks(etree.QName(key).localname, str(value))]
        yield from (text for text in texts if text.strip())


def _speaks(name: str, value: str) -> bool:
    if name == "instr":
        return value.strip() not in _FIELDS
    return name in _TELLING or (not value.isascii() and value not in _KNOWN)
