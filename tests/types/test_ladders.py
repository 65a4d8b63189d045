"""Values that could stand in a number's place."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.numerals import value_of
from qbank.types import _ladders as ladders

UNITS = st.sampled_from(["日", "年", "元", "岁", "份额", ""])


@given(st.integers(1, 10**7), UNITS)
def test_neighbours_stand_on_their_side_nearest_first(value, unit):
    """Values below fall, values above rise, and all are positive."""
    below, above = ladders.around(value, unit)
    assert below == sorted(set(below), reverse=True)
    assert above == sorted(set(above))
    assert all(0 < each < value for each in below)
    assert all(each > value for each in above)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 3), st.integers(0, 99))
def test_what_is_picked_is_nearest(below, above, wanted, seed):
    """As many as wanted, if there are, each side from the key outwards."""
    low, high = [f"b{n}" for n in range(below)], [f"a{n}" for n in range(above)]
    found = ladders.picked(low, high, wanted, Random(seed))
    assert len(found) == min(wanted, below + above)
    assert [each for each in found if each in low] == low[: sum(each in low for each in found)]
    assert [each for each in found if each in high] == high[: sum(each in high for each in found)]


def test_the_key_stands_at_every_rank():
    """With enough on both sides the key is rarely first and most often second or third."""
    rng = Random(7)
    ranks = [sum(each < 0 for each in ladders.picked([-1, -2, -3], [1, 2, 3], 3, rng)) for _ in range(2000)]
    assert [round(ranks.count(rank) / 20) for rank in range(4)] == pytest.approx([10, 32, 34, 24], abs=4)


@given(st.integers(1, 99_999_999))
def test_numerals_are_read_as_they_are_printed(value):
    """Printing in either script and reading gives the value back."""
    assert value_of(ladders.printed_like(value, "30")) == value
    assert value_of(ladders.printed_like(value, "1,500")) == value
    assert value_of(ladders.printed_like(value, "三十", "日")) == value


@pytest.mark.parametrize(
    ("value", "sample", "unit", "wanted"),
    [
        (10, "三十", "日", "十"),
        (2, "三", "年", "两"),
        (2, "三", "日", "二"),
        (100000, "5万", "元", "10万"),
        (1500, "2,000", "", "1,500"),
        (8.4, "12.6", "份额", "8.4"),
        (2, "1.00", "", "2.00"),
        (2, "1.5", "", "2"),
        (8.45, "12.6", "份额", None),
        (2.5, "三", "年", None),
        (5, "若干", "", None),
        (2, "一点八", "", None),
        (3000, "1万", "元", "3000"),
    ],
)
def test_the_script_of_the_sample_is_kept(value, sample, unit, wanted):
    """Values are printed like the number they stand beside, or not at all."""
    assert ladders.printed_like(value, sample, unit) == wanted


@pytest.mark.parametrize(
    ("text", "unit", "below", "above"),
    [
        ("一万元以上三万元以下", "元", ["三千元以上九千元以下"], ["二万元以上六万元以下"]),
        ("1万元以上5万元以下", "元", ["2000元以上1万元以下"], ["2万元以上10万元以下"]),
        ("五日以上十日以下", "日", ["三日以上五日以下"], ["十日以上十五日以下", "十五日以上二十日以下"]),
        ("一倍以上五倍以下", "倍", [], ["五倍以上八倍以下", "八倍以上十倍以下"]),
        ("6至8米", "", ["4至6米", "2至4米"], ["8至10米", "10至12米", "12至14米"]),
        ("5至6分钟", "分钟", ["4至5分钟"], ["6至7分钟"]),
        ("5至20毫米", "", ["1至5毫米"], ["20至40毫米", "40至60毫米"]),
        ("85%到95%", "份额", ["75%到85%"], []),
        ("三至五名", "", ["一至三名"], ["五至七名", "七至九名", "九至十一名"]),
        ("5至10万元", "元", [], []),
        ("三年或者五年或者七年", "年", [], []),
    ],
)
def test_ranges_beside_a_range_are_like_it(text, unit, below, above):
    """Ranges climb the unit's steps, of money they are in the same proportion; others give nothing."""
    found = ladders.ranges_around(text, unit)
    assert [side[: len(wanted)] for side, wanted in zip(found, (below, above), strict=True)] == [below, above]
    assert all(found) == bool(below and above)
    assert not any("105" in each for side in found for each in side)


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


def test_the_end_of_a_month_stands_among_ends_of_months_and_fives_among_fives():
    """Beside 3月31日 no 28日, beside 10月15日 no 13日."""
    assert {"2月28日", "4月30日", "5月31日"} <= set(ladders.other_dates("3月31日", Random(1)))
    assert set(ladders.other_dates("十月十五号", Random(1))) == {"十月五号", "十月十号", "十月二十号", "十月二十五号"}
    assert set(ladders.other_dates("10月15日", Random(1))) == {"10月5日", "10月10日", "10月20日", "10月25日"}


def test_no_date_before_january_or_after_december():
    """A first of January moves over the turn of the year."""
    found = ladders.other_dates("2031年1月1日", Random(0))
    assert "2030年11月1日" in found
    assert not [each for each in found if "年0月" in each or "年13月" in each]


@pytest.mark.parametrize(("value", "unit"), [(1, "年"), (1, "月"), (2, "日"), (1, "倍"), (1, "")])
def test_small_numbers_have_three_neighbours(value, unit):
    """Four options can be made even for one year."""
    below, above = ladders.around(value, unit)
    assert len(below) + len(above) >= 3


def test_beside_an_odd_rate_stand_odd_rates():
    """Among 80 %, 90 % and 100 %, 97 % would stand out."""
    assert ladders.around(97, ladders.unit_of("%")) == ([96, 95, 94], [98, 99])
    assert ladders.around(95.5, ladders.unit_of("%")) == ([94.5, 93.5, 92.5], [96.5, 97.5, 98.5])
    assert ladders.around(58, ladders.unit_of("%")) == ([53, 48, 43], [63, 68, 73])
    assert ladders.around(60, ladders.unit_of("%"))[1] == [70, 80, 90, 100]


@pytest.mark.parametrize("text", ["2万元以上5万元以下", "一万元以上五万元以下", "十万元以上三十万元以下"])
def test_a_fine_has_no_absurd_neighbour(text):
    """Of the ranges that are offered first none begins beyond ten times or below a tenth."""
    low = value_of(text.partition("元")[0])
    for side in ladders.ranges_around(text, "元"):
        for other in side[:2]:
            assert 1 / 10 <= value_of(other.partition("元")[0]) / low <= 10


def test_no_month_is_outside_the_year() -> None:
    """Beside 明年1月 stand other months of that year, and no month 0."""
    assert set(ladders.other_dates("明年1月1日", Random(1))) == {"明年2月1日", "明年3月1日", "明年4月1日"}


@given(st.integers(1, 9))
def test_a_whole_has_ten_tenths(value: int) -> None:
    """Beside so many 成 stand three others at least, and none that is all of it or more."""
    below, above = ladders.around(value, ladders.unit_of("成"))
    assert len(below) + len(above) >= 3
    assert all(1 <= each <= 9 for each in (*below, *above))


def test_both_ends_of_a_range_are_printed_alike() -> None:
    """1%至2.0% beside 0.5%至1.0% shows that it was made."""
    sides = ladders.ranges_around("0.5%至1.0%", "份额")
    assert any(sides)
    assert all(each.count(".") == 2 for side in sides for each in side)


def test_ranges_of_shares_stay_within_the_whole():
    """Beside 85%至90% stand ranges as wide, none of them beyond a hundred."""
    below, above = ladders.ranges_around("85%至90%", "份额")
    assert below[:2] == ["80%至85%", "75%至80%"]
    assert above == ["90%至95%", "95%至100%"]


def test_beside_nearly_all_stands_nearly_as_much() -> None:
    """Nobody takes 70% for the 95% that something has to reach."""
    assert ladders.around(95, "份额") == ([90, 85, 80], [97])
    assert ladders.around(97, "份额") == ([96, 95, 94], [98, 99])


def test_beyond_the_whole_stands_what_is_beyond_it() -> None:
    """No overload is 90% of the load allowed."""
    assert ladders.around(110, "份额") == ([105], [115, 120, 125])


def test_beside_a_broken_share_stand_broken_shares_near_it() -> None:
    """No 6.2% beside 12.5%."""
    assert ladders.around(12.5, "份额") == ([11.5, 10.5, 9.5], [13.5, 14.5, 15.5])


def test_temperatures_have_near_neighbours_and_ranges_one_script() -> None:
    """90℃ and 100℃ stand beside 95℃; no 0.3万到5000元 beside 0.5万到1万元."""
    assert ladders.around(95, ladders.unit_of("℃")) == ([90, 85, 80], [100, 105, 110])
    assert ladders.around(4, ladders.unit_of("摄氏度"))[0] == [2]
    assert ladders.around(40, ladders.unit_of("℃")) == ([35, 30, 25], [45, 50, 55])
    # No body is 41℃ cold.
    assert ladders.around(36, ladders.unit_of("℃")) == ([35, 34, 33], [37, 38, 39])
    sides = ladders.ranges_around("0.5万到1万元", "元")
    assert any(sides)
    assert all(text.count("万") == 2 for side in sides for text in side)


def test_beside_half_an_hour_more_stand_half_hours() -> None:
    """1.2小时 would be a quibble beside 1.5小时."""
    assert ladders.around(1.5, "小时") == ([1.0, 0.5], [2.0, 2.5, 3.0])


def test_a_usual_term_stands_beside_usual_terms() -> None:
    """16日 beside 3日, 5日 and 7日 shows where it comes from; beside 16日 any may stand."""
    assert {3, 5, 7} <= set(ladders.usual("日", 5))
    assert 16 not in ladders.usual("日", 5)
    assert ladders.usual("日", 16) == () == ladders.usual("吨", 5)


@pytest.mark.parametrize(("value", "wanted"), [(90, ([85, 80, 75], [95])), (85, ([80, 75, 70], [90, 95])), (80, None)])
def test_high_rates_stand_close(value, wanted):
    """Nobody takes 60% for a rate that is to rise from 83.6% to 90%."""
    found = ladders.around(value, "份额")
    assert found == wanted if wanted else found[0][:1] == [70]


def test_days_by_fives_have_three_neighbours():
    """The 25th stands among the 10th, 15th and 20th."""
    found = ladders.other_dates("9月25日", Random(1))
    assert len(found) >= 3
    assert set(found) <= {"9月10日", "9月15日", "9月20日"}


def test_a_term_of_autumn_does_not_start_a_year_off():
    """自2024年9月1日起 stands among first days of near months; the first of a year may start another year."""
    assert "2025年9月1日" not in ladders.other_dates("2024年9月1日", Random(1))
    assert "2025年1月1日" in ladders.other_dates("2024年1月1日", Random(1))
