"""Pieces of a Word document that is read on A4: the page, its fonts and its footer, paragraphs and runs of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qbank.errors import printable
from qbank.locale import Lang, say

Element = Any  # lxml and python-docx publish no types
FONT, HEAD_FONT, LATIN = "宋体", "黑体", "Times New Roman"
ROOM = 9630
"""What A4 leaves between its margins, in twentieths of a point: 17 cm."""
_LONGEST_TITLE = 255
"""Of what Word knows of a document."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def set_up(paper: Element, title: str, lang: Lang) -> None:
    """Make a new document one on A4 with Chinese fonts, its title, and the number of each page in the footer."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(10.5)
    normal.element.rPr.rFonts.set(f"{{{_W}}}eastAsia", FONT)
    normal.paragraph_format.space_after = Pt(0)
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    paper.core_properties.title = printable(title)[:_LONGEST_TITLE]
    paper.core_properties.author = "qbank"
    section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer = section.footer.paragraphs[0]._p  # python-docx has no call for fields
    parts = say("sheet-page", lang, page="\n", pages="\n").split("\n")
    for text, field in zip(parts, ("PAGE", "NUMPAGES", ""), strict=True):
        footer.append(run(text, size=9))
        if field:
            footer.append(el("fldSimple", run("1", size=9), instr=field))


def paragraph(runs: Sequence[Element], *, centred: bool = False) -> Element:
    """Return a paragraph."""
    look = el("pPr", el("spacing", before="30", after="30"), *([el("jc", val="center")] if centred else []))
    return el("p", look, *runs)


def run(
    text: str, *, size: float = 10.5, bold: bool = False, color: str = "", font: str = "", underlined: bool = False
) -> Element:
    """Return a run of words: its size in points, its color as RGB in hex, its Chinese font; tabs stay tabs."""
    look = [
        *([el("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=font)] if font else []),
        *([el("b")] if bold else []),
        *([el("color", val=color)] if color else []),
        el("sz", val=f"{size * 2:g}"),
        *([el("u", val="single")] if underlined else []),
    ]
    return el("r", el("rPr", *look), *_words(text))


def _words(text: str) -> Iterator[Element]:
    for at, part in enumerate(text.split("\t")):
        if at:
            yield el("tab")
        if part:
            word = el("t")
            word.text = part
            word.set(_SPACE, "preserve")
            yield word


def el(tag: str, *children: Element, **attributes: str) -> Element:
    """Return an element of WordprocessingML with its children and its attributes."""
    from lxml import etree

    element = etree.Element(f"{{{_W}}}{tag}", nsmap={"w": _W})
    for name, value in attributes.items():
        element.set(f"{{{_W}}}{name}", value)
    element.extend(children)
    return element
