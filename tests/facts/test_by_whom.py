"""One step that one office or person takes, told by 由."""

import pytest
from facts_of import facts_of
from hypothesis import given
from hypothesis import strategies as st


def read(text, kind="other"):
    """Return matter, who and what they do of each fact."""
    return [
        (fact.matter.text, fact.offices[0].who.text, fact.offices[0].does.text)
        for fact in facts_of("by_whom", text, kind)
    ]


@given(
    st.sampled_from(("县档案局", "值班主任", "镇综合执法队", "业务科")),
    st.sampled_from(("统一保管", "负责登记", "签字确认")),
)
def test_the_parts_put_together_are_the_sentence(who, does):
    """Nothing is read that the sentence does not say, whoever it is and whatever they do."""
    assert read(f"借出的卷宗目录由{who}{does}。") == [("借出的卷宗目录", who, does)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("连续两次抽检不合格的，由质检站约谈负责人。", ("连续两次抽检不合格的", "质检站", "约谈负责人")),
        ("每日用车不超过三辆，凡因公跨市用车的，由分管领导审批。", ("凡因公跨市用车的", "分管领导", "审批")),
        ("实训日程由教师发展中心统一安排。", ("实训日程", "教师发展中心", "统一安排")),
        ("调解协议书应当由两名调解员和当事人签字。", None),
    ],
)
def test_a_case_is_the_last_clause_and_a_name_is_read_to_its_end(text, found):
    """What stands before the case is a statement of its own; 教师 begins the name of an office."""
    assert read(text) == ([found] if found else [])


@pytest.mark.parametrize(
    "text",
    [
        "办结时限由十五日压缩到七日。",
        "专班由公安、交通等部门人员组成。",
        "去年的巡查路线由站长决定。",
        "本细则由综合科负责解释。",
        "逾期的，由所长签字。",
        "这一数据由系统自动生成。",
        "比赛用球由段报请县体育局核定。",
    ],
)
def test_a_change_a_tale_and_what_says_too_little_give_nothing(text):
    """From what to what, who a body is made of, what happened, a case of anything, and nobody who acts."""
    assert read(text) == []


def test_a_law_says_elsewhere_whose_matter_it_is():
    """There nothing is found."""
    assert read("考试试题由市人事部门统一命制。", "law") == []
    assert read("考试试题由市人事部门统一命制。", "notice") == [("考试试题", "市人事部门", "统一命制")]
