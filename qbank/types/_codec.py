"""Item to plain JSON data and back, tagged with the type's name. Used by the bank and by formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from qbank.model.item import Difficulty, Item, Source, Status, fields_of
from qbank.types import _fields as fields
from qbank.types._contract import TYPES

_DIFFICULTIES, _STATUSES = get_args(Difficulty), get_args(Status)
_ENVELOPE = frozenset({
    "id",
    "type",
    "stem",
    "rationale",
    "status",
    "revision",
    "pattern",
    "difficulty",
    "later",
    "priority",
    "chapter",
    "audience",
    "tags",
    "stimulus",
    "source",
    "sources",
    "extensions",
})


def item_to_dict(item: Item) -> dict[str, Any]:
    """Return the item as JSON data: the envelope's fields and, beside them, those of its body.

    ``source`` repeats the first of ``sources`` (None if there is none). ``stimulus`` is there only where the item
    has one: an item without stays the same to the byte, and so does the hash of its content.
    """
    sources = [asdict(source) for source in item.sources]
    return {
        "id": item.id,
        "type": item.type,
        "stem": item.stem,
        **item.body.to_dict(),
        "rationale": item.rationale,
        "status": item.status,
        "revision": item.revision,
        "pattern": item.pattern,
        "difficulty": item.difficulty,
        "later": item.later,
        "priority": item.priority,
        "chapter": item.chapter,
        "audience": list(item.audience),
        "tags": list(item.tags),
        **({"stimulus": item.stimulus} if item.stimulus else {}),
        "source": sources[0] if sources else None,
        "sources": sources,
        "extensions": dict(item.extensions),
    }


def item_from_dict(data: Mapping[str, Any]) -> Item:
    """Return the item that ``item_to_dict`` wrote; fields nobody knows go to ``extensions``.

    Raises:
        ValueError: naming the field that is missing, unknown or of the wrong type.
    """
    type_name = fields.text(data, "type")
    if type_name not in TYPES:
        raise ValueError(f"type: {type_name!r}, known: {', '.join(TYPES.names())}")
    body = TYPES.get(type_name).from_dict(data)
    strange = data.keys() - _ENVELOPE - fields_of(type(body))
    unknown = {name: value for name, value in data.items() if name in strange} if strange else {}
    return Item(
        id=fields.text(data, "id"),
        stem=fields.text(data, "stem"),
        body=body,
        rationale=fields.text(data, "rationale", ""),
        sources=tuple(source_from_dict(each) for each in fields.rows(data, "sources") or _only(data.get("source"))),
        pattern=fields.text(data, "pattern", ""),
        difficulty=fields.one_of(data, "difficulty", _DIFFICULTIES, "medium"),
        status=fields.one_of(data, "status", _STATUSES, "draft"),
        revision=fields.whole(data, "revision", 1),
        later=fields.flag(data, "later", False),
        priority=fields.number(data, "priority", 0.0),
        chapter=fields.text(data, "chapter", ""),
        audience=tuple(fields.strings(data, "audience")),
        tags=tuple(fields.strings(data, "tags")),
        stimulus=fields.text(data, "stimulus", ""),
        extensions={**fields.mapping(data, "extensions"), **unknown},
    )


def _only(value: Any) -> list[Any]:  # noqa: ANN401 - JSON data
    return [] if value is None else [value]


def source_from_dict(data: Any) -> Source:  # noqa: ANN401 - JSON data
    """Return a proof line; raises ValueError naming ``sources`` when it is none."""
    if not isinstance(data, Mapping):
        raise ValueError(f"sources: an object is wanted, not {data!r}")
    start, end = fields.whole(data, "start"), fields.whole(data, "end")
    if not 0 <= start <= end:
        raise ValueError(f"sources: start {start} and end {end} are no span")
    return Source(fields.text(data, "document"), fields.text(data, "digest"), start, end, fields.text(data, "text"))
