"""Values that could stand in a number's place."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.types import _ladders as ladders

UNITS = st.sampled_from(["日", "年", "元", "岁", "份额", ""])


@given(st.integers(1, 10**7), UNITS, st.integers(2, 4), st.integers(0, 99))
def test_neighbours_are_others_in_order(value, unit, wanted, seed):
    """Neighbours are positive, differ from the value and each other, ascend, and are at most as many as wanted."""
    found = ladders.neighbours(value, unit, wanted, Random(seed))
    assert value not in found
    assert found == sorted(set(found))
    assert len(found) <= wanted
    assert all(each > 0 for each in found)


@given(st.integers(1, 99_999_999))
def test_numerals_are_read_as_they_are_printed(value):
    """Printing in either script and reading gives the value back."""
    assert ladders.value_of(ladders.printed_like(value, "30")) == value
    assert ladders.value_of(ladders.printed_like(value, "1,500")) == value
    assert ladders.value_of(ladders.printed_like(value, "三十", "日")) == value


@pytest.mark.parametrize(
    ("value", "sample", "unit", "wanted"),
    [
        (10, "三十", "日", "十"),
        (2, "三", "年", "两"),
        (2, "三", "日", "二"),
        (100000, "5万", "元", "10万"),
        (1500, "2,000", "", "1,500"),
        (8.4, "12.6", "份额", "8.4"),
        (8.45, "12.6", "份额", None),
        (2.5, "三", "年", None),
        (5, "若干", "", None),
    ],
)
def test_the_script_of_the_sample_is_kept(value, sample, unit, wanted):
    """Values are printed like the number they stand beside, or not at all."""
    assert ladders.printed_like(value, sample, unit) == wanted


@pytest.mark.parametrize(
    ("text", "factor", "wanted"),
    [
        ("二千元以上二万元以下", 1 / 2, "一千元以上一万元以下"),
        ("5万元以上50万元以下", 2, "10万元以上100万元以下"),
        ("十五倍以上五十倍以下", 2, None),
        ("三千元以上三万元以下", 1 / 2, None),
        ("五日以上十日以下", 2, None),
    ],
)
def test_ranges_of_money_move_as_a_whole(text, factor, wanted):
    """Both ends are multiplied, and only where the result is exact."""
    assert ladders.scaled_range(text, factor) == wanted


@pytest.mark.parametrize(
    "text", ["3月8日", "2031年1月1日", "2031年6月18日", "二〇三一年三月八日", "2031年", "2031年6月"]
)
def test_other_dates_keep_the_form(text):
    """Neighbouring dates have the form of the date and are not it."""
    found = ladders.other_dates(text, Random(1))
    form = [char for char in text if char in "年月日"]
    assert len(found) >= 3
    assert text not in found
    assert all([char for char in each if char in "年月日"] == form for each in found)


def test_no_date_before_january_or_after_december():
    """A first of January moves over the turn of the year."""
    found = ladders.other_dates("2031年1月1日", Random(0))
    assert "2030年11月1日" in found
    assert not [each for each in found if "年0月" in each or "年13月" in each]
