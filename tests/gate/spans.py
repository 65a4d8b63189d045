"""How much of what people asked about our facts cover: answers of a reading set, sentences of examined laws.

Labels only: nothing here prints a text, so laws that are set aside may be counted too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from data import LabelledDocument
from record import SpanRow

from qbank.drafting.study import Tools, study
from qbank.model.document import Span

_HALF = 0.5


def measure(docs: Iterable[LabelledDocument], made: Tools) -> dict[str, SpanRow]:
    """Return a row for each document that has an asked span, by digest of its text."""
    return {doc.key: _row(doc, made) for doc in docs if doc.asked}


def _row(doc: LabelledDocument, made: Tools) -> SpanRow:
    facts = study(doc.document, made).facts
    parts = _Parts([part.span for fact in facts for part in fact.parts()])
    asked, others = (_sentences(doc, asked=wanted) for wanted in (True, False))
    return SpanRow(
        characters=len(doc.document.text),
        facts=len(facts),
        spans=len(doc.asked),
        covered=sum(any(is_most(span, part) for part in parts.touching(span)) for span in doc.asked),
        asked=len(asked),
        asked_touched=sum(bool(parts.touching(span)) for span in asked),
        others=len(others),
        others_touched=sum(bool(parts.touching(span)) for span in others),
    )


def _sentences(doc: LabelledDocument, *, asked: bool) -> list[Span]:
    return [Span(each.start, each.end) for each in doc.spans if each.asked is asked]


def is_most(span: Span, part: Span) -> bool:
    """Tell whether span and part share at least half of the longer."""
    shared = min(span.end, part.end) - max(span.start, part.start)
    return shared >= _HALF * max(span.end - span.start, part.end - part.start)


class _Parts:
    """Spans in order of position, to be looked up."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def touching(self, span: Span) -> list[Span]:
        """Return the parts that share a character with a span."""
        last = bisect_left(self._starts, span.end)
        first = bisect_left(self._reach, span.start + 1)
        return [part for part in self._spans[first:last] if part.touches(span)]
