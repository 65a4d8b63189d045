"""The review sheet as an Excel workbook, written: a row an item, a column a part of it.

Everything is text to Excel, so that nothing an item or a document says is ever calculated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any, BinaryIO
from unicodedata import east_asian_width

from qbank.locale import Lang, say
from qbank.review import sheet_words as words
from qbank.review.sheet_proof import Piece
from qbank.review.sheet_rows import ANSWER, LEFT, OPTION, RATIONALE, STEM
from qbank.review.sheet_text import plain
from qbank.review.sheet_view import View

_Cell = Any  # openpyxl publishes no types
_FONT, _HEAD_FONT, _SIZE = "宋体", "黑体", 10.5
_GREY, _RED, _LINE = "808080", "C00000", "BFBFBF"
_HEAD, _TO_FILL, _NOT_USED = "D9E2F3", "FFF8E1", "F2F2F2"
_WIDTHS = {
    words.NUMBER: 5, words.TYPE: 8, words.STIMULUS: 24, STEM: 32, LEFT: 15, OPTION: 13, ANSWER: 13, RATIONALE: 24,
    words.DOCUMENT: 12, words.SOURCE: 36, words.VERDICT: 10, words.COMMENT: 18, words.ITEM: 8, words.REVISION: 5,
}  # fmt: skip
_LINE_HEIGHT, _HIGHEST = 13.5, 409.0
"""In points; the second is what Excel allows."""
_CENTRED = frozenset({words.NUMBER, words.TYPE, words.VERDICT})
_QUIET = frozenset({words.DOCUMENT, words.ITEM, words.REVISION})
_TO_BE_FILLED = frozenset({words.VERDICT, words.COMMENT})
_EDITED = frozenset({STEM, LEFT, ANSWER, RATIONALE})
_TEXT = "@"
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write(views: Sequence[View], lang: Lang, stream: BinaryIO) -> None:
    """Write the workbook: the items, and on a sheet of its own how to fill it in."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = say("sheet-title", lang)
    columns = _columns(views)
    style = _Styles()
    for at, name in enumerate(columns, 1):
        _put(sheet.cell(1, at), words.heading(name, lang), style.head)
    for row, view in enumerate(views, 2):
        for at, name in enumerate(columns, 1):
            _fill(sheet.cell(row, at), name, view, style)
        sheet.row_dimensions[row].height = _height(view, columns)
    _lay_out(sheet, columns, len(views) + 1, lang)
    _offer_verdicts(sheet, columns, len(views) + 1, lang)
    _explain(book.create_sheet(say("sheet-help-title", lang)), lang, style)
    book.save(stream)


def _columns(views: Iterable[View]) -> list[str]:
    used = {name for view in views for name in view.cells} | {words.STIMULUS for view in views if view.stimulus}
    options = words.letters_for(_letters(used))
    optional = {words.STIMULUS, LEFT}
    return [
        each
        for name in words.COLUMNS
        if name not in optional or name in used
        for each in (options if name == OPTION else [name])
    ]


def _letters(names: Iterable[str]) -> int:
    """Return how far into the alphabet the options of all items go."""
    return max((ord(name[-1]) - ord("A") + 1 for name in names if name.startswith(OPTION)), default=0)


def _height(view: View, columns: Sequence[str]) -> float:
    """Return how high a row must be, in points: not every office program finds that out by itself."""
    lines = max(_lines(view.words(name), _width(name)) for name in columns)
    return min(lines * _LINE_HEIGHT + 4, _HIGHEST)


def _lines(text: str, width: float) -> int:
    sizes = (sum(2 if east_asian_width(char) in "FWA" else 1 for char in line) for line in text.split("\n"))
    return sum(max(1, ceil(size / (width - 0.5))) for size in sizes)


def _width(name: str) -> float:
    return _WIDTHS[OPTION if name.startswith(OPTION) else name]


class _Styles:
    """Fonts, fills and borders, made once for all cells."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        side = Side(style="thin", color=_LINE)
        self.border = Border(left=side, right=side, top=side, bottom=side)
        self.top = Alignment(wrap_text=True, vertical="top")
        self.centre = Alignment(wrap_text=True, vertical="top", horizontal="center")
        self.middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self.font = Font(name=_FONT, size=_SIZE)
        self.quiet_font = Font(name=_FONT, size=8, color=_GREY)
        self.bold = Font(name=_HEAD_FONT, size=_SIZE, bold=True)
        self._fills = {each: PatternFill("solid", fgColor=each) for each in (_HEAD, _TO_FILL, _NOT_USED)}

    def head(self, cell: _Cell) -> None:
        """Dress a heading."""
        cell.font, cell.alignment, cell.border, cell.fill = self.bold, self.middle, self.border, self._fills[_HEAD]

    def body(self, cell: _Cell, name: str, *, used: bool) -> None:
        """Dress a cell of a row."""
        cell.font = self.quiet_font if name in _QUIET else self.font
        cell.alignment = self.centre if name in _CENTRED else self.top
        cell.border = self.border
        if name in _TO_BE_FILLED:
            cell.fill = self._fills[_TO_FILL]
        elif not used:
            cell.fill = self._fills[_NOT_USED]


def _put(cell: _Cell, text: str, dress: Any) -> None:  # noqa: ANN401 - a function on a cell
    cell.value = _ESCAPED.sub("_x005F_", plain(text))
    cell.data_type = "s"
    cell.number_format = _TEXT
    dress(cell)


def _fill(cell: _Cell, name: str, view: View, style: _Styles) -> None:
    is_edited = name in _EDITED or name.startswith(OPTION)
    used = not is_edited or name in view.cells
    if name == words.SOURCE and view.proof:
        cell.value, cell.quotePrefix = _rich(view.proof), True
        style.body(cell, name, used=used)
        return
    _put(cell, view.text(name), lambda each: style.body(each, name, used=used))


def _rich(lines: Sequence[Sequence[Piece]]) -> Any:  # noqa: ANN401 - openpyxl publishes no types
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    fonts = {
        "around": InlineFont(rFont=_FONT, sz=9, color=_GREY),
        "proof": InlineFont(rFont=_FONT, sz=_SIZE),
        "key": InlineFont(rFont=_FONT, sz=_SIZE, b=True, color=_RED, u="single"),
    }
    blocks: list[Any] = []
    for at, pieces in enumerate(lines):
        blocks += [TextBlock(fonts["proof"], "\n")] if at else []
        blocks += [TextBlock(fonts[each.kind], _ESCAPED.sub("_x005F_", each.text)) for each in pieces]
    return CellRichText(*blocks)


def _lay_out(sheet: _Cell, columns: Sequence[str], last: int, lang: Lang) -> None:
    from openpyxl.utils import get_column_letter

    for at, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(name)
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(last, 1)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.7, 0.3, 0.3
    sheet.oddFooter.center.text = say("sheet-page", lang, page="&P", pages="&N")


def _offer_verdicts(sheet: _Cell, columns: Sequence[str], last: int, lang: Lang) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = ",".join(words.verdict_word(each, lang) for each in words.VERDICTS)
    # A warning, not a ban: other words are read or told about row by row.
    choice = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True, errorStyle="warning")
    choice.showErrorMessage = choice.showInputMessage = True
    choice.error, choice.prompt = say("sheet-choose", lang), say("sheet-choose", lang)
    letter = get_column_letter(columns.index(words.VERDICT) + 1)
    choice.add(f"{letter}2:{letter}{max(last, 2)}")
    sheet.add_data_validation(choice)


def _explain(sheet: _Cell, lang: Lang, style: _Styles) -> None:
    sheet.column_dimensions["A"].width = 100
    for row, line in enumerate(words.help_lines(lang), 1):
        cell = sheet.cell(row, 1)
        _put(cell, line, lambda each: None)
        cell.font, cell.alignment = style.bold if row == 1 else style.font, style.top
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
