"""The fact vocabulary: what patterns find in sentences and item types draft from.

A fact keeps the sentence it was found in and, for every part, the exact span in
the document. Patterns yield facts and know no item types; item types use facts
and know no patterns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from qbank.model.document import Sentence, Span


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence's view: its words, its place, and the class of thing it is.

    ``start``/``end`` are document offsets. ``label`` names what could stand in its
    place ("quantity:次", "date:月日", "organ", "code"); parts with one label are
    candidates for each other's distractors. "" means nothing is comparable.
    """

    text: str
    start: int
    end: int
    label: str = ""

    @property
    def span(self) -> Span:
        """Return the document span."""
        return Span(self.start, self.end)


def part(sent: Sentence, start: int, end: int, label: str = "") -> Part:
    """Return the part ``sent.view[start:end]``; ``start`` and ``end`` count in the view."""
    span = sent.locate(start, end)
    return Part(sent.view[start:end], span.start, span.end, label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all facts share; only its children are ever found.

    ``sent`` is the sentence the fact rests on; ``pattern`` the rule that found it;
    ``topic`` words to put before the sentence when it cannot stand alone (a section
    title, the agency), "" when it can; ``context`` the sentence before it in its
    section, "" if it is the first.
    """

    kind: ClassVar[str] = ""
    sent: Sentence
    pattern: str
    topic: str = ""
    context: str = ""

    def parts(self) -> tuple[Part, ...]:
        """Return every part, in order of position."""
        raise NotImplementedError

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences the fact rests on, in order of position."""
        return (self.sent,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration(Fact):
    """A、B、C with, where the text gives it, its collective name: “四项教育”, 六个方面.

    ``closed`` is False when the list ends in 等 and so may be incomplete. ``run`` is
    the whole list; ``name`` the collective name without quotes; ``count`` the number
    the text states (None if it states none).
    """

    kind: ClassVar[str] = "enumeration"
    members: tuple[Part, ...]
    run: Part
    name: Part | None = None
    count: int | None = None
    closed: bool = True

    def parts(self) -> tuple[Part, ...]:
        """Return the members, and the collective name where there is one."""
        return (*self.members, *((self.name,) if self.name else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Fact):
    """A quoted code word (“12345”机制, “四个意识”) and, where the text gives one, its gloss.

    The gloss stands in the code's sentence or, of a code that is a heading, in ``below``.
    """

    kind: ClassVar[str] = "code"
    code: Part
    gloss: Part | None = None
    below: Sentence | None = None

    def parts(self) -> tuple[Part, ...]:
        """Return the code and its gloss."""
        return (self.code, *((self.gloss,) if self.gloss else ()))

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the code's sentence and, where that is another, its gloss's."""
        return (self.sent, *((self.below,) if self.below else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Fact):
    """A number with its measure: 750份, 每季度2期, 三十日内, 百分之五.

    ``number`` is the digits as printed, ``value`` what they mean, ``measure`` the
    unit words after them, ``whole`` both with 以上/以内/余 where fused.
    """

    kind: ClassVar[str] = "quantity"
    number: Part
    value: float
    measure: Part
    whole: Part

    def parts(self) -> tuple[Part, ...]:
        """Return number with measure as one part."""
        return (self.whole,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Fact):
    """A date and what happened or applies then."""

    kind: ClassVar[str] = "date"
    date: Part
    event: Part | None = None

    def parts(self) -> tuple[Part, ...]:
        """Return the date."""
        return (self.date,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Fact):
    """Who is in charge of what: X负责Y, 由X任Y, 由X牵头. ``verb`` is the word between them."""

    kind: ClassVar[str] = "responsibility"
    who: Part
    verb: Part
    what: Part

    def parts(self) -> tuple[Part, ...]:
        """Return who and what in order of position."""
        return tuple(sorted((self.who, self.what), key=lambda each: each.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion(Fact):
    """What is put into which frame: 把X纳入Y, 列入Y."""

    kind: ClassVar[str] = "inclusion"
    frame: Part
    verb: Part
    what: Part | None = None

    def parts(self) -> tuple[Part, ...]:
        """Return the frame and, where the text names it, what goes into it."""
        return (*((self.what,) if self.what else ()), self.frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Fact):
    """A term and its meaning: X是指Y, X，即Y, 本办法所称X，是指Y."""

    kind: ClassVar[str] = "definition"
    term: Part
    meaning: Part

    def parts(self) -> tuple[Part, ...]:
        """Return term and meaning in order of position."""
        return tuple(sorted((self.term, self.meaning), key=lambda each: each.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingList(Fact):
    """The equal-level headings under one heading; ``sent`` is the parent heading.

    ``lead`` is the sentence below it that announces them (分四个阶段进行), None if there is none.
    """

    kind: ClassVar[str] = "heading_list"
    heads: tuple[Part, ...]
    rests_on: tuple[Sentence, ...]
    lead: Part | None = None

    def parts(self) -> tuple[Part, ...]:
        """Return the heads."""
        return self.heads

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the headings, the parent first."""
        return (self.sent, *self.rests_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(Fact):
    """Counted points: 一是…二是…, or a lead-in (下列…：) with items （一）（二）.

    ``lead`` is the clause that says what the points are points of (None if the text
    has none); ``noun`` the class noun they share (措施, 情形, 原则), "" if unknown.
    ``closed`` is False when an item that names nothing (其他情形) was left out.
    """

    kind: ClassVar[str] = "points"
    points: tuple[Part, ...]
    lead: Part | None = None
    noun: str = ""
    rests_on: tuple[Sentence, ...] = ()
    closed: bool = True

    def parts(self) -> tuple[Part, ...]:
        """Return the points."""
        return self.points

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of lead-in and points, each once."""
        return (self.sent, *self.rests_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast(Fact):
    """A word of a rule that has a fixed opposite: 书面/口头, 上一级/同级, 组长/副组长."""

    kind: ClassVar[str] = "contrast"
    word: Part
    opposite: str

    def parts(self) -> tuple[Part, ...]:
        """Return the word."""
        return (self.word,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(Fact):
    """Things of one kind, each with its own: departments and their duties, terms and their meanings.

    ``left[n]`` goes with ``right[n]``, and a document never gives one left two rights. ``names`` say what the two
    columns are (部门, 职责); ``topic`` is the title of the section all rows stand in, "" where that is the document;
    ``case`` the condition under which alone they go together (招标人…的), "" if there is none.
    """

    kind: ClassVar[str] = "pairs"
    left: tuple[Part, ...]
    right: tuple[Part, ...]
    names: tuple[str, str]
    case: str = ""
    rests_on: tuple[Sentence, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """Return both sides of every row, in order of position."""
        return tuple(sorted((*self.left, *self.right), key=lambda each: (each.start, each.end)))

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of the rows, each once."""
        return (self.sent, *self.rests_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Fact):
    """Things the document itself puts into an order: stages, steps, levels, dated events.

    ``steps`` stand in the right order, which need not be that of the text; ``name`` says what they are (阶段),
    ``by`` what orders them (实施的先后顺序, 由低到高的顺序); ``topic`` what they are steps of, "" if unknown;
    ``case`` a condition under which alone they are, "" if there is none.
    """

    kind: ClassVar[str] = "steps"
    steps: tuple[Part, ...]
    name: str
    by: str
    case: str = ""
    rests_on: tuple[Sentence, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """Return the steps in order of position."""
        return tuple(sorted(self.steps, key=lambda each: each.start))

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of the steps, each once."""
        return (self.sent, *self.rests_on)


KINDS: tuple[type[Fact], ...] = (
    Enumeration,
    Code,
    Quantity,
    Date,
    Responsibility,
    Inclusion,
    Definition,
    HeadingList,
    Points,
    Contrast,
    Pairs,
    Steps,
)


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
    """The parts of one document's facts by label, in order of position: where distractors are looked for."""

    by_label: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    by_family: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[tuple[str, Fact]]) -> FactPool:
        """Return the pool of a document's ``(document name, fact)`` pairs."""
        found = [Candidate(each, fact.sent, name) for name, fact in facts for each in fact.parts() if each.label]
        found.sort(key=_place)
        return cls(_grouped(found, str), _grouped(found, _family))

    def alike(self, label: str, near: Part) -> Iterator[Candidate]:
        """Yield at most ``NEAREST`` parts of one label, each wording once, the nearest to a part first."""
        return _nearest(self.by_label.get(label, ()), near)

    def akin(self, label: str, near: Part) -> Iterator[Candidate]:
        """Yield at most ``NEAREST`` parts whose labels agree before the colon, as ``alike`` does."""
        return _nearest(self.by_family.get(_family(label), ()), near)


def _place(candidate: Candidate) -> int:
    return candidate.part.start


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
