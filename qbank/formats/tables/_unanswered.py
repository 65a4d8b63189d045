"""Sheets that have no column for answers: told once, by the column, and not row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qbank.errors import Problem
from qbank.formats.tables._columns import fields_of
from qbank.formats.tables._tally import Source
from qbank.locale import Listed
from qbank.model.portable import Portable

_ANSWERS = frozenset({"answer", "right", "blank"})
_LACKING = frozenset({"table-answer-missing", "table-type-missing"})
"""What rows are refused for that have no answer; without one their type is open, too."""


def told_by_column(source: Source, rows: Iterable[Portable | Problem]) -> Iterator[Portable | Problem]:
    """Yield what was read of a sheet; where no column of it has answers, rows without one are one problem.

    Items of such a sheet are good where their options are their answers, as 填空题 have it in some layouts.
    """
    if not source.is_made or fields_of(source.found) & _ANSWERS:
        yield from rows
        return
    count = 0
    for each in rows:
        if isinstance(each, Problem) and each.code in _LACKING:
            count += 1
        else:
            yield each
    if count:
        heading = source.found.heading
        unread = Listed([text for at in source.found.unread if (text := heading.texts[at])] or ["—"])
        values = {"count": count, "unknown": unread}
        yield Problem("table-no-answer-column", source.file, source.table.place(heading.row), values)
