"""Tables as programs save them: pages of the web, quotation marks amiss, tables side by side, rows that are deleted."""

from __future__ import annotations

import csv
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_typist import errors_of, items_of, key_of, told

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats.recognise import recognised
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._side_by_side import side_by_side
from qbank.formats.tables._source import Table
from qbank.model.portable import Portable

HEAD = ["题干", "选项A", "选项B", "答案"]
ROWS = [["由谁交接？", "甲班", "乙班", "B"], ["由谁接班？", "丙班", "丁班", "A"]]
KEYS = [["乙班"], ["丙班"]]
Found = list[Portable | Problem]


def read(folder: Path, data: bytes | str, name: str) -> Found:
    """Return what is read of a file, in the format that its content tells."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(FORMATS.get(recognised(path)).read(path, Settings(file=name)))


def sheet(folder: Path, *rows: list[str]) -> Found:
    """Return what is read of rows."""
    path = folder / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return list(FORMATS.get("xlsx").read(path, Settings(file=path.name)))


def codes(found: Found, severity: str) -> list[str]:
    """Return the codes of problems of a severity."""
    return [each.code for each in found if isinstance(each, Problem) and each.severity == severity]


def page(*rows: list[str], head: str = "") -> str:
    """Return a page of the web with one table."""
    cells = ("".join(each if each.startswith("<t") else f"<td>{each}</td>" for each in row) for row in rows)
    return (
        f"<html><head>{head}</head><body><table>{''.join(f'<tr>{each}</tr>' for each in cells)}</table></body></html>"
    )


# --- pages of the web --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "cp950"])
@pytest.mark.parametrize("name", ["题库.xls", "题库.xlsx"])
def test_a_page_under_the_name_of_a_workbook_is_read(encoding: str, name: str, tmp_path: Path) -> None:
    """In whatever encoding it is and says it is."""
    said = {"gb18030": "gb2312", "cp950": "big5"}.get(encoding, "utf-8")
    head = ["question", "optionA", "optionB", "answer"]
    text = page(head, *ROWS, head=f'<meta charset="{said}">').replace("谁", "誰")
    found = read(tmp_path, text.encode(encoding), name)
    assert [key_of(each) for each in items_of(found)] == KEYS
    assert errors_of(found) == []


def test_cells_of_a_page_say_what_a_reader_sees(tmp_path: Path) -> None:
    """Merged cells, entities, figures below the line, lines; what is struck out or a picture is refused."""
    rows = [
        ["题型", *HEAD], ["<td rowspan=2>单选题</td>", "H<sub>2</sub>O", "水&lt;1", "北<br>京", "A"],
        ["为何？", "甲", "乙", "B"],
        ["单选题", "何时？", "甲", "乙", "<s>A</s>B"],
        ["单选题", "何物？<img src=a.png>", "甲", "乙", "B"],
        ["单选题", "何地？", "甲", "乙", '<td><span style="text-decoration:line-through">A</span>B</td>'],
    ]  # fmt: skip
    found = read(tmp_path, page(*rows), "t.xls")
    assert [told(each)[1:] for each in items_of(found)] == [
        ("H₂O", ["水<1", "北\n京"], ["水<1"]), ("为何？", ["甲", "乙"], ["乙"]),
    ]  # fmt: skip
    assert codes(found, "error") == ["table-answer-struck", "table-cell-picture", "table-answer-struck"]


def test_a_page_without_a_table_has_no_headings(tmp_path: Path) -> None:
    """As any file without them."""
    assert codes(read(tmp_path, "<html><body>你好</body></html>", "t.xls"), "error") == ["table-no-headers"]


# --- quotation marks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ['"由谁"交接？,甲班,乙班,B', '由谁交接？,"甲班,乙班,B'])
def test_a_quotation_mark_amiss_is_told_with_its_line(line: str, tmp_path: Path) -> None:
    """Nobody has to search for it."""
    found = read(tmp_path, f"{','.join(HEAD)}\n{','.join(ROWS[0])}\n{line}\n{','.join(ROWS[1])}\n", "t.csv")
    (problem,) = errors_of(found)
    assert (problem.code, problem.place, line.startswith(str(problem.values["near"]))) == ("table-quote", "3", True)
    assert all(line[:6] in problem.message(lang) for lang in ("zh", "en"))


# --- side by side ------------------------------------------------------------------------------------


BLOCK = st.lists(st.lists(st.text("甲乙丙丁", min_size=1), min_size=4, max_size=4), min_size=1, max_size=4)


@given(blocks=st.lists(BLOCK, min_size=2, max_size=3), gap=st.integers(0, 2), before=st.integers(0, 2))
def test_tables_side_by_side_are_what_each_is_alone(blocks: list[list[list[str]]], gap: int, before: int) -> None:
    """With or without empty columns between them and before the first."""
    height = max(map(len, blocks))
    full = [[HEAD, *block, *[[""] * 4] * (height - len(block))] for block in blocks]
    rows = [
        [""] * before + list(chain.from_iterable([*each, *[""] * gap] for each in row))
        for row in zip(*full, strict=True)
    ]
    cells = [(number, [Cell(text) for text in row]) for number, row in enumerate(rows, 1)]
    table = Table("", lambda after=0: iter([row for row in cells if row[0] > after]))
    parts = side_by_side(table)
    assert [[[cell.text for cell in cells][:4] for _, cells in part.rows()] for part in parts] == full


def test_items_of_tables_side_by_side(tmp_path: Path) -> None:
    """All are read; a row that may be meant for all tables leaves them as they are, and so do other headings."""
    rows = [[*HEAD, "", *HEAD], [*ROWS[0], "", *ROWS[1]]]
    assert [key_of(each) for each in items_of(sheet(tmp_path, *rows))] == KEYS
    section = ["一、单选题", *[""] * 8]
    assert codes(sheet(tmp_path, rows[0], section, rows[1]), "error") == ["table-header-twice"]
    other = [[*HEAD, *HEAD[:3], "解析"], [*ROWS[0], *ROWS[1]]]
    assert items_of(sheet(tmp_path, *other)) == []


# --- rows that are deleted ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "gone", "kept"),
    [("是否删除", "是", "否"), ("deleted", "1", "0"), ("状态", "停用", "启用"), ("是否启用", "否", "是")],
)
def test_rows_that_are_deleted_are_no_items(header: str, gone: str, kept: str, tmp_path: Path) -> None:
    """They are named, the others are read."""
    found = sheet(tmp_path, [*HEAD, header], [*ROWS[0], gone], [*ROWS[1], kept])
    assert [key_of(each) for each in items_of(found)] == KEYS[1:]
    told_of = [each for each in found if isinstance(each, Problem) and each.code == "table-rows-gone"]
    assert [each.values["rows"] for each in told_of] == ["2"]
    assert ("table-columns-not-read" in codes(found, "warning")) == (header == "状态")


def test_a_mark_that_is_not_understood_is_told(tmp_path: Path) -> None:
    """The column is one that was not read."""
    found = sheet(tmp_path, [*HEAD, "是否删除"], [*ROWS[0], "待定"])
    assert len(items_of(found)) == 1 and codes(found, "warning") == ["table-columns-not-read"]


def test_headings_and_types_in_long_characters_in_big5(tmp_path: Path) -> None:
    """As they are written where that encoding comes from; a short file and rare words are enough to tell it."""
    text = "題型,題幹,選項A,選項B,正確答案\n單選題,鼴鼠屬於？,囓齒目,食蟲目,B\n判斷題,應由甲班負責。,,,錯\n"
    for encoding in ("cp950", "utf-8"):
        found = read(tmp_path, text.replace("錯", "错" if encoding == "utf-8" else "×").encode(encoding), "t.csv")
        assert [key_of(each) for each in items_of(found)] == [["食蟲目"], ["错误"]]
        assert errors_of(found) == []
