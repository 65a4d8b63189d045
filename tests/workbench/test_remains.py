"""Files that still name somebody are found however a program keeps the name; what cannot be searched is named."""

from __future__ import annotations

import html
import json
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from qbank.workbench.remains import Remains, remains

NAME = "欧阳 & <小明>"
_SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)


def named(folder: Path, *words: str) -> list[str]:
    """Return the names of the files found."""
    return [path.name for path in remains(folder, words, ()).named]


def unread(found: Remains) -> dict[str, str]:
    """Return what is wrong with each file that could not be searched."""
    return {Path(problem.file).name: problem.code for problem in found.unread}


def document(path: Path, runs: list[str]) -> None:
    """Write a Word document with a paragraph of several runs, as Word itself leaves them."""
    made = docx.Document()
    paragraph = made.add_paragraph()
    for run in runs:
        paragraph.add_run(run).bold = len(run) > 1
    made.save(str(path))


@_SAME_FOLDER
@given(cuts=st.sets(st.integers(1, 6)), word=st.sampled_from(["模拟考生甲乙二", "K00712A", "1234567"]))
def test_a_name_in_several_runs_is_found(cuts: set[int], word: str, tmp_path: Path) -> None:
    """Wherever Word parts it, and not where its parts stand in two paragraphs."""
    places = [0, *sorted(cuts), len(word)]
    document(tmp_path / "名单.docx", [word[a:b] for a, b in pairwise(places)])
    assert named(tmp_path, word) == ["名单.docx"]
    made = docx.Document()
    for part in (word[:3], word[3:]):
        made.add_paragraph(part)
    made.save(str(tmp_path / "名单.docx"))
    assert named(tmp_path, word) == []


@_SAME_FOLDER
@given(name=st.text("张三欧&<>\"'é𠮷", min_size=1, max_size=6))
def test_a_name_is_found_however_a_program_escapes_it(name: str, tmp_path: Path) -> None:
    """In a workbook, in JSON with and without escapes, in a web page, in plain text of two encodings."""
    book = openpyxl.Workbook()
    book.active.append(["姓名", f"甲{name}乙"])  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "b.json").write_text(json.dumps({"who": [name]}), encoding="utf-8")
    (tmp_path / "c.html").write_text(f"<html><body><b>甲{html.escape(name)}</b></body></html>", encoding="utf-8")
    (tmp_path / "d.txt").write_text(f"值班：{name}", encoding="utf-16")
    (tmp_path / "e.csv").write_text(f"工号,姓名\n1,{name}\n", encoding="gb18030")
    assert named(tmp_path, name) == ["a.xlsx", "b.json", "c.html", "d.txt", "e.csv"]


def test_a_name_is_found_spread_full_width_within_archives_and_in_names_of_files(tmp_path: Path) -> None:
    """张　三 is 张三; a workbook may lie in an archive; a file may be called after somebody."""
    (tmp_path / "a.txt").write_text("张　三　K００７", encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(["张三", 71])  # type: ignore[union-attr]
    stream = BytesIO()
    book.save(stream)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("下/成绩.xlsx", stream.getvalue())
    (tmp_path / "张三.bin").write_bytes(b"\x00\x01")
    assert named(tmp_path, "张三") == ["a.txt", "b.zip", "张三.bin"]
    assert named(tmp_path, "K007") == ["a.txt"]
    assert named(tmp_path, "71") == ["b.zip"]
    assert named(tmp_path, "7") == []


def test_sizes_and_colours_of_a_document_are_no_codes(tmp_path: Path) -> None:
    """A code of figures is sought in what people see."""
    document(tmp_path / "a.docx", ["甲"])
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert b'"12240"' in archive.read("word/document.xml")
    assert named(tmp_path, "12240") == []


def test_the_author_of_a_comment_is_found(tmp_path: Path) -> None:
    """Names stand in attributes too."""
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/comments.xml", '<w:comments xmlns:w="x"><w:comment w:author="张三"/></w:comments>')
    assert named(tmp_path, "张三") == ["a.docx"]


def _damaged(path: Path) -> None:
    document(path, ["张三"])
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 60
    data[at : at + 40] = bytes(40)
    path.write_bytes(data)


def test_what_cannot_be_searched_is_named_and_the_rest_is_searched(tmp_path: Path) -> None:
    """A damaged document, a protected workbook, a packed archive, an archive of a PDF: none stops the search."""
    _damaged(tmp_path / "a.docx")
    (tmp_path / "b.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    (tmp_path / "c.gz").write_bytes(b"\x1f\x8b\x08" + bytes(40))
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("a.pdf", b"%PDF-1.7\n")
        archive.writestr("b.txt", "李四")
    (tmp_path / "e.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (tmp_path / "f.eml").write_text("Content-Transfer-Encoding: base64\n\n5byg5LiJ", encoding="utf-8")
    (tmp_path / "g.txt").write_text("张三", encoding="utf-8")
    found = remains(tmp_path, ["张三"], ())
    assert [path.name for path in found.named] == ["g.txt"]
    assert unread(found).keys() == {"a.docx", "b.xlsx", "c.gz", "d.zip", "e.pdf", "f.eml"}
    assert {problem.severity for problem in found.unread} == {"warning"}
    assert all(problem.message(lang).isprintable() for problem in found.unread for lang in ("zh", "en"))
    assert "d.zip" in named(tmp_path, "李四")


@pytest.mark.nonroot
def test_a_closed_file_and_a_closed_folder_are_named(
    shared_folder: Path, nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    """What may not be read is told, not passed over."""
    (shared_folder / "a.txt").write_text("张三", encoding="utf-8")
    (shared_folder / "b").mkdir()
    (shared_folder / "a.txt").chmod(0)
    (shared_folder / "b").chmod(0)
    with nobody():
        found = remains(shared_folder, ["张三"], ())
    (shared_folder / "b").chmod(0o700)
    assert unread(found) == {"a.txt": "permission", "b": "permission"}


def test_the_words_of_a_pdf_are_searched(tmp_path: Path) -> None:
    """They are packed in it, so its bytes do not have them."""
    writer, lines = PdfWriter(), DecodedStreamObject()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject({
        NameObject(f"/{key}"): NameObject(f"/{value}")
        for key, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))
    })
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    lines.set_data(b"BT /F1 12 Tf 72 700 Td (Candidate Zhang-) Tj 0 -14 Td (Sanfeng K0712) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(lines.flate_encode())
    writer.write(tmp_path / "a.pdf")
    assert b"Sanfeng" not in (tmp_path / "a.pdf").read_bytes()
    assert named(tmp_path, "Zhang-Sanfeng") == ["a.pdf"]
    assert remains(tmp_path, ["K071"], ()) == Remains()
