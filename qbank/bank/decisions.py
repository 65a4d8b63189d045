"""Who may do what to an item: draft → accepted → retired, and every way back.

A decision compares revisions, writes the new state and its line in the log in one transaction. The
same ``op_id`` again gives the first answer again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from qbank.bank import chain, stimuli, store
from qbank.bank.chain import Event, State
from qbank.bank.records import Change, Outcome
from qbank.bank.schema import event
from qbank.bank.sealing import refuse_bad_text
from qbank.bank.store import Content
from qbank.errors import Problem
from qbank.model.decision import Action, Decision
from qbank.model.item import Status

_ANY: frozenset[Status] = frozenset({"draft", "accepted", "rejected", "retired"})
_FROM: Mapping[Action, frozenset[Status]] = {
    "accept": frozenset({"draft", "rejected"}),
    "fix": _ANY,
    "edit": _ANY,
    "reject": frozenset({"draft", "accepted"}),
    "retire": frozenset({"accepted"}),
    "reopen": frozenset({"accepted", "rejected", "retired"}),
    "later": _ANY,
    "delete": _ANY,
    "restore": _ANY,
}
_TO: Mapping[Action, Status] = {
    "accept": "accepted",
    "fix": "accepted",
    "edit": "draft",
    "reject": "rejected",
    "retire": "retired",
    "reopen": "draft",
}
WITH_CONTENT: frozenset[Action] = frozenset({"draft", "fix", "edit", "import"})
"""Actions that give an item new content."""


def state_after(state: State, action: Action) -> State | None:
    """Return an item's state after an action, None where the action is not allowed.

    ``later`` turns the flag over; whatever decides about an item clears it. In the recycle bin an item
    can only be restored.
    """
    if state.status not in _FROM.get(action, frozenset()) or state.deleted != (action == "restore"):
        return None
    if action == "later":
        return state._replace(later=not state.later)
    if action in {"delete", "restore"}:
        return state._replace(deleted=action == "delete")
    return State(_TO[action])


def decide(conn: Connection, change: Change) -> Outcome:
    """Carry out one decision, or say why not; see ``Outcome``."""
    decision = change.decision
    _validate(change)
    first = conn.execute(select(event).where(event.c.op_id == decision.op_id)).first()
    if first is not None:
        if (first.item, first.action) != (decision.item, decision.action):
            return _refused("bank-op-id-taken", decision)
        return Outcome("done", store.version(conn, first.item, first.revision))
    row = store.row_of(conn, decision.item)
    if row is None:
        return _refused("bank-unknown-item", decision)
    if row.revision != change.base_revision:
        return Outcome("conflict", store.to_item(row))
    after = state_after(chain.state_of(row), decision.action)
    if after is None:
        return replace(_refused("bank-not-allowed", decision), item=store.to_item(row))
    if change.item is not None and stimuli.unknown(conn, [change.item]):
        return replace(_refused("bank-unknown-stimulus", decision), item=store.to_item(row))
    revision = row.revision + 1
    text = _write_content(conn, change, revision) or Content(row.body, row.body_hash)
    store.set_state(conn, decision.item, revision, after)
    chain.append(conn, [Event(replace(decision, revision=revision), after, text.hash)])
    stands = store.item_of(decision.item, text.body, revision, after)
    return Outcome("done", stands if change.item else replace(stands, priority=row.priority))


def is_due(conn: Connection, change: Change) -> bool:
    """Tell whether a decision is new and its item still stands at the revision it was made on."""
    known = conn.execute(select(event.c.op_id).where(event.c.op_id == change.decision.op_id)).first()
    row = store.row_of(conn, change.decision.item)
    return known is None and row is not None and row.revision == change.base_revision


def history(conn: Connection, item_ids: Iterable[str]) -> dict[str, list[Decision]]:
    """Return the decisions on some items, oldest first."""
    found: dict[str, list[Decision]] = {item_id: [] for item_id in item_ids}
    rows = conn.execute(select(event).where(event.c.item.in_(list(found))).order_by(event.c.item, event.c.revision))
    for row in rows:
        found[row.item].append(chain.decision_of(row))
    return found


def refuse_bad_decision(decision: Decision) -> None:
    """Raise QbankError naming the first text of a decision that breaks the rule at the door."""
    refuse_bad_text(
        op_id=decision.op_id, item=decision.item, actor=decision.actor, at=decision.at, reason=decision.reason
    )


def _write_content(conn: Connection, change: Change, revision: int) -> Content | None:
    if change.item is None:
        return None
    text = store.content_of(change.item)
    store.replace_content(conn, change.item, text, revision)
    return text


def _validate(change: Change) -> None:
    decision = change.decision
    if decision.action not in _FROM:
        raise ValueError(f"{decision.action!r} is no decision; known: {', '.join(_FROM)}")
    if (change.item is not None) != (decision.action in WITH_CONTENT):
        raise ValueError(f"{decision.action}: new content goes with edit and fix, and with them only")
    if change.item is not None and change.item.id != decision.item:
        raise ValueError(f"the new content of {decision.item} has the id {change.item.id}")
    if not decision.op_id:
        raise ValueError("a decision needs an op_id")
    refuse_bad_decision(decision)


def _refused(code: str, decision: Decision) -> Outcome:
    return Outcome("refused", problem=Problem(code, place=decision.item))
