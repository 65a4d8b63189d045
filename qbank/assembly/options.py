"""Which options of an item may change places, and the item in a new order, its rationale naming the new letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, cast

from qbank.assembly._series import in_series
from qbank.model.form import OWN
from qbank.model.item import Body, Choice, Choices, Interaction, Item
from qbank.model.lettering import (
    LETTERS,
    ends_list,
    furthest,
    is_of_letters,
    names_option,
    names_place,
    relettered,
    unclear,
)
from qbank.model.portable import rules_of


class _Made(Protocol):
    """What a body's type can do; see ``types/_contract.py``."""

    def of_interaction(self, interaction: Interaction, rules: Mapping[str, Any]) -> Body | None:
        """Return the body with another interaction."""


def lettered(item: Item) -> Choice | None:
    """Return the choice of an item whose options stand on paper under letters, None for any other item."""
    choice = item.body.interaction()
    if isinstance(choice, Choice) and any(isinstance(block, Choices) for block in item.body.blocks(item.stem)):
        return choice if len(choice.options) <= len(OWN) else None
    return None


def free_places(item: Item) -> tuple[int, ...]:
    """Return the places, from 0, whose options may change among themselves; () where all are to stay.

    All stay where they are ordered by nature (amounts, dates), where one speaks of others by letter, where stem or
    rationale names one in a way that is not surely understood, and where the type has an order of its own (判断).
    What closes the list (以上都对, 其他) stays last.
    """
    choice = lettered(item)
    if choice is None or len(choice.options) > len(LETTERS) or _is_tied(item, len(choice.options)):
        return ()
    texts = [option.text for option in choice.options]
    free = [at for at, text in enumerate(texts) if not ends_list(text)]
    if free != list(range(len(free))) or any(map(is_of_letters, texts)) or in_series([texts[at] for at in free]):
        return ()
    turned = [*reversed(free), *range(len(free), len(texts))]
    return tuple(free) if len(free) > 1 and _body(item, choice, turned) is not None else ()


def _is_tied(item: Item, options: int) -> bool:
    """Tell whether stem or rationale speaks of options in a way that may become untrue."""
    told = item.rationale
    return (
        names_option(item.stem)
        or names_place(item.stem)
        or names_place(told)
        or furthest(told) >= options
        or bool(unclear(told, options, strict=True))
    )


def reordered(item: Item, order: Sequence[int]) -> Item:
    """Return an item with its options in a new order and the letters of its rationale changed with them.

    Args:
        item: one with ``free_places``.
        order: by new place the old one.

    Raises:
        ValueError: the item's options cannot stand in that order.
    """
    choice = lettered(item)
    if choice is None or sorted(order) != list(range(len(choice.options))):
        raise ValueError(f"{item.id}: {list(order)} is no order of its options")
    if list(order) == sorted(order):
        return item
    body = _body(item, choice, order)
    if body is None:
        raise ValueError(f"{item.id}: the options of {item.type} keep their order")
    new = {old: LETTERS[at] for at, old in enumerate(order)}
    told = relettered(item.rationale, "".join(new[old] for old in sorted(new)))
    return replace(item, body=body, rationale=told)


def own_letters(order: Sequence[int]) -> str:
    """Return an order (by new place the old one) in the item's own letters: CADB."""
    return "".join(OWN[old] for old in order)


def _body(item: Item, choice: Choice, order: Sequence[int]) -> Body | None:
    options = tuple(choice.options[old] for old in order)
    keys = tuple(option.id for option in options if option.id in choice.keys)
    wanted = Choice(options, keys, choice.multiple)
    body = cast(_Made, item.body).of_interaction(wanted, rules_of(item))
    return body if body is not None and body.interaction() == wanted else None
