"""Anki decks (.apkg): cards to learn with, read again to the letter; and decks by others, as far as they are clear.

Nothing an item says is lost but its places in documents and why distractors were chosen: what no card can show
(marking rules, for one) stands in a field of its own, folded away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._held import without
from qbank.formats.anki._cards import DATA
from qbank.formats.anki._collection import RawNote, raw_notes
from qbank.formats.anki._data import digest, unpacked
from qbank.formats.anki._notes import left_out, portable_of
from qbank.formats.anki._package import write
from qbank.model.item import Item
from qbank.model.portable import Portable

__all__ = ["hold", "read", "write"]


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return the portable without what no deck keeps."""
    return without(portable, "spans", "reasons")


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the items of a deck, ours or another's, and a Problem for each note of which none can be made."""
    file = settings.file or str(path)
    unread: set[tuple[str, str, str]] = set()
    for raw in raw_notes(path):
        for each in [raw] if isinstance(raw, Problem) else _read_note(raw, unread):
            yield replace(each, file=file) if isinstance(each, Problem) else each


def _read_note(raw: RawNote, unread: set[tuple[str, str, str]]) -> Iterator[Portable | Problem]:
    """Yield the item of a note; what is not taken of the notes of a type is told once, and added to ``unread``."""
    if not raw.fields.get(DATA):
        found = portable_of(raw)
        for code, name in left_out(raw) if isinstance(found, Portable) else ():
            if (code, raw.type_name, name) not in unread:
                unread.add((code, raw.type_name, name))
                yield Problem(code, place=raw.place, values={"type": raw.type_name, "field": name}, severity="warning")
        yield found
        return
    shown = [html for name, html in raw.fields.items() if name != DATA]
    try:
        portable, seen = unpacked(raw.fields[DATA], raw.place)
    except ValueError:
        yield Problem("anki-data-broken", place=raw.place)
        return
    if seen == digest(shown):
        yield portable
    else:
        yield from _edited(raw, portable)


def _edited(raw: RawNote, before: Portable) -> Iterator[Portable | Problem]:
    """Yield a note of ours as it stands now that somebody changed it in Anki, if it still asks in the same way."""
    now = portable_of(raw)
    if isinstance(now, Problem):
        yield now
    elif now.item.type != before.item.type:
        yield Problem("anki-note-changed", place=raw.place, values={"id": before.item.id})
    else:
        yield Problem("anki-note-edited", place=raw.place, values={"id": before.item.id}, severity="warning")
        yield replace(now, item=_enveloped(now.item, before.item))


def _enveloped(now: Item, before: Item) -> Item:
    """Return an item with what stands in the data alone, or better there than in tags and deck."""
    return replace(
        now,
        id=before.id,
        difficulty=before.difficulty,
        chapter=before.chapter,
        tags=before.tags,
        audience=before.audience,
    )


FORMATS.add("anki")(ForeignFormat(name="anki", suffix=".apkg", hold=hold, write=write, read=read))
