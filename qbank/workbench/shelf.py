"""Documents at hand while somebody edits: each studied when it is first asked for, the last ones kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qbank.bank import Bank, DocumentEntry
from qbank.drafting.also_true import Record, record_of
from qbank.drafting.study import Study, study
from qbank.model.document import Document
from qbank.model.fact import FactPool
from qbank.workbench.drafting import Made, with_text

_KEPT = 32
_BESIDE, _LENGTH = 6, 60_000
"""Other documents that are looked at, and characters of them in all: each has to be studied."""


@dataclass(frozen=True, slots=True)
class Known:
    """A document studied, with the pool of its facts and the record of what it and the others say."""

    study: Study
    pool: FactPool
    record: Record

    @property
    def document(self) -> Document:
        """Return the document."""
        return self.study.document


class Shelf:
    """The documents of a bank, each studied when it is first asked for; the last ones stay at hand.

    Args:
        bank: where the documents are.
        made: what drafting needs; a shelf is good for as long as this is.
    """

    def __init__(self, bank: Bank, made: Made) -> None:
        self.bank = bank
        self.made = made
        self.known = lru_cache(maxsize=_KEPT)(self._known)

    @cached_property
    def _entries(self) -> list[DocumentEntry]:
        """The documents of the bank: what drafting needs is made anew when they change, and the shelf with it."""
        return with_text(self.bank)

    def _known(self, name: str, digest: str) -> Known | None:
        """Return a version of a document, None where the bank does not have its text."""
        document = self.bank.document(name, digest)
        if document is None or not document.text:
            return None
        studied = study(document, self.made.tools)
        pool = FactPool.of([(name, fact) for fact in studied.facts], document.date)
        return Known(studied, pool, record_of(studied, self.made.said))

    def beside(self, wording: str, own: Document) -> Iterator[Known]:
        """Yield some other documents, first those whose sentences share most with a wording, then those of one kind."""
        shared: dict[str, int] = {}
        for saying in self.made.said.about(self.made.tools.words_of([wording])[0], aside=own.name):
            shared[saying.document] = shared.get(saying.document, 0) + 1
        others = [entry for entry in self._entries if entry.name != own.name]
        others.sort(key=lambda each: (-shared.get(each.name, 0), each.kind != own.kind, each.name))
        room = _LENGTH
        for entry in others[:_BESIDE]:
            room -= entry.characters
            known = self.known(entry.name, entry.digest) if room >= 0 else None
            if known:
                yield known
