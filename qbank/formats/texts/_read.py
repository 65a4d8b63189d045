"""The reader of question banks that editors have as running text: a file → items and what is wrong with it.

What cannot be read for sure is a Problem with its place and the words of its stem; the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from qbank.errors import Problem, QbankError
from qbank.formats.tables.rows import read_table
from qbank.formats.texts._read_item import SHIFTED, read_item
from qbank.formats.texts._read_keyfit import Fit, fit
from qbank.formats.texts._read_lines import Lines, open_lines
from qbank.formats.texts._read_raw import Keys, Raw
from qbank.formats.texts._read_scan import Event, scan
from qbank.formats.texts._read_set_off import otherwise_marked
from qbank.locale import brief
from qbank.model.portable import Portable

Found = Portable | Problem
MOST_PROBLEMS = 5_000
"""Nobody reads more of them, and a file with so many is no question bank."""


def read_file(path: Path, file: str) -> Iterator[Found]:
    """Yield the items of a file in their order, and its Problems under the name ``file``."""
    try:
        lines = open_lines(path)
    except QbankError as error:
        yield replace(error.problem, file=file)
        return
    for each in read_lines(lines):
        yield replace(each, file=file) if isinstance(each, Problem) else each
    for table in lines.tables:
        yield from read_table(table, file)


def read_lines(lines: Lines) -> Iterator[Found]:
    """Yield the items of lines and what is wrong with them, at last what concerns them all."""
    found = faults = 0
    kept: list[Portable] = []
    for each in _read(scan(lines), may_wait=lines.may_list):
        found += 1
        faults += isinstance(each, Problem)
        if lines.set_off and isinstance(each, Portable):
            kept.append(each)
        yield each
        if faults >= MOST_PROBLEMS:
            yield Problem("text-gave-up", place=each.place, values={"limit": MOST_PROBLEMS})
            return
    if not found and not lines.tables:
        yield Problem("text-no-items")
    if not found:
        yield from lines.unread  # among items they are lines like others
    yield from otherwise_marked(kept, lines.set_off)
    yield from lines.problems
    for sample, count in lines.undressed.items():
        yield Problem("text-dressing", values={"count": count, "sample": brief(sample, 30)}, severity="warning")
    if lines.furniture:
        sample = brief(next(iter(lines.furniture)), 30)
        values = {"count": sum(lines.furniture.values()), "sample": sample}
        yield Problem("text-furniture", values=values, severity="warning")


def _read(events: Iterator[Event], *, may_wait: bool) -> Iterator[Found]:
    """Yield what items say; those whose answer may stand in a list below wait for it, and all that follow with them."""
    waiting: list[Raw | Problem] = []
    for event in events:
        if isinstance(event, Keys):
            yield from _listed(waiting, event)
            waiting = []
        elif waiting or (may_wait and isinstance(event, Raw) and not event.is_answered):
            waiting.append(event)
        elif isinstance(event, Raw):
            yield from read_item(event)
        else:
            yield event
    for each in waiting:
        if isinstance(each, Raw):
            yield from read_item(each)
        else:
            yield each


def _listed(waiting: list[Raw | Problem], keys: Keys) -> Iterator[Found]:
    """Yield items with their answers from a list; where one does not fit, the list is not trusted for any."""
    fitted = fit([each for each in waiting if isinstance(each, Raw)], keys)
    read = {each: list(_with_entry(each, fitted)) for each in waiting if isinstance(each, Raw)}
    for group in fitted.groups:
        odd = next((item for item in group if _is_shifted(read[item])), None)
        if odd is not None:
            for item in group:
                if isinstance(read[item][0], Portable) and not _is_sure(item):
                    read[item] = [item.problem("text-list-doubtful", other=odd.place, number=odd.number)]
    for each in waiting:
        if isinstance(each, Raw):
            yield from read[each]
        else:
            yield each
    yield from fitted.problems


def _with_entry(raw: Raw, fitted: Fit) -> Iterator[Found]:
    if raw in fitted.refused:
        yield fitted.refused[raw]
    else:
        yield from read_item(raw, fitted.entries.get(raw))


def _is_shifted(found: list[Found]) -> bool:
    return isinstance(found[0], Problem) and found[0].code in SHIFTED


def _is_sure(item: Raw) -> bool:
    """Tell whether an item has an answer of its own, with which the list agrees."""
    return item.is_answered
