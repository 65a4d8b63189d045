"""The parsing process: what it may not do, and what happens when it fails."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from make_files import PROSE, docx, paragraph

from qbank.errors import QbankError
from qbank.text import child as child_module
from qbank.text.child import Child
from qbank.text.limits import Limits
from qbank.text.worker import dumps, loads

GOOD = docx(paragraph(PROSE.replace("\n", "")))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A document that reads well."""
    path = tmp_path / "good.docx"
    path.write_bytes(GOOD)
    return path


def fake(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the child run other code than the worker; ``sys.argv`` ends with the limits."""
    real = subprocess.Popen

    def popen(command: list[str], **options: object) -> subprocess.Popen[bytes]:
        return real([sys.executable, "-c", code, command[-1]], **options)

    monkeypatch.setattr(child_module.subprocess, "Popen", popen)


def test_one_process_serves_many_files(good: Path) -> None:
    """It starts at the first file, not before, and stays."""
    child = Child(Limits())
    assert child._process is None
    first = child.parse(good, "docx")
    process = child._process
    assert child.parse(good, "docx") == first
    assert child._process is process
    child.close()
    assert process is not None
    assert process.poll() is not None
    child.close()


def test_too_slow_is_ended_and_the_next_file_goes_on(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that does not answer in time is killed; the next file gets a new one."""
    monkeypatch.setattr(child_module, "_STARTING", 0.0)
    child = Child(Limits(seconds=0.3))
    with monkeypatch.context() as patch:
        fake(patch, "import time; time.sleep(60)")
        start = time.monotonic()
        with pytest.raises(QbankError) as caught:
            child.parse(good, "docx")
        assert caught.value.problem.code == "too-slow"
        assert time.monotonic() - start < 5
        assert child._process is None
    monkeypatch.undo()
    assert child.parse(good, "docx").text
    child.close()


def test_crash_is_told(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that dies without an answer gives one problem."""
    fake(monkeypatch, "import os; os.abort()")
    child = Child(Limits())
    with pytest.raises(QbankError) as caught:
        child.parse(good, "docx")
    assert caught.value.problem.code == "reader-crashed"


def test_process_that_cannot_start(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that does not run is not blamed on the file."""
    monkeypatch.setattr(sys, "executable", str(good))
    with pytest.raises(QbankError) as caught:
        Child(Limits()).parse(good, "docx")
    assert caught.value.problem.code == "reader-not-started"


def test_crash_after_other_files_is_tried_again(good: Path) -> None:
    """No file pays for a process that an earlier one left in a bad state."""
    child = Child(Limits())
    content = child.parse(good, "docx")
    assert child._process is not None
    child._process.kill()
    child._process.wait()
    assert child.parse(good, "docx") == content
    child.close()


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux only")
def test_memory_has_a_ceiling(tmp_path: Path) -> None:
    """A document that needs more memory than allowed is refused, and the parent does not grow."""
    path = tmp_path / "big.docx"
    cells = "<w:tr><w:tc>" + paragraph("甲") + "</w:tc></w:tr>"
    path.write_bytes(docx("<w:tbl>" + cells * 200_000 + "</w:tbl>"))
    child = Child(Limits(memory_bytes=160 * 1024 * 1024, ratio=10_000))
    with pytest.raises(QbankError) as caught:
        child.parse(path, "docx")
    child.close()
    assert caught.value.problem.code in {"too-much-memory", "reader-crashed"}


FORBIDDEN = {
    "connect": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "look up": "import socket; socket.getaddrinfo('nowhere.invalid', 80)",
    "run": "import subprocess; subprocess.run(['true'])",
    "write": "import pathlib; pathlib.Path(sys.argv[2]).write_text('canary')",
}


@pytest.mark.skipif(sys.platform == "win32", reason="writing is limited on POSIX only")
@pytest.mark.parametrize("attempt", FORBIDDEN.values(), ids=FORBIDDEN)
def test_what_the_worker_may_not_do(tmp_path: Path, attempt: str) -> None:
    """The network, other programs and files are closed to it."""
    canary = tmp_path / "canary"
    code = (
        "import sys\nfrom qbank.text import worker\nfrom qbank.text.limits import Limits\n"
        "sys.addaudithook(worker._forbid)\nworker._limit_resources(Limits())()\n"
        f"try:\n    {attempt}\nexcept OSError as error:\n    print('refused')\n"
    )
    command = [sys.executable, "-c", code, "x", str(canary)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.stdout == "refused\n", done.stderr
    assert not canary.exists() or canary.read_text(encoding="utf-8") == ""


def test_current_folder_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: Path) -> None:
    """A file named like a library in the user's folder is not run."""
    (tmp_path / "lxml.py").write_text("import os; os._exit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    child = Child(Limits())
    assert child.parse(Path(good.name), "docx").text
    child.close()


def test_worker_ends_with_its_input() -> None:
    """A worker whose parent is gone ends by itself."""
    command = [sys.executable, "-m", "qbank.text.worker", json.dumps({})]
    done = subprocess.run(
        command, input=b"", capture_output=True, timeout=20, check=False, cwd=Path(__file__).parents[2]
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_messages_keep_names_that_are_no_text() -> None:
    """A path with raw bytes goes through the pipe unharmed, on one line."""
    message = {"path": "a\udcffb\n\u2028"}
    assert dumps(message).count(b"\n") == 1
    assert loads(dumps(message)) == message
