"""What an answer file has, as it stands: people, items, cells, and the headings that told which is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qbank.answers._cells import Cells, Ints, cells_of
from qbank.answers._open import Grid
from qbank.answers._plain import headed, plain
from qbank.answers.layouts import Layout
from qbank.errors import Problem

TWICE = "\ufdd0"
"""Stands before the answers of somebody who gave two different ones to one item in one attempt."""
UNTOLD = "\ufdd1"
"""Stands before the answer of somebody whose order of options is not known."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a file has of one item.

    Args:
        heading: of its column, or what the file calls the item.
        item: an id that the file says.
        stem: the stem that the file says, "" where it stands in the heading.
        number: the item's number in the paper, where the file says one.
        is_cut: whether the stem was cut off.
        is_slot: whether the heading says a place in the paper and nothing of the item.
        answers: what was answered; ``marks`` what it earned.
        shares: whether the marks are shares of the most.
        most: the most it can earn, where the file says so.
        key: the right answer, where the file says it.
        times: how long it took, where the file says that of each answer.
    """

    heading: str
    item: str = ""
    stem: str = ""
    number: int | None = None
    is_cut: bool = False
    is_slot: bool = False
    answers: Cells | None = None
    marks: Cells | None = None
    shares: bool = False
    most: float | None = None
    key: str = ""
    times: Cells | None = None


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An answer file as it stands.

    Args:
        file: its name.
        layout: how it is written.
        sheet: the sheet that was read.
        rows: the row of each person in the file.
        fields: columns of the people by field: ``name``, ``code``, ``department`` …
        columns: the items.
        others: columns of neither, by heading.
        problems: what is doubtful.
        lost: how many rows could not be read.
        forms: of each form that somebody sat, which question each column was there, by heading; none where headings
            name the items, or everybody had a form of their own.
    """

    file: str
    layout: Layout
    sheet: str
    rows: Ints
    fields: Mapping[str, Cells]
    columns: tuple[Column, ...]
    others: Mapping[str, Cells] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    lost: int = 0
    forms: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def place(self, row: int) -> str:
        """Return where a row is, in no language."""
        return "!".join(filter(None, (self.sheet, str(row) if row else "")))

    def named(self, heading: str) -> str:
        """Return a column as people find it: with the question it was on each form, if forms were sat (A:3, B:17)."""
        there = [f"{name}:{numbers[heading]}" for name, numbers in self.forms.items() if heading in numbers]
        return f"{heading} ({', '.join(there)})" if there else heading


@dataclass(frozen=True, slots=True)
class Headings:
    """A row of headings that a layout understands; ``fit`` is larger the better."""

    grid: Grid
    layout: Layout
    row: int
    texts: tuple[str, ...]
    fit: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is being read: its headings, the numbers of its rows, a column of cells each.

    ``known`` are headings that are items whatever they look like, ``apart`` such as are neither items nor fields.
    """

    file: str
    found: Headings
    rows: Ints
    cells: Mapping[int, Cells]
    known: frozenset[str]
    apart: frozenset[str]

    def is_apart(self, heading: str) -> bool:
        """Tell whether a heading is neither an item nor a field, also with a number in front: 3、性别."""
        own_head = headed(heading)
        return plain(heading) in self.apart or (own_head.number is not None and plain(own_head.stem) in self.apart)

    @property
    def headings(self) -> Iterator[tuple[int, str]]:
        """Place and text of each heading."""
        return ((at, text) for at, text in enumerate(self.found.texts) if text and at in self.cells)

    def answer_file(
        self, rows: Ints, fields: Mapping[str, Cells], columns: Sequence[Column], others: Mapping[str, Cells]
    ) -> AnswerFile:
        """Return what was read of it."""
        return AnswerFile(
            self.file, self.found.layout, self.found.grid.name, rows, named(fields), tuple(columns), others
        )


@dataclass(slots=True)
class OfPeople:
    """What the columns of a table say of people: fields by name, and by heading what is only kept with them."""

    table: Table
    fields: dict[str, Cells] = field(default_factory=dict)
    others: dict[str, Cells] = field(default_factory=dict)

    def take(self, at: int, heading: str, name: str) -> bool:
        """Take a column that names a field (``name``, "" for none) or stands apart; False for any other.

        Of columns with the name of one field the first is it, and one that stands apart may be it as well.
        """
        cells = self.table.cells[at]
        if self.table.is_apart(heading):
            self.keep(at, heading)
            if name not in {"", "aside"}:
                self.fields.setdefault(name, cells)
        elif name == "aside" or name in self.fields:
            self.keep(at, heading)
        elif name:
            self.fields[name] = cells
        else:
            return False
        return True

    def keep(self, at: int, heading: str) -> None:
        """Keep a column with the people, the first of its heading."""
        self.others.setdefault(heading, self.table.cells[at])


def field_of(layout: Layout, heading: str) -> str:
    """Return which field of a person a heading names, also with a number in front: 1、您的姓名."""
    found = layout.field_of(heading)
    if found or not heading:
        return found
    own_head = headed(heading)
    found = layout.field_of(own_head.stem) if own_head.number is not None else ""
    return found if found in {"name", "code", "department", "department1", "department2", "department3"} else ""


def named(fields: Mapping[str, Cells]) -> Mapping[str, Cells]:
    """Return the fields with one name a person, and one department of several columns."""
    found = dict(fields)
    if "name" not in fields and fields.keys() & {"first_name", "last_name"}:
        found["name"] = cells_of(_full(*each) for each in _rows(fields, ("last_name", "first_name")))
    if "department1" in fields:
        steps = _rows(fields, ("department1", "department2", "department3", "department"))
        found["department"] = cells_of("/".join(filter(None, each)) for each in steps)
    return found


def _rows(fields: Mapping[str, Cells], names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    empty = [""] * len(next(iter(fields.values())).codes)
    return zip(*(fields[name].texts() if name in fields else empty for name in names), strict=True)


def _full(last: str, first: str) -> str:
    return " ".join(filter(None, (first, last))) if (first + last).isascii() else last + first


def number_said(text: str) -> float | None:
    """Return the highest mark that a text says, None where it says none."""
    try:
        value = float(text.removesuffix("分"))
    except ValueError:
        return None
    return value if 0 < value < float("inf") else None
