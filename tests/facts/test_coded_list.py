"""Counted codes and the members that bear their word."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "of", "heads"),
    [
        (
            "我们深刻体会到：必须坚持人民至上，这是追求；必须坚持以上率下，这是法宝。以上“两个必须”，要长期坚持。",
            "“两个必须”",
            ("必须坚持人民至上", "必须坚持以上率下"),
        ),
        (
            "再讲“三个结合”。要把整治与迎检相结合，与优化环境相结合，与选拔任用相结合。不能就作风抓作风。",
            "“三个结合”",
            ("与迎检相结合", "与优化环境相结合", "与选拔任用相结合"),
        ),
        (
            "——开展“两项整治”。对违规饮酒问题专项整治，落实禁酒令；对执法不规范问题专项整治，评查案件千起。",
            "“两项整治”",
            ("对违规饮酒问题专项整治", "对执法不规范问题专项整治"),
        ),
        (
            "推行“721工作法”，70%的问题用服务解决，20%的问题用管理解决，10%的问题用执法解决。",
            "“721工作法”",
            ("70%的问题用服务解决", "20%的问题用管理解决", "10%的问题用执法解决"),
        ),
        (
            "“党组领学、支部研学、青年促学、个人自学”，该院建立“四学联动”机制，推动学习往深里走。",
            "“四学联动”",
            ("党组领学", "支部研学", "青年促学", "个人自学"),
        ),
        (
            "期间开展“三个一”活动。\n召开一次动员会。5月8日前，全系统召开。\n讲授一堂廉政课。书记带头讲。\n观看一部警示片。"
            "观看后组织讨论。",
            "“三个一”",
            ("召开一次动员会", "讲授一堂廉政课", "观看一部警示片"),
        ),
    ],
)
def test_members_of_a_code(text, of, heads):
    """Before the sentence that takes them up, after one that names hardly more, in figures, in paragraphs."""
    (fact,) = facts_of("coded_list", text)
    assert (fact.of, words_of([fact])[0]) == (of, heads)


@pytest.mark.parametrize(
    "text",
    [
        "必须坚持人民至上；必须坚持以上率下；必须学用结合。以上“两个必须”，要长期坚持。",
        "打好“两张牌”。逐级谈心，每周一次；每周暗访，通报问题。",
        "压实“两个责任”。制定主体责任、监督责任四张清单，签订责任书182份；压实责任。",
        "推行“721工作法”，70%的问题用服务解决，30%的问题用执法解决。",
        "期间开展“三个一”活动。\n召开一次动员会。5月8日前召开。\n讲授一堂廉政课。书记带头讲。",
    ],
)
def test_what_the_code_does_not_count_is_no_list(text):
    """One too many, none with the word, a figure that is not told, one too few."""
    assert facts_of("coded_list", text) == []
