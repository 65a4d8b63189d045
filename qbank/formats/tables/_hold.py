"""What a layout keeps of an item: it is put into a row and taken out again, until nothing more changes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import assert_never, cast

from qbank.errors import Problem
from qbank.formats._by_person import marked_by_a_person
from qbank.formats._held import as_short_answer, with_stimulus_in_stem, without
from qbank.formats.tables._items import put, take, texts_of
from qbank.formats.tables._layout import Layout, Unreadable, brief, kind_of
from qbank.formats.tables._lists import shown
from qbank.formats.tables._profile_records import Kind, Profile
from qbank.locale import Lang
from qbank.model.item import Choice, ExtendedText, Interaction, Match, Order, TextEntry
from qbank.model.portable import Portable, differences
from qbank.types._contract import label_of

_ROUNDS = 5
"""A text that is cut down can be cut down once more; never so often."""


def hold(portable: Portable, profile: Profile, lang: Lang) -> Portable | Problem:
    """Return the portable as a reader of the file will find it, or why it cannot go into it."""
    before = replace(without(portable, "spans", "reasons"), place="")
    for _ in range(_ROUNDS):
        after = _once(before, profile, lang)
        if isinstance(after, Problem):
            return replace(after, place=portable.item.id)
        if not any(differences(before, after)):
            return after
        before = after
    return _unfit(portable)


def _once(portable: Portable, profile: Profile, lang: Lang) -> Portable | Problem:
    """Return what is found of an item that went into a row; a key never changes on that way."""
    fitted = fit(portable, profile, lang)
    if isinstance(fitted, Problem):
        return fitted
    layout, prepared = fitted
    try:
        texts = texts_of(put(prepared, layout, lang), layout.sheet)
    except Unreadable as fault:
        return layout.problem(fault, {"stem": [portable.item.stem]})
    found, problems = take(texts, layout)
    if found is None:
        return problems[0]
    same = _shape(found.item.body.interaction()) == _shape(prepared.item.body.interaction())
    return found if same else _unfit(portable)


def _unfit(portable: Portable) -> Problem:
    return Problem("table-item-unfit", place=portable.item.id, values={"stem": brief(portable.item.stem)})


def fit(portable: Portable, profile: Profile, lang: Lang) -> tuple[Layout, Portable] | Problem:
    """Return the sheet that takes an item and the item as it goes into it.

    One of a kind that no sheet takes, or that has more blanks than there are cells for, becomes one that a person
    marks, if the layout says so; a passage without a column of its own comes before the stem.
    """
    kind = cast(Kind, kind_of(portable.item.body.interaction()))
    sheet = profile.sheet_of(kind)
    # A receiver's own file may lack the column that a layout has for it.
    sheet = None if kind == "match" and sheet and not sheet.room("left") else sheet
    too_much = _too_much(portable, Layout(profile, sheet)) if sheet else None
    if sheet is None or too_much:
        return _instead(portable, profile, lang) or too_much or _no_place(portable, profile, lang)
    if not sheet.room("stimulus"):
        portable = with_stimulus_in_stem(portable)
    return Layout(profile, sheet), portable


def _too_much(portable: Portable, layout: Layout) -> Problem | None:
    """Return why an item with blanks does not fit into the cells for them."""
    interaction, style = portable.item.body.interaction(), layout.profile.answers
    if not isinstance(interaction, TextEntry) or style.blanks == "joined":
        return None
    # Where cells hold the ways to write one blank, the answers of several would be read as just that.
    most = 1 if style.spread else layout.sheet.room(style.blanks)
    if len(interaction.accepted) <= most:
        return None
    fault = Unreadable("table-blanks-many", "stem", found=len(interaction.accepted), most=most)
    return replace(layout.problem(fault, {"stem": [portable.item.stem]}), place=portable.item.id)


def _no_place(portable: Portable, profile: Profile, lang: Lang) -> Problem:
    label = label_of(portable.item.type, lang)
    return Problem("loss-item-not-held", place=portable.item.id, values={"format": profile.title[lang], "type": label})


def _instead(portable: Portable, profile: Profile, lang: Lang) -> tuple[Layout, Portable] | Problem | None:
    """Return an item as one that a person marks, None where the layout wants none."""
    interaction = portable.item.body.interaction()
    kind = cast(Kind, kind_of(interaction))
    if kind == "essay" or profile.instead.get(kind, "essay") == "out" or profile.sheet_of("essay") is None:
        return None
    if isinstance(interaction, TextEntry):
        return fit(marked_by_a_person(portable, lang), profile, lang)
    return fit(as_short_answer(portable, shown(portable.item.stem, interaction)), profile, lang)


def _shape(interaction: Interaction) -> Hashable:
    """Return the key by positions, and how many things there are to choose from, fill, connect or order."""
    match interaction:
        case Choice(options=options, keys=keys, multiple=multiple):
            right = frozenset(at for at, option in enumerate(options) if option.id in keys)
            return "choice", multiple, len(options), right
        case TextEntry(accepted=accepted):
            return "blanks", len(accepted)
        case ExtendedText():
            return "essay"
        case Match(left=left, right=right_column, pairs=pairs):
            lefts = {option.id: at for at, option in enumerate(left)}
            rights = {option.id: at for at, option in enumerate(right_column)}
            return "match", len(left), len(rights), frozenset((lefts[one], rights[other]) for one, other in pairs)
        case Order(options=options, key=key):
            places = {option.id: at for at, option in enumerate(options)}
            return "order", len(options), tuple(places[each] for each in key)
        case _:
            assert_never(interaction)
