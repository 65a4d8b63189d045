"""Columns of cells in which each distinct text stands once: millions of cells are read by reading their few texts."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]

_FEW = 12
"""Texts for which counting the cells of each is quicker than one count of all, which makes eight bytes of a code."""
UNSEEN = -1
"""The code of a cell that a file does not have: the item was not presented."""


_SAFE = re.compile(r"'(?=['=+\-@＝＋－＠\t])")
People = Ints | slice
"""Whom something is asked about: places of their rows, or a run of them."""


def safe(text: str) -> str:
    """Return a cell's text without the apostrophe that keeps a table program from calculating it."""
    return text[1:] if text.startswith("'") and _SAFE.match(text) else text


@dataclass(frozen=True)
class Cells:
    """A column: ``words[code]`` is the text of a cell.

    ``people`` says, ascending, whose cells these are where not everybody has one; ``rows`` in which row of the file
    each stands where that is not the person's own row.
    """

    codes: Ints
    words: tuple[str, ...]
    people: Ints | None = None
    rows: Ints | None = None

    def of(self, people: People) -> Ints:
        """Return the codes of these people's cells, ``UNSEEN`` where they have none."""
        if self.people is None:
            return self.codes[people]
        asked = np.arange(people.start, people.stop) if isinstance(people, slice) else people
        if not len(self.people):
            return np.full(len(asked), UNSEEN)
        at = np.searchsorted(self.people, asked)
        at[at == len(self.people)] = 0
        return np.where(self.people[at] == asked, self.codes[at], UNSEEN)

    @cached_property
    def counts(self) -> list[int]:
        """How many cells have each text."""
        if self.codes.dtype.itemsize == 1 and len(self.words) <= _FEW:
            return [int(np.count_nonzero(self.codes == code)) for code in range(len(self.words))]
        found: list[int] = np.bincount(self.codes, minlength=len(self.words)).tolist()
        return found

    @cached_property
    def are_numbers(self) -> bool:
        """Whether every text is one of figures 0–9, as most codes of people are: nothing else need be looked for."""
        return all(self.words) and (said := "".join(self.words)).isascii() and said.isdigit()

    @property
    def said(self) -> dict[str, int]:
        """Which texts stand in how many cells, without the empty one."""
        return {text: count for text, count in zip(self.words, self.counts, strict=True) if text and count}

    def text(self, person: int) -> str:
        """Return the text of a person's cell, "" where there is none."""
        code = int(self.codes[person] if self.people is None else self.of(slice(person, person + 1))[0])
        return "" if code < 0 else self.words[code]

    def texts(self) -> list[str]:
        """Return everybody's text, where everybody has a cell."""
        return [self.words[code] for code in self.codes.tolist()]

    def rows_where(self, code: int, rows: Ints) -> Ints:
        """Return the rows of a file in which a text stands; ``rows`` are the people's own."""
        order, ends = self._by_code
        found = order[ends[code] : ends[code + 1]]
        if self.rows is not None:
            return self.rows[found]
        return rows[found if self.people is None else self.people[found]]

    @cached_property
    def _by_code(self) -> tuple[Ints, Ints]:
        """The places of cells by their text, and where those of each text begin."""
        order = np.argsort(self.codes, kind="stable")
        return order, np.searchsorted(self.codes[order], np.arange(len(self.words) + 1))

    def is_blank(self) -> bool:
        """Tell whether no cell says anything."""
        return not self.said


def cells_of(texts: Iterable[str]) -> Cells:
    """Return a column of texts."""
    column = Growing()
    for text in texts:
        column.add(text)
    return column.cells()


class Growing:
    """A column that is being read."""

    def __init__(self) -> None:
        self._codes = array("i")
        self._places: dict[str, int] = {}

    def add(self, text: str) -> None:
        """Put a cell below the others."""
        self._codes.append(self._places.setdefault(text, len(self._places)))

    def extend(self, texts: Iterable[str]) -> None:
        """Put cells below the others."""
        known = self._places
        self._codes.frombytes(np.array([known.setdefault(text, len(known)) for text in texts], np.intc).tobytes())

    def cells(self) -> Cells:
        """Return what was read."""
        return Cells(
            np.frombuffer(self._codes, dtype=np.intc).copy() if self._codes else np.zeros(0, np.intc),
            tuple(self._places),
        )


def together(columns: Sequence[Cells]) -> tuple[Ints, Ints]:
    """Return for each row the number of its combination of texts, and for each combination its first row."""
    if not columns:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    combined = np.zeros(len(columns[0].codes), np.int64)
    for column in columns:
        _, combined = np.unique(combined * (len(column.words) + 1) + column.codes, return_inverse=True)
    _, first, numbers = np.unique(combined, return_index=True, return_inverse=True)
    # Numbered as they come in the file, not by size.
    order = np.argsort(first, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[numbers], first[order]
