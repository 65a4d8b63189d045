"""What exams showed about items as rows: added, never changed. Of the recordings of one sitting the last one counts.

A row is about the content that the item had in the revision it was asked in. It speaks for or against the item as it is
as long as that is its content, so what leads back to an earlier content leads back to what was found about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Integer, Row, Select, func, literal_column, select

from qbank.bank import store
from qbank.bank.records import Outcome, StatisticsCount
from qbank.bank.schema import item, item_statistics, item_version, kept_item, recording
from qbank.bank.sealing import canonical, digest, refuse_bad_text, seal
from qbank.errors import Problem, QbankError
from qbank.model.figure import FEWEST, Evidence, FlagRecord, ItemStatistics, Keep, SittingRecord

_HEAD = ("number", "sitting", "name", "date", "digest", "items", "withdrawn", "actor", "at", "rows")
_OF_ITEM = (
    "item", "revision", "n", "facility", "facility_low", "facility_high", "discrimination",
    "discrimination_low", "discrimination_high", "guess", "flags",
)  # fmt: skip
_SITTING = ("sitting", "name", "date", "digest", "actor")
_OF_KEEP = ("op_id", "item", "revision", "seen", "actor", "at", "reason", "keeps")
_NONE = "[]"
"""Flags of an item that nothing speaks against."""

_COUNTING = select(func.max(recording.c.number)).group_by(recording.c.sitting)
_PLACED = select(kept_item, literal_column("kept_item.rowid", Integer).label("place"))


# --- recording ------------------------------------------------------------------------------------


def add(conn: Connection, records: Sequence[ItemStatistics], at: str) -> StatisticsCount:
    """Store what a sitting showed, in place of what was recorded of it before; the same again changes nothing.

    Figures of fewer than ``FEWEST`` people are left out.

    Raises:
        QbankError: ``bank-unknown-item`` and ``bank-unknown-revision`` when an item was not asked as the bank has it.
        ValueError: if the records are none, of several sittings, or two of one version of an item.
    """
    heads = {(each.sitting, each.name, each.date, each.digest, each.actor) for each in records}
    if len(heads) != 1 or not records[0].sitting:
        raise ValueError("the records of exactly one sitting are added at a time")
    if len({(each.item, each.revision) for each in records}) < len(records):
        raise ValueError("a sitting has one record of each version of an item")
    _refuse_unknown(conn, records)
    kept = sorted((each for each in records if each.n >= FEWEST), key=lambda each: (each.item, each.revision))
    few = len(records) - len(kept)
    head, rows = {name: getattr(records[0], name) for name in _SITTING}, [_row(each) for each in kept]
    now = _counting(conn, head["sitting"])
    if now is not None and {**head, "rows": _hash(rows)} == {
        **_of_row(now, (*_SITTING, "rows")),
        "actor": head["actor"],
    }:
        return StatisticsCount(added=0, known=len(kept), few=few)
    _write(conn, head, rows, at)
    return StatisticsCount(added=len(kept), known=0, few=few)


def withdraw(conn: Connection, sitting: str, *, actor: str, at: str) -> bool:
    """Let nothing that was recorded of a sitting count any more; tells whether anything did."""
    refuse_bad_text(sitting=sitting, actor=actor)
    now = _counting(conn, sitting)
    if now is not None:
        _write(conn, {**_of_row(now, _SITTING), "actor": actor}, [], at, withdrawn=True)
    return now is not None


def _of_row(row: Row[Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _write(
    conn: Connection, head: dict[str, Any], rows: Sequence[dict[str, Any]], at: str, *, withdrawn: bool = False
) -> None:
    number = (conn.execute(select(func.max(recording.c.number))).scalar() or 0) + 1
    row = {**head, "number": number, "items": len(rows), "withdrawn": int(withdrawn), "at": at, "rows": _hash(rows)}
    canonical(row, "statistics")
    conn.execute(recording.insert(), [{**row, "seal": _seal(row, _HEAD)}])
    if rows:
        conn.execute(item_statistics.insert(), [{**each, "recording": number} for each in rows])


def _row(each: ItemStatistics) -> dict[str, Any]:
    low, high = each.discrimination_interval or (None, None)
    row = {
        "item": each.item,
        "revision": each.revision,
        "n": each.n,
        "facility": _number(each.facility),
        "facility_low": _number(each.facility_interval[0]),
        "facility_high": _number(each.facility_interval[1]),
        "discrimination": _number(each.discrimination),
        "discrimination_low": _number(low),
        "discrimination_high": _number(high),
        "guess": _number(each.guess),
        "flags": canonical([flag.to_dict() for flag in each.flags], f"{each.item}.flags"),
    }
    canonical(row, each.item)
    return {**row, "seal": _seal(row, _OF_ITEM)}


def _number(value: float | None) -> float | None:
    """Return a number as the database gives it back: SQLite knows no -0.0."""
    return None if value is None else float(value) + 0.0


def _seal(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return seal(*(row[name] for name in names))


def _hash(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return one hash for the rows of a recording, so that none can go or come."""
    return digest("\n".join(row["seal"] for row in sorted(rows, key=lambda row: (row["item"], row["revision"]))))


def _refuse_unknown(conn: Connection, records: Sequence[ItemStatistics]) -> None:
    newest: dict[str, int] = {}
    for some in store.pages(each.item for each in records):
        newest |= {
            row.id: row.revision for row in conn.execute(select(item.c.id, item.c.revision).where(item.c.id.in_(some)))
        }
    for each in records:
        if each.item not in newest:
            raise QbankError(Problem("bank-unknown-item", place=each.item))
        if not 1 <= each.revision <= newest[each.item]:
            raise QbankError(Problem("bank-unknown-revision", place=f"{each.item} {each.revision}"))


def _counting(conn: Connection, sitting: str) -> Row[Any] | None:
    """Return the recording of a sitting that counts, None for none."""
    asked = select(recording).where(recording.c.sitting == sitting).order_by(recording.c.number.desc()).limit(1)
    row = conn.execute(asked).first()
    return None if row is None or row.withdrawn else row


# --- reading --------------------------------------------------------------------------------------


def recordings(conn: Connection) -> list[SittingRecord]:
    """Return all recordings of sittings, the latest first."""
    counting = set(conn.execute(_COUNTING).scalars())
    names = ("number", "sitting", "name", "date", "digest", "items", "actor", "at")
    return [
        SittingRecord(
            **_of_row(row, names),
            withdrawn=bool(row.withdrawn),
            counts=row.number in counting and not row.withdrawn,
        )
        for row in conn.execute(select(recording).order_by(recording.c.number.desc()))
    ]


def of_sitting(conn: Connection, sitting: str) -> list[ItemStatistics]:
    """Return what counts of a sitting, by item and version."""
    head = _counting(conn, sitting)
    if head is None:
        return []
    rows = conn.execute(select(item_statistics).where(item_statistics.c.recording == head.number))
    return sorted((_record(row, head) for row in rows), key=lambda each: (each.item, each.revision))


def evidence(conn: Connection, ids: Sequence[str]) -> dict[str, Evidence]:
    """Return what all exams showed about some items, for those of which anything is known."""
    return _evidence(conn, _of(conn, select(item_statistics), ids))


def needs_work(conn: Connection, ids: Sequence[str] | None = None) -> dict[str, int]:
    """Return the accepted items, of some or of all, that something speaks against, with use × severity, highest first.

    An item that somebody keeps as it is is left out until something new speaks against it.
    """
    flagged = select(item_statistics).where(item_statistics.c.flags != _NONE)
    known = _evidence(conn, conn.execute(flagged) if ids is None else _of(conn, flagged, ids), accepted=True)
    weights = {item_id: each.weight for item_id, each in known.items() if each.asks_for_work}
    return dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0])))


def _of(conn: Connection, asked: Select[Any], ids: Sequence[str]) -> Iterator[Row[Any]]:
    for some in store.pages(ids):
        yield from conn.execute(asked.where(item_statistics.c.item.in_(some)))


def _evidence(conn: Connection, rows: Iterable[Row[Any]], *, accepted: bool = False) -> dict[str, Evidence]:
    """Return what rows that count show about their items, of all or of the accepted ones.

    Rows, recordings and contents are put together here: joined, the database looks up each recording for each item.
    """
    found = list(rows)
    heads = _heads(conn, sorted({row.recording for row in found}))
    own: dict[str, list[Row[Any]]] = {}
    for row in found:
        if row.recording in heads:
            own.setdefault(row.item, []).append(row)
    contents, keeps = _contents(conn, list(own), accepted=accepted), _keeps(conn, list(own))
    return {item_id: _about(own[item_id], heads, past, keeps.get(item_id)) for item_id, past in contents.items()}


def _heads(conn: Connection, numbers: Sequence[int]) -> dict[int, Row[Any]]:
    """Return those of some recordings that count."""
    last = select(recording).where(recording.c.number.in_(_COUNTING), recording.c.withdrawn == 0)
    pages = (numbers[at : at + store.PAGE] for at in range(0, len(numbers), store.PAGE))
    return {head.number: head for some in pages for head in conn.execute(last.where(recording.c.number.in_(some)))}


def _contents(conn: Connection, ids: Sequence[str], *, accepted: bool) -> dict[str, list[tuple[int, str]]]:
    """Return the revisions and hashes of the contents of some items, the first one first."""
    versions = select(item_version.c.item, item_version.c.revision, item_version.c.body_hash)
    found: dict[str, list[tuple[int, str]]] = {}
    for some in store.pages(ids):
        states = conn.execute(select(item.c.id, item.c.status, item.c.deleted).where(item.c.id.in_(some)))
        wanted = [row.id for row in states if not accepted or (row.status == "accepted" and not row.deleted)]
        own = versions.where(item_version.c.item.in_(wanted))
        for row in conn.execute(own.order_by(item_version.c.item, item_version.c.revision)):
            found.setdefault(row.item, []).append((row.revision, row.body_hash))
    return found


def _about(
    rows: Sequence[Row[Any]], heads: Mapping[int, Row[Any]], contents: Sequence[tuple[int, str]], keep: Keep | None
) -> Evidence:
    newest = sorted(rows, key=lambda row: (heads[row.recording].date, row.recording, row.revision), reverse=True)
    records = [_record(row, heads[row.recording]) for row in newest]
    now = contents[-1][1]
    asked = [next((hash_ for at, hash_ in reversed(contents) if at <= row.revision), "") for row in newest]
    about_now = [(row, each) for row, each, then in zip(newest, records, asked, strict=True) if then == now]
    seen = max((row.recording for row, each in about_now if each.flags), default=0)
    return Evidence(tuple(records), tuple(each for _, each in about_now), seen, keep)


def _record(row: Row[Any], head: Row[Any]) -> ItemStatistics:
    low, high = row.discrimination_low, row.discrimination_high
    return ItemStatistics(
        **_of_row(row, ("item", "revision", "n", "facility", "discrimination", "guess")),
        **_of_row(head, (*_SITTING, "at")),
        facility_interval=(row.facility_low, row.facility_high),
        discrimination_interval=None if low is None or high is None else (low, high),
        flags=_flags(row.flags),
    )


def _flags(text: str) -> tuple[FlagRecord, ...]:
    try:
        return tuple(FlagRecord.of(each) for each in json.loads(text))
    except (ValueError, TypeError, AttributeError):  # damaged: the check names it, the other records can be read
        return ()


# --- keeping an item as it is -----------------------------------------------------------------------


def keep(conn: Connection, each: Keep) -> Outcome:
    """Remember that somebody keeps an item as it is, or no longer does; see ``Outcome``.

    The same ``op_id`` again changes nothing. Nothing happens to the item: no revision, no line in the log.

    Raises:
        ValueError: if it has no ``op_id``.
    """
    if not each.op_id:
        raise ValueError(f"keeping an item needs an op_id: {each}")
    row = {**asdict(each), "keeps": int(each.keeps)}
    canonical(row, "keep")
    stands = store.row_of(conn, each.item)
    if stands is None:
        return Outcome("refused", problem=Problem("bank-unknown-item", place=each.item))
    now = store.to_item(stands)
    before = conn.execute(select(kept_item.c.item).where(kept_item.c.op_id == each.op_id)).scalar()
    if before is not None:
        taken = Problem("bank-op-id-taken", place=each.item)
        return Outcome("done", now) if before == each.item else Outcome("refused", now, taken)
    if stands.revision != each.revision:
        return Outcome("conflict", now)
    if stands.status != "accepted" or stands.deleted:
        return Outcome("refused", now, Problem("bank-not-allowed", place=each.item))
    conn.execute(kept_item.insert(), [{**row, "seal": _seal(row, _OF_KEEP)}])
    return Outcome("done", now)


def _keeps(conn: Connection, ids: Sequence[str]) -> dict[str, Keep]:
    """Return the last word on leaving some items as they are."""
    found = (row for some in store.pages(ids) for row in conn.execute(_PLACED.where(kept_item.c.item.in_(some))))
    last: dict[str, Keep] = {}
    for row in sorted(found, key=lambda row: row.place):
        last[row.item] = Keep(**{**_of_row(row, _OF_KEEP), "keeps": bool(row.keeps)})
    return last


# --- check ----------------------------------------------------------------------------------------


def faults(conn: Connection, file: str) -> Iterator[Problem]:
    """Yield a Problem for each recording, row or word on keeping an item that is not what was stored."""
    heads = conn.execute(select(recording).order_by(recording.c.number)).all()
    for before, after in pairwise([0, *(row.number for row in heads)]):
        if after != before + 1:
            yield Problem("bank-statistics-changed", file=file, place=str(before + 1))
    for head in heads:
        own = select(item_statistics).where(item_statistics.c.recording == head.number)
        rows = [row._asdict() for row in conn.execute(own.order_by(item_statistics.c.item))]
        changed = [row["item"] for row in rows if row["seal"] != _seal(row, _OF_ITEM)]
        for item_id in changed:
            yield Problem("bank-statistics-changed", file=file, place=f"{head.name} {item_id}".strip())
        sealed = (_hash(rows), _seal(head._asdict(), _HEAD))
        if sealed != (head.rows, head.seal) and not changed:
            yield Problem("bank-statistics-changed", file=file, place=head.name or head.sitting)
    for row in conn.execute(select(kept_item).order_by(kept_item.c.op_id)):
        if row.seal != _seal(row._asdict(), _OF_KEEP):
            yield Problem("bank-statistics-changed", file=file, place=row.item)
