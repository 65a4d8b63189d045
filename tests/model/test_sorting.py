"""Names in the order in which people look for them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qbank.model.numerals import chinese
from qbank.model.sorting import natural, natural_path

WORDS = st.text("第章大队所/ ab", max_size=4)


@given(WORDS, WORDS, st.integers(0, 10**60), st.integers(0, 10**60))
def test_numbers_go_by_size(before: str, after: str, one: int, other: int) -> None:
    """Of two names that differ in one number the smaller number comes first."""
    assert (natural(f"{before}{one}{after}") < natural(f"{before}{other}{after}")) == (one < other)


@given(st.integers(1, 99), st.integers(1, 99))
def test_numbers_in_words_go_by_size(one: int, other: int) -> None:
    """第二章 comes before 第三章, and 第3章 after both."""
    assert (natural(f"第{chinese(one)}章") < natural(f"第{chinese(other)}章")) == (one < other)
    assert one == other or (natural(f"第{one}章") < natural(f"第{chinese(other)}章")) == (one < other)


@given(st.lists(st.text(), max_size=6))
def test_any_names_have_one_order(names: list[str]) -> None:
    """Whatever names are, they can be compared, and only the same name has the same key."""
    backwards = names[::-1]
    assert sorted(names, key=natural) == sorted(backwards, key=natural)
    assert len(set(map(natural, names))) == len(set(names))


def test_what_lies_above_comes_first() -> None:
    """A department before its parts, its parts before the next one."""
    paths = [("市局",), ("市局", "第2大队"), ("市局", "第2大队", "第1中队"), ("市局", "第10大队")]
    backwards = paths[::-1]
    assert sorted(backwards, key=natural_path) == paths
