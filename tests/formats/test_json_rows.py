"""Records of JSON, one by one: as if the file were read at one go; and lines of records, as 小包搜题 has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from table_files import options, said

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem, QbankError
from qbank.formats import _json_rows as json_rows
from qbank.formats._contract import FORMATS, Settings
from qbank.model.portable import Portable

LINES = [
    {"q": "险情应当在（ ）内报告。", "a": ["30分钟", "2小时", "1日"], "ans": "A"},
    {"q": "应当登记哪些内容？", "a": ["姓名", "事由", "爱好"], "ans": "AB"},
    {"q": "值班期间可以饮酒。", "a": ["正确", "错误"], "ans": "B"},
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=8,
)


def read(path: Path) -> list[Portable | Problem]:
    """Return all that the format finds in a file."""
    return list(FORMATS.get("json-plain").read(path, Settings(file=path.name)))


def rows(path: Path) -> list[Any]:
    """Return the records of a file."""
    return [row.value for row in json_rows.rows_of(path, "json-plain")[1]]


def _lines(*records: object) -> str:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in records)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_record_a_line(tmp_path: Path, encoding: str) -> None:
    """q, a and ans, a record a line, with an empty line between them."""
    path = tmp_path / "a.jsonl"
    path.write_text(_lines(LINES[0]) + "\n\n" + _lines(*LINES[1:]) + "\n", encoding=encoding)
    found = read(path)
    assert [(each.place, *said(each)) for each in found if isinstance(each, Portable)] == [
        ("1", "single_choice", "险情应当在（ ）内报告。", ["30分钟"]),
        ("3", "multiple_choice", "应当登记哪些内容？", ["姓名", "事由"]),
        ("4", "true_false", "值班期间可以饮酒。", ["错误"]),
    ]
    assert len(found) == 3 and options(found[1]) == ["姓名", "事由", "爱好"]


def test_a_single_line_is_a_record(tmp_path: Path) -> None:
    """A file with one item is no list, and needs none."""
    (tmp_path / "a.json").write_text(_lines(LINES[0]), encoding="utf-8")
    assert [said(each)[0] for each in read(tmp_path / "a.json")] == ["single_choice"]


def test_a_bad_line_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    """A line cut off, one that is no object, a key that is a number: each with its line."""
    bad = ['{"q": "谁？", "a": ["甲", "乙"]', "[1]", _lines({"q": "谁？", "a": ["甲", "乙"], "ans": 1})]
    (tmp_path / "a.jsonl").write_text("\n".join([_lines(*LINES), *bad]), encoding="utf-8")
    found = read(tmp_path / "a.jsonl")
    problems = [(each.code, each.place, each.file) for each in found if isinstance(each, Problem)]
    assert problems == [
        ("json-syntax", "4", "a.jsonl"),
        ("json-row-no-object", "5", "a.jsonl"),
        ("json-row-key-number", "6", "a.jsonl"),
    ]
    assert len(found) == 6


@pytest.mark.parametrize(
    "shape",
    [
        lambda records: records,
        lambda records: {"title": "甲", "items": records, "n": 3},
        lambda records: {"code": 0, "data": {"total": 3, "list": records}},
        lambda records: {"data": {"x": 1}, "items": records},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("piece", [1, 7, 1 << 18])
def test_where_lists_of_records_stand(tmp_path: Path, monkeypatch: Any, shape: Any, indent: Any, piece: int) -> None:
    """At the top, under a usual name, under one within that; pieces of any size are the same."""
    monkeypatch.setattr(json_rows, "_PIECE", piece)
    path = tmp_path / "a.json"
    path.write_text(json.dumps(shape(LINES), ensure_ascii=False, indent=indent), encoding="utf-8")
    assert rows(path) == LINES


@given(records=st.lists(VALUES, max_size=5), name=st.sampled_from(json_rows.LISTS), piece=st.integers(1, 40))
@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_pieces_never_change_a_value(records: list[Any], name: str, piece: int, tmp_path: Path) -> None:
    """Whatever is in the records, and wherever a piece ends, they are what the whole text says."""
    path = tmp_path / "a.json"
    for data in (records, {"format": "甲", name: records, "rest": records}):
        path.write_text(json.dumps(data, ensure_ascii=True), encoding="utf-8")
        before, json_rows._PIECE = json_rows._PIECE, piece
        try:
            assert rows(path) == records
        finally:
            json_rows._PIECE = before


@pytest.mark.parametrize(
    "text",
    [
        '[{"q": 1}, ]', '[{"q": 1} {"q": 2}]', '{"items": [1, 2}', "[1, 2", '{"a" 1}', '{"a": 1,}', "[1] x",
        "[\n1,\n 甲]", "{a: 1}", "[1.]", "[1e]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("piece", [2, 1 << 18])
def test_what_is_no_json_is_told_with_its_place(tmp_path: Path, monkeypatch: Any, text: str, piece: int) -> None:
    """The line is that of Python's own decoder, and nothing of the file is taken."""
    monkeypatch.setattr(json_rows, "_PIECE", piece)
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(json.JSONDecodeError) as known:
        json.loads(text)
    (problem,) = read(tmp_path / "a.json")
    assert isinstance(problem, Problem) and problem.code == "json-syntax"
    line, _, column = problem.place.partition(":")
    assert int(line) == known.value.lineno
    assert abs(int(column) - known.value.colno) <= 1


@pytest.mark.parametrize(
    "text", ["3", '{"a": 1, "b": [1]}', '{"data": {"data": {"data": {"data": []}}}}', '{"items": {}}']
)
def test_json_without_records_says_so(tmp_path: Path, text: str) -> None:
    """No list under a usual name, or one too deep within."""
    (tmp_path / "a.json").write_text(text + "\n" * 2, encoding="utf-8")
    if text.startswith('{"a"'):
        text = json.dumps(json.loads(text), indent=1)
        (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(QbankError) as caught:
        json_rows.rows_of(tmp_path / "a.json", "json-plain")
    assert caught.value.problem.code == "json-no-records"


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    """Nobody's recursion is exhausted."""
    (tmp_path / "a.json").write_text("[" + "[" * 200_000, encoding="utf-8")
    assert [each.code for each in read(tmp_path / "a.json")] == ["json-too-deep"]
