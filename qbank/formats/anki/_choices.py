"""Options and key as other people's note types have them: only what leaves no doubt is taken for a choice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from qbank.errors import Problem
from qbank.formats import _incoming as incoming
from qbank.formats.anki._html import plain
from qbank.locale import brief
from qbank.model.item import Choice
from qbank.model.letters import letter, place_of
from qbank.model.type_words import types_in
from qbank.model.verdict import are_verdicts, verdict_of

_BARS = "||"
"""Parts options, and the numbers of the right ones, in two widespread Chinese note types."""
_LETTERED = re.compile(r"\s*[(（【\[]?([A-Za-zＡ-Ｚａ-ｚ])\s*(?:[.．、:：)）】\]]|\s)\s*(?=\S)(.*)", re.DOTALL)
_BETWEEN = re.compile(r"[\s,，、;；/|和及]+")
_NUMBERS = re.compile(r"\d{1,2}(?:\|\|\d{1,2})*")
_LETTERS = re.compile("[A-Z]+")
_LEAST = 2


class UnclearError(ValueError):
    """No choice can be made of a note for certain; ``problem`` says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, values=values)


def options_in(html: str) -> list[str]:
    """Return the options of one field: parted by ``||``, else a line each; letters before them are taken off.

    Raises:
        UnclearError: there are less than two, or only some have letters.
    """
    if _BARS in html:
        return [plain(each) for each in html.split(_BARS)]
    lines = plain(html).split("\n")
    lettered = [_LETTERED.fullmatch(line) for line in lines]
    if _are_in_order(lettered):
        lines = [match[2] for match in lettered if match]
    elif any(lettered[:1]):
        raise UnclearError("anki-options-unclear")
    return lines


def lettered_tail(text: str) -> tuple[str, list[str]]:
    """Return a text without the options that its last lines are (A. …, B. …), and those; without any if there are none.

    A line with two options and more (A. 甲　B. 乙) is left as it is.
    """
    lines = text.split("\n")
    for start in range(1, len(lines) - 1):
        found = [_LETTERED.fullmatch(line) for line in lines[start:]]
        if _are_in_order(found):
            return "\n".join(lines[:start]), [match[2] for match in found if match]
    return text, []


def choice_of(options: Sequence[str], key: str, kind: str, *, by_number: bool = False) -> Choice:
    """Return the choice between options.

    Args:
        options: their texts.
        key: letters (``AC``, ``A、C``), the very words of one option, a letter with its words, or numbers.
        kind: what the note says of its type, such as 多选题; "" if nothing.
        by_number: the key counts the options from 1.

    Raises:
        UnclearError: the options or the key leave room for doubt.
    """
    if len(options) < _LEAST or not all(options) or len(set(options)) < len(options):
        raise UnclearError("anki-options-unclear")
    right = _numbered(key, len(options)) if by_number else _right(key, options)
    named = types_in(kind)
    single, several = "single_choice" in named, "multiple_choice" in named
    if single and len(right) > 1:
        raise UnclearError("anki-key-unclear", key=brief(key))
    if are_verdicts(options) and len(right) == 1:
        return incoming.verdict(verdict_of(options[right[0]]) is True)
    return incoming.choice(options, right, multiple=len(right) > 1 or several)


def is_letters(text: str) -> bool:
    """Tell whether a text is nothing but letters of options."""
    return bool(_LETTERS.fullmatch(_letters(text)))


def _are_in_order(lettered: Sequence[re.Match[str] | None]) -> bool:
    found = [_letters(match[1]) for match in lettered if match]
    return len(found) == len(lettered) >= _LEAST and found == [letter(at) for at in range(len(found))]


def _letters(text: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).rstrip(".。").upper()


def _right(key: str, options: Sequence[str]) -> list[int]:
    by_words = [at for at, option in enumerate(options) if option == key]
    letters = _letters(key)
    by_letters = [*map(place_of, letters)] if _LETTERS.fullmatch(letters) else []
    if not by_words and not by_letters and (both := _LETTERED.fullmatch(key)):
        by_letters = [place_of(_letters(both[1]))]
        by_words = [at for at, option in enumerate(options) if option == both[2]] or [-1]
    if by_words and by_letters and by_words != by_letters:
        raise UnclearError("anki-key-unclear", key=brief(key))
    return _checked(sorted(by_letters or by_words), key, len(options))


def _numbered(key: str, count: int) -> list[int]:
    if not _NUMBERS.fullmatch(key):
        raise UnclearError("anki-key-unclear", key=brief(key))
    return _checked(sorted(int(each) - 1 for each in key.split(_BARS)), key, count)


def _checked(right: list[int], key: str, count: int) -> list[int]:
    if not right or len(set(right)) < len(right) or not all(0 <= each < count for each in right):
        raise UnclearError("anki-key-unclear", key=brief(key))
    return right
