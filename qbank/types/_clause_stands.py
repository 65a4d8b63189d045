"""Whether a clause stands alone: nothing in it points back to, or rests on, what was said before it."""

from __future__ import annotations

import re

from qbank.model import numerals, wording
from qbank.model.fact import Fact
from qbank.types import _phrases as phrases
from qbank.types._clauses import Clause

LONGEST = 80
_SHORTEST_LATER = 22
# 监控录像保存, 工作票有效期: a name of so many characters says which one is meant; 公示时间 does not.
_NAMED = 5
_NO_NAME = re.compile("的|(?:期限|时间)$")
_IS_LIMITED = re.compile("(?:一般|原则上)?(?:不[得应]?[少超低高]|应[设配装留])")
_SEGMENT = re.compile("[；;。]")
_WITHIN = re.compile(f"[0-9{numerals.CHINESE}半]+(?:个)?(?:小时|分钟|天|日|工作日|月|周)[之以]?[内后]，")
# 一次间伐的强度 is about 间伐.
_ONE_OF_THEM = re.compile("^(?:[一每两]|同一)[次个项名座处期批份](?=[^，]{2})")


def leans_on(context: str, text: str) -> bool:
    """Tell whether a text's subject only takes up a word of the sentence before it: 公示时间不得少于二十日.

    Which 公示 is meant was said there; who acts (学校, 用人单位) is said by the word itself.
    """
    subject = phrases.SHORT_SUBJECT.match(text)
    if subject is None:
        return False
    what = _ONE_OF_THEM.sub("", subject["what"])
    named = (
        len(what) >= _NAMED
        and _NO_NAME.search(what) is None
        and _IS_LIMITED.match(text, subject.end("what")) is not None
    )
    return bool(what and context and what[:2] in context and not (named or phrases.ACTOR.search(what)))


def rests_on_earlier(view: str, start: int, end: int) -> bool:
    """Tell whether a later piece of a sentence says too little alone, or needs the one before it."""
    return end - start < _SHORTEST_LATER or is_of_earlier(view, start, end)


def is_of_earlier(view: str, start: int, end: int) -> bool:
    """Tell whether a later piece of a sentence needs the case before it: …的，责令改正；拒不改正的，处…."""
    inherits = "的，" in view[:start] and "的，" not in view[start:end]
    # 该库把每车扦样点由5个增加到8个；在卸粮口加装…: still of 该库.
    of_that_one = phrases.THAT_ONE.search(view, 0, start) is not None and not phrases.AGENT.match(view, start, end)
    later = phrases.LATER_CASE.match(view, start) is not None or _is_further_case(view, start)
    # 警戒解除以后6小时内，…；24小时内，汇总各车间情况: from when on, was said before.
    later = later or _WITHIN.match(view, start) is not None
    return inherits or of_that_one or later


def _is_further_case(view: str, start: int) -> bool:
    """Tell whether a later piece is one more case of the first: …的，处…；造成较大事故的，处…."""
    first = _SEGMENT.split(view, maxsplit=1)[0]
    return "的，" in first and re.match(r"[^，；。]{2,30}的，", view[start:]) is not None


def is_bare_item(clause: Clause, fact: Fact) -> bool:
    """Tell whether a clause is an item of a list that means nothing without its lead-in.

    What is numbered under a heading as whole sentences is none: no colon or semicolon stands before it or at its end.
    """
    if phrases.ITEM_LABEL.match(clause.sent.label) is None or fact.topic:
        return False
    return not (clause.sent.view.endswith("。") and (not fact.context or fact.context.endswith("。")))


# 没有一年以上的实测资料，不要选址: the case alone says nothing.
_THEN_NOT = re.compile("，(?:不[要得能准许]|就|才|别|一律)")


def stands_alone(clause: Clause, *, open_end: bool) -> bool:
    """Tell whether a clause says something whole by itself; with ``open_end`` it may say 下列 and end in a colon."""
    text = clause.before + clause.text
    said = phrases.LIST_CUE.sub("", text) if open_end else text
    # What stands before may be taken from the same sentence.
    first = clause.sent.view.find(clause.before) if clause.before else -1
    first = clause.start if first < 0 else min(first, clause.start)
    vetoed = not clause.text or clause.sent.is_vetoed(clause.sent.locate(first, clause.end))
    return not (
        vetoed
        or len(phrases.without_aside(text)) > LONGEST
        or wording.dangling_word(text)
        or _points_back(text)
        or text.startswith("其中")
        or phrases.WHOSE.match(clause.text)
        or wording.refers_elsewhere(said)
        or _lacks_subject(clause)
        or (clause.start and phrases.HANDS_IN.match(text))
        or (text.startswith("没有") and _THEN_NOT.match(clause.sent.view, clause.end))
        or not wording.is_balanced(text)
        or ("：" in clause.text and not open_end)
        or not (open_end or phrases.says_something(text))
        or phrases.EMPTY_TALK.search(clause.sent.view)
        or "—" in text
        or phrases.TALK.search(text)
        or phrases.tells_of_person(text)
        or phrases.lacks_date(text, clause.year)
        or phrases.ABOLISHED.search(text)
    )


def _points_back(text: str) -> bool:
    """Tell whether a text says 该期限 or 该手续 of what it has not named before, or 因此 of what it has not told."""
    if phrases.is_leaning(text):
        return True
    return "该" in text and any(match[1] not in text[: match.start()] for match in phrases.THAT.finditer(text))


def _lacks_subject(clause: Clause) -> bool:
    if clause.before:
        return False
    if (
        phrases.is_no_act(clause.text)
        or phrases.BARE_MEASURE.match(clause.text)
        or phrases.BARE_THING.match(clause.text)
    ):
        return True
    ruled = phrases.AFTER_RULE.match(clause.text)
    text = clause.text[ruled.end() :] if ruled else clause.text
    verb_first = phrases.NO_SUBJECT.match(text) is not None and not phrases.NORM.search(text)
    verb_first = verb_first and phrases.EVERY_TIME.match(text) is None
    if phrases.NOBODY.match(clause.text) or ("的，" in clause.text and phrases.CASE_AFTER_ACT.match(clause.text)):
        return True
    return verb_first or phrases.BARE.match(clause.text) is not None
