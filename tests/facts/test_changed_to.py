"""What a way of doing something was changed to."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("将采样时间由上午改为以晚间为主，高峰时段占七成。", ("采样时间由上午改为", "以晚间为主")),
        ("二是轮换计划由原来企业申报改为市局下达；三是公开交易。", ("轮换计划由原来企业申报改为", "市局下达")),
        ("城管执法由“赶”改为“引”，不再收缴秤具。", ("城管执法由“赶”改为", "“引”")),
        ("检查方式将由集中检查转为每月随机暗访。", ("检查方式将由集中检查转为", "每月随机暗访")),
        (
            "去年，引航站把沿用多年的“先到先引”改为“按分排序”。",
            ("引航站把沿用多年的“先到先引”改为", "“按分排序”"),
        ),
        ("夜巡由每晚两次改为每晚3次，路线每周换。", ("夜巡由每晚两次改为", "每晚3次")),
    ],
)
def test_the_old_way_stays_in_the_question(text, parts):
    """The new way ends with its clause."""
    assert words_of(facts_of("changed_to", text)) == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "收奶温度上限由7℃改为6℃。",
        "每班由12小时改为8小时，三班轮换。",
        "初步意见是由公司改为合作社管理。",
        "公司利润由上年的盈利216万元转为亏损。",
        "镇上有人把猪舍改成平菇棚。",
        "原来的由人工改为机器值守。",
        "封闭燃气表、把厨房改成卧室的，勘查通不过。",
        "租房提取，无房职工由每季度一次改为可以按月提取。",
    ],
)
def test_amounts_thoughts_and_what_was_said_before_are_left(text):
    """An amount is asked as one; who of what was said in the clause before."""
    assert facts_of("changed_to", text) == []
    assert facts_of("changed_to", "热源由燃煤改为天然气。", kind="law") == []
