"""Papers that were issued, found again by what people call them, and what it takes to read answers on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.model.issue import Issue

_SHOWN = 8


def found(bank: Bank, words: Iterable[str]) -> tuple[Issue, ...]:
    """Return the issued papers that are meant, each once.

    Args:
        bank: where they were issued.
        words: of each the id of a form (``3f2a81c0-A``), of an exam (all its forms), or a ``form-A.json``.

    Raises:
        QbankError: ``papers-form-unknown`` with the latest ones there are.
    """
    known, meant = bank.issues(), dict[str, Issue]()
    for word in words:
        name = _name(word)
        fitting = [each for each in known if name in {each.form.id, each.exam}]
        if not fitting:
            raise _unknown(word, known)
        meant |= {each.form.id: each for each in fitting}
    return tuple(meant.values())


def _name(word: str) -> str:
    """Return the id of a form that a file holds; any other word as it is."""
    path = Path(word)
    try:
        if path.suffix.casefold() != ".json" or not path.is_file():
            return word
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        return str(data["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return word


def _unknown(word: str, known: Sequence[Issue]) -> QbankError:
    names = "、".join(each.form.id for each in known[:_SHOWN]) or "–"
    return QbankError(Problem("papers-form-unknown", values={"found": word, "known": names}))
