"""Drafting and marking short-answer items."""

from dataclasses import replace

import pytest
from type_facts import code, definition, drafts, enumeration, find, headings, points

from qbank.model.item import MarkingPoint
from qbank.types import ShortAnswer
from qbank.types import _heading_stems as heading_stems
from qbank.types._list_stems import lead_question, open_question, points_of, points_stem


@pytest.mark.parametrize(
    ("lead", "noun", "wanted"),
    [
        ("申请人应当提交下列材料：", "材料", "申请人应当提交哪些材料？"),
        ("有下列情形之一的，登记机关不予受理：", "情形", "在哪些情形下，登记机关不予受理？"),
        ("经营者有下列行为之一的，责令改正；情节严重的，处一万元罚款：", "行为", "经营者有哪些行为的，责令改正？"),
        ("仓库有下列情形之一的，应当停用：", "情形", "仓库在哪些情形下应当停用？"),
        ("用户有下列情形之一的，仓库可以拒收：", "情形", "用户有哪些情形的，仓库可以拒收？"),
        ("有下列行为之一的，由镇政府责令改正：", "行为", "对哪些行为，由镇政府责令改正？"),
        ("调解工作应当遵循以下基本原则：", "原则", "调解工作应当遵循哪些基本原则？"),
        ("各单位要抓好三项工作：", "工作", "各单位要抓好哪三项工作？"),
        ("值班室的主要职责是：", "职责", "值班室的主要职责有哪些？"),
        ("具体要求如下：", "要求", "具体要求有哪些？"),
        ("站点亏损的成因有以下四个方面：", "方面", "站点亏损的成因有哪四个方面？"),
        ("有下列行为之一，构成犯罪的，依法追究刑事责任：", "行为", None),
        ("会议指出：", "", None),
    ],
)
def test_a_lead_in_becomes_a_question(lead, noun, wanted):
    """下列 becomes 哪些, 之一 goes, a counted noun gets 哪; what announces nothing gives nothing."""
    assert lead_question(lead, noun) == wanted


def test_points_are_marked_one_by_one():
    """Each point of the list is a marking point, without its final stop."""
    (draft,) = drafts(ShortAnswer, points("申请人应当提交下列材料：", ["申请书；", "身份证明；", "场地证明。"], "材料"))
    assert draft.stem == "申请人应当提交哪些材料？"
    assert draft.body.key == tuple(MarkingPoint(text) for text in ("申请书", "身份证明", "场地证明"))


def test_what_the_points_are_reasons_of_is_asked():
    """东礁之所以留人，一是…: the points are why; 明令叫停 is no part of what is counted."""
    (draft,) = drafts(ShortAnswer, points("东礁之所以留人，", ["扼守航道的交会口；", "兼着观测点。"], ""))
    assert draft.stem == "东礁留人的原因有哪些？"
    assert lead_question("市局归纳出7类“习惯做法”，明令叫停：", "") == "市局归纳出哪7类“习惯做法”？"
    assert lead_question("隔离检疫期限按照下列规定执行：", "") == "隔离检疫期限有哪些规定？"
    assert lead_question("手册内容分为五个部分：", "") is None
    spelled = "预防性保护可以归纳为“查、测、评”三个步骤，它们首尾相接："
    assert lead_question(spelled, "") == "预防性保护可以归纳为哪三个步骤？"
    assert points_stem(points("暴露出培训工作存在三个方面的不足：", ["重取证", "流动快", "脚本化"], "不足")) is None
    assert points_stem(points("发现真正的病根有三个：", ["水封干了", "积了尿碱", "风扇不开"], "病根")) is None


def test_of_classes_only_the_names_are_asked() -> None:
    """库房分为哪两类？ is answered by 深冻库 and 冷藏库; what each is for is another question."""
    kept = points(
        "库房按照温度分为两类：", ["深冻库，零下二十五度以下，用于存放水产", "冷藏库，零至四度，用于存放鲜肉"]
    )
    assert [each.text for each in points_of(kept)] == ["深冻库", "冷藏库"]
    whole = points("进库应当遵守两项规定：", ["深冻库，先预冷再进", "冷藏库，先登记再进"], "规定")
    assert points_of(whole) == whole.points


def test_a_lead_in_of_its_own_is_read_alone():
    """Where the lead-in is the sentence before the points, its words alone make the question."""
    fact = points("抽查内容如下：", ["值守记录", "设备状况"], "内容")
    first, second = fact.rests_on
    apart = replace(fact, sent=first, rests_on=(second,))
    (draft,) = drafts(ShortAnswer, apart)
    assert draft.stem == "抽查内容有哪些？"


def test_headings_that_all_say_it_first_are_points_by_that():
    """压实责任，把“谁来抓”定下来 is 压实责任; where one has no second half, all are whole."""
    tails = ["压实责任，把“谁来抓”定下来", "分类施训，把“训什么”理清楚", "严格考核，把结果用起来"]
    (draft,) = drafts(ShortAnswer, headings("二、主要措施", tails))
    assert draft.body.key_strings() == ("压实责任", "分类施训", "严格考核")
    (draft,) = drafts(ShortAnswer, headings("二、主要措施", [*tails[:2], "严格考核"]))
    assert draft.body.key_strings() == (*tails[:2], "严格考核")


def test_headings_are_asked_by_their_noun():
    """A heading that names what is below it asks for that; a slogan over two heads does not."""
    (draft,) = drafts(ShortAnswer, headings("（二）搭建三个学习平台，夯实基础", ["夜校平台", "线上平台", "实训平台"]))
    assert draft.stem == "本方案要求搭建哪三个学习平台？"
    causes = ["采摘靠抢", "冷库有量无质", "包装各自为阵"]
    (draft,) = drafts(ShortAnswer, headings("二、问题出在哪些环节", causes))
    assert draft.stem == "问题出在哪些环节？"
    (draft,) = drafts(ShortAnswer, headings("三、关于配套事项", ["预约", "公示", "培训"]))
    assert draft.stem == "配套事项有哪三项？"
    (draft,) = drafts(ShortAnswer, headings("3 值守要求", ["准时到岗", "逐项交接", "如实记录"]))
    assert draft.stem == "值守要求有哪三项？"
    assert drafts(ShortAnswer, headings("1 通用要求", ["到岗与仪容", "首问负责", "说话的分寸"])) == []
    assert (
        drafts(ShortAnswer, headings("四、压实责任", causes))
        == drafts(ShortAnswer, headings("四、严格条件", causes))
        == []
    )
    assert drafts(ShortAnswer, headings("动起来：全员参与", ["制定方案", "明确任务", "压实责任"])) == []


def test_a_heading_that_asks_how_is_the_question():
    """第三个问题 counts no headings; 组织保障 is made of measures."""
    heads = ["把责任扛起来", "把规矩立起来", "把标杆树起来"]
    (draft,) = drafts(ShortAnswer, headings("第三个问题，怎样防止走过场", heads))
    assert draft.stem == "怎样防止走过场？"
    (draft,) = drafts(ShortAnswer, headings("七、组织保障", ["加强领导", "压实责任", "营造氛围"]))
    assert draft.stem == "组织保障措施有哪三项？"


def test_what_all_members_begin_with_tells_none():
    """深刻认识 stands in the name and in each member."""
    sent = "做到“两个深刻认识”，即深刻认识重大意义，深刻认识目标要求。"
    fact = code(sent, "两个深刻认识")
    (draft,) = drafts(ShortAnswer, replace(fact, gloss=find(fact.sent, "深刻认识重大意义，深刻认识目标要求")))
    assert [point.text for point in draft.body.key] == ["深刻认识重大意义", "深刻认识目标要求"]


def test_what_all_members_end_with_tells_none():
    """“两项专项整治” stands in the question, and 专项整治 at the end of each of its points."""
    sent = "开展“两项专项整治”，即：违规过问专项整治、庭审作风专项整治。"
    fact = code(sent, "两项专项整治")
    (draft,) = drafts(ShortAnswer, replace(fact, gloss=find(fact.sent, "违规过问专项整治、庭审作风专项整治")))
    assert [point.text for point in draft.body.key] == ["违规过问专项整治", "庭审作风专项整治"]


@pytest.mark.parametrize(
    ("view", "name", "gloss", "asked"),
    [
        (
            "镇里制定了“3+2”学习措施，即岗前教育、警示教育、廉洁教育、技能竞赛、知识竞赛。",
            "3+2",
            "岗前教育、警示教育、廉洁教育、技能竞赛、知识竞赛",
            "“3+2”学习措施指的是哪些内容？",
        ),
        (
            "集团只规定“三个必须”：必须有计划、必须有记录、必须有检验。",
            "三个必须",
            "必须有计划、必须有记录、必须有检验",
            "集团规定的“三个必须”指的是哪些内容？",
        ),
        (
            "镇里制定了“三查”工作措施，即查账目、查库房、查岗位。",
            "三查",
            "查账目、查库房、查岗位",
            "“三查”工作措施指的是哪些内容？",
        ),
        (
            "镇里组建了“两支队”，即先锋服务队、银龄劝导队。",
            "两支队",
            "先锋服务队、银龄劝导队",
            "“两支队”指的是哪些？",
        ),
        (
            "镇里制定了“三学”学习教育工作机制，即自己学习、集中学习、结对学习。",
            "三学",
            "自己学习、集中学习、结对学习",
            "“三学”机制指的是哪些内容？",
        ),
    ],
)
def test_a_code_is_asked_with_its_noun(view, name, gloss, asked):
    """Of a noun that tells a member only the end is kept."""
    fact = code(view, name)
    (draft,) = drafts(ShortAnswer, replace(fact, gloss=find(fact.sent, gloss)))
    assert draft.stem.endswith(asked)


def test_a_way_of_working_is_not_cut_in_two():
    """工作法 that shows a member is asked for nothing, and never as 作法."""
    fact = code("镇里推行“三查”工作法，即查工作日志、查值班电话、查交接记录。", "三查")
    gloss = find(fact.sent, "查工作日志、查值班电话、查交接记录")
    assert drafts(ShortAnswer, replace(fact, gloss=gloss)) == []


def test_what_a_report_says_it_did_is_asked_as_its_ways():
    """Below 主要工作和成效 each heading says what was done; what only tells what happened does not."""
    ways = ["备料早", "设备到位", "与交警、乡镇联动"]
    (draft,) = drafts(ShortAnswer, headings("二、主要工作和成效", ways))
    assert draft.stem == "本方案总结的三个方面的主要工作有哪些？"
    assert draft.body.key_text() == "；".join(ways)
    assert drafts(ShortAnswer, headings("二、主要工作和成效", [*ways, "洪水的调度过程"])) == []


@pytest.mark.parametrize(
    ("title", "heads", "telling"),
    [
        ("三、重点任务", ["摸清底数", "补建一批", "管好一批"], True),
        ("一、总体要求", ["指导思想", "基本原则", "工作目标"], False),
        ("二、基本原则", ["指导思想", "基本原则", "工作目标"], False),
        ("四、有关要求", ["提高认识", "严明纪律", "注重总结"], False),
        ("二、充分认识存在的问题", ["混装", "超装", "无标签"], False),
        ("三、保障措施", ["组织保障", "资金保障"], False),
        ("三、几点建议", ["完善补贴，由建设转向运营服务的人头补贴", "拓宽范围", "理顺体制"], True),
    ],
)
def test_headings_worth_knowing_are_told_from_furniture(title, heads, telling):
    """重点任务 over a few short heads is; general demands, calls and 指导思想 are not."""
    assert heading_stems.is_telling(headings(title, heads)) is telling


@pytest.mark.parametrize(
    ("view", "name", "gloss", "wanted"),
    [
        ("站里治“两种病”：一是麻痹病；二是依赖病。", "两种病", "一是麻痹病；二是依赖病", ["麻痹病", "依赖病"]),
        ("仓库实行“三不准”：手机、相机、硬盘不准带入。", "三不准", "手机、相机、硬盘不准带入", None),
        (
            "仓库实行“三不准”：不准吸烟、不准堆物、不准离岗。",
            "三不准",
            "不准吸烟、不准堆物、不准离岗",
            ["不准吸烟", "不准堆物", "不准离岗"],
        ),
        ("站里推行“三问三回”：问人、问事、问地。", "三问三回", "问人、问事、问地", None),
        (
            "站里采取“三学联动”，即个人自学、集体领学、现场践学的办法。",
            "三学联动",
            "个人自学、集体领学、现场践学的办法",
            ["个人自学", "集体领学", "现场践学"],
        ),
        (
            "站里提出“两个一”要求：一要写好一篇心得；二要办好一场宣讲。",
            "两个一",
            "一要写好一篇心得；二要办好一场宣讲",
            ["写好一篇心得", "办好一场宣讲"],
        ),
        (
            "站里推行“两问两回”：问清人回来电、问清地回到场。",
            "两问两回",
            "问清人回来电、问清地回到场",
            ["问清人回来电", "问清地回到场"],
        ),
        (
            "镇里打造“三个一”品牌：一村一屋、一周一讲、一月一题。",
            "三个一",
            "一村一屋、一周一讲、一月一题",
            ["一村一屋", "一周一讲", "一月一题"],
        ),
        (
            "办法提出“两允许一不许”：允许定点设摊，允许定时经营；不许占用盲道。",
            "两允许一不许",
            "允许定点设摊，允许定时经营；不许占用盲道",
            ["允许定点设摊", "允许定时经营", "不许占用盲道"],
        ),
        (
            "渡口实行“三统一”：统一标识、统一船型、统一票价。",
            "三统一",
            "统一标识、统一船型、统一票价",
            ["统一标识", "统一船型", "统一票价"],
        ),
        (
            "购种做到“两看一留”：看证照、看标签，留好凭证。",
            "两看一留",
            "看证照、看标签，留好凭证",
            ["看证照", "看标签", "留好凭证"],
        ),
        (
            "扑火做到“两不打”：地形不利不打、通信不畅不打。",
            "两不打",
            "地形不利不打、通信不畅不打",
            ["地形不利不打", "通信不畅不打"],
        ),
        (
            "抓好“两个一”：站长讲一堂党课，3月10日前完成；各班每周组织一次集中学习，每次不少于两小时。",
            "两个一",
            "站长讲一堂党课，3月10日前完成；各班每周组织一次集中学习，每次不少于两小时",
            ["站长讲一堂党课", "各班每周组织一次集中学习"],
        ),
        (
            "考核分为“三关”：理论关，闭卷100分；技能关，每份限时40秒，错3份以上不及格；作风关，每日打分。",
            "三关",
            "理论关，闭卷100分；技能关，每份限时40秒，错3份以上不及格；作风关，每日打分",
            ["理论关", "技能关", "作风关"],
        ),
        (
            "做好“三个固化”：一是把晨课固化为每周一、三、五的制度，每次20分钟；二是把“三问”固化到组织生活会；"
            "三是把评议固化下来，每季度一次。",
            "三个固化",
            "一是把晨课固化为每周一、三、五的制度，每次20分钟；二是把“三问”固化到组织生活会；三是把评议固化下来，每季度一次",
            ["把晨课固化为每周一、三、五的制度", "把“三问”固化到组织生活会", "把评议固化下来"],
        ),
        ("执法推行“721”工作法，即70%的问题用服务解决。", "721", "70%的问题用服务解决", None),
        ("救生员遵守“10/20”原则，即用10秒扫视完水域。", "10/20", "用10秒扫视完水域", None),
    ],
)
def test_a_code_is_split_to_its_word(view, name, gloss, wanted):
    """Points lose the 一是 in front; of a 三不准 all members say 不准, and half a 三问三回 is not asked."""
    fact = code(view, name)
    found = drafts(ShortAnswer, replace(fact, gloss=find(fact.sent, gloss)))
    assert ([point.text for point in found[0].body.key] if found else None) == wanted


def test_names_that_name_nothing_are_not_asked():
    """“三项教育” stands for its members; 三个方面 does not."""
    members = ["岗前教育", "警示教育", "廉洁教育"]
    run = "、".join(members)
    (draft,) = drafts(ShortAnswer, enumeration(f"全镇开展{run}“三项教育”。", members, run, name="三项教育"))
    assert draft.stem == "“三项教育”包括哪些内容？"
    assert drafts(ShortAnswer, enumeration(f"全镇开展{run}三个方面。", members, run, name="三个方面")) == []


def test_a_term_asks_for_its_meaning():
    """什么是X？, but not where the meaning only points at another article."""
    (draft,) = drafts(ShortAnswer, definition("明火，是指外露的燃烧火焰。", "明火", "外露的燃烧火焰"))
    assert draft.stem == "什么是明火？"
    kinds = definition("四类岗位，是指执法、采购、人事、财务岗位。", "四类岗位", "执法、采购、人事、财务岗位")
    assert [draft.stem for draft in drafts(ShortAnswer, kinds)] == ["四类岗位指的是哪些？"]
    first = definition(
        "一类疫病，是指口蹄疫、非洲猪瘟等造成重大损失的疫病。", "一类疫病", "口蹄疫、非洲猪瘟等造成重大损失的疫病"
    )
    assert [draft.stem for draft in drafts(ShortAnswer, first)] == ["什么是一类疫病？"]
    assert drafts(ShortAnswer, definition("险情，是指本办法第九条规定的情形。", "险情", "本办法第九条规定的情形")) == []


@pytest.mark.parametrize(
    ("response", "scored"),
    [
        ([True, False], 0.25),
        ([True, True], 1),
        ({"marks": 2}, 0.5),
        ({"marks": 0}, 0),
        ("", 0),
        ("答案文字", "needs-a-person"),
        ([True], "response-marks"),
        ({"marks": 5}, "response-marks"),
        ({"marks": True}, "response-marks"),
        ([1, 0], "response-marks"),
    ],
)
def test_a_person_gives_the_marks(response, scored):
    """Points made or a sum are read; free text waits for a person."""
    result = ShortAnswer((MarkingPoint("核实情况", 1), MarkingPoint("报告领导", 3))).score(response)
    assert getattr(result, "code", result) == scored


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ((), "key-missing"),
        ((MarkingPoint("。"),), "point-empty"),
        ((MarkingPoint("报告", 0),), "point-marks"),
        ((MarkingPoint("报告", float("nan")),), "point-marks"),
        ((MarkingPoint("报告"), MarkingPoint("“报告”")), "point-repeated"),
    ],
)
def test_each_planted_fault_is_found(key, code):
    """Every rule on marking points catches its fault."""
    assert [problem.code for problem in ShortAnswer(key).check()] == [code]


@pytest.mark.parametrize(
    ("lead", "wanted"),
    [
        ("申请人应当提交下列材料：", "申请人应当提交的材料主要包括哪些？"),
        ("有下列情形之一的，仓库不予收存：", "仓库不予收存的情形主要包括哪些？"),
        ("值班室的日常职责是：", "值班室的日常职责主要包括哪些？"),
        ("章程应当报备案，并载明下列事项：", None),
        ("会议指出：", None),
    ],
)
def test_an_open_list_is_asked_for_its_chief_points(lead, wanted):
    """Where a catch-all item was left out the question does not ask for all."""
    assert open_question(lead) == wanted


def test_an_open_list_of_two_is_left():
    """With its catch-all item left out a list needs three points."""
    two = replace(points("申请人应当提交下列材料：", ["申请书", "身份证明"], "材料"), closed=False)
    assert drafts(ShortAnswer, two) == []
