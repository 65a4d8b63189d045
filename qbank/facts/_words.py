"""The tagged words of one view, looked up by position. Finds nothing by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from qbank.facts._contract import TermsOf
from qbank.model.document import Sentence, Term

SENTENCES = 65_536
"""Sentences of which is remembered what several patterns work out; ``find_all`` forgets those of long documents."""
NOUN_TAGS = ("n", "vn", "an", "j", "l", "i", "s", "b", "eng")
"""Tags a noun run is made of; jieba tags every kind of name n*, abbreviations j, fixed phrases l and i."""
# What the segmenters take for one word though it is two: 由市, 任组长, 向上(一级), (30日)内到, 王某某任.
_GLUED = re.compile(r"(?P<p>由)(?![于来此衷头得]).+|(?P<v>任).*(?:长|主任|书记)|(?P<r>[报向经由])上")
_GLUING = frozenset("由任报向经")
_GLUED_FIRST = _GLUING | {"内"}
_INSIDE = re.compile(r"(?P<f>内)(?![容部设外在地需政涵]).+")
_NAME_AND_VERB = re.compile(r"(?P<nr>.{2,4})任")


class Words:
    """Words by where they start and end. A position that no word starts or ends at lies inside a word.

    A sentence is cut into words when they are first asked for: of every fifth that patterns look at they never are.
    """

    def __init__(self, sent: Sentence, terms_of: TermsOf) -> None:
        self._sent, self._terms_of = sent, terms_of

    @cached_property
    def terms(self) -> list[Term]:
        """Return the words in order."""
        terms = self._terms_of(self._sent)
        return list(_apart(terms) if any(map(_may_be_glued, terms)) else terms)

    @cached_property
    def _starts(self) -> dict[int, int]:
        return {term.start: at for at, term in enumerate(self.terms)}

    @cached_property
    def _ends(self) -> dict[int, int]:
        return {term.end: at for at, term in enumerate(self.terms)}

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

    def since(self, position: int) -> Sequence[Term]:
        """Return the words from the one that starts there on, none where none does."""
        at = self._starts.get(position)
        return () if at is None else self.terms[at:]

    def within(self, start: int, end: int) -> Sequence[Term]:
        """Return the words of ``[start, end)``; none if either edge cuts through a word."""
        first, last = self._starts.get(start), self._ends.get(end)
        return () if first is None or last is None else self.terms[first : last + 1]


@lru_cache(maxsize=SENTENCES)
def words_of(sent: Sentence, terms: TermsOf) -> Words:
    """Return the words of a sentence's view, the same however many patterns look at it."""
    return Words(sent, terms)


def _may_be_glued(term: Term) -> bool:
    return term.text[0] in _GLUED_FIRST or (term.tag == "nr" and term.text[-1] == "任")


def _apart(terms: Sequence[Term]) -> Iterator[Term]:
    """Yield the words, those that are known to be glued cut in two."""
    before = ""
    for term in terms:
        glued = _GLUED.fullmatch(term.text) if term.text[0] in _GLUING else None
        if glued is None and before == "m":
            glued = _INSIDE.fullmatch(term.text)
        if glued is None and term.tag == "nr":
            glued = _NAME_AND_VERB.fullmatch(term.text)
        before = term.tag
        if glued is None:
            yield term
            continue
        tag = str(glued.lastgroup)
        cut = glued.end(tag)
        yield Term(term.text[:cut], tag, term.start, term.start + cut)
        yield Term(term.text[cut:], "v" if tag in {"f", "nr"} else "n", term.start + cut, term.end)


def is_noun(term: Term) -> bool:
    """Tell whether a word can stand in a noun run."""
    return term.tag.startswith(NOUN_TAGS)


def is_verb(term: Term) -> bool:
    """Tell whether a word is tagged a verb (verbal nouns are not)."""
    return term.tag.startswith("v") and term.tag != "vn"
