"""What is kept from something for a lack."""

import pytest
from facts_of import facts_of


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("检查组逐栋验收，未经验收合格的仓房不得存放储备粮。", ("仓房", "未经验收合格的仓房", "不得存放储备粮")),
        ("没有检疫证明的货物一律不准进场。", ("货物", "没有检疫证明的货物", "一律不准进场")),
        ("验收不合格的食堂不得开伙，由中心校供餐。", ("食堂", "验收不合格的食堂", "不得开伙")),
    ],
)
def test_a_thing_without_what_it_needs(text, fact):
    """The noun, the thing with what it lacks, and what it must not do."""
    (only,) = facts_of("barred", text)
    assert (only.lead, only.said.text, only.name.text) == fact


@pytest.mark.parametrize("text", ["未经培训的不得上岗。", "有关情况不明的人一律不准进场。", "街上的店铺不得占道经营。"])
def test_no_noun_or_no_lack(text):
    """A case without its noun, anybody, and a ban that nothing lacks."""
    assert facts_of("barred", text) == []
