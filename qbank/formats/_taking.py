"""JSON data of one record to the record with its warnings, or to what is wrong with it.

Knows what the file has held so far: an id may be there once, and a stimulus that an item names must be there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from qbank.errors import Problem
from qbank.formats._records import document_from_dict, document_to_dict, left_out, record_from_dict, record_to_dict
from qbank.formats._upgrade import upgrade
from qbank.locale import Listed, brief
from qbank.model.document import Document
from qbank.model.item import Source
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus
from qbank.types._contract import TYPES
from qbank.types._stimulus import stimulus_from_dict, stimulus_to_dict

LISTS: Mapping[str, str] = MappingProxyType({"document": "documents", "stimulus": "stimuli", "item": "items"})
"""What a record is called on its line of JSONL → the list it stands in in JSON; in the order they are written."""

Taken = Document | Stimulus | ItemRecord | Problem

_MOST_FIELDS = 5
"""Names of fields that are told."""


@dataclass(slots=True)
class Taker:
    """Makes records of JSON data and knows which it has already made."""

    file: str
    version: int
    _seen: set[tuple[str, ...]] = field(default_factory=set)
    _held: list[tuple[ItemRecord, Problem, list[Taken]]] = field(default_factory=list)

    def taken(self, name: str, data: Any, where: Problem, path: str) -> Iterator[Taken]:  # noqa: ANN401 - JSON data
        """Yield the document, stimulus or item with its warnings, or what is wrong with it.

        An item whose stimulus has not come yet is held until ``rest``.
        ``where`` carries file and place, ``path`` the JSON path of the record for places inside it.
        """
        if not isinstance(data, dict):
            yield _bad_field(where, path or name, f"{name}: an object is wanted")
            return
        try:
            yield from self._made(name, data, where)
        except ValueError as error:
            yield _bad_field(where, str(error).partition(":")[0], str(error), str(data.get("id") or data.get("name")))

    def rest(self) -> Iterator[Taken]:
        """Yield, at the end of the file, the items that were held, or that their stimulus never came."""
        for record, where, entries in self._held:
            missing = next((each for each in _named(record) if ("stimulus", each) not in self._seen), None)
            if missing is None:
                yield from entries
            else:
                values = {"id": brief(record.item.id), "stimulus": brief(missing)}
                yield replace(where, code="json-stimulus-missing", values=values)
        self._held.clear()

    def _made(self, name: str, data: dict[str, Any], where: Problem) -> Iterator[Taken]:
        match name:
            case "documents":
                yield from self._document(data, where)
            case "stimuli":
                yield from self._stimulus(data, where)
            case _:
                yield from self._item(data, where)

    def _stimulus(self, data: dict[str, Any], where: Problem) -> Iterator[Taken]:
        data = upgrade("stimulus", data, self.version)
        stimulus = stimulus_from_dict(data)
        if self._is_new("stimulus", stimulus.id):
            yield stimulus
            yield from _odd_spans(stimulus.id, stimulus.sources, where)
            yield from _not_kept(data, stimulus_to_dict(stimulus), where, stimulus.id)
        else:
            yield replace(where, code="json-duplicate-stimulus", values={"id": brief(stimulus.id)})

    def _document(self, data: dict[str, Any], where: Problem) -> Iterator[Taken]:
        data = upgrade("document", data, self.version)
        doc = document_from_dict(data)
        if self._is_new("document", doc.name, doc.digest):
            yield doc
            yield from _not_kept(data, document_to_dict(doc), where, doc.name)
        else:
            yield replace(where, code="json-duplicate-document", values={"name": doc.name})

    def _item(self, data: dict[str, Any], where: Problem) -> Iterator[Taken]:
        data = upgrade("item", data, self.version)
        if isinstance(data.get("type"), str) and data["type"] not in TYPES:
            values = {"id": brief(str(data.get("id"))), "type": brief(data["type"]), "known": " ".join(TYPES.names())}
            yield replace(where, code="json-unknown-type", values=values)
            return
        record = record_from_dict(data)
        faults = [problem for problem in record.item.body.check() if problem.severity == "error"]
        if not self._is_new("item", record.item.id):
            yield replace(where, code="json-duplicate-id", values={"id": record.item.id})
        elif faults:
            yield from (replace(fault, file=where.file, place=f"{record.item.id} {where.place}") for fault in faults)
        else:
            warnings = (
                *_odd_spans(record.item.id, record.item.sources, where),
                *_not_kept(data, record_to_dict(record), where, record.item.id),
            )
            yield from self._given(record, where, [record, *warnings])

    def _given(self, record: ItemRecord, where: Problem, entries: list[Taken]) -> Iterator[Taken]:
        if all(("stimulus", each) in self._seen for each in _named(record)):
            yield from entries
        else:
            self._held.append((record, where, entries))

    def _is_new(self, *key: str) -> bool:
        known = key in self._seen
        self._seen.add(key)
        return not known


def _named(record: ItemRecord) -> tuple[str, ...]:
    """Return the stimuli an item names now or named in an earlier version."""
    return tuple(each.stimulus for each in (record.item, *record.versions) if each.stimulus)


def _odd_spans(name: str, sources: tuple[Source, ...], where: Problem) -> Iterator[Problem]:
    for index, source in enumerate(sources):
        if source.end - source.start != len(source.text):
            values = {"id": name, "n": index + 1, "length": len(source.text), "span": source.end - source.start}
            yield replace(where, code="json-span-length", values=values, severity="warning")


def _not_kept(before: dict[str, Any], after: dict[str, Any], where: Problem, name: str) -> Iterator[Problem]:
    lost = list(left_out(before, after)) if before != after else []
    if lost:
        yield replace(
            where,
            code="json-field-not-kept",
            values={"id": name, "fields": Listed(lost, _MOST_FIELDS)},
            severity="warning",
        )


def _bad_field(where: Problem, name: str, detail: str, record: str = "") -> Problem:
    values = {"id": brief(record), "field": brief(name, 80), "detail": brief(detail, 200)}
    return replace(where, code="json-bad-field", values=values)
