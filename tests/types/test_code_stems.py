"""How quoted names are asked: whose they are, the noun they go with, and the points of their gloss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from type_facts import code, find

from qbank.model.fact import Code
from qbank.types._code_names import owner, with_noun
from qbank.types._code_stems import code_question, gloss_points
from qbank.types._list_stems import point_text


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
        (
            "交接按“四清”进行：险情清、船艇清、气象清、事项清。",
            "四清",
            "险情清、船艇清、气象清、事项清",
            "“四清”指的是哪些内容？",
        ),
        (
            "两院印发意见，提出“三级联办”的工作格局：区里设中心、街道设站、社区设点。",
            "三级联办",
            "区里设中心、街道设站、社区设点",
            "“三级联办”的工作格局指的是哪些内容？",
        ),
        (
            "读书班上立下“三不准”的规矩：不准请假外出、不准中途离会、不准带手机进场。",
            "三不准",
            "不准请假外出、不准中途离会、不准带手机进场",
            "读书班上立下的“三不准”的规矩指的是哪些内容？",
        ),
        (
            "按照方案，每期轮训第7天安排一次“三查”：查理想信念、查纪律作风、查履职尽责。",
            "三查",
            "查理想信念、查纪律作风、查履职尽责",
            "每期轮训第7天安排的“三查”指的是哪些内容？",
        ),
        (
            "该关严明纪律，在方案中列出“三个不准”：不准代学、不准代考、不准补记。",
            "三个不准",
            "不准代学、不准代考、不准补记",
            "“三个不准”指的是哪些内容？",
        ),
        (
            "该站把轮训考核分为“四关”：理论关、技能关、体能关、作风关。",
            "四关",
            "理论关、技能关、体能关、作风关",
            "轮训考核的“四关”指的是哪些内容？",
        ),
        (
            "她把自己的经验归纳成“三心”：喂饭要耐心、换洗要细心、说话要贴心。",
            "三心",
            "喂饭要耐心、换洗要细心、说话要贴心",
            "“三心”指的是哪些内容？",
        ),
        (
            "街道坚持“党员带头”的思路，组建“三支队”：先锋服务队、平安巡防队、邻里互助队。",
            "三支队",
            "先锋服务队、平安巡防队、邻里互助队",
            "街道组建的“三支队”指的是哪些？",
        ),
        (
            "此后，该站修订了用语，明确“三个不准”：不准争吵、不准离岗、不准用手机。",
            "三个不准",
            "不准争吵、不准离岗、不准用手机",
            "“三个不准”指的是哪些内容？",
        ),
        (
            "◆ 献血反应处置“四字诀”：停、平、通、测。",
            "四字诀",
            "停、平、通、测",
            "献血反应处置“四字诀”指的是哪些内容？",
        ),
        (
            "可以用“两升一降”来概括：能力上升，满意度上升，差错率下降。",
            "两升一降",
            "能力上升，满意度上升，差错率下降",
            "“两升一降”指的是哪些内容？",
        ),
        (
            "要求全体人员签订“三不”承诺，即不兼职取酬、不收受样品、不参与买卖。",
            "三不",
            "不兼职取酬、不收受样品、不参与买卖",
            "全体人员签订的“三不”承诺指的是哪些内容？",
        ),
        (
            "“先锋岗”设立条件：岗位在一线；党员占三分之一以上；一年内无有效投诉。",
            "先锋岗",
            "岗位在一线；党员占三分之一以上；一年内无有效投诉",
            "“先锋岗”设立条件有哪些？",
        ),
        (
            "站里给他定了“三个一”措施：一名师傅盯着练、一周一次小测、一月一次重考。",
            "三个一",
            "一名师傅盯着练、一周一次小测、一月一次重考",
            "“三个一”措施指的是哪些内容？",
        ),
        (
            "我们同步整肃，突出整治“三个方面”的问题：聊天脱岗等纪律问题、生冷硬推的态度问题、泄露信息的保密问题。",
            "三个方面",
            "聊天脱岗等纪律问题、生冷硬推的态度问题、泄露信息的保密问题",
            "突出整治的“三个方面”的问题指的是哪些内容？",
        ),
        (
            "主要负责人是第一责任人，须做到“三个亲自”：亲自部署、亲自把关、亲自督办。",
            "三个亲自",
            "亲自部署、亲自把关、亲自督办",
            "“三个亲自”指的是哪些内容？",
        ),
        (
            "各单位围绕“三个有没有”开展自查：有没有应付任务、有没有收受好处、有没有推诿扯皮。",
            "三个有没有",
            "有没有应付任务、有没有收受好处、有没有推诿扯皮",
            "各单位围绕的“三个有没有”指的是哪些内容？",
        ),
        (
            "中心要建立“一案三访”：指派后访、开庭后访、结案后访，回访率要达到100%。",
            "一案三访",
            "指派后访、开庭后访、结案后访，回访率要达到100%",
            "中心要建立的“一案三访”指的是哪些内容？",
        ),
        (
            "坚持“三挂钩”：低于60分的不得评优；连续两年的调整岗位；前三名的优先提拔。",
            "三挂钩",
            "低于60分的不得评优；连续两年的调整岗位；前三名的优先提拔",
            None,
        ),
        (
            "坚持“两挂钩”：与评优挂钩、与提拔挂钩。",
            "两挂钩",
            "与评优挂钩、与提拔挂钩",
            "“两挂钩”指的是哪些内容？",
        ),
        ("票据要有“三人签字”：经手人、证明人、书记。", "三人签字", "经手人、证明人、书记", "“三人签字”指的是哪些？"),
        ("这里说的“停用”，是指关闭进水阀、张贴告示。", "停用", "关闭进水阀、张贴告示", "“停用”指的是什么？"),
        ("“澜救01”：一号艇；分中心：白沙洲、柳家渡。", "澜救01", "一号艇；分中心：白沙洲、柳家渡", None),
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
        ("一看人多（老人、孩子），二看作息，三看门窗", ["看人多（老人、孩子）", "看作息", "看门窗"]),
    ],
)
def test_a_gloss_is_split_at_its_outermost_marks(gloss: str, points: list[str]) -> None:
    """Semicolons before commas of lists; nothing inside quotations is split."""
    fact = _glossed(f"镇里推行“规矩”（{gloss}）。", "规矩", gloss)
    assert [each.text for each in gloss_points(fact)] == points


def test_what_each_has_three_of_is_counted_by_the_second_number() -> None:
    """一案三访 has three members, and how many are to be reached is none; 防水（潮） keeps its second word."""
    gloss = "指派后访、开庭后访、结案后访，回访率要达到100%"
    fact = _glossed(f"中心要建立“一案三访”：{gloss}。", "一案三访", gloss)
    assert [each.text for each in gloss_points(fact)] == ["指派后访", "开庭后访", "结案后访"]
    assert point_text("防水（潮）") == "防水（潮）"
    assert point_text("压实责任（县局牵头）。") == "压实责任"


def test_how_much_of_the_time_a_module_takes_is_no_part_of_it() -> None:
    """占20学时 of each goes; where only one says so, it may be what the member is about."""
    for gloss, points in (
        ("政治理论，占20学时；安全法规，占32学时；实操演练，占20学时", ["政治理论", "安全法规", "实操演练"]),
        ("政治理论；安全法规，占32学时；实操演练", ["政治理论", "安全法规，占32学时", "实操演练"]),
    ):
        fact = _glossed(f"党校设置了“三个模块”：{gloss}。", "三个模块", gloss)
        assert [each.text for each in gloss_points(fact)] == points


def test_the_word_that_opens_a_gloss_is_no_part_of_it() -> None:
    """即 says only that the gloss begins."""
    fact = _glossed(
        "实现“两降一升”的目标：即投诉下降、过错下降、满意度上升。", "两降一升", "即投诉下降、过错下降、满意度上升"
    )
    assert [each.text for each in gloss_points(fact)] == ["投诉下降", "过错下降", "满意度上升"]


def test_a_ban_is_part_of_what_is_to_be_kept_in_mind() -> None:
    """When and by whom may go; 不得谋利 is half of what it says."""
    gloss = "牢记血液属于人民；牢记公益属性，不得谋利；牢记没有小事，差错就是事故"
    fact = _glossed(f"牢固树立“三个牢记”：{gloss}。", "三个牢记", gloss)
    assert [each.text for each in gloss_points(fact)] == gloss.split("；")


def test_a_word_is_not_cut_into_a_verb_and_what_it_is_put_into():
    """执行中要做到“五统一”: 执行 is part of 执行中, and puts nothing into force."""
    assert owner("执行中要做到") == "执行中要做到的"
    assert owner("得益于推行") == owner("推行")


def test_a_figure_for_each_member() -> None:
    """“135” has three members; by when is none of them; what a point counts stays in its remark."""
    fact = _glossed(
        "推行“135”目标：到明年底，建成1个基地，培养3名师傅，新增5台设备。",
        "135",
        "到明年底，建成1个基地，培养3名师傅，新增5台设备",
    )
    assert [point.text for point in gloss_points(fact)] == ["建成1个基地", "培养3名师傅", "新增5台设备"]
    assert point_text("会找三处（切断阀、喷淋阀、疏散门）") == "会找三处（切断阀、喷淋阀、疏散门）"
    assert point_text("会找三处（见操作规程、附图）") == "会找三处"


@pytest.mark.parametrize(
    ("before", "whose"),
    [
        ("每个党日还须", "每个党日须做到的"),
        ("专项行动明确信访干部", "专项行动明确的信访干部"),
        ("学习内容分", "学习内容的"),
        ("操作员主要学", "操作员主要学的"),
        ("针对干部不爱学的情况，制定了", ""),
        ("公司还重申了收费岗位", "公司重申的收费岗位"),
        ("领导小组下设", "领导小组下设的"),
        ("挂牌的须做到", ""),
        ("大家记住", ""),
    ],
)
def test_whose_a_name_is_where_a_verb_is_left_out(before: str, whose: str) -> None:
    """每个党日还须“四有” leaves out what one does; 大家记住 says nobody."""
    assert owner(before) == whose


def test_a_verb_of_all_members_is_no_part_of_the_first() -> None:
    """看粮情、虫情、霉情: each is looked at; 看灶、看线 says it each time."""
    text = "看粮情、虫情、霉情"
    fact = _glossed(f"查仓要看“三情”，即{text}。", "三情", text)
    assert [point.text for point in gloss_points(fact)] == ["粮情", "虫情", "霉情"]


def test_the_word_of_a_code_is_no_part_of_its_last_member() -> None:
    """责任人、措施、预案落实 of “三落实” are three things; 责任落实、措施落实 says it each time."""
    for text, wanted in (
        ("责任人、措施、预案落实", ["责任人", "措施", "预案"]),
        ("责任落实、措施落实、预案落实", ["责任落实", "措施落实", "预案落实"]),
    ):
        fact = _glossed(f"隐患整改做到“三落实”：{text}。", "三落实", text)
        assert [point.text for point in gloss_points(fact)] == wanted


def test_who_leads_a_group_is_no_part_of_which_there_are() -> None:
    """“两组一办” are two groups and an office, whoever leads them."""
    text = "检查组由技术部经理牵头，成员19人；培训组由人力部经理牵头；办公室设在技术部，每周一碰头"
    fact = _glossed(f"领导小组下设“两组一办”：{text}。", "两组一办", text)
    assert [point.text for point in gloss_points(fact)] == ["检查组", "培训组", "办公室"]


def test_what_has_to_be_done_with_a_name_is_no_noun_of_it() -> None:
    """“四查十对”必须出声：查处方…: what has to be said aloud is the name, and it has no noun."""
    assert with_noun("“四查十对”必须出声：查处方，查药品。", "“四查十对”") == "“四查十对”"
    assert with_noun("“四查十对”流程：查处方，查药品。", "“四查十对”") == "“四查十对”流程"


def test_figures_in_the_brackets_of_one_member_are_no_part_of_it() -> None:
    """测温（18至24度）、点货、试机: only one of them says how much."""
    fact = _glossed("开门先做“三件事”：测温（18至24度）、点货、试机。", "三件事", "测温（18至24度）、点货、试机")
    assert [point.text for point in gloss_points(fact)] == ["测温", "点货", "试机"]
