"""Where undecided items stand in the review order, once that is no longer what their content says.

A content has the priority it was drafted with. When the order is learned anew nothing happens to the item: no
revision, no line in the log, an open review card stays valid. The column ``item.priority`` is changed, and a sealed
setting says what it is to be, so that a change behind the bank's back is still found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import nan

from sqlalchemy import Connection, bindparam, select

from qbank.bank.schema import item, setting
from qbank.bank.sealing import seal

_KEY = "priority/"


def put(conn: Connection, wanted: Mapping[str, float]) -> int:
    """Give undecided items their priorities (id → 0–1); return how many had another."""
    undecided = (item.c.id.in_(list(wanted)), item.c.status == "draft", item.c.deleted == 0)
    rows = conn.execute(select(item.c.id, item.c.priority).where(*undecided))
    moved = {row.id: float(wanted[row.id]) for row in rows if row.priority != wanted[row.id]}
    give(conn, moved)
    return len(moved)


def give(conn: Connection, moved: Mapping[str, float]) -> None:
    """Give items their priorities (id → 0–1), whatever their contents say."""
    if moved:
        change = item.update().where(item.c.id == bindparam("moved")).values(priority=bindparam("to"))
        conn.execute(change, [{"moved": item_id, "to": priority} for item_id, priority in moved.items()])
        forget(conn, moved)
        conn.execute(setting.insert(), [_row(item_id, priority) for item_id, priority in moved.items()])


def of(conn: Connection, ids: Iterable[str]) -> dict[str, float]:
    """Return the priorities that are not those of the contents; NaN for one that can no longer be read."""
    found = conn.execute(select(setting.c.key, setting.c.value).where(setting.c.key.in_(_keys(ids))))
    return {row.key.removeprefix(_KEY): _number(row.value) for row in found}


def forget(conn: Connection, ids: Iterable[str]) -> None:
    """Let the priorities of items be those of their contents again."""
    conn.execute(setting.delete().where(setting.c.key.in_(_keys(ids))))


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return nan


def _row(item_id: str, priority: float) -> dict[str, str]:
    key, value = f"{_KEY}{item_id}", repr(priority)
    return {"key": key, "value": value, "seal": seal(key, value)}


def _keys(ids: Iterable[str]) -> list[str]:
    return [f"{_KEY}{item_id}" for item_id in ids]
