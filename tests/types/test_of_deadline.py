"""By when, asked."""

from dataclasses import replace
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
        ("信息科负责8月底前把短信功能上线。", "8月底", "把短信功能上线", "信息科应当在何时把短信功能上线？"),
        ("请各单位于8月底前召开动员会。", "8月底", "召开动员会", "各单位应当在何时召开动员会？"),
        (
            "各站对情况进行总结，于8月底前将总结报送中心。",
            "8月底",
            "将总结报送中心",
            "各站应当在何时将总结报送中心？",
        ),
        ("各单位要在8月底前召开动员会，推动问题得到了解。", "8月底", "召开动员会", "各单位应当在何时召开动员会？"),
        (
            "各单位要在8月底前召开动员会，把已经查出的问题说清。",
            "8月底",
            "召开动员会",
            "各单位应当在何时召开动员会？",
        ),
        ("各单位要根据本方案于8月底前制定细化措施。", "8月底", "制定细化措施", "各单位应当在何时制定细化措施？"),
        (
            "各企业于8月底前将全部操作人员的姓名录入平台。",
            "8月底",
            "将全部操作人员的姓名录入平台",
            "各企业应当在何时将全部操作人员的姓名录入平台？",
        ),
        ("8月底前，各村上报种植面积。", "8月底", "各村上报种植面积", "各村应当在何时上报种植面积？"),
        (
            "8月底前，各区处要对灯具进行一次清洗。",
            "8月底",
            "各区处要对灯具进行一次清洗",
            "各区处应当在何时对灯具进行一次清洗？",
        ),
        (
            "8月底前，12台叉车全部加装限速器。",
            "8月底",
            "12台叉车全部加装限速器",
            "12台叉车应当在何时全部加装限速器？",
        ),
        ("41名司机的缺额，8月底前必须补齐。", "8月底", "补齐", "41名司机的缺额应当在何时补齐？"),
        (
            "8月底前，没有到位的13名司机必须配齐。",
            "8月底",
            "没有到位的13名司机必须配齐",
            "没有到位的13名司机应当在何时配齐？",
        ),
        ("重大隐患8月底前整改完毕。", "8月底", "整改完毕", "重大隐患应当在何时整改完毕？"),
        ("合同没有约定的，应于8月底前补充约定。", "8月底", "补充约定", "合同没有约定的，应当在何时补充约定？"),
        (
            "对被投诉三次的司机，各公司要在8月底前逐人谈话建档。",
            "8月底",
            "逐人谈话建档",
            "对被投诉三次的司机，各公司应当在何时逐人谈话建档？",
        ),
        (
            "落后的青溪县、白岭县，须于8月底前报送赶工方案。",
            "8月底",
            "报送赶工方案",
            "落后的青溪县、白岭县应当在何时报送赶工方案？",
        ),
        (
            "监管所要在7月15日前完成签约，8月底前完成标识安装。",
            "8月底",
            "完成标识安装",
            "监管所应当在何时完成标识安装？",
        ),
        (
            "8月底前由市志愿者协会公布入选名单。",
            "8月底",
            "由市志愿者协会公布入选名单",
            "市志愿者协会应当在何时公布入选名单？",
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
        ("各单位均在8月底前传达会议精神，并作了动员部署。", "传达会议精神"),
        ("隐患已经移交，请其于8月底前将情况反馈政协。", "将情况反馈政协"),
        ("市局8月底前把这样的培训办到各站。", "把这样的培训办到各站"),
        ("8月底前各方意见基本一致。", "各方意见基本一致"),
        ("三家公司可于8月底前申请设备补助。", "申请设备补助"),
        ("财政部门8月底前拨付到位。", "拨付到位"),
        ("各站站长是本站检查的第一责任人，8月底前确定1名值班员担任联络员。", "确定1名值班员担任联络员"),
        ("5月6日前各工作组报送分脚本，8月底前完成桌面推演。", "完成桌面推演"),
        ("各县区联系人8月底前报市值班中心一科。", "报市值班中心一科"),
        ("8件未整改案件建立“一案一策”，8月底前整改到位。", "整改到位"),
        ("督促燃气公司8月底前对用户逐户提醒。", "对用户逐户提醒"),
        ("各县区8月底前要完成三件事。", "完成三件事"),
        ("8月底前设立的抵押不在此列。", "设立的抵押不在此列"),
        ("主动上交的摊主，在8月底前不予任何处罚。", "不予任何处罚"),
        ("各村由协管员8月底前收齐点片板意见。", "收齐点片板意见"),
        ("属于我们的，8月底前加装挡水板和水位报警器。", "加装挡水板和水位报警器"),
        ("8月底前，其余12台叉车全部加装限速器。", "其余12台叉车全部加装限速器"),
        ("各县局也要在8月底前成立相应机构。", "成立相应机构"),
        ("申请免试的由单位出具证明，8月底前报局人事股审定，逾期不候。", "报局人事股审定"),
        ("每名年轻干部在8月底前对照岗位说明书自己列、导师帮着列。", "对照岗位说明书自己列、导师帮着列"),
    ],
)
def test_what_lacks_its_object_or_is_no_duty_is_not_asked(view, act):
    """An act without its object, a condition, a report, and what is no act give no question."""
    assert drafts(SingleChoice, deadline(view, "8月底", act), *OTHERS) == []


def test_a_year_that_is_not_known_is_not_asked():
    """明年1月底 is of the year after a document without a date."""
    fact = deadline("各支部要在明年1月底前开好专题组织生活会。", "明年1月底", "开好专题组织生活会")
    assert drafts(SingleChoice, fact, *OTHERS) == []
    assert drafts(SingleChoice, replace(fact, year=2030), *OTHERS)


def test_a_false_deadline_is_another_of_the_document():
    """The statement is true with the rule's own date and false with another's."""
    fact = deadline("各单位要在8月底前召开动员会。", "8月底", "召开动员会")
    made = {
        each.stem: each.key for seed in range(40) for each in statements(fact, pool_of(fact, *OTHERS), Random(seed))
    }
    assert made["各单位应当在8月底前召开动员会。"] is True
    assert made["各单位应当在5月底前召开动员会。"] is False


def test_a_false_date_is_an_earlier_one():
    """Who has to by the end of August has to by the end of October."""
    fact = deadline("各单位要在8月底前召开动员会。", "8月底", "召开动员会")
    made = [each for seed in range(40) for each in statements(fact, pool_of(fact, *OTHERS), Random(seed))]
    false = {each.stem for each in made if each.key is False}
    assert false
    assert not any("10月" in stem for stem in false)


def test_before_is_said_as_the_sentence_says_it():
    """以前 is locked like any word of a key; all options have it."""
    fact = deadline("8月底以前，各县区把图核完并上报。", "8月底", "各县区把图核完并上报")
    (draft,) = drafts(SingleChoice, fact, *OTHERS)
    assert draft.stem == "各县区应当在何时把图核完并上报？"
    assert draft.body.key_text() == "8月底以前"
    assert all(option.text.endswith("以前") for option in draft.body.options)
