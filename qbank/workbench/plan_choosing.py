"""Which items the tests of a plan have: chosen now, or kept from what was written down and issued before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qbank.assembly.rota import Rota, Shortage, lay_out, simulate, summed
from qbank.assembly.rota_checking import Violation
from qbank.assembly.rota_record import digest_in, from_bytes, shortages_in
from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, Listed, say
from qbank.model.candidate import Candidate
from qbank.model.item import Item
from qbank.model.plan import Plan
from qbank.types._contract import TYPES
from qbank.workbench import paper_bank
from qbank.workbench.plan_blueprints import Chooser
from qbank.workbench.plan_forms import Forms
from qbank.workbench.plan_wish import Wish

_RULES = {
    "window": "plan-rule-window",
    "times": "plan-rule-times",
    "number": "plan-rule-number",
    "document": "plan-rule-document",
    "unknown": "plan-rule-unknown",
    "twice": "plan-rule-twice",
    "alike": "plan-rule-alike",
    "blueprint": "plan-rule-blueprint",
}
"""By the first word of a rule what people call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """The accepted items by id, as candidates without their uses in the plan, and pairs that no test may have."""

    items: dict[str, Item]
    candidates: tuple[Candidate, ...]
    enemies: Sequence[tuple[str, str]]


def stock_of(bank: Bank, items: dict[str, Item], plan: Plan, forms: Forms) -> Stock:
    """Return what a plan may be filled with."""
    orders = {forms.order(event) for event in lay_out(plan)}
    apart = [pair for pairs in paper_bank.pairs(list(items.values())) for pair in pairs]
    return Stock(items=items, candidates=paper_bank.candidates(bank, items, orders), enemies=apart)


def as_planned(bank: Bank, plan: Plan, stock: Stock, rota: Rota) -> list[Candidate]:
    """Return the candidates as they stood when the plan was made.

    Its own tests are no use before it; an item that is accepted no more still is what it was (``gone`` tells it), and a
    key was no worse than it was known to be (``miskeyed.of_tests`` tells it).
    """
    ids = {each.id for each in stock.candidates}
    gone_ids = {item for filled in rota.filled for item in filled.items} - ids
    others = {item.id: item for item in bank.many(sorted(gone_ids))}
    return [
        replace(each, last_used=None, uses=0, miskeyed=False)
        if each.last_used and each.last_used >= plan.start
        else replace(each, miskeyed=False)
        for each in (*stock.candidates, *paper_bank.candidates(bank, others))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was written down of a plan: ``data`` as it stands in the file, ``digest`` of the plan as it is now."""

    data: bytes | None
    digest: str
    file: Path


def chosen(bank: Bank, wish: Wish, plan: Plan, forms: Forms, stock: Stock, before: Before, lang: Lang) -> Chosen:
    """Return the tests as they were written down, or chosen now.

    Tests that were issued keep their items, whoever asks, and so do those before today.

    Raises:
        QbankError: ``plan-changed``, ``plan-record-unreadable``.
    """
    kept = forms.before(bank, lay_out(plan), stock.items)
    shortages: tuple[Shortage, ...] = ()
    if before.data is not None:
        if not wish.again:
            if digest_in(before.data, str(before.file)) != before.digest:
                raise QbankError(Problem("plan-changed", str(before.file), values={"plan": wish.file.name}))
            return Chosen(from_bytes(before.data, plan, stock.items, str(before.file)), stands=True)
        kept |= held_before(before.data, str(before.file), wish.today)
        shortages = shortages_in(before.data, plan, kept, str(before.file))
    labels = {each.type_name: each.label if lang == "zh" else each.type_name for each in TYPES}
    select = Chooser(stock.items, stock.candidates, stock.enemies, plan.seed)
    made = simulate(plan, stock.candidates, plan.seed, select, labels=labels, kept=kept, enemies=stock.enemies)
    whole = sorted((*made.shortages, *shortages), key=lambda each: (each.event.day, each.event.id))
    return Chosen(replace(made, shortages=tuple(whole)), new=made.shortages)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The tests of a plan; whether they stand as they were written down, else what is short of those chosen now."""

    rota: Rota
    stands: bool = False
    new: tuple[Shortage, ...] = ()

    def told(self) -> Iterator[Problem]:
        """Yield what is short of each series, and the first of its tests with what to do: the rest is in the report.

        Of tests that were held before the plan was chosen anew nothing can be done.
        """
        short = self.rota.shortages if self.stands else self.new
        yield from summed(short)
        first = {each.event.series.name: each for each in reversed(short)}
        yield from (each.problem for each in sorted(first.values(), key=lambda each: each.event.day))


def held_before(data: bytes, file: str, today: date) -> dict[str, tuple[str, ...]]:
    """Return the items of tests before today as they were written down; tests that the plan has no more are left out.

    A plan that was changed has other tests, so the record is not held against it.
    """
    rows = json.loads(data)["events"] if digest_in(data, file) else []
    try:
        return {row["id"]: tuple(map(str, row["items"])) for row in rows if date.fromisoformat(row["date"]) < today}
    except (KeyError, TypeError, ValueError) as error:
        raise QbankError(Problem("plan-record-unreadable", file)) from error


def broken(found: Sequence[Violation], rota: Rota, today: date, lang: Lang) -> Iterator[Problem]:
    """Yield in words which rules tests break: those from today on, which can be chosen anew, apart from those held."""
    later = {item for filled in rota.filled if filled.event.day >= today for item in filled.items}
    ahead = [each for each in found if (_day(each) >= today.isoformat() if each.event else each.item in later)]
    for code, own in (("plan-rules-broken", ahead), ("plan-rules-past", [each for each in found if each not in ahead])):
        if own:
            rules = dict.fromkeys(each.rule.partition("-")[0] for each in own)
            first = min((each.event for each in own if each.event), default="–")
            values = {"count": len(own), "rules": Listed(say(_RULES[each], lang) for each in rules), "first": first}
            yield Problem(code, values=values, severity="warning")


def _day(violation: Violation) -> str:
    return violation.event[:10]  # tests are called by their day
