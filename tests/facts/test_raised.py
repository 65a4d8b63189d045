"""What a standard was raised or cut to."""

import pytest
from facts_of import facts_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("护林补助今年从每月三百元提高到五百元。", ("护林补助", "从每月三百元提高到", "五百元")),
        ("下半年将把购书经费的比例由8%提高到15%。", ("购书经费的比例", "由8%提高到", "15%")),
        ("贷款审批由10个工作日压缩到5个工作日。", ("贷款审批", "由10个工作日压缩到", "5个工作日")),
    ],
)
def test_a_standard_with_both_figures(text, words):
    """今年 and 将把 are no part of its name."""
    (fact,) = facts_of("raised", text)
    assert (fact.indicator.text, fact.link.text, fact.amount.whole.text) == words


@pytest.mark.parametrize(
    "text",
    [
        "平均等候时间由27分钟缩短到11分钟。",
        "合作企业由6家扩大到10家。",
        "护林补助提高到500元。",
        "票价由协商改为2元。",
        "从岛上到县城的时间由60分钟缩短到18分钟。",
        "86台电梯的困人次数由21次下调到9次。",
        "差别在于时间由12小时缩短到6小时。",
    ],
)
def test_results_and_unknown_starts_are_left(text):
    """A result, no standard, and changes from nothing that is a figure."""
    assert facts_of("raised", text) == []
