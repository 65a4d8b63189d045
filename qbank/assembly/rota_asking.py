"""Chooses for one test after another from what it may use, and says why that is not enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qbank.assembly.rota_board import NEVER, Candidate, Ints, Standing
from qbank.assembly.rota_days import documents_on
from qbank.assembly.rota_picking import Apart, picked
from qbank.errors import Problem
from qbank.locale import Words
from qbank.model.plan import Event, Plan

Selected = tuple[Sequence[str], Sequence[Problem]]
"""The ids of a test, or none and what is short."""
Select = Callable[[Event, Sequence[Candidate], Mapping[str, int]], Selected]
"""Chooses for a test of a blueprint: gets the items that may be used, least used first, and how many tests of the plan
use each item so far."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Chooses for one test after another, from what each may use."""

    plan: Plan
    pool: Sequence[Candidate]
    select: Select | None
    labels: Mapping[str, str]
    apart: Apart

    def chosen(
        self, event: Event, standing: Standing, order: Sequence[int], times: Ints
    ) -> tuple[list[int], list[Problem]]:
        """Return the places of what a test takes, and what is short."""
        eligible = standing.eligible
        free = [at for at in order if eligible[at]]
        if event.series.blueprint:
            return self._by_blueprint(event, free, times)
        found: list[int] = []
        problems = []
        # Named types choose before "any type", which takes what they leave.
        for kind, wanted in sorted(event.series.items.items(), key=lambda each: not each[0]):
            taken = picked(free, wanted, kind, found, self.pool, self.apart)
            if len(taken) < wanted:
                problems.append(self._why(event, kind, wanted, len(taken), set(found), standing))
            found += taken
        return found, problems

    def _by_blueprint(self, event: Event, free: Sequence[int], times: Ints) -> tuple[list[int], list[Problem]]:
        if self.select is None:
            return [], [Problem("rota-no-selector", place=event.id, values={"blueprint": event.series.blueprint})]
        uses = {each.id: int(count) for each, count in zip(self.pool, times, strict=True)}
        chosen, short = self.select(event, [self.pool[at] for at in free], uses)
        places = {self.pool[at].id: at for at in free}
        if len(set(chosen)) < len(chosen) or not set(chosen) <= places.keys():
            raise ValueError(f"{event.id}: an item was chosen twice, or one that may not be used")
        return [places[name] for name in chosen], list(short)

    def _why(self, event: Event, kind: str, wanted: int, found: int, taken: set[int], standing: Standing) -> Problem:
        """Return what is short, by how many, and why.

        The first of items, documents, wrong keys, limits, rests, windows, items that must not stand together.
        """
        of_kind = np.array([kind in {"", each.type} for each in self.pool], np.bool_)
        of_kind[list(taken)] = False
        documented = of_kind & standing.documented
        sound = documented & standing.sound
        under = sound & standing.under_limit
        at_rest = under & standing.rested
        named = documents_on(self.plan, event)
        blocked = sorted(standing.window[at_rest & (standing.window != NEVER)].tolist(), reverse=True)
        free = int(at_rest.sum()) - len(blocked)
        values: dict[str, object] = {
            "type": self.labels.get(kind, kind) if kind else Words("rota-any-type"),
            "wanted": wanted,
            "found": found,
            "missing": wanted - found,
            "miskeyed": int((documented & ~sound).sum()),
            "documents": "、".join(sorted(named or ())),
            "day": event.day.isoformat(),
        }
        if named == frozenset():
            return Problem("rota-no-study", place=event.id, values=values)
        stages = {
            "rota-short-items": of_kind, "rota-short-documents": documented, "rota-short-miskeyed": sound,
            "rota-short-limit": under, "rota-short-rest": at_rest,
        }  # fmt: skip
        for code, left in stages.items():
            if (there := int(left.sum())) < wanted:
                return Problem(code, place=event.id, values={**values, "there": there})
        if free >= wanted:
            return Problem("rota-short-alike", place=event.id, values={**values, "there": free})
        days = blocked[wanted - free - 1]
        return Problem("rota-short-window", place=event.id, values={**values, "days": days})
