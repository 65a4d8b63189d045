"""Tests of sharing a bank: threads, several openings, and what is counted as a save."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bank_samples import Clock, act, decision, document, draft

from qbank.bank import Bank


def test_threads_share_a_bank(bank: Bank) -> None:
    """Decisions from many threads are each carried out once."""
    bank.add_drafts([draft(number) for number in range(40)], actor="qbank")

    def accept(number: int) -> str:
        return bank.decide(decision("accept", f"q{number % 40}", f"{number}"), base_revision=1).kind

    with ThreadPoolExecutor(8) as pool:
        kinds = list(pool.map(accept, range(80)))
    assert (kinds.count("done"), kinds.count("conflict")) == (40, 40)
    assert bank.check() == []


def test_two_openings_see_each_other(bank: Bank) -> None:
    """What one opening saves the other reads at once, and both can save in turn."""
    with Bank.open(bank.path, now=Clock()) as other:
        bank.add_drafts([draft()], actor="qbank")
        act(other, "accept")
        act(bank, "retire")
        assert [each.action for each in other.history("q1")] == ["draft", "accept", "retire"]


def test_the_current_folder_is_nothing(bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank opened by a short name stays open when the program goes to another folder."""
    monkeypatch.chdir(tmp_path)
    with Bank.open(Path(bank.path.name), now=Clock()) as short:
        (tmp_path / "else").mkdir()
        monkeypatch.chdir(tmp_path / "else")
        assert short.add_drafts([draft()], actor="qbank").added == 1


def test_looking_counts_as_nothing(bank: Bank) -> None:
    """Reading, refused decisions and repeated saves leave the file as it is."""
    bank.add_drafts([draft()], actor="qbank")
    bank.put_documents([document()])
    first = bank.decide(decision("accept"), base_revision=1)
    before = bank.path.read_bytes()
    assert bank.decide(decision("accept"), base_revision=1) == first
    assert bank.decide(decision("retire", op_id="x"), base_revision=1).conflict
    assert bank.decide(decision("accept", op_id="y"), base_revision=2).kind == "refused"
    bank.put_documents([document()])
    bank.add_drafts([draft()], actor="qbank")
    assert list(bank.items())
    assert bank.path.read_bytes() == before


def test_closing_twice(bank: Bank) -> None:
    """A second close does nothing."""
    bank.close()
    bank.close()
    assert not bank.readonly
