"""Answers on the forms of one exam: numbers of questions become items, whichever form somebody sat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qbank.answers._cells import UNSEEN, Cells, Ints
from qbank.answers._plain import plain
from qbank.answers.matching import says_number
from qbank.answers.records import AnswerFile, Column
from qbank.answers.shuffles import Shuffles
from qbank.errors import Problem, QbankError
from qbank.locale import Listed
from qbank.model.form import Form

USUAL = ("卷别", "卷型", "试卷类型", "试卷", "试卷名称", "试卷编号", "AB卷", "A/B卷", "卷号", "form")
"""What a column that says the form is usually called."""
COLUMN = "qbank-form"
"""The heading of the column that is made: each person's form by its name."""
_ASIDE = re.compile(r"试?卷|类型|型|form", re.IGNORECASE)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Sat:
    """The forms that were sat.

    Args:
        forms: those of one exam, or only one.
        heading: of the column that says each person's form; "" for the usual ones, where there is more than one form.
        problems: what is to be told of them.
    """

    forms: tuple[Form, ...]
    heading: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings that may say the form."""
        return (self.heading,) if self.heading else USUAL

    @property
    def shuffles(self) -> Shuffles:
        """Return in which order options stood on each form."""
        return {form.name: {each.item: each.order for each in form.placed if each.order} for form in self.forms}

    @property
    def marks(self) -> Mapping[str, float]:
        """Return what each item earns."""
        return {each.item: each.marks for form in self.forms for each in form.placed}


def by_item(file: AnswerFile, sat: Sat) -> AnswerFile:
    """Return a file whose columns are items, and with a column that says everybody's form.

    Columns that say a number only are put together anew: number 3 is one item on one form, another on the other. Who
    sat a form without an item was not asked it.

    Raises:
        QbankError: ``answers-form-missing``: no column says the form, though there are several.
    """
    forms, problems = _forms(file, sat)
    numbered = {each.number or 0: each for each in file.columns if says_number(each)}
    rest = [each for each in file.columns if not says_number(each)]
    places = {form.name: {each.item: at for at, each in enumerate(form.placed, 1)} for form in sat.forms}
    items = dict.fromkeys(each.item for form in sat.forms for each in form.placed) if numbered else {}
    made = [_of_item(item, numbered, places, forms) for item in items]
    return replace(
        file,
        columns=(*rest, *made),
        others={**file.others, COLUMN: forms},
        problems=(*file.problems, *sat.problems, *problems),
    )


def _forms(file: AnswerFile, sat: Sat) -> tuple[Cells, list[Problem]]:
    """Return everybody's form by its name, "" where the file says none that there is."""
    known = {plain(heading): cells for heading, cells in (*file.others.items(), *file.fields.items())}
    said = next((known[plain(each)] for each in sat.headings if plain(each) in known), None)
    if len(sat.forms) == 1 and not sat.heading:
        return Cells(np.zeros(len(file.rows), np.intc), (sat.forms[0].name,)), []
    if said is None:
        values = {"headings": Listed(sat.headings), "columns": Listed(file.others) or "–"}
        raise QbankError(Problem("answers-form-missing", file.file, values=values))
    names = tuple(_name(text, sat.forms) for text in said.words)
    strange = [text for text, name in zip(said.words, names, strict=True) if not name and (text or _unsaid(said, file))]
    if not strange:
        return replace(said, words=names), []
    values = {
        "found": Listed((each or "–" for each in strange), _SHOWN),
        "known": Listed(f.name for f in sat.forms),
    }
    return replace(said, words=names), [Problem("answers-form-strange", file.file, values=values, severity="warning")]


def _unsaid(said: Cells, file: AnswerFile) -> bool:
    """Tell whether somebody says no form and has answered something: who was absent sat none."""
    people = np.flatnonzero(said.codes == said.words.index(""))
    for _, cells in _there([(people, cells) for each in file.columns for cells in (each.answers, each.marks)]):
        codes = cells.of(people)
        if any(cells.words[code] for code in np.unique(codes[codes != UNSEEN])):
            return True
    return False


def _name(text: str, forms: Sequence[Form]) -> str:
    """Return the name of the form that a cell says: A, A卷, its id."""
    folded, bare = plain(text), plain(_ASIDE.sub("", text))
    return next((form.name for form in forms if folded == plain(form.id) or bare == plain(form.name)), "")


def _of_item(
    item: str, numbered: Mapping[int, Column], places: Mapping[str, Mapping[str, int]], forms: Cells
) -> Column:
    parts = [
        (np.flatnonzero(forms.codes == code), numbered[places[name][item]])
        for code, name in enumerate(forms.words)
        if name and item in places[name] and places[name][item] in numbered
    ]
    found = next((column for _, column in parts), None)
    return Column(
        heading=item,
        item=item,
        answers=_joined([(rows, column.answers) for rows, column in parts]),
        marks=_joined([(rows, column.marks) for rows, column in parts]),
        times=_joined([(rows, column.times) for rows, column in parts]),
        shares=found.shares if found else False,
        most=found.most if found and len(parts) == 1 else None,
    )


def _joined(parts: Sequence[tuple[Ints, Cells | None]]) -> Cells | None:
    """Return one column of cells of some rows each, None where there are none."""
    words, people, codes = dict[str, int](), list[Ints](), list[Ints]()
    for rows, cells in _there(parts):
        own = cells.of(rows)
        people.append(rows[own != UNSEEN])
        table = np.array([words.setdefault(text, len(words)) for text in cells.words], np.intc)
        codes.append(table[own[own != UNSEEN]])
    if not people:
        return None
    everybody = np.concatenate(people)
    order = np.argsort(everybody, kind="stable")
    return Cells(np.concatenate(codes)[order].astype(np.intc), tuple(words), everybody[order])


def _there(parts: Sequence[tuple[Ints, Cells | None]]) -> Iterator[tuple[Ints, Cells]]:
    return ((rows, cells) for rows, cells in parts if cells is not None)
