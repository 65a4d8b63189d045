"""Bad documents, end to end through the command line.

Whatever is wrong: one clear sentence on the error stream, the rest goes on, nothing is lost, no traceback.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from misfortunes import GOOD, TEXT, ids, is_well, refused, run
from pypdf import PdfWriter

from qbank.text import readers
from qbank.text.files import Found


def zipped(**members: str) -> bytes:
    """Return a zip with these members; ``_`` in their names stands for ``/``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "/") + ".xml", data)
    return buffer.getvalue()


def blank_pdf(password: str = "") -> bytes:
    """Return a PDF of one page without text, locked if there is a password."""
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(9, 9)
    if password:
        writer.encrypt(password)
    writer.write(buffer)
    return buffer.getvalue()


UTF, GBK = (TEXT * 20).encode(), (TEXT * 20).encode("gbk")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
SCAN, LOCKED = blank_pdf(), blank_pdf("密码")
BAD_FILES = {
    "empty": ("空 文件😀.txt", b"", "是空的"),
    "mark": ("a.md", b"\xef\xbb\xbf", "是空的"),
    "blank": ("a.txt", b" \n\t\n", "没有可以读出的文字"),
    "binary": ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "不是文本文件"),
    "pdf-as-txt": ("a.txt", SCAN, "内容其实是 PDF"),
    "mixed": ("a.txt", UTF + GBK, "两种编码"),
    "mixed-back": ("a.txt", GBK + UTF, "两种编码"),
    "bad-byte": ("a.txt", UTF[:301] + b"\xff" + UTF[301:], "编码有误"),
    "cut-character": ("a.txt", UTF[:-2], "编码有误"),
    "no-text-html": ("a.html", b"<html><script>x()</script></html>", "没有可以读出的文字"),
    "deep-html": ("a.html", b"<div>" * 200_000 + UTF, "嵌套过深"),
    "scan": ("扫描.pdf", SCAN, "OCR"),
    "cut-pdf": ("a.pdf", SCAN[:25], "PDF"),
    "locked-pdf": ("a.pdf", LOCKED, "密码"),
    "locked-docx": ("a.docx", OLE, "密码"),
    "bomb": ("a.docx", zipped(word_document=" " * 40_000_000), "解压后大得不正常"),
    "cut-docx": ("a.docx", zipped(word_document=TEXT)[:200], "不完整或已损坏"),
    "entities": ("a.docx", zipped(word_document="<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "ENTITY"),
    "no-word": ("a.docx", TEXT.encode(), "没有 Word 文档"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_bad_file(ws: Path, docs: Path, case: str) -> None:
    """A bad file is refused in one line with its name, the good one beside it is read, the bank stays sound."""
    name, data, word = BAD_FILES[case]
    (docs / name).write_bytes(data)
    refused(run(ws, "ingest", str(docs)), f"{name}：", word)
    said = run(ws, "ingest", str(docs), "--json")
    assert json.loads(said.out)["unchanged"] == 1
    assert [each["file"] for each in json.loads(said.out)["problems"]] == [name]
    assert run(ws, "text", GOOD).out.startswith("新的")
    assert is_well(ws)


def test_links_pipes_and_twins(ws: Path, docs: Path) -> None:
    """Loops, links that lead out or nowhere, pipes and twins: one line each, and the walk ends."""
    for name, target in (("a", "b.txt"), ("b", "a.txt"), ("c", "/etc/passwd"), ("d", "nowhere")):
        (docs / f"{name}.txt").symlink_to(target)
    os.mkfifo(docs / "e.txt")
    shutil.copy(docs / GOOD, docs / "龟.txt")
    said = run(ws, "ingest", str(docs))
    assert said.code == 1
    words = {
        "a": "绕成了圈",
        "b": "绕成了圈",
        "c": "之外",
        "d": "找不到",
        "e": "不是普通文件",
        "龟": f"与 {GOOD} 完全相同",
    }
    for name, word in words.items():
        (line,) = [line for line in said.err.splitlines() if line[1:].startswith(f" {name}.txt：")]
        assert word in line
    assert "root:" not in said.out + said.err
    assert is_well(ws)


def test_folder_given_twice(ws: Path, docs: Path) -> None:
    """A folder named several times is read once and its faults are told once."""
    (docs / "a.txt").write_bytes(b"")
    (docs / "b.txt").symlink_to("b.txt")
    said = run(ws, "ingest", str(docs), f"{docs}/", str(docs / GOOD), str(docs))
    assert "新读入 1 份" in said.out
    assert sorted(line.partition("：")[0][2:] for line in said.err.splitlines()) == ["a.txt", "b.txt"]


def test_odd_names_stay_on_one_line(ws: Path, docs: Path) -> None:
    """Names with newline, escape sequence, direction marks or bytes of another encoding never break a listing."""
    names = ["名 字😀.txt", "两\n行.txt", "色\x1b[31m.txt", "向\u202etxt.txt", "-rf.txt", "<script>.txt"]
    for number, name in enumerate(names):
        (docs / name).write_text(f"{number}号{TEXT}", encoding="utf-8")
    raw = os.fsencode(docs) + b"/" + "码.txt".encode("gbk")
    with open(raw, "wb") as stream:  # noqa: PTH123 - a name that is no text
        stream.write(("码" + TEXT).encode())
    assert run(ws, "ingest", str(docs)).code == 0
    entries = json.loads(run(ws, "documents", "--json").out)
    assert {*names, "\\xc2\\xeb.txt"} <= {each["name"] for each in entries}
    lines = run(ws, "documents").out.splitlines()
    assert "\u202e" not in "".join(lines)
    assert sum(".txt" in line for line in lines) == len(entries)
    assert not [line for line in lines if line.startswith("行.txt")]


def test_vanishing_file(ws: Path, docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file deleted between listing and reading is told, the others are read."""
    (docs / "a.txt").write_text("甲" + TEXT, encoding="utf-8")
    read = readers.Reader.read

    def vanishing(self: readers.Reader, found: Found, **options: object) -> readers.Reading:
        (docs / "a.txt").unlink(missing_ok=True)
        return read(self, found, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(readers.Reader, "read", vanishing)
    refused(run(ws, "ingest", str(docs)), "a.txt：找不到")
    assert run(ws, "text", GOOD).out.startswith("新的")


def test_one_line_of_five_megabytes(ws: Path, docs: Path) -> None:
    """A big file of one line is read with a warning."""
    (docs / "a.txt").write_text(TEXT.replace("\n", "") * 14_000, encoding="utf-8")
    said = run(ws, "ingest", str(docs))
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert "不换行" in said.err


def test_renamed_deleted_changed_back(ws: Path, docs: Path) -> None:
    """Whatever becomes of the files, decided items stay and their text is found."""
    before = ids(ws)
    for act in (
        lambda: (docs / GOOD).write_text(TEXT, encoding="utf-8"),
        lambda: (docs / GOOD).write_text("又" + TEXT, encoding="utf-8"),
        lambda: (docs / GOOD).rename(docs / "b.txt"),
        lambda: (docs / "b.txt").rename(docs / GOOD),
        lambda: (docs / GOOD).write_text(TEXT, encoding="utf-8"),
        lambda: (docs / GOOD).unlink(),
    ):
        act()
        assert run(ws, "ingest", str(docs)).code == 0
    assert before <= ids(ws)
    assert is_well(ws)


@pytest.mark.parametrize("path", ["", "x" * 300])
def test_path_that_is_none(ws: Path, path: str) -> None:
    """An empty or impossible path is refused; the current folder is not read instead."""
    refused(run(ws, "ingest", path))
