"""The fact vocabulary: what patterns find in sentences and item types draft from.

A fact keeps the sentence it was found in and, for every part, the exact span in
the document. Patterns yield facts and know no item types; item types use facts
and know no patterns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from qbank.model.conduct import Approval as Approval
from qbank.model.conduct import Bans as Bans
from qbank.model.conduct import Exemption as Exemption
from qbank.model.conduct import Office as Office
from qbank.model.document import Sentence
from qbank.model.measured import Date as Date
from qbank.model.measured import Deadline as Deadline
from qbank.model.measured import Frequency as Frequency
from qbank.model.measured import Quantity as Quantity
from qbank.model.measured import Retention as Retention
from qbank.model.measured import Start as Start
from qbank.model.measured import Target as Target
from qbank.model.part import Fact as Fact
from qbank.model.part import Part as Part
from qbank.model.part import part as part
from qbank.model.pool import NEAREST as NEAREST
from qbank.model.pool import Candidate as Candidate
from qbank.model.pool import FactPool as FactPool
from qbank.model.told import Answered as Answered
from qbank.model.told import Essence as Essence
from qbank.model.told import Listing as Listing


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

    The gloss stands in the code's sentence or, of a code that is a heading, in ``below``. Of a code that adds
    up numbers (“3+2”) the ``members`` are the counted codes that follow, in their sentences ``rests_on``.
    ``rivals`` are other quoted codes of the document that are made like this one.
    """

    kind: ClassVar[str] = "code"
    code: Part
    gloss: Part | None = None
    below: Sentence | None = None
    members: tuple[Part, ...] = ()
    rests_on: tuple[Sentence, ...] = ()
    rivals: tuple[str, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """Return the code, its gloss and its members."""
        return (self.code, *((self.gloss,) if self.gloss else ()), *self.members)

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the code's sentence and, where those are others, its gloss's and its members'."""
        return (self.sent, *((self.below,) if self.below else ()), *self.rests_on)


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
class Treatment(Fact):
    """A case and what follows for whoever it fits: 对敷衍塞责的，予以通报批评. ``whole`` is the statement.

    ``lead`` are the words of the sentence that say what it is a case of, "" where it says so itself.
    """

    kind: ClassVar[str] = "treatment"
    case: Part
    then: Part
    whole: Part
    lead: str = ""

    def parts(self) -> tuple[Part, ...]:
        """Return case and treatment."""
        return (self.case, self.then)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallel(Fact):
    """Clauses of one frame in a row: 基础在学，关键在做; 强化A，提升B；强化C，提升D.

    ``rows`` are the two words that each of them ties together, ``wholes`` the clauses themselves, ``run`` all of them.
    """

    kind: ClassVar[str] = "parallel"
    rows: tuple[tuple[Part, Part], ...]
    wholes: tuple[Part, ...]
    run: Part

    def parts(self) -> tuple[Part, ...]:
        """Return the parts of all rows, in order of position."""
        return tuple(each for row in self.rows for each in row)


Relation = Literal["amount", "limit", "grade", "treatment", "period"]
"""What the right side of a table is to its left: how much, how much is laid down for a case, what it counts as, what
follows, when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Fact):
    """Several things side by side, each with its own counterpart: A占20分、B占40分、C占40分.

    ``rows`` are pairs of a thing and its counterpart, in order of position; at least two counterparts
    differ. ``link`` is the word between the two where all rows have one (占); ``lead`` what the rows are
    said of, "" if nothing.
    """

    kind: ClassVar[str] = "rows"
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
    Treatment,
    Parallel,
    Rows,
    Deadline,
    Target,
    Start,
    Frequency,
    Retention,
    Pairs,
    Steps,
    Listing,
    Essence,
    Answered,
    Bans,
    Approval,
    Exemption,
)
