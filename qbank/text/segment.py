"""From a document to its outline: sentences that tile the text, and the tree of its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from qbank.model.document import Document, Outline, Role, Section, Sentence
from qbank.text.clean import Piece, fold, full_stops, view
from qbank.text.contents import contents_of
from qbank.text.headings import headings_of
from qbank.text.heads import Head
from qbank.text.lines import Paragraph, paragraphs, running_in
from qbank.text.numbering import Number, number_of
from qbank.text.redaction import may_be_redacted, redactions
from qbank.text.roles import roles_of
from qbank.text.sections import tree
from qbank.text.sentences import sentence_spans
from qbank.text.turns import turn_of


class _Cut(NamedTuple):
    """A sentence within its paragraph: ``[start:end]``, of which ``[first:last]`` is read.

    Positions count from the paragraph's text, so a heading mark before it (##) stands below zero.
    """

    start: int
    end: int
    role: Role
    first: int
    last: int
    label: str


def outline(document: Document) -> Outline:
    """Return the document cut into sentences and sections.

    ``document.text[s.start:s.end] == s.text`` for every sentence, in order, without overlap; what lies outside
    all of them is white space. A heading belongs to the section it opens. Time grows with the length of the text.
    """
    return Outline(document, *_cut(document.text))


@lru_cache(maxsize=1)
def _cut(whole: str) -> tuple[tuple[Sentence, ...], tuple[Section, ...]]:
    # Who describes a document mostly studies it next: the last text stays cut.
    read = full_stops(whole)
    running = running_in(read)
    paras = paragraphs(read, running)
    texts = [para.text for para in paras]
    roles = roles_of(texts, running)
    numbers = [number_of(text) if role == "body" else None for text, role in zip(texts, roles, strict=True)]
    for place in contents_of(texts, numbers):
        roles[place], numbers[place] = "furniture", None
    heads = headings_of(texts, roles, numbers)
    sections = tree([(head, *_place(paras[at], head), _title(paras[at], head)) for at, head in heads.items()])
    homes = _homes(len(paras), heads, sections)
    sentences: list[Sentence] = []
    for place, para in enumerate(paras):
        folded = _readable(para)
        cuts = _cuts(folded, para.mark - para.start, roles[place], numbers[place], heads.get(place))
        sentences.extend(_sentences(whole, para, folded, cuts, (len(sentences), homes[place], place)))
    return tuple(sentences), tuple(sections)


def _homes(count: int, heads: dict[int, Head], sections: Sequence[Section]) -> list[int]:
    """Return the section of each paragraph."""
    homes: list[int] = []
    opened = section = 0
    for place in range(count):
        head = heads.get(place)
        if head is not None:
            opened += 1
            section = opened
        homes.append(section)
        if head is not None and head.closed:
            section = sections[section].parent or 0
    return homes


def _cuts(text: str, start: int, role: Role, number: Number | None, head: Head | None) -> Iterator[_Cut]:
    """Yield the sentences of a paragraph; a number goes with the first, or with the heading before it."""
    if role != "body":
        yield _Cut(start, len(text), role, 0, len(text), "")
        return
    begin, label = (number.end, number.label) if number else turn_of(text)
    if head is not None and (head.words[0] < head.words[1] or head.end == len(text)):
        yield _Cut(start, len(text[: head.end].rstrip()), "heading", *head.words, head.label)
        begin = start = head.end
        label = ""
    elif begin == len(text):
        yield _Cut(start, begin, "furniture", begin, begin, label)
    for first, last in sentence_spans(text[begin:]):
        first, last = begin + first, begin + last
        yield _Cut(start if start < begin else first, last, "body", first, last, label)
        start, label = last, ""


def _sentences(
    text: str, para: Paragraph, folded: str, cuts: Iterator[_Cut], place: tuple[int, int, int]
) -> Iterator[Sentence]:
    redacted = may_be_redacted(para.text)
    first, section, paragraph = place
    for index, cut in enumerate(cuts, first):
        start, end = para.start + cut.start, para.start + cut.end
        source = text[start:end]
        words, pieces = view(folded, cut.first, cut.last, tight=cut.role == "heading")
        role: Role = cut.role if words or cut.role == "heading" else "furniture"
        vetoes = redactions(source, start) if redacted else ()
        offsets = _offsets(pieces, para.start, cut.start)
        yield Sentence(index, start, end, source, words, role, section, paragraph, cut.label, vetoes, offsets)


def _readable(para: Paragraph) -> str:
    """Return the paragraph's text, folded, with page numbers blanked out; of the same length."""
    folded = fold(para.text)
    if not para.holes:
        return folded
    edges = [0, *chain.from_iterable(para.holes), len(folded)]
    pieces = [folded[a:b] for a, b in pairwise(edges)]
    return "".join("\n" * len(piece) if place % 2 else piece for place, piece in enumerate(pieces))


def _offsets(pieces: list[Piece], base: int, start: int) -> tuple[int, ...] | None:
    if not pieces or (len(pieces) == 1 and pieces[0][0] == start):
        return None
    if len(pieces) == 1:
        return tuple(range(base + pieces[0][0], base + pieces[0][1]))
    return tuple(chain.from_iterable(range(base + first, base + last) for first, last in pieces))


def _place(para: Paragraph, head: Head) -> tuple[int, int]:
    return para.mark, para.start + len(para.text[: head.end].rstrip())


def _title(para: Paragraph, head: Head) -> str:
    """Return the words of a heading, without the dash that some print before it (——人员流动)."""
    if head.words[0] >= head.words[1]:
        return ""
    return view(fold(para.text[: head.end]), *head.words, tight=True)[0].lstrip("—–")
