"""GIFT's general feedback: the rationale, then marking points and proof lines, each in a line with its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import dropwhile
from typing import Literal, NamedTuple

from qbank.formats.gift._text import clean
from qbank.locale import LANGS, Lang, say
from qbank.model.item import MarkingPoint

_Label = Literal["gift-label-point", "gift-label-proof"]


class Feedback(NamedTuple):
    """What a general feedback says."""

    rationale: str = ""
    points: tuple[MarkingPoint, ...] = ()
    proof: tuple[str, ...] = ()


def composed(feedback: Feedback, lang: Lang) -> str:
    """Return the text of a feedback; what stands in a line of its own has no lines itself."""
    points = [_labelled("gift-label-point", _with_marks(point, lang), lang) for point in feedback.points]
    proof = [_labelled("gift-label-proof", each, lang) for each in feedback.proof]
    return clean("\n".join([feedback.rationale, *points, *proof]))


def parsed(text: str, *, has_points: bool) -> Feedback:
    """Return what a feedback in either language says; labelled lines count at its end only.

    Args:
        text: a feedback as people read it.
        has_points: whether the item is one that a person marks; in others a line with a point is rationale.
    """
    lines = text.split("\n") if text else []
    lines, proof = _taken(lines, _labels("gift-label-proof"))
    lines, points = _taken(lines, _labels("gift-label-point")) if has_points else (lines, [])
    return Feedback("\n".join(lines).strip(), tuple(map(_point, points)), tuple(each for each in proof if each))


def held(feedback: Feedback, lang: Lang, *, has_points: bool) -> Feedback:
    """Return what is found of a feedback after it was written."""
    return parsed(composed(feedback, lang), has_points=has_points)


def _labelled(what: _Label, words: str, lang: Lang) -> str:
    return f"{say(what, lang)}{' '.join(clean(words).split(chr(10)))}"


def _with_marks(point: MarkingPoint, lang: Lang) -> str:
    if point.marks == 1 and not _marks().search(point.text):
        return point.text
    return point.text + say("gift-marks", lang, marks=f"{point.marks:.10g}")


def _taken(lines: list[str], labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines before those at the end that begin with a label, and the words of the latter."""
    rest = list(dropwhile(lambda line: line.startswith(tuple(labels)), reversed(lines)))[::-1]
    return rest, [_unlabelled(line, labels) for line in lines[len(rest) :]]


def _unlabelled(line: str, labels: Sequence[str]) -> str:
    return next(line.removeprefix(label) for label in labels if line.startswith(label)).strip()


def _point(words: str) -> MarkingPoint:
    found = _marks().search(words)
    return MarkingPoint(words[: found.start()], float(found[1] or found[2])) if found else MarkingPoint(words)


@cache
def _labels(what: _Label) -> tuple[str, ...]:
    # A reader may have taken the space at a line's end.
    return tuple(say(what, lang).rstrip() for lang in LANGS)


@cache
def _marks() -> re.Pattern[str]:
    number = r"([0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)"
    return re.compile(
        "|".join(f"{re.escape(say('gift-marks', lang, marks='@')).replace('@', number)}$" for lang in LANGS)
    )
