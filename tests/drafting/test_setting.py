"""Which part of a document a stem names."""

from __future__ import annotations

import pytest

from qbank.drafting.draft import draft, every_candidate
from qbank.drafting.naming import unnamed
from qbank.drafting.setting import setting_of
from qbank.drafting.study import Study, Tools, study
from qbank.model.document import Document, Kind
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
HANDBOOK = """云岭站值班员工作手册
一、应急处置
（一）火灾（见附表）
全员应在6分钟内将站台乘客疏散至安全区域。值班室应在3分钟内报告调度中心。
（二）防汛值守
防汛物资应当每周盘点，值守人员不得少于4人。
二、有关要求
驾驶员须休息30分钟以上。
三、2031年工作打算
新招聘的值班员应当不少于12名。
"""


def _settings(kind: Kind) -> dict[str, str]:
    """Return the words asked → the part named, of every draft of the handbook."""
    studied = _studied(kind)
    return {each.draft.asks[0].text: setting_of(each.draft, studied) for each in every_candidate(studied)}


def _parts(text: str, title: str) -> dict[str, str]:
    """Return the words asked → the part named, of every draft of a handbook."""
    studied = study(Document("手册.txt", "d" * 64, text, title=title, kind="handbook"), TOOLS)
    return {each.draft.asks[0].text: setting_of(each.draft, studied) for each in every_candidate(studied)}


def _studied(kind: Kind) -> Study:
    return study(Document("手册.txt", "d" * 64, HANDBOOK, title="云岭站值班员工作手册", kind=kind), TOOLS)


@pytest.mark.parametrize(
    ("asked", "part"),
    [("6分钟内", "火灾"), ("3分钟内", ""), ("4人", ""), ("30分钟以上", ""), ("12名", "2031年工作打算")],
)
def test_the_heading_says_what_the_stem_does_not(asked: str, part: str) -> None:
    """Not where an office acts, where the stem says it itself, or where any document has the heading."""
    assert _settings("handbook")[asked] == part


@pytest.mark.parametrize(
    ("heading", "part"),
    [("一起事故，拆开来看", ""), ("从一件案子里看", ""), ("一次性用品", "一次性用品")],
)
def test_a_heading_that_only_counts_a_case_is_no_part(heading: str, part: str) -> None:
    """“一起事故”部分 tells no reader which."""
    text = HANDBOOK.replace("火灾（见附表）", heading)
    named = _parts(text, "云岭站值班员工作手册")
    assert named["6分钟内"] == part


@pytest.mark.parametrize("kind", ["law", "speech", "news"])
def test_articles_and_slogans_are_no_setting(kind: Kind) -> None:
    """A law's articles stand alone, and the headings on top of speeches and news are slogans."""
    assert set(_settings(kind).values()) == {""}


def test_the_part_stands_behind_the_title() -> None:
    """根据《…》“火灾”部分，….; the proof line gives the heading of the sentence asked."""
    item = next(each for each in draft(_studied("handbook")).items if "站台乘客" in each.stem)
    assert item.stem.startswith("根据《云岭站值班员工作手册》“火灾”部分，全员应在")
    assert "火灾" in item.rationale


def test_without_a_title_the_part_stands_alone() -> None:
    """在搭建“夜校”平台方面，…: also where somebody acts and of what is not said."""
    text = (
        "一、工作任务\n（一）搭建“在线学习”平台\n"
        "具体措施：站里的信息中心负责系统的开发维护，确保系统稳定运行；云岭站办公室负责内容更新，确保资料有用。\n"
        "二、有关要求\n云岭站办公室负责每季度汇总学习考勤表。\n"
    )
    studied = study(Document("夜学.txt", "d" * 64, text, title="夜学", kind="plan"), TOOLS)
    stems = [each.stem for each in draft(studied).items if "负责" in each.stem]
    assert any(stem.startswith("在搭建“在线学习”平台方面，云岭站办公室负责内容更新") for stem in stems)
    assert any(stem.startswith("云岭站办公室负责每季度汇总") for stem in stems)


def test_what_stands_in_several_parts_is_placed_in_the_one_above() -> None:
    """Stages under their own headings are said to stand under the heading of them all."""
    text = (
        "值守培训方案\n一、工作目标\n全市值守人员的培训覆盖率应达到95%以上，不留空白。\n二、实施步骤\n"
        "（一）动员部署阶段（3月1日至3月15日）\n各站召开动员会，部署任务。\n"
        "（二）集中培训阶段（3月16日至6月30日）\n各站开展培训，组织考试。\n"
        "（三）总结验收阶段（7月1日至7月10日）\n各站报送总结，接受验收。\n"
    )
    studied = study(Document("方案.txt", "d" * 64, text, title="值守培训方案", kind="plan"), TOOLS)
    ordering = next(each for each in draft(studied).items if each.type == "ordering")
    assert "“实施步骤”部分" in ordering.rationale


def test_the_label_of_a_line_says_what_it_is_about() -> None:
    """取样：… is asked in the part of its label where no subject opens it, else without; who acts is no label."""
    text = (
        "云岭乳品厂作业手册\n一、奶车到厂\n取样：混匀后静置不少于5分钟，再取不少于500毫升。\n"
        "交接：样品箱内温度不高于4摄氏度。\n化验组：每周校准仪器不少于2次，记录保存3年。\n"
    )
    studied = study(Document("手册.txt", "d" * 64, text, title="云岭乳品厂作业手册", kind="handbook"), TOOLS)
    asked = [each for each in every_candidate(studied) if "静置" in each.draft.fact.sent.view]
    assert asked
    assert all(unnamed(each.item.stem).startswith("混匀后静置") for each in asked)
    assert {setting_of(each.draft, studied) for each in asked} == {"取样"}
    told = [each for each in every_candidate(studied) if "样品箱" in each.draft.fact.sent.view]
    assert told
    assert {setting_of(each.draft, studied) for each in told} == {"奶车到厂"}
    others = [each for each in every_candidate(studied) if "校准" in each.draft.fact.sent.view]
    assert others
    assert not any("化验组：" in each.item.stem or "“化验组”" in each.item.stem for each in others)


def test_a_short_heading_is_named_whole() -> None:
    """多数点亏损，靠补贴过日子: half of it is none; a date in front and half of a long one are left away."""
    named = {
        "多数点亏损，靠补贴过日子": "多数点亏损，靠补贴过日子",
        "11月下旬，集中培训": "集中培训",
        "雨天巡查，把人放在最要紧的那几处地方去": "雨天巡查",
        # 反应 and 响应 lay nothing down.
        "献血反应处理": "献血反应处理",
        "故障响应": "故障响应",
        # What is counted is named, and so is what must be kept.
        "降低能耗的四条路": "降低能耗的四条路",
        "必须留存的档案": "必须留存的档案",
        "四条路": "",
    }
    for heading, part in named.items():
        text = f"云岭助餐点工作手册\n一、{heading}\n每份餐不少于300克。\n二、其他\n无。\n"
        studied = study(Document("手册.txt", "d" * 64, text, title="云岭助餐点工作手册", kind="handbook"), TOOLS)
        assert {setting_of(each.draft, studied) for each in every_candidate(studied)} == {part}


def test_a_line_with_its_own_label_is_not_of_the_label_before() -> None:
    """硝酸盐 stands below 总氨, and is no part of it."""
    text = (
        "云岭水族馆水质手册\n一、每日必测\n总氨（以氮计）：每升不超过0.1毫克；\n"
        "硝酸盐（以氮计）：大洋池每升不超过50毫克，珊瑚池不超过5毫克；\n"
    )
    studied = study(Document("手册.txt", "d" * 64, text, title="云岭水族馆水质手册", kind="handbook"), TOOLS)
    drafted = [each.draft for each in every_candidate(studied)]
    parts = {setting_of(each, studied) for each in drafted if each.stem.startswith("硝酸盐")}
    assert parts and "总氨" not in parts


def test_of_two_parts_of_one_name_that_above_is_named() -> None:
    """结果计算 of two tests tells neither; 水分测定 does."""
    text = (
        "云岭种子站检验手册\n一、水分测定\n1.结果计算\n两次重复的差距不得超过5%。\n"
        "二、发芽试验\n1.结果计算：取四次重复的平均数。\n2.置床\n每次置床不少于100粒。\n"
    )
    parts = _parts(text, "云岭种子站检验手册")
    assert parts["5%"] == "水分测定"


def test_a_label_holds_for_its_paragraph_and_rules_name_no_part() -> None:
    """The second sentence of 取样：… is of 取样; a rule that opens its paragraph is no part."""
    text = (
        "云岭乳品厂作业手册\n一、收奶\n1.1 奶车到厂，先过磅，再查铅封。铅封不符的奶车应当在30分钟内退回，不得卸车。\n"
        "1.2 取样：混匀后取上中下三处的奶。搅拌时间不少于5分钟。\n1.3 手机放入柜子。班长的对讲机除外，每班不超过2部。\n"
        "1.4 双方负责人在日志上签字，以签字时刻作为交接时刻。"
        "值守日志应当逐页编号，保存不少于9个月，不得涂改和撕毁。\n"
        "1.5 每个奶罐每班取样2件\n奶样应当冷藏保存，保存不少于7天，不得提前倒掉。\n"
        "1.6 收奶时间为4:30至9:30\n迟到的奶车应当先登记再过磅，登记不超过8分钟。\n"
    )
    parts = _parts(text, "云岭乳品厂作业手册")
    assert parts["5分钟"] == "取样"
    assert "奶车到厂" not in parts.values()
    assert parts["9个月"] == parts["7天"] == parts["8分钟"] == "收奶"


def test_places_of_all_kinds_are_nobody_who_must() -> None:
    """各地气候不同，… is of the part it stands in; 各站应当… says itself who must."""
    text = "云岭粮库学习手册\n一、收购验质\n各地气候不同，小麦的水分不得超过12%。\n各站应当每月检测3次。\n"
    studied = study(Document("手册.txt", "d" * 64, text, title="云岭粮库学习手册", kind="handbook"), TOOLS)
    parts = {each.draft.stem[:2]: setting_of(each.draft, studied) for each in every_candidate(studied)}
    assert parts["各地"] == "收购验质"
    assert parts["各站"] == ""


def test_a_numbered_paragraph_is_not_of_the_one_before() -> None:
    """3.1 names its own paragraph; what 3.2 says, and a sentence with a number, name no part."""
    text = (
        "云岭驿站值守手册\n第三章 出库\n3.1 取件码错误。系统锁定15分钟，店员不得代为操作。\n"
        "3.2 没有手机的老人：凭证件核验，每店每天不超过20件，多出的应当说明。\n"
        "3.3 散场之后逐排走一遍，翻起座椅看坐垫下面和两侧缝隙。清场时间不少于8分钟，不得提前熄灯。\n"
    )
    parts = _parts(text, "云岭驿站值守手册")
    assert parts["15分钟"] == "取件码错误"
    assert "取件码错误" not in {parts["20件"], parts["8分钟"]}
    assert not any("散场" in part for part in parts.values())


def test_who_acts_what_leads_on_and_when_are_no_parts() -> None:
    """A post is the subject of its line, a clause in mid-paragraph leads on, a dated heading is named by its act."""
    text = (
        "云岭水厂值守手册\n一、谁可以做什么\n生产科长：决定计划内的停水检修，须提前3天向社会公告。\n"
        "二、加药\n本月新装加药泵4台。班组坚持分类投加：混凝剂每小时投加不少于6次，药剂瓶外壁须擦净。\n"
        "三、3月上旬，设备检修\n阀门应当逐个启闭，启闭时间不少于15分钟。\n"
    )
    studied = study(Document("手册.txt", "d" * 64, text, title="云岭水厂值守手册", kind="handbook"), TOOLS)
    drafted = [each.draft for each in every_candidate(studied)]
    parts = {each.asks[0].text: setting_of(each, studied) for each in drafted}
    assert parts["3天"] == "谁可以做什么"
    assert all(each.stem.startswith("生产科长决定") for each in drafted if "停水" in each.stem)
    assert parts["6次"] == "加药"
    assert parts["15分钟"] == "设备检修"


def test_a_question_names_its_part_whole() -> None:
    """天气减弱了 alone would be no question."""
    text = "云岭站手册\n问：天气减弱了，要不要再打？\n答：要打解除电话，应当在条件消失后2小时内完成，逐个登记在册。\n"
    studied = study(Document("手册.txt", "d" * 64, text, title="云岭站手册", kind="handbook"), TOOLS)
    assert "天气减弱了，要不要再打" in {setting_of(each.draft, studied) for each in every_candidate(studied)}


def test_what_points_back_names_no_part() -> None:
    """该站坚持分类处置 is the first line of a paragraph, taken for a heading."""
    text = "云岭站手册\n一、该站分类处置\n防汛物资应当每周盘点，值守不得少于4人。\n二、防汛值守\n沙袋不得少于200条。\n"
    parts = _parts(text, "云岭站手册")
    assert parts["4人"] == ""
    assert parts["200条"] == "防汛值守"


def test_what_is_added_at_the_end_belongs_to_no_part() -> None:
    """附：… stands below the last heading, and is no part of what that is about."""
    text = "云岭站手册\n一、防汛值守\n沙袋不得少于200条。\n二、责任追究\n附：值班员上岗前须跟班8天。\n"
    parts = _parts(text, "云岭站手册")
    assert parts["200条"] == "防汛值守"
    assert parts["8天"] == ""


def test_an_occasion_is_named_whoever_acts() -> None:
    """What holds of 高温 does not hold of every day."""
    text = "云岭站手册\n一、高温\n班组每人每日应当配淡盐水2升。\n二、巡查\n班组每日应当巡查4次。\n"
    parts = _parts(text, "云岭站手册")
    assert parts["2升"] == "高温"
    assert parts["4次"] == ""
