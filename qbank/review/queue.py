"""Which items an editor goes through, in which order: a filter and the snapshot of what it found.

The order stands still while the editor works: a decided item keeps its place until the list is made anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qbank.bank import Bank, Query
from qbank.bank.steps import doing
from qbank.model.decision import Decision
from qbank.model.item import Item
from qbank.model.opinion import Opinion

TEXTS = ("document", "type", "pattern", "tag", "difficulty", "actor", "text")
SHOWS: Mapping[str, Mapping[str, Any]] = {
    "draft": {"status": "draft", "later": False},
    "later": {"later": True},
    "accepted": {"status": "accepted"},
    "needs-work": {"status": "accepted"},
    "rejected": {"status": "rejected"},
    "retired": {"status": "retired"},
    "all": {},
    "deleted": {"deleted": True},
}
"""What an editor can ask to see, as parts of a query."""
PENDING, WORK = "draft", "needs-work"
"""What waits for a decision: drafts, and accepted items that an exam speaks against."""
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What an editor wants to see: ``show`` is one of ``SHOWS``, the texts are "" where they ask for nothing."""

    show: str = PENDING
    document: str = ""
    type: str = ""
    pattern: str = ""
    tag: str = ""
    difficulty: str = ""
    actor: str = ""
    text: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Filter:
        """Return the filter that JSON data asks for; what it cannot ask for is left out."""
        texts = {name: value for name in TEXTS if isinstance(value := data.get(name), str)}
        show = str(data.get("show"))
        return cls(show=show if show in SHOWS else PENDING, **texts)

    def to_dict(self) -> dict[str, str]:
        """Return the filter as JSON data."""
        return {"show": self.show, **{name: getattr(self, name) for name in TEXTS}}

    @property
    def query(self) -> Query:
        """Return the query that finds what is wanted."""
        texts: dict[str, Any] = {name: getattr(self, name) or None for name in TEXTS if name != "text"}
        return Query(**SHOWS[self.show], **texts, text=self.text)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a filter found, best first. ``ids`` do not change; whether an item still waits is asked of the bank."""

    filter: Filter
    ids: tuple[str, ...]

    def waiting(self, bank: Bank, after: int, count: int) -> Iterator[tuple[int, Item]]:
        """Yield up to ``count`` items behind the place ``after`` (-1: from the first) that the filter still wants."""
        found = 0
        for start in range(max(0, after + 1), len(self.ids), _CHUNK):
            places = range(start, min(start + _CHUNK, len(self.ids)))
            wanted = self._wanted(bank, [self.ids[at] for at in places])
            for at in places:
                if self.ids[at] in wanted and found < count:
                    found += 1
                    yield at, wanted[self.ids[at]]
            if found >= count:
                return

    def _wanted(self, bank: Bank, ids: Sequence[str]) -> dict[str, Item]:
        asked = SHOWS[self.filter.show]
        binned = bank.binned(ids)
        ids = list(bank.needs_work(ids)) if self.filter.show == WORK else ids
        return {
            item.id: item
            for item in bank.many(ids)
            if (item.id in binned) == bool(asked.get("deleted"))
            and asked.get("status") in {None, item.status}
            and asked.get("later") in {None, item.later}
        }


def needing_work(bank: Bank, asked: Filter) -> tuple[str, ...]:
    """Return what a filter finds among the accepted items that an exam speaks against, by use × severity."""
    found = set(bank.ids(asked.query))
    return tuple(each for each in bank.needs_work() if each in found)


def undone(decisions: Sequence[Decision]) -> set[str]:
    """Return the operations in an item's log that were undone and not done again."""
    latest = {target: kind for kind, target, _ in (doing(each.op_id) for each in decisions)}
    return {target for target, kind in latest.items() if kind == "undo"}


def said(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the verdicts in an item's log: accept, fix, reject. What was undone does not count, nor an undo itself."""
    taken_back = undone(decisions)
    return [
        each
        for each in decisions
        if each.action in {"accept", "fix", "reject"}
        and doing(each.op_id).kind == "do"
        and doing(each.op_id).target not in taken_back
    ]


def first_verdicts(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Return the last verdict of each person in an item's log."""
    return {each.actor: each for each in said(decisions)}


def is_settled(decisions: Sequence[Decision], opinions: Sequence[Opinion]) -> bool:
    """Tell whether somebody had the last word on an item, it was not undone, and no reading came after it."""
    taken_back = undone(decisions)  # a last word that was carried out has the op_id of its decision
    last = max((each.at for each in opinions if each.final and each.op_id not in taken_back), default="")
    return bool(last) and all(each.at <= last for each in opinions)  # to the second: of one time, it is the last


def is_disputed(decisions: Sequence[Decision], opinions: Sequence[Opinion]) -> bool:
    """Tell whether readers of an item differ on keeping it, and nobody has had the last word yet."""
    if not opinions or is_settled(decisions, opinions):
        return False
    verdicts = {each.actor: each.action for each in first_verdicts(decisions).values()}
    verdicts |= {each.reader: each.verdict for each in opinions if not each.final}
    return len({each == "reject" for each in verdicts.values()}) > 1


def to_read_again(bank: Bank, reader: str) -> tuple[str, ...]:
    """Return the decided items that ``reader`` has had no say in, the items to read blind, in review order."""
    own = {each.item for each in bank.opinions() if each.reader == reader}
    decided = bank.ids(Query(status=("accepted", "rejected")))
    theirs = set(bank.ids(Query(status=("accepted", "rejected"), actor=reader)))
    return tuple(each for each in decided if each not in own and each not in theirs)


def disputed(bank: Bank) -> tuple[str, ...]:
    """Return the items that readers differ on, in the order of their ids."""
    by_item: dict[str, list[Opinion]] = {}
    for each in bank.opinions():
        by_item.setdefault(each.item, []).append(each)
    return tuple(item for item in sorted(by_item) if is_disputed(bank.history(item), by_item[item]))
