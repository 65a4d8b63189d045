"""Question banks in Word: numbers it makes by itself, blanks it draws, tables, symbols, pictures, tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from text_typist import W, docx, errors_of, items_of, read, told

from qbank.errors import Problem

NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def run(text: str, look: str = "") -> str:
    """Return a run of Word with a look."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, number: int = 0, level: int = 0) -> str:
    """Return a paragraph of runs, numbered by Word if a list is given."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    words = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{place}</w:pPr>{words}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """Return a table of Word, a paragraph a cell."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_table_under_headings_of_items_is_read_by_its_columns(tmp_path: Path) -> None:
    """序号, 题目, 选项, 答案 as columns are items with their row as place; text around the table is read as ever."""
    body = (
        paragraph("泵站题库")
        + paragraph("1、值班期间可以饮酒。（×）")
        + table(
            ["序号", "题目", "选项", "答案"],
            ["1", "灭火器多久检查一次？", "A.每日 B.每周 C.每月", "C"],
            ["2", "可以吸烟。", "", "×"],
            ["3", "谁填写记录？", "A.班长 B.值班员", "C"],
            ["合计", "3题"],
        )
    )
    found = read(docx(body=body), tmp_path, "题库.docx")
    assert [(each.place, each.item.stem) for each in items_of(found)] == [
        ("2", "值班期间可以饮酒。"),
        ("T1!2", "灭火器多久检查一次？"),
        ("T1!3", "可以吸烟。"),
    ]
    problems = [(each.code, each.place) for each in found if isinstance(each, Problem)]
    assert problems == [
        ("table-answer-beyond", "T1!4"),
        ("table-types-by-words", "T1"),
        ("table-sums-not-read", "T1!5"),
    ]


def test_a_table_without_such_headings_is_read_as_lines(tmp_path: Path) -> None:
    """A table that only lays a page out, or lists answers, is no table of items."""
    body = table(["1、值班期间可以饮酒。", "（×）"], ["2、值班员不得离岗。", "（√）"])
    found = read(docx(body=body), tmp_path, "题库.docx")
    assert [each.place for each in items_of(found)] == ["1", "3"]


LINE, HIGH = '<w:u w:val="single"/>', '<w:vertAlign w:val="superscript"/>'


def test_numbers_that_word_makes_are_seen(tmp_path: Path) -> None:
    """Headings, items and options that Word numbers by itself have their numbers; the place counts paragraphs."""
    body = (
        paragraph("泵站题库")
        + paragraph("单项选择题", number=2)
        + paragraph("汛期值班实行（  ）小时制。", number=1)
        + "".join(paragraph(text, number=1, level=1) for text in ("12", "24", "48"))
        + paragraph("答案：B")
        + paragraph("值班记录由谁填写？", number=1)
        + "".join(paragraph(text, number=1, level=1) for text in ("班长", "值班员", "门卫"))
        + paragraph("答案：B")
        + paragraph("判断题", number=2)
        + paragraph("值班期间可以饮酒。（×）", number=1)
    )
    found = read(docx(body=body, parts={"word/numbering.xml": NUMBERING}), tmp_path, "题库.docx")
    assert [each for each in found if isinstance(each, Problem)] == []
    assert [(each.place, *told(each)) for each in items_of(found)] == [
        ("3", "single_choice", "汛期值班实行____小时制。", ["12", "24", "48"], ["24"]),
        ("8", "single_choice", "值班记录由谁填写？", ["班长", "值班员", "门卫"], ["值班员"]),
        ("14", "true_false", "值班期间可以饮酒。", [], ["错误"]),
    ]


def test_underlined_blanks_and_answers_of_word(tmp_path: Path) -> None:
    """Underlined spaces are a blank, underlined words in it its answer; elsewhere underlining says nothing."""
    body = (
        paragraph("一、填空题")
        + paragraph("1、险情应当在", run("      ", LINE), "分钟内报告。")
        + paragraph("答案：30")
        + paragraph("2、值班员应当做到不脱岗、", run("  不串", LINE), run("岗 ", LINE), "。")
        + paragraph("二、判断题")
        + paragraph("3、值班期间", run("不得", LINE), "饮酒。（√）")
    )
    found = read(docx(body=body), tmp_path, "题库.docx")
    assert [told(each)[1:] for each in items_of(found)] == [
        ("险情应当在____分钟内报告。", [], ["30"]),
        ("值班员应当做到不脱岗、____。", [], ["不串岗"]),
        ("值班期间不得饮酒。", [], ["正确"]),
    ]


def test_high_figures_ticks_and_pictures_of_word(tmp_path: Path) -> None:
    """m³ keeps its figure, a tick of a symbol font is a tick, and an item with a picture is named."""
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    body = (
        paragraph("1、库容为3.5×10", run("6", HIGH), "m", run("3", HIGH), "（", tick, "）")
        + paragraph("2、见图，属于", "<w:r><w:drawing/></w:r>", "标志。（√）")
        + paragraph("3、可以饮酒。（×）")
    )
    found = read(docx(body=body), tmp_path, "题库.docx")
    assert [told(each)[1:] for each in items_of(found)] == [
        ("库容为3.5×10⁶m³", [], ["正确"]),
        ("可以饮酒。", [], ["错误"]),
    ]
    assert [(each.place, each.code) for each in errors_of(found)] == [("2", "text-picture")]


def test_tables_of_word(tmp_path: Path) -> None:
    """Options in a table, a table around items, and a table with numbers over letters are read."""
    body = (
        paragraph("一、单项选择题")
        + paragraph("1、下列正确的是（ ）")
        + table(("A.甲", "B.乙"), ("C.丙", "D.丁"))
        + paragraph("2、下列错误的是（ ）")
        + table(("A.甲  B.乙  C.丙",))
        + table(("3、属于险情的是（ ）",), ("A.漏水",), ("B.停机检修",))
        + paragraph("参考答案")
        + table(("题号", "1", "2", "3"), ("答案", "C", "A", "A"))
    )
    found = read(docx(body=body), tmp_path, "题库.docx")
    assert [each for each in found if isinstance(each, Problem)] == []
    assert [(each.place, *told(each)[1:]) for each in items_of(found)] == [
        ("2", "下列正确的是", ["甲", "乙", "丙", "丁"], ["丙"]),
        ("7", "下列错误的是", ["甲", "乙", "丙"], ["甲"]),
        ("9", "属于险情的是", ["漏水", "停机检修"], ["漏水"]),
    ]


def test_tracked_and_hidden_words_of_word_are_told(tmp_path: Path) -> None:
    """Insertions count, deletions and hidden text do not, and both are said."""
    body = (
        "<w:p><w:r><w:t>1、值班期间</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>可以</w:t></w:r></w:ins><w:r><w:t>饮酒。（×）</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>（√）</w:t></w:r></w:p>"
    )
    found = read(docx(body=body), tmp_path, "题库.docx")
    assert [told(each)[1:] for each in items_of(found)] == [("值班期间可以饮酒。", [], ["错误"])]
    assert {each.code for each in found if isinstance(each, Problem)} == {"tracked-changes", "hidden-text"}


@pytest.mark.parametrize(("look", "told_of"), [(LINE, ["北京"]), ("", [])])
def test_words_underlined_beside_a_blank_stay_and_are_told(tmp_path: Path, look: str, told_of: list[str]) -> None:
    """They may be a blank that somebody has filled in: the item asks for the other alone."""
    body = paragraph("1、首都是", run("  北京 ", look), "，位于", run("      ", LINE), "。") + paragraph("答案：华北")
    found = read(docx(body=body), tmp_path, "题库.docx")
    assert [told(each)[3] for each in items_of(found)] == [["华北"]]
    assert [each.values["text"] for each in found if isinstance(each, Problem) and "underlined" in each.code] == told_of
