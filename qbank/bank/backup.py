"""Copies of a bank: made whole, opened and compared before they count, thinned out with age, put back.

They lie in ``backups`` beside the bank and are banks themselves.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from sqlalchemy import func, select

from qbank.bank import chain, side, sqlite, store
from qbank.bank.opening import TEMPORARY, Access, check_file, check_header, check_place, fail, reading, temporary
from qbank.bank.records import Clock
from qbank.bank.schema import document, event
from qbank.bank.side import Mark
from qbank.errors import QbankError
from qbank.model.item import Status

Reason = Literal["asked", "open", "close", "import", "bulk", "migration", "restore", "repair"]
EVERY = timedelta(minutes=30)
_KEEP: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (10, lambda taken: taken),
    (7, lambda taken: taken.date()),
    (4, lambda taken: taken.isocalendar()[:2]),
    (12, lambda taken: (taken.year, taken.month)),
)
"""The newest 10, and the newest of each of 7 days, 4 weeks and 12 months that have one."""


class Copy(NamedTuple):
    """A backup by its name: when it was taken, a number among those of one second, and where it is."""

    taken: datetime
    number: int
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSummary:
    """What a backup holds, to be looked at before it is put back.

    ``last`` is the time of its newest decision ("" if none); ``items`` counts by status without the
    recycle bin; ``mark`` says exactly how far it is.
    """

    path: Path
    last: str
    items: Mapping[Status, int]
    documents: int
    mark: Mark


def folder_for(bank: Path) -> Path:
    """Return where a bank's backups lie."""
    return bank.parent / "backups"


def copies(bank: Path) -> list[Copy]:
    """Return a bank's backups, newest first."""
    pattern = re.compile(rf"{re.escape(bank.stem)}-(\d{{8}}T\d{{6}}Z)(?:-(\d+))?-[a-z]+{re.escape(bank.suffix)}")
    found = []
    for path in folder_for(bank).glob("*"):
        match = pattern.fullmatch(path.name)
        if match:
            taken = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Copy(taken, int(match[2] or 1), path))
    return sorted(found, reverse=True)


def make(bank: Path, *, reason: Reason, now: datetime, busy: float = sqlite.BUSY_SECONDS) -> Path:
    """Copy a bank, verify the copy, then remove copies that are no longer needed.

    Raises:
        QbankError: if the copy cannot be made or is not equal; then no older copy is touched.
    """
    target = _free_name(bank, reason, now)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(target.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with temporary(target) as file:
            _copy(bank, file, busy)
            file.replace(target)
        _sync_folder(target.parent)
        _thin_out(bank, now)
    except OSError as error:
        raise fail("bank-backup-failed", target, detail=str(error)) from error
    return target


def ensure(bank: Path, *, reason: Reason, now: datetime, busy: float = sqlite.BUSY_SECONDS) -> None:
    """See to it that a backup holds everything the bank holds; an empty bank needs none."""
    with reading(Access(bank, busy=busy)) as conn:
        held = side.mark(conn)
    newest = next(iter(copies(bank)), None)
    if held.saves and (newest is None or _mark_of(newest.path) != held):
        make(bank, reason=reason, now=now, busy=busy)


def ensure_recent(bank: Path, *, reason: Reason, now: datetime, busy: float = sqlite.BUSY_SECONDS) -> None:
    """Make a backup if the newest is older than half an hour and the bank has changed since."""
    newest = next(iter(copies(bank)), None)
    # A newest copy from the future means that a clock was wrong: it says nothing about its age.
    if newest is None or not timedelta(0) <= now - newest.taken < EVERY:
        ensure(bank, reason=reason, now=now, busy=busy)


def inspect_backup(path: Path) -> BackupSummary:
    """Return what a backup holds, after checking its pages and its log.

    Raises:
        QbankError: if it is no bank, from a newer version, or damaged.
    """
    check_file(Access(path, readonly=True))
    with sqlite.spoken(path):
        check_header(Access(path, readonly=True))
    with reading(Access(path)) as conn:
        if any(sqlite.unsound(conn)) or any(chain.broken_links(conn)):
            raise fail("bank-backup-damaged", path)
        return BackupSummary(
            path=path,
            last=conn.execute(select(event.c.at).order_by(event.c.seq.desc()).limit(1)).scalar() or "",
            items=store.counts_by_status(conn, None),
            documents=conn.execute(
                select(func.count()).select_from(document).where(document.c.removed == 0)
            ).scalar_one(),
            mark=side.mark(conn),
        )


def restore(bank: Path, look: BackupSummary, *, now: Clock) -> Path | None:
    """Put a backup that was looked at in the bank's place.

    What the bank held stays: as a backup if it can still be read, and as a renamed file.

    Args:
        bank: the bank's file; it may be damaged or missing.
        look: what ``inspect_backup`` returned; a backup changed since then is refused.
        now: the clock.

    Returns:
        Where the old file lies now, None if there was none.
    """
    check_place(Access(bank))
    if inspect_backup(look.path) != look:
        raise fail("bank-backup-changed", look.path)
    try:
        with temporary(bank) as file:
            _copy(look.path, file, sqlite.BUSY_SECONDS)
            aside = _set_aside(bank, now(), "replaced" if _could_back_up(bank, now()) else "damaged")
            side.write(bank, look.mark)  # first: a mark behind the bank does no harm, one ahead of it does
            file.replace(bank)
        _sync_folder(bank.parent)
    except OSError as error:
        raise fail("bank-restore-failed", bank, detail=str(error)) from error
    return aside


def kept(taken: Iterable[datetime]) -> set[datetime]:
    """Return which of some times of backups are to be kept."""
    newest_first = sorted(set(taken), reverse=True)
    keep: set[datetime] = set()
    for most, period in _KEEP:
        newest_of = {period(each): each for each in reversed(newest_first)}
        keep.update(sorted(newest_of.values(), reverse=True)[:most])
    return keep


def _mark_of(path: Path) -> Mark | None:
    try:
        with reading(Access(path)) as conn:
            return side.mark(conn)
    except QbankError:
        return None


def _copy(source: Path, target: Path, busy: float) -> None:
    with reading(Access(source, busy=busy)) as conn:
        before = side.mark(conn)
    with sqlite.spoken(source):
        connection = sqlite.connect(source, mode="ro", busy=busy)
        try:
            sqlite.copy(connection, target)
        finally:
            connection.close()
    with target.open("rb+") as written:
        os.fsync(written.fileno())
    with reading(Access(target)) as conn:
        after = side.mark(conn)
        if any(sqlite.unsound(conn)) or side.is_behind(conn, after, before) or after.bank != before.bank:
            raise fail("bank-backup-damaged", source)


def _free_name(bank: Path, reason: Reason, now: datetime) -> Path:
    second = f"{bank.stem}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    same = [each.number for each in copies(bank) if each.path.name.startswith(second)]
    number = f"-{max(same) + 1}" if same else ""
    return folder_for(bank) / f"{second}{number}-{reason}{bank.suffix}"


def _thin_out(bank: Path, now: datetime) -> None:
    found = copies(bank)
    keep = kept(each.taken for each in found)
    for each in found[10:]:
        if each.taken not in keep:
            each.path.unlink(missing_ok=True)
    yesterday = (now - timedelta(days=1)).timestamp()
    for left in folder_for(bank).glob(f".*{TEMPORARY}"):  # by a program that was killed
        # Another program's own may go while we look at it.
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < yesterday:
                left.unlink()


def _could_back_up(bank: Path, now: datetime) -> bool:
    """Back a bank up before it is replaced; a damaged one cannot be copied, and its file is kept as it is."""
    try:
        ensure(bank, reason="restore", now=now)
    except QbankError:
        return False
    return True


def _set_aside(bank: Path, now: datetime, why: str) -> Path | None:
    """Give the old file a second name; its journals go along, since they must not touch the new one."""
    if not bank.exists():
        return None
    moment = f"{bank.stem}-{why}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (bank.with_name(f"{moment}{number}{bank.suffix}") for number in ("", *(f"-{n}" for n in range(2, 1000))))
    aside = next(name for name in names if not name.exists())
    for ending in ("-journal", "-wal", "-shm"):
        journal = bank.with_name(bank.name + ending)
        if journal.exists():
            journal.replace(aside.with_name(aside.name + ending))
    try:
        os.link(bank, aside)
    except OSError:
        bank.replace(aside)  # a disk without hard links
    return aside


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
