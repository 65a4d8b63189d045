"""What a person can undo and redo, read from the log alone: so it outlives every restart.

A person's operation has the op_id ``OP``, or ``OP/1``, ``OP/2`` … where it is many decisions. Undoing it writes
``undo/NEW/OP/1`` …, redoing it ``redo/NEW/OP/1`` …. All events of one operation by one person are a step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, Select, select

from qbank.bank import chain, store
from qbank.bank.records import Step
from qbank.bank.schema import event

_PAGE, _CHUNK = 20, 500
"""Events of a person that are read at once, and further ones: what comes next is nearly always among the newest."""
_END = "0"
"""The character after ``/``: what lies between a prefix with one and with the other has the prefix."""

_OF_ITEM = ("item", "revision", "op_id", "actor", "action", "reason", "body_hash", "status", "later", "deleted")
_OF_STEP = ("op_id", "item", "revision", "action", "at")

Kind = Literal["do", "undo", "redo"]


class Doing(NamedTuple):
    """What an event was part of: the operation ``target``, its undo or its redo. ``group`` is common to its events."""

    kind: Kind
    target: str
    group: str


def doing(op_id: str) -> Doing:
    """Return what an event was part of."""
    words = op_id.split("/")
    if len(words) == 4 and words[0] in {"undo", "redo"}:
        return Doing("undo" if words[0] == "undo" else "redo", words[2], "/".join(words[:3]))
    return Doing("do", words[0], words[0])


def group(op_id: str) -> str:
    """Return what is common to the events that were written together: ``OP``, ``undo/NEW/OP`` or ``redo/NEW/OP``."""
    return doing(op_id).group


# --- the past of one item -------------------------------------------------------------------------


@dataclass(slots=True)
class _Span:
    """What one operation did to an item: its first and last revision, and how many it wrote."""

    first: int
    last: int
    count: int = 1
    latest: Kind = "do"


class Past:
    """An item's events, and at which of its revisions it stands in truth.

    An undo leads an item back to the revision before the operation, a redo forth to its last one. It then has another
    number and the same state and content, so whatever could be undone or redone at that revision can be again.
    """

    def __init__(self, events: Sequence[Row[Any]]) -> None:
        self.events = {row.revision: row for row in events}
        self.newest = events[-1]
        self._spans: dict[tuple[str, str], _Span] = {}
        self._place: dict[int, int] = {}
        for row in events:
            self._place[row.revision] = self._placed(row)

    def _placed(self, row: Row[Any]) -> int:
        kind, target, _ = doing(row.op_id)
        span = self._spans.get((row.actor, target))
        if kind == "do":
            if span is None:
                self._spans[row.actor, target] = _Span(row.revision, row.revision)
            else:
                span.last, span.count, span.latest = row.revision, span.count + 1, "do"
        elif span is not None:
            span.latest = kind
            return span.last if kind == "redo" else self._at(span.first - 1)
        return int(row.revision)

    def _at(self, revision: int) -> int:
        return self._place.get(revision, revision)

    def own(self, actor: str, target: str) -> list[Row[Any]]:
        """Return what a person's operation did to the item, oldest first."""
        span = self._spans.get((actor, target))
        if span is None:
            return []
        between = (self.events.get(revision) for revision in range(span.first, span.last + 1))
        return [row for row in between if row is not None and (row.actor, doing(row.op_id).target) == (actor, target)]

    def before(self, actor: str, target: str) -> Row[Any] | None:
        """Return how the item stood before a person's operation, None if the log does not know."""
        span = self._spans.get((actor, target))
        row = self.events.get(span.first - 1) if span else None
        return row if row is not None and row.body_hash else None

    def reason(self, revision: int) -> str:
        """Return why the item was last rejected up to a revision."""
        rejected = [row for row in self.events.values() if row.action == "reject" and row.revision <= revision]
        return rejected[-1].reason if rejected else ""

    def is_undone(self, actor: str, target: str) -> bool:
        """Tell whether the last that happened to an operation on the item was its undo."""
        span = self._spans.get((actor, target))
        return span is not None and span.latest == "undo"

    def can_undo(self, actor: str, target: str) -> bool:
        """Tell whether the item stands where a person's operation left it, and nobody came in between."""
        span = self._spans.get((actor, target))
        return (
            span is not None
            and span.last - span.first + 1 == span.count
            and self._at(self.newest.revision) == span.last
            and self.before(actor, target) is not None
        )

    def can_redo(self, actor: str, target: str) -> bool:
        """Tell whether the item stands where it stood before a person's operation that was undone."""
        span = self._spans.get((actor, target))
        return span is not None and span.latest == "undo" and self._at(self.newest.revision) == self._at(span.first - 1)


def pasts(conn: Connection, ids: Sequence[str]) -> dict[str, Past]:
    """Return the pasts of some items."""
    wanted: Select[Any] = select(*(event.c[name] for name in _OF_ITEM))
    found: dict[str, list[Row[Any]]] = {}
    for page in store.pages(ids):
        for row in conn.execute(wanted.where(event.c.item.in_(page)).order_by(event.c.item, event.c.revision)):
            found.setdefault(row.item, []).append(row)
    return {item_id: Past(rows) for item_id, rows in found.items()}


# --- the steps of one person ----------------------------------------------------------------------


class Coming(NamedTuple):
    """Which operation of a person ``goes`` next, None if none does.

    ``passed`` are newer ones none of whose items stands where it was left: somebody else was faster.
    """

    goes: str | None
    passed: frozenset[str]


def undoable(conn: Connection, actor: str) -> Coming:
    """Return what a person's undo takes back: their newest operation that still counts."""
    latest: dict[str, Kind] = {}
    passed = set[str]()
    for row, load in _own(conn, actor):
        kind, target, _ = doing(row.op_id)
        if latest.setdefault(target, kind) != "undo":
            if load()[row.item].can_undo(actor, target):
                return Coming(target, frozenset(passed))
            passed.add(target)
    return Coming(None, frozenset(passed))


def redoable(conn: Connection, actor: str) -> Coming:
    """Return what a person's redo does again: what they undid last; a new operation leaves nothing to redo."""
    latest: dict[str, Kind] = {}
    passed = set[str]()
    for row, load in _own(conn, actor):
        kind, target, _ = doing(row.op_id)
        if kind == "do":
            break
        if latest.setdefault(target, kind) == "undo":
            if load()[row.item].can_redo(actor, target):
                return Coming(target, frozenset(passed))
            passed.add(target)
    return Coming(None, frozenset(passed))


def step(conn: Connection, actor: str, target: str | None) -> Step | None:
    """Return a person's operation as it is shown, None if there is none of that name."""
    rows = events(conn, actor, target) if target is not None else []
    return Step(target, rows[0].action, items_of(rows), rows[-1].at) if rows and target is not None else None


def events(conn: Connection, actor: str, name: str) -> list[Row[Any]]:
    """Return the events of one group by one person, oldest first."""
    named = (event.c.op_id == name) | ((event.c.op_id > f"{name}/") & (event.c.op_id < f"{name}{_END}"))
    wanted: Select[Any] = select(*(event.c[column] for column in _OF_STEP)).where(named, event.c.actor == actor)
    rows = conn.execute(wanted.where(chain.by_person()).order_by(event.c.seq))
    return [row for row in rows if group(row.op_id) == name]


def items_of(rows: Sequence[Row[Any]]) -> tuple[str, ...]:
    """Return the items of some events, each once."""
    return tuple(dict.fromkeys(row.item for row in rows))


def _own(conn: Connection, actor: str) -> Iterator[tuple[Row[Any], Callable[[], dict[str, Past]]]]:
    """Yield a person's events, newest first, each with what loads the past of its item."""
    own: Select[Any] = select(event.c.seq, event.c.op_id, event.c.item).where(event.c.actor == actor, chain.by_person())
    own = own.order_by(event.c.seq.desc())
    size = _PAGE
    rows = conn.execute(own.limit(size)).all()
    while rows:
        for start in range(0, len(rows), _PAGE):
            page = rows[start : start + _PAGE]
            load = cache(partial(pasts, conn, items_of(page)))
            yield from ((row, load) for row in page)
        if len(rows) < size:
            return
        size = _CHUNK
        rows = conn.execute(own.where(event.c.seq < rows[-1].seq).limit(size)).all()
