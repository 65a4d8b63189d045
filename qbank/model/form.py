"""An issued paper: which versions of which items stand where on it, and in which order their options.

A form never changes once it is issued; it names items and revisions, so that their texts of that day can be found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qbank.model.letters import LETTERS

SCHEMA = 1
"""Version of the dictionary that ``to_dict`` makes."""
OWN = LETTERS
"""The letters of an item's options as the bank has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An item on a form.

    ``order`` are its options as they stand there, in the item's own letters (``CADB``: A stands for the item's C), ""
    for an item without lettered options. ``marks`` are what it earns, above 0.
    """

    item: str
    revision: int
    order: str = ""
    marks: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """A part under one heading, "" for the name of its type.

    ``marks`` are those of each item that says nothing else; 0 where nobody said what items earn: then each counts as
    ``placed`` has it, and paper leaves it to be filled in.
    """

    heading: str
    marks: float
    placed: tuple[Placed, ...]

    @property
    def says_marks(self) -> bool:
        """Tell whether paper says what its items earn."""
        return self.marks > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A paper: ``name`` tells the forms of one exam apart (A, B), ``blueprint`` names its plan, "" for none.

    ``minutes`` is the time allowed, 0 where nobody said.
    """

    id: str
    name: str
    title: str
    sections: tuple[FormSection, ...]
    blueprint: str = ""
    minutes: int = 0

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Return all its items as they are numbered."""
        return tuple(placed for section in self.sections for placed in section.placed)

    @property
    def marks(self) -> float:
        """Return what all of it earns."""
        return sum(placed.marks for placed in self.placed)

    def to_dict(self) -> dict[str, Any]:
        """Return the form as JSON data with the version of its schema."""
        return {
            "schema": SCHEMA,
            "id": self.id,
            "name": self.name,
            "title": self.title,
            "blueprint": self.blueprint,
            "minutes": self.minutes,
            "sections": [
                {
                    "heading": section.heading,
                    "marks": float(section.marks),
                    "items": [
                        {"item": each.item, "revision": each.revision, "order": each.order, "marks": float(each.marks)}
                        for each in section.placed
                    ],
                }
                for section in self.sections
            ],
        }

    def to_json(self) -> str:
        """Return the form as JSON text; the same form is the same text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Form:
        """Return the form of ``to_dict``; raises ValueError naming the field that is wrong."""
        _only(data, "", "schema", "id", "name", "title", "blueprint", "minutes", "sections")
        if data.get("schema") != SCHEMA:
            raise ValueError(f"schema: {data.get('schema')!r}, known: {SCHEMA}")
        sections = tuple(_section(each, f"sections[{at}]") for at, each in enumerate(_list(data, "", "sections")))
        form = cls(
            id=_text(data, "", "id"),
            name=_text(data, "", "name"),
            title=_text(data, "", "title"),
            blueprint=_text(data, "", "blueprint"),
            minutes=_whole(data, "", "minutes", least=0),
            sections=sections,
        )
        ids = [placed.item for placed in form.placed]
        if len(set(ids)) < len(ids):
            raise ValueError(f"sections: {max(ids, key=ids.count)!r} stands there twice")
        return form


def _section(data: object, place: str) -> FormSection:
    table = _only(data, place, "heading", "marks", "items")
    placed = (_placed(each, f"{place}.items[{at}]") for at, each in enumerate(_list(table, place, "items")))
    return FormSection(
        heading=_text(table, place, "heading"), marks=_marks(table, place, least=0), placed=tuple(placed)
    )


def _placed(data: object, place: str) -> Placed:
    table = _only(data, place, "item", "revision", "order", "marks")
    order = _text(table, place, "order")
    if sorted(order) != list(OWN[: len(order)]):
        raise ValueError(f"{place}.order: {order!r} is no order of options")
    revision = _whole(table, place, "revision", least=1)
    return Placed(item=_text(table, place, "item"), revision=revision, order=order, marks=_marks(table, place))


def _only(data: object, place: str, *known: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise ValueError(f"{place or 'form'}: an object is wanted, not {data!r}")
    if data.keys() - set(known):
        raise ValueError(f"{place or 'form'}: unknown fields {sorted(map(str, data.keys() - set(known)))}")
    return data


def _list(data: Mapping[str, Any], place: str, name: str) -> list[Any]:
    found = data.get(name)
    if not isinstance(found, list):
        raise ValueError(f"{_at(place, name)}: a list is wanted, not {found!r}")
    return found


def _text(data: Mapping[str, Any], place: str, name: str) -> str:
    found = data.get(name)
    if not isinstance(found, str):
        raise ValueError(f"{_at(place, name)}: text is wanted, not {found!r}")
    return found


def _whole(data: Mapping[str, Any], place: str, name: str, least: int) -> int:
    found = data.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found < 2**31:
        raise ValueError(f"{_at(place, name)}: {found!r}, wanted is a whole number from {least} on")
    return found


def _marks(data: Mapping[str, Any], place: str, least: float = 1e-9) -> float:
    found = data.get("marks")
    if not isinstance(found, int | float) or isinstance(found, bool) or not least <= found < 1e9:
        raise ValueError(f"{_at(place, 'marks')}: {found!r} are no marks")
    return float(found)


def _at(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
