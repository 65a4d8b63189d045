"""A case and what follows for it, said by itself."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("对擅离职守的，予以通报批评。", ("擅离职守的", "予以通报批评")),
        ("对于评议末位的单位和个人，取消评优资格；", ("评议末位的单位和个人", "取消评优资格")),
        (
            "对弄虚作假的，一经查实取消参评资格，三年内不得申报。",
            ("弄虚作假的", "一经查实取消参评资格，三年内不得申报"),
        ),
    ],
)
def test_a_case_with_its_treatment(text, parts):
    """The case keeps its 的 or the ones it fits; the treatment runs to the end of its piece."""
    assert words_of(facts_of("treatment", text)) == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "对不合格的，按有关规定处理。",
        "对于演练中发现的问题，大家进行了讨论。",
        "站长对迟到的值班员进行了提醒。",
        "对违反第九条的，予以处罚。",
        "对“代签到”的，予以XX处理。",
        "对成绩突出的单位和个人，给予表彰和奖励。",
        "对符合条件的，给予补贴。",
    ],
)
def test_treatments_that_say_nothing_are_left(text):
    """Rules elsewhere, talk, an object inside a clause and redactions give nothing."""
    assert facts_of("treatment", text) == []
