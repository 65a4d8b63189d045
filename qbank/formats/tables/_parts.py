"""The parts of a workbook from a stranger: its sheets, its shared texts and number formats, and the rows of a sheet.

Only what a table needs is read, straight from the XML: no formula is calculated, no macro run, no link followed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any

from qbank.formats._shifted import lowered, raised
from qbank.formats._symbols import shown
from qbank.formats.tables._cell_looks import set_off_styles, unseen_styles
from qbank.formats.tables._cells import EMPTY, Cell, number_cell, text_cell
from qbank.model.numerals import is_figures

_Element = Any  # lxml publishes no types
WORKBOOK = "xl/workbook.xml"
MOST_COLUMNS = 200
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
PICTURE = "\ufdd2"
"""Stands for a sign of a symbol font that no text can hold."""
_MOST_TEXTS = 5_000_000
_SHIFTS = {"superscript": raised, "subscript": lowered}
_MACROS = re.compile(r"(?:^|/)vbaProject\.bin$|(?:^|/)macrosheets/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A worksheet: its name, the member it is kept in, and whether it is shown."""

    name: str
    member: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of all sheets refer to: shared texts, and by style the format of numbers and the name of the font.

    ``struck_texts`` and ``struck_styles`` are the numbers of those in which words are struck out;
    ``set_off_styles`` of those that are bold or coloured, ``unseen_styles`` of those whose letters nobody sees.
    """

    texts: Sequence[str]
    codes: Sequence[str]
    fonts: Sequence[str] = ()
    struck_texts: frozenset[int] = frozenset()
    struck_styles: frozenset[int] = frozenset()
    set_off_styles: frozenset[int] = frozenset()
    unseen_styles: frozenset[int] = frozenset()


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Tell whether a workbook holds a program."""
    return any(_MACROS.search(name) for name in archive.namelist())


def tree(archive: zipfile.ZipFile, member: str) -> _Element:
    """Return the parsed XML of a member; entities stay unresolved, nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(member), parser)


def parts(archive: zipfile.ZipFile) -> list[Part]:
    """Return the worksheets of a workbook in their order.

    Raises:
        KeyError: there is no workbook in the container.
    """
    targets = relations(archive, WORKBOOK)
    found = []
    for element in tree(archive, WORKBOOK).iterfind("{*}sheets/{*}sheet"):
        target = targets.get(element.get(_RELATION) or element.get(_STRICT_RELATION) or "", "")
        if target in archive.namelist() and "/chartsheets/" not in target:
            found.append(Part(element.get("name", ""), target, element.get("state", "visible") == "visible"))
    return found


def named_areas(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return what the names of a workbook stand for, as formulas."""
    names = tree(archive, WORKBOOK).iterfind("{*}definedNames/{*}definedName")
    return {each.get("name", ""): each.text or "" for each in names}


def relations(archive: zipfile.ZipFile, member: str) -> dict[str, str]:
    """Return by its id each member that a member refers to."""
    folder, name = posixpath.split(member)
    place = f"{folder}/_rels/{name}.rels"
    if place not in archive.namelist():
        return {}
    links = (
        each for each in tree(archive, place) if isinstance(each.tag, str) and each.get("TargetMode") != "External"
    )
    return {each.get("Id", ""): _member(folder, each.get("Target", "")) for each in links}


def _member(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def book(archive: zipfile.ZipFile) -> Book:
    """Return what cells refer to."""
    targets = {posixpath.basename(each).casefold(): each for each in relations(archive, WORKBOOK).values()}
    texts, styles = targets.get("sharedstrings.xml", ""), targets.get("styles.xml", "")
    names = archive.namelist()
    shared = list(_shared(archive.open(texts))) if texts in names else []
    struck = frozenset(number for number, (_, is_struck) in enumerate(shared) if is_struck)
    looks = tree(archive, styles) if styles in names else None
    return Book(
        [text for text, _ in shared],
        list(_codes(looks)) if looks is not None else (),
        list(_fonts(looks)) if looks is not None else (),
        struck,
        frozenset(_struck(looks)) if looks is not None else frozenset(),
        frozenset(set_off_styles(looks)) if looks is not None else frozenset(),
        frozenset(unseen_styles(looks)) if looks is not None else frozenset(),
    )


def _shared(stream: IO[bytes]) -> Iterator[tuple[str, bool]]:
    with stream:
        for number, element in enumerate(_elements(stream, "si")):
            if number > _MOST_TEXTS:
                raise ValueError(f"more than {_MOST_TEXTS} texts")
            yield said(element), _has_struck(element)


def _has_struck(element: _Element) -> bool:
    return any(_is_on(each) for each in element.iterfind("{*}r/{*}rPr/{*}strike"))


def _is_on(element: _Element | None) -> bool:
    return element is not None and element.get("val", "1") not in {"0", "false"}


def _struck(styles: _Element) -> Iterator[int]:
    """Yield the numbers of styles whose letters are struck out."""
    fonts = [_is_on(font.find("{*}strike")) for font in styles.iterfind("{*}fonts/{*}font")]
    for number, element in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        font = element.get("fontId", "0")
        if is_figures(font) and int(font) < len(fonts) and fonts[int(font)]:
            yield number


def _fonts(styles: _Element) -> Iterator[str]:
    """Yield by style the name of its font."""
    names = [_name(font.find("{*}name")) for font in styles.iterfind("{*}fonts/{*}font")]
    for element in styles.iterfind("{*}cellXfs/{*}xf"):
        font = element.get("fontId", "0")
        yield names[int(font)] if is_figures(font) and int(font) < len(names) else ""


def _name(element: _Element | None) -> str:
    return "" if element is None else element.get("val", "")


def said(element: _Element) -> str:
    """Return the text of a string item or an inline string, without the readings that stand above its characters."""
    return "".join(_run(part) for part in element.iter("{*}t") if not part.getparent().tag.endswith("}rPh"))


def _run(part: _Element) -> str:
    """Return the text of a run, figures above or below the line and ticks of symbol fonts as such."""
    height = part.getparent().find("{*}rPr/{*}vertAlign")
    shift = _SHIFTS.get(height.get("val", "")) if height is not None else None
    text = part.text or ""
    drawn = shown(text, _name(part.getparent().find("{*}rPr/{*}rFont")))
    text = PICTURE if drawn is None else drawn
    return shift(text) if shift else text


def _codes(styles: _Element) -> Iterator[str]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
    for element in styles.iterfind("{*}cellXfs/{*}xf"):
        number = element.get("numFmtId", "0")
        yield own.get(number) or BUILTIN_FORMATS.get(int(number) if is_figures(number) else 0, "General")


def _elements(stream: IO[bytes], tag: str) -> Iterator[_Element]:
    """Yield the elements with a tag, each forgotten when the next is asked for."""
    from lxml import etree

    for _, element in etree.iterparse(
        stream, tag=f"{{*}}{tag}", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    ):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def rows(archive: zipfile.ZipFile, part: Part, shared: Book, after: int = 0) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the number of each row past ``after`` that the file has, and its cells up to the last that is filled."""
    number = 0
    with archive.open(part.member) as stream:
        for element in _elements(stream, "row"):
            said_number = element.get("r", "")
            number = int(said_number) if is_figures(said_number) else number + 1
            if number > after:
                yield number, _cells(element, shared)


def _cells(row: _Element, shared: Book) -> list[Cell]:
    found: list[Cell] = []
    at = 0
    for element in row.iterchildren("{*}c"):
        place = element.get("r")
        at = column_of(place) if place else at + 1
        if at > MOST_COLUMNS:
            break
        cell = _cell(element, shared)
        if cell is not EMPTY:
            cell = _drawn(cell, _of_style(element, shared.fonts))
            cell = replace(cell, is_struck=True) if _is_struck(element, shared) else cell
            cell = replace(cell, is_set_off=True) if _has_style(element, shared.set_off_styles) else cell
            cell = replace(cell, is_unseen=True) if _has_style(element, shared.unseen_styles) else cell
            found += [EMPTY] * (at - 1 - len(found))
            found[at - 1 :] = [cell]
    return found


def _of_style(element: _Element, by_style: Sequence[str]) -> str:
    style = element.get("s", "0")
    return by_style[int(style)] if is_figures(style) and int(style) < len(by_style) else ""


def _drawn(cell: Cell, font: str) -> Cell:
    """Return a cell as its font shows it; what no text can hold is not to be trusted."""
    text = None if PICTURE in cell.text else shown(cell.text, font)
    if text is None and cell.kind in {"text", "number"}:
        return replace(cell, kind="drawn")
    return cell if text is None or text == cell.text else replace(cell, text=text)


def _is_struck(element: _Element, shared: Book) -> bool:
    style, value = element.get("s", "0"), element.findtext("{*}v") or ""
    if shared.struck_styles and is_figures(style) and int(style) in shared.struck_styles:
        return True
    if element.get("t") == "inlineStr":
        return _has_struck(element.find("{*}is"))
    return bool(shared.struck_texts) and element.get("t") == "s" and int(value) in shared.struck_texts


def _has_style(element: _Element, styles: frozenset[int]) -> bool:
    style = element.get("s", "0")
    return bool(styles) and is_figures(style) and int(style) in styles


def letters_of(number: int) -> str:
    """Return the letters of a column's number from 1."""
    from openpyxl.utils import get_column_letter

    letters: str = get_column_letter(number)
    return letters


def column_of(reference: str) -> int:
    """Return the number of a reference's column from 1; raises ValueError for what is no reference."""
    number = 0
    for char in reference:
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - ord("A") + 1
    if not number:
        raise ValueError(f"{reference!r} is no cell")
    return number


def _cell(element: _Element, shared: Book) -> Cell:
    if element.find("{*}f") is not None:
        return Cell(element.findtext("{*}f") or "", "formula")
    kind, code = element.get("t", "n"), _code(element.get("s", "0"), shared.codes)
    if kind == "inlineStr":
        return _filled(text_cell(said(element), code))
    value = element.findtext("{*}v") or ""
    if not value:
        return EMPTY
    match kind:
        case "s":
            return _filled(text_cell(shared.texts[int(value)], code))
        case "str":
            return _filled(text_cell(value, code))
        case "b":
            return Cell("TRUE" if value.strip() in {"1", "true"} else "FALSE", "flag")
        case "e":
            return Cell(value, "error")
        case "d":
            return Cell(value, "date")
        case _:
            return number_cell(float(value), code)


def _filled(cell: Cell) -> Cell:
    return cell if cell.text else EMPTY


def _code(style: str, codes: Sequence[str]) -> str:
    at = int(style)
    return codes[at] if at < len(codes) else "General"
