"""The rows of items taken out of a worksheet as XML: what is not theirs stays in its rows, what follows moves down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qbank.formats.tables import _parts as parts
from qbank.formats.tables._copied import is_of_items, numbered
from qbank.formats.tables._references import Place

_Element = Any  # lxml publishes no types
MARK = "qbank-rows"
"""What a comment says that stands where rows go."""


def emptied(root: _Element, place: Place) -> tuple[_Element | None, dict[int, list[_Element]]]:
    """Take the rows of items out of a sheet, and leave a mark.

    Return the first that had any cells, for its looks, and by row the cells that are not the form's.
    """
    from lxml import etree

    rows = root.find("{*}sheetData")
    sample, after = None, None
    beside = dict[int, list[_Element]]()
    for number, row in list(numbered(root)):
        if is_of_items(number, place):
            sample = row if sample is None and len(row) else sample
        if number in place.foot:
            _move(row, number + place.shift)
        elif _is_ready(number, row, place):
            row.set("r", str(number))
        elif number > place.header_row:
            cells = [cell for cell in row.iterchildren("{*}c") if _is_beside(cell, place) and len(cell)]
            if cells:
                beside[number] = cells
            rows.remove(row)
            continue
        if number > place.header_row and after is None:
            after = row
    mark = etree.Comment(MARK)
    if after is None:
        rows.append(mark)
    else:
        after.addprevious(mark)
    return sample, beside


def _is_ready(number: int, row: _Element, place: Place) -> bool:
    """Tell whether a row below the items is one of the form's that is still empty: formulas and looks, no words."""
    if number <= place.last or (place.shift and number > place.foot[0]):
        return False
    cells = [cell for cell in row.iterchildren("{*}c") if len(cell)]
    return not any(cell.find("{*}f") is None for cell in cells if not _is_beside(cell, place))


def _is_beside(cell: _Element, place: Place) -> bool:
    return bool(cell.get("r")) and parts.column_of(cell.get("r")) > place.right


def put_below(root: _Element, beside: Mapping[int, Sequence[_Element]]) -> None:
    """Put cells that are not the form's into rows below the items, whether the foot stands there or nothing."""
    from lxml import etree

    rows = root.find("{*}sheetData")
    there, at = [row for row in rows.iterchildren("{*}row") if row.get("r")], 0
    for number, cells in sorted(beside.items()):
        while at < len(there) and int(there[at].get("r")) < number:
            at += 1
        row = there[at] if at < len(there) else None
        if row is None or int(row.get("r")) > number:
            new = etree.Element(f"{{{etree.QName(root).namespace}}}row", r=str(number), nsmap=root.nsmap)
            if row is None:
                rows.append(new)
            else:
                row.addprevious(new)
            row = new
        taken = {cell.get("r") for cell in row}
        row.extend(cell for cell in cells if cell.get("r") not in taken)


def text_beside(cells: Sequence[_Element], number: int) -> str:
    """Return the XML of cells as it is in a row with a number."""
    from lxml import etree

    for cell in cells:
        _place(cell, number)
    return "".join(etree.tostring(cell, encoding="unicode", with_tail=False) for cell in cells)


def _move(row: _Element, number: int) -> None:
    """Put a row of the foot where it stands now."""
    row.set("r", str(number))
    for cell in row.iterchildren("{*}c"):
        if cell.get("r"):
            _place(cell, number)


def _place(cell: _Element, number: int) -> None:
    cell.set("r", f"{cell.get('r').rstrip('0123456789')}{number}")
