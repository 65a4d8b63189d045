"""An item and a row of a table: each way, in any layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, assert_never, cast

from qbank.errors import Problem
from qbank.formats._counted import names_counted
from qbank.formats._incoming import portable_of
from qbank.formats._lettered import every, is_either
from qbank.formats.tables import _blanks as blanks
from qbank.formats.tables import _choices as choices
from qbank.formats.tables import _envelope as envelope
from qbank.formats.tables import _lists as lists
from qbank.formats.tables import _points as points
from qbank.formats.tables._cells import LONGEST, clean, units
from qbank.formats.tables._layout import Layout, Texts, Unreadable, answer_of, first, kind_of
from qbank.formats.tables._letters import letters_of, ordinals, worded_one_way
from qbank.formats.tables._one_cell import options_within
from qbank.formats.tables._profile_records import Field, Kind, Sheet
from qbank.formats.tables._stems import count_blanks, find_bracket, find_statement, has_line, show_blanks, show_bracket
from qbank.formats.tables._words import CHOICES, coded, kind_of_word
from qbank.locale import Lang
from qbank.model.folding import folded
from qbank.model.item import BLANK, Choice, ExtendedText, Interaction, Match, Order, TextEntry, is_verdict
from qbank.model.letters import letter
from qbank.model.numerals import is_figures
from qbank.model.portable import Portable
from qbank.model.verdict import are_verdicts, verdict_of
from qbank.types._contract import TYPES

# --- into cells ---------------------------------------------------------------------------------------


def put(portable: Portable, layout: Layout, lang: Lang, number: int = 0) -> list[str]:
    """Return the texts of a row, one for each column of the sheet that is written.

    Args:
        portable: an item of a kind that the sheet takes.
        layout: where it goes.
        lang: the language of words that are ours.
        number: the running number, from 1.

    Raises:
        Unreadable: it does not fit.
    """
    interaction = portable.item.body.interaction()
    kind = cast(Kind, kind_of(interaction))
    cells = {
        **envelope.put(portable, layout, lang),
        **_put(interaction, layout),
        "number": [str(number)],
        "type": [layout.profile.words[kind][0]],
        "stem": [_shown(portable.item.stem, interaction, layout)],
    }
    most = layout.profile.limits.stem
    if most and len(cells["stem"][0]) > most:
        raise Unreadable("table-stem-long", "stem", found=len(cells["stem"][0]), most=most)
    return laid(cells, layout.sheet)


def _put(interaction: Interaction, layout: Layout) -> dict[str, list[str]]:
    match interaction:
        case Choice(keys=keys) if is_verdict(interaction):
            return choices.put_verdict(true=keys == ("true",), layout=layout)
        case Choice():
            return choices.put(interaction, layout)
        case TextEntry():
            return blanks.put(interaction, layout)
        case ExtendedText():
            return points.put(interaction, layout.profile)
        case Match():
            return lists.put_match(interaction, layout)
        case Order():
            return lists.put_order(interaction, layout)
        case _:
            assert_never(interaction)


def _shown(stem: str, interaction: Interaction, layout: Layout) -> str:
    match interaction:
        case Choice() | Order():
            return show_bracket(stem)
        case TextEntry():
            return show_blanks(stem, layout.profile.blank)
        case ExtendedText() | Match():
            return stem
        case _:
            assert_never(interaction)


def laid(cells: Texts, sheet: Sheet) -> list[str]:
    """Return what each written column of a sheet gets, as a cell can hold it.

    Raises:
        Unreadable: a text is longer than a cell.
    """
    used: Counter[Field] = Counter()
    row = []
    for column in sheet.columns:
        if column.written:
            at, filled = used[column.field], cells.get(column.field, ())
            used[column.field] += 1
            text = clean(column.value or (filled[at] if column.field and at < len(filled) else ""))
            if 2 * len(text) > LONGEST and units(text) > LONGEST:
                raise Unreadable("table-text-long", column.field, at, found=units(text), most=LONGEST)
            row.append(text)
    return row


def texts_of(row: Sequence[str], sheet: Sheet) -> dict[str, list[str]]:
    """Return by field what the written columns of a sheet say: the other way from ``laid``."""
    found: dict[str, list[str]] = {}
    for column, text in zip((column for column in sheet.columns if column.written), row, strict=True):
        if column.field:
            found.setdefault(column.field, []).append(text)
    return found


# --- out of cells -------------------------------------------------------------------------------------


def take(texts: Texts, layout: Layout, place: str = "", file: str = "") -> tuple[Portable | None, list[Problem]]:
    """Return the item of a row, None for one that cannot be read, and what is wrong or doubtful with it."""
    try:
        given, texts = texts, _without_placeholders(texts)
        texts = with_options_of_stem(texts)
        kind = _kind(texts, layout)
        interaction, stem = _take(kind, texts, layout)
        around = envelope.take(texts, layout)
        rules = envelope.rules_from(first(texts, "rules"))
        portable = portable_of(stem, interaction, place=place, rules=rules, **_asked_below(texts, around))
    except Unreadable as fault:
        return None, [layout.problem(fault, texts, file=file, place=place)]
    doubts = [*_dropped(given, texts), *envelope.doubts(texts, layout), *_told(texts, interaction)]
    return portable, [_warning(layout.problem(each, texts, file=file, place=place)) for each in doubts]


def _without_placeholders(texts: Texts) -> Texts:
    options = texts.get("option", ())
    return {**texts, "option": choices.without_placeholders(options)} if any(options) else texts


def _dropped(given: Texts, texts: Texts) -> Iterator[Unreadable]:
    """Yield a warning for what stood in the place of options and was taken for none."""
    kept = texts.get("option", ())
    gone = [text for text in given.get("option", ())[len(kept) :] if text] if any(kept) else []
    if gone and not any(given.get("options", ())):
        yield Unreadable("table-option-placeholder", "option", len(kept), found=" ".join(gone))


def with_options_of_stem(texts: Texts) -> Texts:
    """Return a row whose options stand in its stem with them apart; only where an answer by letters asks for them.

    Raises:
        Unreadable: where one option ends and another begins can be told in two ways.
    """
    field = "substem" if first(texts, "substem") else "stem"
    has_options = any(any(texts.get(name, ())) for name in ("options", "option", "right", "blank", "left"))
    named = kind_of_word(first(texts, "subtype") or first(texts, "type"))
    if has_options or named not in {"", "single", "multiple"} or letters_of(answer_of(texts)) is None:
        return texts
    stem, options = options_within(first(texts, field))
    return {**texts, field: [stem], "option": options} if options else texts


def _warning(problem: Problem) -> Problem:
    return Problem(problem.code, problem.file, problem.place, problem.values, "warning")


def _asked_below(texts: Texts, around: dict[str, Any]) -> dict[str, Any]:
    """Return what stands around a part of a larger item: what is the stem of the whole is its passage."""
    if not first(texts, "substem"):
        return around
    return {**around, "stimulus": "\n".join(filter(None, (around["stimulus"], first(texts, "stem"))))}


def _take(kind: Kind, texts: Texts, layout: Layout) -> tuple[Interaction, str]:
    profile, stem = layout.profile, first(texts, "substem") or first(texts, "stem")
    if not stem:
        raise Unreadable("table-stem-missing", "stem")
    match kind:
        case "single" | "multiple":
            return choices.take(texts, profile, multiple=kind == "multiple"), find_bracket(stem)
        case "verdict":
            return choices.take_verdict(texts, profile), find_statement(stem)
        case "blanks":
            return blanks.take(texts, profile, stem)
        case "essay":
            return points.take(texts, profile), stem
        case "match":
            return lists.take_match(texts, profile), stem
        case "order":
            return lists.take_order(texts, profile), find_bracket(stem)
        case _:
            assert_never(kind)


def _kind(texts: Texts, layout: Layout) -> Kind:
    """Return what kind of item a row is: by its sheet, by its type column, else by its answer.

    Without headings it must be one that the layout has: what it has none of says that the columns are others.
    """
    kind = _any_kind(texts, layout)
    if not layout.sheet.header_row and kind not in layout.profile.words:
        raise Unreadable("table-type-missing", "type")
    return kind


def _any_kind(texts: Texts, layout: Layout) -> Kind:
    if len(layout.sheet.kinds) == 1:
        return layout.sheet.kinds[0]
    word = first(texts, "subtype") or first(texts, "type")
    if first(texts, "subtype") and not first(texts, "substem") and "substem" not in texts:
        raise Unreadable("table-part-alone", "subtype", found=word)
    if not word:
        return _by_answer(texts, layout)
    if folded(word) in CHOICES:
        return _by_answer(texts, layout)
    named = layout.profile.kind_named(word) or kind_of_word(coded(layout.sheet.header("type")).get(word, word))
    if not named:
        known = "、".join(words[0] for words in layout.profile.words.values()) or "、".join(
            each.label for each in TYPES
        )
        raise Unreadable("table-type-unknown", "type", found=word, known=known)
    return cast(Kind, named)


def _by_answer(texts: Texts, layout: Layout) -> Kind:
    """Return the one kind that such an answer can belong to.

    Raises:
        Unreadable: there are several, or none.
    """
    options = choices.take_options(texts, layout.profile)
    answer, stem = answer_of(texts), first(texts, "stem")
    letters = letters_of(answer) or ordinals(answer, options) or every(answer, options)
    if len(letters or ()) > 1 and is_either(answer):
        raise Unreadable("table-answer-either", "answer", found=answer)
    if are_verdicts(options):
        return "verdict"
    if len(options) >= 2 and letters is None and layout.profile.answers.texts:
        letters = worded_one_way(answer, options) or None
    if len(options) >= 2 and letters and not _may_be_order(letters, options):
        return "multiple" if len(letters) > 1 else "single"
    if not answer and not any(any(texts.get(name, ())) for name in ("right", "blank")):
        raise Unreadable("table-answer-missing", "answer")
    if options or any(texts.get("right", ())) or not answer:
        raise Unreadable("table-type-missing", "type")
    if verdict_of(answer) is not None and BLANK not in find_statement(stem) and not has_line(stem):
        return "verdict"
    if letters is not None or verdict_of(answer) is not None or names_counted(answer, stem):
        raise Unreadable("table-type-missing", "type")
    return "blanks" if count_blanks(stem) else "essay"


def _may_be_order(letters: Sequence[int], options: Sequence[str]) -> bool:
    """Tell whether letters are all there are, and not in their own order: BDAC may be one."""
    return len(letters) == len(options) and [*letters] != sorted(letters)


def is_told_by_words(texts: Texts) -> bool:
    """Tell whether a row names no type, and words of its answer tell it."""
    is_named = first(texts, "subtype") or first(texts, "type") or any(texts.get("right", ()))
    answer = answer_of(texts)
    return not is_named and bool(answer) and letters_of(answer) is None


def _told(texts: Texts, interaction: Interaction) -> list[Unreadable]:
    """Return a warning where several answers may be given and one is, and for another number of options than said."""
    if not isinstance(interaction, Choice):
        return []
    warnings = []
    count = first(texts, "count")
    if is_figures(count) and int(count) != len(interaction.options):
        warnings.append(Unreadable("table-count-differs", "count", found=count, options=len(interaction.options)))
    if interaction.multiple and len(interaction.keys) == 1:
        at = next(at for at, option in enumerate(interaction.options) if option.id in interaction.keys)
        warnings.append(Unreadable("table-answer-single", "answer", found=letter(at)))
    return warnings
