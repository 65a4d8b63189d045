"""How stems ask: in the answer's place, with the owner of a code, with what trust."""

from __future__ import annotations

from dataclasses import replace

import pytest
from type_facts import code, date, drafts, enumeration, find, quantity, sentence

from qbank.model.fact import Code, Steps
from qbank.types import ShortAnswer
from qbank.types._clause_around import clause_of
from qbank.types._code_stems import code_question, gloss_points, owner
from qbank.types._list_stems import list_question, point_text
from qbank.types._phrases import says_who, tells_of_person
from qbank.types._stems import agent_of, date_stem, leaks, milestone_stem, question, statement, trust_in


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
        ("一看人多（老人、孩子），二看作息，三看门窗", ["一看人多（老人、孩子）", "二看作息", "三看门窗"]),
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


def test_letters_that_a_stem_spells_out_give_a_key_away() -> None:
    """浓度C与接触时间T的乘积 tells CT值; 时间T alone does not."""
    assert leaks("用浓度C与接触时间T的乘积来衡量", ["CT值"])
    assert not leaks("用接触时间T来衡量", ["CT值"])


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


def test_what_frames_a_line_is_no_part_of_its_question() -> None:
    """【媒体采访】 is a label of the line; B类30分钟 asked wants its verb."""
    assert question("【媒体采访】阅览室内拍摄须经谁同意") == "阅览室内拍摄须经谁同意？"
    assert question("标准过站时间B类多少分钟") == "标准过站时间B类为多少分钟？"
    assert question("这三类多少人") == "这三类为多少人？"
    assert question("B类件为多少件") == "B类件为多少件？"
    assert question("新标准何时起已经执行") == "新标准何时起执行？"
    assert question("本手册由培训科负责解释，自何时起施行") == "本手册自何时起施行？"
