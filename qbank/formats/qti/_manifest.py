"""What a package says of its files: which are items, in what order they are asked, and what is known of each."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import unquote

from qbank.errors import Problem, QbankError
from qbank.formats.qti import _names as names
from qbank.formats.qti._held import one_line
from qbank.formats.qti._names import attribute, name_of
from qbank.formats.qti._reading import Known
from qbank.formats.qti._texts import lines
from qbank.formats.qti._xml import SAFE
from qbank.locale import brief
from qbank.model.item import Difficulty

_Element = Any  # lxml publishes no types
_ITEM, _TEST, _OLD = ("imsqti_item_", "imsqti_apipitem_"), ("imsqti_test_", "imsqti_assessment_"), "imsqti_xmlv1"
_DIFFICULTIES: dict[str, Difficulty] = {
    "very easy": "easy", "easy": "easy", "medium": "medium", "difficult": "hard", "very difficult": "hard",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A resource: a file of the package, whether it is an item, a test or of QTI 1, and what is known of it."""

    href: str
    kind: str
    known: Known


def listed(stream: IO[bytes]) -> Iterator[Listed]:
    """Yield the resources of a manifest that are items or tests, in its order; each is forgotten when it was yielded.

    Raises:
        QbankError: ``qti-broken-xml`` for a manifest that is no XML.
    """
    from lxml import etree

    try:
        for _, element in etree.iterparse(stream, events=("end",), tag="{*}resource", **SAFE):
            kind = attribute(element, "type").lower()
            found = "item" if kind.startswith(_ITEM) else "test" if kind.startswith(_TEST) else ""
            found = "old" if kind.startswith(_OLD) else found
            if found:
                href = attribute(element, "href") or _first_file(element)
                yield Listed(href, found, known_of(element) if found == "item" else Known())
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise QbankError(Problem("qti-broken-xml", values={"reason": brief(str(error), 120)})) from error


def resolved(folder: str, href: str) -> str:
    """Return the member of a package that an address in ``folder`` names.

    Raises:
        QbankError: ``qti-path-outside`` for an address that is not of the package.
    """
    path = posixpath.normpath(posixpath.join(folder, unquote(href).replace("\\", "/")))
    if not href or "://" in href or path.startswith(("/", "..")) or ":" in path.partition("/")[0]:
        raise QbankError(Problem("qti-path-outside", values={"path": href}))
    return path


def known_of(resource: _Element) -> Known:
    """Return what the metadata of a resource tell of an item, in IEEE LOM or in the older IMS words."""
    parts: dict[str, list[_Element]] = defaultdict(list)
    for each in resource.iter("{*}*"):
        parts[name_of(each)].append(each)
    entries = [(_text(each, "catalog"), _text(each, "entry")) for each in parts["identifier"] + parts["catalogentry"]]
    ours = [entry for catalog, entry in entries if catalog == names.TOOL]
    paths = [path for each in parts["classification"] for path in _paths(each)]
    chapter = [path.end for path in paths if path.source == names.CHAPTER]
    is_foreign = not any(path.source in {names.CHAPTER, names.AUDIENCE} for path in paths) and not ours
    if is_foreign:
        chapter = [path.end for path in paths if path.purpose == "discipline"][:1]
    difficulty = next((_text(each, "value") for each in parts["difficulty"]), "")
    return Known(
        item_id=ours[0] if ours else None,
        difficulty=_DIFFICULTIES.get(difficulty.lower(), "medium"),
        chapter="".join(chapter),
        tags=tuple(filter(None, (one_line(lines(_words(each))) for each in parts["keyword"]))),
        audience=tuple(path.end for path in paths if path.source == names.AUDIENCE),
    )


@dataclass(frozen=True, slots=True)
class _Path:
    """Where something stands in a scheme: ``end`` are the steps to it, joined by a slash."""

    purpose: str
    source: str
    end: str


def _paths(classification: _Element) -> Iterator[_Path]:
    purpose = next((_text(each, "value").lower() for each in classification.iterfind("{*}purpose")), "")
    for path in classification.iterfind("{*}taxonPath"):
        steps = (_text(taxon, "entry") for taxon in path.iter("{*}taxon"))
        yield _Path(purpose, _text(path, "source"), "/".join(filter(None, steps)))


def _first_file(resource: _Element) -> str:
    return next((attribute(each, "href") for each in resource.iterchildren("{*}file")), "")


def _words(element: _Element) -> str:
    """Return the first wording of what may be told in several languages."""
    return next((each.text for each in element.iter("{*}*") if each.text and each.text.strip()), "")


def _text(element: _Element, name: str) -> str:
    return next((lines(_words(each)) for each in element.iterchildren("{*}*") if name_of(each) == name), "")
