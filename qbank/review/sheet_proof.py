"""Proof lines as a sheet shows them: the line they stand in, the proof itself, in it the words that are the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from qbank.model.item import Item, Match, Order, Source, answer_texts
from qbank.reports.places import DocumentOf
from qbank.review.sheet_text import plain

_AROUND = 60
_MORE = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: ``around`` the proof, the ``proof``, or in it words of the ``key``."""

    kind: Literal["around", "proof", "key"]
    text: str


def documents_of(item: Item, place_of: Callable[[Source], str]) -> str:
    """Return the places an item cites, file name and headings, each once, a line each."""
    named = ((PurePosixPath(each.document).name, place_of(each)) for each in item.sources)
    return "\n".join(dict.fromkeys(plain("　".join(filter(None, each))) for each in named))


def proof_of(item: Item, document_of: DocumentOf) -> list[list[Piece]]:
    """Return the pieces of each proof line of an item, in reading order."""
    interaction = item.body.interaction()
    shown = answer_texts(interaction) if isinstance(interaction, Match | Order) else item.body.key_strings()
    words = [each for each in shown if each.strip()]
    return [[each for each in _pieces(source, words, document_of) if each.text] for source in item.sources]


def _pieces(source: Source, words: list[str], document_of: DocumentOf) -> Iterator[Piece]:
    document = document_of(source.document, source.digest)
    text = document.text if document else ""
    found = text[source.start : source.end] == source.text
    before = text[text.rfind("\n", 0, source.start) + 1 : source.start] if found else ""
    line_end = text.find("\n", source.end)
    after = text[source.end : line_end if line_end >= 0 else len(text)] if found else ""
    before = before.lstrip()
    yield Piece("around", plain(before if len(before) <= _AROUND else _MORE + before[-_AROUND:]))
    yield from _marked(source.text if before else source.text.lstrip(), words)
    yield Piece("around", plain(after if len(after) <= _AROUND else after[:_AROUND] + _MORE))


def _marked(text: str, words: list[str]) -> Iterator[Piece]:
    if not words:
        yield Piece("proof", plain(text))
        return
    longest_first = "|".join(_whole(each) for each in sorted(words, key=len, reverse=True))
    for at, part in enumerate(re.split(f"({longest_first})", text)):
        yield Piece("key" if at % 2 else "proof", plain(part))


def _whole(word: str) -> str:
    """Return a pattern that finds a word, but 5分 not in 15分钟."""
    return ("(?<![0-9.])" if word[0].isdecimal() else "") + re.escape(word)
