"""A worksheet of somebody else's workbook as XML: rows of items out, others in, every setting kept and widened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from qbank.formats.tables import _parts as parts
from qbank.formats.tables._cells import FORMULA_SIGNS, escaped

_Element = Any  # lxml publishes no types
_MARK = "qbank-rows"
_RANGE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?")
_IN_FORMULA = re.compile(rf"(?<![\w!$.'\"]){_RANGE.pattern}(?![\w(!])")
_TEXT_FORMAT = "49"
_CALCULATIONS = "calcchain"


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows go.

    Args:
        header_row: below which row: that of the headings, or the line that ends a form's examples.
        columns: into which columns, from 0, in the layout's order.
        count: how many rows there are.
        heading: the row of the headings.
        sums: rows that add up those above them, and stay below.
    """

    header_row: int
    columns: tuple[int, ...]
    count: int
    heading: int
    sums: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """Return the number of the last row."""
        return self.header_row + self.count

    @property
    def shift(self) -> int:
        """Return how many rows further down the sums stand now."""
        return max(0, self.last + 1 - self.sums[0]) if self.sums else 0


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
    """A worksheet without its rows of items: what comes before new ones and what after."""

    def __init__(self, archive: zipfile.ZipFile, member: str, place: Place, styles: Styles) -> None:
        root = parts.tree(archive, member)
        self.place, self._member = place, member
        self.prefix = f"{root.prefix}:" if root.prefix else ""
        sample = _emptied(root, place)
        looks = _looks(root, sample)
        filled = {at: looks.get(at, 0) for at in place.columns}
        self.looks = {at: styles.as_text(style, quoted=False) for at, style in filled.items()}
        self.quoted = {at: styles.as_text(style, quoted=True) for at, style in filled.items()}
        self.others = {at: style for at, style in looks.items() if at not in filled and sample is not None}
        _widen(root, place)
        self.head, self.tail = _around(root)

    def tables(self, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
        """Yield the members that describe tables of the sheet, each as long as its rows are now."""
        for target in parts.relations(archive, self._member).values():
            if "/tables/" in target and target in archive.namelist():
                tree = parts.tree(archive, target)
                for element in (tree, *tree.iterfind("{*}autoFilter")):
                    if element.get("ref"):
                        element.set("ref", _table(element.get("ref"), self.place))
                yield target, _data(tree)


def _emptied(root: _Element, place: Place) -> _Element | None:
    """Take the rows of items out of a sheet, and leave a mark; return the first that had any cells, for its looks."""
    from lxml import etree

    rows = root.find("{*}sheetData")
    sample = None
    number = 0
    sums = []
    for row in list(rows.iterchildren("{*}row")):
        number = int(row.get("r") or number + 1)
        if number > place.heading and number != place.header_row and number not in place.sums:
            sample = row if sample is None and len(row) else sample
        if number in place.sums:
            sums.append(row)
            _move(row, number + place.shift, place)
        elif number > place.header_row:
            rows.remove(row)
    rows.append(etree.Comment(_MARK))
    for row in sums:
        rows.append(row)
    return sample


def _move(row: _Element, number: int, place: Place) -> None:
    """Put a row of sums where it stands now, its formulas over the rows that there are now."""
    row.set("r", str(number))
    for cell in row.iterchildren("{*}c"):
        if cell.get("r"):
            cell.set("r", f"{cell.get('r').rstrip('0123456789')}{number}")
        formula = cell.find("{*}f")
        if formula is not None:
            formula.text = _IN_FORMULA.sub(lambda found: _over(found, place), formula.text or "")
            for value in cell.findall("{*}v"):
                cell.remove(value)  # what it was before


def _over(found: re.Match[str], place: Place) -> str:
    """Return a reference in a formula: one over rows of items is over all of them, one to the sums moves with them."""
    left, top, right, bottom = found[1], int(found[2]), found[3], int(found[4] or 0)
    if place.sums and top >= place.sums[0]:
        return f"{left}{top + place.shift}" + (f":{right}{bottom + place.shift}" if right else "")
    if not right or bottom <= place.heading:
        return found[0]
    top = max(top, place.header_row + 1) if top > place.heading else top
    return f"{left}{top}:{right}{max(place.last, top)}"


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


def _widen(root: _Element, place: Place) -> None:
    """Make what is set for rows of items hold for all of them, and drop what was about single cells of the old ones."""
    for element in root.iter("{*}dataValidation", "{*}conditionalFormatting", "{*}autoFilter"):
        for name in ("sqref", "ref"):
            if element.get(name):
                element.set(name, _widened(element.get(name), place))
    for element in root.iter("{*}sqref"):
        element.text = _widened(element.text or "", place)
    for inner, outer in (("mergeCell", "mergeCells"), ("hyperlink", "hyperlinks")):
        for group in root.findall(f"{{*}}{outer}"):
            for element in group.findall(f"{{*}}{inner}"):
                if _top(element.get("ref", "")) in place.sums:
                    element.set("ref", _shifted(element.get("ref"), place))
                elif _top(element.get("ref", "")) > place.header_row:
                    group.remove(element)
            if group.get("count"):
                group.set("count", str(len(group)))
            if not len(group):
                root.remove(group)
    dimension = root.find("{*}dimension")
    if dimension is not None:
        root.remove(dimension)  # it is optional, and a wrong one hides rows from some readers


def _shifted(reference: str, place: Place) -> str:
    return re.sub(r"\d+", lambda row: str(int(row[0]) + place.shift), reference)


def _top(reference: str) -> int:
    found = _RANGE.fullmatch(reference)
    return int(found[2]) if found else 0


def _widened(references: str, place: Place) -> str:
    return " ".join(_longer(each, place) for each in references.split())


def _longer(reference: str, place: Place) -> str:
    found = _RANGE.fullmatch(reference)
    if found is None:
        return reference
    left, top, right, bottom = found[1], int(found[2]), found[3] or found[1], int(found[4] or found[2])
    if bottom <= place.heading or place.last <= bottom:
        return reference
    return f"{left}{top}:{right}{place.last}"


def _table(reference: str, place: Place) -> str:
    found = _RANGE.fullmatch(reference)
    if found is None or not found[3] or int(found[4]) <= place.heading:
        return reference
    return f"{found[1]}{found[2]}:{found[3]}{max(place.last, place.header_row + 1)}"


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

    columns = sorted({*page.place.columns, *page.others})
    letters = {at: get_column_letter(at + 1) for at in columns}
    row_tag, cell_tag = f"{page.prefix}row", f"{page.prefix}c"
    for number, row in enumerate(rows, page.place.header_row + 1):
        texts = dict(zip(page.place.columns, row, strict=True))
        cells = "".join(_cell(page, f"{letters[at]}{number}", at, texts.get(at, ""), cell_tag) for at in columns)
        yield f'<{row_tag} r="{number}">{cells}</{row_tag}>'.encode()


def _cell(page: Page, reference: str, at: int, text: str, tag: str) -> str:
    looks = page.quoted if text.startswith(FORMULA_SIGNS) else page.looks
    style = looks.get(at, page.others.get(at))
    styled = f' s="{style}"' if style is not None else ""
    if not text:
        return f'<{tag} r="{reference}"{styled}/>' if styled else ""
    inner, string = f"{page.prefix}is", f"{page.prefix}t"
    said = f'<{inner}><{string} xml:space="preserve">{escape(escaped(text))}</{string}></{inner}>'
    return f'<{tag} r="{reference}"{styled} t="inlineStr">{said}</{tag}>'


def without_calculations(data: bytes) -> bytes:
    """Return a list of members without the one that says which cells are calculated: some of them are gone."""
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for element in list(root):
        place = element.get("Target", element.get("PartName", "")) if isinstance(element.tag, str) else ""
        if _CALCULATIONS in place.casefold():
            root.remove(element)
    return _data(root)
