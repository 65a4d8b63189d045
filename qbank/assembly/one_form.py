"""Chooses the items of one paper, or says what is short of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from qbank.assembly.columns import Columns
from qbank.assembly.lots import looked_at, lots, thinned
from qbank.assembly.program import Program, program, shared
from qbank.assembly.resting import kept_back
from qbank.assembly.shortages import Shortage
from qbank.assembly.solving import Solution, in_fractions, meet, miss_least, searched
from qbank.assembly.verifying import Gap, gaps
from qbank.errors import Problem
from qbank.locale import Listed
from qbank.model.blueprint import Blueprint, Unit

if TYPE_CHECKING:
    from qbank.assembly.columns import Floats, Mask

_EQUAL = 1e-6
Paper = tuple[tuple[str, ...], ...]
"""Of each section the ids of its items, in the order of their ids."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an assembly.

    Args:
        papers: the forms, each meeting the blueprint; none where something is short or contradicts itself.
        shortages: what the bank cannot give; ``nearest`` are the forms that miss no more than that.
        nearest: see ``shortages``.
        problems: what contradicts itself, found before anything was chosen.
        missed: the sum of what is missed: an item too few is 1, one too many in a cell a half, a tenth of a band 1.
        is_least: whether it is proved that no less can be missed.
    """

    papers: tuple[Paper, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    nearest: tuple[Paper, ...] = ()
    problems: tuple[Problem, ...] = ()
    missed: float = 0.0
    is_least: bool = True


@dataclass(slots=True)
class Task:
    """What is asked and of which bank: everything that the forms of one assembly have in common."""

    blueprint: Blueprint
    columns: Columns
    day: date
    enemies: Sequence[Collection[str]]
    others: Sequence[Collection[str]]
    seed: str
    miskeyed: bool = False
    """Whether to see what there would be if no item were left out for its wrong key."""
    eligible: Mask = field(init=False)
    held: Mask = field(init=False)

    def __post_init__(self) -> None:
        self.eligible = self.columns.eligible(self.blueprint, self.day, miskeyed=self.miskeyed)
        self.held = self.columns.held(self.blueprint)

    def taken(self, others: Sequence[Collection[str]]) -> Mask:
        """Return the items that may stand in a form beside others."""
        found = self.eligible
        if not shared(self.blueprint):
            for other in others:
                found = found & (self.held | ~self.columns.among(other))
        return self.columns.whole(found, self.blueprint)

    def gaps(self, paper: Paper, others: Sequence[Collection[str]]) -> list[Gap]:
        """Return what a paper breaks, counted anew."""
        return gaps(self.blueprint, paper, self.columns.by_id, self.day, self.enemies, others)


def ids_of(paper: Paper) -> frozenset[str]:
    """Return the ids of a paper's items."""
    return frozenset(item for section in paper for item in section)


def one_form(task: Task, others: Sequence[Collection[str]], form: int) -> Outcome:
    """Return a form out of some lucky items, else out of all, else what is short."""
    taken, luck = task.taken(others), lots(task.columns, task.seed, form)
    among = looked_at(task.blueprint, task.columns, taken, luck)
    some, costs = thin(task, program(task.blueprint, task.columns, among, task.enemies, others), luck)
    found = outcome_of(task, some, meet(some, costs), others)
    if found.papers:
        return found
    if np.array_equal(among, taken):
        return outcome_of(task, *miss_least(some), others)
    whole, costs = thin(task, program(task.blueprint, task.columns, taken, task.enemies, others), luck)
    least = in_fractions(whole)
    # What fractions of items miss, items miss too: then nothing need be tried.
    if least.cost < _EQUAL:
        kept = searched(whole, some, least)
        wide = whole.of(kept)
        found = outcome_of(task, wide, meet(wide, costs[kept]), others)
        if found.papers:
            return found
    return outcome_of(task, *miss_least(whole, some, least), others)


def thin(task: Task, made: Program, luck: Floats, times: int = 1) -> tuple[Program, Floats]:
    """Return a program without what can never be needed for so many forms, and its costs."""
    room = np.array([float(each.number * times) for each in task.blueprint.sections])
    return thinned(made, luck[made.item], room)


def outcome_of(
    task: Task, made: Program, solution: Solution, others: Sequence[Collection[str]], forms: int = 1
) -> Outcome:
    """Return the papers of a solution if they break nothing, counted anew; else what they miss."""
    if solution.taken is None:
        code = "assembly-impossible" if solution.state == "impossible" else "assembly-undecided"
        return Outcome(problems=(_told(code, task.blueprint),))
    papers = tuple(_paper(task, made, solution.taken & (made.form == form)) for form in range(forms))
    missed = [task.gaps(paper, [*others, *map(ids_of, papers[:at])]) for at, paper in enumerate(papers)]
    if not any(missed):
        return Outcome(papers=papers)
    short = (_shortage(task, gap, form, others) for form, own in enumerate(missed) for gap in own)
    return Outcome(shortages=tuple(short), nearest=papers, missed=solution.cost, is_least=solution.is_best)


def _shortage(task: Task, gap: Gap, form: int, others: Sequence[Collection[str]]) -> Shortage:
    def have(blueprint: Blueprint, miskeyed: bool = False) -> float:
        return _counted(task, gap, replace(task, blueprint=blueprint, miskeyed=miskeyed).taken(others))

    every = np.ones(len(task.columns), dtype=bool)
    counts_items = gap.is_short and gap.rule in {"cell", "section"}
    kept = kept_back(task.blueprint, task.columns, task.day, have, gap.limit) if counts_items else None
    return Shortage(gap, form, have(task.blueprint), _counted(task, gap, every), _unit(task, gap), kept)


def _told(code: str, blueprint: Blueprint) -> Problem:
    if code == "assembly-impossible":
        return Problem("assembly-impossible", values={"pinned": Listed(blueprint.pinned) or "–"})
    return Problem("assembly-undecided")


def _paper(task: Task, made: Program, taken: Mask) -> Paper:
    return tuple(
        tuple(task.columns.items[row].id for row in sorted(made.item[taken & (made.section == at)].tolist()))
        for at in range(len(task.blueprint.sections))
    )


def _unit(task: Task, gap: Gap) -> Unit:
    return task.blueprint.cells[gap.at].unit if gap.rule == "cell" else "items"


def _counted(task: Task, gap: Gap, among: Mask) -> float:
    """Return how many of some items a rule counts; marks of a cell of marks."""
    columns, sections = task.columns, task.blueprint.sections
    if gap.rule == "section":
        return float(np.count_nonzero(among & (columns.type == sections[gap.at].type)))
    if gap.rule == "key":
        return float(np.count_nonzero(among & (columns.key == gap.name)))
    if gap.rule == "trues":
        return float(np.count_nonzero(among & (columns.verdict == ("true" if gap.is_short else "false"))))
    if gap.rule == "rights":
        return float(np.count_nonzero(among & (columns.rights > 0) & (columns.rights != int(gap.name))))
    if gap.rule != "cell":
        return float(np.count_nonzero(among))
    cell = task.blueprint.cells[gap.at]
    earned = np.zeros(len(columns))
    for each in sections:
        if (not cell.types or each.type in cell.types) and cell.marks in {0, each.marks}:
            weight = each.marks if cell.unit == "marks" else 1.0
            earned = np.maximum(earned, weight * (columns.type == each.type))
    return float(np.sum(earned[among & columns.counted(cell)]))
