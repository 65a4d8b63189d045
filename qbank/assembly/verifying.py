"""Checks papers against their blueprint by counting, item by item; knows nothing of the program that chose them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Literal

import numpy as np

from qbank.assembly.contradictions import with_sets
from qbank.model.asked import part_of
from qbank.model.blueprint import Blueprint, Section
from qbank.model.candidate import Candidate

Rule = Literal[
    "section", "cell", "key", "trues", "rights", "facility", "words", "seconds", "twice", "unknown", "type", "pinned",
    "banned", "miskeyed", "document", "audience", "rested", "uses", "enemies", "stimulus", "overlap",
]  # fmt: skip
DEMANDS: tuple[Rule, ...] = ("section", "cell", "key", "trues", "rights", "facility", "words", "seconds")
"""Rules that may be missed where a bank cannot meet them; the others hold in any paper."""
_NEAR = 1e-6
Paper = Sequence[Sequence[str]]
"""Of each section the ids of its items."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A rule that a paper breaks.

    Args:
        rule: which rule.
        name: section, cell, letter or ids that it is about.
        limit: what was asked: at least that much where less was found, at most where more was.
        found: what the paper has.
        at: place of the section or cell in the blueprint, 0 for other rules.
    """

    rule: Rule
    name: str
    limit: float
    found: float
    at: int = 0

    @property
    def amount(self) -> float:
        """Return by how much it is broken (> 0), in items, marks, characters, seconds or shares."""
        return abs(self.limit - self.found)

    @property
    def is_short(self) -> bool:
        """Return whether there is too little."""
        return self.found < self.limit


def gaps(
    blueprint: Blueprint,
    paper: Paper,
    bank: Mapping[str, Candidate],
    day: date,
    enemies: Sequence[Collection[str]] = (),
    others: Sequence[Collection[str]] = (),
) -> list[Gap]:
    """Return every rule that a paper breaks, in the order of the blueprint; none for a good paper.

    Args:
        blueprint: what was asked.
        paper: ids by section.
        bank: all items by id.
        day: the day it is for.
        enemies: groups of ids of which a paper has one at most.
        others: forms made before.
    """
    ids = [item for section in paper for item in section]
    known = [
        (bank[item], section) for items, section in _by_section(blueprint, paper) for item in items if item in bank
    ]
    held = with_sets(blueprint, bank)
    return [
        *(Gap("unknown", item, 0, 1) for item in sorted(set(ids) - bank.keys())),
        *(Gap("twice", item, 1, count) for item, count in sorted(Counter(ids).items()) if count > 1),
        *_misplaced(blueprint, paper, bank),
        *_missed(blueprint, known, paper),
        *_of_items(blueprint, [each for each, _ in known], held, day),
        *_of_others(blueprint, set(ids), bank, held, enemies, others),
    ]


def _by_section(blueprint: Blueprint, paper: Paper) -> Iterator[tuple[Sequence[str], Section]]:
    yield from zip(paper, blueprint.sections, strict=True)


def _between(rule: Rule, name: str, found: float, least: float, most: float, at: int = 0) -> Iterator[Gap]:
    if found < least - _NEAR:
        yield Gap(rule, name, least, found, at)
    elif found > most + _NEAR:
        yield Gap(rule, name, most, found, at)


def _missed(blueprint: Blueprint, known: Sequence[tuple[Candidate, Section]], paper: Paper) -> Iterator[Gap]:
    for at, (items, section) in enumerate(_by_section(blueprint, paper)):
        yield from _between("section", section.label, len(items), section.number, section.number, at)
    for at, cell in enumerate(blueprint.cells):
        weights = [
            section.marks if cell.unit == "marks" else 1 for each, section in known if cell.takes(each, section.marks)
        ]
        yield from _between("cell", cell.label, float(np.sum(weights)), cell.least, cell.most, at)
    yield from _of_keys(blueprint, [each.key for each, _ in known if each.key], {each.key for each, _ in known})
    yield from gaps_of_keys(blueprint, [each for each, _ in known])
    if blueprint.facility and known:
        marks = np.array([section.marks for _, section in known])
        mean = float(np.average([each.expected for each, _ in known], weights=marks))
        yield from _between("facility", "", mean, *blueprint.facility)
    for rule, band in (("words", blueprint.words), ("seconds", blueprint.seconds)):
        if band:
            total = float(np.sum([getattr(each, rule) for each, _ in known]))
            yield from _between(rule, "", total, *band)  # type: ignore[arg-type]


def _of_keys(blueprint: Blueprint, keys: Sequence[str], letters: Collection[str]) -> Iterator[Gap]:
    if blueprint.keys is None or not keys:
        return
    counts = Counter(keys)
    for letter in sorted({*"ABCD", *letters} - {""}):
        least = blueprint.keys.least if letter in "ABCD" else 0.0
        yield from _between("key", letter, counts[letter] / len(keys), least, blueprint.keys.most)


def gaps_of_keys(blueprint: Blueprint, items: Sequence[Candidate]) -> Iterator[Gap]:
    """Yield what the items of a paper break of the shares of true statements and of numbers of right options."""
    verdicts = [each.verdict == "true" for each in items if each.verdict]
    if blueprint.trues is not None and verdicts:
        yield from _between("trues", "", float(np.mean(verdicts)), *blueprint.trues)
    rights = [each.rights for each in items if each.rights]
    if blueprint.rights is not None:
        for number, count in sorted(Counter(rights).items()):
            yield from _between("rights", str(number), count / len(rights), 0, blueprint.rights)


def _of_items(blueprint: Blueprint, items: Sequence[Candidate], held: frozenset[str], day: date) -> Iterator[Gap]:
    for item in sorted((held | set(blueprint.pinned)) - {each.id for each in items}):
        yield Gap("pinned", item, 1, 0)
    for each in items:
        if each.id in blueprint.banned:
            yield Gap("banned", each.id, 0, 1)
        if each.id in held:
            continue
        if each.miskeyed:
            yield Gap("miskeyed", each.id, 0, 1)
        if blueprint.documents and each.document not in blueprint.documents:
            yield Gap("document", each.id, 0, 1)
        if each.scope == "special" and not part_of(each.audience, blueprint.audiences):
            yield Gap("audience", each.id, 0, 1)
        days = inf if each.last_used is None else (day - each.last_used).days
        # Where no rest is asked for, an item may be used before a paper of a later day that has it already.
        if blueprint.rested and days < blueprint.rested:
            yield Gap("rested", each.id, blueprint.rested, days)
        if blueprint.uses is not None and each.uses >= blueprint.uses:
            yield Gap("uses", each.id, blueprint.uses - 1, each.uses)


def _of_others(
    blueprint: Blueprint,
    ids: set[str],
    bank: Mapping[str, Candidate],
    held: Collection[str],
    enemies: Sequence[Collection[str]],
    others: Sequence[Collection[str]],
) -> Iterator[Gap]:
    for group in enemies:
        together = ids & set(group)
        if len(together) > 1:
            yield Gap("enemies", "、".join(sorted(together)), 1, len(together))
    yield from _of_passages(blueprint, ids, bank)
    allowed = np.floor(blueprint.overlap * blueprint.number + 1e-9)
    for at, other in enumerate(others):
        common = len((ids & set(other)) - set(held))
        if common > allowed:
            yield Gap("overlap", "", float(allowed), common, at)


def _of_passages(blueprint: Blueprint, ids: set[str], bank: Mapping[str, Candidate]) -> Iterator[Gap]:
    sizes = Counter(each.stimulus for each in bank.values() if each.stimulus)
    taken = Counter(bank[item].stimulus for item in ids if item in bank and bank[item].stimulus)
    for name, count in sorted(taken.items()):
        asked = min(blueprint.stimulus_least or sizes[name], sizes[name])
        if count < asked:
            yield Gap("stimulus", name, asked, count)


def _misplaced(blueprint: Blueprint, paper: Paper, bank: Mapping[str, Candidate]) -> Iterator[Gap]:
    for items, section in _by_section(blueprint, paper):
        for item in items:
            if item in bank and (bank[item].type != section.type or bank[item].marks not in {0, section.marks}):
                yield Gap("type", item, 0, 1)
