"""JSON as chats, quizzes on the web and databases write it: fences, wrong options apart, deleted records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_typist import key_of, options_in

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats._gone import gone_by
from qbank.formats._json_fences import is_fenced, unfenced
from qbank.formats.recognise import recognised
from qbank.model.portable import Portable

RECORD = {"question": "由谁交接？", "options": ["甲班", "乙班"], "answer": "B"}
VALUES = st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers(), max_size=3), max_size=3)


def read(folder: Path, text: str) -> list[Portable | Problem]:
    """Return what is read of a text, in the format that its content tells."""
    path = folder / "t.txt"
    path.write_text(text, encoding="utf-8")
    return list(FORMATS.get(recognised(path)).read(path, Settings(file=path.name)))


def codes(found: list[Portable | Problem]) -> list[str]:
    """Return the codes of problems, the words of keys."""
    return [each.code if isinstance(each, Problem) else "、".join(map(str, key_of(each))) for each in found]  # type: ignore[call-overload]


# --- fences ------------------------------------------------------------------------------------------


@given(values=st.lists(VALUES, min_size=1, max_size=3), name=st.sampled_from(["json", "", "JSON", "json5"]))
def test_what_stands_between_fences_is_what_was_there(values: list[Any], name: str) -> None:
    """Of several the list of all; words around them are given, too."""
    blocks = [json.dumps(each, ensure_ascii=False, indent=1) for each in values]
    text = "\n".join(f"```{name}\n{block}\n```" for block in blocks)
    assert is_fenced(text) and not is_fenced(blocks[0])
    inner, beside = unfenced(f"给您题目：\n{text}\n")
    assert json.loads(inner) == (values[0] if len(values) == 1 else values)
    assert beside == "给您题目："


@pytest.mark.parametrize("ending", ["\n```\n", "\n```", "\n", ""])
def test_a_file_with_fences_is_read_as_json(ending: str, tmp_path: Path) -> None:
    """Also where the last fence was not copied; words beside are told."""
    block = json.dumps([RECORD, RECORD | {"question": "由谁接班？"}], ensure_ascii=False)
    assert codes(read(tmp_path, f"```json\n{block}{ending}")) == ["乙班", "乙班"]
    assert codes(read(tmp_path, f"以下是两道题。\n\n```json\n{block}\n```\n")) == ["json-beside", "乙班", "乙班"]


def test_another_block_of_code_is_none(tmp_path: Path) -> None:
    """A program within a bank of items."""
    assert codes(read(tmp_path, "1. 输出什么？\n```python\nprint(1)\n```\nA. 1\nB. 2\n答案：A\n")) == ["1"]


# --- wrong options apart -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["incorrect_answers", "incorrectAnswers", "wrong_options", "distractors"])
@pytest.mark.parametrize("kind", [{}, {"type": "multiple"}, {"type": "单选题"}])
def test_the_right_answer_beside_the_wrong_ones(name: str, kind: dict[str, str], tmp_path: Path) -> None:
    """One choice of one, the key at no place of its own; OpenTDB calls it multiple."""
    record = kind | {"question": "由谁交接？", "correct_answer": "乙班", name: ["丙班", "甲班"]}
    found = read(tmp_path, json.dumps({"response_code": 0, "results": [record]}, ensure_ascii=False))
    assert codes(found) == ["乙班"]
    (portable,) = (each for each in found if isinstance(each, Portable))
    assert (portable.item.type, options_in(portable)) == ("single_choice", sorted(["甲班", "乙班", "丙班"]))


def test_a_right_answer_among_the_wrong_ones_is_refused(tmp_path: Path) -> None:
    """It is both."""
    record = {"question": "由谁交接？", "correct_answer": "乙班", "incorrect_answers": ["丙班", "乙班"]}
    found = read(tmp_path, json.dumps([record], ensure_ascii=False))
    assert [isinstance(each, Problem) and each.severity for each in found] == ["error"]


def test_verdicts_of_such_files(tmp_path: Path) -> None:
    """Their type says so."""
    record = {"type": "boolean", "question": "由甲班交接。", "correct_answer": "False", "incorrect_answers": ["True"]}
    assert codes(read(tmp_path, json.dumps([record], ensure_ascii=False))) == ["错误"]


# --- records that are gone ---------------------------------------------------------------------------


@pytest.mark.parametrize("field", [
    {"deleted": 1}, {"is_deleted": True}, {"isDelete": "1"}, {"delFlag": "2"}, {"deleted_at": "2026-01-01"},
    {"status": "disabled"}, {"enabled": False}, {"是否删除": "是"}, {"状态": "停用"}, {"isActive": 0},
])  # fmt: skip
def test_a_record_that_is_deleted_is_no_item(field: dict[str, Any], tmp_path: Path) -> None:
    """It is named, and the others are read."""
    found = read(tmp_path, json.dumps([RECORD | field, RECORD], ensure_ascii=False))
    assert codes(found) == ["json-row-gone", "乙班"]
    assert isinstance(found[0], Problem) and found[0].values["stem"] == "由谁交接？" and found[0].place == "[1]"


@pytest.mark.parametrize("field", [
    {"deleted": 0}, {"is_deleted": False}, {"delFlag": "0"}, {"deleted_at": None}, {"status": 1}, {"status": "normal"},
    {"enabled": True}, {"是否删除": "否"}, {"isActive": "1"}, {"deleted": None},
])  # fmt: skip
def test_a_record_that_is_not_is_read(field: dict[str, Any], tmp_path: Path) -> None:
    """Without a word about a field that says so."""
    assert gone_by(field) == ""
    told = ["json-names-not-read"] if "status" in field else []
    assert codes(read(tmp_path, json.dumps([RECORD | field], ensure_ascii=False))) == ["乙班", *told]


def test_a_mark_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    """Nobody can know."""
    assert codes(read(tmp_path, json.dumps([RECORD | {"deleted": "也许"}], ensure_ascii=False))) == ["json-row-state"]
