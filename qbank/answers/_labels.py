"""Options as people write them without a bank: letters, numbers, verdicts, words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from qbank.answers._cells import Cells
from qbank.answers._plain import BETWEEN, plain
from qbank.model.letters import LETTERS
from qbank.model.verdict import verdict_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


LABEL = re.compile(r"[A-Z]|\d{1,2}")
_LETTERS = re.compile(r"[A-Z]{2,26}")
_LABELLED = re.compile(r"\s*([A-Z])\s*[.、:)]\s*\S")
_PARTED = re.compile(r"\s*[;；|┋\n]+\s*")
_SEVERAL = re.compile(r"[┋|\n]")
MOSTLY = 0.9


def labels_in(text: str, *, verdict: bool = False) -> list[str]:
    """Return the options that a text names by letters or numbers, in their order; the text itself for another."""
    said = unicodedata.normalize("NFKC", text).strip().upper().rstrip(".、:")
    if verdict:
        own = verdict_of(said)
        return [said if own is None else "true" if own else "false"]
    labelled = [_LABELLED.match(each) for each in _SEVERAL.split(said) if each]
    if labelled and all(labelled):
        return sorted({found[1] for found in labelled if found}, key=by_size)
    pieces = [each.strip("().[]") for each in BETWEEN.split(said) if each]
    if len(pieces) == 1 and _LETTERS.fullmatch(pieces[0]):
        pieces = list(pieces[0])
    if pieces and all(LABEL.fullmatch(each) for each in pieces) and len(set(pieces)) == len(pieces):
        return sorted(pieces, key=by_size)
    return [said] if said else []


def pieces(text: str) -> set[str]:
    return {plain(piece) or piece for piece in _PARTED.split(text) if piece}


def is_like(label: str, key: str) -> bool:
    """Tell whether a label is of the key's kind: a letter like a letter, a number like a number."""
    if key in {"true", "false"}:
        return label in {"true", "false"}
    if LABEL.fullmatch(key):
        return LABEL.fullmatch(label) is not None and label.isdecimal() == key.isdecimal()
    return True


def by_size(label: str) -> tuple[bool, int, str]:
    return (not label.isdecimal(), int(label) if label.isdecimal() else 0, label)


def place_of(label: str) -> int | None:
    if label.isdecimal():
        return int(label)
    return LETTERS.index(label) if label in {*LETTERS} else None


def all_verdicts(cells: Cells, key: str) -> bool:
    """Tell whether key and cells judge a statement; T and F may be letters, too, where others are among them."""
    if verdict_of(key) is None:
        return False
    said = cells.said
    judging = sum(count for text, count in said.items() if verdict_of(text) is not None)
    return judging >= MOSTLY * sum(said.values())
