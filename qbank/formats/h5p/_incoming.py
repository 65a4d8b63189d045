"""From a question of H5P to a portable: what its library asks, with the key it has and no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats import _incoming as incoming
from qbank.formats.h5p import _text as text
from qbank.formats.h5p._questions import proof_told
from qbank.formats.h5p._remarks import Remarks, remarks_in
from qbank.locale import LANGS
from qbank.model.item import BLANK, ExtendedText, Interaction, MarkingPoint, Match, Order
from qbank.model.portable import Portable
from qbank.types import _fields as fields

_ORDERED = re.compile(r"[0-9]+\. ")
_ROW_END = "："


@dataclass(slots=True)
class Dropped:
    """What of a question has no place in an item, as problem codes, each once."""

    things: list[str] = field(default_factory=list)

    def note(self, code: str, *, when: bool = True) -> None:
        """Remember that something was left."""
        if when and code not in self.things:
            self.things.append(code)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a library asks, in words: passage and stem, the interaction, and what it tells afterwards."""

    stem: str
    interaction: Interaction
    told: str = ""
    stimulus: str = ""


def portable_from(question: Any, place: str, dropped: Dropped) -> Portable:  # noqa: ANN401 - JSON data
    """Return the portable of a question.

    Raises:
        QbankError: ``h5p-library`` for a library that is not read, ``h5p-key`` where the key is not surely one.
        ValueError: anything else that cannot be taken, and what.
    """
    if not isinstance(question, Mapping):
        raise ValueError("an object is wanted")
    library = fields.text(question, "library", "").partition(" ")[0]
    metadata = fields.mapping(question, "metadata")
    comments = metadata.get("authorComments")
    remarks = remarks_in(text.unescaped(comments)) if isinstance(comments, str) else None
    if library not in LIBRARIES and not (remarks and library in _OURS):
        raise QbankError(Problem("h5p-library", values={"library": library}))
    params = fields.mapping(question, "params")
    dropped.note("h5p-picture-dropped", when=bool(fields.mapping(params, "media").get("type")))
    asked = {**LIBRARIES, **_OURS}[library](params, remarks, dropped)
    return _portable(asked, remarks or Remarks(), place)


def _portable(asked: Asked, remarks: Remarks, place: str) -> Portable:
    return incoming.portable_of(
        asked.stem,
        asked.interaction,
        place=place,
        item_id=remarks.id,
        rationale=_rationale(asked.told, remarks),
        difficulty=remarks.difficulty,
        chapter=remarks.chapter,
        tags=remarks.tags,
        audience=remarks.audience,
        stimulus=asked.stimulus,
        proof=remarks.proof,
    )


def _rationale(told: str, remarks: Remarks) -> str:
    for lang in LANGS:
        proof = proof_told(remarks.proof, lang)
        for each in (proof, text.plain(proof)):
            if each and told.endswith(each):
                return told.removesuffix(each).removesuffix("\n" if each != proof else "")
    return told


def _choice(params: Mapping[str, Any], remarks: Remarks | None, dropped: Dropped) -> Asked:
    rows = [row for row in fields.rows(params, "answers") if isinstance(row, Mapping)]
    options = [_text(fields.text(row, "text"), dropped) for row in rows]
    right = [at for at, row in enumerate(rows) if fields.flag(row, "correct", False)]
    kind = fields.text(fields.mapping(params, "behaviour"), "type", "auto")
    multiple = kind == "multi" or (kind != "single" and len(right) > 1)
    if not right or (not multiple and len(right) > 1):
        raise QbankError(Problem("h5p-key", values={"found": len(right)}))
    passage, stem = _passage_and_stem(fields.text(params, "question"), remarks, dropped)
    return Asked(
        text.without_brackets(stem),
        incoming.choice(options, right, multiple=multiple),
        "\n".join(filter(None, (_overall(params, dropped), *_of_options(rows, options, dropped)))),
        passage,
    )


def _of_options(rows: Sequence[Mapping[str, Any]], options: Sequence[str], dropped: Dropped) -> list[str]:
    """Return what is told of single options, each with the option's words; a rationale has no letters."""
    told = []
    for row, option in zip(rows, options, strict=True):
        remarks = fields.mapping(row, "tipsAndFeedback")
        dropped.note("h5p-tip-dropped", when=bool(_text(fields.text(remarks, "tip", ""), dropped)))
        for name in ("chosenFeedback", "notChosenFeedback"):
            feedback = _text(fields.text(remarks, name, ""), dropped)
            told += [f"“{option}”：{feedback}"] if feedback else []
    return told


def _verdict(params: Mapping[str, Any], remarks: Remarks | None, dropped: Dropped) -> Asked:
    key = params.get("correct")
    if key not in ("true", "false", True, False):
        raise QbankError(Problem("h5p-key", values={"found": 0}))
    behaviour = fields.mapping(params, "behaviour")
    told = [text.unescaped(fields.text(behaviour, name, "")) for name in ("feedbackOnCorrect", "feedbackOnWrong")]
    passage, stem = _passage_and_stem(fields.text(params, "question"), remarks, dropped)
    return Asked(
        text.without_brackets(stem),
        incoming.verdict(key in ("true", True)),
        "\n".join(dict.fromkeys(filter(None, told))),
        passage,
    )


def _blanks(params: Mapping[str, Any], remarks: Remarks | None, dropped: Dropped) -> Asked:
    accepted: list[tuple[str, ...]] = []
    lines = []
    for each in fields.strings(params, "questions"):
        markup, marks = text.gaps(each)
        lines.append(_text(markup, dropped))
        for mark in marks:
            answers, tip = text.answers(mark)
            dropped.note("h5p-tip-dropped", when=bool(tip))
            accepted.append(answers)
    told = _text(fields.text(params, "text", ""), dropped)
    stem = "\n".join(filter(None, lines if remarks else [told, *lines]))
    if not accepted or not all(accepted):
        raise QbankError(Problem("h5p-key", values={"found": sum(map(bool, accepted))}))
    if stem.count(BLANK) != len(accepted):
        raise ValueError(f"{len(accepted)} blanks, {stem.count(BLANK)} marks {BLANK} in the text")
    passage = told if remarks and remarks.has_passage else ""
    return Asked(stem, incoming.blanks(accepted), _overall(params, dropped), passage)


def _dragging(params: Mapping[str, Any], remarks: Remarks | None, dropped: Dropped) -> Asked:
    """Return what we wrote as words to drag: numbered gaps are an order, gaps behind words are a match."""
    rows = [line.partition("*") for line in fields.text(params, "textField").split("\n")]
    words = [text.unescaped(mark.removesuffix("*")) for _, _, mark in rows]
    before = [text.unescaped(each) for each, _, _ in rows]
    passage, stem = _passage_and_stem(fields.text(params, "taskDescription"), remarks, dropped)
    return Asked(
        text.without_brackets(stem),
        _order(words) if all(map(_ORDERED.fullmatch, before)) else _match(before, words, params),
        _overall(params, dropped),
        passage,
    )


def _order(words: Sequence[str]) -> Order:
    # The steps came in their right order; they are shown in another one.
    shown = sorted(words)
    if shown == list(words):
        shown.reverse()
    options = incoming.options_of(shown)
    left = list(options)
    key = []
    for word in words:
        key.append(left.pop(next(at for at, each in enumerate(left) if each.text == word)).id)
    return Order(options, tuple(key))


def _match(before: Sequence[str], words: Sequence[str], params: Mapping[str, Any]) -> Match:
    if not all(each.endswith(_ROW_END) for each in before):
        raise ValueError("textField: a line is not ours")
    spare = [text.unescaped(each) for each in re.findall(r"\*(.*?)\*", fields.text(params, "distractors", ""))]
    left = incoming.options_of([each.removesuffix(_ROW_END) for each in before], "l")
    right = incoming.options_of(sorted(dict.fromkeys([*words, *spare])), "r")
    ids = {each.text: each.id for each in right}
    return Match(left, right, tuple((each.id, ids[word]) for each, word in zip(left, words, strict=True)))


def _writing(params: Mapping[str, Any], remarks: Remarks | None, dropped: Dropped) -> Asked:
    points = []
    for row in fields.rows(params, "keywords"):
        if not isinstance(row, Mapping):
            raise ValueError("keywords: objects are wanted")
        marks = fields.number(fields.mapping(row, "options"), "points", 1.0)
        points.append(MarkingPoint(text.unescaped(fields.text(row, "keyword")), marks))
    passage, stem = _passage_and_stem(fields.text(params, "taskDescription"), remarks, dropped)
    told = _text(fields.text(fields.mapping(params, "solution"), "introduction", ""), dropped)
    return Asked(text.without_brackets(stem), ExtendedText(tuple(points)), told, passage)


def _overall(params: Mapping[str, Any], dropped: Dropped) -> str:
    """Return the feedback of all scores; praise and blame by score are no rationale."""
    rows = [row for row in fields.rows(params, "overallFeedback") if isinstance(row, Mapping)]
    told = dict.fromkeys(text.unescaped(fields.text(row, "feedback", "")) for row in rows)
    told.pop("", None)
    dropped.note("h5p-feedback-dropped", when=len(told) > 1)
    return next(iter(told), "") if len(told) == 1 else ""


def _passage_and_stem(markup: str, remarks: Remarks | None, dropped: Dropped) -> tuple[str, str]:
    if remarks and remarks.has_passage:
        for end in ("</p>", "</div>"):
            passage, found, stem = markup.partition(end)
            if found and stem.strip():
                return _text(passage, dropped), _text(stem, dropped)
    return "", _text(markup, dropped)


def _text(markup: str, dropped: Dropped) -> str:
    told, has_more = text.from_html(markup)
    dropped.note("h5p-picture-dropped", when=has_more)
    return told


_Taken = Callable[[Mapping[str, Any], Remarks | None, Dropped], Asked]
LIBRARIES: Mapping[str, _Taken] = {"H5P.MultiChoice": _choice, "H5P.TrueFalse": _verdict, "H5P.Blanks": _blanks}
"""Libraries that are read whoever wrote the package."""
_OURS: Mapping[str, _Taken] = {"H5P.DragText": _dragging, "H5P.Essay": _writing}
"""Libraries that are read as far as we wrote the question: anybody else's may be anything."""
