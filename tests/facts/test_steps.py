"""What the document itself puts into order: stages, steps, scales, dated events."""

import pytest
from facts_of import facts_of

from qbank.model.fact import Steps


def steps_in(name, text):
    """Return the steps of each fact a pattern finds, in the right order."""
    facts = facts_of(name, text)
    assert all(isinstance(fact, Steps) for fact in facts)
    return [[step.text for step in fact.steps] for fact in facts]


PLAN = """一、总体要求
全镇各单位要高度重视，认真抓好各项任务的落实。
二、{title}
（一）{heads[0]}
各单位制定实施细则，按时报送参训人员名册。
（二）{heads[1]}
各单位对照清单逐条自查，如实填写自查表。
（三）{heads[2]}
各单位报送书面总结，由领导小组组织验收。
"""


@pytest.mark.parametrize(
    ("title", "heads", "found"),
    [
        ("方法步骤", ["动员阶段", "自查阶段", "总结阶段"], ["动员阶段", "自查阶段", "总结阶段"]),
        ("时间安排", ["摸底（3月）", "整治（4月至8月）", "总结（9月）"], ["摸底", "整治", "总结"]),
        ("时间安排", ["摸底（3月）", "整治（9月）", "总结（4月）"], None),
        ("方法步骤", ["抓学习", "抓整改", "抓落实"], None),
        ("处置程序", ["接报核实", "先期处置", "调查评估"], ["接报核实", "先期处置", "调查评估"]),
        ("处置的三个步骤", ["接报核实", "先期处置", "调查评估"], ["接报核实", "先期处置", "调查评估"]),
        ("处置的六个步骤", ["接报核实", "先期处置", "调查评估"], None),
        ("值守流程", ["作息时间表", "接班", "证件不全", "物品"], None),
        ("2值守流程", ["接班", "巡查", "交班"], ["接班", "巡查", "交班"]),
        ("停电、验电、接地的程序", ["停电", "验电", "接地"], None),
        ("工作程序", ["加强领导", "先期处置", "调查评估"], None),
        ("时间安排", ["摸底（2031年11月）", "整治（2032年1月）", "总结（2032年3月）"], ["摸底", "整治", "总结"]),
        ("保障措施", ["加强领导", "落实经费", "严格考核"], None),
        ("工作要求", ["摸底（3月）", "整治（4月）", "总结（9月）"], None),
    ],
)
def test_stages_are_named_or_dated(title, heads, found):
    """Headings are stages by name, or dated one after another under a heading that says so."""
    assert steps_in("stages", PLAN.format(title=title, heads=heads)) == ([found] if found else [])


@pytest.mark.parametrize(("second", "found"), [("14时20分", 1), ("14时00分", 0), ("13时50分", 0)])
def test_steps_that_run_side_by_side_have_no_order(second, found):
    """Where clock times below the headings do not rise, the numbers of the headings are no order of time."""
    text = PLAN.format(title="演练流程", heads=["发现报告", "现场处置", "恢复终止"])
    times = {
        "各单位制定": "14时00分，各单位制定",
        "各单位对照": f"{second}，各单位对照",
        "各单位报送": "15时00分，各单位报送",
    }
    for before, after in times.items():
        text = text.replace(before, after)
    assert len(steps_in("stages", text)) == found


LIST = "{}：\n（一）召开村民会议；\n（二）拟订承包方案；\n（三）签订承包合同。\n"


@pytest.mark.parametrize(
    ("lead", "topic", "case"),
    [
        ("土地承包应当按照以下程序进行", "土地承包", ""),
        ("需要重新承包，村民要求变更的，应当依照下列步骤办理", "", "需要重新承包，村民要求变更的"),
        ("村民会议可以决定下列事项", None, None),
        ("村委会应当采取下列措施", None, None),
        ("按照下列程序办理", None, None),
        ("本条所称承包应当按照下列程序进行", None, None),
    ],
)
def test_a_list_is_ordered_where_its_lead_in_says_so(lead, topic, case):
    """程序 and 步骤 with their subject or their condition make steps; 事项 and 措施 do not."""
    found = [(fact.topic, fact.case) for fact in facts_of("ordered_list", LIST.format(lead))]
    assert found == ([(topic, case)] if topic is not None else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("预警信号由低到高分为蓝色、黄色、橙色、红色四级。", ["蓝色", "黄色", "橙色", "红色"]),
        ("事故等级从重到轻依次为特大、重大、较大和一般。", None),
        ("预警信号由低到高分为蓝色、黄色、橙色三级四档。", None),
        ("预警信号由低到高分为蓝色、黄色、红色四级。", None),
        ("奖金由低到高分为100元、200元、300元三档。", None),
        ("预警信号分为蓝色、黄色、橙色、红色四级。", None),
        ("库房应当先通风、再检测、后作业。", None),
    ],
)
def test_a_scale_says_its_direction(text, found):
    """Levels need a direction, and their number must be right; what is done first needs a heading to ask by."""
    assert steps_in("scale", text) == ([found] if found else [])


HISTORY = "2011年3月1日，图书馆正式成立。{}2018年9月9日，全县召开首届读书大会。2021年6月2日，流动书车项目启动。"


@pytest.mark.parametrize(
    ("middle", "found"),
    [
        ("2014年5月6日，少儿分馆建成开放。", True),
        ("", False),
        ("2018年9月1日，少儿分馆建成开放。", False),
        ("5月6日，少儿分馆建成开放。", False),
    ],
)
def test_events_need_full_dates_that_differ(middle, found):
    """Four events of different months with year and month are an order; three, or two of one month, are not."""
    assert bool(steps_in("chronology", HISTORY.format(middle))) is found


@pytest.mark.parametrize("nought", "〇○零")
def test_years_in_words_are_in_order_too(nought):
    """Whichever nought a printer has, and whether figures or words tell the year."""
    text = HISTORY.format("二0一四年五月六日，少儿分馆建成开放。".replace("0", nought))
    assert steps_in("chronology", text)[0][1] == "少儿分馆建成开放"


def test_events_told_out_of_order_are_put_right():
    """The order is that of the dates, whatever the text's."""
    text = HISTORY.format("2009年5月6日，图书馆筹备组成立。")
    assert steps_in("chronology", text)[0][0] == "图书馆筹备组成立"


DAYS = [
    "3月4日，青溪镇召开春季防汛动员会议。",
    "3月9日，以视频形式，组织各村支书参加，举行了第一次防汛演练。",
    "3月15日，镇里印发了河道巡查值守方案。",
    "4月2日，镇应急物资储备库正式建成。",
]


def test_days_of_one_year_told_in_order():
    """Days without a year make steps if they are told in order; a clause that only says how is passed over."""
    (found,) = steps_in("chronology", "".join(DAYS))
    assert found[1] == "举行了第一次防汛演练"
    assert len(found) == 4
    assert steps_in("chronology", "".join([DAYS[3], *DAYS[:3]])) == []
    assert steps_in("chronology", "".join([*DAYS[:3], "2031年4月2日，镇应急物资储备库正式建成。"])) == []


def test_what_only_says_how_is_no_step():
    """After two acts the last way out is a third one, manners are none; of what, must be said."""
    text = "旧桌椅盘活，先调剂，再出租，确实无法利用的依法处置。"
    (fact,) = facts_of("first_then", text)
    assert [step.text for step in fact.steps] == ["调剂", "出租", "确实无法利用的依法处置"]
    (fact,) = facts_of("first_then", "开会议事，先讲事实、后讲意见，一人一次、限时发言。")
    assert [step.text for step in fact.steps] == ["讲事实", "讲意见"]
    assert facts_of("first_then", "闲置的，先调剂，再出租，确实无法利用的依法处置。") == []


def test_of_a_plan_tasks_are_put_in_order():
    """What a plan dates has not happened yet."""
    text = HISTORY.format("2014年5月6日，少儿分馆建成开放。")
    (told,), (planned,) = facts_of("chronology", text), facts_of("chronology", text, "plan")
    assert (told.name, told.by) == ("事件", "发生的先后顺序")
    assert (planned.name, planned.by) == ("工作", "计划时间的先后顺序")
