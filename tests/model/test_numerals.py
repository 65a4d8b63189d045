"""What numerals mean, how they are printed, and where a text holds one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model import numerals


@given(st.integers(0, 10**12 - 1))
def test_what_is_printed_is_read_back(value):
    """A whole number in Chinese, and in figures, means itself."""
    assert numerals.value_of(numerals.chinese(value)) == value
    assert numerals.value_of(numerals.plain(value)) == value
    assert numerals.value_of(f"{value:,}") == value


@given(st.text(st.sampled_from(numerals.CHINESE + "点几0123.,"), min_size=1, max_size=8))
def test_no_numeral_is_half_of_another(text):
    """What the expression finds is never followed or preceded by more of a number."""
    for match in re.finditer(numerals.NUMERAL, text):
        assert text[match.end() : match.end() + 1] not in tuple(numerals.CHINESE + "0123456789几")
        assert text[match.start() - 1 : match.start()] not in tuple(numerals.CHINESE + "0123456789点几")


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三十", 30),
        ("两千", 2000),
        ("一百零五", 105),
        ("一亿五千万", 150_000_000),
        ("1,500", 1500),
        ("1.5万", 15000),
        ("一点八", 1.8),
        ("零点五", 0.5),
        ("一点五亿", 150_000_000),
        ("三五", None),
        ("三十五六", None),
        ("二〇三一", None),
        ("一百五", None),
        ("百", None),
        ("十百", None),
        ("点五", None),
        ("", None),
    ],
)
def test_only_one_number_has_a_value(numeral, value):
    """Two numbers side by side, digits spelled out, and bare units are no one number."""
    assert numerals.value_of(numeral) == value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("三十日内", "30日内"),
        ("一千五百份", "1500份"),
        ("百分之五十", "50%"),
        ("一点八米", "1.8米"),
        ("十分钟", "10分钟"),
        ("三十", "30"),
        ("统一", "统一"),
        ("十分满意", "十分满意"),
        ("三五年", "三五年"),
        ("一起巡查", "一起巡查"),
        ("数十人", "数十人"),
    ],
)
def test_only_numbers_become_figures(text, wanted):
    """A numeral counts before a measure or alone, never inside a word."""
    assert numerals.in_figures(text) == wanted


@pytest.mark.parametrize(
    ("text", "measure", "numbers"),
    [("3公斤和5公斤，2只", "公斤", ["3", "5"]), ("百分之五至百分之十", "百分之", ["五", "十"]), ("13.5米", "公斤", [])],
)
def test_amounts_of_one_measure_are_found(text, measure, numbers):
    """The number stands before its measure or behind it."""
    assert [amount.numeral for amount in numerals.amounts_in(text, measure)] == numbers


@given(
    st.text(st.sampled_from("0123,.点零〇五十百千万几数又公斤分之次%个元。"), max_size=16),
    st.sampled_from(["公斤", "百分之", "千分之", "%", "次", "个百分点", "元", "万元", "千克", "分"]),
)
def test_amounts_are_what_one_expression_would_find(text, measure):
    """Each is the leftmost that is left: a numeral before its measure, or the measure before a numeral."""
    unit = re.escape(measure)
    wanted = re.finditer(rf"({numerals.NUMERAL}){unit}|{unit}({numerals.NUMERAL})", text)
    found = numerals.amounts_in(text, measure)
    assert list(found) == [(match[1] or match[2], *match.span()) for match in wanted]


def test_years_are_spelled():
    """二〇三一 is a year's four digits, 三十 is not spelled."""
    assert numerals.spelled("二〇三一") == 2031
    assert numerals.spelled("三十") is None


def test_an_absurd_numeral_is_no_number() -> None:
    """A numeral beyond all numbers has no value, and nothing breaks."""
    assert numerals.value_of("一" + "亿" * 400) is None


@given(st.integers(1, 9_999))
def test_what_numbers_a_thing_is_read_in_any_way_people_write_it(number):
    """In words or digit by digit; where amounts are read at all, both readings agree."""
    words = numerals.chinese(number)
    spelled = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    assert numerals.ordinal_of(words) == numerals.ordinal_of(spelled) == number
    assert numerals.ordinal_of(words.replace("零", "〇")) == numerals.value_of(words) == number


@given(st.text(st.sampled_from("零〇○一二两三四五六七八九十百千万点几3")))
def test_whatever_is_no_number_of_a_thing_is_none(text):
    """Any text has an answer, and a strict reading never contradicts it."""
    loose, strict = numerals.ordinal_of(text), numerals.value_of(text)
    assert loose >= 0
    assert not loose or strict in {None, loose}


@pytest.mark.parametrize(("printed", "year"), [("二〇二一", 2021), ("二○二一", 2021), ("二零二一", 2021)])
def test_every_nought_of_a_year_is_one(printed, year):
    """Printers have three noughts."""
    assert numerals.spelled(printed) == numerals.ordinal_of(printed) == year


@given(
    st.text(st.sampled_from("0123456789.,%％日元份一百万分之点几第"), max_size=10)
    | st.from_regex("[1-9][0-9]{0,20}日", fullmatch=True)
)
def test_what_is_in_figures_already_is_left_alone(text):
    """Where nothing has to be put into figures, looking at every number would have changed nothing."""
    if numerals._NOT_IN_FIGURES.search(text) is None:
        value = numerals.value_of(text) if numerals._NUMERAL.fullmatch(text) else None
        assert value is None or numerals.plain(value) == text
        assert numerals._PER.search(text) is None
        assert numerals._MEASURED.sub(numerals._measured_figures, text) == text


@given(st.text(st.sampled_from("0三个百分点平方公里日元名单次序要"), max_size=8))
def test_a_measure_is_told_alike_at_less_cost(text):
    """What looks at the first character first matches the same."""
    assert re.findall(numerals.ONE_MEASURE, text) == re.findall(f"(?:{numerals.MEASURE})", text)
