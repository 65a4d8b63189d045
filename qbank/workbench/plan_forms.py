"""Tests of a plan as forms: what is printed of them, and what the bank is told when their files are made."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qbank.assembly.rota import Filled
from qbank.assembly.shuffling import Chosen, Issued, shuffled
from qbank.bank import Bank
from qbank.model.issue import Issue
from qbank.model.item import Item
from qbank.model.plan import Event, Kind
from qbank.model.type_words import TYPE_WORDS

ON_PAPER: frozenset[Kind] = frozenset({"周测", "月练", "季考", "突击抽查"})
"""Tests that people write; the others are read out or held on a stage."""
_WRITTEN, _SPOKEN = "A", "Z"
"""What their forms are called: who asks for form A means a paper."""


def sections(event: Event, items: Sequence[Item]) -> list[Chosen]:
    """Return the sections of a test: those of its blueprint, or one a type, as the plan names them; passages last.

    Items that were chosen by an earlier blueprint stand by type too. Where no blueprint says what an item earns, each
    counts 1 and nothing is said of it on paper (``marks`` 0).

    Args:
        event: the test.
        items: its items, of a blueprint in the order of its sections.
    """
    asked = event.series.asked
    if asked is not None and fits(event, items):
        by_id = {item.id: item for item in items}
        parts = asked.parts([item.id for item in items])
        return [
            Chosen(heading=section.heading, items=tuple(by_id[each] for each in part), marks=section.marks)
            for section, part in zip(asked.sections, parts, strict=True)
        ]
    order = [*filter(None, event.series.items), *TYPE_WORDS]
    kinds = sorted({item.type for item in items}, key=lambda name: order.index(name) if name in order else len(order))
    found = [[item for item in items if item.type == name and not item.stimulus] for name in kinds]
    found.append([item for item in items if item.stimulus])
    return [
        Chosen(heading="", items=tuple(each), marks=0.0, marks_of={item.id: 1.0 for item in each})
        for each in found
        if each
    ]


def fits(event: Event, items: Sequence[Item]) -> bool:
    """Tell whether a test asks for so many items of these types, of a blueprint in this order."""
    types, asked = [item.type for item in items], event.series.asked
    if asked is not None:
        return types == [section.type for section in asked.sections for _ in range(section.number)]
    named = Counter({name: number for name, number in event.series.items.items() if name})
    return len(items) == event.series.wanted and named <= Counter(types)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Makes forms of a plan's tests.

    Args:
        identity: of the plan: what its tests are known by, however its file is changed later.
        seed: draws the orders of items and options.
        title: of the plan.
    """

    identity: str
    seed: str
    title: str

    def order(self, event: Event) -> str:
        """Return what all issues of a test have in common, whatever items they have (``Issue.order``)."""
        return _digest("qbank-plan", self.identity, event.id)

    def title_of(self, event: Event) -> str:
        """Return what stands over a test."""
        return f"{self.title}　{event.series.name}（{event.day.isoformat()}）"

    def issued(self, filled: Filled, items: Mapping[str, Item]) -> Issued:
        """Return a test as it is printed; the same items in the same versions give the same form.

        Args:
            filled: the test.
            items: the accepted items by id.
        """
        event = filled.event
        chosen = sections(event, [items[item] for item in filled.items])
        told = repr([sorted((item.id, item.revision) for item in section.items) for section in chosen])
        asked = event.series.asked
        (made,) = shuffled(
            chosen, seed=self.seed, exam=_digest(self.order(event), told)[:8], title=self.title_of(event),
            names=_WRITTEN if event.series.kind in ON_PAPER else _SPOKEN, blueprint=event.id,
            minutes=asked.minutes if asked else 0,
        )  # fmt: skip
        return made

    def issue(self, event: Event, made: Issued, actor: str) -> Issue:
        """Return what the bank is told of a test whose files are made."""
        exam = made.form.id.rpartition("-")[0]
        return Issue(form=made.form, exam=exam, day=event.day.isoformat(), order=self.order(event), actor=actor)

    def before(self, bank: Bank, events: Iterable[Event], items: Mapping[str, Item]) -> dict[str, tuple[str, ...]]:
        """Return by id the items of tests that were issued, section by section.

        A test that is to be another one by now, or has an item that is accepted no more, is to be chosen anew.
        """
        orders, found = {self.order(event): event for event in events}, dict[str, tuple[str, ...]]()
        for issue in reversed(bank.issues()):  # the latest last
            event = orders.get(issue.order)
            if event is not None:
                found[event.id] = tuple(placed.item for placed in issue.form.placed)
        by_id = {event.id: event for event in orders.values()}
        return {
            name: ids
            for name, ids in found.items()
            if all(item in items for item in ids) and fits(by_id[name], [items[item] for item in ids])
        }


def _digest(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).hexdigest()
