"""What is done first and last, worded: 收件时应当按什么顺序操作？"""

from __future__ import annotations

from collections.abc import Iterator

from qbank.model.fact import Steps
from qbank.types._questions import OpenQuestion

_TRUST = 0.6


def open_questions(fact: Steps) -> Iterator[OpenQuestion]:
    """Yield the question for all steps of what a sentence tells in order; lists and stages are asked otherwise."""
    if fact.pattern != "first_then" or not (fact.case or fact.topic):
        return
    points = tuple(step.text for step in fact.steps)
    yield OpenQuestion(
        f"{fact.case and fact.case + '，'}{fact.topic}应当按照怎样的先后顺序操作？", points, fact.steps, _TRUST
    )
