"""A record with some fields changed is the one ``dataclasses.replace`` makes."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.facts import find_all
from qbank.facts._contract import PATTERNS
from qbank.model.changed import changed
from qbank.model.document import Document
from qbank.model.fact import KINDS, Fact
from qbank.text.segment import outline
from qbank.text.terms import open_segmenter, terms_of
from qbank.types._contract import TYPES

ITEMS = [each.example() for each in TYPES]


@cache
def facts() -> list[Fact]:
    """Return what every pattern finds in its own example."""
    terms = terms_of(open_segmenter())
    texts = [each.example()[0] for each in PATTERNS]
    return [fact for text in texts for fact in find_all(outline(Document("例.txt", "", text)), terms)]


@given(topic=st.text(), context=st.text())
def test_a_fact_of_any_kind_is_changed_alike(topic: str, context: str) -> None:
    """Equal, and of the same class."""
    for fact in facts():
        made = changed(fact, topic=topic, context=context)
        assert made == replace(fact, topic=topic, context=context)
        assert type(made) is type(fact)


def test_facts_of_most_kinds_are_looked_at() -> None:
    """The examples of the patterns hold them."""
    assert len({type(fact) for fact in facts()}) > len(KINDS) // 2


@given(item=st.sampled_from(ITEMS), priority=st.floats(0, 1))
def test_an_item_is_changed_alike(item: object, priority: float) -> None:
    """Every field that is not named stays the very same object."""
    made = changed(item, priority=priority)
    assert made == replace(item, priority=priority)  # type: ignore[type-var]
    others = [each.name for each in fields(item) if each.name != "priority"]  # type: ignore[arg-type]
    assert all(getattr(made, name) is getattr(item, name) for name in others)


def test_a_field_that_is_none_is_refused() -> None:
    """A misspelled name raises instead of being lost."""
    with pytest.raises(KeyError):
        changed(ITEMS[0], prioritee=1.0)
