"""Tests of undo and redo: batches, two editors at once, restarts, stale and repeated steps, odd logs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from bank_samples import AT, Clock, decision, draft
from undo_samples import EDITOR, OTHER, drafts, operate, picture, redo, undo

from qbank.bank import Bank
from qbank.errors import QbankError
from qbank.model.decision import Decision
from qbank.model.record import ItemRecord


def test_step_says_what_it_is(bank: Bank, clock: Clock) -> None:
    """A step has the action, the items and the time of the operation; there is none for another person."""
    names = drafts(bank)
    operate(bank, "op1", "reject", names)
    step = bank.undoable(EDITOR)
    assert step is not None
    assert (step.op, step.action, step.items, step.at) == ("op1", "reject", tuple(names), AT)
    assert bank.undoable(OTHER) is None
    assert bank.undoable("qbank") is None
    assert bank.redoable(EDITOR) is None


def test_batch_is_undone_as_one(bank: Bank) -> None:
    """One undo takes back all of a batch, after a backup of the many, and one redo does it again."""
    names = drafts(bank, 12)
    operate(bank, "op1", "accept", names)
    bank.set_setting("x", "y")
    assert {each.kind for each in undo(bank, "u1")} == {"done"}
    assert bank.counts_by_status()["draft"] == 12
    assert len(list((bank.path.parent / "backups").glob("*-bulk.db"))) == 2
    assert len(redo(bank, "r1")) == 12
    assert bank.counts_by_status()["accepted"] == 12


def test_what_another_editor_changed_is_a_conflict(bank: Bank) -> None:
    """Of a batch the item that somebody else has changed stays, with the reason; the others are undone."""
    drafts(bank)
    operate(bank, "op1", "accept", ["q1", "q2", "q3"])
    operate(bank, "op2", "fix", ["q2"], actor=OTHER)
    outcomes = undo(bank, "u1")
    assert {each.item.id: each.kind for each in outcomes if each.item} == {"q1": "done", "q2": "conflict", "q3": "done"}
    (problem,) = [each.problem for each in outcomes if each.problem]
    assert (problem.code, problem.place) == ("bank-changed-since", "q2")
    stands = bank.get("q2")
    assert stands is not None
    assert (stands.stem, stands.status) == ("op2改的q2", "accepted")
    assert [each.item.id for each in redo(bank, "r1") if each.item] == ["q1", "q3"]


def test_step_that_cannot_go_is_told_once_and_passed_over(bank: Bank) -> None:
    """Who was shown a step before somebody else was faster is told so; then the step before it comes next."""
    drafts(bank)
    operate(bank, "op1", "accept", ["q1"])
    operate(bank, "op2", "accept", ["q2"])
    shown = bank.undoable(EDITOR)
    assert shown is not None
    operate(bank, "op3", "reject", ["q2"], actor=OTHER)
    (outcome,) = bank.undo(EDITOR, "u1", step=shown.op)
    assert outcome.conflict
    step = bank.undoable(EDITOR)
    assert step is not None
    assert step.op == "op1"
    undo(bank, "u2", actor=OTHER)
    step = bank.undoable(EDITOR)
    assert step is not None
    assert step.op == "op2", "it stands again as the editor left it"


def test_what_another_editor_did_in_the_middle_of_a_step_stays(bank: Bank) -> None:
    """A step that came in two parts around somebody else's decision would take that back with it: it cannot go."""
    drafts(bank)
    bank.decide(decision("accept", "q1", "op1/1"), base_revision=1)
    bank.decide(decision("retire", "q1", "x", actor=OTHER), base_revision=2)
    bank.decide(decision("reopen", "q1", "op1/2"), base_revision=3)
    assert bank.undoable(EDITOR) is None
    assert [each.kind for each in bank.undo(EDITOR, "u1", step="op1")] == ["conflict"]


def test_new_operation_leaves_nothing_to_redo(bank: Bank) -> None:
    """As in any editor: what was undone before a new operation cannot come back, not even when that is undone."""
    drafts(bank)
    operate(bank, "op1", "accept", ["q1"])
    undo(bank, "u1")
    operate(bank, "op2", "accept", ["q2"])
    assert bank.redoable(EDITOR) is None
    assert bank.redo(EDITOR, "r1", step="op1") == []
    undo(bank, "u2")
    assert [each.op for each in [bank.redoable(EDITOR)] if each] == ["op2"]
    redo(bank, "r2")
    assert bank.redoable(EDITOR) is None


def test_redo_that_cannot_go_is_a_conflict(bank: Bank) -> None:
    """What somebody else changed after the undo is not done again."""
    drafts(bank)
    operate(bank, "op1", "accept", ["q1"])
    undo(bank, "u1")
    shown = bank.redoable(EDITOR)
    assert shown is not None
    operate(bank, "op2", "reject", ["q1"], actor=OTHER)
    assert bank.redoable(EDITOR) is None
    assert [each.kind for each in bank.redo(EDITOR, "r1", step=shown.op)] == ["conflict"]
    stands = bank.get("q1")
    assert stands is not None
    assert stands.status == "rejected"


def test_restart_keeps_the_steps(bank: Bank) -> None:
    """After closing and opening again what was undone can be redone, and what was done undone."""
    drafts(bank)
    operate(bank, "op1", "accept", ["q1"])
    operate(bank, "op2", "reject", ["q2"])
    undo(bank, "u1")
    bank.close()
    with Bank.open(bank.path, now=Clock()) as again:
        steps = again.undoable(EDITOR), again.redoable(EDITOR)
        assert [step.op for step in steps if step] == ["op1", "op2"]
        (redone,) = redo(again, "r1")
        assert redone.item is not None
        assert redone.item.status == "rejected"
        assert again.history("q2")[-1].reason == "因为op2"


@pytest.mark.parametrize("step", ["op1", "op9", "undo/u1/op2", "", "op2/1"])
def test_stale_step_does_nothing(bank: Bank, step: str) -> None:
    """A step that is not what comes next is not done, and nothing is written."""
    drafts(bank)
    operate(bank, "op1", "accept", ["q1"])
    operate(bank, "op2", "accept", ["q2"])
    before = picture(bank), bank.history("q1"), bank.history("q2")
    assert bank.undo(EDITOR, "u1", step=step) == []
    assert bank.redo(EDITOR, "r1", step=step) == []
    assert bank.undo(OTHER, "u2", step="op2") == []
    assert (picture(bank), bank.history("q1"), bank.history("q2")) == before


def test_same_undo_again_gives_the_first_answer(bank: Bank) -> None:
    """An undo or redo that is sent twice is done once, also when the item has moved on since."""
    drafts(bank)
    operate(bank, "op1", "retire", ["q1"])
    operate(bank, "op2", "fix", ["q1", "q2"])
    first = bank.undo(EDITOR, "u1", step="op2")
    again = bank.redo(EDITOR, "r1", step="op2")
    operate(bank, "op3", "retire", ["q1"])
    assert bank.undo(EDITOR, "u1", step="op2") == first
    assert bank.redo(EDITOR, "r1", step="op2") == again
    assert [each.op_id for each in bank.history("q1")][1:] == ["op2/1", "undo/u1/op2/1", "redo/r1/op2/1", "op3"]


def test_undo_is_written_as_ordinary_decisions(bank: Bank) -> None:
    """Time and author are those given, the reason is that of the rejection that is restored."""
    drafts(bank)
    operate(bank, "op1", "reject", ["q1"])
    operate(bank, "op2", "fix", ["q1"])
    bank.undo(EDITOR, "u1", "2026-05-05T05:05:05+00:00", step="op2")
    *_, edit, reject = bank.history("q1")
    assert (edit.action, edit.reason, edit.at) == ("edit", "", "2026-05-05T05:05:05+00:00")
    assert reject == Decision("undo/u1/op2/2", "q1", 5, "reject", EDITOR, "2026-05-05T05:05:05+00:00", "因为op1")


def test_undo_leaves_the_review_order_alone(bank: Bank) -> None:
    """Who undoes an edit gets the old words at the place the item has now."""
    drafts(bank)
    operate(bank, "op1", "edit", ["q1"])
    bank.add_drafts([draft(1, priority=0.75)], actor="qbank")
    (outcome,) = undo(bank, "u1")
    assert outcome.item == bank.get("q1") == draft(1, revision=3, priority=0.75)
    redo(bank, "r1")
    redone = bank.get("q1")
    assert redone is not None
    assert (redone.stem, redone.priority) == ("op1改的q1", 0.75)
    assert bank.check() == []


def test_withdrawn_drafts_are_nobodys_step(bank: Bank) -> None:
    """That a source no longer gives a draft is no operation of whoever drafted."""
    bank.add_drafts([draft(1), draft(2)], actor=EDITOR, document="值班制度.txt")
    bank.add_drafts([draft(1)], actor=EDITOR, document="值班制度.txt")
    assert bank.history("q2")[-1].action == "delete"
    assert bank.undoable(EDITOR) is None
    assert bank.recent(EDITOR, 9) == []


def test_log_from_elsewhere_breaks_nothing(bank: Bank) -> None:
    """Whatever op_ids and gaps an imported log has, it can be asked for steps and stays sound."""
    odd = [
        Decision("undo/1", "q1", 2, "accept", EDITOR, AT),
        Decision("undo/x/none/1", "q1", 3, "reopen", EDITOR, AT),
        Decision("redo/x/none/1", "q1", 5, "retire", EDITOR, AT),
    ]
    bank.import_items([ItemRecord(draft(1, revision=5, status="retired"), (), tuple(odd))])
    for number in range(4):
        undo(bank, f"u{number}")
        redo(bank, f"r{number}")
    assert bank.check() == []


def test_undo_takes_only_what_it_may(bank: Bank) -> None:
    """An op_id with a slash or none is a programmer's mistake; bad characters and read-only banks are refused."""
    drafts(bank)
    operate(bank, "op1", "accept", ["q1"])
    for op_id in ("", "a/b"):
        with pytest.raises(ValueError, match="op_id"):
            bank.undo(EDITOR, op_id, step="op1")
    for bad in ({"actor": "\0"}, {"op_id": "\ud800"}, {"step": "\0"}, {"at": "\0"}):
        with pytest.raises(QbankError) as refused:
            bank.undo(**{"actor": EDITOR, "op_id": "u1", "step": "op1", **bad})
        assert refused.value.problem.code == "bank-bad-value"
    with Bank.open(bank.path, now=Clock(), readonly=True) as readonly:
        assert readonly.undoable(EDITOR) == bank.undoable(EDITOR)
        with pytest.raises(QbankError) as refused:
            readonly.undo(EDITOR, "u1", step="op1")
        assert refused.value.problem.code == "bank-read-only"


def test_threads_undo_a_step_once(bank: Bank) -> None:
    """Of many clicks at once one undoes the step, the others find it gone."""
    drafts(bank)
    operate(bank, "op1", "accept", ["q1"])
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda number: bank.undo(EDITOR, f"u{number}", step="op1"), range(16)))
    assert sorted(len(each) for each in outcomes) == [0] * 15 + [1]
    assert len(bank.history("q1")) == 3
    assert bank.check() == []


def test_decisions_outside_the_bank_module_are_steps_too(bank: Bank) -> None:
    """An operation of one decision without a number is a step of its own."""
    drafts(bank)
    bank.decide(decision("later", "q1", "op1"), base_revision=1)
    bank.decide(decision("later", "q1", "op2"), base_revision=2)
    assert [len(undo(bank, f"u{number}")) for number in range(3)] == [1, 1, 0]
