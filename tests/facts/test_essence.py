"""What something is at bottom, and what each of several things is to the whole."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "“河长制”的核心要义是：党政领导负责，部门联动治水。",
            ("“河长制”的核心要义", "党政领导负责，部门联动治水"),
        ),
        (
            "误穿动脉的主要特征是血色鲜红、针头随脉搏跳动，立即拔针，按压十分钟。",
            ("误穿动脉的主要特征", "血色鲜红、针头随脉搏跳动"),
        ),
        ("电梯困人的主要原因在于门机皮带老化、保养周期过长。", ("电梯困人的主要原因", "门机皮带老化、保养周期过长")),
        (
            "“小粮仓”之所以受农户欢迎，关键原因在于省去熏蒸也不生虫。",
            ("“小粮仓”之所以受农户欢迎，关键原因", "省去熏蒸也不生虫"),
        ),
    ],
)
def test_what_is_said_under_its_noun(text, words):
    """A sense, a cause, and why something is as it is."""
    assert words_of(facts_of("essence", text)) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "这次会议的主要任务是总结经验、查找差距、部署工作。",
        "造成这种局面的根本原因是什么，值得大家深思。",
        "成功的一个重要原因是镇村干部肯下功夫其中之一。",
        "困人的主要原因是老化。",
        "条约的目的是统一各国不同的邮政服务和规定。",
    ],
)
def test_slogans_questions_and_trifles_are_none(text):
    """The aim of a meeting, a question, one cause among others, and an answer of two characters."""
    assert facts_of("essence", text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "安平区推出“保险+维保”模式，由保险公司承保更换费用，并委托维保单位服务，试点两年来故障率下降37%。",
            "由保险公司承保更换费用，并委托维保单位服务",
        ),
        ("推行“巷长制”，由街道干部担任巷长，每周至少巡查2次。", "由街道干部担任巷长，每周至少巡查2次"),
    ],
)
def test_a_mode_consists_of_what_is_done(text, said):
    """What came of it is left out."""
    assert [fact.said.text for fact in facts_of("mode", text)] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "无锡率先推行“河长制”，由党政负责人分别担任64条河道的河长。",
        "推出“周调度”机制，让数据多跑路，让群众少跑腿，做到件件有回音。",
        "镇里开展“送戏下乡”活动，由县剧团演出三场，村民看得高兴。",
    ],
)
def test_one_clause_an_outcome_and_an_event_are_no_mode(text):
    """Who does it alone, a slogan, and an activity."""
    assert facts_of("mode", text) == []


def test_each_thing_has_its_own_place():
    """What takes it up (这是核心) stands between a thing and its place."""
    text = "坚持生态优先、绿色发展，这是核心；坚持党政领导、部门联动，这是关键；坚持严格考核，这是保障。"
    (row,) = words_of(facts_of("standing", text))
    assert row == ("坚持生态优先、绿色发展", "核心", "坚持党政领导、部门联动", "关键", "坚持严格考核", "保障")


@pytest.mark.parametrize(
    "text",
    ["安全是底线，质量是底线，进度是目标。", "自治是基础，法治是保障。", "老李是组长，老张是会计，老王是司机。"],
)
def test_places_shared_few_or_none(text):
    """Two things of one place, two clauses only, and persons."""
    assert facts_of("standing", text) == []


def test_how_things_are_now_is_no_cause():
    """What stands behind the semicolon tells a share of today."""
    text = "生猪减少的主要原因是上半年价格低迷，散养户退出较多；留下来的反而是规模较大的场，目前占全县的71%。"
    (found,) = words_of(facts_of("essence", text))
    assert found == ("生猪减少的主要原因", "上半年价格低迷，散养户退出较多")
