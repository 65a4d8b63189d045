"""Which sections of the documents have questions: a table section × item type, counted by main proof line."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby, pairwise
from typing import Any, Literal, NamedTuple

from qbank.bank import Bank, Query
from qbank.locale import Lang, Listed, say
from qbank.model.document import Document, Outline, Span
from qbank.types._contract import TYPES

Standing = Literal["accepted", "draft"]
"""Statuses that are counted; what was rejected or retired covers nothing."""
STANDINGS: tuple[Standing, ...] = ("accepted", "draft")
Progress = Callable[[str, int, int], None]

_SHOWN = 60
_NUMBER = "style='text-align:right'"
_WORDS = "style='text-align:left'"


def _quiet(name: str, number: int, total: int) -> None:
    """Tell nobody how far it is."""


class Proof(NamedTuple):
    """What is counted of an item: its type and status, and its main proof line."""

    type: str
    status: Standing
    digest: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A section with the items whose main proof line begins in it, its subsections aside.

    ``section`` is its place in the outline, None for items whose proof line the document, as it is now, does not
    have. ``heading`` has the numbering, "" for what stands before the first heading; ``level`` and ``parent`` are
    those of the heading tree. ``spans`` are the stretches of the text that belong to it, in code points; ``own`` tells
    whether they have a sentence of body text, so that there is something to ask about.
    ``accepted`` and ``drafts`` count items by type, types without any left out.
    """

    document: str
    section: int | None
    heading: str
    level: int = 0
    parent: int | None = None
    spans: tuple[Span, ...] = ()
    own: bool = True
    accepted: Mapping[str, int] = field(default_factory=dict)
    drafts: Mapping[str, int] = field(default_factory=dict)

    @property
    def standing(self) -> Standing | None:
        """Return "accepted" if it has an accepted item, "draft" if it has drafts only, None if it has nothing."""
        return "accepted" if self.accepted else "draft" if self.drafts else None

    @property
    def items(self) -> int:
        """Return how many items begin in it."""
        return self.accepted_items + self.draft_items

    @property
    def accepted_items(self) -> int:
        """Return how many accepted items begin in it."""
        return sum(self.accepted.values())

    @property
    def draft_items(self) -> int:
        """Return how many drafts begin in it."""
        return sum(self.drafts.values())

    def to_dict(self) -> dict[str, Any]:
        """Return the place as JSON data."""
        return {
            "document": self.document,
            "section": self.section,
            "heading": self.heading,
            "level": self.level,
            "start": self.spans[0].start if self.spans else None,
            "accepted": dict(self.accepted),
            "drafts": dict(self.drafts),
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sections of one document or of all, in order; ``loose`` items have no proof line and lie in no section."""

    places: tuple[Place, ...]
    loose: int
    lang: Lang

    def __len__(self) -> int:
        return len(self.places)

    @property
    def items(self) -> int:
        """Return how many items are counted, the loose ones aside."""
        return sum(place.items for place in self.places)

    @property
    def sections(self) -> tuple[Place, ...]:
        """Return the places that are sections of a text with something to ask about."""
        return tuple(place for place in self.places if place.section is not None and place.own)

    @property
    def bare(self) -> tuple[Place, ...]:
        """Return the sections that have neither an accepted item nor a draft."""
        return tuple(place for place in self.sections if place.standing is None)

    def lines(self) -> list[str]:
        """Return a line for each section under the name of its document, and a last one with the sums."""
        shown = []
        for document, places in groupby(self.places, key=lambda place: place.document):
            shown += [document, *(f"  {self._line(place)}" for place in places)]
        return [*shown, self.summary()]

    def summary(self) -> str:
        """Return in words how many sections have accepted items, drafts only, nothing."""
        counts = Counter(place.standing for place in self.sections)
        sums = {"accepted": counts["accepted"], "drafts": counts["draft"], "bare": counts[None]}
        said = say("coverage-summary", self.lang, sections=len(self.sections), items=self.items, **sums)
        lost = sum(place.items for place in self.places if place.section is None)
        said += say("coverage-lost-more", self.lang, items=lost) if lost else ""
        return said + (say("coverage-loose", self.lang, items=self.loose) if self.loose else "")

    def to_dict(self) -> dict[str, Any]:
        """Return ``sections``, ``items`` and ``loose`` as JSON data."""
        return {"items": self.items, "loose": self.loose, "sections": [place.to_dict() for place in self.places]}

    def heading(self, place: Place) -> str:
        """Return what to call a place: its heading, or in words what it is."""
        if place.section is None:
            return say("coverage-lost", self.lang)
        return place.heading or say("coverage-opening", self.lang)

    def _line(self, place: Place) -> str:
        cells = [f"{'  ' * max(place.level - 1, 0)}{self.heading(place)}"]
        for status, counts in zip(STANDINGS, (place.accepted, place.drafts), strict=True):
            if counts:
                types = Listed(f"{TYPES.get(name).label} {count}" for name, count in counts.items())
                count = sum(counts.values())
                cells.append(say("coverage-count", self.lang, status=self._status(status), count=count, types=types))
        return "  ".join(cells if place.standing or not place.own else [*cells, say("coverage-none", self.lang)])

    def _status(self, status: Standing) -> str:
        return say(f"status-{status}", self.lang)

    def _repr_html_(self) -> str:
        names = [say("col-document", self.lang), say("coverage-section", self.lang)]
        head = "".join(f"<th {_WORDS}>{escape(name)}</th>" for name in names)
        head += "".join(f"<th {_NUMBER}>{escape(TYPES.get(name).label)}</th>" for name in TYPES.names())
        body = "".join(f"<tr>{self._cells(place)}</tr>" for place in self.places[:_SHOWN])
        left = len(self.places) - _SHOWN
        more = say("coverage-more", self.lang, left=left) if left > 0 else ""
        foot = f"<p>{escape(self.summary() + more)}<br>{escape(say('coverage-legend', self.lang))}</p>"
        return f"<table lang='zh-CN'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"

    def _cells(self, place: Place) -> str:
        words = "".join(f"<td {_WORDS}>{escape(text)}</td>" for text in (place.document, self.heading(place)))
        return words + "".join(f"<td {_NUMBER}>{number(place, name)}</td>" for name in TYPES.names())


def number(place: Place, type_name: str) -> str:
    """Return what stands in a cell of the table: accepted items, drafts after a +, nothing for none."""
    accepted, drafts = place.accepted.get(type_name, 0), place.drafts.get(type_name, 0)
    return (str(accepted) if accepted else "") + (f"+{drafts}" if drafts else "")


def coverage(bank: Bank, lang: Lang, document: str = "", progress: Progress = _quiet) -> Coverage:
    """Count the accepted and draft items of a bank by the section in which their main proof line begins.

    Args:
        bank: the bank.
        lang: language of what is shown.
        document: name of the only document to look at, "" for all.
        progress: told of each document.
    """
    found: dict[str, list[Proof]] = {}
    loose = 0
    for item in bank.items(Query(status=STANDINGS, document=document or None, order="id")):
        if not item.sources:
            loose += 1
            continue
        main = item.sources[0]
        status: Standing = "accepted" if item.status == "accepted" else "draft"
        proof = Proof(item.type, status, main.digest, main.start, main.text)
        found.setdefault(main.document, []).append(proof)
    known = {document} if document else {entry.name for entry in bank.documents()}
    names = sorted(known | found.keys())
    places: list[Place] = []
    for done, name in enumerate(names):
        progress(name, done, len(names))
        places += places_of(name, bank.document(name), found.get(name, ()))
    return Coverage(tuple(places), loose, lang)


def places_of(name: str, document: Document | None, proofs: Iterable[Proof]) -> list[Place]:
    """Return the sections of a document in order, the opening only if it says something or has items.

    A proof line of an earlier version of the document is looked for in the words of the present one. What is not
    found comes last, as a place without a section. Every proof line is counted once.

    Args:
        name: the document's name.
        document: the document; None, or one without text, where the bank knows only its digest.
        proofs: the items whose main source has this name.
    """
    from qbank.text.segment import outline

    cut = outline(document) if document and document.text else None
    homes = _stretches(cut) if cut else []
    counts: dict[int | None, dict[Standing, Counter[str]]] = {}
    for proof in proofs:
        section = _section_of(proof, cut.document, homes) if cut else None
        counts.setdefault(section, {status: Counter() for status in STANDINGS})[proof.status][proof.type] += 1
    places = list(_sections(name, cut, homes, counts)) if cut else []
    if None in counts:
        places.append(_counted(Place(name, None, ""), counts[None]))
    return places


def _sections(
    name: str,
    cut: Outline,
    homes: Sequence[tuple[Span, int]],
    counts: Mapping[int | None, Mapping[Standing, Counter[str]]],
) -> Iterator[Place]:
    says = {sent.section for sent in cut.body()}
    spans: dict[int, list[Span]] = {}
    for span, home in homes:
        spans.setdefault(home, []).append(span)
    for section in cut.sections:
        at = section.index
        if at in says or at in counts or section.level:
            where = tuple(spans.get(at, ()))
            place = Place(name, at, section.readable, section.level, section.parent, where, at in says)
            yield _counted(place, counts.get(at, {}))


def _counted(place: Place, counts: Mapping[Standing, Counter[str]]) -> Place:
    """Return a place with its items counted, types in the order of the table."""
    accepted, drafts = (counts.get(status, Counter[str]()) for status in STANDINGS)
    in_order = [{name: own[name] for name in TYPES.names() if own[name]} for own in (accepted, drafts)]
    return replace(place, accepted=in_order[0], drafts=in_order[1])


def _stretches(cut: Outline) -> list[tuple[Span, int]]:
    """Return the stretches of the text with their sections; together they are the whole text, without overlap."""
    runs = groupby(cut.sentences, key=lambda sent: sent.section)
    begun = [(next(run).start, home) for home, run in runs] or [(0, 0)]
    edges = [0, *(start for start, _ in begun[1:]), len(cut.document.text)]
    return [(Span(start, end), home) for (start, end), (_, home) in zip(pairwise(edges), begun, strict=True)]


def _section_of(proof: Proof, document: Document, homes: Sequence[tuple[Span, int]]) -> int | None:
    start = proof.start
    if proof.digest != document.digest:
        start = document.text.find(proof.text) if proof.text else -1
    if not 0 <= start < len(document.text):
        return None
    return homes[bisect_right(homes, start, key=lambda each: each[0].start) - 1][1]
