"""Short answer (简答题): written freely, marked by a person against points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from qbank.errors import Problem
from qbank.model import numerals
from qbank.model.fact import (
    Answered,
    Approval,
    Bans,
    Code,
    Definition,
    Enumeration,
    Essence,
    Exemption,
    Fact,
    FactPool,
    HeadingList,
    Listing,
    Part,
    Points,
    Rows,
    Steps,
    Treatment,
)
from qbank.model.item import (
    Block,
    Difficulty,
    ExtendedText,
    Interaction,
    Item,
    MarkingPoint,
    Response,
    SampleResponse,
    WriteSpace,
)
from qbank.model.type_words import label_of
from qbank.types import _code_stems as code_stems
from qbank.types import _fields as fields
from qbank.types import _heading_stems as heading_stems
from qbank.types import _list_stems as list_stems
from qbank.types import _of_approval as of_approval
from qbank.types import _of_bans as of_bans
from qbank.types import _of_case as of_case
from qbank.types import _of_essence as of_essence
from qbank.types import _of_exemption as of_exemption
from qbank.types import _of_listing as of_listing
from qbank.types import _of_order as of_order
from qbank.types import _of_rows as of_rows
from qbank.types import _series as series
from qbank.types import _stems as stems
from qbank.types._contract import TYPES, Draft
from qbank.types._folding import fold
from qbank.types._layout import paragraphs
from qbank.types._options import unreadable
from qbank.types._questions import OpenQuestion

MOST_POINTS = 10
_FEWEST_OF_OPEN = 3
_MANY = ((8, 0.3), (6, 0.15))
_LONG, _OF_LONG = 180, 0.1
_TELLING = 10
_SEVERAL = re.compile(f"(?!一)[{numerals.CHINESE}2-9]")
# “平安班级”, “一单到底”: what such a name stands for is seldom a list to learn.
_OF_A_NAME = 0.45
# 即每个街道建设1个中央厨房，辐射周边…: where the gloss of a bare name ends nobody can tell.
_OF_A_PART = 0.1
_OF_LED_CASE, _OF_A_RIGHT = 0.56, 0.2
_OF_TURN = 0.66
_KNOWN = frozenset({"text", "marks"})


@TYPES.add("short_answer")
@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The points an answer must make, with their marks."""

    type_name: ClassVar[str] = "short_answer"
    label: ClassVar[str] = label_of("short_answer")
    uses: ClassVar[frozenset[str]] = frozenset({
        "points",
        "heading_list",
        "definition",
        "enumeration",
        "code",
        "rows",
        "treatment",
        "bans",
        "approval",
        "exemption",
        "steps",
        "listing",
        "essence",
        "answered",
    })
    difficulty: ClassVar[Difficulty] = "hard"
    seconds: ClassVar[int] = 180

    key: tuple[MarkingPoint, ...]

    @classmethod
    def draft(cls, fact: Fact, pool: FactPool, rng: Random) -> Iterator[Draft]:
        """Yield a question for a list of points, equal headings, a named list or a definition."""
        match fact:
            case Points():
                # With the item that names nothing left out, two points are no list.
                if fact.closed or len(fact.points) >= _FEWEST_OF_OPEN:
                    yield from _drafted(fact, list_stems.points_stem(fact), list_stems.points_of(fact), 0.76)
            case HeadingList():
                ways = heading_stems.are_ways(fact)
                led = fact.lead or heading_stems.asks_how(fact)
                trust = 0.56 if ways else 0.62 if heading_stems.is_telling(fact) else 0.6 if led else 0.34
                texts = heading_stems.texts_of(fact)
                yield from _drafted(fact, heading_stems.headings_stem(fact), fact.heads, trust, texts)
            case Enumeration(closed=False):
                yield from _drafted(fact, list_stems.titles_question(fact), fact.members, 0.4)
            case Enumeration():
                trust = 0.65 if fact.count else 0.6 if series.is_formula(fact) else 0.45
                asked_for = list_stems.list_question(fact)
                yield from _drafted(fact, asked_for, fact.members, trust)
                if asked_for is None:
                    yield from _opened(fact, of_listing.enumeration_questions(fact), looked_over=True)
            case Code(members=(_, *_)):
                yield from _drafted(fact, code_stems.code_question(fact), fact.members, 0.55)
            case Code(gloss=Part() as gloss) if len(gloss.text) >= _TELLING:
                points = code_stems.gloss_points(fact)
                trust = 0.8 if code_stems.is_counted(fact) else 0.55 if _SEVERAL.search(fact.code.text) else _OF_A_NAME
                trust -= _OF_A_PART if trust == _OF_A_NAME and code_stems.goes_on(fact) else 0.0
                yield from _drafted(fact, code_stems.code_question(fact), points, trust)
            case Definition():
                yield from _drafted(fact, stems.meaning_stem(fact), (fact.meaning,), 0.78)
            case Rows():
                yield from _opened(fact, of_rows.open_questions(fact))
            case Treatment(pattern="case_rule" | "led_case" | "labelled_case"):
                asked = of_case.question(fact)
                if asked:
                    trust = _OF_LED_CASE if fact.pattern == "led_case" else 0.6
                    trust -= _OF_A_RIGHT * asked.is_vague
                    yield from _drafted(fact, asked.stem, (asked.key,), trust)
            case Bans():
                yield from _opened(fact, of_bans.open_questions(fact))
            case Approval():
                yield from _opened(fact, of_approval.open_questions(fact))
            case Exemption():
                yield from _opened(fact, of_exemption.open_questions(fact))
            case Steps():
                yield from _opened(fact, of_order.open_questions(fact))
            case Listing():
                yield from _opened(fact, of_listing.open_questions(fact), looked_over=True)
            case Answered():
                yield from _drafted(fact, fact.question.text, fact.points, _OF_TURN)
            case Essence():
                yield from _opened(fact, of_essence.essence_questions(fact))

    def check(self) -> Iterator[Problem]:
        """Yield faults: no points, an empty or repeated point, marks that are not above 0."""
        if not self.key:
            yield Problem("key-missing")
        for n, point in enumerate(self.key, 1):
            if not fold(point.text):
                yield Problem("point-empty", values={"n": n})
            if not point.marks > 0:
                yield Problem("point-marks", values={"n": n, "marks": point.marks})
            if fold(point.text) in {fold(earlier.text) for earlier in self.key[: n - 1]}:
                yield Problem("point-repeated", values={"n": n})

    def blocks(self, stem: str) -> tuple[Block, ...]:
        """Return the question and two lines to write on per point."""
        return (*paragraphs(stem), WriteSpace(2 * max(len(self.key), 1)))

    def interaction(self) -> ExtendedText:
        """Return the points to mark against."""
        return ExtendedText(self.key)

    def key_text(self) -> str:
        """Return the points in order."""
        return "；".join(self.key_strings())

    def key_strings(self) -> tuple[str, ...]:
        """Return the text of each point."""
        return tuple(point.text for point in self.key)

    def score(self, response: Response) -> float | Problem:
        """Return the share of the marks a person gave; free text is a Problem, for no rule can mark it.

        Args:
            response: one boolean a point (made or not), or ``{"marks": n}`` with n from 0 to the sum.
        """
        full = sum(point.marks for point in self.key)
        if isinstance(response, str):
            return Problem("needs-a-person") if response.strip() else 0.0
        given = response.get("marks") if isinstance(response, Mapping) else self._made(response)
        if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= full or not full:
            return unreadable(response, "marks")
        return given / full

    def responses(self) -> Iterator[SampleResponse]:
        """Yield all points made, full marks, none made, nothing written, free text, and too many marks."""
        full = sum(point.marks for point in self.key)
        yield SampleResponse([True] * len(self.key), 1.0)
        yield SampleResponse({"marks": full}, 1.0)
        yield SampleResponse([False] * len(self.key), 0.0)
        yield SampleResponse("", 0.0)
        yield SampleResponse(self.key_text(), None)
        yield SampleResponse({"marks": full + 1}, None)

    @classmethod
    def example(cls) -> Item:
        """Return four measures, one mark each."""
        points = ("加强组织领导", "落实经费保障", "严格考核评价", "注重总结推广")
        body = cls(tuple(MarkingPoint(text) for text in points))
        return Item(id="example-short-answer", stem="方案提出了哪些保障措施？", body=body)

    def to_dict(self) -> dict[str, Any]:
        """Return ``key``, a list of text and marks."""
        return {"key": [{"text": point.text, "marks": point.marks} for point in self.key]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ShortAnswer:
        """Return the body of ``to_dict``; a point without marks has 1. Raises ValueError naming the field."""
        if "key" not in data:
            raise ValueError("key: missing")
        points = fields.records(data, "key", _KNOWN)
        return cls(tuple(MarkingPoint(fields.text(each, "text"), fields.number(each, "marks", 1.0)) for each in points))

    @classmethod
    def of_interaction(cls, interaction: Interaction, rules: Mapping[str, Any]) -> ShortAnswer | None:
        """Return the body with this interaction, None for an interaction of another type."""
        return cls(interaction.points) if isinstance(interaction, ExtendedText) else None

    def _made(self, response: Response) -> float | None:
        if not isinstance(response, list | tuple) or len(response) != len(self.key):
            return None
        if not all(isinstance(each, bool) for each in response):
            return None
        return sum(point.marks for point, made in zip(self.key, response, strict=True) if made)


def _drafted(
    fact: Fact, stem: str | None, points: Sequence[Part], trust: float, texts: Sequence[str] = ()
) -> Iterator[Draft]:
    texts = texts or [list_stems.point_text(each.text) for each in points]
    if stem is None or len(texts) > MOST_POINTS or stems.leaks(stem, texts):
        return
    body = ShortAnswer(tuple(MarkingPoint(text) for text in texts))
    trust = stems.trust_in(stem, trust - _burden(texts), fact)
    yield Draft(fact=fact, stem=stem, body=body, asks=tuple(points), trust=trust)


def _opened(fact: Fact, questions: Iterator[OpenQuestion], *, looked_over: bool = False) -> Iterator[Draft]:
    """Yield the drafts of open questions that the module of a kind of fact has worded, and maybe looked over."""
    for each in questions:
        if looked_over or not stems.leaks(each.stem, each.points):
            body = ShortAnswer(tuple(MarkingPoint(text) for text in each.points))
            yield Draft(fact=fact, stem=each.stem, body=body, asks=each.asked, trust=each.trust)


def _burden(texts: Sequence[str]) -> float:
    """Return what the length of an answer costs in trust: nobody writes eight points from memory."""
    many = next((cost for count, cost in _MANY if len(texts) > count), 0.0)
    return many + (_OF_LONG if sum(map(len, texts)) > _LONG else 0.0)
