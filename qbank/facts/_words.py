"""The tagged words of one view, looked up by position. Finds nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence

from qbank.model.document import Term

NOUN_TAGS = ("n", "vn", "an", "j", "l", "i", "s", "b", "eng")
"""Tags a noun run is made of; jieba tags every kind of name n*, abbreviations j, fixed phrases l and i."""


class Words:
    """Words by where they start and end. A position that no word starts or ends at lies inside a word."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms
        self._starts = {term.start: at for at, term in enumerate(terms)}
        self._ends = {term.end: at for at, term in enumerate(terms)}

    def is_cut(self, position: int) -> bool:
        """Tell whether a word starts or ends there."""
        return position in self._starts or position in self._ends

    def before(self, position: int) -> Term | None:
        """Return the word that ends there."""
        at = self._ends.get(position)
        return None if at is None else self.terms[at]

    def after(self, position: int) -> Term | None:
        """Return the word that starts there."""
        at = self._starts.get(position)
        return None if at is None else self.terms[at]

    def within(self, start: int, end: int) -> Sequence[Term]:
        """Return the words of ``[start, end)``; none if either edge cuts through a word."""
        first, last = self._starts.get(start), self._ends.get(end)
        return () if first is None or last is None else self.terms[first : last + 1]


def is_noun(term: Term) -> bool:
    """Tell whether a word can stand in a noun run."""
    return term.tag.startswith(NOUN_TAGS)


def is_verb(term: Term) -> bool:
    """Tell whether a word is tagged a verb (verbal nouns are not)."""
    return term.tag.startswith("v") and term.tag != "vn"
