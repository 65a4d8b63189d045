"""One document, studied: its outline, its sentences in order of worth, its facts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qbank.drafting.collecting import collect_seldom
from qbank.drafting.exercises import exercises_of
from qbank.facts import find_all
from qbank.facts._contract import TermsOf
from qbank.model.document import Document, Outline, Section, Sentence, Span
from qbank.model.fact import Fact
from qbank.text.rank import Idf, RankedSentence, WordsOf, rank
from qbank.text.segment import outline as outline_of

_FIRST, _LABEL = re.compile("[，：；。]"), re.compile("([\u4e00-\u9fff]{2,8})：")


@dataclass(frozen=True, slots=True)
class Tools:
    """What is made once and used for every document: words, tagged words, weights."""

    words_of: WordsOf
    terms_of: TermsOf
    idf: Idf


@dataclass(frozen=True, slots=True)
class Study:
    """What is known of a document before anything is asked about it.

    ``aside`` are, in order, the spans that are no part of what it says: page furniture, bylines, exercises; ``twice``
    are the first words of more than one heading or label; ``words_of`` gives the content words of any wording,
    ``terms_of`` the tagged words of a sentence.
    """

    outline: Outline
    ranked: tuple[RankedSentence, ...]
    facts: tuple[Fact, ...]
    aside: tuple[Span, ...]
    twice: frozenset[str]
    words_of: WordsOf
    terms_of: TermsOf

    @property
    def document(self) -> Document:
        """Return the document."""
        return self.outline.document

    def opening_of(self, sent: Sentence) -> Sentence:
        """Return the sentence that opens the paragraph of another."""
        return self.outline.opening_of(sent)

    def is_aside(self, span: Span) -> bool:
        """Tell whether a span of the text touches what is no part of what the document says."""
        at = bisect_right(self.aside, span.start, key=lambda each: each.end)
        return at < len(self.aside) and self.aside[at].start < span.end

    def heading_of(self, section: Section) -> Sentence:
        """Return the sentence that is, or begins with, the heading of a section."""
        sents = self.outline.sentences
        return sents[bisect_right(sents, section.start, key=lambda each: each.start) - 1]

    def standing(self) -> dict[int, float]:
        """Return sentence index → place in the ranking, 1.0 for the best down to 0.0."""
        last = max(1, len(self.ranked) - 1)
        return {each.sent.index: 1.0 - place / last for place, each in enumerate(self.ranked)}


def _names(outline: Outline) -> Iterator[str]:
    """Yield the first words of each section's title, and the label of each line that has one (取样：…)."""
    yield from (_FIRST.split(section.title, maxsplit=1)[0].strip() for section in outline.sections)
    yield from (label[1] for sent in outline.body() if (label := _LABEL.match(sent.view)))


def _aside(outline: Outline) -> Iterator[Span]:
    """Yield the spans of sentences that say nothing: page furniture, bylines and the like, and exercises."""
    exercises = {sent.index for sent in exercises_of(outline)}
    for sent in outline.sentences:
        if sent.role not in {"body", "heading"} or sent.index in exercises:
            yield Span(sent.start, sent.end)


def study(document: Document, tools: Tools) -> Study:
    """Return the document's outline, ranked sentences and facts."""
    collect_seldom()
    outline = outline_of(document)
    return Study(
        outline,
        rank(outline, tools.words_of, tools.idf),
        find_all(outline, tools.terms_of),
        tuple(_aside(outline)),
        frozenset(name for name, count in Counter(_names(outline)).items() if count > 1),
        tools.words_of,
        tools.terms_of,
    )
