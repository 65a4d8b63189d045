"""How patterns go over a document: cheap cue first, words on demand, nothing that touches a redaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import compress

from qbank.facts._contract import TermsOf
from qbank.facts._topic import topic_of
from qbank.facts._words import Words, words_of
from qbank.model.changed import changed
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

LONGEST = 600
"""Characters of the longest sentence that is read; nobody asks about a longer one."""

Read = Callable[[Sentence, Words], Iterable[Fact]]


def over_body(outline: Outline, terms: TermsOf, cue: re.Pattern[str], read: Read) -> Iterator[Fact]:
    """Yield what ``read`` finds in the body sentences that ``cue`` occurs in, in order of position.

    Sentences without the cue are never cut into words; a sentence that stands twice is read once, and one longer
    than ``LONGEST`` not at all, so that no text costs more than its length. Facts are given their topic here.
    """
    wordings = outline.wordings()
    for sent in compress(wordings.values(), map(cue.search, wordings)):
        if len(sent.view) > LONGEST:
            continue
        facts = [fact for fact in read(sent, words_of(sent, terms)) if is_clear(fact)]
        if not facts:
            continue
        topic, context = topic_of(outline, sent, terms), context_of(outline, sent)
        for fact in sorted(facts, key=position):
            yield changed(fact, topic=topic, context=context) if topic or context else fact


def context_of(outline: Outline, sent: Sentence) -> str:
    """Return the view of the body sentence before one in the same section, "" if it is the first there."""
    for at in range(sent.index - 1, -1, -1):
        before = outline.sentences[at]
        if before.section != sent.section:
            break
        if before.role == "body":
            return before.view
    return ""


def is_clear(fact: Fact) -> bool:
    """Tell whether no part of a fact touches a redaction of any sentence it rests on."""
    redacted = [sent for sent in fact.sentences() if sent.vetoes]
    return not redacted or not any(sent.is_vetoed(each.span) for sent in redacted for each in fact.parts())


def position(fact: Fact) -> tuple[int, int]:
    """Return what facts are ordered by: start and end of their first part."""
    first = fact.parts()[0]
    return first.start, first.end
