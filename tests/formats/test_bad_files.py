"""Broken bank files: each fault is told with its place, and the rest is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import Problem
from qbank.formats import _reading, json_bank
from qbank.model.record import ItemRecord

GOOD = '{"id":"good","type":"true_false","stem":"甲","key":true}'
ALSO = '{"id":"also","type":"true_false","stem":"乙","key":false}'
PROOF = '"sources":[{"document":"a.txt","digest":"d","start":%d,"end":%d,"text":"甲乙"}]'


def bank(*items: str, head: str = '{"format":"qbank-bank","version":1,') -> bytes:
    """Return a JSON bank with an item a line; the first stands in line 3."""
    return (head + '\n"items":[\n' + ",\n".join(items) + "\n]}\n").encode("utf-8", "surrogatepass")


def lines(*items: str) -> bytes:
    """Return a JSONL bank; the first item stands in line 2."""
    records = [each.rstrip().removesuffix("}") + ',"record":"item"}' if each.endswith("}") else each for each in items]
    return "\n".join(['{"format":"qbank-bank","version":1,"record":"header"}', *records, ""]).encode()


def read(data: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the ids read, and code and place of every problem."""
    contents, problems = json_bank.read(data)
    assert all(each.message("zh") and each.message("en") for each in problems)
    return [each.item.id for each in contents.records], [(each.code, each.place) for each in problems]


DEEP = '{"id":"deep","type":"true_false","stem":"x","key":true,"more":' + "[" * 200_000 + "]" * 200_000 + "}"
LONG = '{"id":"long","type":"true_false","stem":"x","key":true,"more":' + "9" * 10_000_000 + "}"
BROKEN = [
    ('{"id":"a","type":"true_false","stem":"x","key":true,"key":false}', "json-duplicate-key", "items[1] 4:53"),
    (
        '{"id":"a","type":"true_false","stem":"x","key":true,"more":[{"n":1,"n":2}]}',
        "json-duplicate-key",
        "items[1].more[0] 4:68",
    ),
    (
        '{"id":"a","type":"true_false","stem":"x","key":true,"priority":NaN}',
        "json-bad-number",
        "items[1].priority 4:64",
    ),
    (
        '{"id":"a","type":"true_false","stem":"x","key":true,"more":[1,-Infinity]}',
        "json-bad-number",
        "items[1].more[1] 4:63",
    ),
    (
        '{"id":"a","type":"true_false","stem":"x","key":true,"priority":1e309}',
        "json-bad-number",
        "items[1].priority 4:64",
    ),
    (
        '{"id":"a","type":"true_false","stem":"x","key":true,"n":9223372036854775808}',
        "json-bad-number",
        "items[1].n 4:57",
    ),
    ('{"id":"a","type":"true_false","stem":"x","key":true,}', "json-syntax", "items[1].key 4:53"),
    ('{"id":"a",// why\n"type":"true_false","stem":"x","key":true}', "json-syntax", "items[1].id 4:11"),
    ('{"id":"a","type":"true_false","stem":"half \\ud83d","key":true}', "bad-unicode", "items[1].stem 4:38"),
    ('{"id":"a","type":"true_false","stem":"zero \\u0000","key":true}', "bad-unicode", "items[1].stem 4:38"),
    ('{"id":"a","type":"true_false","stem":"x","key":true,"\\udc00":1}', "bad-unicode", "items[1].key 4:53"),
    (DEEP, "json-too-deep", "items[1] 4:126"),
    (LONG, "json-bad-number", "items[1].more 4:63"),
    ('{"id":"a","type":"essay","stem":"x","key":[]}', "json-unknown-type", "items[1] 4:1"),
    ('{"id":"a","stem":"x","key":true}', "json-bad-field", "items[1] 4:1"),
    ('{"id":"","type":"true_false","stem":"x","key":true}', "json-bad-field", "items[1] 4:1"),
    ('{"id":7,"type":"true_false","stem":"x","key":true}', "json-bad-field", "items[1] 4:1"),
    ('{"id":"a","type":"true_false","stem":"x","key":"A"}', "json-bad-field", "items[1] 4:1"),
    ('{"id":"a","type":"true_false","stem":"x","key":true,' + PROOF % (9, 3) + "}", "json-bad-field", "items[1] 4:1"),
    ('{"id":"a","type":"true_false","stem":"x","key":true,"events":[{"op_id":"o"}]}', "json-bad-field", "items[1] 4:1"),
    ('{"id":"a","type":"true_false","stem":"x","key":true,"versions":[{"id":"a"}]}', "json-bad-field", "items[1] 4:1"),
    ('["a"]', "json-bad-field", "items[1] 4:1"),
    (GOOD, "json-duplicate-id", "items[1] 4:1"),
]


@pytest.mark.parametrize(
    ("item", "code", "place"), BROKEN, ids=[f"{code}-{n}" for n, (_, code, _) in enumerate(BROKEN)]
)
def test_a_broken_item_is_told_and_the_others_are_read(item: str, code: str, place: str) -> None:
    """Path, line and column of the fault; the items before and behind it are taken."""
    assert read(bank(GOOD, item, ALSO)) == (["good", "also"], [(code, place)])


@pytest.mark.parametrize(("item", "code"), [(item, code) for item, code, _ in BROKEN if "\n" not in item])
def test_a_broken_line_is_told_and_the_others_are_read(item: str, code: str) -> None:
    """The same faults in JSONL; only what is no object differs."""
    ids, problems = read(lines(GOOD, item, ALSO))
    assert ids == ["good", "also"]
    assert [found for found, _ in problems] == ["json-unknown-record" if item.startswith("[") else code]
    assert problems[0][1].split()[-1].startswith("3:")


def test_a_key_that_names_no_option_is_refused() -> None:
    """The type's own check speaks, with the item's id and place."""
    item = {"id": "q", "type": "single_choice", "stem": "x", "key": ["o9"]}
    item["options"] = [{"id": f"o{n}", "text": text} for n, text in enumerate("甲乙丙丁", 1)]
    assert read(bank(GOOD, json.dumps(item))) == (["good"], [("key-unknown", "q items[1] 4:1")])


def test_a_span_longer_than_its_text_is_a_warning() -> None:
    """Offsets that do not count code points are told; the item is taken."""
    item = GOOD.removesuffix("}") + "," + PROOF % (3, 8) + "}"
    contents, problems = json_bank.read(bank(item))
    assert [(each.code, each.severity) for each in problems] == [("json-span-length", "warning")]
    assert len(list(contents.records)) == 1


def test_a_field_that_would_be_lost_is_a_warning() -> None:
    """What stands where no extensions are kept is named."""
    event = '"events":[{"op_id":"o","revision":1,"action":"accept","actor":"编辑","at":"t","mood":"good"}]'
    item = GOOD.removesuffix("}") + "," + event + "}"
    (problem,) = json_bank.read(bank(item))[1]
    assert (problem.code, problem.severity, problem.values["fields"]) == (
        "json-field-not-kept",
        "warning",
        "events[0].mood",
    )


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"", "file-empty", ""),
        (b" \n\n", "file-empty", ""),
        (b"[]", "json-not-a-bank", "1:1"),
        (b"[" * 300_000, "json-not-a-bank", "1:1"),
        (b"PK\x03\x04 not json", "json-not-a-bank", "1:1"),
        (b"{}", "json-not-a-bank", "1:1"),
        (b'{"format":"other","version":1,"items":[]}', "json-not-a-bank", "1:1"),
        (b'{"format":"qbank-bank","version":2,"items":[]}', "made-by-newer-version", "version 1:1"),
        (b'{"format":"qbank-bank","version":true,"items":[]}', "json-bad-version", "version 1:1"),
        (b'{"format":"qbank-bank","version":-1,"items":[]}', "json-bad-version", "version 1:1"),
        (b'{"format":"qbank-bank","version":1}', "json-no-list", ""),
        (b'{"format":"qbank-bank","version":1,"items":{}}', "json-no-list", "items 1:44"),
        (b'{"format":"qbank-bank","version":1,"version":1,"items":[]}', "json-duplicate-key", "version 1:36"),
        (b'{"format":"qbank-bank","version":1,"items":[]} {}', "json-syntax", "1:48"),
        ("{\n".encode("utf-16"), "json-not-utf8", "1:1"),
        (b'{"format":"qbank-bank",\n"version":1,"items":["\xb3\xac"]}', "json-not-utf8", "2:23"),
        (b'{"format":"qbank-bank","version":2,"record":"header"}\n', "made-by-newer-version", "version 1:1"),
    ],
)
def test_a_file_that_is_no_bank_is_refused_whole(data: bytes, code: str, place: str) -> None:
    """Nothing is read, and one problem says why."""
    assert read(data) == ([], [(code, place)])


def test_a_trailing_comma_is_told_and_all_items_are_read() -> None:
    """Behind the last item nothing is lost."""
    ids, problems = read(bank(GOOD, ALSO).replace(b"\n]}", b",\n]}"))
    assert (ids, problems) == (["good", "also"], [("json-syntax", "items 5:1")])


def test_a_byte_order_mark_is_a_warning() -> None:
    """Both shapes are read behind it."""
    for data in (bank(GOOD), lines(GOOD)):
        assert read(b"\xef\xbb\xbf" + data) == (["good"], [("json-bom", "")])


def test_gbk_in_a_line_concerns_that_line() -> None:
    """JSONL goes on behind a line in another encoding."""
    data = lines(GOOD) + '{"id":"丙"}\n'.encode("gb18030") + lines(ALSO).split(b"\n")[1]
    assert read(data) == (["good", "also"], [("json-not-utf8", "3:8")])


@given(st.integers(1, 400))
def test_a_file_cut_off_anywhere_is_never_taken_for_whole(cut: int) -> None:
    """Whatever a broken copy lacks, reading says so, or only white space is missing."""
    data = bank(GOOD, ALSO)
    _, problems = json_bank.read(data[:-cut])
    assert [each.code for each in problems] or data[-cut:].isspace()


def test_half_a_last_line_is_told() -> None:
    """The lines before it are taken, wherever the last one breaks off."""
    data = lines(GOOD, ALSO)
    broken = len(data.split(b"\n")[-2])
    for cut in range(2, broken + 1):
        assert read(data[:-cut])[0] == ["good"]
        assert [code for code, _ in read(data[:-cut])[1]] == ["json-cut-off"]
    assert read(data[:-20]) == (["good"], [("json-cut-off", "key 3:51")])


def test_an_unknown_kind_of_line_is_told() -> None:
    """A second header, as when two files were joined, is no record."""
    assert read(lines(GOOD) + lines(ALSO)) == (["good", "also"], [("json-unknown-record", "3:1")])


def test_too_long_a_line_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded by the longest line allowed."""
    monkeypatch.setattr(_reading, "LONGEST_LINE", 200)
    assert read(lines(GOOD, f'{{"id":"{"x" * 1000}"}}', ALSO)) == (["good", "also"], [("json-line-too-long", "3:1")])


def test_too_large_a_json_file_points_to_jsonl() -> None:
    """The limit is told in megabytes."""
    from io import BytesIO

    (problem,) = _reading.entries(BytesIO(bank(GOOD)), largest=50)
    assert isinstance(problem, Problem) and problem.code == "json-too-large"


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """A missing file and a folder are told, not raised."""
    for path, code in ((tmp_path / "没有.json", "not-found"), (tmp_path, "is-a-folder")):
        (problem,) = json_bank.read(path)[1]
        assert (problem.code, problem.file) == (code, str(path))


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever stands in the list of items, reading ends with records and problems."""
    for file in (data, bank(GOOD)[:-4] + b"," + data, lines(GOOD) + data):
        for entry in json_bank.read_each(file):
            assert isinstance(entry, Problem | ItemRecord | json_bank.Extra)
