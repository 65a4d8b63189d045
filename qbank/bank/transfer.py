"""Items with their past, out of one bank and into another: ids, revisions and decisions stay the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from qbank.bank import chain, decisions, documents, stimuli, store
from qbank.bank.chain import Event, State
from qbank.bank.records import ImportCount
from qbank.bank.schema import event, item, item_version
from qbank.errors import Problem
from qbank.model.decision import Decision
from qbank.model.document import Document
from qbank.model.item import Item
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus

_BATCH = 500
"""Records that are stored together, and values in one question: a database takes some 30,000 at most."""


class _Step(NamedTuple):
    """One revision of a record's item: the decision, new content if it brought any, the item as it then stood."""

    decision: Decision
    content: Item | None
    stood: Item | None


def import_records(
    conn: Connection,
    records: Iterable[ItemRecord],
    docs: Iterable[Document],
    *,
    shared: Iterable[Stimulus] = (),
    actor: str,
    at: str,
) -> ImportCount:
    """Store records whose ids are new, and the documents they cite; an id the bank has must stand for the same content.

    A record is known when the bank once held exactly its item at its revision, whatever came later.
    With problems, what was stored is to be rolled back.
    """
    documents.put_missing(conn, docs)
    added, known, problems, seen = 0, 0, stimuli.put(conn, shared), set[str]()
    rest = iter(records)
    while batch := list(islice(rest, _BATCH)):
        count = _import_batch(conn, batch, seen, actor=actor, at=at)
        added, known = added + count.added, known + count.known
        problems += count.problems
        seen.update(record.item.id for record in batch)
    return ImportCount(added, known, tuple(problems)) if not problems else ImportCount(0, 0, tuple(problems))


def _import_batch(
    conn: Connection, records: Sequence[ItemRecord], seen: set[str], *, actor: str, at: str
) -> ImportCount:
    problems = [problem for record in records for problem in _bad_history(record)] + _repeated(records, seen)
    if problems:
        return ImportCount(0, 0, tuple(problems))
    known = store.known(conn, [record.item.id for record in records])
    fresh = [record for record in records if record.item.id not in known]
    problems += [_other_content(record) for record in records if record.item.id in known and not _holds(conn, record)]
    problems += _taken(conn, fresh) + _without_stimulus(conn, fresh)
    if not problems:
        _insert(conn, fresh, actor, at)
    return ImportCount(len(fresh), len(known), tuple(problems))


def export_page(conn: Connection, rows: Sequence[Row[Any]]) -> list[ItemRecord]:
    """Return rows of ``store.CURRENT`` with their earlier contents and decisions."""
    ids = [row.id for row in rows]
    past = decisions.history(conn, ids)
    versions = _versions(conn, ids)
    return [ItemRecord(store.to_item(row), tuple(versions[row.id]), tuple(past[row.id])) for row in rows]


def _versions(conn: Connection, ids: Sequence[str]) -> dict[str, list[Item]]:
    then = (event.c.item == item_version.c.item) & (event.c.revision == item_version.c.revision)
    current = select(item.c.content).where(item.c.id == item_version.c.item).scalar_subquery()
    rows = conn.execute(
        select(item_version, event.c.status, event.c.later, event.c.deleted)
        .join(event, then)
        .where(item_version.c.item.in_(ids), item_version.c.revision != current)
        .order_by(item_version.c.item, item_version.c.revision)
    )
    found: dict[str, list[Item]] = {item_id: [] for item_id in ids}
    for row in rows:
        found[row.item].append(store.item_of(row.item, row.body, row.revision, chain.state_of(row)))
    return found


# --- what a record must keep to -------------------------------------------------------------------


def _bad_history(record: ItemRecord) -> Iterator[Problem]:
    each = record.item
    decided = [decision.revision for decision in record.decisions]
    earlier = [old.revision for old in record.versions]
    rising = all(a < b for a, b in pairwise(decided)) and all(a < b for a, b in pairwise(earlier))
    in_range = all(1 <= number <= each.revision for number in decided) and all(
        1 <= number < each.revision for number in earlier
    )
    own = all(decision.item == each.id and decision.op_id for decision in record.decisions) and all(
        old.id == each.id for old in record.versions
    )
    if not (each.id and rising and in_range and own and 1 <= each.revision < store.LAST_REVISION):
        yield Problem("bank-import-history", place=each.id)


def _repeated(records: Sequence[ItemRecord], seen: set[str]) -> list[Problem]:
    ids = Counter(record.item.id for record in records)
    ops = Counter(decision.op_id for record in records for decision in record.decisions)
    twice = {name for name, times in ids.items() if times > 1 or name in seen}
    shared = {decision.item for record in records for decision in record.decisions if ops[decision.op_id] > 1}
    return [Problem("bank-import-twice", place=name) for name in sorted(twice)] + [
        Problem("bank-import-history", place=name) for name in sorted(shared - twice)
    ]


def _taken(conn: Connection, fresh: Sequence[ItemRecord]) -> list[Problem]:
    ops = {decision.op_id: decision.item for record in fresh for decision in record.decisions}
    names, found = list(ops), set[str]()
    for start in range(0, len(names), _BATCH):
        some = names[start : start + _BATCH]
        found.update(conn.execute(select(event.c.op_id).where(event.c.op_id.in_(some))).scalars())
    return [Problem("bank-import-history", place=name) for name in sorted({ops[op_id] for op_id in found})]


def _without_stimulus(conn: Connection, fresh: Sequence[ItemRecord]) -> list[Problem]:
    contents = [each for record in fresh for each in (record.item, *record.versions)]
    missing = stimuli.unknown(conn, contents)
    without = {each.id for each in contents if each.stimulus in missing}
    return [Problem("bank-unknown-stimulus", place=name) for name in sorted(without)]


def _holds(conn: Connection, record: ItemRecord) -> bool:
    each = record.item
    stored = conn.execute(
        select(event.c.status, event.c.later, item_version.c.body, item_version.c.body_hash)
        .join(item_version, (item_version.c.item == event.c.item) & (item_version.c.body_hash == event.c.body_hash))
        .where(event.c.item == each.id, event.c.revision == each.revision)
    ).first()
    return (
        stored is not None
        and store.says_the_same(each, stored.body, stored.body_hash)
        and (stored.status, bool(stored.later)) == (each.status, each.later)
    )


def _other_content(record: ItemRecord) -> Problem:
    return Problem("bank-import-other-content", place=record.item.id)


# --- storing --------------------------------------------------------------------------------------


def _insert(conn: Connection, records: Sequence[ItemRecord], actor: str, at: str) -> None:
    stored, events = [], []
    for record in records:
        steps = _steps(record, actor, at)
        own = _events(steps)
        content = [step.decision.revision for step in steps if step.content][-1]
        stored.append(store.Stored(record.item, store.content_of(record.item), own[-1].state.deleted, content))
        events += own
    store.insert(conn, stored)
    for old in (old for record in records for old in record.versions):
        store.insert_version(conn, old.id, old.revision, store.content_of(old))
    chain.append(conn, events)


def _steps(record: ItemRecord, actor: str, at: str) -> list[_Step]:
    """Return a record's revisions in order; what no decision tells of, the import itself did."""
    stood = {each.revision: each for each in (*record.versions, record.item)}
    decided = {decision.revision: decision for decision in record.decisions}
    for revision in stood.keys() - decided.keys():
        op_id = f"import/{record.item.id}/{revision}"
        decided[revision] = Decision(op_id, record.item.id, revision, "import", actor, at)
    contents = {old.revision: old for old in record.versions} | {_content_revision(record): record.item}
    for decision in decided.values():
        decisions.refuse_bad_decision(decision)
    return [_Step(decided[number], contents.get(number), stood.get(number)) for number in sorted(decided)]


def _content_revision(record: ItemRecord) -> int:
    """Return the revision the item's content dates from; nothing in a record says it outright."""
    earliest = record.versions[-1].revision if record.versions else 0
    made = (
        decision.revision
        for decision in record.decisions
        if decision.action in decisions.WITH_CONTENT and decision.revision > earliest
    )
    return max(made, default=record.item.revision)


def _events(steps: Sequence[_Step]) -> list[Event]:
    """Return what happened with the state after it: as the item stood, else as the action says."""
    state, body_hash, events = State("draft"), "", []
    for step in steps:
        state = decisions.state_after(state, step.decision.action) or state
        if step.stood is not None:
            state = state._replace(status=step.stood.status, later=step.stood.later)
        if step.content is not None:
            body_hash = store.content_of(step.content).hash
        events.append(Event(step.decision, state, body_hash))
    return events
