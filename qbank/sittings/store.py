"""The file of answers: sittings, people and what they handed in, removed for good where that is asked for.

A file of its own beside the bank. Answers are personal data: the bank's history keeps everything for ever, its backups
are copied about, and its exports go to other systems; nothing here may do any of that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from types import TracebackType
from typing import Any

from qbank.bank import sqlite
from qbank.errors import Problem, QbankError
from qbank.model.sitting import Asked, Person, Sheet, SittingHead

FILE = "answers.db"
APPLICATION_ID, VERSION = 0x51426E61, 2
"""``QBna`` in the file's header, and the version of the tables below; sheets of version 1 have no times of answers."""
_TABLES = (
    "CREATE TABLE sitting (id TEXT PRIMARY KEY, name TEXT NOT NULL, date TEXT NOT NULL, file TEXT NOT NULL,"
    " digest TEXT NOT NULL, recorded_at TEXT NOT NULL, actor TEXT NOT NULL, asked TEXT NOT NULL) STRICT",
    "CREATE TABLE person (code TEXT PRIMARY KEY, name TEXT NOT NULL, department TEXT NOT NULL) STRICT",
    "CREATE TABLE sheet (sitting TEXT NOT NULL REFERENCES sitting(id) ON DELETE CASCADE,"
    " person TEXT NOT NULL REFERENCES person(code) ON DELETE CASCADE, data TEXT NOT NULL,"
    " PRIMARY KEY (sitting, person)) STRICT, WITHOUT ROWID",
    "CREATE INDEX sheet_person ON sheet (person)",
)
_HEAD = "id, name, date, file, digest, recorded_at, actor, asked"


class Sittings:
    """An open file of answers; use it in a ``with`` block, or call ``close``. It is made when it is first written to.

    Args:
        folder: the workspace.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Sittings:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # --- writing ------------------------------------------------------------------------------------

    def put(self, head: SittingHead, sheets: Iterable[Sheet]) -> bool:
        """Keep a sitting; one of the same id is replaced as a whole. Return whether there was one.

        A person's name and department are those of the newest file that says them.
        """
        asked = json.dumps([asdict(each) for each in head.asked], ensure_ascii=False)
        row = (head.id, head.name, head.date, head.file, head.digest, head.recorded_at, head.actor, asked)
        with self._writing() as db:
            known = db.execute("DELETE FROM sitting WHERE id = ?", (head.id,)).rowcount > 0
            db.execute(f"INSERT INTO sitting ({_HEAD}) VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
            for sheet in sheets:
                self._put_sheet(db, head.id, sheet)
            self._forget_strangers(db)
        return known

    def _put_sheet(self, db: sqlite3.Connection, sitting: str, sheet: Sheet) -> None:
        person = sheet.person
        db.execute(
            "INSERT INTO person (code, name, department) VALUES (?, ?, ?) ON CONFLICT (code) DO UPDATE SET"
            " name = iif(excluded.name = '', name, excluded.name),"
            " department = iif(excluded.department = '[]', department, excluded.department)",
            (person.code, person.name, json.dumps(person.department, ensure_ascii=False)),
        )
        data = {each.name: getattr(sheet, each.name) for each in fields(sheet) if each.name != "person"}
        db.execute(
            "INSERT INTO sheet (sitting, person, data) VALUES (?, ?, ?)",
            (sitting, person.code, json.dumps({name: value for name, value in data.items() if value not in ("", ())})),
        )

    def purge_person(self, code: str) -> int:
        """Remove a person and all they handed in for good; return from how many sittings."""
        with self._writing() as db:
            count = db.execute("DELETE FROM sheet WHERE person = ?", (code,)).rowcount
            db.execute("DELETE FROM person WHERE code = ?", (code,))
        self._leave_no_trace()
        return count

    def purge_sitting(self, sitting: str) -> int:
        """Remove a sitting and what was handed in there for good, and whoever sat no other; return how many sat it."""
        with self._writing() as db:
            count = int(db.execute("SELECT count(*) FROM sheet WHERE sitting = ?", (sitting,)).fetchone()[0])
            db.execute("DELETE FROM sitting WHERE id = ?", (sitting,))
            self._forget_strangers(db)
        self._leave_no_trace()
        return count

    def _forget_strangers(self, db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM person WHERE code NOT IN (SELECT person FROM sheet)")

    def _leave_no_trace(self) -> None:
        """Overwrite what was removed, in the file and in its journal."""
        with sqlite.spoken(self.path):
            db = self._open()
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- reading ------------------------------------------------------------------------------------

    def sittings(self) -> list[SittingHead]:
        """Return the sittings, the latest day first."""
        count = "(SELECT count(*) FROM sheet WHERE sheet.sitting = sitting.id)"
        with self._reading() as db:
            rows = db.execute(f"SELECT {_HEAD}, {count} FROM sitting ORDER BY date DESC, recorded_at DESC, id")  # noqa: S608
            return [_head(row) for row in rows]

    def sheets(self, sitting: str) -> list[Sheet]:
        """Return what was handed in at a sitting, by department and code."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT code, name, department, data FROM sheet JOIN person ON person.code = sheet.person"
                " WHERE sitting = ? ORDER BY department, code",
                (sitting,),
            )
            return [_sheet(*row) for row in rows]

    def people(self) -> list[tuple[Person, int]]:
        """Return everybody with the number of their sittings, by department and code."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT code, name, department, (SELECT count(*) FROM sheet WHERE person = code) FROM person"
                " ORDER BY department, code"
            )
            return [(_person(code, name, department), count) for code, name, department, count in rows]

    def of_person(self, code: str) -> list[tuple[SittingHead, Sheet]]:
        """Return what a person handed in, the latest sitting first."""
        heads = {each.id: each for each in self.sittings()}
        with self._reading() as db:
            rows = db.execute(
                "SELECT sitting, code, name, department, data FROM sheet JOIN person ON person.code = sheet.person"
                " WHERE code = ?",
                (code,),
            )
            found = {sitting: _sheet(*row) for sitting, *row in rows}
        return [(head, found[head.id]) for head in heads.values() if head.id in found]

    # --- the file -----------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with sqlite.spoken(self.path):
            db = self._open()
            db.execute("BEGIN IMMEDIATE")
            try:
                db.execute(f"PRAGMA user_version={VERSION}")
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with sqlite.spoken(self.path):
            yield self._open() if self.path.exists() else _nothing()

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            is_new = not self.path.exists()
            db = sqlite.connect(self.path, mode="rwc")
            try:
                self._settle(db, is_new=is_new)
            except BaseException:
                db.close()
                raise
            self._connection = db
        return self._connection

    def _settle(self, db: sqlite3.Connection, *, is_new: bool) -> None:
        """Make the tables of a new file, which only its owner may read; refuse another program's and a newer one."""
        db.execute("PRAGMA secure_delete=ON")
        if is_new:
            Path(self.path).chmod(0o600)
            _make(db)
            return
        application, version = sqlite.header(db)
        if application != APPLICATION_ID:
            raise QbankError(Problem("answers-not-ours", str(self.path)))
        if version > VERSION:
            raise QbankError(Problem("answers-newer", str(self.path), values={"found": version, "known": VERSION}))


def _make(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    for statement in _TABLES:
        db.execute(statement)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={VERSION}")
    db.execute("COMMIT")


def _nothing() -> sqlite3.Connection:
    """Return an empty file of answers that stands nowhere."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    _make(db)
    return db


def _head(row: Sequence[Any]) -> SittingHead:
    names = [each.strip() for each in _HEAD.split(",")]
    data: dict[str, Any] = dict(zip((*names, "people"), row, strict=True))
    data["asked"] = tuple(Asked(**_with_tuples(each)) for each in json.loads(data["asked"]))
    return SittingHead(**data)


def _sheet(code: str, name: str, department: str, data: str) -> Sheet:
    return Sheet(person=_person(code, name, department), **_with_tuples(json.loads(data)))


def _with_tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _person(code: str, name: str, department: str) -> Person:
    return Person(code, name, tuple(json.loads(department)))
