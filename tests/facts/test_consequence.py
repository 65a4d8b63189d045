"""Graded cases with what follows each."""

import pytest
from facts_of import facts_of, words_of


def test_what_the_first_case_says_for_all_is_kept_apart():
    """The words all cases share stand in the lead, so that each row can be asked by itself."""
    (fact,) = facts_of(
        "consequence", "职工请假一天以内的，由班长批准；一天以上三天以内的，由站长批准；三天以上的，由局长批准。"
    )
    assert fact.lead == "职工请假"
    assert [left.text for left, _ in fact.rows] == ["一天以内", "一天以上三天以内", "三天以上"]


def test_a_ladder_by_ordinals_keeps_its_deed():
    """首次, 第二次 say nothing without the deed before them."""
    (fact,) = facts_of("consequence", "摊主占道经营的，首次口头劝导，第二次罚款五十元，第三次取消摊位。")
    assert fact.lead == "摊主占道经营的，"
    assert words_of([fact]) == [("首次", "口头劝导", "第二次", "罚款五十元", "第三次", "取消摊位")]


def test_grades_are_a_relation_of_their_own():
    """90分以上为优秀 tells what a mark counts as."""
    (fact,) = facts_of("consequence", "90分以上为优秀，75分以上不足90分为合格，75分以下为不合格。")
    assert fact.relation == "grade"


@pytest.mark.parametrize(
    "text",
    [
        "离岗10分钟以上的，须经组长同意；30分钟以上的，填写离岗单。",
        "负载率超过80%的列入重点监视，超过90%的及时增容。",
        "首次警告教育，第二次处50元罚款。",
        "违反前款第三项规定的，由市局批准；违反前款第六项规定的，由县局批准。",
        "造成损失的，应当赔偿；情节严重的，依法处理。",
        "凌晨两点，值守点三楼的大厅里，四号楼的灯光亮着。",
        "八个站点单独计分，九十分以上的三个，六十分以下的两个。",
        "四个仓库的钥匙由一人保管，五个仓库的钥匙由两人保管。",
    ],
)
def test_nested_deedless_or_ungraded_cases_give_nothing(text):
    """A case inside another, an ordinal without a deed, a reference, and cases no figure tells apart: no fact."""
    assert facts_of("consequence", text) == []
