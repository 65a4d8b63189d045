"""Tables with a row an answer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from qbank.answers._cells import Cells, Ints, together
from qbank.answers._plain import headed, plain
from qbank.answers.records import TWICE, AnswerFile, Column, Table, field_of, number_said
from qbank.errors import Problem, QbankError

_PERSON = (
    "code", "name", "first_name", "last_name", "department", "department1", "department2", "department3", "attempt",
)  # fmt: skip


def long(table: Table) -> AnswerFile:
    layout = table.found.layout
    fields: dict[str, Cells] = {}
    parts: dict[str, Cells] = {}
    others: dict[str, Cells] = {}
    for at, heading in table.headings:
        part = layout.long.get(plain(heading), "")
        name = field_of(layout, heading)
        if table.is_apart(heading):
            others.setdefault(heading, table.cells[at])
            if name not in {"", "aside"}:
                fields.setdefault(name, table.cells[at])
        elif name == "aside":
            others.setdefault(heading, table.cells[at])
        elif part and part not in parts:
            parts[part] = table.cells[at]
        elif name and name not in fields:
            fields[name] = table.cells[at]
        else:
            others.setdefault(heading, table.cells[at])
    persons, first = together([fields[name] for name in _PERSON if name in fields] or [_one(len(table.rows))])
    if "seconds" in parts and _is_of_people(parts["seconds"], persons):
        fields.setdefault("seconds", parts.pop("seconds"))
    item_cells = [parts[name] for name in ("item", "stem") if name in parts]
    if not any(not cells.is_blank() for cells in item_cells):
        raise QbankError(Problem("answers-no-items", table.file, table.found.grid.place(table.found.row)))
    if "item" in parts and not parts["item"].is_blank():
        item_cells = item_cells[:1]
    items, where = together(item_cells)
    stems = parts.get("stem")
    cells = _Pivot(table, persons, items, parts)
    columns = [
        Column(
            heading=item_cells[0].words[item_cells[0].codes[at]] or (stems.words[stems.codes[at]] if stems else ""),
            item=item_cells[0].words[item_cells[0].codes[at]] if "item" in parts else "",
            stem=stems.words[stems.codes[at]] if stems is not None else "",
            number=headed(item_cells[0].words[item_cells[0].codes[at]]).number,
            is_cut=stems is not None and headed(stems.words[stems.codes[at]]).is_cut,
            answers=cells.of(number, "response"),
            marks=cells.of(number, cells.marked) if cells.marked else None,
            shares=cells.marked == "share",
            most=cells.most(number),
            times=cells.of(number, "seconds"),
        )
        for number, at in enumerate(where.tolist())
    ]
    columns = [each for each in columns if each.heading or each.stem]
    if not columns:
        raise QbankError(Problem("answers-no-items", table.file, table.found.grid.place(table.found.row)))
    ahead = {name: Cells(each.codes[first], each.words) for name, each in fields.items()}
    beside = {name: Cells(each.codes[first], each.words) for name, each in others.items()}
    return table.answer_file(table.rows[first], ahead, columns, beside)


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
