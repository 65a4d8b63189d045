"""Counts and lists over the whole bank: how far the review is, what there is to filter by, who decided last."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from qbank.bank import chain, store
from qbank.bank.records import Facets
from qbank.bank.schema import event, item, item_tag
from qbank.model.decision import Decision

_COLUMNS = ("document", "type", "pattern", "difficulty")


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
    kinds = conn.execute(select(*(item.c[name] for name in _COLUMNS)).where(item.c.deleted == 0).distinct()).all()
    values = {name: tuple(sorted({kind[at] for kind in kinds} - {""})) for at, name in enumerate(_COLUMNS)}
    binned = select(item.c.id).where(item.c.deleted == 1)
    tags = conn.execute(select(item_tag.c.tag).where(item_tag.c.item.not_in(binned)).distinct()).scalars()
    deciding = select(event.c.actor).where(chain.by_person(), event.c.item.not_in(binned)).distinct()
    return Facets(
        documents=values["document"],
        types=values["type"],
        patterns=values["pattern"],
        tags=tuple(sorted(tags)),
        actors=tuple(sorted({*conn.execute(deciding).scalars()} - {""})),
        difficulties=values["difficulty"],
    )


def latest(conn: Connection, ids: Sequence[str]) -> dict[str, Decision]:
    """Return the last line of the log about each of some items."""
    # What an item's row says is its newest revision; to look for the greatest one takes a sort.
    newest = select(event).join(item, (item.c.id == event.c.item) & (item.c.revision == event.c.revision))
    found = (conn.execute(newest.where(item.c.id.in_(some))) for some in store.pages(ids))
    return {row.item: chain.decision_of(row) for rows in found for row in rows}


def recent(conn: Connection, actor: str, limit: int) -> list[Decision]:
    """Return a person's decisions, the newest first."""
    own = (event.c.actor == actor, chain.by_person())
    rows = conn.execute(select(event).where(*own).order_by(event.c.seq.desc()).limit(limit))
    return [chain.decision_of(row) for row in rows]


def unflagged(conn: Connection, op_ids: Sequence[str]) -> set[str]:
    """Return those of some decisions that ended an item's 待定."""
    ended = select(event.c.op_id).where(event.c.action == "later", event.c.later == 0)
    found = (conn.execute(ended.where(event.c.op_id.in_(some))).scalars() for some in store.pages(op_ids))
    return {each for some in found for each in some}


def binned(conn: Connection, ids: Sequence[str]) -> set[str]:
    """Return which of some items lie in the recycle bin."""
    here = select(item.c.id).where(item.c.deleted == 1)
    return {each for some in store.pages(ids) for each in conn.execute(here.where(item.c.id.in_(some))).scalars()}
