"""Bad banks, settings, rights and places of a workspace, end to end through the command line.

Whatever is wrong: one clear sentence on the error stream, the rest goes on, nothing is lost, no traceback.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from misfortunes import GOOD, TEXT, is_well, refused, run
from rights import nobody

BRIEF_WAIT = 0.05


@pytest.fixture
def open_folder(made: Path) -> Iterator[Path]:
    """A folder that everybody may enter, with a copy of the workspace; all modules are loaded."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        shutil.copytree(made / "ws", Path(name, "ws"))
        Path(name).chmod(0o755)
        Path(name, GOOD).write_text("好" + TEXT, encoding="utf-8")
        run(Path(name, "ws"), "ingest", str(Path(name, GOOD)))
        Path(name, GOOD).write_text("改" + TEXT, encoding="utf-8")
        yield Path(name)


@pytest.mark.nonroot
def test_closed_files(open_folder: Path) -> None:
    """A file or folder that may not be read is told in one line, the others are read, also if named outright."""
    docs, ws = open_folder / "docs", open_folder / "ws"
    (docs / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (docs / name).write_text(name + TEXT, encoding="utf-8")
    for path in (ws, *ws.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    (docs / "a.txt").chmod(0)
    (docs / "sub").chmod(0)
    with nobody():
        said = run(ws, "ingest", str(docs))
        named = run(ws, "ingest", str(docs / "a.txt"), str(docs / "b.txt"))
    assert (said.code, len(said.err.splitlines())) == (1, 2)
    assert "新读入 1 份" in said.out
    refused(named, "a.txt：没有读取权限")


@pytest.mark.nonroot
def test_read_only_bank(open_folder: Path) -> None:
    """A bank that may not be written is shown, and every change is refused in words."""
    ws = open_folder / "ws"
    for path in (*ws.rglob("*"), ws):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with nobody():
        assert run(ws, "list").code == 0
        for arguments in (["accept", "--all"], ["ingest", str(open_folder / GOOD)], ["draft", "--again"]):
            refused(run(ws, *arguments), "bank.db：", "只读")
        refused(run(ws, "backup"), "备份")
        refused(run(ws, "export", "--status", "draft", "--out", str(ws / "x.json")), "x.json：文件写不进去")


@pytest.mark.nonroot
def test_closed_workspace(open_folder: Path) -> None:
    """A workspace that may not be entered is named in Chinese."""
    (open_folder / "ws").chmod(0)
    with nobody():
        for arguments in (["list"], ["-C", str(open_folder / "ws" / "sub"), "doctor"]):
            said = run(open_folder / "ws", *arguments)
            assert (said.code, "ws" in said.err + said.out) == (1, True)


def pragma(name: str, value: int) -> Callable[[Path], None]:
    """Return a fault that sets a number in the bank's head."""

    def set_number(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA {name}={value}")
        connection.close()

    return set_number


def cut(share: float, less: int = 0) -> Callable[[Path], None]:
    """Return a fault that keeps a share of the file, less some bytes."""
    return lambda path: os.truncate(path, int(path.stat().st_size * share) - less)


def page(path: Path) -> None:
    """Overwrite a page."""
    with path.open("r+b") as stream:
        stream.seek(5000)
        stream.write(b"\xaa" * 4000)


def folder_instead(path: Path) -> None:
    """Put a folder in the bank's place."""
    path.unlink()
    path.mkdir()


BAD_BANKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (cut(0), "0 字节"),
    "third": (cut(0.3), "已损坏"),
    "most": (cut(0.9), "已损坏"),
    "tail": (cut(1, 100), "已损坏"),
    "page": (page, "已损坏"),
    "junk": (lambda path: path.write_bytes(b"hello world" * 1000), "不是 qbank 题库"),
    "other": (pragma("application_id", 5), "不是 qbank 题库"),
    "newer": (pragma("user_version", 99), "更新版本"),
    "gone": (lambda path: path.unlink(), "qbank restore"),
    "folder": (folder_instead, "不是 qbank 题库"),
}


@pytest.mark.parametrize("case", BAD_BANKS)
def test_bad_bank(ws: Path, docs: Path, case: str) -> None:
    """A bank that is damaged, foreign or newer is refused by every command and stays as it is; a backup helps."""
    fault, word = BAD_BANKS[case]
    bank = ws / "bank.db"
    fault(bank)
    was = bank.read_bytes() if bank.is_file() else b""
    for arguments in (["ingest", str(docs)], ["list", "--json"], ["accept", "--all"]):
        refused(run(ws, *arguments), "bank.db：", word)
    bad = [each for each in json.loads(run(ws, "doctor", "--json").out) if not each["ok"]]
    assert [each["file"] for each in bad] == [str(bank)]
    assert was == (bank.read_bytes() if bank.is_file() else b"")
    if case != "folder":
        newest = run(ws, "restore").out.splitlines()[0]
        assert run(ws, "restore", newest, "--yes").code == 0
        assert is_well(ws)


def test_older_copy_of_the_bank(ws: Path) -> None:
    """A bank replaced by an older copy of itself is refused."""
    shutil.copy(ws / "bank.db", ws.parent / "old.db")
    assert run(ws, "accept", "--all").code == 0
    shutil.copy(ws.parent / "old.db", ws / "bank.db")
    refused(run(ws, "list"), "比上次保存时旧")


def test_locked_bank(ws: Path, docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank that another program holds is refused after the wait, and works again afterwards."""
    from qbank.bank import sqlite

    connect = sqlite.connect
    monkeypatch.setattr(sqlite, "connect", lambda path, **given: connect(path, **{**given, "busy": BRIEF_WAIT}))
    other = sqlite3.connect(ws / "bank.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for arguments in (["list"], ["ingest", str(docs)], ["accept", "--all"]):
        refused(run(ws, *arguments), "bank.db：", "占用")
    other.close()
    assert run(ws, "ingest", str(docs)).code == 0
    assert is_well(ws)


def test_cloud_folder(made: Path, tmp_path: Path) -> None:
    """A bank in a folder of a cloud client is refused with a better place; nothing is left behind."""
    refused(run(tmp_path / "OneDrive" / "甲", "init"), "OneDrive", "例如")
    assert not (tmp_path / "OneDrive").exists()
    shutil.copytree(made / "ws", tmp_path / "Dropbox")
    for command in ("list", "draft"):
        refused(run(tmp_path / "Dropbox", command), "Dropbox", "例如")
    placed = run(tmp_path / "OneDrive" / "甲", "init", "--bank", str(tmp_path / "local" / "bank.db"))
    assert placed.code == 0


@pytest.mark.fuse
def test_mounted_folder(ws: Path, tmp_path: Path) -> None:
    """A bank on a file system without sure locks is refused."""
    (tmp_path / "mnt").mkdir()
    subprocess.run(["bindfs", str(ws), str(tmp_path / "mnt")], check=True)
    try:
        for command in ("list", "draft", "backup"):
            refused(run(tmp_path / "mnt", command), "fuse", "例如")
    finally:
        subprocess.run(["fusermount", "-u", str(tmp_path / "mnt")], check=True)


BAD_SETTINGS = {
    "syntax": b"bank = ",
    "gbk": "# 说明\n".encode("gbk"),
    "key": b'bnak = "x"',
    "value": b'language = "fr"',
    "type": b"bank = 3",
    "nul": b'bank = "a\\u0000b"',
    "home": b'bank = "~nosuchuser/bank.db"',
    "deep": b"x = " + b"[" * 5000,
}


@pytest.mark.parametrize("case", BAD_SETTINGS)
def test_bad_settings(ws: Path, case: str) -> None:
    """Settings that cannot be used are refused with the file's name."""
    (ws / "qbank.toml").write_bytes(BAD_SETTINGS[case])
    refused(run(ws, "list"), "qbank.toml")


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
def test_user_words_of_any_encoding(ws: Path, encoding: str) -> None:
    """A user dictionary is read in the encoding it has, or named as unreadable; none at all is no fault."""
    (ws / "userdict.txt").write_bytes("云岭市\n应急值守\n".encode(encoding))
    said = run(ws, "draft", "--again")
    assert said.code == 0 or "userdict.txt" in said.err
    (ws / "userdict.txt").unlink()
    assert run(ws, "draft", "--again").code == 0


@pytest.mark.parametrize("line", ["云岭市 " + "9" * 30, "云 岭 市 x", "长" * 1000])
def test_bad_user_word(ws: Path, line: str) -> None:
    """A line of the user dictionary that is no word is told once with its number, and drafting goes on."""
    (ws / "userdict.txt").write_text(f"云岭市\n{line}\n", encoding="utf-8")
    said = run(ws, "draft", "--again")
    (told,) = said.err.splitlines()
    assert "userdict.txt" in told
    assert "第 2 行" in told


@pytest.mark.parametrize(
    "data", [b"x = ", '标题 = "甲"'.encode("gbk"), b"x = " + b"[" * 5000], ids=["cut", "gbk", "deep"]
)
def test_bad_corpus_settings(ws: Path, docs: Path, data: bytes) -> None:
    """A ``corpus.toml`` that cannot be read is told; the documents are read."""
    (docs / "corpus.toml").write_bytes(data)
    refused(run(ws, "ingest", str(docs)), "corpus.toml：")
    assert run(ws, "text", GOOD).out.startswith("新的")


@pytest.mark.parametrize("folder", ["不存在", "file", "file/sub", "x" * 300])
def test_no_workspace(tmp_path: Path, folder: str) -> None:
    """A folder that is missing, a file or impossible is refused with its name, and ``doctor`` says the same."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    refused(run(tmp_path / folder, "list"), folder)
    assert run(tmp_path / folder, "doctor").code == 1
