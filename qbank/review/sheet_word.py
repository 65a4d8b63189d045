"""The review sheet as a Word document, written: a table an item, a row a part of it, with room for the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from qbank.locale import Lang, say
from qbank.review import sheet_words as words
from qbank.review.sheet_proof import Piece
from qbank.review.sheet_text import plain
from qbank.review.sheet_view import View

_Element = Any  # lxml and python-docx publish no types
_FONT, _HEAD_FONT, _LATIN = "宋体", "黑体", "Times New Roman"
_WIDTHS = (1830, 7800)
"""Of the two columns, in twentieths of a point: 17 cm, what A4 leaves between its margins."""
_HEAD, _TO_FILL, _LINE = "D9E2F3", "FFF8E1", "BFBFBF"
_GREY, _RED = "808080", "C00000"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write(views: Sequence[View], lang: Lang, stream: BinaryIO) -> None:
    """Write the document: how to fill it in, then a table for each item."""
    from docx import Document

    paper = Document()
    _set_up(paper, lang)
    body = paper.element.body
    section = body[-1]
    for each in _blocks(views, lang):
        section.addprevious(each)
    paper.save(stream)


def _set_up(paper: _Element, lang: Lang) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(10.5)
    normal.element.rPr.rFonts.set(f"{{{_W}}}eastAsia", _FONT)
    normal.paragraph_format.space_after = Pt(0)
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    paper.core_properties.title = say("sheet-title", lang)
    paper.core_properties.author = "qbank"
    section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer = section.footer.paragraphs[0]._p  # python-docx has no call for fields
    parts = say("sheet-page", lang, page="\n", pages="\n").split("\n")
    for text, field in zip(parts, ("PAGE", "NUMPAGES", ""), strict=True):
        footer.append(_run(text, size=9))
        if field:
            footer.append(_el("fldSimple", _run("1", size=9), instr=field))


def _blocks(views: Sequence[View], lang: Lang) -> Iterator[_Element]:
    head, *lines = words.help_lines(lang)
    yield _paragraph([_run(say("sheet-title", lang), size=18, font=_HEAD_FONT)], centred=True)
    yield _paragraph([_run(head, size=10.5, bold=True)])
    yield from (_paragraph([_run(line, size=9)]) for line in lines)
    yield _paragraph([])
    for view in views:
        yield _table(view, lang)
        # Without a paragraph between them, Word makes one table of two.
        yield _paragraph([])


def _table(view: View, lang: Lang) -> _Element:
    borders = [
        _el(side, val="single", sz="4", color=_LINE)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    table = _el(
        "tbl",
        _el(
            "tblPr",
            _el("tblW", w=str(sum(_WIDTHS)), type="dxa"),
            _el("tblBorders", *borders),
            _el("tblLayout", type="fixed"),
        ),
        _el("tblGrid", *(_el("gridCol", w=str(width)) for width in _WIDTHS)),
        _head(view, lang),
    )
    for name, paragraphs in _parts(view):
        table.append(_row(_label(name, lang), paragraphs))
    choices = say("sheet-slash", lang).join(words.verdict_word(each, lang) for each in words.VERDICTS)
    verdict = [*_label(words.VERDICT, lang), _paragraph([_run(choices, size=7.5, color=_GREY)])]
    given = view.shown[words.VERDICT]
    table.append(_row(verdict, [_paragraph([_run(given)] if given else [])], fill=_TO_FILL))
    table.append(_row(_label(words.COMMENT, lang), [_paragraph([])], fill=_TO_FILL, last=True))
    return table


def _head(view: View, lang: Lang) -> _Element:
    """Return the row that tells which item this is; it stands again on top of the next page."""
    number = _paragraph([_run(say("sheet-item", lang, n=view.number), bold=True, font=_HEAD_FONT)])
    item, revision = plain(view.shown[words.ITEM]), view.shown[words.REVISION]
    mark = say("sheet-mark", lang, item=item, revision=revision)
    kind = [_run(view.shown[words.TYPE], bold=True, font=_HEAD_FONT), _run(mark, size=8, color=_GREY)]
    return _row([number], [_paragraph(kind)], fill=_HEAD, head=True)


def _parts(view: View) -> Iterator[tuple[str, list[_Element]]]:
    if view.stimulus:
        yield words.STIMULUS, _paragraphs(view.stimulus)
    for name, text in view.cells.items():
        yield name, _paragraphs(text)
    if view.proof:
        names = view.shown[words.DOCUMENT].split("\n")
        yield words.DOCUMENT, [_paragraph([_run(each, size=9, color=_GREY)]) for each in names]
        yield words.SOURCE, [_paragraph([_proof(each) for each in line]) for line in view.proof]


def _label(name: str, lang: Lang) -> list[_Element]:
    return [_paragraph([_run(words.heading(name, lang), size=9, font=_HEAD_FONT)])]


def _proof(piece: Piece) -> _Element:
    if piece.kind == "around":
        return _run(piece.text, size=9, color=_GREY)
    is_key = piece.kind == "key"
    return _run(piece.text, bold=is_key, color=_RED if is_key else "", underlined=is_key)


def _row(
    label: list[_Element], content: list[_Element], *, fill: str = "", head: bool = False, last: bool = False
) -> _Element:
    """Return a row of two cells that no page break divides, and that keeps with the next unless it is the last."""
    for paragraph in (*label, *content):
        if not last:
            paragraph[0].insert(0, _el("keepNext"))
    cells = [
        _el("tc", _cell_look(width, shade), *paragraphs)
        for width, shade, paragraphs in ((_WIDTHS[0], fill or "F7F7F7", label), (_WIDTHS[1], fill, content))
    ]
    return _el("tr", _el("trPr", _el("cantSplit"), *([_el("tblHeader")] if head else [])), *cells)


def _cell_look(width: int, fill: str) -> _Element:
    shade = [_el("shd", val="clear", color="auto", fill=fill)] if fill else []
    return _el("tcPr", _el("tcW", w=str(width), type="dxa"), *shade)


def _paragraphs(text: str) -> list[_Element]:
    return [_paragraph([_run(line)]) for line in plain(text).split("\n")]


def _paragraph(runs: Sequence[_Element], *, centred: bool = False) -> _Element:
    look = _el("pPr", _el("spacing", before="30", after="30"), *([_el("jc", val="center")] if centred else []))
    return _el("p", look, *runs)


def _run(
    text: str, *, size: float = 10.5, bold: bool = False, color: str = "", font: str = "", underlined: bool = False
) -> _Element:
    look = [
        *([_el("rFonts", ascii=_LATIN, hAnsi=_LATIN, eastAsia=font)] if font else []),
        *([_el("b")] if bold else []),
        *([_el("color", val=color)] if color else []),
        _el("sz", val=f"{size * 2:g}"),
        *([_el("u", val="single")] if underlined else []),
    ]
    return _el("r", _el("rPr", *look), *_words(text))


def _words(text: str) -> Iterator[_Element]:
    for at, part in enumerate(text.split("\t")):
        if at:
            yield _el("tab")
        if part:
            word = _el("t")
            word.text = part
            word.set(_SPACE, "preserve")
            yield word


def _el(tag: str, *children: _Element, **attributes: str) -> _Element:
    from lxml import etree

    element = etree.Element(f"{{{_W}}}{tag}", nsmap={"w": _W})
    for name, value in attributes.items():
        element.set(f"{{{_W}}}{name}", value)
    element.extend(children)
    return element
