"""A study handbook: of each document its key sentences, its terms, practice questions with answers, and a quiz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Literal

from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.paper._key import answer_lines, short_answer
from qbank.formats.paper._layout import Block, Contents, Gap, Layout, Line, Part, Text
from qbank.formats.paper._plan import Entry, Plan
from qbank.formats.paper._printable import shown
from qbank.formats.paper._sheet import together, with_blocks
from qbank.formats.paper._words import footer, name_of, number_mark, ordinal
from qbank.formats.paper.format import plan_of
from qbank.locale import Lang, say
from qbank.model.portable import Portable

Ending = Literal[".docx", ".pdf", ".html"]
_HANG = 2.5


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a document with the headings they stand under; ``term`` is what they explain, "" for a key sentence."""

    words: str
    place: str
    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What the handbook has of one document.

    Args:
        title: of the document.
        about: its name, kind and date, as a person reads them.
        points: its key sentences, in the order of the text.
        terms: the terms it explains itself.
        practice: its items, as printing holds them.
        quiz: some of these, () for no quiz.
        minutes: what the quiz is to take.
    """

    title: str
    about: str
    points: tuple[Quoted, ...]
    terms: tuple[Quoted, ...]
    practice: tuple[Portable, ...]
    quiz: tuple[Portable, ...] = ()
    minutes: int = 10


def write(title: str, chapters: Sequence[Chapter], stream: BinaryIO, ending: Ending, lang: Lang) -> None:
    """Write the handbook as Word, PDF or HTML, as the ending of its file says.

    Raises:
        QbankError: a PDF cannot be made here (``paper-no-typst``, ``paper-no-font``).
    """
    book = layout(title, chapters, lang)
    if ending == ".html":
        from qbank.formats.paper import _web as web

        stream.write(web.page(book))
    elif ending == ".pdf":
        from qbank.formats.paper import _pdf as pdf

        pdf.write(book, stream)
    else:
        from qbank.formats.paper import _word as word

        word.write(book, stream)


def layout(title: str, chapters: Sequence[Chapter], lang: Lang) -> Layout:
    """Return the pages: title and contents, then each document on pages of its own."""
    counts = {"documents": len(chapters), "items": sum(len(each.practice) for each in chapters)}
    front: list[Block] = [
        Line((Text(shown(title)),), "title"),
        Line((Text(say("handbook-front", lang, **counts)),), "subtitle"),
        Line((Text(say("handbook-contents", lang), "head"),), "heading"),
        Contents(tuple(_title(at, each, lang) for at, each in enumerate(chapters, 1))),
    ]
    parts = [part for at, each in enumerate(chapters, 1) for part in _chapter(at, each, lang)]
    return Layout(shown(title), (Part(tuple(front)), *parts), footer(lang), lang, _HANG)


def without_unprintable(chapter: Chapter) -> tuple[Chapter, list[Problem]]:
    """Return a chapter without the sentences that no font here can print, and a warning for each.

    Raises:
        QbankError: there is no font with Chinese, or no Typst.
    """
    from qbank.formats.paper._pdf import unprintable

    problems: list[Problem] = []

    def kept(quoted: Sequence[Quoted]) -> tuple[Quoted, ...]:
        lacking = [unprintable((shown(each.words), each.place, each.term)) for each in quoted]
        problems.extend(
            Problem("handbook-no-glyph", chapter.title, each.place, {"chars": chars}, severity="warning")
            for each, chars in zip(quoted, lacking, strict=True)
            if chars
        )
        return tuple(each for each, chars in zip(quoted, lacking, strict=True) if not chars)

    return replace(chapter, points=kept(chapter.points), terms=kept(chapter.terms)), problems


def _title(at: int, chapter: Chapter, lang: Lang) -> str:
    return say("handbook-chapter", lang, n=ordinal(at, lang), title=" ".join(shown(chapter.title).split()))


def _chapter(at: int, chapter: Chapter, lang: Lang) -> Iterator[Part]:
    """Yield the pages of a chapter: what is to be learned and practised, the quiz by itself, the answers."""
    practice, quiz = (_plan(chapter.title, each, lang) for each in (chapter.practice, chapter.quiz))
    head = Line((Text(_title(at, chapter, lang)),), "chapter")
    yield Part((head, *_study(chapter, practice, lang)))
    if quiz.entries:
        yield Part(tuple(_quiz(chapter, quiz, lang)))
    if practice.entries:
        yield Part(tuple(_answers(practice, quiz, lang)))


def _study(chapter: Chapter, practice: Plan, lang: Lang) -> Iterator[Block]:
    yield Line((Text(shown(chapter.about), "quiet"),), "note")
    yield _section("handbook-points", lang)
    yield from _quotes(chapter.points, "handbook-no-points", lang)
    yield _section("handbook-terms", lang)
    yield from _quotes(chapter.terms, "handbook-no-terms", lang)
    yield _section("handbook-practice", lang)
    if not practice.entries:
        yield Line((Text(say("handbook-no-practice", lang)),), "note")
    yield from _questions(practice)


def _quiz(chapter: Chapter, quiz: Plan, lang: Lang) -> Iterator[Block]:
    yield Line((Text(say("handbook-quiz-of", lang, title=" ".join(shown(chapter.title).split()))),), "section")
    told = say("handbook-quiz-head", lang, count=len(quiz.entries), minutes=chapter.minutes)
    name, right = say("handbook-quiz-name", lang), say("handbook-quiz-right", lang)
    yield Line((Text(told), Text(name), Gap(8), Text(right), Gap(4)), "lead")
    yield from _questions(quiz)


def _answers(practice: Plan, quiz: Plan, lang: Lang) -> Iterator[Block]:
    yield _section("handbook-answers", lang)
    for entry in practice.entries:
        yield from _answer(entry, lang)
    if quiz.entries:
        yield _section("handbook-quiz-answers", lang)
    for entry in quiz.entries:
        told = short_answer(entry, lang) or entry.portable.item.body.key_text()
        yield Line((Text(shown(told), "strong"),), "item", number_mark(entry, lang))


def _plan(title: str, portables: Sequence[Portable], lang: Lang) -> Plan:
    return plan_of(portables, Settings(title=title, lang=lang))


def _section(key: str, lang: Lang) -> Line:
    return Line((Text(say(key, lang)),), "section")


def _quotes(quoted: Sequence[Quoted], none: str, lang: Lang) -> Iterator[Block]:
    if not quoted:
        yield Line((Text(say(none, lang)),), "note")
    stop = say("paper-number-stop", lang)
    for at, each in enumerate(quoted, 1):
        term = (Text(f"{shown(each.term)}{say('paper-colon', lang)}", "strong"),) if each.term else ()
        lines = [Line((*term, Text(shown(each.words))), "item", f"{at}{stop}")]
        if each.place:
            lines.append(Line((Text(say("handbook-place", lang, place=shown(each.place)), "quiet"),), "quiet"))
        yield from together(lines)


def _questions(plan: Plan) -> Iterator[Block]:
    """Yield the questions as a paper has them, by kind, with room to write for none."""
    for section in plan.sections:
        yield Line((Text(name_of(section.kind, plan.lang), "head"),), "heading")
        for group in section.groups:
            for _, blocks in with_blocks(group, plan, mixed=section.kind is None):
                yield from together(blocks)


def _answer(entry: Entry, lang: Lang) -> Iterator[Block]:
    """Yield key, rationale and proof lines; what only editors look up is left out."""
    lines = [line for line in answer_lines(entry, number_mark(entry, lang), lang) if line.style != "quiet"]
    yield from together(lines)
