"""The published JSON Schema, and where a file departs from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from qbank.errors import Problem
from qbank.formats._faults import FaultError
from qbank.formats._scan import decode


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
        values = {"line": data.count(b"\n", 0, error.start) + 1, "byte": data[error.start : error.start + 2].hex(" ")}
        yield Problem("json-not-utf8", file, values=values)
        return
    except FaultError as fault:
        yield Problem(fault.code, file, fault.path, fault.values)
        return
    for each in Draft202012Validator(schema()).iter_errors(value):
        yield Problem(
            "json-off-schema", file, each.json_path.removeprefix("$").lstrip("."), {"detail": each.message[:200]}
        )


def _value(text: str) -> Any:  # noqa: ANN401 - JSON data
    """Return the file as one JSON value; the lines of JSONL become the lists they stand for."""
    text = text.strip()
    value, end = decode(text, 0)
    if not isinstance(value, dict) or value.pop("record", "") != "header":
        if end < len(text):
            raise FaultError("json-syntax", end, near=text[end : end + 20])
        return value
    value |= {"documents": [], "items": []}
    for number, each in enumerate(text[end:].split("\n")[1:], 2):
        record, _ = decode(each, 0, f"{number}:")
        value[f"{record.pop('record')}s"].append(record)
    return value
