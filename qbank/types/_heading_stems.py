"""How headings below a heading are asked: 保障措施有哪些？, 本方案总结的四个方面的主要做法有哪些？"""

from __future__ import annotations

import re

from qbank.model.fact import HeadingList
from qbank.model.numerals import chinese, counts
from qbank.model.wording import numberless, refers_elsewhere
from qbank.types._list_stems import COUNTED, LABEL, LISTED, lead_question, point_text
from qbank.types._phrases import NO_SUBJECT, stands_by_itself
from qbank.types._stems import ENDS, NUMERALS, question

_SHORTEST_LED = 10
_TELLING = re.compile(
    "(?!保障措施|总体|有关|几点|通用|下一步|充分|压实|严格|明确|认真|切实|全面|狠抓|紧盯|聚焦|解决|整改|把握|坚持|防范|加强|推动|提[升高]|"
    "抓[好实]|做好|突出|规范|保证|建立|完善|健全|强化|落实|推进|组织|开展|实施|制定)"
    "(?!.*[与和及])[\u4e00-\u9fff]{2,10}(?:任务|措施|原则|方式|内容|范围|问题|职责|对象|途径|目标)"
)
# 二、主要工作和成效: what its headings list are ways of working.
_WAYS = re.compile(
    "(?:采取的)?(?:主要|重点|基本|具体)(?:工作)?(?:做法|举措|措施|工作)(?:[和与及](?:工作)?(?:成效|效果|成绩|经验|体会))?"
)
# “6·19”洪水的调度过程: what happened, and no way.
_NO_WAY = re.compile("过程|情况|事件|事故|处置$|值班$|经过|案例|问题|不足")
_ADVICE = re.compile("(?:几点|有关|对策|工作|意见|相关|主要)*(?:对策)?建议")
_SAID_OF = (
    ("问题", "指出", "个"), ("任务|措施|原则|目标", "提出", "项"), ("方式|途径|情形", "规定", "种"),
    ("范围|对象|内容|标准", "规定", "类"), ("建议", "提出", "条"), ("", "规定", "项"),
)  # fmt: skip
"""What a document does about what its headings list, and how such things are counted; its name takes 本方案's place."""
# 正视困难问题: such a heading bids, and names no things.
_FACES = re.compile(
    "压[实紧]|夯实|严[格肃]|健全|完善|改进|转变|提[升高]|增强|细化|正视|直面|认清|看清|把握|总结|回顾|查找|查摆|剖析|解决|聚焦|突出|抓住|围绕|坚持|明确|完成|落实|推进|加强|强化"
)
_FURNITURE = re.compile(
    "指导思想|基本原则|(?:工作|主要|总体)目标|总体要求|组织领导|有关要求|其他|适用(?:情形|范围|对象)|办理要点|.*案例.*|说明|"
    "(?:基本|总体|有关)?情况|概况|现状|背景|概述|定义|依据|注意事项|常见问题|问答|附则"
)
_MERE_TITLE = re.compile(
    "(?:原因|原则|背景|概况|情况|经过|过程|分析|提示|警示|启示|对象|范围|方式|方法|措施|目标|任务|内容|要求|分工|步骤|建议|结论|问题|做法|成效|"
    "(?:损失|善后|分级)(?:[与和及])?处置|信息报送|单位)$|^(?:怎样|如何|怎么|为什么)"
)
# 基本情况有哪些, 通用要求有哪些: whatever stands below.
_ANYTHING = re.compile("(?:基本|总体|有关|一般|通用|相关|具体)(?:情况|概况|现状|背景|要求|规定|规则|事项|说明)")
_RULES = re.compile("(?:要求|规定|规矩|纪律|条件|标准|禁令)$")
_NAMED = re.compile(f"“(?P<code>[{NUMERALS}][^“”，。；：]{{1,8}})”")
_BARE_NAME = re.compile(".{1,3}|.{1,4}[与和及].{1,4}")
_FEWEST_HEADS, _MOST_HEADS, _LONGEST_HEAD = 3, 7, 18
# 第三个问题，怎样保证整治不走过场: what the headings below it answer.
_HOW = re.compile(
    f"(?:第[{NUMERALS}]+[个部][^，：]{{0,2}}[，：])?(?P<asks>(?:怎[样么]|如何)[^，；：？?。]{{4,20}})[？?]?"
)
# 组织保障: measures, as its headings say.
_SAFEGUARDS = re.compile("(?:组织|工作|服务|要素|强化|加强)?保障")
# 问题出在哪些环节: a heading that asks already.
_ASKS = re.compile(f"哪(?:些|几个)(?P<noun>{LISTED})")


def headings_stem(fact: HeadingList) -> str | None:
    """Return 活动分哪四个阶段进行？ as the lead-in says, else 保障措施有哪些？ of the heading above."""
    if fact.lead and fact.sent.start < fact.lead.start < fact.sent.end:
        # The sentence that counts them quotes what they are called.
        return f"“{fact.lead.text}”包括哪些内容？"
    if are_ways(fact):
        what = "做法" if re.search("做法|举措|措施|经验", fact.sent.view) else "工作"
        if "措施" in _title_of(fact) and "做法" not in _title_of(fact):
            return question(f"本方案提出的{chinese(len(fact.heads))}个方面的主要措施有哪些")
        return question(f"本方案总结的{chinese(len(fact.heads))}个方面的主要{what}有哪些")
    if is_telling(fact):
        title = _title_of(fact).removeprefix("存在").removeprefix("的")
        title = re.sub("^(?:几点|有关|相关|(?:发现|查出|反映|暴露)的)", "", title)
        said, _ = _said_of(title)
        count = "" if COUNTED.search(title) else f"{chinese(len(fact.heads))}{_unit_of(title)}"
        return question(f"本方案{said}的{count}{title}有哪些")
    led = lead_question(fact.lead.text, "") if fact.lead and stands_by_itself(fact.lead.text) else None
    return led if led and len(led) > _SHORTEST_LED else _title_stem(fact)


def _said_of(title: str) -> tuple[str, str]:
    """Return what a document does about things that a heading names, and the word they are counted by."""
    return next((said, unit) for nouns, said, unit in _SAID_OF if re.search(f"(?:{nouns})$", title))


def _unit_of(title: str) -> str:
    return _said_of(title)[1]


def _title_of(fact: HeadingList) -> str:
    return numberless(LABEL.sub("", fact.sent.view.strip(ENDS)))


def _title_stem(fact: HeadingList) -> str | None:
    how = _HOW.fullmatch(_title_of(fact))
    if how and asks_how(fact):
        return question(how["asks"])
    title = re.split("[，,：:]", _title_of(fact))[0]
    title += "措施" * (_SAFEGUARDS.fullmatch(title) is not None)
    if (
        fact.sent.role == "title"
        or _FACES.match(title)
        or _ANYTHING.fullmatch(title)
        or re.search("[与和及]", title)
        or not 2 <= len(title) <= 20
        or refers_elsewhere(title)
    ):
        return None
    asks = _ASKS.search(title)
    if asks and title.endswith(asks["noun"]):
        return question(title)
    title = title.removeprefix("关于")
    named = _NAMED.search(title)
    if named and counts(named["code"], len(fact.heads)):
        # 以“四个课堂”为载体
        return f"“{named['code']}”指的是哪些？"
    counted = COUNTED.search(title)
    if counted and counts(counted.group(), len(fact.heads)):
        having = "有" * (counted.start() == 0)
        # 搭建三个轮训平台: who does so, is the document.
        bids = "本方案要求" * (counted.start() > 0 and NO_SUBJECT.match(title) is not None)
        return question(f"{bids}{title[: counted.start()]}{having}哪{counted.group()}{title[counted.end() :]}")
    if not re.search(rf"{LISTED}$", title) or len(fact.heads) <= 2:
        return None
    bare = [_BARE_NAME.fullmatch(point_text(head.text)) is not None for head in fact.heads]
    if _RULES.search(title) and sum(bare) * 2 > len(bare):
        # 必须遵守的规定: 车辆, 驾驶人: what the rules are for, and none of them.
        return None
    return question(f"{title}有哪{chinese(len(fact.heads))}{_unit_of(title)}")


_SAYS_IT = re.compile("(?!在|对|从|为|按|以)[^，。；“”]{4,12}(?<![的时后前中上下里])")


def is_mere_title(text: str) -> bool:
    """Tell whether a heading only says what kind of thing stands below it: 事故经过, 管理原因, 检查范围和方式."""
    return _MERE_TITLE.search(text) is not None


def asks_how(fact: HeadingList) -> bool:
    """Tell whether the heading above asks what the headings below it answer."""
    return fact.sent.role != "title" and _HOW.fullmatch(_title_of(fact)) is not None


def are_ways(fact: HeadingList) -> bool:
    """Tell whether headings of a report below 主要做法和成效 say in short how it was done."""
    title = _title_of(fact)
    ways = not any(_NO_WAY.search(head.text.partition("，")[0]) for head in fact.heads)
    return ways and _WAYS.fullmatch(title) is not None and _are_few_and_short(fact)


def is_telling(fact: HeadingList) -> bool:
    """Tell whether headings below 重点任务 or 保障措施 are what one should know: a few, short, none mere furniture."""
    title = _title_of(fact)
    return bool(_TELLING.fullmatch(title) or _ADVICE.fullmatch(title)) and _are_few_and_short(fact)


def texts_of(fact: HeadingList) -> list[str]:
    """Return what headings say in short: 压实责任 of 压实责任，把“谁来抓”定下来, where all of them are made so."""
    texts = [point_text(head.text) for head in fact.heads]
    firsts = [text.partition("，")[0] for text in texts]
    made_so = all("，" in text and _SAYS_IT.fullmatch(first) for text, first in zip(texts, firsts, strict=True))
    return firsts if made_so and len(set(firsts)) == len(firsts) else texts


def _are_few_and_short(fact: HeadingList) -> bool:
    heads = [point_text(head.text) for head in fact.heads]
    return _FEWEST_HEADS <= len(heads) <= _MOST_HEADS and all(
        len(head.partition("，")[0]) <= _LONGEST_HEAD and not _FURNITURE.fullmatch(head) for head in heads
    )
