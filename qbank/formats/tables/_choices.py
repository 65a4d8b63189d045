"""Choices in a row: options in columns or in one cell, the key by letters or by a mark at each option."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats._incoming import choice, verdict
from qbank.formats._option_letters import contradiction, swallowed, unclear_letters, without_letters
from qbank.formats.tables._layout import Layout, Texts, Unreadable, answer_of, first
from qbank.formats.tables._letters import letters_of, positions
from qbank.formats.tables._one_cell import joined, parted
from qbank.formats.tables._profile_records import Field, Profile
from qbank.formats.tables._words import MOST_OPTIONS
from qbank.locale import brief
from qbank.model.folding import folded
from qbank.model.item import Choice
from qbank.model.letters import letter
from qbank.model.verdict import CROSSES, FALSE, TICKS, TRUE, verdict_of
from qbank.types._folding import fold

_STROKES = re.compile(r"[-/\\／＼—–―－\s]+|nan|NaT|<NA>")
"""Strokes, and what pandas writes for an empty cell; NaN is a word of programmers."""
_NOTHING = frozenset({"无", "空", "无此项", "无选项", "(无)", "（无）", "None", "none", "NULL", "Null", "null"})
_FEWEST = 2
"""Options that say something, without which strokes may be options, too: + and -."""
RIGHT = TRUE | {"1", *TICKS}
WRONG = (FALSE - {"x"}) | {"", "0", *CROSSES}
"""What says of an option that it is right or wrong; an x at an option chooses it as often as it crosses it out."""

_DOUBTS = {
    "table-option-letter": contradiction,
    "table-option-two": swallowed,
    "table-option-letters-unclear": unclear_letters,
}


# --- into cells ---------------------------------------------------------------------------------------


def put(interaction: Choice, layout: Layout) -> dict[str, list[str]]:
    """Return the cells of options and key."""
    texts = [option.text for option in interaction.options]
    right = [at for at, option in enumerate(interaction.options) if option.id in interaction.keys]
    return _put(texts, right, layout)


def put_verdict(*, true: bool, layout: Layout) -> dict[str, list[str]]:
    """Return the cells of a verdict: a letter over two options, or a word."""
    words = layout.profile.answers.verdict_words
    if layout.profile.answers.verdict == "word":
        return {"answer": [words[0] if true else words[1]]}
    return _put(words, [0 if true else 1], layout)


def _put(texts: Sequence[str], right: Sequence[int], layout: Layout) -> dict[str, list[str]]:
    profile = layout.profile
    cells = put_options(texts, layout)
    if profile.answers.flags:
        yes, no = profile.answers.flags
        return {**cells, "right": [yes if at in right else no for at in range(len(texts))]}
    return {**cells, "answer": [profile.answers.letters.join(letter(at) for at in right)]}


def put_options(texts: Sequence[str], layout: Layout) -> dict[str, list[str]]:
    """Return the cells of options.

    Raises:
        Unreadable: there are more than the layout has room for, or one is longer than it takes.
    """
    most = layout.profile.limits.option
    long = next((at for at, text in enumerate(texts) if most and len(text) > most), None)
    if long is not None:
        raise Unreadable("table-option-long", "option", long, found=len(texts[long]), most=most)
    field: Field = "options" if layout.sheet.room("options") else "option"
    room = MOST_OPTIONS if field == "options" else min(layout.sheet.room("option"), MOST_OPTIONS)
    if not room and texts:
        raise Unreadable("table-options-no-place", field, found=len(texts))
    if len(texts) > room:
        raise Unreadable("table-options-many", field, found=len(texts), most=room)
    cells = [joined(texts, layout.profile.options)] if field == "options" else list(texts)
    return {field: cells, "count": [str(len(texts))]}


# --- out of cells -------------------------------------------------------------------------------------


def take(texts: Texts, profile: Profile, *, multiple: bool) -> Choice:
    """Return the choice that a row has.

    Raises:
        Unreadable: options or key are missing, contradict themselves or cannot be understood.
    """
    options = take_options(texts, profile)
    if len(options) < 2:
        raise Unreadable("table-options-missing", "option", found=len(options))
    right = _right(texts, options, profile, several=multiple)
    if not multiple and len(right) > 1:
        raise Unreadable("table-answers-many", "answer", found="".join(letter(at) for at in right))
    return choice(options, sorted(right), multiple=multiple)


def take_options(texts: Texts, profile: Profile) -> list[str]:
    """Return the options of a row, from their columns or from one cell; their own letters are no part of them.

    Raises:
        Unreadable: one in between is missing, two are the same, or there are more than letters.
    """
    cell = first(texts, "options")
    columns = _filled(texts.get("option", ()))
    if cell and any(columns) and not _says_the_same(cell, columns, profile):
        raise Unreadable("table-options-two-places", "options", found=brief(cell))
    options = _filled(parted(cell, profile.options)) if cell else columns
    if len(options) > MOST_OPTIONS:
        raise Unreadable("table-options-many", "options" if cell else "option", found=len(options), most=MOST_OPTIONS)
    empty = next((at for at, text in enumerate(options) if not text), None)
    if empty is not None:
        raise Unreadable("table-option-empty", "option", empty, letter=letter(empty))
    for code, finds in _DOUBTS.items():
        if odd := finds(options):
            raise Unreadable(code, "option", options.index(odd), text=brief(odd, 30))
    bare = without_letters(options)
    known: dict[str, int] = {}
    for at, text in enumerate(bare):
        if known.setdefault(" ".join(text.split()), at) != at:
            raise Unreadable("table-option-twice", "option", at, text=text)
    return bare


def without_placeholders(options: Sequence[str]) -> list[str]:
    """Return the cells of options without those that only say that there is none there: /, —, nan, 无 or None twice."""
    cells = _filled(options)
    kept = len(cells)
    while kept and _STROKES.fullmatch(cells[kept - 1]):
        kept -= 1
    said = sum(any(map(str.isalnum, text)) for text in cells[:kept])
    if kept and said < _FEWEST:
        return cells
    nothing = next((at for at in range(kept, 0, -1) if cells[at - 1] not in _NOTHING), 0)
    cells = ["" if _STROKES.fullmatch(text) else text for text in cells]
    return cells[: nothing if kept - nothing > 1 or not nothing else kept]


def _filled(options: Sequence[str]) -> list[str]:
    """Return options up to the last that says anything."""
    found = list(options)
    while found and not found[-1]:
        found.pop()
    return found


def _says_the_same(cell: str, columns: Sequence[str], profile: Profile) -> bool:
    try:
        return without_letters(parted(cell, profile.options)) == without_letters(columns)
    except Unreadable:
        return False


def _right(texts: Texts, options: Sequence[str], profile: Profile, *, several: bool) -> list[int]:
    flags, answer = list(texts.get("right", ())), answer_of(texts)
    flagged = _flagged(flags, options) if any(flags) else None
    if flagged is not None and not answer:
        return flagged
    right = positions(answer, options, by_words=profile.answers.texts, several=several)
    if flagged is not None and sorted(right) != flagged:
        raise Unreadable("table-answers-differ", "answer", found=answer)
    return right


def _flagged(flags: Sequence[str], options: Sequence[str]) -> list[int]:
    found = []
    for at, flag in enumerate(flags):
        word = folded(flag)
        if word not in RIGHT and word not in WRONG:
            raise Unreadable("table-flag-unknown", "right", at, found=flag)
        if word in RIGHT:
            found.append(at)
    if not found:
        raise Unreadable("table-answer-missing", "right")
    if found[-1] >= len(options):
        raise Unreadable(
            "table-answer-beyond", "right", found[-1], found=letter(found[-1]), last=letter(len(options) - 1)
        )
    return found


def take_verdict(texts: Texts, profile: Profile) -> Choice:
    """Return the verdict of a row: a word, or a letter over two options that say which is which.

    Raises:
        Unreadable: it is missing or not understood, or its options are no verdicts.
    """
    options = take_options(texts, profile)
    says = [_verdict(option, profile) for option in options]
    if options and sorted(map(str, says)) != ["False", "True"]:
        raise Unreadable("table-verdict-options", "option", found=" / ".join(options))
    answer = answer_of(texts)
    if any(texts.get("right", ())):
        flagged = _chosen(_flagged(list(texts["right"]), options), says)
        if answer and _judged(answer, options, says, profile) != flagged:
            raise Unreadable("table-answers-differ", "answer", found=answer)
        return flagged
    return _judged(answer, options, says, profile)


def _judged(answer: str, options: Sequence[str], says: Sequence[bool | None], profile: Profile) -> Choice:
    if not answer:
        raise Unreadable("table-answer-missing", "answer")
    by_letter = letters_of(answer)
    by_word = _verdict(answer, profile)
    # Where options stand, a letter is one of theirs, whatever letters mean without them.
    if by_word is not None and not (says and by_letter and max(by_letter) < len(says)):
        return verdict(by_word)
    if by_letter is None or (not says and not profile.answers.bare_letters):
        raise Unreadable("table-verdict-unknown", "answer", found=answer)
    return _chosen(positions(answer, options or profile.answers.verdict_words, by_words=False), says or [True, False])


def _chosen(right: list[int], says: Sequence[bool | None]) -> Choice:
    if len(right) > 1:
        raise Unreadable("table-answers-many", "answer", found="".join(letter(at) for at in right))
    if right[0] >= len(says):
        raise Unreadable("table-options-missing", "option", found=len(says))
    return verdict(says[right[0]] is True)


def _verdict(word: str, profile: Profile) -> bool | None:
    """Return whether a word calls a statement true, by the layout's own two words first."""
    true, false = map(fold, profile.answers.verdict_words)
    return True if fold(word) == true else False if fold(word) == false else verdict_of(word)
