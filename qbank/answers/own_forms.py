"""A table of how forms of another program differ: which question was which item, how its options stood."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from qbank.answers._numbers import number_of
from qbank.answers._open import Grid, grids
from qbank.answers._plain import plain, tidy
from qbank.answers.forms import USUAL, Paper, Sat, bare
from qbank.answers.keys import MOST
from qbank.answers.layouts import words
from qbank.answers.matching import named
from qbank.answers.shuffles import Shuffles
from qbank.errors import Problem, QbankError
from qbank.locale import Listed
from qbank.model.item import Choice, Item
from qbank.model.letters import LETTERS

_FORM = ("卷", *USUAL, *words()["person"]["code"])
"""What the column of forms is called, and that of people where each has an order of their own."""
_NUMBER = (
    "题号",
    "卷面题号",
    "试卷题号",
    "显示题号",
    "位置",
    "显示位置",
    "序号",
    "number",
    "no",
    "place",
    "position",
    "shown",
)
_ITEM = (
    "题目", "试题", "题", "题目编号", "试题编号", "题库编号", "原题号", "原题", "题干", "item", "item id", "id",
    "question", "stem",
)  # fmt: skip
_ORDER = ("选项顺序", "选项次序", "选项排列", "选项", "顺序", "次序", "order", "options", "option order")
_HEADS = {
    name: frozenset(map(plain, known))
    for name, known in {"form": _FORM, "number": _NUMBER, "item": _ITEM, "order": _ORDER}.items()
} | {"most": MOST}
_SHOWN = 8
_T = TypeVar("_T")


class _Row(NamedTuple):
    """What a row says: a question of a form; ``number`` 0 and ``order`` "" where it says none."""

    form: str
    item: str
    number: int
    order: str
    most: float | None


@dataclass(slots=True)
class _Rows:
    """Rows of a table as they are taken, and what is wrong with others."""

    grid: Grid
    file: str
    rows: dict[tuple[str, str], _Row] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    twice: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, at: int, cells: Mapping[str, str]) -> None:
        """Take a row, or say what is wrong with it."""
        place = self.grid.place(at)
        form, item = (tidy(cells.get(name, "")) for name in ("form", "item"))
        if not form or not item:
            self.problems.append(Problem("answers-forms-empty", self.file, place))
            return
        said = cells.get("number", "").strip()
        number, order = _number(said), order_of(cells.get("order", ""))
        if number is None:
            self.problems.append(Problem("answers-forms-number", self.file, place, {"found": said}))
        elif order is None:
            self.problems.append(Problem("answers-order-wrong", self.file, place, {"found": cells["order"]}))
        else:
            self._add(_Row(form, item, number, order, number_of(cells["most"]) if cells.get("most") else None))

    def _add(self, row: _Row) -> None:
        key = bare(row.form), plain(row.item)
        if self.rows.setdefault(key, row)[2:] != row[2:]:
            self.twice[key] = f"{row.form} {row.item}"

    def done(self) -> list[_Row]:
        """Return the rows that contradict none: what is said of an item in two ways, or of a number, is left out."""
        claims: dict[tuple[str, int], list[tuple[str, str]]] = {}
        for key, row in self.rows.items():
            claims.setdefault((key[0], row.number), []).append(key)
        for (_, number), keys in claims.items():
            if number and len(keys) > 1:
                self.twice |= {key: f"{self.rows[key].form} {number}" for key in keys}
        if self.twice:
            told = Listed(dict.fromkeys(self.twice.values()), _SHOWN)
            self.problems.append(Problem("answers-forms-twice", self.file, values={"rows": told}))
        return [row for key, row in self.rows.items() if key not in self.twice]


def order_of(text: str) -> str | None:
    """Return an order of options as letters (CADB, C-A-D-B, 3 1 4 2), "" for a blank, None for what is none."""
    said = "".join(each for each in unicodedata.normalize("NFKC", text).upper() if each.isalnum())
    if said.isdecimal() and "0" not in said:
        said = "".join(LETTERS[int(each) - 1] for each in said)
    return said if not said or (len(said) > 1 and sorted(said) == list(LETTERS[: len(said)])) else None


def read_shuffles(path: Path) -> Shuffles:
    """Return the orders of options of a table, by form and item.

    Raises:
        QbankError: as ``read_forms``; also the first row that is wrong.
    """
    rows, problems = _read(path)
    if problems:
        raise QbankError(problems[0])
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(plain(row.form), {})[plain(row.item)] = row.order
    return found


def read_forms(path: Path, form: str = "") -> Sat:
    """Return the forms of a table with a row for each question of each form.

    Its columns are, in any order: form; item (id, stem, or what the file of keys calls it); question number on the
    form; order of the options, as the item's own letters; highest mark. Number or order may be missing.

    Args:
        path: a workbook, or text with separators.
        form: the form that everybody sat, or the heading of the column of answers that says each person's; "" for the
            usual headings, and for people's codes where the table has a form for each person.

    Raises:
        QbankError: it cannot be read, has no such columns, or no row is right.
    """
    rows, problems = _read(path)
    if not rows:
        raise QbankError(problems[0] if problems else Problem("answers-empty", str(path)))
    problems += _of_lengths(rows, str(path))
    by_form: dict[str, list[_Row]] = {}
    for row in rows:
        by_form.setdefault(bare(row.form), []).append(row)
    papers = tuple(_paper(own) for own in by_form.values())
    one = tuple(paper for paper in papers if form and bare(paper.name) == bare(form))
    return Sat(one or papers, "" if one else form, tuple(problems), is_issued=False)


def by_id(sat: Sat, items: Sequence[Item], file: str) -> Sat:
    """Return forms that name items of a bank by id, where the table has an id or a stem that is one item's alone.

    An order of more or fewer options than the item has is told and left out, with the question.
    """
    if not items or sat.is_issued:
        return sat
    found = named(sat.items, items)
    names = {word: item.id if item else word for word, item in found.items()}
    wrong = {
        word: order
        for form in sat.forms
        for word, order in form.orders.items()
        if order and (item := found[word]) and len(order) != _options(item)
    }
    problems = [
        Problem("answers-order-length", file, values={"item": word, "found": order}) for word, order in wrong.items()
    ]
    twice = [f"{form.name} {word}" for form in sat.forms for word in _claimed(form, names)]
    if twice:
        problems.append(Problem("answers-forms-twice", file, values={"rows": Listed(twice, _SHOWN)}))
    forms = tuple(_renamed(each, names, {*wrong, *_claimed(each, names)}) for each in sat.forms)
    return replace(sat, forms=forms, problems=(*sat.problems, *problems))


def _claimed(form: Paper, names: Mapping[str, str]) -> list[str]:
    """Return what a form calls an item that it calls something else too."""
    counts = Counter(names[word] for word in form.items)
    return [word for word in form.items if counts[names[word]] > 1]


def _renamed(form: Paper, names: Mapping[str, str], left_out: Collection[str]) -> Paper:
    def by_name(said: Mapping[str, _T]) -> dict[str, _T]:
        return {names[word]: value for word, value in said.items() if word not in left_out}

    return replace(form, numbers=by_name(form.numbers), orders=by_name(form.orders), marks=by_name(form.marks))


def _options(item: Item) -> int:
    interaction = item.body.interaction()
    return len(interaction.options) if isinstance(interaction, Choice) else 0


def _read(path: Path) -> tuple[list[_Row], list[Problem]]:
    file = str(path)
    with grids(path, file) as sheets:
        head = next(((grid, found) for grid in sheets if (found := _head(grid))), None)
        if head is None:
            raise QbankError(Problem("answers-forms-headings", file))
        grid, (row, places) = head
        numbers, cells = grid.columns(row, max(places.values()) + 1)
    rows = _Rows(grid, file, problems=list(grid.problems))
    texts = [cells[at].texts() for at in places.values()]
    for number, said in zip(numbers.tolist(), zip(*texts, strict=True), strict=True):
        rows.take(number, dict(zip(places, said, strict=True)))
    return rows.done(), rows.problems


def _head(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Return the row of headings and the columns of the parts; three columns of orders need no headings."""
    for number, texts in grid.top:
        folded = [plain(tidy(text)) for text in texts]
        places = dict(_places(folded))
        if {"form", "item"} <= places.keys() and places.keys() & {"number", "order"}:
            return number, places
    if grid.top and all(len(texts) == 3 and order_of(texts[2]) for _, texts in grid.top):
        return 0, {"form": 0, "item": 1, "order": 2}
    return None


def _places(headings: Sequence[str]) -> Iterator[tuple[str, int]]:
    for name, known in _HEADS.items():
        at = next((at for at, text in enumerate(headings) if text in known), None)
        if at is not None:
            yield name, at


def _number(text: str) -> int | None:
    """Return the number of a question, 0 for none said; None for what is no number from 1 on."""
    if not text:
        return 0
    value = number_of(text.removeprefix("第").removesuffix("题"))
    return int(value) if value is not None and 1 <= value < 10_000 and value == int(value) else None


def _of_lengths(rows: Sequence[_Row], file: str) -> Iterator[Problem]:
    """Yield a warning where an item has another number of options on another form."""
    sizes: dict[str, set[int]] = {}
    for row in rows:
        if row.order:
            sizes.setdefault(row.item, set()).add(len(row.order))
    uneven = [item for item, found in sizes.items() if len(found) > 1]
    if uneven:
        yield Problem("answers-forms-lengths", file, values={"items": Listed(uneven, _SHOWN)}, severity="warning")


def _paper(rows: Sequence[_Row]) -> Paper:
    return Paper(
        rows[0].form,
        "",
        {row.item: row.number for row in rows if row.number},
        {row.item: row.order for row in rows},
        {row.item: row.most for row in rows if row.most is not None and 0 < row.most < float("inf")},
    )
