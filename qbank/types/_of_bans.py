"""Forbidden acts, worded: 读者不得有哪些行为？ and, beside what is allowed, 读者不得有下列哪些行为？"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from qbank.model.fact import Bans, Part
from qbank.model.item import Option
from qbank.model.wording import common_start
from qbank.types._phrases import ACTOR, POST, says_who
from qbank.types._questions import OpenQuestion, SeveralRight

_LONGEST_OPENING, _SLOGAN = 4, 4
_LEAST_OF_ALL, _MOST_OF_ALL, _LONG_ENOUGH, _LONG_ENOUGH_OF_SOMEBODY, _OF_TWO = 3, 6, 16, 11, 0.1
_LONGEST_OPTION = 24
_KEYS, _OPTIONS = 3, 5
_USE = re.compile("(?:用于|作为|使用|收受|安排|列支)$")
_TRUST, _OF_NOBODY, _OF_SLOGANS = 0.66, 0.1, 0.1
_TRUST_OF_CHOICE, _OF_ONE_ALLOWED = 0.7, 0.2
# 考场内, 站岗的时候: where or when, and not to whom.
_SETTING = re.compile("(?:内|里|中|上|时|时候|期间|，)$")
_TAKES_NOUN = frozenset({"严禁", "禁止"})
_DOES_NOTHING = re.compile("(?:卷宗|档案|文件|资料|钥匙|账户|印章|数据|信息|设施|设备|样品)$")
# 楼栋长, 行调
_PERSON = re.compile("[员者生长人师工户客民主调]$")
_THING = re.compile("[金费车款物品额料件库房]$")
_LISTED = re.compile("、|以及|和(?![平谐解睦])")


def open_questions(fact: Bans) -> Iterator[OpenQuestion]:
    """Yield the question for the whole row; nothing where the document forbids more, or the row is short."""
    texts = [act.text for act in fact.acts]
    if not fact.closed or len(texts) > _MOST_OF_ALL:
        return
    enough = _LONG_ENOUGH_OF_SOMEBODY if fact.who else _LONG_ENOUGH
    if len(texts) < _LEAST_OF_ALL and sum(map(len, texts)) < enough:
        return
    shared = common_start(texts)
    acts, ban, trust = fact.acts, "", _TRUST - _OF_SLOGANS * all(len(text) <= _SLOGAN for text in texts)
    trust -= _OF_TWO * (len(texts) < _LEAST_OF_ALL)
    if fact.who and _is_use(shared):
        acts = tuple(_without(act, len(shared)) for act in fact.acts)
        stem = f"{fact.who}{fact.word}{shared}哪些方面？"
    elif not fact.who or _SETTING.search(fact.who):
        stem = f"{fact.who}{fact.word}{'' if fact.word in _TAKES_NOUN else '有'}哪些行为？"
        trust -= 0.0 if fact.who else _OF_NOBODY
    elif _THING.search(fact.who):
        stem = f"对{fact.who}的管理和使用，有哪些禁止性规定？"
        # What is asked for are rules, so that each must read as one.
        ban = fact.word
    elif fact.name and _acts(fact.who):
        stem = f"按照{fact.name}，{_to_whom(fact.who)}不得有哪些行为？"
    elif _acts(fact.who):
        stem = f"{_to_whom(fact.who)}不得有哪些行为？"
    else:
        return
    yield OpenQuestion(stem, tuple(f"{ban}{act.text}" for act in acts), acts, trust)


def choices(fact: Bans, rng: Random) -> Iterator[SeveralRight]:
    """Yield the choice between what is forbidden and what the document allows the same ones, if it allows any."""
    acts = [act for act in fact.acts if len(act.text) <= _LONGEST_OPTION]
    shared = common_start([each.text for each in (*fact.acts, *fact.allowed)])
    used = _is_use(shared)
    texts = [text for act in fact.allowed for text in _texts(act.text, len(shared) if used else 0)]
    texts = [text for text in texts if len(text) <= _LONGEST_OPTION]
    if not fact.who or len(acts) < 2 or not texts:
        return
    wrong = tuple(Option("", text, "文中允许的做法") for text in texts[:2])
    most = min(_KEYS, _OPTIONS - len(wrong), len(acts))
    picked = sorted(rng.sample(range(len(acts)), most))
    keys = tuple(_without(acts[at], len(shared) if used else 0) for at in picked)
    trust = _TRUST_OF_CHOICE - _OF_ONE_ALLOWED * (len(wrong) == 1)
    if used:
        stem = f"{fact.who}{fact.word}{shared}下列哪些方面？"
    elif _SETTING.search(fact.who):
        stem = f"{fact.who}{fact.word}{'' if fact.word in _TAKES_NOUN else '有'}下列哪些行为？"
    else:
        stem = f"{_to_whom(fact.who)}不得有下列哪些行为？"
    yield SeveralRight(stem, keys, wrong, trust)


def _acts(who: str) -> bool:
    """Tell whether words name who acts, or a thing that something is done to: 灯光不许直射 forbids 灯光 nothing."""
    return says_who(who) or any(each.search(who) for each in (ACTOR, POST, _PERSON, _DOES_NOTHING))


def _to_whom(who: str) -> str:
    """Return who must not, with 对 before a thing: 卷宗 does nothing."""
    return f"对{who}" if _DOES_NOTHING.search(who) else who


def _texts(text: str, opening: int) -> list[str]:
    """Return an allowed act, or the members of the list it is where all acts open alike."""
    return [each for each in _LISTED.split(text[opening:]) if each] if opening else [text]


def _without(act: Part, opening: int) -> Part:
    return Part(act.text[opening:], act.start + opening, act.end, act.label) if opening else act


def _is_use(shared: str) -> bool:
    """Tell whether acts that open alike differ only in what something is used for: 用于还债, 用于发放奖金."""
    return _USE.search(shared) is not None and len(shared) <= _LONGEST_OPENING
