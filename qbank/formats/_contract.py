"""What a format keeps: a name, a file ending, and a writer from contents to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from qbank.model.document import Document
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus
from qbank.registry import Registry


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in one file: documents without their text, items with their past, the stimuli they share.

    They may come in any order, and from an iterator, which is then used up. A document that was
    read has the text "", since no format carries it. ``extensions`` is what the head of a file
    holds beyond what we know. Every stimulus an item names, now or in an earlier version, is among ``stimuli``.
    """

    documents: Iterable[Document] = ()
    records: Iterable[ItemRecord] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)
    stimuli: Iterable[Stimulus] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write a bank: ``suffix`` is the usual file ending with its dot.

    ``write`` raises QbankError for contents that the format cannot hold.
    """

    name: str
    suffix: str
    write: Callable[[Contents, BinaryIO], None]


FORMATS: Registry[Format] = Registry("format")
