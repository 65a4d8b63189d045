"""Notes and cards as rows of an Anki collection, written one by one; nothing in them depends on the clock."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, NamedTuple

from qbank.formats.anki._html import bare
from qbank.formats.anki._schema import CHANGED_HERE, CONF, DECK, DECK_OPTIONS, DEFAULT_DECK, TABLES, VERSION

_COL = "INSERT INTO col VALUES (1, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, '{}')"
_NOTE = """
INSERT INTO notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')
"""
_NEW_CARD = """
INSERT INTO cards (id, nid, did, ord, mod, usn, due,
                   type, queue, ivl, factor, reps, lapses, left, odue, odid, flags, data)
VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '')
"""


class NewNote(NamedTuple):
    """A note never learnt: ``place`` is its turn among the new ones, ``written`` is in seconds since 1970.

    It has so many ``cards``: one, or one for each number that its clozes have, from 1 without gaps.
    """

    guid: str
    note_type: int
    deck: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: int
    place: int
    written: int


class Rows:
    """A new collection in an empty database; ``began``, in seconds since 1970, is where ids of its rows begin."""

    def __init__(self, cursor: sqlite3.Cursor, began: int) -> None:
        self._cursor, self._began = cursor, began
        self._ids = count(began * 1000)
        cursor.executescript(TABLES)

    def add(self, note: NewNote) -> None:
        """Write a note and its cards."""
        number = next(self._ids)
        sorted_by = bare(note.fields[0])
        tags, fields = f" {' '.join(note.tags)} ", "\x1f".join(note.fields)
        row = (number, note.guid, note.note_type, note.written, CHANGED_HERE, tags, fields)
        self._cursor.execute(_NOTE, (*row, sorted_by, checksum(sorted_by)))
        for ord_ in range(note.cards):
            card = (next(self._ids), number, note.deck, ord_, note.written, CHANGED_HERE, note.place)
            self._cursor.execute(_NEW_CARD, card)

    def finish(self, note_types: Iterable[Mapping[str, Any]], decks: Mapping[str, int]) -> None:
        """Write the one row of ``col``: note types as Anki's JSON, decks as ids by their names."""
        models = {each["id"]: each for each in note_types}
        names = {**DEFAULT_DECK, **{number: name for name, number in decks.items()}}
        columns = (
            {**CONF, "curModel": next(iter(models))},
            models,
            {number: {"id": number, "name": name, "mod": self._began, **DECK} for number, name in names.items()},
            {DECK_OPTIONS["id"]: DECK_OPTIONS},
        )
        changed = self._began * 1000
        self._cursor.execute(_COL, (self._began, changed, changed, VERSION, *map(_json, columns)))


def checksum(text: str) -> int:
    """Return the number by which Anki finds notes with the same first field: the beginning of its SHA-1."""
    return int.from_bytes(hashlib.sha1(text.encode(), usedforsecurity=False).digest()[:4])


def _json(value: Mapping[Any, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
