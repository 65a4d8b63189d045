"""Tables with a row an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from qbank.answers._cells import Cells, Ints, together
from qbank.answers._plain import headed, plain
from qbank.answers.records import TWICE, AnswerFile, Column, OfPeople, Table, field_of, number_said
from qbank.errors import Problem, QbankError

_PERSON = (
    "code", "name", "first_name", "last_name", "department", "department1", "department2", "department3", "attempt",
)  # fmt: skip


def long(table: Table) -> AnswerFile:
    people, parts = _sorted(table)
    own_cells = [people.fields[name] for name in _PERSON if name in people.fields]
    persons, first = together(own_cells or [_one(len(table.rows))])
    if "seconds" in parts and _is_of_people(parts["seconds"], persons):
        people.fields.setdefault("seconds", parts.pop("seconds"))
    columns = [each for each in _columns(table, persons, parts) if each.heading or each.stem]
    if not columns:
        raise _without_items(table)
    fields, others = (
        {name: Cells(each.codes[first], each.words) for name, each in found.items()}
        for found in (people.fields, people.others)
    )
    return table.answer_file(table.rows[first], fields, columns, others)


def _sorted(table: Table) -> tuple[OfPeople, dict[str, Cells]]:
    """Return what a table says of people, and by name the parts of an answer."""
    layout = table.found.layout
    people, parts = OfPeople(table), dict[str, Cells]()
    for at, heading in table.headings:
        part, name = layout.long.get(plain(heading), ""), field_of(layout, heading)
        if part and part not in parts and name != "aside" and not table.is_apart(heading):
            parts[part] = table.cells[at]
        elif not people.take(at, heading, name):
            people.keep(at, heading)
    return people, parts


def _columns(table: Table, persons: Ints, parts: Mapping[str, Cells]) -> Iterator[Column]:
    """Yield a column an item: known by what the file calls it, by its stem where it calls it nothing."""
    said = [parts[name] for name in ("item", "stem") if name in parts]
    if all(cells.is_blank() for cells in said):
        raise _without_items(table)
    called = said[:1] if "item" in parts and not parts["item"].is_blank() else said
    items, where = together(called)
    cells, names, stems = _Pivot(table, persons, items, parts), said[0], parts.get("stem")
    for number, at in enumerate(where.tolist()):
        name, stem = names.text(at), stems.text(at) if stems else ""
        yield Column(
            heading=name or stem,
            item=name if "item" in parts else "",
            stem=stem,
            number=headed(name).number,
            is_cut=headed(stem).is_cut,
            answers=cells.of(number, "response"),
            marks=cells.of(number, cells.marked) if cells.marked else None,
            shares=cells.marked == "share",
            most=cells.most(number),
            times=cells.of(number, "seconds"),
        )


def _without_items(table: Table) -> QbankError:
    return QbankError(Problem("answers-no-items", table.file, table.found.grid.place(table.found.row)))


def _is_of_people(cells: Cells, persons: Ints) -> bool:
    """Tell whether a column says one thing of each person: how long they took for all, not for an answer."""
    pairs = np.unique(persons.astype(np.int64) * len(cells.words) + cells.codes)
    return len(pairs) == len(np.unique(persons))


def _one(count: int) -> Cells:
    return Cells(np.zeros(count, np.int64), ("",))


class _Pivot:
    """Rows of answers, turned into columns."""

    def __init__(self, table: Table, persons: Ints, items: Ints, parts: Mapping[str, Cells]) -> None:
        self._parts = parts
        self._rows = table.rows
        most = int(items.max(initial=-1)) + 1
        self._order = np.argsort(items * (int(persons.max(initial=0)) + 1) + persons, kind="stable")
        self._persons = persons[self._order].astype(np.int32)
        self._ends = np.searchsorted(items[self._order], np.arange(most + 1))
        self.marked = next(
            (name for name in ("mark", "share", "right") if name in parts and not parts[name].is_blank()), ""
        )

    def of(self, item: int, part: str) -> Cells | None:
        """Return the column of an item, None where the file has no such part."""
        if part not in self._parts:
            return None
        own = slice(self._ends[item], self._ends[item + 1])
        people, order = self._persons[own], self._order[own]
        cells = self._parts[part]
        used, codes = np.unique(cells.codes[order], return_inverse=True)
        words = [cells.words[code] for code in used.tolist()]
        again = np.flatnonzero(people[1:] == people[:-1]) + 1
        for at in again.tolist():
            start = at - 1
            while start and people[start - 1] == people[at]:
                start -= 1
            if codes[at] != codes[start]:
                both = " ≠ ".join(words[code].removeprefix(TWICE) for code in (codes[start], codes[at]))
                words.append(TWICE + both)
                codes[start : at + 1] = len(words) - 1
        kept = np.ones(len(people), bool)
        kept[again] = False
        return Cells(codes[kept].astype(np.int32), tuple(words), people[kept], self._rows[order[kept]])

    def most(self, item: int) -> float | None:
        """Return the most that an item earns, where one number is said for it."""
        if "most" not in self._parts:
            return None
        cells = self._parts["most"]
        own = self._order[self._ends[item] : self._ends[item + 1]]
        said = {cells.words[code] for code in np.unique(cells.codes[own]).tolist()} - {""}
        return number_said(said.pop()) if len(said) == 1 else None
