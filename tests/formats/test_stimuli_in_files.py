"""Stimuli in bank files: an item never comes without its passage, wherever that stands in the file."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest
from format_strategies import contents
from hypothesis import given, settings

from qbank.formats import json_bank
from qbank.formats._contract import Contents
from qbank.model.item import Item, Source
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus
from qbank.types import TrueFalse

PASSAGE = Stimulus(id="s1", text="4月2日，柳湾泵站报告险情。\n值班员到场。", sources=(Source("a", "d", 0, 2, "险情"),))
HEAD = '{"format": "qbank-bank", "version": 1'
ITEM = '{"id": "q1", "type": "true_false", "stem": "甲", "key": true, "stimulus": "s1"'


def written(some: Contents, *, lines: bool = False) -> bytes:
    """Return the contents as JSON, or as JSONL."""
    stream = BytesIO()
    (json_bank.write_lines if lines else json_bank.write)(some, stream)
    return stream.getvalue()


def item(stimulus: str = "s1", **changes: object) -> Item:
    """Return an item that names a stimulus."""
    return replace(Item(id="q1", stem="甲", body=TrueFalse(key=True), stimulus=stimulus), **changes)


def codes(data: str | bytes) -> list[str]:
    """Return the codes of what is wrong with a file."""
    return [each.code for each in json_bank.read(data if isinstance(data, bytes) else data.encode())[1]]


def test_a_shared_passage_has_these_bytes() -> None:
    """The list of stimuli stands between documents and items, the reference among the fields of the item."""
    assert written(Contents((), (ItemRecord(item()),), {}, (PASSAGE,))).decode() == (
        '{"format":"qbank-bank","version":1,\n"documents":[],\n"stimuli":[\n'
        '{"extensions":{},"id":"s1","sources":[{"digest":"d","document":"a","end":2,"start":0,"text":"险情"}],'
        '"text":"4月2日，柳湾泵站报告险情。\\n值班员到场。"}\n],\n"items":[\n'
        '{"audience":[],"chapter":"","difficulty":"medium","events":[],"extensions":{},"id":"q1","key":true,'
        '"later":false,"pattern":"","priority":0.0,"rationale":"","revision":1,"source":null,"sources":[],'
        '"status":"draft","stem":"甲","stimulus":"s1","tags":[],"type":"true_false"}\n]}\n'
    )


@settings(max_examples=40)
@given(contents())
def test_items_without_a_passage_are_written_as_ever(some: Contents) -> None:
    """Take the stimuli away, and the word stands nowhere in the file but in what users put there."""
    records = tuple(
        ItemRecord(
            replace(each.item, stimulus="", extensions={}),
            tuple(replace(old, stimulus="", extensions={}) for old in each.versions),
            each.decisions,
        )
        for each in some.records
    )
    loaded = json.loads(written(Contents(some.documents, records, some.extensions)))
    assert loaded.keys() <= {"format", "version", "extensions", "documents", "items"}
    assert not any("stimulus" in each for data in loaded["items"] for each in (data, *data.get("versions", ())))


@settings(max_examples=40)
@given(contents())
def test_the_passage_may_stand_behind_its_items(some: Contents) -> None:
    """A file another program wrote anew, names sorted, holds the same although items come before stimuli."""
    data = written(some)
    again, problems = json_bank.read(json.dumps(json.loads(data), sort_keys=True).encode())
    assert not problems
    assert written(again) == data
    head, *rest = written(some, lines=True).decode().split("\n")[:-1]
    again, problems = json_bank.read("\n".join([head, *reversed(rest)]).encode())
    assert not problems
    assert written(again) == data


@pytest.mark.parametrize(
    "data",
    [
        f'{HEAD}, "items": [{ITEM}}}]}}',
        f'{HEAD}, "stimuli": [{{"id": "s2", "text": "乙"}}], "items": [{ITEM}}}]}}',
        f'{HEAD}, "record": "header"}}\n{ITEM}, "record": "item"}}\n',
    ],
    ids=["none", "another", "lines"],
)
def test_a_reference_to_nothing_is_told(data: str) -> None:
    """An item whose stimulus the file does not hold is refused with its place, and the rest is read."""
    read, problems = json_bank.read(data.encode())
    assert [(each.code, each.values["id"], each.values["stimulus"]) for each in problems] == [
        ("json-stimulus-missing", "q1", "s1")
    ]
    assert problems[0].place
    assert read.records == ()


def test_the_passage_of_an_earlier_version_must_be_there_too() -> None:
    """What an item was asked with before is part of its past."""
    past = ItemRecord(item("", revision=2), (item("s1"),))
    data = written(Contents((), (past,), {}, (PASSAGE,)))
    assert codes(data) == []
    bare = json.loads(data)
    del bare["stimuli"]
    assert codes(json.dumps(bare)) == ["json-stimulus-missing"]


@pytest.mark.parametrize(
    ("stimuli", "code"),
    [
        ('[{"id": "s1", "text": "甲"}, {"id": "s1", "text": "乙"}]', "json-duplicate-stimulus"),
        ('[{"id": "s1", "text": "甲"}, {"id": "s2", "text": " "}]', "json-bad-field"),
        ('[{"id": "s1", "text": "甲"}, {"id": "", "text": "乙"}]', "json-bad-field"),
        ('[{"id": "s1", "text": "甲"}, {"id": "s2"}]', "json-bad-field"),
        ('[{"id": "s1", "text": "甲"}, 5]', "json-bad-field"),
        (
            '[{"id": "s1", "text": "甲", "sources": '
            '[{"document": "a", "digest": "d", "start": 0, "end": 9, "text": "甲"}]}]',
            "json-span-length",
        ),
    ],
)
def test_a_bad_stimulus_is_told_and_the_rest_is_read(stimuli: str, code: str) -> None:
    """Of two with one id the first counts; a passage without text or id is none."""
    read, problems = json_bank.read(f'{HEAD}, "stimuli": {stimuli}, "items": [{ITEM}}}]}}'.encode())
    assert [each.code for each in problems] == [code]
    assert [each.item.stimulus for each in read.records] == ["s1"]
    assert [each.text for each in read.stimuli] == ["甲"]


@pytest.mark.parametrize("value", ["null", "5", '["s1"]'])
def test_a_reference_is_text(value: str) -> None:
    """Whatever else stands there is a bad field, not a guess."""
    item = f'{{"id": "q", "type": "true_false", "stem": "甲", "key": true, "stimulus": {value}}}'
    assert codes(f'{HEAD}, "items": [{item}]}}') == ["json-bad-field"]


def test_unknown_fields_of_a_stimulus_are_kept() -> None:
    """They go to its extensions and are written back."""
    data = HEAD + ', "stimuli": [{"id": "s1", "text": "甲", "shelf": 3}], "items": []}'
    read, problems = json_bank.read(data.encode())
    assert not problems
    assert json.loads(written(read))["stimuli"][0]["extensions"] == {"shelf": 3}


def test_a_file_that_breaks_off_tells_of_items_left_alone() -> None:
    """Where the file ends before the stimuli, the items that wait for them are named."""
    data = f'{HEAD}, "items": [{ITEM}}}], "stimuli": [{{"id": "s1", "te'
    assert set(codes(data)) == {"json-cut-off", "json-stimulus-missing"}


@pytest.mark.parametrize("lines", [False, True])
def test_the_schema_allows_what_is_written(lines: bool) -> None:
    """A file with a passage keeps to the published schema; a passage without text does not."""
    data = written(Contents((), (ItemRecord(item()),), {}, (PASSAGE,)), lines=lines)
    assert json_bank.validate(data) == ()
    assert json_bank.validate(data.replace(b'"text":"4', b'"test":"4'))
