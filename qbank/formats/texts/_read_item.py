"""From an item in pieces to a portable one, or to what is wrong with it: nothing about a key is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qbank.errors import Problem
from qbank.formats._incoming import portable_of
from qbank.formats._option_letters import unclear_letters, without_letters
from qbank.formats.texts import _read_stems as stems
from qbank.formats.texts._read_asked import Answered, Asked, Refused
from qbank.formats.texts._read_choices import with_options
from qbank.formats.texts._read_counted import lettered
from qbank.formats.texts._read_fold import PICTURE, STRUCK, fold
from qbank.formats.texts._read_judgements import without_options
from qbank.formats.texts._read_notes import Notes, notes_of, texts_of
from qbank.formats.texts._read_raw import Entry, Raw
from qbank.formats.texts._read_values import is_reference
from qbank.formats.texts._read_withdrawn import item_taken_back, key_taken_back
from qbank.formats.texts._read_words import Kind, Part
from qbank.locale import Listed, brief
from qbank.model.portable import Portable

SHIFTED = frozenset({
    "text-answer-beyond", "text-answer-unclear", "text-two-answers", "text-single-many", "text-multiple-one",
    "text-blanks-misfit",
})  # fmt: skip
"""Faults by which an answer from a list may be another item's."""
_EXAMPLE = re.compile(r"\s*[\[(]?\s*(?:示例|例题?|样题|样例|范例)\s*[0-9一二三四五]{0,2}\s*[:.、)\]]")
_IMAGE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{1,500}\)|[(\[]\s*(?:图片|图像|插图|配图)\s*[)\]]")
"""What stands in plain text where a picture was."""
_ONCE: tuple[Part, ...] = ("difficulty", "id", "chapter", "type")
"""What an item can have but one of: a second one is another item's."""


def read_item(raw: Raw, entry: Entry | None = None) -> Iterator[Portable | Problem]:
    """Yield the portable of an item and warnings about it, or the Problem that keeps it out.

    Args:
        raw: the item.
        entry: its answer from a list, None if it is in none.
    """
    try:
        asked = _asked(raw, entry)
        asked = asked if asked.options else lettered(asked) or asked
        answered = with_options(asked) if asked.options else without_options(asked)
        if key_taken_back(answered.also):
            asked.refuse("text-answer-old", text=brief(answered.also, 30))
        portable = _portable(asked, answered)
    except Refused as refused:
        yield refused.problem
        return
    yield portable
    if answered.also:
        yield Problem("text-also", place=raw.place, values={"text": brief(answered.also, 30)}, severity="warning")
    for each in (*filter(None, (answered.told,)), *_doubts(asked), *asked.notes.problems):
        yield Problem(each.code, place=raw.place, values=each.values, severity="warning")


def _doubts(asked: Asked) -> Iterator[Problem]:
    """Yield what somebody should look at in an item that is read all the same."""
    if _EXAMPLE.match(fold(asked.stem)):
        yield asked.raw.problem("text-example")
    if is_reference(asked.notes.rationale):
        yield asked.raw.problem("text-same-above", text=asked.notes.rationale)


def _portable(asked: Asked, answered: Answered) -> Portable:
    notes = asked.notes
    return portable_of(
        answered.stem,
        answered.interaction,
        place=asked.raw.place,
        item_id=notes.item_id,
        rationale="\n".join(filter(None, (answered.also, notes.rationale))),
        difficulty=notes.difficulty,
        chapter=notes.chapter or asked.raw.chapter,
        tags=notes.tags,
        audience=notes.audience,
        stimulus=notes.stimulus,
        proof=notes.proof,
        rules=notes.rules_for(answered.interaction),
    )


def _asked(raw: Raw, entry: Entry | None) -> Asked:
    if raw.faults:
        code, values = raw.faults[0]
        raise Refused(raw.problem(code, **values))
    stem = stems.untagged(stems.joined(raw.stem if raw.options else stems.without_verdicts(raw.stem)))
    if not stem.text:
        raise Refused(raw.problem("text-stem-empty"))
    if any(STRUCK in text for text in _texts(raw, entry)):
        raise Refused(raw.problem("text-key-struck"))
    gone = item_taken_back(stem.text)
    if gone:
        raise Refused(raw.problem("text-item-gone", text=brief(gone, 30)))
    notes = notes_of(raw, entry)
    twice = next((label for part in _ONCE if len(set(label := texts_of(raw, part))) > 1), None)
    if twice:
        raise Refused(raw.problem("text-label-twice", texts=Listed(brief(each, 20) for each in twice)))
    options, ticked = stems.unticked([stems.undrawn(stems.joined(option.lines)) for option in raw.options])
    asked = Asked(
        raw,
        stem.text,
        _kind(raw, stem, notes),
        options,
        (*_answers(raw, entry), *filter(None, (ticked,))),
        notes,
        stem.how,
        next((each for each in (stem.marks, notes.marks, raw.section.marks) if each is not None), None),
    )
    if any(
        PICTURE in each or _IMAGE.search(fold(each))
        for each in (asked.stem, *asked.options, *asked.answers, *notes.texts())
    ):
        asked.refuse("text-picture")
    for option, text in zip(raw.options, asked.options, strict=True):
        if not text:
            asked.refuse("text-option-empty", letter=option.letter)
    if any(option.sure for option in raw.options):
        return asked
    said = [option.letter + text for option, text in zip(raw.options, asked.options, strict=True)]
    if unclear := unclear_letters(said):
        asked.refuse("text-option-letters-unclear", text=brief(unclear, 30))
    # A班负责, B班协助: the letters are what the options say.
    return replace(asked, options=tuple(without_letters(said)))


def _texts(raw: Raw, entry: Entry | None) -> Iterator[str]:
    """Yield what an item says and what is said to be its answer."""
    yield from raw.stem
    for option in raw.options:
        yield from option.lines
    yield from _answers(raw, entry)


def _kind(raw: Raw, stem: stems.Tagged, notes: Notes) -> Kind | None:
    """Return the kind that tag, label or heading names; two in one item that differ are a fault."""
    named = [each for each in (stem.kind, notes.kind) if each]
    if stem.twice or len(set(named)) > 1:
        raise Refused(raw.problem("text-type-twice"))
    kind = named[0] if named else raw.section.kind
    if kind != "case":
        return kind
    # Items about a case are of any type: options and verdicts tell, what has neither is answered in words.
    return None if raw.options or raw.mark or stems.judging(stem.text)[1] else "free"


def _answers(raw: Raw, entry: Entry | None) -> tuple[str, ...]:
    own = (stems.undrawn("\n".join(filter(None, lines))) for lines in raw.parts.get("answer", ()))
    listed = ["\n".join(filter(None, entry.answer))] if entry else []
    return tuple(filter(None, (*own, *listed)))
