"""Settings as sealed rows: texts under keys, the last one counts."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from qbank.bank.schema import setting
from qbank.bank.sealing import refuse_bad_text, seal
from qbank.errors import Problem


def put(conn: Connection, key: str, value: str) -> None:
    """Store a setting in place of the one of that key; "" is a value like others."""
    refuse_bad_text(key=key, value=value)
    conn.execute(setting.delete().where(setting.c.key == key))
    conn.execute(setting.insert(), [{"key": key, "value": value, "seal": seal(key, value)}])


def get(conn: Connection, key: str) -> str | None:
    """Return a setting, None if it was never set."""
    refuse_bad_text(key=key)
    return conn.execute(select(setting.c.value).where(setting.c.key == key)).scalar()


def faults(conn: Connection, file: str) -> Iterator[Problem]:
    """Yield a Problem for each setting that is not what was stored."""
    for row in conn.execute(select(setting)):
        if row.seal != seal(row.key, row.value):
            yield Problem("bank-changed-setting", file=file, place=row.key)
