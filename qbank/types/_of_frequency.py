"""How often something is to be done, asked: 蓄电池多长时间测一次内阻？"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from qbank.model.fact import Frequency
from qbank.model.item import Option
from qbank.types import _ladders as ladders
from qbank.types import _periods as periods
from qbank.types import _stems as stems
from qbank.types._clause_around import clause_of, cut_after
from qbank.types._clauses import Clause
from qbank.types._distractors import WANTED
from qbank.types._phrases import ACTOR, MODAL
from qbank.types._questions import Question

_ASKED = "多长时间"
_BOUND, _TOLD, _OF_NOBODY, _OF_NOTHING = 0.74, 0.66, 0.35, 0.3
_LEAST = re.compile("(?:至少|最少)+")
_BOUND_TO = re.compile("(?:应当?|必须|须|要|原则上)+")
_UNIT = re.compile("季度?|半年|旬|学期|星期|月")
# 出水试验每半年一次; 每台柜机每天一次: of what, is not said.
_ACT = re.compile(
    "(?:[查检修测验练训洗换评考校护养报频议习盘](?:[查测试验修护练训洗换评核报会析读]|工作|活动)?|"
    "清理|消毒|体检|例会|维护|保养|轮换|更新|通报|调度|巡逻|射击)$"
)
# 协会每季度抽检一次: of what, was said before.
_LOOKS = re.compile("(?:抽|核|复|检|清|查)?[查检测看][一1]次")
_OBJECT_AHEAD, _BOUND_BY = re.compile("[对把将]"), re.compile("(?:应当?|必须|须|要|至少|最少|原则上)+$")
# 每季度重新评定一次: whom, was said before.
_ANEW = re.compile("(?:重新|再)[\u4e00-\u9fff]{2}[一1]次")
_ONE_ACT = re.compile("[\u4e00-\u9fff]{2}(?=[一1]次$)")
_ONCE = frozenset({"一次", "1次"})
_TELLS_WHEN = re.compile("春秋|秋冬|冬春|早晚|早中晚|上下半年|上半年")
_NAME = re.compile("“([^“”]{2,16})”")
# What somebody does or did is no rule.
_STORY = re.compile("[他她我你咱]|当年|过去|曾|几乎|记得|据说|听说|习惯")


def questions(fact: Frequency, rng: Random) -> Iterator[Question]:
    """Yield the question for the period; those that rules name beside it are wrong answers."""
    clause = clause_of(fact, fact.period, fact.act)
    if clause is None or _STORY.search(clause.text) or "是否" in clause.text:
        return
    clause, act = _without_rest(cut_after(clause, fact.act), fact), fact.act.text
    if act in _ONCE and ACTOR.search(clause.until(fact.period)):
        # 驻场员每周一次: what they do was said before.
        return
    if _TELLS_WHEN.match(act):
        # 每年春秋各消毒1次
        return
    bound = _BOUND_TO.match(act)
    # 每季度必须至少演练一次: 必须多长时间至少演练一次.
    asked, act = (f"{bound.group()}{_ASKED}", act[bound.end() :]) if bound else (_ASKED, act)
    stem = stems.question(clause.put((fact.period, asked), (fact.act, act)))
    unit = _UNIT.search(fact.period.text)
    told = _NAME.findall(stem)
    if (unit and unit.group() in stem) or any(char in name for name in told for char in fact.period.text[1:]):
        # 由各单位担任季度轮值主席, 按照“日管控、周排查”要求: how often, is told.
        return
    least = _LEAST.match(act)
    act = act[least.end() :] if least else act
    bare = len(act) == len("一次") and not _ACT.search(clause.until(fact.period))
    trust = _OF_NOBODY if bare or stem.startswith(asked) else _BOUND if least or MODAL.search(clause.text) else _TOLD
    anew = stem.startswith(asked) and _ANEW.fullmatch(act) is not None
    trust = _OF_NOTHING if anew or _looks_at_nothing(clause, fact, act) else trust
    yield Question(stem, fact.period, fact.period.text, tuple(_wrong(fact, stem, rng)), trust, in_order=True)


def _without_rest(clause: Clause, fact: Frequency) -> Clause:
    """Return a clause without what is done besides: 每两个月明查一次、不定期暗访."""
    rest = clause.rest(fact.act)
    return replace(clause, end=clause.end - len(rest)) if rest.startswith("、") else clause


def _looks_at_nothing(clause: Clause, fact: Frequency, act: str) -> bool:
    """Tell whether somebody is to look something over, and it is not said what: 协会每季度抽检一次."""
    who = clause.until(fact.period).rpartition("，")[2]
    named = _OBJECT_AHEAD.search(who) is None and ACTOR.search(_BOUND_BY.sub("", who)) is not None
    return named and _LOOKS.fullmatch(act) is not None and not clause.rest(fact.act).strip(stems.ENDS)


def _wrong(fact: Frequency, stem: str, rng: Random) -> list[Option]:
    """Return periods beside one; none that its sentence names, but of the same act in another case.

    35℃以上每1小时轮换一次；冬天每2小时轮换.
    """
    view, act = fact.sent.view, _ONE_ACT.match(fact.act.text)
    shorter, longer = (
        [
            text
            for text in side
            if text not in view or (act and text not in stem and view.endswith(f"{text}{act.group()}。"))
        ]
        for side in periods.beside(fact.period.text)
    )
    return [Option("", text, "相邻周期") for text in ladders.picked(shorter, longer, WANTED, rng)]
