"""Lists that a class noun, a number or the heading above them closes."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "number", "of", "heads"),
    [
        ("合作社推行“保本微利、先烘后付”的收费办法。", "", "收费办法", ("保本微利", "先烘后付")),
        (
            "中心推出“按月缴、按季缴、一次缴”三种缴存方式，全年开户五千人。",
            "三",
            "种缴存方式",
            ("按月缴", "按季缴", "一次缴"),
        ),
        ("站点提供代清理、代干燥、代储存“三代”服务。", "", "“三代”服务", ("代清理", "代干燥", "代储存")),
        ("做到“三个清”\n全县开展排查，做到底数清、问题清、责任清。", "", "“三个清”", ("底数清", "问题清", "责任清")),
    ],
)
def test_lists_with_what_closes_them(text, number, of, heads):
    """A pair of set phrases, a number, a code after the list, and a code in the heading."""
    text = f"一、{text}" if "\n" in text else text
    (fact,) = facts_of("quoted_list", text)
    assert (fact.number, fact.of, words_of([fact])[0]) == (number, of, heads)


@pytest.mark.parametrize(
    "text",
    [
        "全市开展“铸牢忠诚、清除害马、整治顽疾”教育整顿活动。",
        "会场挂着“安全第一、预防为主”的横幅。",
        "按照“党政同责、一岗双责、齐抓共管”和管行业管安全、管业务管安全、管生产管安全三项要求落实。",
        "系统监测水位、倾角、振动四项数据。",
        "做到“三个清”。大家表示一定把工作做好，数据清。",
    ],
)
def test_mere_qualifiers_and_miscounts_give_nothing(text):
    """A list that only qualifies a noun, a banner, one joined to another, a wrong number, a code without its list."""
    assert [fact for fact in facts_of("quoted_list", text) if "“" in fact.of or "“" in fact.sent.view] == []
    assert all(len(fact.heads) == 3 for fact in facts_of("quoted_list", text))


@pytest.mark.parametrize(
    ("text", "what", "of"),
    [
        ("这次主题教育的总要求是“学思想、强党性、重实践、建新功”，要一体落实。", "主题教育", "总要求"),
        (
            "党史学习教育启动以来，县院党组紧扣“学史明理、学史增信、学史崇德”总要求，扎实推进。",
            "党史学习教育",
            "总要求",
        ),
    ],
)
def test_what_a_campaign_requires(text, what, of):
    """Told as such, or held to since it began."""
    (fact,) = [fact for fact in facts_of("quoted_list", text) if fact.of == of]
    assert (fact.before.text, fact.of) == (what, of)


def test_an_idea_of_nobody_is_no_requirement():
    """Whose it is must stand before it."""
    assert facts_of("quoted_list", "大家紧扣“党委领导、政工统筹、部门分工”的工作思路，抓好落实。") == []
