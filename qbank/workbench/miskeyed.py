"""What people are told of items whose key exams surely showed to be wrong: which were left out, which are printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from qbank.assembly.columns import Columns
from qbank.assembly.rota import Filled
from qbank.errors import Problem
from qbank.locale import Listed
from qbank.model.blueprint import Blueprint
from qbank.model.candidate import Candidate

_SHOWN = 20


def of_paper(blueprint: Blueprint, candidates: Sequence[Candidate], day: date) -> Iterator[Problem]:
    """Yield which items a paper could have but for their keys, and which it has because somebody pinned them."""
    columns = Columns(candidates)
    pinned = columns.held(blueprint) & columns.miskeyed
    left = columns.eligible(blueprint, day, miskeyed=True) & columns.miskeyed & ~pinned
    for code, rows in (("papers-miskeyed", left), ("papers-miskeyed-pinned", pinned)):
        yield from _told(code, [columns.items[at].id for at in np.flatnonzero(rows)])


def of_plan(candidates: Sequence[Candidate]) -> Iterator[Problem]:
    """Yield which accepted items no test of a plan takes, unless its blueprint pins them."""
    yield from _told("papers-miskeyed", sorted(each.id for each in candidates if each.miskeyed))


def of_tests(tests: Sequence[Filled], candidates: Sequence[Candidate], issued: Collection[str]) -> Iterator[Problem]:
    """Yield for each test that is to have its files the items it has though their keys were shown to be wrong since.

    Nothing is printed of a test that was not issued before; one that was keeps its items, so it is a warning there.
    """
    wrong = {each.id for each in candidates if each.miskeyed}
    for each in tests:
        asked = each.event.series.asked
        found = [item for item in each.items if item in wrong and not (asked and item in asked.pinned)]
        for problem in _told("plan-item-miskeyed", found):
            yield replace(problem, place=each.event.id, severity="warning" if each.event.id in issued else "error")


def _told(code: str, items: Sequence[str]) -> Iterator[Problem]:
    if items:
        yield Problem(code, values={"count": len(items), "items": Listed(items, _SHOWN)}, severity="warning")
