"""What belongs to a sheet and is kept beside it: tables, comments, pictures; it moves with its rows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from qbank.formats.tables import _parts as parts
from qbank.formats.tables._comments import comments, is_comments
from qbank.formats.tables._references import Blocks, Place, top_of
from qbank.model.numerals import is_figures

_Element = Any  # lxml publishes no types
_BOXES = re.compile(r"\.vml$", re.IGNORECASE)
_DRAWINGS = re.compile(r"/drawings/[^/]+\.xml$", re.IGNORECASE)
CHARTS = re.compile(r"(?:^|/)charts/[^/]+\.xml$", re.IGNORECASE)
_MOST_BOX = 2
"""Places in the anchor of a box that are rows: of its top and of its bottom."""


def attached(archive: zipfile.ZipFile, member: str, blocks: Blocks) -> Iterator[tuple[str, _Element]]:
    """Yield the members that belong to a sheet and change with its rows, each as it is now."""
    for target in parts.relations(archive, member).values():
        change = _change(target) if target in archive.namelist() else None
        places = [place for _, place in blocks.upwards() if change is _table or place.shift]
        if change is None or not places:
            continue
        try:
            tree = parts.tree(archive, target)
        except SyntaxError:
            if change is _boxes:
                continue  # a language older than XML: it stays as it is
            raise
        for place in places:
            change(tree, place)
        yield target, tree


def _change(target: str) -> Callable[[_Element, Place], None] | None:
    """Return what moves the rows of a member, None for one that has none."""
    if "/tables/" in target:
        return _table
    if is_comments(target):
        return _comments
    if _BOXES.search(target):
        return _boxes
    return _drawing if _DRAWINGS.search(target) else None


def commented(archive: zipfile.ZipFile, member: str, place: Place) -> list[str]:
    """Return the cells in rows of items that have a comment: of an example that is gone, or of the column."""
    rows = ((cell, top_of(cell)) for cell in comments(archive, member))
    return [cell for cell, row in rows if row > place.header_row and row not in place.foot]


def _table(tree: _Element, place: Place) -> None:
    area = place.table(tree.get("ref", ""))
    has_sum = int(tree.get("totalsRowCount", "0")) > 0 and area.partition(":")[2]
    for element in (tree, *tree.iterfind("{*}autoFilter")):
        if element.get("ref"):
            element.set("ref", area if element is tree or not has_sum else _above(area))


def _above(area: str) -> str:
    """Return an area without its last row, which sums up the others and is not filtered."""
    bottom = area.rpartition(":")[2].lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{area.removesuffix(bottom)}{int(bottom) - 1}"


def _comments(tree: _Element, place: Place) -> None:
    for element in tree.iter("{*}comment", "{*}threadedComment"):
        if top_of(element.get("ref", "")) in place.foot:
            element.set("ref", place.shifted(element.get("ref")))


def _boxes(tree: _Element, place: Place) -> None:
    """Move the boxes of comments, which are shapes of another language."""
    for data in tree.iter("{*}ClientData"):
        row, anchor = data.find("{*}Row"), data.find("{*}Anchor")
        if row is None or not is_figures((row.text or "").strip()) or int(row.text) + 1 not in place.foot:
            continue
        row.text = str(int(row.text) + place.shift)
        numbers = (anchor.text or "").split(",") if anchor is not None else []
        if len(numbers) == 4 * _MOST_BOX and all(is_figures(each.strip()) for each in numbers):
            numbers[2], numbers[6] = (str(int(numbers[at]) + place.shift) for at in (2, 6))
            anchor.text = ",".join(numbers)


def _drawing(tree: _Element, place: Place) -> None:
    """Move what hangs at the foot; what begins above it stays."""
    for anchor in tree:
        rows = [row for end in ("from", "to") for row in anchor.findall(f"{{*}}{end}/{{*}}row")]
        if rows and int(rows[0].text or 0) + 1 >= place.foot[0]:
            for row in rows:
                row.text = str(int(row.text or 0) + place.shift)
