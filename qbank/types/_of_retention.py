"""How long something is to be kept, asked: 会诊记录至少保存多长时间？"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from qbank.model import numerals
from qbank.model.fact import Retention
from qbank.model.item import Option
from qbank.types import _ladders as ladders
from qbank.types._clauses import located
from qbank.types._distractors import WANTED
from qbank.types._questions import Question

_TERM = re.compile(f"(?P<number>{numerals.NUMERAL})(?P<measure>.+)")
_VERB = re.compile("保存|留存|存档|保管|保留")
_TAPED = re.compile("(?P<of>.*?)(?:全程|现场)?(?P<tape>录音录像|录像|录音)")
_LONGEST = 40
_BOUND, _TOLD, _OF_NOTHING_NAMED = 0.8, 0.72, 0.45


def questions(fact: Retention, rng: Random) -> Iterator[Question]:
    """Yield the question for the term; those that rules name beside it are wrong answers."""
    told = _TERM.fullmatch(fact.term.text)
    value = numerals.value_of(told["number"]) if told else None
    if told is None or value is None or len(fact.kept.text) > _LONGEST:
        return
    unit = ladders.unit_of(told["measure"])
    shorter, longer = (
        [
            f"{text}{told['measure']}"
            for each in side
            if (text := ladders.printed_like(each, told["number"], unit))
            and f"{text}{told['measure']}" not in fact.sent.view
        ]
        for side in ladders.around(value, unit)
    )
    wrong = [Option("", text, "相邻期限") for text in ladders.picked(shorter, longer, WANTED, rng)]
    least = "应当至少" if fact.at_least else ""
    stem = f"{fact.lead}{_named(fact)}{least}{_verb(fact)}多长时间？"
    trust = _OF_NOTHING_NAMED if fact.leans else _BOUND if fact.at_least else _TOLD
    yield Question(stem, fact.term, fact.term.text, tuple(wrong), trust, in_order=True)


def _named(fact: Retention) -> str:
    """Return what is kept as a thing: 阅卷过程全程录像 is told as 阅卷过程的录像."""
    taped = _TAPED.fullmatch(fact.kept.text)
    if taped and taped["of"].endswith(("过程", "环节")):
        return f"{taped['of']}的{taped['tape']}"
    return fact.kept.text


def _verb(fact: Retention) -> str:
    """Return the sentence's own word for keeping, the last before the term."""
    start, _ = located(fact.sent, fact.term)
    *_, verb = _VERB.finditer(fact.sent.view, 0, start)
    return verb.group()
