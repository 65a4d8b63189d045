"""A word swapped for its opposite."""

from random import Random

from type_facts import contrast

from qbank.types._of_contrast import statements


def made(view, word, opposite):
    """Return the statements of many seeds with their keys."""
    fact = contrast(view, word, opposite)
    return {each.stem: each for seed in range(40) for each in statements(fact, Random(seed))}


def test_the_opposite_may_hold_the_word():
    """不计入 becomes 计入 although the one holds the other."""
    found = made("专家评审所需时间不计入审批期限，由窗口告知申请人。", "不计入", "计入")
    assert found["专家评审所需时间计入审批期限，由窗口告知申请人。"].key is False


def test_what_is_merely_turned_round_is_trusted_less():
    """可以 turned into 不得 is easier to guess than a form or a body."""
    polar = made("理事任期届满，经选举可以连任一届。", "可以", "不得")
    usual = made("决议应当经全体委员过半数通过。", "过半数", "三分之二以上")
    assert max(each.trust for each in polar.values()) < max(each.trust for each in usual.values())


def test_what_the_rule_is_about_is_not_turned():
    """Which ones have to keep away, and what one is told not to do, is not laid down of the opposite."""
    assert all(each.key for each in made("新建校舍中昼间声级高于限值的教室，应当退让。", "昼间", "夜间").values())
    assert all(each.key for each in made("发现私接的，应当报公司处理，不要当场拆线。", "当场", "事后").values())


def test_a_limit_turned_round_fills_no_slot():
    """不高于98% for 不低于98% is guessed without reading; another amount asks the same better."""
    found = made("监测数据在线率不得低于98%，由平台统计。", "不得低于", "不得高于")
    assert max(each.trust for each in found.values()) < 0.5


def test_permissions_with_a_condition_are_not_banned():
    """经批准不得延长一次 and 不得适当提高 are nonsense, 可以伪造 is nobody's guess."""
    assert made("特别复杂的事项，值班室经批准可以延长一次。", "可以", "不得") == {}
    assert made("镇政府可以适当提高值班人员的补助标准。", "可以", "不得") == {}
    assert made("值班人员不得转让、冒用值守证件和设备。", "不得", "可以") == {}


def test_heads_are_not_all_deputies():
    """Nobody takes it for true that secretary and director are both deputies of one group."""
    assert made("领导小组由党委书记、主任共同任组长。", "组长", "副组长") == {}
    assert made("领导小组由党委书记任组长，各科室参加。", "组长", "副组长") != {}


def test_a_word_after_a_prohibition_is_not_swapped():
    """What is forbidden of one thing is not thereby allowed of its opposite."""
    found = made("受理机构不得要求申请人以书面形式重复说明情况。", "书面", "口头")
    assert {each.key for each in found.values()} == {True}


def test_what_everybody_gets_is_said_with_what_is_handed_out():
    """人手一册 says nothing without the clause before it, and is trusted little."""
    view = (
        "为保证巡查效果，县应急局为每名值守员配发了“三防”专用手册，人手一册，"
        "县应急局“三防”工作专班定期进行抽查，确保每一名值守员做到真巡查、真记录、真上报。"
    )
    fact = contrast(view, "人手一册", "两人一册")
    stems = {each.stem: each.key for seed in range(30) for each in statements(fact, Random(seed))}
    said = "县应急局为每名值守员配发了“三防”专用手册，{}一册。"
    assert stems == {said.format("人手"): True, said.format("两人"): False}


def test_what_is_allowed_beside_another_rule_is_allowed_too():
    """由副班代行，不得由实习生代行 turned says 也可以; after a case or 只能 nothing is added to."""
    beside = made("组长休假时，由副组长代管钥匙，不得由实习生代管。", "不得", "可以")
    assert beside["组长休假时，由副组长代管钥匙，也可以由实习生代管。"].key is False
    of_those = made("借阅数以借书证登记为准，没有登记的不计入。", "不计入", "计入")
    assert of_those["借阅数以借书证登记为准，没有登记的也计入。"].key is False
    only = made("实习生只能整理书架，不得保管书库的钥匙。", "不得", "可以")
    assert only["实习生只能整理书架，可以保管书库的钥匙。"].key is False
    case = made("钥匙遗失三日未报的，不得再借用书库设备。", "不得", "可以")
    assert case["钥匙遗失三日未报的，可以再借用书库设备。"].key is False
