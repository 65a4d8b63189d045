"""In which order an editor sees the drafts of a document: a short list of the best, spread out, then the rest.

The short list holds what a ten-question test could be made of: at most ten drafts, each expected to be kept, no two on
one fact or on one sentence (unless that is long and they ask far apart in it, or the list would stay short of eight and
they ask in different clauses), no pattern more than four times and no type more than five (seven where the list would
stay short of ten: open questions, and in plans, notices, handbooks and rules those on amounts, dates and cases), of
three types where it can. The rest stays reachable behind it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from qbank.drafting.candidate import Candidate
from qbank.drafting.features import Place, features
from qbank.drafting.naming import unnamed
from qbank.drafting.readers import LEAST, expected_share
from qbank.drafting.worth import PRIORS, Worth
from qbank.model.changed import changed
from qbank.model.document import Sentence
from qbank.model.item import Choice, ExtendedText, Item

if TYPE_CHECKING:
    from qbank.drafting.study import Study

SHORTLIST = 10
KEPT = 0.4
"""A draft of a law that is less likely kept than this fills no slot of the short list; in prose ``readers.LEAST``."""
SHORTLISTED = 0.5
"""``priority`` above this marks the short list, whatever the drafts on it are worth."""

_W_STANDING = 0.12
_SAME_SENTENCE, _SAME_SECTION, _SAME_TYPE, _SAME_PATTERN, _SAME_KEY = 0.50, 0.05, 0.04, 0.03, 0.05
# A paper asks for many 多选, and a document has few: of drafts kept as often, the first two of them come first.
_FIRST, _OF_THE_FIRST = 2, 0.08
_MOST_OF_A_SENTENCE, _MOST_OF_A_PATTERN, _MOST_OF_A_TYPE, _MOST_IF_FEW = 3, 4, 5, 7
MANY = frozenset({"quantity", "time_limit", "target", "deadline", "date", "case_rule"})
"""Patterns of which a text of many rules holds more than four good drafts, each on another rule."""
_OF_RULES, _KEPT_OF_MANY = frozenset({"law", "plan", "notice", "handbook"}), 0.42
_TYPES = 3
# Two drafts may rest on one sentence that is so long where so many characters lie between what they ask; on any
# sentence where the list would be short, if they ask in different clauses.
_LONG_SENTENCE, _APART = 110, 40
_FEW, _APART_IF_FEW = 8, 4
_CLAUSE_ENDS = re.compile("[，；：。]")
_ALIKE = 0.6
_FALL, _LEAST = 0.9999, 0.01
# How questions of one kind are worded, whatever they ask.
_FRAME = re.compile(
    "^请将|^什么是|下列|(?:指的是|包括|分别指|分别是)哪些.*|有哪些.*|指的是什么.*|安排在什么时间.*|"
    "应当?在何时(?:之前)?|应当?如何处理.*"
)
_WORDS = re.compile(r"[\u3400-\u9fff]")
# 《…报告》指出的五个主要问题有哪些？
_TITLE = re.compile("^《[^《》]*》")


@dataclass(frozen=True, slots=True)
class Ordered:
    """Items, best first; how many of them make up the short list, and how many of the others are why not on it.

    ``weak`` are less likely kept than ``KEPT``; ``repeats`` ask a sentence, a fact, a type or a pattern that the
    list has already.
    """

    items: tuple[Item, ...]
    shortlisted: int
    weak: int
    repeats: int


_Valued = tuple[Candidate, float]


class _Traits(NamedTuple):
    """What of a draft may repeat others: its sentence, section, type, pattern and key; whether several are right."""

    sentence: int
    section: int
    type: str
    pattern: str
    key: tuple[str, str]
    several: bool


@dataclass(slots=True)
class _Seen:
    """How often each sentence, section, type, pattern and key has had its turn, and which drafts had it.

    Counting keys keeps 判断 from being false throughout: “错误” becomes dearer each time.
    Plain defaultdicts, for ``cost`` is asked again and again, and a Counter looks up more slowly.
    """

    sentences: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    sections: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    types: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    patterns: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    keys: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    taken: list[Candidate] = field(default_factory=list)

    def cost(self, traits: _Traits) -> float:
        """Return what a candidate with some traits repeats of those before it."""
        sentence, section, of_type, pattern, key, several = traits
        alike = self.types[of_type]
        return (
            _SAME_SENTENCE * self.sentences[sentence]
            + _SAME_SECTION * self.sections[section]
            + _SAME_TYPE * alike
            + _SAME_PATTERN * self.patterns[pattern]
            + _SAME_KEY * self.keys[key]
            - _OF_THE_FIRST * (several and alike < _FIRST)
        )

    def is_new(self, candidate: Candidate, most: int = 0, of_a_pattern: int = 0, *, few: bool = False) -> bool:
        """Tell whether a candidate may join the short list beside those on it; ``most`` are of one type.

        ``few`` says that the list would be short without a second draft on a clause of its own.
        """
        return (
            not any(
                self.sentences[sent.index] and self._repeats(sent, candidate, few=few) for sent in _sentences(candidate)
            )
            and self.patterns[candidate.item.pattern] < (of_a_pattern or _MOST_OF_A_PATTERN)
            and self.types[candidate.item.type] < (most or _MOST_OF_A_TYPE)
            and not any(_likeness(candidate.item, other.item) > _ALIKE for other in self.taken)
        )

    def _repeats(self, sent: Sentence, candidate: Candidate, *, few: bool) -> bool:
        """Tell whether a candidate asks too near to what was asked of a sentence, or one of the two tells the other."""
        others = [each for each in self.taken if sent in each.draft.fact.sentences()]
        if (len(sent.view) < _LONG_SENTENCE and not few) or len(others) > 1:
            return True
        apart = _APART_IF_FEW if few else _APART
        near = any(_distance(candidate, each) < apart or _tell_each_other(candidate, each) for each in others)
        return near or (few and not all(_in_other_clauses(candidate, each, sent) for each in others))

    def add(self, candidate: Candidate) -> None:
        """Take note of a candidate that had its turn."""
        traits = _traits(candidate)
        for sent in candidate.draft.fact.sentences():
            self.sentences[sent.index] += 1
        self.sections[traits.section] += 1
        self.types[traits.type] += 1
        self.patterns[traits.pattern] += 1
        self.keys[traits.key] += 1
        self.taken.append(candidate)


def in_review_order(candidates: Sequence[Candidate], study: Study, worth_of: Worth = PRIORS) -> Ordered:
    """Return the items, best first, their ``priority`` falling strictly with their place.

    Greedy: value (expected share kept, place of the sentence) less what a draft repeats of those before it; those
    on the short list stand above ``SHORTLISTED``, the others below. Of one sentence only the three best are kept: more
    would pad the queue with the same fact. Ties go by position in the document, then by id.
    """
    kept = _expected(candidates, study, worth_of)
    standing = study.standing()
    worth = {
        each.item.id: value(kept[each.item.id], standing.get(each.draft.fact.sent.index, 0.0)) for each in candidates
    }
    seen = _Seen()
    least = KEPT if study.document.kind == "law" else LEAST
    good = [each for each in candidates if kept[each.item.id] >= least]
    first = _greedy(good, worth, seen, seen.is_new, SHORTLIST)
    taken = {each.item.id for each, _ in first}
    if len(first) < SHORTLIST:
        # Rather a test with more open questions than one with too few questions.
        left = [each for each in good if each.item.id not in taken and isinstance(each.asked, ExtendedText)]
        first += _greedy(left, worth, seen, partial(seen.is_new, most=_MOST_IF_FEW), SHORTLIST - len(first))
        taken = {each.item.id for each, _ in first}
    if len(first) < SHORTLIST and study.document.kind in _OF_RULES:
        # And rather one with more drafts of a pattern that binds somebody.
        left = [each for each in good if each.item.id not in taken and each.item.pattern in MANY]
        left = [each for each in left if kept[each.item.id] >= max(least, _KEPT_OF_MANY)]
        may = partial(seen.is_new, most=_MOST_IF_FEW, of_a_pattern=_MOST_IF_FEW)
        first += _greedy(left, worth, seen, may, SHORTLIST - len(first))
        taken = {each.item.id for each, _ in first}
    if len(first) < _FEW:
        # And a second question on what another clause of a sentence says.
        left = [each for each in good if each.item.id not in taken]
        first += _greedy(left, worth, seen, partial(seen.is_new, few=True), _FEW - len(first))
    first = _of_three_types(first, good, worth)
    taken = {each.item.id for each, _ in first}
    seen = _having(first)
    others = [each for each in candidates if each.item.id not in taken]
    rest = _greedy(others, worth, seen, lambda each: seen.sentences[each.draft.fact.sent.index] < _MOST_OF_A_SENTENCE)
    items = (*_placed(first, 1.0, SHORTLISTED), *_placed(rest, SHORTLISTED, 0.0))
    return Ordered(items, len(first), len(candidates) - len(good), len(good) - len(first))


def _having(chosen: Sequence[_Valued]) -> _Seen:
    seen = _Seen()
    for each, _ in chosen:
        seen.add(each)
    return seen


def _of_three_types(first: list[_Valued], good: Sequence[Candidate], worth: dict[str, float]) -> list[_Valued]:
    """Return a short list of at least three types: where it has fewer, one of a type it has more of makes room."""
    while len(first) > _TYPES and len({each.item.type for each, _ in first}) < _TYPES:
        changed = next(_with_another_type(first, good, worth), None)
        if changed is None:
            break
        first = changed
    return first


def _with_another_type(
    first: list[_Valued], good: Sequence[Candidate], worth: dict[str, float]
) -> Iterator[list[_Valued]]:
    """Yield short lists with a draft of a new type in place of another: the best new, the last old first."""
    types = Counter(each.item.type for each, _ in first)
    new = [each for each in good if each.item.type not in types]
    for candidate in sorted(new, key=lambda each: (-worth[each.item.id], _tie(each))):
        for at in reversed(range(len(first))):
            left = [*first[:at], *first[at + 1 :]]
            if types[first[at][0].item.type] > 1 and _having(left).is_new(candidate):
                yield [*left, (candidate, worth[candidate.item.id])]


def _greedy(
    candidates: Sequence[Candidate],
    worth: dict[str, float],
    seen: _Seen,
    may: Callable[[Candidate], bool],
    most: int | None = None,
) -> list[_Valued]:
    """Return at most ``most`` candidates (None: all) with their value, the one worth most beside those before it first.

    ``may`` leaves some out.
    """
    traits, own = [_traits(each) for each in candidates], [worth[each.item.id] for each in candidates]
    heap = [(seen.cost(traits[place]) - own[place], _tie(each), place) for place, each in enumerate(candidates)]
    heapify(heap)
    ordered: list[_Valued] = []
    while heap and len(ordered) != most:
        _, tie, place = heappop(heap)
        left = own[place] - seen.cost(traits[place])
        if heap and -left > heap[0][0]:
            # Costs only grow, so an old value is an upper bound: put it back with the new one.
            heappush(heap, (-left, tie, place))
        elif may(candidates[place]):
            seen.add(candidates[place])
            ordered.append((candidates[place], left))
    return ordered


def _placed(ordered: Sequence[tuple[Candidate, float]], high: float, low: float) -> list[Item]:
    """Return the items with priorities that fall strictly and lie between ``low`` and ``high``."""
    items, ceiling = [], high
    for candidate, left in ordered:
        scaled = low + (high - low) * min(max(left, _LEAST), 1 - _LEAST)
        ceiling = min(low + (ceiling - low) * _FALL, scaled)
        items.append(changed(candidate.item, priority=round(ceiling, 9)))
    return items


def value(kept: float, standing: float) -> float:
    """Return what a draft is worth by itself: its expected share kept, moved a little by its sentence's standing."""
    return kept + _W_STANDING * (standing - 0.5)


def _expected(candidates: Sequence[Candidate], study: Study, worth_of: Worth) -> dict[str, float]:
    """Return id → expected share kept, 0–1: the prior or what was learned."""
    standings, found = study.standing(), {}
    kind, text = study.document.kind, study.document.text
    for each in candidates:
        known = {}
        if worth_of.learned:
            known = features(each.item, Place(kind, standings.get(each.draft.fact.sent.index, 0.0), text))
        found[each.item.id] = worth_of.of(expected_share(each, study), known)
    return found


def _traits(candidate: Candidate) -> _Traits:
    sent, item = candidate.draft.fact.sent, candidate.item
    several = isinstance(candidate.asked, Choice) and candidate.asked.multiple
    return _Traits(sent.index, sent.section, item.type, item.pattern, (item.type, candidate.key), several)


def _sentences(candidate: Candidate) -> tuple[Sentence, ...]:
    return candidate.draft.fact.sentences()


def _distance(one: Candidate, other: Candidate) -> int:
    """Return how many characters lie between what two drafts ask, 0 where it overlaps."""
    gaps = [
        max(here.start - there.end, there.start - here.end, 0) for here in one.draft.asks for there in other.draft.asks
    ]
    return min(gaps, default=0)


def _in_other_clauses(one: Candidate, other: Candidate, sent: Sentence) -> bool:
    """Tell whether a mark stands in a sentence between what two drafts ask of it."""
    ends = [
        [(ask.start, ask.end) for ask in each.draft.asks if sent.start <= ask.start < sent.end] for each in (one, other)
    ]
    if not all(ends):
        return False
    first, second = sorted((min(each)[0], max(each)[1]) for each in ends)
    return _CLAUSE_ENDS.search(sent.text[first[1] - sent.start : second[0] - sent.start]) is not None


def _tell_each_other(one: Candidate, other: Candidate) -> bool:
    """Tell whether what one draft asks stands in the stem of the other."""
    return any(ask.text in b.item.stem for a, b in ((one, other), (other, one)) for ask in a.draft.asks)


def _tie(candidate: Candidate) -> tuple[int, str]:
    return candidate.draft.fact.sent.start, candidate.item.id


@lru_cache(maxsize=1024)
def _grams(stem: str) -> frozenset[str]:
    """Return the pairs of characters of what a stem asks, for telling two drafts on one fact."""
    text = "".join(_WORDS.findall(_FRAME.sub("", _TITLE.sub("", unnamed(stem)))))
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _likeness(one: Item, other: Item) -> float:
    """Return the share of the pairs of the stem with fewer that both have, 0–1."""
    first, second = _grams(one.stem), _grams(other.stem)
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0
