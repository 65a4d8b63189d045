"""The notes of an .apkg file by whatever program, taken from its database without trusting it."""

from __future__ import annotations

import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats._faults import FaultError
from qbank.formats._scan import decode
from qbank.text.archive import open_checked
from qbank.text.files import os_problem
from qbank.text.limits import MEGABYTE, Limits

_LIMITS = Limits(file_bytes=500 * MEGABYTE)
_NEWER, _COLLECTIONS = "collection.anki21b", ("collection.anki21", "collection.anki2")
"""The second of the two is a stub that says “please update” where the first is there too."""
_LONGEST_VALUE = 16 * MEGABYTE
_LONGEST_NOTE = MEGABYTE
_STEPS_AT_ONCE, _MOST_STEPS = 1_000_000, 2_000
"""Of SQLite's machine, for one query; a real deck of 100,000 notes takes some 10 million."""
_TABLES = frozenset({"col", "notes", "cards"})
_NOTES = """
SELECT id, mid, tags, flds, (SELECT min(did) FROM main.cards WHERE nid = main.notes.id)
FROM main.notes ORDER BY id
"""
_SEPARATOR = "\x1f"
_UNHOLDABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note as Anki has it: ``fields`` by name in their order, HTML; ``deck`` is the path of its first card's deck."""

    id: int
    type_name: str
    is_cloze: bool
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Return what finds the note in Anki's browser."""
        return f"nid:{self.id}"


@dataclass(frozen=True, slots=True)
class _NoteType:
    name: str
    is_cloze: bool
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Heads:
    """What notes refer to, by id."""

    note_types: Mapping[int, _NoteType] = field(default_factory=dict)
    decks: Mapping[int, str] = field(default_factory=dict)


class _BrokenError(Exception):
    """The database is not what it should be, and how."""


def raw_notes(path: Path) -> Iterator[RawNote | Problem]:
    """Yield the notes of a package in the order they were made; what cannot be read is a Problem without a file."""
    try:
        with _collection(path) as database, closing(_opened(database)) as connection:
            heads = _heads(connection)
            for row in connection.execute(_NOTES):
                yield _note(row, heads)
    except QbankError as error:
        yield error.problem
    # SQLite's own messages may quote bytes of the file that are no text.
    except (sqlite3.Error, _BrokenError, UnicodeDecodeError) as error:
        yield Problem("anki-broken", values={"reason": str(error)})
    except OSError as error:
        yield os_problem(error)


@contextmanager
def _collection(path: Path) -> Iterator[Path]:
    """Give out the database of a package as a file of its own.

    Raises:
        QbankError: as ``open_checked``; ``anki-too-large``, ``anki-newer-package``, ``anki-no-collection``.
    """
    if path.stat().st_size > _LIMITS.file_bytes:
        raise QbankError(Problem("anki-too-large", values={"limit": _LIMITS.file_bytes // MEGABYTE}))
    with open_checked(path, _LIMITS) as archive, TemporaryDirectory(prefix="qbank-") as folder:
        copy = Path(folder) / "collection"
        with archive.open(_member(archive)) as data, copy.open("wb") as out:
            shutil.copyfileobj(data, out, MEGABYTE)
        yield copy


def _member(archive: zipfile.ZipFile) -> str:
    names = frozenset(archive.namelist())
    if _NEWER in names:
        raise QbankError(Problem("anki-newer-package"))
    found = next((name for name in _COLLECTIONS if name in names), "")
    if not found:
        raise QbankError(Problem("anki-no-collection"))
    return found


def _opened(database: Path) -> sqlite3.Connection:
    """Return a connection that can only read, calls nothing that a stranger put into the schema, and gives up in time.

    Raises:
        _BrokenError: there are not the tables of a collection.
    """
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        connection.text_factory = _text
        steps = iter(range(_MOST_STEPS))
        connection.set_progress_handler(lambda: next(steps, None) is None, _STEPS_AT_ONCE)
        rows = connection.execute("SELECT name, type, sql FROM main.sqlite_schema").fetchall()
        tables = {name for name, kind, sql in rows if kind == "table" and _is_plain(sql)}
        if not tables >= _TABLES:
            raise _BrokenError(", ".join(sorted(_TABLES - tables)))
    except BaseException:
        connection.close()
        raise
    return connection


def _is_plain(sql: object) -> bool:
    return isinstance(sql, str) and sql.split(None, 2)[:2] != ["CREATE", "VIRTUAL"]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _heads(connection: sqlite3.Connection) -> _Heads:
    row = connection.execute("SELECT models, decks FROM main.col").fetchone()
    if row is None:
        raise _BrokenError("col")
    models, decks = (_objects(each) for each in row)
    if not models:
        # The tables that took their place, in a file with the old name.
        raise QbankError(Problem("anki-newer-package"))
    return _Heads(
        {key: _note_type(model) for key, model in models}, {key: str(deck.get("name")) for key, deck in decks}
    )


def _objects(text: object) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the objects of a JSON object whose names are ids."""
    try:
        if not isinstance(text, str):
            raise _BrokenError("col")
        value, _ = decode(text, 0)
        return [(int(key), each) for key, each in value.items() if isinstance(each, dict)]
    except (FaultError, AttributeError, ValueError) as error:
        raise _BrokenError("col") from error


def _note_type(model: Mapping[str, Any]) -> _NoteType:
    fields = model.get("flds")
    names = [str(each.get("name")) for each in fields if isinstance(each, dict)] if isinstance(fields, list) else []
    if len(set(names)) < len(names):
        raise _BrokenError("flds")
    return _NoteType(str(model.get("name")), model.get("type") == 1, tuple(names))


def _note(row: tuple[Any, ...], heads: _Heads) -> RawNote | Problem:
    number, model, tags, text, deck = row
    place = f"nid:{number}"
    note_type = heads.note_types.get(model) if isinstance(model, int) else None
    if note_type is None or not isinstance(text, str) or not isinstance(tags, str):
        return Problem("anki-note-broken", place=place)
    if len(text) > _LONGEST_NOTE:
        return Problem("anki-note-too-long", place=place, values={"limit": _LONGEST_NOTE // MEGABYTE})
    values = text.split(_SEPARATOR)
    if len(values) != len(note_type.fields) or not isinstance(number, int) or _UNHOLDABLE.search(text + tags):
        return Problem("anki-note-broken", place=place)
    return RawNote(
        id=number,
        type_name=note_type.name,
        is_cloze=note_type.is_cloze,
        fields=dict(zip(note_type.fields, values, strict=True)),
        tags=tuple(tags.split()),
        deck=tuple(heads.decks.get(deck, "").replace(_SEPARATOR, "::").split("::")),
    )
