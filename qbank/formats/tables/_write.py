"""Items into a workbook of a layout: every cell a text, row by row, whatever their number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import ceil
from tempfile import SpooledTemporaryFile, TemporaryFile
from types import TracebackType
from typing import IO, Any, BinaryIO
from unicodedata import east_asian_width

from qbank.errors import Problem, QbankError
from qbank.formats.tables._cells import FORMULA_SIGNS, clean, escaped
from qbank.formats.tables._hold import fit
from qbank.formats.tables._items import put
from qbank.formats.tables._profile_records import Aside, Column, Profile, Sheet
from qbank.formats.tables._zip import timeless
from qbank.locale import Lang
from qbank.model.portable import Portable

_Cell = Any  # openpyxl publishes no types
_IN_MEMORY = 8 * 1024 * 1024
_FONT, _SIZE, _HEAD = "宋体", 10.5, "D9E2F3"
_LINE_HEIGHT, _HIGHEST = 14.5, 409.0
"""In points; the second is what Excel allows."""
_TITLE, _UNTITLED = "{title}", "题库"
_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = str.maketrans("[]:*?/\\", "（）：＊？／＼")
_LONGEST_LIST = 255
"""What Excel takes as the words of a drop-down list."""


class Rows:
    """The rows of each sheet, kept on the disk when there are many: how many there are, and which columns are used."""

    def __init__(self, profile: Profile) -> None:
        self._files: list[IO[bytes]] = [SpooledTemporaryFile(_IN_MEMORY) for _ in profile.sheets]  # noqa: SIM115
        self._used: list[Counter[int]] = [Counter() for _ in profile.sheets]
        self._counts = [0 for _ in profile.sheets]

    def add(self, sheet: int, row: Sequence[str]) -> None:
        """Take in a row of a sheet."""
        self._files[sheet].write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        self._used[sheet].update(at for at, text in enumerate(row) if text)
        self._counts[sheet] += 1

    def count(self, sheet: int) -> int:
        """Return how many rows a sheet has."""
        return self._counts[sheet]

    def uses(self, sheet: int, column: int) -> bool:
        """Tell whether any row has anything in a column."""
        return column in self._used[sheet]

    def filled(self, sheet: int, column: int) -> int:
        """Return how many rows have anything in a column."""
        return self._used[sheet][column]

    def of(self, sheet: int) -> Iterator[list[str]]:
        """Yield the rows of a sheet."""
        self._files[sheet].seek(0)
        for line in self._files[sheet]:
            yield json.loads(line)

    def __enter__(self) -> Rows:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files:
            file.close()


def put_in(rows: Rows, portables: Iterable[Portable], profile: Profile, lang: Lang) -> None:
    """Put held items into rows.

    Raises:
        QbankError: ``table-rows-many``, where a layout takes no further sheet.
        ValueError: an item was not held before.
    """
    for portable in portables:
        fitted = fit(portable, profile, lang)
        if isinstance(fitted, Problem):
            raise ValueError(f"{portable.item.id} was not held")
        layout, prepared = fitted
        at = profile.sheets.index(layout.sheet)
        most = profile.limits.rows - layout.sheet.header_row
        if rows.count(at) >= most and not profile.limits.split:
            raise QbankError(Problem("table-rows-many", values={"most": most, "format": profile.title[lang]}))
        rows.add(at, put(prepared, layout, lang, rows.count(at) + 1))


def write(portables: Iterable[Portable], stream: BinaryIO, profile: Profile, *, title: str, lang: Lang) -> None:
    """Write held items as a workbook of a layout; the same items are the same bytes.

    Raises:
        QbankError: as ``put_in``.
    """
    with Rows(profile) as rows:
        put_in(rows, portables, profile, lang)
        save(rows, profile, stream, title=title)


def save(rows: Rows, profile: Profile, stream: BinaryIO, *, title: str) -> None:
    """Write rows that are at hand as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "qbank", clean(title)
    style = _Styles(book)
    for at, sheet in enumerate(profile.sheets):
        _write_sheet(book, sheet, profile, _Part(rows, at), title=title, style=style)
    for aside in profile.asides:
        _write_aside(book, aside, style)
    with TemporaryFile() as made:
        book.save(made)
        made.seek(0)
        timeless(made, stream)


class _Part:
    """The rows of one sheet."""

    def __init__(self, rows: Rows, at: int) -> None:
        self._rows, self._at = rows, at

    def __len__(self) -> int:
        return self._rows.count(self._at)

    def __iter__(self) -> Iterator[list[str]]:
        return self._rows.of(self._at)

    def shows(self, column: int, *, optional: bool) -> bool:
        return not optional or self._rows.uses(self._at, column)


class _Styles:
    """How headings, notes and items look, made once for all cells."""

    def __init__(self, book: _Cell) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self._book, self._new = book, WriteOnlyCell
        side = Side(style="thin", color="BFBFBF")
        self._border = Border(left=side, right=side, top=side, bottom=side)
        self._top = Alignment(wrap_text=True, vertical="top")
        self._middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self._font, self._bold = Font(name=_FONT, size=_SIZE), Font(name=_FONT, size=_SIZE, bold=True)
        self._fill = PatternFill("solid", fgColor=_HEAD)
        self._made: dict[str, Any] = {}

    def cell(self, sheet: _Cell, text: str, look: str = "item") -> _Cell:
        """Return a cell of text: never a formula, a number or a date, whatever it says."""
        cell = self._new(sheet)
        cell._style = self._style(sheet, look, quoted=text.startswith(FORMULA_SIGNS))
        cell._value, cell.data_type = escaped(text), "s"
        return cell

    def _style(self, sheet: _Cell, look: str, *, quoted: bool) -> Any:  # noqa: ANN401 - openpyxl publishes no types
        name = f"{look}{quoted}"
        if name not in self._made:
            cell = self._new(sheet)
            cell.number_format, cell.font, cell.alignment = "@", self._font, self._top
            if look != "note":
                cell.border = self._border
            if look == "head":
                cell.font, cell.alignment, cell.fill = self._bold, self._middle, self._fill
            if quoted:
                cell.quotePrefix = True
            self._made[name] = cell._style
        return self._made[name]


def _write_sheet(book: _Cell, sheet: Sheet, profile: Profile, part: _Part, *, title: str, style: _Styles) -> None:
    """Write one sheet of a layout; as many as its items need, where it may be split."""
    written = [column for column in sheet.columns if column.written]
    shown = [at for at, column in enumerate(written) if part.shows(at, optional=column.optional)]
    columns = [written[at] for at in shown]
    rows, room = iter(part), profile.limits.rows - sheet.header_row
    for number in range(max(1, -(-len(part) // room))):
        page = book.create_sheet(_page_name(sheet.name, title, number))
        _set_up(page, sheet, columns)
        _offer_types(page, sheet, profile, columns, min(room, len(part) - number * room))
        for note in _above(sheet, title):
            page.append([style.cell(page, text, "note") for text in note] or [None])
        if sheet.header_row:
            page.append([style.cell(page, column.header, "head") for column in columns])
        for at, row in enumerate(islice(rows, room), sheet.header_row + 1):
            _append(page, at, [row[each] for each in shown], columns, style)
        page.close()


def _append(page: _Cell, number: int, texts: Sequence[str], columns: Sequence[Column], style: _Styles) -> None:
    """Write a row as high as its longest cell: not every office program finds that out by itself."""
    lines = max(_lines(text, column.width) for text, column in zip(texts, columns, strict=True))
    if lines > 1:
        page.row_dimensions[number].height = min(lines * _LINE_HEIGHT + 4, _HIGHEST)
    page.append([style.cell(page, text) for text in texts])
    page.row_dimensions.pop(number, None)


def _lines(text: str, width: float) -> int:
    if len(text) * 2 < width and "\n" not in text:
        return 1
    sizes = (sum(2 if east_asian_width(char) in "FWA" else 1 for char in line) for line in text.split("\n"))
    return sum(max(1, ceil(size / (width - 0.5))) for size in sizes)


def _page_name(name: str, title: str, number: int) -> str:
    plain = clean(title).translate(_NOT_IN_SHEET_NAMES).replace("\n", " ").strip("'")
    base = name.replace(_TITLE, plain or _UNTITLED)
    tail = f" ({number + 1})" if number else ""
    return base[: _SHEET_NAME - len(tail)].strip() + tail


def _above(sheet: Sheet, title: str) -> Iterator[list[str]]:
    """Yield the rows above the headings."""
    for at in range(sheet.header_row - 1):
        note = sheet.notes[at] if at < len(sheet.notes) else ()
        yield [clean(text.replace(_TITLE, title or _UNTITLED)) for text in note]


def _set_up(page: _Cell, sheet: Sheet, columns: Sequence[Column]) -> None:
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(at)].width = column.width
    for at, note in enumerate(sheet.notes, 1):
        if len(note) == 1:
            page.merged_cells.add(f"A{at}:{get_column_letter(len(columns))}{at}")
            page.row_dimensions[at].height = _LINE_HEIGHT * (note[0].count("\n") + 1) + 4
    if sheet.header_row:
        lines = max(_lines(column.header, column.width) for column in columns)
        page.row_dimensions[sheet.header_row].height = _LINE_HEIGHT * lines + 6
        page.freeze_panes = f"A{sheet.header_row + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", "9"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _offer_types(page: _Cell, sheet: Sheet, profile: Profile, columns: Sequence[Column], count: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    at = next((at for at, column in enumerate(columns, 1) if column.field == "type"), 0)
    offered = ",".join(profile.words[kind][0] for kind in sheet.kinds if kind in profile.words)
    if not sheet.drop_down or not at or len(offered) > _LONGEST_LIST - 2:
        return
    choice = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True, errorStyle="warning")
    first = sheet.header_row + 1
    choice.add(f"{get_column_letter(at)}{first}:{get_column_letter(at)}{first + max(count, 1) - 1}")
    page.data_validations.append(choice)


def _write_aside(book: _Cell, aside: Aside, style: _Styles) -> None:
    page = book.create_sheet(aside.name)
    for row in aside.rows:
        page.append([style.cell(page, text, "note") for text in row])
    page.close()
