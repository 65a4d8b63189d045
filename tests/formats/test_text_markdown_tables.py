"""Tables of Markdown in a text: read as the same rows of a sheet are, with what is said above them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_files import read as read_workbook
from table_files import said, workbook

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats.recognise import recognised
from qbank.model.portable import Portable

HEADS = ["题干", "选项A", "选项B", "选项C", "答案", "解析"]
ROW = ["首都是哪里？", "上海", "北京", "广州", "B", "见第一条"]


def table(rows: Sequence[Sequence[str]], *, outer: bool = True, rule: bool = True) -> str:
    """Return rows as a table of Markdown."""
    sides = "| {} |" if outer else "{}"
    shown = [sides.format(" | ".join(cell.replace("|", r"\|").replace("\n", "<br>") for cell in row)) for row in rows]
    return "\n".join([shown[0], *([sides.format(" | ".join("---" for _ in rows[0]))] if rule else []), *shown[1:]])


def read(path: Path, text: str) -> tuple[list[Portable], list[Problem]]:
    """Return the items of a text, and its problems."""
    path.write_text(text, encoding="utf-8")
    assert recognised(path) == "text"
    found = list(FORMATS.get("text").read(path, Settings(file=path.name)))
    return [each for each in found if isinstance(each, Portable)], [each for each in found if isinstance(each, Problem)]


WORDS = st.text("天地人和，。|a1 ", min_size=1, max_size=8).map(str.strip).filter(lambda text: text.strip("|，。 "))
ROWS = st.lists(
    st.builds(
        lambda stem, options, answer, why: [f"{stem}是？", *options, answer, why],
        WORDS,
        st.lists(WORDS, min_size=3, max_size=3),
        st.sampled_from(["A", "C", "AB", "ABC", "D", "对", ""]),
        st.sampled_from(["", "见第一条", "第一行\n第二行"]),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, outer=st.booleans(), rule=st.booleans())
def test_a_table_is_read_as_the_same_rows_of_a_sheet(rows: list[list[str]], outer: bool, rule: bool) -> None:
    """Item by item and fault by fault; only the name of the place is another."""
    with TemporaryDirectory() as folder:
        ours = read(Path(folder) / "t.md", table([HEADS, *rows], outer=outer or not rule, rule=rule))
        theirs = read_workbook(workbook(Path(folder) / "t.xlsx", {"T1": [HEADS, *rows]}))
    assert [said(each) for each in ours[0]] == [said(each) for each in theirs[0]]
    assert [each.place for each in ours[0]] == [each.place for each in theirs[0]]
    assert [(each.code, each.place) for each in ours[1]] == [(each.code, each.place) for each in theirs[1]]


def test_lines_above_say_type_and_chapter(tmp_path: Path) -> None:
    """Of the tables below them, until another line says otherwise; items among lines are read as well."""
    text = "\n\n".join([
        "# 第一章 总则", "## 一、多选题", table([HEADS, [*ROW[:4], "AB", ""]]),
        "## 二、单选题", table([HEADS, ROW]),
        "# 第二章 附则", "1. 另一题是什么？\nA. 甲\nB. 乙\n答案：A", table([HEADS, ROW]),
    ])  # fmt: skip
    items, problems = read(tmp_path / "t.md", text)
    assert [(each.place, each.item.type, each.item.chapter) for each in items[1:]] == [
        ("T1!2", "multiple_choice", "第一章 总则"),
        ("T2!2", "single_choice", "第一章 总则"),
        ("T3!2", "single_choice", "第二章 附则"),
    ]
    assert items[0].item.stem == "另一题是什么？"
    assert [each.code for each in problems] == ["text-dressing"]


def test_a_table_of_word_takes_its_type_from_the_line_above(tmp_path: Path) -> None:
    """A key of one letter below 多选题 is doubted, and the item is no single choice."""
    from docx import Document

    document = Document()
    document.add_paragraph("二、多选题")
    rows = [HEADS, ROW]
    made = document.add_table(len(rows), len(HEADS))
    for at, row in enumerate(rows):
        for n, text in enumerate(row):
            made.cell(at, n).text = text
    document.save(tmp_path / "t.docx")
    found = list(FORMATS.get("text").read(tmp_path / "t.docx", Settings(file="t.docx")))
    assert [each.item.type for each in found if isinstance(each, Portable)] == ["multiple_choice"]
    assert [each.code for each in found if isinstance(each, Problem)] == ["table-answer-single"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["太阳|月亮？", "甲", "乙", "丙", "A", ""], None),
        (["太阳", "是", "甲", "乙", "A", "", "多了"], "table-cells-beyond"),
        (["图中![图](a.png)是？", "甲", "乙", "丙", "A", ""], "table-cell-picture"),
    ],
)
def test_cells_that_are_not_what_they_seem_refuse_the_row(tmp_path: Path, row: list[str], code: str | None) -> None:
    """A stroke too many, a picture; a stroke that is written as one is part of its cell."""
    items, problems = read(tmp_path / "t.md", table([HEADS, ROW, row]))
    assert len(items) == 1 + (code is None)
    if code is not None:
        assert [each.place for each in problems if each.severity == "error" and code in each.code] == ["T1!3"]


def test_marks_are_taken_off_and_told(tmp_path: Path) -> None:
    """Bold words, code and strokes before signs; an option that is bold and not the key is told as in a sheet."""
    items, problems = read(
        tmp_path / "t.md", table([HEADS, ["**首都**是`哪里`？", "上海", "**北京**", r"2\*3", "A", ""]])
    )
    assert [each.item.stem for each in items] == ["首都是`哪里`？"]
    assert {each.code for each in problems} == {"text-dressing", "table-options-set-off"}


def test_a_table_of_something_else_is_told(tmp_path: Path) -> None:
    """No item is in it, and no line of it is lost in silence."""
    other = table([["姓名", "电话"], ["张三", "1"]])
    items, problems = read(tmp_path / "t.md", f"{table([HEADS, ROW])}\n\n{other}")
    assert len(items) == 1
    assert [(each.code, each.place) for each in problems] == [("text-stray", "5")]
    assert not read(tmp_path / "u.md", other)[0]


def test_strokes_between_options_are_no_table(tmp_path: Path) -> None:
    """Lines of an item that have strokes stay its lines."""
    items, _ = read(tmp_path / "t.md", "1. 选哪个？\nA. 甲 | 乙\nB. 丙 | 丁\n答案：A")
    assert [each.item.stem for each in items] == ["选哪个？"]
