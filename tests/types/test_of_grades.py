"""Questions on grades and their rules, and on what is done first and last."""

import pytest
from type_facts import drafts, pairs, steps

from qbank.types import Ordering, ShortAnswer, SingleChoice


@pytest.mark.parametrize(
    ("rows", "of", "names"),
    [
        (
            [("特级护理", "24小时专人看护"), ("一级护理", "每小时巡视一次"), ("二级护理", "每2小时巡视一次")],
            "级别的护理",
            {"特级", "一级", "二级"},
        ),
        (
            [("绝密级文件", "在机要室内阅读"), ("机密级文件", "在办公室内阅读"), ("秘密级文件", "留存不超过三日")],
            "级别的文件",
            {"绝密级", "机密级", "秘密级"},
        ),
        (
            [("重大风险", "由集团挂牌管理"), ("较大风险", "由公司挂牌管理"), ("一般风险", "由车间挂牌管理")],
            "等级的风险",
            {"重大", "较大", "一般"},
        ),
        (
            [("A类", "立即停用整改"), ("B类", "三日之内整改"), ("C类", "七日之内整改")],
            "类别",
            {"A类", "B类", "C类"},
        ),
    ],
)
def test_the_grade_of_a_rule_is_asked(rows, of, names):
    """The grades themselves are the options, without the noun that all have."""
    fact = pairs(rows, ("级别", "对应规定"), pattern="grade_rows")
    (draft,) = drafts(SingleChoice, fact)
    rights = dict(zip((right for _, right in rows), (left for left, _ in rows), strict=True))
    rule = draft.stem.partition("“")[2].partition("”")[0]
    assert draft.stem == f"“{rule}”对应的是哪个{of}？"
    assert {option.text for option in draft.body.options} == names
    assert rights[rule].startswith(draft.body.key_text())


def test_what_a_grade_is_needs_no_quotation():
    """包括…的是哪个类别的区域？"""
    rows = [("一类区域", "包括中心商务区"), ("二类区域", "为一环路以内"), ("三类区域", "为一环路以外")]
    (draft,) = drafts(SingleChoice, pairs(rows, ("区域", "对应规定"), pattern="grade_rows"))
    assert draft.stem.endswith("的是哪个类别的区域？")
    assert "“" not in draft.stem


def test_other_columns_are_matched_only():
    """Departments and duties are no grades."""
    rows = [("信息科", "系统开发维护"), ("财务科", "培训经费拨付"), ("督查科", "组织明察暗访")]
    assert drafts(SingleChoice, pairs(rows)) == []


def test_an_order_told_in_a_sentence_is_asked_for():
    """By whom or in which case it is done; stages of a plan are asked as headings are."""
    texts = ("核对身份", "核对材料", "录入系统", "出具回执")
    fact = steps(texts, "操作", pattern="first_then", topic="窗口人员", case="收件时")
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.stem == "收件时，窗口人员应当按照怎样的先后顺序操作？"
    assert draft.body.key_strings() == texts
    (ordering,) = drafts(Ordering, fact)
    assert ordering.stem == "收件时，请将窗口人员的下列操作按先后顺序排列。"
    assert drafts(ShortAnswer, steps(texts, topic="窗口人员")) == []


def test_a_rule_that_stands_twice_tells_no_grade() -> None:
    """24小时内 of one grade, and of another in a case."""
    rows = [("甲级险情", "立即派员处置"), ("乙级险情", "24小时内处置"), ("丙级险情", "三日之内处置")]
    rules = {
        twice: {
            each.stem
            for seed in range(12)
            for each in drafts(SingleChoice, pairs(shown, ("级别", "对应规定"), pattern="grade_rows"), seed=seed)
        }
        for twice, shown in ((False, rows), (True, [*rows, ("丁级险情", "五日之内处置，成片的24小时处置")]))
    }
    assert any("24小时" in stem for stem in rules[False])
    assert rules[True]
    assert not any("“24小时" in stem for stem in rules[True])


def test_points_alone_tell_no_class() -> None:
    """每次记3分 of a class of which nothing else is told."""
    rows = [("甲类", "每次记6分"), ("乙类", "每次记3分"), ("丙类", "每次记1分")]
    assert drafts(SingleChoice, pairs(rows, ("类别", "对应规定"), pattern="grade_rows")) == []
