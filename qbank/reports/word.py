"""A report as a Word document on A4: real headings, tables whose heads stand again on every page, pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from qbank.errors import printable
from qbank.reports.parts import Column, Grid, Part, Report
from qbank.reports.word_pieces import FONT, HEAD_FONT, LATIN, ROOM, Element, el, paragraph, run, set_up

_HEAD, _LINE = "D9E2F3", "BFBFBF"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_STYLES = {
    "Title": (HEAD_FONT, 18),
    "Subtitle": (FONT, 10.5),
    "Heading 1": (HEAD_FONT, 14),
    "Heading 2": (HEAD_FONT, 12),
}
_MARGIN = 80
"""Left and right in a cell, in twentieths of a point."""
_WIDE = 20
"""Letters from which on a column has sentences rather than words."""
_LETTER = 1.5
"""How wide a column is for a letter of its heading, where a word would be cut."""
_PER_INCH = 96
_WIDEST = 15.5
"""Of a picture, in centimetres."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write the document."""
    from docx import Document

    paper = Document()
    set_up(paper, report.title, report.lang)
    for name, (font, size) in _STYLES.items():
        _restyle(paper.styles[name], font, size)
    _centred(paper.add_paragraph(printable(report.title), "Title"))
    if report.subtitle:
        _centred(paper.add_paragraph(printable(report.subtitle), "Subtitle"))
    for part in report.parts:
        _add(paper, part)
    paper.save(stream)


def _restyle(style: Element, font: str, size: float) -> None:
    """Give a style of the template our fonts in black: its own are those of a theme, which has no Chinese ones."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    look = style.element.get_or_add_rPr()
    for tag in ("rFonts", "color", "spacing", "kern"):
        for each in look.findall(qn(f"w:{tag}")):
            look.remove(each)
    style.font.name, style.font.size, style.font.italic = LATIN, Pt(size), False
    style.font.color.rgb = RGBColor(0, 0, 0)
    look.rFonts.set(qn("w:eastAsia"), font)
    frame = style.element.get_or_add_pPr()
    for each in frame.findall(qn("w:pBdr")):
        frame.remove(each)


def _centred(line: Element) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add(paper: Element, part: Part) -> None:
    """Add a part at the end of a document."""
    paper.add_heading(printable(part.title), part.level)
    section = paper.element.body[-1]
    for line in part.lines:
        section.addprevious(paragraph([run(printable(line))]))
    if part.grid:
        section.addprevious(_table(part.grid))
        # Without a paragraph between them, Word makes one table of two.
        section.addprevious(paragraph([]))
    for picture in part.pictures:
        _picture(paper, picture.png(), picture.size()[0], picture.words)


def _picture(paper: Element, data: bytes, pixels: int, words: str) -> None:
    """Add a picture that does not leave its caption, with its words for whoever cannot see it."""
    from docx.shared import Cm, Inches

    line = paper.add_paragraph()
    _centred(line)
    line.paragraph_format.keep_with_next = True
    shape = line.add_run().add_picture(io.BytesIO(data), width=min(Cm(_WIDEST), Inches(pixels / _PER_INCH)))
    shape._inline.docPr.set("descr", printable(words))  # python-docx has no call for it
    caption = paper.add_paragraph()
    _centred(caption)
    caption._p.append(run(printable(words), size=9, color="595959"))


# --- tables -------------------------------------------------------------------------------------------


def _table(grid: Grid) -> Element:
    widths = _widths(grid.columns)
    heads = [column.head for column in grid.columns]
    is_left = [_is_text(grid, at) for at in range(len(heads))]
    return el(
        "tbl",
        el(
            "tblPr",
            el("tblW", w=str(sum(widths)), type="dxa"),
            el("tblBorders", *(el(side, val="single", sz="4", color=_LINE) for side in _SIDES)),
            el("tblLayout", type="fixed"),
            el("tblCellMar", *(el(side, w=str(_MARGIN), type="dxa") for side in ("left", "right"))),
        ),
        el("tblGrid", *(el("gridCol", w=str(width)) for width in widths)),
        _row(heads, widths, [False] * len(heads), head=True),
        *_rows(grid, widths, is_left),
    )


def _rows(grid: Grid, widths: Sequence[int], is_left: Sequence[bool]) -> Iterator[Element]:
    finer = [_is_finer(grid, at) for at in range(len(grid.columns))]
    for row in grid.rows:
        cells = zip(row, grid.columns, finer, strict=True)
        texts = [_shown(value, column, fine=fine) for value, column, fine in cells]
        yield _row(texts, widths, is_left)


def _widths(columns: Sequence[Column]) -> list[int]:
    """Return the widths of columns in twentieths of a point: all of the page, in the proportions that were asked.

    A column is never so narrow that a word of its heading is cut in two.
    """
    least = [
        max([each.width, *(_LETTER * len(word) for word in each.head.split() if word.isascii())]) for each in columns
    ]
    return [round(ROOM * width / sum(least)) for width in least]


def _is_text(grid: Grid, at: int) -> bool:
    """Tell whether a column has words, which stand at its left; numbers and short words stand in the middle."""
    return (at == 0 or grid.columns[at].width >= _WIDE) and any(isinstance(row[at], str) for row in grid.rows)


def _is_finer(grid: Grid, at: int) -> bool:
    """Tell whether a column is of measures of one kind, some of which are not whole: all then have two decimals."""
    found = [row[at] for row in grid.rows if row[at] is not None]
    return all(isinstance(each, float) for each in found) and any(each != int(each) for each in found)


def _shown(value: Any, column: Column, *, fine: bool) -> str:  # noqa: ANN401 - whatever stands in a table
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if column.share:
        return f"{value:.1%}"
    value = round(value, 2) + 0.0  # no −0.00
    text = f"{value:.2f}" if fine or (isinstance(value, float) and value != int(value)) else f"{value:.0f}"
    return text.replace("-", "−")


def _row(texts: Sequence[str], widths: Sequence[int], is_left: Sequence[bool], *, head: bool = False) -> Element:
    """Return a row that no page break divides; the first one stands again on top of each page."""
    look = el("trPr", el("cantSplit"), *([el("tblHeader")] if head else []))
    cells = []
    for text, width, left in zip(texts, widths, is_left, strict=True):
        shade = [el("shd", val="clear", color="auto", fill=_HEAD)] if head else []
        lines = [
            paragraph([run(printable(line), size=9, bold=head, font=HEAD_FONT if head else "")], centred=not left)
            for line in text.split("\n")
        ]
        cells.append(
            el(
                "tc",
                el("tcPr", el("tcW", w=str(width), type="dxa"), *shade, el("vAlign", val="center")),
                *lines,
            )
        )
    return el("tr", look, *cells)
