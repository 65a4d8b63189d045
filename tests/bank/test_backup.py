"""Tests of backups: made whole, thinned out, looked at, put back."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bank_samples import Clock, act, document, draft
from hypothesis import given
from hypothesis import strategies as st

from qbank.bank import Bank, Query, inspect_backup, restore, sqlite
from qbank.bank.backup import kept
from qbank.errors import QbankError

START = datetime(2026, 1, 1, tzinfo=UTC)
TIMES = st.sets(st.integers(0, 60 * 24 * 500).map(lambda minutes: START + timedelta(minutes=minutes)), max_size=60)


def copies(bank: Bank) -> list[str]:
    """Return the names of a bank's backups."""
    folder = bank.path.parent / "backups"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@given(TIMES)
def test_thinning_keeps_the_newest(times: set[datetime]) -> None:
    """The newest ten always stay, never more than 33 do, and thinning twice thins no further."""
    keep = kept(times)
    assert set(sorted(times)[-10:]) <= keep <= times
    assert len(keep) <= 10 + 7 + 4 + 12
    assert kept(keep) == keep


def test_thinning_reaches_back_a_year() -> None:
    """Of a copy every hour for two years there remain hours, days, weeks and twelve months."""
    times = [START + timedelta(hours=hours) for hours in range(24 * 730)]
    keep = sorted(kept(times), reverse=True)
    assert keep[:10] == times[:-11:-1]
    assert len({each.date() for each in keep}) >= 7
    assert [(each.year, each.month) for each in keep][-1] == (2027, 1)


def test_backup_holds_everything(bank: Bank) -> None:
    """A backup is a bank of its own with documents, items and log; looking at it tells what is in it."""
    bank.put_documents([document()])
    bank.add_drafts([draft(1), draft(2)], actor="qbank")
    act(bank, "accept")
    look = inspect_backup(bank.backup())
    assert (look.documents, look.items["accepted"], look.items["draft"]) == (1, 1, 1)
    assert look.last == "2026-03-02T08:00:00+00:00"
    with Bank.open(look.path, readonly=True) as copy:
        assert list(copy.records()) == list(bank.records())


def test_backups_of_one_second_do_not_meet(bank: Bank) -> None:
    """Two backups in one second are two files."""
    assert bank.backup() != bank.backup()
    assert len(copies(bank)) == 2


def test_backups_make_themselves(bank: Bank, clock: Clock) -> None:
    """Closing and opening back up a bank that has changed, at most every half hour."""
    bank.add_drafts([draft(1)], actor="qbank")
    bank.close()
    assert copies(bank) == ["bank-20260302T080000Z-close.db"]
    clock.forward(minutes=20)
    with Bank.open(bank.path, now=clock) as again:
        act(again, "accept")
    assert len(copies(bank)) == 1
    clock.forward(minutes=20)
    Bank.open(bank.path, now=clock).close()
    assert copies(bank)[1:] == ["bank-20260302T084000Z-open.db"]
    clock.forward(days=1)
    Bank.open(bank.path, now=clock).close()
    assert len(copies(bank)) == 2


def test_clock_that_was_wrong_stops_no_backup(bank: Bank, clock: Clock) -> None:
    """After the clock was put back, backups go on."""
    bank.backup()
    clock.forward(days=-3)
    bank.add_drafts([draft(1)], actor="qbank")
    bank.close()
    assert copies(bank)[0] == "bank-20260227T080000Z-close.db"


def test_old_backups_go(bank: Bank, clock: Clock) -> None:
    """Of many backups of one day the newest ten stay; other files in the folder are left alone."""
    other = bank.path.parent / "backups" / "说明.txt"
    for _ in range(14):
        clock.forward(minutes=1)
        bank.backup()
    other.write_text("x", encoding="utf-8")
    clock.forward(minutes=1)
    bank.backup()
    assert len(copies(bank)) == 11
    assert other.name in copies(bank)


def test_leftovers_of_killed_programs_go(bank: Bank, clock: Clock) -> None:
    """A half copy that a killed program left is removed a day later, one being made is not."""
    folder = bank.backup().parent
    for name, hours in (("old", 25), ("new", 1)):
        left = folder / f".{name}.tmp"
        left.write_bytes(b"half")
        os.utime(left, times=((clock() - timedelta(hours=hours)).timestamp(),) * 2)
    bank.backup()
    assert sorted(path.name for path in folder.glob(".*")) == [".new.tmp"]


def test_restore_puts_back_and_keeps_the_old(bank: Bank, clock: Clock) -> None:
    """Restoring gives the bank of the backup; what was there stays as a backup and under another name."""
    bank.add_drafts([draft(1)], actor="qbank")
    look = inspect_backup(bank.backup())
    act(bank, "accept")
    later = list(bank.records())
    bank.close()
    clock.forward(minutes=5)
    aside = restore(bank.path, look, now=clock)
    assert aside is not None
    with Bank.open(bank.path, now=clock) as restored:
        assert list(restored.items()) == [draft(1)]
        assert restored.check() == []
        act(restored, "reject")
    with Bank.open(aside, now=clock, readonly=True) as old:
        assert list(old.records()) == later
    assert any(name.endswith("-restore.db") for name in copies(bank))


@pytest.mark.parametrize("state", ["garbage", "missing", "empty"])
def test_restore_over_a_lost_bank(bank: Bank, clock: Clock, state: str) -> None:
    """A bank that cannot be read any more, or is gone, can be restored; journals of the old file do no harm."""
    bank.add_drafts([draft(1)], actor="qbank")
    look = inspect_backup(bank.backup())
    bank.close()
    Path(f"{bank.path}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 600)
    bank.path.unlink()
    if state != "missing":
        bank.path.write_bytes(b"x" * 5000 if state == "garbage" else b"")
    aside = restore(bank.path, look, now=clock)
    assert (aside and aside.name) == (None if state == "missing" else "bank-damaged-20260302T080000Z.db")
    with Bank.open(bank.path, now=clock) as restored:
        assert restored.check() == []
        assert list(restored.items()) == [draft(1)]


def test_restoring_twice_in_a_second_keeps_both_files(bank: Bank, clock: Clock) -> None:
    """A second restore at once does not replace the file that the first one set aside."""
    bank.add_drafts([draft(1)], actor="qbank")
    look = inspect_backup(bank.backup())
    first, second = restore(bank.path, look, now=clock), restore(bank.path, look, now=clock)
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("bank-replaced-20260302T080000Z.db", "bank-replaced-20260302T080000Z-2.db")
    assert first.exists()
    assert second.exists()


def test_saves_of_a_bank_that_was_restored_elsewhere(bank: Bank, clock: Clock) -> None:
    """Whoever still has the old file open is told at the next save."""
    bank.add_drafts([draft(1)], actor="qbank")
    restore(bank.path, inspect_backup(bank.backup()), now=clock)
    with pytest.raises(QbankError) as refused:
        act(bank, "accept")
    assert refused.value.problem.code == "bank-replaced"


def test_changed_backup_is_not_restored(bank: Bank, clock: Clock) -> None:
    """What was not looked at is not put back."""
    bank.add_drafts([draft(1)], actor="qbank")
    look = inspect_backup(bank.backup())
    with Bank.open(look.path, now=clock) as copy:
        act(copy, "accept")
    with pytest.raises(QbankError) as refused:
        restore(bank.path, look, now=clock)
    assert refused.value.problem.code == "bank-backup-changed"
    assert bank.get("q1") == draft(1)


def test_damaged_backup_is_refused(bank: Bank) -> None:
    """A backup with one changed word in its log is not offered."""
    bank.add_drafts([draft(1)], actor="qbank-的机器")
    path = bank.backup()
    path.write_bytes(path.read_bytes().replace("qbank-的机器".encode(), "qbank-的机奇".encode()))
    with pytest.raises(QbankError) as refused:
        inspect_backup(path)
    assert refused.value.problem.code == "bank-backup-damaged"


def test_failed_backup_loses_none(bank: Bank, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a copy does not come out equal, the older ones stay and the user is told; the bank still closes."""
    bank.add_drafts([draft(1)], actor="qbank")
    stale = bank.backup().read_bytes()
    act(bank, "accept")
    before = copies(bank)
    monkeypatch.setattr(sqlite, "copy", lambda source, target: target.write_bytes(stale))
    with pytest.raises(QbankError) as refused:
        bank.backup()
    assert refused.value.problem.code == "bank-backup-damaged"
    clock.forward(hours=1)
    bank.close()
    assert [problem.code for problem in bank.notices] == ["bank-backup-damaged"]
    assert copies(bank) == before


def test_backup_while_others_save(bank: Bank) -> None:
    """A backup taken between two saves of a long walk is a state the bank really had."""
    bank.add_drafts([draft(number) for number in range(30)], actor="qbank")
    for number in range(3):
        act(bank, "accept", f"q{number}")
        with Bank.open(bank.backup(), readonly=True) as copy:
            assert copy.count(Query(status="accepted")) == number + 1
            assert copy.check() == []
