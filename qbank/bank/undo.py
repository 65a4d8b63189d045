"""Undo and redo without limit, written to the log as ordinary decisions.

An undo is a short sequence of decisions that leads an item back to the state and content it had, so export, import
and check need not know of it. What comes next is told by ``steps``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from sqlalchemy import Connection, Row

from qbank.bank import chain, decisions, priorities, steps, store
from qbank.bank.chain import State
from qbank.bank.decisions import WITH_CONTENT, state_after
from qbank.bank.records import Change, Outcome
from qbank.bank.steps import Past
from qbank.errors import Problem, QbankError
from qbank.model.decision import Action, Decision
from qbank.model.item import Item

_PLAIN: tuple[Action, ...] = ("accept", "reject", "retire", "reopen", "later", "delete", "restore")


@dataclass(frozen=True, slots=True)
class Author:
    """Who undoes, under which fresh op_id, and when (ISO 8601, UTC)."""

    name: str
    op_id: str
    at: str


def undo(conn: Connection, step: str, author: Author) -> list[Outcome]:
    """Lead the items of a step back to where they were; those that changed since stay, as conflicts.

    Nothing happens (an empty list) when ``step`` is not what the author can undo now; the same op_id again gives
    the items again.
    """
    writer = _Writer(conn, author, step, "undo")
    again = writer.answered()
    coming = steps.undoable(conn, author.name)
    if again or step not in {coming.goes, *coming.passed}:
        return again
    pasts = steps.pasts(conn, steps.items_of(steps.events(conn, author.name, step)))
    return [writer.lead_back(item_id, past) for item_id, past in pasts.items()]


def redo(conn: Connection, step: str, author: Author) -> list[Outcome]:
    """Carry out an undone step again on the items that stand where the undo left them; see ``undo``."""
    writer = _Writer(conn, author, step, "redo")
    again = writer.answered()
    coming = steps.redoable(conn, author.name)
    if again or step not in {coming.goes, *coming.passed}:
        return again
    pasts = steps.pasts(conn, steps.items_of(steps.events(conn, author.name, step)))
    undone = {item_id: past for item_id, past in pasts.items() if past.is_undone(author.name, step)}
    return [writer.repeat(item_id, past) for item_id, past in undone.items()]


@dataclass(slots=True)
class _Writer:
    """Writes one undo or redo of ``step``: decisions with numbered op_ids."""

    conn: Connection
    author: Author
    step: str
    kind: Literal["undo", "redo"]
    written: int = 0

    @property
    def _group(self) -> str:
        return f"{self.kind}/{self.author.op_id}/{self.step}"

    def answered(self) -> list[Outcome]:
        """Return the items as they stood after this very undo or redo, none if it was not done yet."""
        done = {row.item: row.revision for row in steps.events(self.conn, self.author.name, self._group)}
        return [Outcome("done", store.version(self.conn, item_id, revision)) for item_id, revision in done.items()]

    def lead_back(self, item_id: str, past: Past) -> Outcome:
        """Bring an item back to how it was before the step."""
        before = past.before(self.author.name, self.step)
        if before is None or not past.can_undo(self.author.name, self.step):
            return self._changed_since(item_id)
        other = before.body_hash != past.newest.body_hash
        content = store.version(self.conn, item_id, before.revision) if other else None
        route = way(chain.state_of(past.newest), chain.state_of(before), with_content=other)
        reason = past.reason(before.revision)
        return self._decide(item_id, [(action, reason if action == "reject" else "", content) for action in route])

    def repeat(self, item_id: str, past: Past) -> Outcome:
        """Carry out on an item what the step did to it, with the same reasons and contents."""
        own = past.own(self.author.name, self.step)
        if not past.can_redo(self.author.name, self.step) or not _is_allowed(past, own):
            return self._changed_since(item_id)
        contents = {
            row.revision: store.version(self.conn, item_id, row.revision) for row in own if row.action in WITH_CONTENT
        }
        return self._decide(item_id, [(row.action, row.reason, contents.get(row.revision)) for row in own])

    def _decide(self, item_id: str, wanted: Sequence[tuple[Action, str, Item | None]]) -> Outcome:
        stood = store.rows(self.conn, [item_id])[item_id]
        for base, (action, reason, content) in enumerate(wanted, stood.revision):
            self.written += 1
            op_id = f"{self._group}/{self.written}"
            decision = Decision(op_id, item_id, base + 1, action, self.author.name, self.author.at, reason)
            outcome = decisions.decide(self.conn, Change(decision, base, content if action in WITH_CONTENT else None))
            if outcome.problem is not None:
                raise QbankError(outcome.problem)
        now = store.rows(self.conn, [item_id])[item_id]
        if now.priority != stood.priority:  # its place in the review order is no matter of a content
            priorities.give(self.conn, {item_id: stood.priority})
        return Outcome("done", replace(store.to_item(now), priority=stood.priority))

    def _changed_since(self, item_id: str) -> Outcome:
        row = store.rows(self.conn, [item_id])[item_id]
        return Outcome("conflict", store.to_item(row), Problem("bank-changed-since", place=item_id))


def _is_allowed(past: Past, own: Sequence[Row[Any]]) -> bool:
    """Tell whether what a step did can be done to the item as it stands; a log from elsewhere may say anything."""
    state: State | None = chain.state_of(past.newest)
    for row in own:
        state = state_after(state, row.action) if state else None
    return state is not None


@cache
def way(now: State, then: State, *, with_content: bool) -> tuple[Action, ...]:
    """Return the shortest sequence of ordinary decisions from one state to another.

    Args:
        now: the state to start from.
        then: the state to reach.
        with_content: one of the decisions must be ``edit`` or ``fix``, which give the item its content.
    """
    open_ways: deque[tuple[State, bool, tuple[Action, ...]]] = deque([(now, not with_content, ())])
    seen = {(now, not with_content)}
    while open_ways:
        state, has_content, found = open_ways.popleft()
        if state == then and has_content:
            return found
        actions: tuple[Action, ...] = _PLAIN if has_content else (*_PLAIN, "edit", "fix")
        for action in actions:
            after = state_after(state, action)
            reached = has_content or action in WITH_CONTENT
            if after is not None and (after, reached) not in seen:
                seen.add((after, reached))
                open_ways.append((after, reached, (*found, action)))
    raise ValueError(f"no way from {now} to {then}")
