"""What drafting makes of documents: a row a draft, looked over independently of the gates it passed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from likeness import likeness, verdict
from record import DocumentRow, DraftRow
from shapes import Tagger

from qbank.drafting.checks import check, check_proof
from qbank.drafting.draft import draft
from qbank.drafting.study import Study, Tools, study
from qbank.model.document import Document, Outline, Span
from qbank.model.item import BLANK, Item
from qbank.text.describe import describe
from qbank.text.segment import outline

NEAR = 0.6
"""Two of a short list are near-duplicates from this share of common bigrams of their stems on."""
_NAMED = re.compile("^(?:根据(?:报道)?)?(?:《[^》]*》|该[^，]{1,4})(?:中)?，")


class Studied(NamedTuple):
    """A document as drafting saw it, and its drafts in review order, the short list of at most ten first."""

    study: Study
    items: tuple[Item, ...]
    shortlisted: int

    @property
    def document(self) -> Document:
        """Return the document."""
        return self.study.document


def studied(document: Document, made: Tools) -> Studied:
    """Return a document described, studied and drafted as the workbench does it."""
    of_document = study(describe(document, outline(document)), made)
    drafted = draft(of_document)
    return Studied(of_document, drafted.items, drafted.shortlisted)


def row(of: Studied, group: str, tag: Tagger) -> DocumentRow:
    """Return what the gate keeps of a document."""
    repeating = set(repeats(of.items[: of.shortlisted]))
    return DocumentRow(
        name=of.document.name,
        group=group,
        genre=of.document.kind,
        characters=len(of.document.text),
        shortlisted=of.shortlisted,
        drafts=[_draft_row(item, of, item.id in repeating, tag) for item in of.items],
    )


def _draft_row(item: Item, of: Studied, repeating: bool, tag: Tagger) -> DraftRow:
    kept = DraftRow(
        id=item.id, type=item.type, pattern=item.pattern, faults=list(faults(item, of.study.outline)), repeats=repeating
    )
    alike, true = likeness(item, tag), verdict(item)
    if alike:
        kept["alike"] = list(alike[:5])
        if alike.place:
            kept["place"] = list(alike.place)
    if true is not None:
        kept["true"] = true
    return kept


def faults(item: Item, outlined: Outline) -> Iterator[str]:
    """Yield the code of every rule a draft breaks and of everything its proof lines touch that they must not."""
    text = outlined.document.text
    yield from (problem.code for problem in check(item))
    yield from (problem.code for problem in check_proof(item, lambda *_: text))
    spans = [Span(source.start, source.end) for source in item.sources]
    for sent in outlined.sentences:
        if not any(span.touches(Span(sent.start, sent.end)) for span in spans):
            continue
        if sent.role not in {"body", "heading"}:
            yield f"touches-{sent.role}"
        for veto in sent.vetoes:
            word = text[veto.start : veto.end].strip()
            if word and (word in item.stem or word in item.body.key_text()):
                yield "touches-redaction"


def repeats(items: Sequence[Item]) -> Iterator[str]:
    """Yield the id of each item that nearly repeats one before it: its key from its lines, or most of its words."""
    for place, item in enumerate(items):
        if any(_near(item, earlier) for earlier in items[:place]):
            yield item.id


def _near(one: Item, other: Item) -> bool:
    keys, places = (_keys(one), _keys(other)), (_places(one), _places(other))
    if keys[0] and keys[0] == keys[1] and places[0] & places[1]:
        return True
    first, second = _bigrams(one), _bigrams(other)
    return len(first & second) >= NEAR * max(1, len(first | second))


def _keys(item: Item) -> frozenset[str]:
    return frozenset(item.body.key_strings())


def _places(item: Item) -> frozenset[tuple[int, int]]:
    return frozenset((source.start, source.end) for source in item.sources)


def _bigrams(item: Item) -> frozenset[str]:
    """Return the pairs of characters of stem and keys: “四定”指的是哪些内容？ and “五看”… are two questions."""
    bare = "|".join([_NAMED.sub("", item.stem).replace(BLANK, "_"), *item.body.key_strings()])
    return frozenset(bare[start : start + 2] for start in range(len(bare) - 1))
