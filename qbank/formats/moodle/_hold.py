"""What Moodle XML keeps of an item: the portable as it is found again, or why the item cannot go in."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from qbank.errors import Problem
from qbank.formats import _moodle_family as family
from qbank.formats._contract import Settings
from qbank.formats._grades import rules_for
from qbank.formats._held import with_interaction, with_texts, without
from qbank.formats._incoming import FEWEST_PAIRS, matched
from qbank.formats.moodle import _stems as stems
from qbank.formats.moodle._labels import held_labels
from qbank.formats.moodle._text import clean, in_option, one_line, typed
from qbank.model.item import (
    Choice,
    ExtendedText,
    Interaction,
    Match,
    Order,
    TextEntry,
    answer_texts,
    is_verdict,
)
from qbank.model.portable import Portable


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return what is found again of an item that was written."""
    cleaned = _cleaned(without(portable, "spans", "reasons"))
    item = cleaned.item
    if not item.stem.strip() or not _has_texts(item.body.interaction()):
        return Problem("moodle-nothing-left", place=item.id, values={"id": item.id})
    fitted = _fitted(cleaned, settings)
    if isinstance(fitted, Problem):
        return fitted
    return replace(
        fitted,
        item=replace(held_labels(fitted.item, settings.lang), rationale=clean(item.rationale)),
        stimulus=clean(portable.stimulus),
        proof=tuple(filter(None, map(clean, portable.proof))),
    )


def _cleaned(portable: Portable) -> Portable:
    item = portable.item
    interaction = _with_clean_texts(item.body.interaction())
    stem = clean(item.stem)
    if not isinstance(interaction, TextEntry) or len(interaction.accepted) == 1:
        stem = stems.found(stem, interaction)
    return replace(portable, item=with_interaction(replace(item, stem=stem), interaction))


def _with_clean_texts(interaction: Interaction) -> Interaction:
    match interaction:
        case TextEntry(accepted=accepted):
            answers = (tuple(filter(None, map(typed, each))) for each in accepted)
            return TextEntry(tuple(tuple(dict.fromkeys(each)) for each in answers))
        case Match(right=right):
            lines = tuple(replace(option, text=one_line(option.text)) for option in right)
            return with_texts(replace(interaction, right=lines), clean)
        case Choice() | Order() | ExtendedText():
            return with_texts(interaction, clean)
        case _:
            assert_never(interaction)


def _has_texts(interaction: Interaction) -> bool:
    """Tell whether no wording is empty and no blank without answers."""
    if isinstance(interaction, TextEntry):
        return all(interaction.accepted)
    return all(text.strip() for text in answer_texts(interaction))


def _fitted(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return a portable whose interaction Moodle has, else one that a person marks."""
    item = portable.item
    match item.body.interaction():
        case Choice() as choice:
            return _choice(portable, choice, settings)
        case TextEntry() as entry:
            # Whether blanks take any order cannot be said.
            return replace(portable, item=with_interaction(item, entry, {}))
        case Match() as match:
            return _match(portable, match, settings)
        case Order(options=options):
            return portable if len(options) > 1 else _by_a_person(portable, settings)
        case ExtendedText():
            return portable
        case interaction:
            assert_never(interaction)


def _choice(portable: Portable, choice: Choice, settings: Settings) -> Portable | Problem:
    item = portable.item
    if is_verdict(choice):
        return portable
    if not family.is_marked(choice):
        return _by_a_person(portable, settings)
    # Moodle gives each right option its share and nothing once a wrong one is picked.
    return replace(
        portable, item=with_interaction(item, choice, rules_for(len(choice.keys)) if choice.multiple else None)
    )


def _match(portable: Portable, match: Match, settings: Settings) -> Portable | Problem:
    """Return rows with one right each, and the spare rights; two rights of one wording are one."""
    texts = {option.id: option.text for option in match.right}
    rights = [[texts[other] for one, other in match.pairs if one == each.id] for each in match.left]
    is_usual = all(len(each) == 1 for each in rights) and len(rights) >= FEWEST_PAIRS
    if not is_usual or any(len(in_option(text)) > family.LONGEST_RIGHT for text in texts.values()):
        return _by_a_person(portable, settings)
    given = [each[0] for each in rights]
    spare = [text for text in texts.values() if text not in given]
    rows = matched([each.text for each in match.left], given, spare)
    return replace(portable, item=with_interaction(portable.item, rows))


def _by_a_person(portable: Portable, settings: Settings) -> Portable | Problem:
    return family.by_a_person(portable, settings, _cleaned)
