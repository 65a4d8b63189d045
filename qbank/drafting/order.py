"""In which order an editor sees the drafts of a document: the ones most likely kept first, spread out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush

from qbank.drafting.features import Place, features
from qbank.drafting.study import Study
from qbank.drafting.worth import PRIORS, Worth
from qbank.model.item import Item
from qbank.types._contract import Draft

_W_STANDING = 0.12
_SAME_SENTENCE, _SAME_SECTION, _SAME_TYPE, _SAME_PATTERN, _SAME_KEY = 0.50, 0.06, 0.05, 0.04, 0.06
_MOST_OF_A_SENTENCE = 3
_FALL, _LEAST = 0.9999, 0.01


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft made into an item, with the draft it came from."""

    item: Item
    draft: Draft


@dataclass(slots=True)
class _Seen:
    """How often each sentence, section, type, pattern and key has had its turn.

    Counting keys keeps 判断 from being false throughout: “错误” becomes dearer each time.
    """

    sentences: Counter[int] = field(default_factory=Counter)
    sections: Counter[int] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    patterns: Counter[str] = field(default_factory=Counter)
    keys: Counter[tuple[str, str]] = field(default_factory=Counter)

    def cost(self, candidate: Candidate) -> float:
        sent = candidate.draft.fact.sent
        return (
            _SAME_SENTENCE * self.sentences[sent.index]
            + _SAME_SECTION * self.sections[sent.section]
            + _SAME_TYPE * self.types[candidate.item.type]
            + _SAME_PATTERN * self.patterns[candidate.item.pattern]
            + _SAME_KEY * self.keys[_key(candidate.item)]
        )

    def add(self, candidate: Candidate) -> None:
        sent = candidate.draft.fact.sent
        self.sentences[sent.index] += 1
        self.sections[sent.section] += 1
        self.types[candidate.item.type] += 1
        self.patterns[candidate.item.pattern] += 1
        self.keys[_key(candidate.item)] += 1


def in_review_order(candidates: Sequence[Candidate], study: Study, worth_of: Worth = PRIORS) -> tuple[Item, ...]:
    """Return the items, best first, their ``priority`` falling strictly with their place.

    Of one sentence only the three best are kept: more would pad the queue with the same fact.

    Greedy: value (expected share kept, place of the sentence) less what a draft repeats of those
    before it. Ties go by position in the document, then by id.
    """
    worth = _values(candidates, study, worth_of)
    heap = [(-worth[each.item.id], _tie(each), place) for place, each in enumerate(candidates)]
    heapify(heap)
    seen, ordered, ceiling = _Seen(), [], 1.0
    while heap:
        _, tie, place = heappop(heap)
        candidate = candidates[place]
        left = worth[candidate.item.id] - seen.cost(candidate)
        if heap and -left > heap[0][0]:
            # Costs only grow, so an old value is an upper bound: put it back with the new one.
            heappush(heap, (-left, tie, place))
            continue
        if seen.sentences[candidate.draft.fact.sent.index] >= _MOST_OF_A_SENTENCE:
            continue
        seen.add(candidate)
        ceiling = min(ceiling * _FALL, max(left, _LEAST))
        ordered.append(replace(candidate.item, priority=round(ceiling, 9)))
    return tuple(ordered)


def value(kept: float, standing: float) -> float:
    """Return what a draft is worth by itself: its expected share kept, moved a little by its sentence's standing."""
    return kept + _W_STANDING * (standing - 0.5)


def _values(candidates: Sequence[Candidate], study: Study, worth_of: Worth) -> dict[str, float]:
    standings, values = study.standing(), {}
    for each in candidates:
        standing = standings.get(each.draft.fact.sent.index, 0.0)
        place = Place(study.document.kind, standing, study.said)
        known = features(each.item, place) if worth_of.learned else {}
        values[each.item.id] = value(worth_of.of(each.draft.trust, known), standing)
    return values


def _key(item: Item) -> tuple[str, str]:
    return item.type, item.body.key_text()


def _tie(candidate: Candidate) -> tuple[int, str]:
    return candidate.draft.fact.sent.start, candidate.item.id
