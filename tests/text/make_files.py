"""Builds the files the reader tests need, byte by byte, so that each fault stands in its test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from qbank.text.readers import Reading

Read = Callable[..., Reading]
"""The fixture ``read``: name, bytes and limits to a Reading."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
SENTENCE = "各单位每月组织两次集中学习，由办公室负责记录，学习情况纳入年度考核。"
PROSE = "\n".join(f"第{number}组的任务如下：{SENTENCE}" for number in range(1, 6))


def paragraph(text: str, properties: str = "") -> str:
    """Return a Word paragraph with one run."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def document_xml(body: str, *, namespace: str = WORD, prolog: str = "") -> str:
    """Return ``word/document.xml`` around body markup."""
    root = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{prolog}{root}'


def package(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip with these members, deflated."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, **options: str) -> bytes:
    """Return a ``.docx`` with this body markup and further parts."""
    return package({
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document_xml(body, **options),
        **(parts or {}),
    })


def pdf(pages: Sequence[Sequence[str]], *, mapped: bool = True, extra: str = "") -> bytes:
    """Return a PDF with these lines on its pages, drawn with a font of glyph numbers.

    ``mapped`` gives the font the map back to characters (ToUnicode); ``extra`` goes into each page.
    """
    glyphs = {char: glyph for glyph, char in enumerate(sorted({char for page in pages for char in "".join(page)}), 1)}
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    pairs = "".join(f"<{glyph:04x}> <{char.encode('utf-16-be').hex()}>\n" for char, glyph in glyphs.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{pairs}endbfchar endcmap end"
    )
    font_end = 4 + 2 * len(pages)
    to_unicode = f"/ToUnicode {font_end + 1} 0 R" if mapped else ""
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: f"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H {to_unicode} "
        f"/DescendantFonts [{font_end} 0 R] >>",
        font_end: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>",
        font_end + 1: stream(cmap),
    }
    for index, lines in enumerate(pages):
        drawn = "".join(f"<{''.join(f'{glyphs[char]:04x}' for char in line)}> Tj 0 -14 Td\n" for line in lines)
        number = 4 + 2 * index
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {number + 1} 0 R {extra} >>"
        )
        objects[number + 1] = stream(f"BT /F1 12 Tf 72 800 Td\n{drawn}ET")
    return pdf_of(objects)


def stream(data: str, entries: str = "") -> str:
    """Return a PDF stream object."""
    return f"<< /Length {len(data)} {entries} >>\nstream\n{data}\nendstream"


def pdf_of(objects: Mapping[int, str], *, trailer: str = "") -> bytes:
    """Return a PDF of numbered objects with a cross-reference table; object 1 is the catalogue."""
    out = b"%PDF-1.7\n"
    offsets = {}
    for number, content in sorted(objects.items()):
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    size = max(objects) + 1
    rows = "".join(
        f"{offsets.get(number, 0):010d} 00000 {'n' if number in offsets else 'f'} \n" for number in range(size)
    )
    table = f"xref\n0 {size}\n{rows}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return out + table.encode("latin-1")
