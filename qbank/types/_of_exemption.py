"""What is exempt from a rule, worded: 除哪种情形外，…？ and what is to be done where it cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.model.fact import Exemption
from qbank.types._phrases import TALK
from qbank.types._questions import OpenQuestion

_SEVERAL = re.compile("、|或者?|以及|和(?![平谐])|等")
_OTHERS = re.compile("(?:其他|其它|其余)(?P<noun>[\u4e00-\u9fff]{2,6}?)(?=均|一律|都|不|应|必须|须|可)")
_HEAD = re.compile("的(?P<noun>[\u4e00-\u9fff]{2,6})$")
# 参加学校组织的活动 is a case, and not an activity.
_HAPPENS = re.compile("(?:活动|任务|工作|训练|会议|比赛|演练|需要|手续)$")
_LAYS_DOWN = re.compile("一律|均|不得|不准|不许|严禁|禁止|必须|应|须|不予|不可|可以")
_ACTS = re.compile("可以?|应当?|由|须")
_KIND = re.compile("(?P<noun>原因|人员|车辆)$")
_PEOPLE = re.compile("(?:亲属|家属|干部|职工|群众|学生)$")
_ALL = re.compile("所有|全部")
_ONE, _MANY = "哪种情形", "哪些情形"
_TRUST_OF_BUT, _TRUST_OF_THEN = 0.56, 0.6
_LONGEST = 70


def open_questions(fact: Exemption) -> Iterator[OpenQuestion]:
    """Yield the question for what is exempt, or for what is to be done instead."""
    rule, but = fact.rule.text if fact.rule else "", fact.but.text
    if TALK.search(rule):
        return
    if fact.then is not None:
        stem = f"{rule}；{but}，应如何处理？" if rule else f"{but}，应如何办理？"
        if len(stem) <= _LONGEST:
            yield OpenQuestion(stem, (fact.then.text,), (fact.then,), _TRUST_OF_THEN)
        return
    if _OTHERS.match(rule) and _ACTS.search(but):
        return
    first = rule.partition("，")[0]
    rule = first if _LAYS_DOWN.search(first) else rule
    yield OpenQuestion(f"除{_asked(rule, but)}外，{rule}？", (but,), (fact.but,), _TRUST_OF_BUT)


def _asked(rule: str, but: str) -> str:
    """Return what stands for what is exempt: its own noun where it has one, else a case."""
    noun = _OTHERS.match(rule) or _HEAD.search(but) or _KIND.search(but)
    if noun and not _HAPPENS.search(noun["noun"]):
        return f"哪些{noun['noun']}"
    if _PEOPLE.search(but):
        return "哪些人"
    if _ALL.match(rule):
        return "什么"
    return _MANY if _SEVERAL.search(but) else _ONE
