"""What is to be done first, then and last."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "case", "who", "steps"),
    [
        ("收件时，先核对身份，再核对材料，最后录入系统。", "收件时", "", ("核对身份", "核对材料", "录入系统")),
        (
            "实训结束后，指导教师应当先切断电源，再清点工具，最后关闭门窗。",
            "实训结束后",
            "指导教师",
            ("切断电源", "清点工具", "关闭门窗"),
        ),
        (
            "护理员发药应当首先核对姓名，其次核对药名，最后看着老人服下，不得离开。",
            "",
            "护理员发药",
            ("核对姓名", "核对药名", "看着老人服下"),
        ),
        (
            "发现疑似食物中毒的，应当首先停止供餐，其次封存食品，再次报告部门，最后配合调查。",
            "发现疑似食物中毒的",
            "",
            ("停止供餐", "封存食品", "报告部门", "配合调查"),
        ),
        ("检查时，先看台账，再看现场。", "检查时", "", ("看台账", "看现场")),
        ("录用时，先完成岗前培训，再编入班组；临时工与正式工同等要求。", "录用时", "", ("完成岗前培训", "编入班组")),
        (
            "对拒不清理的，先上门劝导，再张贴告知单，满七日的，报综合执法队处理。",
            "对拒不清理的",
            "",
            ("上门劝导", "张贴告知单", "满七日的，报综合执法队处理"),
        ),
        (
            "4.危险化学品事故的初判，应当先看标志牌，再看泄漏形态，最后报告。",
            "",
            "危险化学品事故的初判",
            ("看标志牌", "看泄漏形态", "报告"),
        ),
        ("转移群众时，先转移老人，后转移青壮年，不得走回头路。", "转移群众时", "", ("转移老人", "转移青壮年")),
        ("发卡由班长按工号逐个发放，先核对姓名，再登记卡号，最后签字。", "", "发卡", ("核对姓名", "登记卡号", "签字")),
        (
            "水箱水温超过60度，先断开加热，再打开补水阀，最后查温控器。",
            "水箱水温超过60度的",
            "",
            ("断开加热", "打开补水阀", "查温控器"),
        ),
        ("发现读数越限的，先复测，再停机，停机的范围以能排查为限。", "发现读数越限的", "", ("复测", "停机")),
    ],
)
def test_steps_with_what_they_are_steps_of(text, case, who, steps):
    """A case or whoever acts says of what; what follows the last act is no part of it."""
    (fact,) = facts_of("first_then", text)
    assert (fact.case, fact.topic) == (case, who)
    assert words_of([fact]) == [steps]


@pytest.mark.parametrize(
    "text",
    [
        "首先，我代表镇党委表示感谢，其次，我讲三点意见，最后是几点要求。",
        "检查坚持先看台账，再看现场。",
        "会上，首先由主任宣读文件，其次由各组汇报，最后由书记讲话。",
        "先登记，再复印，最后归档。",
        "坚持先通风，再检测，最后作业。",
        "接班的人要提前十五分钟到岗，先到现场走一圈，再回中控室看记录。",
        "缺一把，先数柜子，再数钥匙，最后查登记簿。",
        "第一，先看图纸，再看现场，最后动手。",
        "评比时，先进班组优先，再评个人，最后公示。",
    ],
)
def test_what_tells_no_order_of_acts_is_left(text):
    """Points of a speech, principles, what a meeting did, acts of nothing, a rule of its own, and another word."""
    assert facts_of("first_then", text) == []


def test_arrows_lead_from_step_to_step():
    """They are steps of what the section is about; without a title nobody can tell."""
    text = "一、总则\n档案分年度整理，每年三月底前完成。\n二、档案整理\n步骤：分类→编号→编目→装盒。\n"
    (fact,) = facts_of("first_then", text)
    assert words_of([fact]) == [("分类", "编号", "编目", "装盒")]
    assert (fact.name, fact.topic) == ("环节", "“档案整理”部分")
    assert facts_of("first_then", "步骤：分类→编号→编目→装盒。") == []
