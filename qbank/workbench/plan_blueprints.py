"""Tests of a plan that name a blueprint: it is read, and chooses their items within the rules of the plan."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from qbank.assembly.blueprint_line import is_line
from qbank.assembly.rota_asking import Selected
from qbank.assembly.rota_board import Candidate as Usable
from qbank.assembly.selecting import Outcome, Paper, assemble
from qbank.assembly.shortages import Shortage
from qbank.assembly.shuffling import shuffled
from qbank.assembly.wishes import as_wished, even_keys
from qbank.errors import Problem, QbankError
from qbank.locale import Listed
from qbank.model.blueprint import Blueprint
from qbank.model.candidate import Candidate
from qbank.model.item import Item
from qbank.model.plan import Event, Plan, Series
from qbank.workbench.blueprints import READERS, pins_outside, read_blueprint, settled, strange_words
from qbank.workbench.paper_making import short_of_keys
from qbank.workbench.plan_forms import sections

_SHOWN = 10


def with_blueprints(
    plan: Plan, file: Path, documents: Sequence[str], candidates: Sequence[Candidate]
) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with its blueprints read, and a Problem for each that cannot be, or that the bank does not know.

    Args:
        plan: what is planned.
        file: where it stands: blueprints are named by their paths from its folder.
        documents: the documents of the bank, by name.
        candidates: its accepted items.
    """
    problems: list[Problem] = []
    made: list[Series] = []
    for at, series in enumerate(plan.series, 1):
        made.append(series)
        if series.blueprint:
            try:
                asked = settled(_read(series.blueprint, file, f"series[{at}].blueprint"), documents)
                problems += [*strange_words(asked, candidates), *pins_outside(asked, candidates)]
                made[-1] = replace(series, asked=asked)
            except QbankError as error:
                problems.append(error.problem)
    return replace(plan, series=tuple(made)), tuple(problems)


def digest_of(data: bytes, plan: Plan, file: Path) -> str:
    """Return the digest of a plan's file and of the blueprints that it names."""
    digest = hashlib.sha256(data)
    for series in plan.series:
        path = file.parent / series.blueprint
        if path.suffix.casefold() in READERS:
            with suppress(OSError):  # reading it for what it says tells what is wrong with it
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(what: str, file: Path, place: str) -> Blueprint:
    path = file.parent / what
    try:
        return read_blueprint(what if is_line(what) and path.suffix.casefold() not in READERS else path)
    except QbankError as error:
        told = error.problem
        if told.code not in {"papers-blueprint-none", "not-found"}:
            # A line stands in the plan itself.
            raise QbankError(told if told.file else replace(told, file=str(file), place=place)) from error
        values = {"found": what, "path": path}
        raise QbankError(Problem("plan-blueprint-none", str(file), place, values)) from error


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses the items of tests with a blueprint; ``simulate`` asks it.

    Args:
        items: the accepted items by id.
        candidates: the same, as assembly sees them.
        enemies: pairs of ids of which a test has one at most.
        seed: draws the lots.
    """

    items: Mapping[str, Item]
    candidates: Sequence[Candidate]
    enemies: Sequence[Collection[str]]
    seed: str

    def __call__(self, event: Event, eligible: Sequence[Usable], uses: Mapping[str, int]) -> Selected:
        """Return the items of a test, section by section, or what is short, cell by cell."""
        asked = event.series.asked
        if asked is None:
            raise ValueError(f"{event.id}: its blueprint was not read")
        free = {each.id for each in eligible}
        blocked = sorted({*asked.pinned} & self.items.keys() - free)
        if blocked:
            values = {"items": Listed(blocked, _SHOWN), "day": event.day.isoformat()}
            return (), [Problem("rota-pinned-blocked", place=event.id, values=values)]
        outcome = self._assembled(event, asked, free, uses)
        problems = [*outcome.problems, *map(_told, outcome.shortages or self._of_keys(event, asked, outcome.papers))]
        if problems:
            return (), [replace(problem, place=event.id) for problem in problems]
        return tuple(item for section in outcome.papers[0] for item in section), ()

    def _assembled(self, event: Event, asked: Blueprint, free: set[str], uses: Mapping[str, int]) -> Outcome:
        """Return the paper, its keys without a pattern as far as that can be."""
        # Rests and uses depend on the other tests of the plan, which its board knows.
        banned = tuple(sorted({*asked.banned, *(each.id for each in self.candidates if each.id not in free)}))
        within = replace(asked, rested=0, uses=None, banned=banned, keys=None)
        known = [replace(each, uses=each.uses + uses.get(each.id, 0)) for each in self.candidates]

        def solve(each: Blueprint) -> Outcome:
            seed = f"{self.seed}\x1f{event.id}"
            return assemble(each, known, seed=seed, day=event.day, enemies=self.enemies)

        return as_wished(within, even_keys(asked, known), solve)[1]

    def _of_keys(self, event: Event, asked: Blueprint, papers: Sequence[Paper]) -> Iterator[Shortage]:
        """Yield the letters whose share of the keys no form of a paper can have as it is asked for."""
        if asked.keys is not None and papers:
            chosen = sections(event, [self.items[item] for part in papers[0] for item in part])
            yield from short_of_keys(asked, shuffled(chosen, seed=self.seed, exam=event.id, title="", names="A"))


def _told(short: Shortage) -> Problem:
    """Return what is short in words, with the place that it has in the blueprint."""
    problem = short.problem
    values = {**problem.values, "paper": "", "rule": short.gap.rule, "at": short.gap.at}
    return replace(problem, values=values)
