"""Points counted in words and items below a lead-in."""

import pytest
from facts_of import facts_of, words_of


def test_points_inside_one_sentence():
    """一是…二是… gives the points, the clause before them and the noun they share."""
    (fact,) = facts_of("points", "要做好三项工作：一是清点物资；二是检修设备；三是排查隐患。")
    assert [point.text for point in fact.points] == ["清点物资", "检修设备", "排查隐患"]
    assert (fact.lead.text, fact.noun) == ("要做好三项工作", "工作")


def test_points_over_several_sentences():
    """First sentences of a series count as its points; all their sentences are named."""
    (fact,) = facts_of("points", "首先，要摸清底数。目前底数不清。其次，要完善台账。最后，要定期通报。")
    assert [point.text for point in fact.points] == ["要摸清底数", "要完善台账", "要定期通报"]
    assert len(fact.sentences()) == 3


@pytest.mark.parametrize(
    ("lead", "noun"),
    [
        ("申请人应当提交下列材料", "材料"),
        ("有下列情形之一的，不予受理", "情形"),
        ("停车收费按照下列程序办理", "程序"),
        ("值班人员的职责", "职责"),
        ("符合第五条的规定，但有下列行为之一的，予以通报", "行为"),
    ],
)
def test_the_noun_of_the_lead_in(lead, noun):
    """The class noun is read after 下列, not from a cross-reference before it."""
    (fact,) = facts_of("points", f"{lead}：\n（一）未按时到岗的；\n（二）擅自离岗的。\n")
    assert (fact.noun, fact.lead.text) == (noun, lead)


def test_items_that_say_nothing_are_dropped():
    """A catch-all item at the end is no point; a list with another item that cannot be asked is left whole."""
    text = "有下列情形之一的，应当撤销：\n（一）提供虚假材料的；\n（二）{}；\n（三）长期停用的；\n（四）其他情形。\n"
    (fact,) = facts_of("points", text.format("私自转让的"))
    assert words_of([fact]) == [("提供虚假材料的", "私自转让的", "长期停用的")]
    assert not fact.closed
    assert facts_of("points", text.format("违反第八条的")) == []


def test_a_list_may_have_items_of_several_sentences():
    """An item that goes on does not end the list."""
    text = "应当记录下列事项：\n（一）接报时间。以系统时间为准。\n（二）处置经过。\n（三）报告单位。\n"
    assert words_of(facts_of("points", text)) == [("接报时间", "处置经过", "报告单位")]


@pytest.mark.parametrize(
    "text",
    [
        "一是一，二是二，做事要实在。",
        "会议强调，一是要尽早安排。",
        "应当提交下列材料：申请书和证明。",
        "下列材料：\n（一）申请书；\n（三）证明；\n",
    ],
)
def test_broken_series_give_nothing(text):
    """An idiom, a lone point, a lead-in without items, and a count with a gap give nothing."""
    assert facts_of("points", text) == []


def test_an_item_whose_text_goes_on_makes_no_list():
    """An item cut by a line break or a semicolon would be an incomplete key."""
    whole = "下列人员应当参加演练：\n（一）值班员；\n（二）护林员、水库管理员；\n"
    assert [point.text for point in facts_of("points", whole)[0].points] == ["值班员", "护林员、水库管理员"]
    assert not facts_of("points", "下列人员应当参加演练：\n（一）值班员；\n驾驶员；\n（二）护林员、水库管理员；\n")


def test_numbering_may_change_its_mark():
    """1、 2、 3. is one list, typed by two hands."""
    text = "有下列情形之一的，由镇政府约谈：\n1、瞒报险情的；\n2、值班脱岗的；\n3.拒不整改的。\n"
    (fact,) = facts_of("points", text)
    assert [point.text for point in fact.points] == ["瞒报险情的", "值班脱岗的", "拒不整改的"]


def test_a_list_numbered_by_mistake_is_no_list():
    """A point with its neighbour's number would be missing from the key."""
    text = "下列情况应当立即报告：\n（一）水位超限；\n（二）坝体渗漏；\n（二）闸门卡阻；\n（四）通信中断。\n"
    assert not facts_of("points", text)
