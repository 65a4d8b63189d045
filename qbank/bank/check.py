"""Whether a bank is what its log says it is: pages, hashes, the tables rebuilt from the events and compared."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from qbank.bank import (
    chain,
    documents,
    handouts,
    issues,
    opinions,
    priorities,
    remarks,
    search,
    settings,
    side,
    sqlite,
    statistics,
    stimuli,
    store,
    unsaved,
)
from qbank.bank.chain import state_of
from qbank.bank.schema import (
    document,
    document_text,
    event,
    item,
    item_source,
    item_stimulus,
    item_tag,
    item_text,
    item_version,
)
from qbank.bank.sealing import digest
from qbank.bank.session import Session
from qbank.bank.side import Mark
from qbank.errors import Problem, QbankError

_BATCH = 500


def everything(session: Session) -> list[Problem]:
    """Return what is wrong with an open bank; what keeps it from being read is a Problem too."""
    found: list[Problem] = []
    remembered = side.read(session.path)
    try:
        with session.inspect() as conn:
            found.extend(problems(conn, session.path, remembered))
        if not session.readonly:
            with session.write() as conn:
                found.extend(index_problems(conn, session.path))
    except QbankError as error:
        found.append(error.problem)
    return found


def problems(conn: Connection, bank: Path, remembered: Mark | None) -> Iterator[Problem]:
    """Yield what is wrong, the gravest first; items and documents are named in ``place``.

    Args:
        conn: a connection; its transaction is ended at every seam, so that others can save meanwhile.
        bank: the bank's file.
        remembered: the mark beside the bank, read before ``conn`` read anything.
    """
    file = str(bank)
    for found in sqlite.unsound(conn):
        yield Problem("bank-damaged", file=file, place=found)
    conn.commit()
    held = side.mark(conn)
    if remembered is not None and (held.bank != remembered.bank or side.is_behind(conn, held, remembered)):
        yield Problem("bank-behind", file=file, values={"head": str(side.path_for(bank))})
    if shutil.disk_usage(bank.parent).free < 2 * bank.stat().st_size:
        yield Problem("bank-low-space", file=file, severity="warning")
    for row in chain.broken_links(conn):
        yield Problem("bank-log-broken", file=file, place=f"{row.seq} {row.item}")
    conn.commit()
    yield from _bad_items(conn, file)
    yield from _bad_documents(conn, file)
    yield from stimuli.faults(conn, file)
    for faults in (
        opinions.faults,
        handouts.faults,
        issues.faults,
        statistics.faults,
        unsaved.faults,
        remarks.faults,
        settings.faults,
    ):
        yield from faults(conn, file)


def index_problems(conn: Connection, bank: Path) -> Iterator[Problem]:
    """Yield what is wrong inside the search index; SQLite tells only a connection that may write."""
    if sqlite.has_index(conn) and sqlite.index_fault(conn):
        yield Problem("bank-search-stale", file=str(bank), severity="warning")


def _bad_items(conn: Connection, file: str) -> Iterator[Problem]:
    ids = list(conn.execute(select(item.c.id).order_by(item.c.id)).scalars())
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        states = conn.execute(select(item).where(item.c.id.in_(batch)).order_by(item.c.id)).all()
        tables = (event, item_version, item_source, item_tag, item_stimulus, item_text)
        parts = {table.name: _by_item(conn, table, batch) for table in tables}
        moved = priorities.of(conn, batch)
        for row in states:
            fault = _fault(row, {name: found[row.id] for name, found in parts.items()}, moved.get(row.id))
            if fault == "item_text":
                yield Problem("bank-search-stale", file=file, place=row.id, severity="warning")
            elif fault:
                yield Problem("bank-item-changed", file=file, place=row.id, values={"detail": fault})
        conn.commit()


def _by_item(conn: Connection, table: Table, ids: Sequence[str]) -> defaultdict[str, list[Row[Any]]]:
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in conn.execute(select(table).where(table.c.item.in_(ids)).order_by(*table.primary_key.columns)):
        found[row.item].append(row)
    return found


def _fault(row: Row[Any], parts: Mapping[str, Sequence[Row[Any]]], priority: float | None) -> str:
    """Return the table in which an item is not what its events and contents say, "" if all agree.

    ``priority`` is the one it has been given since its content was made, None if there was none.
    """
    events = sorted(parts["event"], key=lambda each: each.revision)
    versions = parts["item_version"]
    if not versions or any(digest(each.body) != each.body_hash for each in versions):
        return "item_version"
    if not events or any(each.body_hash != _hash_at(versions, each.revision) for each in events):
        return "event"
    state = (row.revision, state_of(row), row.content)
    if state != (events[-1].revision, state_of(events[-1]), versions[-1].revision):
        return "item"
    return _content_fault(row, versions[-1].body, parts, priority)


def _hash_at(versions: Sequence[Row[Any]], revision: int) -> str:
    earlier = [each.body_hash for each in versions if each.revision <= revision]
    return earlier[-1] if earlier else ""


def _content_fault(row: Row[Any], body: str, parts: Mapping[str, Sequence[Row[Any]]], priority: float | None) -> str:
    try:
        each = store.item_of(row.id, body, row.revision, state_of(row))
    except QbankError:
        return "item_version"
    columns = store.derived(each) | ({} if priority is None else {"priority": priority})
    if each.id != row.id or any(row._mapping[name] != value for name, value in columns.items()):
        return "item"
    if _plain(parts["item_source"]) != store.source_rows(each):
        return "item_source"
    if _plain(parts["item_tag"]) != sorted(store.tag_rows(each), key=lambda tag: tag["tag"]):
        return "item_tag"
    if _plain(parts["item_stimulus"]) != store.stimulus_rows(each):
        return "item_stimulus"
    return "" if [found.text for found in parts["item_text"]] == [search.searchable(each)] else "item_text"


def _plain(rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    return [row._asdict() for row in rows]


def _bad_documents(conn: Connection, file: str) -> Iterator[Problem]:
    for row in conn.execute(select(document_text).execution_options(yield_per=1)):
        if row.seal != documents.text_seal(row._asdict()):
            yield Problem("bank-document-changed", file=file, place=row.name)
    for row in conn.execute(select(document)):
        if row.seal != documents.meta_seal(row._asdict()):
            yield Problem("bank-document-changed", file=file, place=row.name)
