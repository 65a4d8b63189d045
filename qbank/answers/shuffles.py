"""Options that stood in another order on some papers: letters and numbers are turned back into the item's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from qbank.answers._cells import Cells, together
from qbank.answers._numbers import RARE, values_of
from qbank.answers._plain import BETWEEN, plain
from qbank.answers.records import UNTOLD, AnswerFile, Column
from qbank.errors import Problem, QbankError
from qbank.model.letters import LETTERS

_NUMBERS = re.compile(r"\d")
Shuffles = Mapping[str, Mapping[str, str]]
"""By form of the paper (or by person), by item: in which order its options stood there, as the item's own letters.

``CADB`` says that A stood for the item's C, B for its A, and so on; "" that they stood in the item's own order.
"""


def turned_back(file: AnswerFile, columns: Mapping[int, Collection[str]], shuffles: Shuffles, form: str) -> AnswerFile:
    """Return a file whose cells name options in the items' own order.

    Args:
        file: as it stands.
        columns: by place of a column what the orders may call its item, as ``plain`` has it.
        shuffles: the orders.
        form: heading of the column that says each person's form; "" where the orders are by the people's codes.

    Raises:
        QbankError: there is no such column.
    """
    forms = _forms(file, form)
    folded = {plain(name): {plain(item): order for item, order in orders.items()} for name, orders in shuffles.items()}
    shuffled = {item for orders in folded.values() for item, order in orders.items() if order}
    turning = {at: item for at, names in columns.items() for item in names if item in shuffled}
    if _are_marks([file.columns[at] for at in turning]):
        return file
    turned = [
        _turned(column, forms, folded, turning[at]) if at in turning else column
        for at, column in enumerate(file.columns)
    ]
    return replace(file, columns=tuple(turned))


def _are_marks(columns: Sequence[Column]) -> bool:
    """Tell whether numbers in columns of items are marks and no options: no option has the number 0."""
    values = [each for column in columns if column.answers for each in values_of(column.answers)]
    zeros = sum(count for value, count in values if value == 0)
    return zeros > RARE * sum(count for _, count in values)


def letters_differ(words: Iterable[str], order: str) -> bool:
    """Tell whether letters among answers say other options where the options stood in this order."""
    return any(_own(text, order) != _own(text, LETTERS[: len(order)]) for text in words if not _NUMBERS.search(text))


def _forms(file: AnswerFile, form: str) -> Cells:
    known = {plain(heading): cells for heading, cells in file.others.items()}
    found = known.get(plain(form)) if form else file.fields.get("code")
    if found is None:
        values = {"heading": form or "code", "columns": "、".join(file.others)}
        raise QbankError(Problem("answers-group-missing", file.file, values=values))
    return found


def _turned(column: Column, forms: Cells, shuffles: Shuffles, item: str) -> Column:
    cells = column.answers
    if cells is None:
        return column
    own = forms.codes if cells.people is None else forms.codes[cells.people]
    numbers, first = together([cells, Cells(own, forms.words)])
    words: dict[str, int] = {}
    codes = []
    for at in first.tolist():
        text = cells.words[cells.codes[at]]
        order = shuffles.get(plain(forms.words[own[at]]), {}).get(item)
        said = _own(text, order) if order else UNTOLD + text if text and order is None else text
        codes.append(words.setdefault(said, len(words)))
    own_codes = np.array(codes, np.int32)[numbers]
    return replace(column, answers=Cells(own_codes, tuple(words), cells.people, cells.rows))


def _own(text: str, order: str) -> str:
    """Return a text with the item's own letters or numbers in place of those offered; words stay as they are."""
    said = unicodedata.normalize("NFKC", text).strip().upper()
    pieces = [piece for piece in BETWEEN.split(said) if piece]
    if pieces and all(piece.isdecimal() and 1 <= int(piece) <= len(order) for piece in pieces):
        return ";".join(str(LETTERS.index(order[int(piece) - 1]) + 1) for piece in pieces)
    letters = "".join(pieces)
    if letters and all(letter in LETTERS[: len(order)] for letter in letters):
        return "".join(order[LETTERS.index(letter)] for letter in letters)
    return text
