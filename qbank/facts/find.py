"""Every pattern over one document."""

from __future__ import annotations

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.model.document import Outline
from qbank.model.fact import Fact


def find_all(outline: Outline, terms: TermsOf) -> tuple[Fact, ...]:
    """Return the facts of a document in order of position, those at one place by the name of their pattern.

    Args:
        outline: the document cut into sentences and sections.
        terms: gives the tagged words of a sentence; called only where a pattern's cue occurs.
    """
    facts = [fact for pattern in PATTERNS for fact in pattern.find(outline, terms)]
    return tuple(sorted(facts, key=lambda fact: (*position(fact), fact.pattern)))
