"""Strict readers of JSON data: each gives the value of one field, or raises ValueError naming the field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_UNHOLDABLE = re.compile("[\0\ud800-\udfff]")


def text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """Return text that any file can hold: no NUL, no half of a surrogate pair."""
    return _holdable(data.get(name, default), name)


def _holdable(value: Any, name: str) -> str:  # noqa: ANN401 - JSON data
    if not isinstance(value, str):
        raise ValueError(f"{name}: text is wanted, not {value!r}")
    if _UNHOLDABLE.search(value):
        raise ValueError(f"{name}: holds a NUL or half a character")
    return value


def whole(data: Mapping[str, Any], name: str, default: int | None = None) -> int:
    """Return a whole number, 0 or more, that a database column can hold."""
    value = data.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError(f"{name}: a whole number is wanted, not {value!r}")
    return value


def number(data: Mapping[str, Any], name: str, default: float | None = None) -> float:
    """Return a finite number."""
    value = data.get(name, default)
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < 1e15:
        raise ValueError(f"{name}: a number is wanted, not {value!r}")
    return float(value)


def flag(data: Mapping[str, Any], name: str, default: bool | None = None) -> bool:
    """Return true or false; nothing else counts as either."""
    value = data.get(name, default)
    if not isinstance(value, bool):
        raise ValueError(f"{name}: true or false is wanted, not {value!r}")
    return value


def rows(data: Mapping[str, Any], name: str) -> list[Any]:
    """Return a list of anything; an absent field is an empty list."""
    value = data.get(name, [])
    if not isinstance(value, list | tuple):
        raise ValueError(f"{name}: a list is wanted, not {value!r}")
    return list(value)


def strings(data: Mapping[str, Any], name: str) -> list[str]:
    """Return a list of texts; an absent field is an empty list."""
    return [_holdable(value, name) for value in rows(data, name)]


def records(data: Mapping[str, Any], name: str, known: frozenset[str]) -> list[Mapping[str, Any]]:
    """Return a list of objects with no fields but the known ones; an absent field is an empty list."""
    found = rows(data, name)
    for value in found:
        if not isinstance(value, Mapping):
            raise ValueError(f"{name}: objects are wanted, not {value!r}")
        if value.keys() - known:
            raise ValueError(f"{name}: unknown fields {sorted(map(str, value.keys() - known))}")
    return found


def mapping(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return an object; an absent field is an empty one."""
    value = data.get(name, {})
    if not isinstance(value, Mapping):
        raise ValueError(f"{name}: an object is wanted, not {value!r}")
    return dict(value)


def one_of(data: Mapping[str, Any], name: str, allowed: tuple[Any, ...], default: str) -> Any:  # noqa: ANN401
    """Return one of a closed set of values."""
    value = data.get(name, default)
    if value not in allowed:
        raise ValueError(f"{name}: {value!r}, allowed: {', '.join(allowed)}")
    return value
