"""Rows of forbidden acts, whom they are forbidden to, and what these may do."""

import re

import pytest
from facts_of import facts_of, words_of
from hypothesis import given
from hypothesis import strategies as st

from qbank.facts.bans import _CUE, _WORD


def _acts(fact):
    return tuple(act.text for act in fact.acts)


@pytest.mark.parametrize(
    ("text", "who", "acts"),
    [
        ("严禁无票作业，严禁擅自变更作业地点。", "", ("无票作业", "擅自变更作业地点")),
        ("严禁收取任何费用。严禁指定中介机构。严禁索要好评。", "", ("收取任何费用", "指定中介机构", "索要好评")),
        ("检查人员不得接受宴请，不得收受礼品。", "检查人员", ("接受宴请", "收受礼品")),
        ("考生不得携带手机；不得抄录试题；不得提前离场。", "考生", ("携带手机", "抄录试题", "提前离场")),
        ("进入车间一律戴安全帽，一律不准吸烟、不准拨打手机。", "", ("吸烟", "拨打手机")),
    ],
)
def test_acts_in_a_row_are_one_fact(text, who, acts):
    """Commas, semicolons and full stops part the acts; a name said once holds for all."""
    (fact,) = facts_of("bans", text)
    assert (fact.who, _acts(fact)) == (who, acts)


@pytest.mark.parametrize(
    "text",
    [
        "考生不得提前离场。",
        "经费不得超过五万元，不得少于三万元。",
        "未取得上岗证的，不得上岗，不得带徒。",
        "监护人不得擅离岗位，不得饮酒，确需离开的，应当停止作业。",
        "不得从事下列活动，不得违反上述规定。",
        "国家禁止非法武装活动，禁止冒充军人，禁止伪造证件。",
        "任何国家机关、社会团体和个人不得强制信教，不得歧视信教群众。",
    ],
)
def test_what_is_no_plain_row_is_left(text):
    """A single ban, limits, cases, ways out, what points elsewhere, who forbids, and a name that is cut off."""
    assert facts_of("bans", text) == []


def test_reports_and_news_tell_of_bans_only():
    """Whose rule it is a story does not say."""
    text = "村规规定不准焚烧垃圾，不准高空抛物。"
    assert facts_of("bans", text, kind="plan")
    assert facts_of("bans", text, kind="news") == facts_of("bans", text, kind="report") == []


def test_only_what_the_same_ones_may_do_is_allowed():
    """Another's permission, and one under a condition, is no honest wrong option."""
    text = (
        "读者可以使用耳机，可以携带水杯。管理员可以使用扩音器。读者可以复印，但须登记。"
        "读者不得占座，不得吸烟，不得饮酒。"
    )
    (fact,) = facts_of("bans", text)
    assert [act.text for act in fact.allowed] == ["使用耳机", "携带水杯"]


def test_a_row_is_not_all_where_more_is_forbidden():
    """Bans for the same ones elsewhere leave the row open, others' bans do not."""
    row = "读者不得占座，不得吸烟。"
    assert facts_of("bans", row)[0].closed
    assert facts_of("bans", f"{row}\n\n保安不得脱岗。")[0].closed
    assert not facts_of("bans", f"{row}\n\n读者不得带宠物入内。")[0].closed
    whole = "销售者销售产品，不得掺杂掺假，不得以假充真，不得以次充好。"
    assert facts_of("bans", whole)[0].closed
    assert not facts_of("bans", f"{whole}\n\n销售者不得伪造产地。")[0].closed


def test_a_few_acts_of_anybody_are_not_all():
    """任何人不得… leaves room for more; three acts are a rule of their own."""
    two = "任何人不得擅自转借账号，不得批量下载论文全文。"
    assert not facts_of("bans", two)[0].closed
    assert facts_of("bans", two.replace("。", "，不得用于商业用途。"))[0].closed


def test_where_and_when_are_no_persons():
    """宿舍内 and 站岗的时候 say where and when."""
    assert facts_of("bans", "宿舍内禁止吸烟，禁止打牌。")[0].who == "宿舍内"
    assert facts_of("bans", "站岗的时候不准玩手机，不准嗑瓜子。")[0].who == "站岗的时候"


def test_whom_a_sentence_is_about_is_said_first():
    """学员应当按时上课，不得…: the bans are for them."""
    (fact,) = facts_of("bans", "学员应当按时上课，不得迟到早退，不得无故旷课。学员可以自带电脑。")
    assert (fact.who, [act.text for act in fact.allowed]) == ("学员", ["自带电脑"])


def test_members_of_one_frame_are_acts():
    """以会代训、以签代考、以转代学 are three acts; other members of a list are one."""
    (fact,) = facts_of("bans", "不得简单以会议代替培训、以签到代替考核、以转发代替学习。")
    assert _acts(fact) == ("以会议代替培训", "以签到代替考核", "以转发代替学习")
    assert facts_of("bans", "考生不得携带手机、智能手表、书籍资料。") == []


def test_parts_stand_in_order():
    """What is allowed may stand before and behind what is forbidden."""
    text = "读者可以携带水杯。读者不得占座，不得吸烟。读者可以使用耳机。"
    assert words_of(facts_of("bans", text)) == [("携带水杯", "占座", "吸烟", "使用耳机")]


def test_the_nearest_subject_counts():
    """What is said of others before is not said of those who must not."""
    (fact,) = facts_of("bans", "参观手术须经医务科批准，参观者应当站在线外，不得随意走动，不得与医师交谈。")
    assert fact.who == "参观者"


def test_what_a_speech_forbids_needs_more_than_its_word():
    """检查执法，不准…: the matter stands before it; a bare row of a speech says of nothing."""
    row = "不准接受吃请，不准泄露检查时间，不准以罚代管。"
    (fact,) = facts_of("bans", f"检查执法，{row}", kind="speech")
    assert (fact.who, fact.closed) == ("检查执法，", True)
    assert not facts_of("bans", row, kind="speech")[0].closed


def test_items_bind_whom_their_lead_in_names():
    """An item that only says when is no rule for everybody."""
    text = "乘车人应当遵守下列规定：\n（一）系好安全带；\n（二）行驶期间不得跳车，不得干扰驾驶。\n"
    assert [fact.closed for fact in facts_of("bans", text)] == [False]


def test_a_thing_does_nothing_that_could_be_forbidden():
    """发票应当…，不得拆分开票: it is not the invoice that must not."""
    (fact,) = facts_of("bans", "发票应当开具全称，不得使用个人抬头，不得拆分开票。")
    assert fact.who == ""


@given(st.text(st.sampled_from("一律不得已了准确许可严禁止"), max_size=8))
def test_no_ban_is_without_its_cue(text):
    """The cue is in a view just where a word that bans is."""
    assert (_CUE.search(text) is None) == (re.search(_WORD, text) is None)


def test_who_must_do_one_thing_must_not_do_another():
    """要 names them as 应当 does."""
    (fact,) = facts_of("bans", "护林员要佩戴证件、逐段巡查，不准饮酒，不准代签，不准在林区生火。", "speech")
    assert (fact.who, fact.closed) == ("护林员", True)


def test_a_few_acts_of_any_two_or_any_county_are_not_all():
    """Which two, and which money of the county, was said before."""
    for who in ("两人", "县区"):
        (fact,) = facts_of("bans", f"经费拨到账上，{who}不得截留挪用，不得用于修建办公楼。", "speech")
        assert (fact.who, fact.closed) == (who, False)


def test_a_school_is_one_by_either_name():
    """校方 and 学校 must not do more than one row says."""
    row = "校方不得向学生推荐眼镜店和训练机构，不得为企业进校筛查提供方便。"
    (fact, *_) = facts_of("bans", f"{row}\n学校不得要求教师另写安全预案。")
    assert (fact.who, fact.closed) == ("校方", False)
    (fact,) = facts_of("bans", row)
    assert fact.closed


def test_what_trails_off_is_no_whole_row():
    """What stands behind …… is another matter, and what else is banned is left open."""
    text = "各单位不得以整治为由拒办业务，不得层层加码要求报表报数……每月25日前报一份进度表。"
    assert facts_of("bans", text, "notice") == []


def test_a_heading_that_counts_the_bans_names_them():
    """三个严禁 heads three; 四个严禁 does not."""
    row = "全体人员必须遵守以下规定：严禁编造数据和照片；严禁酒后上岗或驾驶车辆；严禁接受宴请和礼品。"
    for name, called in (("三个严禁", "“三个严禁”"), ("四个严禁", "")):
        (fact,) = facts_of("bans", f"一、工作目标\n道路安全畅通，群众满意。\n二、落实“{name}”\n{row}\n", "plan")
        assert (fact.name, len(fact.acts)) == (called, 3)


def test_everybody_may_be_forbidden_more():
    """Of 各单位 a row is all only where nothing else is forbidden without saying to whom."""
    row = "各单位不得突击补课，不得代学代考，不得虚报学时。"
    more = "竞赛经费应当专款专用，不得挪用。\n\n不得以旺季为由拖延整改。"
    alone, among = (
        [fact for fact in facts_of("bans", text) if fact.who == "各单位"] for text in (row, f"{row}\n\n{more}")
    )
    assert [fact.closed for fact in alone] == [True]
    assert [fact.closed for fact in among] == [False]


def test_what_is_forbidden_during_something_may_be_more():
    """操作期间不得使用手机…: who drives must not carry anybody either, and that is said elsewhere."""
    row = "操作期间不得使用手机、耳机，不得吸烟，不得与他人嬉闹。"
    more = "叉车司机不得载人。\n\n任何人不得站在货叉上。"
    alone, among = (facts_of("bans", text)[0] for text in (row, f"{row}\n\n{more}"))
    assert alone.closed
    assert not among.closed
