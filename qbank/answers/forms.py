"""Answers on the forms of one exam: numbers of questions become items, whichever form somebody sat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

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
_LETTER = re.compile("[a-z]")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """One form, as far as answers on it go.

    Args:
        name: what tells it from the others; ``id`` is its id, "" for none.
        numbers: by item which question it was, from 1; not all need one.
        orders: by item how its options stood, as ``shuffles.Shuffles`` has it; none for items without options.
        marks: by item what it earns, where that is said.
    """

    name: str
    id: str
    numbers: Mapping[str, int]
    orders: Mapping[str, str]
    marks: Mapping[str, float]

    @property
    def items(self) -> tuple[str, ...]:
        """Return its items."""
        return tuple(dict.fromkeys((*self.numbers, *self.orders)))

    @classmethod
    def of(cls, form: Form) -> Paper:
        """Return an issued form."""
        return cls(
            form.name,
            form.id,
            {each.item: at for at, each in enumerate(form.placed, 1)},
            {each.item: each.order for each in form.placed if each.order},
            {each.item: each.marks for each in form.placed},
        )


@dataclass(frozen=True, slots=True)
class Sat:
    """The forms that were sat.

    Args:
        forms: those of one exam, or only one.
        heading: of the column that says each person's form; "" for the usual ones, where there is more than one form.
        problems: what is to be told of them.
        is_issued: whether they are papers of ours, whose keys are known.
    """

    forms: tuple[Paper, ...]
    heading: str = ""
    problems: tuple[Problem, ...] = ()
    is_issued: bool = True

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings that may say the form."""
        return (self.heading,) if self.heading else USUAL

    @property
    def shuffles(self) -> Shuffles:
        """Return in which order options stood on each form."""
        return {form.name: form.orders for form in self.forms}

    @property
    def marks(self) -> Mapping[str, float]:
        """Return what each item earns."""
        return {item: marks for form in self.forms for item, marks in form.marks.items()}

    @property
    def items(self) -> tuple[str, ...]:
        """Return the items of all forms, in the order of the first that has them."""
        return tuple(dict.fromkeys(item for form in self.forms for item in form.items))


def by_item(file: AnswerFile, sat: Sat) -> AnswerFile:
    """Return a file whose columns are items, and with a column that says everybody's form.

    Columns that say a number only are put together anew: number 3 is one item on one form, another on the other. Who
    sat a form without an item was not asked it.

    Raises:
        QbankError: ``answers-form-missing``: no column says the form, though there are several.
    """
    forms, problems = _forms(file, sat)
    # Without numbers a table of orders names the columns themselves.
    is_numbered = any(form.numbers for form in sat.forms)
    numbered = {each.number or 0: each for each in file.columns if is_numbered and says_number(each)}
    rest = [each for each in file.columns if not (is_numbered and says_number(each))]
    sitters = [(form, np.flatnonzero(np.isin(forms.codes, _codes(forms, form.name)))) for form in sat.forms]
    items = dict.fromkeys(item for form in sat.forms for item in form.numbers) if numbered else {}
    made = [_of_item(item, numbered, sitters) for item in items]
    return replace(
        file,
        columns=(*rest, *made),
        others={**file.others, COLUMN: forms},
        problems=(*file.problems, *sat.problems, *problems, *_of_numbers(numbered, sat, file.file)),
        forms={form.name: form.numbers for form, rows in sitters if len(rows)}
        if numbered and not _are_people(file, sat)
        else {},
    )


def numbering(
    headings: Sequence[str], forms: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[int, ...], dict[str, tuple[int | None, ...]]]:
    """Return the numbers of items, and those on each form where the forms number them differently.

    The numbers are those of the first form; what it has not is numbered on from its last question. Both are empty where
    no form says any.

    Args:
        headings: of the columns of the items.
        forms: as ``AnswerFile.forms`` has them.
    """
    on_each = {name: tuple(map(numbers.get, headings)) for name, numbers in forms.items()}
    if not on_each:
        return (), {}
    first = next(iter(forms))
    beyond = count(max(forms[first].values(), default=0) + 1)
    numbers = tuple(next(beyond) if each is None else each for each in on_each[first])
    return numbers, on_each if len(set(on_each.values())) > 1 else {}


def _codes(forms: Cells, name: str) -> list[int]:
    return [code for code, word in enumerate(forms.words) if word == name]


def _of_numbers(numbered: Mapping[int, Column], sat: Sat, file: str) -> Iterator[Problem]:
    """Yield which numbers of the file are no question of any form, and which questions the file has no number for."""
    asked = {number for form in sat.forms for number in form.numbers.values()} if numbered else set()
    for code, found in (
        ("answers-form-numbers", numbered.keys() - asked),
        ("answers-form-lacks", asked - numbered.keys()),
    ):
        if numbered and found:
            values = {"count": len(found), "numbers": Listed(map(str, sorted(found)), _SHOWN)}
            yield Problem(code, file, values=values, severity="warning")


def _forms(file: AnswerFile, sat: Sat) -> tuple[Cells, list[Problem]]:
    """Return everybody's form by its name, "" where the file says none that there is."""
    known = {plain(heading): cells for heading, cells in (*file.others.items(), *file.fields.items())}
    said = next((known[plain(each)] for each in sat.headings if plain(each) in known), None)
    said = said or _of_everybody(file, sat)
    if len(sat.forms) == 1 and not sat.heading and (sat.is_issued or said is None):
        everybody = Cells(np.zeros(len(file.rows), np.intc), (sat.forms[0].name,))
        return everybody, list(_of_other_letters(said, sat.forms[0], file.file)) if said else []
    if said is None:
        values = {"headings": Listed(sat.headings), "columns": Listed(file.others) or "–"}
        raise QbankError(Problem("answers-form-missing", file.file, values=values))
    own = {plain(word): form.name for form in sat.forms for word in (form.id, form.name) if word}
    alone = {bare(form.name): form.name for form in sat.forms}
    names = tuple(own.get(plain(text)) or alone.get(bare(text), "") for text in said.words)
    strange = [text for text, name in zip(said.words, names, strict=True) if not name and (text or _unsaid(said, file))]
    if not strange:
        return replace(said, words=names), []
    values = {
        "found": Listed((each or "–" for each in strange), _SHOWN),
        "known": Listed(f.name for f in sat.forms),
    }
    return replace(said, words=names), [Problem("answers-form-strange", file.file, values=values, severity="warning")]


def _of_other_letters(said: Cells, form: Paper, file: str) -> Iterator[Problem]:
    """Yield a warning where a column names other forms than the one that everybody is said to have sat."""
    others = sorted({bare(text).upper() for text in said.said if _LETTER.fullmatch(bare(text))} - {form.name.upper()})
    if others:
        values = {"form": form.name, "found": Listed(others, _SHOWN)}
        yield Problem("answers-form-other-letters", file, values=values, severity="warning")


def _of_everybody(file: AnswerFile, sat: Sat) -> Cells | None:
    """Return the codes of the people where a table of forms has one for each person; None for any other."""
    return file.fields.get("code") if not sat.is_issued and not sat.heading and _are_people(file, sat) else None


def _are_people(file: AnswerFile, sat: Sat) -> bool:
    """Tell whether forms have the codes of people for names: everybody had an order of their own."""
    codes, names = file.fields.get("code"), {plain(form.name) for form in sat.forms}
    return codes is not None and any(plain(text) in names for text in codes.words)


def bare(text: str) -> str:
    """Return a form's name without the word for paper: A of A卷."""
    return plain(_ASIDE.sub("", text)) or plain(text)


def _unsaid(said: Cells, file: AnswerFile) -> bool:
    """Tell whether somebody says no form and has answered something: who was absent sat none."""
    people = np.flatnonzero(said.codes == said.words.index(""))
    for _, cells in _there([(people, cells) for each in file.columns for cells in (each.answers, each.marks)]):
        codes = cells.of(people)
        if any(cells.words[code] for code in np.unique(codes[codes != UNSEEN])):
            return True
    return False


def _of_item(item: str, numbered: Mapping[int, Column], sitters: Sequence[tuple[Paper, Ints]]) -> Column:
    parts = [
        (rows, numbered[form.numbers[item]])
        for form, rows in sitters
        if form.numbers.get(item) in numbered and len(rows)
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
