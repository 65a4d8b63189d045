"""By when something has to be done, worded: 各单位应当在何时召开动员会？ with 8月底前 among the options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from qbank.model.fact import Candidate, Deadline, FactPool
from qbank.model.item import Option
from qbank.model.wording import dangling_word, refers_elsewhere
from qbank.types import _distractors as distractors
from qbank.types import _ladders as ladders
from qbank.types._clauses import located
from qbank.types._phrases import AGENT, NO_SUBJECT
from qbank.types._questions import Question, Statement

_LINK = re.compile(r"(?:均|都|全部|应当|应该|必须|应|须|要|将|可|于|在|到|最迟|最晚|务必|请|，|并)+$")
_BIDDEN = re.compile("由(?P<who>[^，。由]{1,10}?(?:领导|部门|单位|局|办|组|中心|科|室|负责人))(?P<does>.+)")
_EVERYBODY = re.compile("各[^，。；对要应在将把]{1,8}(?=[对要应在将把])")
# 市局要求各县: who is bidden is who has to; 一是 is nobody.
_NUMBERED = re.compile(
    "^(?:[一二三四五六七八九十]是|[0-9]{1,2}[.．、]|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[^，。；]{2,10}要求(?=[\u4e00-\u9fff]))"
)
_HAS_OBJECT = re.compile("[将把]")
_MODAL = re.compile(r"^(?:应当|应该|必须|应|须|要|全部|一律|均|，)+")
_VERB = re.compile(
    "报|送|提交|投入|竣工|到位|全部|将|把|对|交|还清|达到|印发|发放|取得|完工|开通|建[成立]|进驻|"
    "办理|形成|组织|召开|签订|清|修|拿出|做到|安装"
)
_UNFINISHED = re.compile("[的时后]$|^[^，]{0,4}$")
_POINTING = re.compile("^其|^双方|^各方|[我你]|上述|以上|今天|本次|这样|那样")
_FORM = re.compile("[0-9]+")
_TRUST, _TRUST_OF_STATEMENT = 0.6, (0.45, 0.6)
_FALSE = 0.6
_SHORTEST, _SHORTEST_ALONE = 5, 8
# What is to be handed in was said before: 制定细则，3月20日前报办公室.
_NEEDS_OBJECT = re.compile("报|送|交|发|提交|投入|完工|竣工|建成|[^将把]*后[报送]|由[^将把]*[报送交]")
_REPORTED = re.compile("[已了]")


def questions(fact: Deadline, pool: FactPool, rng: Random) -> Iterator[Question]:
    """Yield the question for the date; other deadlines of the document, then its neighbours, are wrong answers."""
    stem = _worded(fact, "应当在何时")
    if stem is None:
        return
    wrong = _others(fact, pool)
    taken = {fact.date.text, *(option.text.removesuffix("前") for option in wrong)}
    near = [
        Option("", f"{text}前", "相邻日期")
        for text in ladders.other_dates(fact.date.text, rng)
        if text not in taken and distractors.in_time(text, fact.date.text, pool.issued)
    ]
    yield Question(f"{stem}？", fact.date, f"{fact.date.text}前", (*wrong[:2], *near)[:3], _TRUST, in_order=True)


def statements(fact: Deadline, pool: FactPool, rng: Random) -> Iterator[Statement]:
    """Yield the deadline as it stands or with another one of the document."""
    others, key = _others(fact, pool), rng.random() >= _FALSE
    if others:
        stem = _worded(fact, f"应当在{fact.date.text + '前' if key else others[0].text}")
        if stem is not None:
            yield Statement(f"{stem}。", fact.date, key, _TRUST_OF_STATEMENT[not key])


def _worded(fact: Deadline, when: str) -> str | None:
    """Return who, by ``when``, has to do what; None where the sentence does not say it in one piece.

    各单位要在4月15日前召开动员会 and 3月31日前，各街道完成摸底 give the agent; 5月底前完成旧房改造 does without.
    """
    view, (start, _) = fact.sent.view, located(fact.sent, fact.date)
    piece = max(view.rfind(stop, 0, start) for stop in "，；。：") + 1
    before = _NUMBERED.sub("", _LINK.sub("", view[piece:start]).removeprefix("请"))
    act = _MODAL.sub("", fact.act.text)
    agent = AGENT.match(act)
    if not before and agent and not NO_SUBJECT.match(act):
        before, act = agent.group(), _MODAL.sub("", act[agent.end() :])
    bidden = _BIDDEN.match(act)
    if not before and bidden:
        before, act = bidden["who"], bidden["does"]
    if not before:
        everybody = _EVERYBODY.match(view, max(view.rfind(stop, 0, start) for stop in "；。") + 1)
        before = everybody.group() if everybody and _HAS_OBJECT.match(act) else ""
    if not before and (len(act) < _SHORTEST_ALONE or _NEEDS_OBJECT.match(act)):
        return None
    if _REPORTED.search(view[piece : located(fact.sent, fact.act)[1] + 1]):
        return None
    if not (NO_SUBJECT.match(act) or _VERB.match(act)) or _UNFINISHED.search(act) or len(act) < _SHORTEST:
        return None
    if dangling_word(before + when) or refers_elsewhere(before + act) or _POINTING.search(before + act):
        return None
    return f"{re.sub('(?:全部|均|都)$', '', before)}{when}{act}"


def _others(fact: Deadline, pool: FactPool) -> list[Option]:
    """Return the document's other deadlines in the same form (a day, an end of month)."""

    def alike(candidate: Candidate) -> bool:
        text = candidate.part.text
        alike = (
            distractors.in_time(text, fact.date.text, pool.issued)
            and _form(text) == _form(fact.date.text)
            and distractors.is_near(text, fact.date.text)
        )
        return alike and text not in fact.sent.view

    found = distractors.alike(fact.date, pool, what="时限", shown=fact.act.text, where=alike)
    return [Option("", f"{option.text}前", option.reason) for option in found]


def _form(date: str) -> str:
    return _FORM.sub("#", date).replace("号", "日")
