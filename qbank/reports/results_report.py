"""Results of people as a report: departments, who sits again, and what each department got wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qbank.analysis.rounding import below
from qbank.locale import Lang, say
from qbank.model.sitting import SittingHead
from qbank.reports import parts
from qbank.reports.key_doubts import KeyDoubt
from qbank.reports.parts import Column, Grid, Kind, Part, Report
from qbank.reports.results import Group, SitsAgain, WrongItem, band

if TYPE_CHECKING:
    from qbank.reports.pictures import Picture

_DEPARTMENTS = {
    "department": 24, "listed": 8, "sat": 8, "absent": 8, "mean": 12, "interval": 14, "passed": 10, "excellent": 10,
}  # fmt: skip
_SPREAD = {"band": 16, "people": 10, "band-share": 12}
_WEAKEST = {"department": 24, "weakest": 60}
_AGAIN = {"department": 24, "code": 14, "name": 12, "why": 24, "share": 10}
_WRONG = {"department": 24, "stem": 60, "wrong": 10, "n": 10, "error-rate": 10, "key": 40, "item": 18}
_MISTAKES = {"stem": 54, "wrong": 9, "n": 9, "error-rate": 9, "key": 30}
_UNTAUGHT = {"stem": 54, "doubt": 60, "item": 18}
_SHARES = frozenset({"mean", "passed", "excellent", "share", "error-rate", "band-share"})


@dataclass(frozen=True, slots=True, repr=False)
class Results:
    """What an exam shows of its people; ``wrong`` is by department, ``stems`` and ``keys`` in words by item.

    ``whole`` are all people as one group, ``rest`` those of hidden departments beside others; ``limit`` is the share
    from which on somebody has passed, ``least`` how many people a department must have for its figures to be shown;
    ``spread`` is how many earned each tenth of the marks; ``doubts`` are those about keys, by item: what is sure is not
    in ``wrong``.
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
    rest: Group | None = None
    spread: Sequence[int] = ()
    doubts: Mapping[str, KeyDoubt] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterable[str]:
        """Yield the exam and its departments in words; of few people only how many they are."""
        yield say("results-head", self.lang, name=self.head.name, date=self.head.date or "–", n=self.head.people)
        yield from (self._line(group, name) for group, name in self._named())
        yield self._again_line()
        untaught = self._untaught()
        if untaught:
            yield say("results-untaught-head", self.lang, count=len(untaught))
            yield from (f"  {item}  {stem}  {words}" for stem, words, item in untaught)

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

    def scores(self) -> Picture | None:
        """Return the picture of how the shares of the marks spread over all people, None of too few."""
        from qbank.reports.group_charts import spread

        title = say("exam-picture-scores", self.lang, name=self.head.name)
        return spread(self.spread, title, self.limit, self.lang) if self.spread else None

    def _book(self) -> Iterator[Part]:
        columns = {**_DEPARTMENTS, "weakest": 40}
        departments = [self._department(group, name) for group, name in self._all()]
        yield Part(self._title("departments"), grid=self._grid(columns, departments))
        if self.spread:
            yield Part(self._title("spread"), grid=self._grid(_SPREAD, self._bands()))
        yield Part(self._title("again"), grid=self._grid(_AGAIN, map(self._again, self.again)))
        yield Part(self._title("wrong"), grid=self._grid(_WRONG, self._wrong()))
        yield from self._left_out()
        pictures = [each for each in (self.scores(), self.picture()) if each]
        if pictures:
            yield Part(say("exam-sheet-pictures", self.lang), pictures=pictures)

    def _paper(self) -> Iterator[Part]:
        yield Part(self._title("whole"), [self._line(self.whole, say("results-everybody", self.lang))])
        picture = self.scores()
        if picture:
            yield Part(self._title("spread"), grid=self._grid(_SPREAD, self._bands()), pictures=[picture])
        rows = [self._department(group, name)[:-1] for group, name in self._named()]
        picture = self.picture()
        pictures = [picture] if picture else []
        yield Part(self._title("departments"), list(self._hidden()), self._grid(_DEPARTMENTS, rows), pictures)
        found = [(name, _weakest(group)) for group, name in self._all() if group.weakest]
        if found:
            yield Part(self._title("weakest"), grid=self._grid(_WEAKEST, found))
        rows = [self._again(each) for each in self.again]
        yield Part(self._title("again"), [self._again_line()], self._grid(_AGAIN, rows) if rows else None)
        for department, items in self.wrong.items():
            if items:
                title = say("results-wrong-of", self.lang, department=named(department, self.lang))
                yield Part(title, grid=self._grid(_MISTAKES, [self._mistake(each) for each in items]))
        yield from self._left_out()

    def _left_out(self) -> Iterator[Part]:
        """Yield the items that are in no wrong-item book because their key does not hold, if there are any."""
        rows = self._untaught()
        if rows:
            words = [say("results-untaught-head", self.lang, count=len(rows))]
            yield Part(self._title("untaught"), words, self._grid(_UNTAUGHT, rows))

    def _named(self) -> Iterator[tuple[Group, str]]:
        """Yield the departments with their names, then those that are hidden as one."""
        yield from ((each, named(each.department, self.lang)) for each in self.groups)
        if self.rest is not None:
            yield self.rest, say("results-rest", self.lang)

    def _all(self) -> Iterator[tuple[Group, str]]:
        """Yield the departments, then everybody as one group."""
        yield from self._named()
        yield self.whole, say("results-everybody", self.lang)

    def _hidden(self) -> Iterator[str]:
        """Yield in words why figures of departments are missing."""
        if any(each.mean is None for each in self.groups):
            yield say("results-hidden", self.lang, least=self.least)
        if any(self._is_beside(each) for each in self.groups):
            yield say("results-hidden-beside", self.lang, least=self.least)

    def _is_beside(self, group: Group) -> bool:
        """Tell whether a department is hidden for the sake of smaller ones."""
        return group.mean is None and group.sat >= self.least

    def _title(self, name: str) -> str:
        return say(f"results-sheet-{name}", self.lang)

    def _grid(self, widths: Mapping[str, int], rows: Iterable[Sequence[Any]]) -> Grid:
        columns = [Column(say(f"results-col-{key}", self.lang), width, key in _SHARES) for key, width in widths.items()]
        return Grid(columns, [*rows])

    # --- rows and lines -------------------------------------------------------------------------------

    def _line(self, group: Group, name: str) -> str:
        told = {"department": name, "listed": group.listed, "sat": group.sat}
        if group.mean is None:
            return say("results-beside" if self._is_beside(group) else "results-few", self.lang, **told)
        shares = {key: _percent(getattr(group, key)) for key in ("mean", "passed", "excellent")}
        return say("results-group", self.lang, **told, interval=_interval(group), **shares)

    def _again_line(self) -> str:
        """Return in words who sits again: who failed by little has failed, who passed by little has passed."""
        counts = Counter(self._why(each) for each in self.again)
        failed = counts["failed"] + counts["near"]
        told = {"absent": counts["absent"], "failed": failed, "near": counts["near"], "passed": counts["near-passed"]}
        is_near = told["near"] or told["passed"]
        return say("results-again-near" if is_near else "results-again", self.lang, **told)

    def _bands(self) -> Iterator[Sequence[Any]]:
        n = sum(self.spread)
        for at, count in enumerate(self.spread):
            yield band(at, len(self.spread)), count, count / n

    def _department(self, group: Group, name: str) -> Sequence[Any]:
        return (
            name, group.listed, group.sat, group.absent, group.mean, _interval(group), group.passed, group.excellent,
            _weakest(group),
        )  # fmt: skip

    def _why(self, each: SitsAgain) -> str:
        passed = each.why == "near" and each.share is not None and not below(each.share, self.limit)
        return "near-passed" if passed else each.why

    def _again(self, each: SitsAgain) -> Sequence[Any]:
        person = each.person
        why = say(f"results-why-{self._why(each)}", self.lang)
        return named(person.department, self.lang), person.code, person.name, why, each.share

    def _wrong(self) -> Iterator[Sequence[Any]]:
        for department, items in self.wrong.items():
            for each in items:
                yield named(department, self.lang), *self._mistake(each), each.asked.item

    def _mistake(self, each: WrongItem) -> Sequence[Any]:
        item = each.asked.item
        stem = self.stems.get(item) or each.asked.heading or item
        return stem, each.wrong, each.n, each.wrong / each.n, self._key(item)

    def _key(self, item: str) -> str:
        """Return the key in words, with what speaks against it."""
        key, doubt = self.keys.get(item, ""), self.doubts.get(item)
        return key if doubt is None else say("results-key-doubted", self.lang, key=key, doubt=doubt.words)

    def _untaught(self) -> list[Sequence[Any]]:
        return [(self.stems.get(each.item, ""), each.words, each.item) for each in self.doubts.values() if each.sure]


def named(department: Sequence[str], lang: Lang) -> str:
    """Return a department as one reads it; who has none stands under a name that says so."""
    return "/".join(department) or say("results-no-department", lang)


def _weakest(group: Group) -> str:
    return "、".join(f"{chapter} {_percent(share)}" for chapter, share in group.weakest)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _interval(group: Group) -> str:
    return "" if group.interval is None else f"{group.interval[0]:.0%}—{group.interval[1]:.0%}"
