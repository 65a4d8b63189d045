"""Answers by letters: every usual way to write them read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from qbank.formats._counted import STEMS
from qbank.formats._lettered import every, is_either, row_of, unworded
from qbank.formats.tables._layout import Unreadable
from qbank.model.letters import letter, place_of
from qbank.model.numerals import is_figures
from qbank.types._folding import fold

_BETWEEN = re.compile(r"[\s,、;|/┋.。+&#$]+|(?<=[A-Za-z])[和及与](?=[A-Za-z])")
IN_ORDER = re.compile(r"[\s,、;|/┋.。→>\-–—]+")
_BETWEEN_NUMBERS = re.compile(r"[\s,，、;；|┋+&]+")
_LONG = 6
"""Digits of a number that nobody counts options with."""
_AROUND = re.compile(r"[(（\[【](.*)[)）\]】]", re.DOTALL)
_LABELLED = re.compile(
    r"\A\s*(?:正确|参考|标准)?答案\s*(?:[:：]|[为是])\s*[:：]?(?=\s*[(（\[【]?\s*[A-Za-zＡ-Ｚａ-ｚ])"
)
_PIECES = re.compile(r"\s*(?:[,，;；|┋\n]|、)\s*")
_LABEL = r"\s*[(（]?\s*{letter}\s*(?:[)）]|[-.．、:：])\s*"


def letters_of(text: str, between: re.Pattern[str] = _BETWEEN) -> list[int] | None:
    """Return the positions that letters name, in the order they are written; None where it is not letters alone."""
    bare = between.sub("", _inside(unicodedata.normalize("NFKC", text))).upper()
    if not bare or not bare.isascii() or not bare.isalpha():
        return None
    return [*map(place_of, bare)]


def ordinals(text: str, options: Sequence[str]) -> list[int] | None:
    """Return the positions that 甲, 乙, 丙 … name; None where it is anything else, or options say these themselves."""
    said = _BETWEEN.sub("", _inside(text))
    if not said or not set(said) <= set(STEMS) or set(STEMS) & set("".join(options)):
        return None
    return [STEMS.index(sign) for sign in said]


def _inside(text: str) -> str:
    """Return a text without 答案： before it, without brackets around all of it, and letters without 选 and 项."""
    text = _LABELLED.sub("", text)
    found = _AROUND.fullmatch(text.strip())
    return unworded(found[1].strip() if found else text.strip())


def positions(text: str, options: Sequence[str], *, by_words: bool, several: bool = False) -> list[int]:
    """Return the positions of the options that an answer names.

    Args:
        text: letters in any usual notation, or letters each with the words of its option.
        options: their texts.
        by_words: whether the words of an option alone name it, too.
        several: whether it may name more than one.

    Raises:
        Unreadable: it names none, one twice, one there is not, might be read in two ways (A/B where one is right or
            nobody says how many are), or is a number.
    """
    if not text:
        raise Unreadable("table-answer-missing", "answer")
    if _is_count(text, options, several=several) or (not by_words and _numbers(text)):
        raise Unreadable("table-answer-number", "answer", found=text)
    by_letter = letters_of(text)
    by_word = worded(text, options) if by_words else None
    if by_letter is not None and by_word is not None and sorted(by_letter) != sorted(by_word):
        raise Unreadable("table-answer-two-ways", "answer", found=text)
    if is_either(text) and not several:
        raise Unreadable("table-answer-either", "answer", found=text)
    found = by_letter if by_letter is not None else (by_word or _labelled(text, options) or ordinals(text, options))
    if found is None:
        found = every(text, options) or (row_of(text) if several else None)
    if found is None:
        raise Unreadable("table-answer-not-letters", "answer", found=text)
    return _checked(found, options)


def sequence(text: str, options: Sequence[str]) -> list[int]:
    """Return the positions of options in the order that an answer puts them into.

    Raises:
        Unreadable: it is not letters, names one twice or one there is not, or leaves one out.
    """
    if not text:
        raise Unreadable("table-answer-missing", "answer")
    found = letters_of(text, IN_ORDER)
    if found is None:
        raise Unreadable("table-answer-not-letters", "answer", found=text)
    if len(_checked(found, options)) < len(options):
        raise Unreadable("table-order-incomplete", "answer", found=text, options=len(options))
    return found


def _numbers(text: str) -> list[str]:
    """Return the numbers that an answer is, none where it is anything else."""
    pieces = [piece for piece in _BETWEEN_NUMBERS.split(fold(_inside(text))) if piece]
    return pieces if all(is_figures(piece) for piece in pieces) else []


def _is_count(text: str, options: Sequence[str], *, several: bool) -> bool:
    """Tell whether an answer is numbers that may count options, from 0 or from 1, whatever the options say."""
    numbers = _numbers(text)
    figures = [*"".join(numbers)] if several else numbers
    return bool(numbers) and any(
        all(len(each) < _LONG and int(each) <= len(options) for each in all_) for all_ in (numbers, figures)
    )


def _checked(found: list[int], options: Sequence[str]) -> list[int]:
    beyond = next((at for at in found if at >= len(options)), None)
    if beyond is not None:
        sign = letter(beyond)
        raise Unreadable("table-answer-beyond", "answer", found=sign, last=letter(max(len(options) - 1, 0)))
    twice = [at for at, times in Counter(found).items() if times > 1]
    if twice:
        raise Unreadable("table-answer-twice", "answer", found=letter(twice[0]))
    return found


def worded(text: str, options: Sequence[str]) -> list[int] | None:
    """Return the option whose words the answer is, or the options whose words its parts are.

    None where it is words of no option, an empty list where it may be those of several.
    """
    known: dict[str, list[int]] = {}
    for at, option in enumerate(options):
        known.setdefault(_folded(option), []).append(at)
    whole = known.get(_folded(text)) or known.get(_folded(_inside(text)))
    found = [whole] if whole else [known.get(_folded(piece)) for piece in _PIECES.split(text) if piece]
    named = [places for places in found if places]
    if len(named) < len(found) or not (whole or len(found) > 1):
        return None
    return [places[0] for places in named] if all(len(places) == 1 for places in named) else []


def worded_one_way(text: str, options: Sequence[str]) -> list[int] | None:
    """Return the options that an answer of words names where nothing else says how many it names.

    None where it is words of no option; an empty list where it may be one option or several (甲、乙 beside 甲 and 乙),
    or all of them, which may be their order.
    """
    found = worded(text, options)
    if not found:
        return found
    apart = [worded(piece, options) for piece in _PIECES.split(text) if piece]
    is_one_or_several = len(found) == 1 and len(apart) > 1 and all(apart)
    return [] if is_one_or_several or len(found) == len(options) else found


def _folded(text: str) -> str:
    """Return a text to compare; one of nothing but punctuation is like itself only."""
    return fold(text) or text


def _labelled(text: str, options: Sequence[str]) -> list[int] | None:
    """Return the positions of ``A. 3.00`` or ``A. 甲,C. 丙``: letters whose words are those of the options."""
    found = []
    rest = text
    while rest:
        at = next((n for n, option in enumerate(options) if _begins(rest, n, option)), None)
        if at is None:
            return None
        found.append(at)
        match = re.match(_LABEL.format(letter=letter(at)), rest, re.IGNORECASE)
        cut = (match.end() if match else 0) + len(options[at])
        rest = re.sub(r"^\s*[,，;；|、\n]?\s*", "", rest[cut:])
    return found or None


def _begins(text: str, at: int, option: str) -> bool:
    match = re.match(_LABEL.format(letter=letter(at)), text, re.IGNORECASE)
    after = text[match.end() + len(option) :] if match else ""
    return match is not None and text.startswith(option, match.end()) and (not after or not after[0].isalnum())
