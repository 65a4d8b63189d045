"""Layouts of running text as Word files: the same bytes, safe markup, and office programs open them."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from layout_samples import ALL, BANK, VERDICT, lines, written
from text_typist import read

from qbank.formats.texts._read_fold import fold
from qbank.formats.texts.layout import layout
from qbank.model.portable import Portable

WORD = [name for name in ALL if layout(name).file == "docx"]


@pytest.mark.parametrize("name", WORD)
def test_a_word_file_is_the_same_bytes_and_has_chinese_fonts(name: str) -> None:
    """Dates are fixed, the East Asian font and language are named, and there is nothing but paragraphs."""
    data = written(name, *BANK, title="值班测试")
    assert data == written(name, *BANK, title="值班测试")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        styles = archive.read("word/styles.xml").decode()
        document = archive.read("word/document.xml").decode()
    assert 'w:eastAsia="宋体"' in styles and '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>' in styles
    assert "<w:tbl" not in document and "numPr" not in document
    from docx import Document

    properties = Document(BytesIO(data)).core_properties
    assert (properties.author, properties.created.year) == ("qbank", 2000)


def test_markup_in_words_is_no_markup_in_word(tmp_path: Path) -> None:
    """What an item says never becomes XML."""
    item = replace(VERDICT.item, stem="<w:t>&amp;</w:t>]]> 可以饮酒。")
    (found,) = read(written("police", replace(VERDICT, item=item)), tmp_path)
    assert isinstance(found, Portable) and found.item.stem == item.stem


@pytest.mark.libreoffice
@pytest.mark.poppler
@pytest.mark.fonts
def test_an_office_program_opens_the_word_files(tmp_path: Path) -> None:
    """LibreOffice makes pages of each, on which every line stands."""
    for name in WORD:
        (tmp_path / f"{name}.docx").write_bytes(written(name, *BANK, title="值班测试"))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, *tmp_path.glob("*.docx")], check=True, capture_output=True, timeout=240)
    for name in WORD:
        shown = subprocess.run(["pdftotext", tmp_path / f"{name}.pdf", "-"], check=True, capture_output=True).stdout
        words = "".join(fold(shown.decode()).split())
        for line in lines(name, *BANK, title="值班测试"):
            assert "".join(fold(line).split()) in words
