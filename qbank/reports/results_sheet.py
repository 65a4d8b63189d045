"""Results of people as a workbook: departments, who sits again, and what each department got wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from qbank.locale import Lang, say
from qbank.model.sitting import SittingHead
from qbank.reports.exam_sheet import fill
from qbank.reports.results import Group, SitsAgain, WrongItem

_DEPARTMENTS = {
    "department": 24, "listed": 8, "sat": 8, "absent": 8, "mean": 10, "interval": 14, "passed": 10, "excellent": 10,
    "weakest": 40,
}  # fmt: skip
_AGAIN = {"department": 24, "code": 14, "name": 12, "why": 20, "share": 10}
_WRONG = {"department": 24, "stem": 60, "wrong": 10, "n": 10, "error-rate": 10, "key": 40, "item": 18}


@dataclass(frozen=True, slots=True, repr=False)
class Results:
    """What an exam shows of its people; ``wrong`` is by department, ``stems`` and ``keys`` in words by item."""

    head: SittingHead
    groups: Sequence[Group]
    again: Sequence[SitsAgain]
    wrong: Mapping[tuple[str, ...], Sequence[WrongItem]]
    stems: Mapping[str, str]
    keys: Mapping[str, str]
    lang: Lang
    limit: float = 0.6

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterable[str]:
        """Yield the departments in words; of few people only how many they are."""
        yield say("results-head", self.lang, name=self.head.name, date=self.head.date or "–", n=self.head.people)
        for group in self.groups:
            name = named(group.department, self.lang)
            if group.mean is None:
                yield say("results-few", self.lang, department=name, listed=group.listed, sat=group.sat)
                continue
            told = {
                "mean": _percent(group.mean),
                "passed": _percent(group.passed),
                "excellent": _percent(group.excellent),
            }
            interval = _interval(group)
            yield say(
                "results-group",
                self.lang,
                department=name,
                listed=group.listed,
                sat=group.sat,
                interval=interval,
                **told,
            )
        counts = {why: sum(each.why == why for each in self.again) for why in ("absent", "failed", "near")}
        yield say("results-again", self.lang, **counts)

    def write(self, stream: BinaryIO) -> None:
        """Write the workbook; what is hidden is an empty cell."""
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.active)
        sheets: tuple[tuple[str, Mapping[str, int], Iterable[Sequence[Any]]], ...] = (
            ("departments", _DEPARTMENTS, map(self._department, self.groups)),
            ("again", _AGAIN, map(self._again, self.again)),
            ("wrong", _WRONG, self._wrong()),
        )
        for name, widths, rows in sheets:
            page = book.create_sheet(say(f"results-sheet-{name}", self.lang))
            fill(page, [say(f"results-col-{key}", self.lang) for key in widths], rows, list(widths.values()))
        book.save(stream)

    def _department(self, group: Group) -> Sequence[Any]:
        weakest = "、".join(f"{chapter} {_percent(share)}" for chapter, share in group.weakest)
        return (
            named(group.department, self.lang), group.listed, group.sat, group.absent, group.mean, _interval(group),
            group.passed, group.excellent, weakest,
        )  # fmt: skip

    def _again(self, each: SitsAgain) -> Sequence[Any]:
        person = each.person
        passed = each.why == "near" and each.share is not None and each.share >= self.limit
        why = say("results-why-near-passed" if passed else f"results-why-{each.why}", self.lang)
        return named(person.department, self.lang), person.code, person.name, why, each.share

    def _wrong(self) -> Iterable[Sequence[Any]]:
        for department, items in self.wrong.items():
            for each in items:
                item = each.asked.item
                stem = self.stems.get(item) or each.asked.heading or item
                rate = each.wrong / each.n
                yield named(department, self.lang), stem, each.wrong, each.n, rate, self.keys.get(item, ""), item


def named(department: Sequence[str], lang: Lang) -> str:
    """Return a department as one reads it; who has none stands under a name that says so."""
    return "/".join(department) or say("results-no-department", lang)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _interval(group: Group) -> str:
    return "" if group.interval is None else f"{group.interval[0]:.0%}—{group.interval[1]:.0%}"
