"""Who a stem's clause is about: its agent, its subject, its label, and what stands in front of them."""

import pytest
from type_facts import quantity

from qbank.types._clause_around import clause_of
from qbank.types._phrases import SLOGAN_PIECE


def test_a_subject_is_supplied_from_the_topic():
    """A sentence that begins with 应当 gets its lead-in's subject, one without any the section's title."""
    duty = quantity("应当每年参加2期讲座。", "2", "期", "2期", 2, topic="值班人员")
    report = quantity("每季度举办2期讲座。", "2", "期", "2期", 2, topic="安全学习")
    assert clause_of(duty, duty.whole).put() == "值班人员应当每年参加2期讲座。"[:-1]
    assert clause_of(report, report.whole).put() == "在安全学习方面，每季度举办2期讲座"


_TOLD = "镇政府高度重视汛期值守工作，成立工作专班，健全会商研判机制，落实领导带班制度和信息报送制度，"


@pytest.mark.parametrize(
    ("own", "amount", "unit", "stem"),
    [
        ("全年组织应急演练12场", "12", "场", "镇政府全年组织应急演练12场"),
        # Nothing that the office does which opened the chain.
        ("满意率低于90%的一律返工", "90", "%", f"{_TOLD}满意率低于90%的一律返工"),
        ("每个单位到场人员不少于编制数的80%", "80", "%", "每个单位到场人员不少于编制数的80%"),
    ],
)
def test_a_long_report_keeps_the_agent_of_the_clause_that_is_asked(own, amount, unit, stem):
    """Of a long chain of clauses the asked one is kept, with the agent that opened the chain where it is its own."""
    fact = quantity(f"{_TOLD}{own}。", amount, unit, amount + unit, int(amount))
    assert clause_of(fact, fact.whole).put() == stem


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        ("站内设备由仓库统一招标，值班员必须每2天巡查一次。", "值班员必须每2天巡查一次"),
        (
            "发现藏品丢失、损坏、被盗或者疑似被人调换的，值班员必须在2分钟内到场。",
            "发现藏品丢失、损坏、被盗或者疑似被人调换的，值班员必须在2分钟内到场",
        ),
        ("发现险情的，立即上报，值班员必须在2分钟内到场。", "发现险情的，立即上报，值班员必须在2分钟内到场"),
        ("冷补料由仓库统一采购，各班组必须常备2吨。", "冷补料由仓库统一采购，各班组必须常备2吨"),
        ("冷补料由仓库统一采购，水位涨到2米时上报。", "冷补料由仓库统一采购，水位涨到2米时上报"),
    ],
)
def test_a_clause_that_says_who_must_stands_alone(view, wanted):
    """Clauses before it go unless they lay down a case, or may hold the object of its verb."""
    at = view.index("2")
    measure = view[at + 1 : at + 3].rstrip("一内。时")
    fact = quantity(view, "2", measure, f"2{measure}", 2)
    assert clause_of(fact, fact.whole).put() == wanted


def test_one_of_them_is_not_what_the_sentence_before_was_about():
    """一次课的时长 is about 课; what the sentence before named is left to it."""
    for context, stands in (("一次办完太急。", True), ("课时去年减过。", False)):
        fact = quantity("一次课时的长度不得超过2期讲座。", "2", "期", "2期", 2, context=context)
        assert (clause_of(fact, fact.whole) is not None) is stands


def test_slogans_before_who_must_go():
    """What any text may bid is left away where what follows says who must do what; a figure in it stays."""
    view = "持之以恒加强作风建设，大兴学习之风，每名值班员每年参加2期讲座。"
    fact = quantity(view, "2", "期", "2期", 2)
    assert clause_of(fact, fact.whole).put() == "每名值班员每年参加2期讲座"
    view = "强技能，每个班至少举办2期讲座。"
    fact = quantity(view, "2", "期", "2期", 2)
    assert clause_of(fact, fact.whole).put() == "每个班至少举办2期讲座"
    assert not any(map(SLOGAN_PIECE.match, ("强制性，", "严重时，", "优秀者，", "聚集后，")))
    assert SLOGAN_PIECE.match("焊缝有无裂纹、脱焊，") and not SLOGAN_PIECE.match("3处焊缝有无裂纹，")
    assert SLOGAN_PIECE.match("坚持学习，") and not SLOGAN_PIECE.match("坚持每天学习一小时，")


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        ("面访补助：经抽查合格的，村医每例领取2期讲座的津贴。", "经抽查合格的，村医每例领取2期讲座的津贴"),
        ("后勤组：每月组织2期讲座并登记在册。", "后勤组每月组织2期讲座并登记在册"),
        ("教务科长：每月组织2期讲座并登记在册。", "教务科长每月组织2期讲座并登记在册"),
        ("审核岗：每月听2期讲座并登记在册。", "审核岗每月听2期讲座并登记在册"),
        ("经过：当晚值班员听了2期讲座才离开大厅。", None),
    ],
)
def test_the_label_of_a_line_is_no_part_of_its_clause(view, wanted):
    """What it labels is named elsewhere; who acts becomes the subject; a story keeps its label and gives nothing."""
    fact = quantity(view, "2", "期", "2期", 2)
    clause = clause_of(fact, fact.whole)
    assert (clause.put() if clause else None) == wanted


def test_whose_state_is_told_is_no_agent():
    """全街道各社区，目前只有四个有食堂: what is planned further on is nobody's of these."""
    told = "全街道十一个社区，目前只有四个有教室，余下的正在寻找合适的场地，准备采取分片轮流上课的办法，"
    fact = quantity(f"{told}由夜校先办2期讲座。", "2", "期", "2期", 2)
    clause = clause_of(fact, fact.whole)
    assert clause is None or not clause.before


@pytest.mark.parametrize(
    ("between", "of_whom"),
    [("我本人也排进去，", ""), ("其余24人从机关抽调，", ""), ("方案经过多次讨论修改，", "公司")],
)
def test_what_somebody_else_does_is_not_the_agents(between, of_whom):
    """公司批准招聘，我本人也排进去，每月值2期: not the company."""
    view = f"人手缺口经测算是六十四个左右，公司已经批准公开招聘一批讲师，十一月以前陆续到岗，{between}每个月值2期讲座。"
    fact = quantity(view, "2", "期", "2期", 2)
    clause = clause_of(fact, fact.whole)
    assert (clause.before if clause else "") == of_whom


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        (
            "汛期未经批准不得超限蓄水，平台报警后，值班人员应当听2期讲座。",
            "平台报警后，值班人员应当听2期讲座",
        ),
        ("新学员必须先登记，此后，值班人员应当听2期讲座。", "新学员必须先登记，此后，值班人员应当听2期讲座"),
        ("平台报警后，值班人员应当听2期讲座。", "平台报警后，值班人员应当听2期讲座"),
        (
            "新建居民住宅区的夜校教室，经验收合格后，值班人员应当听2期讲座。",
            "新建居民住宅区的夜校教室，经验收合格后，值班人员应当听2期讲座",
        ),
    ],
)
def test_when_it_is_done_goes_with_who_must_do_it(view, wanted):
    """A rule before it is another matter; without one, and of 此后, nothing goes."""
    fact = quantity(view, "2", "期", "2期", 2)
    assert clause_of(fact, fact.whole).put() == wanted


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        ("管理人员：每座大站每班不少于2次巡视。", "每座大站每班不少于2次巡视"),
        ("高龄老人：专人逐户建册，每季度上门2次。", "高龄老人，专人逐户建册，每季度上门2次"),
        ("生产科长：决定停水检修，每季度组织2次演练。", "生产科长决定停水检修，每季度组织2次演练"),
    ],
)
def test_whom_a_rule_is_for_does_not_do_it(view, wanted):
    """The label of a line is its subject only where it names who acts."""
    fact = quantity(view, "2", "次", "2次", 2)
    clause = clause_of(fact, fact.whole)
    assert clause is not None and clause.put() == wanted


@pytest.mark.parametrize(
    ("view", "amount", "wanted"),
    [
        ("防护柜改为玻璃门，不上锁，空气呼吸器每月检查2次。", "2次", "空气呼吸器每月检查2次"),
        ("动物关在室内时间长，容易刻板，各馆每周丰容不少于4次。", "4次", "各馆每周丰容不少于4次"),
        ("医院建立检修档案，档案保存不少于9年。", "9年", "医院建立检修档案，档案保存不少于9年"),
        ("梅雨季节，空气呼吸器每月检查2次。", "2次", "梅雨季节，空气呼吸器每月检查2次"),
        ("连续阴雨的，空气呼吸器每月检查2次。", "2次", "连续阴雨的，空气呼吸器每月检查2次"),
    ],
)
def test_a_piece_that_says_its_own_stands_without_others(view: str, amount: str, wanted: str) -> None:
    """What a piece is about is named in it, and nothing before it says whose, when or in which case."""
    number, measure = amount[:-1], amount[-1]
    fact = quantity(view, number, measure, amount, float(number))
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert clause.put() == wanted


@pytest.mark.parametrize(
    ("view", "amount", "wanted"),
    [
        (
            "校车最高时速：高速公路不得超过80千米，其他道路不得超过60千米。",
            "80千米",
            "校车最高时速，高速公路不得超过80千米",
        ),
        ("尿素：不大于2毫克，超过的补新水。", "2毫克", "尿素不大于2毫克"),
    ],
)
def test_a_label_that_is_measured_stays(view: str, amount: str, wanted: str) -> None:
    """What is so much stays in front, and what a limit is of is its subject."""
    number, measure = amount[:-2], amount[-2:]
    fact = quantity(view, number, measure, amount, float(number))
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert clause.put().startswith(wanted)


def test_each_of_them_has_nobody_in_front() -> None:
    """总务主任为日常管理人，各食堂配…: every canteen has to, and not the head of supplies."""
    view = (
        "校长是食堂食品安全第一责任人，分管副校长为直接责任人，总务主任为日常管理人，各食堂配专职食品安全员不少于2名，"
        "供餐一千人以上的另行增配。"
    )
    fact = quantity(view, "2", "名", "2名", 2)
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert "总务主任各食堂" not in clause.put()
