"""Answers the way papers write them: B, ACD, 正确, 空1；空2, a point a line, 1—C, CADB; and back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.locale import brief
from qbank.model.item import Choice, ExtendedText, Item, MarkingPoint, Match, Option, Order, TextEntry
from qbank.model.letters import LETTERS, by_id
from qbank.model.verdict import verdict_of
from qbank.review.sheet_text import same, tidy

_BETWEEN_LETTERS = re.compile(r"[\s、,;.。:>→/\-—–和与]")
_BRACKETED = re.compile(r"\([^()]*\)")
_PAIR = re.compile(r"(\d{1,3})\s*[^\dA-Z]{0,4}?\s*([A-Z])")
_BETWEEN_PAIRS = re.compile(r"[\s、,;.。]")
_MARKS = re.compile(r"\s*[(（]\s*(\d+(?:\.\d+)?)\s*(?:分|marks?|points?)\s*[)）]\s*\Z", re.I)
_OR = re.compile("[|｜]")
_NEXT = re.compile("[;；]")


def answer_of(item: Item) -> str:
    """Return the answer of an item as a paper gives it."""
    match item.body.interaction():
        case Choice(options=options, keys=keys) if "options" in item.body.to_dict():
            return "".join(letter for id_, letter in by_id(options).items() if id_ in keys)
        case Choice():
            return item.body.key_text()
        case Order(options=options, key=key):
            return "".join(by_id(options).get(id_, "") for id_ in key)
        case Match(left=left, right=right, pairs=pairs):
            numbers, letters = {each.id: n for n, each in enumerate(left, 1)}, by_id(right)
            return "\n".join(f"{numbers.get(one, '')}—{letters.get(other, '')}" for one, other in pairs)
        case TextEntry(accepted=accepted):
            blanks = _blanks(accepted)
            return ("\n" if any(_NEXT.search(each) for each in blanks) else "；").join(blanks)
        case ExtendedText(points=points):
            return "\n".join(_points(points))
    return ""


def numbered_lines(texts: Sequence[str]) -> str:
    """Return a column, a row a line with its number."""
    return "\n".join(f"{n}. {one_line(text)}" for n, text in enumerate(texts, 1))


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(same(text).split("\n"))


def read_letters(answer: str, options: Mapping[str, Option]) -> list[str]:
    """Return the ids of the options that an answer names, in its order.

    Raises:
        QbankError: ``sheet-answer`` for what is no letter, ``sheet-letter`` for one without an option,
            ``sheet-letter-twice``.
    """
    text = _BRACKETED.sub("", unicodedata.normalize("NFKC", answer).upper())
    letters = _BETWEEN_LETTERS.sub("", text)
    if not letters or not all(each in LETTERS for each in letters):
        raise QbankError(Problem("sheet-answer", values={"found": _short(answer), "wanted": "B、ACD"}))
    return [_id_of(letter, options) for letter in _once(letters)]


def read_pairs(answer: str, rows: Sequence[Option], options: Mapping[str, Option]) -> list[list[str]]:
    """Return the pairs of ids that an answer such as 1—C names, in the order of the rows.

    Raises:
        QbankError: ``sheet-answer`` for anything else, ``sheet-letter`` for a letter or number of nothing.
    """
    text = _BRACKETED.sub("", unicodedata.normalize("NFKC", answer).upper())
    if not text.strip() or _BETWEEN_PAIRS.sub("", _PAIR.sub("", text)):
        raise QbankError(Problem("sheet-answer", values={"found": _short(answer), "wanted": "1—C"}))
    pairs = []
    for number, letter in _PAIR.findall(text):
        if not 1 <= int(number) <= len(rows):
            raise QbankError(Problem("sheet-letter", values={"letter": number}))
        pairs.append((int(number), _id_of(letter, options)))
    return [[rows[number - 1].id, other] for number, other in sorted(pairs, key=lambda pair: pair[0])]


def read_plain_answer(item: Item, answer: str, blanks: int) -> Any:  # noqa: ANN401 - JSON data
    """Return the ``key`` of an item without options, as JSON data; what did not change stays as it is.

    Args:
        item: the item as it was written.
        answer: what the editor's cell says.
        blanks: blanks in the stem as the editor left it.

    Raises:
        QbankError: ``sheet-answer`` for what cannot be read.
    """
    match item.body.interaction():
        case Choice():
            return _read_verdict(answer)
        case TextEntry(accepted=accepted):
            return _read_blanks(answer, accepted, blanks)
        case ExtendedText(points=points):
            return _read_points(answer, points)
    raise QbankError(Problem("sheet-no-such-cell", values={"found": _short(answer)}))


def _once(letters: str) -> str:
    twice = next((each for each in letters if letters.count(each) > 1), "")
    if twice:
        raise QbankError(Problem("sheet-letter-twice", values={"letter": twice}))
    return letters


def _id_of(letter: str, options: Mapping[str, Option]) -> str:
    if letter not in options:
        raise QbankError(Problem("sheet-letter", values={"letter": letter}))
    return options[letter].id


def _read_verdict(answer: str) -> bool:
    verdict = verdict_of(answer)
    if verdict is None:
        raise QbankError(Problem("sheet-answer", values={"found": _short(answer), "wanted": "正确、错误"}))
    return verdict


def _blanks(accepted: Sequence[Sequence[str]]) -> list[str]:
    return ["|".join(one_line(each) for each in answers) for answers in accepted]


def _read_blanks(answer: str, accepted: Sequence[Sequence[str]], blanks: int) -> list[list[str]]:
    """A blank a line, or all on one line; a single blank may hold a semicolon itself."""
    lines = [line for line in answer.split("\n") if line.strip()]
    parts = lines if len(lines) > 1 or blanks <= 1 else _NEXT.split(answer)
    old = dict(zip(_blanks(accepted), accepted, strict=True))
    return [
        list(old[part]) if part in old else [each.strip() for each in _OR.split(part) if each.strip()]
        for part in (each.strip() for each in parts)
    ]


def _points(points: Sequence[MarkingPoint]) -> list[str]:
    """Return the points, with their marks unless every one is worth 1."""
    texts = [one_line(each.text) for each in points]
    if all(each.marks == 1 for each in points) and not any(_MARKS.search(text) for text in texts):
        return texts
    return [f"{text}（{_figure(each.marks)}分）" for text, each in zip(texts, points, strict=True)]


def _figure(marks: float) -> str:
    short = f"{marks:g}"
    return short if float(short) == marks and "e" not in short else repr(marks)


def _read_points(answer: str, points: Sequence[MarkingPoint]) -> list[dict[str, Any]]:
    old = dict(zip(_points(points), points, strict=True))
    found = []
    for line in (each.strip() for each in answer.split("\n")):
        if not line:
            continue
        marks = _MARKS.search(line)
        new = MarkingPoint(tidy(_MARKS.sub("", line)), float(marks.group(1)) if marks else 1.0)
        point = old.get(line, new)
        found.append({"text": point.text, "marks": point.marks})
    return found


def _short(text: str) -> str:
    return brief(one_line(text))
