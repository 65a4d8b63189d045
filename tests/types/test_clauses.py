"""Cutting a stem's clause out of its sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from type_facts import find, quantity, sentence

from qbank.types._bounds import in_condition, is_laid_down
from qbank.types._clause_around import clause_of
from qbank.types._clause_stands import LONGEST
from qbank.types._clauses import located

CHARS = st.text(st.sampled_from("甲乙丙丁的，；。、：“”《》（）应当不得目前其并3五"), min_size=1, max_size=40)


@given(CHARS, CHARS)
def test_a_clause_is_short_closed_and_stands_alone(before, after):
    """Whatever surrounds the asked part, a clause holds it, closes its quotations and has no leading 其 or colon."""
    view = f"{before}三十日内{after}"
    fact = quantity(view, "三十", "日", "三十日内", 30)
    clause = clause_of(fact, fact.whole)
    if clause is not None:
        text = clause.put()
        assert "三十日内" in text
        assert len(text) <= LONGEST
        assert text.count("“") == text.count("”")
        assert not text.startswith("其")
        assert "：" not in text


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        ("目前，社区每季度举办2期讲座，把安全用电作为主要内容。", "社区每季度举办2期讲座"),
        ("经营者停业满2期讲座的，应当注销登记。", "经营者停业满2期讲座的，应当注销登记"),
        (
            "培训中心负责安排实操；承办单位应当每年举办2期讲座和一次考试，并提交学习记录。",
            "承办单位应当每年举办2期讲座和一次考试",
        ),
        ("（三）每年举办2期讲座；", None),
        ("学院随后作出规定：新学员每年参加不少于2期讲座；名单张榜公布。", "新学员每年参加不少于2期讲座"),
        ("学院规定：名单张榜公布，长期有效；新学员必须参加2期讲座。", "新学员必须参加2期讲座"),
        ("学院规定：名单张榜公布，长期有效；另办2期讲座。", None),
        ("学员报到后交名册；10日内，教务科安排2期讲座并张贴课程表。", None),
        ("按照规定，学员每年参加不少于2期讲座。", "按照规定，学员每年参加不少于2期讲座"),
        ("每天室外学习不少于2期讲座。", "每天室外学习不少于2期讲座"),
        ("每天抽查不少于2期讲座。", None),
        ("全部由教务科在年底前安排2期讲座并张贴课程表。", None),
        ("每个班的学员不超过2期讲座。", "每个班的学员不超过2期讲座"),
        ("该中心每年举办2期讲座。", None),
        ("学员依照本办法第九条的规定参加2期讲座。", None),
        ("处理期限为：窗口业务，五日；后台业务和其他需要会商的业务，安排2期讲座。", None),
        ("一要认清程序，学员先报到后听课，每年参加2期讲座，不得缺席。", "学员先报到后听课，每年参加2期讲座，不得缺席"),
        ("站里的报酬也由单位支付，每年另听2期讲座。", "站里的报酬由单位支付，每年另听2期讲座"),
        ("该中心把课时减半；每年举办2期讲座，由教务科备案。", None),
        ("距离超过2期讲座的，一律改用推车。", None),
        (
            "各学院在选课时先看成绩，缺席2期讲座的班级，要延长课时，或者另请老师。",
            "各学院在选课时先看成绩，缺席2期讲座的班级，要延长课时，或者另请老师",
        ),
        ("第二句，学员每年参加2期讲座，不用补课。", "学员每年参加2期讲座"),
        ("至于缺席的学员，只要补听2期讲座，就不扣分。", "缺席的学员，只要补听2期讲座，就不扣分"),
        ("请记住五项规矩，每个学员都要听2期讲座。", "每个学员都要听2期讲座"),
        ("督促学员合理安排课程，连续缺席2期讲座的，必须补课。", None),
        ("主讲人每年要抽出2期讲座的时间，到学员中听取意见。", "主讲人每年要抽出2期讲座的时间，到学员中听取意见"),
        ("每个教学班级一年要办2期讲座，可一些学员拖着不来听课。", "每个教学班级一年要办2期讲座"),
        ("缺席2期讲座、早退的，不管有没有请假，一律处理。", "缺席2期讲座、早退的，不管有没有请假，一律处理"),
        # What stands before is another rule, a reason, or who worked it out; no case, and nothing that is taken up.
        ("讲义每年修订一次，同一学员缺席2期讲座的，取消评优资格。", "同一学员缺席2期讲座的，取消评优资格"),
        ("教室实行预约使用，外单位旁听必须先参加2期讲座。", "外单位旁听必须先参加2期讲座"),
        ("教室实行预约使用，教室空置期间必须参加2期讲座。", "教室实行预约使用，教室空置期间必须参加2期讲座"),
        ("校长是第一责任人，教务科主要负责同志要至少参加2期讲座。", "教务科主要负责同志要至少参加2期讲座"),
        ("清单内的学员因为听过2期讲座，没有一个掉队。", "清单内的学员因为听过2期讲座，没有一个掉队"),
        ("学员缺席2期讲座，人数越多、次数越多，掉队越快。", "学员缺席2期讲座，人数越多、次数越多，掉队越快"),
        ("学员报到后，外单位旁听必须先参加2期讲座。", "学员报到后，外单位旁听必须先参加2期讲座"),
        ("师资力量紧张，学员每年参加2期讲座。", "学员每年参加2期讲座"),
        ("教务科测算过，学员每年参加2期讲座。", "学员每年参加2期讲座"),
        ("《方案》提出了三项指标，一是到课率，学员每年参加2期讲座。", "到课率，学员每年参加2期讲座"),
        ("要做到每个学员每年听2期讲座，至少需要30名讲师。", "要做到每个学员每年听2期讲座，至少需要30名讲师"),
        ("要做到每个学员每年听2期讲座，全校还差30名讲师。", "要做到每个学员每年听2期讲座，全校还差30名讲师"),
        ("如遇大雪积压2期讲座，补课顺延一周。", "如遇大雪积压2期讲座，补课顺延一周"),
        (
            "违反本办法第八条规定，未参加2期讲座擅自上岗的，由用人单位责令改正。",
            "未参加2期讲座擅自上岗的，由用人单位责令改正",
        ),
    ],
)
def test_where_the_clause_ends(view, wanted):
    """A result clause goes, a consequence stays; what rests on other sentences gives nothing."""
    sent = sentence(view, label="（三）" if view.startswith("（三）") else "")
    fact = quantity(sent, "2", "期", "2期", 2)
    clause = clause_of(fact, fact.whole)
    assert (clause.put() if clause else None) == wanted


def test_a_penalty_keeps_its_case():
    """Measures between case and penalty are left away."""
    view = (
        "经营者未按照规定公示收费标准的，由县级以上人民政府市场监督管理部门责令限期改正，"
        "给予警告，并处五万元以下的罚款。"
    )
    fact = quantity(view, "五万", "元", "五万元以下", 50000)
    assert clause_of(fact, fact.whole).put() == "经营者未按照规定公示收费标准的，处五万元以下的罚款"


def test_no_clause_over_a_redaction():
    """A window that touches a veto span gives nothing."""
    view = "XX镇每季度举办2期讲座。"
    fact = quantity(sentence(view, vetoes=[(0, 2)]), "2", "期", "2期", 2)
    assert clause_of(fact, fact.whole) is None


@pytest.mark.parametrize(
    ("view", "conditional"),
    [
        ("责任人离开本县超过2天，须指定替代人。", True),
        ("滤袋连续使用满2天，每月检漏一次。", True),
        ("责任人隔离休息满2天，方可返岗。", False),
        ("责任人请假不得超过2天，须当面请假。", False),
    ],
)
def test_a_threshold_before_a_duty_is_a_case(view, conditional):
    """超过…，须… says when; 满…，方可… and 不得超过… say how much."""
    fact = quantity(view, "2", "天", "2天", 2)
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert in_condition(clause, fact.whole) is conditional


def test_what_is_done_when_there_is_more_time_is_a_condition():
    """间隔10分钟以上时放行: so it is at fifteen; 每次时间不少于 is a rule."""
    fact = quantity("上行列车与前车的间隔在10分钟以上时放行。", "10", "分钟", "10分钟以上", 10)
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert in_condition(clause, fact.whole)


def test_asides_go_and_swaps_come():
    """（以下简称…） is taken out of what is put; the asked part is replaced."""
    fact = quantity("便民服务中心（以下简称中心）每季度举办2期讲座。", "2", "期", "2期", 2)
    assert clause_of(fact, fact.whole).put((fact.number, "3")) == "便民服务中心每季度举办3期讲座"


def test_located_counts_in_the_view():
    """Positions follow the map of a view whose line break was taken out."""
    sent = sentence("每年举办\n2期讲座。")
    sent = type(sent)(0, 0, 11, sent.text, "每年举办2期讲座。", offsets=(0, 1, 2, 3, 5, 6, 7, 8, 9))
    assert located(sent, find(sent, "2期")) == (4, 6)
    with pytest.raises(ValueError, match="does not stand"):
        located(sent, find(sentence("别处还有3期。"), "3期"))


def test_conditions_and_duties_are_told_apart():
    """What stands before …的， is a condition; what a modal governs is laid down."""
    case = quantity("逾期超过三十日的，应当重新申请。", "三十", "日", "三十日", 30)
    rule = quantity("承办人应当在三十日内答复。", "三十", "日", "三十日内", 30)
    assert in_condition(clause_of(case, case.whole), case.whole)
    other = quantity("逾期超过三十日，或者两次未到的，可以提前收回。", "三十", "日", "三十日", 30)
    assert in_condition(clause_of(other, other.whole), other.whole)
    assert not is_laid_down(clause_of(case, case.whole), case.whole)
    assert is_laid_down(clause_of(rule, rule.whole), rule.whole)


def test_time_place_and_condition_are_never_left_away():
    """A long chain that says when or where is kept whole or not used."""
    view = (
        "汛期开始以后，镇政府高度重视值守工作，成立工作专班，健全会商研判机制，"
        "落实领导带班制度和信息报送制度，全年组织应急演练12场。"
    )
    clause = clause_of(quantity(view, "12", "场", "12场", 12), quantity(view, "12", "场", "12场", 12).whole)
    assert clause is None or clause.put().startswith("汛期开始以后，")


@pytest.mark.parametrize(
    ("view", "amount"),
    [
        ("未实行集中管护的53座水库，巡查责任人每人每月补助300元，并按月造册发放到人。", "300元"),
        (
            "甲类电梯单次现场作业不少于60分钟，乙类电梯单次现场作业不少于50分钟，丙类电梯单次现场作业不少于40分钟，作业人员不少于2人，"
            "全程录像，录像保存不少于90天。",
            "90天",
        ),
    ],
)
def test_what_a_clause_is_about_is_not_left_away(view, amount):
    """Not the things a rule is for, nor is one taken for who acts of whom only the number is said."""
    fact = quantity(view, amount[:-1], amount[-1], amount, float(amount[:-1]))
    clause = clause_of(fact, fact.whole)
    assert clause is None or clause.put().startswith(("未实行", "甲类"))


@pytest.mark.parametrize(
    "view",
    [
        "一场以整治隐患2处为目标的巡查活动。",
        "使用者为个人的，可以处2元罚款。",
        "情节严重的，处2元罚款。",
        "因工作需要调动时，应当提前2日告知。",
        "镇里开展巡查，确保隐患少于2处。",
        "镇里落实“互联网+巡查”2处站点的重要举措。",
        "落实值班员每班巡查2处的规定。",
        "申请人未在该期限内补交材料2处的，不予受理。",
        "数据每15分钟记录，保存期不少于2日。",
        "北岭、河湾等供电单位2处作了发言。",
    ],
)
def test_what_says_nothing_gives_no_clause(view):
    """Bare nouns, penalties without a deed, duties of nobody and aims give nothing."""
    sent = sentence(view)
    words = next(words for words in ("2处", "2元", "2日") if words in view)
    assert clause_of(quantity(sent, "2", words[1:], words, 2), find(sent, words)) is None


def test_a_heading_that_repeats_the_clause_is_not_supplied():
    """在“每季度讲座安排”方面 before 每季度举办2期讲座 says it twice."""
    report = quantity("每季度举办2期讲座。", "2", "期", "2期", 2, topic="讲座安排")
    assert clause_of(report, report.whole) is None


@pytest.mark.parametrize(
    "topic",
    [
        "钱从哪里来",
        "【一件没办成的事】",
        "“一人四岗”",
        "村里的灯亮了",
        "三个功能不能丢",
        "已经整改的事项",
        "还差的四个村",
        "停电那一夜",
    ],
)
def test_a_heading_that_asks_tells_or_quotes_is_no_subject(topic):
    """在村里的灯亮了方面 is no Chinese; 在经费使用方面 is."""
    for named, has in ((topic, False), ("经费使用", True)):
        fact = quantity("每户补贴2元。", "2", "元", "2元", 2, topic=named)
        clause = clause_of(fact, fact.whole)
        assert ("方面，" in clause.put() if clause else False) is has


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        ("刚才讲了，值班员每班巡查2处。", "值班员每班巡查2处"),
        ("应知或应会任一项不合格的，须在2处补考。", "应知或应会任一项不合格的，须在2处补考"),
        ("一升，值班员每班巡查2处。", "值班员每班巡查2处"),
        ("违反的，由门卫劝离，企业一个月内2处违反的，由管委会约谈。", "企业一个月内2处违反的，由管委会约谈"),
        ("党员员工（全公司现有党员189名）每班巡查2处。", "党员员工每班巡查2处"),
        ("3.5月底前值班员每班巡查2处。", "5月底前值班员每班巡查2处"),
        ("殊不知值班员每班巡查2处。", "值班员每班巡查2处"),
        ("值班员巡2处，按站里的经验，再多就看不细。", "值班员巡2处，按站里的经验，再多就看不细"),
        ("第四，值班员每班巡查2处。", "值班员每班巡查2处"),
        ("要说明的是，值班员每班巡查2处。", "值班员每班巡查2处"),
        ("结果显示，值班员每班巡查2处。", "值班员每班巡查2处"),
        ("6月30日前，值班员应当巡查2处。", "6月30日前，值班员应当巡查2处"),
        ("日前，值班员巡查2处。", None),
        ("报，值班员每班巡查2处。", "值班员每班巡查2处"),
        ("话说在前头，值班员每班巡查2处。", "值班员每班巡查2处"),
        ("工资方面，局党委研究了，值班员每班巡查2处。", "值班员每班巡查2处"),
    ],
)
def test_what_only_leads_on_is_cut(view, wanted):
    """Ordinals and 结果显示 go; 30日前 is a deadline, 日前 tells nobody when."""
    fact = quantity(view, "2", "处", "2处", 2)
    clause = clause_of(fact, fact.whole)
    assert (clause.put() if clause else None) == wanted


@pytest.mark.parametrize(
    ("end", "context", "stands"),
    [
        ("。", "", True),
        ("。", "值班室通宵开放。", True),
        ("；", "", False),
        ("。", "应当做到：", False),
        ("。", "会打字；", False),
    ],
)
def test_a_numbered_sentence_under_a_heading_stands(end, context, stands):
    """It is a mere item only where a colon or semicolon stands before it, or it ends in one."""
    sent = sentence(f"值班员每年参加2期讲座{end}", label="3、")
    fact = quantity(sent, "2", "期", "2期", 2, context=context)
    assert (clause_of(fact, fact.whole) is not None) == stands


def test_a_bound_whose_case_goes_on_is_of_that_case():
    """What holds of three letters or more holds of five: the bound stands in a case of several pieces."""
    case = quantity("字数2天以上，仅个别字不同，整体含义无区别的，一般判为近似。", "2", "天", "2天以上", 2)
    assert in_condition(clause_of(case, case.whole), case.whole)
    rule = quantity("每期讲座须2天以上，参加的人员应当签到。", "2", "天", "2天以上", 2)
    assert not in_condition(clause_of(rule, rule.whole), rule.whole)


def test_what_holds_but_for_a_season_keeps_its_exception() -> None:
    """4 hours, in winter 8: without winter the figure is half the rule."""
    fact = quantity("新表移入检定间后静置不少于4小时，冬季不少于8小时，水温不得变化。", "4", "小时", "4小时", 4)
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert "冬季不少于8小时" in clause.put()
