"""Opinions of second readers as rows: added, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, get_args

from sqlalchemy import Connection, Integer, Row, literal_column, select

from qbank.bank import store
from qbank.bank.remarks import refuse_unknown
from qbank.bank.schema import opinion
from qbank.bank.sealing import canonical, seal
from qbank.errors import Problem
from qbank.model.opinion import Opinion, Verdict

_PLACED = select(opinion, literal_column("opinion.rowid", Integer).label("place"))
"""``place`` is the order in which they were stored: their time is to the second only."""
_FIELDS = ("op_id", "item", "revision", "reader", "verdict", "reason", "at", "final")


def add(conn: Connection, each: Opinion) -> bool:
    """Store an opinion; tells whether it is new. The same ``op_id`` again changes nothing.

    Raises:
        QbankError: ``bank-unknown-item`` when the bank does not have the item.
        ValueError: if it has no ``op_id``, or its verdict is none.
    """
    if not each.op_id or each.verdict not in get_args(Verdict):
        raise ValueError(f"an opinion needs an op_id and a verdict: {each}")
    row = {**asdict(each), "final": int(each.final)}
    canonical(row, "opinion")
    if conn.execute(select(opinion.c.op_id).where(opinion.c.op_id == each.op_id)).first():
        return False
    refuse_unknown(conn, each.item)
    conn.execute(opinion.insert(), [{**row, "seal": _seal(row)}])
    return True


def get(conn: Connection, ids: Sequence[str] | None) -> list[Opinion]:
    """Return the opinions on some items, or on all, oldest first; of one time, in the order they were stored."""
    rows = conn.execute(_PLACED).all() if ids is None else _of(conn, ids)
    return [_opinion(row) for row in sorted(rows, key=lambda row: (row.at, row.place))]


def faults(conn: Connection, file: str) -> Iterator[Problem]:
    """Yield a Problem for each opinion that is not what was stored."""
    for row in conn.execute(select(opinion).order_by(opinion.c.op_id)):
        if row.seal != _seal(row._asdict()):
            yield Problem("bank-opinion-changed", file=file, place=row.item)


def _of(conn: Connection, ids: Sequence[str]) -> list[Row[Any]]:
    found = (conn.execute(_PLACED.where(opinion.c.item.in_(some))) for some in store.pages(ids))
    return [row for rows in found for row in rows]


def _opinion(row: Row[Any]) -> Opinion:
    return Opinion(row.op_id, row.item, row.revision, row.reader, row.verdict, row.reason, row.at, bool(row.final))


def _seal(row: Mapping[str, Any]) -> str:
    return seal(*(row[name] for name in _FIELDS))
