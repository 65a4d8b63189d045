"""Tests of opening: every file that is no sound bank is refused in words and stays as it is."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bank_samples import Clock, act, decision, draft

from qbank.bank import Bank, Query, sqlite
from qbank.errors import QbankError
from qbank.locale import LANGS


def code_of(opening: Callable[[], object]) -> str:
    """Return the code of the problem that an opening ends with; its message exists in every language."""
    with pytest.raises(QbankError) as refused:
        opening()
    for lang in LANGS:
        assert refused.value.problem.message(lang)
    return refused.value.problem.code


def damaged(kind: str, good: bytes) -> bytes:
    """Return a bank's bytes as some accident leaves them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "other.db")
        if kind == "empty":
            return b""
        if kind == "text":
            return "这是一份普通的文本文件。".encode() * 100
        if kind in {"30 %", "90 %"}:
            return good[: len(good) * int(kind[:2]) // 100]
        path.write_bytes(good)
        with sqlite3.connect(path) as connection:
            connection.execute({"other program": "PRAGMA application_id=1", "newer": "PRAGMA user_version=999"}[kind])
        connection.close()
        return path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("empty", "bank-empty"),
        ("text", "bank-not-a-bank"),
        ("30 %", "bank-damaged"),
        ("90 %", "bank-damaged"),
        ("other program", "bank-not-a-bank"),
        ("newer", "bank-newer"),
    ],
)
@pytest.mark.parametrize("readonly", [False, True])
def test_refuses_and_leaves_alone(tmp_path: Path, empty_bank: bytes, kind: str, code: str, readonly: bool) -> None:
    """A file that is empty, foreign, cut off or newer is refused and not touched, and nothing is made beside it."""
    path = tmp_path / "bank.db"
    path.write_bytes(damaged(kind, empty_bank))
    before = path.read_bytes()
    assert code_of(lambda: Bank.open(path, readonly=readonly)) == code
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_refuses_what_is_not_there(tmp_path: Path) -> None:
    """A missing file is not made by opening it; a folder is no bank."""
    assert code_of(lambda: Bank.open(tmp_path / "bank.db")) == "bank-not-found"
    assert code_of(lambda: Bank.open(tmp_path)) == "bank-not-a-bank"
    assert list(tmp_path.iterdir()) == []


def test_creating_never_replaces(bank: Bank) -> None:
    """A file of that name stays, whatever it is."""
    before = bank.path.read_bytes()
    assert code_of(lambda: Bank.create(bank.path)) == "bank-exists"
    assert bank.path.read_bytes() == before


def test_creating_under_a_file(tmp_path: Path) -> None:
    """A folder that cannot be made is told."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert code_of(lambda: Bank.create(tmp_path / "file" / "bank.db")) == "bank-cannot-create"


@pytest.mark.parametrize("name", ["题库 一.db", "😀.db", "a?b#c%20.db", "x'y;z.db"])
def test_opens_under_any_name(tmp_path: Path, name: str) -> None:
    """Spaces, emoji and marks that mean something in addresses are plain names."""
    with Bank.create(tmp_path / name) as bank:
        bank.add_drafts([draft()], actor="qbank")
    with Bank.open(tmp_path / name, readonly=True) as bank:
        assert bank.count() == 1
    assert (tmp_path / name).exists()


def test_locked_by_another_program(bank: Bank) -> None:
    """While another program holds the bank, opening and saving wait and then say so; afterwards all goes on."""
    bank.add_drafts([draft()], actor="qbank")
    with Bank.open(bank.path, now=Clock(), busy=0.05) as patient:
        other = sqlite3.connect(bank.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert code_of(lambda: patient.add_drafts([draft(2)], actor="qbank")) == "bank-locked"
        assert code_of(patient.count) == "bank-locked"
        assert code_of(lambda: Bank.open(bank.path, busy=0.05)) == "bank-locked"
        other.execute("ROLLBACK")
        other.close()
        assert patient.add_drafts([draft(2)], actor="qbank").added == 1


def test_readonly_reads_and_refuses_to_save(bank: Bank) -> None:
    """A bank opened for reading gives everything, refuses every save, and says that it is read-only."""
    bank.add_drafts([draft()], actor="qbank")
    before = bank.path.read_bytes()
    with Bank.open(bank.path, now=Clock(), readonly=True) as reader:
        assert [problem.code for problem in reader.notices] == ["bank-read-only"]
        assert list(reader.items()) == [draft()]
        assert reader.check() == []
        for save in (
            lambda: reader.add_drafts([draft(2)], actor="qbank"),
            lambda: reader.decide(decision("accept"), base_revision=1),
            lambda: reader.import_items([]),
            lambda: reader.set_setting("a", "b"),
            reader.rebuild_search,
        ):
            assert code_of(save) == "bank-read-only"
    assert bank.path.read_bytes() == before


def as_nobody(work: Callable[[], Any]) -> Any:
    """Run ``work`` in a child process that is not root and return what it returns."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            os.write(writing, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        return json.loads(pipe.read())


@pytest.mark.nonroot
@pytest.mark.parametrize("protected", ["file", "folder"])
def test_file_without_write_right(protected: str) -> None:
    """Who may not write gets the bank for reading, with a notice, and a save is refused."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "bank.db"
    try:
        with Bank.create(path) as bank:
            bank.add_drafts([draft()], actor="qbank")
        folder.chmod(0o777 if protected == "file" else 0o555)
        path.chmod(0o444 if protected == "file" else 0o666)

        def work() -> list[object]:
            with Bank.open(path) as reader:
                save = code_of(lambda: act(reader, "accept"))
                return [reader.readonly, reader.count(), [problem.code for problem in reader.notices], save]

        assert as_nobody(work) == [True, 1, ["bank-read-only"], "bank-read-only"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_older_copy_in_its_place(bank: Bank) -> None:
    """A bank that lacks something once saved in it is refused; reading it is possible, and the check tells."""
    bank.add_drafts([draft()], actor="qbank")
    bank.close()
    older = bank.path.read_bytes()
    with Bank.open(bank.path) as again:
        act(again, "accept")
    bank.path.write_bytes(older)
    assert code_of(lambda: Bank.open(bank.path)) == "bank-behind"
    with Bank.open(bank.path, readonly=True) as reader:
        assert [problem.code for problem in reader.check()] == ["bank-behind"]
    Path(f"{bank.path}.head").unlink()
    with Bank.open(bank.path) as wanted:
        assert wanted.counts_by_status()["draft"] == 1


def test_copied_without_its_wal(bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank copied while open in WAL mode lacks its last saves: the copy is refused; closing leaves one file."""
    monkeypatch.setattr(sqlite, "WAL_SAFE", (3, 0, 0))
    bank.close()
    copied = tmp_path / "copy"
    copied.mkdir()
    with Bank.open(bank.path) as walled:
        walled.add_drafts([draft()], actor="qbank")
        assert (tmp_path / "bank.db-wal").stat().st_size > 0
        for name in ("bank.db", "bank.db.head"):
            shutil.copy(tmp_path / name, copied / name)
    assert code_of(lambda: Bank.open(copied / "bank.db")) == "bank-behind"
    assert not (tmp_path / "bank.db-wal").exists()
    with Bank.open(bank.path, readonly=True) as whole:
        assert whole.count() == 1


def test_journal_mode_follows_the_library() -> None:
    """WAL is used only with a library whose WAL is sound."""
    assert sqlite.journal_for((3, 51, 2)) == "DELETE"
    assert sqlite.journal_for((3, 51, 3)) == "WAL"
    assert sqlite.journal_for((3, 40, 1)) == "DELETE"


def test_settings_of_each_connection(bank: Bank) -> None:
    """Every connection is durable, checks foreign keys and waits; the file says whose it is."""
    with bank._session.read() as conn:
        values = {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "foreign_keys")}
        assert values == {"synchronous": 2, "foreign_keys": 1}
        assert conn.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000
        assert conn.exec_driver_sql("PRAGMA application_id").scalar() == sqlite.APPLICATION_ID


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("PRAGMA max_page_count=1", "bank-disk-full"),
        ("PRAGMA query_only=ON", "bank-read-only"),
    ],
)
def test_what_the_database_says_in_words(bank: Bank, statement: str, code: str) -> None:
    """A full disk and a refusal to write come out in words, nothing is half saved, and later saves work."""
    for number in range(3):  # the pool hands out the connection the statement was given to
        with bank._session.read() as conn:
            conn.exec_driver_sql(statement)
        assert code_of(lambda: bank.add_drafts([draft(n) for n in range(200)], actor="qbank")) == code, number
    bank._session._engine.dispose()
    assert bank.count() == 0
    assert bank.add_drafts([draft()], actor="qbank").added == 1
    assert bank.count(Query(status="draft")) == 1


@pytest.mark.parametrize("accident", ["deleted", "replaced", "overwritten", "moved"])
def test_file_lost_while_open(bank: Bank, tmp_path: Path, empty_bank: bytes, accident: str) -> None:
    """A save to a bank that was deleted, moved or replaced meanwhile is refused, not lost in silence."""
    bank.add_drafts([draft()], actor="qbank")
    if accident == "deleted":
        bank.path.unlink()
    elif accident == "moved":
        bank.path.rename(tmp_path / "else.db")
    elif accident == "replaced":
        (tmp_path / "new.db").write_bytes(empty_bank)
        (tmp_path / "new.db").replace(bank.path)
    else:
        bank.path.write_bytes(empty_bank)
    assert code_of(lambda: bank.set_setting("a", "b")) in {"bank-replaced", "bank-damaged"}
    assert not bank.path.exists() or bank.path.read_bytes() == empty_bank
