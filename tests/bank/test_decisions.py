"""Tests of decisions: what they do to an item, and what they refuse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bank_samples import act, decision, draft

from qbank.bank import Bank, Change, Outcome, Query
from qbank.model.decision import Action
from qbank.model.item import Status


def add(bank: Bank, count: int = 1) -> None:
    """Store drafts q1, q2 …"""
    bank.add_drafts([draft(number) for number in range(1, count + 1)], actor="qbank")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (["accept"], "accepted"),
        (["reject"], "rejected"),
        (["accept", "retire"], "retired"),
        (["accept", "reopen"], "draft"),
        (["reject", "accept"], "accepted"),
        (["later", "accept"], "accepted"),
        (["delete", "restore", "accept"], "accepted"),
    ],
)
def test_moves_between_statuses(bank: Bank, path: list[Action], status: Status) -> None:
    """Each decision moves the item on, raises its revision by one and is logged."""
    add(bank)
    for action in path:
        assert act(bank, action).kind == "done"
    item = bank.get("q1")
    assert item is not None
    assert (item.status, item.revision, item.later) == (status, 1 + len(path), False)
    assert [each.action for each in bank.history("q1")] == ["draft", *path]


@pytest.mark.parametrize(
    ("path", "action"),
    [
        ([], "retire"),
        ([], "restore"),
        ([], "reopen"),
        (["accept"], "accept"),
        (["delete"], "accept"),
        (["delete"], "edit"),
    ],
)
def test_refuses_what_the_status_does_not_allow(bank: Bank, path: list[Action], action: Action) -> None:
    """A decision that does not fit is refused with a reason, and nothing is stored."""
    add(bank)
    for each in path:
        act(bank, each)
    before = bank.history("q1")
    outcome = act(bank, action, **({"stem": "新"} if action == "edit" else {}))
    assert outcome.kind == "refused"
    assert outcome.problem is not None
    assert outcome.problem.code == "bank-not-allowed"
    assert bank.history("q1") == before


def test_edit_returns_to_draft_and_fix_accepts(bank: Bank) -> None:
    """An accepted item that is edited is a draft again; 改后通过 accepts the new content."""
    add(bank)
    act(bank, "accept")
    assert act(bank, "edit", stem="改过的题干").item == draft(1, stem="改过的题干", revision=3)
    fixed = act(bank, "fix", stem="再改的题干").item
    assert fixed == draft(1, stem="再改的题干", revision=4, status="accepted") == bank.get("q1")


def test_versions_give_back_every_state(bank: Bank) -> None:
    """Each revision can be had again whole, with the status it had."""
    add(bank)
    seen = [bank.get("q1"), act(bank, "later").item, act(bank, "fix", stem="二").item, act(bank, "retire").item]
    assert [bank.version("q1", revision) for revision in (1, 2, 3, 4)] == seen
    assert bank.version("q1", 5) is None


def test_same_operation_again_gives_the_first_answer(bank: Bank) -> None:
    """A save that is sent twice is stored once, also when the item has moved on since."""
    add(bank)
    first = bank.decide(decision("accept", op_id="甲/1"), base_revision=1)
    act(bank, "retire")
    assert bank.decide(decision("accept", op_id="甲/1"), base_revision=1) == first
    assert len(bank.history("q1")) == 3


def test_operation_id_serves_one_operation(bank: Bank) -> None:
    """An operation id that stands for another operation is refused."""
    add(bank, 2)
    bank.decide(decision("accept", op_id="甲/1"), base_revision=1)
    outcome = bank.decide(decision("accept", "q2", op_id="甲/1"), base_revision=1)
    assert outcome.problem is not None
    assert outcome.problem.code == "bank-op-id-taken"


def test_second_editor_is_told(bank: Bank) -> None:
    """Who decides on an older revision gets the item as it stands now, and nothing is overwritten."""
    add(bank)
    bank.decide(decision("edit", op_id="甲/1"), base_revision=1, item=draft(1, stem="甲的题干"))
    outcome = bank.decide(decision("edit", op_id="乙/1", actor="乙"), base_revision=1, item=draft(1, stem="乙的题干"))
    assert outcome == Outcome("conflict", draft(1, stem="甲的题干", revision=2))
    assert outcome.conflict
    assert bank.get("q1") == outcome.item


def test_unknown_item_is_refused(bank: Bank) -> None:
    """A decision on an item the bank does not have is refused."""
    outcome = bank.decide(decision("accept", "q9"), base_revision=1)
    assert (outcome.kind, outcome.item) == ("refused", None)


def test_bulk_does_what_can_be_done(bank: Bank) -> None:
    """Many decisions: each has its outcome, refused ones change nothing, and a backup was made first."""
    add(bank, 12)
    act(bank, "accept", "q3")
    changes = [Change(decision("accept", f"q{number}", f"bulk/{number}"), 1) for number in range(1, 14)]
    kinds = [outcome.kind for outcome in bank.decide_all(changes)]
    assert kinds == ["done", "done", "conflict", *["done"] * 9, "refused"]
    assert bank.count(Query(status="accepted")) == 12
    assert [path.name for path in (bank.path.parent / "backups").iterdir()] == ["bank-20260302T080000Z-bulk.db"]


def test_rejected_and_deleted_ids_do_not_come_back(bank: Bank) -> None:
    """Drafting again leaves every id alone that the bank has ever seen."""
    add(bank, 3)
    act(bank, "reject", "q1")
    act(bank, "delete", "q2")
    count = bank.add_drafts([draft(number) for number in (1, 2, 3, 4)], actor="qbank")
    assert (count.added, count.known) == (1, 3)
    assert [each.id for each in bank.items(Query(status="draft", order="id"))] == ["q3", "q4"]


@pytest.mark.parametrize("item", [draft(status="accepted"), draft(revision=2), draft(later=True), draft(id="")])
def test_only_fresh_drafts_are_drafts(bank: Bank, item: object) -> None:
    """Adding something else as a draft is a programmer's mistake."""
    with pytest.raises(ValueError, match="a new draft"):
        bank.add_drafts([item], actor="qbank")  # type: ignore[list-item]


def test_content_goes_with_edit_and_fix_only(bank: Bank) -> None:
    """Content with another decision, none with an edit, or that of another item is a programmer's mistake."""
    add(bank)
    for action, item in (("accept", draft()), ("edit", None), ("edit", draft(2)), ("draft", None)):
        with pytest.raises(ValueError, match=r"content|decision"):
            bank.decide(decision(action), base_revision=1, item=item)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="op_id"):
        bank.decide(replace(decision("accept"), op_id=""), base_revision=1)
