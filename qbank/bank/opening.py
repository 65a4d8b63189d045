"""Opening a bank's file: every check before the first write, so that a refused file stays as it is."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from qbank.bank import migrate, place, sqlite
from qbank.bank.place import Mount
from qbank.bank.schema import meta
from qbank.errors import Problem, QbankError

TEMPORARY = ".tmp"


class Access(NamedTuple):
    """How to reach a bank's file: ``mounts`` is the mount table (None: the computer's own)."""

    path: Path
    readonly: bool = False
    busy: float = sqlite.BUSY_SECONDS
    mounts: Iterable[Mount] | None = None


def fail(code: str, path: Path, **values: object) -> QbankError:
    """Return the error that says ``code`` about the bank's file."""
    return QbankError(Problem(code, file=str(path), values=values))


def check_file(access: Access) -> None:
    """Refuse what is no bank by its name, size or place; touches nothing."""
    path = access.path
    try:
        size = path.stat().st_size
    except OSError as error:
        raise fail("bank-not-found", path) from error
    if not path.is_file():
        raise fail("bank-not-a-bank", path)
    if size == 0:
        raise fail("bank-empty", path)
    check_place(access)


def check_place(access: Access) -> None:
    """Refuse network and cloud folders."""
    problem = place.refusal(access.path, access.mounts)
    if problem is not None:
        raise QbankError(problem)


def is_writable(path: Path) -> bool:
    """Tell whether both the file and its folder can be written to."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def check_header(access: Access) -> None:
    """Refuse other programs' files, newer banks and damage that shows at once; settle the journal mode."""
    connection = connect(access)
    try:
        application, schema = sqlite.header(connection)
        if application != sqlite.APPLICATION_ID:
            raise fail("bank-not-a-bank", access.path)
        if schema > int(migrate.HEAD):
            raise fail("bank-newer", access.path, found=schema, known=int(migrate.HEAD))
        if access.path.stat().st_size < sqlite.expected_size(connection):
            raise fail("bank-damaged", access.path, detail=f"{access.path.stat().st_size} bytes")
        if not access.readonly:
            sqlite.set_journal(connection)
    finally:
        connection.close()


def connect(access: Access) -> sqlite3.Connection:
    """Return a connection to the bank's file; a WAL bank on a read-only disk is read as it stands."""
    mode: sqlite.Mode = "ro" if access.readonly else "rw"
    connection = sqlite.connect(access.path, mode=mode, busy=access.busy)
    wal = access.path.with_name(access.path.name + "-wal")
    if access.readonly and not os.access(access.path.parent, os.W_OK) and not wal.exists():
        connection.close()
        connection = sqlite.connect(access.path, mode=mode, busy=access.busy, immutable=True)
    return connection


@contextmanager
def reading(access: Access, *, lenient: bool = False) -> Iterator[Connection]:
    """Open a bank's file for reading only, whatever it lies on; ``lenient`` reads text that is not UTF-8."""

    def connecting() -> sqlite3.Connection:
        connection = connect(access._replace(readonly=True))
        if lenient:
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        return connection

    with sqlite.spoken(access.path):
        made = sqlite.engine(connecting)
        try:
            with made.connect() as conn:
                yield conn
        finally:
            made.dispose()


def create_file(access: Access, bank_id: str, created: str) -> None:
    """Make a new bank; it appears under its name when it is whole.

    Raises:
        QbankError: ``bank-exists``, ``bank-cannot-create``, or a place that is refused.
    """
    path = access.path
    check_place(access)
    if path.exists():
        raise fail("bank-exists", path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary(path) as file:
            with sqlite.spoken(path):
                _fill(file, bank_id, created)
            _publish(file, path)
    except OSError as error:
        raise fail("bank-cannot-create", path, detail=str(error)) from error


@contextmanager
def temporary(path: Path) -> Iterator[Path]:
    """Give a name beside ``path`` that no other thread or program uses; the file is gone afterwards."""
    file = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}{TEMPORARY}")
    try:
        yield file
    finally:
        file.unlink(missing_ok=True)


def _fill(file: Path, bank_id: str, created: str) -> None:
    made: Engine = sqlite.engine(lambda: sqlite.connect(file, mode="rwc"))
    try:
        with made.execution_options(writes=True).begin() as conn:
            migrate.upgrade(conn)
            values = {"id": bank_id, "created": created, "saves": "0"}
            conn.execute(meta.insert(), [{"key": key, "value": value} for key, value in values.items()])
    finally:
        made.dispose()


def _publish(file: Path, path: Path) -> None:
    try:
        os.link(file, path)  # never replaces a bank somebody made meanwhile
    except FileExistsError as error:
        raise fail("bank-exists", path) from error
    except OSError:
        file.rename(path)  # a disk without hard links
