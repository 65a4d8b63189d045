"""Questions on what is to be done in a case: …的，应如何处理？ …的，主办单位应当怎么做？"""

from __future__ import annotations

import re
from typing import NamedTuple

from qbank.model import wording
from qbank.model.fact import Part, Treatment, part
from qbank.types._clauses import located
from qbank.types._phrases import ACTOR_WORD, says_who

_DUTY = re.compile(rf"(?P<who>(?![由不])[^，。；的]{{2,12}}?)?{wording.MUST}(?P<do>(?![不由])[^。；]{{4,}})")
# 未经培训的，不得进入作业区域: how to deal with them is not what it says.
_BANNED = re.compile("(?:一律|均|也|都)?(?:不得|严禁|不准|禁止)(?P<do>[^，。；]{4,})")
_REWARD = re.compile("给予[^，。；]{1,16}奖励|(?:给予|予以|一次性|按照?[^，。；]{2,12})?(?:表彰|表扬|奖励)")
# 给予200元奖励，对举报人信息严格保密
_MORE_THAN_REWARD = re.compile("，(?:并)?(?:对|由|须|不得|严格|为)")
# 原因在于申请要带户口本，老房子拆迁的，跑一趟不容易: why, and no case.
_WHY = re.compile(
    "(?:主要|根本|直接)?(?:原因|理由|症结|根子|问题|关键|难点)(?:就?在于?|是)|"
    # 是个老馆，一九九八年建的: what something is, and no case of it.
    "[^，]*是[^，]*，[^，]*年[^，]{1,4}的$"
)
# 立即报县教育局，2小时内报市教育局: whom to tell, and by when, is all.
_SOON = "(?:立即|及时|逐级|第一时间|[^，。；]{0,8}[之以]?内)?"
_TELLS = f"{_SOON}(?:书面|电话|口头)?(?:上报|报告?(?![名销考价废警]))[^，。；]{{0,16}}"
_REPORT = re.compile(f"{_TELLS}(?:[，、]{_TELLS})*")
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
# 先救人、后报告，乡镇农机站接报后30分钟内报告总站: what somebody else does is no answer to what the first must do.
_SOMEBODY_ELSE = re.compile(
    f"，(?P<who>(?![由经向报对把将并且或在自待与和按])[^，。；、：的由经向报对把将给请在按交与]{{1,12}}?{ACTOR_WORD})"
    f"(?:[接收][到报]|在[^，]{{1,12}}内|应当?|必须|须|要(?![求点素])|负责|[^，。；的]{{0,4}}[0-9一二三四五六七八九十]+(?:个?(?:小时|分钟|工作日)|[日天])[之以]?内)"
)
# 2小时内响应、12小时内修复: how soon, and not how.
_SOON_DONE = "[0-9一二三四五六七八九十半两]+个?(?:分钟|小时|工作日|日|天|周|月)[之以]?内[\u4e00-\u9fff]{2,4}"
_WITHIN = re.compile(f"{_SOON_DONE}[、，]{_SOON_DONE}")
# 对新提拔的干部，一律要求…: what is asked of them, and not how they are dealt with.
_ASKS_OF = re.compile("(?:一律|均|都)?要求")
_FROM_NOW_ON = re.compile("^(?:从(?:今天|现在|今日|即日)起|今后|以后)，?(?=[\u4e00-\u9fff]{2})")
# 要劝阻、要登记、要报告: a duty each, none without its word.
_EACH_MUST = re.compile("[、，](?:要(?![求点素])|须|应当?(?![急对付]))")
# 要说明情况: what and to whom is left open, so nobody could be marked by it.
_HARDLY_ANSWERS = re.compile("(?:及时|书面|如实|主动)?(?:说明|解释|汇报|反映)(?:有关|相关)?(?:情况|原因|理由)|.{0,3}")
# 没有人为痕迹的，不得收取: what, was said before.
_OF_NOTHING = re.compile(
    "(?:不得|不予|不能|不再|可以|应当?|须)?(?:收取|登记|使用|办理|报销|发放|计算|扣除|领取|支付|提供|处理|收回|退还)"
)
# 要有委托书、双方身份证件: what there must be, and nothing to be done.
_PAPERS = re.compile(
    "(?P<verb>有|具备|持有?|出示|提供|提交)(?!效)(?P<do>[^，。；]{2,}(?:[证书表单函册卡票]|证件|原件|复印件|材料|证明|记录|凭证|资料))"
)


class Question(NamedTuple):
    """A stem, the words of the document that answer it, and whether other words could as well."""

    stem: str
    key: Part
    is_vague: bool = False


def question(fact: Treatment) -> Question | None:
    """Return what is asked of a case; None where only who decides is said, or next to nothing."""
    if _ONLY_WHO.fullmatch(fact.then.text) and not _WHO_ACTS.fullmatch(fact.then.text):
        return None
    if _OF_NOTHING.fullmatch(fact.then.text) or _WHY.match(f"{fact.lead}{fact.case.text}"):
        return None
    right = _RIGHT.fullmatch(fact.then.text)
    if right:
        # What somebody may do is one of many things.
        asked = _asked(fact, right, "可以怎么做？")
        return asked and asked._replace(is_vague=True)
    banned = _BANNED.fullmatch(fact.then.text)
    if banned:
        return _asked(fact, banned, "不得做什么？")
    duty = _DUTY.fullmatch(fact.then.text)
    if duty is None or (duty["who"] and not says_who(duty["who"]) and not duty["who"].endswith("方")):
        if _WITHIN.fullmatch(fact.then.text):
            return Question(f"{_case_of(fact)}，有哪些时限要求？", fact.then)
        if _ASKS_OF.match(fact.then.text):
            return Question(f"{_case_of(fact)}，有哪些要求？", fact.then)
        how = (
            "奖励"
            if _REWARD.match(fact.then.text) and not _MORE_THAN_REWARD.search(fact.then.text)
            else "报告"
            if _REPORT.fullmatch(fact.then.text)
            else "处理"
        )
        return Question(f"{_case_of(fact)}，应如何{how}？", fact.then)
    who, papers = duty["who"] or "", _PAPERS.fullmatch(fact.then.text, duty.start("do"))
    if papers:
        return _asked(fact, papers, f"{who}应当{papers['verb']}{'哪些材料' if '、' in papers['do'] else '什么'}？")
    return _asked(fact, duty, f"{who}应当怎么做？")


def _case_of(fact: Treatment) -> str:
    """Return a case with its lead, without the day that a speaker counts from (从今天起门禁卡一人一卡，…)."""
    return _FROM_NOW_ON.sub("", f"{fact.lead}{fact.case.text}")


def _asked(fact: Treatment, found: re.Match[str], asks: str) -> Question | None:
    """Return what somebody must or may do, up to what somebody else does; None where that is next to nothing."""
    start, _ = located(fact.sent, fact.then)
    another = _SOMEBODY_ELSE.search(found["do"]) if found.groupdict().get("who") else None
    end = found.start("do") + another.start() if another else found.end("do")
    first = found.start("do")
    if _EACH_MUST.search(fact.then.text, first, end):
        first = found.end("who") if found["who"] else found.start()
    key = part(fact.sent, start + first, start + end)
    if _HARDLY_ANSWERS.fullmatch(key.text) or not wording.is_balanced(key.text):
        return None
    return Question(f"{_case_of(fact)}，{asks}", key)
