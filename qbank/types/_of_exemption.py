"""What is exempt from a rule, worded: 除哪种情形外，…？ and what is to be done where it cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.model.fact import Exemption
from qbank.types._phrases import TALK
from qbank.types._questions import OpenQuestion

_SEVERAL = re.compile("、|或者?|以及|和(?![平谐])|等")
_OTHERS = re.compile("(?:其他|其它|其余|所有|全部)(?P<noun>[\u4e00-\u9fff]{2,6}?)(?=均|一律|都|不|应|必须|须|可)")
_HEAD = re.compile("的(?P<noun>[\u4e00-\u9fff]{2,6})$")
_ACTS = re.compile("可以?|应当?|由|须")
_ONE, _MANY = "哪种情形", "哪些情形"
_TRUST_OF_BUT, _TRUST_OF_THEN = 0.56, 0.6
_LONGEST = 70


def open_questions(fact: Exemption) -> Iterator[OpenQuestion]:
    """Yield the question for what is exempt, or for what is to be done instead."""
    rule, but = fact.rule.text.rstrip("，"), fact.but.text
    if TALK.search(rule):
        return
    if fact.then is not None:
        stem = f"{rule}；{but}，应如何处理？"
        if len(stem) <= _LONGEST:
            yield OpenQuestion(stem, (fact.then.text,), (fact.then,), _TRUST_OF_THEN)
        return
    if _OTHERS.match(rule) and _ACTS.search(but):
        return
    yield OpenQuestion(f"除{_asked(rule, but)}外，{rule}？", (but,), (fact.but,), _TRUST_OF_BUT)


def _asked(rule: str, but: str) -> str:
    """Return what stands for what is exempt: its own noun where it has one, else a case."""
    noun = _OTHERS.match(rule) or _HEAD.search(but)
    if noun:
        return f"哪些{noun['noun']}"
    return _MANY if _SEVERAL.search(but) else _ONE
