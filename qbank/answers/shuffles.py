"""Options that stood in another order on some papers: letters and numbers are turned back into the item's own."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from qbank.answers._cells import Cells, together
from qbank.answers._plain import BETWEEN, plain
from qbank.answers.records import UNTOLD, AnswerFile, Column
from qbank.errors import Problem, QbankError
from qbank.model.letters import LETTERS
from qbank.text.charset import decode
from qbank.text.files import os_problem, refuse_special

_NUMBERS = re.compile(r"\d")
Shuffles = Mapping[str, Mapping[str, str]]
"""By form of the paper (or by person), by item: in which order its options stood there, as the item's own letters.

``CADB`` says that A stood for the item's C, B for its A, and so on.
"""


def read_shuffles(path: Path) -> Shuffles:
    """Return the orders of a CSV file: form, item, order.

    Raises:
        QbankError: it cannot be read; ``answers-order-wrong`` for an order that names an option twice or skips one.
    """
    try:
        refuse_special(path)
        text = decode(path.read_bytes()).text.removeprefix("\ufeff")
    except OSError as error:
        raise QbankError(os_problem(error, str(path))) from error
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(csv.reader(text.splitlines()), 1):
        cells = [unicodedata.normalize("NFKC", each).strip() for each in (*row, "", "", "")][:3]
        order = "".join(each for each in cells[2].upper() if each.isalnum())
        if number == 1 and not _is_order(order):
            continue
        if not any(cells):
            continue
        if not _is_order(order):
            raise QbankError(Problem("answers-order-wrong", str(path), str(number), {"found": cells[2]}))
        found.setdefault(plain(cells[0]), {})[plain(cells[1])] = order
    return found


def _is_order(order: str) -> bool:
    return len(order) > 1 and sorted(order) == list(LETTERS[: len(order)])


def turned_back(file: AnswerFile, columns: Mapping[int, str], shuffles: Shuffles, form: str) -> AnswerFile:
    """Return a file whose cells name options in the items' own order.

    Args:
        file: as it stands.
        columns: by place of a column the id of its item.
        shuffles: the orders.
        form: heading of the column that says each person's form; "" where the orders are by the people's codes.

    Raises:
        QbankError: there is no such column.
    """
    forms = _forms(file, form)
    folded = {plain(name): {plain(item): order for item, order in orders.items()} for name, orders in shuffles.items()}
    shuffled = {item for orders in folded.values() for item in orders}
    turned = [
        _turned(column, forms, folded, plain(columns[at]))
        if at in columns and plain(columns[at]) in shuffled
        else column
        for at, column in enumerate(file.columns)
    ]
    return replace(file, columns=tuple(turned))


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
    words = []
    for at in first.tolist():
        text = cells.words[cells.codes[at]]
        order = shuffles.get(plain(forms.words[own[at]]), {}).get(item)
        words.append(_own(text, order) if order else UNTOLD + text if text else text)
    return replace(column, answers=Cells(numbers.astype(np.int32), tuple(words), cells.people, cells.rows))


def _own(text: str, order: str) -> str:
    """Return a text with the item's own letters or numbers in place of those offered; words stay as they are."""
    said = unicodedata.normalize("NFKC", text).strip().upper()
    pieces = [piece for piece in BETWEEN.split(said) if piece]
    if pieces and all(piece.isdigit() and 1 <= int(piece) <= len(order) for piece in pieces):
        return ";".join(str(LETTERS.index(order[int(piece) - 1]) + 1) for piece in pieces)
    letters = "".join(pieces)
    if letters and all(letter in LETTERS[: len(order)] for letter in letters):
        return "".join(order[LETTERS.index(letter)] for letter in letters)
    return text
