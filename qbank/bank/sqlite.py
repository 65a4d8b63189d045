"""Everything that only SQLite understands: connections, pragmas, triggers, the search index, copying.

The one file to write again for another database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Engine, QueuePool, column, create_engine, event, func, select, table
from sqlalchemy.exc import DBAPIError

from qbank.errors import Problem, QbankError

APPLICATION_ID = 0x51426E6B
"""``QBnk`` in the file's header: tells a bank from any other SQLite file."""
WAL_SAFE = (3, 51, 3)
"""Older libraries can damage a WAL file when two connections write and checkpoint at one moment."""
BUSY_SECONDS = 10.0

Mode = Literal["ro", "rw", "rwc"]


# --- connections ----------------------------------------------------------------------------------


def connect(path: Path, *, mode: Mode, busy: float = BUSY_SECONDS, immutable: bool = False) -> sqlite3.Connection:
    """Return a connection in autocommit with the settings every bank needs; ``rw`` never makes a file."""
    uri = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = sqlite3.connect(uri, uri=True, timeout=busy, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "trusted_schema=OFF", "cell_size_check=ON"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def engine(connecting: Callable[[], sqlite3.Connection]) -> Engine:
    """Return an engine whose connections come from ``connecting``.

    ``engine.execution_options(writes=True)`` begins its transactions with BEGIN IMMEDIATE: a
    transaction that reads first and writes later fails at once under two writers, whatever the timeout.
    """
    made = create_engine("sqlite://", creator=connecting, poolclass=QueuePool, max_overflow=-1)

    @event.listens_for(made, "begin")
    def _begin(conn: Connection) -> None:
        conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get("writes") else "BEGIN")

    return made


def journal_for(version: tuple[int, ...]) -> Literal["WAL", "DELETE"]:
    """Return the journal mode for a library version; banks only ever lie on local disks."""
    return "WAL" if version >= WAL_SAFE else "DELETE"


def set_journal(connection: sqlite3.Connection) -> None:
    """Put the file into the journal mode this library is safe with."""
    wanted = journal_for(sqlite3.sqlite_version_info)
    if connection.execute("PRAGMA journal_mode").fetchone()[0].upper() != wanted:
        connection.execute(f"PRAGMA journal_mode={wanted}")


def leave_wal(connection: sqlite3.Connection) -> None:
    """Fold the WAL back into the file so that it can be copied; does nothing while others have it open."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute("PRAGMA journal_mode=DELETE")


def header(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return application id and schema number of the file's header."""
    return (
        connection.execute("PRAGMA application_id").fetchone()[0],
        connection.execute("PRAGMA user_version").fetchone()[0],
    )


def expected_size(connection: sqlite3.Connection) -> int:
    """Return the bytes the file's own header says it has, without what still stands in a write-ahead log."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return 0
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages * size)


def mark_header(conn: Connection, schema_number: int) -> None:
    """Write application id and schema number into the file's header."""
    conn.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    conn.exec_driver_sql(f"PRAGMA user_version={schema_number}")


def changes(conn: Connection) -> int:
    """Return how many rows this connection has changed since it was made."""
    return int(conn.exec_driver_sql("SELECT total_changes()").scalar_one())


# --- errors ---------------------------------------------------------------------------------------

_CODES = (
    ("SQLITE_BUSY", "bank-locked"),
    ("SQLITE_LOCKED", "bank-locked"),
    ("SQLITE_FULL", "bank-disk-full"),
    ("SQLITE_READONLY", "bank-read-only"),
    ("SQLITE_CORRUPT", "bank-damaged"),
    ("SQLITE_NOTADB", "bank-not-a-bank"),
    ("SQLITE_CANTOPEN", "bank-cannot-open"),
    ("SQLITE_PERM", "bank-cannot-open"),
    ("SQLITE_AUTH", "bank-cannot-open"),
    ("SQLITE_IOERR", "bank-disk-error"),
    ("SQLITE_", "bank-failed"),
    ("", "bank-damaged"),  # the driver's own: text that is not UTF-8
)


def explain(error: BaseException, path: Path) -> Problem:
    """Return what a database error means for the user."""
    name = getattr(error, "sqlite_errorname", "")
    code = next(code for prefix, code in _CODES if name.startswith(prefix))
    return Problem(code, file=str(path), values={"detail": str(error)})


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Let no database error out but as a QbankError about ``path``."""
    try:
        yield
    except DBAPIError as error:
        raise QbankError(explain(error.orig or error, path)) from error
    except sqlite3.Error as error:
        raise QbankError(explain(error, path)) from error


# --- history and checks ---------------------------------------------------------------------------


def protect(conn: Connection, name: str) -> None:
    """Forbid changing and removing rows of a history table; a document's missing text may be filled in."""
    unless = "WHEN old.text IS NOT NULL OR old.name != new.name OR old.digest != new.digest"
    for verb, condition in (("UPDATE", unless if name == "document_text" else ""), ("DELETE", "")):
        conn.exec_driver_sql(
            f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{name} is history'); END"
        )


def unsound(conn: Connection) -> Iterator[str]:
    """Yield what SQLite itself finds wrong: pages, indexes, foreign keys."""
    for (found,) in conn.exec_driver_sql("PRAGMA integrity_check"):
        if found != "ok":
            yield str(found)
    for row in conn.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"foreign key: {row[0]} {row[1]} -> {row[2]}"


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy a whole bank, also one that others are writing to, into a new file without side files."""
    copied = sqlite3.connect(target, isolation_level=None)
    try:
        source.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")
    finally:
        copied.close()


# --- search index ---------------------------------------------------------------------------------

_INDEX = "item_words"
_words = table(_INDEX, column("rowid"), column(_INDEX))


def has_index(conn: Connection) -> bool:
    """Tell whether the search index exists."""
    found = conn.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = ?", (_INDEX,)).first()
    return found is not None


def create_index(conn: Connection) -> None:
    """Make an empty search index where this SQLite has FTS5; without it search reads every item."""
    if conn.exec_driver_sql("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").first():
        conn.exec_driver_sql(f"CREATE VIRTUAL TABLE {_INDEX} USING fts5(grams, content='', tokenize='ascii')")


def drop_index(conn: Connection) -> None:
    """Remove the search index; nothing else is touched."""
    conn.exec_driver_sql(f"DROP TABLE IF EXISTS {_INDEX}")


def add_to_index(conn: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Index ``(number, grams)`` rows."""
    if rows:
        conn.exec_driver_sql(f"INSERT INTO {_INDEX}(rowid, grams) VALUES (?, ?)", list(rows))  # noqa: S608


def remove_from_index(conn: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Take rows out again; ``grams`` must be exactly what was put in."""
    for number, grams in rows:
        conn.exec_driver_sql(
            f"INSERT INTO {_INDEX}({_INDEX}, rowid, grams) VALUES ('delete', ?, ?)",  # noqa: S608
            (number, grams),
        )


def index_fault(conn: Connection) -> str:
    """Return what is wrong inside the search index, "" if nothing; needs a writing connection."""
    try:
        conn.exec_driver_sql(f"INSERT INTO {_INDEX}({_INDEX}) VALUES ('integrity-check')")  # noqa: S608
    except DBAPIError as error:
        return str(error.orig)
    return ""


def in_index(number: ColumnElement[int], grams: str) -> ColumnElement[bool]:
    """Return the condition that the row of that number has ``grams`` one after the other."""
    phrase = f'"{grams}"'
    return number.in_(select(_words.c.rowid).where(column(_INDEX).op("MATCH")(phrase)))


def holds(text: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """Return the condition that ``part`` stands in ``text`` as it is, without wildcards or length limit."""
    return func.instr(text, part) > 0
