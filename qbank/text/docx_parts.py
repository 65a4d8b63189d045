"""The inside of a Word package: which part is the document, its numbering, the blocks of its body one by one."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from qbank.errors import Problem, QbankError
from qbank.text.content import warning
from qbank.text.docx_looks import Looks, read_looks
from qbank.text.docx_numbering import Numbering, read_numbering

_Element = Any  # lxml publishes no types
_BLOCK_TAGS = ("{*}p", "{*}tbl", "{*}sdt", "{*}customXml")
_DEPTH_ERRORS = ("depth", "nested")
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def opened(archive: zipfile.ZipFile) -> tuple[Numbering, Iterator[_Element]]:
    """Return the numbering of a document and the children of its body, each forgotten when the next is asked for.

    Args:
        archive: a container that was found sound.

    Raises:
        QbankError: ``not-a-word-file``, ``broken-xml``, ``xml-too-deep``.
    """
    name = _main_part(archive)
    beside = posixpath.dirname(name)
    numbering = read_numbering(*(_root(archive, f"{beside}/{part}.xml") for part in ("numbering", "styles")))
    return numbering, _blocks(archive, name)


def looks_of(archive: zipfile.ZipFile) -> Looks:
    """Return what the styles of a document make of its words.

    Raises:
        QbankError: ``not-a-word-file``, ``broken-xml``, ``xml-too-deep``.
    """
    return read_looks(_root(archive, f"{posixpath.dirname(_main_part(archive))}/styles.xml"))


def notes_beside(archive: zipfile.ZipFile) -> int:
    """Return how many comments, footnotes and endnotes of a document say something.

    Raises:
        QbankError: ``not-a-word-file``, ``broken-xml``, ``xml-too-deep``.
    """
    beside = posixpath.dirname(_main_part(archive))
    roots = (_root(archive, f"{beside}/{part}.xml") for part in ("comments", "footnotes", "endnotes"))
    notes = (note for root in roots if root is not None for note in root.iterchildren("{*}*"))
    return sum(any((text.text or "").strip() for text in note.iterfind(".//{*}t")) for note in notes)


def passed_over(counts: Mapping[str, int]) -> Iterator[Problem]:
    """Yield warnings about tracked ``insertions`` and ``deletions`` and ``hidden`` text, by their counts."""
    if counts["insertions"] or counts["deletions"]:
        yield warning("tracked-changes", insertions=counts["insertions"], deletions=counts["deletions"])
    if counts["hidden"]:
        yield warning("hidden-text", count=counts["hidden"])


def local(node: _Element) -> str:
    """Return the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def _main_part(archive: zipfile.ZipFile) -> str:
    """Return the part the package names as its document, if that is a Word one."""
    names = set(archive.namelist())
    root = _root(archive, "_rels/.rels")
    for relation in root if root is not None else ():
        target = str(relation.get("Target", "")).lstrip("/")
        if str(relation.get("Type", "")).endswith("/officeDocument") and target in names and target.startswith("word/"):
            return target
    if "word/document.xml" in names:
        return "word/document.xml"
    raise QbankError(Problem("not-a-word-file"))


def _root(archive: zipfile.ZipFile, name: str) -> _Element | None:
    from lxml import etree

    if name not in archive.namelist():
        return None
    try:
        return etree.fromstring(archive.read(name), etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        _refuse(name, error)


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[_Element]:
    from lxml import etree

    with archive.open(name) as stream:
        try:
            for _, block in etree.iterparse(stream, events=("end",), tag=_BLOCK_TAGS, **_SAFE):
                parent = block.getparent()
                if parent is None or local(parent) != "body":
                    continue
                yield block
                block.clear()
                while block.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            _refuse(name, error)


def _refuse(member: str, error: Exception) -> NoReturn:
    reason = str(error)
    if "unknown error" in reason:  # what lxml makes of an allocation that failed
        raise MemoryError from error
    code = "xml-too-deep" if any(word in reason.lower() for word in _DEPTH_ERRORS) else "broken-xml"
    raise QbankError(Problem(code, values={"member": member, "reason": reason})) from error
