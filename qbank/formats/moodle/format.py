"""Moodle XML: written so that Moodle's importer takes every question, read from Moodle itself and from other programs.

A file is a ``quiz`` of ``question`` elements; a question of the type ``category`` says where the following ones go. All
types of ours have one of Moodle's; what Moodle cannot mark as we do is either told as a loss or marked by a person.
Texts are HTML: a passage stands before its stem, proof lines after the rationale, each in an element of a class of its
own, so that a question is whole when it is drawn alone and its parts are found again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._held import without
from qbank.formats.moodle._hold import hold
from qbank.formats.moodle._labels import category, held_title
from qbank.formats.moodle._reading import read
from qbank.formats.moodle._writing import question
from qbank.model.portable import Portable

__all__ = ["hold", "read", "write"]

_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
_CLOSING = "</quiz>\n"


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write held portables, one question each; the category changes with the chapter."""
    title = held_title(settings.title)
    current = ""
    used: set[tuple[str, str]] = set()
    stream.write(_OPENING.encode())
    for portable in portables:
        chapter = portable.item.chapter
        if title or chapter or current:
            # What has no chapter must leave the chapter before it.
            element = category(title, chapter, settings.lang)
            stream.write(element.encode() if element != current else b"")
            current = element
        portable = portable if (current, portable.item.id) not in used else without(portable, "id")
        # Moodle takes an id that its category has already away, from the question that comes later.
        used.add((current, portable.item.id))
        stream.write(question(portable, settings.lang).encode())
    stream.write(_CLOSING.encode())


FORMATS.add("moodle-xml")(
    ForeignFormat(name="moodle-xml", suffix=".xml", hold=hold, write=write, read=read, shuffles=True)
)
