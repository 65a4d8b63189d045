"""Items with options: choices, judgements with two options, orderings and matchings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats._incoming import choice, options_of, verdict
from qbank.formats._lettered import every, is_either, row_of
from qbank.formats.texts import _read_stems as stems
from qbank.formats.texts import _read_values as values
from qbank.formats.texts._read_ahead import KEYED
from qbank.formats.texts._read_asked import Answered, Asked
from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_judgements import judged
from qbank.locale import brief
from qbank.model.item import Choice, Match, Order
from qbank.model.letters import letter, place_of
from qbank.model.verdict import are_verdicts, verdict_of

_REMARK = re.compile(r"(?P<letters>[A-Z](?:[\s,、;]*[A-Z])*)\s*\((?P<words>[^()\n]{2,})\)\s*。?")
"""A key with a remark in brackets: B（见第三条）."""
_REASON = re.compile(r"(?P<letters>[A-Z](?:[\s,、]*[A-Z])*)\s*[。!]\s*(?P<words>\S.+)", re.S)
"""A key and, behind the stop, why: A。北京是首都。"""
_ENDS = " 。.;,"
_MORE_KEYS = re.compile("答案|[故应改]选|更正|应为")


def with_options(asked: Asked) -> Answered:
    """Return an item with options.

    Raises:
        Refused: the options are no options, or the key is missing, unclear or not among them.
    """
    folded = [fold(text).strip(" 。.").upper() for text in asked.options]
    if asked.kind in {"blanks", "free"}:
        asked.refuse("text-type-differs")
    if len(folded) < 2:
        asked.refuse("text-options-few", found=len(folded))
    if len(set(folded)) < len(folded):
        asked.refuse("text-option-repeated")
    is_verdict = are_verdicts(folded)
    if asked.kind == "verdict" and not is_verdict:
        asked.refuse("text-type-differs")
    if is_verdict and asked.kind in {None, "verdict", "choice"}:
        return _verdict(asked, first=verdict_of(folded[0]) is True)
    return _matching(asked) if asked.kind == "match" else _lettered(asked)


def _lettered(asked: Asked) -> Answered:
    stem, inside = stems.choosing(asked.stem, has_key=bool(asked.answers))
    either = stems.either_in(asked.stem) if asked.kind != "many" else ""
    if either:
        asked.refuse("text-answer-either", answer=either)
    key, also = _key(asked, inside)
    if not stem:
        asked.refuse("text-stem-empty")
    return Answered(stem, _ordered(asked, key) if asked.kind == "order" else _choice(asked, sorted(key)), also)


def _choice(asked: Asked, key: Sequence[str]) -> Choice:
    if asked.kind == "one" and len(key) > 1:
        asked.refuse("text-single-many", answer="".join(key))
    if asked.kind == "many" and len(key) < 2:
        asked.refuse("text-multiple-one", answer="".join(key))
    multiple = asked.kind in {"many", "any"} or len(key) > 1
    return choice(asked.options, [*map(place_of, key)], multiple=multiple)


def _key(asked: Asked, inside: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return the letters of the key, which every answer must agree on, and what the answer says besides."""
    named = [_letters(asked, answer) for answer in asked.answers]
    found = [*(tuple(each) for each in inside), *(letters for letters, _ in named)]
    if not found:
        asked.refuse_unanswered()
    if len({tuple(sorted(each)) for each in found}) > 1 or asked.labelled > 1:
        asked.refuse_several("".join(each) for each in found)
    key, last = found[-1], letter(len(asked.options) - 1)
    if len(set(key)) < len(key):
        asked.refuse("text-answer-unclear", answer="".join(key))
    if max(key) > last:
        asked.refuse("text-answer-beyond", answer="".join(key), last=last)
    return key, "\n".join(also for _, also in named if also)


def _letters(asked: Asked, answer: str) -> tuple[tuple[str, ...], str]:
    """Return the letters of an answer, and the lines below them."""
    if is_either(answer) and asked.kind != "many":
        asked.refuse("text-answer-either", answer=brief(answer.strip(), 30))
    worded = _by_words(asked, answer)
    found = values.letters(answer) or _named_together(asked, answer) or worded
    if worded and found and sorted(found) != sorted(worded):
        asked.refuse("text-answer-unclear", answer=brief(answer.strip(), 30))
    if found and "\n" in answer.strip() and asked.kind != "many":
        # B and, below it, C: two letters of one answer, or a line that belongs to nothing.
        asked.refuse("text-answer-unclear", answer=brief(answer.strip(), 30))
    if found:
        return found, ""
    remark = _REMARK.fullmatch(fold(answer).strip())
    if remark and not values.letters(remark["words"]) and not values.verdict(remark["words"]):
        return tuple(re.findall("[A-Z]", remark["letters"])), answer.strip()[slice(*remark.span("words"))]
    reason = _REASON.fullmatch(fold(answer).strip())
    if reason and not _MORE_KEYS.search(reason["words"]) and not values.verdict(reason["words"]):
        found = values.letters(reason["letters"])
        return found or (), answer.strip()[slice(*reason.span("words"))]
    head, _, rest = answer.partition("\n")
    found = _repeated(asked, head) or values.letters(head)
    if found is None:
        asked.refuse("text-answer-unclear", answer=brief(answer, 30))
    if KEYED.search(fold(rest)):
        asked.refuse_several(answer.split("\n"))
    return found, rest


def _repeated(asked: Asked, answer: str) -> tuple[str, ...] | None:
    """Return the letters of an answer that repeats the words of their options (B.两天, AC:一天;三天;); else None."""
    named = values.lettered(answer)
    if named is None or place_of(max(named[0])) >= len(asked.options):
        return None
    words = ";".join(fold(asked.options[place_of(each)]).strip(_ENDS) for each in named[0])
    return tuple(named[0]) if words == fold(named[1]).strip(_ENDS) else None


def _named_together(asked: Asked, answer: str) -> tuple[str, ...] | None:
    """Return the letters of an answer that names all options (全选), or those from one to another (A-D); else None."""
    if asked.kind == "order":
        return None
    found = every(answer, asked.options) or (row_of(answer) if asked.kind in {"many", "any"} else None)
    return tuple(map(letter, found)) if found else None


def _by_words(asked: Asked, answer: str) -> tuple[str, ...] | None:
    """Return the letter of the option whose words an answer says, with its letter or without; None for others."""
    said = fold(answer).strip(" 。.")
    same = [at for at, option in enumerate(asked.options) if fold(option).strip(" 。.") == said]
    if same:
        return tuple(map(letter, same)) if len(same) == 1 else None
    at = ord(said[:1] or " ") - ord("A")
    with_letter = 0 <= at < len(asked.options) and fold(asked.options[at]).strip(" 。.") == said[1:].strip(" 、")
    return (said[0],) if with_letter else None


def _verdict(asked: Asked, *, first: bool) -> Answered:
    """Read a judgement whose two options are the verdicts; ``first`` is whether A is the true one."""
    stem, inside = stems.judging(asked.stem)
    stem, letters = stems.choosing(stem, has_key=bool(asked.answers))
    keys = [*inside, *(first == (each == "A") for each in letters)]
    also = ""
    for answer in asked.answers:
        named = values.letters(answer) or _repeated(asked, answer)
        if named in {("A",), ("B",)}:
            keys.append(first == (named == ("A",)))
        else:
            key, also = judged(asked, answer)
            keys.append(key)
    if not keys:
        asked.refuse_unanswered()
    if len(set(keys)) > 1 or asked.labelled > 1 or set(letters) - {"A", "B"}:
        asked.refuse_several("对" if key else "错" for key in keys)
    return Answered(stem, verdict(keys[0]), also)


def _ordered(asked: Asked, key: Sequence[str]) -> Order:
    if len(key) != len(asked.options):
        asked.refuse("text-answer-unclear", answer="".join(key))
    options = options_of(asked.options)
    return Order(options, tuple(options[place_of(mark)].id for mark in key))


def _matching(asked: Asked) -> Answered:
    """Read rows ①② at the end of the stem, options A B, and an answer ①B ②A."""
    head, _, rows = asked.stem.partition("\n①")
    left = values.numbered(f"①{rows}") if rows else []
    given = values.numbered(asked.answers[0]) if len(asked.answers) == 1 else []
    right = options_of(asked.options, "r")
    places = [place_of(fold(mark)) for mark in given if len(mark) == 1]
    if not left or len(places) != len(left) or not set(places) <= set(range(len(right))):
        asked.refuse("text-answer-unclear", answer=brief("；".join(asked.answers), 30))
    rows_left = options_of(left, "l")
    pairs = tuple((row.id, right[at].id) for row, at in zip(rows_left, places, strict=True))
    return Answered(head, Match(rows_left, right, pairs))
