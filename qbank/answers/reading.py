"""From a file to people, columns and cells: which sheet, which row of headings, which layout; nothing is judged yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from qbank.answers import layouts
from qbank.answers._cells import Cells, Ints, cells_of, together
from qbank.answers._open import Grid, grids
from qbank.answers._plain import headed, plain, tidy
from qbank.answers.layouts import Layout
from qbank.errors import Problem, QbankError
from qbank.formats.qti.results import ItemResult, is_results, read_results

TWICE = "\ufdd0"
"""Stands before the answers of somebody who gave two different ones to one item in one attempt."""
UNTOLD = "\ufdd1"
"""Stands before the answer of somebody whose order of options is not known."""
_MARK_OF = re.compile(
    r"(?P<base>.+?)[\s_\-.:：]*[(（\[]?(?:本题)?(?:得分|分数|成绩|score|mark|points)[)）\]]?", re.IGNORECASE
)
_LABEL = re.compile(r"[A-Ja-j]|\d|[对错√×]")
_PLACE = re.compile(r"(?:I|QBANK\.)0*([1-9]\d*)")
"""What our own packages call places of a test, and items without an id."""
_PERSON = (
    "code", "name", "first_name", "last_name", "department", "department1", "department2", "department3", "attempt",
)  # fmt: skip
_MOST_COLUMNS = 20_000


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
    """

    file: str
    layout: Layout
    sheet: str
    rows: Ints
    fields: Mapping[str, Cells]
    columns: tuple[Column, ...]
    others: Mapping[str, Cells] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, row: int) -> str:
        """Return where a row is, in no language."""
        return "!".join(filter(None, (self.sheet, str(row) if row else "")))


@dataclass(frozen=True, slots=True)
class _Headings:
    """A row of headings that a layout understands; ``fit`` is larger the better."""

    grid: Grid
    layout: Layout
    row: int
    texts: tuple[str, ...]
    fit: tuple[int, ...]


def read_file(
    path: Path, *, layout: str = "", known: frozenset[str] = frozenset(), apart: frozenset[str] = frozenset()
) -> AnswerFile:
    """Return what a table of answers has.

    Args:
        path: the file, a workbook or text with separators.
        layout: name of a layout, or the path of a TOML file; "" to find it.
        known: headings that are items whatever they look like, as ``plain`` has them.
        apart: headings that are neither items nor fields, such as that of a group.

    Raises:
        QbankError: the file cannot be read, has no rows, or no columns that mean anything.
    """
    file = str(path)
    if layout in {"", "qti"} and is_results(path):
        return of_results(path, file)
    wanted = [layouts.load(layout)] if layout else layouts.all_layouts()
    with grids(path, file) as sheets:
        found = _best(sheets, wanted, path, known)
        if found is None:
            raise QbankError(Problem("answers-no-headings", file))
        width = min(len(found.texts), _MOST_COLUMNS)
        rows, cells = found.grid.columns(found.row, width)
    told = list(found.grid.problems)
    if not found.row:
        told.append(Problem("answers-without-headings", file, severity="warning"))
    unread = [each.name for each in sheets if each.name != found.grid.name and len(each.top) > 1]
    if unread:
        told.append(Problem("answers-sheets-unread", file, found.grid.name, {"sheets": "、".join(unread)}, "warning"))
    if not len(rows):
        raise QbankError(Problem("answers-empty", file, found.grid.place(found.row)))
    table = _Table(file, found, rows, dict(enumerate(cells)), known, apart)
    read = _long(table) if found.layout.shape == "long" else _wide(table)
    return replace(read, problems=(*told, *read.problems))


@dataclass(frozen=True, slots=True)
class _Table:
    file: str
    found: _Headings
    rows: Ints
    cells: Mapping[int, Cells]
    known: frozenset[str]
    apart: frozenset[str]

    @property
    def headings(self) -> Iterator[tuple[int, str]]:
        """Place and text of each heading."""
        return ((at, text) for at, text in enumerate(self.found.texts) if text and at in self.cells)

    def answer_file(
        self, rows: Ints, fields: Mapping[str, Cells], columns: Sequence[Column], others: Mapping[str, Cells]
    ) -> AnswerFile:
        """Return what was read of it."""
        return AnswerFile(
            self.file, self.found.layout, self.found.grid.name, rows, _named(fields), tuple(columns), others
        )


def of_results(path: Path, file: str) -> AnswerFile:
    """Return what QTI results have; an item that a session does not report was not presented."""
    found = list(read_results(path))
    if not found:
        raise QbankError(Problem("answers-empty", file))
    told = {
        "code": [each.person for each in found],
        "name": [each.name for each in found],
        "state": [each.status for each in found],
        "submitted": [each.submitted for each in found],
        "total": [each.total for each in found],
    }
    fields = {name: cells for name, texts in told.items() if not (cells := cells_of(texts)).is_blank()}
    by_item: dict[str, list[tuple[int, ItemResult]]] = {}
    for person, result in enumerate(found):
        for item in result.items:
            own = by_item.setdefault(item.identifier, [])
            # An item that was tried several times has several results: the last is what counted.
            if own and own[-1][0] == person:
                own.pop()
            own.append((person, item))
    columns = [_of_item(name, results) for name, results in by_item.items()]
    if not columns:
        raise QbankError(Problem("answers-no-items", file))
    rows = np.arange(1, len(found) + 1)
    return AnswerFile(file, layouts.load("qti"), "", rows, fields, tuple(columns))


def _of_item(name: str, results: Sequence[tuple[int, ItemResult]]) -> Column:
    people = np.array([person for person, _ in results])
    items = [item for _, item in results]
    places = {item.index for item in items} if (numbered := _PLACE.fullmatch(name)) is None else {int(numbered[1])}
    most = {item.most for item in items} - {""}
    correct = {item.correct for item in items} - {""}
    scores = cells_of("" if item.status.startswith("pending") else item.score for item in items)
    return Column(
        name,
        item=name,
        number=places.pop() if len(places) == 1 else None,
        is_slot=True,
        answers=replace(cells_of(item.values for item in items), people=people),
        marks=None if scores.is_blank() else replace(scores, people=people),
        most=_number(most.pop()) if len(most) == 1 else None,
        key=correct.pop() if len(correct) == 1 else "",
    )


# --- which row, which layout --------------------------------------------------------------------------


def _best(sheets: Sequence[Grid], wanted: Sequence[Layout], path: Path, known: frozenset[str]) -> _Headings | None:
    found = [
        each for grid in sheets for layout in wanted for each in _fitting(grid, layout, path, known, len(wanted) == 1)
    ]
    return max(found, key=lambda each: each.fit, default=None)


def _fitting(grid: Grid, layout: Layout, path: Path, known: frozenset[str], is_said: bool) -> Iterator[_Headings]:
    is_named = layout.file is not None and layout.file.search(path.name) is not None
    if layout.file is not None and not is_named and not is_said:
        return
    widths = [sum(map(bool, texts)) for _, texts in grid.top]
    for (row, texts), width in zip(grid.top, widths, strict=True):
        headings = tuple(tidy(text) for text in texts)
        folded = {plain(text) for text in headings}
        if not width or not all(folded & set(group) for group in layout.needs):
            continue
        fields = {field_of(layout, text) for text in headings} - {""}
        items = len(folded & known)
        fit = (
            len(layout.needs),
            int(layout.sheet == grid.name) + int(is_named),
            _shape_fit(layout, headings, known),
            len(fields) + items,
        )
        if not fields and not items and width < max(widths):
            continue
        if not fields and not items and (row != grid.top[0][0] or layout.shape != "wide"):
            # Without any word that is known the first full row is the one of headings.
            if any(
                earlier == max(widths) for (number, _), earlier in zip(grid.top, widths, strict=True) if number < row
            ):
                continue
            if layout.shape != "wide":
                continue
        if fields or items or not _is_data(texts, next((below for number, below in grid.top if number > row), [])):
            yield _Headings(grid, layout, row, headings, (*fit, -row))
        else:
            numbered = tuple(str(at) for at in range(1, len(texts) + 1))
            yield _Headings(grid, layout, row - 1, numbered, (*fit, -row))


def _shape_fit(layout: Layout, headings: Sequence[str], known: frozenset[str]) -> int:
    """Return how well a shape goes with headings: 2 yes, 1 perhaps, -1 no."""
    long = {layout.long.get(plain(text), "") for text in headings}
    fields = {field_of(layout, text) for text in headings}
    match layout.shape:
        case "long":
            is_long = long & {"item", "stem"} and long & {"response", "mark", "share", "right"}
            return 2 if is_long and not any(plain(text) in known for text in headings) else -1
        case "totals":
            rest = [text for text in headings if text and not field_of(layout, text)]
            return 2 if "total" in fields and (not rest or layout.needs) else -1
    return 1


def _is_data(texts: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row looks like answers rather than headings: short ones, repeated, like those of the next row."""
    said = [text for text in texts if text]
    counted = [str(at) for at in range(1, len(said) + 1)]
    if not all(_LABEL.fullmatch(text) for text in (*said, *below) if text) or said == counted:
        return False
    return len(set(said)) < len(said) and set(map(str.isdigit, said)) == {text.isdigit() for text in below if text}


def field_of(layout: Layout, heading: str) -> str:
    """Return which field of a person a heading names, also with a number in front: 1、您的姓名."""
    found = layout.field_of(heading)
    if found or not heading:
        return found
    own_head = headed(heading)
    found = layout.field_of(own_head.stem) if own_head.number is not None else ""
    return found if found in {"name", "code", "department", "department1", "department2", "department3"} else ""


# --- a row a person -----------------------------------------------------------------------------------


def _wide(table: _Table) -> AnswerFile:
    layout = table.found.layout
    parts = _patterned(table)
    fields: dict[str, Cells] = {}
    others: dict[str, Cells] = {}
    left: list[tuple[int, str]] = []
    for at, heading in table.headings:
        if at in parts:
            part, _ = parts[at]
            if part == "total":
                fields.setdefault("total", table.cells[at])
            continue
        name = "" if plain(heading) in table.known else field_of(layout, heading)
        if plain(heading) in table.apart:
            others.setdefault(heading, table.cells[at])
            if name not in {"", "aside"}:
                fields.setdefault(name, table.cells[at])
        elif name == "aside":
            others.setdefault(heading, table.cells[at])
        elif name and name not in fields:
            fields[name] = table.cells[at]
        elif name:
            others.setdefault(heading, table.cells[at])
        else:
            left.append((at, heading))
    slots = _slots(table, parts)
    if slots or layout.shape == "totals":
        others |= {heading: table.cells[at] for at, heading in left}
        columns = list(_of_slots(table, slots))
    else:
        columns = list(_of_headings(table, left))
    if not columns and "total" not in fields:
        raise QbankError(Problem("answers-no-items", table.file, table.found.grid.place(table.found.row)))
    return table.answer_file(table.rows, fields, columns, others)


def _patterned(table: _Table) -> dict[int, tuple[str, re.Match[str]]]:
    """Return by place what a layout's patterns say of a heading."""
    found = {}
    for at, heading in table.headings:
        for part, patterns in table.found.layout.columns.items():
            match = next(filter(None, (pattern.fullmatch(heading) for pattern in patterns)), None)
            if match and at not in found:
                found[at] = (part, match)
    return found


def _slots(table: _Table, parts: Mapping[int, tuple[str, re.Match[str]]]) -> dict[int, dict[str, int]]:
    """Return by the number of an item which part of it stands in which place."""
    slots: dict[int, dict[str, int]] = {}
    for at, (part, found) in parts.items():
        if "n" in found.re.groupindex:
            slots.setdefault(int(found["n"]), {}).setdefault(part, at)
    return {number: found for number, found in slots.items() if found.keys() & {"response", "mark"}}


def _of_slots(table: _Table, slots: Mapping[int, Mapping[str, int]]) -> Iterator[Column]:
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
        )


def _part(cells: Cells, people: Ints) -> Cells:
    return Cells(cells.codes[people], cells.words, people)


def _only(cells: Cells | None) -> str:
    """Return the text that all cells have that have one, "" where they differ."""
    if cells is None:
        return ""
    said = {cells.words[code] for code, count in enumerate(cells.counts) if count} - {"", "-"}
    return said.pop() if len(said) == 1 else ""


def _of_headings(table: _Table, left: Sequence[tuple[int, str]]) -> Iterator[Column]:
    """Yield the items of headings, each with the column of its marks if there is one: 第1题 and 第1题得分."""
    by_text = {plain(heading): at for at, heading in reversed(left)}
    marks: dict[int, int] = {}
    for at, heading in left:
        found = _MARK_OF.fullmatch(heading)
        of = by_text.get(plain(found["base"])) if found and plain(heading) not in table.known else None
        if of is not None and of != at:
            marks[of] = at
    for at, heading in left:
        if at not in marks.values():
            own_head = headed(heading)
            own = table.cells[marks[at]] if at in marks else None
            yield Column(
                heading,
                number=own_head.number,
                is_cut=own_head.is_cut,
                answers=table.cells[at],
                marks=own,
                most=own_head.most,
            )


# --- a row an answer ----------------------------------------------------------------------------------


def _long(table: _Table) -> AnswerFile:
    layout = table.found.layout
    fields: dict[str, Cells] = {}
    parts: dict[str, Cells] = {}
    others: dict[str, Cells] = {}
    for at, heading in table.headings:
        part = layout.long.get(plain(heading), "")
        name = field_of(layout, heading)
        if plain(heading) in table.apart:
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
        )
        for number, at in enumerate(where.tolist())
    ]
    columns = [each for each in columns if each.heading or each.stem]
    if not columns:
        raise QbankError(Problem("answers-no-items", table.file, table.found.grid.place(table.found.row)))
    ahead = {name: Cells(each.codes[first], each.words) for name, each in fields.items()}
    beside = {name: Cells(each.codes[first], each.words) for name, each in others.items()}
    return table.answer_file(table.rows[first], ahead, columns, beside)


def _one(count: int) -> Cells:
    return Cells(np.zeros(count, np.int64), ("",))


class _Pivot:
    """Rows of answers, turned into columns."""

    def __init__(self, table: _Table, persons: Ints, items: Ints, parts: Mapping[str, Cells]) -> None:
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
        return _number(said.pop()) if len(said) == 1 else None


def _number(text: str) -> float | None:
    try:
        value = float(text.removesuffix("分"))
    except ValueError:
        return None
    return value if 0 < value < float("inf") else None


def _named(fields: Mapping[str, Cells]) -> Mapping[str, Cells]:
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
