"""Items, documents, decisions and a clock for the tests of the bank."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from qbank.bank import Bank, Outcome
from qbank.model.decision import Action, Decision
from qbank.model.document import Document
from qbank.model.item import Item, Source
from qbank.types import SingleChoice

AT = "2026-03-02T08:00:00+00:00"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time

    def forward(self, **span: float) -> None:
        """Move on by so many minutes, days …"""
        self.time += timedelta(**span)


def draft(number: int = 1, **changes: Any) -> Item:
    """Return a draft with the id ``q1``, ``q2`` …"""
    source = Source("值班制度.txt", "d" * 64, number, number + 4, "每日两次")
    sample = {
        "id": f"q{number}",
        "sources": (source,),
        "tags": ("值班",),
        "pattern": "quantity",
        "priority": number / 100,
    }
    return replace(SingleChoice.example(), **{**sample, "revision": 1, "status": "draft", "later": False, **changes})


def document(name: str = "值班制度.txt", text: str = "值班人员每日两次巡查。", **changes: Any) -> Document:
    """Return a document with a digest made from its text."""
    return replace(
        Document(name, hashlib.sha256(text.encode()).hexdigest(), text, title="值班制度", tags=("值班",)), **changes
    )


def decision(action: Action, item: str = "q1", op_id: str = "", *, actor: str = "编辑甲", reason: str = "") -> Decision:
    """Return a decision; its operation id is made from the rest unless given."""
    return Decision(op_id or f"{action}/{item}/{actor}", item, 0, action, actor, AT, reason)


def act(bank: Bank, action: Action, item: str = "q1", **changes: Any) -> Outcome:
    """Decide on the item as it stands now, under an operation id that was never used."""
    now = bank.get(item)
    assert now is not None
    content = replace(now, **changes) if changes else None
    op_id = f"{action}/{item}/{now.revision}"
    return bank.decide(decision(action, item, op_id), base_revision=now.revision, item=content)
