"""Every pattern over one document."""

from __future__ import annotations

from functools import cache

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._dates import dates_in
from qbank.facts._marks import marks_of
from qbank.facts._search import position
from qbank.facts._words import words_of
from qbank.facts.quantity import quantities_of
from qbank.model.changed import changed
from qbank.model.document import Outline
from qbank.model.fact import Fact
from qbank.model.years import names_year, year_of

_FEW = 2_048
"""Sentences of which what is known may stay when a document is done."""


def find_all(outline: Outline, terms: TermsOf) -> tuple[Fact, ...]:
    """Return the facts of a document in order of position, those at one place by the name of their pattern.

    Pattern after pattern goes over the whole document. So what several of them work out of a sentence is kept till
    all are done, however long the document is: from a smaller memory each would push out what the next one needs.

    Args:
        outline: the document cut into sentences and sections.
        terms: gives the tagged words of a sentence; called only where a pattern's cue occurs.
    """
    terms = cache(terms) if len(outline.body()) > _FEW else terms
    facts = [fact for pattern in PATTERNS for fact in pattern.find(outline, terms)]
    year = year_of(outline.document)
    if year:
        facts = [changed(fact, year=year) if names_year(fact.sent.view) else fact for fact in facts]
    for memory in (words_of, quantities_of, dates_in, marks_of):
        if memory.cache_info().currsize > _FEW:
            memory.cache_clear()
    return tuple(sorted(facts, key=lambda fact: (*position(fact), fact.pattern)))
