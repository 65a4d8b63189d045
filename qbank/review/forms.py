"""How an item is edited on the card: told by what is done with it, so that a new item type needs nothing here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, assert_never

from qbank.model.item import Choice, ExtendedText, Item, Match, Order, TextEntry
from qbank.review.fields import fields_of
from qbank.types._contract import TYPES

Form = Literal["one", "many", "truth", "blanks", "points", "pairs", "order"]
"""One or many right options; true or false; accepted answers a blank; marking points; rows to pair; steps in order."""

_COMMON = ("rationale", "chapter", "audience", "tags", "sources", "extensions")
_ROWS = ("options", "left", "right")


def form_of(item: Item) -> Form:
    """Return how the body of an item is edited."""
    match item.body.interaction():
        case Choice() if "options" not in item.body.to_dict():
            return "truth"
        case Choice(multiple=multiple):
            return "many" if multiple else "one"
        case TextEntry():
            return "blanks"
        case ExtendedText():
            return "points"
        case Match():
            return "pairs"
        case Order():
            return "order"
        case never:
            assert_never(never)


def kinds() -> dict[str, dict[str, Any]]:
    """Return each item type with its label, its form, and the fields that a new item of it begins with."""
    return {each.type_name: _kind(each.label, each.example()) for each in TYPES}


def ticked(item: Item) -> list[str]:
    """Return the ids of the options that are right by themselves, for the tick beside them."""
    interaction = item.body.interaction()
    return list(interaction.keys) if isinstance(interaction, Choice) else []


def _kind(label: str, example: Item) -> dict[str, Any]:
    form, fields = form_of(example), fields_of(example)
    fields |= {name: type(fields[name])() for name in ("stem", *_COMMON)}
    fields |= {name: [{"id": row["id"], "text": ""} for row in fields[name]] for name in _ROWS if name in fields}
    return {"label": label, "form": form, "fields": {**fields, **_beginning(form, fields)}}


def _beginning(form: Form, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the key that an empty item of a form begins with."""
    match form:
        case "one" | "many":
            return {"key": [row["id"] for row in fields["options"][: 1 if form == "one" else 2]]}
        case "truth":
            return {"key": True}
        case "blanks":
            return {"key": [[""]], "any_order": False}
        case "points":
            return {"key": [{"text": "", "marks": 1}]}
        case "pairs":
            return {
                "key": [[one["id"], other["id"]] for one, other in zip(fields["left"], fields["right"], strict=False)]
            }
        case "order":
            return {}
        case never:
            assert_never(never)
