"""Papers that were issued, found again by what people call them, and what it takes to read answers on them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from qbank.answers import Paper, Reading, Sat
from qbank.answers.shuffles import letters_differ
from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.locale import Listed
from qbank.model.issue import Issue
from qbank.model.item import Item

_SHOWN = 8
_LETTER, _ID = re.compile("[A-Za-z]"), re.compile("[0-9a-f]{8}(?:-[A-Z])?")
_TEST = re.compile(r"\d{4}-\d\d-\d\d ")
"""What the name of a test of a plan begins with."""


def found(bank: Bank, words: Iterable[str]) -> tuple[Issue, ...]:
    """Return the issued papers that are meant, each once.

    Args:
        bank: where they were issued.
        words: of each the id of a form (``3f2a81c0-A``), the id or title of an exam (all its forms), a test of a plan
            (2026-03-06 周测, as it was issued last), or a ``form-A.json``.

    Raises:
        QbankError: ``papers-form-unknown`` with the latest ones there are; ``papers-title-several``: a title that
            several exams have.
    """
    known, meant = bank.issues(), dict[str, Issue]()
    for word in words:
        name = _name(word)
        by_id = [each for each in known if name in {each.form.id, each.exam}]
        fitting = by_id or _last(known, name) or _named(known, name)
        if not fitting:
            raise _unknown(word, known)
        exams = _one_an_exam(fitting)
        if len(exams) > 1:
            values = {"found": word, "count": len(exams), "known": Listed(map(_told, exams), _SHOWN)}
            raise QbankError(Problem("papers-title-several", values=values))
        meant |= {each.form.id: each for each in fitting}
    return tuple(meant.values())


def sat(bank: Bank, word: str) -> tuple[Sat, list[Item]]:
    """Return the forms that people sat, and their items as they were issued.

    Args:
        bank: where they were issued.
        word: the id of a form, when everybody sat it; the id or title of an exam, when a column of the file says whose
            form is which; a test of a plan (2026-03-06 周测), as it was issued last; a letter, for the only exam with a
            form of that name; the heading of that column, for the only exam with several forms; or both, exam and
            heading (``3f2a81c0:考场``).

    Raises:
        QbankError: ``papers-form-unknown``: nothing was issued, or nothing of that id; ``papers-form-several``: a
            letter, title or heading that several exams may mean.
    """
    known = bank.issues()
    meant, heading, is_named = _meant(known, word)
    exams = dict.fromkeys(each.exam for each in meant)
    if not meant:
        raise _unknown(word, known)
    if len(exams) > 1:
        values = {"found": word, "count": len(exams), "known": Listed(map(_told, _one_an_exam(meant)), _SHOWN)}
        raise QbankError(Problem("papers-form-several", values=values))
    placed = {one.item: one.revision for each in meant for one in each.form.placed}
    versions = (bank.version(item, revision) for item, revision in placed.items())
    forms = tuple(Paper.of(each.form) for each in meant)
    return Sat(forms, heading, () if is_named else (_taken(meant[0]),)), [each for each in versions if each is not None]


def _meant(known: Sequence[Issue], word: str) -> tuple[list[Issue], str, bool]:
    """Return the forms that a word may mean, the heading it has, and whether it says by itself which exam it is."""
    named = _named(known, word)
    if named:
        return named, "", True
    tests = [each for each in known if _TEST.match(word) and each.form.blueprint == word]
    if tests:
        return tests[:1], "", len(tests) == 1
    if _LETTER.fullmatch(word):
        return [each for each in known if each.form.name == word.upper()], "", False
    exam, _, heading = unicodedata.normalize("NFKC", word).partition(":")
    if heading and (named := _named(known, exam)):
        return named, heading, True
    if _ID.fullmatch(word):
        return [], "", True
    # Where a column has to say it there was more than one form.
    forms = Counter(each.exam for each in known)
    return [each for each in known if forms[each.exam] > 1] or list(known), word, False


def _named(known: Sequence[Issue], word: str) -> list[Issue]:
    """Return the form of an id, or the forms of the exam of an id or title."""
    return (
        [each for each in known if each.form.id == word]
        or [each for each in known if each.exam == word]
        or [each for each in known if each.form.title == word]
    )


def _one_an_exam(forms: Iterable[Issue]) -> list[Issue]:
    return list({each.exam: each for each in reversed(list(forms))}.values())[::-1]


def _told(each: Issue) -> str:
    return f"{each.form.id}（{each.form.title or '–'}，{each.day}）"


def perhaps_sat(known: Sequence[Issue], reading: Reading) -> Problem | None:
    """Return a warning where letters of a file may be those of an issued paper, on which options stood otherwise.

    It is so where all that the file asks stands on the paper and is at least half of it; of several such papers the
    one issued last is named.
    """
    asked = {column.question.id: column for column in reading.columns}
    for each in known:
        orders = {placed.item: placed.order for placed in each.form.placed}
        if not asked or not asked.keys() <= orders.keys() or 2 * len(asked) < len(orders):
            continue
        turned = [
            item
            for item, column in asked.items()
            if orders[item] and column.answers and letters_differ(column.answers.words, orders[item])
        ]
        if turned:
            values = {"form": each.form.id, "day": each.day, "count": len(turned)}
            return Problem("papers-form-perhaps", reading.report.file, values=values, severity="warning")
    return None


def _last(known: Sequence[Issue], test: str) -> list[Issue]:
    """Return the form of a plan's test that was issued last; none where it is the name of no such test."""
    return [each for each in known if _TEST.match(test) and each.form.blueprint == test][:1]


def _taken(each: Issue) -> Problem:
    values = {"form": each.form.id, "title": each.form.title or "–", "day": each.day}
    return Problem("papers-form-taken", values=values, severity="warning")


def _name(word: str) -> str:
    """Return the id of a form that a file holds; any other word as it is."""
    path = Path(word)
    try:
        if path.suffix.casefold() != ".json" or not path.is_file():
            return word
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        return str(data["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return word


def _unknown(word: str, known: Sequence[Issue]) -> QbankError:
    names = Listed((each.form.id for each in known), _SHOWN) or "–"
    return QbankError(Problem("papers-form-unknown", values={"found": word, "known": names}))
