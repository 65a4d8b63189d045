"""Conditional formats of a sheet: where they set cells off or hide them, which is told and never worked out."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qbank.formats.tables._cell_looks import is_of_white, sets_off
from qbank.formats.tables._cells import hides_all
from qbank.formats.tables._parts import WORKBOOK, column_of, relations, tree
from qbank.model.numerals import is_figures

_Element = Any  # lxml publishes no types
BLOCK = re.compile(rb"<(?:\w+:)?conditionalFormatting\b([^>]*)>(.{0,3500})", re.DOTALL)
_END = re.compile(rb"</(?:\w+:)?conditionalFormatting>")
_AREAS = re.compile(rb'\bsqref\s*=\s*["\']([A-Z0-9: ]+)["\']|<xm:sqref>([A-Z0-9: ]+)</xm:sqref>')
_RULE = re.compile(rb"<(?:\w+:)?cfRule\b([^>]*)>(.*?)(?=<(?:\w+:)?cfRule\b|\Z)", re.DOTALL)
_NAMED = re.compile(rb'\b(type|dxfId)\s*=\s*["\'](\w+)["\']')
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:ormula)?>([^<]*)</")
_OWN = re.compile(rb"<x14:dxf>.*?</x14:dxf>", re.DOTALL)
_CORNER = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BY_VALUE = frozenset({"colorScale", "dataBar", "iconSet", "top10", "aboveAverage", "duplicateValues", "uniqueValues"})
"""What compares the cells of a column with each other and says nothing of an item."""
_STRIPES = re.compile(r"(?:MOD|ISEVEN|ISODD)\(\s*(?:SUBTOTAL\(.*\)|ROW\(\w*\)|COLUMN\(\w*\))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Condition:
    """An area whose cells look otherwise under some condition, all numbers from 1; ``hides`` if nothing shows then."""

    area: str
    top: int
    left: int
    bottom: int
    right: int
    hides: bool = False


def conditions(archive: zipfile.ZipFile, blocks: dict[bytes, bytes]) -> Iterator[Condition]:
    """Yield where conditional formats of a sheet set cells off or hide them.

    Args:
        archive: the workbook.
        blocks: the attributes of each element of such formats, and what stands in it.
    """
    looks = list(_looks(archive)) if blocks else []
    for attributes, rest in blocks.items():
        end = _END.search(rest)
        body = rest[: end.start()] if end else rest
        areas = _AREAS.search(attributes) or _AREAS.search(body)
        kinds = {kind for rule in _RULE.finditer(body) if (kind := _kind(rule, looks))}
        for area in (areas[1] or areas[2]).decode().split() if areas and kinds else ():
            corners = [_CORNER.fullmatch(corner) for corner in area.split(":")]
            if corners[0] and corners[-1]:
                (first, top), (last, bottom) = corners[0].groups(), corners[-1].groups()
                yield Condition(area, int(top), column_of(first), int(bottom), column_of(last), "hides" in kinds)


def _kind(rule: re.Match[bytes], looks: list[str]) -> str:
    """Return what a rule does to cells: "hides", "marks", or "" for one that says nothing of an item."""
    named = dict(_NAMED.findall(rule[1]))
    kind, number = named.get(b"type", b"").decode(), named.get(b"dxfId", b"").decode()
    formula = _FORMULA.search(rule[2])
    if kind in _BY_VALUE or (formula and _STRIPES.match(html.unescape(formula[1].decode(errors="replace")))):
        return ""
    if is_figures(number):
        return looks[int(number)] if int(number) < len(looks) else ""
    return "marks" if _OWN.search(rule[2]) else ""


def _looks(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield what each look of conditional formats does to a cell."""
    targets = relations(archive, WORKBOOK).values()
    member = next((each for each in targets if each.casefold().endswith("styles.xml")), "")
    if member not in archive.namelist():
        return
    for look in tree(archive, member).iterfind("{*}dxfs/{*}dxf"):
        code = look.find("{*}numFmt")
        if (code is not None and hides_all(code.get("formatCode", ""))) or is_of_white(look):
            yield "hides"
        else:
            yield "marks" if sets_off(look) or code is not None else ""
