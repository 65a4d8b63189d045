"""Counts and lists over the whole bank: how far the review is, what there is to filter by, who decided last."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from qbank.bank import chain
from qbank.bank.records import Facets
from qbank.bank.schema import event, item, item_tag
from qbank.model.decision import Decision

PROGRAM = ("draft", "import")
"""Actions that are nobody's decision."""


def progress(conn: Connection) -> dict[str, dict[str, int]]:
    """Return, for each document, how many items have each status and how many drafts are put off (``later``)."""
    found: dict[str, dict[str, int]] = {}
    columns = (item.c.document, item.c.status, item.c.later)
    counted = select(*columns, func.count()).where(item.c.deleted == 0).group_by(*columns)
    for document, status, later, count in conn.execute(counted):
        own = found.setdefault(document, {})
        own[status] = own.get(status, 0) + count
        if later and status == "draft":
            own["later"] = own.get("later", 0) + count
    return found


def facets(conn: Connection) -> Facets:
    """Return what the items outside the recycle bin have, each kind sorted."""

    def values(column: str) -> tuple[str, ...]:
        wanted = item.c[column]
        rows = conn.execute(select(wanted).where(item.c.deleted == 0).distinct()).scalars()
        return tuple(sorted(each for each in rows if each))

    tags = conn.execute(select(item_tag.c.tag).distinct()).scalars()
    actors = conn.execute(select(event.c.actor).where(event.c.action.not_in(PROGRAM)).distinct()).scalars()
    return Facets(
        documents=values("document"),
        types=values("type"),
        patterns=values("pattern"),
        tags=tuple(sorted(tags)),
        actors=tuple(sorted(each for each in actors if each)),
        difficulties=values("difficulty"),
    )


def latest(conn: Connection, ids: Sequence[str]) -> dict[str, Decision]:
    """Return the last line of the log about each of some items."""
    last = select(event.c.item, func.max(event.c.revision).label("revision")).where(event.c.item.in_(list(ids)))
    newest = last.group_by(event.c.item).subquery()
    joined = select(event).join(newest, (event.c.item == newest.c.item) & (event.c.revision == newest.c.revision))
    return {row.item: chain.decision_of(row) for row in conn.execute(joined)}


def recent(conn: Connection, actor: str, limit: int) -> list[Decision]:
    """Return a person's decisions, the newest first."""
    own = (event.c.actor == actor, event.c.action.not_in(PROGRAM))
    rows = conn.execute(select(event).where(*own).order_by(event.c.seq.desc()).limit(limit))
    return [chain.decision_of(row) for row in rows]


def binned(conn: Connection, ids: Sequence[str]) -> set[str]:
    """Return which of some items lie in the recycle bin."""
    return set(conn.execute(select(item.c.id).where(item.c.id.in_(list(ids)), item.c.deleted == 1)).scalars())
