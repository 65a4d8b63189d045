"""Review sheets as files: what editors do to their columns, cells and pages; and files that are no sheets."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheet_samples import TEXT, codes, fill

from qbank.errors import QbankError
from qbank.model.item import Item, Option
from qbank.review.sheet import LIMITS, read_sheet, write_sheet
from qbank.types import SingleChoice, TrueFalse
from qbank.types._options import numbered


def test_items_that_begin_like_formulas_stay_text(desk, tmp_path):
    """Neither Excel nor we calculate what an item says."""
    from openpyxl import load_workbook

    odd = ["=1+1", "+86", "-3度", "@某", "\t甲", "=cmd|' /C calc'!A0"]
    body = SingleChoice(numbered([Option("", each) for each in odd]), ("o1",))
    desk.bank.add_drafts([Item(id="odd", stem="=SUM(A1)", body=body, rationale="=1\x0b2")], actor="draft")
    path = tmp_path / "f.xlsx"
    made = write_sheet(desk.bank, [desk.bank.get("odd")], path, "zh")
    assert [problem.code for problem in made.problems] == ["sheet-cleaned"]
    kinds = {cell.data_type for row in load_workbook(path).worksheets[0] for cell in row}
    assert kinds <= {"s", "inlineStr", "n"}
    assert all(cell.value is None for row in load_workbook(path).worksheets[0] for cell in row if cell.data_type == "n")
    fill_plain = read_sheet(desk, path, dry_run=False)
    assert (fill_plain.decided.undecided, fill_plain.problems) == (1, ())


def _book(path, change):
    from openpyxl import load_workbook

    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


@pytest.fixture
def table(bank, tmp_path):
    """An Excel sheet of all items."""
    write_sheet(bank, bank.items(), tmp_path / "t.xlsx", "zh")
    return tmp_path / "t.xlsx"


def test_columns_moved_and_added_and_rows_sorted(desk, table):
    """Headings tell the columns, numbers the items: a rearranged sheet reads the same."""
    from openpyxl import Workbook, load_workbook

    fill(table, "q1", 结论="改后通过", 选项C="20日")
    rows = [list(row) for row in load_workbook(table).worksheets[0].values]
    book = Workbook()
    book.active.append(["某单位审题记录"])
    for row in (rows[0], *reversed(rows[1:])):
        book.active.append(["备用", *reversed(row), "我的列"])
    book.save(table)
    report = read_sheet(desk, table, dry_run=False)
    assert (report.decided.done["fix"], report.decided.undecided, report.problems) == (1, 7, ())


def test_cells_that_are_no_text_are_told(desk, table):
    """A formula and a date are what Excel made of it, not what an editor wrote; a number is read."""
    import datetime

    fill(table, "q1", 结论="改后通过", 选项C="=1+1")
    fill(table, "example-single-choice", 结论="改后通过", 选项A=datetime.date(2026, 3, 5))
    fill(table, "example-multiple-choice", 结论="改后通过", 选项A=15)
    report = read_sheet(desk, table, dry_run=False)
    assert codes(report) == ["sheet-cell", "sheet-cell"]
    assert desk.bank.get("example-multiple-choice").body.options[0].text == "15"


def test_rows_without_or_with_another_number(desk, table):
    """A new row, a doubled one, an unknown number and a changed revision are each told; the rest goes on."""

    def spoil(sheet):
        head = {cell.value: cell.column for cell in sheet[1]}
        last = sheet.max_row
        for at, (item, revision) in enumerate([("", 1), ("q1", 1), ("qx", 1), ("example-ordering", 7)], 1):
            sheet.cell(last + at, head["编号"]).value = item
            sheet.cell(last + at, head["版本"]).value = revision
            sheet.cell(last + at, head["结论"]).value = "通过"
        sheet.delete_rows([row[head["编号"] - 1].value for row in sheet.rows].index("example-ordering") + 1)

    _book(table, spoil)
    fill(table, "example-true-false", 结论="通过")
    report = read_sheet(desk, table, dry_run=False)
    assert codes(report) == ["sheet-no-id", "sheet-twice", "item-unknown", "sheet-revision"]
    assert report.decided.done["accept"] == 1


def test_tracked_changes_in_word_are_taken(desk, bank, tmp_path):
    """What an editor inserted counts, what was struck out does not."""
    from docx import Document as Paper
    from lxml import etree

    path = tmp_path / "t.docx"
    write_sheet(bank, bank.items(), path, "zh")
    fill(path, "q1", 结论="改后通过")
    paper = Paper(path)
    (table,) = [each for each in paper.tables if "q1　" in each.rows[0].cells[1].text]
    (row,) = [each for each in table.rows if each.cells[0].text == "题干"]
    run = row.cells[1].paragraphs[0].runs[0]._r
    w = run.nsmap["w"]
    inserted = etree.fromstring(f'<w:ins xmlns:w="{w}" w:id="1" w:author="x"><w:r><w:t>最迟</w:t></w:r></w:ins>')
    gone = etree.fromstring(
        f'<w:del xmlns:w="{w}" w:id="2" w:author="x"><w:r><w:delText>旧字</w:delText></w:r></w:del>'
    )
    run.addprevious(inserted)
    run.addnext(gone)
    paper.save(path)
    assert codes(read_sheet(desk, path, dry_run=False)) == []
    assert bank.get("q1").stem == "最迟多少日内提出复核？"


def test_word_tables_that_ran_together_are_still_items(desk, bank, tmp_path):
    """Deleting the line between two tables makes one of them; a table that lost its head is told."""
    from docx import Document as Paper

    path = tmp_path / "t.docx"
    write_sheet(bank, bank.items(), path, "zh")
    fill(path, "q1", 结论="通过")
    fill(path, "example-true-false", 结论="通过")
    paper = Paper(path)
    first, second, third = paper.tables[:3]
    for row in list(second._tbl.tr_lst):
        first._tbl.append(row)
    third._tbl.remove(third._tbl.tr_lst[0])
    paper.save(path)
    report = read_sheet(desk, path, dry_run=True)
    assert report.decided.done["accept"] + report.decided.undecided + len(report.problems) == 8
    assert codes(report) == ["sheet-no-id"]


def test_the_proof_is_marked_in_its_line(bank, tmp_path):
    """Words of the answer stand out in the source sentence, in both kinds of sheet."""
    from docx import Document as Paper
    from openpyxl import load_workbook

    for name in ("p.xlsx", "p.docx"):
        write_sheet(bank, [bank.get("q1")], tmp_path / name, "zh")
    sheet = load_workbook(tmp_path / "p.xlsx", rich_text=True).worksheets[0]
    head = {cell.value: cell.column for cell in sheet[1]}
    rich = sheet.cell(2, head["出处原文"]).value
    assert str(rich) == TEXT.splitlines()[1]
    assert [block.text for block in rich if block.font.b] == ["15日"]
    (row,) = [each for each in Paper(tmp_path / "p.docx").tables[0].rows if each.cells[0].text == "出处原文"]
    assert [run.text for run in row.cells[1].paragraphs[0].runs if run.bold] == ["15日"]


def test_excel_is_set_up_for_work_and_paper(table):
    """A frozen heading that repeats on paper, a list to choose from, A4 across."""
    from openpyxl import load_workbook

    sheet = load_workbook(table).worksheets[0]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
    assert sheet.data_validations.dataValidation[0].formula1 == '"通过,改后通过,退回,待定"'
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )


def test_an_english_sheet_is_read_by_a_chinese_desk(desk, bank, tmp_path):
    """Headings of either language are known."""
    for name in ("e.xlsx", "e.docx"):
        write_sheet(bank, bank.items(), tmp_path / name, "en")
        report = read_sheet(desk, tmp_path / name, dry_run=True)
        assert (report.decided.undecided, report.problems) == (8, ())


def _many_options(count):
    options = tuple(Option(f"o{at}", f"第{at}项") for at in range(count))
    return replace(SingleChoice.example(), id="many", body=SingleChoice(options, ("o0",)))


def test_a_sheet_is_never_written_over(bank, tmp_path):
    """An editor's work stays; what is no sheet's name and an empty sheet are refused."""
    out = tmp_path / "a.xlsx"
    write_sheet(bank, bank.items(), out, "zh")
    for path, items, code in (
        (out, bank.items(), "sheet-exists"),
        (tmp_path / "a.csv", bank.items(), "sheet-kind"),
        (tmp_path / "b.xlsx", (), "sheet-nothing"),
        (tmp_path / "b.xlsx", [_many_options(30)], "sheet-unfit"),
        (tmp_path / "no" / "b.xlsx", bank.items(), "output-no-folder"),
    ):
        with pytest.raises(QbankError) as caught:
            write_sheet(bank, items, path, "zh")
        assert caught.value.problem.code == code


def test_a_sheet_that_could_not_be_read_back_is_not_written(bank, tmp_path, monkeypatch):
    """More than the reader takes never leaves, and no half file stays."""
    monkeypatch.setattr("qbank.review.sheet.MOST_WRITTEN", 10_000)
    with pytest.raises(QbankError) as caught:
        write_sheet(bank, bank.items(), tmp_path / "big.docx", "zh")
    assert caught.value.problem.code == "sheet-too-many"
    assert not (tmp_path / "big.docx").exists()


def _zip(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def _other_workbook():
    from openpyxl import Workbook

    book, stream = Workbook(), io.BytesIO()
    book.active.append(["姓名", "部门", "成绩"])
    book.save(stream)
    return stream.getvalue()


def _other_document():
    from docx import Document as Paper

    paper, stream = Paper(), io.BytesIO()
    paper.add_table(rows=2, cols=2).cell(0, 0).text = "姓名"
    paper.save(stream)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "empty"),
        (lambda: b"\xff\xd8\xff\xe0 a photo", "sheet-no-office-file"),
        (lambda: b"PK\x03\x04 broken", "sheet-unsafe"),
        (lambda: OLE, "sheet-old"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "sheet-encrypted"),
        (_other_workbook, "sheet-not-ours"),
        (_other_document, "sheet-not-ours"),
        (lambda: _zip(mimetype=b"application/epub+zip"), "sheet-no-office-file"),
        (lambda: _zip(xl__workbook_xml=b"<workbook/>"), "sheet-damaged"),
        (lambda: _zip(word__document_xml=b"<w:document"), "sheet-damaged"),
        (lambda: _zip(xl__workbook_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "sheet-unsafe"),
        (lambda: _zip(xl__workbook_xml=b"\0" * 70_000_000), "sheet-unsafe"),
    ],
)
def test_a_file_that_is_no_sheet_is_said_to_be_none(desk, tmp_path, make, code):
    """A photo, an old or encrypted file, another workbook, a bomb: one clear Problem that names the file."""
    path = tmp_path / "坏.xlsx"
    path.write_bytes(make())
    with pytest.raises(QbankError) as caught:
        read_sheet(desk, path, dry_run=False)
    assert caught.value.problem.code == code
    assert caught.value.problem.file == str(path)
    assert caught.value.problem.message("zh") and caught.value.problem.message("en")


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("xlsx", "qbank.review.sheet_excel_read._row"),
        ("xlsx", "qbank.review.sheet_excel_read._text"),
        ("docx", "qbank.review.sheet_word_read._rows"),
        ("docx", "qbank.review.sheet_word_read._text"),
    ],
)
def test_a_mistake_of_ours_is_not_said_of_the_file(desk, bank, tmp_path, monkeypatch, kind, ours):
    """It is raised as it is, so that it reaches the log and not the editor."""
    write_sheet(bank, bank.items(), tmp_path / f"a.{kind}", "zh")

    def broken(*_given):
        raise KeyError("ours")

    monkeypatch.setattr(ours, broken)
    with pytest.raises(KeyError, match="ours"):
        read_sheet(desk, tmp_path / f"a.{kind}", dry_run=True)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data(), kind=st.sampled_from(["xlsx", "docx"]))
def test_whatever_is_broken_in_a_part_is_said_of_the_file(desk, bank, tmp_path, data, kind):
    """Every byte may be another: the sheet is read, or it is a Problem that names the file; never an error of ours."""
    path = tmp_path / f"whole.{kind}"
    if not path.exists():
        write_sheet(bank, bank.items(), path, "zh")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in sorted(archive.namelist()) if name != "docProps/core.xml"}
    name = data.draw(st.sampled_from([each for each in parts if each.endswith(".xml")]))
    at = data.draw(st.integers(0, len(parts[name]) - 1))
    parts[name] = parts[name][:at] + data.draw(st.binary(max_size=6)) + parts[name][at + 4 :]
    with zipfile.ZipFile(tmp_path / f"broken.{kind}", "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    try:
        report = read_sheet(desk, tmp_path / f"broken.{kind}", dry_run=True)
    except QbankError as error:
        assert error.problem.file and error.problem.message("zh")
    else:
        assert all(problem.message("zh") for problem in report.problems)


def test_what_is_no_file_or_too_large(desk, tmp_path):
    """A missing file, a folder and one larger than any sheet."""
    large = tmp_path / "large.xlsx"
    with large.open("wb") as stream:
        stream.truncate(LIMITS.file_bytes + 1)
    for path, code in ((tmp_path / "no.xlsx", "not-found"), (tmp_path, "is-a-folder"), (large, "too-large")):
        with pytest.raises(QbankError) as caught:
            read_sheet(desk, path, dry_run=False)
        assert caught.value.problem.code == code


def test_a_cell_at_the_end_of_the_world_is_no_burden(desk, table):
    """Excel's last row and column: what lies beyond the limits is not gone through."""
    _book(table, lambda sheet: sheet.cell(1_048_576, 16_384, "远"))
    assert read_sheet(desk, table, dry_run=True).decided.undecided == 8


def test_true_false_words(desk, table):
    """正确, 错误 and their kin."""
    fill(table, "example-true-false", 结论="改后通过", 答案="√")
    assert codes(read_sheet(desk, table, dry_run=False)) == []
    assert desk.bank.get("example-true-false").body == TrueFalse(key=True)
