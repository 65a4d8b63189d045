"""How long periods are that rules name (每季度, 每4小时), and which ones stand beside one."""

from __future__ import annotations

import re
from functools import lru_cache

from qbank.model import numerals
from qbank.types import _ladders as ladders

_NEAREST = 3
# Spellings and days, the shortest first; the first spelling is the one that is offered.
_NAMED: tuple[tuple[tuple[str, ...], float], ...] = (
    (("每天", "每日"), 1),
    (("每周", "每星期"), 7),
    (("每半个月", "每半月"), 15),
    (("每月", "每个月"), 30),
    (("每季度", "每季", "每个季度"), 91),
    (("每半年",), 182),
    (("每年",), 365),
    (("每两年",), 730),
    (("每三年",), 1095),
    (("每五年",), 1826),
)
_PLACE = {spelling: place for place, (spellings, _) in enumerate(_NAMED) for spelling in spellings}
_DAYS = {"分钟": 1 / 1440, "小时": 1 / 24, "天": 1, "日": 1, "周": 7, "星期": 7, "月": 30, "年": 365}
_COUNTED = re.compile(f"每(?P<number>{numerals.NUMERAL})(?P<measure>个?(?P<unit>{'|'.join(_DAYS)}))")


@lru_cache(maxsize=1024)
def length_of(period: str) -> float:
    """Return the days of a period, 0 for words that name none."""
    if period in _PLACE:
        return _NAMED[_PLACE[period]][1]
    told = _COUNTED.fullmatch(period)
    value = numerals.value_of(told["number"]) if told else None
    return value * _DAYS[told["unit"]] if told and value else 0.0


def beside(period: str) -> tuple[list[str], list[str]]:
    """Return shorter and longer periods, nearest first: for 每4小时 每3小时 and 每6小时."""
    place = _PLACE.get(period)
    if place is not None:
        named = [spellings[0] for spellings, _ in _NAMED]
        return named[max(0, place - _NEAREST) : place][::-1], named[place + 1 : place + 1 + _NEAREST]
    told = _COUNTED.fullmatch(period)
    value = numerals.value_of(told["number"]) if told else None
    if told is None or value is None:
        return [], []
    number, unit = told["number"], ladders.unit_of(told["measure"])
    below, above = (
        [f"每{text}{told['measure']}" for each in side if (text := ladders.printed_like(each, number, unit))]
        for side in ladders.around(value, unit)
    )
    return below, above
