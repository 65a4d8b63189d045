"""Checks a rota against its plan once more, by plain counting that shares nothing with how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import cast

from qbank.assembly.rota import Filled, Rota
from qbank.assembly.rota_board import Candidate
from qbank.assembly.verifying import gaps
from qbank.model.candidate import Candidate as Known
from qbank.model.plan import OF_THE_WEEK, Plan, Series


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a rota breaks: ``rule`` names it, ``amount`` says by how much, in the rule's own unit."""

    rule: str
    event: str
    item: str
    amount: float


def violations(
    plan: Plan, rota: Rota, candidates: Sequence[Candidate], enemies: Sequence[Collection[str]] = ()
) -> list[Violation]:
    """Return all that is wrong with a rota.

    Rules: ``twice`` (an item in one test), ``unknown`` (no candidate), ``document``, ``number`` (items missing though
    no shortage is told, or too many), ``window`` and ``window-all`` and ``window-before`` (days too few), ``times`` and
    ``times-all`` (uses too many), ``alike`` (items that must not stand together), ``blueprint-…`` (see
    ``verifying.Rule``) for what a test's blueprint asks.

    Args:
        plan: what is planned; candidates of tests with a blueprint are those of ``model``.
        rota: its tests.
        candidates: the items.
        enemies: groups of ids of which a test has one at most.
    """
    known = {each.id: each for each in candidates}
    days: dict[str, list[tuple[date, str]]] = {}
    for filled in rota.filled:
        for item in filled.items:
            days.setdefault(item, []).append((filled.event.day, filled.event.series.name))
    found = [each for filled in rota.filled for each in _in_test(plan, rota, filled, known)]
    for item, uses in days.items():
        found += _windows(plan, item, uses, known[item].last_used if item in known else None)
        found += _times(plan, rota, item, uses)
        found += _rests(plan, item, uses, known.get(item))
    groups = [frozenset(each) for each in enemies]
    for filled in rota.filled:
        found += _of_blueprint(filled, known, enemies) if filled.event.series.asked else _alike(filled, groups)
    return found


def _alike(filled: Filled, enemies: Sequence[frozenset[str]]) -> Iterator[Violation]:
    ids = set(filled.items)
    for group in enemies:
        if len(together := ids & group) > 1:
            yield Violation("alike", filled.event.id, "、".join(sorted(together)), len(together) - 1)


def _of_blueprint(
    filled: Filled, known: Mapping[str, Candidate], enemies: Sequence[Collection[str]]
) -> Iterator[Violation]:
    """Yield what a test breaks of its blueprint; rests and uses depend on the plan, places of keys on the printed form.

    A test without items has told what is short.
    """
    asked = filled.event.series.asked
    if asked is None or not filled.items:
        return
    alone = replace(asked, rested=0, uses=None, keys=None)
    bank = cast(Mapping[str, Known], known)
    for gap in gaps(alone, asked.parts(filled.items), bank, filled.event.day, enemies):
        yield Violation(f"blueprint-{gap.rule}", filled.event.id, gap.name, gap.amount)


def _rests(plan: Plan, item: str, uses: list[tuple[date, str]], known: Candidate | None) -> Iterator[Violation]:
    """Yield rests and numbers of uses of blueprints that an item's tests break, by the tests on days before."""
    by_name = {series.name: series for series in plan.series}
    for at, (day, name) in enumerate(uses):
        asked = by_name[name].asked
        if asked is None:
            continue
        others = [other for place, (other, _) in enumerate(uses) if place != at]
        before = [*others, *([known.last_used] if known and known.last_used else [])]
        rest = min(((day - other).days for other in before if other <= day), default=asked.rested)
        if rest < asked.rested:
            yield Violation("blueprint-rested", f"{day} {name}", item, asked.rested - rest)
        times = sum(other < day for other in others) + (known.uses if known else 0)
        if asked.uses is not None and times >= asked.uses:
            yield Violation("blueprint-uses", f"{day} {name}", item, times - asked.uses + 1)


def _in_test(plan: Plan, rota: Rota, filled: Filled, known: dict[str, Candidate]) -> Iterator[Violation]:
    event = filled.event
    series = next(each for each in plan.series if each.name == event.series.name)
    for item, times in Counter(filled.items).items():
        if times > 1:
            yield Violation("twice", event.id, item, times - 1)
        if item not in known:
            yield Violation("unknown", event.id, item, 1)
        elif not _documented(plan, series, event.day, known[item].document):
            yield Violation("document", event.id, item, 1)
    short = any(shortage.event.id == event.id for shortage in rota.shortages)
    types = Counter(known[item].type for item in filled.items if item in known)
    wanted = series.items
    for kind, number in wanted.items():
        if kind and types[kind] < number and not short:
            yield Violation("number", event.id, kind, number - types[kind])
    over = len(filled.items) - series.wanted
    if series.wanted and (over > 0 or (over < 0 and not short)):
        yield Violation("number", event.id, "", abs(over))


def _documented(plan: Plan, series: Series, day: date, document: str) -> bool:
    wanted = series.documents
    if isinstance(wanted, tuple):
        return document in wanted
    if wanted != OF_THE_WEEK:
        return True
    return any(document in study.documents for study in plan.study if study.first <= day <= study.last)


def _windows(plan: Plan, item: str, uses: list[tuple[date, str]], before: date | None) -> Iterator[Violation]:
    by_name = {series.name: series for series in plan.series}
    for (one, name), (other, another) in combinations(uses, 2):
        gap = abs((one - other).days)
        if gap < plan.window:
            yield Violation("window-all", f"{max(one, other)}", item, plan.window - gap)
        if name == another and gap < by_name[name].window:
            yield Violation("window", f"{max(one, other)} {name}", item, by_name[name].window - gap)
    for day, name in uses:
        if before and abs((day - before).days) < plan.window:
            yield Violation("window-before", f"{day} {name}", item, plan.window - abs((day - before).days))


def _times(plan: Plan, rota: Rota, item: str, uses: list[tuple[date, str]]) -> Iterator[Violation]:
    held = Counter(filled.event.series.name for filled in rota.filled)
    used = Counter(name for _, name in uses)
    rules: list[tuple[str, Series | Plan, int, int]] = [
        ("times", series, used[series.name], held[series.name]) for series in plan.series
    ]
    rules.append(("times-all", plan, len(uses), len(rota.filled)))
    for rule, limited, times, events in rules:
        if limited.most is not None and times > limited.most:
            yield Violation(rule, "", item, times - limited.most)
        if times > 1 and times / events > limited.exposure + 1e-9:
            yield Violation(rule, "", item, times - limited.exposure * events)
