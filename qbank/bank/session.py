"""A bank's file while it is open: short transactions, and the care around them.

Each write compares that the file is still the one that was opened, counts itself, and marks beside the
file how far the bank is. Nothing stays open between two calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Row

from qbank.bank import backup, migrate, opening, search, side, sqlite, store
from qbank.bank.backup import Reason
from qbank.bank.opening import Access, fail
from qbank.bank.records import Clock, Query, refuse_bad_query
from qbank.errors import Problem, QbankError

T = TypeVar("T")
BULK = 10
"""Decisions, or items of one undo, from which a backup is made first."""


class Session:
    """Transactions on one bank file, for any number of threads. Make one by ``open``."""

    def __init__(self, access: Access, now: Clock) -> None:
        self.path: Path = access.path
        self.readonly = access.readonly
        self.notices: list[Problem] = []
        self.now = now
        self._access = access
        found = access.path.stat()
        self._inode = (found.st_dev, found.st_ino)
        self._engine = sqlite.engine(lambda: opening.connect(access))
        self._writer = self._engine.execution_options(writes=True)
        self._mark = side.Mark("", 0, 0, "")
        self._closed = False

    @classmethod
    def open(cls, access: Access, now: Clock) -> Self:
        """Check the file, then open it; bring an older bank up to date after a backup."""
        opening.check_file(access)
        with sqlite.spoken(access.path):
            opening.check_header(access)
            session = cls(access, now)
        try:
            session._prepare()
        except BaseException:
            session._engine.dispose()
            raise
        return session

    def close(self) -> None:
        """Back up if that is due and leave a single file behind; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self._engine.dispose()
        if not self.readonly and not self._is_replaced():
            self._back_up_if_due("close")
            with suppress(QbankError), sqlite.spoken(self.path):  # others have it open: the last one will do it
                connection = opening.connect(self._access)
                try:
                    sqlite.leave_wal(connection)
                finally:
                    connection.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a reading transaction: all its reads see one state of the bank."""
        with sqlite.spoken(self.path), self._engine.begin() as conn:
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a writing transaction; it is committed, counted and marked beside the file at the end."""
        if self.readonly:
            raise fail("bank-read-only", self.path)
        if self._is_replaced():
            raise fail("bank-replaced", self.path)
        with sqlite.spoken(self.path), self._writer.begin() as conn:
            held = side.mark(conn)
            if held.bank != self._mark.bank or side.is_behind(conn, held, self._mark):
                raise fail("bank-replaced", self.path)
            before = sqlite.changes(conn)
            yield conn
            now = side.advance(conn) if sqlite.changes(conn) != before else held
        self._remember(now)

    def pages(self, query: Query, convert: Callable[[Connection, Sequence[Row[Any]]], list[T]]) -> Iterator[T]:
        """Yield a query's rows converted; no transaction is open while the caller works on them."""
        refuse_bad_query(query)
        with self.read() as conn:
            ids = store.ids(conn, query)
        for start in range(0, len(ids), store.PAGE):
            with self.read() as conn:
                converted = convert(conn, store.rows_of(conn, ids[start : start + store.PAGE], query))
            yield from converted

    def _prepare(self) -> None:
        with self.read() as conn:
            revision = migrate.revision_of(conn)
        if revision != migrate.HEAD:
            self._upgrade(revision)
        remembered = side.read(self.path)  # before the bank: others may save in between
        with self.read() as conn:
            self._mark = side.mark(conn)
            if remembered and side.is_behind(conn, self._mark, remembered) and not self.readonly:
                raise fail("bank-behind", self.path, head=side.path_for(self.path))
            has_index = sqlite.has_index(conn)
        if self.readonly:
            self.notices.append(Problem("bank-read-only", file=str(self.path), severity="warning"))
            return
        if not has_index:
            with self.write() as conn:
                search.rebuild(conn)
        self._remember(self._mark)
        self._back_up_if_due("open")

    def _upgrade(self, revision: str) -> None:
        if not revision:
            raise fail("bank-damaged", self.path)
        if not revision.isdecimal() or int(revision) > int(migrate.HEAD):
            raise fail("bank-newer", self.path, found=revision, known=migrate.HEAD)
        if self.readonly:
            raise fail("bank-needs-upgrade", self.path)
        self.back_up_first("migration")
        with sqlite.spoken(self.path), self._writer.begin() as conn:
            migrate.upgrade(conn)
            side.advance(conn)

    def _remember(self, now: side.Mark) -> None:
        self._mark = now
        # The save itself is done; a mark that stays behind the bank does no harm.
        with suppress(OSError):
            side.write(self.path, now)

    def stamp(self) -> object:
        """Return what is another value after every write to the file; nothing is read."""
        return tuple(_written(path) for path in (self.path, self.path.with_name(f"{self.path.name}-wal")))

    def _is_replaced(self) -> bool:
        try:
            found = self.path.stat()
        except OSError:
            return True
        return (found.st_dev, found.st_ino) != self._inode

    def inspect(self) -> AbstractContextManager[Connection]:
        """Open the file on its own for reading, also text that damage has made unreadable."""
        return opening.reading(self._access, lenient=True)

    def back_up(self, reason: Reason) -> Path:
        """Make a backup now and return where it lies."""
        return backup.make(self.path, reason=reason, now=self.now(), busy=self._access.busy)

    def back_up_first(self, reason: Reason) -> None:
        """See to it that a backup holds everything the bank holds."""
        if self.readonly:
            raise fail("bank-read-only", self.path)
        backup.ensure(self.path, reason=reason, now=self.now(), busy=self._access.busy)

    def _back_up_if_due(self, reason: Reason) -> None:
        try:
            backup.ensure_recent(self.path, reason=reason, now=self.now(), busy=self._access.busy)
        except QbankError as error:
            self.notices.append(error.problem)


def _written(path: Path) -> tuple[int, int]:
    """Return when a file was last written and its size, zeros where it is not."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
