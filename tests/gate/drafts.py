"""What drafting makes of documents: how many of each type, and how many faults got through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from qbank.drafting.checks import check, check_proof
from qbank.drafting.draft import draft
from qbank.drafting.study import Tools, study
from qbank.model.document import Document, Outline, Span
from qbank.model.item import Item
from qbank.text.describe import describe
from qbank.text.segment import outline


@dataclass(slots=True)
class Yield:
    """Counts over some documents."""

    characters: int = 0
    types: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def per_thousand(self) -> dict[str, float]:
        """Return drafts per 1,000 characters, by type."""
        return {name: 1000 * count / self.characters for name, count in sorted(self.types.items())}


def measure(documents: Iterable[Document], made: Tools) -> Yield:
    """Draft every document and look each draft over, independently of the gates it passed."""
    found = Yield()
    for document in documents:
        described = describe(document, outline(document))
        studied = study(described, made)
        found.characters += len(document.text)
        for item in draft(studied).items:
            found.types[item.type] += 1
            found.faults.update(problem.code for problem in check(item))
            found.faults.update(problem.code for problem in check_proof(item, lambda *_, text=document.text: text))
            found.faults.update(_touched(item, studied.outline))
    return found


def _touched(item: Item, outlined: Outline) -> list[str]:
    """Return what a draft's proof lines touch that they must not."""
    spans = [Span(source.start, source.end) for source in item.sources]
    touched = []
    for sent in outlined.sentences:
        if not any(span.touches(Span(sent.start, sent.end)) for span in spans):
            continue
        if sent.role not in {"body", "heading"}:
            touched.append(f"touches-{sent.role}")
        for veto in sent.vetoes:
            word = outlined.document.text[veto.start : veto.end].strip()
            if word and (word in item.stem or word in item.body.key_text()):
                touched.append("touches-redaction")
    return touched
