"""GIFT files of any program, read: each question becomes an item, or it is said why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from qbank.errors import Problem, QbankError, Severity
from qbank.formats._contract import Settings
from qbank.formats._held import with_texts
from qbank.formats._html_words import PICTURE
from qbank.formats._incoming import portable_of, text_lines
from qbank.formats.gift import _feedback as feedback
from qbank.formats.gift._answers import Answers, answers_of
from qbank.formats.gift._hold import stem_of, underlined, with_blank
from qbank.formats.gift._labels import chapter_of, labels_of
from qbank.formats.gift._source import Block, GiftError, Piece, Question, blocks, question
from qbank.formats.gift._text import HOLE, Text
from qbank.formats.gift._text import read as words_of
from qbank.locale import Lang, brief, say
from qbank.model.item import BLANK, ExtendedText, TextEntry
from qbank.model.portable import Portable


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the items of a file in their order, and what is wrong with it or has to be looked at.

    A question without braces is a text to be read, and only told of.
    """
    file = settings.file or str(path)
    chapter = ""
    told: list[Problem] = []
    try:
        for block in blocks(text_lines(path, file, told)):
            if isinstance(block, GiftError):
                yield _problem(block.code, file, block.values["line"], block.values)
                continue
            if block.category is not None:
                chapter = chapter_of(block.category, block.comments)
            if block.text.strip():
                yield from _taken(block, chapter, file, settings.lang)
    except QbankError as error:
        told.append(error.problem)
    yield from told


def _taken(block: Block, chapter: str, file: str, lang: Lang) -> Iterator[Portable | Problem]:
    try:
        parts = question(block.text)
        if parts.answers is None:
            begins = brief(words_of(parts.stem).words)
            yield _problem("gift-no-question", file, block.line, {"found": begins}, is_warning=True)
            return
        inside, general = _without_general(parts.answers)
        stem = words_of(parts.stem)
        said = answers_of(inside, stem.format, partial(_say, lang))
        _check_unmarked(parts, inside, said)
        told = words_of(general.raw if general else "", stem.format)
        item = _portable(block, chapter, _stem(stem, said), said, told, lang)
    except GiftError as fault:
        yield _problem(fault.code, file, block.line, fault.values)
        return
    if stem.has_picture or said.has_picture or told.has_picture:
        yield _problem("gift-picture", file, block.line, {}, is_warning=True)
    for code, values in said.told:
        yield _problem(code, file, block.line, values, is_warning=True)
    yield item


def _without_general(answers: Piece) -> tuple[Piece, Piece | None]:
    """Return the answers and the general feedback, which begins at the last ``####``."""
    at = answers.marks.rfind("####")
    return (answers, None) if at < 0 else (answers.part(0, at).bare(), answers.part(at + 4))


def _check_unmarked(parts: Question, inside: Piece, said: Answers) -> None:
    """Raise a fault for words in braces in the middle of a sentence: they may be meant as they stand."""
    is_marked = not isinstance(said.interaction, TextEntry) or "=" in inside.marks or inside.marks.startswith("#")
    if HOLE in parts.stem and not is_marked:
        raise GiftError("gift-unmarked", found=brief(inside.raw))


def _portable(block: Block, chapter: str, stem: str, said: Answers, told: Text, lang: Lang) -> Portable:
    labels = labels_of(block.comments)
    interaction = with_texts(said.interaction, partial(_shown, lang=lang))
    general = feedback.parsed(_shown(told.words, lang), has_points=isinstance(interaction, ExtendedText))
    if isinstance(interaction, ExtendedText):
        interaction = ExtendedText(general.points or interaction.points)
    remarks = [say("gift-remark", lang, answer=of, remark=words) if of else words for of, words in said.remarks]
    return portable_of(
        _shown(stem, lang),
        interaction,
        place=str(block.line),
        item_id=labels.id,
        rationale=_shown("\n".join(filter(None, [general.rationale, *remarks])), lang),
        difficulty=labels.difficulty,
        chapter=chapter,
        tags=labels.tags,
        audience=labels.audience,
        proof=general.proof,
        rules=said.rules,
    )


def _stem(stem: Text, said: Answers) -> str:
    """Return the stem with its blanks marked.

    Raises:
        GiftError: ``gift-no-stem``; ``gift-blanks`` where a gap has answers and it is not clear which.
    """
    words = underlined(stem.words.replace(HOLE, BLANK))
    if not words:
        raise GiftError("gift-no-stem")
    if not isinstance(said.interaction, TextEntry):
        return stem_of(words, said.interaction)
    marked = words if HOLE in stem.words else with_blank(words)
    if marked is None or marked.count(BLANK) != 1:
        raise GiftError("gift-blanks")
    return marked


def _shown(text: str, lang: Lang) -> str:
    return text.replace(PICTURE, say("gift-picture-here", lang)) if PICTURE in text else text


def _say(lang: Lang, key: str, **values: object) -> str:
    return say(key, lang, **values)


def _problem(code: str, file: str, line: object, values: Mapping[str, object], *, is_warning: bool = False) -> Problem:
    severity: Severity = "warning" if is_warning else "error"
    return Problem(code, file, str(line), values, severity)
