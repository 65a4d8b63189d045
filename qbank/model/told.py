"""What a text tells under a name of its own: lists it announces, what something is, what it asks and answers itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qbank.model.document import Sentence
from qbank.model.part import Fact, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Fact):
    """A list that the text announces: 亏损的原因主要有三点：定价低，…；客流不稳，…；经营范围窄，….

    ``heads`` are the first clauses of its items, or its members. ``before`` are the words up to the number, None where
    only a heading announces the list; ``number`` is the number as printed ("" if none is), ``of`` what it counts
    (点, 种缴存方式), ``then`` what follows that in the sentence (筹集资金).
    """

    kind: ClassVar[str] = "listing"
    heads: tuple[Part, ...]
    of: str
    number: str = ""
    before: Part | None = None
    then: str = ""
    rests_on: tuple[Sentence, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """Return the heads, in order of position."""
        return self.heads

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of announcement and items, each once."""
        return (self.sent, *self.rests_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Essence(Fact):
    """What something is at bottom, or why: 水体富营养化的主要原因 and 氮、磷等营养物质大量进入水体.

    Also what is said of anything that has a name of its own in the sentence: what it takes for it (恢复 and
    复核合格), what brought it about, who leads it. ``lead`` are words that say what it is one of, "" for none.
    """

    kind: ClassVar[str] = "essence"
    name: Part
    said: Part
    lead: str = ""
    rests_on: tuple[Sentence, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """Return the name and what is said under it, the name first."""
        return (self.name, self.said)

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentence of the name and, where that is another, of what is said."""
        return (self.sent, *self.rests_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Fact):
    """A question that the text asks and answers itself: 问：…？ 答：…; ``sent`` is the sentence of the question.

    ``points`` are the sentences of the answer, at least one.
    """

    kind: ClassVar[str] = "answered"
    question: Part
    points: tuple[Part, ...]
    rests_on: tuple[Sentence, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """Return the question and the sentences of its answer, in order of position."""
        return (self.question, *self.points)

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of question and answer."""
        return (self.sent, *self.rests_on)
