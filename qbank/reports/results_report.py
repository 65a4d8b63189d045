"""Results of people as a report: departments, who sits again, and what each department got wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qbank.locale import Lang, say
from qbank.model.sitting import SittingHead
from qbank.reports import parts
from qbank.reports.parts import Column, Grid, Kind, Part, Report
from qbank.reports.results import Group, SitsAgain, WrongItem

if TYPE_CHECKING:
    from qbank.reports.pictures import Picture

_DEPARTMENTS = {
    "department": 24, "listed": 8, "sat": 8, "absent": 8, "mean": 12, "interval": 14, "passed": 10, "excellent": 10,
}  # fmt: skip
_WEAKEST = {"department": 24, "weakest": 60}
_AGAIN = {"department": 24, "code": 14, "name": 12, "why": 24, "share": 10}
_WRONG = {"department": 24, "stem": 60, "wrong": 10, "n": 10, "error-rate": 10, "key": 40, "item": 18}
_MISTAKES = {"stem": 54, "wrong": 9, "n": 9, "error-rate": 9, "key": 30}
_SHARES = frozenset({"mean", "passed", "excellent", "share", "error-rate"})


@dataclass(frozen=True, slots=True, repr=False)
class Results:
    """What an exam shows of its people; ``wrong`` is by department, ``stems`` and ``keys`` in words by item.

    ``whole`` are all people as one group; ``limit`` is the share from which on somebody has passed, ``least`` how many
    people a department must have for its figures to be shown.
    """

    head: SittingHead
    groups: Sequence[Group]
    whole: Group
    again: Sequence[SitsAgain]
    wrong: Mapping[tuple[str, ...], Sequence[WrongItem]]
    stems: Mapping[str, str]
    keys: Mapping[str, str]
    lang: Lang
    limit: float = 0.6
    least: int = 5

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterable[str]:
        """Yield the exam and its departments in words; of few people only how many they are."""
        yield say("results-head", self.lang, name=self.head.name, date=self.head.date or "–", n=self.head.people)
        yield from (self._line(group, named(group.department, self.lang)) for group in self.groups)
        yield self._again_line()

    def write(self, out: Path | str) -> Path:
        """Write the report; as a workbook or a Word document as its name ends, and return it.

        Raises:
            QbankError: another ending, or a place that cannot take the file.
        """
        return parts.write(self.report, Path(out))

    def report(self, kind: Kind) -> Report:
        """Return the report as a workbook or a paper has it; what is hidden is an empty cell."""
        title = say("results-title", self.lang, name=self.head.name)
        found = self._book() if kind == "book" else self._paper()
        return Report(title, self.head.date, tuple(found), self.lang)

    def picture(self) -> Picture | None:
        """Return the picture of where the departments stand, None where all are too small."""
        from qbank.reports.group_charts import Standing, standings

        found = [
            Standing(named(each.department, self.lang), each.sat, each.mean, each.interval)
            for each in self.groups
            if each.mean is not None and each.interval is not None
        ]
        return standings(found, say("exam-picture-groups", self.lang, name=self.head.name), self.lang)

    def _book(self) -> Iterator[Part]:
        columns = {**_DEPARTMENTS, "weakest": 40}
        yield Part(self._title("departments"), grid=self._grid(columns, map(self._department, self.groups)))
        yield Part(self._title("again"), grid=self._grid(_AGAIN, map(self._again, self.again)))
        yield Part(self._title("wrong"), grid=self._grid(_WRONG, self._wrong()))
        picture = self.picture()
        if picture:
            yield Part(say("exam-sheet-pictures", self.lang), pictures=[picture])

    def _paper(self) -> Iterator[Part]:
        picture = self.picture()
        pictures = [picture] if picture else []
        everybody = self._line(self.whole, say("results-everybody", self.lang))
        if self.whole.mean is None and self.whole.sat >= self.least:
            told = {"listed": self.whole.listed, "sat": self.whole.sat, "least": self.least}
            everybody = say("results-whole-hidden", self.lang, **told)
        yield Part(self._title("whole"), [everybody])
        rows = [self._department(group)[:-1] for group in self.groups]
        note = say("results-hidden", self.lang, least=self.least)
        hidden = [note] if any(each.mean is None for each in self.groups) else []
        yield Part(self._title("departments"), hidden, self._grid(_DEPARTMENTS, rows), pictures)
        first = (say("results-everybody", self.lang), _weakest(self.whole))
        weakest = [first, *((named(each.department, self.lang), _weakest(each)) for each in self.groups)]
        found = [row for row in weakest if row[1]]
        if found:
            yield Part(self._title("weakest"), grid=self._grid(_WEAKEST, found))
        rows = [self._again(each) for each in self.again]
        yield Part(self._title("again"), [self._again_line()], self._grid(_AGAIN, rows) if rows else None)
        for department, items in self.wrong.items():
            if items:
                title = say("results-wrong-of", self.lang, department=named(department, self.lang))
                yield Part(title, grid=self._grid(_MISTAKES, [self._mistake(each) for each in items]))

    def _title(self, name: str) -> str:
        return say(f"results-sheet-{name}", self.lang)

    def _grid(self, widths: Mapping[str, int], rows: Iterable[Sequence[Any]]) -> Grid:
        columns = [Column(say(f"results-col-{key}", self.lang), width, key in _SHARES) for key, width in widths.items()]
        return Grid(columns, [*rows])

    # --- rows and lines -------------------------------------------------------------------------------

    def _line(self, group: Group, name: str) -> str:
        told = {"department": name, "listed": group.listed, "sat": group.sat}
        if group.mean is None:
            return say("results-few", self.lang, **told)
        shares = {key: _percent(getattr(group, key)) for key in ("mean", "passed", "excellent")}
        return say("results-group", self.lang, **told, interval=_interval(group), **shares)

    def _again_line(self) -> str:
        counts = {why: sum(each.why == why for each in self.again) for why in ("absent", "failed", "near")}
        return say("results-again", self.lang, **counts)

    def _department(self, group: Group) -> Sequence[Any]:
        return (
            named(group.department, self.lang), group.listed, group.sat, group.absent, group.mean, _interval(group),
            group.passed, group.excellent, _weakest(group),
        )  # fmt: skip

    def _again(self, each: SitsAgain) -> Sequence[Any]:
        person = each.person
        passed = each.why == "near" and each.share is not None and each.share >= self.limit
        why = say("results-why-near-passed" if passed else f"results-why-{each.why}", self.lang)
        return named(person.department, self.lang), person.code, person.name, why, each.share

    def _wrong(self) -> Iterator[Sequence[Any]]:
        for department, items in self.wrong.items():
            for each in items:
                yield named(department, self.lang), *self._mistake(each), each.asked.item

    def _mistake(self, each: WrongItem) -> Sequence[Any]:
        item = each.asked.item
        stem = self.stems.get(item) or each.asked.heading or item
        return stem, each.wrong, each.n, each.wrong / each.n, self.keys.get(item, "")


def named(department: Sequence[str], lang: Lang) -> str:
    """Return a department as one reads it; who has none stands under a name that says so."""
    return "/".join(department) or say("results-no-department", lang)


def _weakest(group: Group) -> str:
    return "、".join(f"{chapter} {_percent(share)}" for chapter, share in group.weakest)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _interval(group: Group) -> str:
    return "" if group.interval is None else f"{group.interval[0]:.0%}—{group.interval[1]:.0%}"
