"""From the answers of a Moodle question to an interaction; what is not surely right is no key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qbank.formats import _incoming as incoming
from qbank.formats import _moodle_family as family
from qbank.formats._grades import are_forfeited, are_shared, marking_of
from qbank.formats._incoming import FEWEST_PAIRS, matched
from qbank.formats.moodle._feedback import GRADERS, points_of
from qbank.formats.moodle._html import decoded, text_of
from qbank.formats.moodle._question import Answer, Asked, MoodleError, Question, source_of
from qbank.formats.moodle._text import one_line
from qbank.locale import brief
from qbank.model.item import ExtendedText, Order
from qbank.model.verdict import verdict_of
from qbank.types._folding import same_wording

_Element = Any  # lxml publishes no types
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_CASED = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
_NEARLY = 1.0
"""Per cent by which the shares of right options may miss 100: 33 three times is meant to be all."""
_MOST_MARKS = 1e6
_NO = frozenset({"false", "0", ""})


def choice(question: Question) -> Asked:
    """Return a choice of one, or of several where ``single`` is false."""
    answers = list(question.answers())
    if len(answers) < 2:
        raise MoodleError("moodle-one-option")
    single = question.element.find("single")
    is_single = single is None or question.told("single").lower() not in _NO
    return one_of(question, answers) if is_single else _several_of(question, answers)


def one_of(question: Question, answers: Sequence[Answer]) -> Asked:
    """Return a choice of one.

    Raises:
        MoodleError: ``moodle-no-right-answer`` or ``moodle-several-right``.
    """
    right = [at for at, each in enumerate(answers) if each.is_right]
    if not right:
        raise MoodleError("moodle-no-right-answer")
    if len(right) > 1:
        raise MoodleError("moodle-several-right", found=brief("；".join(answers[at].words for at in right)))
    _note_parts(question, answers)
    if any(each.earned < 0 for each in answers):
        question.note("moodle-marking")
    texts = [each.words for each in answers]
    return Asked(incoming.choice(texts, right, multiple=False), remarks=remarks_of(answers))


def _several_of(question: Question, answers: Sequence[Answer]) -> Asked:
    """Return a choice of several: its marks are shared by fractions alone."""
    earned = [each.earned for each in answers]
    right = [at for at, each in enumerate(earned) if each > 0]
    if not right:
        raise MoodleError("moodle-no-right-answer")
    full = sum(earned[at] for at in right)
    if abs(full - 100) > _NEARLY:
        raise MoodleError("moodle-fractions", found=f"{full:g}")
    if not (are_shared(earned) and are_forfeited(earned)):
        question.note("moodle-marking")
    picked = incoming.choice([each.words for each in answers], right, multiple=True)
    return Asked(picked, marking_of(earned), remarks_of(answers))


def true_false(question: Question) -> Asked:
    """Return the choice between true and false; words that say neither are not guessed by their place."""
    verdicts: list[bool] = []
    answers = list(question.answers(is_typed=True))
    for each in answers:
        verdict = verdict_of(each.words)
        if verdict is None or verdict in verdicts:
            raise MoodleError("moodle-verdict", found=brief(each.words))
        verdicts.append(verdict)
    right = [verdict for each, verdict in zip(answers, verdicts, strict=True) if each.is_right]
    if len(right) != 1:
        raise MoodleError("moodle-no-right-answer" if not right else "moodle-several-right", found="true；false")
    _note_parts(question, answers)
    return Asked(incoming.verdict(right[0]), remarks=tuple(("", each.remark) for each in answers if each.remark))


def short(question: Question) -> Asked:
    """Return a gap with its accepted answers."""
    answers = list(question.answers(is_typed=True))
    is_cased = question.told("usecase") not in _NO
    return Asked(incoming.blanks([accepted(question, answers, is_cased=is_cased)]), remarks=remarks_of(answers))


def accepted(question: Question, answers: Sequence[Answer], *, is_cased: bool) -> list[str]:
    """Return the accepted answers of a gap.

    Raises:
        MoodleError: ``moodle-no-right-answer``, ``moodle-empty-answer``; ``moodle-wildcard`` where any text will do.
    """
    right = [each for each in answers if each.is_right]
    if not right:
        raise MoodleError("moodle-no-right-answer")
    if any(not each.words for each in right):
        raise MoodleError("moodle-empty-answer")
    exact = [each for each in right if not family.WILD.search(each.words)]
    if not exact:
        raise MoodleError("moodle-wildcard", found=brief(right[0].words))
    if len(exact) < len(right):
        left = "；".join(each.words for each in right if each not in exact)
        question.note("moodle-wildcard-left", found=brief(left))
    _note_parts(question, answers)
    found: list[str] = []
    for each in exact:
        words = each.words.replace(r"\*", "*")
        if not each.is_spelling or not any(same_wording(words, other) for other in found):
            found.append(words)
    if is_cased and any(_CASED.search(words) for words in found):
        question.note("moodle-case", found=brief("；".join(found)))
    return found


def numeric(question: Question) -> Asked:
    """Return a gap to be filled with a number, if no other will do."""
    if question.element.find("units/unit") is not None:
        raise MoodleError("moodle-units")
    answers = list(question.answers(is_typed=True))
    for answer, element in zip(answers, question.element.iterchildren("answer"), strict=True):
        if answer.is_right:
            check_exact(answer.words, str(element.findtext("tolerance") or "").strip())
    return Asked(incoming.blanks([numbers(question, answers)]), remarks=remarks_of(answers))


def numbers(question: Question, answers: Sequence[Answer]) -> list[str]:
    """Return the numbers that are right; raises MoodleError where one is none."""
    found = accepted(question, answers, is_cased=False)
    for each in found:
        if not _NUMBER.fullmatch(each):
            raise MoodleError("moodle-not-a-number", found=brief(each))
    return found


def check_exact(answer: str, tolerance: str) -> None:
    """Raise ``moodle-tolerance`` unless a tolerance is none."""
    if tolerance and not (_NUMBER.fullmatch(tolerance) and float(tolerance) == 0):
        raise MoodleError("moodle-tolerance", found=brief(f"{answer} ± {tolerance}"))


def match(question: Question) -> Asked:
    """Return the rows of a match; a right without a left is a spare one."""
    asked: list[tuple[str, str]] = []
    spare: list[str] = []
    for row in question.element.iterchildren("subquestion"):
        left, right = question.text(row), _right(question, row)
        if not right:
            raise MoodleError("moodle-no-pair", found=brief(left.words))
        if not left.is_empty:
            asked.append((left.words, right))
        elif left.has_picture:
            raise MoodleError("moodle-empty-answer")
        else:
            spare.append(right)
    if len(asked) < FEWEST_PAIRS:
        raise MoodleError("moodle-few-pairs", found=len(asked))
    lefts, rights = zip(*asked, strict=True)
    return Asked(matched(lefts, rights, spare))


def _right(question: Question, row: _Element) -> str:
    """Return a right side as Moodle shows it: entities are decoded, tags go."""
    answer = row.find("answer")
    raw = source_of(answer) if answer is not None else ""
    text = text_of(raw, question.lang) if "<" in raw else None
    return one_line(text.words if text else decoded(raw))


def order(question: Question) -> Asked:
    """Return things to be put in order, which stand in it, as Moodle takes them; shown they are in another.

    Raises:
        MoodleError: ``moodle-few-steps``; ``moodle-order`` where the numbers of the answers tell another order.
    """
    elements = list(question.element.iterchildren("answer"))
    texts = [question.text(each) for each in elements]
    if any(text.is_empty for text in texts):
        raise MoodleError("moodle-empty-answer")
    if len(texts) < 2:
        raise MoodleError("moodle-few-steps", found=len(texts))
    numbers = [str(each.get("fraction") or "") for each in elements]
    if len(set(numbers)) > 1 and not _are_rising(numbers):
        raise MoodleError("moodle-order", found=brief("、".join(numbers)))
    places = sorted(range(len(texts)), key=lambda at: (texts[at].words, at))
    if places == list(range(len(texts))):
        places.append(places.pop(0))
    options = incoming.options_of([texts[at].words for at in places])
    ids = {at: option.id for at, option in zip(places, options, strict=True)}
    return Asked(Order(options, tuple(ids[at] for at in range(len(texts)))))


def _are_rising(numbers: Sequence[str]) -> bool:
    if not all(_NUMBER.fullmatch(each.strip()) for each in numbers):
        return False
    values = [float(each) for each in numbers]
    return values == sorted(values) and len(set(values)) == len(values)


def essay(question: Question) -> Asked:
    """Return what a person marks, against the points that graders see."""
    full = question.told("defaultgrade")
    marks = float(full) if _NUMBER.fullmatch(full) else 1.0
    info = question.text(question.element.find("graderinfo"), parts=GRADERS)
    return Asked(ExtendedText(points_of(info, marks if 0 < marks < _MOST_MARKS else 1.0)))


def remarks_of(answers: Sequence[Answer]) -> tuple[tuple[str, str], ...]:
    """Return the remarks on answers with the answers' words."""
    return tuple((each.words, each.remark) for each in answers if each.remark)


def _note_parts(question: Question, answers: Sequence[Answer]) -> None:
    """Remember a word on answers that earn a part of the marks: to us they are wrong."""
    parts = [each.words for each in answers if each.earned > 0 and not each.is_right]
    if parts:
        question.note("moodle-part-marks", found=brief("；".join(parts)))


TYPES: Mapping[str, Callable[[Question], Asked]] = {
    "multichoice": choice,
    "truefalse": true_false,
    "shortanswer": short,
    "numerical": numeric,
    "matching": match,
    "match": match,
    "ordering": order,
    "essay": essay,
}
"""Moodle's types that are one interaction each; gaps within a text are another matter."""
