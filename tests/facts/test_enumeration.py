"""Lists: where they begin and end, what names and counts them, and when to keep silent."""

import pytest
from facts_of import facts_of

from qbank.model.fact import Enumeration


def lists_in(text: str) -> list[Enumeration]:
    """Return the enumerations of a text."""
    return [fact for fact in facts_of("enumeration", text) if isinstance(fact, Enumeration)]


def members_in(text: str) -> list[list[str]]:
    """Return the members of each enumeration of a text."""
    return [[member.text for member in fact.members] for fact in lists_in(text)]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("培训分为入职培训、轮岗培训和专项培训。", ["入职培训", "轮岗培训", "专项培训"]),
        ("建立未通水农户、季节性缺水农户、管网老化农户三本台账。", ["未通水农户", "季节性缺水农户", "管网老化农户"]),
        ("持续推动安全知识进车间、进班组、进家庭。", ["进车间", "进班组", "进家庭"]),
        ("台账应当记载日期、数量、责任人等内容。", ["日期", "数量", "责任人"]),
        ("督导组提升了队员使命感、责任感、荣誉感。", ["使命感", "责任感", "荣誉感"]),
        ("要践行对标一流、服务群众、公正办事、清廉守纪的总要求。", ["对标一流", "服务群众", "公正办事", "清廉守纪"]),
        ("中心购置了《森林防火》、《山洪避险》和《急救常识》。", ["《森林防火》", "《山洪避险》", "《急救常识》"]),
        ("进一步增强“三种能力”、坚定“四个信心”、做到“两个不减”。", ["三种能力", "四个信心", "两个不减"]),
    ],
)
def test_members_are_cut_where_they_end(text, members):
    """Members are whole, without the verb before the list and the noun after it."""
    assert members_in(text) == [members]


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("演练分为准备、实施、讲评三个阶段。", "三个阶段", 3),
        ("搭建三个平台：讲习平台、实训平台、网络平台。", "三个平台", 3),
        ("落实“四项制度”，即值班制度、交班制度、巡查制度、报告制度。", "四项制度", 4),
        ("严格落实入职教育、警示教育、廉洁教育“三项教育”。", "三项教育", 3),
    ],
)
def test_the_collective_name_and_its_number_are_found(text, name, count):
    """The name stands before or after the list, quoted or counted."""
    (fact,) = lists_in(text)
    assert fact.name is not None
    assert (fact.name.text, fact.count, fact.closed) == (name, count, True)


def test_a_list_that_ends_in_deng_is_open():
    """等 leaves a list open, unless the number stated is the number of members."""
    (open_list,) = lists_in("登记表应当载明姓名、住址、电话等内容。")
    (counted,) = lists_in("抽调骨干组成综合协调、线索核查、宣传引导等三个工作组。")
    assert (open_list.closed, counted.closed, counted.count) == (False, True, 3)


@pytest.mark.parametrize(
    "text",
    [
        "绩效费以成交人次、当日结算率、保险覆盖率、信息有效率四项核定。",
        "搭建四个平台：讲习平台、实训平台、网络平台。",  # a member is missing or cut wrongly
        "省、自治区、直辖市人民政府可以制定实施办法。",
        "应当建立、健全巡查制度和报告制度。",
        "处理结果应当告知申请人、代理人，以及其他利害关系人。",
        "依照本办法第三条、第五条、第七条的规定办理。",
        "培训费、交通费。",
        "处理投诉时应当核对姓名、电话和其他有关信息。",
        "表彰了王建国、李秀英、张伟民。",
        "“王建国家庭”、“李秀英家庭”和“张伟民家庭”带头参加巡查。",
    ],
)
def test_it_keeps_silent_when_the_edges_are_not_certain(text):
    """A count that does not fit, a shared noun or verb, a list that goes on, two members: no fact."""
    assert members_in(text) == []


def test_members_carry_what_they_are_called_together():
    """The class noun after the list labels its members, else the word they all end in."""
    (named,) = lists_in("调解工作遵循自愿、平等、诚信的原则。")
    (alike,) = lists_in("考核分为平时考核、季度考核和年度考核。")
    assert {member.label for member in named.members} == {"member:原则"}
    assert {member.label for member in alike.members} == {"member:考核"}


def test_a_noun_before_deng_belongs_to_the_last_member():
    """In 住所、联系方式等信息 the last member is 联系方式."""
    found = members_in("志愿者的姓名、名称、住所、通讯方式等信息不得公开。")
    assert all("通讯" not in members for members in found)
