"""Files that left the bank as rows: added, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, select

from qbank.bank.schema import handout, handout_item
from qbank.bank.sealing import canonical, seal
from qbank.errors import Problem
from qbank.model.handout import Handout

_BATCH = 5000
_FIELDS = ("id", "at", "actor", "format", "profile", "file", "digest", "items")


def add(conn: Connection, each: Handout, items: Iterable[tuple[str, int]]) -> None:
    """Store a file that left the bank with the ids and revisions of its items; an item may stand in it once."""
    row = asdict(each)
    canonical(row, "handout")
    conn.execute(handout.insert(), [{**row, "seal": _seal(row)}])
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        conn.execute(
            handout_item.insert(),
            [{"handout": each.id, "item": item_id, "revision": revision} for item_id, revision in batch],
        )


def get(conn: Connection) -> list[Handout]:
    """Return all files that left the bank, the latest first."""
    rows = conn.execute(select(handout).order_by(handout.c.at.desc(), handout.c.id)).all()
    return [_handout(row) for row in rows]


def items(conn: Connection, handout_id: str) -> list[tuple[str, int]]:
    """Return ids and revisions of the items in a file, by id."""
    asked = select(handout_item.c.item, handout_item.c.revision).where(handout_item.c.handout == handout_id)
    return [(row.item, row.revision) for row in conn.execute(asked.order_by(handout_item.c.item))]


def of_item(conn: Connection, item_id: str) -> list[tuple[Handout, int]]:
    """Return the files an item left in, the latest first, each with the revision that it holds."""
    asked = select(handout, handout_item.c.revision).join(handout_item, handout_item.c.handout == handout.c.id)
    rows = conn.execute(asked.where(handout_item.c.item == item_id).order_by(handout.c.at.desc(), handout.c.id))
    return [(_handout(row), row.revision) for row in rows]


def faults(conn: Connection, file: str) -> Iterator[Problem]:
    """Yield a Problem for each row that is not what was stored."""
    for row in conn.execute(select(handout).order_by(handout.c.id)):
        if row.seal != _seal(row._asdict()):
            yield Problem("bank-handout-changed", file=file, place=row.id)


def _handout(row: Row[Any]) -> Handout:
    return Handout(**{name: getattr(row, name) for name in _FIELDS})


def _seal(row: dict[str, Any]) -> str:
    return seal(*(row[name] for name in _FIELDS))
