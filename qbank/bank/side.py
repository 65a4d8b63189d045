"""The file beside a bank that remembers how far it was: shows an older copy put in its place.

It is written after each save, so it is never ahead of the bank it belongs to.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select

from qbank.bank import chain
from qbank.bank.opening import temporary
from qbank.bank.schema import event, meta


class Mark(NamedTuple):
    """How far a bank is: its id, the number of changing transactions, its newest event."""

    bank: str
    saves: int
    seq: int
    hash: str


def mark(conn: Connection) -> Mark:
    """Return how far the bank is."""
    found = chain.identity(conn)
    return Mark(found.get("id", ""), int(found.get("saves", 0)), *chain.head(conn))


def advance(conn: Connection) -> Mark:
    """Count one more changing transaction and return how far the bank is with it."""
    now = mark(conn)
    conn.execute(meta.update().where(meta.c.key == "saves").values(value=str(now.saves + 1)))
    return now._replace(saves=now.saves + 1)


def is_behind(conn: Connection, now: Mark, remembered: Mark) -> bool:
    """Tell whether a bank that is as far as ``now`` lacks something of ``remembered``; other banks lack nothing."""
    if now.bank != remembered.bank:
        return False
    then = conn.execute(select(event.c.hash).where(event.c.seq == remembered.seq)).scalar()
    return now.saves < remembered.saves or (remembered.seq > 0 and then != remembered.hash)


def path_for(bank: Path) -> Path:
    """Return where a bank's mark is kept."""
    return bank.with_name(bank.name + ".head")


def read(bank: Path) -> Mark | None:
    """Return the mark beside a bank, None if there is none to be read."""
    try:
        data = json.loads(path_for(bank).read_text(encoding="utf-8"))
        return Mark(str(data["bank"]), int(data["saves"]), int(data["seq"]), str(data["hash"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(bank: Path, now: Mark) -> None:
    """Put the mark beside the bank, whole or not at all."""
    path = path_for(bank)
    with temporary(path) as file:
        file.write_text(json.dumps(now._asdict()), encoding="utf-8")
        file.replace(path)
