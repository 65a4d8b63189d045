"""Papers from a blueprint: chosen from the bank, made into forms, checked by counting once more."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

from qbank.assembly.options import lettered
from qbank.assembly.selecting import Outcome, Paper, assemble
from qbank.assembly.shortages import Shortage
from qbank.assembly.shuffling import Chosen, Issued, shuffled
from qbank.assembly.verifying import Gap, gaps
from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, say
from qbank.model.blueprint import Band, Blueprint, Cell
from qbank.model.candidate import Candidate
from qbank.model.form import OWN, Form
from qbank.model.issue import Issue
from qbank.model.item import Choice
from qbank.reports.tables import html_lines
from qbank.workbench.blueprints import drafting_commands, settled, strange_words
from qbank.workbench.paper_bank import Supply, candidate_of, supply

if TYPE_CHECKING:
    from qbank.reports.demands import Demand
    from qbank.reports.pictures import Picture

NAMES = OWN
"""The forms of an exam, by letter."""
MOST_FORMS = len(NAMES)
_SAME_DIFFICULTY = 0.05
"""How far the mean facility of a make-up paper may lie from that of the papers it stands in for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for.

    Args:
        blueprint: what the papers have to be.
        forms: how many.
        seed: draws the lots.
        excluded: issued papers of which nothing comes back: what is asked for is a make-up paper.
        day: the day of the exam.
        title: what stands over the papers, "" for the blueprint's.
    """

    blueprint: Blueprint
    forms: int = 1
    seed: str = ""
    excluded: tuple[Issue, ...] = ()
    day: date
    title: str = ""

    @property
    def order(self) -> str:
        """Return the digest of it: asked again, it is the same papers, as long as the bank is the same."""
        without = sorted(each.form.id for each in self.excluded)
        said = repr((self.blueprint, self.forms, self.seed, without, self.title))
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
            keys = "　".join(f"{letter} {count}" for letter, count in told["keys"].items())
            yield say(
                "papers-form", self.lang, name=issued.form.name, id=issued.form.id, count=len(issued.items),
                marks=f"{issued.form.marks:g}", facility=f"{told['facility']:.2f}", keys=keys or "–",
            )  # fmt: skip
        if self.shortages:
            yield say("papers-short", self.lang, count=len(self.shortages))
            if self.waiting:
                yield f"  {say('papers-waiting', self.lang, count=self.waiting)}"
            yield from (f"  {command}" for command in self.commands)

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


def plan_papers(bank: Bank, wish: Wish, lang: Lang = "zh") -> Papers:
    """Return papers that keep a blueprint, or what the bank is short of; nothing is written anywhere.

    Raises:
        QbankError: the bank has nothing to choose from, the blueprint contradicts itself or names what the bank does
            not know; the first fault.
    """
    if not 1 <= wish.forms <= MOST_FORMS:
        raise QbankError(Problem("papers-forms", values={"found": wish.forms, "most": MOST_FORMS}))
    known = supply(bank, wish.order)
    _refuse_unready(wish.blueprint, known)
    documents = [entry.name for entry in bank.documents()]
    asked = without_excluded(settled(wish.blueprint, documents), wish, known)
    for problem in strange_words(asked, known.candidates):
        raise QbankError(problem)
    start = perf_counter()
    blueprint, outcome, notes = _chosen(asked, wish, known)
    if outcome.problems:
        raise QbankError(outcome.problems[0])
    by_id = {each.id: each for each in known.candidates}
    if outcome.shortages:
        cells = list(_cells(blueprint, outcome.shortages))
        commands = drafting_commands(cells, known.candidates, documents)
        return Papers(
            wish=wish, blueprint=blueprint, shortages=outcome.shortages, nearest=outcome.nearest, candidates=by_id,
            commands=tuple(commands), waiting=_waiting(bank, blueprint, cells), seconds=perf_counter() - start, lang=lang, notes=notes,
        )  # fmt: skip
    exam, issued = _issued(blueprint, wish, known, outcome.papers)
    seconds = perf_counter() - start
    short = tuple(_short_of_keys(blueprint, issued))
    return Papers(
        wish=wish, blueprint=blueprint, exam=exam, issued=() if short else issued, shortages=short,
        nearest=outcome.papers, violations=tuple(violations(blueprint, wish, known, issued)), candidates=by_id,
        seconds=seconds, lang=lang, notes=notes,
    )  # fmt: skip


def _refuse_unready(blueprint: Blueprint, known: Supply) -> None:
    if not known.items:
        raise QbankError(Problem("papers-bank-empty"))
    if blueprint.seconds is not None:
        raise QbankError(Problem("papers-no-times"))


def without_excluded(blueprint: Blueprint, wish: Wish, known: Supply) -> Blueprint:
    """Return a blueprint that bans what stands in excluded papers, and what asks the same.

    Raises:
        QbankError: ``papers-pinned-excluded``: an item is pinned that must not come back.
    """
    gone = {placed.item for each in wish.excluded for placed in each.form.placed}
    again = {one for pair in known.twins for one, other in (pair, pair[::-1]) if other in gone}
    for item in sorted(set(blueprint.pinned) & (gone | again)):
        raise QbankError(Problem("papers-pinned-excluded", place="pinned", values={"item": item}))
    return replace(blueprint, banned=tuple(sorted({*blueprint.banned, *gone, *again})))


def _chosen(blueprint: Blueprint, wish: Wish, known: Supply) -> tuple[Blueprint, Outcome, tuple[Problem, ...]]:
    """Return the blueprint as it was solved, and its papers; a make-up paper is as hard as what it stands in for.

    Where the bank cannot give one as hard, it is made all the same, and that is told.
    """
    # Forms put the keys of single choices where they are needed: they are counted when the forms are made.
    asked = replace(blueprint, keys=None)
    like = _as_hard(wish, known) if wish.excluded and not blueprint.facility else None
    if like is not None:
        found = _assembled(replace(asked, facility=like), wish, known)
        if found.papers:
            return replace(blueprint, facility=like), found, ()
    found = _assembled(asked, wish, known)
    if like is None or not found.papers:
        return blueprint, found, ()
    values = {"least": f"{like.least:.2f}", "most": f"{like.most:.2f}"}
    return blueprint, found, (Problem("papers-other-difficulty", values=values, severity="warning"),)


def _assembled(blueprint: Blueprint, wish: Wish, known: Supply) -> Outcome:
    forms = 1 if blueprint.overlap == 1 else wish.forms
    return assemble(blueprint, known.candidates, seed=wish.seed, day=wish.day, forms=forms, enemies=known.enemies)


def _as_hard(wish: Wish, known: Supply) -> Band | None:
    by_id = {each.id: each for each in known.candidates}
    means = [facility_of(each.form, by_id) for each in wish.excluded if any(p.item in by_id for p in each.form.placed)]
    if not means:
        return None
    mean = sum(means) / len(means)
    return Band(round(max(0.0, mean - _SAME_DIFFICULTY), 4), round(min(1.0, mean + _SAME_DIFFICULTY), 4))


def facility_of(form: Form, candidates: Mapping[str, Candidate]) -> float:
    """Return the mean facility of a paper's items that are known, each weighted by its marks, 0–1; 0 for none."""
    told = [(placed.marks, candidates[placed.item].expected) for placed in form.placed if placed.item in candidates]
    marks = sum(mark for mark, _ in told)
    return sum(mark * each for mark, each in told) / marks if marks else 0.0


def _cells(blueprint: Blueprint, shortages: Sequence[Shortage]) -> Iterator[Cell]:
    """Yield what is short as cells; of a section one of its type."""
    for each in shortages:
        if each.gap.rule == "cell":
            yield blueprint.cells[each.gap.at]
        elif each.gap.rule == "section":
            yield Cell(types=(blueprint.sections[each.gap.at].type,), documents=blueprint.documents)


def _waiting(bank: Bank, blueprint: Blueprint, cells: Sequence[Cell]) -> int:
    """Return how many drafts would do for some cells."""
    marks: dict[str, list[float]] = {}
    for section in blueprint.sections:
        marks.setdefault(section.type, []).append(section.marks)
    drafts = (candidate_of(item, None, ()) for item in bank.items(Query(status="draft")))
    return sum(any(cell.takes(draft, each) for cell in cells for each in marks.get(draft.type, ())) for draft in drafts)


def _issued(blueprint: Blueprint, wish: Wish, known: Supply, papers: Sequence[Paper]) -> tuple[str, tuple[Issued, ...]]:
    """Return the forms: of each paper one, or all of the only one, its items and options in other orders."""
    digest = hashlib.sha256(wish.order.encode())
    for paper in papers:
        digest.update(repr([[(item, known.items[item].revision) for item in ids] for ids in paper]).encode())
    exam, made = digest.hexdigest()[:8], list[Issued]()
    for at, paper in enumerate(papers):
        sections = [
            Chosen(heading=section.label, items=tuple(known.items[each] for each in ids), marks=section.marks)
            for section, ids in zip(blueprint.sections, paper, strict=True)
        ]
        made += shuffled(
            sections, seed=wish.seed, exam=exam, title=wish.title or blueprint.title or "",
            names=NAMES[: wish.forms] if len(papers) == 1 else NAMES[at],
            blueprint=blueprint.name, minutes=blueprint.minutes,
        )  # fmt: skip
    return exam, tuple(made)


def violations(blueprint: Blueprint, wish: Wish, known: Supply, issued: Sequence[Issued]) -> Iterator[Gap]:
    """Yield the rules that forms break, counted anew from what is printed."""
    by_id = {each.id: each for each in known.candidates}
    papers = [tuple(tuple(p.item for p in section.placed) for section in each.form.sections) for each in issued]
    for at, paper in enumerate(papers):
        others = [[item for section in other for item in section] for other in papers[:at]]
        yield from gaps(replace(blueprint, keys=None), paper, by_id, wish.day, known.enemies, others)


def key_letters(issued: Issued) -> Counter[str]:
    """Return at how many single choices of a form the key stands at each letter."""
    found = Counter[str]()
    for item in issued.items:
        choice = lettered(item)
        if isinstance(choice, Choice) and not choice.multiple and len(choice.keys) == 1:
            found[OWN[next(at for at, option in enumerate(choice.options) if option.id in choice.keys)]] += 1
    return found


def _short_of_keys(blueprint: Blueprint, issued: Sequence[Issued]) -> Iterator[Shortage]:
    """Yield the letters whose share of the keys is not what was asked for, form by form."""
    for form, each in enumerate(issued):
        counts = key_letters(each)
        total = sum(counts.values())
        if blueprint.keys is None or not total:
            continue
        for letter in sorted({*"ABCD", *counts}):
            share, least = counts[letter] / total, blueprint.keys.least if letter in "ABCD" else 0.0
            if not least - 1e-6 <= share <= blueprint.keys.most + 1e-6:
                limit = least if share < least else blueprint.keys.most
                yield Shortage(Gap("key", letter, limit, share), form, counts[letter], total)


def _gap_data(gap: Gap) -> dict[str, Any]:
    return {"rule": gap.rule, "name": gap.name, "limit": gap.limit, "found": gap.found}


def _broken(gap: Gap) -> Problem:
    values = {"rule": gap.rule, "name": gap.name, "limit": f"{gap.limit:g}", "found": f"{gap.found:g}"}
    return Problem("papers-broken", values=values)
