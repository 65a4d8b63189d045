"""A record with some of its fields changed, made several times faster than ``dataclasses.replace`` makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

Record = TypeVar("Record")


def changed(record: Record, **values: object) -> Record:
    """Return a copy of a frozen record with some fields changed.

    For records with slots whose fields are all given when they are made and that work out nothing from them: facts and
    items, of which a document has thousands.
    """
    kind: Any = type(record)
    made: Record = object.__new__(kind)
    slots = _slots_of(kind)
    for read, write in slots.values():
        write(made, read(record))
    for name, value in values.items():
        slots[name][1](made, value)
    return made


@cache
def _slots_of(kind: Any) -> dict[str, tuple[Callable[[object], object], Callable[[object, object], None]]]:  # noqa: ANN401
    slots = {each.name: getattr(kind, each.name) for each in fields(kind)}
    return {name: (slot.__get__, slot.__set__) for name, slot in slots.items()}
