"""How prose speaks of options by their letters."""

from __future__ import annotations

import unicodedata
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qbank.model.lettering import in_prose, is_of_letters, letters_of, relettered, unclear

PIECES = st.sampled_from([
    "A", "B", "C", "Ｂ", "AC", "A、B", "选", "故选", "选项", "项", "正确", "错误", "“", "”", "《", "》", "，", "。",
    "维生素", "类企业", "项目", "两", "分别", "见", "答案为", "甲", "A4", "和", " ",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def told(text: str) -> list[str]:
    """Return the letters of each mention."""
    found: list[str] = []
    in_prose(text, lambda mention: found.append(letters_of(mention)) or mention.group())
    return found


@given(TEXTS)
@example("ＢA选项")
def test_a_mention_put_back_leaves_the_text(text):
    """What is found is a piece of the text; letters that keep their places change nothing but their order.

    A full-width place stays full-width.
    """
    assert in_prose(text, lambda mention: mention.group()) == text
    folded = (unicodedata.normalize("NFKC", each) for each in (relettered(text, "ABCD"), text))
    assert len({"".join(sorted(each)) for each in folded}) == 1


@given(TEXTS, st.permutations("ABCD"))
def test_new_letters_can_be_changed_back(text, new):
    """The inverse gives the mentions their options again, and as many of them; what is clear stays clear."""
    there = relettered(text, "".join(new))
    back = relettered(there, "".join("ABCD"[new.index(letter)] for letter in "ABCD"))
    assert [sorted(each) for each in told(back)] == [sorted(each) for each in told(text)]
    assert [sorted(new["ABCD".index(each)] for each in one) for one in told(text)] == [sorted(x) for x in told(there)]
    assert bool(unclear(text, 4)) == bool(unclear(there, 4))
    assert bool(unclear(text, 4, strict=True)) == bool(unclear(there, 4, strict=True))


@pytest.mark.parametrize(
    ("text", "usual", "strict"),
    [
        ("显然B错误。", "", ""),
        ("检测B错误。", "", "B"),
        ("维生素B正确。", "B", "B"),
        ("AC是原文。", "", "AC"),
        ("使用AED。", "", ""),
        ("E栋。见E。", "", ""),
        ("（A）另有规定。", "A", "A"),
    ],
)
def test_what_is_unclear(text, usual, strict):
    """A letter of four options that may be part of a name is named; letters beyond the options are none."""
    assert (unclear(text, 4), unclear(text, 4, strict=True)) == (usual, strict)


@pytest.mark.parametrize("text", ["A " * 3000, "A、" * 3000, "选A" + " " * 3000 + "x", "（A" + " " * 3000, "AB" * 3000])
def test_long_rows_of_letters_take_no_time(text):
    """Whatever an imported file holds, it is looked through in a moment."""
    begun = perf_counter()
    unclear(text, 4, strict=True)
    relettered(text, "BADC")
    is_of_letters(text)
    assert perf_counter() - begun < 2
