"""Formulas of a form's rows, copied down as a person would: =LEN(B5) is =LEN(B9) four rows further down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from qbank.formats.tables._parts import column_of
from qbank.formats.tables._references import Blocks, Place

_Element = Any  # lxml publishes no types
_STRING = re.compile(r'("[^"]*")')
_ALL_ROWS = re.compile(r"(?<![\w!$.'\"])\$?[A-Z]{1,3}\$\d+:\$?[A-Z]{1,3}\$\d+(?![\w(!])")
"""A range that stays where it is when its formula is copied: that of all rows, not of the formula's own."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, the cell it stands in, and whether it is one of an array."""

    text: str
    origin: str
    is_array: bool = False

    def at(self, reference: str, blocks: Blocks, prefix: str) -> str:
        """Return the XML of the formula as it stands in another cell, over the rows that there are now."""
        from openpyxl.formula.translate import Translator

        moved = str(Translator(f"={self.text}", self.origin).translate_formula(reference)).removeprefix("=")
        pieces = (
            piece if piece.startswith('"') else _ALL_ROWS.sub(lambda found: blocks.formula(found[0]), piece)
            for piece in _STRING.split(moved)
        )
        kind = f' t="array" ref="{reference}"' if self.is_array else ""
        return f"<{prefix}f{kind}>{escape(''.join(pieces))}</{prefix}f>"


def formulas_of(root: _Element, place: Place) -> dict[int, Formula]:
    """Return by column, from 0, the first formula that rows of items have in it.

    Args:
        root: the sheet as it was.
        place: where rows go; columns that items fill have no formula but those of ``place.calculated``.
    """
    found: dict[int, Formula] = {}
    masters: dict[str, Formula] = {}
    for number, row in numbered(root):
        for cell in row.iterchildren("{*}c"):
            formula = _formula(cell, masters)
            at = column_of(cell.get("r")) - 1 if cell.get("r") else -1
            is_ours = at in place.columns and at not in place.calculated
            if formula and 0 <= at < place.right and not is_ours and is_of_items(number, place):
                found.setdefault(at, formula)
    return found


def numbered(root: _Element) -> Iterator[tuple[int, _Element]]:
    """Yield the rows of a sheet with their numbers, those that have none of their own too."""
    number = 0
    for row in root.find("{*}sheetData").iterchildren("{*}row"):
        number = int(row.get("r") or number + 1)
        yield number, row


def is_of_items(number: int, place: Place) -> bool:
    """Tell whether a row is one for items, or an example of one."""
    return number > place.heading and number != place.header_row and number not in place.foot


def _formula(cell: _Element, masters: dict[str, Formula]) -> Formula | None:
    element, reference = cell.find("{*}f"), cell.get("r", "")
    if element is None or not reference:
        return None
    shared, kind = element.get("si", ""), element.get("t", "normal")
    if element.text and kind in {"normal", "shared", "array"}:
        own = Formula(element.text, reference, kind == "array")
        if kind == "shared":
            masters[shared] = own
        return own
    return masters.get(shared) if kind == "shared" else None
