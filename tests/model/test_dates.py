"""Dates as people print and type them, and that everybody who reads a day agrees."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.answers.people import moment
from qbank.facts._dates import dates_in
from qbank.model.dates import day_of, days_in, only_day
from qbank.model.numerals import chinese
from qbank.text.frontmatter import understand

DAYS = st.dates(date(1912, 1, 1), date(2099, 12, 31))


def _spelled(year: int, nought: str) -> str:
    return "".join(nought if digit == "0" else "一二三四五六七八九"[int(digit) - 1] for digit in str(year))


def _printed(day: date, nought: str, unit: str) -> list[str]:
    year, month, of_month = day.year, day.month, day.day
    return [
        day.isoformat(),
        f"{year}.{month}.{of_month}",
        f"{year}/{month}/{of_month}",
        f"{year}年{month}月{of_month}{unit}",
        f"{year} 年 {month} 月 {of_month} {unit}",
        f"{_spelled(year, nought)}年{chinese(month)}月{chinese(of_month)}{unit}",
        f"民国{year - 1911}年{month}月{of_month}{unit}" if year >= 1921 else day.isoformat(),
    ]


@given(DAYS, st.sampled_from("〇○零"), st.sampled_from("日号"))
def test_a_day_is_the_same_however_it_is_printed(day: date, nought: str, unit: str) -> None:
    """In running text, in a cell of answers, in what an editor says of a document."""
    for words in _printed(day, nought, unit):
        assert list(days_in(f"（{words}印发）")) == [day.isoformat()], words
        assert only_day(words) == day_of(f"于{words}") == moment(words) == day.isoformat(), words
        assert understand({"日期": words}) == ({"date": day.isoformat()}, [])


@given(DAYS, st.sampled_from("〇○零"), st.sampled_from("日号"))
def test_facts_find_the_days_that_texts_have(day: date, nought: str, unit: str) -> None:
    """Whatever nought and unit, the whole date is one."""
    for words in (
        f"{day.year}年{day.month}月{day.day}{unit}",
        f"{_spelled(day.year, nought)}年{chinese(day.month)}月{chinese(day.day)}{unit}",
    ):
        assert [(words[start:end], form) for start, end, form in dates_in(words)] == [(words, "年月日")]


@given(DAYS, st.sampled_from(["-/", "/-", "./", "年-"]))
def test_mixed_signs_are_a_day_in_a_cell_alone(day: date, signs: str) -> None:
    """2021.3-5 may be months where it stands in a sentence; who types a day into a cell means that day."""
    words = f"{day.year}{signs[0]}{day.month}{signs[1]}{day.day}"
    assert day_of(words) == day.isoformat()
    assert list(days_in(words)) == []


@pytest.mark.parametrize("words", ["26-03-08", "110年3月8日", "2021年3月", "3月8日", "2021年6月31日", "12021-3-8"])
def test_what_is_no_whole_day_is_none(words: str) -> None:
    """Years have four figures; only 民国 counts with fewer, and no day is made up."""
    assert list(days_in(words)) == []
    assert only_day(words) == ""
