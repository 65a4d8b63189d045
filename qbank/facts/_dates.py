"""Dates and clock times as documents print them."""

from __future__ import annotations

import re
from functools import lru_cache

from qbank.facts._words import SENTENCES
from qbank.model.dates import DIGIT, SMALL

_YEAR = rf"(?:(?<![0-9])[0-9]{{4}}年|(?<!{DIGIT}){DIGIT}{{4}}年)(?!级|代)"
_MONTH = rf"(?:(?<![0-9])[0-9]{{1,2}}月|{SMALL}月)(?!份)"
_DAY = rf"(?:[0-9]{{1,2}}|{SMALL})(?:日(?!报)|号(?![楼线文车店机院库门厅洞桥井船房]))"
_MONTH_ONLY = rf"(?:(?<![0-9])[0-9]{{1,2}}月|{SMALL}月)"
_DATES = (
    ("月底", rf"{_MONTH_ONLY}[底末](?!子)"),
    ("月旬", rf"{_MONTH_ONLY}[上中下]旬"),
    ("每月日", rf"(?<=每月){_DAY}"),
    ("年月日", _YEAR + _MONTH + _DAY),
    ("年月", _YEAR + _MONTH),
    ("年", _YEAR),
    ("月日", _MONTH + _DAY),
)
# What any date begins with is asked at each place before the forms are tried.
_DATE = re.compile(
    rf"(?=[0-9]|{DIGIT}|{SMALL})(?:" + "|".join(f"(?P<f{at}>{form})" for at, (_, form) in enumerate(_DATES)) + ")"
)
# 一点八米 is a length and no time.
_CLOCK_SIGN = re.compile("[时点:：]")
_CLOCK = re.compile(
    rf"(?:[0-9]{{1,2}}|{SMALL}|零)[时点](?:(?:[0-9]{{1,2}}|零?{SMALL})分|整|半|(?!{DIGIT}))(?![间限候段])|[0-9]{{1,2}}[:：][0-9]{{2}}"
)


def clocks_in(view: str) -> list[tuple[int, int]]:
    """Return start and end of every clock time."""
    return [match.span() for match in _CLOCK.finditer(view)] if _CLOCK_SIGN.search(view) else []


@lru_cache(maxsize=SENTENCES)
def dates_in(view: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and form (年月日, 年月, 年, 月日) of every date; a lone month or day is none."""
    if "年" not in view and "月" not in view:
        return ()
    return tuple(
        (*match.span(), _DATES[int((match.lastgroup or "f0")[1:])][0])
        for match in _DATE.finditer(view)
        if match.lastgroup is not None
    )
