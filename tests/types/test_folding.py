"""When two wordings count as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from type_strategies import TEXTS

from qbank.types._folding import fold, same_wording


@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    """Folding is idempotent, and a wording is the same as its folded self."""
    assert fold(fold(text)) == fold(text)
    assert same_wording(text, fold(text))


@given(TEXTS, TEXTS)
def test_sameness_is_symmetric(one, other):
    """The order of the two does not matter."""
    assert same_wording(one, other) == same_wording(other, one)


@given(st.integers(1, 9999))
def test_both_scripts_of_a_number_are_the_same(value):
    """30 and 三十 are one answer, 30 and 31 are two."""
    import cn2an

    assert same_wording(f"{value}日", f"{cn2an.an2cn(value)}日")
    assert not same_wording(f"{value}日", f"{cn2an.an2cn(value + 1)}日")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("“四个意识”", "四个意识", True),
        ("《值班 手册》", "值班手册", True),
        ("ＫＮ９５", "kn95", True),
        ("两年", "2年", True),
        ("答复。", "答复", True),
        ("十三五", "135", False),
        ("", "零", False),
        ("书面", "口头", False),
        ("三五年", "35年", False),
        ("统一", "统1", False),
        ("十分满意", "10分满意", False),
        ("百分之五", "5%", True),
        ("一点八米", "1.8米", True),
    ],
)
def test_examples(one, other, wanted):
    """Quotes, width, spaces, case, a final stop and script do not matter; words do."""
    assert same_wording(one, other) is wanted


def test_raised_figures_are_no_digits() -> None:
    """10² is not 102, while m² is what people type as m2."""
    assert not same_wording("10²", "102")
    assert same_wording("20m²", "20m2")
