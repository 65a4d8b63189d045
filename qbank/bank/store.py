"""Items as rows and rows as items: put, change, get, query. Knows nothing of who may decide what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from qbank.bank import chain, priorities, search, sqlite
from qbank.bank.chain import State, state_of
from qbank.bank.records import Query
from qbank.bank.schema import event, item, item_source, item_stimulus, item_tag, item_version
from qbank.bank.sealing import canonical, digest
from qbank.errors import Problem, QbankError
from qbank.model.item import Item, Status
from qbank.types._codec import item_from_dict, item_to_dict

_STATE = ("status", "revision", "later", "source")
"""Fields of an item's JSON that are not its content; ``source`` repeats the first of ``sources``."""
PAGE = 500
"""Rows that are read in one transaction of a long walk."""
LAST_REVISION = 2**62
"""More than any item will see, and still a number every database takes."""

CURRENT = select(item, item_version.c.body, item_version.c.body_hash).join(
    item_version, and_(item_version.c.item == item.c.id, item_version.c.revision == item.c.content)
)
"""Every item with its content; a row of it is what the functions here call ``row``."""


class Content(NamedTuple):
    """What a version of an item says: canonical JSON and its hash."""

    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An item about to be stored for the first time; ``content`` is the revision its content dates from."""

    item: Item
    text: Content
    deleted: bool = False
    content: int = 1


def content_of(each: Item) -> Content:
    """Return an item's content; raises QbankError naming the field that breaks the rule at the door."""
    data = {name: value for name, value in item_to_dict(each).items() if name not in _STATE}
    body = canonical(data, each.id)
    return Content(body, digest(body))


def item_of(item_id: str, body: str, revision: int, state: State, priority: float | None = None) -> Item:
    """Return the item with that content, revision and state; ``item_id`` is for the message.

    Without a ``priority`` it has the one that its content was drafted with.

    Raises:
        QbankError: ``bank-item-unreadable`` when the content is damaged or of a type not known here.
    """
    try:
        data = json.loads(body)
        data.update(status=state.status, revision=revision, later=state.later)
        if priority is not None:
            data["priority"] = priority
        return item_from_dict(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QbankError(Problem("bank-item-unreadable", place=item_id, values={"detail": str(error)})) from error


def to_item(row: Row[Any]) -> Item:
    """Return a row of ``CURRENT`` as an item, with the priority it has now (see ``priorities``)."""
    return item_of(row.id, row.body, row.revision, state_of(row), row.priority)


def says_the_same(each: Item, body: str, body_hash: str) -> bool:
    """Tell whether an item's content is a stored one; where it stands in the review order says nothing about that."""
    try:
        then = json.loads(body)["priority"]
    except (ValueError, KeyError, TypeError):  # damaged: whatever it said, it is not this
        return False
    return content_of(replace(each, priority=then)).hash == body_hash


def row_of(conn: Connection, item_id: str) -> Row[Any] | None:
    """Return the row of an item, None if the bank does not know it."""
    return conn.execute(CURRENT.where(item.c.id == item_id)).first()


def version(conn: Connection, item_id: str, revision: int) -> Item | None:
    """Return an item as it stood at a revision, None if the bank does not know."""
    if not 0 < revision < LAST_REVISION:
        return None
    then = conn.execute(select(event).where(event.c.item == item_id, event.c.revision == revision)).first()
    content = conn.execute(
        select(item_version.c.body, item_version.c.revision, item.c.content, item.c.priority)
        .join(item, item.c.id == item_version.c.item)
        .where(item_version.c.item == item_id, item_version.c.revision <= revision)
        .order_by(item_version.c.revision.desc())
        .limit(1)
    ).first()
    if not then or not content:
        return None
    stood = item_of(item_id, content.body, revision, state_of(then))
    return replace(stood, priority=content.priority) if content.revision == content.content else stood


def rows(conn: Connection, ids: Sequence[str]) -> dict[str, Row[Any]]:
    """Return the rows of those of some ids that the bank has, in whatever state."""
    found = (conn.execute(CURRENT.where(item.c.id.in_(some))) for some in pages(ids))
    return {row.id: row for rows_of_page in found for row in rows_of_page}


def pages(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    """Yield ids in pages, each once; a database takes some 30,000 values in one question at most.

    Raises:
        QbankError: ``bank-bad-value`` when an id breaks the rule at the door.
    """
    rest = iter(dict.fromkeys(ids))
    while page := list(islice(rest, PAGE)):
        canonical(page, "id")
        yield page


def known(conn: Connection, ids: Sequence[str]) -> set[str]:
    """Return which of some ids the bank has, in whatever state."""
    canonical(list(ids), "id")
    return set(conn.execute(select(item.c.id).where(item.c.id.in_(ids))).scalars())


def insert(conn: Connection, batch: Sequence[Stored]) -> None:
    """Store new items with their content, lookups and search words."""
    if not batch:
        return
    conn.execute(item.insert(), [_item_row(each) for each in batch])
    conn.execute(item_version.insert(), [_version_row(each.item.id, each.content, each.text) for each in batch])
    _insert_lookups(conn, [each.item for each in batch])
    search.add(conn, [each.item for each in batch])


def insert_version(conn: Connection, item_id: str, revision: int, text: Content) -> None:
    """Store one further version of an item's content."""
    conn.execute(item_version.insert(), [_version_row(item_id, revision, text)])


def set_state(conn: Connection, item_id: str, revision: int, state: State) -> None:
    """Give an item a new revision and state."""
    values = {"revision": revision, "status": state.status, "later": int(state.later), "deleted": int(state.deleted)}
    conn.execute(item.update().where(item.c.id == item_id).values(**values))


def replace_content(conn: Connection, new: Item, text: Content, revision: int) -> None:
    """Give an item new content from ``revision`` on."""
    insert_version(conn, new.id, revision, text)
    priorities.forget(conn, [new.id])
    conn.execute(item.update().where(item.c.id == new.id).values(content=revision, **derived(new)))
    for lookup in (item_source, item_tag, item_stimulus):
        conn.execute(lookup.delete().where(lookup.c.item == new.id))
    _insert_lookups(conn, [new])
    search.update(conn, new)


def derived(each: Item) -> dict[str, str | float]:
    """Return the columns of ``item`` that repeat its content for queries."""
    return {
        "type": each.type,
        "priority": float(each.priority),
        "pattern": each.pattern,
        "document": each.sources[0].document if each.sources else "",
        "chapter": each.chapter,
        "difficulty": each.difficulty,
    }


def source_rows(each: Item) -> list[dict[str, Any]]:
    """Return an item's proof lines as rows."""
    return [
        {
            "item": each.id,
            "position": position,
            "document": source.document,
            "digest": source.digest,
            "start": source.start,
            "end": source.end,
        }
        for position, source in enumerate(each.sources)
    ]


def tag_rows(each: Item) -> list[dict[str, str]]:
    """Return an item's tags as rows, each once."""
    return [{"item": each.id, "tag": tag} for tag in dict.fromkeys(each.tags)]


def stimulus_rows(each: Item) -> list[dict[str, str]]:
    """Return the stimulus an item names as rows, none or one."""
    return [{"item": each.id, "stimulus": each.stimulus}] if each.stimulus else []


# --- queries --------------------------------------------------------------------------------------


def ids(conn: Connection, query: Query) -> Sequence[str]:
    """Return the ids of all items a query finds, in its order."""
    statement = select(item.c.id).where(*_conditions(conn, query))
    best_first = (item.c.priority.desc(),) if query.order == "review" else ()
    statement = statement.order_by(*best_first, item.c.id).offset(min(query.offset, LAST_REVISION))
    if query.limit is not None:
        statement = statement.limit(min(query.limit, LAST_REVISION))
    return conn.execute(statement).scalars().all()


def rows_of(conn: Connection, ids: Sequence[str], query: Query) -> Sequence[Row[Any]]:
    """Return the rows of some ids, in their order; what no longer has the query's status, tag … is left out."""
    conditions = _conditions(conn, replace(query, text=""))
    found = {row.id: row for row in conn.execute(CURRENT.where(item.c.id.in_(ids), *conditions))}
    return [found[item_id] for item_id in ids if item_id in found]


def every(conn: Connection) -> Iterator[Item]:
    """Yield all items in the order of ids, the recycle bin included; the tables may be changed meanwhile."""
    after = ""
    while rows := conn.execute(CURRENT.where(item.c.id > after).order_by(item.c.id).limit(PAGE)).all():
        yield from [to_item(row) for row in rows]
        after = rows[-1].id


def count(conn: Connection, query: Query) -> int:
    """Return how many items a query finds; its limit and offset do not count."""
    return conn.execute(select(func.count()).select_from(item).where(*_conditions(conn, query))).scalar_one()


def counts_by_status(conn: Connection, document: str | None) -> Mapping[Status, int]:
    """Return how many items have each status, the recycle bin left out."""
    statement: Select[Any] = select(item.c.status, func.count()).where(item.c.deleted == 0).group_by(item.c.status)
    if document is not None:
        statement = statement.where(item.c.document == document)
    found: dict[Status, int] = {"draft": 0, "accepted": 0, "rejected": 0, "retired": 0}
    return found | {row[0]: row[1] for row in conn.execute(statement)}


def _conditions(conn: Connection, query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [item.c.deleted == int(query.deleted)]
    for column, wanted in (
        (item.c.status, query.status),
        (item.c.document, query.document),
        (item.c.type, query.type),
        (item.c.pattern, query.pattern),
        (item.c.difficulty, query.difficulty),
    ):
        if wanted is not None:
            conditions.append(column == wanted if isinstance(wanted, str) else column.in_(list(wanted)))
    if query.later is not None:
        conditions.append(item.c.later == int(query.later))
    if query.tag is not None:
        conditions.append(item.c.id.in_(select(item_tag.c.item).where(item_tag.c.tag == query.tag)))
    if query.stimulus is not None:
        named = select(item_stimulus.c.item).where(item_stimulus.c.stimulus == query.stimulus)
        conditions.append(item.c.id.in_(named))
    if query.actor is not None:
        decided = select(event.c.item).where(event.c.actor == query.actor, chain.by_person())
        conditions.append(item.c.id.in_(decided))
    if query.text:
        conditions.append(search.matches(query.text, indexed=sqlite.has_index(conn)))
    return conditions


# --- rows -----------------------------------------------------------------------------------------


def _item_row(stored: Stored) -> dict[str, Any]:
    each = stored.item
    return {
        "id": each.id,
        "status": each.status,
        "revision": each.revision,
        "later": int(each.later),
        "deleted": int(stored.deleted),
        "content": stored.content,
        **derived(each),
    }


def _version_row(item_id: str, revision: int, text: Content) -> dict[str, Any]:
    return {"item": item_id, "revision": revision, "body": text.body, "body_hash": text.hash}


def _insert_lookups(conn: Connection, items: Iterable[Item]) -> None:
    items = list(items)
    for table, rows in (
        (item_source, [row for each in items for row in source_rows(each)]),
        (item_tag, [row for each in items for row in tag_rows(each)]),
        (item_stimulus, [row for each in items for row in stimulus_rows(each)]),
    ):
        if rows:
            conn.execute(table.insert(), rows)
