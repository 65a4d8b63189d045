"""Written answers in a row: marking points one a line, numbered, with their marks where these are not 1."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats.tables._joins import one_line
from qbank.formats.tables._layout import Texts, Unreadable, answer_of
from qbank.formats.tables._profile_records import Profile
from qbank.model.item import ExtendedText, MarkingPoint

_NUMBER = r"(?:{n}\s*[.．、)）]|[(（]\s*{n}\s*[)）]|{circled})\s*"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARKS = re.compile(r"\s*[(（]\s*(\d{1,6}(?:\.\d{1,15})?)\s*分\s*[)）]$")
_MOST = 99


# --- into cells ---------------------------------------------------------------------------------------


def put(interaction: ExtendedText, profile: Profile) -> dict[str, list[str]]:
    """Return the cell of a written answer."""
    points = interaction.points
    if len(points) == 1:
        lines = [_line(points[0].text, points[0].marks)]
    else:
        lines = [f"{n}. {_line(one_line(point.text), point.marks)}" for n, point in enumerate(points, 1)]
    return {profile.answers.essay: ["\n".join(lines)]}


def _line(text: str, marks: float) -> str:
    return text if marks == 1 else f"{text}（{marks:.15g}分）"


# --- out of cells -------------------------------------------------------------------------------------


def take(texts: Texts, profile: Profile) -> ExtendedText:
    """Return the points of a written answer; one that is not numbered from 1 is one point.

    Raises:
        Unreadable: there is none.
    """
    if profile.answers.essay == "answer":
        answer = answer_of(texts, "\n") or _lone(texts, "option")
    else:
        answer = _lone(texts, "option") or answer_of(texts, "\n")
    if not answer:
        raise Unreadable("table-answer-missing", profile.answers.essay)
    return ExtendedText(tuple(_point(text) for text in _numbered(answer)))


def _lone(texts: Texts, field: str) -> str:
    """Return what stands in the one cell of a field that has anything."""
    filled = [text for text in texts.get(field, ()) if text]
    return filled[0] if len(filled) == 1 else ""


def _numbered(answer: str) -> Sequence[str]:
    """Return what stands behind 1., 2. … at the beginnings of lines; the whole answer where there are no two."""
    found: list[str] = []
    for line in answer.split("\n"):
        begun = _start(len(found) + 1).match(line)
        if begun:
            found.append(line[begun.end() :])
        elif found:
            found[-1] += f"\n{line}"
        else:
            return [answer]
    return [text.strip() for text in found] if len(found) > 1 and all(text.strip() for text in found) else [answer]


def _start(n: int) -> re.Pattern[str]:
    circled = _CIRCLED[n - 1] if n <= len(_CIRCLED) else "\0"
    return re.compile(_NUMBER.format(n=min(n, _MOST), circled=circled))


def _point(text: str) -> MarkingPoint:
    found = _MARKS.search(text)
    marks = float(found[1]) if found else 1.0
    rest = text[: found.start()].strip() if found else text
    return MarkingPoint(rest, marks) if rest and marks > 0 else MarkingPoint(text)
