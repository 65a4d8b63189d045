"""The event that starts the clock, worded with a blank in its place: 应当自____之日起十五日内作出答复."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.model.fact import Candidate, FactPool, Start
from qbank.model.item import BLANK, Option
from qbank.types import _distractors as distractors
from qbank.types import _stems as stems
from qbank.types._clause_around import clause_of
from qbank.types._questions import Question

_TRUST = 0.48
# Steps of one proceeding: another step on the same thing is what a reader may take for the right one.
_STEPS = (("收到", "受理", "提出"), ("接到", "受理", "提出"), ("作出", "收到", "公告"))
_OF_ONE_THING = re.compile(r"(?P<verb>收到|受理|提出|接到)(?P<thing>[^的]*(?:申请|请求|异议|投诉))$")


def questions(fact: Start, pool: FactPool) -> Iterator[Question]:
    """Yield the question for the event; other steps on the same thing are wrong, then other events of the document."""
    clause = clause_of(fact, fact.event, fact.term)
    if clause is None:
        return
    stem = stems.statement(clause.put((fact.event, BLANK)))
    wrong = list(_other_steps(fact.event.text)) or list(_others(fact, pool, stem))
    yield Question(stem, fact.event, fact.event.text, tuple(wrong[:3]), _TRUST)


def _other_steps(event: str) -> Iterator[Option]:
    match = _OF_ONE_THING.match(event)
    steps = next((each for each in _STEPS if match and match["verb"] in each), ())
    for verb in steps:
        if match and verb != match["verb"]:
            yield Option("", f"{verb}{match['thing']}", "同一程序的另一步骤")


def _others(fact: Start, pool: FactPool, stem: str) -> Iterator[Option]:
    def apart(candidate: Candidate) -> bool:
        text = candidate.part.text
        return text[:2] == fact.event.text[:2] and candidate.sent != fact.sent

    return distractors.alike(fact.event, pool, what="起算点", shown=stem, where=apart)
