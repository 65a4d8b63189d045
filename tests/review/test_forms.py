"""How the card edits an item: by what is done with it, for every type there is and for one that nobody knows yet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from qbank.drafting.checks import check
from qbank.errors import Problem
from qbank.model.item import Choice, Item, Order
from qbank.review.fields import fields_of, new_item
from qbank.review.forms import Form, form_of, kinds, ticked
from qbank.types._contract import TYPES

BODIES = Path(__file__).parents[2] / "qbank" / "review" / "static" / "bodies.js"


def _texts(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case list():
            return [text for each in value for text in _texts(each)]
        case dict():
            return [text for name, each in value.items() if name != "id" for text in _texts(each)]
    return []


@pytest.mark.parametrize("name", TYPES.names())
def test_a_new_item_of_each_type_can_be_read(name: str) -> None:
    """What the editor begins with is an item with faults in words, never something that cannot be read."""
    fields = kinds()[name]["fields"]
    item = new_item("new", name, fields)
    assert not isinstance(item, Problem), item
    assert any(problem.severity == "error" for problem in check(item))
    assert fields_of(item) == fields


@pytest.mark.parametrize("name", TYPES.names())
def test_a_new_item_holds_nothing_of_the_example(name: str) -> None:
    """No wording of the example gets into an item written by hand."""
    example = TYPES.get(name).example()
    left = {text for text in _texts(fields_of(example)) if re.search("[\u4e00-\u9fff]", text)}
    assert left
    assert not left & set(_texts(kinds()[name]["fields"]))


def test_every_form_has_its_part_of_the_editor_and_no_other() -> None:
    """The card draws each form; the types there are use all of them."""
    drawn = re.search(r"const BODIES = \{(.*?)\n\};", BODIES.read_text(encoding="utf-8"), re.DOTALL)
    assert drawn is not None
    assert set(re.findall(r"^  (\w+)[:,]", drawn[1], re.MULTILINE)) == set(get_args(Form))
    assert {kind["form"] for kind in kinds().values()} == set(get_args(Form))


class _Strange:
    """A body of a type that nobody has heard of."""

    def __init__(self, interaction: Any, data: dict[str, Any]) -> None:
        self._interaction, self._data = interaction, data

    def interaction(self) -> Any:
        return self._interaction

    def to_dict(self) -> dict[str, Any]:
        return self._data


def test_a_type_of_tomorrow_is_edited_by_what_is_done_with_it() -> None:
    """Its name does not matter."""
    example = TYPES.get("single_choice").example()

    def item(interaction: Any, data: dict[str, Any]) -> Item:
        body: Any = _Strange(interaction, data)
        return replace(example, body=body)

    assert form_of(item(Choice((), (), multiple=True), {"options": [], "key": []})) == "many"
    assert form_of(item(Choice((), (), multiple=False), {"key": "?"})) == "truth"
    assert form_of(item(Order((), ("b", "a")), {"options": [], "key": ["b", "a"]})) == "order"
    assert ticked(item(Order((), ("b", "a")), {})) == []
    assert ticked(item(Choice((), ("b", "a"), multiple=True), {})) == ["b", "a"]
