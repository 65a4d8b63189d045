"""What a Question Set keeps of an item: texts as a browser shows them, and the marking that its libraries know."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from qbank.errors import Problem
from qbank.formats._held import with_interaction, without
from qbank.formats._incoming import options_of
from qbank.formats.h5p import _text as text
from qbank.model.item import (
    Choice,
    ExtendedText,
    Interaction,
    Item,
    MarkingPoint,
    Match,
    Option,
    Order,
    TextEntry,
    is_verdict,
)
from qbank.model.portable import Portable

LONGEST_VERDICT = 2048
"""Characters of the feedback of H5P.TrueFalse, references counted as they are written; what is longer is cut off."""


def held(portable: Portable) -> Portable | Problem:
    """Return what is left of a portable; a Problem where nothing can be asked any more."""
    kept = without(portable, "spans", "reasons")
    kept = replace(kept, stimulus=text.plain(kept.stimulus), item=replace(kept.item, stem=text.plain(kept.item.stem)))
    item = _item(kept.item)
    if item is None or not item.stem:
        return Problem("h5p-nothing-left", place=portable.item.id)
    return replace(kept, item=item)


def _item(item: Item) -> Item | None:
    """Return what is left of an item; None where a wording that is needed is empty."""
    match item.body.interaction():
        case Choice() as interaction if is_verdict(interaction):
            return _stated(item)
        case Choice() as interaction:
            item = replace(item, stem=_bracketed(item.stem))
            # In part, H5P takes marks away for wrong options; all or nothing is what both know.
            return _with(item, replace(interaction, options=_shown(interaction.options)))
        case TextEntry(accepted=accepted):
            in_any_order = bool(item.body.to_dict().get("any_order")) and len(accepted) > 1
            return _with(item, TextEntry(_accepted(accepted, in_any_order=in_any_order)))
        case ExtendedText(points=points):
            item = replace(item, stem=_bracketed(item.stem), rationale=text.plain(item.rationale))
            return _with(item, ExtendedText(_points(points)))
        case Match() as interaction:
            return _with(replace(item, stem=_bracketed(item.stem)), _columns(interaction))
        case Order(options=options, key=key):
            steps = tuple(replace(each, text=text.one_line(each.text)) for each in options)
            return _with(replace(item, stem=_bracketed(item.stem)), Order(steps, key))
        case interaction:
            assert_never(interaction)


def _with(item: Item, interaction: Interaction) -> Item | None:
    match interaction:
        case Choice(options=options) | Order(options=options):
            whole = all(each.text for each in options)
        case Match(left=left, right=right):
            whole = all(each.text for each in (*left, *right))
        case TextEntry(accepted=accepted):
            whole = all(accepted)
        case ExtendedText(points=points):
            whole = all(point.text for point in points)
        case _:
            assert_never(interaction)
    return with_interaction(item, interaction, {}) if whole else None


def _bracketed(stem: str) -> str:
    return text.without_brackets(text.with_brackets(stem))


def _shown(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(each, text=text.plain(each.text)) for each in options)


def _stated(item: Item) -> Item:
    rationale = item.rationale
    while len(text.escaped(rationale, "@")) > LONGEST_VERDICT:
        rationale = f"{rationale[: int(len(rationale) * 0.98) - 2]}…"
    return replace(item, stem=_bracketed(item.stem), rationale=rationale)


def _accepted(accepted: tuple[tuple[str, ...], ...], *, in_any_order: bool) -> tuple[tuple[str, ...], ...]:
    """Return the answers on one line each; where blanks take any order, each takes the answers of all.

    H5P knows no order that is free. So a right answer is never marked wrong; the same one twice is not noticed.
    """
    own = [[one_line for each in answers if (one_line := text.one_line(each))] for answers in accepted]
    if in_any_order:
        own = [[*one, *(each for other in own if other is not one for each in other)] for one in own]
    return tuple(tuple(dict.fromkeys(each)) for each in own)


def _points(points: tuple[MarkingPoint, ...]) -> tuple[MarkingPoint, ...]:
    """Return the points on one line each; H5P gives them whole marks, so that others are lost."""
    are_whole = all(point.marks >= 1 and point.marks == int(point.marks) for point in points)
    return tuple(MarkingPoint(text.one_line(each.text), each.marks if are_whole else 1.0) for each in points)


def _columns(interaction: Match) -> Match:
    """Return the columns as gaps and words to drag: a word that stands twice on the right is one."""
    rights = {each.id: text.one_line(each.text) for each in interaction.right}
    words = options_of(tuple(dict.fromkeys(rights.values())), "r")
    ids = {each.text: each.id for each in words}
    left = tuple(replace(each, text=text.one_line(each.text)) for each in interaction.left)
    return Match(left, words, tuple((one, ids[rights[other]]) for one, other in interaction.pairs))
