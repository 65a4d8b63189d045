"""A year's tests as data, to be written down before anyone sits and taken up again when a test is issued."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qbank.assembly.rota import Filled, Rota, Shortage, exposures_of
from qbank.assembly.rota_days import lay_out
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, Words, say
from qbank.model.plan import Plan

FORMAT, VERSION = "qbank-plan", 1


def to_bytes(plan: Plan, rota: Rota, *, digest: str, lang: Lang, identity: str = "") -> bytes:
    """Return the tests of a plan with their items as JSON; the same rota gives the same bytes.

    Args:
        plan: what is planned.
        rota: its tests.
        digest: of the plan's file, by which ``from_bytes`` knows that it is still the same one.
        lang: language of what is short.
        identity: what the plan is known by, however its file is changed later; "" for the digest.
    """
    data = {
        "format": FORMAT,
        "version": VERSION,
        "title": plan.title,
        "start": plan.start.isoformat(),
        "end": plan.end.isoformat(),
        "seed": plan.seed,
        "id": identity or digest,
        "plan": digest,
        "events": [
            {
                "id": filled.event.id,
                "date": filled.event.day.isoformat(),
                "kind": filled.event.series.kind,
                "series": filled.event.series.name,
                "items": list(filled.items),
            }
            for filled in rota.filled
        ],
        "shortages": [_shortage(each, lang) for each in rota.shortages],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _shortage(each: Shortage, lang: Lang) -> dict[str, Any]:
    values = {
        name: say(value.key, lang) if isinstance(value, Words) else value for name, value in each.problem.values.items()
    }
    return {"event": each.event.id, "code": each.problem.code, "values": values}


def digest_in(data: bytes, file: str) -> str:
    """Return the digest of the plan's file that a record was made of.

    Raises:
        QbankError: ``plan-record-unreadable``: it is no record of ours.
    """
    return str(_read(data, file)["plan"])


def identity_in(data: bytes, file: str) -> str:
    """Return what the plan of a record is known by.

    Raises:
        QbankError: ``plan-record-unreadable``: it is no record of ours.
    """
    read = _read(data, file)
    return str(read.get("id", read["plan"]))


def from_bytes(data: bytes, plan: Plan, ids: Iterable[str], file: str) -> Rota:
    """Return the tests that were written down.

    Args:
        data: what ``to_bytes`` gave.
        plan: the plan that it was made of.
        ids: of the candidates there are now: of each the rota says how often it is used.
        file: the name of the file, for what is told.

    Raises:
        QbankError: ``plan-record-unreadable``: it is damaged, or its tests are not those of the plan.
    """
    read = _read(data, file)
    try:
        found = {row["id"]: _ids(row["items"]) for row in read["events"]}
        shortages = [(row["event"], Problem(row["code"], place=row["event"], values=row["values"]))
                     for row in read["shortages"]]  # fmt: skip
        for _, problem in shortages:
            problem.message("zh")
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise _unreadable(file) from error
    events = {event.id: event for event in lay_out(plan)}
    if found.keys() != events.keys() or any(event not in events for event, _ in shortages):
        raise _unreadable(file)
    filled = tuple(Filled(event, found[name]) for name, event in events.items())
    return Rota(
        filled=filled,
        shortages=tuple(Shortage(events[event], problem) for event, problem in shortages),
        uses=uses_of(filled, ids),
        exposures=exposures_of(plan, filled),
    )


def shortages_in(data: bytes, plan: Plan, kept: Mapping[str, Sequence[str]], file: str) -> tuple[Shortage, ...]:
    """Return what was written down as short of some tests that still have the items they had then.

    Args:
        data: what ``to_bytes`` gave, of this plan or an earlier one.
        plan: the plan as it is.
        kept: the items of the tests.
        file: the name of the file, for what is told.

    Raises:
        QbankError: ``plan-record-unreadable``.
    """
    read = _read(data, file)
    try:
        had = {row["id"]: _ids(row["items"]) for row in read["events"]}
        rows = [(row["event"], row["code"], row["values"]) for row in read["shortages"]]
        events = {event.id: event for event in lay_out(plan)}
        return tuple(
            Shortage(events[name], Problem(code, place=name, values=values))
            for name, code, values in rows
            if name in events and name in kept and had[name] == tuple(kept[name])
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise _unreadable(file) from error


def uses_of(filled: Sequence[Filled], ids: Iterable[str]) -> Mapping[str, int]:
    """Return how many tests use each item."""
    counts = Counter(item for each in filled for item in each.items)
    return {item: counts[item] for item in ids}


def _read(data: bytes, file: str) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _unreadable(file) from error
    if not isinstance(read, dict) or read.get("format") != FORMAT or read.get("version") != VERSION:
        raise _unreadable(file)
    if not isinstance(read.get("plan"), str):
        raise _unreadable(file)
    return read


def _ids(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError
    return tuple(value)


def _unreadable(file: str) -> QbankError:
    return QbankError(Problem("plan-record-unreadable", file))
