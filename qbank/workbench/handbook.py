"""A study handbook of the bank's documents, in Word, as PDF or as a web page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import qbank.formats  # noqa: F401 - registers the formats
from qbank.bank import Bank
from qbank.drafting.study import Study, study
from qbank.errors import Problem, QbankError
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.files import write_whole
from qbank.formats.losses import held
from qbank.formats.paper.handbook import Chapter, Ending, without_unprintable, write
from qbank.locale import Lang, Listed, say
from qbank.model.document import Document
from qbank.model.item import Item
from qbank.model.portable import Portable
from qbank.reports import handbook as content
from qbank.reports.places import places
from qbank.reports.tables import html_lines
from qbank.workbench.choosing import Packer, Selection, chosen, reading_order
from qbank.workbench.drafting import Made, with_text
from qbank.workbench.ingest import Progress
from qbank.workbench.paper_bank import pairs

_ENDINGS: tuple[Ending, ...] = get_args(Ending)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HandbookReport:
    """How many documents and items a handbook has, and what was left out of it."""

    lang: Lang
    out: Path
    documents: int
    items: int
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """Return the report in words."""
        return [say("handbook-written", self.lang, documents=self.documents, items=self.items, out=self.out)]

    def _repr_html_(self) -> str:
        return html_lines((*self.lines(), *(problem.message(self.lang) for problem in self.problems)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which items, of which documents, how it is called, and whether each document has a quiz."""

    out: Path
    selection: Selection
    title: str = ""
    quiz: bool = False


def handbook(bank: Bank, order: Order, tools: Callable[[], Made], lang: Lang, progress: Progress) -> HandbookReport:
    """Write a handbook, whole or not at all.

    Without words about items every document that is meant has a chapter; with such words those that have such items.

    Raises:
        QbankError: the name has another ending than .docx, .pdf or .html, there is no document, or the file cannot be
            written.
    """
    ending = next((each for each in _ENDINGS if order.out.suffix.casefold() == each), None)
    if ending is None:
        raise QbankError(Problem("handbook-ending", str(order.out), values={"known": Listed(_ENDINGS)}))
    by_document = _items(bank, order.selection)
    documents = _documents(bank, order.selection, by_document)
    if not documents:
        raise QbankError(Problem("handbook-empty"))
    problems: list[Problem] = []
    made, place_of = tools(), places(bank.document)
    packer = Packer(bank)
    chapters = []
    for at, document in enumerate(documents):
        progress(document.name, at, len(documents))
        found = study(document, made.tools)
        items = by_document.get(document.name, [])
        whole = list(packer.pack(items))
        practice = tuple(_held(iter(whole), ending, lang, problems))
        quiz = _quiz(whole, practice, document.name) if order.quiz else ()
        chapter = _chapter(found, practice, quiz, place_of, lang)
        if ending == ".pdf":
            chapter, lacking = without_unprintable(chapter)
            problems += lacking
        if order.quiz and practice and not chapter.quiz:
            problems.append(Problem("handbook-quiz-long", document.name, severity="warning"))
        chapters.append(chapter)
    if order.quiz and not any(by_document.values()):
        problems.append(Problem("handbook-quiz-none", severity="warning"))
    title = order.title or say("handbook-title", lang)
    write_whole(order.out, lambda stream: write(title, chapters, stream, ending, lang))
    return HandbookReport(
        lang=lang,
        out=order.out,
        documents=len(chapters),
        items=sum(len(each.practice) for each in chapters),
        problems=tuple(problems),
    )


def _quiz(whole: Sequence[Portable], practice: Sequence[Portable], seed: str) -> tuple[Portable, ...]:
    """Return a quiz as it is printed, drawn from the items as the bank has them: print keeps no places of proof."""
    printed = {portable.item.id: portable for portable in practice}
    offered = [portable for portable in whole if portable.item.id in printed]
    apart = [pair for found in pairs([portable.item for portable in offered]) for pair in found]
    return tuple(printed[portable.item.id] for portable in content.quiz(offered, seed, apart=apart))


def _items(bank: Bank, selection: Selection) -> dict[str, list[Item]]:
    """Return the items that are meant by the document they are about, in its order."""
    found: dict[str, list[Item]] = {}
    for item in sorted(chosen(bank, selection), key=reading_order):
        if item.sources:
            found.setdefault(item.sources[0].document, []).append(item)
    return found


def _documents(bank: Bank, selection: Selection, items: dict[str, list[Item]]) -> list[Document]:
    about_items = any((
        selection.types, selection.tags, selection.difficulties, selection.chapters, selection.audiences,
    ))  # fmt: skip
    names = [entry.name for entry in with_text(bank)]
    meant = [name for name in names if not selection.documents or name in selection.documents]
    kept = [name for name in meant if not about_items or name in items]
    return [document for name in kept if (document := bank.document(name)) and document.text]


def _held(portables: Iterator[Portable], ending: Ending, lang: Lang, problems: list[Problem]) -> Iterator[Portable]:
    """Yield what printing keeps of items; one that cannot be printed is named and left out."""
    fmt = FORMATS.get("pdf-key" if ending == ".pdf" else "docx-key")
    assert isinstance(fmt, ForeignFormat)  # noqa: S101 - papers are foreign formats
    for portable in portables:
        kept = held(fmt, portable, Settings(lang=lang))
        if isinstance(kept, Problem):
            problems.append(replace(kept, severity="warning"))
        else:
            yield kept


def _chapter(
    found: Study, practice: tuple[Portable, ...], quiz: tuple[Portable, ...], place_of: content.PlaceOf, lang: Lang
) -> Chapter:
    document = found.document
    title = document.title.strip("《》") or Path(document.name).stem
    about = (document.name, say(f"kind-{document.kind}", lang), document.date)
    return Chapter(
        title=title,
        about="　".join(filter(None, about)),
        points=content.key_points(found, place_of),
        terms=content.terms(found, place_of),
        practice=practice,
        quiz=quiz,
        minutes=content.MINUTES,
    )
