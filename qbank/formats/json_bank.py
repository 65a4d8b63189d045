"""The bank's own format, ``qbank-bank``: lossless, and the same bytes for the same contents.

Two shapes of one thing: JSON, one object with one record a line, for people and other programs; JSONL
for banks of any size. Both are written from a stream of records and sorted on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Contents, Format
from qbank.formats._lines import Line, in_order, line
from qbank.formats._reading import FORMAT, Entry, Extra, entries
from qbank.formats._records import document_to_dict, record_to_dict
from qbank.formats._schema import departures
from qbank.formats._upgrade import VERSION
from qbank.model.document import Document
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus
from qbank.text.files import os_problem, refuse_special
from qbank.types._stimulus import stimulus_to_dict

__all__ = ["FORMAT", "VERSION", "Entry", "Extra", "read", "read_each", "validate", "write", "write_lines"]


def write(contents: Contents, stream: BinaryIO) -> None:
    """Write the contents as JSON: documents sorted by name and digest, stimuli and items by id, keys by code point.

    Without stimuli their list is left out, as in files from before there were any.

    Raises:
        QbankError: ``bad-unicode`` for a text with NUL or half a character.
        ValueError: if an id, or a document's name with its digest, is there twice.
    """
    stream.write(b'{"format":"%s","version":%d' % (FORMAT.encode(), VERSION))
    if contents.extensions:
        stream.write(b',\n"extensions":' + line(dict(contents.extensions), ("extensions",)).data)
    _write_list(stream, "documents", _document_lines(contents.documents))
    stimuli = tuple(contents.stimuli)
    if stimuli:
        _write_list(stream, "stimuli", _stimulus_lines(stimuli))
    _write_list(stream, "items", _item_lines(contents.records))
    stream.write(b"}\n")


def write_lines(contents: Contents, stream: BinaryIO) -> None:
    """Write the contents as JSONL: a header, then the documents, stimuli and items of ``write``, one a line.

    Raises:
        QbankError: as ``write``.
        ValueError: as ``write``.
    """
    stream.write(b'{"format":"%s","version":%d,"record":"header"' % (FORMAT.encode(), VERSION))
    if contents.extensions:
        stream.write(b',"extensions":' + line(dict(contents.extensions), ("extensions",)).data)
    stream.write(b"}\n")
    for data in in_order(_document_lines(contents.documents, record="document")):
        stream.write(data + b"\n")
    for data in in_order(_stimulus_lines(contents.stimuli, record="stimulus")):
        stream.write(data + b"\n")
    for data in in_order(_item_lines(contents.records, record="item")):
        stream.write(data + b"\n")


def read(source: bytes | Path) -> tuple[Contents, tuple[Problem, ...]]:
    """Return all good records of a JSON or JSONL bank, in the order of the file, and every problem.

    An item that stands before its stimulus comes last.
    """
    documents: list[Document] = []
    stimuli: list[Stimulus] = []
    records: list[ItemRecord] = []
    problems: list[Problem] = []
    extensions: dict[str, Any] = {}
    for entry in read_each(source):
        match entry:
            case Document():
                documents.append(entry)
            case Stimulus():
                stimuli.append(entry)
            case ItemRecord():
                records.append(entry)
            case Problem():
                problems.append(entry)
            case Extra():
                extensions[entry.name] = entry.value
    return Contents(tuple(documents), tuple(records), extensions, tuple(stimuli)), tuple(problems)


def read_each(source: bytes | Path) -> Iterator[Entry]:
    """Yield documents, stimuli, item records, extra fields of the head and problems as the file is read.

    For JSONL memory stays that of one line, of the ids, and of items that stand before their stimulus; a JSON
    file is limited to 200 MB. A file that cannot be opened is one Problem.
    """
    if isinstance(source, bytes):
        yield from entries(BytesIO(source))
        return
    try:
        refuse_special(source)
        with source.open("rb") as stream:
            yield from entries(stream, str(source))
    except OSError as error:
        yield os_problem(error, str(source))


def validate(source: bytes | Path) -> tuple[Problem, ...]:
    """Return where a JSON or JSONL bank departs from the published schema; slower than ``read``, which needs none."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    return tuple(departures(data, "" if isinstance(source, bytes) else str(source)))


def _write_list(stream: BinaryIO, name: str, lines: Iterable[Line]) -> None:
    stream.write(b',\n"%s":[' % name.encode())
    mark = b"\n"
    for data in in_order(lines):
        stream.write(mark + data)
        mark = b",\n"
    stream.write(b"]" if mark == b"\n" else b"\n]")


def _document_lines(docs: Iterable[Document], **record: str) -> Iterator[Line]:
    return (line({**document_to_dict(doc), **record}, (doc.name, doc.digest)) for doc in docs)


def _stimulus_lines(stimuli: Iterable[Stimulus], **record: str) -> Iterator[Line]:
    return (line({**stimulus_to_dict(each), **record}, (each.id,)) for each in stimuli)


def _item_lines(records: Iterable[ItemRecord], **record: str) -> Iterator[Line]:
    return (line({**record_to_dict(each), **record}, (each.item.id,)) for each in records)


FORMATS.add("json")(Format(name="json", suffix=".json", write=write))
FORMATS.add("jsonl")(Format(name="jsonl", suffix=".jsonl", write=write_lines))
