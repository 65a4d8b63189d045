"""Which columns of a file are items, and what is doubtful about them as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from qbank.answers._cells import Cells, Ints
from qbank.answers._marked import Marked
from qbank.answers._numbers import largest, largest_mark, numeric_share
from qbank.answers._plain import plain
from qbank.answers._rekeyed import Rekeying
from qbank.answers.keys import Keys
from qbank.answers.marking import OF_MARKS, Marker
from qbank.answers.matching import Matching
from qbank.answers.records import AnswerFile, Column
from qbank.errors import Problem, Severity
from qbank.locale import Listed
from qbank.model.item import Item

_MOSTLY, _HALF = 0.9, 0.5
_FEW, _FAR = 20, 10
_SHOWN_ROWS = 5


def of_bank(
    marker: Marker,
    found: Sequence[Item | None],
    matching: Matching,
    keys: Keys,
    paper: Sequence[str],
    problems: list[Problem],
) -> list[Marked]:
    file = marker.file
    pairs = [(column, item) for column, item in zip(file.columns, found, strict=True) if item is not None]
    for heading, ids in matching.ambiguous:
        code = "answers-column-ambiguous" if len(set(ids)) > 1 else "answers-column-claimed"
        values = {"heading": heading, "items": Listed(dict.fromkeys(ids))}
        problems.append(Problem(code, file.file, values=values, severity="warning"))
    if file.columns and not pairs:
        values = {"columns": Listed(matching.unmatched, _SHOWN_ROWS)}
        problems.append(Problem("answers-other-exam", file.file, values=values))
    elif matching.unmatched:
        values = {"count": str(len(matching.unmatched)), "columns": Listed(matching.unmatched, _SHOWN_ROWS)}
        problems.append(Problem("answers-columns-unmatched", file.file, values=values, severity="warning"))
    for each in matching.matches:
        if each.sure < _MOSTLY:
            values = {"heading": each.heading, "item": each.item, "sure": f"{each.sure:.0%}"}
            problems.append(Problem("answers-column-unsure", file.file, values=values, severity="warning"))
    rekeying = Rekeying(keys, file)
    pairs = list(rekeying.of(pairs))
    marker.scale = _scale([column for column, _ in pairs])
    marked = marker.of_items(pairs)
    rest = [column for column, item in zip(file.columns, found, strict=True) if item is None]
    for column in rest:
        key = _key_of(column, keys)
        if key and column.answers is not None:
            rekeying.use(column)
            own = marker.of_key(column, key)
            marked += [own] if own is not None else []
    problems += rekeying.told()
    places = _asked_order(file.columns, [item.id if item else "" for item in found], paper)
    return sorted(marked, key=lambda each: places[each.question.heading])


def _asked_order(columns: Sequence[Column], ids: Sequence[str], paper: Sequence[str]) -> dict[str, int]:
    """Return by heading at which place an item was asked: by the paper, by the numbers in the headings, by column."""
    by_file = {column.heading: at for at, column in enumerate(columns)}
    if paper:
        known = {item: at for at, item in enumerate(paper)}
        return {
            column.heading: known.get(item, len(paper) + at)
            for at, (column, item) in enumerate(zip(columns, ids, strict=True))
        }
    numbers = [column.number for column, item in zip(columns, ids, strict=True) if item]
    if None in numbers or len(set(numbers)) < len(numbers):
        return by_file
    after = max((number or 0 for number in numbers), default=0) + 1
    return {
        column.heading: column.number or 0 if item else after + at
        for at, (column, item) in enumerate(zip(columns, ids, strict=True))
    }


def _key_of(column: Column, keys: Keys) -> str:
    for name in (column.heading, column.item, str(column.number or "")):
        if name and plain(name) in keys.keys:
            return keys.keys[plain(name)]
    return column.key


def as_they_are(marker: Marker, keys: Keys, problems: list[Problem]) -> tuple[list[Marked], Matching]:
    """Return the columns of a file as items without a bank: marked by keys, or scores as they are."""
    columns = marker.file.columns
    worth = {column.heading: keys.most[name] for column in columns if (name := plain(column.heading)) in keys.most}
    if keys.most:
        marker.most = {**worth, **marker.most}
    sorting = _Sorting(marker, keys)
    for column in columns:
        if not _names(column) & keys.left_out:
            sorting.take(column)
    problems += sorting.told()
    return sorting.marked, Matching(unmatched=tuple(sorting.no_key))


class _Sorting:
    """Columns of a file without a bank by what becomes of them: marked, numbers that are no marks, without a key."""

    __slots__ = ("_holds", "_keys", "_marker", "_numeric", "_scale", "_used", "counts", "marked", "no_key")

    def __init__(self, marker: Marker, keys: Keys) -> None:
        columns = marker.file.columns
        self._marker, self._keys, self._holds = marker, keys, marker.holds or marker.file.layout.cells
        self._numeric = {id(column) for column in columns if numeric_share(_cells_of(column)) > _HALF}
        self._scale = _scale([column for column in columns if id(column) in self._numeric])
        self._used: set[str] = set()
        self.marked: list[Marked] = []
        self.no_key: list[str] = []
        self.counts: list[str] = []

    def take(self, column: Column) -> None:
        """Mark a column, or put it where its heading is told."""
        key = _key_of(column, self._keys)
        if key and column.answers is not None and self._holds not in OF_MARKS:
            self._used |= _names(column)
            self._keep(self._marker.of_key(column, key))
        elif _is_count(column, self._scale, len(self._marker.file.rows)):
            self.counts.append(column.heading)
        elif self._is_of_scores(column):
            self._keep(self._marker.of_scores(column, self._scale))
        elif id(column) in self._numeric or column.answers is None or not column.answers.is_blank():
            self.no_key.append(column.heading)

    def _is_of_scores(self, column: Column) -> bool:
        """Tell whether a column has marks: numbers are answers where keys are given, but for a column of marks."""
        if column.marks is not None or not self._keys.keys:
            return id(column) in self._numeric or column.marks is not None or _is_blank(column)
        return id(column) in self._numeric and self._holds in OF_MARKS

    def _keep(self, marked: Marked | None) -> None:
        if marked is not None:
            self.marked.append(marked)

    def told(self) -> Iterator[Problem]:
        """Yield which columns are no items, and which keys are nobody's."""
        file, keys = self._marker.file.file, self._keys
        if self.counts:
            yield _listed("answers-columns-no-marks", file, columns=self.counts)
        if self.no_key:
            code = "answers-keys-missing" if self.marked or not keys.keys else "answers-key-other"
            yield _listed(code, file, "warning" if self.marked else "error", columns=self.no_key)
        unused = [keys.names.get(name, name) for name in keys.keys if name not in self._used]
        if unused and self.marked:
            yield _listed("answers-key-unused", file, items=unused)


def _listed(code: str, file: str, severity: Severity = "warning", **named: Sequence[str]) -> Problem:
    """Return a problem that names the first of what it counts."""
    ((name, found),) = named.items()
    values = {"count": len(found), name: Listed(found, _SHOWN_ROWS)}
    return Problem(code, file, values=values, severity=severity)


def _names(column: Column) -> set[str]:
    return {plain(column.heading), str(column.number or "")}


def _cells_of(column: Column) -> Cells | None:
    return column.marks if column.marks is not None else column.answers


def _is_blank(column: Column) -> bool:
    return column.answers is not None and column.answers.is_blank()


def _is_count(column: Column, scale: float, rows: int) -> bool:
    """Tell whether a column of numbers is none of marks: almost everybody has another one, far from all marks."""
    cells = column.answers
    if cells is None or column.marks is not None:
        return False
    is_various = len(cells.said) > max(_FEW, rows * _HALF)
    return is_various and largest(cells) > _FAR * scale


def _scale(columns: Sequence[Column]) -> float:
    """Return what most columns of marks have as their largest."""
    found = Counter(max(largest_mark(cells), 1.0) for column in columns for cells in (_cells_of(column),) if cells)
    return max(found, key=lambda value: (found[value], -value), default=1.0)


def named_apart(marked: Sequence[Marked], file: AnswerFile, problems: list[Problem]) -> list[Marked]:
    """Return the columns with names of their own: two with one heading stay two."""
    seen: Counter[str] = Counter()
    found = []
    for column in marked:
        name = column.question.id
        seen[name] += 1
        if seen[name] > 1:
            problems.append(Problem("answers-heading-twice", file.file, values={"heading": name}, severity="warning"))
            column = replace(column, question=replace(column.question, id=f"{name} ({seen[name]})"))
        found.append(column)
    return found


def one_mark_an_option(column: Marked, rows: Ints, file: AnswerFile, problems: list[Problem]) -> Marked:
    """Return a column without its options where one of them earned different people different marks."""
    if not column.question.options or column.marks is None:
        return column
    mark, _, chosen = column.of(rows)
    there = ~np.isnan(mark)
    pairs = np.unique(np.stack([chosen[there].astype(float), mark[there]]), axis=1)
    if len(np.unique(pairs[0])) == pairs.shape[1]:
        return column
    problems.append(
        Problem("answers-option-two-marks", file.file, values={"heading": column.question.heading}, severity="warning")
    )
    return replace(column, question=replace(column.question, options=()))
