"""The append-only log: each event carries the hash of the one before it, the first that of the bank's birth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from qbank.bank.schema import event, meta
from qbank.bank.sealing import seal
from qbank.model.decision import Action, Decision
from qbank.model.item import Status

_SEALED = (
    "prev_hash", "seq", "op_id", "item", "revision", "action", "actor", "at", "reason", "status", "later",
    "deleted", "body_hash",
)  # fmt: skip


class State(NamedTuple):
    """What decisions change about an item."""

    status: Status
    later: bool = False
    deleted: bool = False


class Head(NamedTuple):
    """The newest event: its number (0 in an empty log) and hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Event:
    """A decision with the item's state and content after it, before it has its place in the chain."""

    decision: Decision
    state: State
    body_hash: str


def head(conn: Connection) -> Head:
    """Return the newest event's number and hash."""
    row = conn.execute(select(event.c.seq, event.c.hash).order_by(event.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hash) if row else Head(0, genesis(conn))


def genesis(conn: Connection) -> str:
    """Return the hash the first event follows: it stands for the bank's id and time of creation."""
    found = identity(conn)
    return seal(found.get("id"), found.get("created"))


def identity(conn: Connection) -> dict[str, str]:
    """Return what ``meta`` says about the bank."""
    return {row.key: row.value for row in conn.execute(select(meta))}


def append(conn: Connection, events: Iterable[Event]) -> None:
    """Add events behind the newest one, in the order given."""
    last = head(conn)
    rows = []
    for each in events:
        row = _row(each, last)
        last = Head(row["seq"], row["hash"])
        rows.append(row)
    if rows:
        conn.execute(event.insert(), rows)


def broken_links(conn: Connection) -> Iterator[Row[Any]]:
    """Yield every event whose number, predecessor or hash is not what it must be."""
    last = Head(0, genesis(conn))
    for row in conn.execute(select(event).order_by(event.c.seq).execution_options(yield_per=1000)):
        if row.seq != last.seq + 1 or row.prev_hash != last.hash or row.hash != _hash(row._asdict()):
            yield row
        last = Head(row.seq, row.hash)


def by_person() -> ColumnElement[bool]:
    """Return the condition that an event is somebody's decision: neither a draft's coming and going nor an import."""
    return and_(event.c.action.not_in(("draft", "import")), event.c.op_id.not_like("redraft/%"))


def decision_of(row: Row[Any]) -> Decision:
    """Return an event's row as the decision it records."""
    return Decision(row.op_id, row.item, row.revision, row.action, row.actor, row.at, row.reason)


def state_of(row: Row[Any]) -> State:
    """Return the state in a row of ``event`` or ``item``."""
    return State(row.status, bool(row.later), bool(row.deleted))


def _row(each: Event, last: Head) -> dict[str, Any]:
    decision, state = each.decision, each.state
    action: Action = decision.action
    row = {
        "seq": last.seq + 1,
        "op_id": decision.op_id,
        "item": decision.item,
        "revision": decision.revision,
        "action": action,
        "actor": decision.actor,
        "at": decision.at,
        "reason": decision.reason,
        "status": state.status,
        "later": int(state.later),
        "deleted": int(state.deleted),
        "body_hash": each.body_hash,
        "prev_hash": last.hash,
    }
    return {**row, "hash": _hash(row)}


def _hash(row: Mapping[str, Any]) -> str:
    return seal(*(row[name] for name in _SEALED))
