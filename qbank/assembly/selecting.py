"""Chooses the items of parallel forms: one after the other, all at once where that fails; says what is short."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from qbank.assembly.columns import Columns
from qbank.assembly.contradictions import clashes, contradictions
from qbank.assembly.lots import looked_at, lots
from qbank.assembly.one_form import Outcome, Paper, Task, ids_of, one_form, outcome_of, thin
from qbank.assembly.program import joined, program, shared
from qbank.assembly.solving import least_missed, meet, miss_least
from qbank.model.blueprint import Blueprint
from qbank.model.candidate import Candidate

__all__ = ("Outcome", "Paper", "assemble", "ids_of")

_EXACT, _EQUAL = 1e-3, 1e-6
_LARGEST = 6000
"""Variables up to which it is worked out what forms at once miss least; beyond, what they miss in turn is told."""


def assemble(
    blueprint: Blueprint,
    candidates: Iterable[Candidate],
    *,
    seed: str,
    day: date,
    forms: int = 1,
    enemies: Sequence[Collection[str]] = (),
    others: Sequence[Collection[str]] = (),
) -> Outcome:
    """Return forms of a blueprint, or what is short, or what contradicts itself.

    The same blueprint, items, enemies, forms and seed give the same papers, in whatever order they are given. Each
    paper is counted anew (``verifying``) before it is given out.

    Args:
        blueprint: what a paper has to be.
        candidates: all items of the bank: whole passages, and those that rest or are banned too.
        seed: draws the lots.
        day: the day of the exam; rest is counted up to it.
        forms: how many parallel forms.
        enemies: groups of ids of which a paper has one at most.
        others: forms of which no more may be shared than ``blueprint.overlap``.
    """
    columns = Columns(candidates)
    groups = sorted({tuple(sorted(set(each))) for each in enemies})
    problems = [*contradictions(blueprint), *clashes(blueprint, columns.by_id, groups)]
    if problems:
        return Outcome(problems=tuple(problems))
    task = Task(blueprint, columns, day, groups, [frozenset(each) for each in others], seed)
    found = _in_turn(task, forms)
    # One form after the other may use up what a later one needs.
    alone = forms == 1 or bool(shared(blueprint))
    return found if found.papers or found.problems or alone else _together(task, found, forms)


def _in_turn(task: Task, forms: int) -> Outcome:
    """Return the forms chosen one after the other, each missing as little as it can."""
    found: list[Outcome] = []
    made: list[Paper] = []
    while len(made) < forms:
        found.append(one_form(task, [*task.others, *map(ids_of, made)], len(made)))
        if found[-1].problems:
            return found[-1]
        made += found[-1].papers or found[-1].nearest
    short = tuple(replace(each, form=form) for form, one in enumerate(found) for each in one.shortages)
    if not short:
        return Outcome(papers=tuple(made))
    # Only of the first is it known that no less can be missed: the others depend on those before.
    proved = found[0].is_least and not any(one.shortages for one in found[1:])
    return Outcome(shortages=short, nearest=tuple(made), missed=sum(one.missed for one in found), is_least=proved)


def _together(task: Task, in_turn: Outcome, forms: int) -> Outcome:
    """Return all forms chosen at once, no item in two of them; else what they miss, in turn or at once."""
    taken, luck = task.taken(task.others), lots(task.columns, task.seed, 0)
    whole, costs = thin(task, program(task.blueprint, task.columns, taken, task.enemies), luck, forms)
    least = least_missed(whole, forms, ~task.held)
    if least < _EQUAL:
        some = looked_at(task.blueprint, task.columns, taken, luck, forms)
        single, own = thin(task, program(task.blueprint, task.columns, some, task.enemies), luck, forms)
        made = joined([single] * forms, ~task.held)
        found = outcome_of(task, made, meet(made, np.tile(own, forms)), task.others, forms)
        if found.papers:
            return found
    if in_turn.missed <= least * (1 + _EXACT) + _EQUAL:
        return replace(in_turn, is_least=True)
    if len(costs) * forms > _LARGEST:
        return replace(in_turn, is_least=False)
    return outcome_of(task, *miss_least(joined([whole] * forms, ~task.held)), task.others, forms)
