"""By when, asked."""

from random import Random

import pytest
from type_facts import deadline, drafts, pool_of

from qbank.types import SingleChoice
from qbank.types._of_deadline import statements

OTHERS = (
    deadline("设备科5月底前完成管网改造。", "5月底", "完成管网改造", start=200),
    deadline("材料科10月底前完成仓库搬迁。", "10月底", "完成仓库搬迁", start=300),
)


@pytest.mark.parametrize(
    ("view", "date", "act", "stem"),
    [
        ("各单位要在8月底前召开动员会。", "8月底", "召开动员会", "各单位应当在何时召开动员会？"),
        ("8月底前，供热企业完成锅炉检修。", "8月底", "供热企业完成锅炉检修", "供热企业应当在何时完成锅炉检修？"),
        ("8月底前完成老旧小区供水改造。", "8月底", "完成老旧小区供水改造", "应当在何时完成老旧小区供水改造？"),
        ("1.8月底前完成老旧小区供水改造。", "8月底", "完成老旧小区供水改造", "应当在何时完成老旧小区供水改造？"),
        ("一是8月底前完成老旧小区供水改造。", "8月底", "完成老旧小区供水改造", "应当在何时完成老旧小区供水改造？"),
        ("请各单位于8月底前召开动员会。", "8月底", "召开动员会", "各单位应当在何时召开动员会？"),
        (
            "各站对情况进行总结，于8月底前将总结报送中心。",
            "8月底",
            "将总结报送中心",
            "各站应当在何时将总结报送中心？",
        ),
    ],
)
def test_who_has_to_do_what(view, date, act, stem):
    """The agent stands first, wherever the sentence has it; the document's other deadlines are options."""
    (draft,) = drafts(SingleChoice, deadline(view, date, act), *OTHERS)
    assert draft.stem == stem
    assert {"5月底前", "8月底前", "10月底前"} <= {option.text for option in draft.body.options}


@pytest.mark.parametrize(
    ("view", "act"),
    [
        ("制定细则，8月底前报区办公室。", "报区办公室"),
        ("8月底前没有动工的，发函督办。", "没有动工的"),
        ("8月底前均已完成动员部署工作。", "均已完成动员部署工作"),
        ("隐患已经移交，请其于8月底前将情况反馈政协。", "将情况反馈政协"),
        ("市局8月底前把这样的培训办到各站。", "把这样的培训办到各站"),
        ("8月底前各方意见基本一致。", "各方意见基本一致"),
    ],
)
def test_what_lacks_its_object_or_is_no_duty_is_not_asked(view, act):
    """An act without its object, a condition, a report, and what is no act give no question."""
    assert drafts(SingleChoice, deadline(view, "8月底", act), *OTHERS) == []


def test_a_false_deadline_is_another_of_the_document():
    """The statement is true with the rule's own date and false with another's."""
    fact = deadline("各单位要在8月底前召开动员会。", "8月底", "召开动员会")
    made = {
        each.stem: each.key for seed in range(40) for each in statements(fact, pool_of(fact, *OTHERS), Random(seed))
    }
    assert made["各单位应当在8月底前召开动员会。"] is True
    assert made["各单位应当在5月底前召开动员会。"] is False
