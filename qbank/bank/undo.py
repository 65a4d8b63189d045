"""Undo and redo without limit: read from the log, written to it as ordinary decisions.

An undo is a short sequence of decisions that leads an item back, so export, import and check need not know of it.
A person's operation has the op_id ``OP``, or ``OP/1``, ``OP/2`` … where it is many decisions; undoing it writes
``undo/NEW/OP/1`` …, redoing it ``redo/NEW/OP/1`` …. What ``group`` leaves of an op_id is one step of undo.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, select

from qbank.bank import chain, decisions, store
from qbank.bank.chain import State
from qbank.bank.decisions import WITH_CONTENT, state_after
from qbank.bank.records import Change, Outcome, Step
from qbank.bank.schema import event
from qbank.errors import Problem
from qbank.model.decision import Action, Decision
from qbank.model.item import Item

_PLAIN: tuple[Action, ...] = ("accept", "reject", "retire", "reopen", "later", "delete", "restore")
_CHUNK = 500
_NOT_A_PERSONS = frozenset({"draft", "redraft"})
_END = "0"
"""The character after ``/``: what lies between a prefix with one and with the other has the prefix."""


class Steps(NamedTuple):
    """What a person can undo and redo now, None where there is nothing."""

    undo: Step | None
    redo: Step | None


@dataclass(frozen=True, slots=True)
class Author:
    """Who undoes, under which fresh op_id, and when (ISO 8601, UTC)."""

    name: str
    op_id: str
    at: str


def group(op_id: str) -> str:
    """Return the step an event belongs to: ``OP``, ``undo/NEW/OP`` or ``redo/NEW/OP``."""
    parts = op_id.split("/")
    return "/".join(parts[:3]) if parts[0] in {"undo", "redo"} else parts[0]


def steps(conn: Connection, actor: str) -> Steps:
    """Return what a person can undo and redo: as in any editor, a new operation ends what could be redone."""
    undone: set[str] = set()
    redone: Counter[str] = Counter()
    undo = redo = ""
    is_closed = False
    for name in _groups(conn, actor):
        kind, _, target = name.split("/") if "/" in name else ("", "", name)
        if kind == "undo" and redone[target]:
            redone[target] -= 1
        elif kind == "undo":
            undone.add(target)
            redo = redo or ("" if is_closed else target)
        else:
            redone[target] += kind == "redo"
            is_alive = target not in undone
            is_closed = is_closed or (is_alive and not kind)
            undo = undo or (target if is_alive else "")
        if undo and (redo or is_closed):
            break
    return Steps(_step(conn, undo), _step(conn, redo))


def undo(conn: Connection, step: str, author: Author) -> list[Outcome]:
    """Lead the items of a step back to where they were; those that changed since stay, as conflicts.

    Nothing happens (an empty list) when ``step`` is not what the author can undo now; the same op_id again gives
    the items again.
    """
    prefix = f"undo/{author.op_id}/{step}"
    past = _events(conn, prefix)
    if past:
        return [Outcome("done", store.version(conn, row.item, row.revision)) for row in past]
    now = steps(conn, author.name).undo
    if now is None or now.op != step:
        return []
    return _Writer(conn, author, prefix).lead_back(_by_item(_last_realisation(conn, step)))


def redo(conn: Connection, step: str, author: Author) -> list[Outcome]:
    """Carry out an undone step again on the items that still stand where the undo left them; see ``undo``."""
    prefix = f"redo/{author.op_id}/{step}"
    past = _events(conn, prefix)
    if past:
        return [Outcome("done", store.version(conn, row.item, row.revision)) for row in past]
    now = steps(conn, author.name).redo
    if now is None or now.op != step:
        return []
    left = {name: rows[-1].revision for name, rows in _by_item(_latest(conn, "undo", step)).items()}
    return _Writer(conn, author, prefix).repeat(_by_item(_events(conn, step)), left)


@dataclass(slots=True)
class _Writer:
    conn: Connection
    author: Author
    prefix: str
    written: int = 0

    def lead_back(self, done: dict[str, list[Row[Any]]]) -> list[Outcome]:
        return [self._lead_back(name, rows) for name, rows in done.items()]

    def repeat(self, done: dict[str, list[Row[Any]]], left: dict[str, int]) -> list[Outcome]:
        return [self._repeat(name, rows, left[name]) for name, rows in done.items() if name in left]

    def _lead_back(self, item_id: str, rows: Sequence[Row[Any]]) -> Outcome:
        stands = store.row_of(self.conn, item_id)
        before = self.conn.execute(
            select(event).where(event.c.item == item_id, event.c.revision == rows[0].revision - 1)
        ).first()
        if stands is None or before is None or stands.revision != rows[-1].revision:
            return _changed_since(self.conn, item_id)
        then = chain.state_of(before)
        content = store.version(self.conn, item_id, before.revision) if before.body_hash != stands.body_hash else None
        outcome = Outcome("done", store.to_item(stands))
        reason = _reason(self.conn, item_id, before.revision)
        for action in route(chain.state_of(stands), then, with_content=content is not None):
            outcome = self._decide(item_id, action, reason if action == "reject" else "", content)
        return outcome

    def _repeat(self, item_id: str, rows: Sequence[Row[Any]], left: int) -> Outcome:
        stands = store.row_of(self.conn, item_id)
        if stands is None or stands.revision != left:
            return _changed_since(self.conn, item_id)
        outcome = Outcome("done", store.to_item(stands))
        for row in rows:
            content = store.version(self.conn, item_id, row.revision) if row.action in WITH_CONTENT else None
            outcome = self._decide(item_id, row.action, row.reason, content)
        return outcome

    def _decide(self, item_id: str, action: Action, reason: str, content: Item | None) -> Outcome:
        self.written += 1
        stands = store.row_of(self.conn, item_id)
        if stands is None:
            raise ValueError(f"{item_id} is not in the bank")
        op_id = f"{self.prefix}/{self.written}"
        decision = Decision(op_id, item_id, stands.revision + 1, action, self.author.name, self.author.at, reason)
        return decisions.decide(
            self.conn, Change(decision, stands.revision, content if action in WITH_CONTENT else None)
        )


def route(now: State, then: State, *, with_content: bool) -> list[Action]:
    """Return the shortest sequence of ordinary decisions from one state to another.

    Args:
        now: the state to start from.
        then: the state to reach.
        with_content: one of the decisions must be ``edit`` or ``fix``, which give the item its content.
    """
    open_ways: deque[tuple[State, bool, list[Action]]] = deque([(now, not with_content, [])])
    seen = {(now, not with_content)}
    while open_ways:
        state, has_content, way = open_ways.popleft()
        if state == then and has_content:
            return way
        actions: tuple[Action, ...] = _PLAIN if has_content else (*_PLAIN, "edit", "fix")
        for action in actions:
            after = state_after(state, action)
            reached = has_content or action in WITH_CONTENT
            if after is not None and (after, reached) not in seen:
                seen.add((after, reached))
                open_ways.append((after, reached, [*way, action]))
    raise ValueError(f"no way from {now} to {then}")


def _groups(conn: Connection, actor: str) -> Iterator[str]:
    """Yield the steps of a person, the newest first, each once."""
    seen: set[str] = set()
    before: int | None = None
    while True:
        statement = select(event.c.seq, event.c.op_id).where(event.c.actor == actor, event.c.action != "import")
        if before is not None:
            statement = statement.where(event.c.seq < before)
        rows = conn.execute(statement.order_by(event.c.seq.desc()).limit(_CHUNK)).all()
        for row in rows:
            name = group(row.op_id)
            if name not in seen and name not in _NOT_A_PERSONS:
                seen.add(name)
                yield name
        if len(rows) < _CHUNK:
            return
        before = rows[-1].seq


def _step(conn: Connection, op: str) -> Step | None:
    rows = _events(conn, op) if op else []
    if not rows:
        return None
    return Step(op, rows[0].action, tuple(dict.fromkeys(row.item for row in rows)), rows[-1].at)


def _events(conn: Connection, name: str) -> Sequence[Row[Any]]:
    """Return the events of a step, oldest first."""
    whole = event.c.op_id == name
    part = event.c.op_id.between(f"{name}/", f"{name}{_END}") & (event.c.op_id != f"{name}{_END}")
    return conn.execute(select(event).where(whole | part).order_by(event.c.seq)).all()


def _last_realisation(conn: Connection, step: str) -> Sequence[Row[Any]]:
    """Return the events by which a step was last carried out: its own, or those of its latest redo."""
    return _latest(conn, "redo", step) or _events(conn, step)


def _latest(conn: Connection, kind: Literal["undo", "redo"], step: str) -> Sequence[Row[Any]]:
    """Return the events of the latest undo or redo of a step, none if there was none."""
    rows = conn.execute(
        select(event).where(event.c.op_id.between(f"{kind}/", f"{kind}{_END}")).order_by(event.c.seq)
    ).all()
    mine = [row for row in rows if group(row.op_id).split("/")[2:] == [step]]
    return [row for row in mine if group(row.op_id) == group(mine[-1].op_id)]


def _by_item(rows: Sequence[Row[Any]]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    return found


def _reason(conn: Connection, item_id: str, revision: int) -> str:
    """Return why an item was last rejected up to a revision."""
    rejected = (event.c.item == item_id, event.c.action == "reject", event.c.revision <= revision)
    latest = select(event.c.reason).where(*rejected).order_by(event.c.revision.desc()).limit(1)
    return conn.execute(latest).scalar() or ""


def _changed_since(conn: Connection, item_id: str) -> Outcome:
    row = store.row_of(conn, item_id)
    return Outcome("conflict", store.to_item(row) if row else None, Problem("bank-changed-since", place=item_id))
