"""What a paper is chosen from: the accepted items, how often and when they were used, which may not stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qbank.assembly.candidates import candidate_of
from qbank.assembly.options import free_places
from qbank.bank import Bank, Query
from qbank.bank.likeness import Reading, folded, read
from qbank.model.candidate import Candidate
from qbank.model.figure import Evidence, ItemStatistics
from qbank.model.issue import Use
from qbank.model.item import Item, answer_texts

_ONE_EXAM = timedelta(days=31)
"""How long after the day of a paper a sitting is taken to be of that paper, and not a further use of its items."""
_LEAST_TOLD = 2
"""A shorter answer is found in anything."""


@dataclass(frozen=True, slots=True)
class Supply:
    """The accepted items by id, the same as candidates, and the pairs that may not stand in one paper.

    ``twins`` are those pairs that ask the same: to have one of them in a make-up paper is to ask it again.
    """

    items: Mapping[str, Item]
    candidates: tuple[Candidate, ...]
    enemies: tuple[tuple[str, str], ...]
    twins: tuple[tuple[str, str], ...]


def supply(bank: Bank, order: str) -> Supply:
    """Return what papers are chosen from; papers issued for the same ``order`` are no use of their items."""
    items = accepted(bank)
    twins, telling = pairs(list(items.values()))
    return Supply(items, candidates(bank, items, {order}), tuple(sorted({*twins, *telling})), tuple(twins))


def accepted(bank: Bank) -> dict[str, Item]:
    """Return the accepted items by id, in the order of their ids."""
    return {item.id: item for item in bank.items(Query(status="accepted", order="id"))}


def candidates(bank: Bank, items: Mapping[str, Item], orders: Collection[str] = ()) -> tuple[Candidate, ...]:
    """Return items as assembly sees them, with all uses of them but those in papers for some ``orders``."""
    evidence = bank.evidence(list(items))
    uses = defaultdict[str, list[Use]](list)
    for use in bank.issued_uses():
        uses[use.item].append(use)
    return tuple(_candidate(item, evidence.get(name), uses[name], orders) for name, item in items.items())


def _candidate(item: Item, evidence: Evidence | None, uses: Sequence[Use], orders: Collection[str]) -> Candidate:
    """Return an item as assembly sees it.

    Facility is that of all exams about its content as it is, each weighted by its people; None where there was none.
    The letter of a key is told only where forms cannot move it: the others are put where they are needed.
    """
    days = _days(evidence.records if evidence else (), uses, orders)
    facility = _facility(evidence.about_now) if evidence else None
    found = candidate_of(
        item, facility=facility, last_used=max(days, default=None), uses=len(days),
        miskeyed=evidence is not None and evidence.is_miskeyed,
    )  # fmt: skip
    return replace(found, key="") if found.key and free_places(item) else found


def _facility(records: Sequence[ItemStatistics]) -> float | None:
    people = sum(each.n for each in records)
    return sum(each.n * each.facility for each in records) / people if people else None


def _days(records: Iterable[ItemStatistics], uses: Iterable[Use], orders: Collection[str]) -> list[date]:
    """Return a day for each use of an item: papers it was issued in, and sittings that were of none of these.

    Papers for some ``orders`` are left out, with their sittings.
    """
    exams = {each.exam: (date.fromisoformat(each.day), each.order in orders) for each in uses}
    waiting = sorted(exams.values())
    found = list[date]()
    for day in sorted(date.fromisoformat((each.date or each.at)[:10]) for each in records):
        own = next((each for each in waiting if each[0] <= day <= each[0] + _ONE_EXAM), None)
        if own is not None:
            waiting.remove(own)
        if own is None or not own[1]:
            found.append(day)
    return [*found, *(day for day, is_left_out in waiting if not is_left_out)]


def pairs(items: Sequence[Item]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the pairs of items that ask the same, and of those of which one tells the other's answer.

    Whether somebody keeps both of a pair in the bank makes no difference here: a paper has one of them.
    """
    from qbank.bank.duplicates import find

    twins = [(pair.one, pair.other) for pair in find(items)]
    return twins, sorted(set(_telling(items)) - set(twins))


def _telling(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that rest on the same words of a document and of which one tells the other's answer.

    A statement that is to be judged tells of its sentence whatever else is asked of it, and the other way round.
    """
    by_id = {item.id: item for item in items}
    for one, other in _on_the_same([read(item) for item in items]):
        first, second = by_id[one.id], by_id[other.id]
        if one.statement or other.statement or _tells(first, second) or _tells(second, first):
            yield (one.id, other.id) if one.id < other.id else (other.id, one.id)


def _on_the_same(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Yield the pairs whose proof lines overlap, some of them more than once."""
    spans = defaultdict[str, list[tuple[int, int, str]]](list)
    by_id = {each.id: each for each in readings}
    for reading in readings:
        for proof in reading.proofs:
            spans[proof.document].append((proof.start, proof.end, reading.id))
    for found in spans.values():
        open_: list[tuple[int, str]] = []
        for start, end, name in sorted(found):
            open_ = [each for each in open_ if each[0] > start]
            yield from ((by_id[other], by_id[name]) for _, other in open_ if other != name)
            open_.append((end, name))


def _tells(one: Item, other: Item) -> bool:
    """Tell whether what answers ``other`` can be read in ``one``."""
    shown = folded("\n".join((one.stem, *answer_texts(one.body.interaction()))))
    return any(len(word) >= _LEAST_TOLD and word in shown for word in map(folded, other.body.key_strings()))
