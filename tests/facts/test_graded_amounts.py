"""Amounts laid down case by case."""

import pytest
from facts_of import facts_of, words_of
from hypothesis import given
from hypothesis import strategies as st

_CASES = ("特急件", "急件", "平件", "一级站", "二级站", "三级站")


@given(st.lists(st.integers(2, 999), min_size=2, max_size=6, unique=True))
def test_every_case_keeps_its_own_amount(amounts):
    """However many cases there are, each row holds the amount that stands beside it."""
    rows = [(case, f"{amount}元") for case, amount in zip(_CASES, amounts, strict=False)]
    text = "，".join(f"{case}每件补助{amount}" for case, amount in rows)
    (fact,) = facts_of("graded_amounts", f"补助标准，{text}。")
    assert [(left.text, right.text) for left, right in fact.rows] == [
        (f"{case}每件补助", amount) for case, amount in rows
    ]


def test_what_the_first_case_says_for_all_is_kept_apart():
    """办件量 stands once and is said of all."""
    (fact,) = facts_of("graded_amounts", "抽查数量按照上年办件量确定：办件量900件以上的抽取40卷，900件以下的抽取10卷。")
    assert fact.lead == "抽查数量按照上年办件量确定，办件量"
    assert words_of([fact]) == [("900件以上的抽取", "40卷", "900件以下的抽取", "10卷")]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("整改的期限，一般问题15天，工程类的60天。", "整改的期限，"),
        ("比武的奖金并不算多：一等奖8000元，二等奖5000元。", "比武的奖金，"),
        ("值班室接到通知后，本楼的5分钟到岗，外楼的15分钟到岗。", "值班室接到通知后，"),
        ("检查人员要写清问题、原因两项内容，一般问题3日内整改，需要采购设备的15日内整改。", ""),
        ("一笔是生活费，每人1600元；另一笔是劳务费，轻度残疾每人每月700元，重度残疾每人每月1400元。", "劳务费，"),
    ],
)
def test_the_lead_says_of_what_the_cases_are(text, lead):
    """A clause that names the matter stays, one that is a statement of its own does not."""
    (fact,) = facts_of("graded_amounts", text)
    assert fact.lead == lead


@pytest.mark.parametrize(
    "text",
    [
        "全年调解纠纷60件，一般纠纷41件，重大纠纷19件。",
        "一季度一级病害处置率为97%，二级病害处置率为88%。",
        "资金来源是：上级补助19万元，市级配套29万元，县级配套9万元。",
        "超过6小时的不计，一般按半天计；急件2小时内办结，平件2小时内办结。",
        "登记在册的6人补了课，没有登记的3人没有补。",
    ],
)
def test_what_was_counted_is_no_rule(text):
    """Tallies, rates, sources of money and equal amounts lay down nothing case by case."""
    assert facts_of("graded_amounts", text, "report") == []


_VERBS = ["补助", "奖", "扣", "加", "计", "罚", "收", "发放", "给予", "抽取", "配备", "检查", "巡查"]
_OUGHT = ["应当", "必须", "须", "要", "可以", "一般", "原则上", "每次", "每人每月"]
_BOUNDS = ["不少于", "不得超过", "至少", "最多"]


@given(st.sampled_from(["", *_OUGHT]), st.sampled_from(_VERBS), st.sampled_from(["", *_BOUNDS]))
def test_every_link_begins_with_a_sign_that_is_looked_for(ought, verb, bound):
    """Where none of the signs stands no link is tried; so each link must begin with one."""
    link = f"{ought}{verb}{bound}"
    (fact,) = facts_of("graded_amounts", f"一级站{link}300元，二级站{link}200元。")
    assert words_of([fact]) == [(f"一级站{link}", "300元", f"二级站{link}", "200元")]


def test_a_verb_said_once_holds_for_all():
    """每件补助 of the first case; where others say their own, or only a bound stands before the first, none is lent."""
    links = {
        "实行补助制度，简单纠纷每件补助60元，一般纠纷150元，疑难纠纷500元。": "每件补助",
        "实行补助制度，简单纠纷每件补助60元，一般纠纷每件奖励150元。": "",
        "整改的期限，一般问题15天，工程类的60天。": "",
    }
    for text, link in links.items():
        (fact,) = facts_of("graded_amounts", text)
        assert fact.link == link
