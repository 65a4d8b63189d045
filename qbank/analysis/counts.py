"""What is counted of a sitting: whole numbers that add up, so that departments, files and blocks combine exactly.

All classical figures follow from two kinds of tables: how many people have each total, and for each item how many of
those with a total have each mark (and chose each option). Nothing is a mean or a variance before all is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Counts2 = NDArray[np.int64]

TOTAL_PLACES, REST_PLACES = 10, 8
"""Of totals: with thirds of a mark, equal totals must be equal numbers, and so must totals less a mark.

Figures that are made of them are right well within ``rounding.SAME``.
"""
_BLOCK = 65_536
"""People counted at a time."""


@dataclass(frozen=True, slots=True)
class Table:
    """How many people have each pair of a total (rows) and something about an item (columns).

    ``totals`` and ``values`` ascend; ``values`` are marks, or positions in a list of options.
    """

    totals: Floats
    values: Floats
    cells: Counts2

    def __add__(self, other: Table) -> Table:
        """Return the table of both groups of people together."""
        if np.array_equal(self.totals, other.totals) and np.array_equal(self.values, other.values):
            return replace(self, cells=self.cells + other.cells)
        totals = np.union1d(self.totals, other.totals)
        values = np.union1d(self.values, other.values)
        cells = np.zeros((len(totals), len(values)), np.int64)
        for each in (self, other):
            rows, columns = np.searchsorted(totals, each.totals), np.searchsorted(values, each.values)
            cells[np.ix_(rows, columns)] += each.cells
        return Table(totals, values, cells)

    @classmethod
    def of(cls, totals: Floats, values: Floats, cells: Counts2) -> Table:
        """Return a table without rows and columns that nobody is in, so that equal counts are equal tables."""
        rows, columns = cells.any(axis=1), cells.any(axis=0)
        if rows.all() and columns.all():
            return cls(totals, values, cells)
        return cls(totals[rows], values[columns], cells[np.ix_(rows, columns)])

    @property
    def n(self) -> int:
        """Return how many people are in it."""
        return int(self.cells.sum())


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """What is counted of one item.

    Args:
        most: the most marks it can earn.
        marks: total × mark of those who were asked it; omitted and not reached earn 0.
        omitted: how many were asked and answered nothing, though they answered something later.
        not_reached: how many answered nothing from there on.
        options: the options as they were offered, in order; none for items without.
        choices: total × position of the chosen option of ``options``; one position more is for those who chose none.
        earns: the marks that each of these positions earned, None where nobody chose it.
    """

    most: float
    marks: Table
    omitted: int = 0
    not_reached: int = 0
    options: tuple[str, ...] = ()
    choices: Table | None = None
    earns: tuple[float | None, ...] = ()

    def __add__(self, other: ItemCounts) -> ItemCounts:
        """Return the counts of both groups together.

        Raises:
            ValueError: it was another item: another highest mark, other options, another key.
        """
        earns = tuple(one if two is None else two for one, two in zip(self.earns, other.earns, strict=False))
        known = [mark for each in (self, other) for mark in enumerate(each.earns) if mark[1] is not None]
        is_same = (self.most, self.options) == (other.most, other.options)
        if not is_same or any(earns[place] != mark for place, mark in known):
            raise ValueError("two items cannot be added")
        both = (self.choices, other.choices)
        choices = both[0] + both[1] if both[0] is not None and both[1] is not None else None
        return replace(
            self,
            marks=self.marks + other.marks,
            omitted=self.omitted + other.omitted,
            not_reached=self.not_reached + other.not_reached,
            choices=choices,
            earns=earns,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted of a group of people: their totals, and each item by its id; ``most`` is the highest total.

    ``shared`` says that everybody was asked every item, so that totals compare and there is one alpha; where not
    everybody was, ``whole`` are the counts of those who were, None if nobody.
    """

    totals: Floats
    people: NDArray[np.int64]
    items: Mapping[str, ItemCounts] = field(default_factory=dict)
    shared: bool = True
    whole: Counts | None = None

    def __add__(self, other: Counts) -> Counts:
        """Return the counts of both groups together; an item that only one was asked keeps its own counts."""
        totals = np.union1d(self.totals, other.totals)
        people = np.zeros(len(totals), np.int64)
        for each in (self, other):
            people[np.searchsorted(totals, each.totals)] += each.people
        items = dict(self.items)
        for name, counts in other.items.items():
            items[name] = items[name] + counts if name in items else counts
        is_same = self.items.keys() == other.items.keys()
        shared = self.shared and other.shared and is_same
        whole = None if shared or not is_same else _together(self.complete, other.complete)
        return Counts(totals, people, items, shared, whole)

    @property
    def complete(self) -> Counts | None:
        """Return the counts of those who were asked every item, None if nobody was."""
        return self if self.shared else self.whole

    @property
    def n(self) -> int:
        """Return how many people were counted."""
        return int(self.people.sum())


@dataclass(frozen=True, slots=True)
class Sitting:
    """Answers of a group of people, a row a person and a column an item.

    Args:
        items: ids of the items, in the order in which they were asked.
        marks: n × k; NaN where a person was not asked the item, 0 where nothing was answered.
        most: the highest mark of each item, above 0.
        answered: n × k, whether anything was answered; None where the marks are all that is known.
        options: options of each item, empty for items without.
        chosen: n × k, position of the chosen option, -1 for none or for what is no single option; None if not known.
    """

    items: tuple[str, ...]
    marks: Floats
    most: Floats
    answered: NDArray[np.bool_] | None = None
    options: Sequence[tuple[str, ...]] = ()
    chosen: NDArray[np.integer] | None = None


def counted(sitting: Sitting) -> Counts:
    """Return the counts of a group of people; of two groups they add up to those of both.

    A total is over the items that a person was asked. One pass; beyond the answers it holds a block of people.
    """
    starts = range(0, max(1, len(sitting.marks)), _BLOCK)
    return reduce(add, (_counted(_people(sitting, slice(at, at + _BLOCK))) for at in starts))


def _people(sitting: Sitting, part: slice | NDArray[np.bool_]) -> Sitting:
    return replace(
        sitting,
        marks=sitting.marks[part],
        answered=None if sitting.answered is None else sitting.answered[part],
        chosen=None if sitting.chosen is None else sitting.chosen[part],
    )


def _counted(sitting: Sitting) -> Counts:
    marks, asked = sitting.marks, None
    sums = marks.sum(axis=1)
    everybody = not np.isnan(sums).any()
    if not everybody:
        asked = ~np.isnan(marks)
        marks = np.where(asked, marks, 0.0)
        sums = marks.sum(axis=1)
    totals, rows = np.unique(np.round(sums, TOTAL_PLACES), return_inverse=True)
    silent, unreached = _missing(sitting, asked)
    has_choices = sitting.chosen is not None and bool(sitting.options) and all(sitting.options)
    tables = {} if has_choices else _two_marks(marks, asked, sitting.most, rows, totals)
    items = {}
    for at, name in enumerate(sitting.items):
        there = slice(None) if asked is None else asked[:, at]
        own = rows[there]
        options = sitting.options[at] if sitting.options else ()
        table, choices, earns = tables.get(at), None, tuple[float | None, ...]()
        if options and sitting.chosen is not None:
            places = sitting.chosen[there, at]
            places = np.where(places < 0, len(options), places)
            choices = _cells(own, totals, places, np.arange(len(options) + 1.0))
            earns = _earned(places, marks[there, at], len(options) + 1)
            table = _by_option(choices, earns)
        table = table or _table(own, totals, marks[there, at])
        late = int(unreached[at])
        items[name] = ItemCounts(float(sitting.most[at]), table, int(silent[at]) - late, late, options, choices, earns)
    whole = None if asked is None else np.logical_and.reduce(asked, axis=1)
    complete = _counted(_people(sitting, whole)) if whole is not None and whole.any() else None
    return Counts(totals, np.bincount(rows, minlength=len(totals)), items, everybody, complete)


def _together(one: Counts | None, other: Counts | None) -> Counts | None:
    return other if one is None else one if other is None else one + other


def _earned(places: NDArray[np.integer], marks: Floats, count: int) -> tuple[float | None, ...]:
    """Return what each option earned those who chose it; raises ValueError where it earned them different marks."""
    earned = np.full(count, np.nan)
    for place in range(count):
        first = int((places == place).argmax()) if len(places) else 0
        if len(places) and places[first] == place:
            earned[place] = marks[first]
    if not np.array_equal(earned.take(places), marks):
        raise ValueError("one option, two marks")
    return tuple(None if np.isnan(each) else float(each) for each in earned)


def _by_option(choices: Table, earns: Sequence[float | None]) -> Table:
    """Return the table of marks: who chose an option earned what it earns."""
    values, columns = np.unique(np.array([earns[int(place)] for place in choices.values], float), return_inverse=True)
    return Table(choices.totals, values, choices.cells @ np.eye(len(values), dtype=np.int64)[columns])


def _missing(sitting: Sitting, asked: NDArray[np.bool_] | None) -> tuple[Counts2, Counts2]:
    """Return for each item how many answered nothing, and how many answered nothing from there to the end.

    ``asked`` is None where everybody was asked everything.
    """
    silent, unreached = np.zeros((2, len(sitting.items)), np.int64)
    if sitting.answered is None or sitting.answered.all():
        return silent, unreached
    said = sitting.answered if asked is None else sitting.answered & asked
    is_silent = ~said if asked is None else asked & ~said
    at_end = np.ones(len(said), bool)
    for at in reversed(range(len(sitting.items))):
        at_end &= ~said[:, at]
        silent[at] = np.count_nonzero(is_silent[:, at])
        unreached[at] = np.count_nonzero(at_end & is_silent[:, at])
    return silent, unreached


def table_of(totals: Floats, values: Floats) -> Table:
    """Return how many people have each pair of a total and a value, from those of each person."""
    found, rows = np.unique(np.round(totals, TOTAL_PLACES), return_inverse=True)
    return _table(rows, found, values)


def _two_marks(
    marks: Floats, asked: NDArray[np.bool_] | None, most: Floats, rows: NDArray[np.intp], totals: Floats
) -> dict[int, Table]:
    """Return the tables of items that earned all or nothing, all at once: those of most tests, and much faster.

    ``asked`` is None where everybody was asked everything; ``rows`` are the places of people's totals.
    """
    is_whole = marks == most
    columns = np.flatnonzero((is_whole | (marks == 0)).all(axis=0))
    if not len(marks) or not len(columns):
        return {}
    # Small numbers are put in order much faster. Somebody has each total, so that each begins somewhere.
    order = np.argsort(rows.astype(np.min_scalar_type(len(totals))), kind="stable")
    starts = np.searchsorted(rows[order], np.arange(len(totals)))

    def by_total(told: NDArray[np.bool_]) -> Counts2:
        in_order = told.T.take(order, axis=1).view(np.uint8)
        return np.add.reduceat(in_order, starts, axis=1, dtype=np.int32).astype(np.int64)

    right = by_total(is_whole)
    people = np.diff(starts, append=len(rows)) if asked is None else by_total(asked)
    both = np.stack(np.broadcast_arrays(people - right, right), axis=2)
    return {int(at): Table.of(totals, np.array([0.0, most[at]]), both[at]) for at in columns}


def _table(rows: NDArray[np.intp], totals: Floats, values: Floats) -> Table:
    found, columns = np.unique(values, return_inverse=True)
    return _cells(rows, totals, columns, found)


def _cells(rows: NDArray[np.intp], totals: Floats, columns: NDArray[np.integer], values: Floats) -> Table:
    """Return the table of people's places among totals and among values."""
    cells = np.bincount(rows * len(values) + columns, minlength=len(totals) * len(values))
    return Table.of(totals, values, cells.reshape(len(totals), len(values)).astype(np.int64))
