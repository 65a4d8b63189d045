"""The fact vocabulary: what patterns find in sentences and item types draft from.

A fact keeps the sentence it was found in and, for every part, the exact span in
the document. Patterns yield facts and know no item types; item types use facts
and know no patterns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from qbank.model.document import Sentence
from qbank.model.part import Fact as Fact
from qbank.model.part import Part as Part
from qbank.model.part import part as part
from qbank.model.pool import NEAREST as NEAREST
from qbank.model.pool import Candidate as Candidate
from qbank.model.pool import FactPool as FactPool


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


Relation = Literal["amount", "grade", "treatment", "period"]
"""What the right side of a pairing is to its left: how much, what it counts as, what follows, when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing(Fact):
    """Several things side by side, each with its own counterpart: A占20分、B占40分、C占40分.

    ``rows`` are pairs of a thing and its counterpart, in order of position; at least two counterparts
    differ. ``link`` is the word between the two where all rows have one (占); ``lead`` what the rows are
    said of, "" if nothing.
    """

    kind: ClassVar[str] = "pairing"
    rows: tuple[tuple[Part, Part], ...]
    relation: Relation
    link: str = ""
    lead: str = ""
    rests_on: tuple[Sentence, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """Return the parts of all rows, in order of position."""
        return tuple(sorted((each for row in self.rows for each in row), key=lambda each: each.start))

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of the rows, each once."""
        return (self.sent, *self.rests_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Fact):
    """By when something has to be done: 8月底前完成改造. ``act`` is what is to be done, from its verb on."""

    kind: ClassVar[str] = "deadline"
    date: Part
    act: Part

    def parts(self) -> tuple[Part, ...]:
        """Return date and act in order of position."""
        return tuple(sorted((self.date, self.act), key=lambda each: each.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Fact):
    """What an indicator is to reach: 居民知晓率达98%以上. ``link`` is the word between (达到, 提高到)."""

    kind: ClassVar[str] = "target"
    indicator: Part
    link: Part
    amount: Quantity

    def parts(self) -> tuple[Part, ...]:
        """Return the indicator and the amount."""
        return (self.indicator, self.amount.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Fact):
    """The event that starts the clock of a deadline: 自收到申请之日起. ``event`` is 收到申请, ``term`` 三十日内."""

    kind: ClassVar[str] = "start"
    event: Part
    term: Part

    def parts(self) -> tuple[Part, ...]:
        """Return event and term."""
        return (self.event, self.term)


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
    Pairing,
    Deadline,
    Target,
    Start,
)
