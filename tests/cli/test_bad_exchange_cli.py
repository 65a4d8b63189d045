"""Bad files and places of export, import and restore, end to end through the command line.

Whatever is wrong: one clear sentence on the error stream, the rest goes on, nothing is lost, no traceback.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from misfortunes import ended, ids, is_well, refused, run, start


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
