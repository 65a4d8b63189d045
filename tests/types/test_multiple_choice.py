"""Drafting multiple-choice items."""

from hypothesis import given
from hypothesis import strategies as st
from type_facts import drafts, enumeration, headings, points

from qbank.model.item import BLANK
from qbank.types import MultipleChoice

SAFETY, SHIP = ["救生圈", "救生绳", "救生衣"], ["救助圈", "救援绳", "救火衣"]


def listed(lead, members, label, **more):
    """Return the list of the members after a lead."""
    run = "、".join(members)
    return enumeration(f"{lead}{run}{more.pop('tail', '')}。", members, run, label=label, **more)


TOOLS = listed("救援站应当配备", SAFETY, "member:救生")
BOATS = listed("码头值守船只带有", SHIP, "member:船具")


@given(st.integers(0, 99))
def test_members_of_another_list_are_wrong(seed):
    """Keys are the members, wrong options come from a list with another subject, and all is in order."""
    (draft,) = drafts(MultipleChoice, TOOLS, BOATS, seed=seed)
    assert draft.stem == f"救援站应当配备{BLANK}。"
    assert set(draft.body.key_strings()) == {"救生圈", "救生绳", "救生衣"}
    wrong = [option for option in draft.body.options if option.id not in draft.body.key]
    assert 1 <= len(wrong) <= 2
    assert all(option.reason == "同文另一处列举" for option in wrong)
    assert not list(draft.body.check())


def test_lists_about_the_same_subject_lend_nothing():
    """A member of another list of the same subject could be right as well."""
    same = listed("救援站还备有", SHIP, "member:船具")
    assert drafts(MultipleChoice, TOOLS, same) == []


def test_common_things_of_the_class_serve_where_the_document_has_none():
    """A list of 教育 gets a common 教育 that the text does not name, and says so."""
    kinds = ["岗前教育", "警示教育", "廉洁教育"]
    fact = listed("全镇集中开展", kinds, "member:教育", tail="“三项教育”", name="三项教育", count=3)
    (draft,) = drafts(MultipleChoice, fact)
    assert draft.stem == "“三项教育”包括哪些内容？"
    assert "同类常见说法，文中未列" in {option.reason for option in draft.body.options}


def test_a_stem_that_tells_how_many_are_right_is_left():
    """由____三部分组成 shows that three of the options are right."""
    for tail, made in (("三部分组成", 0), ("组成", 1)):
        told = listed("救援装备由", SAFETY, "member:救生", tail=tail)
        assert len(drafts(MultipleChoice, told, BOATS)) == made


def test_open_lists_are_left():
    """A list that ends in 等 may be incomplete."""
    fact = listed("救援站配备", SAFETY, "member:救生", tail="等", closed=False)
    assert drafts(MultipleChoice, fact, BOATS) == []


def test_points_take_points_of_one_noun():
    """Points of another list serve only where its lead-in names the same kind of thing."""
    fact = points("申请人应当提交下列材料：", ["申请书原件", "身份证明", "场地使用证明"], "材料")
    alike = points("变更登记应当提交下列材料：", ["变更说明", "股东会决议证明"], "材料")
    unlike = points("有下列情形之一的，不予受理：", ["超过期限的证明"], "情形")
    (draft,) = drafts(MultipleChoice, fact, alike, unlike)
    assert draft.stem == "申请人应当提交哪些材料？"
    assert "股东会决议证明" in [option.text for option in draft.body.options] or "变更说明" in draft.stem
    (alone,) = drafts(MultipleChoice, fact, unlike)
    assert "超过期限的证明" not in [option.text for option in alone.body.options]


def test_what_is_punished_alike_elsewhere_is_no_wrong_answer() -> None:
    """Who is punished for one thing as for another cannot be told by what they are punished for."""
    acts = ["违法公布统计资料的", "泄露调查对象信息的", "违法提供调查资料的"]
    fact = points("统计机构有下列行为的，对责任人员给予处分：", acts, "行为")
    others = ["对数据失实行为失察的", "干预统计调查工作的"]
    assert not drafts(MultipleChoice, fact, points("负责人有下列行为的，给予处分：", others, "行为"))
    praised = points("统计机构有下列行为的，对责任人员不予表彰：", acts, "行为")
    assert drafts(MultipleChoice, praised, points("负责人有下列行为的，给予处分：", others, "行为"))


def test_headings_take_headings_of_another_section():
    """The first clause of a longer heading serves."""
    fact = headings("四、保障措施", ["加强组织领导", "落实工作经费", "严格考核奖惩"])
    other = headings("三、主要内容", ["明确学习重点，突出岗位特色", "创新学习方式，用好线上平台"], start=500)
    (draft,) = drafts(MultipleChoice, fact, other)
    assert draft.stem == "保障措施有哪些？"
    assert {"明确学习重点", "创新学习方式"} & {option.text for option in draft.body.options}


def test_a_heading_above_others_is_no_wrong_option():
    """事故经过 and 管理原因 are of another kind at a glance; where nothing else stands, nothing is asked."""
    fact = headings("四、保障措施", ["加强组织领导", "落实工作经费", "严格考核奖惩"])
    above = headings("三、事故调查", ["管理原因", "事故经过", "检查范围和方式"], start=500)
    assert drafts(MultipleChoice, fact, above) == []
