"""Who is in charge of what."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "who", "what", "label"),
    [
        ("县水利局负责水库的日常巡查。", "县水利局", "水库的日常巡查", "organ"),
        ("由镇党委书记任领导小组组长。", "镇党委书记", "领导小组组长", "post"),
        ("由镇长林一帆任总指挥。", "镇长林一帆", "总指挥", "person"),
        ("国务院水利部门主管全国的节水工作。", "国务院水利部门", "全国的节水工作", "organ"),
        ("考核办法由县教育局制定。", "县教育局", "考核办法", "organ"),
        ("疏散警戒组：由派出所负责，警戒半径不少于三百米。", "派出所", "疏散警戒组", "organ"),
        ("自然资源和规划部门负责用地指标的审核。", "自然资源和规划部门", "用地指标的审核", "organ"),
    ],
)
def test_organs_and_posts_with_their_duties(text, who, what, label):
    """Active, passive and titled forms give who and what."""
    (fact,) = facts_of("responsibility", text)
    assert (fact.who.text, fact.what.text, fact.who.label) == (who, what, label)


@pytest.mark.parametrize(
    "text",
    [
        "部门负责人应当到场。",
        "县局应当对数据的真实性负责。",
        "县级人民政府负责妇女工作的机构，应当做好协调工作。",
        "具体办法由县教育局规定。",
        "由此产生的费用由大家承担。",
        "任何人不得推卸责任，责任制要落实。",
        "饲料室主管张国强算过一笔大账。",
        "县公安局牵头住建、市场监管等11个部门，抽调干部346名。",
        "对县农业局执法大队负责种子监管的副大队长王某，给予诫勉谈话。",
    ],
)
def test_what_names_no_duty_gives_nothing(text):
    """负责人, 对…负责, a clause that qualifies an organ, 具体办法 and unknown agents give nothing."""
    assert facts_of("responsibility", text) == []


def test_an_organ_that_is_only_pointed_at_has_no_label():
    """本级机构 cannot serve as a distractor."""
    (fact,) = facts_of("responsibility", "有关部门负责组织抢修工作。")
    assert fact.who.label == ""


def test_duties_after_a_colon():
    """Lists of who: what name each agent before its colon."""
    found = facts_of("responsibility", "综合室：负责会务组织；督察队：负责明察暗访，每周通报；财务科：负责经费保障。")
    assert words_of(found) == [("综合室", "会务组织"), ("督察队", "明察暗访"), ("财务科", "经费保障")]
