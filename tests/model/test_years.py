"""Which year 今年 is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.document import Document, Kind
from qbank.model.years import dated, names_year, year_of

YEARS = st.integers(1950, 2099)
SPOKEN = ("前年", "去年", "今年", "明年", "后年")


def _document(title: str, kind: Kind, date: str) -> Document:
    return Document("a.txt", "0" * 64, title, title=title, kind=kind, date=date)


@pytest.mark.parametrize(
    ("title", "kind", "date", "year"),
    [
        ("在全市水务工作会议上的讲话", "speech", "2031-03-02", 2031),
        ("青溪县图书馆2031年工作要点", "plan", "", 2031),
        ("2031—2032学年教师培训计划", "plan", "2031-09-01", 2031),
        ("两位所长谈台账", "news", "2031-01-05", 2031),
        ("2032年工作计划", "plan", "2031-12-20", 0),
        ("关于2030年秋粮收购工作情况的报告", "report", "2031-02-02", 0),
        ("水库管护情况的报告", "report", "2031-01-09", 0),
        ("2031年秋粮收购纪实", "news", "", 0),
        ("2031—2033年行动计划", "plan", "", 0),
        ("两位所长谈台账", "news", "", 0),
    ],
)
def test_this_year_is_known_where_date_and_title_agree(title: str, kind: Kind, date: str, year: int) -> None:
    """A plan made the year before, a report of January and a bare year in a headline leave it open."""
    assert year_of(_document(title, kind, date)) == year


@given(YEARS)
def test_years_said_follow_each_other(year: int) -> None:
    """前年 to 后年 are five years in a row, with this year in the middle."""
    assert [dated(f"{each}起", year) for each in SPOKEN] == [f"{year + at}年起" for at in range(-2, 3)]


@given(st.text(st.sampled_from("前去今明后年月证说失以度龄起要，。")), YEARS)
def test_a_dated_text_names_no_year_any_more(text: str, year: int) -> None:
    """Dating is done once; a text that names none, and any text where the year is not known, stay as they are."""
    told = dated(text, year)
    assert not names_year(told)
    assert (told != text) == names_year(text)
    assert dated(text, 0) == text


@pytest.mark.parametrize("text", ["失去年轻骨干", "证明年龄的材料", "此后年均增长", "以后年度", "说明年限"])
def test_the_same_characters_are_no_year(text: str) -> None:
    """Words that only hold the characters stay."""
    assert dated(text, 2031) == text
