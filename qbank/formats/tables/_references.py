"""References to rows of a form that is filled: those over its items are over all of them then, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qbank.formats.tables._parts import column_of

_Element = Any  # lxml publishes no types
_RANGE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?")
_BARE = re.compile(rf"(?<![\w!$.'\"]){_RANGE.pattern}(?![\w(!])")
_ELSEWHERE = re.compile(rf"(?:'((?:[^']|'')+)'|([\w.]+))!{_RANGE.pattern}(?![\w(!])")
_CACHES = ("v", "numCache", "strCache", "multiLvlStrCache")
"""What a cell or a chart remembers of what its formula gave."""
_STRING = re.compile(r'("[^"]*")')


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows go.

    Args:
        header_row: below which row: that of the headings, or the line that ends a form's examples.
        columns: into which columns, from 0, in the layout's order.
        count: how many rows there are.
        heading: the row of the headings.
        foot: rows below the items that are none, and stay below: sums, who signs, all that follows a block.
        right: the number, from 1, of the last column of the form; what stands behind it is not the form's.
        calculated: columns whose formulas, where rows have any, go before what an item has for them.
    """

    header_row: int
    columns: tuple[int, ...]
    count: int
    heading: int
    foot: Sequence[int] = ()
    right: int = 16_384
    calculated: frozenset[int] = frozenset()

    @property
    def last(self) -> int:
        """Return the number of the last row."""
        return self.header_row + self.count

    @property
    def shift(self) -> int:
        """Return how many rows further down the foot stands now."""
        return max(0, self.last + 1 - self.foot[0]) if self.foot else 0

    def formula(self, text: str) -> str:
        """Return a formula of the sheet itself over the rows that there are now."""
        return "".join(
            piece if piece.startswith('"') else _BARE.sub(lambda found: self._over(*found.groups()), piece)
            for piece in _STRING.split(text)
        )

    def widened(self, references: str) -> str:
        """Return areas that something is set for, those that cover rows of items cover all of them."""
        return " ".join(map(self._longer, references.split()))

    def shifted(self, reference: str) -> str:
        """Return a reference to the foot where it stands now."""
        return re.sub(r"\d+", lambda row: str(int(row[0]) + self.shift), reference)

    def table(self, reference: str) -> str:
        """Return the area of a table, as long as its rows are now, with the sums at its foot where it has them."""
        found = _RANGE.fullmatch(reference)
        if found is None or not found[3] or int(found[4]) <= self.heading:
            return reference
        if self.foot and int(found[2]) >= self.foot[0]:
            return self.shifted(reference)
        bottom = int(found[4]) + self.shift if int(found[4]) in self.foot else max(self.last, self.header_row + 1)
        return f"{found[1]}{found[2]}:{found[3]}{bottom}"

    def _over(self, left: str, top: str, right: str | None, bottom: str | None) -> str:
        first, last = int(top), int(bottom or top)
        if self.foot and first >= self.foot[0]:
            return self._named(left, first + self.shift, right, last + self.shift)
        if right is None or last <= self.heading or column_of(left.replace("$", "")) > self.right:
            return self._named(left, first, right, last)
        if self.foot and last >= self.foot[0]:
            return self._named(left, first, right, last + self.shift)
        first = max(first, self.header_row + 1) if first > self.heading else first
        return self._named(left, first, right, max(self.last, first))

    @staticmethod
    def _named(left: str, first: int, right: str | None, last: int) -> str:
        return f"{left}{first}" + (f":{right}{last}" if right else "")

    def _longer(self, reference: str) -> str:
        found = _RANGE.fullmatch(reference)
        if found is None:
            return reference
        left, first, right, last = found[1], int(found[2]), found[3] or found[1], int(found[4] or found[2])
        if self.foot and last >= self.foot[0]:
            return self._named(left, first + self.shift * (first >= self.foot[0]), found[3], last + self.shift)
        if last <= self.heading or self.last <= last or column_of(left.replace("$", "")) > self.right:
            return reference
        return f"{left}{first}:{right}{self.last}"


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where rows go in one sheet: a place for each block of items, from the top down; the lower ones move first."""

    places: tuple[Place, ...]

    def upwards(self) -> Iterator[tuple[int, Place]]:
        """Yield the places from the lowest up, each with its number from 0: what moves one moves all below it."""
        return reversed([*enumerate(self.places)])

    def moved(self, at: int) -> int:
        """Return how many rows further down a block stands now, for the blocks above it."""
        return sum(place.shift for place in self.places[:at])

    def formula(self, text: str) -> str:
        """Return a formula of the sheet itself over the rows that there are now."""
        for _, place in self.upwards():
            text = place.formula(text)
        return text


def top_of(reference: str) -> int:
    """Return the first row of a reference, 0 for what is none."""
    found = _RANGE.fullmatch(reference)
    return int(found[2]) if found else 0


def elsewhere(text: str, places: Mapping[str, Blocks]) -> str:
    """Return a formula of another sheet, or of a name, over the rows that there are now.

    Args:
        text: the formula.
        places: by the name of a sheet that is filled, where its rows go.
    """

    def over(found: re.Match[str]) -> str:
        name, _, reference = found[0].rpartition("!")
        place = places.get((found[1] or found[2]).replace("''", "'"))
        return f"{name}!{place.formula(reference)}" if place else found[0]

    return _ELSEWHERE.sub(over, text)


def follow(root: _Element, places: Mapping[str, Blocks], *, within: Blocks | None = None) -> bool:
    """Let the formulas of a sheet, or the names of a workbook, follow the rows; return whether any has changed.

    Args:
        root: the sheet or workbook.
        places: by name, the sheets that are filled.
        within: that of the sheet itself, where it is filled.
    """
    changed = False
    for element in _formulas(root):
        was = element.text or ""
        now = elsewhere(within.formula(was) if within else was, places)
        if now != was:
            element.text, changed = now, True
            for name in _CACHES:
                for value in element.getparent().findall(f"{{*}}{name}"):
                    element.getparent().remove(value)  # what it was before
    return changed


def _formulas(root: _Element) -> Iterator[_Element]:
    yield from root.iter("{*}f", "{*}definedName")
