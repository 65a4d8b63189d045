"""What is done first and last, worded: 收件时应当按照怎样的先后顺序操作？"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.model.fact import Steps
from qbank.types._phrases import ACTOR, POST
from qbank.types._questions import OpenQuestion

_MEETS = re.compile("发现|发生|遇|出现|[^，。；]{2,10}(?:超过|低于|高于|达到)[0-9一二三四五六七八九十]")
# 第一，先走路; 底片好不好，先评底片: no thing and nobody.
_NOTHING = re.compile("第[一二三四五六七八九十]|.*(?P<word>.)不(?P=word)")
# 收卷由乙逐一收取，先收答题卡: a clause that says how, and then what first.
_CLAUSE = re.compile("[^，。；]{2,}?[由在按把将](?=.{3})")
_DEED = "操作"
# 定级用两种方法，先…，后…: the methods are what has an order.
_WAYS = re.compile("(?P<of>[^，。；]{2,12}?)(?:采用|使用|用|有|分)(?P<ways>[两二三四]种(?:方法|方式|办法|手段))$")
_FEW, _TRUST, _TRUST_OF_TWO = 2, 0.6, 0.5


def open_questions(fact: Steps) -> Iterator[OpenQuestion]:
    """Yield the question for all acts of what a sentence tells in order; lists and stages are asked otherwise."""
    if fact.pattern != "first_then" or fact.name != _DEED or _NOTHING.fullmatch(fact.topic):
        return
    points = tuple(step.text for step in fact.steps)
    case = f"{fact.case}，" if fact.case else ""
    trust = _TRUST if len(points) > _FEW else _TRUST_OF_TWO
    # 对观众，先提醒、再劝阻、后处置
    to_whom = fact.topic.startswith("对")
    act = "处置" if _MEETS.match(fact.case) else "处理" if to_whom else "操作" if _who_acts(fact) else "进行"
    if not fact.case and _MEETS.match(fact.topic):
        # 发现回流，先记时间，再报班长
        yield OpenQuestion(f"{fact.topic}时，应当按照怎样的先后顺序处置？", points, fact.steps, trust)
        return
    ways = _WAYS.fullmatch(fact.topic)
    if ways:
        stem = f"{case}{ways['of']}的{ways['ways']}应当按照怎样的先后顺序使用？"
        yield OpenQuestion(stem, points, fact.steps, trust)
        return
    parted = "，" if to_whom or _CLAUSE.match(fact.topic) else ""
    yield OpenQuestion(f"{case}{fact.topic}{parted}应当按照怎样的先后顺序{act}？", points, fact.steps, trust)


def _who_acts(fact: Steps) -> bool:
    """Tell whether a topic says who does it (新入职人员), or none is given; else it is what is done (事故的初判)."""
    return not fact.topic or any(each.search(fact.topic) for each in (ACTOR, POST))
