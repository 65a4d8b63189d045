"""Results of QTI engines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from qbank.answers import layouts
from qbank.answers._cells import cells_of
from qbank.answers.records import AnswerFile, Column, number_said
from qbank.errors import Problem, QbankError
from qbank.formats.qti.results import ItemResult, read_results

_PLACE = re.compile(r"(?:I|QBANK\.)0*([1-9]\d*)")
"""What our own packages call places of a test, and items without an id."""


def of_results(path: Path, file: str) -> AnswerFile:
    """Return what QTI results have; an item that a session does not report was not presented."""
    found = list(read_results(path))
    if not found:
        raise QbankError(Problem("answers-empty", file))
    told = {
        "code": [each.person for each in found],
        "name": [each.name for each in found],
        "state": [each.status for each in found],
        "submitted": [each.submitted for each in found],
        "total": [each.total for each in found],
    }
    fields = {name: cells for name, texts in told.items() if not (cells := cells_of(texts)).is_blank()}
    by_item: dict[str, list[tuple[int, ItemResult]]] = {}
    for person, result in enumerate(found):
        for item in result.items:
            own = by_item.setdefault(item.identifier, [])
            # An item that was tried several times has several results: the last is what counted.
            if own and own[-1][0] == person:
                own.pop()
            own.append((person, item))
    columns = [_of_item(name, results) for name, results in by_item.items()]
    if not columns:
        raise QbankError(Problem("answers-no-items", file))
    rows = np.arange(1, len(found) + 1)
    return AnswerFile(file, layouts.load("qti"), "", rows, fields, tuple(columns))


def _of_item(name: str, results: Sequence[tuple[int, ItemResult]]) -> Column:
    people = np.array([person for person, _ in results])
    items = [item for _, item in results]
    places = {item.index for item in items} if (numbered := _PLACE.fullmatch(name)) is None else {int(numbered[1])}
    most = {item.most for item in items} - {""}
    correct = {item.correct for item in items} - {""}
    scores = cells_of("" if item.status.startswith("pending") else item.score for item in items)
    times = cells_of(item.seconds for item in items)
    return Column(
        name,
        item=name,
        number=places.pop() if len(places) == 1 else None,
        is_slot=True,
        answers=replace(cells_of(item.values for item in items), people=people),
        marks=None if scores.is_blank() else replace(scores, people=people),
        most=number_said(most.pop()) if len(most) == 1 else None,
        key=correct.pop() if len(correct) == 1 else "",
        times=None if times.is_blank() else replace(times, people=people),
    )
