"""Who proposes, checks, decides and is told."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "跨市用车，由用车科室提前一天提出申请，办公室审核，分管领导批准。",
            ("跨市用车", "用车科室", "办公室", "分管领导"),
        ),
        (
            "新增实训项目，由教研室提出申请，实训中心组织论证，分管副院长审批，并报省教育厅备案。",
            ("新增实训项目", "教研室", "实训中心", "分管副院长", "省教育厅"),
        ),
        (
            "护理等级由责任护士评估、护士长复核、院长签字确认，每半年重新评估一次。",
            ("护理等级", "责任护士", "护士长", "院长"),
        ),
        (
            "大宗食材由食堂管理员列出计划，后勤科询价，经理办公会审定。",
            ("大宗食材", "食堂管理员", "后勤科", "经理办公会"),
        ),
        (
            "定期存款招标，由资金科提出方案、风控科复核、主任办公会研究后报管委会备案。",
            ("定期存款招标", "资金科", "风控科", "主任办公会", "管委会"),
        ),
        (
            "低保由本人申请，村民小组评议，镇民政办入户核查，县民政局审批。",
            ("低保", "本人", "村民小组", "镇民政办", "县民政局"),
        ),
        (
            "外单位人员进入实训室参观，须经实训中心主任同意，并由专人陪同。",
            ("外单位人员进入实训室参观", "实训中心主任"),
        ),
    ],
)
def test_a_matter_with_its_offices(text, parts):
    """The matter stands first, the offices in the order in which they act."""
    assert words_of(facts_of("approval", text)) == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "会务工作由办公室负责，后勤科协助。",
        "经县政府同意，决定开展专项检查。",
        "确需离开的，须经站长批准。",
        "范围由各科室提出、分管领导审核、保密委认定。",
        "开放审核由形成单位初审、档案馆复审、各方都没有意见后终审。",
        "一级动火由分管校长审批，二级动火由保卫处处长审批。",
        "收入当年新增部分，经村民代表会议同意、乡镇批准，可提取不超过15%奖励村干部。",
    ],
)
def test_what_is_no_whole_chain_is_left(text):
    """Duties, what was decided, a case said before, a bare noun, an unread last step, rows, what may then be done."""
    assert facts_of("approval", text) == []


def test_news_is_left():
    """Who decided in a story is no rule."""
    text = "改造建议由楼长收集，议事会审核，社区党委批准。"
    assert facts_of("approval", text, kind="plan")
    assert facts_of("approval", text, kind="news") == []
