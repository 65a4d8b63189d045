"""Documents of the bank into drafts: words counted over the whole corpus, then one document at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from qbank import __version__
from qbank.bank import Bank
from qbank.drafting.draft import Drafted, draft
from qbank.drafting.study import Tools, study
from qbank.locale import Lang, say
from qbank.model.document import Document
from qbank.reports.tables import html_lines
from qbank.text.rank import NO_CORPUS, CorpusCounts, Idf
from qbank.text.segment import outline
from qbank.text.terms import Segmenter, background_idf, content_words, terms_of
from qbank.workbench.ingest import Progress, quiet


@dataclass(frozen=True, slots=True)
class DocumentDrafts:
    """What came of one document: drafts new to the bank, known before, refused (code → number)."""

    document: str
    characters: int
    added: int
    known: int
    types: dict[str, int]
    refused: dict[str, int]


@dataclass(slots=True)
class DraftReport:
    """What came of drafting, a document a line; ``unchanged`` documents were not drafted again."""

    lang: Lang
    documents: list[DocumentDrafts] = field(default_factory=list)
    unchanged: int = 0

    @property
    def added(self) -> int:
        """Return how many drafts are new to the bank."""
        return sum(each.added for each in self.documents)

    def lines(self) -> list[str]:
        """Return the report in words."""
        own = [
            say("drafted", self.lang, document=each.document, added=each.added, refused=sum(each.refused.values()))
            for each in self.documents
        ]
        return [*own, say("drafted-all", self.lang, added=self.added, unchanged=self.unchanged)]

    def _repr_html_(self) -> str:
        return html_lines(self.lines())


def make_tools(bank: Bank, segmenter: Segmenter, *, progress: Progress = quiet) -> Tools:
    """Count the words of every document in the bank, one at a time, and return what drafting needs."""
    words_of = content_words(segmenter)
    names = [entry.name for entry in bank.documents()]
    counts = NO_CORPUS
    for number, name in enumerate(names):
        progress(name, number, len(names))
        document = bank.document(name)
        if document is not None:
            counts = counts.merge(CorpusCounts.of(outline(document), words_of))
    return Tools(words_of, terms_of(segmenter), Idf(counts, background_idf()))


def draft_all(
    bank: Bank,
    names: Iterable[str],
    tools: Tools,
    *,
    seed: str,
    settings: str,
    actor: str,
    lang: Lang,
    again: bool = False,
    progress: Progress = quiet,
) -> DraftReport:
    """Draft from each document, each in a transaction of its own.

    A document drafted before from the same bytes, with the same program and ``settings``, is passed
    over unless ``again``.
    """
    report, names = DraftReport(lang), list(names)
    for number, name in enumerate(names):
        progress(name, number, len(names))
        document = bank.document(name)
        if document is None:
            continue
        mark = f"{document.digest}/{__version__}/{settings}/{seed}"
        if not again and bank.setting(_key(name)) == mark:
            report.unchanged += 1
            continue
        drafted = draft(study(document, tools), seed=seed, lang=lang)
        count = bank.add_drafts(drafted.items, actor=actor)
        bank.set_setting(_key(name), mark)
        report.documents.append(_line(document, drafted, count.added, count.known))
    return report


def _key(name: str) -> str:
    return f"drafted/{name}"


def _line(document: Document, drafted: Drafted, added: int, known: int) -> DocumentDrafts:
    types = dict(Counter(item.type for item in drafted.items))
    return DocumentDrafts(document.name, len(document.text), added, known, types, dict(drafted.refused))
