"""Exams beside those before them: what items changed, as flags of the exam and for its report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from qbank.analysis.drift import Series, Use, drifts
from qbank.analysis.flags import Limits, of_step
from qbank.bank import Bank
from qbank.model.sitting import sitting_id
from qbank.reports.changes import change_in
from qbank.workbench.analysis import Analysis
from qbank.workbench.knowing import asked_before, knowing
from qbank.workbench.watching import uses_now


def compared(bank: Bank, analyses: Iterable[Analysis], limits: Limits | None = None) -> list[Analysis]:
    """Return analyses with the changes of their items since the exams that the bank remembers, and since each other.

    An exam without a day stands in no order and is left as it is. What the bank has of one of the exams itself is
    replaced by what its file says now.
    """
    given = list(analyses)
    ids = {_id(each) for each in given}
    uses = {item: [use for use in own if use.sitting not in ids] for item, own in uses_now(bank).items()}
    for each in given:
        for item, use in _uses(each):
            uses.setdefault(item, []).append(use)
    series = drifts(uses)
    return [_compared(each, uses, series, limits) if each.exam.date else each for each in given]


def _compared(
    each: Analysis, uses: Mapping[str, Sequence[Use]], series: Mapping[str, Series], limits: Limits | None
) -> Analysis:
    before = asked_before(uses, each.exam.date, _id(each))
    return replace(_with_changes(each, series, limits), knowing=knowing(each.reading, before))


def _with_changes(each: Analysis, series: Mapping[str, Series], limits: Limits | None) -> Analysis:
    found = [
        change_in(item.asked.item, series[item.asked.item], _id(each))
        for item in each.exam.items
        if item.asked.item in series
    ]
    changes = tuple(change for change in found if change is not None)
    flags = {change.item: [flag] for change in changes if (flag := of_step(change.step, limits))}
    return replace(each, exam=each.exam.with_flags(flags), changes=changes)


def _uses(each: Analysis) -> Iterator[tuple[str, Use]]:
    for item in each.exam.items if each.exam.date else ():
        own = item.figures
        if item.asked.revision and own.facility is not None:
            yield item.asked.item, Use(date.fromisoformat(each.exam.date), _id(each), own.n, own.facility * own.n)


def _id(each: Analysis) -> str:
    return sitting_id(each.exam.name, each.exam.date, "")
