"""What became of a year's plan: in words, as data, as pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qbank.assembly.candidates import candidate_of
from qbank.assembly.rota import Shortage, summed
from qbank.assembly.rota_checking import Violation
from qbank.assembly.rota_days import documents_on
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, Listed, say
from qbank.model.blueprint import Cell
from qbank.model.candidate import Candidate
from qbank.model.plan import Plan
from qbank.reports.pictures import Picture
from qbank.reports.tables import html_lines
from qbank.reports.year import Year
from qbank.workbench.blueprints import drafting_commands

_OF_KEYS = frozenset({"assembly-short-miskeyed", "rota-short-miskeyed"})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlanReport:
    """What became of a plan; without a year nothing was written, and the problems say why.

    ``written`` are the files, relative to the folder.
    """

    lang: Lang
    out: Path
    problems: tuple[Problem, ...] = ()
    year: Year | None = None
    stands: bool = False
    violations: tuple[Violation, ...] = ()
    seconds: float = 0.0
    written: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """Return the report in words."""
        if self.year is None:
            return []
        rota, lang = self.year.rota, self.lang
        counts = Counter(each.event.series.name for each in rota.filled)
        said = Listed((f"{name} {count}" for name, count in counts.items()), stop="，")
        places = sum(len(each.items) for each in rota.filled)
        most, _ = rota.most_used
        never = len(rota.never_used)
        told = [
            say("plan-tests", lang, count=len(rota.filled), said=said, places=places),
            say("plan-use", lang, all=len(rota.uses), never=never, most=most),
            *([say("plan-stands", lang)] if self.stands else []),
        ]
        if self.issued:
            told.append(say("plan-issued", lang, count=len(self.issued), events=Listed(self.issued, 5)))
        return [*told, say("plan-written", lang, out=self.out)]

    def calendar(self) -> Picture:
        """Show the calendar at a glance."""
        from qbank.reports import year_charts

        return year_charts.calendar(self.shown)

    def exposure(self) -> Picture:
        """Show how many items are used how often."""
        from qbank.reports import year_charts

        return year_charts.exposure(self.shown)

    @property
    def shown(self) -> Year:
        """Return the year; raises QbankError with the first problem where nothing was written."""
        if self.year is None:
            raise QbankError(self.problems[0])
        return self.year

    def to_dict(self) -> dict[str, Any]:
        """Return what ``report.json`` holds."""
        year = self.shown
        rota = year.rota
        known = [candidate_of(item) for item in year.items.values()] if rota.shortages else []
        return {
            "format": "qbank-plan-report",
            "version": 1,
            "violations": [
                {"rule": each.rule, "event": each.event, "item": each.item, "amount": each.amount}
                for each in self.violations
            ],
            "shortages": [_shortage(each, year.plan, known, self.lang) for each in rota.shortages],
            "summary": [problem.to_dict(self.lang) for problem in summed(rota.shortages)],
            "exposures": [
                {"series": each.series, "events": each.events, "times": each.times, "share": round(each.share, 6)}
                for each in rota.exposures
            ],
            "uses": {str(times): count for times, count in sorted(Counter(rota.uses.values()).items())},
            "never_used": list(rota.never_used),
            "seconds": round(self.seconds, 3),
            "issued": list(self.issued),
        }

    def _repr_html_(self) -> str:
        return html_lines((*self.lines(), *(problem.message(self.lang) for problem in self.problems)))


def _shortage(short: Shortage, plan: Plan, known: Sequence[Candidate], lang: Lang) -> dict[str, Any]:
    told, values = short.problem.to_dict(lang), short.problem.values
    documents = tuple(sorted(documents_on(plan, short.event) or ()))
    cells = [Cell(documents=documents)]
    asked, at = short.event.series.asked, values.get("at")
    if asked is not None and values.get("rule") == "cell" and isinstance(at, int):
        cells = [replace(asked.cells[at], documents=asked.cells[at].documents or documents)]
    # Where keys are to be mended nothing need be drafted.
    documents_known = sorted({each.document for each in known} - {""})
    drafts = [] if short.problem.code in _OF_KEYS else drafting_commands(cells, known, documents_known)
    cell = {"cell": values["name"]} if "rule" in values else {}
    return {"event": short.event.id, **told, **cell, "missing": _missing(values), "draft": drafts}


def _missing(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a number as the message has it
    """Return how much is missing: of a cell in its own unit, of a band as its sum has it."""
    return float(values["amount"]) if "amount" in values else values.get("missing", 0)
