"""Remarks beside items: a note on one, “both stay” on two. Sealed settings, for they are no part of any content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from qbank.bank.schema import setting
from qbank.bank.sealing import refuse_bad_text, seal

_NOTE, _KEPT = "note/", "kept/"
_END = "\U0010ffff"


def put_setting(conn: Connection, key: str, value: str) -> None:
    """Store a setting in place of the one of that key; "" is a value like others."""
    refuse_bad_text(key=key, value=value)
    conn.execute(setting.delete().where(setting.c.key == key))
    conn.execute(setting.insert(), [{"key": key, "value": value, "seal": seal(key, value)}])


def set_note(conn: Connection, item_id: str, text: str) -> None:
    """Put a note on an item in place of its former one; an empty text takes it off."""
    if text.strip():
        put_setting(conn, _NOTE + item_id, text)
    else:
        conn.execute(setting.delete().where(setting.c.key == _NOTE + item_id))


def notes(conn: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the notes on some items, by id."""
    keys = [_NOTE + each for each in ids]
    rows = conn.execute(select(setting).where(setting.c.key.in_(keys)))
    return {row.key.removeprefix(_NOTE): row.value for row in rows}


def keep_pair(conn: Connection, one: str, other: str, actor: str) -> None:
    """Remember that two items which look alike both stay."""
    put_setting(conn, _KEPT + json.dumps(sorted((one, other)), ensure_ascii=False), actor)


def kept_pairs(conn: Connection) -> set[frozenset[str]]:
    """Return the pairs of items of which it was said that both stay."""
    here = (setting.c.key > _KEPT, setting.c.key < _KEPT + _END)
    keys: Sequence[str] = conn.execute(select(setting.c.key).where(*here)).scalars().all()
    return {frozenset(json.loads(key.removeprefix(_KEPT))) for key in keys}
