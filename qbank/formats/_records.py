"""Documents and items with their past, to JSON data and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, get_args

from qbank.model.decision import Action, Decision
from qbank.model.document import Document, Kind
from qbank.model.item import Item
from qbank.model.record import ItemRecord
from qbank.types import _fields as fields
from qbank.types._codec import item_from_dict, item_to_dict

_DOCUMENT = frozenset(Document.__dataclass_fields__) - {"text"}


def document_to_dict(doc: Document) -> dict[str, Any]:
    """Return all that is known of a document but its text."""
    return {
        "name": doc.name,
        "digest": doc.digest,
        "title": doc.title,
        "kind": doc.kind,
        "date": doc.date,
        "format": doc.format,
        "encoding": doc.encoding,
        "audience": list(doc.audience),
        "chapter": doc.chapter,
        "tags": list(doc.tags),
        "extensions": dict(doc.extensions),
    }


def document_from_dict(data: Mapping[str, Any]) -> Document:
    """Return the document of ``document_to_dict``, its text ""; unknown fields go to ``extensions``.

    Raises:
        ValueError: naming the field that is missing or of the wrong type.
    """
    unknown = {name: value for name, value in data.items() if name not in _DOCUMENT}
    if data.get("name") == "":
        raise ValueError("name: empty")
    return Document(
        name=fields.text(data, "name"),
        digest=fields.text(data, "digest"),
        text="",
        title=fields.text(data, "title", ""),
        kind=fields.one_of(data, "kind", get_args(Kind), "other"),
        date=fields.text(data, "date", ""),
        format=fields.text(data, "format", "txt"),
        encoding=fields.text(data, "encoding", "utf-8"),
        audience=tuple(fields.strings(data, "audience")),
        chapter=fields.text(data, "chapter", ""),
        tags=tuple(fields.strings(data, "tags")),
        extensions={**fields.mapping(data, "extensions"), **unknown},
    )


def record_to_dict(record: ItemRecord) -> dict[str, Any]:
    """Return the item as data with ``events`` and, where there are earlier ones, ``versions``."""
    data = item_to_dict(record.item)
    data["events"] = [_decision_to_dict(decision) for decision in record.decisions]
    if record.versions:
        data["versions"] = [item_to_dict(each) for each in sorted(record.versions, key=lambda old: old.revision)]
    return data


def record_from_dict(data: Mapping[str, Any]) -> ItemRecord:
    """Return the record of ``record_to_dict``.

    Raises:
        ValueError: beginning with the field that is missing, unknown or of the wrong type.
    """
    item = item_from_dict({name: value for name, value in data.items() if name not in {"events", "versions"}})
    if not item.id:
        raise ValueError("id: empty")
    return ItemRecord(item, tuple(_versions(data, item)), tuple(_decisions(data, item.id)))


def left_out(before: Any, after: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 - JSON data
    """Yield the paths of fields that stood in a file and that writing the record again would not give back."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        kept = {**after.get("extensions", {}), **after}
        for name, value in before.items():
            inner = f"{path}.{name}" if path else name
            if name in kept:
                yield from left_out(value, kept[name], inner)
            else:
                yield inner
    elif isinstance(before, list) and isinstance(after, list):
        for index, (one, other) in enumerate(zip(before, after, strict=False)):
            yield from left_out(one, other, f"{path}[{index}]")


def _versions(data: Mapping[str, Any], item: Item) -> Iterator[Item]:
    versions = []
    for index, each in enumerate(fields.rows(data, "versions")):
        if not isinstance(each, Mapping):
            raise ValueError(f"versions[{index}]: an object is wanted, not {each!r}")
        try:
            versions.append(item_from_dict(each))
        except ValueError as error:
            raise ValueError(f"versions[{index}].{error}") from error
    if any(old.id != item.id for old in versions):
        raise ValueError("versions: of another item")
    if not all(old.revision < new.revision for old, new in pairwise([*versions, item])):
        raise ValueError("versions: revisions do not rise up to that of the item")
    return iter(versions)


def _decision_to_dict(decision: Decision) -> dict[str, Any]:
    return {
        "op_id": decision.op_id,
        "revision": decision.revision,
        "action": decision.action,
        "actor": decision.actor,
        "at": decision.at,
        "reason": decision.reason,
    }


def _decisions(data: Mapping[str, Any], item_id: str) -> Iterator[Decision]:
    for index, each in enumerate(fields.rows(data, "events")):
        if not isinstance(each, Mapping):
            raise ValueError(f"events[{index}]: an object is wanted, not {each!r}")
        try:
            yield Decision(
                op_id=fields.text(each, "op_id"),
                item=item_id,
                revision=fields.whole(each, "revision"),
                action=fields.one_of(each, "action", get_args(Action), ""),
                actor=fields.text(each, "actor"),
                at=fields.text(each, "at"),
                reason=fields.text(each, "reason", ""),
            )
        except ValueError as error:
            raise ValueError(f"events[{index}].{error}") from error
