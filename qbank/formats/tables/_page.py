"""A worksheet of somebody else's workbook as XML: rows of items out, others in, every setting kept and widened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from qbank.formats.tables import _parts as parts
from qbank.formats.tables._attached import attached, commented
from qbank.formats.tables._cells import FORMULA_SIGNS, escaped
from qbank.formats.tables._copied import Formula, formulas_of
from qbank.formats.tables._emptied import MARK, emptied, put_below, text_beside
from qbank.formats.tables._references import Blocks, Place, follow, top_of

_Element = Any  # lxml publishes no types
_MARK = re.compile(rf"<!--{MARK}-->".encode())
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


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of items that go into one place of a sheet: how their cells look, and what stands in them without items.

    ``looks``, ``quoted``, ``others`` and ``calculated`` are styles by column: of cells of items, of those that begin
    with a sign of formulas, of the form's other cells, and of its formulas. ``beside`` is the XML of cells by row that
    are not the form's; ``first`` is the number of the first row.
    """

    place: Place
    places: Blocks
    first: int
    formulas: Mapping[int, Formula]
    looks: Mapping[int, int | None]
    quoted: Mapping[int, int | None]
    others: Mapping[int, int]
    calculated: Mapping[int, int]
    beside: Mapping[int, str]


class Page:
    """A worksheet without its rows of items: ``pieces`` are what comes before, between and after its blocks of them.

    Cells behind the last column of the form stay in their rows.
    """

    def __init__(
        self, archive: zipfile.ZipFile, member: str, places: Blocks, styles: Styles, sheets: Mapping[str, Blocks]
    ) -> None:
        root = parts.tree(archive, member)
        self.places, self._member = places, member
        self.prefix = f"{root.prefix}:" if root.prefix else ""
        # As they were: what is copied down is no sum over all rows.
        formulas = [formulas_of(root, place) for place in places.places]
        follow(root, sheets, within=places)
        blocks = [_block(root, places, at, styles, formulas[at]) for at, _ in places.upwards()]
        self.blocks = blocks[::-1]
        dimension = root.find("{*}dimension")
        if dimension is not None:
            root.remove(dimension)  # it is optional, and a wrong one hides rows from some readers
        self.pieces = _MARK.split(_data(root))

    def attached(self, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
        """Yield the members that belong to the sheet and follow its rows."""
        for target, tree in attached(archive, self._member, self.places):
            yield target, _data(tree)

    def commented(self, archive: zipfile.ZipFile) -> list[str]:
        """Return the cells among the items that have a comment of the form's."""
        return [cell for place in self.places.places for cell in commented(archive, self._member, place)]

    def data(self, rows: Sequence[Iterable[Sequence[str]]]) -> Iterator[bytes]:
        """Yield the XML of the sheet with rows of text in each of its blocks."""
        yield self.pieces[0]
        for block, texts, piece in zip(self.blocks, rows, self.pieces[1:], strict=True):
            yield from _text_of_rows(block, texts, self.prefix)
            yield piece


def _block(root: _Element, places: Blocks, at: int, styles: Styles, formulas: Mapping[int, Formula]) -> Block:
    """Take the rows of a block out of a sheet, and make what is set for them hold for all that there will be."""
    place, moved = places.places[at], places.moved(at)
    sample, beside = emptied(root, place)
    looks = _looks(root, sample)
    filled = {at: looks.get(at, 0) for at in place.columns}
    others = {at: style for at, style in looks.items() if at not in filled and at < place.right}
    put_below(root, {row: cells for row, cells in beside.items() if row > place.last})
    _widen(root, place, int(sample.get("r") or 0) if sample is not None else 0)
    return Block(
        place,
        places,
        first=place.header_row + 1 + moved,
        formulas=formulas,
        looks={at: styles.as_text(style, quoted=False) for at, style in filled.items()},
        quoted={at: styles.as_text(style, quoted=True) for at, style in filled.items()},
        others=others if sample is not None else {},
        calculated={at: looks.get(at, 0) for at in formulas},
        beside={row + moved: text_beside(cells, row + moved) for row, cells in beside.items() if row <= place.last},
    )


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


def _data(tree: _Element) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _text_of_rows(block: Block, rows: Iterable[Sequence[str]], prefix: str) -> Iterator[bytes]:
    """Yield the XML of rows of text."""
    from openpyxl.utils import get_column_letter

    columns = sorted({*block.place.columns, *block.others, *block.calculated})
    letters = {at: get_column_letter(at + 1) for at in columns}
    row_tag = f"{prefix}row"
    for number, row in enumerate(rows, block.first):
        texts = dict(zip(block.place.columns, row, strict=True))
        cells = "".join(_cell(block, f"{letters[at]}{number}", at, texts.get(at, ""), prefix) for at in columns)
        yield f'<{row_tag} r="{number}">{cells}{block.beside.get(number, "")}</{row_tag}>'.encode()


def _cell(block: Block, reference: str, at: int, text: str, prefix: str) -> str:
    tag = f"{prefix}c"
    if at in block.formulas:
        formula = block.formulas[at].at(reference, block.places, prefix)
        return f'<{tag} r="{reference}" s="{block.calculated[at]}">{formula}</{tag}>'
    looks = block.quoted if text.startswith(FORMULA_SIGNS) else block.looks
    style = looks.get(at, block.others.get(at))
    styled = f' s="{style}"' if style is not None else ""
    if not text:
        return f'<{tag} r="{reference}"{styled}/>' if styled else ""
    inner, string = f"{prefix}is", f"{prefix}t"
    said = f'<{inner}><{string} xml:space="preserve">{escape(escaped(text))}</{string}></{inner}>'
    return f'<{tag} r="{reference}"{styled} t="inlineStr">{said}</{tag}>'


def following(archive: zipfile.ZipFile, member: str, places: Mapping[str, Blocks]) -> bytes:
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
