"""Answers in the words of editors: letters, verdicts, the contents of blanks, the points of a short answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.formats._lettered import unworded
from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_words import VERDICTS
from qbank.model.verdict import verdict_of

_LETTERS = re.compile(r"([A-Za-z](?:[\s,、;/.和及与]*[A-Za-z])*)")
_WORTH = re.compile(r"\(\s*[0-9.]{1,4}\s*分\s*\)\s*$")
_REFERENCE = re.compile(r"[\s(\[]*(?:略|同(?:上|前)一?题?|[见同]上一?[题面]|待[定补]|暂[无缺])[\s)\].。]*")
_WRAPPED = re.compile(r"\s*[(\[]\s*(.*?)\s*[)\]]\s*")
_VERDICT = re.compile(rf"({VERDICTS})(?:\s*[,。;.、:(]\s*(?P<tail>.+)|)", re.I | re.S)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERED = (
    re.compile(f"([{_CIRCLED}])"),
    re.compile(r"(?:(?<=^)|(?<=[\s;,。、]))\(\s*([0-9]{1,2})\s*\)\s*[.、:]?"),
    re.compile(r"(?:(?<=^)|(?<=[\s;,。、]))([0-9]{1,2})\s*(?:[、:)]|\.(?![0-9]))"),
)
_WIDE = "\t|\u3000+|[ \u3000]{2,}"
_SEPARATORS = (r"\|", ";", _WIDE, "、", ",", " ")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_POINT_MARKS = re.compile(r"\(\s*([0-9]{1,3}(?:\.[0-9]{1,17})?)\s*分\s*\)\s*[;,。]?\s*$")


def is_reference(text: str) -> bool:
    """Tell whether a text says nothing by itself: 同上, 略."""
    return _REFERENCE.fullmatch(fold(text)) is not None


def letters(text: str) -> tuple[str, ...] | None:
    """Return the option letters an answer names, in its order; None for anything else."""
    folded = _WORTH.sub("", fold(text)).strip(" .。;,、:!")
    wrapped = _WRAPPED.fullmatch(folded)
    found = _LETTERS.fullmatch(unworded(wrapped[1] if wrapped else folded))
    return tuple(re.findall("[A-Z]", found[1].upper())) if found else None


def lettered(text: str) -> tuple[str, str] | None:
    """Return the letters and the words of an answer that gives both: ``A.甲``, ``AB:甲;乙``."""
    found = re.fullmatch(r"\s*([A-Z]+)\s*[.、:)]\s*(\S.*)", fold(text), re.S)
    return (found[1], text[found.start(2) :].strip()) if found else None


def verdict(text: str) -> tuple[bool, str] | None:
    """Return whether an answer says true or false, and what it says besides (错，应为三十日)."""
    folded = fold(text).strip(" 。.;,!")
    whole = verdict_of(folded)
    if whole is not None:
        return whole, ""
    wrapped = _WRAPPED.fullmatch(folded)
    found = _VERDICT.fullmatch(wrapped[1] if wrapped else folded)
    said = verdict_of(found[1]) if found else None
    if found is None or said is None:
        return None
    at = fold(text).find(found["tail"]) if found["tail"] else -1
    tail = text[at:].strip() if at >= 0 else ""
    is_opened = at > 0 and fold(text)[:at].rstrip().endswith("(") and fold(tail).endswith(")")
    return said, tail[:-1].strip() if is_opened else tail


def verdict_letters(notes: Sequence[str]) -> dict[str, bool]:
    """Return what letters mean where the words above a section say so (正确的选A，错误的选B); none if they do not."""
    folded = fold(" ".join(notes))
    for true, false in (("A", "B"), ("B", "A")):
        after = rf"(?:正确|对)[^错A-Z]{{0,8}}{true}.{{0,8}}?(?:错误|错)[^A-Z]{{0,8}}{false}"
        before = (
            rf"{true}\s*[.、:]?\s*(?:为|表示|代表)?(?:正确|对).{{0,8}}?{false}\s*[.、:]?\s*(?:为|表示|代表)?(?:错误|错)"
        )
        if re.search(after, folded) or re.search(before, folded):
            return {true: True, false: False}
    return {}


def numbered(text: str) -> list[str]:
    """Return the parts of a text that counts them from one (①…②…, (1)…(2)…, 1.…2.…).

    None if it does not, or if a line begins with a number out of its turn.
    """
    folded = fold(text)
    for at, pattern in enumerate(_NUMBERED):
        starts = list(_in_turn(pattern, folded, circled=at == 0))
        lines = [
            found.start()
            for found in pattern.finditer(folded)
            if folded[: found.start()].endswith(("", "\n")[found.start() > 0])
        ]
        if starts and not folded[: starts[0][0]].strip() and set(lines) <= {start for start, _ in starts}:
            ends = [start for start, _ in starts[1:]] + [len(text)]
            return [text[begin:end].strip().rstrip("；;") for (_, begin), end in zip(starts, ends, strict=True)]
    return []


def _in_turn(pattern: re.Pattern[str], folded: str, *, circled: bool) -> Iterator[tuple[int, int]]:
    wanted = 1
    for found in pattern.finditer(folded):
        value = _CIRCLED.index(found[1]) + 1 if circled else int(found[1])
        if value == wanted:
            wanted += 1
            yield found.start(), found.end()


def blanks(text: str, count: int) -> list[str] | None:
    """Return the answers of so many blanks; None where a text can be cut in no way or in several."""
    parts = numbered(text)
    if len(parts) == count and all(parts) and (count > 1 or text.startswith("①")):
        return parts
    bracketed = _IN_BRACKETS.findall(fold(text))
    if count > 1 and len(bracketed) == count and not _IN_BRACKETS.sub("", fold(text)).strip():
        return [text[found.start(1) : found.end(1)].strip() for found in _IN_BRACKETS.finditer(fold(text))]
    if count == 1:
        return None if not text or re.search(r"[;|]", fold(text)) else [text]
    return _cut(text, count)


def _cut(text: str, count: int) -> list[str] | None:
    """Cut at the strongest separator there is; one that gives another number of parts leaves it open."""
    folded = fold(text).replace("\n", ";")
    raw = text.replace("\n", ";")
    for pattern in _SEPARATORS:
        separator = re.compile(pattern)
        where = list(separator.finditer(folded if pattern != _WIDE else raw))
        if not where:
            continue
        edges = [0, *(edge for found in where for edge in found.span()), len(raw)]
        parts = [raw[edges[n] : edges[n + 1]].strip() for n in range(0, len(edges), 2)]
        parts = [part for part in parts if part] if pattern == " " else parts
        if parts and not parts[-1] and len(parts) == count + 1:
            parts.pop()
        return parts if len(parts) == count and all(parts) else None
    return None


def points(lines: Sequence[str]) -> list[tuple[str, float | None]]:
    """Return the points of a short answer with their marks: one for each number from one, else one for all."""
    text = "\n".join(lines).strip()
    parts = numbered(text)
    if len(parts) < 2 or not all(parts):
        parts = [text]
    return [_with_marks(part) for part in parts]


def _with_marks(text: str) -> tuple[str, float | None]:
    found = _POINT_MARKS.search(fold(text))
    return (text[: found.start()].strip(), float(found[1])) if found and found.start() else (text, None)
