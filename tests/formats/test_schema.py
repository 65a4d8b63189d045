"""The published schema describes what is written, and nothing looser."""

from __future__ import annotations

import copy
import json
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
from format_strategies import contents
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from qbank.formats import json_bank
from qbank.formats._contract import Contents
from qbank.formats._schema import schema
from qbank.model.decision import Action
from qbank.model.document import Kind
from qbank.model.record import ItemRecord
from qbank.types._contract import TYPES

ROOT = Path(__file__).parents[2]
OPTIONS = [{"id": "o1", "text": "甲"}, {"id": "o2", "text": "乙", "reason": "同文"}]
BODIES: dict[str, dict[str, Any]] = {
    "single_choice": {"options": OPTIONS, "key": ["o1"]},
    "multiple_choice": {"options": OPTIONS, "key": ["o1", "o2"], "marking": {"rule": "part", "table": [0.5]}},
    "true_false": {"key": False},
    "fill_blank": {"key": [["甲", "一"], ["乙"]], "any_order": True},
    "short_answer": {"key": [{"text": "甲", "marks": 2}, {"text": "乙"}]},
    "matching": {"left": OPTIONS, "right": [{"id": "r1", "text": "丙"}], "key": [["o1", "r1"]]},
    "ordering": {"options": OPTIONS, "key": ["o2", "o1"]},
}


def bank(*items: dict[str, Any]) -> dict[str, Any]:
    """Return a bank with these items."""
    return {"format": "qbank-bank", "version": 1, "documents": [], "items": list(items)}


def item(type_name: str, **fields: object) -> dict[str, Any]:
    """Return a good item of a type, some fields changed."""
    return {"id": "q", "type": type_name, "stem": "问", **copy.deepcopy(BODIES[type_name]), **fields}


def departures(data: dict[str, Any]) -> list[str]:
    """Return the places that the schema does not allow."""
    return [problem.place for problem in json_bank.validate(json.dumps(data).encode())]


def test_the_schema_is_a_schema_and_published_unchanged() -> None:
    """It keeps the rules of JSON Schema 2020-12; the copies in the package and in docs are one."""
    Draft202012Validator.check_schema(schema())
    inside = (ROOT / "qbank/formats/schema/qbank-bank-1.schema.json").read_bytes()
    assert (ROOT / "docs/qbank-bank-1.schema.json").read_bytes() == inside
    assert schema()["properties"]["version"] == {"const": json_bank.VERSION}


def test_the_schema_knows_the_words_of_the_program() -> None:
    """Types, document kinds and actions are those of the model; no registered type is missing."""
    defs = schema()["$defs"]
    assert set(TYPES.names()) <= set(defs["item"]["properties"]["type"]["enum"]) == set(BODIES)
    assert tuple(defs["document"]["properties"]["kind"]["enum"]) == get_args(Kind)
    assert tuple(defs["event"]["properties"]["action"]["enum"]) == get_args(Action)


@settings(max_examples=40)
@given(contents())
def test_every_export_keeps_to_the_schema(some: Contents) -> None:
    """JSON and JSONL of any contents have no departures."""
    for write in (json_bank.write, json_bank.write_lines):
        stream = BytesIO()
        write(some, stream)
        assert json_bank.validate(stream.getvalue()) == ()


@pytest.mark.parametrize("name", TYPES.names())
def test_the_example_of_every_type_keeps_to_the_schema(name: str) -> None:
    """A type that writes a field the schema lacks is found here."""
    stream = BytesIO()
    json_bank.write(Contents((), (ItemRecord(TYPES.get(name).example()),)), stream)
    assert json_bank.validate(stream.getvalue()) == ()


@pytest.mark.parametrize("name", BODIES)
def test_all_seven_types_are_described(name: str) -> None:
    """A good item of each type passes; without its key, with a stray field or as another type it does not."""
    assert departures(bank(item(name))) == []
    assert departures(bank({k: v for k, v in item(name).items() if k != "key"})) == ["items[0]"]
    assert departures(bank(item(name, mine=1))) == ["items[0]"]
    for other in BODIES.keys() - {name}:
        if (name, other) != ("ordering", "multiple_choice"):
            assert departures(bank({**item(name), "type": other}))


@pytest.mark.parametrize(
    ("name", "fields", "place"),
    [
        ("single_choice", {"key": ["o1", "o2"]}, "items[0].key"),
        ("single_choice", {"key": "A"}, "items[0].key"),
        ("single_choice", {"options": [{"id": "o1"}]}, "items[0].options[0]"),
        ("multiple_choice", {"key": ["o1", "o1"]}, "items[0].key"),
        ("multiple_choice", {"marking": {"rule": "all_or_nothing", "table": [1]}}, "items[0].marking"),
        ("multiple_choice", {"marking": {"rule": "part"}}, "items[0].marking"),
        ("true_false", {"key": "对"}, "items[0].key"),
        ("fill_blank", {"key": ["甲"]}, "items[0].key[0]"),
        ("fill_blank", {"key": [[]]}, "items[0].key[0]"),
        ("short_answer", {"key": [{"text": "甲", "marks": 0}]}, "items[0].key[0].marks"),
        ("matching", {"key": [["o1", "r1", "r1"]]}, "items[0].key[0]"),
        ("ordering", {"key": ["o1"]}, "items[0].key"),
        ("true_false", {"status": "approved"}, "items[0].status"),
        ("true_false", {"source": {"document": "a"}}, "items[0].source"),
        ("true_false", {"events": [{"op_id": "x"}]}, "items[0].events[0]"),
        ("true_false", {"versions": [item("true_false", versions=[])]}, "items[0].versions[0]"),
    ],
)
def test_a_planted_departure_is_named(name: str, fields: dict[str, Any], place: str) -> None:
    """The place is the JSON path of what is wrong."""
    assert place in departures(bank(item(name, **fields)))


def test_what_is_no_json_is_told_in_both_shapes() -> None:
    """Validation names broken JSON instead of raising."""
    for data, code in ((b"{", "json-cut-off"), (b"\xb3\xac", "json-not-utf8"), (b"[]x", "json-syntax")):
        assert [problem.code for problem in json_bank.validate(data)] == [code]
    lines = b'{"format":"qbank-bank","version":1,"record":"header"}\n{"record":"page"}\n'
    assert [problem.place for problem in json_bank.validate(lines)] == ["line 2"]
