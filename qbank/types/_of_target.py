"""What an indicator is to reach, worded: 到12月底，居民知晓率应达到多少？"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from qbank.model.fact import FactPool, Target
from qbank.model.wording import dangling_word
from qbank.types import _amounts as amounts
from qbank.types import _near_amounts as near
from qbank.types._clauses import located
from qbank.types._cuts import head_of
from qbank.types._questions import Question
from qbank.types._stems import leaks

_TRUST, _OF_A_SHORT_NAME = 0.62, 0.42
_TELLING = 6
# Of a coverage to be reached 100% is the first guess.
_OF_ALL = 0.2
_OF_RAISED = 0.66
_CHANGED = re.compile("(?:提[高升]?|上调|增加?|调整|下调|降低?|压缩|压减|缩短|缩减|延长|放宽|扩大|加|改)[到至为].*$")
_PERIOD = re.compile("[由从](?P<each>每[人月年次天季])")
# 年末全网运行率: of a plan of three years it is not said which.
_WHICH_YEAR = re.compile("年[末底]")
_MADE_TO = re.compile("^(?P<when>到[^，把将]{1,6})?(?:要求|[把将使让](?!用))")
_LINK_OF_FUTURE = re.compile("^(?:要|应|力争|必须|须)")


def questions(fact: Target, pool: FactPool, rng: Random) -> Iterator[Question]:
    """Yield the question for the figure; its neighbours and the document's other figures are wrong answers."""
    number = fact.amount
    if number.whole.label.startswith(("range:", "fraction:")) or dangling_word(fact.indicator.text):
        return
    if _WHICH_YEAR.match(fact.indicator.text):
        return
    if fact.pattern == "raised":
        yield from _raised(fact, pool, rng)
        return
    start, stop = located(fact.sent, fact.indicator)
    _, end = located(fact.sent, fact.link)
    words = _LINK_OF_FUTURE.sub("", fact.sent.view[start + len(fact.indicator.text) : end])
    asked = "百分之多少" if number.measure.text in {"%", "％", "百分之"} else f"多少{number.measure.text}"
    should = "" if re.match("不得", words) else "应"
    # 4.35岁以上…: the number of the line is no part of it.
    own = fact.sent.view[start or head_of(fact.sent.view, 0, stop) : stop]
    indicator = _MADE_TO.sub(r"\g<when>", own)
    stem = f"{indicator}{should}{words}{asked}{near.tail_of(number)}？"
    wrong = amounts.quantities(number, pool, rng)
    # 上岗率 and 检查比例 are of whom and of what the text said before.
    trust = _TRUST if len(indicator) >= _TELLING else _OF_A_SHORT_NAME
    trust -= _OF_ALL if near.amount_of(number) in {"100%", "百分之百", "百分之一百"} else 0.0
    yield Question(stem, number.whole, near.amount_of(number), tuple(wrong), trust, in_order=True)


def _raised(fact: Target, pool: FactPool, rng: Random) -> Iterator[Question]:
    """Yield 租房提取额度由每月900元提高到多少元？; the old figure, which the stem shows, is no answer.

    Where it looks like the key (900元, 1500元) it is left out: 租房提取额度提高到每月多少元？
    """
    number, key = fact.amount, near.amount_of(fact.amount)
    asked = "百分之多少" if number.measure.text in {"%", "％", "百分之"} else f"多少{number.measure.text}"
    wrong = [option for option in amounts.quantities(number, pool, rng) if option.text not in fact.sent.view]
    indicator = _MADE_TO.sub(r"\g<when>", fact.indicator.text)
    stem = f"{indicator}{fact.link.text}{asked}{near.tail_of(number)}？"
    if leaks(stem, [key]):
        told = _CHANGED.search(fact.link.text)
        period = _PERIOD.match(fact.link.text)
        each = period["each"] if period and not fact.link.text.endswith(period["each"]) else ""
        stem = f"{indicator}{told.group() if told else ''}{each}{asked}{near.tail_of(number)}？"
    yield Question(stem, number.whole, key, tuple(wrong), _OF_RAISED, in_order=True)
