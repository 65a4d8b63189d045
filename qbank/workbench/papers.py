"""Papers from a blueprint: what somebody wishes, and what came of it, in words and as data."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from qbank.assembly.candidates import candidate_of
from qbank.assembly.options import lettered
from qbank.assembly.selecting import Paper
from qbank.assembly.shortages import Shortage
from qbank.assembly.shuffling import Issued
from qbank.assembly.verifying import Gap
from qbank.errors import Problem
from qbank.locale import Lang, Listed, say
from qbank.model.blueprint import Blueprint
from qbank.model.candidate import Candidate
from qbank.model.form import OWN, Form
from qbank.model.issue import Issue
from qbank.model.item import Choice
from qbank.reports.tables import html_lines

if TYPE_CHECKING:
    from qbank.reports.demands import Demand
    from qbank.reports.pictures import Picture

NAMES = OWN
"""The forms of an exam, by letter."""
MOST_FORMS = len(NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for.

    Args:
        blueprint: what the papers have to be.
        forms: how many.
        seed: draws the lots.
        excluded: issued papers of which nothing comes back: what is asked for is a make-up paper.
        day: the day of the exam; ``said_day`` is what was said of it, "" where it is simply today.
        title: what stands over the papers, "" for the blueprint's.
    """

    blueprint: Blueprint
    forms: int = 1
    seed: str = ""
    excluded: tuple[Issue, ...] = ()
    day: date
    said_day: str = ""
    title: str = ""

    @property
    def order(self) -> str:
        """Return the digest of what decides about the items: asked again, it is the same papers.

        They are no use of their items to each other, so that they can be printed anew, with another title if need be.
        """
        without = sorted(each.form.id for each in self.excluded)
        constraints = replace(self.blueprint, name="", title="")
        said = repr((constraints, self.forms, self.seed, without, self.said_day))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Papers:
    """What came of a wish: papers, or what the bank is short of; nothing is issued by making them.

    Args:
        wish: what was asked for.
        blueprint: the same as it was solved, names in full, with what a make-up paper asks beyond it.
        exam: what begins the ids of the forms, "" where there are none.
        issued: the forms with their items as they are printed.
        shortages: what is short.
        nearest: where something is short, the papers that miss no more than that: ids by section.
        violations: rules that the papers break, counted anew; there are none.
        candidates: what was chosen from, by id.
        commands: commands that draft for what is short.
        waiting: drafts that would do for what is short, once they are accepted.
        seconds: how long choosing and ordering took.
        lang: language of what is shown.
        notes: what somebody should know.
    """

    wish: Wish
    blueprint: Blueprint
    exam: str = ""
    issued: tuple[Issued, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    nearest: tuple[Paper, ...] = ()
    violations: tuple[Gap, ...] = ()
    candidates: Mapping[str, Candidate]
    commands: tuple[str, ...] = ()
    waiting: int = 0
    seconds: float = 0.0
    lang: Lang = "zh"
    notes: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        return html_lines([*self.lines(), *(each.message(self.lang) for each in self.problems)])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is short or broken, and what somebody should know."""
        return (*(each.problem for each in self.shortages), *map(_broken, self.violations), *self.notes)

    @property
    def forms(self) -> tuple[Form, ...]:
        """Return the papers."""
        return tuple(each.form for each in self.issued)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Return the papers as they are to be issued; the bank is told by whom and when."""
        day = self.wish.day.isoformat()
        return tuple(Issue(form=form, exam=self.exam, day=day, order=self.wish.order, actor="") for form in self.forms)

    def demands(self) -> tuple[Demand, ...]:
        """Return what is wanted, what there is and what is short, cell by cell."""
        from qbank.reports.demands import demands

        forms = 1 if self.blueprint.overlap == 1 else self.wish.forms
        return demands(self.blueprint, self.candidates.values(), self.wish.day, self.shortages, forms)

    def table(self) -> Picture:
        """Return the picture of the same."""
        from qbank.reports.demands import picture

        name = self.wish.title or self.blueprint.title or self.blueprint.name
        return picture(self.demands(), say("demands-title", self.lang, name=name), self.lang)

    def lines(self) -> Iterator[str]:
        """Yield the papers in words, or how to get what is short."""
        for issued in self.issued:
            told = self._told(issued)
            keys = Listed(f"{letter} {count}" for letter, count in told["keys"].items())
            head = say(
                "papers-form", self.lang, name=issued.form.name, id=issued.form.id, count=len(issued.items),
                marks=f"{issued.form.marks:g}", facility=f"{told['facility']:.2f}",
            )  # fmt: skip
            of_keys = say("papers-form-keys", self.lang, keys=keys) if keys else ""
            yield head + of_keys + self._of_verdicts(told["verdicts"])
        if self.shortages:
            key = "papers-short" if self.commands else "papers-crowded"
            yield say(key, self.lang, count=len(self.shortages))
            if self.waiting:
                yield "  " + say("papers-waiting", self.lang, count=self.waiting)
            yield from (f"  {command}" for command in self.commands)
            if self.commands:
                yield "  " + say("papers-drafted", self.lang)

    def _of_verdicts(self, counts: Mapping[str, int]) -> str:
        return say("papers-form-verdicts", self.lang, **counts) if any(counts.values()) else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON data."""
        return {
            "blueprint": self.blueprint.name,
            "title": self.wish.title or self.blueprint.title,
            "seed": self.wish.seed,
            "exam": self.exam,
            "day": self.wish.day.isoformat(),
            "excluded": [each.form.id for each in self.wish.excluded],
            "forms": list(map(self._told, self.issued)),
            "violations": [_gap_data(each) for each in self.violations],
            "shortages": [self._shortage_data(each) for each in self.shortages],
            "commands": list(self.commands),
            "waiting": self.waiting,
            "cells": [each.to_dict() for each in self.demands()],
            "notes": [each.to_dict(self.lang) for each in self.notes],
            "seconds": round(self.seconds, 3),
        }

    def _told(self, issued: Issued) -> dict[str, Any]:
        return {
            "name": issued.form.name,
            "id": issued.form.id,
            "items": len(issued.items),
            "marks": issued.form.marks,
            "facility": round(facility_of(issued.form, self.candidates), 4),
            "keys": dict(sorted(key_letters(issued).items())),
            "verdicts": verdicts(issued),
        }

    def _shortage_data(self, each: Shortage) -> dict[str, Any]:
        problem = each.problem
        return {
            "form": NAMES[each.form],
            **_gap_data(each.gap),
            "short": each.gap.amount,
            "unit": each.unit,
            "have": each.have,
            "known": each.known,
            "says": problem.message(self.lang),
        }


def facility_of(form: Form, candidates: Mapping[str, Candidate]) -> float:
    """Return the mean facility of a paper's items that are known, each weighted by its marks, 0–1; 0 for none."""
    told = [(placed.marks, candidates[placed.item].expected) for placed in form.placed if placed.item in candidates]
    marks = sum(mark for mark, _ in told)
    return sum(mark * each for mark, each in told) / marks if marks else 0.0


def key_letters(issued: Issued) -> Counter[str]:
    """Return at how many single choices of a form the key stands at each letter."""
    found = Counter[str]()
    for item in issued.items:
        choice = lettered(item)
        if isinstance(choice, Choice) and not choice.multiple and len(choice.keys) == 1:
            found[OWN[next(at for at, option in enumerate(choice.options) if option.id in choice.keys)]] += 1
    return found


def verdicts(issued: Issued) -> dict[str, int]:
    """Return how many statements of a form are true, and how many are false."""
    counts = Counter(candidate_of(item).verdict for item in issued.items)
    return {"true": counts["true"], "false": counts["false"]}


def _gap_data(gap: Gap) -> dict[str, Any]:
    return {"rule": gap.rule, "name": gap.name, "limit": gap.limit, "found": gap.found}


def _broken(gap: Gap) -> Problem:
    values = {"rule": gap.rule, "name": gap.name, "limit": f"{gap.limit:g}", "found": f"{gap.found:g}"}
    return Problem("papers-broken", values=values)
