"""When a draft asks what an ideal question asks.

A key part *agrees* with a wording when, folded, they are equal, or one contains the other, is at least half as
long, and both hold the same numbers. A draft agrees with an ideal when its proof lines share a character with a
source of the ideal and at least half of the ideal's key parts, and at least half of the draft's own keys, find a
partner. A statement to judge has no such key; it asks the parts of the facts of its pattern that stand in it
unchanged if it is keyed true, exchanged if it is keyed false, and those are compared by place: part and key part
share at least half of the longer. Of a matching item a row is one key: it meets a key part where both its sides
agree with spans of the part, or one where the part has a single span; of an ordering item each step is one. The type
may differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from ideals import Ideal
from likeness import verdict
from spans import is_most

from qbank.model.document import Span
from qbank.model.fact import Fact
from qbank.model.item import Item, Match, Order

_DROPPED = re.compile(r"[\s“”‘’\"'「」『』《》〈〉、，。；：！？,.;:!?（）()]")
_AROUND, _NEAR = 2, 12
_HALF = 0.5


def folded(text: str) -> str:
    """Return a wording without width, spaces, quotation and punctuation."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


def alike(one: str, other: str) -> bool:
    """Tell whether two wordings agree."""
    short, long = sorted((folded(one), folded(other)), key=len)
    if not short or short not in long or len(short) < _HALF * len(long):
        return False
    return set(re.findall(r"\d+", short)) == set(re.findall(r"\d+", long))


def touches(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    """Tell whether any span of one shares a character with any of the other."""
    others = tuple(others)
    return any(span.touches(other) for span in spans for other in others)


def parts_asked(item: Item, ideal: Ideal, facts: Iterable[Fact], text: str) -> int:
    """Return how many key parts of an ideal a draft asks, 0 if it rests on other sentences or mostly asks other things.

    Args:
        item: the draft.
        ideal: the ideal question.
        facts: the document's facts.
        text: the document's text.
    """
    if not touches(ideal.sources, (Span(source.start, source.end) for source in item.sources)):
        return 0
    if verdict(item) is not None:
        spans = judged(item, facts, text)
        return sum(any(is_most(span, other) for span in spans for other in part) for part in ideal.parts)
    keys = keys_of(item)
    wanted = [[text[span.start : span.end] for span in part] for part in ideal.parts]
    met = [[_meets(key, wordings) for key in keys] for wordings in wanted]
    own = sum(any(row[place] for row in met) for place in range(len(keys)))
    return sum(map(any, met)) if own >= _HALF * len(keys) else 0


def keys_of(item: Item) -> list[tuple[str, ...]]:
    """Return the wordings of each key: both sides of a row to match, a step to order, one key of any other item."""
    match item.body.interaction():
        case Match(left, right, pairs):
            texts = {option.id: option.text for option in (*left, *right)}
            return [(texts[one], texts[other]) for one, other in pairs]
        case Order(options):
            return [(option.text,) for option in options]
    return [(key,) for key in item.body.key_strings()]


def _meets(key: Sequence[str], wordings: Sequence[str]) -> bool:
    """Tell whether a key asks a part: as many of the part's wordings agree with it as it has sides, or the only one."""
    found = sum(any(alike(side, wording) for side in key) for wording in wordings)
    return found >= min(len(key), len(wordings))


def agrees(item: Item, ideal: Ideal, facts: Iterable[Fact], text: str) -> bool:
    """Tell whether a draft asks what an ideal asks; a statement need only turn on one of the parts."""
    asked = parts_asked(item, ideal, facts, text)
    wanted = 1 if verdict(item) is not None and ideal.type == item.type else _HALF * len(ideal.parts)
    return asked > 0 and asked >= wanted


def judged(item: Item, facts: Iterable[Fact], text: str) -> list[Span]:
    """Return the spans of the document that a statement to judge turns on.

    A part counts as exchanged where the stem has what stands on one side of it, but not it between both sides.
    """
    places = {(source.start, source.end) for source in item.sources}
    own = (fact for fact in facts if fact.pattern == item.pattern and places == _places(fact))
    parts = [part.span for fact in own for part in fact.parts()]
    stem = folded(item.stem)
    if verdict(item):
        return [span for span in parts if folded(text[span.start : span.end]) in stem]
    return [span for span in parts if _is_exchanged(span, text, stem)]


def _places(fact: Fact) -> set[tuple[int, int]]:
    return {(sent.start, sent.end) for sent in fact.sentences()}


def _is_exchanged(span: Span, text: str, stem: str) -> bool:
    near = slice(max(0, span.start - _NEAR), span.start), slice(span.end, span.end + _NEAR)
    before, after = folded(text[near[0]])[-_AROUND:], folded(text[near[1]])[:_AROUND]
    if before + folded(text[span.start : span.end]) + after in stem:
        return False
    return before in stem or after in stem


def wordings(ideal: Ideal, text: str) -> Sequence[str]:
    """Return the first wording of each key part."""
    return [text[part[0].start : part[0].end] for part in ideal.parts]
