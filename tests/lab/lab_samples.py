"""A workspace with a few drafts, and ``qbank review`` on it as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from qbank.lab.server import Server
from qbank.workbench.opening import init

TEXT = """# 云岭市公共停车场管理办法

第一条 公共停车场是指供社会车辆停放的场所。
第二条 公共停车场应当在入口处公示收费标准、服务时间和监督电话。
第三条 停车时间不超过三十分钟的，免收停车费。
"""
PATIENCE = 100


def make_workspace(folder: Path) -> Path:
    """Make a workspace with one document and its drafts."""
    source = folder.parent / "corpus"
    source.mkdir(exist_ok=True)
    (source / "停车.md").write_text(TEXT, encoding="utf-8")
    with init(folder) as workspace:
        workspace.ingest(source)
        workspace.draft()
    return folder


@dataclass
class Run:
    """A ``qbank review`` that runs, and what it printed so far."""

    process: subprocess.Popen[str]
    folder: Path
    url: str
    env: Mapping[str, str]

    @property
    def server(self) -> Server:
        """Return the server by what its address says."""
        parts = urlsplit(self.url)
        return Server(parts.port or 0, parse_qs(parts.query)["token"][0])

    def again(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Ask for the card once more, as the same user."""
        return asked(self.folder, *options, env=self.env)

    def end(self, how: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Send a signal; return exit code and what was printed after the address."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


def command(folder: Path, *options: str) -> list[str]:
    """Return the command that opens the card."""
    return [sys.executable, "-c", "from qbank.cli.main import main; main()", "-C", str(folder), "review", *options]


@contextmanager
def review(folder: Path, *options: str, env: Mapping[str, str] | None = None) -> Iterator[Run]:
    """Run ``qbank review --no-browser`` until its notebook has run; end it afterwards."""
    process = subprocess.Popen(
        command(folder, "--no-browser", *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    )
    assert process.stdout and process.stderr
    try:
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), process.communicate(timeout=PATIENCE)[1]
        assert eventually(lambda: not list((folder / ".review").glob("running")), PATIENCE)
        yield Run(process, folder, url, env or {})
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def asked(folder: Path, *options: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``qbank review --no-browser`` where it ends by itself."""
    return subprocess.run(
        command(folder, "--no-browser", *options),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, **(env or {})},
    )


def processes_of(folder: Path) -> list[str]:
    """Return the command lines of all processes that work in a workspace: server and kernels do."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if (place / "cwd").readlink() == folder.resolve():
                found.append((place / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def eventually(condition: Any, seconds: float = 20) -> bool:
    """Tell whether a condition comes true within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return bool(condition())
