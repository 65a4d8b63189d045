"""An item whose question is read and whose key is not yet; and why one cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

from qbank.errors import Problem
from qbank.formats.texts._read_notes import Notes
from qbank.formats.texts._read_raw import Raw
from qbank.formats.texts._read_words import Kind
from qbank.locale import Listed, brief
from qbank.model.item import Interaction

_FEW, _BRIEF = 4, 20


class Refused(Exception):  # noqa: N818 - says what happened, not that the program failed
    """An item cannot be read; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Asked:
    """An item before its key is read.

    Args:
        raw: the item in pieces.
        stem: its stem without tags.
        kind: its kind, as far as a tag, label or heading names it.
        options: their words.
        answers: what labels and lists give as its answer.
        notes: what stands beside.
        how: who marks it, where its tag says so.
        marks: what it is worth, if that is told.
    """

    raw: Raw
    stem: str
    kind: Kind | None
    options: tuple[str, ...]
    answers: tuple[str, ...]
    notes: Notes
    how: str
    marks: float | None

    @property
    def labelled(self) -> int:
        """Return how many labels of the item give an answer: two that say the same may still be two items'."""
        return sum(any(lines) for lines in self.raw.parts.get("answer", ()))

    def refuse_several(self, answers: Iterable[str]) -> NoReturn:
        """Say that the item has several answers.

        Raises:
            Refused: always.
        """
        first = [brief(each, _BRIEF) for each in islice(answers, _FEW + 1)]
        self.refuse("text-two-answers", answers=Listed(first, _FEW))

    def refuse_unanswered(self) -> NoReturn:
        """Say that the item has no answer, or only somebody's.

        Raises:
            Refused: always.
        """
        self.refuse("text-answer-own" if "ignored" in self.raw.parts else "text-no-answer")

    def refuse(self, code: str, **values: object) -> NoReturn:
        """Say why the item cannot be read.

        Raises:
            Refused: always.
        """
        raise Refused(self.raw.problem(code, **values))


@dataclass(frozen=True, slots=True)
class Answered:
    """What was read of an item: stem and interaction, and what stands in the answer besides the key.

    ``told`` is what somebody should look at in how it was read.
    """

    stem: str
    interaction: Interaction
    also: str = ""
    told: Problem | None = None
