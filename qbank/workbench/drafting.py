"""Documents of the bank into drafts: words counted over the whole corpus, then one document at a time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from qbank import __version__
from qbank.bank import Bank, DocumentEntry
from qbank.drafting.draft import draft
from qbank.drafting.order import SHORTLIST
from qbank.drafting.said import Said, Saying, sayings
from qbank.drafting.study import Tools, study
from qbank.drafting.verbatim import LOCKED_KINDS
from qbank.drafting.worth import PRIORS, Worth
from qbank.errors import Problem
from qbank.locale import Lang, say
from qbank.reports.tables import html_lines
from qbank.text.rank import CorpusCounts, Idf
from qbank.text.segment import outline
from qbank.text.terms import Segmenter, background_idf, content_words, terms_of
from qbank.workbench.ingest import Progress, quiet
from qbank.workbench.order_file import Order


@dataclass(frozen=True, slots=True)
class DocumentDrafts:
    """What came of one document: drafts new to the bank, renewed after a change, known before, withdrawn, refused.

    ``types`` counts the drafts by item type, ``refused`` those held back by code, ``reordered`` the undecided whose
    place in the review order is another now. ``shortlisted`` drafts, at most ten, head the queue; ``weak`` and
    ``repeats`` say why there are not more (see ``drafting.order.Ordered``). ``also_true`` names, of the refused whose
    wrong option or false statement is right after all, the document and the sentence that say so. ``stimuli`` counts
    the passages that several drafts share.
    """

    document: str
    characters: int
    added: int
    renewed: int
    known: int
    withdrawn: int
    types: dict[str, int]
    refused: dict[str, int]
    reordered: int = 0
    shortlisted: int = 0
    weak: int = 0
    repeats: int = 0
    also_true: tuple[Problem, ...] = ()
    stimuli: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """What one pass over the documents of the bank gives: the tools of drafting, and what the documents say."""

    tools: Tools
    said: Said


@dataclass(slots=True)
class DraftReport:
    """What came of drafting, a document a line; ``unchanged`` documents were not drafted again."""

    lang: Lang
    problems: tuple[Problem, ...] = ()
    documents: list[DocumentDrafts] = field(default_factory=list)
    unchanged: int = 0

    @property
    def added(self) -> int:
        """Return how many drafts are new to the bank."""
        return sum(each.added for each in self.documents)

    def lines(self) -> list[str]:
        """Return the report in words."""
        own = [line for each in self.documents for line in self._lines_of(each)]
        reordered = sum(each.reordered for each in self.documents)
        own += [say("reordered", self.lang, count=reordered)] if reordered else []
        return [*own, say("drafted-all", self.lang, added=self.added, unchanged=self.unchanged)]

    def _lines_of(self, each: DocumentDrafts) -> Iterator[str]:
        if each.added or each.renewed or each.withdrawn:
            refused = sum(each.refused.values())
            yield say("drafted", self.lang, document=each.document, added=each.added, refused=refused)
        if each.shortlisted < SHORTLIST:
            yield say(
                "drafted-short" if each.added or each.known else "drafted-none",
                self.lang,
                document=each.document,
                shortlisted=each.shortlisted,
                most=SHORTLIST,
                characters=each.characters,
                weak=each.weak,
                repeats=each.repeats,
                refused=sum(each.refused.values()),
            )
        yield from (problem.message(self.lang) for problem in each.also_true)

    def _repr_html_(self) -> str:
        return html_lines((*(problem.message(self.lang) for problem in self.problems), *self.lines()))


def make_tools(bank: Bank, segmenter: Segmenter, *, progress: Progress = quiet) -> Made:
    """Read every document in the bank, one at a time: count its words and index what it says."""
    words_of = content_words(segmenter)
    entries = with_text(bank)
    frequency: Counter[str] = Counter()

    def read() -> Iterator[tuple[list[Saying], list[list[str]]]]:
        for number, entry in enumerate(entries):
            progress(entry.name, number, len(entries))
            document = bank.document(entry.name)
            said = list(sayings(outline(document))) if document is not None else []
            words = words_of([each.text for each in said])
            pairs = zip(said, words, strict=False)
            frequency.update(set().union(*(found for each, found in pairs if not each.heading)))
            yield said, words

    said = Said.of(read())
    counts = CorpusCounts(len(entries), frequency)
    return Made(Tools(words_of, terms_of(segmenter), Idf(counts, background_idf())), said)


def with_text(bank: Bank) -> list[DocumentEntry]:
    """Return the documents whose text the bank has; of imported ones it may know only the digest."""
    return [entry for entry in bank.documents() if entry.characters]


def draft_again(bank: Bank, name: str) -> None:
    """Let a document be drafted anew the next time, although it is as it was: what others say has changed."""
    bank.set_setting(_key(name), "")


def draft_all(
    bank: Bank,
    entries: Sequence[DocumentEntry],
    tools: Callable[[], Made],
    *,
    seed: str,
    settings: str,
    actor: str,
    lang: Lang,
    locked: frozenset[str] = LOCKED_KINDS,
    order: Order | None = None,
    again: bool = False,
    problems: tuple[Problem, ...] = (),
    progress: Progress = quiet,
) -> DraftReport:
    """Draft from each document, each in a transaction of its own.

    Args:
        bank: where the documents are and the drafts go.
        entries: the documents.
        tools: makes what drafting needs; called only if there is something to draft.
        seed: see ``drafting.draft.draft``.
        settings: what else decides how drafts come out (segmenter, user dictionary).
        actor: who is named in the log.
        lang: language of the report.
        locked: the kinds of documents under the verbatim lock.
        order: what was learned from verdicts; None leaves the types' own priors.
        again: draft also what was drafted before from the same bytes, metadata, program and settings.
        problems: what was wrong with the settings, for the report.
        progress: told of each document.
    """
    report = DraftReport(lang, problems)
    program, worth_of = f"{__version__}/{settings}/{seed}/{' '.join(sorted(locked))}", PRIORS
    if order is not None:
        program, worth_of = f"{program}/{order.mark}", order.worth
    marks = {entry.name: _mark(entry, program) for entry in entries}
    stale = [entry for entry in entries if again or bank.setting(_key(entry.name)) != marks[entry.name]]
    report.unchanged = len(entries) - len(stale)
    made = tools() if stale else None
    for number, entry in enumerate(stale):
        progress(entry.name, number, len(stale))
        if made is not None:
            drafts = _draft_one(bank, entry, made, seed=seed, worth_of=worth_of, actor=actor, locked=locked)
            report.documents.append(drafts)
            bank.set_setting(_key(entry.name), marks[entry.name])
    return report


def _draft_one(
    bank: Bank,
    entry: DocumentEntry,
    made: Made,
    *,
    seed: str,
    worth_of: Worth,
    actor: str,
    locked: frozenset[str],
) -> DocumentDrafts:
    document = bank.document(entry.name)
    if document is None:
        return DocumentDrafts(entry.name, 0, 0, 0, 0, 0, {}, {})
    drafted = draft(study(document, made.tools), seed=seed, elsewhere=made.said, locked=locked, worth_of=worth_of)
    count = bank.add_drafts(drafted.items, document=entry.name, actor=actor, stimuli=drafted.stimuli)
    types = dict(Counter(item.type for item in drafted.items))
    return DocumentDrafts(
        entry.name,
        entry.characters,
        count.added,
        count.renewed,
        count.known,
        count.withdrawn,
        types,
        dict(drafted.refused),
        count.reordered,
        drafted.shortlisted,
        drafted.weak,
        drafted.repeats,
        drafted.also_true,
        len(drafted.stimuli),
    )


def _mark(entry: DocumentEntry, program: str) -> str:
    said = repr((entry.title, entry.kind, entry.audience, entry.chapter, entry.tags, entry.verbatim))
    return f"{entry.digest}/{hashlib.sha256(said.encode()).hexdigest()[:16]}/{program}"


def _key(name: str) -> str:
    return f"drafted/{name}"
