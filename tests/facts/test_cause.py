"""What a text calls the cause of the trouble before it."""

import pytest
from facts_of import facts_of


@pytest.mark.parametrize(
    ("text", "effect", "cause"),
    [
        (
            "系统升级后业务中断，影响职工五百人，原因是升级前没有演练，目前已经恢复。",
            "系统升级后业务中断",
            "升级前没有演练",
        ),
        (
            "会上通报，退役士兵参训积极性不高。原因在于内容与企业需要脱节。",
            "退役士兵参训积极性不高",
            "内容与企业需要脱节",
        ),
        ("好心没有办成好事，症结在于没有先听村民的意见。", "好心没有办成好事", "没有先听村民的意见"),
    ],
)
def test_a_trouble_with_its_cause(text, effect, cause):
    """Numbers between the two are passed over, and what was done about it ends the cause."""
    (fact,) = facts_of("cause", text)
    assert (fact.name.text, fact.said.text) == (effect, cause)


@pytest.mark.parametrize(
    "text",
    [
        "产量下降得厉害，原因在哪里，大家都不知道。",
        "投诉居高不下，原因是多方面的，有路的原因。",
        "产量比前年翻了一番，原因是换了新品种的种苗。",
        "原因是路太远，车太少，人手不够。",
    ],
)
def test_no_cause_or_no_trouble(text):
    """A question, many causes, good news, and a cause of nothing told."""
    assert facts_of("cause", text) == []
