"""Items to an .apkg file: a collection of rows that are written one by one, packed always as the same bytes."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from qbank.formats._contract import Settings
from qbank.formats.anki._cards import note_types
from qbank.formats.anki._fields import fields_of
from qbank.formats.anki._rows import NewNote, Rows
from qbank.formats.anki._tags import tags_of
from qbank.locale import Lang, say
from qbank.model.portable import Portable

COLLECTION = "collection.anki2"
_BEGINNING = 1_704_067_200
"""Stands for the time of all writing, in seconds since 1970; each revision of an item counts as a second later."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_NO_DECK_NAME = re.compile('[\x00-\x1f\x7f"]')
_UNSAFE_WRITING = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write a deck with a sub-deck for each chapter; the notes of an unchanged item are the same in every deck.

    Anki adds a note once (by the id of the item) and takes a changed one over (by its revision).
    """
    with TemporaryDirectory(prefix="qbank-") as folder:
        path = Path(folder) / COLLECTION
        # The file is thrown away if anything fails, so nothing has to be safe on the disk.
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(_UNSAFE_WRITING)
            _fill(connection.cursor(), portables, settings)
            connection.commit()
        _pack(path, stream)


def _fill(cursor: sqlite3.Cursor, portables: Iterable[Portable], settings: Settings) -> None:
    rows = Rows(cursor, _BEGINNING)
    title = _name(settings.title) or say("anki-deck", settings.lang)
    decks = {title: _deck_id(title)}
    for place, portable in enumerate(portables, 1):
        chapter = _name(portable.item.chapter)
        name = f"{title}::{chapter}" if chapter else title
        deck = decks.setdefault(name, _deck_id(name))
        rows.add(_note(portable, deck, place, settings.lang))
    rows.finish(note_types(settings.lang, decks[title]), decks)


def _name(text: str) -> str:
    """Return what Anki can have as a part of a deck's name."""
    return " ".join(_NO_DECK_NAME.sub(" ", text.replace("::", "：：")).split())


def _deck_id(name: str) -> int:
    """Return an id that goes by the name, as a deck of that name is what Anki puts the cards into."""
    return 2**40 + int.from_bytes(hashlib.sha256(name.encode()).digest()[:5])


def _note(portable: Portable, deck: int, place: int, lang: Lang) -> NewNote:
    item = portable.item
    found = fields_of(portable, lang)
    return NewNote(
        guid=guid_of(item.id or "\x1f".join(found.values)),
        note_type=found.note_type.id,
        deck=deck,
        fields=found.values,
        tags=tuple(tags_of(item, lang)),
        cards=found.cards,
        place=place,
        written=_BEGINNING + item.revision,
    )


def guid_of(name: str) -> str:
    """Return what Anki knows a note by, in every deck and for ever: 16 hexadecimal digits that go by a name of it.

    The name is the id of its item, or all it says if there is none. Were this function changed, every deck that
    was ever imported would come in once more beside itself.
    """
    return hashlib.sha256(f"qbank\x1f{name}".encode()).hexdigest()[:16]


def _pack(path: Path, stream: BinaryIO) -> None:
    """Write the container with fixed dates; ``media`` says that there are none."""
    with zipfile.ZipFile(stream, "w") as archive:
        for name, source in _members(path):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            if source is None:
                archive.writestr(info, "{}")
                continue
            info.file_size = source.stat().st_size
            with source.open("rb") as data, archive.open(info, "w") as member:
                shutil.copyfileobj(data, member, 1024 * 1024)


def _members(path: Path) -> Iterator[tuple[str, Path | None]]:
    yield COLLECTION, path
    yield "media", None
