"""Questions on what is to be done in a case: …的，应如何处理？ …的，主办单位应当怎么做？"""

from __future__ import annotations

import re
from typing import NamedTuple

from qbank.model import wording
from qbank.model.fact import Part, Treatment, part
from qbank.types._clauses import located
from qbank.types._phrases import says_who

_DUTY = re.compile(rf"(?P<who>(?![由不])[^，。；的]{{2,12}}?)?{wording.MUST}(?P<do>(?![不由])[^。；]{{4,}})")
_REWARD = re.compile("给予[^，。；]{1,16}奖励|(?:给予|予以|一次性|按照?[^，。；]{2,12})?(?:表彰|表扬|奖励)")
# 新市民，凭租赁备案合同的，可以按实际租金提取: a right, and no way of dealing with anybody.
_RIGHT = re.compile(
    "(?:也|均|都)?可以?(?P<do>(?!以)(?!从轻|减轻|免|不予|给予|视|认定|并?处|责令|暂停|取消)[^。；]{4,})"
)
# Who decides or bears it is no answer to how; 由医务部门约谈科室主任 is.
_ONLY_WHO = re.compile(
    "由[^，。；]{2,20}(?:批准|审批|决定|负责|审[定核查]|核定|承担|处理|解决|签字|受理|办理|实施|出具|确定|牵头)?"
)
_WHO_ACTS = re.compile(
    "由[^，。；]{2,12}?(?:约谈|通报|收回|派|代为|上门|安排|组织|换|拆除|补[发办送])[^，。；]{2,}|由[^，。；]{2,12}约谈"
)


class Question(NamedTuple):
    """A stem and the words of the document that answer it."""

    stem: str
    key: Part


def question(fact: Treatment) -> Question | None:
    """Return what is asked of a case; None where only who decides is said, which is no answer to how."""
    if _ONLY_WHO.fullmatch(fact.then.text) and not _WHO_ACTS.fullmatch(fact.then.text):
        return None
    right = _RIGHT.fullmatch(fact.then.text)
    if right:
        start, _ = located(fact.sent, fact.then)
        key = part(fact.sent, start + right.start("do"), start + right.end("do"))
        return Question(f"{fact.lead}{fact.case.text}，可以怎么做？", key)
    duty = _DUTY.fullmatch(fact.then.text)
    if duty is None or (duty["who"] and not says_who(duty["who"]) and not duty["who"].endswith("方")):
        how = "奖励" if _REWARD.match(fact.then.text) else "处理"
        return Question(f"{fact.lead}{fact.case.text}，应如何{how}？", fact.then)
    start, _ = located(fact.sent, fact.then)
    key = part(fact.sent, start + duty.start("do"), start + duty.end("do"))
    return Question(f"{fact.lead}{fact.case.text}，{duty['who'] or ''}应当怎么做？", key)
