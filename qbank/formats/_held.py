"""What formats say of themselves when they hold less than an item has: each word here takes something away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

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
    answer_texts,
)
from qbank.model.portable import Portable, rules_of
from qbank.types._bodies import body_of

_ENVELOPE: Mapping[str, Callable[[Item], Item]] = {
    "id": lambda item: replace(item, id=""),
    "rationale": lambda item: replace(item, rationale=""),
    "difficulty": lambda item: replace(item, difficulty="medium"),
    "chapter": lambda item: replace(item, chapter=""),
    "tags": lambda item: replace(item, tags=()),
    "audience": lambda item: replace(item, audience=()),
    "spans": lambda item: replace(item, sources=()) if item.sources else item,
    "rules": lambda item: with_interaction(item, item.body.interaction(), {}),
    "reasons": lambda item: _without_reasons(item),
    "accepted": lambda item: with_interaction(item, _without_accepted(item.body.interaction())),
    "marks": lambda item: with_interaction(item, _without_marks(item.body.interaction())),
}

_BLANK_OF_PASSAGE = re.compile(
    r"[_＿]{4,}|(?<![A-Za-z0-9_＿])[_＿]{2,}(?![A-Za-z0-9_＿])|(?<![A-Za-z0-9_])\(\)|（）|[(（\[【](?:[\s_＿]+)[)）\]】]|【】|\[\]"
)
"""Lines to write on and empty brackets; not those of a name such as __init__()."""


def without(portable: Portable, *names: str) -> Portable:
    """Return a portable that has lost fields of ``model.portable.FIELDS``; a difficulty that is not told is medium.

    Not every field can be taken away: an item always has a type, a stem, options and a key.
    """
    item = portable.item
    for name in names:
        if name in _ENVELOPE:
            item = _ENVELOPE[name](item)
        elif name not in {"proof", "stimulus"}:
            raise ValueError(f"{name}: nothing can be without it")
    proof = () if "proof" in names else portable.proof
    stimulus = "" if "stimulus" in names else portable.stimulus
    return replace(portable, item=item, proof=proof, stimulus=stimulus)


def with_interaction(item: Item, interaction: Interaction, rules: Mapping[str, object] | None = None) -> Item:
    """Return the item with another interaction, its rules kept unless others are given; its type follows."""
    return replace(item, body=body_of(interaction, rules_of(item) if rules is None else rules))


def with_stimulus_in_stem(portable: Portable) -> Portable:
    """Return a portable whose stem begins with the passage, for formats that know no shared ones.

    The blanks of a passage are none of the item's: they are shown by a mark that no receiver counts.
    """
    if not portable.stimulus:
        return portable
    stem = f"{passage_in_stem(portable.stimulus)}\n{portable.item.stem}"
    return replace(portable, stimulus="", item=replace(portable.item, stem=stem))


def passage_in_stem(passage: str) -> str:
    """Return a passage as it stands before a stem, nothing in it that would be taken for a blank of the item."""
    return _BLANK_OF_PASSAGE.sub("〔　〕", passage)


def as_short_answer(portable: Portable, stem: str) -> Portable:
    """Return an item that a person marks, the key told in words; ``stem`` shows all there is to see."""
    points = ExtendedText((MarkingPoint(portable.item.body.key_text()),))
    item = with_interaction(replace(portable.item, stem=stem), points, {})
    return replace(portable, item=item)


def wordings(portable: Portable) -> Iterator[str]:
    """Yield every text of a portable that goes into a file, its id among them; reasons and spans go nowhere."""
    item = portable.item
    yield from (item.id, item.stem, item.rationale, item.chapter, portable.stimulus)
    yield from (*item.tags, *item.audience, *portable.proof)
    yield from answer_texts(item.body.interaction())


def with_texts(interaction: Interaction, change: Callable[[str], str]) -> Interaction:
    """Return an interaction with every wording changed, all else as it is."""

    def changed(options: tuple[Option, ...]) -> tuple[Option, ...]:
        texts = [change(option.text) for option in options]
        # Most texts stay, and copies take time.
        return tuple(
            option if option.text == text else replace(option, text=text)
            for option, text in zip(options, texts, strict=True)
        )

    match interaction:
        case Choice(options=options) | Order(options=options):
            return replace(interaction, options=changed(options))
        case Match(left=left, right=right):
            return replace(interaction, left=changed(left), right=changed(right))
        case TextEntry(accepted=accepted):
            return TextEntry(tuple(tuple(map(change, answers)) for answers in accepted))
        case ExtendedText(points=points):
            return ExtendedText(tuple(replace(point, text=change(point.text)) for point in points))
        case _:
            assert_never(interaction)


def _without_reasons(item: Item) -> Item:
    interaction = item.body.interaction()
    if not isinstance(interaction, Choice) or not any(option.reason for option in interaction.options):
        return item
    options = tuple(Option(option.id, option.text) for option in interaction.options)
    return with_interaction(item, replace(interaction, options=options))


def _without_accepted(interaction: Interaction) -> Interaction:
    if isinstance(interaction, TextEntry):
        return TextEntry(tuple(each[:1] for each in interaction.accepted))
    return interaction


def _without_marks(interaction: Interaction) -> Interaction:
    if isinstance(interaction, ExtendedText):
        return ExtendedText(tuple(replace(each, marks=1.0) for each in interaction.points))
    return interaction
