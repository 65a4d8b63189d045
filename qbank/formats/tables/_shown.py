"""A layout as a receiver's own form shows it: by its examples and notes, all else as in a layout that is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from qbank.formats.tables._offered import kinds_offered, levels_offered
from qbank.formats.tables._profile_records import KINDS, Answers, Kind, Levels, Options, Profile
from qbank.formats.tables._words import kind_of_word, kinds_named, uncoded
from qbank.model.verdict import partner_of, verdict_of

_IN_ONE_CELL = Options(separator="\n", label=".")
_SUFFIX = "题"
_RARE = frozenset({"match", "order"})


def completed(
    shown: Profile, usual: Profile, offered: Mapping[str, Sequence[str]] | None = None, notes: str = ""
) -> Profile:
    """Return the usual layout with the sheets of a form and with every way of writing that the form shows.

    Where its drop-down lists offer words for types or levels, what they do not offer has no word.

    Args:
        shown: what was learned of the form; a kind of item is among its words if an example has it.
        usual: how that is written which no example shows.
        offered: by field, the words of its drop-down lists.
        notes: all that the form says of how it is filled.
    """
    offered = offered or {}
    levels = {**usual.levels.words, **shown.levels.words}
    listed = offered.get("difficulty", ())
    named = {level: (word,) for level, word in levels_offered(listed, notes).items()}
    own = {level: taken for level, words in shown.levels.words.items() if (taken := _among(words, listed))}
    levels = {**named, **own} if named else levels
    in_one_cell = any(sheet.room("options") for sheet in shown.sheets)
    has_options = any(sheet.room("option") or sheet.room("options") for sheet in shown.sheets)
    known = shown.options.separator or shown.options.label
    return replace(
        usual,
        sheets=shown.sheets,
        words=_words(shown, usual, offered.get("type", ()), notes),
        answers=_answers(shown, usual, offered.get("answer", ()), has_options=has_options),
        options=replace(shown.options, is_seen=False) if known else _IN_ONE_CELL if in_one_cell else usual.options,
        blank=shown.blank,
        levels=Levels(words=levels, numbers=usual.levels.numbers, scale=usual.levels.scale),
        tag_separator=shown.tag_separator,
        tag_names=shown.tag_names,
        remark_names=shown.remark_names,
        proof_label=shown.proof_label,
        chapter_path=shown.chapter_path,
        limits=replace(
            usual.limits, stem=shown.limits.stem, option=shown.limits.option, rationale=shown.limits.rationale
        ),
    )


def _words(shown: Profile, usual: Profile, offered: Sequence[str], notes: str) -> dict[Kind, tuple[str, ...]]:
    """Return the words for types.

    A form with codes of its own has none for kinds that it does not show; one with words takes 匹配题 and 排序题 only
    if it names them, for many systems know neither.
    """
    listed = {cast(Kind, kind): (word,) for kind, word in kinds_offered(offered, notes).items()}
    if listed:
        own = {kind: _among(words, offered) for kind, words in shown.words.items()}
        return {kind: words for kind in KINDS if (words := own.get(kind) or listed.get(kind, ()))}
    if any(not kind_of_word(word) or uncoded(word) != word for words in shown.words.values() for word in words):
        return dict(shown.words)
    named = kinds_named(" ".join(text for sheet in shown.sheets for row in sheet.notes for text in row))
    is_short = bool(shown.words) and not any(word.endswith(_SUFFIX) for words in shown.words.values() for word in words)
    found: dict[Kind, tuple[str, ...]] = {}
    for kind in KINDS:
        has_place = kind != "match" or any(sheet.room("left") for sheet in shown.sheets)
        others = () if (shown.words and kind in _RARE) or not has_place else usual.words.get(kind, ())
        words = shown.words.get(kind) or ((named[kind],) if kind in named else others)
        if words:
            cut = is_short and kind not in shown.words
            found[kind] = tuple(word.removesuffix(_SUFFIX) for word in words) if cut else words
    return found


def _among(words: Sequence[str], listed: Sequence[str]) -> tuple[str, ...]:
    """Return the words that a list offers; all of them where there is no list."""
    return tuple(word for word in words if not listed or word in listed)


def _answers(shown: Profile, usual: Profile, offered: Sequence[str], *, has_options: bool) -> Answers:
    own, answers = shown.answers, usual.answers
    if "multiple" in shown.words or own.letters:
        answers = replace(answers, letters=own.letters)
    if "order" in shown.words:
        answers = replace(answers, order=own.order)
    if "verdict" in shown.words or own.verdict_words != Answers().verdict_words:
        answers = replace(answers, verdict=own.verdict, verdict_words=own.verdict_words)
    answers = _verdicts(answers, offered, has_options=has_options)
    if own.between:
        answers = replace(answers, between=own.between)
    if "blanks" in shown.words:
        cells = {name: getattr(own, name) for name in ("blanks", "between", "within", "spread", "repeated")}
        answers = replace(answers, **cells)
    if "essay" in shown.words:
        answers = replace(answers, essay=own.essay)
    if any(sheet.room("right") for sheet in shown.sheets):
        answers = replace(answers, flags=own.flags or ("1", "0"))
    return answers


def _verdicts(answers: Answers, offered: Sequence[str], *, has_options: bool) -> Answers:
    """Return how verdicts are written where a list of answers takes only some words, or letters alone."""
    if not offered or answers.verdict == "letter" or {*answers.verdict_words} <= {*offered}:
        return answers
    pairs = ((word, partner_of(word)) for word in offered if verdict_of(word))
    pair = next((pair for pair in pairs if pair[1] in offered), None)
    if pair:
        return replace(answers, verdict_words=pair)
    return replace(answers, verdict="letter") if has_options else answers
