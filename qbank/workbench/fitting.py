"""Whether answers can be those on a form: on another one right answers count as wrong, and good items as mis-keyed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from qbank.analysis.drift import Use
from qbank.errors import Problem
from qbank.reports.exam import Exam

_PEOPLE, _ITEMS = 10, 5
_UNRELATED = 0.08
"""Mean item–rest r below which items say nothing in common; chance alone has it at 0."""
_LITTLE = 0.2
"""Mean facility less guessing below which people seem to guess."""
_FALL = 0.25


_CODES = frozenset({"papers-form-by-chance", "papers-form-unlike"})


def doubt_of(problems: Iterable[Problem]) -> Problem | None:
    """Return what ``unfit`` said among problems, None where answers fit or nothing was said of it."""
    return next((each for each in problems if each.code in _CODES), None)


def unfit(exam: Exam, before: Mapping[str, Sequence[Use]], file: str) -> Problem | None:
    """Return a warning where answers look like those on another form, None where they may be right or cannot tell.

    It takes both: items that hardly go with the rest, and marks hardly above guessing or far below those of earlier
    exams. Where all know everything or nothing the first alone says nothing.

    Args:
        exam: the figures by that form.
        before: earlier uses of items, by id.
        file: the answer file.
    """
    items = [(each.asked.item, each.figures) for each in exam.items if each.figures.facility is not None]
    related = [own.rest for _, own in items if own.rest is not None]
    if exam.total.n < _PEOPLE or len(related) < _ITEMS or (r := fmean(related)) >= _UNRELATED:
        return None
    known = [own.known if own.known is not None else own.facility or 0.0 for _, own in items]
    values = {"share": f"{fmean(own.facility or 0.0 for _, own in items):.0%}", "r": f"{r:.2f}"}
    if fmean(known) < _LITTLE:
        return Problem("papers-form-by-chance", file, values=values, severity="warning")
    again = [(own.facility or 0.0, _facility(before[item])) for item, own in items if before.get(item)]
    if len(again) < _ITEMS or fmean(was - now for now, was in again) < _FALL:
        return None
    values |= {"share": f"{fmean(now for now, _ in again):.0%}", "before": f"{fmean(was for _, was in again):.0%}"}
    return Problem("papers-form-unlike", file, values=values, severity="warning")


def _facility(uses: Sequence[Use]) -> float:
    return sum(use.right for use in uses) / sum(use.people for use in uses)
