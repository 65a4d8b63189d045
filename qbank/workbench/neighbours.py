"""Values around an amount or a date, farther away than drafting looks for its three."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, zip_longest
from random import Random
from typing import TypeVar

from qbank.model import numerals
from qbank.model.fact import Fact, Part, Quantity
from qbank.model.item import Option
from qbank.types import _distractors as distractors
from qbank.types import _ladders as ladders
from qbank.types import _near_amounts as near

T = TypeVar("T")
_MOST_A_SIDE, _FARTHEST = 5, 10
_SHARES, _WHOLE = frozenset({"百分之", "%", "％"}), 100
_MONTH, _DAY = (re.compile(f"({numerals.NUMERAL}){unit}") for unit in ("月", "[日号]"))
_OF_VALUE, _OF_DATE = "相邻数值", "相邻日期"


def neighbours(fact: Fact, part: Part, issued: str) -> Iterator[Option]:
    """Yield values that could stand in a part's place, the nearest of both sides in turn; none for what has no size.

    Args:
        fact: the fact the part is of; an amount only of a ``Quantity``.
        part: what is asked.
        issued: the date of the document, ISO or "": nothing is due before it.
    """
    if isinstance(fact, Quantity) and part == fact.whole:
        yield from (Option("", text, _OF_VALUE) for text in _amounts_around(fact))
    elif part.label.startswith("date:"):
        yield from (Option("", text, _OF_DATE) for text in _dates_around(part.text, issued))
    elif part.label == "deadline":
        yield from (Option("", f"{text}前", _OF_DATE) for text in _dates_around(part.text, issued))


def is_date(text: str) -> bool:
    """Tell whether a wording has no month and no day that the calendar does not have."""
    months, days = ([numerals.value_of(each) or 0 for each in place.findall(text)] for place in (_MONTH, _DAY))
    return all(1 <= each <= 12 for each in months) and all(1 <= each <= 31 for each in days)


def _amounts_around(fact: Quantity) -> Iterator[str]:
    amount, number, unit = near.amount_of(fact), fact.number.text, ladders.unit_of(fact.measure.text)
    if fact.whole.label.startswith("range:"):
        # 60%至300% is no share of anything.
        whole = fact.measure.text in _SHARES and max(_ends(amount)) <= _WHOLE
        found = _in_turn(*ladders.ranges_around(amount, unit))
        yield from (text for text in found if not whole or max(_ends(text)) <= _WHOLE)
    elif fact.whole.label.startswith("fraction:"):
        yield from (amount.replace(number, text, 1) for text in _climbed([number], ladders.fractions_near))
    else:
        most = _WHOLE if fact.measure.text in _SHARES and fact.value <= _WHOLE else _FARTHEST * fact.value
        for value in _in_turn(_side(fact.value, unit, 0), _side(fact.value, unit, 1)):
            text = ladders.printed_like(value, number, unit) if value <= most else None
            if text:
                yield amount.replace(number, text, 1)


def _ends(text: str) -> tuple[float, ...]:
    return distractors.rank_of(Option("", text)) or (0.0,)


def _side(value: float, unit: str, side: int) -> list[float]:
    """Return values on one side, nearest first: those around it, then those around the farthest of them."""
    found, last = list(ladders.around(value, unit)[side]), value
    while found and found[-1] != last and len(found) < _MOST_A_SIDE:
        last = found[-1]
        found += ladders.around(last, unit)[side]
    return found[:_MOST_A_SIDE]


def _dates_around(date: str, issued: str) -> Iterator[str]:
    def beside(text: str) -> list[str]:
        # In an order of its own, not a drawn one: asked twice, it is the same.
        return sorted(ladders.other_dates(text, Random(0)), key=lambda each: _apart(each, date))  # noqa: S311

    found = _climbed([date], beside)
    told = (each for each in found if distractors.in_time(each, date, issued) and distractors.is_near(each, date))
    yield from islice(told, 2 * _MOST_A_SIDE)


def _apart(one: str, other: str) -> tuple[float, ...]:
    first, second = (distractors.rank_of(Option("", text)) for text in (one, other))
    return tuple(abs(a - b) for a, b in zip(first, second, strict=False))


def _climbed(start: Sequence[str], beside: Callable[[str], Sequence[str]]) -> list[str]:
    """Return what stands beside some values, then what stands beside that, each once."""
    near = dict.fromkeys(each for value in start for each in beside(value))
    far = dict.fromkeys(each for value in near for each in beside(value))
    return [each for each in {**near, **far} if each not in start]


def _in_turn(below: Sequence[T], above: Sequence[T]) -> Iterator[T]:
    for pair in zip_longest(below, above):
        yield from (each for each in pair if each is not None)
