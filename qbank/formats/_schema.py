"""The published JSON Schema, and where a file departs from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from qbank.errors import Problem
from qbank.formats._faults import FaultError, not_utf8, syntax_fault
from qbank.formats._scan import decode
from qbank.locale import brief


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the newest version."""
    text = files("qbank.formats").joinpath("schema", "qbank-bank-1.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def departures(data: bytes, file: str) -> Iterator[Problem]:
    """Yield a Problem for each place of a JSON or JSONL bank that the schema does not allow."""
    from jsonschema import Draft202012Validator

    try:
        value = _value(data.decode())
    except UnicodeDecodeError as error:
        yield not_utf8(file, error)
        return
    except FaultError as fault:
        yield Problem(fault.code, file, fault.path, fault.values)
        return
    for each in _told(list(Draft202012Validator(schema()).iter_errors(value))):
        place = each.json_path.removeprefix("$").lstrip(".")
        yield Problem("json-off-schema", file, place, {"detail": brief(each.message, 200)})


def _told(errors: list[Any]) -> Iterator[Any]:
    """Yield the errors worth telling: where a record has any other, its fields all seem unknown besides."""
    stray = [each for each in errors if each.validator == "unevaluatedProperties"]
    others = [each for each in errors if each not in stray]
    yield from others
    places = [list(each.absolute_path) for each in others]
    for each in stray:
        here = list(each.absolute_path)
        if not any(place[: len(here)] == here for place in places):
            yield each


def _value(text: str) -> Any:  # noqa: ANN401 - JSON data
    """Return the file as one JSON value; the lines of JSONL become the lists they stand for."""
    text = text.strip()
    value, end = decode(text, 0)
    if not isinstance(value, dict) or value.pop("record", "") != "header":
        if end < len(text):
            raise syntax_fault(text, end, "")
        return value
    lists: dict[str, list[Any]] = {"document": [], "stimulus": [], "item": []}
    for number, line in enumerate(text[end:].split("\n")[1:], 2):
        record, _ = decode(line, 0, f"line {number}")
        kind = record.pop("record", None) if isinstance(record, dict) else None
        if kind not in lists:
            raise FaultError("json-unknown-record", 0, path=f"line {number}", found=brief(str(kind)))
        lists[kind].append(record)
    return {**value, "documents": lists["document"], "stimuli": lists["stimulus"], "items": lists["item"]}
