"""Portables to a survey in which every question that a machine can mark knows its right answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, BinaryIO, assert_never

from qbank.formats._contract import Settings
from qbank.formats.surveyjs._text import Remarks, apart, description_of, title_of
from qbank.locale import say
from qbank.model.item import (
    Choice,
    ExtendedText,
    Interaction,
    MarkingPoint,
    Match,
    Option,
    Order,
    TextEntry,
    is_verdict,
)
from qbank.model.letters import LETTERS, letter
from qbank.model.portable import Portable

_NAME = re.compile("[A-Za-z][A-Za-z0-9_-]{0,63}")
"""An id that SurveyJS can have as a name as it stands, also within its expressions."""
_LOCALES = {"zh": "zh-cn", "en": "en"}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write a survey of one page, an element a line; items that share a passage one after the other form a panel."""
    head = {
        **({"title": apart(settings.title)} if settings.title else {}),
        "locale": _LOCALES[settings.lang],
        "showQuestionNumbers": "on",
        "completedHtml": say("surveyjs-completed", settings.lang),
    }
    stream.write(_encode(head)[:-1].encode() + b',\n"elements":[')
    mark = b"\n"
    for line in _lines(portables, settings):
        stream.write(mark + line.encode())
        mark = b",\n"
    stream.write(b"\n]}\n")


def _lines(portables: Iterable[Portable], settings: Settings) -> Iterator[str]:
    names = _Names()
    for number, (stimulus, group) in enumerate(groupby(portables, key=lambda portable: portable.stimulus)):
        questions = (_question(portable, names.of(portable), settings) for portable in group)
        if not stimulus:
            yield from map(_encode, questions)
            continue
        panel = {"type": "panel", "name": f"passage{number}", "description": apart(stimulus)}
        yield f'{_encode(panel)[:-1]},"elements":[{",".join(map(_encode, questions))}]}}'


class _Names:
    """The names of questions: ids of items where they will do, else numbers; none is there twice."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def of(self, portable: Portable) -> str:
        """Return a name for a portable's question."""
        name = portable.item.id if _NAME.fullmatch(portable.item.id) else f"item{len(self._used) + 1}"
        # To its expressions a and A are one name.
        while name.lower() in self._used:
            name += "x"
        self._used.add(name.lower())
        return name


def _question(portable: Portable, name: str, settings: Settings) -> Mapping[str, Any]:
    item = portable.item
    interaction = item.body.interaction()
    remarks = Remarks(
        id=item.id,
        answer=_told(interaction),
        rationale=item.rationale,
        proof=portable.proof,
        difficulty=item.difficulty,
        chapter=item.chapter,
        tags=item.tags,
        audience=item.audience,
    )
    kind, asked = _asked(interaction)
    bracketed = isinstance(interaction, Choice | Order)
    return {
        "type": kind,
        "name": name,
        "title": title_of(item.stem, "bracket" if bracketed else "line"),
        "description": description_of(remarks, settings.lang),
        "descriptionLocation": "hidden",
        **asked,
    }


def _told(interaction: Interaction) -> tuple[MarkingPoint, ...]:
    """Return the answer that stands in words because SurveyJS cannot mark it."""
    match interaction:
        case ExtendedText(points=points):
            return points
        case Order(options=options, key=key):
            texts = {option.id: option.text for option in options}
            return tuple(MarkingPoint(texts[each]) for each in key)
        case _:
            return ()


def _asked(interaction: Interaction) -> tuple[str, dict[str, Any]]:
    """Return the type of a question and what it has of its own; only a person can mark a comment."""
    match interaction:
        case Choice(options=options, keys=keys) if is_verdict(interaction):
            return "boolean", {**_labels(options), "correctAnswer": keys == ("true",)}
        case Choice(options=options, keys=keys, multiple=multiple):
            letters = _letters(options)
            right = [letters[option.id] for option in options if option.id in keys]
            asked = {"choices": _values(options), "correctAnswer": right if multiple else right[0]}
            return "checkbox" if multiple else "radiogroup", asked
        case Order(options=options):
            # With a right answer, survey-core 3.1.1 gives the point for every order, also a wrong one.
            return "ranking", {"choices": _values(options)}
        case Match():
            return "matrix", _matrix(interaction)
        case TextEntry(accepted=accepted):
            return _texts([each[0] for each in accepted])
        case ExtendedText():
            return "comment", {}
        case _:
            assert_never(interaction)


def _labels(options: Sequence[Option]) -> dict[str, str]:
    words = {option.id: apart(option.text) for option in options}
    return {"labelTrue": words["true"], "labelFalse": words["false"]}


def _texts(answers: Sequence[str]) -> tuple[str, dict[str, Any]]:
    if len(answers) == 1:
        return "text", {"correctAnswer": answers[0]}
    names = [str(n) for n in range(1, len(answers) + 1)]
    items = [{"name": name, "title": name} for name in names]
    return "multipletext", {"items": items, "correctAnswer": dict(zip(names, answers, strict=True))}


def _matrix(match: Match) -> dict[str, Any]:
    letters = _letters(match.right)
    rows = {option.id: str(n) for n, option in enumerate(match.left, 1)}
    return {
        "columns": _values(match.right),
        "rows": [{"value": rows[option.id], "text": apart(option.text)} for option in match.left],
        "correctAnswer": {rows[left]: letters[right] for left, right in match.pairs},
    }


def _values(options: Sequence[Option]) -> list[dict[str, str]]:
    letters = _letters(options)
    return [{"value": letters[option.id], "text": apart(option.text)} for option in options]


def _letters(options: Sequence[Option]) -> dict[str, str]:
    """Return what stands for an option in results: A … Z, then numbers."""
    return {option.id: letter(at) if at < len(LETTERS) else str(at + 1) for at, option in enumerate(options)}
