"""Documents and what they are made of: sections, sentences, terms.

Every position is an offset in Unicode code points into ``Document.text``, which
never changes. What is read more easily than the raw text (broken lines joined,
full-width digits folded, punctuation as Chinese print has it) is the ``view`` of
a sentence, layered over the text with a map back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["law", "plan", "notice", "speech", "news", "report", "handbook", "other"]
Role = Literal["body", "heading", "title", "furniture", "byline", "salutation", "signature"]


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points of a document's text."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Tell whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One study document: what the reader made of a file, and where it came from.

    ``name`` is the path relative to the folder that was ingested, with ``/``;
    ``digest`` the SHA-256 of the file's bytes in hex; ``date`` an ISO date or "".
    ``audience``, ``chapter`` and ``tags`` are the editor's own words.
    """

    name: str
    digest: str
    text: str
    title: str = ""
    kind: Kind = "other"
    date: str = ""
    format: str = "txt"
    encoding: str = "utf-8"
    audience: tuple[str, ...] = ()
    chapter: str = ""
    tags: tuple[str, ...] = ()
    extensions: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the heading tree.

    ``index`` is its place in ``Outline.sections``; section 0 is the whole document
    (level 0, no heading). ``label`` is the numbering as printed ("一、", "第三条"),
    ``title`` the heading's view without it, ``start``/``end`` the heading's span.
    """

    index: int
    level: int
    label: str
    title: str
    start: int
    end: int
    parent: int | None = None

    @property
    def readable(self) -> str:
        """Return the numbering and the title, as a person reads them together."""
        return f"{self.label}　{self.title}" if self.label.startswith("第") and self.title else self.label + self.title


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the document: a sentence, a heading, or something left aside.

    ``text`` is exactly ``document.text[start:end]``. ``view`` is the text to read
    and to match patterns on; ``offsets[i]`` is the document position of ``view[i]``
    (None: ``start + i``). ``vetoes`` are redacted spans in document offsets.
    ``label`` is a numbering that stands before the view ("（一）", "一是", "第三条"), "" if none.
    """

    index: int
    start: int
    end: int
    text: str
    view: str
    role: Role = "body"
    section: int = 0
    paragraph: int = 0
    label: str = ""
    vetoes: tuple[Span, ...] = ()
    offsets: tuple[int, ...] | None = None

    def __hash__(self) -> int:
        """Hash place and text alone: sentences are looked up often, and offsets are as many as characters."""
        return hash((self.start, self.text))

    @property
    def readable(self) -> str:
        """Return the numbering and the view, as a person reads them together."""
        return f"{self.label}　{self.view}" if self.label.startswith("第") else self.label + self.view

    def locate(self, start: int, end: int) -> Span:
        """Return the document span of ``view[start:end]`` (``start < end``)."""
        if self.offsets is None:
            return Span(self.start + start, self.start + end)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def is_vetoed(self, span: Span) -> bool:
        """Tell whether a document span touches a redaction."""
        return bool(self.vetoes) and any(span.touches(veto) for veto in self.vetoes)


@dataclass(frozen=True, slots=True)
class Outline:
    """A document cut into sentences and sections; the sentences tile the text but for white space."""

    document: Document
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    _body: tuple[Sentence, ...] = field(init=False, repr=False, compare=False)
    _wordings: Mapping[str, Sentence] = field(init=False, repr=False, compare=False)
    _titles: tuple[tuple[str, ...], ...] = field(init=False, repr=False, compare=False)
    _openings: Mapping[int, Sentence] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Pick out what every pattern and draft asks for: body, wordings, titles above a section, first sentences."""
        object.__setattr__(self, "_body", tuple(sent for sent in self.sentences if sent.role == "body"))
        wordings: dict[str, Sentence] = {}
        for sent in self._body:
            wordings.setdefault(sent.view, sent)
        object.__setattr__(self, "_wordings", wordings)
        titles: list[tuple[str, ...]] = []
        for section in self.sections:
            above = () if section.parent is None else titles[section.parent]
            titles.append((*above, section.title) if section.title else above)
        object.__setattr__(self, "_titles", tuple(titles))
        openings: dict[int, Sentence] = {}
        for sent in self.sentences:
            openings.setdefault(sent.paragraph, sent)
        object.__setattr__(self, "_openings", openings)

    def body(self) -> tuple[Sentence, ...]:
        """Return the sentences that say something: no headings, no page furniture."""
        return self._body

    def wordings(self) -> Mapping[str, Sentence]:
        """Return view → the first body sentence that has it, in order of position."""
        return self._wordings

    def headings(self, sent: Sentence) -> tuple[str, ...]:
        """Return the titles of the sections a sentence stands in, outermost first."""
        return self._titles[sent.section]

    def opening_of(self, sent: Sentence) -> Sentence:
        """Return the sentence that opens the paragraph of another."""
        return self._openings[sent.paragraph]

    def place(self, start: int) -> tuple[str, ...]:
        """Return the headings a position of the text stands under, as a person reads them, outermost first."""
        at = bisect_right(self.sentences, start, key=lambda sent: sent.start) - 1
        return tuple(filter(None, (each.readable for each in self._around(self.sentences[at])))) if at >= 0 else ()

    def _around(self, sent: Sentence) -> Iterator[Section]:
        found: list[Section] = []
        index: int | None = sent.section
        while index is not None:
            found.append(self.sections[index])
            index = found[-1].parent
        return reversed(found)


class Term(NamedTuple):
    """A word of a sentence's view with its part-of-speech tag (jieba's tag set)."""

    text: str
    tag: str
    start: int
    end: int
