"""What has to be met before something may be done."""

import pytest
from facts_of import facts_of


def found(text, kind="report"):
    """Return, for each fact, what the stem begins with, the condition, and what may be done."""
    return [(fact.lead, fact.said.text, fact.name.text) for fact in facts_of("met_first", text, kind)]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "离岗满半年的，应当重新培训并考试合格，方可上岗。",
            ("离岗满半年的，", "重新培训并考试合格", "上岗"),
        ),
        (
            "新到的苗木，先在隔离圃观察三十天，确认无虫害后方可定植。",
            ("新到的苗木，", "在隔离圃观察三十天，确认无虫害", "定植"),
        ),
        ("保管员在岗满两年才能接触一等藏品。", ("保管员", "在岗满两年", "接触一等藏品")),
        (
            "评分低于60分的食堂，停业整顿，经两部门复核达到70分方可恢复供餐。",
            ("评分低于60分的食堂，停业整顿，", "经两部门复核达到70分", "恢复供餐"),
        ),
        (
            "爆破结束后须通风三十分钟以上，测得浓度合格方可进入。",
            ("爆破结束后，", "通风三十分钟以上，测得浓度合格", "进入"),
        ),
        (
            "流动车收好踏板后，由班长绕车一周检查确认，驾驶员才可起步。",
            ("流动车收好踏板后，", "由班长绕车一周检查确认", "起步"),
        ),
        (
            "料场北壁有裂缝两处，必须先加固并监测一个月才准放行。",
            ("料场北壁有裂缝两处，", "加固并监测一个月", "放行"),
        ),
    ],
)
def test_the_condition_of_a_case_or_a_thing(text, fact):
    """What the piece opens with leads the question; laws ask their conditions in forms of their own."""
    assert found(text) == [fact]
    assert found(text, kind="law") == []


@pytest.mark.parametrize(
    "text",
    [
        "只有心里装着群众才能做好工作。",
        "经两部门复核合格方可恢复。",
        "他跑了三趟才能办完。",
        "怎样考核合格才能上岗？",
        "考试不合格的，三个月后方可补考。",
        "大风过后，检查完毕方可作业。",
        "发生追尾的，驾驶员应当报告调度，由修理人员检查合格后方可营运。",
        "处方药须凭处方销售，处方经药师审核签字后方可调配。",
        "确需改动的，经主任同意方可改动。",
    ],
)
def test_maxims_waits_and_other_rules_are_left(text):
    """Nobody is named, a story, a question, a mere wait, a word anybody would say, a rule before the condition."""
    assert found(text) == []
