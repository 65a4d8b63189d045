"""Cases that the words before them say what they are cases of."""

import pytest
from facts_of import facts_of, words_of


def found(text, kind="report"):
    """Return, for each case, what leads to it, the case, and what is done."""
    return [(fact.lead, *words_of([fact])[0]) for fact in facts_of("led_case", text, kind)]


@pytest.mark.parametrize(
    ("text", "lead", "case", "then"),
    [
        (
            "护工每年培训不少于三天，考核不合格的停止上岗，补考仍不合格的解聘。",
            "护工每年培训不少于三天，",
            "考核不合格的",
            "停止上岗，补考仍不合格的解聘",
        ),
        (
            "各店每月自查，树苗要用本地苗，成活率低于85%的，施工单位补植。",
            "树苗要用本地苗，",
            "成活率低于85%的",
            "施工单位补植",
        ),
        ("由区里每周公布参考价，学校进价高出参考价10%的，须书面说明。", "", "学校进价高出参考价10%的", "须书面说明"),
        (
            "储备粮库存一旦低于4天，由粮食局启动预警，三天内补足。",
            "",
            "储备粮库存一旦低于4天",
            "由粮食局启动预警，三天内补足",
        ),
        (
            "把考评结果与年度考核挂钩，连续两次评为D级的，店长就地免职。",
            "把考评结果与年度考核挂钩，",
            "连续两次评为D级的",
            "店长就地免职",
        ),
        ("水库大坝的高度不低于50米，需要加固的，应当报局里审批。", "水库大坝，", "需要加固的", "应当报局里审批"),
        ("最高额抵押，债权尚未确定的，暂按个案报登记师。", "最高额抵押，", "债权尚未确定的", "暂按个案报登记师"),
        (
            "第一档可以由系统外呼，但对方没有按键确认的，当场转人工。",
            "第一档可以由系统外呼，",
            "对方没有按键确认的",
            "当场转人工",
        ),
        (
            "对异常资金往来，由系统按月筛查，单笔5万元以上、与授信客户之间的，一律要求说明。",
            "对异常资金往来，由系统按月筛查，",
            "单笔5万元以上、与授信客户之间的",
            "一律要求说明",
        ),
        (
            "施工人员入场教育不少于8学时，考试不合格的不得入场，共退回17人。",
            "施工人员入场教育不少于8学时，",
            "考试不合格的",
            "不得入场",
        ),
        (
            "小区配套园要同步移交，开发企业不移交的，住建部门不得备案，这一条没有商量余地。",
            "小区配套园要同步移交，",
            "开发企业不移交的",
            "住建部门不得备案",
        ),
        (
            "座位一律预约使用，临时离座超过60分钟的，视为放弃，一个月内违约3次的暂停预约7天。",
            "",
            "临时离座超过60分钟的",
            "视为放弃",
        ),
    ],
)
def test_a_case_after_its_clause(text, lead, case, then):
    """The nearest clauses that lay something down about a thing lead; a case with a thing and a limit needs none."""
    assert found(text) == [(lead, case, then)]


def test_whose_case_it_is_may_stand_in_the_piece_before():
    """Who must do something there, or the noun of its case."""
    text = (
        "货车司机须提前预约；一个月内爽约三次的，暂停预约资格。"
        "连续两周垫底的供热企业，由副市长约谈；两次被约谈的，核减补助。"
    )
    assert ("货车司机", "一个月内爽约三次的", "暂停预约资格") in found(text)
    assert ("供热企业", "两次被约谈的", "核减补助") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "去年县里要求每店自查，查了十家店，不合格的停业整顿。",
        "我们每周去看一次，做得不好的当场指出。",
        "村民头天晚上打电话，连续两次爽约的，扣减补贴。",
        "接待要有公函，没有公函的不予接待。",
        "全镇供水稳定，没有发生影响千户以上的停水事故。",
        "五句话说完，要请客户用自己的话复述一遍，客户复述不出来的，不得办理。",
        "共查出问题九起，2起涉及中介组织的移送公安机关。",
        "物业每月公布账目，主要的问题由业委会反映。",
        "各校每周公布菜谱，学生最喜欢的，是周三的饺子。",
        "书房按功能分为静读区、交流区，交流区的讨论活动须提前登记。",
        "燃气企业应核实管位，误差较大的当场修正；参加交底的必须有实际操作手，实际操作人员变更的重新交底。",
    ],
)
def test_stories_and_plain_cases_are_left(text):
    """What happened, what nothing is laid down of before, what its lead says already, and no case at all."""
    assert found(text) == []


def test_articles_of_a_law_are_left():
    """They state their cases in frames of their own."""
    text = "护工每年培训不少于三天，考核不合格的不得上岗。"
    assert found(text) and found(text, kind="law") == []


def test_how_often_is_not_of_whom():
    """公司级每月1次、车间级每周1次 leads no case."""
    text = "推行两级安全会，公司级每月1次、车间级每周1次，一把手无故不参加的，扣本人当月绩效。"
    assert not any("次" in fact.lead for fact in facts_of("led_case", text))
