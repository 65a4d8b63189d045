"""A file tells its format by what it holds."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

import qbank.types  # noqa: F401 - registers the types
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.losses import held
from qbank.formats.recognise import recognised
from qbank.model.portable import Portable
from qbank.types._contract import TYPES

READ = [
    (fmt, profile)
    for fmt in FORMATS
    if isinstance(fmt, ForeignFormat) and fmt.read
    for profile in fmt.profiles() or ("",)
]
SAME_READER = {"qti21": "qti3", "wenjuanxing": "xlsx"}
"""Formats and layouts whose files the reader of another format takes too."""


@pytest.mark.parametrize(("fmt", "profile"), READ, ids=[f"{fmt.name}-{profile}" for fmt, profile in READ])
def test_our_own_files_are_recognised(fmt: ForeignFormat, profile: str, tmp_path: Path) -> None:
    """Whatever a file is called, its format is told by its content."""
    settings = Settings(title="值班制度测试", profile=profile)
    examples = (Portable(item=item_type.example()) for item_type in TYPES)
    kept = [each for one in examples if isinstance(each := held(fmt, one, settings), Portable)]
    stream = BytesIO()
    fmt.write(kept, stream, settings)
    path = tmp_path / "没有后缀"
    path.write_bytes(stream.getvalue())
    assert recognised(path) == SAME_READER.get(profile or fmt.name, fmt.name)


@pytest.mark.parametrize("length", range(4))
def test_a_long_file_is_recognised_wherever_it_is_cut(length: int, tmp_path: Path) -> None:
    """What is looked at may end within a character."""
    path = tmp_path / "a.json"
    path.write_bytes(b"[" + b" " * length + '{"question": "谁负责值守？", "answer": "A"},'.encode() * 10_000)
    assert recognised(path) == "json-plain"


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("题库.csv", "题干,A,B,答案\n谁负责？,甲,乙,A\n".encode("gb18030"), "xlsx"),
        ("题库.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xlsx"),
        ("题库.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "text"),
        ("a.txt", "谁负责？\nA. 甲\nB. 乙\nANSWER: A\n".encode(), "aiken"),
        ("a.txt", "::q:: 谁负责？ {=甲 ~乙}\n".encode(), "gift"),
        ("a.txt", "1、谁负责？（A）\nA、甲 B、乙\n".encode(), "text"),
        ("a.json", b'[{"question": "x", "answer": "A"}]', "json-plain"),
        ("a.json", b'{"pages": [{"elements": [{"type": "radiogroup"}]}]}', "surveyjs"),
        ("a.json", b'{"format": "qbank-bank", "version": 1, "items": []}', "json"),
        ("a.jsonl", b'{"format":"qbank-bank","version":1,"record":"header"}\n', "json"),
        ("a.xml", b"<?xml version='1.0'?><quiz></quiz>", "moodle-xml"),
        ("a.xml", b"<assessmentItem xmlns='x'></assessmentItem>", "qti3"),
        ("a.dat", b"", "text"),
        ("a.xlsx", b"PK\x03\x04broken", "xlsx"),
    ],
)
def test_files_of_others_are_recognised(name: str, data: bytes, wanted: str, tmp_path: Path) -> None:
    """The ending of a name counts only where the content tells nothing."""
    (tmp_path / name).write_bytes(data)
    assert recognised(tmp_path / name) == wanted
