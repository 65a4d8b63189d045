"""Cards to be read out: each question in a frame of its own with its answer and proof lines, in Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from qbank.formats._contract import Settings
from qbank.formats.paper._key import answer_lines
from qbank.formats.paper._layout import (
    Block,
    Cell,
    Content,
    Flat,
    Inline,
    Layout,
    Line,
    Part,
    Spread,
    Table,
    Text,
    Together,
)
from qbank.formats.paper._plan import Entry
from qbank.formats.paper._sheet import with_blocks
from qbank.formats.paper._words import brief_name, footer
from qbank.formats.paper.format import plan_of
from qbank.locale import say
from qbank.model.portable import Portable

_TALL = 2.0


def write(portables: Sequence[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write the cards, in the order of a paper: what printing holds of each item must be held already.

    Raises:
        QbankError: ``paper-too-long``.
    """
    from qbank.formats.paper import _word as word

    word.write(layout(portables, settings), stream)


def layout(portables: Sequence[Portable], settings: Settings) -> Layout:
    """Return the pages of cards."""
    plan = plan_of(portables, settings)
    lang = settings.lang
    blocks: list[Block] = [
        Line((Text(plan.title),), "title"),
        Line((Text(say("cards-note", lang, count=len(plan.entries))),), "subtitle"),
    ]
    for section in plan.sections:
        for group in section.groups:
            for entry, shown in with_blocks(group, plan, mixed=False):
                blocks.append(_card(entry, shown, settings))
    return Layout(plan.title, (Part(tuple(blocks)),), footer(lang), lang)


def _card(entry: Entry, shown: Sequence[Flat], settings: Settings) -> Together:
    lang = settings.lang
    about = [brief_name(entry.kind, lang), entry.portable.item.chapter]
    head = say("cards-head", lang, n=entry.number, about=" · ".join(filter(None, about)))
    rows: list[Content] = [(Text(head, "head"),), _joined(shown), _joined(tuple(answer_lines(entry, "", lang)))]
    return Together((Table(tuple((Cell(content),) for content in rows), (1.0,), left=(0,), tall=_TALL),))


def _joined(blocks: Sequence[Flat]) -> Content:
    """Return blocks as the content of one cell, a line each."""
    lines = [line for block in blocks for line in _lines(block)]
    content: list[Inline] = []
    for at, line in enumerate(lines):
        content += [Text("\n")] if at else []
        content += line
    return tuple(content)


def _lines(block: Flat) -> Iterator[Content]:
    match block:
        case Line(content=content):
            yield content
        case Spread(options=options):
            yield from ((Text(f"{letter}{words}"),) for letter, words in options)
        case Table(rows=rows):
            for row in rows:
                yield tuple(piece for cell in row for piece in (*cell.content, Text("　")))
        case _:
            return
