"""What every fact is made of: parts with their place, and the record all kinds of facts share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qbank.model.document import Sentence, Span


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence's view: its words, its place, and the class of thing it is.

    ``start``/``end`` are document offsets. ``label`` names what could stand in its
    place ("quantity:次", "date:月日", "organ", "code"); parts with one label are
    candidates for each other's distractors. "" means nothing is comparable.
    """

    text: str
    start: int
    end: int
    label: str = ""

    @property
    def span(self) -> Span:
        """Return the document span."""
        return Span(self.start, self.end)


def part(sent: Sentence, start: int, end: int, label: str = "") -> Part:
    """Return the part ``sent.view[start:end]``; ``start`` and ``end`` count in the view."""
    span = sent.locate(start, end)
    return Part(sent.view[start:end], span.start, span.end, label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all facts share; only its children are ever found.

    ``sent`` is the sentence the fact rests on; ``pattern`` the rule that found it;
    ``topic`` words to put before the sentence when it cannot stand alone (a section
    title, the agency), "" when it can; ``context`` the sentence before it in its
    section, "" if it is the first; ``year`` what its sentence calls 今年, 0 where it names no such year or nobody
    knows which one it is.
    """

    kind: ClassVar[str] = ""
    sent: Sentence
    pattern: str
    topic: str = ""
    context: str = ""
    year: int = 0

    def parts(self) -> tuple[Part, ...]:
        """Return every part, in order of position."""
        raise NotImplementedError

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences the fact rests on, in order of position."""
        return (self.sent,)
