"""Bad files, banks, settings, places and interruptions, end to end through the command line.

Whatever is wrong: one clear sentence on the error stream, the rest goes on, nothing is lost, no traceback.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pypdf import PdfWriter
from rights import nobody
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.text import readers
from qbank.text.files import Found

TEXT = """云岭市应急值守培训方案
一、主要内容
全市值守培训实行“三级响应”制度，即红色响应、橙色响应、黄色响应。
二、组织领导
值班人员应当在接到险情后15分钟内书面报告市应急指挥中心。
每季度开展2次拉动演练，印发值守手册750份。
"""
GOOD, OLD = "好.txt", "旧.txt"
BRIEF_WAIT = 0.05


# --- running commands -----------------------------------------------------------------------------


def run(folder: Path | str, *arguments: str) -> SimpleNamespace:
    """Run a command in this process; whatever happens there is no traceback and no excuse."""
    result = CliRunner().invoke(build("zh"), ["-C", str(folder), *arguments])
    said = SimpleNamespace(code=result.exit_code, out=result.stdout, err=result.stderr)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return sound(said)


def start(folder: Path, *arguments: str, **options: object) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    command = [sys.executable, "-c", "from qbank.cli.main import main; main()", "-C", str(folder), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(qbank.__file__).parents[1]), **options.pop("env", {})}  # type: ignore[dict-item]
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "errors": "replace", **options}
    return subprocess.Popen(command, env=environment, text=True, **settings)  # type: ignore[call-overload, no-any-return]


def ended(process: subprocess.Popen[str], *, timeout: float = 60) -> SimpleNamespace:
    """Wait for a command to end."""
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        pytest.fail("it hangs")
    return sound(SimpleNamespace(code=process.returncode, out=out or "", err=err or ""))


def sound(said: SimpleNamespace) -> SimpleNamespace:
    """Check what holds for every command."""
    both = said.out + said.err
    assert "Traceback" not in both
    assert "qbank-error.log" not in both, both
    assert not any(char < " " and char != "\n" for char in both)
    return said


def refused(said: SimpleNamespace, *words: str) -> None:
    """Check that exactly one thing was refused, in one Chinese line with these words."""
    errors = [line for line in said.err.splitlines() if not line.startswith("!")]
    assert (said.code, len(errors)) == (1, 1), said
    for word in words:
        assert word in errors[0]
    assert "。" in errors[0]


def is_well(folder: Path) -> bool:
    """Tell whether ``doctor`` finds everything in order, bank included."""
    findings = json.loads(run(folder, "doctor", "--json").out)
    return all(each["ok"] for each in findings) and "doctor-bank" in {each["code"] for each in findings}


def ids(folder: Path) -> set[str]:
    """Return the ids of all items."""
    return {each["id"] for each in json.loads(run(folder, "list", "--json").out)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace ``ws`` with drafts of a document, and an export of them beside it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / OLD).write_text("旧稿。\n" + TEXT, encoding="utf-8")
    for arguments in (
        ["init"],
        ["ingest", str(folder / OLD)],
        ["draft"],
        ["export", "--status", "draft", "--out", str(folder / "bank.json")],
    ):
        assert run(folder / "ws", *arguments).code == 0
    return folder


@pytest.fixture
def ws(made: Path, tmp_path: Path) -> Path:
    """A copy of that workspace."""
    shutil.copytree(made / "ws", tmp_path / "ws")
    return tmp_path / "ws"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with one good document that the workspace does not have yet."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / GOOD).write_text("新的" + TEXT, encoding="utf-8")
    return folder


# --- files ----------------------------------------------------------------------------------------


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


# --- rights ---------------------------------------------------------------------------------------


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


# --- the bank -------------------------------------------------------------------------------------


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


# --- settings -------------------------------------------------------------------------------------

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


# --- out and in -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "out", ["", ".", "no/x.json", "link", "/dev/null", "/dev/full", "qbank.toml/x.json", "x" * 300]
)
def test_export_to_a_bad_place(ws: Path, out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that cannot be written is refused and nothing is left beside it."""
    monkeypatch.chdir(ws)
    (ws / "link").symlink_to("nowhere")
    before = sorted(ws.iterdir())
    refused(run(ws, "export", "--out", out))
    assert sorted(ws.iterdir()) == before


@pytest.mark.parametrize("own", ["bank.db", "qbank.toml", "bank.db.head"])
def test_export_never_replaces_the_workspace(ws: Path, own: str) -> None:
    """An export onto the bank or a file it needs is refused."""
    was = hashlib.sha256((ws / own).read_bytes()).digest()
    refused(run(ws, "export", "--out", str(ws / own)), own)
    assert hashlib.sha256((ws / own).read_bytes()).digest() == was


@pytest.mark.parametrize("arguments", [("--format", "abc"), ("--profile", "abc"), ("--status", "x")])
def test_export_of_the_unknown(ws: Path, arguments: tuple[str, str]) -> None:
    """An unknown format or status is refused with the known ones."""
    refused(run(ws, "export", "--out", str(ws / "x.json"), *arguments), "可以写")
    assert not (ws / "x.json").exists()


BAD_BANK_FILES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "junk": lambda _: bytes(range(256)) * 9,
    "text": lambda _: "你好".encode(),
    "other": lambda _: b'{"questions": []}',
    "half": lambda data: data[: len(data) // 2],
    "newer": lambda data: data.replace(b'"version":1', b'"version":99', 1),
    "gbk": lambda data: data.decode().encode("gbk"),
    "deep": lambda _: b'{"format":"qbank-bank","version":1,"items":' + b"[" * 200_000,
    "deep-only": lambda _: b"[" * 200_000,
    "digits": lambda _: b'{"format":"qbank-bank","version":' + b"9" * 1_000_000 + b"}",
    "twice": lambda data: data.replace(b'"version":1', b'"version":1,"version":1', 1),
}


@pytest.mark.parametrize("case", BAD_BANK_FILES)
def test_bad_import(made: Path, tmp_path: Path, ws: Path, case: str) -> None:
    """A file that is no bank of ours, or not whole, is refused with its name; the bank stays as it was."""
    (tmp_path / "in.json").write_bytes(BAD_BANK_FILES[case]((made / "bank.json").read_bytes()))
    before = ids(ws)
    refused(run(ws, "import", str(tmp_path / "in.json")), "in.json")
    assert ids(ws) == before
    assert is_well(ws)


@pytest.mark.parametrize("command", ["import", "restore"])
def test_file_that_never_ends(ws: Path, command: str) -> None:
    """A pipe given as a file is refused, not waited for."""
    os.mkfifo(ws / "pipe")
    refused(ended(start(ws, command, str(ws / "pipe")), timeout=30), "pipe")


def test_restore_from_no_bank(made: Path, ws: Path) -> None:
    """A file that is no backup is refused."""
    for name in ("bank.json", "nowhere.db", "ws"):
        refused(run(ws, "restore", str(made / name), "--yes"), name)
    assert is_well(ws)


def test_hostile_words_in_items(made: Path, tmp_path: Path) -> None:
    """Markup is kept as written; escape and direction characters of an imported item never reach a terminal."""
    data = (made / "bank.json").read_text(encoding="utf-8")
    (tmp_path / "in.json").write_text(data.replace('"stem":"', '"stem":"<script>\\u001b[31m\\u202e'), encoding="utf-8")
    assert run(tmp_path / "w", "init").code == 0
    assert run(tmp_path / "w", "import", str(tmp_path / "in.json")).code == 0
    item = next(iter(ids(tmp_path / "w")))
    for arguments in (["list"], ["show", item], ["accept", "--all"]):
        said = run(tmp_path / "w", *arguments)
        assert "\u202e" not in said.out + said.err
    assert "<script>\\x1b[31m\\u202e" in run(tmp_path / "w", "list").out


# --- interruptions and company ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 150 small documents."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(150):
        text = TEXT.replace("15分钟", f"{number + 5}分钟").replace("云岭", f"云岭{number}")
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def wait_for(folder: Path, table: str, count: int, process: subprocess.Popen[str]) -> None:
    """Wait until a command has stored some rows, or has ended."""
    for _ in range(400):
        with sqlite3.connect(f"file:{folder / 'bank.db'}?mode=ro", uri=True, timeout=5) as connection:
            found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - a name of ours
        connection.close()
        if found >= count or process.poll() is not None:
            return
        time.sleep(0.02)


def test_stopped_reading_goes_on(tmp_path: Path, many: Path) -> None:
    """Ctrl-C during reading leaves a sound bank; two programs at once finish the work, nothing twice."""
    assert run(tmp_path, "init").code == 0
    first = start(tmp_path, "ingest", str(many))
    wait_for(tmp_path, "document", 20, first)
    first.send_signal(signal.SIGINT)
    said = ended(first)
    assert (said.code, said.err.splitlines()[-1][:3]) == (130, "已停止")
    assert is_well(tmp_path)
    for each in [start(tmp_path, "ingest", str(many)) for _ in range(2)]:
        assert ended(each).code == 0
    assert len(json.loads(run(tmp_path, "documents", "--json").out)) == 150
    assert is_well(tmp_path)


def test_stopped_and_killed_drafting_goes_on(tmp_path: Path, many: Path) -> None:
    """Drafting stopped by Ctrl-C, then killed, then done by two programs at once gives what one run gives."""
    some = sorted(many.iterdir())[:25]
    for name in ("a", "b"):
        assert run(tmp_path / name, "init").code == 0
        assert run(tmp_path / name, "ingest", *map(str, some)).code == 0
    for number, (sign, code) in enumerate(((signal.SIGINT, 130), (signal.SIGKILL, -9)), 1):
        process = start(tmp_path / "a", "draft")
        wait_for(tmp_path / "a", "item", 10 * number, process)
        process.send_signal(sign)
        assert ended(process).code == code
        assert is_well(tmp_path / "a")
    both = [start(tmp_path / "a", "draft") for _ in range(2)]
    assert [ended(each).code for each in both] == [0, 0]
    assert run(tmp_path / "b", "draft").code == 0
    assert ids(tmp_path / "a") == ids(tmp_path / "b")
    assert is_well(tmp_path / "a")


@pytest.mark.parametrize("limit", [0, 100_000])
def test_full_disk(ws: Path, docs: Path, limit: int) -> None:
    """Where no byte can be written, or no backup of the bank, it is told in words and nothing is lost."""
    import resource

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    before = ids(ws)
    arguments = ["ingest", str(docs)] if not limit else ["backup"]
    refused(ended(start(ws, *arguments, preexec_fn=full)), "磁盘")
    refused(ended(start(ws, "export", "--status", "draft", "--out", "/dev/full", preexec_fn=full)))
    assert ids(ws) == before
    assert not list(ws.rglob(".qbank-*"))
    assert run(ws, "ingest", str(docs)).code == 0
    assert is_well(ws)


# --- consoles and arguments -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TERM": "dumb"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp936"},
    ],
    ids=["C", "ascii", "cp936"],
)
def test_poor_consoles(ws: Path, docs: Path, env: dict[str, str]) -> None:
    """A console that knows few characters ends no command, and JSON stays JSON."""
    (docs / "空😀.txt").write_bytes(b"")
    said = ended(start(ws, "ingest", str(docs), "--json", env=env))
    assert (said.code, json.loads(said.out)["problems"][0]["file"]) == (1, "空😀.txt")
    assert len(said.err.splitlines()) == 1


def test_nobody_reads_the_output(ws: Path) -> None:
    """A pipe that closes early, or no output at all, is no mistake."""
    with start(ws, "list", "--json") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert ended(start(ws, "list", "--json", stdout=None, preexec_fn=lambda: os.close(1))).code == 0


@pytest.mark.parametrize("arguments", [("show", ""), ("accept", ""), ("reject", ""), ("text", ""), ("sentences", "无")])
def test_arguments_that_name_nothing(ws: Path, arguments: tuple[str, ...]) -> None:
    """An empty or unknown id or name is refused."""
    run(ws, "import", "x")
    if arguments[0] == "text":
        (ws.parent / "b.txt").write_text("乙" + TEXT, encoding="utf-8")
        assert run(ws, "ingest", str(ws.parent / "b.txt")).code == 0
    refused(run(ws, *arguments))


@pytest.mark.parametrize("text", ['"', "%", "a AND b*", "NEAR(", "值" * 10_000, "\x01"])
def test_search_for_anything(ws: Path, text: str) -> None:
    """Whatever stands in a search is looked for as it is."""
    said = run(ws, "list", "--text", text, "--json")
    assert (said.code, json.loads(said.out)) == (0, [])
