"""Things side by side, each with its own."""

import pytest
from facts_of import facts_of, words_of

HEADED = "一、总则\n各级负责人应当认真履行职责，确保安全。\n二、日常检查\n"


@pytest.mark.parametrize(
    ("text", "names", "parts"),
    [
        (
            "重大隐患一律挂牌，无证经营一律取缔，违章作业一律停止。",
            ("事项", "处理要求"),
            ("重大隐患", "一律挂牌", "无证经营", "一律取缔", "违章作业", "一律停止"),
        ),
        (
            "锁闭安全出口的一律停业，违规动火的一律拘留，占用通道的一律拖离。",
            ("情形", "处理要求"),
            ("锁闭安全出口的", "一律停业", "违规动火的", "一律拘留", "占用通道的", "一律拖离"),
        ),
        (
            "证明材料用印，由部门负责人审批；合同用印，由总经理审批；担保文件用印，由董事长审批。",
            ("事项", "审批主体"),
            ("证明材料用印", "部门负责人", "合同用印", "总经理", "担保文件用印", "董事长"),
        ),
        (
            f"{HEADED}技术负责人每周检查一次，操作负责人每天检查一次，主要负责人每月检查一次。",
            ("责任主体", "频次要求"),
            ("技术负责人", "每周检查一次", "操作负责人", "每天检查一次", "主要负责人", "每月检查一次"),
        ),
        (
            f"{HEADED}领班每天查所管楼层，主管每天抽查10间，客房经理每周查5间。",
            ("责任主体", "频次要求"),
            ("领班", "每天查所管楼层", "主管", "每天抽查10间", "客房经理", "每周查5间"),
        ),
    ],
)
def test_rows_of_one_link(text, names, parts):
    """The link says what the right column is; how often something is done needs a title that says what."""
    (fact,) = facts_of("running_rows", text)
    assert fact.names == names
    assert words_of([fact]) == [parts]


def test_limits_need_the_case_they_are_limits_of():
    """半天以内 says nothing by itself."""
    rows = "半天以内由班主任批准，一天以内由教务科批准，超过一天的由组织部批准。"
    assert facts_of("running_rows", rows) == []
    (fact,) = facts_of("running_rows", f"学员需要请假的，{rows}")
    assert (fact.case, fact.names) == ("学员需要请假的", ("情形", "批准主体"))


@pytest.mark.parametrize(
    "text",
    [
        "重大隐患一律挂牌，无证经营一律取缔。",
        "技术负责人每周检查一次，操作负责人每天检查一次，主要负责人每月检查一次。",
        "设备每天擦拭，每周保养，每月检修。",
        "一级动火由分管校长审批，二级动火由保卫处处长审批，三级动火由院系主任审批。",
    ],
)
def test_what_makes_no_rows_is_left(text):
    """Two rows, no title that says of what, one thing alone, and grades, which have a pattern of their own."""
    assert facts_of("running_rows", text) == []
