"""Item to plain JSON data and back, tagged with the type's name. Used by the bank and by formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from qbank.model.item import Difficulty, Item, Source, Status
from qbank.types._contract import TYPES

_ENVELOPE = (
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
    "source",
    "sources",
    "extensions",
)


def item_to_dict(item: Item) -> dict[str, Any]:
    """Return the item as JSON data: the envelope's fields and, beside them, those of its body.

    ``source`` repeats the first of ``sources`` (None if there is none).
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
        "source": sources[0] if sources else None,
        "sources": sources,
        "extensions": dict(item.extensions),
    }


def item_from_dict(data: Mapping[str, Any]) -> Item:
    """Return the item that ``item_to_dict`` wrote; fields nobody knows go to ``extensions``.

    Raises:
        ValueError: naming the field that is missing, unknown or of the wrong type.
    """
    type_name = _text(data, "type")
    if type_name not in TYPES:
        raise ValueError(f"type: {type_name!r}, known: {', '.join(TYPES.names())}")
    body = TYPES.get(type_name).from_dict(data)
    known = {*_ENVELOPE, *body.to_dict()}
    unknown = {name: value for name, value in data.items() if name not in known}
    return Item(
        id=_text(data, "id"),
        stem=_text(data, "stem"),
        body=body,
        rationale=_text(data, "rationale", ""),
        sources=tuple(_source(each) for each in _list(data, "sources") or _only(data.get("source"))),
        pattern=_text(data, "pattern", ""),
        difficulty=_one_of(data, "difficulty", get_args(Difficulty), "medium"),
        status=_one_of(data, "status", get_args(Status), "draft"),
        revision=_whole(data, "revision", 1),
        later=bool(data.get("later", False)),
        priority=_number(data, "priority", 0.0),
        chapter=_text(data, "chapter", ""),
        audience=tuple(_strings(data, "audience")),
        tags=tuple(_strings(data, "tags")),
        extensions={**_mapping(data, "extensions"), **unknown},
    )


def _only(value: Any) -> list[Any]:  # noqa: ANN401 - JSON data
    return [] if value is None else [value]


def _source(data: Any) -> Source:  # noqa: ANN401 - JSON data
    if not isinstance(data, Mapping):
        raise ValueError(f"sources: an object is wanted, not {data!r}")
    start, end = _whole(data, "start"), _whole(data, "end")
    if not 0 <= start <= end:
        raise ValueError(f"sources: start {start} and end {end} are no span")
    return Source(_text(data, "document"), _text(data, "digest"), start, end, _text(data, "text"))


def _text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = data.get(name, default)
    if not isinstance(value, str):
        raise ValueError(f"{name}: text is wanted, not {value!r}")
    if any("\ud800" <= char <= "\udfff" or char == "\0" for char in value):
        raise ValueError(f"{name}: holds a NUL or half a character")
    return value


def _whole(data: Mapping[str, Any], name: str, default: int | None = None) -> int:
    value = data.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError(f"{name}: a whole number is wanted, not {value!r}")
    return value


def _number(data: Mapping[str, Any], name: str, default: float) -> float:
    value = data.get(name, default)
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < 1e15:
        raise ValueError(f"{name}: a number is wanted, not {value!r}")
    return float(value)


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    value = data.get(name, [])
    if not isinstance(value, list | tuple):
        raise ValueError(f"{name}: a list is wanted, not {value!r}")
    return list(value)


def _strings(data: Mapping[str, Any], name: str) -> list[str]:
    return [_text({name: value}, name) for value in _list(data, name)]


def _mapping(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, Mapping):
        raise ValueError(f"{name}: an object is wanted, not {value!r}")
    return dict(value)


def _one_of(data: Mapping[str, Any], name: str, allowed: tuple[Any, ...], default: str) -> Any:  # noqa: ANN401
    value = data.get(name, default)
    if value not in allowed:
        raise ValueError(f"{name}: {value!r}, allowed: {', '.join(allowed)}")
    return value
