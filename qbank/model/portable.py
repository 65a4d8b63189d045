"""An item as it travels between programs: with the words of all that it only names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from qbank.model.item import Choice, ExtendedText, Interaction, Item, Match, Option, Order, TextEntry, fields_of

IMPORTED = "imported"
"""Name of the extension of an item that says which file and row it came from, and how surely its proof was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portable:
    """An item, the text of its stimulus ("" without one) and its proof lines in words, the main one first.

    ``place`` says where in a file it was read, without words of any language: ``Sheet1!7`` or ``12``, "" for one
    that comes from the bank. An item that was read has the id "" where its file tells none.
    """

    item: Item
    stimulus: str = ""
    proof: tuple[str, ...] = ()
    place: str = ""


_STANDARD = frozenset({"options", "key", "left", "right"})
"""Fields of a body that its interaction tells too."""


def rules_of(item: Item) -> dict[str, Any]:
    """Return what an item's body says beyond its interaction, as JSON data: marking, any order."""
    if fields_of(type(item.body)) <= _STANDARD:
        return {}
    return {name: value for name, value in item.body.to_dict().items() if name not in _STANDARD}


def _options(interaction: Interaction) -> Hashable:
    """Return the wordings to choose from; of what is shown in a drawn order anyway, without an order."""
    match interaction:
        case Choice(options=options):
            return tuple([option.text for option in options])
        case Order(options=options):
            return tuple(sorted([option.text for option in options]))
        case Match(left=left, right=right):
            return tuple([option.text for option in left]), tuple(sorted([option.text for option in right]))
        case TextEntry() | ExtendedText():
            return ()
        case _:
            assert_never(interaction)


def _key(interaction: Interaction) -> Hashable:
    match interaction:
        case Choice(options=options, keys=keys):
            return tuple([option.text for option in options if option.id in keys])
        case Order(options=options, key=key):
            texts = _texts(options)
            return tuple([texts[each] for each in key])
        case Match(left=left, right=right, pairs=pairs):
            texts = {**_texts(left), **_texts(right)}
            return tuple(sorted([(texts[one], texts[other]) for one, other in pairs]))
        case TextEntry(accepted=accepted):
            return tuple([each[0] for each in accepted])
        case ExtendedText(points=points):
            return tuple([point.text for point in points])
        case _:
            assert_never(interaction)


def _texts(options: tuple[Option, ...]) -> dict[str, str]:
    return {option.id: option.text for option in options}


def _accepted(interaction: Interaction) -> Hashable:
    more = [each[1:] for each in interaction.accepted] if isinstance(interaction, TextEntry) else []
    return tuple(more) if any(more) else ()


def _marks(interaction: Interaction) -> Hashable:
    return tuple([point.marks for point in interaction.points]) if isinstance(interaction, ExtendedText) else ()


def _reasons(interaction: Interaction) -> Hashable:
    reasons = tuple([option.reason for option in interaction.options]) if isinstance(interaction, Choice) else ()
    return reasons if any(reasons) else ()


def _rules(item: Item) -> Hashable:
    rules = rules_of(item)
    return _frozen({name: value for name, value in rules.items() if value}) if rules else ()


def _frozen(value: Any) -> Hashable:  # noqa: ANN401 - JSON data
    if isinstance(value, Mapping):
        return tuple(sorted((name, _frozen(each)) for name, each in value.items()))
    return tuple(_frozen(each) for each in value) if isinstance(value, list | tuple) else value


_READERS: Mapping[str, Callable[[Portable, Interaction], Hashable]] = {
    "id": lambda portable, _: portable.item.id,
    "type": lambda portable, _: portable.item.type,
    "stem": lambda portable, _: portable.item.stem,
    "stimulus": lambda portable, _: portable.stimulus,
    "options": lambda _, interaction: _options(interaction),
    "key": lambda _, interaction: _key(interaction),
    "accepted": lambda _, interaction: _accepted(interaction),
    "marks": lambda _, interaction: _marks(interaction),
    "rules": lambda portable, _: _rules(portable.item),
    "rationale": lambda portable, _: portable.item.rationale,
    "difficulty": lambda portable, _: portable.item.difficulty,
    "chapter": lambda portable, _: portable.item.chapter,
    "tags": lambda portable, _: portable.item.tags,
    "audience": lambda portable, _: portable.item.audience,
    "proof": lambda portable, _: portable.proof,
    "spans": lambda portable, _: portable.item.sources,
    "reasons": lambda _, interaction: _reasons(interaction),
}


def _alone(read: Callable[[Portable, Interaction], Hashable]) -> Callable[[Portable], Hashable]:
    return lambda portable: read(portable, portable.item.body.interaction())


FIELDS: Mapping[str, Callable[[Portable], Hashable]] = {name: _alone(read) for name, read in _READERS.items()}
"""What of an item can be kept or lost on the way, by name: two portables with the same values are one and the same.

``accepted`` are the further wordings of blanks, ``rules`` how marks are given and whether blanks take any order,
``marks`` those of marking points, ``proof`` the proof lines in words and ``spans`` their places in the documents,
``reasons`` why distractors were chosen.
"""


def values_of(portable: Portable) -> tuple[Hashable, ...]:
    """Return the values of all ``FIELDS``, in their order."""
    interaction = portable.item.body.interaction()
    return tuple([read(portable, interaction) for read in _READERS.values()])


def changes(one: Portable, other: Portable) -> Iterator[tuple[str, Hashable, Hashable]]:
    """Yield the fields in which two portables differ, each with both values."""
    both = zip(FIELDS, values_of(one), values_of(other), strict=True)
    return (each for each in both if each[1] != each[2])


def differences(one: Portable, other: Portable) -> Iterator[str]:
    """Yield the names of the fields in which two portables differ."""
    return (name for name, _, _ in changes(one, other))
