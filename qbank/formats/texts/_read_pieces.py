"""Where a line may be cut: labels and options that begin within it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qbank.formats.texts._read_lines import Line
from qbank.formats.texts._read_marks import Letter, labels_in, letters_in
from qbank.formats.texts._read_words import WHOSE, Part

_TIGHT = re.compile(r"(?<![0-9A-Za-z(])([A-H])[.、]\s*|\(([A-H])\)\s*")
_HAN = re.compile("[\u4e00-\u9fff]")
_MARK = re.compile(r"[\[(.、:)]|[A-H][\s=]")
# Words that only ever label: no stem says 答案： of something else after a space.
_SURE = frozenset({"answer", "rationale", "difficulty", "ignored", "accepted"})


_STOPS = frozenset("。.?!)];")


@dataclass(frozen=True, slots=True)
class Cut:
    """A label (``part``) or an option (``letter``) that may begin within a line.

    ``gap`` counts the white space before it, a tab or a wide space as two; ``is_stop`` says that a sentence ends there,
    ``is_apart`` that no Chinese character runs into it, ``is_others`` that the answer it names may be somebody's and no
    key, ``is_followed`` that an option A has its B in the same line.
    """

    start: int
    end: int
    gap: int
    part: Part | None = None
    value: str = ""
    bracketed: bool = False
    letter: str = ""
    is_sure: bool = True
    is_stop: bool = False
    is_apart: bool = False
    is_others: bool = False
    is_followed: bool = False


def cuts_in(line: Line, at: int, *, weak: bool = False) -> list[Cut]:
    """Return where a line may be cut from ``at`` on, in order; ``weak`` lets letters with only a space count."""
    folded = line.folded
    if not _MARK.search(folded, at):
        return []
    found = [
        Cut(each.start, each.end, _gap(line.text, each.start, each.end), each.part, each.value, each.bracketed,
            is_sure=each.part in _SURE, is_stop=folded[each.start - 1 : each.start] in _STOPS,
            is_apart=not _HAN.match(folded, each.start - 1),
            is_others=each.part == "answer" and folded[each.start - 1 : each.start] in WHOSE)
        for each in labels_in(folded, at)
    ]  # fmt: skip
    letters = letters_in(folded, at)
    if weak:
        letters = sorted([*letters, *letters_in(folded, at, sure=False)], key=lambda each: each[0])
    tight = _tight(folded, at)
    letters = tight if len(tight) > len(letters) else letters
    # Letters within a bracket are a key: （ A、B ）.
    letters = [each for each in letters if not _is_bracketed(folded, each[0])]
    for n, (start, letter) in enumerate(letters):
        followed = letter.letter == "A" and any(each.letter == "B" for _, each in letters[n + 1 : n + 2])
        gap = _gap(line.text, start, start)
        found.append(Cut(start, letter.end, gap, letter=letter.letter, is_sure=letter.sure, is_followed=followed))
    return sorted(found, key=lambda cut: cut.start)


def _tight(folded: str, at: int) -> list[tuple[int, Letter]]:
    """Return options that stand without spaces (A.10B.20C.30), if each letter is there once and in its turn."""
    marks = list(_TIGHT.finditer(folded, at))
    letters = [mark[1] or mark[2] for mark in marks]
    first = "A" if letters[:1] == ["A"] else "B"
    if len(marks) < 2 or any(letter != chr(ord(first) + n) for n, letter in enumerate(letters)):
        return []
    return [(mark.start(), Letter(letter, mark.end())) for letter, mark in zip(letters, marks, strict=True)]


def _is_bracketed(folded: str, at: int) -> bool:
    opened = max(folded.rfind("(", 0, at), folded.rfind("[", 0, at))
    if opened < 0:
        return False
    closed = folded.find(")" if folded[opened] == "(" else "]", opened)
    return closed >= at and not folded[opened + 1 : closed].strip(" ,、;/ABCDEFGH")


def _gap(text: str, start: int, end: int) -> int:
    """Return how much white space stands at a place: before it and at its beginning."""
    begin = start
    while begin and text[begin - 1].isspace():
        begin -= 1
    while start < end and text[start].isspace():
        start += 1
    return sum(2 if char in "\t\u3000" else 1 for char in text[begin:start])
