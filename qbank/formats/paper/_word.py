"""A layout as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import BinaryIO, assert_never

from qbank.formats.paper import _ooxml as ooxml
from qbank.formats.paper._layout import (
    Block,
    Bracket,
    Cell,
    Content,
    Contents,
    Gap,
    Inline,
    Layout,
    Line,
    Lines,
    Spread,
    Style,
    Table,
    Text,
    Together,
)
from qbank.formats.paper._ooxml import EM, TAB, bracket, gap, paragraph, run
from qbank.formats.paper._word_seal import seal
from qbank.formats.paper._word_styles import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    ROOM,
    TOP,
    WIDTH,
    font_table,
    look_of,
    settings,
    styles,
)

_STYLES: dict[Style, str] = {
    "title": "Title", "subtitle": "Subtitle", "chapter": "Chapter", "section": "Section", "heading": "Heading1",
    "note": "Note", "item": "Item", "more": "More", "intro": "Intro", "passage": "Passage", "lead": "Lead",
    "quiet": "Quiet", "write": "Write",
}  # fmt: skip
_HEADS: frozenset[Style] = frozenset({"title", "subtitle", "section", "heading", "lead", "intro"})
"""What must not stand alone at the foot of a page; some programs heed it only where the paragraph itself says so."""
_PEN_LINE = 480
"""How high a line to write on is, in twentieths of a point."""
_FIXED = (
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
    "</w:tblCellMar>"
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def write(layout: Layout, stream: BinaryIO) -> None:
    """Write the document: the same layout gives the same bytes."""
    parts = {
        "word/document.xml": ooxml.part("document", ("<w:body>", *_body(layout), "</w:body>")),
        "word/styles.xml": styles(layout.hang),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": ooxml.part("ftr", [_footer(layout)]),
    }
    ooxml.save(stream, layout.title, parts)


def _footer(layout: Layout) -> str:
    before, between, after = layout.footer
    fields = (run(before), ooxml.field("PAGE"), run(between), ooxml.field("NUMPAGES"), run(after))
    return paragraph("Footer", "".join(fields))


def _body(layout: Layout) -> Iterator[str]:
    chapters = count(1)
    for at, part in enumerate(layout.parts, 1):
        if part.seal:
            yield paragraph("Spacer", seal(part.seal))
        for block in part.blocks:
            if isinstance(block, Line) and block.style == "chapter":
                yield paragraph("Chapter", ooxml.marked(next(chapters), _inline(block.content)))
            else:
                yield from _block(block)
        section = _section()
        # A section that another follows is told by its last paragraph.
        yield section if at == len(layout.parts) else paragraph("Spacer", "", more=section)


def _section() -> str:
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{ooxml.FOOTER}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{WIDTH}" w:h="{HEIGHT}"/><w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" '
        f'w:left="{LEFT}" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="425"/></w:sectPr>'
    )


def _block(block: Block, *, keep: bool = False, last: bool = True) -> Iterator[str]:
    """Yield a block's paragraphs; one that is kept holds on to what follows, unless it is the last."""
    on = keep and not last
    match block:
        case Line(content=content, style=style, mark=mark):
            number = run(mark) + TAB if mark else ""
            kept = on or (style in _HEADS and not keep)
            yield paragraph(_STYLES[style], number + _inline(content), keep_next=kept, keep_lines=keep or kept)
        case Spread():
            yield from _spread(block, keep=keep, on=on)
        case Table():
            yield _table(block, keep=keep, on=on)
            # Without a paragraph between them, Word makes one table of two.
            yield paragraph("Spacer", "", keep_next=on)
        case Lines():
            yield _lines(block, keep=keep, on=on)
            yield paragraph("Spacer", "", keep_next=on)
        case Together(blocks=blocks):
            for at, each in enumerate(blocks, 1):
                yield from _block(each, keep=True, last=at == len(blocks))
        case Contents(titles=titles):
            for at, title in enumerate(titles, 1):
                yield paragraph("Contents", ooxml.reference(at, run(title.replace("\t", " "))))
        case _:
            assert_never(block)


def _inline(content: Content) -> str:
    return "".join(map(_piece, content))


def _piece(piece: Inline) -> str:
    match piece:
        case Text(words=words, look=look):
            return run(words.replace("\t", " "), look_of(look))
        case Gap(ems=ems):
            return gap(ems)
        case Bracket():
            return bracket()
        case _:
            assert_never(piece)


def _spread(block: Spread, *, keep: bool, on: bool) -> Iterator[str]:
    style = f"Options{block.columns}"
    rows = [block.options[at : at + block.columns] for at in range(0, len(block.options), block.columns)]
    after_letter = TAB if block.columns == 1 else ""
    for at, row in enumerate(rows, 1):
        cells = TAB.join(run(letter) + after_letter + run(words.replace("\t", " ")) for letter, words in row)
        yield paragraph(style, cells, keep_next=on or (keep and at < len(rows)), keep_lines=keep)


def _table(table: Table, *, keep: bool, on: bool) -> str:
    total = sum(table.widths)
    widths = [round(ROOM * width / total) for width in table.widths]
    rows = "".join(_rows(table, widths, keep=keep, on=on))
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
    return _framed(widths, f"<w:tblBorders>{borders}</w:tblBorders>" if table.ruled else "", rows)


def _framed(widths: Sequence[int], borders: str, rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}{_FIXED}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _rows(table: Table, widths: Sequence[int], *, keep: bool, on: bool) -> Iterator[str]:
    height = f'<w:trHeight w:val="{round(table.tall * EM)}" w:hRule="atLeast"/>' if table.tall else ""
    for at, row in enumerate(table.rows):
        head = "<w:tblHeader/>" if at < table.head else ""
        held = on or at < table.head or (keep and at + 1 < len(table.rows))
        cells, column = [], 0
        for cell in row:
            wide = sum(widths[column : column + cell.wide])
            cells.append(_cell(cell, wide, centred=column not in table.left, middle=table.ruled, held=held))
            column += cell.wide
        yield f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, wide: int, *, centred: bool, middle: bool, held: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.wide}"/>' if cell.wide > 1 else ""
    place = '<w:vAlign w:val="center"/>' if middle else ""
    look = '<w:jc w:val="center"/>' if centred else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{place}</w:tcPr>'
        f"{paragraph('Cell', _inline(cell.content), keep_next=held, more=look)}</w:tc>"
    )


def _lines(lines: Lines, *, keep: bool, on: bool) -> str:
    """Return lines to write on, as the rules of a table: they can be typed on too."""
    rule = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    borders = f"<w:tblBorders>{rule.format('bottom')}{rule.format('insideH')}</w:tblBorders>"
    row = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{_PEN_LINE}" w:hRule="exact"/></w:trPr>'
    cell = f'<w:tcPr><w:tcW w:w="{ROOM}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>'
    rows = "".join(
        f"<w:tr>{row}<w:tc>{cell}{paragraph('Cell', mark, keep_next=on or (keep and at < lines.count))}</w:tc></w:tr>"
        for at, mark in enumerate([run(lines.mark), *[""] * (lines.count - 1)], 1)
    )
    return _framed([ROOM], borders, rows)
