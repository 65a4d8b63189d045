"""How often something is to be done."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("值班员每季度测一次内阻，并做好记录。", [("每季度", "测一次")]),
        ("沙盘至少每两年更新一次。", [("每两年", "更新一次")]),
        ("净水机每4小时排渣1次。", [("每4小时", "排渣1次")]),
        ("各站每半年至少组织一次演练。", [("每半年", "至少组织一次")]),
        ("滤网每周清洗一次；管网每月冲洗一次。", [("每周", "清洗一次"), ("每月", "冲洗一次")]),
    ],
)
def test_the_period_and_what_is_done_once_in_it(text, found):
    """Named and counted periods, with 至少 inside, one in each piece."""
    assert words_of(facts_of("frequency", text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "每月检查两次。",
        "每周小扫一次、每月大扫一次。",
        "每年年初征集一次意见。",
        "每天早晚各补一次水。",
        "会议改为每季度一次的例会。",
        "巡检次数由每年一次改为半年一次。",
        "应使用在周期之内（每半年检验一次）的仪器。",
        "每人每年一次性发放。",
    ],
)
def test_counts_two_in_one_breath_and_times_within_the_period_give_nothing(text):
    """Where 多长时间 would read ill, or another frequency stands beside, nothing is found."""
    assert facts_of("frequency", text) == []
