"""From a Moodle text with gaps to an interaction: gaps to be typed in are blanks, one gap to pick from is a choice."""

from __future__ import annotations

from collections.abc import Sequence

from qbank.formats import _incoming as incoming
from qbank.formats.moodle import _answers as answers
from qbank.formats.moodle import _cloze as cloze
from qbank.formats.moodle._html import Text, decoded, text_of
from qbank.formats.moodle._question import Answer, Asked, MoodleError, Question
from qbank.formats.moodle._text import typed
from qbank.locale import brief

TYPES = frozenset({"cloze", "multianswer"})


def gaps(question: Question, source: str) -> tuple[str, Asked]:
    """Return the raw stem with a ``HOLE`` for each gap, and what is asked.

    Raises:
        MoodleError: ``moodle-gap-broken``, ``moodle-no-gap``; ``moodle-gap-choices`` for several gaps of which one is
            to be picked from: as blanks they would be another question.
    """
    try:
        stem, found = cloze.gaps_of(source)
    except cloze.Broken as broken:
        raise MoodleError("moodle-gap-broken", found=broken.found) from broken
    if not found:
        raise MoodleError("moodle-no-gap")
    if len({gap.marks for gap in found}) > 1:
        question.note("moodle-marking")
    if len(found) == 1 and found[0].kind == "one":
        return stem, _choice(question, found[0])
    if any(gap.kind in {"one", "several"} for gap in found):
        raise MoodleError("moodle-gap-choices", found=len(found))
    return stem, _blanks(question, found)


def _choice(question: Question, gap: cloze.Gap) -> Asked:
    picks = [Answer(each.weight, _words(question, each.raw), _remark(question, each)) for each in gap.entries]
    if len(picks) < 2:
        raise MoodleError("moodle-one-option")
    if any(not each.words for each in picks):
        raise MoodleError("moodle-empty-answer")
    return answers.one_of(question, picks)


def _blanks(question: Question, found: Sequence[cloze.Gap]) -> Asked:
    accepted: list[list[str]] = []
    remarks: list[tuple[str, str]] = []
    for gap in found:
        given = [_typed(question, each) for each in gap.entries]
        if gap.kind == "number":
            accepted.append(_numbers(question, given))
        else:
            accepted.append(answers.accepted(question, given, is_cased=gap.kind == "short_cased"))
        remarks += answers.remarks_of(given)
    return Asked(incoming.blanks(accepted), remarks=tuple(remarks))


def _numbers(question: Question, given: Sequence[Answer]) -> list[str]:
    exact = []
    for each in given:
        number, _, tolerance = each.words.partition(":")
        if each.is_right:
            answers.check_exact(number, tolerance.strip())
        exact.append(each._replace(words=number.strip()))
    return answers.numbers(question, exact)


def _typed(question: Question, entry: cloze.Entry) -> Answer:
    words = _words(question, entry.raw) if "<" in entry.raw else cloze.answer_of(entry.raw)
    return Answer(entry.weight, typed(words), _remark(question, entry), entry.is_weighed)


def _words(question: Question, raw: str) -> str:
    """Return an answer that may have markup of an editor in it."""
    return _read(question, cloze.answer_of(raw)).words


def _remark(question: Question, entry: cloze.Entry) -> str:
    return _read(question, decoded(entry.remark)).words if entry.remark else ""


def _read(question: Question, source: str) -> Text:
    text = text_of(source, question.lang)
    if text is None:
        raise MoodleError("moodle-deep", found=brief(source))
    question.has_picture = question.has_picture or text.has_picture
    return text
