"""How stems ask: in the answer's place, of a list, of a date, with what trust."""

from __future__ import annotations

from dataclasses import replace

import pytest
from type_facts import date, drafts, enumeration, find, quantity, sentence

from qbank.model.fact import Steps
from qbank.types import ShortAnswer
from qbank.types._clause_around import clause_of
from qbank.types._list_stems import list_question
from qbank.types._phrases import says_who, tells_of_person
from qbank.types._stems import agent_of, date_stem, leaks, milestone_stem, question, statement, trust_in


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


def test_what_frames_a_line_is_no_part_of_its_question() -> None:
    """【媒体采访】 is a label of the line; B类30分钟 asked wants its verb."""
    assert question("【媒体采访】阅览室内拍摄须经谁同意") == "阅览室内拍摄须经谁同意？"
    assert question("标准过站时间B类多少分钟") == "标准过站时间B类为多少分钟？"
    assert question("这三类多少人") == "这三类为多少人？"
    assert question("B类件为多少件") == "B类件为多少件？"
    assert question("新标准何时起已经执行") == "新标准何时起执行？"
    assert question("本手册由培训科负责解释，自何时起施行") == "本手册自何时起施行？"
