"""Which stems are no questions, by form alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.drafting.asking import is_broken, is_no_question
from qbank.types._contract import TYPES

NAME = "根据《云岭站值守手册》“值守”部分，"


@pytest.mark.parametrize(
    "stem",
    [
        "延误真正起作用的有哪些四个方面？",
        "问题出在哪些环节有哪些？",
        "2月18日几月几日为何报废4吨？",
        "是有哪三种情况除外？",
        "对几年内被处罚三次以上的，记入档案？",
        "接班的人要提前到岗应当按照怎样的先后顺序操作？",
        "运营单位应当自投入使用之日起多少日内？",
        "海拔越高气压越低，每升高多少米？",
        "同类投诉几个月内超过5件的，不能只办件？",
        "如果几月几日以前库存降到1天以下？",
        "值守方案早有安排，早在哪年哪月？",
        "演练照常，时间几月几日？",
        "船加车要3小时多少分钟？",
        "多少日20时水位回落？",
        "值守点近几年漏报几次？",
        "演练用时2分多少秒？",
        "船加车要几小时10分钟？",
        "降雨从7月26日夜间至多少日？",
        "中心应当在何时根据存栏量和免疫程序？",
        "各队要根据计划应当在何时制定方案？",
        "自几月几日公司启动服务提升年活动以来？",
        "公司于何时？",
        "水厂一年送出去的水是1亿吨是在哪一年？",
        "从几月几日起，，就进入防火期？",
        "含水量百分之多少以上段上限38℃？",
        "水泵有缺陷但暂时不能停用的，每天至少几次？",
        "用3年时间，每年招聘不少于多少人？",
        "商户花多少元可以从几家公司买到记录？",
        "值班员至少要分清哪四个？",
        "打药提前24小时告知，哪三个渠道至少用两个？",
        "各市应当在何时召开一次会？",
        "同一车几个月内登记满三次？",
        "列车进站超过多少分钟出站？",
        "大棚最低气温百分之多少？",
        "立体字是否有几个固定点？",
    ],
)
def test_what_cannot_be_answered_as_it_stands(stem: str) -> None:
    """Asked twice, cut before what follows, two duties in one, half an amount; the document's name changes nothing."""
    assert is_no_question(stem)
    assert is_no_question(NAME + stem)


@pytest.mark.parametrize(
    "stem",
    [
        "延误真正起作用的有哪四个方面？",
        "问题出在哪些环节？",
        "接班的人应当按照怎样的先后顺序操作？",
        "运营单位应当自投入使用之日起多少日内备案？",
        "救援人员到场时间控制在多少分钟以内？",
        "从任何位置跑步取回应在几分钟之内？",
        "连续几次迟报的，约谈主要负责人？",
        "预产期是何时？",
        "云岭水务有限公司成立是在哪一年？",
        "县政府印发《有感服务方案》是在哪年哪月？",
        "规定自何时起施行？",
        "含水量百分之多少以上的应当退回？",
        "全县已配备每升降机几台？",
        "开放审核意见经谁审议通过，报谁备案？",
        "对哪些行为，给予记过以上处分？",
        "如果库存低于3天，应当在几小时内报告？",
        "存放时间不超过几个月？",
        "水泵有缺陷的，每天至少巡视几次？",
        "对危险路段的巡查，每天至少几次？",
        "每年招聘村医不少于多少人？",
    ],
)
def test_what_can_be_answered(stem: str) -> None:
    """A question that names what is asked of what."""
    assert not is_no_question(NAME + stem)


@pytest.mark.parametrize("name", TYPES.names())
def test_examples_of_all_types_are_questions(name: str) -> None:
    """What a type shows as its example is not refused."""
    assert not is_no_question(TYPES.get(name).example().stem)


@given(st.text(st.sampled_from("有哪些四个方面几多少日内如果，。；对要应当按照怎样")))
def test_a_statement_is_no_question_to_be_blamed(text: str) -> None:
    """Only what ends in a question mark is looked at."""
    assert not is_no_question(f"{text}。")


@pytest.mark.parametrize(
    "stem",
    [
        "因为南坡的夏天白昼长，一天可以采摘____以上。",
        "正因为全县的渠道年年清淤，水量增加了____。",
        "起，站里做了哪三件事？",
        "第一次是哪一年？",
        "第一个数字是百分之五十。",
        "某处一小时内有多少分钟是50分贝？",
        "各站听好，____之前。",
        "值守点要在各村宣讲，要在____以前。",
        "去年的差错有14起，而这一批要招的40个人。",
        "雨水口清掏6100个5月20日六个养护所10%。",
        "汽车维修22 17 70%。",
        "一级品占比百分之多少 83.9%？",
        "头一年有八十户参加，到当年何时？",
        "的样品几成以上由农户自己送检？",
        "流量计的最大误差是正负____，也就是说。",
        "原因一是防滑条磨平了几处？",
        "督查：县教育局督导室，每月抽查不少于几所？",
        "第七遍调律，静置不少于____以后。",
        "离开库房、应当在12月5日之前把取暖问题解决好。",
        "县职教中心其中19人签了协议，服务不少于几年？",
        "接头中心线每多少米偏差应不大于25毫米？",
        "普通水泥配制的，不少于几天？",
        "普通水泥配制的，不少于10天。",
        "普通水泥配制的，不少于____。",
        "一个叫“早报”，几点发布？",
    ],
)
def test_what_is_broken_off_is_refused(stem: str) -> None:
    """A reason alone, the first of what was named before, a date with nothing done by it, and a row of a table."""
    assert is_broken(NAME + stem)


@pytest.mark.parametrize(
    "stem",
    [
        "因缺工，4个村漏采茶园多少亩？",
        "因为缺工，4个村漏采茶园多少亩？",
        "因为两处渡口相距不足三公里，可以并建一座桥。",
        "第一次检查应当在几月几日前完成？",
        "各站应当在____前完成自查。",
        "整改情况于2030年1月31日前书面报告站务科。",
        "3月1日至4月15日，全段分成____个检查组。",
        "值守点每天巡查____次。",
        "的确良布料应当每几天翻晒一次？",
        "得分低于几分的，应当补考？",
        "列车停站超过多少分钟的，应当报告？",
        "献血后休息不少于10分钟，首次献血的，不少于多少分钟？",
        "发现一般问题的，几日内整改？",
        "每多少米设一个消火栓？",
        "每多少名学生应当配备1名教师？",
    ],
)
def test_what_is_whole_is_kept(stem: str) -> None:
    """A reason with what follows from it, a deadline with its act, and days that follow each other."""
    assert not is_broken(NAME + stem)
