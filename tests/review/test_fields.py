"""Laws of an editor's fields: they come back as they went, and no difference is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from type_strategies import ANY_BODY, STEMS, TEXTS, WORDS

from qbank.drafting.checks import check
from qbank.errors import Problem
from qbank.locale import LANGS
from qbank.model.item import Item, Option, Source
from qbank.review.fields import STATE, changes, diff, field_of, fields_of, new_item, with_fields, worded
from qbank.types import FillBlank, Matching, ShortAnswer, SingleChoice, TrueFalse
from qbank.types._contract import TYPES

SOURCES = st.lists(st.builds(Source, WORDS, WORDS, st.integers(0, 9), st.integers(9, 99), TEXTS), max_size=2).map(tuple)
ITEMS = st.builds(
    Item,
    id=WORDS,
    stem=STEMS,
    body=ANY_BODY,
    rationale=TEXTS,
    sources=SOURCES,
    pattern=WORDS,
    difficulty=st.sampled_from(["easy", "medium", "hard"]),
    status=st.sampled_from(["draft", "accepted", "rejected", "retired"]),
    revision=st.integers(1, 99),
    later=st.booleans(),
    priority=st.floats(0, 1),
    chapter=TEXTS,
    audience=st.lists(WORDS, max_size=2).map(tuple),
    tags=st.lists(WORDS, max_size=2).map(tuple),
    extensions=st.dictionaries(WORDS, TEXTS, max_size=2),
)
JSON_NAMES = st.text(max_size=3) | st.sampled_from(["id", "text", "marks", "rule", "table"])
JSON_VALUES = st.none() | st.booleans() | st.integers(-(10**400), 10**400) | st.floats() | st.text(max_size=5)
JSON: st.SearchStrategy[Any] = st.recursive(
    JSON_VALUES | st.sampled_from(["o1", "l1", "r1", "part"]),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(JSON_NAMES, each, max_size=3),
    max_leaves=8,
)
NAMES = ["stem", "options", "key", "left", "right", "marking", "any_order", "sources", "extensions", "audience"]


def sides(parts: list[list[str]]) -> tuple[str, str]:
    """The old and the new text of a difference."""
    return tuple("".join(text for sign, text in parts if sign in wanted) for wanted in ("=-", "=+"))  # type: ignore[return-value]


@given(ITEMS)
def test_fields_come_back_as_they_went(item: Item) -> None:
    """An item with its own fields is the same item, also by way of JSON text, and nothing has changed."""
    fields = fields_of(item)
    assert not fields.keys() & STATE
    assert with_fields(item, fields) == item
    assert with_fields(item, json.loads(json.dumps(fields))) == item
    assert with_fields(item, {}) == item
    assert changes(item, item) == []


@given(ITEMS, ITEMS)
def test_fields_of_another_give_its_content_and_keep_the_state(item: Item, other: Item) -> None:
    """What an editor sends replaces the content; id, type, status, revision and the like are not theirs to change."""
    other = replace(other, body=item.body)
    hostile = dict.fromkeys(STATE, "x") | {"nobody": 1}
    found = with_fields(item, {**fields_of(other), **hostile})
    assert isinstance(found, Item)
    state = ("id", "pattern", "status", "revision", "later", "priority", "stimulus")
    assert {name: getattr(found, name) for name in state} == {name: getattr(item, name) for name in state}
    assert replace(found, **{name: getattr(other, name) for name in state}) == other


@given(ITEMS, ITEMS)
def test_every_field_that_differs_is_told_and_no_other(one: Item, other: Item) -> None:
    """Each difference is told once by its field; its parts give both wordings back."""
    before, after = fields_of(one), fields_of(other)
    told = changes(one, other)
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert sorted(each["field"] for each in told) == sorted(differing)
    for each in told:
        name = each["field"]
        assert sides(each["parts"]) == (worded(before.get(name), before), worded(after.get(name), after))


MIXED = st.lists(TEXTS | st.sampled_from(["15日", "30", "3.5%", "KN95", "不得", "应当"]), max_size=6).map("".join)


@given(MIXED, MIXED)
def test_parts_of_a_difference_give_both_texts(old: str, new: str) -> None:
    """Nothing is lost or doubled, no part is empty, and equal texts are one part."""
    parts = diff(old, new)
    assert sides(parts) == (old, new)
    assert all(text and sign in "=-+" for sign, text in parts)
    assert diff(old, old) == ([["=", old]] if old else [])


@given(MIXED, MIXED)
def test_a_difference_read_backwards_has_the_sides_changed(old: str, new: str) -> None:
    """What went one way comes the other way."""
    assert sides(diff(new, old)) == (new, old)


def test_numbers_and_words_change_as_a_whole() -> None:
    """15 → 10 is not shown as a change of one digit, nor KN95 → KN90 or 3.5 → 3.8."""
    assert diff("自15日起", "自10日起") == [["=", "自"], ["-", "15"], ["+", "10"], ["=", "日起"]]
    assert diff("KN95", "KN90") == [["-", "KN95"], ["+", "KN90"]]
    assert diff("3.5%", "3.8%") == [["-", "3.5"], ["+", "3.8"], ["=", "%"]]


def words_of(old: Item, new: Item, field: str) -> list[list[str]]:
    """The parts of one field that differs."""
    return next(each["parts"] for each in changes(old, new) if each["field"] == field)


def test_a_key_is_told_by_its_words() -> None:
    """An editor reads wordings, ticks and marks, never the ids of options."""
    options = (Option("o1", "甲"), Option("o2", "乙"))
    one = Item(id="1", stem="？", body=SingleChoice(options, ("o1",)))
    assert words_of(one, replace(one, body=SingleChoice(options, ("o2",))), "key") == [["-", "甲"], ["+", "乙"]]
    true = Item(id="1", stem="？", body=TrueFalse(True))
    assert words_of(true, replace(true, body=TrueFalse(False)), "key") == [["-", "✓"], ["+", "✗"]]
    rows = (Option("r1", "丙"), Option("r2", "丁"))
    pairs = Item(id="1", stem="", body=Matching(options, rows, (("o1", "r1"), ("o2", "r2"))))
    crossed = replace(pairs, body=Matching(options, rows, (("o1", "r2"), ("o2", "r1"))))
    assert sides(words_of(pairs, crossed, "key")) == ("甲 — 丙\n乙 — 丁", "甲 — 丁\n乙 — 丙")


def test_a_drafted_rationale_names_the_new_key() -> None:
    """Where only the key was changed; what the editor wrote about it stays as written."""
    options = [{"id": "o1", "text": "甲"}, {"id": "o2", "text": "乙"}]
    body = SingleChoice((Option("o1", "甲"), Option("o2", "乙")), ("o1",))
    old = Item(id="1", stem="？", body=body, rationale="答案：甲。依据：《通知》“甲值班。”")
    renewed = with_fields(old, {"options": options, "key": ["o2"]})
    assert isinstance(renewed, Item)
    assert renewed.rationale == "答案：乙。依据：《通知》“甲值班。”"
    written = with_fields(old, {"key": ["o2"], "rationale": "另有原因。"})
    assert isinstance(written, Item)
    assert written.rationale == "另有原因。"
    assert with_fields(old, {"stem": "谁？"}) == replace(old, stem="谁？")


@given(st.sampled_from(TYPES.names()), st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4))
@example("single_choice", {"extensions": {"text": None, "marks": None}})
@example("single_choice", {"extensions": {"text": None, "marks": 10**400}})
def test_any_data_is_an_item_or_a_problem(type_name: str, fields: dict[str, Any]) -> None:
    """Whatever comes as fields is read or refused in words; what was read can be checked and shown."""
    shown = TYPES.get(type_name).example()
    for found in (with_fields(shown, fields), new_item("new", type_name, fields)):
        if isinstance(found, Problem):
            assert found.code == "review-fields"
            assert all(found.message(lang) for lang in LANGS)
        else:
            assert all(problem.message("zh") for problem in check(found))
            assert isinstance(changes(shown, found), list)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"stem": 3}, "stem"),
        ({"options": "?"}, "options"),
        ({"options": [{"id": "o1"}]}, "text"),
        ({"key": [["o1"]]}, "key"),
        ({"stem": "甲\0"}, "stem"),
        ({"rationale": "\ud800"}, "rationale"),
        ({"difficulty": "神"}, "difficulty"),
        ({"sources": [{"start": 5, "end": 2}]}, "sources"),
        ({"tags": [1]}, "tags"),
    ],
)
def test_the_field_that_cannot_be_read_is_named(fields: dict[str, Any], name: str) -> None:
    """The sentence says which field it is, in both languages."""
    found = with_fields(TYPES.get("single_choice").example(), fields)
    assert isinstance(found, Problem)
    assert all(name in found.message(lang) for lang in LANGS)


@given(st.sampled_from(TYPES.names()) | st.text(max_size=5))
def test_an_unknown_type_is_a_problem(type_name: str) -> None:
    """A new item of a type nobody knows is refused in words."""
    found = new_item("new", type_name, {})
    assert isinstance(found, Problem) or found.type == type_name


def test_every_fault_of_an_empty_item_has_its_field() -> None:
    """The editor's cursor can go where the fault is."""
    faults = {
        "stem": Item(id="1", stem="", body=TrueFalse(True)),
        "options": Item(id="1", stem="哪一项？", body=SingleChoice((Option("o1", ""), Option("o2", "乙")), ("o2",))),
        "key": Item(id="1", stem="填____。", body=FillBlank((("",),), any_order=False)),
    }
    for field, item in faults.items():
        assert field in {field_of(problem) for problem in check(item)}, field
    assert check(Item(id="1", stem="答？", body=ShortAnswer(())))
