"""What an item declares of its responses: which values are correct, and what each of them earns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qbank.formats.qti._names import attribute, name_of

_Element = Any  # lxml publishes no types
Value = str | float | bool | tuple[str, ...] | None
"""Identifiers and texts, numbers, verdicts, containers; None is QTI's NULL."""
NUMBERS = frozenset({"float", "integer"})


@dataclass(frozen=True, slots=True)
class Worth:
    """What each answer earns, and within which bounds."""

    worth: tuple[tuple[str, float, bool], ...]
    default: float
    lower: float
    upper: float

    def of(self, given: Iterable[str]) -> float:
        """Return what answers earn together."""
        return min(max(sum(map(self._one, given)), self.lower), self.upper)

    def _one(self, given: str) -> float:
        for key, worth, cased in self.worth:
            if key == given or (not cased and key.casefold() == given.casefold()):
                return worth
        return self.default


@dataclass(frozen=True, slots=True)
class Declared:
    """What an item says of one response: its correct values and what each earns."""

    identifier: str
    cardinality: str
    kind: str
    correct: tuple[str, ...]
    mapping: Worth | None

    def length(self) -> int:
        """Return how many characters its values have."""
        return sum(map(len, self.correct)) + (sum(len(key) for key, _, _ in self.mapping.worth) if self.mapping else 0)


def declared(element: _Element) -> Declared:
    """Return what a response declaration says; raises ValueError for a number that is none."""
    kind = attribute(element, "baseType", "string")
    correct, mapping = [], None
    for child in element.iterchildren("{*}*"):
        if name_of(child) == "correctResponse":
            correct = [
                plain(value.text or "", kind) for value in child.iterchildren("{*}*") if name_of(value) == "value"
            ]
        elif name_of(child) == "mapping":
            mapping = _mapping(child, kind)
    return Declared(
        attribute(element, "identifier"), attribute(element, "cardinality", "single"), kind, tuple(correct), mapping
    )


def plain(value: str, kind: str) -> str:
    """Return a value as it is compared: a pair with one space between, without order where it has none."""
    words = value.split()
    if kind == "pair":
        words.sort()
    return " ".join(words) if kind in {"pair", "directedPair"} else value.strip()


def _mapping(element: _Element, kind: str) -> Worth:
    worth = tuple(
        (
            plain(entry.get("map-key", entry.get("mapKey", "")), kind),
            float(attribute(entry, "mappedValue", "0")),
            kind != "string" or attribute(entry, "caseSensitive", "true") != "false",
        )
        for entry in element.iterchildren("{*}*")
        if name_of(entry) == "mapEntry"
    )
    return Worth(
        worth,
        float(attribute(element, "defaultValue", "0")),
        float(attribute(element, "lowerBound", "-inf")),
        float(attribute(element, "upperBound", "inf")),
    )


def typed(text: str, kind: str) -> Value:
    """Return a value as its base type has it; raises ValueError for a number that is none."""
    if kind in NUMBERS:
        return float(text)
    return text.strip() == "true" if kind == "boolean" else plain(text, kind)
