"""Drafts: they come in, come again changed, and go when their source no longer says so.

Only what nobody but the program has touched is changed: an item that somebody decided about, edited or put
aside stays as it is. Its place in the review order is no part of that: it is brought up to date while the item is
undecided, without a revision and without a line in the log.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from qbank.bank import chain, priorities, stimuli, store
from qbank.bank.chain import Event, State
from qbank.bank.records import DraftCount
from qbank.bank.schema import event, item
from qbank.bank.store import Stored
from qbank.errors import QbankError
from qbank.model.decision import Action, Decision
from qbank.model.item import Item
from qbank.model.stimulus import Stimulus

GONE, BACK = "source-gone", "source-back"
"""Reasons in the log: the document no longer gives the draft, and it gives it again."""
_BATCH = 500


class Author(NamedTuple):
    """Who is named in the log, and when."""

    name: str
    at: str

    def event(self, item_id: str, revision: int, action: Action, body_hash: str, reason: str = "") -> Event:
        """Return what happened to a draft."""
        op_id = f"draft/{item_id}" if revision == 1 else f"redraft/{item_id}/{revision}"
        decision = Decision(op_id, item_id, revision, action, self.name, self.at, reason)
        return Event(decision, State("draft", deleted=action == "delete"), body_hash)


def add(
    conn: Connection,
    items: Iterable[Item],
    *,
    shared: Iterable[Stimulus] = (),
    document: str | None,
    author: Author,
) -> DraftCount:
    """Store drafts; see ``Bank.add_drafts``.

    Raises:
        QbankError: ``bank-other-stimulus`` when the id of a stimulus stands for another content.
        ValueError: if an item is not a draft of revision 1, has no id, or names a stimulus the bank does not have.
    """
    given = list(items)
    for problem in stimuli.put(conn, shared):
        raise QbankError(problem)
    missing = stimuli.unknown(conn, given)
    if missing:
        raise ValueError(f"stimuli that nobody has stored: {sorted(missing)}")
    drafts = {each.id: _as_draft(each) for each in given}
    added = renewed = reordered = 0
    for batch in _batches(list(drafts)):
        rows = store.rows(conn, batch)
        fresh = [drafts[item_id] for item_id in batch if item_id not in rows]
        store.insert(conn, fresh)
        chain.append(conn, (author.event(each.item.id, 1, "draft", each.text.hash) for each in fresh))
        added += len(fresh)
        renewed += _renew(conn, rows, drafts, author)
        reordered += priorities.put(conn, {item_id: drafts[item_id].item.priority for item_id in rows})
    withdrawn = 0 if document is None else _withdraw(conn, document, drafts, author)
    return DraftCount(added, renewed, len(given) - added - renewed, withdrawn, reordered)


def _as_draft(each: Item) -> Stored:
    if not each.id or each.status != "draft" or each.revision != 1 or each.later:
        raise ValueError(f"{each.id!r}: a new draft has an id, status draft and revision 1")
    return Stored(each, store.content_of(each))


def _renew(conn: Connection, rows: Mapping[str, Row[Any]], drafts: Mapping[str, Stored], author: Author) -> int:
    """Give untouched drafts their new content, and take back what was withdrawn; return how many changed."""
    untouched = _untouched(conn, list(rows))
    past = [_again(conn, row, drafts[row.id], author) for row in rows.values() if row.id in untouched]
    chain.append(conn, (each for events in past for each in events))
    return sum(bool(events) for events in past)


def _again(conn: Connection, row: Row[Any], new: Stored, author: Author) -> list[Event]:
    events: list[Event] = []
    revision = row.revision
    if row.deleted:
        revision += 1
        events.append(author.event(row.id, revision, "restore", row.body_hash, BACK))
    if row.body_hash != new.text.hash and not store.says_the_same(new.item, row.body, row.body_hash):
        revision += 1
        store.replace_content(conn, new.item, new.text, revision)
        events.append(author.event(row.id, revision, "draft", new.text.hash))
    if events:
        store.set_state(conn, row.id, revision, events[-1].state)
    return events


def _withdraw(conn: Connection, document: str, keep: Collection[str], author: Author) -> int:
    """Move the untouched drafts of a document that are not to be kept to the recycle bin."""
    here = (item.c.document == document, item.c.pattern != "", item.c.status == "draft", item.c.deleted == 0)
    found = [each for each in conn.execute(select(item.c.id).where(*here)).scalars() if each not in keep]
    count = 0
    for batch in _batches(found):
        rows = store.rows(conn, sorted(_untouched(conn, batch)))
        events = [author.event(row.id, row.revision + 1, "delete", row.body_hash, GONE) for row in rows.values()]
        for each in events:
            store.set_state(conn, each.decision.item, each.decision.revision, each.state)
        chain.append(conn, events)
        count += len(events)
    return count


def _untouched(conn: Connection, ids: Sequence[str]) -> set[str]:
    """Return which items have no event but the program's own."""
    touched = (event.c.action != "draft") & event.c.reason.not_in((GONE, BACK))
    return set(ids).difference(conn.execute(select(event.c.item).where(event.c.item.in_(ids), touched)).scalars())


def _batches(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
