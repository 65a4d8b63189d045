"""The receiver's own file filled: only its rows of items change, moved columns are found, missing ones are named."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from table_files import read

import qbank.formats  # noqa: F401 - registers the formats
import qbank.types  # noqa: F401 - registers the types
from qbank.errors import QbankError
from qbank.formats._contract import Settings
from qbank.formats.overview import full_example
from qbank.formats.tables import format as xlsx
from qbank.formats.tables.profile import load
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES

HEADS = [column.header for column in load("kaoshibao").sheets[0].columns if column.header != "学科"]
NAME = "试题案例，直接导入试试"


def template(path: Path, heads: list[str] = HEADS, change: Callable[[Workbook], None] | None = None) -> Path:
    """Write a file as a receiver may give it: notes, samples, widths, a list, a comment, a formula, another sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = NAME
    for row in (["导入须知：请勿删除表头"], heads, ["样例一", "单选题", "甲", "乙"], ["样例二", "单选题", "=1+1"]):
        sheet.append(row)
    sheet.merge_cells("A1:N1")
    sheet.merge_cells("C4:D4")
    sheet.column_dimensions["A"].width = 61
    sheet["A3"].fill, sheet["B3"].number_format = PatternFill("solid", fgColor="FFEEAA"), "0.00"
    sheet["B2"].comment = Comment("请从列表中选择", "考务")
    offered = DataValidation(type="list", formula1='"单选题,多选题"')
    offered.add("B3:B4")
    sheet.add_data_validation(offered)
    sheet.freeze_panes = "A3"
    other = book.create_sheet("版本号")
    other["A1"], other["A2"] = "20221101", "=1+2"
    if change:
        change(book)
    book.save(path)
    return path


def filled(
    folder: Path, file: Path, profile: str = "kaoshibao", times: int = 1
) -> tuple[Any, list[Portable], Settings]:
    """Return the workbook that was filled with an example of each type, the items, and the settings."""
    settings = Settings(profile=profile, template=file)
    examples = [full_example(name) for name in TYPES.names()] * times
    kept = [each for each in (xlsx.hold(each, settings) for each in examples) if isinstance(each, Portable)]
    path = folder / "filled.xlsx"
    stream = BytesIO()
    xlsx.write(iter(kept), stream, settings)
    path.write_bytes(stream.getvalue())
    return load_workbook(path), kept, settings


def test_only_the_rows_of_items_change(tmp_path: Path) -> None:
    """Notes, headings, widths, looks, comments, the other sheet and its formula stay; samples are gone."""
    book, kept, _ = filled(tmp_path, template(tmp_path / "t.xlsx"), times=3)
    sheet, other = book[NAME], book["版本号"]
    assert sheet["A1"].value == "导入须知：请勿删除表头"
    assert [cell.value for cell in sheet[2]] == HEADS
    assert sheet.max_row == 2 + len(kept)
    assert not {"样例一", "样例二"} & {cell.value for cell in sheet["A"]}
    assert (sheet.column_dimensions["A"].width, sheet.freeze_panes) == (61, "A3")
    assert sheet["A20"].fill.fgColor.rgb == "00FFEEAA"
    assert sheet["B2"].comment.text == "请从列表中选择"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:N1"]
    assert (other["A1"].value, other["A2"].value) == ("20221101", "=1+2")


def test_a_list_of_types_holds_for_all_rows(tmp_path: Path) -> None:
    """The drop-down of two sample rows is that of all rows now."""
    book, kept, _ = filled(tmp_path, template(tmp_path / "t.xlsx"), times=3)
    (offered,) = book[NAME].data_validations.dataValidation
    assert str(offered.sqref) == f"B3:B{2 + len(kept)}"


def test_a_filled_file_reads_back_the_same(tmp_path: Path) -> None:
    """What is in the receiver's file is what was held, and the same items are the same bytes."""
    file = template(tmp_path / "t.xlsx", [*HEADS[3:], *HEADS[:3]])
    _, kept, settings = filled(tmp_path, file)
    first = (tmp_path / "filled.xlsx").read_bytes()
    items, problems = read(tmp_path / "filled.xlsx", "kaoshibao")
    assert problems == []
    for one, other in zip(kept, items, strict=True):
        assert list(differences(one, other)) == []
    filled(tmp_path, file)
    assert (tmp_path / "filled.xlsx").read_bytes() == first
    assert settings.template == file


def test_every_cell_is_text_there_too(tmp_path: Path) -> None:
    """A column that was formatted as a number takes text, and what looks like a formula is quoted."""
    settings = Settings(profile="kaoshibao", template=template(tmp_path / "t.xlsx"))
    portable = full_example("true_false")
    kept = xlsx.hold(replace(portable, item=replace(portable.item, stem="=1+1 等于 2。")), settings)
    stream = BytesIO()
    xlsx.write([kept], stream, settings)
    sheet = load_workbook(stream)[NAME]
    assert {cell.data_type for cell in sheet[3] if cell.value} == {"s"}
    assert {cell.number_format for cell in sheet[3] if cell.value} == {"@"}
    assert (sheet["A3"].value, sheet["A3"].quotePrefix, sheet["B3"].quotePrefix) == ("=1+1 等于 2。", True, False)


def test_a_column_the_receiver_does_not_have_is_a_loss(tmp_path: Path) -> None:
    """Without 难度 and 章节 these are lost, and that is known before anything is written."""
    file = template(tmp_path / "t.xlsx", [head for head in HEADS if head not in {"难度", "章节\n（勿删）"}])
    kept = xlsx.hold(full_example("true_false"), Settings(profile="kaoshibao", template=file))
    assert isinstance(kept, Portable)
    assert (kept.item.difficulty, kept.item.chapter) == ("medium", "")


def test_more_columns_of_options_take_more_options(tmp_path: Path) -> None:
    """磨题帮's wider file with ten options takes ten."""
    heads = ["题干", "题型", *(f"选择项{n}" for n in range(1, 11)), "解析", "答案1", "答案2", "得分1", "得分2"]
    book = Workbook()
    for row in (["标题"], ["描述"], ["用时"], heads):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    from test_profiles import choice

    assert isinstance(xlsx.hold(choice(10, "AJ"), Settings(profile="motibang", template=tmp_path / "t.xlsx")), Portable)


def _without_stem(book: Workbook) -> None:
    book[NAME]["A2"] = "问题描述"


def _two_stems(book: Workbook) -> None:
    book[NAME]["O2"] = "题干（必填）"


def _no_option_b(book: Workbook) -> None:
    book[NAME]["D2"] = "备用"


@pytest.mark.parametrize(
    ("change", "code", "named"),
    [
        (_without_stem, "table-headers-missing", "题干（必填）"),
        (_two_stems, "table-header-twice", "题干（必填）"),
        (_no_option_b, "table-options-gap", "选项 C"),
    ],
)
def test_headings_that_do_not_fit_are_named(
    tmp_path: Path, change: Callable[[Workbook], None], code: str, named: str
) -> None:
    """A needed column that is missing, a heading twice, a gap among the options: nothing is written."""
    settings = Settings(profile="kaoshibao", template=template(tmp_path / "t.xlsx", change=change))
    with pytest.raises(QbankError) as caught:
        xlsx.hold(full_example("true_false"), settings)
    assert (caught.value.problem.code, caught.value.problem.file) == (code, str(tmp_path / "t.xlsx"))
    assert named in caught.value.problem.message("zh")


def test_a_file_with_macros_is_refused(tmp_path: Path) -> None:
    """A program in the receiver's file is neither run nor handed on."""
    file = template(tmp_path / "t.xlsm")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    with pytest.raises(QbankError) as caught:
        xlsx.hold(full_example("true_false"), Settings(profile="kaoshibao", template=file))
    assert caught.value.problem.code == "table-template-macros"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "not-found"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "table-old"),
        ("题干,答案\n".encode(), "table-template-text"),
        (b"PK\x03\x04", "broken-zip"),
    ],
)
def test_a_file_that_cannot_be_filled(tmp_path: Path, data: bytes | None, code: str) -> None:
    """No file, an old .xls, plain text, a damaged container."""
    file = tmp_path / "t.xlsx"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(QbankError) as caught:
        xlsx.hold(full_example("true_false"), Settings(profile="kaoshibao", template=file))
    assert caught.value.problem.code == code


def test_each_type_goes_to_its_sheet(tmp_path: Path) -> None:
    """SurveyKing's file is filled sheet by sheet; one that lacks a sheet is refused."""
    book = Workbook()
    book.remove(book.active)
    for sheet in load("surveyking").sheets:
        book.create_sheet(sheet.name).append([column.header for column in sheet.columns])
    book.save(tmp_path / "t.xlsx")
    found, kept, _ = filled(tmp_path, tmp_path / "t.xlsx", "surveyking")
    assert [found[sheet].max_row for sheet in found.sheetnames] == [2, 2, 2, 2, 4]
    items, problems = read(tmp_path / "filled.xlsx", "surveyking")
    assert (len(items), problems) == (len(kept), [])
    del book["填空题"]
    book.save(tmp_path / "t2.xlsx")
    with pytest.raises(QbankError) as caught:
        filled(tmp_path, tmp_path / "t2.xlsx", "surveyking")
    assert caught.value.problem.code == "table-template-sheet"


def test_a_table_of_excel_is_as_long_as_its_rows(tmp_path: Path) -> None:
    """What Excel calls a table covers the new rows; the list of calculated cells is gone with the samples."""

    def as_table(book: Workbook) -> None:
        book[NAME].unmerge_cells("C4:D4")
        for column in range(1, 15):
            book[NAME].cell(2, column).value = HEADS[column - 1].replace("\n", " ")
        book[NAME].add_table(Table(displayName="T1", ref="A2:N4"))

    file = template(tmp_path / "t.xlsx", change=as_table)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/calcChain.xml", '<calcChain><c r="C4"/></calcChain>')
    book, kept, _ = filled(tmp_path, file, times=2)
    assert book[NAME].tables["T1"].ref == f"A2:N{2 + len(kept)}"
    with zipfile.ZipFile(tmp_path / "filled.xlsx") as archive:
        assert "xl/calcChain.xml" not in archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- what became of the rows --------------------------------------------------------------------------


def test_what_became_of_the_rows_is_told(tmp_path: Path) -> None:
    """Examples that went, notes that stayed, sums that moved: each with its rows, in both languages."""
    form = Workbook()
    for row in (
        ["填写说明"], ["题干", "题型", "选项A", "选项B", "答案"], ["样题", "单选题", "甲", "乙", "A"],
        ["以上为示例，请从下一行开始填写"], ["旧题一", "单选题", "甲", "乙", "A"], [],
        ["旧题二", "单选题", "甲", "乙", "B"],
        ["合计", "=COUNTA(B5:B7)"],
    ):  # fmt: skip
        form.active.append(row)
    form.save(tmp_path / "form.xlsx")
    settings = Settings(template=tmp_path / "form.xlsx")
    kept = [xlsx.hold(full_example("true_false"), settings)] * 6
    told = xlsx.write(iter(kept), BytesIO(), settings)
    assert [(each.code, each.severity, each.place, each.values["rows"]) for each in told] == [
        ("table-template-replaced", "warning", "Sheet", "5、7"),
        ("table-template-kept", "warning", "Sheet", "1、3–4"),
        ("table-template-sums", "warning", "Sheet", "8"),
    ]
    assert told[2].values["moved"] == "11"
    for each in told:
        assert all("form.xlsx Sheet" in each.message(lang) for lang in ("zh", "en"))


def test_an_empty_form_has_nothing_to_tell(tmp_path: Path) -> None:
    """Headings alone: nothing was replaced, kept or moved; nor is anything told without a template."""
    form = Workbook()
    form.active.append(["题干", "题型", "选项A", "选项B", "答案"])
    form.save(tmp_path / "form.xlsx")
    for settings in (Settings(template=tmp_path / "form.xlsx"), Settings()):
        kept = [xlsx.hold(full_example("true_false"), settings)]
        assert tuple(xlsx.write(iter(kept), BytesIO(), settings)) == ()
