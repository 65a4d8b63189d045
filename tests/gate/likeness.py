"""How alike the options of a choice are: what gives a key away without any knowledge of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from shapes import Tagger, shape

from qbank.model.item import Choice, Item

_ORDERED = frozenset({"amount", "date"})


class Likeness(NamedTuple):
    """Counts over the pairs of a key and a distractor of one item.

    ``kind`` counts pairs of one coarse kind, ``length`` those within one character, ``last`` those that end in the
    same character. ``longest`` tells whether a key is strictly longer than every distractor. ``place`` is the place
    of the only key and the number of options, where options stand in no order of their own (else None).
    """

    pairs: int
    kind: int
    length: int
    last: int
    longest: bool
    place: tuple[int, int] | None


def verdict(item: Item) -> bool | None:
    """Return the key of a statement that is true or false, None for every other item."""
    key = item.body.to_dict()["key"]
    return key if isinstance(key, bool) else None


def likeness(item: Item, tag: Tagger) -> Likeness | None:
    """Return the counts of a choice that has distractors, else None; a statement to judge is no choice here."""
    interaction = item.body.interaction()
    if not isinstance(interaction, Choice) or verdict(item) is not None:
        return None
    keys = [each.text for each in interaction.options if each.id in interaction.keys]
    wrong = [each.text for each in interaction.options if each.id not in interaction.keys]
    if not keys or not wrong:
        return None
    kinds = {text: shape(text, tag) for text in (*keys, *wrong)}
    pairs = [(key, other) for key in keys for other in wrong]
    return Likeness(
        len(pairs),
        sum(kinds[key] == kinds[other] for key, other in pairs),
        sum(abs(len(key) - len(other)) <= 1 for key, other in pairs),
        sum(key[-1:] == other[-1:] for key, other in pairs),
        max(map(len, keys)) > max(map(len, wrong)),
        _place(interaction, [kinds[each.text] for each in interaction.options]),
    )


def _place(choice: Choice, kinds: Sequence[str]) -> tuple[int, int] | None:
    if len(choice.keys) != 1 or _ORDERED.issuperset(kinds):
        return None
    ids = [option.id for option in choice.options]
    return ids.index(choice.keys[0]), len(ids)
