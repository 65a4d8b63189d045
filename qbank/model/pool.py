"""The pool of a document's facts: where distractors are looked for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qbank.model.document import Sentence
from qbank.model.part import Fact, Part


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part that could serve as a distractor, and where it stands."""

    part: Part
    sent: Sentence
    document: str


NEAREST = 60
"""How many candidates a pool gives at most, so that drafting grows with the document and not with its square."""


@dataclass(frozen=True, slots=True)
class FactPool:
    """The parts of one document's facts by label, in order of position: where distractors are looked for.

    ``issued`` is the document's date, ISO or "": what is to be done cannot be due before it. ``by_kind`` are the
    facts themselves, each kind in order of position.
    """

    by_label: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    by_family: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    issued: str = ""
    by_kind: dict[str, tuple[Fact, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[tuple[str, Fact]], issued: str = "") -> FactPool:
        """Return the pool of a document's ``(document name, fact)`` pairs."""
        told = list(facts)
        found = [Candidate(each, fact.sent, name) for name, fact in told for each in fact.parts() if each.label]
        found.sort(key=_place)
        by_kind: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in sorted((fact for _, fact in told if fact.parts()), key=_first):
            by_kind[fact.kind].append(fact)
        kinds = {kind: tuple(group) for kind, group in by_kind.items()}
        return cls(_grouped(found, str), _grouped(found, _family), issued, kinds)

    def alike(self, label: str, near: Part) -> Iterator[Candidate]:
        """Yield at most ``NEAREST`` parts of one label, each wording once, the nearest to a part first."""
        return _nearest(self.by_label.get(label, ()), near)

    def akin(self, label: str, near: Part) -> Iterator[Candidate]:
        """Yield at most ``NEAREST`` parts whose labels agree before the colon, as ``alike`` does."""
        return _nearest(self.by_family.get(_family(label), ()), near)

    def inside(self, kind: str, whole: Part) -> Iterator[Fact]:
        """Yield the facts of a kind whose parts all stand in a part, in order of position."""
        facts = self.by_kind.get(kind, ())
        for fact in facts[bisect_left(facts, whole.start, key=_first) :]:
            if _first(fact) >= whole.end:
                return
            if fact.parts()[-1].end <= whole.end:
                yield fact

    def around(self, kinds: Iterable[str], near: Part) -> list[Fact]:
        """Return at most ``NEAREST`` facts of some kinds, the nearest to a part first."""
        found: list[Fact] = []
        for kind in kinds:
            facts = self.by_kind.get(kind, ())
            at = bisect_left(facts, near.start, key=_first)
            found += facts[max(0, at - NEAREST) : at + NEAREST]
        return sorted(found, key=lambda fact: (abs(_first(fact) - near.start), _first(fact)))[:NEAREST]


def _place(candidate: Candidate) -> int:
    return candidate.part.start


def _first(fact: Fact) -> int:
    return fact.parts()[0].start


def _nearest(candidates: Sequence[Candidate], near: Part) -> Iterator[Candidate]:
    at = bisect_left(candidates, near.start, key=_place)
    around = candidates[max(0, at - NEAREST) : at + NEAREST]
    by_distance = sorted(around, key=lambda candidate: abs(candidate.part.start - near.start))
    seen: set[str] = set()
    for candidate in by_distance[:NEAREST]:
        if candidate.part.text not in seen:
            seen.add(candidate.part.text)
            yield candidate


def _grouped(candidates: Iterable[Candidate], key: Callable[[str], str]) -> dict[str, tuple[Candidate, ...]]:
    found: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        found[key(candidate.part.label)].append(candidate)
    return {label: tuple(group) for label, group in found.items()}


def _family(label: str) -> str:
    return label.partition(":")[0]
