"""The item bank: one file with documents, items, their versions and the log of decisions.

Every call is a short transaction of its own and nothing stays open between two calls, so several threads,
notebooks and programs can share a bank. Whatever goes wrong leaves as a QbankError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Row, select

from qbank.bank import backup, check, decisions, documents, migrate, opening, search, side, sqlite, store, transfer
from qbank.bank.opening import Access, fail
from qbank.bank.place import Mount
from qbank.bank.records import (
    AddCount,
    Change,
    Clock,
    DocumentEntry,
    ImportCount,
    ImportRecord,
    Outcome,
    Query,
    refuse_bad_query,
    stamp,
    utc_now,
)
from qbank.bank.schema import setting
from qbank.bank.sealing import refuse_bad_text, seal
from qbank.errors import Problem, QbankError
from qbank.model.decision import Decision
from qbank.model.document import Document
from qbank.model.item import Item, Status

T = TypeVar("T")
BULK = 10
"""Decisions in one call from which a backup is made first."""


class Bank:
    """An open bank; a context manager. Make one by ``create`` or ``open``.

    ``path`` is its file, ``readonly`` tells that it can only be read, ``notices`` what a user should
    know about it (a banner): that it is read-only, that an automatic backup failed.
    """

    def __init__(self, access: Access, now: Clock) -> None:
        self.path = access.path
        self.readonly = access.readonly
        self.notices: list[Problem] = []
        self._now = now
        self._access = access
        found = access.path.stat()
        self._inode = (found.st_dev, found.st_ino)
        self._engine = sqlite.engine(lambda: opening.connect(access))
        self._writer = self._engine.execution_options(writes=True)
        self._mark = side.Mark("", 0, 0, "")
        self._closed = False

    # --- opening and closing ----------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, *, now: Clock = utc_now, mounts: Iterable[Mount] | None = None) -> Bank:
        """Make an empty bank, with its folder, and open it.

        Args:
            path: the file to make.
            now: the clock.
            mounts: the mount table to judge the place by; by default the computer's own.

        Raises:
            QbankError: ``bank-exists``, ``bank-on-network``, ``bank-in-cloud-folder``, ``bank-cannot-create``.
        """
        table = None if mounts is None else tuple(mounts)
        opening.create_file(Access(path, mounts=table), uuid4().hex, stamp(now()))
        return cls.open(path, now=now, mounts=table)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        now: Clock = utc_now,
        readonly: bool = False,
        busy: float = sqlite.BUSY_SECONDS,
        mounts: Iterable[Mount] | None = None,
    ) -> Bank:
        """Open a bank; an older one is brought up to date after a backup.

        Args:
            path: the bank's file.
            now: the clock.
            readonly: read only; a file that cannot be written to is opened so in any case.
            busy: seconds to wait for another program's save.
            mounts: the mount table to judge the place by; by default the computer's own.

        Raises:
            QbankError: when the file is missing, empty, no bank, damaged, newer than this program, locked,
                older than what was last saved in it, or lies where no bank may; it is then left as it is.
        """
        access = Access(path, readonly or not opening.is_writable(path), busy, mounts)
        opening.check_file(access)
        with sqlite.spoken(path):
            opening.check_header(access)
            bank = cls(access, now)
        try:
            bank._prepare()
        except BaseException:
            bank._engine.dispose()
            raise
        return bank

    def close(self) -> None:
        """Back up if that is due and leave a single file behind; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self._engine.dispose()
        if not self.readonly and not self._is_replaced():
            self._back_up_if_due("close")
            with suppress(QbankError), sqlite.spoken(self.path):  # others have it open: they will do it
                connection = opening.connect(self._access)
                try:
                    sqlite.leave_wal(connection)
                finally:
                    connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- documents --------------------------------------------------------------------------------

    def put_documents(self, docs: Iterable[Document]) -> None:
        """Store documents, each as the current version under its name, in one transaction.

        A name and digest the bank knows keeps its text; its metadata is brought up to date. The bank is
        locked while ``docs`` is read: hand over documents that are ready.
        """
        with self._write() as conn:
            for doc in docs:
                documents.put(conn, doc)

    def remove_document(self, name: str) -> bool:
        """Take a document off the list; texts that items cite stay. Tells whether it was on it."""
        refuse_bad_text(name=name)
        with self._write() as conn:
            return documents.remove(conn, name)

    def documents(self) -> list[DocumentEntry]:
        """Return the documents in the order of their names, without their texts."""
        with self._read() as conn:
            return documents.entries(conn)

    def document(self, name: str, digest: str | None = None) -> Document | None:
        """Return a document of exactly that name, by default its current version; None if there is none.

        Its text is "" while the bank knows only its digest (from an import). With a digest, versions that
        are no longer current or no longer listed are found too.
        """
        refuse_bad_text(name=name, digest=digest or "")
        with self._read() as conn:
            return documents.get(conn, name, digest)

    # --- items ------------------------------------------------------------------------------------

    def add_drafts(self, items: Iterable[Item], *, actor: str) -> AddCount:
        """Store new drafts in one transaction; ids the bank has ever seen are left alone, whatever became of them."""
        refuse_bad_text(actor=actor)
        at, added, known = stamp(self._now()), 0, 0
        rest = iter(items)
        with self._write() as conn:
            while batch := list(islice(rest, decisions.BATCH)):
                count = decisions.add_drafts(conn, batch, actor=actor, at=at)
                added, known = added + count.added, known + count.known
        return AddCount(added, known)

    def get(self, item_id: str) -> Item | None:
        """Return an item as it is now, also from the recycle bin; None if the bank does not know it."""
        refuse_bad_text(item=item_id)
        with self._read() as conn:
            row = store.row_of(conn, item_id)
            return store.to_item(row) if row else None

    def items(self, query: Query = Query()) -> Iterator[Item]:  # noqa: B008 - frozen
        """Return the items a query finds, read page by page; the bank can be changed meanwhile."""
        return self._pages(query, lambda _conn, rows: [store.to_item(row) for row in rows])

    def count(self, query: Query = Query()) -> int:  # noqa: B008 - frozen
        """Return how many items a query finds, its limit and offset aside."""
        refuse_bad_query(query)
        with self._read() as conn:
            return store.count(conn, query)

    def counts_by_status(self, document: str | None = None) -> Mapping[Status, int]:
        """Return how many items have each status, in all or of one document, the recycle bin left out."""
        refuse_bad_text(document=document or "")
        with self._read() as conn:
            return store.counts_by_status(conn, document)

    def history(self, item_id: str) -> list[Decision]:
        """Return what was ever decided about an item, oldest first."""
        refuse_bad_text(item=item_id)
        with self._read() as conn:
            return decisions.history(conn, [item_id])[item_id]

    def version(self, item_id: str, revision: int) -> Item | None:
        """Return an item as it stood at a revision; None if the bank does not know."""
        refuse_bad_text(item=item_id)
        with self._read() as conn:
            return store.version(conn, item_id, revision)

    # --- decisions --------------------------------------------------------------------------------

    def decide(self, decision: Decision, *, base_revision: int, item: Item | None = None) -> Outcome:
        """Carry out a decision on an item; see ``Outcome`` for what can become of it.

        Args:
            decision: its ``revision`` is not read: the item's next one counts.
            base_revision: the revision the person saw.
            item: the new content, with ``edit`` and ``fix`` only.
        """
        with self._write() as conn:
            return decisions.decide(conn, Change(decision, base_revision, item))

    def decide_all(self, changes: Iterable[Change]) -> list[Outcome]:
        """Carry out many decisions in one transaction, the many after a backup; one outcome each, in order.

        Those that are refused or in conflict change nothing, the others are done.
        """
        wanted = list(changes)
        if len(wanted) >= BULK:
            self._back_up_first("bulk")
        with self._write() as conn:
            return [decisions.decide(conn, change) for change in wanted]

    # --- exchange ---------------------------------------------------------------------------------

    def records(self, query: Query = Query()) -> Iterator[ImportRecord]:  # noqa: B008 - frozen
        """Return the items a query finds with their earlier contents and decisions, as an import takes them."""
        return self._pages(query, transfer.export_page)

    def import_items(
        self, records: Iterable[ImportRecord], docs: Iterable[Document] = (), *, actor: str = "import"
    ) -> ImportCount:
        """Take in items with their ids, revisions and decisions in one transaction, after a backup.

        Args:
            records: what to take in; the bank is locked while they are read.
            docs: the documents they cite; a text of "" means that only name and digest are known.
            actor: who is named where a record does not say how a content came to be.

        Returns:
            The count; with problems (one a record) nothing was stored at all.
        """
        refuse_bad_text(actor=actor)
        self._back_up_first("import")
        with self._write() as conn, conn.begin_nested() as savepoint:
            documents.put_missing(conn, docs)
            count = transfer.import_records(conn, records, actor=actor, at=stamp(self._now()))
            if count.problems:
                savepoint.rollback()
        return count

    # --- care -------------------------------------------------------------------------------------

    def backup(self, *, reason: backup.Reason = "manual") -> Path:
        """Make a backup now, whether or not anything changed, and return where it lies."""
        return backup.make(self.path, reason=reason, now=self._now(), busy=self._access.busy)

    def check(self) -> list[Problem]:
        """Return everything that is wrong with the bank: its pages, its log, its tables against the log."""
        found: list[Problem] = []
        try:
            with opening.reading(self._access, lenient=True) as conn:
                found.extend(check.problems(conn, self.path))
        except QbankError as error:
            found.append(error.problem)
        return found

    def rebuild_search(self) -> None:
        """Make the search words and the index over them anew from the items."""
        self._back_up_first("repair")
        with self._write() as conn:
            search.refresh(conn, (store.to_item(row) for row in conn.execute(store.CURRENT)))

    def setting(self, key: str) -> str | None:
        """Return a setting, None if it was never set."""
        refuse_bad_text(key=key)
        with self._read() as conn:
            return conn.execute(select(setting.c.value).where(setting.c.key == key)).scalar()

    def set_setting(self, key: str, value: str) -> None:
        """Store a setting."""
        refuse_bad_text(key=key, value=value)
        with self._write() as conn:
            conn.execute(setting.delete().where(setting.c.key == key))
            conn.execute(setting.insert(), [{"key": key, "value": value, "seal": seal(key, value)}])

    # --- transactions -----------------------------------------------------------------------------

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with sqlite.spoken(self.path), self._engine.begin() as conn:
            yield conn

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """Open a writing transaction; it is committed, counted and marked beside the file at the end."""
        if self.readonly:
            raise fail("bank-read-only", self.path)
        if self._is_replaced():
            raise fail("bank-replaced", self.path)
        with sqlite.spoken(self.path), self._writer.begin() as conn:
            if side.mark(conn).bank != self._mark.bank or side.is_behind(conn, self._mark):
                raise fail("bank-replaced", self.path)
            before = sqlite.changes(conn)
            yield conn
            now = side.advance(conn) if sqlite.changes(conn) != before else side.mark(conn)
        self._remember(now)

    def _pages(self, query: Query, convert: Callable[[Connection, Sequence[Row[Any]]], list[T]]) -> Iterator[T]:
        """Yield a query's rows converted; no transaction is open while the caller works on them."""
        refuse_bad_query(query)
        after: Row[Any] | None = None
        for size in store.page_sizes(query.limit):
            with self._read() as conn:
                rows = store.page(conn, query, after, size)
                converted = convert(conn, rows)
            yield from converted
            if len(rows) < size:
                return
            after = rows[-1]

    def _prepare(self) -> None:
        with self._read() as conn:
            revision = migrate.revision_of(conn)
        if revision != migrate.HEAD:
            self._upgrade(revision)
        with self._read() as conn:
            self._mark = side.mark(conn)
            remembered = side.read(self.path)
            if remembered and side.is_behind(conn, remembered) and not self.readonly:
                raise fail("bank-behind", self.path, head=side.path_for(self.path))
            has_index = sqlite.has_index(conn)
        if self.readonly:
            self.notices.append(Problem("bank-read-only", file=str(self.path), severity="warning"))
            return
        if not has_index:
            with self._write() as conn:
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
        self._back_up_first("migration")
        with sqlite.spoken(self.path), self._writer.begin() as conn:
            migrate.upgrade(conn)
            side.advance(conn)

    def _remember(self, now: side.Mark) -> None:
        self._mark = now
        # The save itself is done; a mark that stays behind the bank does no harm.
        with suppress(OSError):
            side.write(self.path, now)

    def _is_replaced(self) -> bool:
        try:
            found = self.path.stat()
        except OSError:
            return True
        return (found.st_dev, found.st_ino) != self._inode

    def _back_up_first(self, reason: backup.Reason) -> None:
        if self.readonly:
            raise fail("bank-read-only", self.path)
        backup.ensure(self.path, reason=reason, now=self._now(), busy=self._access.busy)

    def _back_up_if_due(self, reason: backup.Reason) -> None:
        try:
            backup.ensure_recent(self.path, reason=reason, now=self._now(), busy=self._access.busy)
        except QbankError as error:
            self.notices.append(error.problem)
