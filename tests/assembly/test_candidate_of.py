"""Items of every type are seen by assembly as what they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import qbank.types  # noqa: F401 - registers the types
from qbank.assembly.candidates import candidate_of
from qbank.model.item import Option, Source
from qbank.types import SingleChoice
from qbank.types._contract import TYPES


@pytest.mark.parametrize("name", TYPES.names())
def test_an_item_of_each_type_is_a_candidate(name: str) -> None:
    """What an editor filters by is carried over; only a single choice has a letter at which its key stands."""
    source = Source("制度/甲.txt", "d" * 64, 0, 4, "应当上报")
    item = replace(
        TYPES.get(name).example(), sources=(source,), tags=("值班", "理解"), chapter="第一章", audience=("司机",)
    )
    seen = candidate_of(item, facility=0.7, last_used=date(2026, 1, 1), uses=2)
    assert (seen.id, seen.type, seen.document, seen.chapter) == (item.id, name, "制度/甲.txt", "第一章")
    assert (seen.level, seen.scope, seen.expected, seen.uses) == ("理解", "special", 0.7, 2)
    assert seen.words >= len(item.stem)
    assert bool(seen.key) == (name == "single_choice")


def test_the_letter_is_that_of_the_key_as_the_item_stands() -> None:
    """The third option is C, whatever the ids of options are."""
    item = SingleChoice.example()
    options = tuple(Option(f"o{at}", f"第{at}个") for at in range(4))
    assert candidate_of(replace(item, body=replace(item.body, options=options, key=("o2",)))).key == "C"


@pytest.mark.parametrize("name", TYPES.names())
def test_an_item_takes_the_time_of_its_type_and_of_its_reading(name: str) -> None:
    """Short items take what their type takes; five hundred characters more are a hundred seconds more."""
    item = TYPES.get(name).example()
    long = replace(item, stem=item.stem + "读" * 1000)
    longer = replace(item, stem=item.stem + "读" * 1500)
    assert candidate_of(item).seconds == item.body.seconds > 0
    assert candidate_of(longer).seconds - candidate_of(long).seconds == pytest.approx(100)
