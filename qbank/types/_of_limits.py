"""Amounts laid down case by case, worded: 办件量900件以上的抽取多少卷？ What holds for the other cases is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from random import Random

from qbank.model import numerals
from qbank.model.fact import Part, Rows
from qbank.model.item import Option
from qbank.types import _ladders as ladders
from qbank.types import _near_amounts as near
from qbank.types._clauses import located
from qbank.types._questions import OpenQuestion, Question, Statement

_STOP = re.compile("[，；。]|$")
_OTHER_CASE, _BESIDE = "同句另一情形的数量", "相邻数值"
_MOST_WRONG, _LONGER, _LONGEST, _FEWEST_OF_ALL = 3, 3, 70, 3
_SHARES, _WHOLE = ("%", "％"), 100
_AT_LEAST, _AT_MOST = (
    re.compile("不[得应]?(?:少|低|小)于|至少|最[少短低]"),
    re.compile("不[得应]?(?:超过|多于|高于|大于)|最[多长高]|提高到"),
)
_WITHIN = re.compile("(?:分钟|小时|[日天])(?:[之以]?内|[办完整到答处上报]|$)")
_TRUST, _OF_THREE, _OF_NO_LEAD, _TRUST_OF_ALL, _FALSE = 0.68, 0.04, 0.04, 0.6, 0.6
_SHORT_CASE = 6
_TRUST_OF_STATEMENT = (0.48, 0.58)


def questions(fact: Rows, rng: Random) -> Iterator[Question]:
    """Yield how much is laid down for one case, drawn among those that are told in full."""
    rows = _whole_rows(fact)
    left, right = rng.choice(rows)
    # 整改的期限，工程类的60天: what is so much.
    amounts_to = "为" * (left.text.endswith("的") and not _tail(fact, right))
    stem = f"{fact.lead}{_case(fact, left)}{amounts_to}{_how_much(right.text)}{_tail(fact, right)}？"
    if len(stem) > _LONGEST:
        return
    others = [Option("", other.text, _OTHER_CASE) for _, other in fact.rows if other is not right]
    wrong = (*others, *(Option("", text, _BESIDE) for text in _beside(fact, right)))
    trust = _TRUST + _OF_THREE * (len(fact.rows) >= _FEWEST_OF_ALL)
    trust -= _OF_NO_LEAD * (not fact.lead and len(left.text) < _SHORT_CASE)
    yield Question(stem, right, right.text, wrong[:_MOST_WRONG], trust, in_order=True)


def statements(fact: Rows, rng: Random) -> Iterator[Statement]:
    """Yield the rule for one case, with its own amount or with another case's."""
    left, right = rng.choice(_whole_rows(fact))
    key = rng.random() >= _FALSE
    others = [right.text] if key else _contrary(fact, left, right)
    if others:
        stem = f"{fact.lead}{_case(fact, left)}{rng.choice(others)}{_tail(fact, right)}。"
        if len(stem) <= _LONGEST:
            yield Statement(stem, right, key, _TRUST_OF_STATEMENT[not key])


def open_questions(fact: Rows) -> Iterator[OpenQuestion]:
    """Yield the question for all cases at once, where there are three or more and all are told in full."""
    opens, comma, _ = fact.lead.rpartition("，")
    if len(fact.rows) < _FEWEST_OF_ALL or len(_whole_rows(fact)) < len(fact.rows) or not comma:
        return
    points = tuple(f"{_case(fact, left)}{right.text}{_tail(fact, right)}" for left, right in fact.rows)
    yield OpenQuestion(f"{opens}，各种情形的具体标准分别是什么？", points, fact.parts(), _TRUST_OF_ALL)


def _whole_rows(fact: Rows) -> Sequence[tuple[Part, Part]]:
    """Return the rows that leave out nothing of the first: 乙级不少于 after 甲级路段每周巡查不少于 leaves out what."""
    first, *others = fact.rows
    tail = _tail(fact, first[1])
    shortest = len(first[0].text) - _LONGER
    whole = [row for row in others if len(_case(fact, row[0])) > shortest and _tail(fact, row[1]) == tail]
    return [first, *whole]


def _case(fact: Rows, left: Part) -> str:
    """Return a case with the verb that the first one says for all: 疑难纠纷 beside 简单纠纷每件补助60元."""
    said = not fact.link or left is fact.rows[0][0] or left.text.endswith(fact.link)
    return left.text if said else f"{left.text}{fact.link}"


def _tail(fact: Rows, right: Part) -> str:
    """Return what stands between an amount and the next stop: 内办结."""
    _, end = located(fact.sent, right)
    stop = _STOP.search(fact.sent.view, end)
    return fact.sent.view[end : stop.start() if stop else None]


def _contrary(fact: Rows, left: Part, right: Part) -> list[str]:
    """Return the other cases' amounts that the rule for this one does not entail.

    Who must at least ten times must at least three times; who must within 3 days must within 7.
    """
    others = [other.text for _, other in fact.rows if other is not right]
    return not_entailed(left.text + right.text + _tail(fact, right), right.text, others)


def not_entailed(rule: str, own: str, others: Sequence[str]) -> list[str]:
    """Return the amounts that a rule with its own one does not entail: all of them where it sets no limit."""
    least = _AT_LEAST.search(rule) is not None or rule.partition(own)[2].startswith("以上")
    most = not least and (_AT_MOST.search(rule) or _WITHIN.search(rule))
    if not (least or most):
        return list(others)
    return [text for text in others if (near.size(text) > near.size(own)) is least]


def _how_much(amount: str) -> str:
    if amount.endswith(_SHARES):
        return "百分之多少"
    return near.NUMBER.sub("多少", amount, count=1)


def _beside(fact: Rows, right: Part) -> Iterator[str]:
    """Yield amounts near one that the sentence does not name, nearest first, by turns above and below."""
    number = near.NUMBER.match(right.text)
    value = numerals.value_of(number.group()) if number else None
    if number is None or value is None:
        return
    unit = ladders.unit_of(right.text[number.end() :])
    of_hundred = right.text.endswith(_SHARES)
    below, above = ladders.around(value, unit)
    for each in (value for pair in zip_longest(above, below) for value in pair if value):
        shown = ladders.printed_like(each, number.group(), unit)
        text = f"{shown}{right.text[number.end() :]}"
        if shown and text not in fact.sent.view and not (of_hundred and each >= _WHOLE):
            yield text
