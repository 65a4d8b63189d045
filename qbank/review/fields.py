"""What an editor may change of an item: its fields as JSON data, and back; and what changed between two contents."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from qbank.drafting.checks import NAMES_KEY
from qbank.errors import Problem
from qbank.model.item import Item
from qbank.types._codec import item_from_dict, item_to_dict

STATE = frozenset({"id", "type", "status", "revision", "later", "priority", "pattern", "source", "stimulus"})
"""Fields of an item's JSON that are not the editor's to change."""
_FIELD_OF = (
    (re.compile("blank-without|answers|answer-holds"), "key"),
    (re.compile("stem|blank|quotes"), "stem"),
    (re.compile("option|row|order-shown"), "options"),
    (re.compile("key|pair|point|marking|order"), "key"),
    (re.compile("proof|verbatim-unproven"), "sources"),
    (re.compile("verbatim"), "key"),
)
_PIECES = re.compile(r"[0-9A-Za-z.]+|.", re.DOTALL)


def fields_of(item: Item) -> dict[str, Any]:
    """Return the editable fields of an item as JSON data: stem, rationale, the fields of its body, proof lines …."""
    return {name: value for name, value in item_to_dict(item).items() if name not in STATE}


def with_fields(item: Item, fields: Mapping[str, Any]) -> Item | Problem:
    """Return the item with an editor's fields, or a Problem that names the field which cannot be read.

    A rationale that drafting made and the editor left alone names the new key where the key was changed.

    Args:
        item: the item as the editor saw it.
        fields: any of ``fields_of``; those left out stay, unknown ones and those of ``STATE`` are not read.
    """
    data = item_to_dict(item)
    del data["source"]  # the first proof line once more: it would come back after the editor took it out
    known = fields_of(item).keys()
    changed = {name: value for name, value in fields.items() if name in known}
    try:
        return _explained(item, item_from_dict({**data, **changed}))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return Problem("review-fields", place=item.id, values={"detail": error})


def _explained(old: Item, new: Item) -> Item:
    named = NAMES_KEY.match(old.rationale)
    if named is None or new.rationale != old.rationale or named["key"] != old.body.key_text():
        return new
    start, end = named.span("key")
    return replace(new, rationale=f"{old.rationale[:start]}{new.body.key_text()}{old.rationale[end:]}")


def new_item(item_id: str, type_name: str, fields: Mapping[str, Any]) -> Item | Problem:
    """Return an item written by hand, or a Problem that names the field which cannot be read."""
    data = {name: value for name, value in fields.items() if name not in STATE}
    try:
        return item_from_dict({**data, "id": item_id, "type": type_name})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return Problem("review-fields", values={"detail": error})


def field_of(problem: Problem) -> str:
    """Return the field a check is about, where the editor's cursor goes: stem, options, key, sources or ""."""
    return next((field for pattern, field in _FIELD_OF if pattern.search(problem.code)), "")


def changes(old: Item, new: Item) -> list[dict[str, Any]]:
    """Return what differs between two contents of an item.

    Returns:
        One ``{"field": name, "parts": [["=" | "-" | "+", text], …]}`` for each field that differs: what stayed, what
        went and what came, in reading order.
    """
    before, after = fields_of(old), fields_of(new)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return [
        {"field": name, "parts": diff(worded(before.get(name), before), worded(after.get(name), after))}
        for name in names
    ]


def diff(old: str, new: str) -> list[list[str]]:
    """Return two texts as parts: "=" what both have, "-" what only the old, "+" what only the new one has.

    Numbers and Latin words count as one character, so that 15 → 30 is not shown as a change of digits.
    """
    one, other = _PIECES.findall(old), _PIECES.findall(new)
    parts = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(["=", "".join(one[a:b])])
            continue
        parts += [[sign, text] for sign, text in (("-", "".join(one[a:b])), ("+", "".join(other[c:d]))) if text]
    return parts


def worded(value: Any, fields: Mapping[str, Any]) -> str:  # noqa: ANN401 - JSON data
    """Return a field's value as an editor reads it: option ids as the wordings they stand for, a row a line."""
    return "\n".join(_lines(value, _wordings(fields)))


def _wordings(fields: Mapping[str, Any]) -> dict[str, str]:
    rows = (row for name in ("options", "left", "right") for row in fields.get(name) or [])
    return {row["id"]: row["text"] for row in rows}


def _lines(value: Any, wordings: Mapping[str, str]) -> Iterator[str]:  # noqa: ANN401 - JSON data
    match value:
        case None:
            return
        case bool():
            yield "✓" if value else "✗"
        case str():
            yield wordings.get(value, value)
        case list() | tuple():
            for each in value:
                yield (
                    " — ".join(_lines(each, wordings))
                    if isinstance(each, list | tuple)
                    else "".join(_lines(each, wordings))
                )
        case Mapping() if "text" in value:
            marks = f"（{str(value['marks']).removesuffix('.0')}）" if "marks" in value else ""
            yield f"{value['text']}{marks}"
        case Mapping():
            yield "、".join(f"{name}: {each}" for name, each in value.items())
        case _:
            yield str(value)
