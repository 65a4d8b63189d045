"""A year's plan: read, laid out and filled before anyone sits; its calendar, the files of tests that are due."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from qbank.assembly.contest import Contest
from qbank.assembly.contest_reading import read_contest
from qbank.assembly.rota import Filled
from qbank.assembly.rota_checking import violations
from qbank.assembly.rota_reading import read_plan
from qbank.assembly.rota_record import identity_in, to_bytes
from qbank.assembly.shuffling import Issued
from qbank.bank import Bank
from qbank.errors import Problem
from qbank.formats.files import write_bytes
from qbank.formats.folders import written_whole
from qbank.locale import Lang, say
from qbank.model.candidate import Candidate
from qbank.model.plan import Plan
from qbank.reports.year import Year
from qbank.review.desk import Checker
from qbank.workbench import paper_bank
from qbank.workbench.blueprints import strange_bans
from qbank.workbench.choosing import Packer
from qbank.workbench.events import Maker, folder_names, gone
from qbank.workbench.ingest import Progress
from qbank.workbench.leaving import remember_form
from qbank.workbench.miskeyed import of_plan, of_tests
from qbank.workbench.names import TYPE_NAMES
from qbank.workbench.plan_blueprints import digest_of, with_blueprints
from qbank.workbench.plan_choosing import Before, Stock, as_planned, broken, chosen, stock_of
from qbank.workbench.plan_files import RECORD, REPORT, steps_of
from qbank.workbench.plan_forms import Forms
from qbank.workbench.plan_items import with_documents
from qbank.workbench.plan_report import PlanReport
from qbank.workbench.plan_wish import NONE, Wish, asked, bytes_of, text_of

EVENTS = "events"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """A plan with its contest, the digest of its files, what was written down of it before, and its forms."""

    plan: Plan
    contest: Contest
    digest: str
    record: bytes | None
    forms: Forms


@dataclass(slots=True, kw_only=True)
class Planner:
    """Plans for one bank.

    Args:
        bank: the bank.
        lang: language of what is written.
        check: what is wrong with an item that is to be issued.
        progress: told of what is done.
        actor: who issues tests.
    """

    bank: Bank
    lang: Lang
    check: Checker
    progress: Progress
    actor: str = ""
    _problems: list[Problem] = field(default_factory=list)

    def run(self, wish: Wish) -> PlanReport:
        """Return what became of a plan; where anything is wrong nothing has been written.

        Raises:
            QbankError: the plan cannot be read, or the folder cannot be written to.
        """
        begun = time.perf_counter()
        settled = self._settled(wish)
        items = paper_bank.accepted(self.bank)
        if not items and not _refused(self._problems):
            self._problems.append(Problem("plan-no-items"))
        if settled is None or _refused(self._problems):
            return self._report(wish)
        stock = stock_of(self.bank, items, settled.plan, settled.forms)
        settled = self._with_blueprints(wish, settled, stock)
        if _refused(self._problems):
            return self._report(wish)
        self.progress(say("plan-doing-choose", self.lang), 0, 1)
        before = Before(data=settled.record, digest=settled.digest, file=wish.out / RECORD)
        made = chosen(self.bank, wish, settled.plan, settled.forms, stock, before, self.lang)
        year = Year(settled.plan, made.rota, items, self.lang)
        events = [] if wish.simulate and not wish.events else self._events(wish, year)
        self._looked_over(settled, events, stock)
        if not made.stands:
            self._problems += of_plan(stock.candidates)
        if _refused(self._problems):
            return self._report(wish)
        planned = as_planned(self.bank, settled.plan, stock, made.rota)
        found = violations(settled.plan, made.rota, planned, stock.enemies)
        self._problems += [replace(each, severity="warning") for each in made.told()]
        self._problems += broken(found, made.rota, wish.today, self.lang)
        report = self._report(wish, year=year, stands=made.stands, violations=tuple(found))
        return self._written(wish, settled, report, events, planned, begun)

    def _report(self, wish: Wish, **more: Any) -> PlanReport:  # noqa: ANN401 - fields of the report
        return PlanReport(lang=self.lang, out=wish.out, problems=tuple(self._problems), **more)

    def _settled(self, wish: Wish) -> _Settled | None:
        data = bytes_of(wish.file)
        text, file = text_of(data, wish.file), str(wish.file)
        plan, problems = read_plan(text, file, TYPE_NAMES)
        self._problems += problems
        if plan is None:
            return None
        plan, problems = with_documents(plan, self.bank, file)
        self._problems += problems
        contest, path = read_contest(text, file, self.lang), wish.out / RECORD
        record, digest = bytes_of(path) if path.is_file() else None, digest_of(data, plan, wish.file)
        identity = digest if record is None else identity_in(record, str(path))
        forms = Forms(identity=identity, seed=plan.seed, title=plan.title)
        return _Settled(plan=plan, contest=contest, digest=digest, record=record, forms=forms)

    def _with_blueprints(self, wish: Wish, settled: _Settled, stock: Stock) -> _Settled:
        names = [entry.name for entry in self.bank.documents()]
        plan, problems = with_blueprints(settled.plan, wish.file, names, stock.candidates)
        asked = (each.asked for each in plan.series if each.asked is not None)
        problems = (*problems, *(found for each in asked for found in strange_bans(each, self.bank)))
        self._problems += problems
        return replace(settled, plan=plan)

    def _events(self, wish: Wish, year: Year) -> list[Filled]:
        found = list(asked(wish, year.rota.filled, year.plan))
        empty = [each for each in found if not each.items]
        self._problems += [Problem("plan-event-empty", place=each.event.id, severity="warning") for each in empty]
        if not found and wish.events not in {NONE, ""}:
            self._problems.append(Problem("plan-no-event", values={"found": wish.events}))
        return [each for each in found if each.items]

    def _looked_over(self, settled: _Settled, events: Sequence[Filled], stock: Stock) -> None:
        """Note what must not be issued: items accepted no more, of a wrong key, or that break a rule by now."""
        items = stock.items
        self._problems += gone(events, items, self._status, self.lang)
        issued = settled.forms.before(self.bank, [each.event for each in events], items)
        self._problems += of_tests(events, stock.candidates, issued)
        for each in events:
            faults = [problem for item in each.items if item in items for problem in self.check(items[item])]
            self._problems += [replace(fault, file=each.event.id) for fault in faults if fault.severity == "error"]

    def _status(self, item_id: str) -> str:
        item = self.bank.get(item_id)
        return item.status if item else ""

    def _written(
        self, wish: Wish, settled: _Settled, report: PlanReport, events: Sequence[Filled],
        candidates: Sequence[Candidate], begun: float,
    ) -> PlanReport:  # fmt: skip
        """Return the report with all its files written, or raise with none."""
        year = report.shown
        steps = steps_of(year, None if report.stands else partial(_recorded, year, settled), simulate=wish.simulate)
        maker = Maker(
            forms=settled.forms, items=year.items, known={each.id: each for each in candidates},
            pack=Packer(self.bank).pack, contest=settled.contest, lang=self.lang,
        )  # fmt: skip
        names = folder_names(year.rota.filled)
        total = len(steps) + len(events)
        told: list[Problem] = []
        forms: dict[str, Issued] = {}
        with written_whole(wish.out) as stage:
            for at, (name, write) in enumerate(steps):
                self.progress(name, at, total)
                write(stage / name)
            for at, filled in enumerate(events, len(steps)):
                self.progress(filled.event.id, at, total)
                made = forms[filled.event.id] = maker.form(filled)
                told += maker.write(filled, made, stage / EVENTS / names[filled.event.id])
            self.progress(REPORT, total, total)
            self._problems += _once(told)
            whole = replace(
                report, problems=tuple(self._problems), seconds=time.perf_counter() - begun,
                issued=tuple(each.event.id for each in events),
            )  # fmt: skip
            text = json.dumps(whole.to_dict(), ensure_ascii=False, indent=1, allow_nan=False)
            write_bytes(stage / REPORT, text.encode())
            files = sorted(path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file())
            self.bank.issue([settled.forms.issue(each.event, forms[each.event.id], self.actor) for each in events])
        for name, made in forms.items():
            remember_form(self.bank, made, (wish.out / EVENTS / names[name]).iterdir(), actor=self.actor)
        return replace(whole, written=tuple(files))


def _refused(problems: Sequence[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield problems without those that say the same."""
    seen: set[str] = set()
    for problem in problems:
        said = problem.message()
        if said not in seen:
            seen.add(said)
            yield problem


def _recorded(year: Year, settled: _Settled) -> bytes:
    identity = settled.forms.identity
    return to_bytes(year.plan, year.rota, digest=settled.digest, lang=year.lang, identity=identity)
