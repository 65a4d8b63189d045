"""What a rule does not hold for."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("除抢修设备外，22时以后不得使用实训室。", ("抢修设备", "22时以后不得使用实训室")),
        ("考试时间一律不予顺延，设备故障和突发疾病除外。", ("考试时间一律不予顺延", "设备故障和突发疾病")),
        (
            "监护人不得擅离岗位，确需离开的，作业必须停止。",
            ("监护人不得擅离岗位", "确需离开的", "作业必须停止"),
        ),
        (
            "普通读者借期三十天，不得超期；确需延长的，经服务台登记续借。",
            ("普通读者借期三十天，不得超期", "确需延长的", "经服务台登记续借"),
        ),
    ],
)
def test_a_rule_and_its_exemption(text, parts):
    """Rule and exemption stand in the order of the text, what is to be done last."""
    assert words_of(facts_of("exemption", text)) == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "除携带证件外，还应当提交申请表。",
        "任何人不得查阅，法律另有规定的除外。",
        "除石坪村外，其余村均已通水。",
        "除特殊情况外，一律不得请假。",
        "除抢险外，不得零星用工。",
        "公司解散的，除合并的情形外，清算人应当组成清算组。",
        "除夕值班人员不得外出，一律在岗。",
        "除雷击外，全部与人的活动有关。",
        "送达时间不得超过六十分钟，因恶劣天气不能按时送达，且经消费者同意的除外。",
    ],
)
def test_what_only_looks_like_one_is_left(text):
    """What holds besides or for whom was said before, what points elsewhere, how things are, and another word."""
    assert facts_of("exemption", text) == []


@pytest.mark.parametrize("kind", ["news", "report"])
def test_stories_are_left(kind):
    """They tell how things are."""
    assert facts_of("exemption", "除抢修设备外，22时以后不得使用实训室。", kind=kind) == []
