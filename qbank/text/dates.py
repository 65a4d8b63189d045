"""Dates stated in full, in digits or Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qbank.model.numerals import ordinal_of

STAMP = r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
"""A day in digits, with or without the time, as pages and letterheads print it; a pattern to build on."""
_DATE = re.compile(
    r"(?:民[国國]\s*(?P<minguo>\d{1,3}|[一二三四五六七八九十百零〇○]{1,6})|(?<!\d)(?P<year>\d{4}|[〇○零一二三四五六七八九]{4}))"
    r"\s*(?P<mark>[-./年])\s*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:(?P=mark)|月)\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)"
)
"""A year of two or three figures is one of the Republic's: 26-03-08 may be any of three days."""
_MINGUO = 1911


def iso_dates(text: str) -> Iterator[str]:
    """Yield the complete dates of a text as ISO dates, in order; 二〇二一年三月 and 31 June give nothing."""
    for found in _DATE.finditer(text):
        year = _value(found["minguo"]) + _MINGUO if found["minguo"] else _value(found["year"])
        try:
            yield date(year, _value(found["month"]), _value(found["day"])).isoformat()
        except ValueError:
            continue


def _value(words: str) -> int:
    return int(words) if words.isdecimal() else ordinal_of(words)
