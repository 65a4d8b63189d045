"""How stems ask for amounts: which are worth asking, in what clause, in what words, with what trust."""

from __future__ import annotations

import pytest
from type_facts import quantity

from qbank.types._amount_figure import is_limit
from qbank.types._amount_stems import quantity_stem, trust_in_amount
from qbank.types._amount_worth import can_be_left_out, clause_to_ask
from qbank.types._clause_around import clause_of


@pytest.mark.parametrize(
    ("view", "whole", "number", "measure", "value", "asked"),
    [
        ("值守记录应当保存30日以上。", "30日以上", "30", "日", 30, True),
        ("满分为100分。", "100分", "100", "分", 100, False),
        ("每季度至少开展1次演练。", "1次", "1", "次", 1, False),
        ("培训（共20期）由镇政府举办。", "20期", "20", "期", 20, False),
        ("甲级20分、乙级15分、丙级10分、丁级5分。", "20分", "20", "分", 20, False),
        ("值守记录保存30日，不少于三十日。", "30日", "30", "日", 30, False),
        ("补助标准从每人200元提高到每人300元。", "200元", "200", "元", 200, False),
        ("值班员每天巡查2次，上午、下午各1次。", "2次", "2", "次", 2, False),
        ("值班员应当在每日8时、14时、20时3次巡查库房。", "3次", "3", "次", 3, False),
        ("支架应当借用已有的构件，离墙不少于3米。", "3米", "3", "米", 3, True),
        ("报修、到场、恢复3个时间必须写清楚。", "3个", "3", "个", 3, False),
        ("连片的村必须有一支不少于12人的志愿救援队。", "12人", "12", "人", 12, True),
        ("村里有一支12人的志愿救援队，应当每月训练。", "12人", "12", "人", 12, False),
        ("雷雨停止后，值班员至少再等30分钟才能出门。", "30分钟", "30", "分钟", 30, True),
        ("值班员赵某、钱某等4人应当参加训练。", "4人", "4", "人", 4, False),
        ("每次报警必须有人在30分钟内到场。", "30分钟内", "30", "分钟", 30, True),
        ("储存池留出0.9米的高度，其中0.6米防暴雨，0.3米防满溢。", "0.9米", "0.9", "米", 0.9, False),
        ("芦苇每年冬天分3块轮割，割1块留2块。", "3块", "3", "块", 3, False),
        ("62件投诉里，办结的41件，另外21件正在办理。", "21件", "21", "件", 21, False),
        ("司机拒载一次记5分，绕道一次记5分，议价一次记10分。", "10分", "10", "分", 10, True),
        ("过去3年，站里共登记差错27起。", "3年", "3", "年", 3, False),
        ("前3个月，站里共发生差错27起。", "3个月", "3", "个月", 3, False),
        ("停水应当提前3天公告。", "3天", "3", "天", 3, True),
        ("周小河24岁，是站里最年轻的学徒。", "24岁", "24", "岁", 24, False),
        ("一个站点可能连续20年没有启用过。", "20年", "20", "年", 20, False),
        ("同时负责3个以上项目的有5人。", "3个以上", "3", "个", 3, False),
        ("上午十点，离开饭还有20分钟。", "20分钟", "20", "分钟", 20, False),
        ("群众满意度10分（电话回访10户）。", "10分", "10", "分", 10, False),
        ("每个社区不少于4名。", "4名", "4", "名", 4, False),
        ("班组长每周至少有两天半在现场。", "两天", "两", "天", 2, False),
        ("工作总结不超过2000字。", "2000字", "2000", "字", 2000, False),
        ("试点时有人每月加收800元，必须防止。", "800元", "800", "元", 800, False),
        ("所有的站点应当在30日内报告。", "30日内", "30", "日", 30, True),
        ("年底前，30处市集都要把自治会建起来。", "30处", "30", "处", 30, False),
        ("检查中发现隐患的，应当在30分钟内报告。", "30分钟内", "30", "分钟", 30, True),
        ("每个街道应当设立至少一家24小时药店。", "24小时", "24", "小时", 24, False),
        ("每个街道应当保留一家24小时供药点。", "24小时", "24", "小时", 24, False),
        ("事故报告应当在24小时内送达。", "24小时内", "24", "小时", 24, True),
        ("请假半天以上3天以内由科长批准。", "3天以内", "3", "天", 3, False),
        ("各管护站实行24小时值班制度。", "24小时", "24", "小时", 24, False),
        ("志愿者须年满14周岁，未满18周岁的应当由监护人签字同意。", "18周岁", "18", "周岁", 18, False),
        ("志愿者须年满14周岁，未满16周岁的应当由监护人签字同意。", "16周岁", "16", "周岁", 16, True),
        ("罚没不超过5万元的小案占了多少，每个县局都要算一算。", "5万元", "5万", "元", 50000, False),
        ("罚没不超过5万元的小案占了大头，每个县局都要算一算。", "5万元", "5万", "元", 50000, True),
        ("同一名馆员必须负责3个以上书库的有5人。", "3个以上", "3", "个", 3, False),
        ("3年以上旧书破损率不得超过5%。", "3年以上", "3", "年", 3, False),
        ("3年以上旧书不得外借。", "3年以上", "3", "年", 3, True),
        ("阅览守则由馆务办负责解释，每2年修订一次。", "2年", "2", "年", 2, False),
        ("两种装订法的用时可能相差1倍以上。", "1倍以上", "1", "倍", 1, False),
    ],
)
def test_figures_that_tell_nothing_are_not_asked(
    view: str, whole: str, number: str, measure: str, value: int, asked: bool
) -> None:
    """Full marks, a trivial one, an aside, one of many and an amount said twice are left."""
    fact = quantity(view, number, measure, whole, value)
    assert (clause_to_ask(fact, fact.whole) is not None) is asked


def test_an_amount_in_a_case_is_asked_in_its_place() -> None:
    """凡是多少岁以上…的，…: what follows from the case stays."""
    fact = quantity("凡是60岁以上老人无偿转让住房的，受理人员要主动问。", "60", "岁", "60岁", 60)
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert quantity_stem(clause, fact) == "凡是多少岁以上老人无偿转让住房的，受理人员要主动问？"


def test_what_one_may_from_an_amount_on_is_asked_in_its_place() -> None:
    """连续三月平均96分以上，可以申请免检: what follows tells what the amount is for."""
    fact = quantity("客房连续三月平均96分以上，可以申请免检，免检期为半年。", "96", "分", "96分以上", 96)
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert quantity_stem(clause, fact) == "客房连续三月平均多少分以上，可以申请免检？"


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        ("缺员的岗位由退休技师兼任，课时费标准50元。", "缺员的岗位由退休技师兼任，课时费标准为多少元？"),
        ("兼课的技师应当登记，每节课补助50元。", "兼课的技师应当登记，每节课补助多少元？"),
    ],
)
def test_what_is_so_much_has_its_verb(view: str, wanted: str) -> None:
    """标准多少元 is no question; after a verb nothing is added."""
    fact = quantity(view, "50", "元", "50元", 50)
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert quantity_stem(clause, fact) == wanted


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        ("烟管的接口搭接不小于50毫米并用卡箍固定。", "烟管的接口搭接不小于多少毫米？"),
        ("巡查员确需经过村寨的，高度不低于50米且不录像。", "巡查员确需经过村寨的，高度不低于多少米？"),
        ("全年收到热线工单的按期办结率50%。", "全年收到热线工单的按期办结率是百分之多少？"),
    ],
)
def test_a_question_ends_with_what_it_asks(view: str, wanted: str) -> None:
    """What else holds is left away; a rate wants its verb."""
    measure = next(each for each in ("毫米", "米", "%") if f"50{each}" in view)
    fact = quantity(view, "50", measure, f"50{measure}", 50)
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert quantity_stem(clause, fact) == wanted


def test_a_decimal_is_no_number_of_a_line() -> None:
    """3.6克 begins a sentence, 2.14岁 a numbered line."""
    measured = quantity("3.6克是称出来的，换一台天平再称，可能是4.2克。", "4.2", "克", "4.2克", 4.2)
    numbered = quantity("2.14岁以下学员必须由家长接送，每班不超过9人。", "9", "人", "9人", 9)
    clauses = [clause_of(each, each.whole) for each in (measured, numbered)]
    assert [clause and clause.text[:3] for clause in clauses] == ["3.6", "14岁"]


def test_how_old_somebody_is_is_a_tally() -> None:
    """Nobody need know an apprentice's age; who may ride a lift alone is another matter."""
    told = quantity("学徒罗小禾25岁，是馆里每年轮岗的修复师中最年轻的。", "25", "岁", "25岁", 25)
    ruled = quantity("带队的馆员应当年满25岁，由馆长书面指定。", "25", "岁", "25岁", 25)
    trusts = []
    for each in (told, ruled):
        clause = clause_of(each, each.whole)
        assert clause is not None
        trusts.append(trust_in_amount(clause, each, 0.74))
    assert trusts[0] < 0.3 < trusts[1]


def test_a_limit_is_worth_more_than_a_tally() -> None:
    """What a rule lays down keeps its trust, a mere count loses some, a report's tally most."""
    trusts = []
    for view in ("救护队应当在30分钟内到达。", "领导小组应当设置30席。", "镇里累计走访群众30户。"):
        measure = next(each for each in ("分钟", "席", "户") if each in view)
        fact = quantity(view, "30", measure, f"30{measure}", 30)
        clause = clause_of(fact, fact.whole)
        assert clause is not None
        assert is_limit(fact) is (measure == "分钟")
        trusts.append(trust_in_amount(clause, fact, 0.7))
    assert trusts == sorted(trusts, reverse=True)
    assert len(set(trusts)) == 3


def test_a_fine_is_asked_as_one() -> None:
    """处多少罚款？ and not 处多少元的罚款？, whatever its range."""
    fact = quantity("经营者未公示收费标准的，处五万元的罚款。", "五万", "元", "五万元", 50000)
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert quantity_stem(clause, fact) == "经营者未公示收费标准的，处多少罚款？"


def test_people_of_a_kind_are_asked_how_many_there_are() -> None:
    """…的多少人 lacks its verb; a share has one."""
    people = quantity("站里发给补助的是年满60周岁的11人。", "11", "人", "11人", 11)
    clause = clause_of(people, people.whole)
    assert clause is not None
    assert quantity_stem(clause, people) == "站里发给补助的是年满60周岁的有多少人？"


def test_people_that_something_is_done_to_are_no_statement() -> None:
    """In 把…的60人轮训一遍 the number needs no 有."""
    people = quantity("中心要把年满60周岁的120人轮训一遍。", "120", "人", "120人", 120)
    clause = clause_of(people, people.whole)
    assert clause is not None
    assert quantity_stem(clause, people) == "中心要把年满60周岁的多少人轮训一遍？"


@pytest.mark.parametrize(
    ("view", "number", "measure", "stem"),
    [
        ("每处值守点夜间不少于4人，其中一人为驾驶员。", "4", "人", "每处值守点夜间不少于几人？"),
        (
            "阅览室座位离座超过45分钟的，由保洁员把物品收到服务台，留一张条子。",
            "45",
            "分钟",
            "阅览室座位离座超过多少分钟的，由保洁员把物品收到服务台？",
        ),
        ("夜巡队员须在24小时内交回对讲机，由站里登记。", "24", "小时", "夜巡队员须在多少小时内交回对讲机？"),
        ("储物柜占用超过3天的，保洁员要清点物品。", "3", "天", "储物柜占用超过几天的，保洁员要清点物品？"),
        ("阅览室座位不足20个的分馆，至少设1名管理员。", "20", "个", "阅览室座位不足多少个的分馆，至少设1名管理员？"),
        ("地下书库水深达到5厘米时，值守人员应当断电。", "5", "厘米", "地下书库水深达到几厘米时，值守人员应当断电？"),
        ("地下书库水深超过5厘米，立即切断电源，不要心疼。", "5", "厘米", "地下书库水深超过几厘米，立即切断电源？"),
        # The aim alone is half of what is said.
        (
            "书库测算过，要做到每人每月夜班不超过6个，还差30名馆员。",
            "6",
            "个",
            "要做到每人每月夜班不超过____，还差30名馆员。",
        ),
        # 50%时观察员先报 is no case of what must be done at 30%.
        (
            "书库湿度升到60时先报一次，70时必须开机除湿。",
            "60",
            "时",
            "书库湿度升到____先报一次，70时必须开机除湿。",
        ),
        # What follows is what the amount is the case of.
        ("夜巡队员连续值守满2年，方可参加评选。", "2", "年", "夜巡队员连续值守满____，方可参加评选。"),
    ],
)
def test_an_amount_is_asked_in_its_place_where_its_rule_is_told(
    view: str, number: str, measure: str, stem: str
) -> None:
    """What else holds is left away, and a case is asked with what follows from it; else a blank stays."""
    fact = quantity(view, number, measure, number + measure, int(number))
    clause = clause_of(fact, fact.whole)
    assert clause is not None
    assert quantity_stem(clause, fact) == stem


@pytest.mark.parametrize(
    ("view", "whole", "number", "measure", "value", "left_out"),
    [
        ("值班员平均用时2分50秒。", "2分", "2", "分", 2, False),
        ("值班员平均用时2分50秒。", "50秒", "50", "秒", 50, False),
        ("检修时间不少于1小时40分钟。", "1小时", "1", "小时", 1, False),
        ("检修时间不少于40分钟。", "40分钟", "40", "分钟", 40, True),
    ],
)
def test_no_half_of_a_time_is_left_out(
    view: str, whole: str, number: str, measure: str, value: int, left_out: bool
) -> None:
    """几分50秒 asks for a half of what is one."""
    assert can_be_left_out(quantity(view, number, measure, whole, value)) is left_out
