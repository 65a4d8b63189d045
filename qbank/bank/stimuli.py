"""Stimuli as rows: put, get, and which of them items name. A row never changes once it is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from qbank.bank.schema import stimulus as table
from qbank.bank.sealing import canonical, digest
from qbank.errors import Problem, QbankError
from qbank.model.item import Item
from qbank.model.stimulus import Stimulus
from qbank.types._stimulus import stimulus_from_dict, stimulus_to_dict

_BATCH = 500


def put(conn: Connection, given: Iterable[Stimulus]) -> list[Problem]:
    """Store stimuli that are new; return those whose id stands for another content, here or among the given."""
    problems = []
    for each in given:
        body = canonical(stimulus_to_dict(each), each.id)
        held = conn.execute(select(table.c.body).where(table.c.id == each.id)).scalar()
        if held is None:
            conn.execute(table.insert(), [{"id": each.id, "body": body, "body_hash": digest(body)}])
        elif held != body:
            problems.append(Problem("bank-other-stimulus", place=each.id))
    return problems


def get(conn: Connection, ids: Iterable[str]) -> dict[str, Stimulus]:
    """Return those of some stimuli that the bank has, by id.

    Raises:
        QbankError: ``bank-stimulus-changed`` when a content cannot be read.
    """
    return {name: _made(name, body) for name, body in _rows(conn, list(dict.fromkeys(ids)))}


def unknown(conn: Connection, items: Iterable[Item]) -> set[str]:
    """Return the stimuli that some items name and the bank does not have."""
    named = {each.stimulus for each in items if each.stimulus}
    return named - {name for name, _ in _rows(conn, sorted(named))}


def faults(conn: Connection, file: str) -> Iterator[Problem]:
    """Yield a Problem for each stimulus whose content is not what was stored."""
    for row in conn.execute(select(table).order_by(table.c.id).execution_options(yield_per=1000)):
        if digest(row.body) != row.body_hash:
            yield Problem("bank-stimulus-changed", file=file, place=row.id)


def _rows(conn: Connection, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        canonical(some, "stimulus")
        for row in conn.execute(select(table).where(table.c.id.in_(some)).order_by(table.c.id)).all():
            yield row.id, row.body


def _made(name: str, body: str) -> Stimulus:
    try:
        return stimulus_from_dict(json.loads(body))
    except (ValueError, AttributeError, TypeError) as error:
        raise QbankError(Problem("bank-stimulus-changed", place=name)) from error
