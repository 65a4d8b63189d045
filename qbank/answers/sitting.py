"""People of an answer file with their marks, some at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from qbank.analysis.counts import Sitting
from qbank.answers import people as who
from qbank.answers._cells import Cells, Ints, People
from qbank.answers._marked import Marked
from qbank.answers._numbers import number_of
from qbank.answers.departments import Departments
from qbank.answers.records import AnswerFile
from qbank.answers.report import Report
from qbank.errors import Problem
from qbank.model.sitting import ABSENT, Asked, Person, Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK_CELLS = 4_000_000
_BLOCK_PEOPLE = 65_536


def _moment(text: str) -> str:
    """Return a time in ISO's form where it can be read, else as it stands."""
    return who.moment(text) or text


class Block:
    """Some people of a sitting, a row each in all that is here; what is not asked for is not made.

    Args:
        reading: where they are from.
        places: the places of their rows.
    """

    def __init__(self, reading: Reading, places: Ints) -> None:
        self._reading = reading
        self._places = places
        self.rows: Ints = reading.file.rows[places]
        """Where they stand in the file."""

    @cached_property
    def sitting(self) -> Sitting:
        """Their answers."""
        return self._reading.sitting_of(self._places)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Who they are."""
        return tuple(map(self._reading.person_at, self._places.tolist()))

    @property
    def departments(self) -> tuple[tuple[str, ...], ...]:
        """The department of each."""
        return tuple(person.department for person in self.people)

    @property
    def states(self) -> tuple[str, ...]:
        """What the file says of each one's state."""
        return self._field("state")

    @property
    def started(self) -> tuple[str, ...]:
        """When each began, in ISO's form where it can be read, else as it stands."""
        return self._field("started", _moment)

    @property
    def submitted(self) -> tuple[str, ...]:
        """When each handed in, in ISO's form where it can be read, else as it stands."""
        return self._field("submitted", _moment)

    @property
    def seconds(self) -> NDArray[np.float64]:
        """How long each took, NaN where the file does not say."""
        return np.array([or_nan(who.seconds_of(text)) for text in self._field("seconds")], float)

    @property
    def times(self) -> NDArray[np.float64] | None:
        """How many seconds each answer took, n × k, NaN where that is not known; None where the file says nothing."""
        return self._reading.times_of(self._places) if self._reading.has_times else None

    @property
    def totals(self) -> NDArray[np.float64]:
        """The file's own total of each, NaN where it has none."""
        return np.array([or_nan(number_of(text)) for text in self._field("total")], float)

    @property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """By heading what the columns say that were asked for."""
        return {heading: self._texts(cells) for heading, cells in self._reading.groups.items()}

    def sheets(self) -> Iterator[Sheet]:
        """Yield what each of them handed in."""
        return _sheets(self)

    def _field(self, name: str, meant: Callable[[str], str] = str) -> tuple[str, ...]:
        """Return what a field says of each, as it is meant; each distinct text is understood once."""
        texts = self._texts(self._reading.file.fields.get(name))
        known = {text: meant(text) for text in set(texts)}
        return texts if all(text == said for text, said in known.items()) else tuple(map(known.__getitem__, texts))

    def _texts(self, cells: Cells | None) -> tuple[str, ...]:
        if cells is None:
            return ("",) * len(self._places)
        return tuple(cells.words[code] for code in cells.codes[self._places].tolist())


@dataclass(frozen=True)
class Reading:
    """An answer file, read: people and their marks come in blocks, so that millions need no memory at once.

    Args:
        file: as it stands.
        asked: the items, in the order of their columns.
        report: what was made of it.
        columns: the items with what their cells mean.
        places: places of the rows that count; ``absent`` those of people who were not there.
        groups: by heading the columns that were asked for.
    """

    file: AnswerFile
    asked: tuple[Asked, ...]
    report: Report
    columns: tuple[Marked, ...]
    places: Ints
    absent: Ints
    groups: Mapping[str, Cells]
    _people: who.People
    _departments: Departments

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a person should know."""
        return self.report.problems

    @property
    def forms(self) -> Mapping[str, Mapping[str, int]]:
        """By form and heading which question an item was; see ``AnswerFile.forms``."""
        return self.file.forms

    @property
    def moments(self) -> Counter[str]:
        """How many of those who count handed in at each time that the file says."""
        return self.moments_of(self.places)

    def moments_of(self, places: Ints) -> Counter[str]:
        """Return how many of some handed in at each time that the file says; times as ``Block.submitted`` has them."""
        found, cells = Counter[str](), self.file.fields.get("submitted")
        if cells is not None and len(self.sittings):
            for text, count in replace(cells, codes=cells.codes[places]).said.items():
                found[_moment(text)] += count
        return found

    def with_problem(self, told: Problem) -> Reading:
        """Return the reading with one thing more that a person should know, which is said first."""
        return replace(self, report=replace(self.report, problems=(told, *self.problems)))

    @property
    def sittings(self) -> Blocks:
        """The people who count, with their answers, in blocks; each is made when it is asked for."""
        return Blocks(self)

    def sitting(self) -> Sitting:
        """Return the answers of all people who count at once."""
        return self.sitting_of(self.places)

    def sheets(self) -> Iterator[Sheet]:
        """Yield what each person handed in, as a workspace keeps it, and after them who was absent."""
        for block in self.sittings:
            yield from block.sheets()
        for place in self.absent.tolist():
            yield Sheet(self.person_at(place), ABSENT)

    def sitting_of(self, places: Ints) -> Sitting:
        """Return the answers of some, by the places of their rows."""
        columns = self.columns
        people = run(places)
        has_answers = any(column.picked or column.has_blanks for column in columns)
        has_options = any(column.question.options for column in columns)

        def table(fills: Sequence[Callable[[People], NDArray[Any]]]) -> NDArray[Any]:
            return _side_by_side(fills, people, len(places))

        return Sitting(
            items=tuple(column.question.id for column in columns),
            marks=table([column.marks_of for column in columns]),
            most=np.array([column.question.most for column in columns]),
            answered=_side_by_side([column.answered_of for column in columns], people, len(places))
            if has_answers
            else None,
            options=tuple(column.question.options for column in columns) if has_options else (),
            chosen=_side_by_side([column.chosen_of for column in columns], people, len(places))
            if has_options
            else None,
        )

    @property
    def has_times(self) -> bool:
        """Whether the file says how long answers took."""
        return any(column.times is not None for column in self.columns)

    def times_of(self, places: Ints) -> NDArray[np.float64]:
        """Return how many seconds the answers of some took, n × k; NaN where that is not known."""
        people = run(places)
        return _side_by_side([column.seconds_of for column in self.columns], people, len(places))

    @property
    def is_row(self) -> bool:
        """Whether nothing tells a person but the row."""
        return self._people.is_row

    def codes(self, places: Ints) -> list[str]:
        """Return what tells the people of some rows over files, "" where nothing but the row does."""
        numbers = self._people.numbers[places].tolist()
        return [self._people.code(each) if self._people.kinds[each] != who.ROW else "" for each in numbers]

    def named(self, place: int) -> tuple[str, tuple[str, ...], bool]:
        """Return name and department of somebody, for comparing, and whether the file has a code for them."""
        number = int(self._people.numbers[place])
        return *self._people.named(number), bool(self._people.kinds[number] == who.CODE)

    def person_at(self, place: int) -> Person:
        """Return whose row it is."""
        return self._people.person(int(self._people.numbers[place]), self._departments)


def run(places: Ints) -> People:
    """Return a run of rows as such: what is not picked out need not be copied."""
    if len(places) and (places == np.arange(places[0], places[0] + len(places))).all():
        return slice(int(places[0]), int(places[0]) + len(places))
    return places


def _side_by_side(fills: Sequence[Callable[[People], NDArray[Any]]], people: People, count: int) -> NDArray[Any]:
    """Return columns as a table that is quick to read by column."""
    table: NDArray[Any] | None = None
    for at, fill in enumerate(fills):
        column = fill(people)
        if table is None:
            table = np.empty((len(fills), count), column.dtype)
        table[at] = column
    return np.zeros((count, 0)) if table is None else table.T


class Blocks(Sequence[Block]):
    """The people of a reading, some at a time."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._size = max(1, min(_BLOCK_PEOPLE, _BLOCK_CELLS // max(len(reading.columns), 1)))

    def __len__(self) -> int:
        if not self._reading.columns and not self._reading.file.fields.get("total"):
            return 0
        return -(-len(self._reading.places) // self._size)

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> list[Block]: ...
    def __getitem__(self, at: int | slice) -> Block | list[Block]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        start = (at % len(self)) * self._size
        return Block(self._reading, self._reading.places[start : start + self._size])


def or_nan(value: float | None) -> float:
    """Return NaN for what is not known, or no finite number."""
    return value if value is not None and isfinite(value) else np.nan


def _sheets(block: Block) -> Iterator[Sheet]:
    sitting, times = block.sitting, block.times
    for at, person in enumerate(block.people):
        marks = tuple(None if mark != mark else mark for mark in sitting.marks[at].tolist())
        total, seconds = float(block.totals[at]), float(block.seconds[at])
        yield Sheet(
            person,
            block.states[at],
            block.submitted[at],
            None if np.isnan(seconds) else seconds,
            marks,
            () if sitting.chosen is None else tuple(sitting.chosen[at].tolist()),
            () if sitting.answered is None else tuple(sitting.answered[at].tolist()),
            None if marks or np.isnan(total) else total,
            () if times is None else tuple(None if each != each else each for each in times[at].tolist()),
        )
