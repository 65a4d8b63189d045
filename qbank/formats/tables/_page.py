"""A worksheet of somebody else's workbook as XML: rows of items out, others in, every setting kept and widened."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any
from xml.sax.saxutils import escape

from qbank.formats.tables import _parts as parts
from qbank.formats.tables._attached import attached, commented
from qbank.formats.tables._cells import FORMULA_SIGNS, escaped
from qbank.formats.tables._copied import formulas_of, is_of_items, numbered
from qbank.formats.tables._references import Place, follow, top_of

_Element = Any  # lxml publishes no types
_MARK = "qbank-rows"
_KEEP = "qbank-keep"
_TEXT_FORMAT = "49"
_CALCULATIONS = "calcchain"


class Styles:
    """The styles of a workbook, with a twin as text for each that a row of items has."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        targets = parts.relations(archive, parts.WORKBOOK).values()
        self.member = next((each for each in targets if each.casefold().endswith("styles.xml")), "")
        self._tree = parts.tree(archive, self.member) if self.member in archive.namelist() else None
        self._all = self._tree.find("{*}cellXfs") if self._tree is not None else None
        self._twins: dict[tuple[int, bool], int] = {}

    def as_text(self, style: int, *, quoted: bool) -> int | None:
        """Return the number of a style's twin that shows and edits as text; None in a workbook without styles."""
        if self._all is None or style >= len(self._all):
            return None
        if (style, quoted) not in self._twins:
            twin = deepcopy(self._all[style])
            twin.set("numFmtId", _TEXT_FORMAT)
            twin.set("applyNumberFormat", "1")
            if quoted:
                twin.set("quotePrefix", "1")
            self._all.append(twin)
            self._all.set("count", str(len(self._all)))
            self._twins[style, quoted] = len(self._all) - 1
        return self._twins[style, quoted]

    def data(self) -> bytes:
        """Return the styles as they are now."""
        return _data(self._tree)


class Page:
    """A worksheet without its rows of items: what comes before new ones and what after.

    Cells behind the last column of the form stay in their rows; ``beside`` has those of rows that items go into.
    """

    def __init__(
        self, archive: zipfile.ZipFile, member: str, place: Place, styles: Styles, places: Mapping[str, Place]
    ) -> None:
        root = parts.tree(archive, member)
        self.place, self._member = place, member
        self.prefix = f"{root.prefix}:" if root.prefix else ""
        # As they were: what is copied down is no sum over all rows.
        self.formulas = formulas_of(root, place)
        follow(root, places, within=place)
        sample, beside = _emptied(root, place)
        looks = _looks(root, sample)
        filled = {at: looks.get(at, 0) for at in place.columns}
        self.looks = {at: styles.as_text(style, quoted=False) for at, style in filled.items()}
        self.quoted = {at: styles.as_text(style, quoted=True) for at, style in filled.items()}
        others = {at: style for at, style in looks.items() if at not in filled and at < place.right}
        self.others = others if sample is not None else {}
        self.calculated = {at: looks.get(at, 0) for at in self.formulas}
        _put_below(root, place, {row: cells for row, cells in beside.items() if row > place.last})
        _widen(root, place, int(sample.get("r") or 0) if sample is not None else 0)
        self.beside = {row: _text_of(cells) for row, cells in beside.items() if row <= place.last}
        self.head, self.tail = _around(root)

    def attached(self, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
        """Yield the members that belong to the sheet and follow its rows."""
        for target, tree in attached(archive, self._member, self.place):
            yield target, _data(tree)

    def commented(self, archive: zipfile.ZipFile) -> list[str]:
        """Return the cells among the items that have a comment of the form's."""
        return commented(archive, self._member, self.place)


def _emptied(root: _Element, place: Place) -> tuple[_Element | None, dict[int, list[_Element]]]:
    """Take the rows of items out of a sheet, and leave a mark.

    Return the first that had any cells, for its looks, and by row the cells that are not the form's.
    """
    from lxml import etree

    rows = root.find("{*}sheetData")
    sample = None
    foot, beside = list[_Element](), dict[int, list[_Element]]()
    for number, row in list(numbered(root)):
        if is_of_items(number, place):
            sample = row if sample is None and len(row) else sample
        if number in place.foot:
            foot.append(row)
            _move(row, number + place.shift)
        elif _is_ready(number, row, place):
            row.set("r", str(number))
        elif number > place.header_row:
            cells = [cell for cell in row.iterchildren("{*}c") if _is_beside(cell, place) and len(cell)]
            if cells:
                beside[number] = cells
            rows.remove(row)
    rows.append(etree.Comment(_MARK))
    for row in foot:
        rows.append(row)
    return sample, beside


def _is_ready(number: int, row: _Element, place: Place) -> bool:
    """Tell whether a row below the items is one of the form's that is still empty: formulas and looks, no words."""
    if number <= place.last or (place.shift and number > place.foot[0]):
        return False
    cells = [cell for cell in row.iterchildren("{*}c") if len(cell)]
    return not any(cell.find("{*}f") is None for cell in cells if not _is_beside(cell, place))


def _is_beside(cell: _Element, place: Place) -> bool:
    return bool(cell.get("r")) and parts.column_of(cell.get("r")) > place.right


def _put_below(root: _Element, place: Place, beside: Mapping[int, Sequence[_Element]]) -> None:
    """Put cells that are not the form's into rows below the items, whether the foot stands there or nothing."""
    from lxml import etree

    rows = root.find("{*}sheetData")
    below = {int(row.get("r")): row for row in rows.iterchildren("{*}row") if int(row.get("r") or 0) > place.last}
    for number, cells in beside.items():
        if number not in below:
            below[number] = etree.SubElement(rows, f"{{{etree.QName(root).namespace}}}row", r=str(number))
        taken = {cell.get("r") for cell in below[number]}
        below[number].extend(cell for cell in cells if cell.get("r") not in taken)
    for _, row in sorted(below.items()):
        rows.append(row)


def _text_of(cells: Sequence[_Element]) -> str:
    from lxml import etree

    return "".join(etree.tostring(cell, encoding="unicode", with_tail=False) for cell in cells)


def _move(row: _Element, number: int) -> None:
    """Put a row of the foot where it stands now."""
    row.set("r", str(number))
    for cell in row.iterchildren("{*}c"):
        if cell.get("r"):
            cell.set("r", f"{cell.get('r').rstrip('0123456789')}{number}")


def _looks(root: _Element, sample: _Element | None) -> dict[int, int]:
    """Return by column, from 0, the style that a row of items has: of the first that was there, else of the column."""
    found: dict[int, int] = {}
    for column in root.iterfind("{*}cols/{*}col"):
        for at in range(int(column.get("min", "1")), min(int(column.get("max", "1")), parts.MOST_COLUMNS) + 1):
            found[at - 1] = int(column.get("style", "0"))
    at = 0
    for cell in sample.iterchildren("{*}c") if sample is not None else ():
        at = parts.column_of(cell.get("r")) if cell.get("r") else at + 1
        found[at - 1] = int(cell.get("s", "0"))
    return found


def _widen(root: _Element, place: Place, sample: int) -> None:
    """Make what is set for rows of items hold for all of them, and drop what was about single cells of the old ones.

    Cells that are one within the first of the old rows are one in every row.
    """
    _merge_all(root, place, sample)
    for element in root.iter("{*}dataValidation", "{*}conditionalFormatting", "{*}autoFilter"):
        for name in ("sqref", "ref"):
            if element.get(name):
                element.set(name, place.widened(element.get(name)))
    for element in root.iter("{*}sqref"):
        element.text = place.widened(element.text or "")
    for inner, outer in (("mergeCell", "mergeCells"), ("hyperlink", "hyperlinks")):
        for group in root.findall(f"{{*}}{outer}"):
            for element in group.findall(f"{{*}}{inner}"):
                top, left = top_of(element.get("ref", "")), parts.column_of(element.get("ref", "A1"))
                if top in place.foot and not element.get(_KEEP):
                    element.set("ref", place.shifted(element.get("ref")))
                elif element.get(_KEEP):
                    del element.attrib[_KEEP]
                elif top > place.header_row and left <= place.right:
                    group.remove(element)
            if group.get("count"):
                group.set("count", str(len(group)))
            if not len(group):
                root.remove(group)
    dimension = root.find("{*}dimension")
    if dimension is not None:
        root.remove(dimension)  # it is optional, and a wrong one hides rows from some readers


def _merge_all(root: _Element, place: Place, sample: int) -> None:
    """Put the cells that are one in the row with a number, and hold one thing at most, together in the new rows."""
    group = root.find("{*}mergeCells")
    for element in list(group) if group is not None else ():
        left, _, right = element.get("ref", "").partition(":")
        span = range(parts.column_of(left) - 1, parts.column_of(right or left))
        held = sum(at in place.columns or at in place.calculated for at in span)
        if top_of(element.get("ref", "")) == sample == top_of(right) and held <= 1 and span.stop <= place.right:
            group.remove(element)
            for number in range(place.header_row + 1, place.last + 1):
                new = deepcopy(element)
                new.set("ref", f"{left.rstrip('0123456789')}{number}:{right.rstrip('0123456789')}{number}")
                new.set(_KEEP, "1")
                group.append(new)


def _around(root: _Element) -> tuple[bytes, bytes]:
    head, _, tail = _data(root).partition(f"<!--{_MARK}-->".encode())
    return head, tail


def _data(tree: _Element) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def text_of_rows(page: Page, rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the XML of rows of text."""
    from openpyxl.utils import get_column_letter

    columns = sorted({*page.place.columns, *page.others, *page.calculated})
    letters = {at: get_column_letter(at + 1) for at in columns}
    row_tag, cell_tag = f"{page.prefix}row", f"{page.prefix}c"
    for number, row in enumerate(rows, page.place.header_row + 1):
        texts = dict(zip(page.place.columns, row, strict=True))
        cells = "".join(_cell(page, f"{letters[at]}{number}", at, texts.get(at, ""), cell_tag) for at in columns)
        yield f'<{row_tag} r="{number}">{cells}{page.beside.get(number, "")}</{row_tag}>'.encode()


def _cell(page: Page, reference: str, at: int, text: str, tag: str) -> str:
    if at in page.formulas:
        return (
            f'<{tag} r="{reference}" s="{page.calculated[at]}">'
            f"{page.formulas[at].at(reference, page.place, page.prefix)}</{tag}>"
        )
    looks = page.quoted if text.startswith(FORMULA_SIGNS) else page.looks
    style = looks.get(at, page.others.get(at))
    styled = f' s="{style}"' if style is not None else ""
    if not text:
        return f'<{tag} r="{reference}"{styled}/>' if styled else ""
    inner, string = f"{page.prefix}is", f"{page.prefix}t"
    said = f'<{inner}><{string} xml:space="preserve">{escape(escaped(text))}</{string}></{inner}>'
    return f'<{tag} r="{reference}"{styled} t="inlineStr">{said}</{tag}>'


def following(archive: zipfile.ZipFile, member: str, places: Mapping[str, Place]) -> bytes:
    """Return another sheet, or the workbook with its names: what refers to rows that are filled follows them."""
    root = parts.tree(archive, member)
    changed = follow(root, places)
    if member == parts.WORKBOOK:
        changed = _calculated_anew(root) or changed
    return _data(root) if changed else archive.read(member)


def _calculated_anew(root: _Element) -> bool:
    """Have all formulas calculated when the workbook is opened: what they were is not what they are."""
    settings = root.find("{*}calcPr")
    if settings is not None:
        settings.set("fullCalcOnLoad", "1")
    return settings is not None


def without_calculations(data: bytes) -> bytes:
    """Return a list of members without the one that says which cells are calculated: some of them are gone."""
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for element in list(root):
        place = element.get("Target", element.get("PartName", "")) if isinstance(element.tag, str) else ""
        if _CALCULATIONS in place.casefold():
            root.remove(element)
    return _data(root)
