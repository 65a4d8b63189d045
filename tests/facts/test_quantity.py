"""Figures with their measure, and what only looks like one."""

import pytest
from facts_of import facts_of
from hypothesis import given
from hypothesis import strategies as st

from qbank.facts.quantity import _FORMS
from qbank.model.fact import Quantity


def wholes(text: str) -> list[str]:
    """Return the whole words of each figure."""
    return [fact.whole.text for fact in figures(text)]


def figures(text: str) -> list[Quantity]:
    """Return the facts of both patterns for figures, amounts first."""
    return [*facts_of("quantity", text), *facts_of("time_limit", text)]


@pytest.mark.parametrize(
    ("text", "number", "value", "label"),
    [
        ("申请人应当自收到通知之日起十五日内提出异议。", "十五", 15, "quantity:日"),
        ("全年共印发手册1,500册。", "1,500", 1500, "quantity:册"),
        ("逾期不改正的，处5万元罚款。", "5万", 50000, "quantity:元"),
        ("累计培训学员300余人次。", "300", 300, "quantity:人次"),
        ("合格率不得低于百分之九十五。", "九十五", 95, "quantity:百分之"),
        ("抽查比例不低于12.5%。", "12.5", 12.5, "quantity:%"),
        ("每季度举办2期。", "2", 2, "quantity:期"),
        ("会议须有三分之二以上成员出席。", "三分之二", pytest.approx(2 / 3), "fraction:分之"),
        ("处二千元以上一万元以下的罚款。", "二千元以上一万", 2000, "range:元"),
        ("检查组由三至五人组成。", "三至五", 3, "range:人"),
        ("护栏高度不得低于一点八米。", "一点八", 1.8, "quantity:米"),
        ("抽查不少于三成的户。", "三", 3, "quantity:成"),
        ("浓度不得超过百分之零点五。", "零点五", 0.5, "quantity:百分之"),
        ("有效氯不低于800毫克/升。", "800", 800, "quantity:毫克/升"),
        ("走满一圈的有71台次。", "71", 71, "quantity:台次"),
        ("游离氯不低于0.3毫克每升。", "0.3", 0.3, "quantity:毫克每升"),
    ],
)
def test_figures_are_read(text, number, value, label):
    """Number, value and label of one figure a sentence."""
    (fact,) = figures(text)
    assert (fact.number.text, fact.value, fact.whole.label) == (number, value, label)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("年满十八周岁以上的居民可以报名。", "十八周岁以上"),
        ("应当在三十日内答复。", "三十日内"),
        ("参加人员为50人左右。", "50人左右"),
        ("处5万元以上50万元以下的罚款。", "5万元以上50万元以下"),
        ("温度控制在14至24摄氏度。", "14至24摄氏度"),
        ("疫苗在2℃至8℃避光贮存。", "2℃至8℃"),
    ],
)
def test_words_of_limit_belong_to_the_whole(text, whole):
    """以上, 以内, 左右 stay with the figure, and a range is not split."""
    assert wholes(text) == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "第三次全体会议于2031年4月6日召开。",
        "依照第十二条第二款的规定办理。",
        "会议于9时30分开始。",
        "执行《2031年十项重点工作清单》，落实“三个一”制度。",
        "由一名同志负责，抓好一项一项的落实。",
        "每一个环节都要有人负责。",
        "这是第十四个五年规划的开局之年。",
        "抓好三个方面、五项任务。",
        "每月5日前报送数据。",
        "本月的休市日定在20日。",
        "冷库温度为-18℃，误差±2℃。",
        "产品由60℃降到21℃。",
        "三五成群的人走了。",
        "现场来了几十人。",
        "仓库四周有护栏。",
        "展柜距石刻四周不少于半步。",
        "现场来了数百人。",
        "总长约一又二分之一公里。",
        "预算为5万5千元。",
        "合格的有两三家。",
        "规矩不是一成不变的。",
        "合格的占四成五。",
        "听到5.3所列情况的，不挂电话。",
    ],
)
def test_what_is_no_figure_is_left_alone(text):
    """Ordinals, dates, times, titles, articles, announced lists and plans are no quantities."""
    assert wholes(text) == []


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("应当在三十日内答复。", "time_limit"),
        ("聘期三年。", "time_limit"),
        ("年满60周岁的退出岗位。", "time_limit"),
        ("应当在48小时内取样化验。", "time_limit"),
        ("任期不少于6个月。", "time_limit"),
        ("培训不少于24学时。", "quantity"),
        ("每名学员补助150元。", "quantity"),
        ("每年至少演练两次。", "quantity"),
        ("合格率不低于95%。", "quantity"),
    ],
)
def test_figures_of_time_are_a_pattern_of_their_own(text, pattern):
    """How long, how soon and how old; how much and how often are the other pattern's."""
    assert [fact.pattern for fact in figures(text)] == [pattern]


@given(
    st.lists(
        st.sampled_from([*"十百万分之35个以上至到或者不满超过内月元%‰-、", "百分之", "以上", "分之"]), max_size=12
    ).map("".join)
)
def test_no_form_stands_where_its_sign_does_not(text):
    """What is not looked for without its sign would not have been found."""
    for sign, _, form in _FORMS:
        assert form.search(text) is None or sign.search(text)
