"""Numbers in their turn: whether one begins an item, goes on with points of an answer, or stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qbank.formats.texts._read_marks import Number
from qbank.formats.texts._read_raw import Raw, Section

State = Literal["none", "stem", "option", "answer", "free"]


@dataclass(slots=True)
class Nested:
    """A list of points within a part of an item, and the number it goes on with."""

    group: str
    delim: str
    next: int


def nested_from(number: Number | None) -> Nested | None:
    """Return the list of points that a number begins, if it is a first one."""
    if number is None or number.value != 1 or number.group == "bare":
        return None
    return Nested(number.group, number.delim, 2)


def goes_on(nested: Nested | None, number: Number, section: Section, *, proof: bool) -> bool:
    """Tell whether a number goes on with a list of points rather than with the items.

    Where it may do either, the typist's habit decides (1. or 1、), else whether the lines below are an item's.
    """
    if nested is None or (nested.group, nested.next) != (number.group, number.value):
        return False
    if number.group != section.group or number.value != section.last + 1:
        return True
    if nested.delim != section.delim and number.delim in {nested.delim, section.delim}:
        return number.delim == nested.delim
    return not proof


def begins_item(number: Number, section: Section, state: State, nested: Nested | None, *, proof: bool) -> bool:
    """Tell whether a number begins an item; ``proof`` is whether the lines below look like one's."""
    wanted = section.last + 1
    if number.group in {"han", "han_bracket", "bare"} and section.group != number.group:
        return proof and not section.group and (number.group != "bare" or number.value == 1)
    if not section.group:
        return proof or section.kind is not None or number.value == 1
    if number.group != section.group:
        return proof and number.value == wanted and (nested is None or nested.group != number.group)
    if number.value == 1 and wanted != 1:
        return proof and (state != "free" or number.delim == section.delim)
    return number.value == wanted or proof


def is_out_of_turn(value: int, section: Section) -> bool:
    """Tell whether an item's number is neither the next one nor a first one, in its section or after the one above."""
    if section.last or section.count:
        return value != section.last + 1 and value != 1
    return bool(section.before) and value not in {1, section.before + 1}


def is_amiss(number: Number, section: Section, points: Nested | None) -> bool:
    """Tell whether a number within a text, which no list of points wants there, is typed like those of items.

    ``points`` are those of the answer above: one more of them is amiss too.
    """
    if points is not None and (points.group, points.delim, points.next) == (number.group, number.delim, number.value):
        return True
    return number.value != 1 and (number.group, number.delim) == (section.group, section.delim)


def out_of_turn(value: int, last: int, before: Raw | None) -> tuple[str, dict[str, object]]:
    """Return what is wrong with a number, and note it on the item before where that may hold the missing one."""
    if value == last:
        if before is not None:
            before.fault("text-number-twice", number=value)
        return "text-number-twice", {"number": value}
    if before is not None and before.runs_on:
        before.fault("text-may-hold-another", before=last, after=value)
    return "text-number-jump", {"before": last, "after": value}
