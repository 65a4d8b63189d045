"""Clauses of one frame, worded: one of them with its own second word, or with that of another."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from qbank.model.fact import Parallel, Treatment
from qbank.types import _stems as stems
from qbank.types._clauses import located
from qbank.types._questions import Statement

_FALSE = 0.6
_TRUSTS = {"paired_clauses": (0.3, 0.42), "hinge": (0.25, 0.35)}
_OF_TREATMENT = {"treatment": 0.4}
_LONGEST_OPENING = 16
_SHORTEST = 8


def opening(fact: Parallel) -> str:
    """Return the clause before the row, which says what it is said of; "" where none opens the sentence."""
    start, _ = located(fact.sent, fact.run)
    before = fact.sent.view[:start]
    whole = before.endswith("，") and before.count("，") == 1 and len(before) <= _LONGEST_OPENING
    return before if whole and not any(mark in before for mark in "。；：") else ""


def exchanges(fact: Parallel, rng: Random) -> Iterator[Statement]:
    """Yield one clause of the row, true, or false with the second word of another clause."""
    at = rng.randrange(len(fact.rows))
    (_, right), whole = fact.rows[at], fact.wholes[at]
    others = [row[1].text for row in fact.rows if row[1] is not right]
    key = rng.random() >= _FALSE
    before = whole.text[: right.start - whole.start]
    stem = stems.statement(f"{opening(fact)}{before}{right.text if key else rng.choice(others)}")
    if len(stem) >= _SHORTEST:
        yield Statement(stem, right, key, _TRUSTS.get(fact.pattern, (0.3, 0.3))[not key])


def treatments(fact: Treatment) -> Iterator[Statement]:
    """Yield the case with what follows for it, as it stands: what else could follow is nowhere said."""
    yield Statement(stems.statement(fact.whole.text), fact.then, True, _OF_TREATMENT.get(fact.pattern, 0.3))
