"""Several answer files of one sitting as if they were one: their people add up, and nobody counts twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from qbank.analysis.counts import Sitting
from qbank.answers._cells import Ints
from qbank.answers.grouping import alike
from qbank.answers.matching import Matching
from qbank.answers.report import Report
from qbank.answers.sitting import Block, Reading
from qbank.errors import Problem
from qbank.locale import Listed
from qbank.model.sitting import ABSENT, Asked, Sheet


@dataclass(frozen=True, slots=True)
class JoinedBlock:
    """Some people of a file, their answers as all files have them."""

    sitting: Sitting
    groups: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Joined:
    """Files of one sitting, with what a ``Reading`` of one file has.

    Args:
        readings: the files; what one of them does not ask was not presented to its people.
        asked: the items of all, in the order of the first file.
        rows: for each file the places of the rows that count, nobody in two files.
        missed: for each file the places of people who were not there, in no file.
        told: what putting them together made doubtful.
        codes: by what tells somebody without a code, the code that another file has for them.
    """

    readings: tuple[Reading, ...]
    asked: tuple[Asked, ...]
    rows: tuple[Ints, ...]
    missed: tuple[Ints, ...]
    told: tuple[Problem, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def report(self) -> Report:
        """What was made of the files, together; each has its own in ``readings``."""
        reports = [each.report for each in self.readings]
        first, names = reports[0], [name for each in reports for name in each.dropped]
        return Report(
            Listed(each.file for each in reports),
            first.layout,
            first.sheet,
            sum(each.rows for each in reports),
            sum(map(len, self.rows)),
            sum(map(len, self.missed)),
            reduce(_both, (each.matching for each in reports)),
            {name: sum(each.dropped.get(name, 0) for each in reports) for name in dict.fromkeys(names)},
            tuple(dirty for each in reports for dirty in each.dirty),
            sum(each.cells for each in reports),
            (*(problem for each in reports for problem in each.problems), *self.told),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a person should know."""
        return self.report.problems

    def with_problem(self, told: Problem) -> Joined:
        """Return the files with one thing more that a person should know, which is said first."""
        return replace(self, readings=(self.readings[0].with_problem(told), *self.readings[1:]))

    @property
    def groups(self) -> frozenset[str]:
        """Headings of columns that part people and stand in every file."""
        return frozenset.intersection(*(frozenset(each.groups) for each in self.readings))

    @property
    def places(self) -> Ints:
        """Places of all people who count: those of the first file, then those of the next."""
        return np.arange(sum(map(len, self.rows)))

    @property
    def sittings(self) -> tuple[JoinedBlock, ...]:
        """The people who count, with their answers, file by file."""
        return tuple(
            JoinedBlock(self._aligned(block.sitting, reading), self._spelled(block.groups))
            for reading, rows in zip(self.readings, self.rows, strict=True)
            for block in _blocks(reading, rows)
        )

    @property
    def moments(self) -> Counter[str]:
        """How many of those who count handed in at each time that the files say."""
        found = (reading.moments_of(rows) for reading, rows in zip(self.readings, self.rows, strict=True))
        return sum(found, Counter[str]())

    @cached_property
    def _spellings(self) -> Mapping[str, Mapping[str, str]]:
        """By heading the one spelling of each group in all files."""
        return {name: alike(each.groups[name].words for each in self.readings) for name in self.groups}

    def _spelled(self, groups: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(map(self._spellings[name].__getitem__, groups[name])) for name in self.groups}

    def sitting(self) -> Sitting:
        """Return the answers of all people who count at once."""
        return self.sitting_of(self.places)

    def sitting_of(self, places: Ints) -> Sitting:
        """Return the answers of some, by their places."""
        start, found = 0, []
        for reading, rows in zip(self.readings, self.rows, strict=True):
            own = places[(places >= start) & (places < start + len(rows))] - start
            found.append(self._aligned(reading.sitting_of(rows[own]), reading))
            start += len(rows)
        return _stacked(found)

    @property
    def forms(self) -> Mapping[str, Mapping[str, int]]:
        """By form and heading which question an item was, as the files have it that were read by forms."""
        return {name: numbers for each in self.readings for name, numbers in each.forms.items()}

    @property
    def has_times(self) -> bool:
        """Whether a file says how long answers took."""
        return any(each.has_times for each in self.readings)

    def times_of(self, places: Ints) -> NDArray[np.float64]:
        """Return how many seconds the answers of some took, n × k; NaN where that is not known."""
        start, found = 0, []
        for reading, rows in zip(self.readings, self.rows, strict=True):
            own = places[(places >= start) & (places < start + len(rows))] - start
            found.append(_taken(reading.times_of(rows[own]), self._order(reading), np.nan))
            start += len(rows)
        return np.concatenate(found)

    def sheets(self) -> Iterator[Sheet]:
        """Yield what each person handed in, file by file, and after them who was absent."""
        for number, (reading, rows) in enumerate(zip(self.readings, self.rows, strict=True), 1):
            for block in _blocks(reading, rows):
                for sheet in block.sheets():
                    yield self._as_asked(self._of_file(sheet, number, reading), reading)
        for number, (reading, missed) in enumerate(zip(self.readings, self.missed, strict=True), 1):
            for place in missed.tolist():
                yield self._of_file(Sheet(reading.person_at(place), ABSENT), number, reading)

    def _of_file(self, sheet: Sheet, number: int, reading: Reading) -> Sheet:
        """Return a sheet with the code its person has in all files; whom only a row tells is told apart by the file."""
        code = sheet.person.code
        code = f"{number}{code}" if reading.is_row and number > 1 else self.codes.get(code, code)
        return replace(sheet, person=replace(sheet.person, code=code))

    # --- as all files have it -------------------------------------------------------------------------

    def _aligned(self, sitting: Sitting, reading: Reading) -> Sitting:
        """Return the answers of a file with items and options in the order of all files."""
        order = self._order(reading)
        chosen = None if sitting.chosen is None else _taken(sitting.chosen, order, -1)
        for at, (asked, place) in enumerate(zip(self.asked, order, strict=True)):
            if place < 0:
                continue
            if chosen is not None and (not sitting.options or sitting.options[place] != asked.options):
                chosen[:, at] = _moved(chosen[:, at], sitting.options[place] if sitting.options else (), asked.options)
        return Sitting(
            tuple(asked.item for asked in self.asked),
            _taken(sitting.marks, order, np.nan),
            np.array([asked.most for asked in self.asked]),
            None if sitting.answered is None else _taken(sitting.answered, order, False),
            tuple(asked.options for asked in self.asked) if chosen is not None else (),
            chosen,
        )

    def _order(self, reading: Reading) -> list[int]:
        """Return where a file has each item, -1 for one that it does not ask."""
        places = {asked.item: at for at, asked in enumerate(reading.asked)}
        return [places.get(asked.item, -1) for asked in self.asked]

    def _as_asked(self, sheet: Sheet, reading: Reading) -> Sheet:
        """Return a sheet with its items, and the options chosen, in the order of all files."""
        order = self._order(reading)
        chosen = [
            int(_moved(np.array([sheet.chosen[place]]), reading.asked[place].options, asked.options)[0])
            if place >= 0
            else -1
            for place, asked in zip(order, self.asked, strict=True)
            if sheet.chosen
        ]
        return replace(
            sheet,
            marks=tuple(sheet.marks[place] if place >= 0 else None for place in order if sheet.marks),
            chosen=tuple(chosen),
            answered=tuple(place >= 0 and sheet.answered[place] for place in order if sheet.answered),
            times=tuple(sheet.times[place] if place >= 0 else None for place in order if sheet.times),
        )


def _both(one: Matching, other: Matching) -> Matching:
    """Return how the columns of two files found their items; what is in both is told once."""
    return Matching(
        tuple(dict.fromkeys((*one.matches, *other.matches))),
        tuple(dict.fromkeys((*one.ambiguous, *other.ambiguous))),
        tuple(dict.fromkeys((*one.unmatched, *other.unmatched))),
    )


# --- rows ---------------------------------------------------------------------------------------------


def _blocks(reading: Reading, rows: Ints) -> Iterator[Block]:
    size = max(1, len(reading.sittings[0].rows)) if len(reading.sittings) else max(1, len(rows))
    for start in range(0, len(rows), size):
        yield Block(reading, rows[start : start + size])


def _taken(columns: np.ndarray, order: Sequence[int], missing: float) -> np.ndarray:
    """Return columns in an order, one of ``missing`` where it says -1."""
    beyond = np.full((len(columns), 1), missing, columns.dtype)
    return np.concatenate([columns, beyond], axis=1)[:, order]


def _moved(chosen: np.ndarray, before: Sequence[str], now: Sequence[str]) -> np.ndarray:
    """Return places of options in another list of them; -1 for one that is not there."""
    if not now:
        return np.full(len(chosen), -1, chosen.dtype)
    places = np.array([now.index(each) if each in now else -1 for each in before] + [-1], chosen.dtype)
    return places[np.where(chosen < 0, len(before), chosen)]


def _stacked(sittings: Sequence[Sitting]) -> Sitting:
    """Return sittings of the same items one below the other; what not all of them know is not known."""
    first = sittings[0]
    answered = [each.answered for each in sittings]
    chosen = [each.chosen for each in sittings]
    has_chosen = all(each is not None for each in chosen)
    return Sitting(
        first.items,
        np.concatenate([each.marks for each in sittings]),
        first.most,
        None if any(each is None for each in answered) else np.concatenate(answered),  # type: ignore[arg-type]
        first.options if has_chosen else (),
        np.concatenate(chosen) if has_chosen else None,  # type: ignore[arg-type]
    )
