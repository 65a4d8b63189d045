"""Tables with a row a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from qbank.answers._cells import Cells, Ints
from qbank.answers._plain import headed, plain
from qbank.answers.records import AnswerFile, Column, OfPeople, Table, field_of
from qbank.errors import Problem, QbankError

_TIME_OF = re.compile(
    r"(?P<base>.+?)[\s_\-.:：]*[(（\[]?(?:本题)?(?:答题|作答)?(?:用时|时长|耗时|duration|time taken|seconds)"
    r"(?:[(（]?(?:秒|s|sec|分钟|min)[)）]?)?[)）\]]?",
    re.IGNORECASE,
)
_MARK_OF = re.compile(
    r"(?P<base>.+?)[\s_\-.:：]*[(（\[]?(?:本题)?(?:得分|分数|成绩|score|mark|points)[)）\]]?", re.IGNORECASE
)


def wide(table: Table) -> AnswerFile:
    layout = table.found.layout
    parts, people = _patterned(table), OfPeople(table)
    left: list[tuple[int, str]] = []
    for at, heading in table.headings:
        if at in parts:
            part, _ = parts[at]
            if part == "total":
                people.fields.setdefault("total", table.cells[at])
            continue
        name = "" if plain(heading) in table.known else field_of(layout, heading)
        if not people.take(at, heading, name):
            left.append((at, heading))
    slots = _slots(table, parts)
    if slots or layout.shape == "totals":
        people.others |= {heading: table.cells[at] for at, heading in left}
        columns = list(_of_slots(table, slots))
    else:
        columns = list(_of_headings(table, left))
    if not columns and "total" not in people.fields:
        raise QbankError(Problem("answers-no-items", table.file, table.found.grid.place(table.found.row)))
    return table.answer_file(table.rows, people.fields, columns, people.others)


def _patterned(table: Table) -> dict[int, tuple[str, re.Match[str]]]:
    """Return by place what a layout's patterns say of a heading."""
    found = {}
    for at, heading in table.headings:
        for part, patterns in table.found.layout.columns.items():
            match = next(filter(None, (pattern.fullmatch(heading) for pattern in patterns)), None)
            if match and at not in found:
                found[at] = (part, match)
    return found


def _slots(table: Table, parts: Mapping[int, tuple[str, re.Match[str]]]) -> dict[int, dict[str, int]]:
    """Return by the number of an item which part of it stands in which place."""
    slots: dict[int, dict[str, int]] = {}
    for at, (part, found) in parts.items():
        if "n" in found.re.groupindex:
            slots.setdefault(int(found["n"]), {}).setdefault(part, at)
    return {number: found for number, found in slots.items() if found.keys() & {"response", "mark"}}


def _of_slots(table: Table, slots: Mapping[int, Mapping[str, int]]) -> Iterator[Column]:
    parts = _patterned(table)
    for number, places in sorted(slots.items()):
        mark, response = places.get("mark"), places.get("response")
        most = float(parts[mark][1]["most"]) if mark is not None and "most" in parts[mark][1].re.groupindex else None
        column = Column(
            heading=table.found.texts[response if response is not None else mark],  # type: ignore[index]
            number=number,
            is_slot=True,
            answers=None if response is None else table.cells[response],
            marks=None if mark is None else table.cells[mark],
            most=most,
            times=table.cells.get(places.get("seconds", -1)),
        )
        stem = table.cells.get(places.get("stem", -1))
        key = table.cells.get(places.get("key", -1))
        yield from _by_stem(column, stem, key)


def _by_stem(column: Column, stem: Cells | None, key: Cells | None) -> Iterator[Column]:
    """Yield a column for each item that was drawn for a place of the paper; a person has a cell in one of them."""
    if stem is None:
        yield replace(column, key=_only(key))
        return
    texts = [code for code, count in enumerate(stem.counts) if count and stem.words[code]]
    if len(texts) == 1:
        yield replace(column, stem=stem.words[texts[0]], key=_only(key))
        return
    for code in texts:
        people = np.flatnonzero(stem.codes == code)
        yield replace(
            column,
            stem=stem.words[code],
            number=None,
            answers=None if column.answers is None else _part(column.answers, people),
            marks=None if column.marks is None else _part(column.marks, people),
            key=_only(None if key is None else _part(key, people)),
            times=None if column.times is None else _part(column.times, people),
        )


def _part(cells: Cells, people: Ints) -> Cells:
    return Cells(cells.codes[people], cells.words, people)


def _only(cells: Cells | None) -> str:
    """Return the text that all cells have that have one, "" where they differ."""
    if cells is None:
        return ""
    said = {cells.words[code] for code, count in enumerate(cells.counts) if count} - {"", "-"}
    return said.pop() if len(said) == 1 else ""


def _of_headings(table: Table, left: Sequence[tuple[int, str]]) -> Iterator[Column]:
    """Yield the items of headings, each with the columns of its marks and times if there are: 第1题得分, 第1题用时."""
    marks, times = (_beside(table, left, pattern) for pattern in (_MARK_OF, _TIME_OF))
    for at, heading in left:
        if at not in {*marks.values(), *times.values()}:
            own_head = headed(heading)
            own = table.cells[marks[at]] if at in marks else None
            yield Column(
                heading,
                number=own_head.number,
                is_cut=own_head.is_cut,
                answers=table.cells[at],
                marks=own,
                most=own_head.most,
                times=table.cells[times[at]] if at in times else None,
            )


def _beside(table: Table, left: Sequence[tuple[int, str]], pattern: re.Pattern[str]) -> dict[int, int]:
    """Return by the place of an item's column that of another one which says more of the same item."""
    by_text, found = {plain(heading): at for at, heading in reversed(left)}, dict[int, int]()
    for at, heading in left:
        named = pattern.fullmatch(heading)
        of = by_text.get(plain(named["base"])) if named and plain(heading) not in table.known else None
        if of is not None and of != at:
            found[of] = at
    return found
