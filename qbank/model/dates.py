"""Dates as people print and type them: the pieces of a pattern, and the day that is meant.

A day is complete: year, month and day. Facts know more (每月5日, 3月底, 2021年) and build on the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qbank.model.numerals import CHINESE, ordinal_of

NOUGHTS = "〇○零"
DIGIT = f"[{NOUGHTS}一二三四五六七八九]"
"""A digit of a year that is spelled."""
SMALL = "[一二三四五六七八九十]{1,3}"
"""A month or a day in words."""
DAY_UNIT = "[日号]"
_CLOCK = r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
STAMP = rf"\d{{4}}\s*[-./年]\s*\d{{1,2}}\s*[-./月]\s*\d{{1,2}}\s*{DAY_UNIT}?{_CLOCK}"
"""A day in figures, with or without the time, as pages and letterheads print it; a pattern to build on."""
_MINGUO = 1911
_REPUBLIC = rf"民[国國]\s*(?P<minguo>\d{{1,3}}|[{NOUGHTS}一二三四五六七八九十百]{{1,6}})"
_YEAR = rf"(?:{_REPUBLIC}|(?<!\d)(?P<year>\d{{4}}|{DIGIT}{{4}}))"
_MONTH, _DAY = rf"(?P<month>\d{{1,2}}|{SMALL})", rf"(?P<day>\d{{1,2}}|{SMALL})(?!\d)"
_IN_TEXT = re.compile(rf"{_YEAR}\s*(?P<mark>[-./年])\s*{_MONTH}\s*(?:(?P=mark)|月)\s*{_DAY}")
_TYPED = re.compile(rf"{_YEAR}\s*[-./年]\s*{_MONTH}\s*[-./月]\s*{_DAY}\s*{DAY_UNIT}?")


def days_in(text: str) -> Iterator[str]:
    """Yield the days of a running text as ISO dates, in order; 二〇二一年三月 and 31 June give nothing.

    One sign stands between the figures of a date, for 2021.3-5 may be months; fewer than four figures are a
    year of 民国 alone, and 26-03-08 may be any of three days.
    """
    yield from filter(None, map(_iso, _IN_TEXT.finditer(text)))


def day_of(text: str) -> str:
    """Return the first day that a cell names as an ISO date, whatever signs part it; "" where there is none."""
    found = _TYPED.search(text)
    return _iso(found) if found else ""


def only_day(text: str) -> str:
    """Return the day that a text is and nothing else as an ISO date, "" for any other text."""
    found = _TYPED.fullmatch(text.strip())
    return _iso(found) if found else ""


def _iso(found: re.Match[str]) -> str:
    year = _value(found["minguo"]) + _MINGUO if found["minguo"] else _value(found["year"])
    try:
        return date(year, _value(found["month"]), _value(found["day"])).isoformat()
    except ValueError:
        return ""


def _value(words: str) -> int:
    return int(words) if words.isdecimal() else ordinal_of(words)


_MORE_OF_IT = re.compile(f"(?<=时)[0-9{CHINESE}]+分|(?<=[分钟])[0-9{CHINESE}]+秒")
_OF_A_LARGER = re.compile(f"[0-9{CHINESE}](?:个?小时|分钟?)零?$")
_SMALL_UNIT = re.compile("(?:分钟?|秒)$")


def is_half_of_time(view: str, start: int, end: int) -> bool:
    """Tell whether an amount of time is only a half of one: 1小时 and 40分钟 of 1小时40分钟."""
    smaller = _SMALL_UNIT.search(view, start, end) is not None and _OF_A_LARGER.search(view[:start]) is not None
    return smaller or _MORE_OF_IT.match(view, end) is not None
