"""What paper can show of a text: everything but signs without a shape that would break a file or turn lines round."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import assert_never

from qbank.formats._held import with_interaction
from qbank.model.item import Choice, ExtendedText, Interaction, Item, Match, Option, Order, TextEntry
from qbank.model.portable import Portable

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters, halves of characters, what is no character, and what makes text run from right to left.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKING = re.compile(f"{_LINE_ENDS.pattern}|{_UNSHOWN.pattern}")


def printable(portable: Portable) -> Portable:
    """Return the portable as it can be printed; one that can be as it is comes back unchanged."""
    proof = tuple(map(shown, portable.proof))
    return replace(portable, item=_item(portable.item), stimulus=shown(portable.stimulus), proof=proof)


def shown(text: str) -> str:
    r"""Return a text with every kind of line end as ``\n`` and without what has no shape."""
    return _UNSHOWN.sub("", _LINE_ENDS.sub("\n", text)) if _BREAKING.search(text) else text


def _item(item: Item) -> Item:
    interaction = item.body.interaction()
    kept = _interaction(interaction)
    told = item if kept == interaction else with_interaction(item, kept)
    return replace(
        told,
        id=shown(item.id),
        stem=shown(item.stem),
        rationale=shown(item.rationale),
        chapter=shown(item.chapter),
        tags=tuple(map(shown, item.tags)),
        audience=tuple(map(shown, item.audience)),
    )


def _interaction(interaction: Interaction) -> Interaction:
    match interaction:
        case Choice(options=options):
            return replace(interaction, options=_options(options))
        case Order(options=options):
            return replace(interaction, options=_options(options))
        case Match(left=left, right=right):
            return replace(interaction, left=_options(left), right=_options(right))
        case TextEntry(accepted=accepted):
            return TextEntry(tuple(tuple(map(shown, each)) for each in accepted))
        case ExtendedText(points=points):
            return ExtendedText(tuple(replace(point, text=shown(point.text)) for point in points))
        case _:
            assert_never(interaction)


def _options(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(option, text=shown(option.text)) for option in options)
