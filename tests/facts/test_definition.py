"""Terms and their meaning."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("本办法所称包保，是指由一名干部固定联系一户群众的做法。", "包保", "由一名干部固定联系一户群众的做法"),
        ("“热区”是指必须穿戴防护服方可进入的区域。", "热区", "必须穿戴防护服方可进入的区域"),
        ("危急缺陷是指随时可能导致事故的缺陷；严重缺陷指须限期处理的缺陷。", "危急缺陷", "随时可能导致事故的缺陷"),
        ("危急缺陷是指必须立即处理的缺陷，如断股；严重缺陷限期处理。", "危急缺陷", "必须立即处理的缺陷，如断股"),
        ("频率容限是指实际频率偏离指配频率的最大值，好比汽车不能压线。", "频率容限", "实际频率偏离指配频率的最大值"),
        (
            "一级隐患是指漏气、烟道倒灌、燃气设施被包封等情形，安检员应当立即关阀停气。",
            "一级隐患",
            "漏气、烟道倒灌、燃气设施被包封等情形",
        ),
        ("所谓倒气，就是用大瓶向小瓶私自灌装，旁边往往还堆着满瓶。", "倒气", "用大瓶向小瓶私自灌装"),
        (
            "所谓不泄底，就是一方的底价，没有他的同意不能告诉另一方。",
            "不泄底",
            "一方的底价，没有他的同意不能告诉另一方",
        ),
        ("所谓“叫应”，就是把预警用电话打给责任人。", "叫应", "把预警用电话打给责任人"),
        ("议事会是居民自我协商、自我管理的群众组织。", "议事会", "居民自我协商、自我管理的群众组织"),
    ],
)
def test_definitions_fill_their_sentence(text, term, meaning):
    """The term comes without quotes and without 本办法所称, the meaning without its stop."""
    (fact,) = facts_of("definition", text)
    assert (fact.term.text, fact.meaning.text) == (term, meaning)


@pytest.mark.parametrize(
    "text",
    [
        "本办法所称材料是指：",
        "值守权限，即由值班长统一行使。",
        "台账，即应当逐日登记。",
        "公益信托属于信托，是指以公益为目的设立的信托。",
        "这是大家共同努力完成的工作。",
        "关键是要把责任落实到人的制度。",
        "“三单”是指学习清单、问题清单、销号清单，群众不认可的不得销号。",
        "所谓外观，是把袋子举到灯前轻轻晃动。",
        "“前堵”是指铺设防渗布，“后压”是指填筑围井。",
    ],
)
def test_judgements_and_double_definitions_give_nothing(text):
    """A lead-in, a pronoun, a judgement, and two definitions in one sentence give nothing."""
    assert facts_of("definition", text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("通常把河道中线最深的一条水路，称为主泓。", [("主泓", "把河道中线最深的一条水路")]),
        (
            "井壁渗水汇到底部再抽走，叫“明排”；先在四周降低水位再开挖，叫“暗排”。",
            [("明排", "井壁渗水汇到底部再抽走"), ("暗排", "先在四周降低水位再开挖")],
        ),
        ("超过检定周期仍在使用的器具，称为超期器具。", [("超期器具", "超过检定周期仍在使用的器具")]),
    ],
)
def test_what_something_is_called_ends_its_piece(text, found):
    """叫, 称为: one term a piece, without 通常 before its meaning."""
    facts = facts_of("definition", text)
    assert [(fact.term.text, fact.meaning.text) for fact in facts] == found


@pytest.mark.parametrize(
    "text",
    [
        "他在队里有个外号，叫“慢半拍”。",
        "所以我们定了一个规矩，叫“先看后动”。",
        "每个点要有人，叫站岗也好，叫值守也好。",
        "水淹没了根部以后，叫烂根。",
        "器具超期未检，称为超期。",
        "歇一歇能站起来的，叫暂时性位移。",
        "成堆倒下的整车隔离，叫值班长。",
        "安全绳拉过一次劲的，当场剪成两米一截，叫谁也捡不回去用。",
    ],
)
def test_names_rules_pronouns_and_terms_that_tell_themselves_are_no_definitions(text):
    """Names of people, slogans, a time, and a term that stands in its meaning give nothing."""
    assert facts_of("definition", text) == []


def test_one_term_at_a_time():
    """所谓“百班”，…；所谓“万时”，…: the second is no part of the first."""
    text = "所谓“百班”，是在312个班组里先选出100个作为示范班组；所谓“万时”，是五个月累计学习一万学时。"
    assert words_of(facts_of("definition", text)) == [("百班", "在312个班组里先选出100个作为示范班组")]
