"""Word documents: what of the body becomes text."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_files import PROSE, SENTENCE, STRICT_WORD, Read, docx, paragraph

from qbank.text.docx_numbering import chinese

LONG = paragraph(PROSE.replace("\n", ""))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def text_of(read: Read, body: str, parts: dict[str, str] | None = None) -> str:
    """Return the text of a document with this body, after a long paragraph."""
    reading = read("a.docx", docx(LONG + body, parts))
    assert reading.document is not None, reading.problems
    return reading.document.text.split("\n", 1)[1]


def test_word_file_made_by_a_library(read: Read) -> None:
    """What python-docx writes reads back paragraph by paragraph, tables in their place."""
    import docx as python_docx

    made = python_docx.Document()
    made.add_heading("第一章 总则", 1)
    made.add_paragraph(PROSE)
    table = made.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ["阶段", "时间", "动员", "3月"], strict=True
    ):
        cell.text = text
    made.add_paragraph("末段。")
    buffer = io.BytesIO()
    made.save(buffer)
    reading = read("a.docx", buffer.getvalue())
    assert reading.document is not None
    assert reading.document.text.split("\n") == ["第一章 总则", *PROSE.split("\n"), "阶段\t时间", "动员\t3月", "末段。"]
    assert reading.problems == ()


def test_marks_inside_a_paragraph(read: Read) -> None:
    """Tabs, line breaks, fields, hyperlinks, content controls and math-free runs give their text in order."""
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r><w:hyperlink><w:r><w:t>丁</w:t></w:r></w:hyperlink>"
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r><w:sdt><w:sdtContent><w:r><w:t>戊</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("控件段") + "</w:sdtContent></w:sdt>"
    )
    assert text_of(read, body) == "甲\t乙\n丙丁戊\n控件段"


def test_tracked_changes(read: Read) -> None:
    """Insertions and moves to are text, deletions and moves from are not; both are counted."""
    body = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>原处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>此处</w:t></w:r></w:moveTo></w:p>"
    )
    reading = read("a.docx", docx(LONG + body))
    assert reading.document is not None
    assert reading.document.text.endswith("\n新此处")
    assert [(problem.code, dict(problem.values)) for problem in reading.problems] == [
        ("tracked-changes", {"insertions": 2, "deletions": 2})
    ]


def test_hidden_text(read: Read) -> None:
    """Hidden runs are left out and counted; one that says it is not hidden stays."""
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>现</w:t></w:r></w:p>'
    )
    reading = read("a.docx", docx(LONG + body))
    assert reading.document is not None
    assert reading.document.text.endswith("\n现")
    assert [problem.code for problem in reading.problems] == ["hidden-text"]


def test_text_box_follows_its_paragraph_once(read: Read) -> None:
    """A text box, which Word writes twice for older versions, is read once."""
    box = f"<w:txbxContent>{paragraph('框中字')}</w:txbxContent>"
    body = (
        '<w:p><w:r><w:t>段</w:t><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert text_of(read, body) == "段\n框中字"


def test_tables(read: Read) -> None:
    """A row is a line with tabs; a one-column table is a frame; a table in a cell joins that cell."""

    def table(*rows: list[str]) -> str:
        cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    inner = table([paragraph("内1"), paragraph("内2")])
    body = table([paragraph("甲") + paragraph("乙"), paragraph("丙")], [inner, paragraph("丁")])
    body += table([paragraph("框一") + paragraph("框二")])
    assert text_of(read, body) == "甲 乙\t丙\n内1\t内2\t丁\n框一\n框二"


def test_notes_headers_and_comments_are_left_out(read: Read) -> None:
    """Parts beside the body are not text."""
    parts = {f"word/{part}.xml": f"<w:x {W}>{paragraph('不要')}</w:x>" for part in ("footnotes", "header1", "comments")}
    assert text_of(read, paragraph("末段"), parts) == "末段"


def test_strict_form_of_the_standard(read: Read) -> None:
    """A document saved as strict OOXML is read too."""
    reading = read("a.docx", docx(LONG, namespace=STRICT_WORD))
    assert reading.document is not None


def level(depth: int, kind: str, pattern: str) -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


CHINESE = "chineseCounting"
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
{level(0, CHINESE, "%1、")}{level(1, CHINESE, "（%2）")}{level(2, "decimal", "%1.%3")}
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLE_NUMBER = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
STYLES = f'<w:styles {W}><w:style w:styleId="H"><w:pPr>{STYLE_NUMBER}</w:pPr></w:style></w:styles>'


def numbered(text: str, number: int, level: int) -> str:
    """Return a paragraph of a list."""
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return paragraph(text, properties)


def test_automatic_numbers_are_written_out(read: Read) -> None:
    """Labels count as Word prints them: by level, restarted below a higher one, from styles, without bullets."""
    style = '<w:pPr><w:pStyle w:val="H"/></w:pPr>'
    unnumbered = '<w:pPr><w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    body = (
        numbered("总则", 1, 0) + paragraph("目的", style) + paragraph("范围", style) + numbered("细则", 1, 0)
        + numbered("职责", 1, 1) + numbered("细目", 1, 2) + numbered("点", 1, 3) + numbered("", 1, 0)
        + numbered("另起", 2, 0) + paragraph("无号", unnumbered)
    )  # fmt: skip
    lines = text_of(read, body, {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}).split("\n")
    assert [line for line in lines if line] == [
        "一、总则", "（一）目的", "（二）范围", "二、细则", "（一）职责", "二.1细目", "点", "五、另起", "无号",
    ]  # fmt: skip


@given(st.integers(1, 9999))
def test_chinese_numbers_read_back(count: int) -> None:
    """A written number says its value to another program."""
    import cn2an

    assert cn2an.cn2an(chinese(count), "smart") == count


@pytest.mark.parametrize(
    ("count", "written"), [(0, "〇"), (10, "十"), (12, "十二"), (103, "一百零三"), (110, "一百一十")]
)
def test_chinese_numbers(count: int, written: str) -> None:
    """Numbers are written as headings have them."""
    assert chinese(count) == written


def test_a_scan_in_word(read: Read) -> None:
    """A document of pictures alone has no text."""
    reading = read("a.docx", docx("<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert [problem.code for problem in reading.problems] == ["no-text"]
    assert SENTENCE
