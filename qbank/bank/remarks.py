"""Remarks beside items: a note on one, “both stay” on two. They are no part of any content and cause no revision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from qbank.bank import store
from qbank.bank.schema import kept_pair, note
from qbank.bank.sealing import refuse_bad_text, seal
from qbank.errors import Problem, QbankError

_NOTE = ("item", "text", "actor", "at")
_PAIR = ("one", "other", "actor", "at")


def set_note(conn: Connection, item_id: str, text: str, *, actor: str, at: str) -> None:
    """Put a note on an item in place of its former one; a blank text takes it off.

    Raises:
        QbankError: ``bank-unknown-item`` when the bank does not have the item.
    """
    row = {"item": item_id, "text": text, "actor": actor, "at": at}
    refuse_bad_text(**row)
    conn.execute(note.delete().where(note.c.item == item_id))
    if text.strip():
        refuse_unknown(conn, item_id)
        conn.execute(note.insert(), [{**row, "seal": _seal(row, _NOTE)}])


def notes(conn: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the notes on some items, by id."""
    found = (conn.execute(select(note.c.item, note.c.text).where(note.c.item.in_(some))) for some in store.pages(ids))
    return {row.item: row.text for rows in found for row in rows}


def keep_pair(conn: Connection, one: str, other: str, *, actor: str, at: str) -> None:
    """Remember that two items which look alike both stay; who said so first is remembered.

    Raises:
        QbankError: ``bank-unknown-item`` when the bank does not have one of them.
        ValueError: if both are the same item.
    """
    refuse_bad_text(one=one, other=other, actor=actor, at=at)
    if one == other:
        raise ValueError(f"{one} is no pair")
    first, second = sorted((one, other))
    refuse_unknown(conn, first, second)
    here = (kept_pair.c.one == first, kept_pair.c.other == second)
    if conn.execute(select(kept_pair.c.one).where(*here)).first() is None:
        row = {"one": first, "other": second, "actor": actor, "at": at}
        conn.execute(kept_pair.insert(), [{**row, "seal": _seal(row, _PAIR)}])


def kept_pairs(conn: Connection) -> set[frozenset[str]]:
    """Return the pairs of items of which it was said that both stay."""
    return {frozenset(row) for row in conn.execute(select(kept_pair.c.one, kept_pair.c.other))}


def refuse_unknown(conn: Connection, *ids: str) -> None:
    """Raise ``bank-unknown-item`` naming the first id that the bank does not have."""
    known = store.known(conn, ids)
    for item_id in ids:
        if item_id not in known:
            raise QbankError(Problem("bank-unknown-item", place=item_id))


def faults(conn: Connection, file: str) -> Iterator[Problem]:
    """Yield a Problem for each note or pair that is not what was stored."""
    for row in conn.execute(select(note).order_by(note.c.item)):
        if row.seal != _seal(row._asdict(), _NOTE):
            yield Problem("bank-note-changed", file=file, place=row.item)
    for row in conn.execute(select(kept_pair).order_by(kept_pair.c.one, kept_pair.c.other)):
        if row.seal != _seal(row._asdict(), _PAIR):
            yield Problem("bank-pair-changed", file=file, place=f"{row.one} {row.other}")


def _seal(row: Mapping[str, Any], fields: Iterable[str]) -> str:
    return seal(*(row[name] for name in fields))
