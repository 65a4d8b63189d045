"""What styles of a Word document strike out or hide, and what stands beside its body."""

from __future__ import annotations

from pathlib import Path

import pytest
from text_typist import docx, errors_of, items_of, key_of, read

from qbank.errors import Problem

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPTIONS = "".join(
    f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in ("1. 应为（ ）。", "A. 十", "B. 二十", "C. 三十")
)


def styles(look: str, *, based: bool = False) -> str:
    """Return a part of styles whose style X has a look, by itself or by the one it is based on."""
    base = f'<w:style w:type="character" w:styleId="Base"><w:rPr>{look}</w:rPr></w:style>'
    own = '<w:basedOn w:val="Base"/>' if based else f"<w:rPr>{look}</w:rPr>"
    return f'<w:styles xmlns:w="{W}">{base if based else ""}<w:style w:styleId="X">{own}</w:style></w:styles>'


def answer(look: str, struck: str = "A", rest: str = "B") -> str:
    """Return an answer whose first run has a look."""
    runs = f"<w:r><w:rPr>{look}</w:rPr><w:t>{struck}</w:t></w:r><w:r><w:t>{rest}</w:t></w:r>"
    return f"{OPTIONS}<w:p><w:r><w:t>答案：</w:t></w:r>{runs}</w:p>"


@pytest.mark.parametrize("struck", ["A", "A、", "（A）", "对"])
@pytest.mark.parametrize("how", ["strike", "dstrike", "style", "based"])
def test_a_key_with_letters_struck_out_is_refused(tmp_path: Path, struck: str, how: str) -> None:
    """Directly or by a style: whether they count, nobody can tell."""
    parts = {"word/styles.xml": styles("<w:strike/>", based=how == "based")} if how in {"style", "based"} else {}
    look = '<w:rStyle w:val="X"/>' if parts else f"<w:{how}/>"
    found = read(docx(body=answer(look, struck), parts=parts), tmp_path, "题库.docx")
    assert items_of(found) == []
    assert [each.code for each in errors_of(found)] == ["text-key-struck"]
    assert "text-words-struck" in {each.code for each in found if isinstance(each, Problem)}


def test_a_look_that_is_turned_off_again_is_none(tmp_path: Path) -> None:
    """A run says otherwise than its style."""
    look = '<w:rStyle w:val="X"/><w:strike w:val="0"/>'
    body = answer(look, "", "B").replace("<w:t></w:t>", "<w:t>B</w:t>").replace("<w:r><w:t>B</w:t></w:r>", "")
    found = read(docx(body=body, parts={"word/styles.xml": styles("<w:strike/>")}), tmp_path, "题库.docx")
    assert [key_of(each) for each in items_of(found)] == [["二十"]]
    assert not [each for each in found if isinstance(each, Problem) and each.code == "text-words-struck"]


@pytest.mark.parametrize("based", [False, True])
def test_words_that_a_style_hides_are_not_read_and_told(tmp_path: Path, based: bool) -> None:
    """As those that are hidden directly."""
    body = answer('<w:rStyle w:val="X"/>')
    found = read(docx(body=body, parts={"word/styles.xml": styles("<w:vanish/>", based=based)}), tmp_path, "题库.docx")
    assert [key_of(each) for each in items_of(found)] == [["二十"]]
    assert "hidden-text" in {each.code for each in found if isinstance(each, Problem)}


@pytest.mark.parametrize(
    ("part", "note"), [("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "endnote")]
)
def test_notes_beside_the_body_are_told(tmp_path: Path, part: str, note: str) -> None:
    """Somebody may have corrected a key there; those without words (the lines above footnotes) are none."""
    said = f"<w:{note}><w:p><w:r><w:t>应为C</w:t></w:r></w:p></w:{note}>"
    xml = f'<w:{part} xmlns:w="{W}"><w:{note}><w:p/></w:{note}>{said}</w:{part}>'
    found = read(docx(body=answer("", ""), parts={f"word/{part}.xml": xml}), tmp_path, "题库.docx")
    problems = [(each.code, each.severity, each.values) for each in found if isinstance(each, Problem)]
    assert ("text-notes-unread", "warning", {"count": 1}) in problems
    assert len(items_of(found)) == 1


@pytest.mark.parametrize("column", [1, 4])
def test_a_key_struck_out_in_a_table_is_refused_as_in_a_line(tmp_path: Path, column: int) -> None:
    """A table of Word with headings is read by its columns; only an answer that is struck leaves a key in doubt."""
    rows = [
        ["题干", "选项A", "选项B", "选项C", "答案"],
        ["应为（ ）。", *"ABC", "AB"],
        ["何时？", *"一二三", "A"],
    ]
    cells = [[f"<w:r><w:t>{each}</w:t></w:r>" for each in row] for row in rows]
    cells[1][column] = "<w:r><w:rPr><w:strike/></w:rPr><w:t>A</w:t></w:r><w:r><w:t>B</w:t></w:r>"
    body = "".join(f"<w:tr>{''.join(f'<w:tc><w:p>{each}</w:p></w:tc>' for each in row)}</w:tr>" for row in cells)
    found = read(docx(body=f"<w:tbl>{body}</w:tbl>"), tmp_path, "题库.docx")
    assert ["table-answer-struck"] * (column == 4) == [each.code for each in errors_of(found)]
    assert "何时？" in [each.item.stem for each in items_of(found)]
    assert not any("\ufdd2" in str(each) for each in found)
