"""What the lines that follow say of a line: whether it begins an item, its options, or a list of answers."""

from __future__ import annotations

import re

from qbank.formats.texts._read_fold import UNDERLINED, fold
from qbank.formats.texts._read_keylines import numbers_in, pairs_in
from qbank.formats.texts._read_lines import Line, Lines
from qbank.formats.texts._read_marks import (
    Chapter,
    Heading,
    Label,
    Letter,
    Number,
    Plain,
    labels_in,
    letters_in,
    number_at,
    weak_letter_at,
)
from qbank.formats.texts._read_raw import Raw
from qbank.formats.texts._read_words import NAMELESS, SINGLE, VERDICTS, WORDLESS

_FAR, _NEAR = 80, 8
_KEYED_END = re.compile(r"[^\s(\[][(\[]\s*(?:[A-H](?:[\s,、;/]*[A-H])*|√|×|对|错|正确|错误)\s*[)\]][\s。.]*$")
_SAYS_KEY = re.compile(r"(?:选|答案[为是]?|应为)\s*[(\[][^()\[\]]*[)\]][\s。.]*$")
_RANGE = re.compile(rf"\s*[0-9]+\s*(?:-+|至|到)\s*[0-9]+\s*[.:、)]?\s*(?:[A-H]|{VERDICTS})")
"""What begins answers of several items, though they may be too many or too few."""
_FILLED = re.compile(r"(?<!_)_{2,3}[^_\s][^_]*_{2,3}(?!_)")
_INSIDE = re.compile(rf"(?<!_)_{{2,3}}[^_\s][^_]*_{{2,3}}(?!_)|{UNDERLINED[0]}\s*[^\s{UNDERLINED[1]}]|{SINGLE}")
_BARE = re.compile(r"\s*\[?\s*(?:参考|正确|标准)?答案\s*\]?\s*:?\s*")
_ASKED = re.compile(rf"_{{2,}}|[(\[]\s*(?:[A-H](?:[\s,、;/]*[A-H])*|{VERDICTS})?\s*[)\]]", re.I)
KEYED = re.compile(
    rf"{NAMELESS}[(\[]\s*(?:[A-H](?:[\s,、;/]*[A-H])*|{VERDICTS})\s*[)\]]{WORDLESS}|(?<!_)_+\s*[A-H]+\s*_+"
)
"""A bracket (or underline) in a folded stem that holds what can only be a key."""


def is_asked(folded: str, start: int) -> bool:
    """Tell whether a folded line has a blank, a bracket for an answer, options or an answer in it."""
    if _ASKED.search(folded, start) or any(each.part == "answer" for each in labels_in(folded, start)):
        return True
    return begins_options([letter for _, letter in letters_in(folded, start)])


def begins_options(letters: list[Letter]) -> bool:
    """Tell whether letters within a line begin with A and B."""
    return [each.letter for each in letters[:2]] == ["A", "B"]


def has_proof(line: Line, start: int, lines: Lines) -> bool:
    """Tell whether a numbered line is an item's by what stands in it and below it, up to the next number or heading."""
    if is_asked(line.folded, start):
        return True
    before = ""
    for following in lines.ahead(_FAR):
        match following.mark:
            case Number(group="bare"):
                continue
            case Number() | Heading() | Chapter() | Plain(what="answers" | "table"):
                return False
            case Letter(letter="A") | Label(part="answer"):
                return True
            case Plain(what="empty"):
                continue
            case _:
                weak = weak_letter_at(following.folded)
                letter = weak.letter if weak else ""
                if (before, letter) == ("A", "B") or KEYED.search(following.folded):
                    return True
                before = letter
    return False


def has_options(lines: Lines) -> bool:
    """Tell whether options come before the next number or heading."""
    for following in lines.ahead(_FAR):
        if isinstance(following.mark, Number | Heading | Chapter):
            return False
        if isinstance(following.mark, Letter):
            return following.mark.letter == "A"
    return False


def has_answer(lines: Lines) -> bool:
    """Tell whether an answer under a label comes before the next number or heading."""
    for following in lines.ahead(_FAR):
        if isinstance(following.mark, Number | Heading | Chapter):
            return False
        if isinstance(following.mark, Label) and following.mark.part == "answer":
            return True
    return False


def is_keyed(item: Raw) -> bool:
    """Tell whether an item has an answer of its own somewhere."""
    if item.is_answered or item.mark:
        return True
    inside = _INSIDE if item.section.kind == "blanks" else KEYED
    return any(inside.search(fold(line)) for line in item.stem)


def is_unnumbered(line: Line, lines: Lines) -> bool:
    """Tell whether a line looks like an item without a number: a bracket with a key at its end, or options below it."""
    folded = line.folded
    if (_KEYED_END.search(folded) and not _SAYS_KEY.search(folded)) or _FILLED.search(folded):
        return True
    return bool(_ASKED.search(folded)) and follows("A", lines)


def is_bare_answer(folded: str) -> bool:
    """Tell whether a line is nothing but the word answer."""
    return _BARE.fullmatch(folded) is not None


def follows(letter: str, lines: Lines) -> bool:
    """Tell whether the next line that is not empty begins with an option of this letter."""
    line = next_line(lines)
    found = line.mark if line and isinstance(line.mark, Letter) else weak_letter_at(line.folded) if line else None
    return found is not None and found.letter == letter


def heads_items(lines: Lines, wanted: tuple[int, ...]) -> bool:
    """Tell whether the next line that is not empty is an item's, or a heading."""
    line = next_line(lines)
    if line is None:
        return False
    if isinstance(line.mark, Number) and line.mark.group in {"figure", "bracket"}:
        return line.mark.value in wanted
    return isinstance(line.mark, Heading | Chapter)


def begins_list(lines: Lines, *, with_words: bool) -> bool:
    """Tell whether the lines that follow are a list of answers.

    Args:
        lines: with the first line of the list next.
        with_words: whether a numbered line of words will do (the answers of blanks and short questions).
    """
    found = [line for line in lines.ahead(_NEAR) if line.mark != Plain("empty")]
    for at, line in enumerate(found):
        if isinstance(line.mark, Heading) or line.mark == Plain("table") or numbers_in(line.folded):
            return True
        if isinstance(line.mark, Chapter):
            continue
        pairs = pairs_in(line.folded)
        if pairs and (len(pairs) > 1 or (at + 1 < len(found) and pairs_in(found[at + 1].folded))):
            return True
        if _RANGE.match(line.folded):
            return True
        number = number_at(line.folded)
        is_first = number is not None and number.value == 1 and number.group in {"figure", "bracket"}
        return bool(is_first and (with_words or pairs))
    return False


def next_line(lines: Lines) -> Line | None:
    """Return the next line that is not empty."""
    return next((line for line in lines.ahead(_NEAR) if line.mark != Plain("empty")), None)
