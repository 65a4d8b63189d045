"""By when something has to be done, worded: 各单位应当在何时召开动员会？ with 8月底前 among the options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from qbank.model.fact import Candidate, Deadline, FactPool
from qbank.model.item import Option
from qbank.model.numerals import CHINESE
from qbank.types import _distractors as distractors
from qbank.types import _ladders as ladders
from qbank.types._clauses import located
from qbank.types._due import due_of
from qbank.types._questions import Question, Statement

_BEFORE = re.compile("[之以]?前")
# 明年1月底: of which year, the document does not say.
_NEXT_YEAR = re.compile("[今明次]年")
_FORM = re.compile(f"[0-9{CHINESE}]+")
_TRUST, _TRUST_OF_STATEMENT = 0.6, (0.45, 0.6)
_FALSE = 0.6


def questions(fact: Deadline, pool: FactPool, rng: Random) -> Iterator[Question]:
    """Yield the question for the date; other deadlines of the document, then its neighbours, are wrong answers."""
    due = due_of(fact)
    if (
        due is None
        or distractors.is_past(fact.date.text, pool.issued)
        or (_NEXT_YEAR.match(fact.date.text) and not fact.year)
    ):
        return
    wrong = _others(fact, pool)
    by = _by(fact)
    taken = {fact.date.text, *(option.text.removesuffix(by) for option in wrong)}
    near = [
        Option("", f"{text}{by}", "相邻日期")
        for text in ladders.other_dates(fact.date.text, rng)
        if text not in taken and distractors.in_time(text, fact.date.text, pool.issued)
    ]
    yield Question(
        f"{due.asked('应当在何时')}？",
        fact.date,
        f"{fact.date.text}{by}",
        (*wrong[:2], *near)[:3],
        _TRUST,
        in_order=True,
    )


def statements(fact: Deadline, pool: FactPool, rng: Random) -> Iterator[Statement]:
    """Yield the deadline as it stands or with another one of the document."""
    others, key = _others(fact, pool), rng.random() >= _FALSE
    due = due_of(fact) if others and not distractors.is_past(fact.date.text, pool.issued) else None
    if due is None:
        return
    near = (
        f"{text}{_by(fact)}"
        for text in ladders.other_dates(fact.date.text, rng)
        if distractors.in_time(text, fact.date.text, pool.issued)
    )
    # Who has to by the 18th has to by the 31st: only an earlier day makes it false.
    earlier = [text for text in (*(each.text for each in others), *near) if _is_earlier(text, fact)]
    key = key or not earlier
    stem = due.asked(f"应当在{fact.date.text + _by(fact) if key else earlier[0]}")
    yield Statement(f"{stem}。", fact.date, key, _TRUST_OF_STATEMENT[not key])


def _is_earlier(date: str, fact: Deadline) -> bool:
    return distractors.rank_of(Option("", date)) < distractors.rank_of(Option("", fact.date.text))


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
    return [Option("", f"{option.text}{_by(fact)}", option.reason) for option in found]


def _by(fact: Deadline) -> str:
    """Return the sentence's own word for before: 前, 以前, 之前."""
    told = _BEFORE.match(fact.sent.view, located(fact.sent, fact.date)[1])
    return told.group() if told else "前"


def _form(date: str) -> str:
    return _FORM.sub("#", date).replace("号", "日")
