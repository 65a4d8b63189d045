"""Which columns of an unknown table its headings name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import cast

from qbank.formats.tables._header import Found, Heading
from qbank.formats.tables._profile_records import KINDS, Column, Field, Kind, Sheet
from qbank.formats.tables._source import Table
from qbank.formats.tables._words import CHOICES, field_of, kind_of_title, rank_of
from qbank.model.folding import folded

_ANSWERS = frozenset({"answer", "right", "blank", "option", "options"})


def fields_of(found: Found) -> set[str]:
    """Return what the columns hold."""
    return {column.field for column in found.sheet.columns}


def lacking(found: Found) -> list[str]:
    """Return which fields are missing that a sheet of items cannot do without."""
    fields = fields_of(found)
    return [*([] if "stem" in fields else ["stem"]), *([] if fields & _ANSWERS else ["answer"])]


def columns_of(table: Table, heading: Heading) -> Found:
    """Return the columns that headings name; of two that say the same thing the more usual one."""
    named = [(at, text, named) for at, text in enumerate(heading.texts) if (named := field_of(text)) is not None]
    taken: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for at, text, meaning in named:
        taken.setdefault(meaning, []).append((at, text))
    chosen: dict[int, tuple[str, tuple[str, int]]] = {}
    twice = []
    for meaning, places in taken.items():
        places.sort(key=lambda place: rank_of(place[1]))
        at, text = places[0]
        chosen[at] = (text, meaning)
        twice += [text for _, other in places[1:] if folded(other) == folded(text)]
    unread = tuple(at for at, text in enumerate(heading.texts) if text and at not in chosen)
    order = list(_in_order(chosen))
    columns = tuple(Column(header=chosen[at][0], field=cast(Field, chosen[at][1][0])) for at in order)
    kind = kind_of_title(table.name)
    is_typed = any(column.field == "type" for column in columns)
    choices: tuple[Kind, ...] = ("single", "multiple") if folded(table.name) in CHOICES else KINDS
    kinds = KINDS if is_typed else (cast(Kind, kind),) if kind else choices
    sheet = Sheet(name=table.name or "Sheet1", columns=columns, kinds=kinds, header_row=heading.row)
    return Found(sheet, heading, tuple(order), unread, tuple(dict.fromkeys(twice)))


def _in_order(chosen: dict[int, tuple[str, tuple[str, int]]]) -> Iterator[int]:
    """Yield the places of columns as in the file, but those of one field by their letters, wherever they stand."""
    waiting: dict[str, list[int]] = {}
    for at, (_, (field, _)) in sorted(chosen.items(), key=lambda entry: -entry[1][1][1]):
        waiting.setdefault(field, []).append(at)
    for at in sorted(chosen):
        yield waiting[chosen[at][1][0]].pop()


def gap_in(found: Found) -> str:
    """Return the heading of a column before which one is missing: 选项A, 选项B, 选项D."""
    counted: Counter[str] = Counter()
    for column in found.sheet.columns:
        meaning = field_of(column.header)
        if meaning and column.field in {"option", "right", "blank"}:
            if meaning[1] != counted[column.field]:
                return " ".join(column.header.split())
            counted[column.field] += 1
    return ""
