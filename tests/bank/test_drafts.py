"""Tests of drafting again: what is renewed, what is put away, and what stays as it is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from bank_samples import Clock, act, draft

from qbank.bank import Bank, DraftCount, Query
from qbank.model.decision import Action

NAME = "值班制度.txt"


def add(bank: Bank, *numbers: int, stem: str = "每日巡查几次？") -> DraftCount:
    """Draft the document anew: it now gives these items."""
    return bank.add_drafts([draft(number, stem=stem) for number in numbers], actor="qbank", document=NAME)


def test_drafting_again_the_same_changes_nothing(bank: Bank) -> None:
    """Equal drafts are known, and nothing is written down."""
    assert add(bank, 1, 2) == DraftCount(2, 0, 0, 0)
    assert add(bank, 1, 2) == DraftCount(0, 0, 2, 0)
    assert [len(bank.history(name)) for name in ("q1", "q2")] == [1, 1]


def test_an_untouched_draft_gets_the_new_content(bank: Bank) -> None:
    """A changed draft is a further version of the item; the earlier one can be had again."""
    add(bank, 1, stem="旧题干")
    assert add(bank, 1, stem="新题干") == DraftCount(0, 1, 0, 0)
    assert bank.get("q1") == draft(1, stem="新题干", revision=2)
    assert bank.version("q1", 1) == draft(1, stem="旧题干")
    assert [each.action for each in bank.history("q1")] == ["draft", "draft"]
    assert [each.id for each in bank.items(Query(text="新题干"))] == ["q1"]
    assert bank.check() == []


@pytest.mark.parametrize("action", ["accept", "reject", "later", "edit", "delete"])
def test_what_a_person_touched_stays(bank: Bank, action: Action) -> None:
    """A decided, edited, flagged or deleted item gets no new content and is not put away."""
    add(bank, 1, 2)
    act(bank, action, **({"stem": "改过的题干"} if action == "edit" else {}))
    before = bank.get("q1")
    assert add(bank, 1, 2, stem="新题干") == DraftCount(0, 1, 1, 0)
    assert add(bank) == DraftCount(0, 0, 0, 1)
    assert bank.get("q1") == before
    assert bank.history("q1")[-1].action == action


def test_what_the_document_no_longer_gives_goes_to_the_bin_and_comes_back(bank: Bank) -> None:
    """A draft without its source is put away, and taken out again when the source is back."""
    add(bank, 1, 2)
    assert add(bank, 2) == DraftCount(0, 0, 1, 1)
    assert [each.id for each in bank.items()] == ["q2"]
    assert [each.id for each in bank.items(Query(deleted=True))] == ["q1"]
    assert add(bank, 1, 2, stem="新题干") == DraftCount(0, 2, 0, 0)
    assert bank.get("q1") == draft(1, stem="新题干", revision=4)
    past = [(each.action, each.reason) for each in bank.history("q1")]
    assert past == [("draft", ""), ("delete", "source-gone"), ("restore", "source-back"), ("draft", "")]
    assert bank.check() == []


def test_a_draft_that_comes_back_the_same_is_only_restored(bank: Bank) -> None:
    """No second version with the same content is made."""
    add(bank, 1)
    add(bank)
    assert add(bank, 1) == DraftCount(0, 1, 0, 0)
    assert bank.get("q1") == draft(1, stem="每日巡查几次？", revision=3)
    assert bank.check() == []


def test_what_a_person_took_out_of_the_bin_stays(bank: Bank) -> None:
    """Once an editor restored a draft that was put away, it is the editor's."""
    add(bank, 1)
    add(bank)
    act(bank, "restore")
    assert add(bank) == DraftCount(0, 0, 0, 0)
    assert [each.id for each in bank.items()] == ["q1"]


def test_only_drafts_of_the_document_are_put_away(bank: Bank) -> None:
    """Items of other documents, items made by hand, and drafts added without a document are left alone."""
    other = draft(2, sources=(draft(2).sources[0].__class__("另一份.txt", "e" * 64, 0, 4, "每日两次"),))
    bank.add_drafts([draft(1), other, draft(3, pattern="")], actor="qbank")
    assert bank.add_drafts([], actor="qbank") == DraftCount(0, 0, 0, 0)
    assert add(bank) == DraftCount(0, 0, 0, 1)
    assert [each.id for each in bank.items(Query(order="id"))] == ["q2", "q3"]


def test_many_drafts_are_renewed_and_put_away(bank: Bank) -> None:
    """More drafts than go into one question to the database."""
    assert add(bank, *range(1100)).added == 1100
    assert add(bank, *range(50, 1150), stem="新题干") == DraftCount(50, 1050, 0, 50)
    assert bank.count() == 1100
    assert bank.check() == []


def test_renewed_drafts_go_from_bank_to_bank(bank: Bank, tmp_path: Path, clock: Clock) -> None:
    """An item with such a past is imported as it is, and its draft is still untouched there."""
    add(bank, 1, stem="旧题干")
    add(bank)
    add(bank, 1, stem="新题干")
    with Bank.create(tmp_path / "other" / "bank.db", now=clock) as other:
        assert other.import_items(bank.records()).added == 1
        assert list(other.records()) == list(bank.records())
        assert other.check() == []
        assert add(other, 1, stem="更新的题干") == DraftCount(0, 1, 0, 0)


def test_a_new_order_is_no_new_revision(bank: Bank) -> None:
    """Only their place changes: no revision, no line in the log, whoever holds the item open can still save it."""
    add(bank, 1, 2)
    assert [each.id for each in bank.items()] == ["q2", "q1"]
    again = [draft(1, stem="每日巡查几次？", priority=0.9), draft(2, stem="每日巡查几次？", priority=0.3)]
    assert bank.add_drafts(again, actor="qbank", document=NAME) == DraftCount(0, 0, 2, 0, 2)
    assert bank.add_drafts(again, actor="qbank", document=NAME) == DraftCount(0, 0, 2, 0, 0)
    assert [(each.id, each.priority, each.revision) for each in bank.items()] == [("q1", 0.9, 1), ("q2", 0.3, 1)]
    assert bank.version("q1", 1) == bank.get("q1")
    assert len(bank.history("q1")) == 1
    assert bank.check() == []
    accepted = act(bank, "accept")
    assert accepted.item == bank.get("q1")
    assert (accepted.item.priority, accepted.item.revision) == (0.9, 2)
    act(bank, "edit", stem="改过的题干")
    assert bank.get("q1").priority == 0.9
    assert bank.check() == []


def test_the_order_of_the_decided_stays_and_that_of_the_undecided_follows(bank: Bank) -> None:
    """An edited draft is still to be looked at and gets its new place; a decided item needs none."""
    add(bank, 1, 2)
    act(bank, "edit", "q1", stem="改过的题干")
    act(bank, "reject", "q2")
    again = [draft(number, stem="每日巡查几次？", priority=0.9) for number in (1, 2)]
    assert bank.add_drafts(again, actor="qbank", document=NAME) == DraftCount(0, 0, 2, 0, 1)
    assert (bank.get("q1").priority, bank.get("q1").stem) == (0.9, "改过的题干")
    assert bank.get("q2").priority == 0.02
    assert bank.check() == []


def test_a_reordered_draft_goes_from_bank_to_bank_and_back(bank: Bank, tmp_path: Path, clock: Clock) -> None:
    """With its new place it is still the same item, in the bank it came from and in another."""
    add(bank, 1)
    bank.add_drafts([draft(1, stem="每日巡查几次？", priority=0.9)], actor="qbank", document=NAME)
    with Bank.create(tmp_path / "other" / "bank.db", now=clock) as other:
        assert other.import_items(bank.records()).added == 1
        assert list(other.records()) == list(bank.records())
        assert bank.import_items(other.records()).known == 1
        assert other.import_items(bank.records()).known == 1
        assert other.check() == []


@pytest.mark.parametrize(
    ("tampering", "codes"),
    [
        ("UPDATE item SET priority = 0.5", {"bank-item-changed"}),
        ("UPDATE setting SET value = '0.5'", {"bank-item-changed", "bank-changed-setting"}),
        ("UPDATE setting SET value = '0.9x'", {"bank-item-changed", "bank-changed-setting"}),
        ("DELETE FROM setting", {"bank-item-changed"}),
    ],
)
def test_a_place_changed_behind_the_banks_back_is_found(bank: Bank, tampering: str, codes: set[str]) -> None:
    """Also of an item whose order was learned, the column must be what was put there."""
    add(bank, 1)
    bank.add_drafts([draft(1, stem="每日巡查几次？", priority=0.9)], actor="qbank", document=NAME)
    with sqlite3.connect(bank.path) as connection:
        connection.execute(tampering)
    connection.close()
    assert {problem.code for problem in bank.check()} == codes
