"""Which options an answer of somebody's JSON names: by letter, by words, by an id, or by marks at the options."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from qbank.formats._json_names import NOTHING, as_text
from qbank.formats._json_option_records import Options, OptionsError
from qbank.formats._json_walk import DECODER
from qbank.formats._lettered import unworded
from qbank.formats.tables.language import Unreadable, bare, folded, letters_of, positions, worded
from qbank.locale import brief
from qbank.model.letters import letter, place_of

_MISSING = "\ue000"
_CODES = {
    "table-answer-number": "json-row-key-number",
    "table-answer-two-ways": "json-row-key-unclear",
    "table-answer-either": "json-row-key-unclear",
    "table-answer-beyond": "json-row-key-beyond",
}
_OF_OPTIONS = frozenset({
    "text", "content", "value", "label", "key", "letter", "id", "code", "option", "optionid", "optionkey", "answer",
    "内容", "选项", "答案",
})  # fmt: skip
"""Fields of an answer that name an option."""


def positions_of(options: Options, answer: Any, *, several: bool) -> list[int]:  # noqa: ANN401 - JSON data
    """Return the places of the options that an answer names, from 0, in rising order.

    A number is not taken, not even in quotes, unless an option bears it as its id: it may count from 0 or from 1.

    Raises:
        OptionsError: it names none or one there is not, may mean two things, or the marks at the options say another.
    """
    found = _named(options, answer, several=several) if answer not in NOTHING else []
    marked = sorted(options.right) if options.right is not None else []
    if found and options.right is not None and marked != found:
        raise OptionsError("json-row-answers-differ", found=brief(str(answer), 20))
    return found or marked


def _named(options: Options, answer: Any, *, several: bool) -> list[int]:  # noqa: ANN401 - JSON data
    if isinstance(answer, str) and answer.strip()[:1] == "[":
        answer = _decoded(answer)
    if not isinstance(answer, list):
        return sorted(set(_of_one(options, answer, several=several)))
    if len(answer) == len(options.texts) and all(isinstance(each, bool) for each in answer):
        return [at for at, each in enumerate(answer) if each]
    return sorted({at for each in answer for at in _of_one(options, each, several=several)})


def _decoded(text: str) -> Any:  # noqa: ANN401 - JSON data
    try:
        return DECODER.decode(text)
    except (ValueError, RecursionError):
        return text


def _of_one(options: Options, answer: Any, *, several: bool) -> list[int]:  # noqa: ANN401 - JSON data
    if isinstance(answer, Mapping):
        said = [value for name, value in answer.items() if bare(name) in _OF_OPTIONS and as_text(value)]
        ways = [_of_one(options, value, several=several) for value in said]
        if not ways or any(way != ways[0] for way in ways):
            raise OptionsError("json-row-key-unclear" if ways else "json-row-key", found=brief(str(answer), 20))
        return ways[0]
    word = as_text(answer).strip()
    if not word:
        raise OptionsError(
            "json-row-key-number" if isinstance(answer, bool) else "json-row-key", found=brief(str(answer), 20)
        )
    by_name = _by_name(options, word)
    try:
        other = _by_words_or_letters(options, word, several=several)
    except OptionsError:
        if not by_name:
            raise
        other = worded(word, _by_letter(options)) or by_name
    if by_name and other != by_name:
        raise OptionsError("json-row-key-unclear", found=brief(word, 20))
    return other


def _by_name(options: Options, word: str) -> list[int]:
    """Return the options whose ids an answer gives, one or several."""
    for pieces in ([word], [piece for piece in re.split(r"[\s,，、;；|]+", word) if piece]):
        found = [[at for at, names in enumerate(options.names) if piece in names] for piece in pieces]
        if all(len(places) == 1 for places in found):
            return sorted({places[0] for places in found})
    return []


def _by_words_or_letters(options: Options, word: str, *, several: bool) -> list[int]:
    texts = _by_letter(options)
    by_word = worded(word, texts)
    letters = letters_of(word)
    is_far = letters is not None and max(letters) >= len(texts)
    if by_word and len(by_word) == 1 and is_far:
        found = by_word
    else:
        try:
            found = positions(_plain(word, texts), texts, by_words=True, several=several)
        except Unreadable as fault:
            code = _CODES.get(fault.code, "json-row-key")
            raise OptionsError(code, found=brief(word, 20), most=len(options.texts)) from fault
    if any(texts[at] == _MISSING for at in found):
        raise OptionsError("json-row-key-beyond", found=brief(word, 20), most=len(options.texts))
    return sorted(_dense(options, at) for at in found)


def _plain(word: str, texts: Sequence[str]) -> str:
    """Return an answer without the words around its letters: 选项B, 答案：B."""
    return word if folded(word) in map(folded, texts) else unworded(word)


def _by_letter(options: Options) -> list[str]:
    """Return the texts by the letters they go by; what stands at a letter that is missing is no text."""
    if not options.letters:
        return list(options.texts)
    texts = [_MISSING] * (place_of(options.letters[-1]) + 1)
    for mark, text in zip(options.letters, options.texts, strict=True):
        texts[place_of(mark)] = text
    return texts


def _dense(options: Options, at: int) -> int:
    return options.letters.index(letter(at)) if options.letters else at
