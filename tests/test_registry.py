"""The one registry: order, names used twice, unknown names."""

from __future__ import annotations

import pytest

from qbank.registry import Registry


def _registry() -> Registry[str]:
    registry: Registry[str] = Registry("letter")
    registry.add("b")("B")
    registry.add("a")("A")
    return registry


def test_things_keep_the_order_of_registration() -> None:
    """Iterating and naming give things in the order they were added."""
    assert list(_registry()) == ["B", "A"]
    assert _registry().names() == ("b", "a")


def test_a_name_used_twice_raises() -> None:
    """A second thing under a name is a mistake."""
    with pytest.raises(ValueError, match="letter 'a' is registered twice"):
        _registry().add("a")("again")


def test_an_unknown_name_lists_the_known() -> None:
    """The message of an unknown name helps to find the right one."""
    with pytest.raises(KeyError, match="known: b, a"):
        _registry().get("c")
