"""One function from an answer file to people, marks and what was doubtful on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import numpy as np

from qbank.analysis.counts import Sitting
from qbank.answers import layouts
from qbank.answers import people as who
from qbank.answers._cells import Cells, Ints, People
from qbank.answers._plain import plain
from qbank.answers.departments import Departments, departments
from qbank.answers.dropping import Attempt, kept
from qbank.answers.keys import Keys, read_keys
from qbank.answers.layouts import Holds
from qbank.answers.marking import Dirty, Marked, Marker, largest, number_of, numeric_share
from qbank.answers.matching import Matching, match
from qbank.answers.reading import AnswerFile, Column, read_file
from qbank.answers.shuffles import Shuffles, read_shuffles, turned_back
from qbank.errors import Problem
from qbank.locale import Lang, say
from qbank.model.item import Item
from qbank.model.sitting import ABSENT, Asked, Person, Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK_CELLS = 4_000_000
_BLOCK_PEOPLE = 65_536
_MOSTLY, _HALF = 0.9, 0.5
_MANY_BLANK = 0.2
_FEW, _FAR = 20, 10
_HOW = {
    "given": "answers-how-given",
    "id": "answers-how-id",
    "stem": "answers-how-stem",
    "beginning": "answers-how-beginning",
    "number": "answers-how-number",
    "alike": "answers-how-alike",
}
_DROPPED = {
    "summary": "answers-left-summary",
    "preview": "answers-left-preview",
    "staff": "answers-left-staff",
    "absent": "answers-left-absent",
    "unfinished": "answers-left-unfinished",
    "duplicate": "answers-left-duplicate",
    "other-attempt": "answers-left-other-attempt",
}
_SHOWN = 30
"""Dirty texts that are told one by one; the report has all."""
_SHOWN_ROWS = 5


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
        return tuple(who.moment(text) or text for text in self._field("started"))

    @property
    def submitted(self) -> tuple[str, ...]:
        """When each handed in, in ISO's form where it can be read, else as it stands."""
        return tuple(who.moment(text) or text for text in self._field("submitted"))

    @property
    def seconds(self) -> NDArray[np.float64]:
        """How long each took, NaN where the file does not say."""
        return np.array([_or_nan(who.seconds_of(text)) for text in self._field("seconds")], float)

    @property
    def totals(self) -> NDArray[np.float64]:
        """The file's own total of each, NaN where it has none."""
        return np.array([_or_nan(number_of(text)) for text in self._field("total")], float)

    @property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """By heading what the columns say that were asked for."""
        return {heading: self._texts(cells) for heading, cells in self._reading.groups.items()}

    def _field(self, name: str) -> tuple[str, ...]:
        return self._texts(self._reading.file.fields.get(name))

    def _texts(self, cells: Cells | None) -> tuple[str, ...]:
        if cells is None:
            return ("",) * len(self._places)
        return tuple(cells.words[code] for code in cells.codes[self._places].tolist())


@dataclass(frozen=True, slots=True)
class Report:
    """What was made of a file.

    Args:
        file: its name.
        layout: the layout it has.
        sheet: the sheet that was read.
        rows: how many rows of people it has.
        counted: how many people count; ``absent`` how many were not there.
        matching: which column was taken for which item, how, and how surely.
        dropped: how many rows were left out, by reason.
        dirty: texts that could not be read, with their rows.
        cells: how many cells of items were looked at.
        problems: all that a person should know, the gravest not first but in order of reading.
    """

    file: str
    layout: str
    sheet: str
    rows: int
    counted: int
    absent: int
    matching: Matching
    dropped: Mapping[str, int]
    dirty: tuple[Dirty, ...]
    cells: int
    problems: tuple[Problem, ...]

    @property
    def dirty_cells(self) -> int:
        """How many cells could not be read."""
        return sum(len(each.rows) for each in self.dirty)

    def lines(self, lang: Lang) -> Iterator[str]:
        """Yield in words what was read, how columns found their items, who was left out, what could not be read."""
        title = layouts.load(self.layout).title[lang] if self.layout in layouts.names() else self.layout
        values = {"file": self.file, "title": title, "rows": self.rows, "counted": self.counted, "absent": self.absent}
        yield say("answers-read", lang, **values)
        found = Counter[str](each.how for each in self.matching.matches)
        parts = [say(key, lang, count=found[how]) for how, key in _HOW.items() if found[how]]
        if parts:
            yield say("answers-matched", lang, count=len(self.matching.matches), parts="、".join(parts))
        left = [
            say(key, lang, count=self.dropped[reason]) for reason, key in _DROPPED.items() if reason in self.dropped
        ]
        if left:
            yield say("answers-dropped", lang, parts="、".join(left))
        if self.dirty:
            yield say("answers-dirty", lang, count=self.dirty_cells, cells=self.cells)

    def to_dict(self, lang: Lang) -> dict[str, Any]:
        """Return all of it as JSON data."""
        return {
            "file": self.file,
            "layout": self.layout,
            "sheet": self.sheet,
            "rows": self.rows,
            "counted": self.counted,
            "absent": self.absent,
            "dropped": dict(self.dropped),
            "matches": [
                {"heading": each.heading, "item": each.item, "how": each.how, "sure": each.sure}
                for each in self.matching.matches
            ],
            "ambiguous": [{"heading": heading, "items": list(items)} for heading, items in self.matching.ambiguous],
            "unmatched": list(self.matching.unmatched),
            "cells": self.cells,
            "dirty": [
                {
                    "heading": each.heading,
                    "item": each.item,
                    "found": each.text,
                    "code": each.why,
                    "rows": list(each.rows),
                }
                for each in self.dirty
            ],
            "problems": [problem.to_dict(lang) for problem in self.problems],
        }


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
    def sittings(self) -> Blocks:
        """The people who count, with their answers, in blocks; each is made when it is asked for."""
        return Blocks(self)

    def sitting(self) -> Sitting:
        """Return the answers of all people who count at once."""
        return self.sitting_of(self.places)

    def sheets(self) -> Iterator[Sheet]:
        """Yield what each person handed in, as a workspace keeps it, and after them who was absent."""
        for block in self.sittings:
            yield from _sheets(block)
        for place in self.absent.tolist():
            yield Sheet(self.person_at(place), ABSENT)

    def sitting_of(self, places: Ints) -> Sitting:
        """Return the answers of some, by the places of their rows."""
        columns = self.columns
        people = _run(places)
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

    def person_at(self, place: int) -> Person:
        """Return whose row it is."""
        return self._people.person(int(self._people.numbers[place]), self._departments)


def _run(places: Ints) -> People:
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


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def _sheets(block: Block) -> Iterator[Sheet]:
    sitting = block.sitting
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
        )


def read(
    path: Path | str,
    *,
    items: Sequence[Item] = (),
    key: Path | str | Mapping[str, str] | None = None,
    layout: str = "",
    cells: Holds = "",
    attempt: Attempt = "first",
    namesakes: Literal["apart", "attempts"] = "apart",
    blank: Literal["omitted", "unseen"] = "omitted",
    most: Mapping[str, float] | float | None = None,
    paper: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    groups: Iterable[str] = (),
    secret: bytes | None = None,
    aliases: Path | Mapping[str, Iterable[str]] | None = None,
    shuffles: Path | Shuffles | None = None,
    form: str = "",
) -> Reading:
    """Return the people of an answer file with their marks, and what was doubtful.

    Args:
        path: the file.
        items: that may have been asked, those of a paper or of a whole bank; none to take the columns as they are.
        key: a file of item and key, or the keys by item: for columns of options without a bank.
        layout: name of a layout or path of a TOML file, "" to find it.
        cells: what the cells of items are where that cannot be seen: answers, positions, marks, percent, share.
        attempt: which attempt of a person counts: first, last, best.
        namesakes: whether the same name twice in one department, without codes, is two people or two attempts.
        blank: whether a blank cell is an item that was omitted, or one that was not presented.
        most: the highest mark of items by id or heading, or of all.
        paper: ids of the items in the order of the paper, for headings that are numbers.
        columns: by heading the id of the item, where that is known beforehand.
        groups: headings of columns that part people: they are no items.
        secret: a key of the workspace: names and codes are replaced by codes that are the same over files.
        aliases: other names of departments, as ``departments.departments`` takes them.
        shuffles: the orders in which options stood on each form of the paper, or a CSV file of form, item, order.
        form: heading of the column that says each person's form; "" where the orders are by the people's codes.

    Raises:
        QbankError: nothing can be read: no file, no table, no columns of items, no rows.
    """
    path = Path(path)
    wanted = tuple(groups)
    known_keys = _keys(key)
    own_ids = {plain(item.id) for item in items}
    known = frozenset(own_ids | known_keys.keys.keys() | {plain(heading) for heading in columns or {}})
    file = read_file(path, layout=layout, known=known, apart=frozenset(map(plain, (*wanted, form))) - {""})
    problems = [*file.problems, *known_keys.problems]
    said_most: Mapping[str, float] = {"": float(most)} if isinstance(most, int | float) else dict(most or {})
    found, matching = (
        match(file.columns, items, paper=paper, given=columns) if items else ([None] * len(file.columns), Matching())
    )
    if shuffles is not None:
        orders = read_shuffles(shuffles) if isinstance(shuffles, Path) else shuffles
        names = {at: item.id if item else file.columns[at].heading for at, item in enumerate(found)}
        file = turned_back(file, names, orders, form)
    marker = Marker(file, cells, said_most, blank)
    if items:
        marked = _of_bank(marker, found, matching, known_keys, problems)
    else:
        marked, matching = _as_they_are(marker, known_keys, problems)
    problems += [*marker.problems, *marker.told()]
    marked = _apart(marked, file, problems)
    tree = departments(aliases)
    people, told = who.people_of(file, tree, secret)
    problems += told

    def totals(rows: Ints) -> NDArray[np.float64]:
        if not marked:
            cells = file.fields.get("total")
            said = [number_of(cells.text(row)) if cells else None for row in rows.tolist()]
            return np.array([-1.0 if value is None else value for value in said])
        sums: NDArray[np.float64] = np.nansum([column.marks_of(rows) for column in marked], axis=0)
        return sums

    left = kept(file, people, tree, attempt=attempt, namesakes=namesakes, totals=totals)
    problems += left.problems
    people, left_rows = _namesakes_apart(people, left.rows)
    marked = [_one_mark_an_option(column, left_rows, file, problems) for column in marked]
    problems += tree.told(file.file)
    found_groups = _groups(file, wanted, problems)
    problems += _of_blanks(file, marked, left_rows)
    dirty = tuple(sorted(marker.dirty, key=lambda each: (each.rows, each.heading)))
    problems += _of_dirty(file, dirty)
    count = sum(
        len(cells.codes) for column in marked for cells in (column.answers or column.marks,) if cells is not None
    )
    report = Report(
        file.file, file.layout.name, file.sheet, len(file.rows), len(left_rows), len(left.absent), matching,
        left.dropped, dirty, count, tuple(problems),
    )  # fmt: skip
    asked = tuple(
        Asked(each.id, each.revision, each.most, each.options, each.keys, each.heading)
        for each in (column.question for column in marked)
    )
    return Reading(file, asked, report, tuple(marked), left_rows, left.absent, found_groups, people, tree)


def _keys(key: Path | str | Mapping[str, str] | None) -> Keys:
    if key is None:
        return Keys()
    if isinstance(key, Mapping):
        return Keys({plain(item): said for item, said in key.items()}, {}, {plain(item): item for item in key})
    return read_keys(Path(key))


# --- columns ------------------------------------------------------------------------------------------


def _of_bank(
    marker: Marker, found: Sequence[Item | None], matching: Matching, keys: Keys, problems: list[Problem]
) -> list[Marked]:
    file = marker.file
    pairs = [(column, item) for column, item in zip(file.columns, found, strict=True) if item is not None]
    for heading, ids in matching.ambiguous:
        code = "answers-column-ambiguous" if len(set(ids)) > 1 else "answers-column-claimed"
        values = {"heading": heading, "items": "、".join(dict.fromkeys(ids))}
        problems.append(Problem(code, file.file, values=values, severity="warning"))
    if file.columns and not pairs:
        values = {"columns": "、".join(matching.unmatched[:_SHOWN_ROWS])}
        problems.append(Problem("answers-other-exam", file.file, values=values))
    elif matching.unmatched:
        values = {"count": str(len(matching.unmatched)), "columns": "、".join(matching.unmatched[:_SHOWN_ROWS])}
        problems.append(Problem("answers-columns-unmatched", file.file, values=values, severity="warning"))
    for each in matching.matches:
        if each.sure < _MOSTLY:
            values = {"heading": each.heading, "item": each.item, "sure": f"{each.sure:.0%}"}
            problems.append(Problem("answers-column-unsure", file.file, values=values, severity="warning"))
    marked = marker.of_items(pairs)
    rest = [column for column, item in zip(file.columns, found, strict=True) if item is None]
    for column in rest:
        key = _key_of(column, keys)
        if key and column.answers is not None:
            own = marker.of_key(column, key)
            marked += [own] if own is not None else []
    order = {column.heading: at for at, column in enumerate(file.columns)}
    return sorted(marked, key=lambda each: order[each.question.heading])


def _key_of(column: Column, keys: Keys) -> str:
    for name in (column.heading, column.item, str(column.number or "")):
        if name and plain(name) in keys.keys:
            return keys.keys[plain(name)]
    return column.key


def _as_they_are(marker: Marker, keys: Keys, problems: list[Problem]) -> tuple[list[Marked], Matching]:
    file = marker.file
    marked: list[Marked] = []
    no_key, counts, used = [], [], set()
    holds = marker.holds or file.layout.cells
    numeric = {
        id(column): numeric_share(column.marks if column.marks is not None else column.answers)
        for column in file.columns
    }
    scale = _scale([column for column in file.columns if numeric[id(column)] > _HALF])
    if keys.most:
        marker.most = {
            **{
                column.heading: keys.most[plain(column.heading)]
                for column in file.columns
                if plain(column.heading) in keys.most
            },
            **marker.most,
        }
    for column in file.columns:
        key = _key_of(column, keys)
        own: Marked | None = None
        if {plain(column.heading), str(column.number or "")} & keys.left_out:
            continue
        if key and column.answers is not None and holds not in {"marks", "percent", "share"}:
            used |= {plain(column.heading), str(column.number or "")}
            own = marker.of_key(column, key)
        elif _is_count(column, scale, len(file.rows)):
            counts.append(column.heading)
        elif column.marks is not None or numeric[id(column)] > _HALF:
            if not keys.keys or column.marks is not None or holds in {"marks", "percent", "share"}:
                own = marker.of_scores(column, scale)
            else:
                no_key.append(column.heading)
        elif column.answers is not None and column.answers.is_blank():
            own = marker.of_scores(column, scale) if not keys.keys else None
        else:
            no_key.append(column.heading)
        marked += [own] if own is not None else []
    if counts:
        values = {"count": len(counts), "columns": "、".join(counts[:_SHOWN_ROWS])}
        problems.append(Problem("answers-columns-no-marks", file.file, values=values, severity="warning"))
    unused = [keys.names.get(name, name) for name in keys.keys if name not in used]
    if no_key:
        code = "answers-keys-missing" if marked or not keys.keys else "answers-key-other"
        values = {"count": len(no_key), "columns": "、".join(no_key[:_SHOWN_ROWS])}
        problems.append(Problem(code, file.file, values=values, severity="warning" if marked else "error"))
    if unused and marked:
        values = {"count": len(unused), "items": "、".join(unused[:_SHOWN_ROWS])}
        problems.append(Problem("answers-key-unused", file.file, values=values, severity="warning"))
    return marked, Matching(unmatched=tuple(no_key))


def _is_count(column: Column, scale: float, rows: int) -> bool:
    """Tell whether a column of numbers is none of marks: almost everybody has another one, far from all marks."""
    cells = column.answers
    if cells is None or column.marks is not None:
        return False
    return len(cells.said) > max(_FEW, rows * _HALF) and largest(cells) > _FAR * scale


def _scale(columns: Sequence[Column]) -> float:
    """Return what most columns of marks have as their largest."""
    found = Counter(
        max(largest(cells), 1.0)
        for column in columns
        for cells in (column.marks if column.marks is not None else column.answers,)
        if cells
    )
    return max(found, key=lambda value: (found[value], -value), default=1.0)


def _apart(marked: Sequence[Marked], file: AnswerFile, problems: list[Problem]) -> list[Marked]:
    """Return the columns with names of their own: two with one heading stay two."""
    seen: Counter[str] = Counter()
    found = []
    for column in marked:
        name = column.question.id
        seen[name] += 1
        if seen[name] > 1:
            problems.append(Problem("answers-heading-twice", file.file, values={"heading": name}, severity="warning"))
            column = replace(column, question=replace(column.question, id=f"{name} ({seen[name]})"))
        found.append(column)
    return found


def _one_mark_an_option(column: Marked, rows: Ints, file: AnswerFile, problems: list[Problem]) -> Marked:
    """Return a column without its options where one of them earned different people different marks."""
    if not column.question.options or column.marks is None:
        return column
    mark, _, chosen = column.of(rows)
    there = ~np.isnan(mark)
    pairs = np.unique(np.stack([chosen[there].astype(float), mark[there]]), axis=1)
    if len(np.unique(pairs[0])) == pairs.shape[1]:
        return column
    problems.append(
        Problem("answers-option-two-marks", file.file, values={"heading": column.question.heading}, severity="warning")
    )
    return replace(column, question=replace(column.question, options=()))


# --- people -------------------------------------------------------------------------------------------


def _namesakes_apart(people: who.People, rows: Ints) -> tuple[who.People, Ints]:
    """Return the people with numbers of their own for rows that one name has, but perhaps not one person."""
    if people.is_row or not len(rows):
        return people, rows
    numbers = people.numbers.copy()
    order = rows[np.argsort(numbers[rows], kind="stable")]
    again = order[1:][numbers[order[1:]] == numbers[order[:-1]]]
    if not len(again):
        return people, rows
    codes, names, places, first = (
        list(people.codes),
        list(people.names),
        list(people.departments),
        people.first.tolist(),
    )
    times: Counter[int] = Counter()
    known = set(codes)
    for row in sorted(again.tolist()):
        number = int(people.numbers[row])
        times[number] += 1
        numbers[row] = len(codes)
        code = f"{people.codes[number]}#{times[number] + 1}"
        codes.append(code + "'" * (code in known))
        names.append(people.names[number])
        places.append(people.departments[number])
        first.append(first[number])
    return replace(
        people,
        numbers=numbers,
        codes=tuple(codes),
        names=tuple(names),
        departments=tuple(places),
        first=np.array(first),
    ), rows


def _groups(file: AnswerFile, wanted: Sequence[str], problems: list[Problem]) -> dict[str, Cells]:
    known = {plain(heading): cells for heading, cells in file.others.items()}
    for name, cells in file.fields.items():
        known.setdefault(plain(name), cells)
    found = {}
    for heading in wanted:
        if plain(heading) in known:
            found[heading] = known[plain(heading)]
        else:
            values = {"heading": heading, "columns": "、".join(list(file.others)[:_SHOWN])}
            problems.append(Problem("answers-group-missing", file.file, values=values))
    return found


# --- what is told -------------------------------------------------------------------------------------


def _of_dirty(file: AnswerFile, dirty: Sequence[Dirty]) -> Iterator[Problem]:
    for each in dirty[:_SHOWN]:
        rows = "、".join(map(str, each.rows[:_SHOWN_ROWS])) + ("…" if len(each.rows) > _SHOWN_ROWS else "")
        values = {"heading": each.heading, "found": each.text[:60], "count": len(each.rows), "rows": rows}
        yield Problem(each.why, file.file, file.place(each.rows[0]), values, "warning")
    rest = dirty[_SHOWN:]
    if rest:
        values = {"texts": len(rest), "count": sum(len(each.rows) for each in rest)}
        yield Problem("answers-cells-more", file.file, values=values, severity="warning")


def _of_blanks(file: AnswerFile, marked: Sequence[Marked], places: Ints) -> Iterator[Problem]:
    """Yield what blank cells make doubtful: many of them, and people who have nothing else."""
    if not marked or not len(places):
        return
    people = _run(places)
    silent, spoke, asked = 0, np.zeros(len(places), bool), 0
    for column in marked:
        if not column.has_blanks and column.is_of_everybody:
            spoke[:] = True
            asked += len(places)
            continue
        answered, there = column.answered_of(people), ~np.isnan(column.marks_of(people))
        spoke |= answered
        asked += int((there | answered).sum())
        silent += int((there & ~answered).sum())
    if asked and silent > _MANY_BLANK * asked:
        yield Problem("answers-many-blank", file.file, values={"share": f"{silent / asked:.0%}"}, severity="warning")
    if not spoke.all():
        first = int(file.rows[places[int(np.argmin(spoke))]])
        yield Problem("answers-blank-people", file.file, file.place(first), {"count": int((~spoke).sum())}, "warning")
