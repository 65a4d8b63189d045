"""An item as it travels between programs: with the words of all that it only names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from qbank.model.item import Choice, ExtendedText, Item, Match, Option, Order, TextEntry

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
    return {name: value for name, value in item.body.to_dict().items() if name not in _STANDARD}


def _options(item: Item) -> Hashable:
    """Return the wordings to choose from; of what is shown in a drawn order anyway, without an order."""
    match item.body.interaction():
        case Choice(options=options):
            return tuple(option.text for option in options)
        case Order(options=options):
            return tuple(sorted(option.text for option in options))
        case Match(left=left, right=right):
            return tuple(option.text for option in left), tuple(sorted(option.text for option in right))
        case TextEntry() | ExtendedText():
            return ()
        case interaction:
            assert_never(interaction)


def _key(item: Item) -> Hashable:
    match item.body.interaction():
        case Choice(options=options, keys=keys):
            return tuple(option.text for option in options if option.id in keys)
        case Order(options=options, key=key):
            return tuple(_texts(options)[each] for each in key)
        case Match(left=left, right=right, pairs=pairs):
            texts = {**_texts(left), **_texts(right)}
            return tuple(sorted((texts[one], texts[other]) for one, other in pairs))
        case TextEntry(accepted=accepted):
            return tuple(each[0] for each in accepted)
        case ExtendedText(points=points):
            return tuple(point.text for point in points)
        case interaction:
            assert_never(interaction)


def _texts(options: tuple[Option, ...]) -> dict[str, str]:
    return {option.id: option.text for option in options}


def _accepted(item: Item) -> Hashable:
    interaction = item.body.interaction()
    more = [each[1:] for each in interaction.accepted] if isinstance(interaction, TextEntry) else []
    return tuple(more) if any(more) else ()


def _marks(item: Item) -> Hashable:
    interaction = item.body.interaction()
    return tuple(point.marks for point in interaction.points) if isinstance(interaction, ExtendedText) else ()


def _reasons(item: Item) -> Hashable:
    interaction = item.body.interaction()
    reasons = tuple(option.reason for option in interaction.options) if isinstance(interaction, Choice) else ()
    return reasons if any(reasons) else ()


def _rules(item: Item) -> Hashable:
    return _frozen({name: value for name, value in rules_of(item).items() if value})


def _frozen(value: Any) -> Hashable:  # noqa: ANN401 - JSON data
    if isinstance(value, Mapping):
        return tuple(sorted((name, _frozen(each)) for name, each in value.items()))
    return tuple(_frozen(each) for each in value) if isinstance(value, list | tuple) else value


FIELDS: Mapping[str, Callable[[Portable], Hashable]] = {
    "id": lambda portable: portable.item.id,
    "type": lambda portable: portable.item.type,
    "stem": lambda portable: portable.item.stem,
    "stimulus": lambda portable: portable.stimulus,
    "options": lambda portable: _options(portable.item),
    "key": lambda portable: _key(portable.item),
    "accepted": lambda portable: _accepted(portable.item),
    "marks": lambda portable: _marks(portable.item),
    "rules": lambda portable: _rules(portable.item),
    "rationale": lambda portable: portable.item.rationale,
    "difficulty": lambda portable: portable.item.difficulty,
    "chapter": lambda portable: portable.item.chapter,
    "tags": lambda portable: portable.item.tags,
    "audience": lambda portable: portable.item.audience,
    "proof": lambda portable: portable.proof,
    "spans": lambda portable: portable.item.sources,
    "reasons": lambda portable: _reasons(portable.item),
}
"""What of an item can be kept or lost on the way, by name: two portables with the same values are one and the same.

``accepted`` are the further wordings of blanks, ``rules`` how marks are given and whether blanks take any order,
``marks`` those of marking points, ``proof`` the proof lines in words and ``spans`` their places in the documents,
``reasons`` why distractors were chosen.
"""


def differences(one: Portable, other: Portable) -> Iterator[str]:
    """Yield the names of the fields in which two portables differ."""
    return (name for name, value in FIELDS.items() if value(one) != value(other))
