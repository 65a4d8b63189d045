"""What is put into which frame."""

import pytest
from facts_of import facts_of


@pytest.mark.parametrize(
    ("text", "what", "verb", "frame"),
    [
        ("各镇要将防汛工作纳入年度绩效考核范围，强化督导。", "防汛工作", "纳入", "年度绩效考核范围"),
        ("所需经费列入本级财政预算。", "所需经费", "列入", "本级财政预算"),
        ("检查情况应当如实记入巡查日志。", "检查情况", "记入", "巡查日志"),
        ("托位不足问题列入了2033年民生实事。", "托位不足问题", "列入", "2033年民生实事"),
        ("将其纳入信用档案。", None, "纳入", "信用档案"),
    ],
)
def test_frames_and_what_goes_into_them(text, what, verb, frame):
    """The frame ends with its clause; a pronoun is no thing."""
    (fact,) = facts_of("inclusion", text)
    assert (fact.what.text if fact.what else None, fact.verb.text, fact.frame.text) == (what, verb, frame)
    assert fact.frame.label == f"frame:{verb}"


@pytest.mark.parametrize(
    "text",
    [
        "依法纳入基金的其他资金由财政部门管理。",
        "培训时间不计入工龄。",
        "纳入统一平台进行公示。",
        "坚持“纳入一张图”原则。",
    ],
)
def test_relative_clauses_and_negations_give_nothing(text):
    """A frame that only qualifies a noun, a negated one, and a quoted one are left alone."""
    assert facts_of("inclusion", text) == []
