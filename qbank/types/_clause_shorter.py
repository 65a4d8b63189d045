"""A clause without what can go from before its parts: adverbials, talk, measures between a case and its penalty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qbank.model import wording
from qbank.types import _phrases as phrases
from qbank.types._clauses import Clause
from qbank.types._other_matter import starts_anew

COMFORTABLE = 48
# 通过初审的家庭，: who, and not how.
_WHO_PASSED = re.compile(f"通过[^，]{{2,10}}的[^，]{{0,4}}{phrases.ACTOR_WORD}，")
# 集团党委将开展“回头看”，满意率低于90%的一律…: the measure is the subject, and of another thing.
_WHOLE_TIME = re.compile("(?:全|每)(?:年|学期|季度)")
_EACH_OF_THEM = re.compile(
    "(?:各|每[个座家所处台辆])[^，。；：的]{1,8}?(?:配|设|应|须|要(?![求点素])|每|不[得少低高]|由|至少)"
)
_OWN_MEASURE = re.compile(
    "[\u4e00-\u9fff]{2,8}[率度数量额](?:由|从|提高|上升|下降|[低高少多大小][于过]|不足|超过|不到|未达|达)"
)


def shortened(clause: Clause, first: int) -> Clause:
    """Drop what stands before the parts while the clause is longer than is comfortable.

    Leading adverbial clauses (为…，根据…，) go first; then, of a penalty, the measures between case and
    penalty; of a report, all but the clause of the parts itself, with the agent before it as its subject.
    """
    clause = _without_talk(_without_adverbials(clause, first), first)
    view, last = clause.sent.view, clause.sent.view.rfind("，", clause.start, first) + 1
    if phrases.OF_WHAT_PRECEDES.match(view, last) or phrases.HOW_OFTEN_ONLY.match(view, last):
        last = view.rfind("，", clause.start, max(last - 1, clause.start)) + 1
    own = _own_start(clause, last, first)
    if own is not None:
        return replace(clause, start=own)
    if starts_anew(view, clause.start, last, first):
        return replace(clause, start=last, before=_over_all(view[clause.start : last], view[last:first]))
    if clause.end - clause.start <= COMFORTABLE or not last:
        return clause
    if phrases.PENALTY.match(view, last, first):
        return _with_case(clause, last)
    return clause if phrases.NORM.search(view, clause.start, clause.end) else _with_agent(clause, last)


def _over_all(told: str, own: str) -> str:
    """Return the 全年 that a sentence opens with and a later piece, that says no year itself, holds for as well."""
    opens = _WHOLE_TIME.match(told)
    return opens.group() if opens and opens.group()[-1] not in own else ""


def _own_start(clause: Clause, last: int, first: int) -> int | None:
    """Return where the clause of the parts begins that says by itself who must do what; None where others are needed.

    That is where one of those before it says of whom or on what condition, or where the verb's object may stand in one
    of them (每个分局必须常备30吨). When it is done goes with it: 平台报警后，责任人应当….
    """
    view = clause.sent.view
    if last <= clause.start or not phrases.OWN_AGENT.match(view, last, first):
        return None
    starts = [clause.start, *(at + 1 for at in range(clause.start, last - 1) if view[at] == "，")]
    own = starts.pop() if len(starts) > 1 and phrases.WHENEVER.fullmatch(view, starts[-1], last) else last
    pieces = [view[at:last].partition("，")[0] for at in starts]
    # 新建住宅的供水设施，经验收合格后，单位应当…: a thing, and no statement that can go.
    tells = phrases.TELLS if own == last else phrases.MODAL
    if any(phrases.SETTING.match(view, at, last) for at in starts) or not all(map(tells.search, pieces)):
        return None
    whole = phrases.GOVERNS.match(view, first) is not None and wording.is_balanced(view[own : clause.end])
    return own if whole else None


def _without_adverbials(clause: Clause, first: int) -> Clause:
    while clause.end - clause.start > COMFORTABLE:
        match = phrases.ADVERBIAL.match(clause.sent.view, clause.start, first)
        if match is None or _WHO_PASSED.fullmatch(match.group()):
            break
        clause = replace(clause, start=match.end())
    return clause


def _without_talk(clause: Clause, first: int) -> Clause:
    """Drop leading pieces that bid in general (大兴调查研究之风，), where what is left begins with what it is about."""
    view, start = clause.sent.view, clause.start
    while talk := phrases.SLOGAN_PIECE.match(view, start, first):
        start = talk.end()
    if start == clause.start or phrases.NO_SUBJECT.match(view, start) or phrases.BARE.match(view, start):
        return clause
    whole = wording.is_balanced(view[start : clause.end]) and not wording.dangling_word(view[start : clause.end])
    return replace(clause, start=start) if whole else clause


def _with_case(clause: Clause, penalty: int) -> Clause:
    """Return 未经批准擅自施工的，处…罚款 without the measures between case and penalty."""
    view = clause.sent.view
    case = view.rfind("的，", clause.start, penalty) + 2
    if case < 2:
        return clause
    start = penalty + (view[penalty] == "并")
    return replace(clause, start=start, before=view[clause.start : case])


def _with_agent(clause: Clause, last: int) -> Clause:
    """Return the clause from ``last`` on, with the latest agent that opened a clause before it.

    Nothing is left away that says when, where or on what condition.
    """
    view = clause.sent.view
    starts = [clause.start, *(at + 1 for at in range(clause.start, last - 1) if view[at] == "，")]
    if any(phrases.SETTING.match(view, at, last) for at in starts):
        return clause
    if phrases.AGENT.match(view, last):
        return replace(clause, start=last)
    if _EACH_OF_THEM.match(view, last):
        # 总务主任为管理人，各食堂配食品安全员: each has to, and nobody before.
        return replace(clause, start=last)
    if _OWN_MEASURE.match(view, last):
        return clause
    if view.startswith("请", last):
        # 市水利局拿出了方案，请县区…: who is asked to do it is no longer who opened the sentence.
        return replace(clause, start=last + 1)
    agents = [
        match.group()
        for at in _of_last_subject(view, starts)
        if (match := phrases.AGENT.match(view, at))
        and phrases.ACTS.match(view, match.end())
        and not phrases.HOW_MANY.match(view, match.end())
        and not phrases.IS_DESCRIBED.match(view, match.end())
        and not phrases.NO_SUBJECT.match(match.group())
        and not phrases.BY_WHAT.search(match.group())
    ]
    if not agents or not wording.is_balanced(view[last : clause.end]):
        return clause
    return replace(clause, start=last, before=agents[-1])


def _of_last_subject(view: str, starts: Sequence[int]) -> Sequence[int]:
    """Return where the clauses begin that nobody else stands after: 公司批准招聘，我本人也排进去，每月值两个班."""
    others = [place for place, at in enumerate(starts) if phrases.SOMEBODY_ELSE.match(view, at)]
    return starts[others[-1] + 1 :] if others else starts
