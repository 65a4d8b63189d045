"""Hostile and broken files: one clear message each, the parent unharmed."""

from __future__ import annotations

import io
import os
import socket
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from make_files import PROSE, RELATIONS, SENTENCE, Read, document_xml, docx, package, paragraph, pdf, pdf_of, stream

from qbank.text import read_docx
from qbank.text.files import Found
from qbank.text.limits import Limits
from qbank.text.readers import Reader

GOOD = docx(paragraph(PROSE))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BODY = paragraph(SENTENCE)
CANARY = "CANARY-7f3a"


def refused(reading: object) -> str:
    """Return the code of the one problem of a refused file, once both messages have been made."""
    assert reading.document is None  # type: ignore[attr-defined]
    (problem,) = reading.problems  # type: ignore[attr-defined]
    assert problem.severity == "error"
    assert problem.message("zh").startswith(f"{problem.file}：")
    assert problem.message("en")
    assert "Traceback" not in problem.message("zh")
    return str(problem.code)


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "htm", "docx", "pdf", "doc", "wps"])
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe"], ids=["nothing", "utf8-mark", "utf16-mark"])
def test_empty(read: Read, suffix: str, data: bytes) -> None:
    """An empty file, or one with a mark alone, is empty whatever its name."""
    assert refused(read(f"空 文件😀.{suffix}", data)) == "empty"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", " \n\r\n\t"),
        ("a.md", "---\ntitle: 甲\n---\n\n![图](a.png)\n"),
        ("a.html", "<html><body><script>x()</script><!-- 甲 --></body></html>"),
        ("b.html", "   \n"),
        ("a.docx", docx("<w:p/>")),
        ("b.docx", docx("")),
        ("a.pdf", pdf([[]])),
    ],
)
def test_no_text(read: Read, name: str, data: bytes | str) -> None:
    """A file with nothing to read is an error, not an empty document."""
    assert refused(read(name, data)) == "no-text"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", pdf([[SENTENCE]]), "content-is-not"),
        ("a.txt", GOOD, "content-is-not"),
        ("a.md", "<!DOCTYPE html><html><p>甲</p></html>", "content-is-not"),
        ("a.txt", "\n<html lang=zh><p>甲</p></html>", "content-is-not"),
        ("a.txt", r"{\rtf1 x}", "content-is-not"),
        ("a.html", GOOD, "content-is-not"),
        ("a.pdf", GOOD, "content-is-not"),
        ("a.docx", pdf([[SENTENCE]]), "content-is-not"),
        ("a.doc", GOOD, "content-is-not"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary-content"),
        ("a.docx", SENTENCE, "not-a-word-file"),
        ("a.docx", package({"xl/workbook.xml": "<x/>"}), "not-a-word-file"),
        ("a.docx", package({"mimetype": "application/vnd.oasis.opendocument.text"}), "not-a-word-file"),
        ("a.pdf", SENTENCE, "broken-pdf"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600), "password-protected"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le") + bytes(600), "old-format"),
    ],
)
def test_content_against_name(read: Read, name: str, data: bytes | str, code: str) -> None:
    """A file that is not what its name says is refused with what it is."""
    assert refused(read(name, data)) == code


def test_right_ending_is_suggested(read: Read) -> None:
    """The message says what the file is and how to name it."""
    message = read("a.txt", pdf([[SENTENCE]])).problems[0].message("zh")
    assert "PDF" in message
    assert ".pdf" in message


def test_inflated_bytes_are_counted_before_parsing(read: Read) -> None:
    """A zip bomb is refused by its real bytes, whatever the limits on memory would do later."""
    bomb = docx(BODY + " " * 40_000_000)
    assert refused(read("a.docx", bomb, inflated_bytes=30_000_000)) == "zip-too-large"
    assert refused(read("b.docx", bomb)) == "zip-too-large"  # by its ratio


def test_header_that_lies_about_size(read: Read) -> None:
    """A member that claims 10 bytes and inflates to many is refused."""
    data = docx(BODY + " " * 20_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        real = archive.getinfo("word/document.xml").file_size
    lied = data.replace(struct.pack("<L", real), struct.pack("<L", 10))
    assert lied != data
    assert refused(read("a.docx", lied)) in {"zip-too-large", "broken-zip"}


def overlapping() -> bytes:
    """Return a zip whose directory names one block of data many times."""
    data = GOOD
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = data[start:end]
    last = entries[entries.rindex(b"PK\x01\x02") :]
    copies = b"".join(last.replace(b"word/document.xml", b"word/document.%03d" % n) for n in range(50))
    directory = entries + copies
    return data[:start] + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 53, 53, len(directory), start, 0)


def duplicate() -> bytes:
    """Return a zip with two members that differ in case alone."""
    return package({"_rels/.rels": RELATIONS, "word/document.xml": document_xml(BODY), "Word/Document.xml": "<x/>"})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (overlapping(), "zip-overlap"),
        (duplicate(), "duplicate-member"),
        (docx(BODY, {"../../evil": "x"}), "unsafe-path"),
        (docx(BODY, {"/etc/evil": "x"}), "unsafe-path"),
        (docx(BODY, {"C:\\evil": "x"}), "unsafe-path"),
        (docx(BODY, {"..\\evil": "x"}), "unsafe-path"),
        (GOOD[: len(GOOD) // 2], "broken-zip"),
        (b"PK\x03\x04" + bytes(100), "broken-zip"),
    ],
)
def test_containers_that_were_tampered_with(read: Read, data: bytes, code: str) -> None:
    """Overlaps, doubles, unsafe names and torn containers are refused."""
    assert refused(read("a.docx", data)) == code


def test_damaged_member_is_named(read: Read) -> None:
    """A checksum error names the member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document_xml(BODY))
    data = buffer.getvalue().replace("集中学习".encode(), "集中演习".encode())
    reading = read("a.docx", data)
    assert refused(reading) == "broken-zip"
    assert "word/document.xml" in reading.problems[0].message()


def test_too_many_members(read: Read) -> None:
    """The number of members has a limit."""
    assert refused(read("a.docx", docx(BODY, {f"x/{n}": "" for n in range(50)}), members=40)) == "too-many-members"


def test_nested_archive_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb inside an embedded document stays what it is: bytes. One container is opened, the document's own."""
    path, opened, own = tmp_path / "a.docx", [], zipfile.ZipFile.__init__

    def counting(archive: zipfile.ZipFile, file: object, *rest: object, **more: object) -> None:
        opened.append(file)
        own(archive, file, *rest, **more)  # type: ignore[arg-type]

    path.write_bytes(docx(paragraph(PROSE), {"word/embeddings/a.docx": docx(" " * 20_000_000)}))
    monkeypatch.setattr(zipfile.ZipFile, "__init__", counting)
    assert PROSE in read_docx.parse(path, Limits()).text
    assert set(opened) == {path}


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("body", "parts", "prolog"),
    [
        ("&b;", {}, LAUGHS),
        ("&x;", {}, f'<!DOCTYPE a [<!ENTITY x "{"x" * 100_000}">]>'),
        (paragraph("&x;"), {}, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        (BODY, {}, '<!DOCTYPE a SYSTEM "http://nowhere.invalid/x.dtd">'),
        (BODY, {"[Content_Types].xml": f"{LAUGHS}<Types>&b;</Types>"}, ""),
        (BODY, {"word/styles.xml": f"{LAUGHS}<x/>".encode("utf-16")}, ""),
    ],
)
def test_entities_of_any_kind(read: Read, body: str, parts: dict[str, str], prolog: str) -> None:
    """Any document type or entity declaration in any part is refused before parsing."""
    assert refused(read("a.docx", docx(body, parts, prolog=prolog))) == "xml-entities"


def test_entity_file_is_never_read(tmp_path: Path, reader: Reader) -> None:
    """The words of a file that an entity points at are found nowhere."""
    (tmp_path / "canary.txt").write_text(CANARY, encoding="utf-8")
    prolog = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "canary.txt").as_uri()}">]>'
    (tmp_path / "a.docx").write_bytes(docx(paragraph("&x;"), prolog=prolog))
    reading = reader.read(Found(tmp_path / "a.docx", "a.docx"))
    assert CANARY not in repr(reading)


def test_xml_nested_too_deep(read: Read) -> None:
    """200,000 nested elements are refused."""
    deep = docx(BODY + "<w:p>" + "<w:r>" * 200_000 + "</w:r>" * 200_000 + "</w:p>")
    assert refused(read("a.docx", deep)) == "xml-too-deep"


def test_xml_that_is_none(read: Read) -> None:
    """A body that is no XML is refused with the member."""
    assert refused(read("a.docx", docx("<w:p>"))) == "broken-xml"


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_outside_relations_are_never_followed(tmp_path: Path, read: Read) -> None:
    """Nobody takes the word that waits in a pipe or knocks at a port, although links of all kinds lead there."""
    os.mkfifo(tmp_path / "canary")
    pipe = os.open(tmp_path / "canary", os.O_RDWR | os.O_NONBLOCK)
    os.write(pipe, CANARY.encode())
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        web = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        targets = [(tmp_path / "canary").as_uri(), str(tmp_path / "canary"), "\\\\server\\x.dot", web]
        relations = "".join(
            f'<Relationship Id="r{kind}{n}" Type="{_RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
            for kind in ("attachedTemplate", "image", "hyperlink", "subDocument", "oleObject")
            for n, target in enumerate(targets)
        )
        parts = {"word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>"}
        reading = read("a.docx", docx(paragraph(PROSE), parts))
        assert reading.document is not None and CANARY not in repr(reading)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert os.read(pipe, 1000) == CANARY.encode()
    os.close(pipe)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<div>" * 200_000 + SENTENCE, "too-deep"),
        ("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{SENTENCE}</p>", "too-large-part"),
        (f"<p title='{'x' * 12_000_000}'>{SENTENCE}</p>", "too-large-part"),
    ],
    ids=["deep", "attributes", "attribute"],
)
def test_page_beyond_the_parser(read: Read, page: str, code: str) -> None:
    """A page that the parser would cut in silence is refused."""
    start = time.monotonic()
    assert refused(read("a.html", f"<html><body>{page}</body></html>")) == code
    assert time.monotonic() - start < 10


def test_embedded_picture_is_no_obstacle(read: Read) -> None:
    """A large picture inside a page does not keep its text from being read."""
    assert read("a.html", f"<p>{PROSE}<img src='data:image/png;base64,{'A' * 12_000_000}'></p>").document is not None


def page_tree_loop() -> bytes:
    """Return a PDF whose page tree contains itself."""
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}
    return pdf_of(objects)


def length_loop() -> bytes:
    """Return a PDF with a stream whose length is the stream itself."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    content = "<< /Length 4 0 R >>\nstream\nBT ET\nendstream"
    return pdf_of({
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page,
        4: content,
    })


def table_loop() -> bytes:
    """Return a PDF whose cross-reference table names itself as the one before."""
    data = pdf([[SENTENCE]])
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


@pytest.mark.parametrize(
    "data", [page_tree_loop(), length_loop(), table_loop(), b"%PDF-1.7\n" + bytes(range(256)) * 20]
)
def test_looping_pdf_ends_quickly(read: Read, data: bytes) -> None:
    """Loops of any kind end in a refusal, or in the text, within seconds."""
    start = time.monotonic()
    reading = read("a.pdf", data)
    assert time.monotonic() - start < 5
    if reading.document is None:
        assert refused(reading) in {"broken-pdf", "no-text", "too-deep"}


def test_stream_that_inflates_without_end(read: Read) -> None:
    """A small stream of many spaces is refused."""
    packed = zlib.compress(b" " * 200_000_000, 9).decode("latin-1")
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = f"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 {font} >> >> /Contents 4 0 R >>"
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page,
        4: stream(packed, "/Filter /FlateDecode"),
    }
    assert refused(read("a.pdf", pdf_of(objects))) == "stream-too-large"


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.html"])
def test_cut_anywhere(read: Read, name: str) -> None:
    """A file cut at any tenth gives a document or one clear refusal."""
    whole = {
        "a.docx": GOOD,
        "a.pdf": pdf([PROSE.split("\n")]),
        "a.html": f"<html><body><p>{PROSE}</p></body></html>".encode(),
    }[name]
    for tenth in range(1, 10):
        reading = read(name, whole[: len(whole) * tenth // 10])
        assert reading.document is not None or refused(reading)


def test_one_enormous_line(read: Read) -> None:
    """A file of one line is read, with a warning."""
    data = (SENTENCE.encode() * (5_000_000 // len(SENTENCE.encode()))) + b"\n"
    reading = read("a.txt", data)
    assert reading.document is not None
    assert [problem.code for problem in reading.problems] == ["long-line"]


@pytest.mark.soak
def test_huge_plain_file_in_bounded_memory(tmp_path: Path) -> None:
    """100 MB of text take a small multiple of the file."""
    import tracemalloc

    path = tmp_path / "a.txt"
    path.write_bytes((PROSE + "\n").encode() * (100_000_000 // len((PROSE + "\n").encode())))
    tracemalloc.start()
    with Reader(Limits()) as reader:
        assert reader.read(Found(path, "a.txt")).document is not None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * path.stat().st_size
