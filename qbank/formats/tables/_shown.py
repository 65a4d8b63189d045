"""A layout as a receiver's own form shows it: by its examples and notes, all else as in a layout that is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from qbank.formats.tables._profile_records import KINDS, Answers, Kind, Levels, Options, Profile
from qbank.formats.tables._words import difficulty_of, kind_of_word, kinds_named

_IN_ONE_CELL = Options(separator="\n", label=".")
_SUFFIX = "题"
_FEWEST = 2
"""Words that are known of a list that is one of types or of levels."""
_RARE = frozenset({"match", "order"})


def completed(shown: Profile, usual: Profile, offered: Mapping[str, Sequence[str]] | None = None) -> Profile:
    """Return the usual layout with the sheets of a form and with every way of writing that the form shows.

    Where its drop-down lists offer words for types or levels, what they do not offer has no word.

    Args:
        shown: what was learned of the form; a kind of item is among its words if an example has it.
        usual: how that is written which no example shows.
        offered: by field, the words of its drop-down lists.
    """
    offered = offered or {}
    levels = {**usual.levels.words, **shown.levels.words}
    named = {level: (word,) for word in reversed(offered.get("difficulty", ())) if (level := difficulty_of(word))}
    levels = {**named, **shown.levels.words} if len(named) >= _FEWEST else levels
    in_one_cell = any(sheet.room("options") for sheet in shown.sheets)
    known = shown.options.separator or shown.options.label
    return replace(
        usual,
        sheets=shown.sheets,
        words=_words(shown, usual, offered.get("type", ())),
        answers=_answers(shown, usual),
        options=replace(shown.options, is_seen=False) if known else _IN_ONE_CELL if in_one_cell else usual.options,
        blank=shown.blank if "blanks" in shown.words else usual.blank,
        levels=Levels(words=levels, numbers=usual.levels.numbers, scale=usual.levels.scale),
        tag_separator=shown.tag_separator,
        tag_names=shown.tag_names,
        remark_names=shown.remark_names,
        proof_label=shown.proof_label,
        chapter_path=shown.chapter_path,
    )


def _words(shown: Profile, usual: Profile, offered: Sequence[str]) -> dict[Kind, tuple[str, ...]]:
    """Return the words for types.

    A form with codes of its own has none for kinds that it does not show; one with words takes 匹配题 and 排序题 only
    if it names them, for many systems know neither.
    """
    if any(not kind_of_word(word) for words in shown.words.values() for word in words):
        return dict(shown.words)
    listed = {kind: (word,) for word in reversed(offered) if (kind := cast(Kind, kind_of_word(word)))}
    if len(listed) >= _FEWEST:
        return {kind: words for kind in KINDS if (words := shown.words.get(kind) or listed.get(kind, ()))}
    notes = " ".join(text for sheet in shown.sheets for row in sheet.notes for text in row)
    named = kinds_named(notes)
    is_short = bool(shown.words) and not any(word.endswith(_SUFFIX) for words in shown.words.values() for word in words)
    found: dict[Kind, tuple[str, ...]] = {}
    for kind in KINDS:
        others = () if shown.words and kind in _RARE else usual.words.get(kind, ())
        words = shown.words.get(kind) or ((named[kind],) if kind in named else others)
        if words:
            cut = is_short and kind not in shown.words
            found[kind] = tuple(word.removesuffix(_SUFFIX) for word in words) if cut else words
    return found


def _answers(shown: Profile, usual: Profile) -> Answers:
    own, answers = shown.answers, usual.answers
    if "multiple" in shown.words:
        answers = replace(answers, letters=own.letters)
    if "order" in shown.words:
        answers = replace(answers, order=own.order)
    if "verdict" in shown.words or own.verdict_words != Answers().verdict_words:
        answers = replace(answers, verdict=own.verdict, verdict_words=own.verdict_words)
    if "blanks" in shown.words:
        cells = {name: getattr(own, name) for name in ("blanks", "between", "within", "spread", "repeated")}
        answers = replace(answers, **cells)
    if "essay" in shown.words:
        answers = replace(answers, essay=own.essay)
    if any(sheet.room("right") for sheet in shown.sheets):
        answers = replace(answers, flags=own.flags or ("1", "0"))
    return answers
