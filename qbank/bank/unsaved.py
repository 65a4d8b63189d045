"""What an editor has typed and not saved: one text for each editor and item, so that a crash loses no sentence."""

from __future__ import annotations

from sqlalchemy import Connection, select

from qbank.bank.records import Unsaved
from qbank.bank.schema import unsaved
from qbank.bank.sealing import refuse_bad_text


def keep(conn: Connection, actor: str, item_id: str, base_revision: int, data: str) -> None:
    """Keep what was typed in place of what was kept before."""
    refuse_bad_text(actor=actor, item=item_id, data=data)
    drop(conn, actor, item_id)
    row = {"actor": actor, "item": item_id, "base_revision": base_revision, "data": data}
    conn.execute(unsaved.insert(), [row])


def drop(conn: Connection, actor: str, item_id: str) -> None:
    """Forget what was typed."""
    conn.execute(unsaved.delete().where(unsaved.c.actor == actor, unsaved.c.item == item_id))


def get(conn: Connection, actor: str, item_id: str) -> Unsaved | None:
    """Return what was typed about an item, None if nothing."""
    row = conn.execute(select(unsaved).where(unsaved.c.actor == actor, unsaved.c.item == item_id)).first()
    return Unsaved(row.item, row.base_revision, row.data) if row else None


def ids(conn: Connection, actor: str) -> list[str]:
    """Return the items an editor has begun to change, in the order of their ids."""
    rows = conn.execute(select(unsaved.c.item).where(unsaved.c.actor == actor).order_by(unsaved.c.item))
    return list(rows.scalars())
