"""Operations of two editors, their undo and redo, and pictures of a bank to compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bank_samples import AT, draft

from qbank.bank import Bank, Change, Outcome
from qbank.bank.decisions import WITH_CONTENT
from qbank.model.decision import Action, Decision
from qbank.model.item import Item

EDITOR, OTHER = "编辑甲", "编辑乙"
Picture = dict[str, tuple[Item, bool]]


def picture(bank: Bank) -> Picture:
    """Return what every item is, its revision aside, and whether it lies in the recycle bin."""
    binned = bank.binned(["q1", "q2", "q3"])
    return {item.id: (replace(item, revision=1), item.id in binned) for item in bank.many(["q1", "q2", "q3"])}


def operate(bank: Bank, op: str, action: Action, names: Sequence[str], *, actor: str = EDITOR) -> list[Outcome]:
    """Carry out one operation of an editor on items as they are now."""
    changes = []
    for number, item in enumerate(bank.many(names), 1):
        op_id = f"{op}/{number}" if len(names) > 1 else op
        reason = f"因为{op}" if action == "reject" else ""
        content = replace(item, stem=f"{op}改的{item.id}") if action in WITH_CONTENT else None
        made = Decision(op_id, item.id, item.revision + 1, action, actor, AT, reason)
        changes.append(Change(made, item.revision, content))
    return bank.decide_all(changes)


def undo(bank: Bank, op: str, *, actor: str = EDITOR) -> list[Outcome]:
    """Undo what comes next; an empty list if nothing does."""
    step = bank.undoable(actor)
    return bank.undo(actor, op, step=step.op) if step else []


def redo(bank: Bank, op: str, *, actor: str = EDITOR) -> list[Outcome]:
    """Redo what comes next; an empty list if nothing does."""
    step = bank.redoable(actor)
    return bank.redo(actor, op, step=step.op) if step else []


def drafts(bank: Bank, count: int = 3) -> list[str]:
    """Store drafts and return their ids."""
    bank.add_drafts([draft(number) for number in range(1, count + 1)], actor="qbank")
    return [f"q{number}" for number in range(1, count + 1)]
