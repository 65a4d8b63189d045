"""What differs between two runs, on the documents that both measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from figures import figures
from record import DocumentRow, Record
from summary import shortlist

LEAST = 0.0005


def common(one: Record, other: Record) -> tuple[Record, Record]:
    """Return both records with nothing in them that the other has not."""
    return _within(one, other), _within(other, one)


def _within(one: Record, other: Record) -> Record:
    return Record(
        format=one["format"],
        digests=one["digests"],
        documents={key: row for key, row in one["documents"].items() if key in other["documents"]},
        ideals={key: row for key, row in one["ideals"].items() if key in other["ideals"]},
        spans=_shared(one["spans"], other["spans"]),
        ranking=_shared(one["ranking"], other["ranking"]),
        sentences=one["sentences"] if other["sentences"] else {},
    )


def _shared(one: dict[str, dict], other: dict[str, dict]) -> dict[str, dict]:
    shared = {name: {key: row for key, row in rows.items() if key in other.get(name, {})} for name, rows in one.items()}
    return {name: rows for name, rows in shared.items() if rows}


def lines(before: Record, after: Record) -> Iterator[str]:
    """Yield what differs from an earlier run: figures, ideals gained and lost, documents with other drafts."""
    left_out = len(set(before["documents"]) ^ set(after["documents"]))
    before, after = common(before, after)
    yield f"\ncompared on {len(after['documents'])} documents that both have ({left_out} are in one only)"
    yield from _figures(figures(before), figures(after))
    yield from _ideals(before, after)
    for key, row in after["documents"].items():
        yield from _drafts(before["documents"][key], row)


def _figures(before: dict[str, float], after: dict[str, float]) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield f"  {name:40} {_shown(old)} → {_shown(new)}"
        elif abs(new - old) >= LEAST:
            yield f"  {name:40} {_shown(old)} → {_shown(new)}   {new - old:+.4g}"


def _shown(value: float | None) -> str:
    return f"{'-' if value is None else format(value, '.4g'):>8}"


def _ideals(before: Record, after: Record) -> Iterator[str]:
    for name, row in after["ideals"].items():
        old = before["ideals"][name]
        if old["why"] != row["why"]:
            yield f"  ideal {name}: {old['why']} → {row['why']}"


def _drafts(before: DocumentRow, after: DocumentRow) -> Iterator[str]:
    old, new = ({each["id"]: each for each in row["drafts"]} for row in (before, after))
    gone = Counter(_name(each) for key, each in old.items() if key not in new)
    come = Counter(_name(each) for key, each in new.items() if key not in old)
    firsts = [{each["id"] for each in shortlist(row)} for row in (before, after)]
    if gone or come or firsts[0] != firsts[1]:
        signs = (("-", gone), ("+", come))
        changed = [f"{sign}{count} {name}" for sign, counts in signs for name, count in counts.items()]
        both = f"{len(firsts[0] & firsts[1])} of {len(firsts[0])} and {len(firsts[1])} shortlisted are the same"
        yield f"  {after['name']}: {both}; {', '.join(changed) or 'same drafts'}"


def _name(each: dict) -> str:
    return f"{each['type']}/{each['pattern']}"
