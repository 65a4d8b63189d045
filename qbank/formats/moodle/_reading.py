"""Moodle XML files of any program, read: each question becomes an item, or it is said why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError, Severity
from qbank.formats import _moodle_family as family
from qbank.formats._contract import Settings
from qbank.formats._incoming import portable_of
from qbank.formats.moodle import _answers as answers
from qbank.formats.moodle import _gaps as gaps
from qbank.formats.moodle import _stems as stems
from qbank.formats.moodle._feedback import PASSAGE, PROOF
from qbank.formats.moodle._html import Text
from qbank.formats.moodle._labels import chapter_of
from qbank.formats.moodle._opening import questions
from qbank.formats.moodle._question import Asked, MoodleError, Question, source_of
from qbank.formats.moodle._text import HOLE, one_line
from qbank.locale import Lang, brief, say
from qbank.model.item import BLANK, TextEntry
from qbank.model.portable import Portable

_Element = Any  # lxml publishes no types
_CATEGORY, _DESCRIPTION = "category", "description"


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the items of a file in their order, and what is wrong with it or has to be looked at.

    A description is a text to be read, and only told of: what it belongs to is not known.
    """
    file = settings.file or str(path)
    chapter = ""
    try:
        for element in questions(path):
            try:
                if element.get("type") == _CATEGORY:
                    chapter = _chapter(element, settings.lang)
                else:
                    yield from _taken(element, chapter, file, settings.lang)
            except MoodleError as fault:
                yield _problem(fault.code, file, element, fault.values)
    except QbankError as error:
        yield replace(error.problem, file=file)


def _chapter(element: _Element, lang: Lang) -> str:
    category, info = element.find("category"), element.find("info")
    path = source_of(category) if category is not None else ""
    return chapter_of(path.strip(), source_of(info) if info is not None else "", lang)


def _taken(element: _Element, chapter: str, file: str, lang: Lang) -> Iterator[Portable | Problem]:
    question = Question(element, lang)
    kind = str(element.get("type") or "")
    if kind == _DESCRIPTION:
        found = brief(one_line(question.text(element.find("questiontext")).words))
        yield _problem("moodle-description", file, element, {"found": found}, is_warning=True)
        return
    if kind in gaps.TYPES:
        stem, asked = _of_gaps(question)
    elif kind in answers.TYPES:
        stem, asked = _stem(question), answers.TYPES[kind](question)
    else:
        raise MoodleError("moodle-type", found=brief(kind))
    item = _portable(question, stem, asked, chapter)
    if question.has_picture or element.findtext("image"):
        yield _problem("moodle-picture", file, element, {}, is_warning=True)
    for code, values in question.notes:
        yield _problem(code, file, element, values, is_warning=True)
    yield item


def _stem(question: Question, source: str | None = None) -> Text:
    """Return the stem, the passage before it told apart; raises ``moodle-no-stem``."""
    stem = question.text(question.element.find("questiontext"), source=source, parts=(PASSAGE,))
    if stem.is_empty or not stem.words.replace(HOLE, "").strip():
        raise MoodleError("moodle-no-stem")
    return stem


def _of_gaps(question: Question) -> tuple[Text, Asked]:
    element = question.element.find("questiontext")
    source, asked = gaps.gaps(question, source_of(element) if element is not None else "")
    return _stem(question, source), asked


def _portable(question: Question, stem: Text, asked: Asked, chapter: str) -> Portable:
    element, lang = question.element, question.lang
    told = question.text(element.find("generalfeedback"), parts=(PROOF,))
    remarks = [say("moodle-remark", lang, answer=of, remark=words) if of else words for of, words in asked.remarks]
    labels = family.told_by(one_line(str(tag.findtext("text") or "")) for tag in element.iterfind("tags/tag"))
    return portable_of(
        _blanked(stem.words, asked),
        asked.interaction,
        place=str(element.sourceline or ""),
        item_id=one_line(str(element.findtext("idnumber") or "")).strip(),
        rationale="\n".join(filter(None, [told.words, *remarks])),
        difficulty=labels.difficulty,
        chapter=chapter,
        tags=labels.tags,
        audience=labels.audience,
        stimulus="\n".join(stem.parts.get(PASSAGE, ())),
        proof=told.parts.get(PROOF, ()),
        rules=asked.rules,
    )


def _blanked(words: str, asked: Asked) -> str:
    """Return the stem with its blanks marked.

    Raises:
        MoodleError: ``moodle-blanks`` where it is not clear which of several the answers belong to.
    """
    if not isinstance(asked.interaction, TextEntry):
        return stems.found(words.replace(HOLE, BLANK), asked.interaction)
    wanted = len(asked.interaction.accepted)
    marked = words.replace(HOLE, BLANK) if HOLE in words else stems.with_blank(words)
    if marked is None or marked.count(BLANK) != wanted:
        raise MoodleError("moodle-blanks", found=max(2, marked.count(BLANK) if marked else 2))
    return marked


def _problem(
    code: str, file: str, element: _Element, values: Mapping[str, object], *, is_warning: bool = False
) -> Problem:
    severity: Severity = "warning" if is_warning else "error"
    return Problem(code, file, str(element.sourceline or ""), values, severity)
