"""Pieces of a Word file: elements as text, in the order their schema (ECMA-376 part 1) wants, and the container.

Made by hand, for a thousand items are a hundred thousand elements; nothing of the hour or the computer is in it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import BinaryIO
from unicodedata import east_asian_width

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = " ".join((
    f'xmlns:w="{_W}"',
    f'xmlns:r="{_OFFICE}"',
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"',
    f'xmlns:a="{_DRAWING}/main"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
))
"""Of every part that has words in it."""
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CHAPTER = "_chapter"
SERIF, SANS, KAI, LATIN = "宋体", "黑体", "楷体", "Times New Roman"
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_UNHOLDABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS: Mapping[str, str] = {
    "word/document.xml": "document.main",
    "word/styles.xml": "styles",
    "word/settings.xml": "settings",
    "word/fontTable.xml": "fontTable",
    "word/footer1.xml": "footer",
}
FOOTER = "rId4"
_RELATIONS = {
    "rId1": "styles", "rId2": "settings", "rId3": "fontTable", FOOTER: "footer",
}  # fmt: skip
EM = 210
"""An em of the body's size, in twentieths of a point."""
_NO_BREAK, _OWN_WIDTH = "\u00a0", 0.25
_EM_SPACE = "\u2003"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def escaped(text: str) -> str:
    """Return text for an element or an attribute; what XML cannot hold is gone."""
    return _UNHOLDABLE.sub("", text).translate(_ENTITIES)


def run(text: str, look: str = "") -> str:
    r"""Return a run of words, ``look`` its properties; ``\n`` breaks the line."""
    # Quotes, dashes and dots that both scripts have stand in the Chinese font, full width.
    hint = '<w:rFonts w:hint="eastAsia"/>' if any(east_asian_width(char) == "A" for char in text) else ""
    if look.startswith("<w:rFonts ") and hint:
        look, hint = look.replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" ', 1), ""
    properties = f"<w:rPr>{hint}{look}</w:rPr>" if hint or look else ""
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{words}</w:r>"


def gap(ems: float) -> str:
    """Return a line to write on: underlined spaces that do not break, an em each.

    LibreOffice, which breaks them all the same, leaves no sliver of a gap behind.
    """
    look = f'<w:rPr><w:spacing w:val="{round((1 - _OWN_WIDTH) * EM)}"/><w:u w:val="single"/></w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">{_NO_BREAK * round(ems)}</w:t></w:r>'


def bracket() -> str:
    """Return （　　）: one space, spaced out, for neither Word nor LibreOffice breaks the line beside a bracket."""
    wide = f'<w:r><w:rPr><w:spacing w:val="{EM}"/></w:rPr><w:t xml:space="preserve">{_EM_SPACE}</w:t></w:r>'
    return run("（") + wide + run("）")


TAB = "<w:r><w:tab/></w:r>"


def paragraph(style: str, inside: str, *, keep_next: bool = False, keep_lines: bool = False, more: str = "") -> str:
    """Return a paragraph; ``more`` are properties that come after those of keeping."""
    keep = ("<w:keepNext/>" if keep_next else "") + ("<w:keepLines/>" if keep_lines else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{more}</w:pPr>{inside}</w:p>'


def field(name: str) -> str:
    """Return a field that Word works out: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def marked(number: int, inside: str) -> str:
    """Return what stands in a paragraph as the chapter of a number, for ``reference`` to find."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{_CHAPTER}{number}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def reference(number: int, words: str) -> str:
    """Return words that lead to a chapter, and its page; Word works the page out when the file is opened."""
    page = (
        f'<w:fldSimple w:instr=" PAGEREF {_CHAPTER}{number} \\h " w:dirty="true"><w:r><w:t>–</w:t></w:r></w:fldSimple>'
    )
    return f'<w:hyperlink w:anchor="{_CHAPTER}{number}" w:history="1">{words}{TAB}{page}</w:hyperlink>'


def part(root: str, inside: Iterable[str]) -> str:
    """Return a part of words."""
    return f'{HEAD}<w:{root} {NAMESPACES} mc:Ignorable="">{"".join(inside)}</w:{root}>'


def save(stream: BinaryIO, title: str, parts: Mapping[str, str]) -> None:
    """Write the container: the parts by their names, and what says what they are."""
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations({
            "rId1": (f"{_OFFICE}/officeDocument", "word/document.xml"),
            "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        }),
        "docProps/core.xml": _core(title),
        "word/_rels/document.xml.rels": _relations({
            name: (f"{_OFFICE}/{kind}", target)
            for name, kind in _RELATIONS.items()
            if f"word/{(target := _file_of(kind))}" in parts
        }),
        **parts,
    }
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(member, text.encode())


def _file_of(kind: str) -> str:
    return f"{kind}1.xml" if kind == "footer" else f"{kind}.xml"


def _content_types(parts: Mapping[str, str]) -> str:
    base = "application/vnd.openxmlformats"
    word = "".join(
        f'<Override PartName="/{name}" ContentType="{base}-officedocument.wordprocessingml.{_PARTS[name]}+xml"/>'
        for name in parts
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{base}-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{word}'
        f'<Override PartName="/docProps/core.xml" ContentType="{base}-package.core-properties+xml"/></Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(title)}</dc:title></cp:coreProperties>'
    )
