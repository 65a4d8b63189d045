"""What an editor has typed and not saved: one text for each editor and item, so that a crash loses no sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from qbank.bank.records import Unsaved
from qbank.bank.schema import unsaved
from qbank.bank.sealing import canonical, seal
from qbank.errors import Problem

_FIELDS = ("actor", "item", "base_revision", "data")


def keep(conn: Connection, actor: str, item_id: str, base_revision: int, data: str) -> None:
    """Keep what was typed in place of what was kept before; ``item_id`` may be of an item that is not stored yet."""
    row = {"actor": actor, "item": item_id, "base_revision": base_revision, "data": data}
    canonical(row, "unsaved")
    drop(conn, actor, item_id)
    conn.execute(unsaved.insert(), [{**row, "seal": _seal(row)}])


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


def faults(conn: Connection, file: str) -> Iterator[Problem]:
    """Yield a Problem for each text that is not what was typed."""
    for row in conn.execute(select(unsaved).order_by(unsaved.c.actor, unsaved.c.item)):
        if row.seal != _seal(row._asdict()):
            yield Problem("bank-unsaved-changed", file=file, place=f"{row.item} {row.actor}")


def _seal(row: Mapping[str, Any]) -> str:
    return seal(*(row[name] for name in _FIELDS))
