"""What stands around a question: the passage before its stem, feedback, what graders see, each told by class.

A teacher may edit all of it in Moodle; what is of no class of ours is the stem, the rationale, or one point.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats.moodle._html import LABEL, Text
from qbank.formats.moodle._text import in_html
from qbank.locale import Lang, say
from qbank.model.item import MarkingPoint

PASSAGE, PROOF, POINT = "qbank-passage", "qbank-proof", "qbank-point"
_RATIONALE, _MARKS = "qbank-rationale", "qbank-marks"
GRADERS = (POINT, _MARKS)
"""The parts of what graders see."""
_LONG_LINE = re.compile("_{4}(?=_)")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")


def passage(words: str) -> str:
    """Return the HTML of a passage, "" for none; no line in it is long enough to be taken for the box of an answer."""
    return f'<div class="{PASSAGE}">{_LONG_LINE.sub("____<wbr>", in_html(words))}</div>' if words else ""


def feedback(rationale: str, proof: Sequence[str], lang: Lang) -> str:
    """Return the HTML of a general feedback, "" where there is nothing to tell."""
    label = f'<span class="{LABEL}">{in_html(say("moodle-label-proof", lang))}</span>'
    told = [f'<p class="{_RATIONALE}">{in_html(rationale)}</p>'] if rationale else []
    return "".join([*told, *(f'<p class="{PROOF}">{label}{in_html(each)}</p>' for each in proof)])


def for_graders(points: Sequence[MarkingPoint], lang: Lang) -> str:
    """Return the HTML that tells graders the points and their marks."""
    rows = "".join(f'<li class="{POINT}">{in_html(each.text)}{_marks(each, lang)}</li>' for each in points)
    return f"<ol>{rows}</ol>" if rows else ""


def points_of(text: Text, full: float) -> tuple[MarkingPoint, ...]:
    """Return the points of what graders see; a text that tells none is one of all marks.

    Args:
        text: read with the parts of ``GRADERS``.
        full: the marks of the question.
    """
    words, marks = text.parts.get(POINT, ()), text.parts.get(_MARKS, ())
    numbers = [_NUMBER.search(each) for each in marks]
    if words and len(words) == len(numbers):
        pairs = [(each, number) for each, number in zip(words, numbers, strict=True) if number]
        if len(pairs) == len(words):
            return tuple(MarkingPoint(each, float(number[0])) for each, number in pairs)
    rest = "\n".join(filter(None, [text.words, *words]))
    return (MarkingPoint(rest, full),) if rest else ()


def number(value: float) -> str:
    """Return a number without a point it does not need, so that it is read just so."""
    return repr(float(value)).removesuffix(".0")


def _marks(point: MarkingPoint, lang: Lang) -> str:
    told = say("moodle-marks", lang, marks=number(point.marks))
    return f'<span class="{_MARKS}">{in_html(told)}</span>'
