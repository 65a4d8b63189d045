"""XML of strangers: parsed within limits, without document types, entities, or a look outside."""

from __future__ import annotations

from functools import cache
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.locale import brief
from qbank.text.limits import MEGABYTE

_Element = Any  # lxml publishes no types
MOST_BYTES = 10 * MEGABYTE
"""Of one item; a test or a manifest may be longer."""
SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_DECLARATIONS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)


@cache
def _parser() -> _Element:
    from lxml import etree

    return etree.XMLParser(**SAFE)


def parsed(data: bytes, limit: int = MOST_BYTES) -> _Element:
    """Return the root of a document.

    Raises:
        QbankError: ``qti-too-large``; ``qti-entities`` for a document type; ``qti-broken-xml`` with place and reason.
    """
    from lxml import etree

    if len(data) > limit:
        raise QbankError(Problem("qti-too-large", values={"limit": limit // MEGABYTE}))
    if any(mark in data for mark in _DECLARATIONS):
        raise QbankError(Problem("qti-entities"))
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise QbankError(Problem("qti-broken-xml", values={"reason": brief(str(error), 120)})) from error
    if root.getroottree().docinfo.doctype:
        raise QbankError(Problem("qti-entities"))
    return root
