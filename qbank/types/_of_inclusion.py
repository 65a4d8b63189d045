"""What something is put into, worded as a choice among the frames that the document names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from qbank.model.fact import Candidate, FactPool, Inclusion
from qbank.model.item import BLANK
from qbank.types import _distractors as distractors
from qbank.types import _stems as stems
from qbank.types._clause_around import clause_of
from qbank.types._own_clause import own_clause
from qbank.types._questions import Question

_TRUST = 0.35
_NAMED = 3
# Where money goes anybody can guess: into the budget.
_MONEY = re.compile("(?:经费|费用|资金|费|款)$")


def questions(fact: Inclusion, pool: FactPool) -> Iterator[Question]:
    """Yield the clause with its frame left out; frames that other things are put into are the wrong answers.

    What goes in must be named, for else any frame may be right, and must be no money.
    """
    if fact.what is None or _MONEY.search(fact.what.text):
        return
    clause = clause_of(fact, fact.what, fact.frame) or own_clause(fact, fact.what, fact.frame)
    if clause is None:
        return

    what, key = fact.what.text, fact.frame.text

    def of_other_things(candidate: Candidate) -> bool:
        elsewhere = candidate.sent.index != fact.sent.index
        return elsewhere and not _speaks_of(candidate.sent.view, what) and _are_of_a_kind(candidate.part.text, key)

    shown = clause.put()
    wrong = distractors.alike(fact.frame, pool, what="去向", shown=shown, where=of_other_things, family=True)
    stem = stems.statement(clause.put((fact.frame, BLANK)))
    yield Question(stem, fact.frame, fact.frame.text, tuple(islice(wrong, distractors.WANTED)), _TRUST)


def _are_of_a_kind(one: str, other: str) -> bool:
    """Tell whether two frames begin alike (年度预算, 年度考核) or end alike (发展规划, 空间规划)."""
    return one[:2] == other[:2] or one[-1] == other[-1]


def _speaks_of(view: str, what: str) -> bool:
    """Tell whether a sentence may put the same thing somewhere: it has a part of its name, and its last word."""
    named = any(what[at : at + _NAMED] in view for at in range(max(1, len(what) - _NAMED + 1)))
    return named and what[-2:] in view
