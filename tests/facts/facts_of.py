"""From a text in a test to the facts a pattern finds in it."""

from functools import cache

from qbank.facts import find_all
from qbank.facts._contract import PATTERNS, Pattern, TermsOf
from qbank.model.document import Document, Kind, Outline
from qbank.model.fact import Fact
from qbank.text.segment import outline
from qbank.text.terms import open_segmenter, terms_of


@cache
def terms() -> TermsOf:
    """Return the words of sentences, by one segmenter for all tests."""
    return terms_of(open_segmenter("rjieba"))


def outlined(text: str, kind: Kind = "other") -> Outline:
    """Return a text as an outline."""
    return outline(Document(name="test.txt", digest="", text=text, kind=kind))


def facts_of(name: str, text: str, kind: Kind = "other") -> list[Fact]:
    """Return what one pattern finds in a text."""
    pattern: Pattern = PATTERNS.get(name)
    return list(pattern.find(outlined(text, kind), terms()))


def all_facts(text: str) -> tuple[Fact, ...]:
    """Return what all patterns find in a text."""
    return find_all(outlined(text), terms())


def words_of(facts: list[Fact]) -> list[tuple[str, ...]]:
    """Return the words of the parts of each fact."""
    return [tuple(each.text for each in fact.parts()) for fact in facts]
