"""Amounts side by side."""

import pytest
from facts_of import facts_of, words_of


def test_the_whole_is_the_lead():
    """What is divided stands before the run, with the 其中 that joins the two."""
    (fact,) = facts_of("share", "全年安排经费90万元，其中设备采购50万元、人员培训30万元、宣传印刷10万元。")
    assert fact.lead == "全年安排经费90万元，其中"
    assert [right.text for _, right in fact.rows] == ["50万元", "30万元", "10万元"]


def test_the_whole_may_be_the_sentence_before_a_semicolon():
    """A run that begins with 其中 belongs to what the semicolon ends."""
    (fact,) = facts_of("share", "审批不超过60个工作日；其中备案1天、环评10天、审图8天。")
    assert fact.lead == "审批不超过60个工作日，其中"


def test_what_a_whole_holds_is_no_part_of_a_name():
    """含自选讲解5分钟 is 自选讲解."""
    (fact,) = facts_of("share", "讲解导览，含自选讲解5分钟、抽签讲解3分钟、现场应答2分钟。")
    assert (fact.lead, [name.text for name, _ in fact.rows]) == ("讲解导览，", ["自选讲解", "抽签讲解", "现场应答"])


def test_amounts_may_repeat_but_not_throughout():
    """Two equal amounts beside another make a run; equal ones alone do not."""
    found = facts_of("share", "考核满分100分，其中理论占30分、实操占40分、考勤占30分。")
    assert words_of(found) == [("理论", "30分", "实操", "40分", "考勤", "30分")]
    assert facts_of("share", "考核满分100分，其中理论占50分、实操占50分。") == []


@pytest.mark.parametrize(
    "text",
    [
        "修复管道8小时、市区40分钟、县城30分钟之内到场。",
        "每人每天积2分，每公斤积5分。",
        "发放手册200册、安全帽50个。",
        "宽度不得超出车身0.2米，长度不得超出车身1米。",
        "征集族谱27部、碑刻15张、手抄本9册。",
    ],
)
def test_parts_of_longer_lists_rates_and_mixed_units_give_nothing(text):
    """A list that goes on otherwise, rates, limits, and amounts of different units are no shares."""
    assert facts_of("share", text) == []
