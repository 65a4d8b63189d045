"""One function from an answer file to people, marks and what was doubtful on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from qbank.answers import people as who
from qbank.answers._cells import Ints
from qbank.answers._columns import as_they_are, named_apart, of_bank, one_mark_an_option
from qbank.answers._marked import Dirty, Marked
from qbank.answers._numbers import largest, number_of
from qbank.answers._plain import headed, plain
from qbank.answers._rekeyed import names_of
from qbank.answers.departments import Departments, departments
from qbank.answers.dropping import Attempt, kept
from qbank.answers.forms import COLUMN, Sat, by_item
from qbank.answers.grouping import groups_of
from qbank.answers.keys import Keys, read_keys
from qbank.answers.layouts import Holds, word, words_of
from qbank.answers.marking import Marker
from qbank.answers.matching import Matching, match
from qbank.answers.own_forms import by_id, read_shuffles
from qbank.answers.reading import read_file
from qbank.answers.records import AnswerFile, Column
from qbank.answers.report import Report
from qbank.answers.shuffles import Shuffles, turned_back
from qbank.answers.sitting import Reading, run
from qbank.errors import Problem, QbankError
from qbank.locale import Listed, brief
from qbank.model.item import Item
from qbank.model.sitting import TOTAL, Asked

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MANY_BLANK = 0.2
_SHOWN = 30
"""Dirty texts that are told one by one; the report has all."""
_SHOWN_ROWS = 5


@dataclass(frozen=True, slots=True)
class _Wish:
    """How a file is to be read, in the words of ``read``."""

    cells: Holds
    attempt: Attempt
    namesakes: Literal["apart", "attempts"]
    blank: Literal["omitted", "unseen"]
    paper: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A file, how its columns were matched, and who marks them."""

    file: AnswerFile
    matching: Matching
    marker: Marker


@dataclass(frozen=True, slots=True)
class _Named:
    """How people and departments are named: other names of departments, and the key that stands for names."""

    tree: Departments
    secret: bytes | None


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
    sat: Sat | None = None,
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
        shuffles: the orders in which options stood on each form of the paper, or a table of form, item, order.
        form: heading of the column that says each person's form; "" where the orders are by the people's codes.
        sat: the forms that were sat, issued or of ``own_forms.read_forms``, in place of ``shuffles`` and ``paper``.

    Raises:
        QbankError: nothing can be read: no file, no table, no columns of items, no rows.
    """
    wish = _Wish(cells, attempt, namesakes, blank, tuple(paper), tuple(groups))
    known_keys, mosts = _keys(key), _mosts(most)
    file = read_file(
        Path(path),
        layout=layout,
        known=frozenset(map(plain, (*(item.id for item in items), *(columns or {}), *(sat.items if sat else ()))))
        | known_keys.keys.keys(),
        apart=frozenset(map(plain, (*wish.groups, form, *(sat.headings if sat else ())))) - {""},
    )
    if sat is not None and sat.is_issued and known_keys.keys:
        raise QbankError(Problem("answers-key-and-form", file.file))
    if sat is not None:
        sat = by_id(sat, items, file.file)
        file, shuffles, form = by_item(file, sat), sat.shuffles, COLUMN
        mosts = sat.marks if most is None else mosts
    found, matching = _matched(file, items, wish.paper, columns)
    if shuffles is not None:
        file = _turned(file, found, shuffles, form, sat)
    problems = [*file.problems, *known_keys.problems]
    marker = Marker(file, wish.cells, mosts, wish.blank)
    if not file.columns:
        marked = _whole_test(marker, mosts, problems)
    elif items and (any(found) or not known_keys.keys):
        marked = of_bank(marker, found, matching, known_keys, wish.paper, problems)
    else:
        marked, matching = as_they_are(marker, known_keys, problems)
        if items and marked:
            problems.append(Problem("answers-key-alone", file.file, severity="warning"))
    problems += [*marker.problems, *marker.told()]
    marked = named_apart(marked, file, problems)
    return _of_people(_Sheet(file, matching, marker), marked, wish, _Named(departments(aliases), secret), problems)


def _that_count(found: Sequence[Dirty], file: AnswerFile, places: Ints) -> tuple[Dirty, ...]:
    """Return what could not be read in rows that count: nobody has to mend a row of averages or a second attempt."""
    if not found:
        return ()
    out = frozenset(np.delete(file.rows, places).tolist())
    own = (replace(each, rows=tuple(row for row in each.rows if row not in out)) for each in found)
    return tuple(sorted((each for each in own if each.rows), key=lambda each: (each.rows, each.heading)))


def _of_people(sheet: _Sheet, marked: list[Marked], wish: _Wish, named: _Named, problems: list[Problem]) -> Reading:
    """Return the reading of columns that are marked: who the people are, and which of their rows count."""
    file, tree = sheet.file, named.tree
    people, told = who.people_of(file, tree, named.secret)
    problems += told
    totals = partial(_totals, file, marked)
    left = kept(file, people, tree, attempt=wish.attempt, namesakes=wish.namesakes, totals=totals)
    problems += left.problems
    people = who.namesakes_apart(people, left.rows)
    marked = [one_mark_an_option(column, left.rows, file, problems) for column in marked]
    problems += tree.told(file.file)
    groups = groups_of(file, wish.groups, tree, problems)
    problems += _of_blanks(file, marked, left.rows)
    problems += _of_times(file, marked)
    dirty = _that_count(sheet.marker.dirty, file, left.rows)
    problems += _of_dirty(file, dirty)
    lost = {"lost": file.lost} if file.lost else {}
    report = Report(
        file.file, file.layout.name, file.sheet, len(file.rows) + file.lost, len(left.rows), len(left.absent),
        sheet.matching, {**left.dropped, **lost}, dirty, _cells_of(marked), tuple(problems),
    )  # fmt: skip
    return Reading(file, _asked(marked), report, tuple(marked), left.rows, left.absent, groups, people, tree)


def _mosts(most: Mapping[str, float] | float | None) -> Mapping[str, float]:
    """Return the highest marks by item; that of all stands under "".

    Raises:
        QbankError: one is no number above 0.
    """
    found = {"": float(most)} if isinstance(most, int | float) else dict(most or {})
    wrong = next((each for each in found.values() if not (isfinite(each) and each > 0)), None)
    if wrong is not None:
        raise QbankError(Problem("answers-most-wrong", values={"found": f"{wrong:g}"}))
    return found


def _matched(
    file: AnswerFile, items: Sequence[Item], paper: Sequence[str], given: Mapping[str, str] | None
) -> tuple[Sequence[Item | None], Matching]:
    """Return for each column its item, None for no item's, and how they were found."""
    return match(file.columns, items, paper=paper, given=given) if items else ([None] * len(file.columns), Matching())


def _turned(
    file: AnswerFile, found: Sequence[Item | None], shuffles: Path | Shuffles, form: str, sat: Sat | None
) -> AnswerFile:
    """Return a file whose answers name the options as the bank has them, not as a form did.

    Raises:
        QbankError: ``answers-forms-other``: a user's table of forms names nothing that the file asks.
    """
    orders = read_shuffles(shuffles) if isinstance(shuffles, Path) else shuffles
    columns = dict(enumerate(zip(file.columns, found, strict=True)))
    names = {at: {*names_of(*each), plain(headed(each[0].heading).stem)} for at, each in columns.items()}
    unused = [] if sat is None or sat.is_issued else _unused(sat.items, frozenset[str]().union(*names.values()))
    if unused:
        values = {"count": len(unused), "items": Listed(unused, _SHOWN_ROWS)}
        if sat and len(unused) == len(sat.items):
            raise QbankError(Problem("answers-forms-other", file.file, values=values))
        told = Problem("answers-forms-unused", file.file, values=values, severity="warning")
        file = replace(file, problems=(*file.problems, told))
    return turned_back(file, names, orders, form)


def _unused(items: Iterable[str], names: Collection[str]) -> list[str]:
    return [item for item in items if plain(item) not in names]


def _totals(file: AnswerFile, marked: Sequence[Marked], rows: Ints) -> NDArray[np.float64]:
    """Return the totals of rows: the sum of the marks, without columns what the file says, -1 for nothing."""
    if not marked:
        cells = file.fields.get("total")
        said = [number_of(cells.text(row)) if cells else None for row in rows.tolist()]
        return np.array([-1.0 if value is None else value for value in said])
    sums: NDArray[np.float64] = np.nansum([column.marks_of(rows) for column in marked], axis=0)
    return sums


def _cells_of(marked: Sequence[Marked]) -> int:
    """Return how many cells were read."""
    both = (column.answers or column.marks for column in marked)
    return sum(len(cells.codes) for cells in both if cells is not None)


def _asked(marked: Sequence[Marked]) -> tuple[Asked, ...]:
    return tuple(
        Asked(each.id, each.revision, each.most, each.options, each.keys, each.heading)
        for each in (column.question for column in marked)
    )


def _whole_test(marker: Marker, most: Mapping[str, float], problems: list[Problem]) -> list[Marked]:
    """Return the totals of a score list as marks of one question, the whole test; none where its most is not said."""
    file, cells = marker.file, marker.file.fields.get("total")
    if cells is None:
        return []
    if not most.get(""):
        problems.append(Problem("answers-total-most", file.file, values={"most": f"{largest(cells):g}"}))
        return []
    absent = words_of("cells", "absent")
    marks = replace(cells, words=tuple("" if word(each) in absent else each for each in cells.words))
    marked = marker.of_scores(Column("总分", marks=marks, most=most[""]), most[""])
    return [] if marked is None else [replace(marked, question=replace(marked.question, id=TOTAL))]


def _keys(key: Path | str | Mapping[str, str] | None) -> Keys:
    if key is None:
        return Keys()
    if isinstance(key, Mapping):
        return Keys({plain(item): said for item, said in key.items()}, {}, {plain(item): item for item in key})
    return read_keys(Path(key))


def _of_times(file: AnswerFile, marked: Sequence[Marked]) -> Iterator[Problem]:
    """Yield a warning where texts in the columns of times say no time; nothing depends on them but signs of leaks."""
    strange = Counter[str]()
    for cells in (column.times for column in marked if column.times is not None):
        strange.update({text: count for text, count in cells.said.items() if who.seconds_of(text) is None})
    if strange:
        values = {"count": strange.total(), "found": Listed((text for text, _ in strange.most_common()), _SHOWN_ROWS)}
        yield Problem("answers-times-unread", file.file, values=values, severity="warning")


def _of_dirty(file: AnswerFile, dirty: Sequence[Dirty]) -> Iterator[Problem]:
    for each in dirty[:_SHOWN]:
        rows = Listed(each.rows, _SHOWN_ROWS)
        heading = file.named(each.heading)
        values = {"heading": heading, "found": brief(each.text, 60), "count": len(each.rows), "rows": rows}
        yield Problem(each.why, file.file, file.place(each.rows[0]), values, "warning")
    rest = dirty[_SHOWN:]
    if rest:
        values = {"texts": len(rest), "count": sum(len(each.rows) for each in rest)}
        yield Problem("answers-cells-more", file.file, values=values, severity="warning")


def _of_blanks(file: AnswerFile, marked: Sequence[Marked], places: Ints) -> Iterator[Problem]:
    """Yield what blank cells make doubtful: many of them, and people who have nothing else."""
    if not marked or not len(places):
        return
    people = run(places)
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
