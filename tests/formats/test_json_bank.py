"""The bank's own format: lossless, canonical, and the same from either shape."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from format_strategies import contents
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.errors import QbankError
from qbank.formats import json_bank
from qbank.formats._contract import FORMATS, Contents
from qbank.formats._lines import Line, in_order
from qbank.model.item import Item
from qbank.model.record import ItemRecord
from qbank.types import TrueFalse
from qbank.types._contract import TYPES


def as_json(given_contents: Contents) -> bytes:
    """Return the contents as JSON."""
    stream = BytesIO()
    json_bank.write(given_contents, stream)
    return stream.getvalue()


def as_lines(given_contents: Contents) -> bytes:
    """Return the contents as JSONL."""
    stream = BytesIO()
    json_bank.write_lines(given_contents, stream)
    return stream.getvalue()


@settings(max_examples=40)
@given(contents())
def test_what_is_written_reads_back_and_writes_the_same_bytes(some: Contents) -> None:
    """Write, read, write gives identical bytes and loses nothing."""
    data = as_json(some)
    again, problems = json_bank.read(data)
    assert not problems
    assert sorted(again.records, key=lambda each: each.item.id) == sorted(some.records, key=lambda each: each.item.id)
    assert sorted(again.stimuli, key=lambda each: each.id) == sorted(some.stimuli, key=lambda each: each.id)
    assert again.extensions == some.extensions
    assert as_json(again) == data


@settings(max_examples=40)
@given(contents(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(some: Contents, rng) -> None:
    """Shuffled contents, given as iterators, have the same bytes in both shapes."""
    docs, records, stimuli = list(some.documents), list(some.records), list(some.stimuli)
    for each in (docs, records, stimuli):
        rng.shuffle(each)
    assert as_json(Contents(iter(docs), iter(records), some.extensions, iter(stimuli))) == as_json(some)
    assert as_lines(Contents(iter(docs), iter(records), some.extensions, iter(stimuli))) == as_lines(some)


@settings(max_examples=40)
@given(contents())
def test_json_to_jsonl_to_json_is_byte_equal(some: Contents) -> None:
    """Both shapes hold the same."""
    data = as_json(some)
    there, problems = json_bank.read(as_lines(json_bank.read(data)[0]))
    assert not problems
    assert as_json(there) == data


@settings(max_examples=40)
@given(contents())
def test_any_json_reader_reads_it(some: Contents) -> None:
    """The file is plain JSON in UTF-8, one record a line, items in the order of their ids."""
    data = as_json(some)
    loaded = json.loads(data.decode())
    ids = [each["id"] for each in loaded["items"]]
    assert loaded["format"] == "qbank-bank" and ids == sorted(ids)
    assert data.endswith(b"\n") and b"\r" not in data
    lines = as_lines(some).decode().split("\n")[:-1]
    assert [json.loads(each)["record"] for each in lines[1:]] == [
        *(["document"] * len(list(some.documents))),
        *(["stimulus"] * len(list(some.stimuli))),
        *(["item"] * len(ids)),
    ]


@given(st.lists(st.text(max_size=3), unique=True), st.integers(0, 20))
def test_lines_that_wait_in_files_come_in_the_same_order(keys: list[str], in_memory: int) -> None:
    """However little memory there is, the lines come sorted and whole."""
    lines = [Line((key,), key.encode().hex().encode()) for key in keys if key.isprintable()]
    expected = [each.data for each in sorted(lines)]
    assert list(in_order(lines, in_memory=in_memory)) == expected


def test_the_bytes_stay_what_they_are() -> None:
    """A small bank has exactly these bytes, so that files of today and tomorrow can be compared."""
    item = Item(id="q1", stem="𠮷字“对”\n吗？", body=TrueFalse(key=True), priority=0.1)
    assert as_json(Contents((), (ItemRecord(item),))).decode() == (
        '{"format":"qbank-bank","version":1,\n"documents":[],\n"items":[\n'
        '{"audience":[],"chapter":"","difficulty":"medium","events":[],"extensions":{},"id":"q1","key":true,'
        '"later":false,"pattern":"","priority":0.1,"rationale":"","revision":1,"source":null,"sources":[],'
        '"status":"draft","stem":"𠮷字“对”\\n吗？","tags":[],"type":"true_false"}\n]}\n'
    )


def test_fields_nobody_knows_are_kept_and_written_back() -> None:
    """Unknown fields of the head, of a document and of an item go to ``extensions`` and stay."""
    data = (
        '{"format": "qbank-bank", "version": 1, "school": {"name": "甲"}, '
        '"documents": [{"name": "a.txt", "digest": "d", "shelf": 3}], '
        '"items": [{"id": "q", "type": "true_false", "stem": "s", "key": true, "usage": [1.5]}]}'
    )
    read, problems = json_bank.read(data.encode())
    assert not problems
    written = json.loads(as_json(read))
    assert written["extensions"] == {"school": {"name": "甲"}}
    assert written["documents"][0]["extensions"] == {"shelf": 3}
    assert written["items"][0]["extensions"] == {"usage": [1.5]}
    assert as_json(json_bank.read(as_json(read))[0]) == as_json(read)


def test_keys_in_any_order_read_the_same() -> None:
    """A file that another program has written anew, format and version last, holds the same."""
    data = as_json(Contents((), tuple(ItemRecord(kind.example()) for kind in TYPES)))
    other = json.dumps(json.loads(data), sort_keys=True, indent=2).encode()
    again, problems = json_bank.read(other)
    assert not problems
    assert as_json(again) == data


def test_an_older_version_is_read_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of version 0, in which the stem was called question, is read as if it were new."""
    from qbank.formats import _upgrade

    def rename(part: str, data: dict) -> dict:
        return {"stem" if name == "question" and part == "item" else name: value for name, value in data.items()}

    monkeypatch.setattr(_upgrade, "STEPS", {0: rename})
    item = b'{"id": "q", "type": "true_false", "question": "\xe7\x94\xb2", "key": false'
    for data in (
        b'{"format": "qbank-bank", "version": 0, "items": [' + item + b"}]}",
        b'{"format": "qbank-bank", "version": 0, "record": "header"}\n' + item + b', "record": "item"}\n',
    ):
        read, problems = json_bank.read(data)
        assert not problems
        assert [each.item.stem for each in read.records] == ["甲"]


def test_versions_have_a_step_each() -> None:
    """Every version below the newest, from the oldest known, can be upgraded."""
    from qbank.formats._upgrade import STEPS, VERSION

    assert sorted(STEPS) == list(range(min(STEPS, default=VERSION), VERSION))


@pytest.mark.parametrize("text", ["半个\ud83d", "零\0"])
def test_text_nobody_could_read_back_is_not_written(text: str) -> None:
    """Half characters and NUL are refused with the item's id."""
    item = Item(id="q9", stem=text, body=TrueFalse(key=True))
    with pytest.raises(QbankError) as caught:
        as_json(Contents((), (ItemRecord(item),)))
    assert (caught.value.problem.code, caught.value.problem.place) == ("bad-unicode", "q9")


def test_one_id_twice_is_not_written() -> None:
    """Two records of one id are our own mistake and raise."""
    record = ItemRecord(Item(id="q", stem="s", body=TrueFalse(key=True)))
    with pytest.raises(ValueError, match="twice"):
        as_json(Contents((), (record, record)))


def test_the_registry_writes_both_shapes(tmp_path: Path) -> None:
    """``json`` and ``jsonl`` are registered, and a path reads like bytes."""
    some = Contents((), tuple(ItemRecord(kind.example()) for kind in TYPES))
    for name, written in (("json", as_json(some)), ("jsonl", as_lines(some))):
        path = tmp_path / f"bank{FORMATS.get(name).suffix}"
        with path.open("wb") as stream:
            FORMATS.get(name).write(some, stream)
        assert path.read_bytes() == written
        assert json_bank.read(path) == json_bank.read(written)
