"""Items: the envelope all types share, and the two vocabularies formats understand.

*Blocks* say how an item stands on paper, *interactions* what a delivery engine
needs. An item type lowers itself to both; a format knows only these words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, assert_never, cast

from qbank.errors import Problem

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

BLANK = "____"
"""Marks a blank in a stem: the n-th mark is the n-th blank. Formats never see it, they get blocks."""

Status = Literal["draft", "accepted", "rejected", "retired"]
Difficulty = Literal["easy", "medium", "hard"]
Response = Any
"""What a person answered, as JSON: an option id, a list of ids, a boolean, a list of strings …"""


@dataclass(frozen=True, slots=True)
class Source:
    """A proof line: ``text`` is exactly ``[start:end]`` (code points) of the document of that digest."""

    document: str
    digest: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """A choice.

    ``id`` is unique in its item and never a letter of print; ``reason`` says why a distractor was
    chosen ("" for a key or an option written by hand).
    """

    id: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MarkingPoint:
    """A point a short answer must make, with its marks (> 0)."""

    text: str
    marks: float = 1.0


# --- blocks: what stands on paper ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap in running text; ``size`` is the length of the answer in characters, 0 for a bracket （　）."""

    size: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text with blanks."""

    content: tuple[str | Blank, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Lettered options; the letters are made when printing."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns to be matched."""

    left: tuple[Option, ...]
    right: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class WriteSpace:
    """Room to write, in lines."""

    lines: int


Block = Paragraph | Choices | Columns | WriteSpace

# --- interactions: what a delivery engine needs ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """Pick from options: ``keys`` are option ids; ``multiple`` allows more than one."""

    options: tuple[Option, ...]
    keys: tuple[str, ...]
    multiple: bool


@dataclass(frozen=True, slots=True)
class TextEntry:
    """Fill gaps: one list of accepted answers a gap, the first is the one to print."""

    accepted: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ExtendedText:
    """Write freely; marked by a person against the points."""

    points: tuple[MarkingPoint, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Connect left to right: pairs of ids."""

    left: tuple[Option, ...]
    right: tuple[Option, ...]
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Put into order: ids in the right order."""

    options: tuple[Option, ...]
    key: tuple[str, ...]


Interaction = Choice | TextEntry | ExtendedText | Match | Order


VERDICT = (Option("true", "正确"), Option("false", "错误"))
_VERDICTS = {option.id for option in VERDICT}
"""What a statement is judged by; whoever reads a file gives its own two words these ids."""


def is_verdict(interaction: Choice) -> bool:
    """Tell whether a choice is between true and false, whatever words it has for them."""
    return {option.id for option in interaction.options} == _VERDICTS


def answer_texts(interaction: Interaction) -> Iterator[str]:
    """Yield every wording a person reads in an answer: options, accepted answers, marking points."""
    match interaction:
        case Choice(options=options) | Order(options=options):
            yield from (option.text for option in options)
        case Match(left=left, right=right):
            yield from (option.text for option in (*left, *right))
        case TextEntry(accepted=accepted):
            yield from (answer for answers in accepted for answer in answers)
        case ExtendedText(points=points):
            yield from (point.text for point in points)
        case _:
            assert_never(interaction)


@dataclass(frozen=True, slots=True)
class SampleResponse:
    """A response a type makes for itself, with the score it must get (None: it cannot be marked)."""

    response: Response
    score: float | None


class Body(Protocol):
    """The part of an item that its type defines. See ``types/_contract.py`` for the class-level verbs."""

    type_name: ClassVar[str]
    seconds: ClassVar[int]
    """What an item of the type is allowed for, where nobody has measured it; no study stands behind it."""

    def check(self) -> Iterator[Problem]:
        """Yield what is wrong with the body by itself; nothing if it is good."""

    def blocks(self, stem: str) -> tuple[Block, ...]:
        """Return the item as it stands on paper, without the key."""

    def interaction(self) -> Interaction:
        """Return what a delivery engine needs, including the key."""

    def key_text(self) -> str:
        """Return the key in words, for answer sheets and rationales; never letters."""

    def key_strings(self) -> tuple[str, ...]:
        """Return the wordings that must not be visible in the stem."""

    def score(self, response: Response) -> float | Problem:
        """Return the share of the marks, 0–1, or a Problem when the response cannot be read or marked."""

    def responses(self) -> Iterator[SampleResponse]:
        """Yield a correct, a wrong and an unreadable response with the score expected."""

    def to_dict(self) -> dict[str, Any]:
        """Return the body as JSON data, a value for each field of the record (``fields_of``); ``key`` is among them."""


@cache
def fields_of(body: type[Body]) -> frozenset[str]:
    """Return the names under which bodies of a type stand in JSON data: those of the record's fields."""
    return frozenset(each.name for each in fields(cast("type[DataclassInstance]", body)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question with its answer, its proof lines and its state.

    ``sources`` has at least one entry for drafted items, the main one first; items written by
    hand or imported may have none. ``priority`` orders review, 0–1, higher first; above 0.5 stands the
    short list of a document. ``revision`` counts from 1. ``later`` is the editor's flag "decide later".
    ``stimulus`` is the id of the passage it shares with others, "" for none. Unknown fields of an imported
    file live under ``extensions`` and are written back.
    """

    id: str
    stem: str
    body: Body
    rationale: str = ""
    sources: tuple[Source, ...] = ()
    pattern: str = ""
    difficulty: Difficulty = "medium"
    status: Status = "draft"
    revision: int = 1
    later: bool = False
    priority: float = 0.0
    chapter: str = ""
    audience: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    stimulus: str = ""
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """Return the name of the item's type."""
        return self.body.type_name
