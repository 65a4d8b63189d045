"""Lists of records wherever they stand in somebody's JSON: each is read, with what is said around it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats import _json_rows as json_rows
from qbank.formats._contract import FORMATS, Settings
from qbank.model.portable import FIELDS, Portable

NAMES = ("questions", "data", "第一章", "第二章", "part1", "single", "list", "children", "records", "kept")


def record(n: int, **more: Any) -> dict[str, Any]:
    """Return a choice."""
    return {"question": f"第{n}问？", "options": ["甲方", "乙方"], "answer": "A", **more}


def read(folder: Path, data: Any, *, indent: int | None = None) -> list[Portable | Problem]:
    """Return what is read of a file."""
    path = folder / "t.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=indent), encoding="utf-8")
    return list(FORMATS.get("json-plain").read(path, Settings(file=path.name)))


def items(found: list[Portable | Problem]) -> list[Portable]:
    """Return the items alone."""
    return [each for each in found if isinstance(each, Portable)]


TREES = st.recursive(
    st.lists(st.just("item"), min_size=1, max_size=3),
    lambda inner: (
        st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=3) | st.lists(inner, min_size=1, max_size=2)
    ),
    max_leaves=6,
)
"""Lists of records within objects and lists of any depth."""


@given(tree=TREES, indent=st.sampled_from([None, 1]), piece=st.integers(1, 60))
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_record_is_lost_wherever_it_stands(tmp_path: Path, tree: Any, indent: int | None, piece: int) -> None:
    """As many items come out as records stand in the file, each at a place of its own."""
    count = 0

    def filled(node: Any) -> Any:
        nonlocal count
        if node == "item":
            count += 1
            return record(count)
        return {name: filled(each) for name, each in node.items()} if isinstance(node, dict) else [*map(filled, node)]

    data = filled(tree)
    before, json_rows._PIECE = json_rows._PIECE, piece
    try:
        found = read(tmp_path, data, indent=indent)
    finally:
        json_rows._PIECE = before
    assert sorted(each.item.stem for each in items(found)) == sorted(f"第{n}问？" for n in range(1, count + 1))
    assert len({each.place for each in items(found)}) == count and not [
        each for each in found if isinstance(each, Problem)
    ]


def test_the_name_of_a_list_is_a_type_or_a_chapter(tmp_path: Path) -> None:
    """Where it names one; what programs call lists names nothing."""
    data = {
        "multi": [record(1)],
        "一、单选题（每题2分）": [record(2)],
        "判断题": [{"question": "第3述。", "answer": True}],
        "第一章 总则": [record(4)],
        "data": [record(5)],
    }
    assert [(each.item.type, each.item.chapter) for each in items(read(tmp_path, data))] == [
        ("multiple_choice", ""), ("single_choice", ""), ("true_false", ""), ("single_choice", "第一章 总则"),
        ("single_choice", ""),
    ]  # fmt: skip


def test_chapters_within_chapters(tmp_path: Path) -> None:
    """Their titles are a path; a record that is none is told with its place."""
    data = {
        "chapters": [{"title": "第一章", "sections": [{"name": "第二节", "items": [record(1), {"question": "缺？"}]}]}]
    }
    item, problem = read(tmp_path, data)
    assert isinstance(item, Portable) and item.item.chapter == "第一章/第二节"
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place) == ("json-row-no-answer", "[1].sections[1].items[2]")


@pytest.mark.parametrize(
    "data",
    [
        {"material": "船在港内。", "questions": [record(1), record(2)]},
        {"questions": [record(1), record(2)], "passage": "船在港内。"},
        [{"type": "材料题", "content": "船在港内。", "children": [record(1), record(2)]}],
        {"passage": {"content": "船在港内。"}, "data": {"questions": [record(1), record(2)]}},
        [{"material": ["船在港内。"], "questions": [record(1), record(2)]}],
        [{"title": "船在港内。", "subQuestions": [record(1), record(2)]}],
        [record(1, material="船在港内。"), record(2, stimulus="船在港内。")],
    ],
)
def test_a_passage_stands_with_each_of_its_items(tmp_path: Path, data: Any) -> None:
    """Before or behind them, of a whole file or of a part."""
    assert [(each.item.stem, each.stimulus) for each in items(read(tmp_path, data))] == [
        ("第1问？", "船在港内。"), ("第2问？", "船在港内。"),
    ]  # fmt: skip


def test_options_that_items_share(tmp_path: Path) -> None:
    """共用备选答案: each item is a choice between them."""
    asked = [{"question": "一？", "answer": "A"}, {"question": "二？", "answer": "B"}]
    found = items(read(tmp_path, [{"options": ["甲方", "乙方"], "questions": asked}]))
    assert [FIELDS["key"](each) for each in found] == [("甲方",), ("乙方",)]


def test_what_is_not_read_around_records_is_told(tmp_path: Path) -> None:
    """A list that has no records, a level for a whole chapter, a key apart; counts of pages are nothing."""
    data = {
        "total": 1,
        "users": [{"name": "某人"}],
        "answers": ["A"],
        "keys": {"1": "A"},
        "parts": [{"title": "甲", "difficulty": "难", "questions": [record(1)]}],
    }
    found = read(tmp_path, data)
    told = [each.values["names"] for each in found if isinstance(each, Problem)]
    assert told == ["difficulty、answers、keys、users"] and len(items(found)) == 1


def test_what_looks_like_records_within_one_is_no_record(tmp_path: Path) -> None:
    """Options with marks, items that are said to be alike: the item is the one they stand in."""
    marked = [{"text": "甲方", "answer": True}, {"text": "乙方", "answer": False}]
    found = read(tmp_path, [{"question": "谁？", "options": marked}, record(1, similar=[record(2)])])
    assert [each.item.stem for each in items(found)] == ["谁？", "第1问？"]
    assert [each.values["names"] for each in found if isinstance(each, Problem)] == ["similar"]


@pytest.mark.parametrize("indent", [None, 1])
def test_records_by_number_and_a_record_alone(tmp_path: Path, indent: int | None) -> None:
    """An object of records, and an object that is one."""
    assert len(items(read(tmp_path, {"1": record(1), "2": record(2)}, indent=indent))) == 2
    assert len(items(read(tmp_path, {"questions": {"q1": record(1), "q2": record(2)}}, indent=indent))) == 2
    assert len(items(read(tmp_path, record(1), indent=indent))) == 1


def test_a_passage_a_line(tmp_path: Path) -> None:
    """Lines of records may hold items within."""
    path = tmp_path / "t.jsonl"
    lines = ({"material": f"材料{n}", "questions": [record(n)]} for n in (1, 2))
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in lines), encoding="utf-8-sig")
    found = FORMATS.get("json-plain").read(path, Settings(file=path.name))
    assert [each.stimulus for each in found] == ["材料1", "材料2"]
