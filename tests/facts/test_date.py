"""Dates, their form and their event."""

import pytest
from facts_of import facts_of, words_of
from hypothesis import given
from hypothesis import strategies as st

from qbank.facts._dates import _DATE, dates_in


@pytest.mark.parametrize(
    ("text", "date", "label", "event"),
    [
        ("3月8日，青溪镇召开防汛动员会。", "3月8日", "date:月日", "青溪镇召开防汛动员会"),
        ("5月20日上午，以视频形式，全县举行急救演练。", "5月20日", "date:月日", "全县举行急救演练"),
        ("各站应当于2031年6月10日前完成设备检修。", "2031年6月10日", "date:年月日", "完成设备检修"),
        ("本办法自二〇三一年五月一日起施行。", "二〇三一年五月一日", "date:年月日", None),
        ("该站自2019年以来没有发生事故。", "2019年", "date:年", "没有发生事故"),
    ],
)
def test_dates_are_found_with_what_happened(text, date, label, event):
    """The event is the clause after the date, past one that only says how."""
    (fact,) = facts_of("date", text)
    assert (fact.date.text, fact.date.label) == (date, label)
    assert (fact.event.text if fact.event else None) == event


@pytest.mark.parametrize(
    "text",
    [
        "报名时间为3月1日至3月15日。",
        "集中整治自4月20日开始，至10月31日结束。",
        "采用2030年版教材。",
        "印发《2031年工作要点》。",
        "制定2031年防汛工作方案。",
        "工期三年，每月一次。",
    ],
)
def test_spans_editions_and_names_are_no_dates(text):
    """Ends of a span of time, editions, titles and years that begin a name are left alone."""
    assert facts_of("date", text) == []


def test_the_end_of_a_year_is_a_deadline_and_days_are_said_as_hao():
    """2031年底前 is no year to ask; 5月1号 is a day, 5月1号楼 is none."""
    assert facts_of("date", "运营公司注册资本一千万元，2031年底前完成组建。") == []
    assert words_of(facts_of("deadline", "运营公司2031年底前完成组建。")) == [("2031年底", "完成组建")]
    assert [fact.date.text for fact in facts_of("date", "出车检查表从5月1号起废掉。")] == ["5月1号"]
    assert facts_of("date", "会场设在5月1号楼。") == []


@given(st.text(st.sampled_from("0123年月日号底末上旬每三五十月"), max_size=12))
def test_what_has_neither_year_nor_month_has_no_date(text):
    """Nothing is lost where dates are not looked for."""
    assert len(dates_in(text)) == len(list(_DATE.finditer(text)))
