"""From the record of an older file version to that of the newest, one version at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal

VERSION = 1
"""The version we write, and the newest we read."""

Part = Literal["document", "stimulus", "item"]
Step = Callable[[Part, dict[str, Any]], dict[str, Any]]

STEPS: Mapping[int, Step] = MappingProxyType({})
"""Version n → the step from n to n + 1; every version ever written has one."""


def is_known(version: int) -> bool:
    """Tell whether files of that version can be read."""
    return version == VERSION or version in STEPS


def upgrade(part: Part, data: dict[str, Any], version: int) -> dict[str, Any]:
    """Return a document, stimulus or item record as the newest version has it."""
    for number in range(version, VERSION):
        data = STEPS[number](part, data)
    return data
