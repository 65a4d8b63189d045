"""Grades with their rules, worded: “每2小时巡视一次”适用于哪个级别的护理？ The document's other grades are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from qbank.model.fact import Pairs, Part
from qbank.model.item import Option
from qbank.model.wording import common_start
from qbank.types._folding import fold
from qbank.types._questions import Question

_UNITS = {
    "级": "级别",
    "类": "类别",
    "档": "档次",
    "等": "等次",
    "色": "颜色",
    "型": "类型",
    "组": "组别",
    "区": "区域",
    "包": "类别",
}
_KINDS = frozenset({"等级", "级别", "类别", "档次", "等次"})
_IS = re.compile("是指|指|[是为]|包括|涉及|适用于|含")
_TRUST, _SHORTEST, _MOST, _LEAST_NAME = 0.62, 5, 4, 2


def questions(fact: Pairs, rng: Random) -> Iterator[Question]:
    """Yield for which grade one of the rules holds; nothing for rows of anything but grades."""
    if fact.pattern != "grade_rows":
        return
    lefts = [left.text for left in fact.left]
    shared = common_start([text[::-1] for text in lefts])[::-1]
    # 绝密 and 机密 end alike, and are no grades without that.
    lent = max(0, _LEAST_NAME - min(len(text) for text in lefts) + len(shared))
    if shared[:1] not in _UNITS:
        shared = shared[lent:]
    unit = shared[:1] if shared[:1] in _UNITS else ""
    noun = shared[len(unit) :]
    names = [text[: len(text) - len(noun)] for text in lefts]
    # 24小时内 of two grades, of one of them in a case: which of them is asked, nobody can tell.
    said = _WITHIN.sub("", "".join(sent.view for sent in fact.sentences()))
    askable = [
        at
        for at, right in enumerate(fact.right)
        if len(right.text) >= _SHORTEST
        and not _POINTS.fullmatch(right.text)
        and not any(_holds(other, right) for other in fact.right)
        and said.count(_WITHIN.sub("", right.text)) <= 1
    ]
    if not askable or not all(names):
        return
    at = rng.choice(askable)
    rule = fact.right[at].text
    of = f"{_UNITS.get(unit, '等级')}" + (f"的{noun}" if noun else "")
    of = noun if noun in _KINDS else of
    stem = f"{rule}的是哪个{of}？" if _IS.match(rule) else f"“{rule}”对应的是哪个{of}？"
    wrong = tuple(Option("", name, "同文另一级别") for name in names if name != names[at])
    yield Question(stem, fact.left[at], names[at], wrong[: _MOST - 1], _TRUST)


# 每次记3分: of a class of which nothing else is told.
_POINTS = re.compile("(?:每次|一次|每起)?(?:记|扣)[0-9一二三四五六七八九十]+分")
_WITHIN = re.compile("[之以]?内")


def _holds(one: Part, other: Part) -> bool:
    """Tell whether one rule says what another says, and more."""
    return one is not other and fold(other.text) in fold(one.text)
