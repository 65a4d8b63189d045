"""Tests of canonical JSON and of the rule at the door."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.bank.sealing import canonical, digest, refuse_bad_text, seal
from qbank.errors import QbankError

TEXT = st.text(st.characters() | st.sampled_from("\0\ud800\udfff\\u0"), max_size=8)
NUMBER = st.integers(-(2**70), 2**70) | st.floats()
DATA = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def is_storable(data: Any) -> bool:
    """Tell the slow way whether data may come in."""
    if isinstance(data, dict):
        return all(is_storable(part) for pair in data.items() for part in pair)
    if isinstance(data, list):
        return all(is_storable(part) for part in data)
    if isinstance(data, str):
        return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in data)
    if isinstance(data, float):
        return math.isfinite(data)
    return not isinstance(data, int) or abs(data) < 2**63


@given(DATA)
def test_lets_in_exactly_what_can_be_stored(data: Any) -> None:
    """Data comes through if and only if all its parts can be stored, and then reads back equal."""
    if is_storable(data):
        assert json.loads(canonical(data)) == data
        digest(canonical(data))
    else:
        with pytest.raises(QbankError):
            canonical(data)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers(0, 9)))
def test_order_of_keys_is_nothing(data: dict[str, int]) -> None:
    """Equal mappings have equal texts and seals, whatever the order of their keys."""
    data = {key.replace("\0", ""): value for key, value in data.items()}
    other = dict(reversed(list(data.items())))
    assert canonical(data) == canonical(other)
    assert seal(data) == seal(other)


def test_names_the_place() -> None:
    """The message leads to the field."""
    with pytest.raises(QbankError) as refused:
        canonical({"options": [{"text": "a"}, {"text": "b\0"}]}, "q7")
    assert refused.value.problem.place == "q7.options[1].text"
    with pytest.raises(QbankError) as refused:
        refuse_bad_text(actor="a", reason="\ud83d")
    assert refused.value.problem.place == "reason"


def test_seals_tell_neighbours_apart() -> None:
    """Moving a character from one value to the next changes the seal."""
    assert seal("ab", "c") != seal("a", "bc")
    assert seal(None) != seal("")
