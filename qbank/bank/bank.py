"""The item bank: one file with documents, items, their versions and the log of decisions.

Every call is a short transaction of its own and nothing stays open between two calls, so several threads,
notebooks and programs can share a bank. Whatever goes wrong leaves as a QbankError.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

from qbank.bank import (
    beside,
    check,
    decisions,
    documents,
    drafts,
    opening,
    overview,
    search,
    settings,
    sqlite,
    stimuli,
    store,
    transfer,
)
from qbank.bank.backup import Reason
from qbank.bank.opening import Access
from qbank.bank.place import Mount
from qbank.bank.records import (
    Change,
    Clock,
    DocumentEntry,
    DraftCount,
    Facets,
    ImportCount,
    Outcome,
    Query,
    refuse_bad_query,
    stamp,
    utc_now,
)
from qbank.bank.sealing import refuse_bad_text
from qbank.bank.session import BULK, Session
from qbank.errors import Problem
from qbank.model.decision import Decision
from qbank.model.document import Document
from qbank.model.item import Item, Status
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus


class _Undone(Exception):  # noqa: N818 - no fault
    """Takes a transaction back, and brings out what it would have done."""

    def __init__(self, count: ImportCount) -> None:
        super().__init__()
        self.count = count


class Bank:
    """An open bank; a context manager. Make one by ``create`` or ``open``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def path(self) -> Path:
        """Return the bank's file."""
        return self._session.path

    def stamp(self) -> object:
        """Return what is another value after every write to the bank, whoever wrote; one ``stat``, nothing is read."""
        return self._session.stamp()

    @property
    def readonly(self) -> bool:
        """Tell whether the bank can only be read."""
        return self._session.readonly

    @property
    def notices(self) -> tuple[Problem, ...]:
        """Return what a user should know about the open bank: that it is read-only, that a backup failed."""
        return tuple(self._session.notices)

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
        opening.create_file(Access(path.absolute(), mounts=table), uuid4().hex, stamp(now()))
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
        table = None if mounts is None else tuple(mounts)
        path = path.absolute()
        access = Access(path, readonly or not opening.is_writable(path), busy, table)
        return cls(Session.open(access, now))

    def close(self) -> None:
        """Back up if that is due and leave a single file behind; a second call does nothing."""
        self._session.close()

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
        with self._session.write() as conn:
            for doc in docs:
                documents.put(conn, doc)

    def remove_document(self, name: str) -> bool:
        """Take a document off the list; texts that items cite stay. Tells whether it was on it."""
        refuse_bad_text(name=name)
        with self._session.write() as conn:
            return documents.remove(conn, name)

    def documents(self) -> list[DocumentEntry]:
        """Return the documents in the order of their names, without their texts."""
        with self._session.read() as conn:
            return documents.entries(conn)

    def document(self, name: str, digest: str | None = None) -> Document | None:
        """Return a document of exactly that name, by default its current version; None if there is none.

        Its text is "" while the bank knows only its digest (from an import). With a digest, versions that
        are no longer current or no longer listed are found too.
        """
        refuse_bad_text(name=name, digest=digest or "")
        with self._session.read() as conn:
            return documents.get(conn, name, digest)

    # --- items ------------------------------------------------------------------------------------

    def add_drafts(
        self, items: Iterable[Item], *, actor: str, document: str | None = None, stimuli: Iterable[Stimulus] = ()
    ) -> DraftCount:
        """Store drafts in one transaction; what a person has touched in any way stays as it is.

        A known draft that nobody has touched gets the new content as a further version.

        Args:
            items: the drafts, each with an id of its own; of two with one id the last counts.
            actor: who is named in the log.
            document: the document of which ``items`` are all drafts there are now. Its other untouched drafts
                go to the recycle bin, those that are there for that reason alone come out again when given.
            stimuli: the stimuli that ``items`` name, as far as the bank does not have them.

        Raises:
            QbankError: ``bank-other-stimulus`` when the id of a stimulus stands for another content.
        """
        refuse_bad_text(actor=actor, document=document or "")
        author = drafts.Author(actor, stamp(self._session.now()))
        with self._session.write() as conn:
            return drafts.add(conn, items, shared=stimuli, document=document, author=author)

    def get(self, item_id: str) -> Item | None:
        """Return an item as it is now, also from the recycle bin; None if the bank does not know it."""
        refuse_bad_text(item=item_id)
        with self._session.read() as conn:
            row = store.row_of(conn, item_id)
            return store.to_item(row) if row else None

    def items(self, query: Query = Query()) -> Iterator[Item]:  # noqa: B008 - frozen
        """Return the items a query finds, read page by page; the bank can be changed meanwhile."""
        return self._session.pages(query, lambda _conn, rows: [store.to_item(row) for row in rows])

    def ids(self, query: Query = Query()) -> list[str]:  # noqa: B008 - frozen
        """Return the ids of all items a query finds, in its order."""
        refuse_bad_query(query)
        with self._session.read() as conn:
            return list(store.ids(conn, query))

    def many(self, ids: Sequence[str]) -> list[Item]:
        """Return those of some items that the bank has, in the order given, also from the recycle bin."""
        with self._session.read() as conn:
            rows = store.rows(conn, ids)
            return [store.to_item(rows[item_id]) for item_id in ids if item_id in rows]

    def binned(self, ids: Sequence[str]) -> set[str]:
        """Return which of some items lie in the recycle bin."""
        with self._session.read() as conn:
            return overview.binned(conn, ids)

    def progress(self) -> dict[str, dict[str, int]]:
        """Return, by document, how many items have each status, and as ``later`` how many drafts are put off."""
        with self._session.read() as conn:
            return overview.progress(conn)

    def facets(self) -> Facets:
        """Return what there is to filter items by."""
        with self._session.read() as conn:
            return overview.facets(conn)

    def count(self, query: Query = Query()) -> int:  # noqa: B008 - frozen
        """Return how many items a query finds, its limit and offset aside."""
        refuse_bad_query(query)
        with self._session.read() as conn:
            return store.count(conn, query)

    def counts_by_status(self, document: str | None = None) -> Mapping[Status, int]:
        """Return how many items have each status, in all or of one document, the recycle bin left out."""
        refuse_bad_text(document=document or "")
        with self._session.read() as conn:
            return store.counts_by_status(conn, document)

    def stimuli(self, ids: Iterable[str]) -> Mapping[str, Stimulus]:
        """Return those of some stimuli that the bank has, by id."""
        with self._session.read() as conn:
            return stimuli.get(conn, ids)

    def history(self, item_id: str) -> list[Decision]:
        """Return what was ever decided about an item, oldest first."""
        refuse_bad_text(item=item_id)
        with self._session.read() as conn:
            return decisions.history(conn, [item_id])[item_id]

    def version(self, item_id: str, revision: int) -> Item | None:
        """Return an item as it stood at a revision; None if the bank does not know."""
        refuse_bad_text(item=item_id)
        with self._session.read() as conn:
            return store.version(conn, item_id, revision)

    # --- decisions --------------------------------------------------------------------------------

    def decide(self, decision: Decision, *, base_revision: int, item: Item | None = None) -> Outcome:
        """Carry out a decision on an item; see ``Outcome`` for what can become of it.

        Args:
            decision: its ``revision`` is not read: the item's next one counts.
            base_revision: the revision the person saw.
            item: the new content, with ``edit`` and ``fix`` only.
        """
        with self._session.write() as conn:
            return decisions.decide(conn, Change(decision, base_revision, item))

    def decide_all(self, changes: Iterable[Change]) -> list[Outcome]:
        """Carry out many decisions in one transaction, the many after a backup; one outcome each, in order.

        Those that are refused or in conflict change nothing, the others are done.
        """
        wanted = list(changes)
        if len(wanted) >= BULK:
            self._session.back_up_first("bulk")
        with self._session.write() as conn:
            return [decisions.decide(conn, change) for change in wanted]

    def is_due(self, change: Change) -> bool:
        """Tell whether a decision has yet to be judged; others were done before or come too late."""
        with self._session.read() as conn:
            return decisions.is_due(conn, change)

    def latest(self, ids: Sequence[str]) -> dict[str, Decision]:
        """Return the last line of the log about each of some items."""
        with self._session.read() as conn:
            return overview.latest(conn, ids)

    def recent(self, actor: str, limit: int) -> list[Decision]:
        """Return a person's decisions, the newest first."""
        refuse_bad_text(actor=actor)
        with self._session.read() as conn:
            return overview.recent(conn, actor, limit)

    # --- undo, and what stands beside the items -----------------------------------------------------

    unflagged = beside.unflagged
    undoable = beside.undoable
    redoable = beside.redoable
    undo = beside.undo
    redo = beside.redo
    keep_unsaved = beside.keep_unsaved
    unsaved = beside.unsaved
    unsaved_ids = beside.unsaved_ids
    drop_unsaved = beside.drop_unsaved
    set_note = beside.set_note
    note = beside.note
    notes = beside.notes
    keep_pair = beside.keep_pair
    kept_pairs = beside.kept_pairs
    add_opinion = beside.add_opinion
    opinions = beside.opinions
    add_handout = beside.add_handout
    handouts = beside.handouts
    handout_items = beside.handout_items
    handouts_of = beside.handouts_of
    issue = beside.issue
    issues = beside.issues
    issued_uses = beside.issued_uses
    add_statistics = beside.add_statistics
    withdraw_statistics = beside.withdraw_statistics
    recordings = beside.recordings
    statistics_in = beside.statistics_in
    evidence = beside.evidence
    evidence_of = beside.evidence_of
    needs_work = beside.needs_work
    keep_item = beside.keep_item

    # --- exchange ---------------------------------------------------------------------------------

    def records(self, query: Query = Query()) -> Iterator[ItemRecord]:  # noqa: B008 - frozen
        """Return the items a query finds with their earlier contents and decisions, as an import takes them."""
        return self._session.pages(query, transfer.export_page)

    def import_items(
        self,
        records: Iterable[ItemRecord],
        docs: Iterable[Document] = (),
        *,
        stimuli: Iterable[Stimulus] = (),
        actor: str = "import",
    ) -> ImportCount:
        """Take in items with their ids, revisions and decisions in one transaction, after a backup.

        Args:
            records: what to take in; the bank is locked while they are read.
            stimuli: the stimuli they name, as far as the bank does not have them.
            docs: the documents they cite; a text of "" means that only name and digest are known.
            actor: who is named where a record does not say how a content came to be.

        Returns:
            The count; with problems (one a record) nothing was stored at all.
        """
        refuse_bad_text(actor=actor)
        self._session.back_up_first("import")
        at = stamp(self._session.now())
        with self._session.write() as conn, conn.begin_nested() as savepoint:
            count = transfer.import_records(conn, records, docs, shared=stimuli, actor=actor, at=at)
            if count.problems:
                savepoint.rollback()
        return count

    def would_import(
        self,
        records: Iterable[ItemRecord],
        docs: Iterable[Document] = (),
        *,
        stimuli: Iterable[Stimulus] = (),
        actor: str = "import",
    ) -> ImportCount:
        """Return what ``import_items`` would, and store nothing."""
        refuse_bad_text(actor=actor)
        at = stamp(self._session.now())
        try:
            with self._session.write() as conn:
                raise _Undone(transfer.import_records(conn, records, docs, shared=stimuli, actor=actor, at=at))
        except _Undone as undone:
            return undone.count

    # --- care -------------------------------------------------------------------------------------

    def backup(self, *, reason: Reason = "asked") -> Path:
        """Make a backup now, whether or not anything changed, and return where it lies."""
        return self._session.back_up(reason)

    def check(self) -> list[Problem]:
        """Return everything that is wrong with the bank: its pages, its log, its tables against the log."""
        return check.everything(self._session)

    def rebuild_search(self) -> None:
        """Make the search words and the index over them anew from the items."""
        self._session.back_up_first("repair")
        with self._session.write() as conn:
            search.refresh(conn, store.every(conn))

    def setting(self, key: str) -> str | None:
        """Return a setting, None if it was never set."""
        with self._session.read() as conn:
            return settings.get(conn, key)

    def set_setting(self, key: str, value: str) -> None:
        """Store a setting."""
        with self._session.write() as conn:
            settings.put(conn, key, value)
