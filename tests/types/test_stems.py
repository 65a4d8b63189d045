"""How stems ask: in the answer's place, with the owner of a code, with what trust."""

from __future__ import annotations

from dataclasses import replace

import pytest
from type_facts import code, date, drafts, enumeration, find, quantity, sentence

from qbank.model.fact import Code, Steps
from qbank.types import ShortAnswer
from qbank.types._amount_figure import is_limit
from qbank.types._amount_stems import quantity_stem, trust_in_amount
from qbank.types._amount_worth import can_be_left_out, clause_to_ask
from qbank.types._clause_around import clause_of
from qbank.types._code_stems import code_question, gloss_points, owner
from qbank.types._list_stems import list_question
from qbank.types._phrases import says_who, tells_of_person
from qbank.types._stems import agent_of, date_stem, milestone_stem, question, statement, trust_in


def _glossed(view: str, words: str, gloss: str) -> Code:
    fact = code(view, words)
    return replace(fact, gloss=find(fact.sent, gloss))


@pytest.mark.parametrize(
    ("view", "words", "gloss", "wanted"),
    [
        (
            "护林员随身携带“三件套”（望远镜、扩音器、记录本）。",
            "三件套",
            "望远镜、扩音器、记录本",
            "护林员随身携带的“三件套”指的是哪些内容？",
        ),
        (
            "网格员要做到入户检查“六必看”（看灶、看线、看表、看管、看门、看窗）。",
            "六必看",
            "看灶、看线、看表、看管、看门、看窗",
            "入户检查“六必看”指的是哪些内容？",
        ),
        (
            "镇里推行“周清”制度，即一周一清未办事项。",
            "周清",
            "一周一清未办事项",
            "镇里推行的“周清”制度指的是什么？",
        ),
        (
            "贷后管理实行“三色”催收：蓝色短信、黄色上门、红色起诉。",
            "三色",
            "蓝色短信、黄色上门、红色起诉",
            "贷后管理实行的“三色”催收指的是哪些内容？",
        ),
        (
            "夜间巡查，必须到“三个地方”：锅炉房、配电间、油库。",
            "三个地方",
            "锅炉房、配电间、油库",
            "“三个地方”指的是哪些？",
        ),
        (
            "对受潮超标的稻谷，实行“三专”：专仓收购、专账管理、专门用途。",
            "三专",
            "专仓收购、专账管理、专门用途",
            "对受潮超标的稻谷实行的“三专”指的是哪些内容？",
        ),
        (
            "对中重度失温者，则有“三不”：不搓揉四肢、不喂酒、不让其自行走动。",
            "三不",
            "不搓揉四肢、不喂酒、不让其自行走动",
            "对中重度失温者的“三不”指的是哪些内容？",
        ),
        (
            "批准的农事用火，必须满足“三不烧”：没有批准不烧，大风不烧，没有人看守不烧。",
            "三不烧",
            "没有批准不烧，大风不烧，没有人看守不烧",
            "批准的农事用火必须满足的“三不烧”指的是哪些内容？",
        ),
        (
            "中心总结的报警“三要素”是：位置、人数、伤情。",
            "三要素",
            "位置、人数、伤情",
            "中心总结的报警“三要素”指的是哪些内容？",
        ),
        (
            "公司定了“三不换”：没有告知的不换，用户不在的不换，底数不清的不换。",
            "三不换",
            "没有告知的不换，用户不在的不换，底数不清的不换",
            "公司定的“三不换”指的是哪些内容？",
        ),
        (
            "血站的做法是设定“三级库存”：液态库存、冰冻库存、流动库存。",
            "三级库存",
            "液态库存、冰冻库存、流动库存",
            "“三级库存”指的是哪些内容？",
        ),
        ("镇里推行“三定一销”（定人、定时、定责）。", "三定一销", "定人、定时、定责", None),
        ("镇里推行“周清”制度，即本办法第九条规定的制度。", "周清", "本办法第九条规定的制度", None),
        ("镇里公布“免盖章清单”（亲属关系、婚姻状况等）。", "免盖章清单", "亲属关系、婚姻状况等", None),
        ("今年为“巩固年”：得分稳定在94分以上，居民满意。", "巩固年", "得分稳定在94分以上，居民满意", None),
    ],
)
def test_a_code_is_asked_with_its_owner(view: str, words: str, gloss: str, wanted: str | None) -> None:
    """The clause before a code says whose it is; a gloss that tells less than the code counts is not asked."""
    assert code_question(_glossed(view, words, gloss)) == wanted


def test_a_code_without_gloss_is_not_asked() -> None:
    """A name alone tells nothing."""
    assert code_question(code("镇里推行“周清”制度。", "周清")) is None


@pytest.mark.parametrize(
    ("gloss", "points"),
    [
        ("看灶、看线、看表", ["看灶", "看线", "看表"]),
        ("看灶、看线；看表、看管", ["看灶、看线", "看表、看管"]),
        ("看“灶、管”、看线", ["看“灶、管”", "看线"]),
        ("一周一清未办事项", ["一周一清未办事项"]),
        ("户有账、村有账，墙上有图、柜里有档", ["户有账、村有账，墙上有图、柜里有档"]),
        ("查车辆、查人员，缺一项不得出车", ["查车辆", "查人员"]),
        ("到九点仍未做完的，可以不做，也不得要求补做", ["到九点仍未做完的，可以不做，也不得要求补做"]),
        ("一看人多（老人、孩子），二看作息，三看门窗", ["一看人多（老人、孩子）", "二看作息", "三看门窗"]),
    ],
)
def test_a_gloss_is_split_at_its_outermost_marks(gloss: str, points: list[str]) -> None:
    """Semicolons before commas of lists; nothing inside quotations is split."""
    fact = _glossed(f"镇里推行“规矩”（{gloss}）。", "规矩", gloss)
    assert [each.text for each in gloss_points(fact)] == points


@pytest.mark.parametrize(
    ("view", "run", "count", "wanted"),
    [
        ("领导小组下设宣传、物资、救护三个组。", "宣传、物资、救护", 3, "领导小组下设哪三个组？"),
        ("巡查工作应当遵循就近、及时、安全的原则。", "就近、及时、安全", None, "巡查工作应当遵循哪些原则？"),
        ("演练分为桌面、实地、夜间三种，由镇政府组织。", "桌面、实地、夜间", 3, None),
        (
            "每座水库的行政、技术、巡查三个责任人，要公示姓名。",
            "行政、技术、巡查",
            3,
            "每座水库的三个责任人分别是哪些？",
        ),
        ("设普食、软食、碎食三种。", "普食、软食、碎食", 3, None),
    ],
)
def test_a_list_is_asked_in_its_place(view: str, run: str, count: int | None, wanted: str | None) -> None:
    """哪三个 before a counted noun, 哪些 before a class noun; not where the sentence goes on."""
    assert list_question(enumeration(view, run.split("、"), run, count=count)) == wanted


def test_a_named_list_says_whose_it_is() -> None:
    """大中型水库的…“三个责任人”: whose stands before the list; people are asked for by 指哪些."""
    run = "行政、技术、巡查"
    fact = enumeration(f"大中型水库的{run}“三个责任人”要公示。", run.split("、"), run, name="三个责任人", count=3)
    assert list_question(fact) == "大中型水库的“三个责任人”分别指哪些？"


def test_marks_of_the_page_go() -> None:
    """Stars and squares that mark a line are no words."""
    assert statement("★值班员提前到岗。") == "值班员提前到岗。"
    assert statement("窗口办理四类业务（清单见附件1）。") == "窗口办理四类业务。"
    assert statement("所称不明信号，是指查不到许可的信号。") == "不明信号，是指查不到许可的信号。"
    assert statement("方案同时规定，单条路线不超过40公里。") == "单条路线不超过40公里。"
    assert question("■值班员提前几分钟到岗") == "值班员提前几分钟到岗？"
    assert question("机务员应当注意：多长时间清一次滤网") == "机务员应当多长时间清一次滤网？"
    assert statement("机务员应当注意：不得带电清洗。") == "机务员应当注意：不得带电清洗。"


@pytest.mark.parametrize(
    ("view", "words", "form", "wanted"),
    [
        ("3月5日，云岭镇召开了防汛动员会。", "3月5日", "月日", "云岭镇何时召开防汛动员会？"),
        ("6月30日前，县水利局应当完成隐患摸排。", "6月30日", "月日", "县水利局应当在几月几日前完成隐患摸排？"),
        ("从7月1日起，班前会一律改为组员讲。", "7月1日", "月日", "从几月几日起，班前会一律改为组员讲？"),
        ("夜巡办法自2021年5月1日起施行。", "2021年5月1日", "年月日", "夜巡办法自何时起施行？"),
        ("截至3月5日，全镇完成隐患摸排。", "3月5日", "月日", None),
        ("3月5日印发的夜巡办法同时废止。", "3月5日", "月日", None),
        ("能在3月5日前整治完的89座。", "3月5日", "月日", None),
        ("县教育局组织全县学校从3月5日起执行。", "3月5日", "月日", None),
        ("馆内普查从3月5日启动到6月1日，查了两遍。", "3月5日", "月日", None),
        ("2019年，感病油松139株，比上年多一半。", "2019年", "年", None),
        ("2019年，镇政府成立古籍修复站。", "2019年", "年", "镇政府成立古籍修复站是在哪一年？"),
        ("2009年以前，古籍库一直是两人一班值守。", "2009年", "年", None),
        (
            "镇政府于3月5日成立由水务站牵头，司法所、派出所参加的联合调查组。",
            "3月5日",
            "月日",
            "镇政府于____成立由水务站牵头，司法所、派出所参加的联合调查组。",
        ),
    ],
)
def test_dates_are_asked_of_what_happens(view: str, words: str, form: str, wanted: str | None) -> None:
    """Of an event and of what is due; not of a report's closing day or of what was repealed."""
    fact = date(view, words, form)
    clause = clause_of(fact, fact.date)
    assert (clause and date_stem(clause, fact.date)) == wanted


def test_the_agent_is_what_stands_before_the_act() -> None:
    """镇政府组织部门 is no shorter agent; a verb in front leaves none."""
    assert agent_of("镇政府组织演练") == "镇政府"
    assert agent_of("组织演练") == ""


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
        ("事故报告应当在24小时内送达。", "24小时内", "24", "小时", 24, True),
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


@pytest.mark.parametrize(
    ("stem", "context", "lower"),
    [
        ("审查机关应当在几日内答复？", "", False),
        ("自收到申请之日起应当在几日内答复？", "before", True),
        ("在安全学习方面，每季度举办几期讲座？", "", True),
        ("我馆每季度举办几期讲座？", "", True),
        ("审查机关" * 14 + "应当在几日内答复？", "", True),
    ],
)
def test_stems_that_lean_on_others_are_trusted_less(stem: str, context: str, lower: bool) -> None:
    """A supplied subject, a step of a procedure, a speaker and a long stem each cost trust."""
    fact = quantity("每季度举办2期讲座。", "2", "期", "2期", 2)
    leaning = replace(fact, context=(sentence("申请人提交申请。"),) if context else ())
    assert (trust_in(stem, 0.7, leaning) < 0.7) is lower


def test_a_rule_comes_into_force_from_a_day() -> None:
    """自几月几日起施行, and not 施行是在几月几日."""
    view = "7月1日起，《用房办法》施行。"
    fact = replace(date(view, "7月1日", "月日"), event=find(sentence(view), "《用房办法》施行"))
    assert milestone_stem(fact) == "《用房办法》自几月几日起施行？"


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


def test_what_is_done_to_people_is_no_operation() -> None:
    """对观众，先提醒、再劝阻."""
    view = "对观众，先提醒、再劝阻。"
    sent = sentence(view)
    fact = Steps(
        sent=sent,
        pattern="first_then",
        steps=(find(sent, "提醒"), find(sent, "劝阻")),
        name="操作",
        by="操作的先后顺序",
        topic="对观众",
    )
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.stem == "对观众，应当按照怎样的先后顺序处理？"


@pytest.mark.parametrize(
    ("topic", "stem"),
    [
        ("发现回流", "发现回流时，应当按照怎样的先后顺序处置？"),
        ("危险品事故的初判", "危险品事故的初判应当按照怎样的先后顺序进行？"),
        ("新入职人员", "新入职人员应当按照怎样的先后顺序操作？"),
        ("值班站长", "值班站长应当按照怎样的先后顺序操作？"),
        ("库房湿度超过65度", "库房湿度超过65度时，应当按照怎样的先后顺序处置？"),
        ("还书由管理员逐册验收", "还书由管理员逐册验收，应当按照怎样的先后顺序进行？"),
    ],
)
def test_an_order_is_asked_of_whoever_or_whatever_has_it(topic: str, stem: str) -> None:
    """Who acts operates, what is met with is dealt with, what is done goes on."""
    sent = sentence(f"{topic}，先登记时间，再报告班长，后检查阀门。")
    steps = tuple(find(sent, each) for each in ("登记时间", "报告班长", "检查阀门"))
    fact = Steps(sent=sent, pattern="first_then", steps=steps, name="操作", by="先后顺序", topic=topic)
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.stem == stem


@pytest.mark.parametrize("topic", ["第一", "底片好不好"])
def test_an_order_of_nothing_is_not_asked(topic: str) -> None:
    """第一，先走路 and 好不好，先评底片 name neither a thing nor who acts."""
    sent = sentence(f"{topic}，先登记时间，再报告班长，后检查阀门。")
    steps = tuple(find(sent, each) for each in ("登记时间", "报告班长", "检查阀门"))
    assert not drafts(ShortAnswer, Steps(sent=sent, pattern="first_then", steps=steps, name="操作", by="", topic=topic))


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


def test_characters_of_who_acts_in_other_words_name_nobody():
    """或者 has the 者 of 患者, 局部 the 局 of an office."""
    assert not says_who("离岗两年或者没有持证的")
    assert not says_who("能够局部加固的")
    assert says_who("患者或者家属拒绝的")


def test_a_shopkeeper_by_his_nickname_is_somebody_told_of():
    """老板仇师傅 is a person of a story; 出租车师傅 may be anybody."""
    assert tells_of_person("街道的面馆老板仇师傅第一次出任务")
    assert not tells_of_person("每位出租车师傅应当登记")


def test_a_word_is_not_cut_into_a_verb_and_what_it_is_put_into():
    """执行中要做到“五统一”: 执行 is part of 执行中, and puts nothing into force."""
    assert owner("执行中要做到") == "执行中要做到的"
    assert owner("得益于推行") == owner("推行")


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
