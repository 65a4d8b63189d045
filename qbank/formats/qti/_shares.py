"""From what responses earn to the rules we have words for: a marking table, blanks in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import Any

from qbank.formats.qti._held import MOST_OPTIONS, can_be_in_any_order, marking_of
from qbank.formats.qti._processing import NotWorkedOutError, Scorer

_CLOSE = 1e-9
_MOST_TRIED = 20
"""Combinations of options that are tried for one number of right ones."""


def marking(scorer: Scorer, response: str, right: Sequence[str], wrong: Sequence[str]) -> dict[str, Any] | None:
    """Return the marking rule of a multiple choice by what its options earn.

    None where it cannot be worked out, or follows no rule of ours: some keys earn more than others, or a wrong option
    does not take all.
    """
    if len(right) + len(wrong) > MOST_OPTIONS:
        return None
    try:
        full = scorer.score({response: tuple(right)})
        if full <= 0:
            return None
        earned = [_share(scorer, response, right, n, full) for n in range(1, len(right))]
        spoilt = [scorer.score({response: (*right[:n], each)}) for each in wrong for n in (0, 1, len(right))]
    except NotWorkedOutError:
        return None
    if any(each > _CLOSE for each in spoilt):
        return None
    shares = [each for each in earned if each is not None]
    is_rule = len(shares) == len(earned) and shares == sorted(shares) and all(0 <= each <= 1 for each in shares)
    return marking_of(shares) if is_rule else None


def _share(scorer: Scorer, response: str, right: Sequence[str], number: int, full: float) -> float | None:
    """Return what so many of the keys earn, None where it is not the same for all of them."""
    found = {scorer.score({response: each}) / full for each in islice(combinations(right, number), _MOST_TRIED)}
    return found.pop() if max(found) - min(found) < _CLOSE else None


def any_order(scorer: Scorer, responses: Sequence[str], accepted: Sequence[Sequence[str]]) -> bool:
    """Tell whether blanks take their answers in any order: each answer earns its share wherever it stands, and once."""
    if not can_be_in_any_order(accepted):
        return False
    right = {name: (answers[0],) for name, answers in zip(responses, accepted, strict=True)}
    try:
        share = scorer.score(right) / len(accepted)
        return share > 0 and all(abs(scorer.score(each) - share) < _CLOSE for each in _single(responses, accepted))
    except NotWorkedOutError:
        return False


def _single(responses: Sequence[str], accepted: Sequence[Sequence[str]]) -> Iterator[dict[str, tuple[str, ...]]]:
    """Yield responses that say one right answer: in one blank, or in all of them."""
    for answers in accepted:
        for name in responses:
            yield {name: (answers[0],)}
        yield dict.fromkeys(responses, (answers[0],))


def best_single(scorer: Scorer, response: str, known: Iterable[str]) -> list[str]:
    """Return the options that earn most when chosen alone, where no correct response is declared."""
    try:
        earned = {name: scorer.score({response: (name,)}) for name in known}
    except NotWorkedOutError:
        return []
    most = max(earned.values(), default=0.0)
    return [name for name, each in earned.items() if each == most] if most > 0 else []
