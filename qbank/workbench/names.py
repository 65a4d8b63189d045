"""What a person means by a word: a document by a part of its name, a status or type by its Chinese name."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TypeVar, get_args

from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.locale import Listed, say
from qbank.model.item import Difficulty, Status
from qbank.model.type_words import TYPE_WORDS
from qbank.types._contract import TYPES

T = TypeVar("T")

_SHOWN = 5
_KNOWN: tuple[Status, ...] = get_args(Status)
STATUSES: Mapping[str, Status] = {name: name for name in _KNOWN} | {
    say(f"status-{name}", "zh"): name for name in _KNOWN
}
_LEVELS: tuple[Difficulty, ...] = get_args(Difficulty)
DIFFICULTIES: Mapping[str, Difficulty] = {name: name for name in _LEVELS} | {
    say(f"difficulty-{name}", "zh"): name for name in _LEVELS
}
TYPE_NAMES: Mapping[str, str] = {each.type_name: each.type_name for each in TYPES} | {
    word: name for name, words in TYPE_WORDS.items() for word in words
}


def one_of(found: str, allowed: Mapping[str, T]) -> T | None:
    """Return what a word stands for, None for no word.

    Raises:
        QbankError: ``choice-unknown`` naming what is allowed.
    """
    if found and found not in allowed:
        raise QbankError(Problem("choice-unknown", values={"found": found, "allowed": Listed(allowed)}))
    return allowed[found] if found else None


def documents_of(bank: Bank) -> list[str]:
    """Return the names of all documents that items may be asked for by: those listed, and those that items cite."""
    return sorted({entry.name for entry in bank.documents()} | bank.progress().keys() - {""})


def query_of(bank: Bank, *, status: str = "", document: str = "", type_name: str = "", text: str = "") -> Query:
    """Return what asks a bank for the items meant; "" asks for nothing.

    Raises:
        QbankError: a status or type there is not, a document that is none or several.
    """
    return Query(
        status=one_of(status, STATUSES),
        document=resolve(document, documents_of(bank)) if document else None,
        type=one_of(type_name, TYPE_NAMES),
        text=text,
    )


def resolve(name: str, known: Sequence[str]) -> str:
    """Return the known name meant: that very name, else the only one with that file name, stem or words in it.

    Raises:
        QbankError: ``document-unknown`` with near names, or ``document-ambiguous`` with the candidates.
    """
    readings = (
        [each for each in known if each == name],
        [each for each in known if PurePosixPath(each).name == name],
        [each for each in known if PurePosixPath(each).stem == name],
        [each for each in known if name in each],
    )
    fitting = next((reading for reading in readings if reading), [])
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        shown = Listed(fitting, _SHOWN)
        raise QbankError(Problem("document-ambiguous", values={"name": name, "candidates": shown}))
    near = Listed(difflib.get_close_matches(name, known, _SHOWN, 0.4))
    raise QbankError(Problem("document-unknown", values={"name": name, "near": near}))
