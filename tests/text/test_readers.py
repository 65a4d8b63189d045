"""The door for files: digests, metadata, and files that change or vanish."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from make_files import PROSE, Read, docx, paragraph, pdf

from qbank.errors import Problem
from qbank.text import readers
from qbank.text.files import Found, find
from qbank.text.frontmatter import load_metadata
from qbank.text.limits import Limits
from qbank.text.readers import Reader, digest_of

PAGE = (
    "<html><head><title>网页题名</title></head><body>"
    + "".join(f"<p>{line}</p>" for line in PROSE.split("\n"))
    + "</body></html>"
)
SAME_TEXT = {
    "a.txt": PROSE.encode(),
    "b.txt": PROSE.replace("\n", "\r\n").encode("gb18030"),
    "c.txt": b"\xff\xfe" + PROSE.encode("utf-16-le"),
    "d.md": "\n".join(f"## {line}" for line in PROSE.split("\n")).encode(),
    "e.html": PAGE.encode(),
    "f.docx": docx("".join(map(paragraph, PROSE.split("\n")))),
    "g.pdf": pdf([PROSE.split("\n")]),
}


@pytest.mark.parametrize("name", SAME_TEXT)
def test_every_format_gives_the_same_text(read: Read, name: str) -> None:
    """The text is the same from each format and encoding, with the digest of the bytes and nothing guessed."""
    reading = read(name, SAME_TEXT[name])
    assert reading.problems == ()
    doc = reading.document
    assert doc is not None
    assert (doc.name, doc.text, doc.digest) == (name, PROSE, hashlib.sha256(SAME_TEXT[name]).hexdigest())
    assert doc.format == name.partition(".")[2]
    assert (doc.title, doc.kind, doc.date) == ("网页题名" if name == "e.html" else "", "other", "")


def test_metadata_comes_from_three_places(tmp_path: Path, reader: Reader) -> None:
    """Front matter stands over corpus.toml, which stands over the page's own title."""
    (tmp_path / "corpus.toml").write_text(
        '[[documents]]\nmatch = "*"\ntitle = "规则题名"\nkind = "notice"\ntags = ["甲"]\n', encoding="utf-8"
    )
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\n标题: 自己的\n岗位: 民警、辅警\nlayout: x\n---\n{PROSE}", encoding="utf-8")
    rules, _ = load_metadata(tmp_path)
    page, note = (
        reader.read(found, rules=rules).document
        for found in find([tmp_path], limits=Limits())
        if isinstance(found, Found)
    )
    assert page is not None
    assert note is not None
    assert (page.title, page.kind, page.tags) == ("规则题名", "notice", ("甲",))
    assert (note.title, note.kind, note.audience) == ("自己的", "notice", ("民警", "辅警"))
    assert (note.text, note.extensions) == (PROSE, {"front_matter": {"layout": "x"}})


def test_warnings_name_the_file(read: Read) -> None:
    """Every problem carries the name of its file."""
    reading = read("名 字😀.txt", PROSE + "\u200b")
    assert [(problem.code, problem.file) for problem in reading.problems] == [("hidden-characters", "名 字😀.txt")]


def test_vanished_file_and_folder(tmp_path: Path, reader: Reader) -> None:
    """A file that is gone, or has become a folder, is one problem."""
    path = tmp_path / "a.txt"
    assert [problem.code for problem in reader.read(Found(path, "a.txt")).problems] == ["not-found"]
    path.mkdir()
    assert [problem.code for problem in reader.read(Found(path, "a.txt")).problems] == ["is-a-folder"]


@pytest.mark.skipif(os.name != "posix", reason="no pipes in folders")
def test_pipe_in_place_of_a_file(tmp_path: Path, reader: Reader) -> None:
    """A pipe that took the file's place is not opened."""
    os.mkfifo(tmp_path / "a.txt")
    assert [problem.code for problem in reader.read(Found(tmp_path / "a.txt", "a.txt")).problems] == [
        "not-a-regular-file"
    ]
    problem = digest_of(tmp_path / "a.txt")
    assert isinstance(problem, Problem)
    assert problem.code == "not-a-regular-file"


@pytest.mark.nonroot
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf"])
def test_no_permission(shared_folder: Path, nobody: Callable[[], AbstractContextManager[None]], name: str) -> None:
    """A file that may not be read is one problem with a cure."""
    path = shared_folder / name
    path.write_bytes(SAME_TEXT["a.txt"])
    path.chmod(0)
    with Reader() as reader, nobody():
        reading = reader.read(Found(path, name))
        digest = digest_of(path)
    assert [problem.code for problem in reading.problems] == ["permission"]
    assert isinstance(digest, Problem)


@pytest.mark.parametrize(("changes", "codes"), [(1, []), (2, ["changed-while-reading"])])
def test_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: int, codes: list[str]
) -> None:
    """One change is met by reading again, the second by a refusal."""
    path = tmp_path / "a.txt"
    path.write_text(PROSE, encoding="utf-8")
    left = [changes]
    real = readers.read_text

    def read_slowly(data: bytes):
        if left[0]:
            left[0] -= 1
            path.write_bytes(path.read_bytes() + "再加一句。".encode())
        return real(data)

    monkeypatch.setattr(readers, "read_text", read_slowly)
    with Reader() as reader:
        reading = reader.read(Found(path, "a.txt"))
    assert [problem.code for problem in reading.problems] == codes
    if not codes:
        assert reading.document is not None
        assert reading.document.digest == digest_of(path)
        assert reading.document.text.endswith("再加一句。")


def test_file_that_vanishes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file deleted during reading is one problem."""
    path = tmp_path / "a.txt"
    path.write_text(PROSE, encoding="utf-8")
    real = readers.read_text

    def read_and_delete(data: bytes):
        path.unlink()
        return real(data)

    monkeypatch.setattr(readers, "read_text", read_and_delete)
    with Reader() as reader:
        assert [problem.code for problem in reader.read(Found(path, "a.txt")).problems] == ["not-found"]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf"])
def test_too_large_is_refused_unread(read: Read, name: str) -> None:
    """A file over the limit is refused by its size, with both numbers."""
    reading = read(name, b"x" * 3_000_001, file_bytes=2_000_000)
    (problem,) = reading.problems
    assert (problem.code, problem.values["size"], problem.values["limit"]) == ("too-large", 3, 2)


def test_digest_is_that_of_the_document(tmp_path: Path, reader: Reader) -> None:
    """The digest a caller compares is the one the document carries."""
    (tmp_path / "f.docx").write_bytes(SAME_TEXT["f.docx"])
    document = reader.read(Found(tmp_path / "f.docx", "f.docx")).document
    assert document is not None
    assert digest_of(tmp_path / "f.docx") == document.digest


def test_plain_text_starts_no_process(tmp_path: Path) -> None:
    """The child process is for formats that need a parser."""
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    with Reader() as reader:
        reader.read(Found(tmp_path / "a.txt", "a.txt"))
        assert reader._child._process is None
