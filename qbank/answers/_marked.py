"""A column whose texts are understood: what each earns, looked up for as many people as are asked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np

from qbank.answers._cells import Cells, People
from qbank.answers.people import seconds_of
from qbank.model.item import Response

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Question:
    """What a column asks.

    Args:
        id: of the item, or the column's heading where no bank has it.
        heading: of the column.
        most: marks it can earn.
        revision: of the item; 0 for one that no bank has.
        options: ids of the options, or their letters; () where there are none or several may be chosen.
        keys: those that are right.
    """

    id: str
    heading: str
    most: float = 1.0
    revision: int = 0
    options: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dirty:
    """A text of a column that could not be read: why, and in which rows it stands."""

    heading: str
    item: str
    text: str
    why: str
    rows: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "heading": self.heading,
            "item": self.item,
            "found": self.text,
            "code": self.why,
            "rows": list(self.rows),
        }


@dataclass(frozen=True, slots=True)
class Marked:
    """A column whose texts are understood; arrays by the code of a text.

    Args:
        question: what was asked.
        answers: the column of answers, with for each text its mark (NaN where it is not known), whether it says
            anything, and the place of the one option that was chosen, -1 for none.
        marks: the column of marks, with for each text its mark, NaN where it is dirty; ``given`` where it says one.
        times: how long each answer took, None where the file does not say.
    """

    question: Question
    answers: Cells | None = None
    mark: Floats = field(default_factory=lambda: np.zeros(0))
    answered: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    chosen: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    marks: Cells | None = None
    given_mark: Floats = field(default_factory=lambda: np.zeros(0))
    given: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    picked: tuple[Response | None, ...] = ()
    times: Cells | None = None

    def of(self, people: People) -> tuple[Floats, NDArray[np.bool_], NDArray[np.int16]]:
        """Return for these people marks, whether they answered, and the places of the options that they chose."""
        return self.marks_of(people), self.answered_of(people), self.chosen_of(people)

    def marks_of(self, people: People) -> Floats:
        """Return these people's marks, NaN where one was not asked or cannot be known."""
        mark = _looked_up(self.answers, people, self.mark, nan)
        if self.marks is None:
            return mark
        given = _looked_up(self.marks, people, self.given, False)
        return np.where(given, _looked_up(self.marks, people, self.given_mark, nan), mark)

    def answered_of(self, people: People) -> NDArray[np.bool_]:
        """Return which of these people said anything."""
        if self.answers is None:
            return _looked_up(self.marks, people, self.given, False)
        return _looked_up(self.answers, people, self.answered, False)

    def seconds_of(self, people: People) -> Floats:
        """Return how long these people's answers took, NaN where that is not known."""
        words = () if self.times is None else self.times.words
        return _looked_up(self.times, people, np.array([_seconds(text) for text in words], float), nan)

    def chosen_of(self, people: People) -> NDArray[np.int16]:
        """Return the place of the option that each of these people chose, -1 for none."""
        chosen = _looked_up(self.answers, people, self.chosen, np.int16(-1))
        if self.marks is None or len(self.question.keys) != 1 or not self.question.options:
            return chosen
        # Who has all marks has chosen the key, however the cell says it.
        key = np.int16(self.question.options.index(self.question.keys[0]))
        has_all = _looked_up(self.marks, people, self.given, False) & (self.marks_of(people) == self.question.most)
        return np.where((chosen < 0) & has_all, key, chosen)

    @property
    def is_of_everybody(self) -> bool:
        """Whether everybody has a cell of it."""
        return self._cells is not None and self._cells.people is None

    @property
    def _cells(self) -> Cells | None:
        return self.answers if self.answers is not None else self.marks

    @property
    def has_blanks(self) -> bool:
        """Whether anybody was asked and said nothing."""
        cells = self._cells
        answered = self.answered if self.answers is not None else self.given
        return cells is not None and any(count and not said for count, said in zip(cells.counts, answered, strict=True))


def _seconds(text: str) -> float:
    found = seconds_of(text)
    return nan if found is None else found


def _looked_up(cells: Cells | None, people: People, values: NDArray[Any], unseen: object) -> NDArray[Any]:
    """Return what stands for each one's text, ``unseen`` for those without a cell."""
    if cells is None:
        return np.full(_count(people), unseen, values.dtype)
    if cells.people is None and len(values) and (values == values[0]).all():
        return np.full(_count(people), values[0])
    codes = cells.of(people)
    found = values.take(codes)
    if cells.people is not None:
        found[codes < 0] = unseen
    return found


def _count(people: People) -> int:
    return people.stop - people.start if isinstance(people, slice) else len(people)
