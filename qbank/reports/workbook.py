"""A report as a workbook: a sheet a part, figures as numbers, and nothing in a cell that a program would calculate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, BinaryIO
from unicodedata import east_asian_width

from qbank.errors import printable
from qbank.reports.parts import Column, Grid, Part, Report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from qbank.reports.pictures import Picture

_FULL = 0.92
"""How full a line is before it breaks."""
_LINE = 17
"""Points of a line: Chinese letters need more than plain ones, and where another font stands in they would be cut."""
_ROW = 15
"""Points of a row of which nothing is said."""
_PIXEL = 0.75
"""Points of a pixel."""
_PAGE, _ACROSS = 440, 740
"""Points of an A4 page on its side within its margins, down and across."""
_WIDE = 90
"""Letters on a line of words."""
_LONGEST_TITLE = 31
"""Of a sheet."""
_A4 = 9
"""Excel's number of the paper."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write the workbook; what is undefined or hidden is an empty cell."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title, book.properties.creator = printable(report.title), "qbank"
    book.remove(book.active)
    for part in report.parts:
        page = book.create_sheet(part.title[:_LONGEST_TITLE])
        set_up_page(page, fits=part.grid is not None)
        if part.grid:
            _fill(page, part.grid)
        row = 1 if page.max_row == 1 and not part.grid else page.max_row + 2
        _illustrate(page, row, part)
    book.save(stream)


def fill(
    page: Worksheet,
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    widths: Sequence[int],
    shares: Sequence[int] = (),
) -> None:
    """Fill an empty sheet of somebody's own book with a table: headings, rows (they may end early), widths.

    ``shares`` are the columns, from 0, whose numbers are told in percent.
    """
    set_up_page(page)
    columns = [
        Column(text, width, share=at in shares) for at, (text, width) in enumerate(zip(head, widths, strict=True))
    ]
    _fill(page, Grid(columns, [(*row, *("",) * (len(columns) - len(row))) for row in rows]))


def set_up_page(page: Any, *, fits: bool = True) -> None:  # noqa: ANN401 - openpyxl's two kinds of sheets share no type
    """Set how a sheet is printed on A4: a table as wide as the page; pictures by the page, where that keeps breaks."""
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape"
    if not fits:
        return
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    # A list that people sign on paper needs its lines.
    page.print_options.gridLines = True


def _fill(page: Worksheet, grid: Grid) -> None:
    """Fill a sheet: shares in percent, other figures with three decimals, everything else as text."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(grid.columns, 1):
        _say(page, 1, at, column.head)
    page.print_title_rows = "1:1"
    widths = [column.width for column in grid.columns]
    page.row_dimensions[1].height = height_of([column.head for column in grid.columns], widths)
    for number, row in enumerate(grid.rows, 2):
        page.row_dimensions[number].height = height_of(row, widths)
        for at, (value, column) in enumerate(zip(row, grid.columns, strict=True), 1):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                _say(page, number, at, value)
            else:
                cell = page.cell(number, at)
                cell.value, cell.number_format = value, _format(value, is_share=column.share)
                cell.alignment = Alignment(vertical="top")
    for at, column in enumerate(grid.columns, 1):
        page.column_dimensions[get_column_letter(at)].width = column.width
        page.cell(1, at).font = Font(bold=True)
    page.freeze_panes = "A2"


def _say(page: Worksheet, row: int, column: int, text: str, *, wrap: bool = True) -> None:
    """Put words in a cell, as words whatever they look like."""
    from openpyxl.styles import Alignment

    cell = page.cell(row, column)
    cell.value, cell.data_type = printable(text), "s"
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")


def _format(value: float, *, is_share: bool) -> str:
    if is_share:
        return "0.0%"
    return "0.000" if isinstance(value, float) and value != int(value) else "0"


def height_of(row: Sequence[Any], widths: Sequence[int]) -> float:
    """Return how many points high a row is in which every text is seen whole, by the widths of its columns."""
    texts = [(value, _FULL * width) for value, width in zip(row, widths, strict=True) if isinstance(value, str)]
    # Most texts are short enough whatever their letters; to count them takes time.
    return _LINE * max([1, *(ceil(_wide(text) / width) for text, width in texts if 2 * len(text) > width)])


def _wide(text: str) -> int:
    """Return how many columns of plain letters a text takes: Chinese characters two each."""
    return sum(1 + (east_asian_width(char) in "FWA") for char in text)


# --- words and pictures -------------------------------------------------------------------------------


def _illustrate(page: Worksheet, row: int, part: Part) -> None:
    """Put words and pictures below a table, each picture under what it shows in words."""
    shown: list[tuple[str, Picture | None]] = [*((line, None) for line in part.lines)]
    shown += [(picture.words, picture) for picture in part.pictures]
    top = row
    for words, picture in shown:
        height = 1 + (_rows(picture) if picture else 0)
        if not part.grid and row > top and row + height - top > _PAGE // _ROW:
            _break(page, row)
            top = row
        _say(page, row, 1, words, wrap=not part.grid)
        if picture:
            page.add_image(_image(picture), f"A{row + 1}")
        row += height
    if not part.grid:
        page.column_dimensions["A"].width = _WIDE
        widest = max((picture.size()[0] * _PIXEL for picture in part.pictures), default=0)
        page.page_setup.scale = min(100, int(100 * _ACROSS / max(widest, 1)))


def _rows(picture: Picture) -> int:
    """Return how many rows a picture covers, with one below it."""
    return ceil(picture.size()[1] * _PIXEL / _ROW) + 1


def _break(page: Worksheet, row: int) -> None:
    """Begin a page of paper with a row."""
    from openpyxl.worksheet.pagebreak import Break

    page.row_breaks.append(Break(id=row - 1))


def _image(picture: Picture) -> Any:  # noqa: ANN401 - a class of openpyxl, which is loaded late
    """Return a picture as openpyxl has it, which would ask another library for no more than the picture's size."""
    from openpyxl.drawing.image import Image

    data, (width, height) = picture.png(), picture.size()

    class Drawn(Image):  # type: ignore[misc]
        def __init__(self) -> None:
            self.ref, self.format, self.width, self.height = None, "png", width, height

        def _data(self) -> bytes:
            return data

    return Drawn()
