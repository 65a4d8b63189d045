"""Who pays how much of it."""

import pytest
from facts_of import facts_of
from hypothesis import given
from hypothesis import strategies as st

from qbank.facts.cost_share import _CUE, _SHARED


@pytest.mark.parametrize(
    ("text", "paid", "share"),
    [
        (
            "每个网点的运行补助为每年三万元，由市县两级财政各承担一半，按季发放。",
            "每个网点的运行补助为每年三万元",
            "市县两级财政各承担一半",
        ),
        ("厨师工资由财政和伙食费按七比三分担。", "厨师工资", "财政和伙食费按七比三分担"),
        (
            "护工报酬实行定额补助，每月2100元，县里出七成，乡镇出三成。",
            "护工报酬实行定额补助，每月2100元",
            "县里出七成，乡镇出三成",
        ),
    ],
)
def test_a_payment_with_its_shares(text, paid, share):
    """What is paid for stands right before the shares or in the clauses before."""
    (fact,) = facts_of("cost_share", text)
    assert (fact.name.text, fact.said.text) == (paid, share)


@pytest.mark.parametrize(
    "text", ["柚子烂掉四成，今年好一些。", "去年补助提高了，由市县各承担一半。", "所需资金由市、区两级财政各承担一半。"]
)
def test_a_crop_a_story_and_costs_of_nothing(text):
    """A part of something else, what happened, and costs of what was said before."""
    assert facts_of("cost_share", text) == []


@given(
    st.lists(
        st.sampled_from([
            "工资",
            "由",
            "财政",
            "企业",
            "和",
            "各",
            "承担",
            "负担",
            "出",
            "担",
            "一半",
            "三成",
            "20%",
            "按",
            "比例",
            "分担",
            "、",
            "，",
        ]),
        max_size=9,
    )
)
def test_nothing_is_shared_without_its_cue(words):
    """Every share ends in what is looked for first."""
    shared = _SHARED.match("".join(words))
    assert shared is None or _CUE.search(shared.group())
