"""Lines as a Word document of plain paragraphs: the same lines are always the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

_WHEN = (1980, 1, 1, 0, 0, 0)
_Element = Any  # lxml publishes no types
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{}" w:cs="Times New Roman"/>'
_SONG, _HEI = _FONTS.format("宋体"), _FONTS.format("黑体")

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>"
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{_W}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_SONG}"
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="312" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="120"/><w:jc w:val="center"/></w:pPr>'
        f'<w:rPr>{_HEI}<w:b/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style></w:styles>'
    ),
}
_PAGE = (
    f'<w:sectPr xmlns:w="{_W}"><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1418" '
    'w:bottom="1440" w:left="1418" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)


def write(lines: Iterable[str], stream: BinaryIO, *, title: str) -> None:
    """Write the lines as paragraphs, below a title unless that is ""; an empty line is an empty paragraph."""
    from lxml import etree

    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(_member(name), (_HEAD + text).encode())
        archive.writestr(_member("docProps/core.xml"), (_HEAD + _core(title)).encode())
        # Opened without a size, since nobody knows it before the last line.
        with (
            archive.open(_member("word/document.xml"), "w", force_zip64=True) as part,
            etree.xmlfile(part, encoding="UTF-8") as document,
        ):
            document.write_declaration(standalone=True)
            with document.element(_name("document"), nsmap={"w": _W}), document.element(_name("body")):
                if title:
                    document.write(_paragraph(title, style="Title"))
                for line in lines:
                    document.write(_paragraph(line))
                document.write(etree.fromstring(_PAGE))


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _WHEN)
    member.compress_type = zipfile.ZIP_DEFLATED
    # Else the kind of system would be in the file.
    member.create_system = 0
    return member


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>qbank</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
    )


def _paragraph(text: str, *, style: str = "") -> _Element:
    from lxml import etree

    paragraph = etree.Element(_name("p"), nsmap={"w": _W})
    if style:
        look = etree.SubElement(etree.SubElement(paragraph, _name("pPr")), _name("pStyle"))
        look.set(_name("val"), style)
    run = etree.SubElement(paragraph, _name("r")) if text else paragraph
    for at, part in enumerate(text.split("\t") if text else ()):
        if at:
            etree.SubElement(run, _name("tab"))
        word = etree.SubElement(run, _name("t"))
        word.text = part
        word.set(_SPACE, "preserve")
    return paragraph


def _name(tag: str) -> str:
    return f"{{{_W}}}{tag}"
