"""Ideal questions written by people: which of them drafting covers, and why the others are missed.

A file of ideals holds no text, only places: ``{"documents": {name: digest}, "ideals": [{"document", "number",
"type", "sources": [[start, end], …], "parts": [[[start, end], …], …]}]}``. Offsets are code points of the document
as ``qbank`` reads it; ``parts`` are the parts of the key, each with the spans that may stand for it (of a matched
pair either side; of a statement to judge the words it turns on). ``locate.py`` makes such a file from quotations.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from qbank.model.document import Span

SHORT_DIGEST = 16


class Ideal(NamedTuple):
    """One ideal question; ``parts`` has the alternatives of each key part."""

    document: str
    number: int
    type: str
    sources: tuple[Span, ...]
    parts: tuple[tuple[Span, ...], ...]

    @property
    def name(self) -> str:
        """Return what the question is called in tables."""
        return f"{self.document}#{self.number}"


class Ideals(NamedTuple):
    """The ideals of some documents, and the digest of each document."""

    digests: dict[str, str]
    ideals: tuple[Ideal, ...]

    def of(self, document: str, digest: str) -> tuple[Ideal, ...]:
        """Return the ideals of one document; raises ValueError if it is not the text they were written on."""
        if document not in self.digests:
            return ()
        if self.digests[document] != digest[:SHORT_DIGEST]:
            raise ValueError(f"{document}: not the document the ideals were written on")
        return tuple(ideal for ideal in self.ideals if ideal.document == document)


def load(path: Path) -> Ideals:
    """Return the ideals of a file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Ideals(data["documents"], tuple(_ideal(each) for each in data["ideals"]))


def _ideal(data: dict) -> Ideal:
    parts = tuple(tuple(Span(*span) for span in part) for part in data["parts"])
    sources = tuple(Span(*span) for span in data["sources"])
    if not sources or not parts or not all(parts):
        raise ValueError(f"{data['document']} {data['number']}: an ideal needs a source and every part a span")
    return Ideal(data["document"], data["number"], data["type"], sources, parts)
