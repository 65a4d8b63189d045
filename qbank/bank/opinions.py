"""Opinions of second readers as rows: added, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from qbank.bank.schema import item, opinion
from qbank.bank.sealing import refuse_bad_text, seal
from qbank.errors import Problem, QbankError
from qbank.model.opinion import Opinion

_FIELDS = ("op_id", "item", "revision", "reader", "verdict", "reason", "at", "final")


def add(conn: Connection, each: Opinion) -> bool:
    """Store an opinion; tells whether it is new. The same ``op_id`` again changes nothing.

    Raises:
        QbankError: ``bank-unknown-item`` when the bank does not have the item.
    """
    texts = {name: getattr(each, name) for name in ("op_id", "item", "reader", "reason", "at")}
    refuse_bad_text(**texts)
    if conn.execute(select(opinion.c.op_id).where(opinion.c.op_id == each.op_id)).first():
        return False
    if not conn.execute(select(item.c.id).where(item.c.id == each.item)).first():
        raise QbankError(Problem("bank-unknown-item", place=each.item))
    row = {**texts, "revision": each.revision, "verdict": each.verdict, "final": int(each.final)}
    conn.execute(opinion.insert(), [{**row, "seal": _seal(row)}])
    return True


def get(conn: Connection, ids: Sequence[str] | None) -> list[Opinion]:
    """Return the opinions on some items, or on all, oldest first."""
    statement = select(opinion).order_by(opinion.c.at, opinion.c.op_id)
    if ids is not None:
        statement = statement.where(opinion.c.item.in_(list(ids)))
    return [
        Opinion(row.op_id, row.item, row.revision, row.reader, row.verdict, row.reason, row.at, bool(row.final))
        for row in conn.execute(statement)
    ]


def faults(conn: Connection, file: str) -> Iterator[Problem]:
    """Yield a Problem for each opinion that is not what was stored."""
    for row in conn.execute(select(opinion).order_by(opinion.c.op_id)):
        if row.seal != _seal(row._asdict()):
            yield Problem("bank-opinion-changed", file=file, place=row.item)


def _seal(row: Mapping[str, Any]) -> str:
    return seal(*(row[name] for name in _FIELDS))
