"""Interruptions, full disks, poor consoles and odd arguments, end to end through the command line.

Whatever is wrong: one clear sentence on the error stream, the rest goes on, nothing is lost, no traceback.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from misfortunes import TEXT, ended, ids, is_well, refused, run, start


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
