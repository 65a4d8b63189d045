"""The review sheet as a Word document, written: a table an item, a row a part of it, with room for the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from qbank.locale import Lang, say
from qbank.reports.word_pieces import HEAD_FONT, Element, el, paragraph, run, set_up
from qbank.review import sheet_words as words
from qbank.review.sheet_proof import Piece
from qbank.review.sheet_text import plain
from qbank.review.sheet_view import View

_WIDTHS = (1830, 7800)
"""Of the two columns, in twentieths of a point: 17 cm, what A4 leaves between its margins."""
_HEAD, _TO_FILL, _LINE = "D9E2F3", "FFF8E1", "BFBFBF"
_GREY, _RED = "808080", "C00000"


def write(views: Sequence[View], lang: Lang, stream: BinaryIO) -> None:
    """Write the document: how to fill it in, then a table for each item."""
    from docx import Document

    paper = Document()
    set_up(paper, say("sheet-title", lang), lang)
    body = paper.element.body
    section = body[-1]
    for each in _blocks(views, lang):
        section.addprevious(each)
    paper.save(stream)


def _blocks(views: Sequence[View], lang: Lang) -> Iterator[Element]:
    head, *lines = words.help_lines(lang)
    yield paragraph([run(say("sheet-title", lang), size=18, font=HEAD_FONT)], centred=True)
    yield paragraph([run(head, size=10.5, bold=True)])
    yield from (paragraph([run(line, size=9)]) for line in lines)
    yield paragraph([])
    for view in views:
        yield _table(view, lang)
        # Without a paragraph between them, Word makes one table of two.
        yield paragraph([])


def _table(view: View, lang: Lang) -> Element:
    borders = [
        el(side, val="single", sz="4", color=_LINE) for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    table = el(
        "tbl",
        el(
            "tblPr",
            el("tblW", w=str(sum(_WIDTHS)), type="dxa"),
            el("tblBorders", *borders),
            el("tblLayout", type="fixed"),
        ),
        el("tblGrid", *(el("gridCol", w=str(width)) for width in _WIDTHS)),
        _head(view, lang),
    )
    for name, paragraphs in _parts(view):
        table.append(_row(_label(name, lang), paragraphs))
    choices = say("sheet-slash", lang).join(words.verdict_word(each, lang) for each in words.VERDICTS)
    verdict = [*_label(words.VERDICT, lang), paragraph([run(choices, size=7.5, color=_GREY)])]
    given = view.shown[words.VERDICT]
    table.append(_row(verdict, [paragraph([run(given)] if given else [])], fill=_TO_FILL))
    table.append(_row(_label(words.COMMENT, lang), [paragraph([])], fill=_TO_FILL, last=True))
    return table


def _head(view: View, lang: Lang) -> Element:
    """Return the row that tells which item this is; it stands again on top of the next page."""
    number = paragraph([run(say("sheet-item", lang, n=view.number), bold=True, font=HEAD_FONT)])
    item, revision = plain(view.shown[words.ITEM]), view.shown[words.REVISION]
    mark = say("sheet-mark", lang, item=item, revision=revision)
    kind = [run(view.shown[words.TYPE], bold=True, font=HEAD_FONT), run(mark, size=8, color=_GREY)]
    return _row([number], [paragraph(kind)], fill=_HEAD, head=True)


def _parts(view: View) -> Iterator[tuple[str, list[Element]]]:
    if view.stimulus:
        yield words.STIMULUS, _paragraphs(view.stimulus)
    for name, text in view.cells.items():
        yield name, _paragraphs(text)
    if view.proof:
        names = view.shown[words.DOCUMENT].split("\n")
        yield words.DOCUMENT, [paragraph([run(each, size=9, color=_GREY)]) for each in names]
        yield words.SOURCE, [paragraph([_proof(each) for each in line]) for line in view.proof]


def _label(name: str, lang: Lang) -> list[Element]:
    return [paragraph([run(words.heading(name, lang), size=9, font=HEAD_FONT)])]


def _proof(piece: Piece) -> Element:
    if piece.kind == "around":
        return run(piece.text, size=9, color=_GREY)
    is_key = piece.kind == "key"
    return run(piece.text, bold=is_key, color=_RED if is_key else "", underlined=is_key)


def _row(
    label: list[Element], content: list[Element], *, fill: str = "", head: bool = False, last: bool = False
) -> Element:
    """Return a row of two cells that no page break divides, and that keeps with the next unless it is the last."""
    for each in (*label, *content):
        if not last:
            each[0].insert(0, el("keepNext"))
    cells = [
        el("tc", _cell_look(width, shade), *paragraphs)
        for width, shade, paragraphs in ((_WIDTHS[0], fill or "F7F7F7", label), (_WIDTHS[1], fill, content))
    ]
    return el("tr", el("trPr", el("cantSplit"), *([el("tblHeader")] if head else [])), *cells)


def _cell_look(width: int, fill: str) -> Element:
    shade = [el("shd", val="clear", color="auto", fill=fill)] if fill else []
    return el("tcPr", el("tcW", w=str(width), type="dxa"), *shade)


def _paragraphs(text: str) -> list[Element]:
    return [paragraph([run(line)]) for line in plain(text).split("\n")]
