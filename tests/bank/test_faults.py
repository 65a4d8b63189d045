"""Tests of what happens to a bank when programs are killed, disks fill up and bits flip."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from bank_samples import Clock, act, document, draft

import qbank
from qbank.bank import Bank, Query, inspect_backup
from qbank.errors import QbankError

CHILD = Path(__file__).with_name("bank_child.py")


def child(work: str, path: Path, name: str) -> subprocess.Popen[str]:
    """Start a program that works on the bank."""
    environment = {**os.environ, "PYTHONPATH": str(Path(qbank.__file__).parents[1])}
    return subprocess.Popen(
        [sys.executable, str(CHILD), work, str(path), name], stdout=subprocess.PIPE, text=True, env=environment
    )


def acknowledged(path: Path) -> set[str]:
    """Return the operations a bank holds, after checking that it is sound and open to new saves."""
    with Bank.open(path) as bank:
        assert bank.check() == []
        act(bank, "later", "q1")
        return {each.op_id for item in bank.items() for each in bank.history(item.id)}


def killed(work: str, folder: Path, empty: bytes, *, times: int) -> None:
    """Kill a program at random moments; whatever it had acknowledged must be there, and nothing by halves."""
    rng = random.Random(f"{work} {times}")
    path = folder / "bank.db"
    path.write_bytes(empty)
    with Bank.open(path) as bank:
        bank.add_drafts([draft(1)], actor="qbank")
    ledger: set[str] = set()
    for number in range(times):
        program = child(work, path, f"{number}")
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        time.sleep(rng.random() * 0.3)
        program.send_signal(signal.SIGKILL)
        ledger |= set(program.stdout.read().split())
        program.wait()
        found = acknowledged(path)
        assert ledger - found == set()
        for copy in (folder / "backups").glob("bank*.db"):
            inspect_backup(copy)
        for operations in ("draft/", f"{number}/", "import/"):
            if work == "bulk":
                assert len([each for each in found if each.startswith(operations)]) % 200 in {0, 1}


@pytest.mark.parametrize("work", ["saves", "bulk", "restores", "backups"])
def test_killed_programs_lose_nothing(work: str, tmp_path: Path, empty_bank: bytes) -> None:
    """A program killed in the middle of saves, bulk changes or restoring leaves every acknowledged save."""
    killed(work, tmp_path, empty_bank, times=2)


@pytest.mark.soak
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("work", ["saves", "bulk", "restores", "backups"])
def test_many_killed_programs_lose_nothing(work: str, tmp_path: Path, empty_bank: bytes) -> None:
    """The same, fifty times."""
    killed(work, tmp_path, empty_bank, times=50)


@pytest.mark.parametrize("programs", [2, 4])
def test_writers_overwrite_nothing(programs: int, tmp_path: Path, empty_bank: bytes) -> None:
    """Several programs editing the same items lose no edit: each finds its tag in the end."""
    path = tmp_path / "bank.db"
    path.write_bytes(empty_bank)
    with Bank.open(path) as bank:
        bank.add_drafts([draft(number) for number in range(1, 6)], actor="qbank")
    running = [child("edits", path, f"{number}") for number in range(programs)]
    said = [program.communicate(timeout=120)[0].split("\n")[1:-1] for program in running]
    assert [program.returncode for program in running] == [0] * programs
    assert [len(lines) for lines in said] == [40] * programs
    with Bank.open(path, now=Clock()) as bank:
        assert bank.check() == []
        for line in (line for lines in said for line in lines):
            item_id, tag = line.split()
            item = bank.get(item_id)
            assert item is not None
            assert tag in item.tags
        assert sum(item.revision for item in bank.items()) == 5 + 40 * programs


def test_full_disk_keeps_what_was_saved(tmp_path: Path, empty_bank: bytes) -> None:
    """When the disk is full a save fails in words, all earlier ones are there, and it goes on when there is room."""
    path = tmp_path / "bank.db"
    path.write_bytes(empty_bank)
    with Bank.open(path) as bank:
        bank.add_drafts([draft(1)], actor="qbank")
    program = child("full", path, "x")
    lines = program.communicate(timeout=60)[0].split("\n")[1:-1]
    assert program.returncode == 0
    problems = [line.split()[1] for line in lines if line.startswith("problem ")]
    assert problems[0] in {"bank-disk-full", "bank-disk-error"}
    assert len(problems) == 2
    saved = {line for line in lines if not line.startswith("problem ")}
    assert "draft/q9" in saved
    assert len(saved) > 3
    found = acknowledged(path)
    assert saved - found == set()
    assert {each for each in found if each.startswith("draft/")} - saved == {"draft/q1"}
    assert not list(tmp_path.rglob("*.tmp"))


def contents(path: Path) -> list[object]:
    """Return everything a user would miss."""
    with Bank.open(path, now=Clock(), readonly=True) as bank:
        texts = [bank.document(entry.name) for entry in bank.documents()]
        items = [list(bank.records(Query(deleted=deleted))) for deleted in (False, True)]
        return [texts, items, bank.setting("语言")]


def flipped(folder: Path, empty: bytes, *, times: int) -> None:
    """Flip one random bit of a bank at a time; a change of what it holds must not go unseen."""
    rng = random.Random(times)
    path = folder / "bank.db"
    path.write_bytes(empty)
    with Bank.open(path, now=Clock()) as bank:
        bank.put_documents([document(), document(text="改过的文本。" * 300), document("另一份.txt")])
        bank.add_drafts([draft(number) for number in range(40)], actor="qbank")
        for action, item in (("accept", "q1"), ("reject", "q2"), ("delete", "q3"), ("later", "q4")):
            act(bank, action, item)  # type: ignore[arg-type]
        act(bank, "fix", "q5", stem="改过的题干")
        bank.set_setting("语言", "zh")
    whole, wanted, found = path.read_bytes(), contents(path), 0
    for _ in range(times):
        place, bit = rng.randrange(len(whole)), rng.randrange(8)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        try:
            with Bank.open(path, now=Clock(), readonly=True) as bank:
                problems = bank.check()
            found += bool(problems)
            assert problems or contents(path) == wanted, f"bit {bit} of byte {place}"
        except QbankError:
            found += 1
    assert found > times // 5


def test_flipped_bits_are_found(tmp_path: Path, empty_bank: bytes) -> None:
    """Whatever bit of the file changes, either the check tells or nothing that is held has changed."""
    flipped(tmp_path, empty_bank, times=30)


@pytest.mark.soak
def test_many_flipped_bits_are_found(tmp_path: Path, empty_bank: bytes) -> None:
    """The same for three hundred bits."""
    flipped(tmp_path, empty_bank, times=300)


def test_stopping_in_the_middle_of_a_save_undoes_it(bank: Bank) -> None:
    """An interruption inside a save leaves the bank as before, unlocked, and the next save works."""

    def interrupted() -> object:
        yield document()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bank.put_documents(interrupted())  # type: ignore[arg-type]
    assert bank.documents() == []
    with Bank.open(bank.path, now=Clock(), busy=0.05) as other:
        other.put_documents([document()])
    assert len(bank.documents()) == 1


def test_torn_journal_of_a_killed_save(tmp_path: Path, empty_bank: bytes) -> None:
    """A journal left behind takes the bank back to the last save that was acknowledged."""
    path = tmp_path / "bank.db"
    path.write_bytes(empty_bank)
    with Bank.open(path, now=Clock()) as bank:
        bank.add_drafts([draft(1)], actor="qbank")
        with tempfile.TemporaryDirectory(dir=tmp_path) as folder, bank._session._writer.connect() as conn:
            conn.exec_driver_sql("PRAGMA cache_size=1")
            for number in range(2000):
                conn.exec_driver_sql("INSERT INTO setting VALUES (?, ?, '')", (f"k{number}", "x" * 500))
            for name in ("bank.db", "bank.db-journal"):
                shutil.copy(tmp_path / name, Path(folder, name))
            conn.rollback()
            with Bank.open(Path(folder, "bank.db"), now=Clock()) as torn:
                assert torn.check() == []
                assert list(torn.items()) == [draft(1)]
                assert torn.setting("k1") is None
