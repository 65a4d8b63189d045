"""What a piece of text is by its surface."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.wording import dangling_word, is_balanced, refers_elsewhere

PIECES = st.recursive(
    st.sampled_from(["甲", "乙丙", ""]),
    lambda inner: st.tuples(st.sampled_from(["“”", "《》", "（）", "()"]), inner, inner).map(
        lambda made: made[0][0] + made[1] + made[0][1] + made[2]
    ),
    max_leaves=6,
)


@given(PIECES, st.sampled_from("“”《》（）"))
def test_what_nests_is_balanced_and_one_mark_more_is_not(text, mark):
    """Nested marks are closed; one more of any of them is not."""
    assert is_balanced(text)
    assert not is_balanced(text + mark)


def test_crossing_marks_are_not_balanced():
    """As many openers as closers will not do."""
    assert not is_balanced("“甲（乙”丙）")
    assert not is_balanced("”甲“")


@pytest.mark.parametrize("text", ["依照第九条办理", "前两款规定的情形", "有下列情形", "上述材料", "具体办法另定"])
def test_pointers_are_seen(text):
    """Articles, lists below and what was said above are elsewhere."""
    assert refers_elsewhere(text)


@pytest.mark.parametrize("text", ["本条例自公布之日起施行", "第三次会议", "以下属单位为主"])
def test_what_only_looks_like_a_pointer_is_not(text):
    """A class of law, an ordinal and a word cut otherwise point nowhere."""
    assert not refers_elsewhere(text)


@pytest.mark.parametrize(("text", "word"), [("该中心", "该"), ("同时报送", "同时"), ("其他单位", ""), ("及时上报", "")])
def test_dangling_words_are_named(text, word):
    """该 and 同时 hang on what was said before, 其他 and 及时 do not."""
    assert dangling_word(text) == word
