"""Drafting single-choice items."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from type_facts import code, contrast, date, definition, drafts, find, quantity, responsibility, sentence

from qbank.model.fact import NEAREST, Date, part
from qbank.model.item import BLANK
from qbank.types import SingleChoice
from qbank.types import _distractors as distractors


def only(found):
    """Return the one draft."""
    (draft,) = found
    return draft


def texts(draft):
    """Return the texts of a draft's options in the order shown."""
    return [option.text for option in draft.body.options]


@given(st.integers(2, 400), st.sampled_from(["日", "次", "元", "人"]), st.integers(0, 99))
def test_amounts_ascend_and_fit_the_stem(value, measure, seed):
    """Amounts are in ascending order, hold the key once, have one unit and pass every check of the type."""
    fact = quantity(
        f"每个班组应当每年安排经费或者活动{value}{measure}。", str(value), measure, f"{value}{measure}", value
    )
    for draft in drafts(SingleChoice, fact, seed=seed):
        amounts = [int(text.removesuffix(measure)) for text in texts(draft)]
        assert amounts == sorted(set(amounts))
        assert draft.body.key_text() == f"{value}{measure}"
        assert not list(draft.body.check())
        assert str(value) not in draft.stem


def test_a_number_is_asked_in_its_place():
    """Where the clause ends soon after, a question word stands in the number's place."""
    fact = quantity("承办人应当自收到申请之日起三十日内作出答复。", "三十", "日", "三十日内", 30)
    draft = only(drafts(SingleChoice, fact))
    assert draft.stem == "承办人应当自收到申请之日起多少日内作出答复？"
    assert "三十日" in texts(draft)


@pytest.mark.parametrize("seed", range(5))
def test_where_neighbours_are_few_what_is_said_later_serves(seed):
    """40学时 of which the rest are 必修 is what one mistakes for 60学时; what the stem takes over is no option."""
    fact = quantity("全年线上学习每人不得少于60学时，其中必修40学时。", "60", "学时", "60学时", 60)
    draft = only(drafts(SingleChoice, fact, seed=seed))
    assert draft.stem == "全年线上学习每人不得少于多少学时？"
    assert "40学时" in texts(draft)


@pytest.mark.parametrize(
    ("view", "number", "measure", "stem"),
    [
        (
            "导师由具有中级以上职称的同志担任，每名导师带培不超过2人。",
            "2",
            "人",
            "每名导师带培不超过几人？",
        ),
        ("全年举办培训班8期，每名调解员集中培训不少于24学时。", "24", "学时", "全年每名调解员集中培训不少于多少学时？"),
        (
            "二季度组织高层、地下空间专题集训各一期，真火训练每月不少于2次。",
            "2",
            "次",
            "真火训练每月不少于几次？",
        ),
    ],
)
def test_other_matters_before_a_rule_are_left_away(view, number, measure, stem):
    """Who they are or what it is stands in the rule itself; 全年 that opens the sentence holds for it as well."""
    fact = quantity(view, number, measure, f"{number}{measure}", int(number))
    assert only(drafts(SingleChoice, fact)).stem == stem


def test_so_many_years_back_are_asked_for_by_their_number():
    """前几年 would be some years."""
    fact = quantity("发生贪污案件的，实行一票否决，并倒查前3年的管理责任。", "3", "年", "3年", 3)
    assert all("前几年" not in draft.stem for draft in drafts(SingleChoice, fact))
    ahead = quantity("各单位的辅导提纲应当提前5天报政工股审核。", "5", "天", "5天", 5)
    assert only(drafts(SingleChoice, ahead)).stem == "各单位的辅导提纲应当提前几天报政工股审核？"


@pytest.mark.parametrize("seed", range(5))
def test_options_lie_between_what_the_sentence_says_of_others(seed):
    """Below 56学时 of heads and above 40学时 of others: 64学时 for a rank between is seen to be wrong."""
    view = "学时要求：处级干部全年不少于56学时，科级干部不少于48学时，其他人员不少于40学时。"
    fact = quantity(view, "48", "学时", "48学时", 48)
    draft = next(each for each in drafts(SingleChoice, fact, seed=seed))
    values = [int(option.text.removesuffix("学时")) for option in draft.body.options]
    assert len(values) == 4
    assert all(40 < value < 56 for value in values)


@pytest.mark.parametrize("seed", range(8))
def test_a_speed_stands_among_speeds(seed):
    """Nobody takes 100公里 in town for a limit beside 50公里."""
    fact = quantity("接运车辆的车速市区不超过每小时50公里。", "50", "公里", "50公里", 50)
    draft = only(drafts(SingleChoice, fact, seed=seed))
    assert all(20 <= int(option.text.removesuffix("公里")) <= 80 for option in draft.body.options)


def test_money_is_asked_for_in_the_unit_of_the_options():
    """多少元 with 2940万元 among the options is neither."""
    fact = quantity("每年应当安排补贴资金不少于2940万元。", "2940万", "元", "2940万元", 29_400_000)
    draft = only(drafts(SingleChoice, fact))
    assert draft.stem == "每年应当安排补贴资金不少于多少万元？"
    assert all(option.text.endswith("万元") for option in draft.body.options)
    fine = quantity("逾期不改正的，处五万元以下罚款。", "五万", "元", "五万元以下", 50_000)
    assert all("多少万元" not in draft.stem for draft in drafts(SingleChoice, fine))


def test_grades_of_nothing_named_are_no_stem():
    """分优秀、合格、不合格三个等次 does not say what is graded."""
    view = "分优秀、合格、不合格三个等次，优秀比例不超过参加考核人数的20%。"
    assert drafts(SingleChoice, quantity(view, "20", "%", "20%", 20)) == []


def test_a_number_in_a_condition_is_left_blank():
    """In the middle of a rule the blank stays, with the words after it."""
    fact = quantity("受理超过三十日以后，承办人应当书面说明理由。", "三十", "日", "三十日", 30)
    assert only(drafts(SingleChoice, fact)).stem == f"受理超过{BLANK}以后，承办人应当书面说明理由。"


def test_what_passes_a_limit_is_above_it():
    """Kept below 30% and barred above 50%: 25% is no answer."""
    fact = quantity("入库电芯的荷电量控制在30%以下，超过50%的不得进普通库。", "50", "%", "50%", 50)
    shown = {text for seed in range(9) for draft in drafts(SingleChoice, fact, seed=seed) for text in texts(draft)}
    assert shown and all(int(text.removesuffix("%")) > 30 for text in shown)


def test_fines_from_the_value_on_leave_no_single_time():
    """等值以上一倍以下 is no range."""
    fact = quantity("擅自转移封存药材的，处药材货值金额等值以上三倍以下的罚款。", "三", "倍", "三倍以下", 3)
    shown = {text for seed in range(9) for draft in drafts(SingleChoice, fact, seed=seed) for text in texts(draft)}
    assert shown and "一倍" not in shown


def test_some_more_than_a_hundred_is_not_beside_what_it_may_be():
    """一百多次 may be 一百四十多次."""
    fact = quantity("巡线员每年夜间上道一百四十多次。", "一百四十", "次", "一百四十多次", 140)
    shown = {text for seed in range(9) for draft in drafts(SingleChoice, fact, seed=seed) for text in texts(draft)}
    assert shown and "一百多次" not in shown


def test_the_document_lends_an_amount():
    """Another amount of the same unit may serve, and its reason says where it is from."""
    fact = quantity("仓库应当每月检查三次。", "三", "次", "三次", 3)
    other = quantity("消防泵应当每月试运行七次。", "七", "次", "七次", 7)
    reasons = {option.reason for seed in range(9) for draft in drafts(SingleChoice, fact, other, seed=seed)
               for option in draft.body.options if option.text == "七次"}  # fmt: skip
    assert "同文另一处数量" in reasons


def test_dates_keep_their_form():
    """Dates of the document come first; a date at the start is asked for at the end."""
    fact = date("5月6日，镇政府召开防汛工作会议。", "5月6日", "月日")
    other = date("演练定于6月18日举行。", "6月18日", "月日")
    draft = only(drafts(SingleChoice, fact, other))
    assert draft.stem == "镇政府何时召开防汛工作会议？"
    assert {"5月6日", "6月18日"} < set(texts(draft))


def test_a_commencement_is_asked_with_when():
    """自…起施行 asks 自何时起施行."""
    draft = only(drafts(SingleChoice, date("本办法自2031年7月1日起施行。", "2031年7月1日", "年月日")))
    assert draft.stem == "本办法自何时起施行？"


def test_codes_need_a_shared_frame():
    """Codes before one class noun stand in for each other; a lone code gives nothing."""
    facts = [
        code("窗口推行“首问负责”制度。", "首问负责"),
        code("后台实行“限时办结”制度。", "限时办结"),
        code("大厅落实“一次告知”制度。", "一次告知"),
    ]
    draft = only(drafts(SingleChoice, *facts))
    assert draft.stem == f"窗口推行“{BLANK}”制度。"
    assert sorted(texts(draft)) == ["一次告知", "限时办结", "首问负责"]
    assert drafts(SingleChoice, facts[0], code("大家牢记“安全第一”。", "安全第一")) == []


def test_agents_in_charge_of_other_things_serve():
    """The agent is asked for in its place; joint agents and levels that hold each other are not compared."""
    facts = [
        responsibility("水务站负责泵站的日常维护。", "水务站", "负责", "泵站的日常维护"),
        responsibility("气象台负责暴雨预警的发布。", "气象台", "负责", "暴雨预警的发布"),
        responsibility("卫生院负责伤员救治。", "卫生院", "负责", "伤员救治"),
    ]
    draft = only(drafts(SingleChoice, *facts))
    assert draft.stem == "哪个部门负责泵站的日常维护？"
    assert sorted(texts(draft)) == ["卫生院", "气象台", "水务站"]
    nested = [
        responsibility("省级以上应急管理部门负责培训考核。", "省级以上应急管理部门", "负责", "培训考核"),
        responsibility("县级以上应急管理部门负责备案。", "县级以上应急管理部门", "负责", "备案"),
        responsibility("市级以上应急管理部门负责统计。", "市级以上应急管理部门", "负责", "统计"),
    ]
    assert drafts(SingleChoice, *nested) == []


def test_terms_of_the_document_serve():
    """The meaning asks for its term, but not where it shows the term's words."""
    facts = [
        definition("明火，是指外露的燃烧火焰或者炽热物体表面。", "明火", "外露的燃烧火焰或者炽热物体表面"),
        definition("险情，是指可能造成人身伤害的紧急状态。", "险情", "可能造成人身伤害的紧急状态"),
        definition("闷顶，是指吊顶与屋面之间的封闭空间。", "闷顶", "吊顶与屋面之间的封闭空间"),
    ]
    assert only(drafts(SingleChoice, *facts)).stem == f"外露的燃烧火焰或者炽热物体表面，称为{BLANK}。"
    shown = definition("防火门，是指达到防火门标准要求的特制门扇。", "防火门", "达到防火门标准要求的特制门扇")
    assert drafts(SingleChoice, shown, *facts) == []


def test_too_few_distractors_give_nothing():
    """Without two good distractors there is no single choice, and no other kind of fact is taken."""
    lone = responsibility("水务站负责泵站的日常维护。", "水务站", "负责", "泵站的日常维护")
    assert drafts(SingleChoice, lone) == []
    assert drafts(SingleChoice, contrast("申请应当以书面形式提出。", "书面", "口头")) == []


def test_figures_not_worth_asking_are_left():
    """两个以上 and the 一次 of 每四年一次 are no figures."""
    assert drafts(SingleChoice, quantity("跨两个以上乡镇的河道由县水务局管理。", "两", "个", "两个以上", 2)) == []
    assert drafts(SingleChoice, quantity("目录应当每四年公布一次。", "一", "次", "一次", 1)) == []


def test_the_date_of_what_is_repealed_is_not_asked():
    """In 某日公布的规程同时废止 the date is not that of the repeal."""
    assert drafts(SingleChoice, date("2020年6月1日镇政府公布的巡查规程同时废止。", "2020年6月1日", "年月日")) == []


def test_a_fine_at_the_end_is_asked_in_words():
    """处多少罚款 stands for the range; the options are like ranges."""
    view = "仓库违规收存易燃物的，处一万元以上三万元以下的罚款。"
    sent = sentence(view)
    whole = replace(find(sent, "一万元以上三万元以下"), label="range:元")
    fact = replace(quantity(sent, "一万", "元", "一万元", 10000), number=find(sent, "一万元以上三万"), whole=whole)
    draft = only(drafts(SingleChoice, fact))
    assert draft.stem == "仓库违规收存易燃物的，处多少罚款？"
    assert len(texts(draft)) == 4
    assert {"三千元以上九千元以下", "二万元以上六万元以下"} & set(texts(draft))


def test_two_limits_are_no_answer_to_one() -> None:
    """不少于多少亩？ is not answered by 三十亩、不超过一百亩."""
    sent = sentence("承包的沙丘按地形划成小班，每个小班不少于三十亩、不超过一百亩。")
    whole = replace(find(sent, "三十亩、不超过一百亩"), label="range:亩")
    fact = replace(quantity(sent, "三十", "亩", "三十亩", 30), number=find(sent, "三十亩、不超过一百"), whole=whole)
    assert drafts(SingleChoice, fact) == []


@given(st.integers(0, 99))
def test_options_keep_to_the_limits_of_the_sentence(seed):
    """No option goes beyond what the sentence calls the most."""
    view = "每次借用不超过十日，全年累计借用最长不超过二十日。"
    for draft in drafts(SingleChoice, quantity(view, "十", "日", "十日", 10), seed=seed):
        assert {"三十日", "四十五日"}.isdisjoint(texts(draft))


def test_figures_in_a_modifier_are_left_and_tallies_of_a_report_come_last():
    """压着材料三天没签字的人 makes no question, and few editors keep a number of people."""
    buried = quantity("最先整改的是压着配件采购单3天没签字的股长。", "3", "天", "3天", 3)
    people = quantity("演练现场来了群众代表120人。", "120", "人", "120人", 120)
    assert drafts(SingleChoice, buried) == []
    assert {draft.trust for draft in drafts(SingleChoice, people)} == {0.2}


@pytest.mark.parametrize(
    ("view", "number", "measure"),
    [
        ("修复室前有一面15米长的玻璃墙，观众可以观看。", "15", "米"),
        ("大巴应当到3公里以外的停车场等候。", "3", "公里"),
        ("班主任每月应当谈一次话，哪怕10分钟。", "10", "分钟"),
        ("电梯一次不超过1只15公斤气瓶。", "15", "公斤"),
    ],
)
def test_how_long_or_far_a_thing_is_is_left(view, number, measure):
    """What only tells the size of a thing, or how little would do, is not asked."""
    assert drafts(SingleChoice, quantity(view, number, measure, number + measure, float(number))) == []


def test_things_that_are_not_named_and_all_of_them_are_trusted_less():
    """每月抽查不少于15台 does not say of what, and 100% is guessed."""
    bare = only(drafts(SingleChoice, quantity("质控科每月应抽查不少于15台。", "15", "台", "15台", 15)))
    told = only(drafts(SingleChoice, quantity("质控科每月应抽查不少于15台救护车。", "15", "台", "15台", 15)))
    some = only(drafts(SingleChoice, quantity("各站持证率应当不低于90%。", "90", "%", "90%", 90)))
    every = only(drafts(SingleChoice, quantity("各站持证率应当达到100%。", "100", "%", "100%", 100)))
    assert bare.trust < told.trust
    assert every.trust < some.trust


@given(st.integers(0, 30))
def test_what_stands_out_is_no_option(seed):
    """No 2.4米 among whole metres, no 45% beside nine tenths, no 100% where a least share is asked."""
    height = quantity("粮面高度超过4米的仓房应当停用。", "4", "米", "4米", 4)
    board = quantity(sentence("公示牌高2.4米。", start=90), "2.4", "米", "2.4米", 2.4)
    share = quantity("问题销号率应当不低于90%。", "90", "%", "90%", 90)
    other = quantity(sentence("志愿者活跃率应当达到45%。", start=90), "45", "%", "45%", 45)
    for fact, lent in ((height, board), (share, other)):
        for draft in drafts(SingleChoice, fact, lent, seed=seed):
            assert {"2.4米", "45%", "100%"}.isdisjoint(texts(draft))


@pytest.mark.parametrize(
    ("view", "number", "measure"),
    [
        ("渡工证书有效期满前3个月。", "3", "个月"),
        ("货票全部改成一个窗口办完，30分钟。", "30", "分钟"),
        ("巡查员李某、关某等4人分片负责。", "4", "人"),
        ("三轮车载15公斤气瓶不得超过8只。", "15", "公斤"),
    ],
)
def test_an_amount_of_which_nothing_is_said_is_left(view, number, measure):
    """When without what, a clause of the amount alone, how many they were, and the size of what is limited."""
    assert drafts(SingleChoice, quantity(view, number, measure, number + measure, float(number))) == []


@given(st.integers(0, 30))
def test_what_is_raised_was_less_before(seed):
    """由41%提高到60% leaves no room for 40%, 由9小时缩短到6小时 none for more than 9."""
    share = quantity("供水覆盖比例应当由41%提高到60%。", "60", "%", "60%", 60)
    hours = quantity("办理时限应当由9小时缩短到6小时。", "6", "小时", "6小时", 6)
    for draft in drafts(SingleChoice, share, seed=seed):
        assert all(float(text.rstrip("%")) > 41 for text in texts(draft))
    for draft in drafts(SingleChoice, hours, seed=seed):
        assert all(float(text.removesuffix("小时")) < 9 for text in texts(draft))


@pytest.mark.parametrize(
    ("text", "key", "issued", "fits"),
    [
        ("2月底", "4月底", "2023-03-06", False),
        ("3月6日", "4月30日", "2023-03-06", True),
        ("2022年", "2025年", "2023-03-06", False),
        ("2月底", "1月底", "2023-03-06", True),
        ("2月底", "4月底", "", True),
        ("每月5日", "每月10日", "2023-03-06", True),
        ("三月底", "五月底", "2024-04-11", False),
        ("四月二十五日", "五月底", "2024-04-11", True),
        ("2025年", "2023年", "2024-11-28", False),
        ("2022年", "2023年", "2024-11-28", True),
    ],
)
def test_nothing_is_due_before_the_document(text, key, issued, fits):
    """A wrong date lies behind the document's own, unless the key does so too or nobody knows."""
    assert distractors.in_time(text, key, issued) is fits


def test_dates_of_another_season_are_no_options():
    """A day of March stands out among days of October."""
    fact = date("各申报点应当于10月31日交回证章。", "10月31日", "月日")
    spring = replace(date("3月20日举行了开工仪式。", "3月20日", "月日"), sent=sentence("3月20日举行。", start=60))
    assert "3月20日" not in texts(only(drafts(SingleChoice, fact, spring)))


def test_an_amount_said_twice_is_left():
    """The stem must not show the amount in another place or script."""
    twice = quantity("仓库应当在30日内盘点，复查也应当在三十日内完成。", "三十", "日", "三十日内", 30)
    assert drafts(SingleChoice, twice) == []


def test_drafting_looks_at_a_bounded_number_of_facts(monkeypatch):
    """The work for one fact does not grow with the document."""
    seen = []
    suits = distractors._suits
    monkeypatch.setattr(distractors, "_suits", lambda *args: seen.append(1) or suits(*args))
    facts = [
        responsibility(sentence(f"{n}号站负责第{n}段河堤。", start=20 * n), f"{n}号站", "负责", f"第{n}段河堤")
        for n in range(100, 900)
    ]
    drafts(SingleChoice, facts[400], *facts)
    assert 0 < len(seen) <= NEAREST


def test_what_was_handed_out_is_no_milestone():
    """How many copies went out on a day is not worth a question of its own."""
    sent = sentence("2022年3月，县公安局印发750份《致家属的一封信》，送到家属手中。")
    event = find(sent, "县公安局印发750份《致家属的一封信》")
    fact = Date(sent=sent, pattern="date", date=part(sent, 0, 7, "date:年月"), event=event)
    assert all(draft.trust < 0.6 for draft in drafts(SingleChoice, fact))


def test_a_milestone_is_asked_by_itself():
    """Who issued what has a date, however long the sentence goes on."""
    view = "2022年3月，县政府印发《粮食产后服务方案》，" + "整合资金，建设站点，" * 10 + "为农户提供服务。"
    sent = sentence(view)
    fact = Date(
        sent=sent,
        pattern="date",
        date=part(sent, 0, 7, "date:年月"),
        event=find(sent, "县政府印发《粮食产后服务方案》"),
    )
    (draft,) = drafts(SingleChoice, fact)
    assert draft.stem == "县政府印发《粮食产后服务方案》是在哪年哪月？"
    assert draft.body.key_text() == "2022年3月"


@pytest.mark.parametrize(
    ("date", "issued", "past"),
    [
        ("6月底", "2024-10-09", True),
        ("10月底", "2024-10-09", False),
        ("9月20日", "2024-10-09", False),
        ("2023年12月底", "2024-03-01", True),
        ("6月底", "", False),
        ("每月5日", "2024-10-09", False),
    ],
)
def test_what_was_due_long_ago_is_no_duty(date, issued, past):
    """A speech is printed some weeks after it was held, so a few weeks are no past."""
    assert distractors.is_past(date, issued) is past
