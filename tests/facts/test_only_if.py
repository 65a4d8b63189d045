"""On what condition something may be done."""

import pytest
from facts_of import facts_of


def found(text, kind="report"):
    """Return, for each fact, what it is one of, the condition, and what may be done."""
    return [(fact.lead, fact.said.text, fact.name.text) for fact in facts_of("only_if", text, kind)]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("不达标食堂一律停业，经两部门复核合格方可恢复。", ("不达标食堂一律停业，", "经两部门复核合格", "恢复")),
        ("新办法规定连续缴满12个月方可贷款、断缴即重新计算。", ("新办法规定", "连续缴满12个月", "贷款")),
        (
            "护工每年由院里考核，理论和操作均在80分以上的方能上岗。",
            ("护工每年由院里考核，", "理论和操作均在80分以上", "上岗"),
        ),
    ],
)
def test_a_condition_of_a_rule(text, fact):
    """The clause before it or who asks for it says what the condition is one of."""
    assert found(text) == [fact]
    assert found(text, kind="law") == []


def test_an_hour_is_no_when():
    """小时 ends a condition as any amount does."""
    assert found("设备检修由班组登记，停电满两个小时方可作业。") == [("设备检修由班组登记，", "停电满两个小时", "作业")]


@pytest.mark.parametrize(
    "text",
    [
        "只有连续三年合格才能评优。",
        "老人等了三天才能办完手续。",
        "各站每月自查，怎样才能让群众放心？",
        "经两部门复核合格方可恢复。",
        "护工每年由院里考核，越用心才能越熟练。",
        "凡发生车辆追尾、侧碰或者底部磕碰、涉水深度超过二十厘米而无法当场判明的，司机应当立即报告，由修理人员检查合格后方可营运。",
    ],
)
def test_maxims_stories_and_bare_conditions_are_left(text):
    """A maxim, a story, a question, a condition of nothing named, and what no measure tells."""
    assert found(text) == []
