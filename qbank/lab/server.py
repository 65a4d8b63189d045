"""JupyterLab (or Voila) as a process on this computer: started for a workspace, found again, ended with its kernels.

It listens on the loopback address only and wants its token.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from qbank.errors import Problem, QbankError, reason_of
from qbank.lab import overrides
from qbank.locale import Lang

HOST = "127.0.0.1"
FOLDER = ".review"
"""Where, in the workspace, the server's settings and address lie; can be deleted when nothing runs."""
_ADDRESS = "server.json"
_MODULE = "jupyterlab"
_READY = 60.0
_ENDING = 10.0
_ASK = build_opener(ProxyHandler({}))
"""This computer asks itself: never by way of a proxy that the environment names."""
_OWN_ONLY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ws:"
_NOT_OURS = ("JUPYTER_CONFIG_PATH", "JUPYTER_NO_CONFIG", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
"""What in the environment would lead the server to settings other than ours."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server on this computer. ``process`` is None for one that somebody else started."""

    port: int
    token: str
    process: subprocess.Popen[bytes] | None = None
    folder: Path = Path()

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://{HOST}:{self.port}/"

    def ask(self, path: str, data: Mapping[str, Any] | None = None, *, method: str = "GET", timeout: float = 30) -> Any:  # noqa: ANN401 - JSON data
        """Return what the server answers as JSON data, None for an empty answer; raises OSError or ValueError."""
        body = None if data is None else json.dumps(data).encode()
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = Request(self.url + path, data=body, headers=headers, method=method)  # noqa: S310 - our own address
        with _ASK.open(request, timeout=timeout) as answer:
            text = answer.read()
        return json.loads(text) if text.strip() else None

    def knows_token(self) -> bool:
        """Tell whether what listens on the port is the server whose token this is."""
        try:
            return isinstance(self.ask("api/status", timeout=5), dict)
        except (OSError, ValueError):
            return False

    def wait_until_ready(self) -> None:
        """Wait until the server answers; raises QbankError ``lab-not-started`` when it never does."""
        deadline = time.monotonic() + _READY
        while not self._answers():
            if (self.process and self.process.poll() is not None) or time.monotonic() > deadline:
                self.stop()
                raise QbankError(Problem("lab-not-started", str(self.folder / "server.log")))
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server and its kernels, if it is ours to end."""
        if self.process is None:
            return
        with suppress(OSError, ValueError):
            self.ask("api/shutdown", {}, method="POST", timeout=_ENDING)
        # The closed pipe says the same to a server that does not know that page, or is only starting.
        if self.process.stdin:
            self.process.stdin.close()
        for harder in (self.process.terminate, self.process.kill):
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_ENDING)
                break
            harder()
        if _remembered(self.folder) == (self.port, self.token):
            (self.folder / _ADDRESS).unlink(missing_ok=True)

    def _answers(self) -> bool:
        try:
            self.ask("api", timeout=5)
        except HTTPError:
            return True  # it answers, if only that there is no such page
        except (OSError, ValueError):
            return False
        return True


@contextmanager
def alone(folder: Path, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Let one process at a time look for a workspace's server and start it; one that dies lets the next one in.

    Where a lock cannot be had (a folder that cannot be written to, some network drives) nobody is kept out. ``waits``
    is called once where another one has to be waited for.
    """
    with closing(_lock(folder / FOLDER)) as lock:
        deadline = time.monotonic() + _READY
        has_waited = False
        while not _locked(lock) and time.monotonic() < deadline:
            if not has_waited:
                waits()
            has_waited = True
            time.sleep(0.1)
        yield


def is_starting(folder: Path) -> bool:
    """Tell whether some process is within ``alone`` for a workspace right now."""
    with closing(_lock(folder / FOLDER)) as lock:
        return not _locked(lock)


def _locked(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode != sqlite3.SQLITE_BUSY
    return True


def _lock(place: Path) -> sqlite3.Connection:
    """Return a database that holds nothing: it locks on every system, and lets go when its process ends."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(place / "starting.db", timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error):
        return sqlite3.connect(":memory:")


def running(folder: Path) -> Server | None:
    """Return the server that runs for a workspace already, None if there is none."""
    known = _remembered(folder / FOLDER)
    if known is None:
        return None
    server = Server(*known)
    return server if server.knows_token() else None


def start_lab(folder: Path, lang: Lang, port: int) -> Server:
    """Start JupyterLab on a workspace without waiting for it.

    Args:
        folder: the workspace, as an absolute path.
        lang: language of its menus.
        port: where to listen, 0 for any free port.

    Raises:
        QbankError: the port cannot be had, or the workspace cannot be written to.
    """
    port, token = _free_port(port), secrets.token_urlsafe(24)
    place = folder / FOLDER
    settings = overrides.config(folder, HOST, port)
    try:
        overrides.write(place, settings, overrides.overrides(overrides.installed_shortcuts(), lang))
        server = _started(folder, [_MODULE], port, token, place)
        _write_secret(place / _ADDRESS, {"port": port, "token": token})
    except OSError as error:
        raise QbankError(Problem("lab-unwritable", str(place), values={"reason": reason_of(error)})) from error
    return server


def start_voila(folder: Path, notebook: Path, lang: Lang, port: int) -> Server:
    """Start Voila on one notebook without waiting for it; arguments and errors as for ``start_lab``."""
    port, token = _free_port(port), secrets.token_urlsafe(24)
    place = folder / FOLDER / "voila"
    # Unlike JupyterLab it takes a token from its settings only, and without one lets everybody in.
    options: dict[str, Any] = {"ip": HOST, "port": port, "open_browser": False, "token": token, "auto_token": False}
    # Its page asks a public server for an icon font; the browser is told not to.
    options["tornado_settings"] = {"headers": {"Content-Security-Policy": _OWN_ONLY}}
    try:
        overrides.write(place, {}, overrides.overrides((), lang))
        _write_secret(place / "voila.json", {"Voila": options})
        return _started(folder, ["voila", str(notebook)], port, token, place)
    except OSError as error:
        raise QbankError(Problem("lab-unwritable", str(place), values={"reason": reason_of(error)})) from error


def _started(folder: Path, program: Sequence[str], port: int, token: str, place: Path) -> Server:
    with (place / "server.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "qbank.lab.serve", *program],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=_environment(place, token),
            cwd=folder,
            start_new_session=True,  # Ctrl+C is for us, who then end the server in order
        )
    return Server(port, token, process, place)


def _environment(place: Path, token: str) -> dict[str, str]:
    """Return the server's environment: our settings and no others, the token where no list of processes shows it."""
    known = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    data = os.pathsep.join(each for each in (str(place), known.get("JUPYTER_PATH", "")) if each)
    direct = {
        name: ",".join(each for each in (known.get(name, ""), HOST, "localhost") if each)
        for name in ("NO_PROXY", "no_proxy")
    }
    ours = {"JUPYTER_CONFIG_DIR": str(place), "JUPYTER_PATH": data, "JUPYTER_TOKEN": token}
    return {**known, **direct, **ours}


def _free_port(asked: int) -> int:
    """Return the port asked for, or any free one.

    Raises:
        QbankError: ``lab-port-taken``, or ``lab-port-refused`` where the system keeps it for others.
    """
    with socket.socket() as probe:
        if os.name == "posix":  # elsewhere the option would let us take a port that is in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, asked))
        except OSError as error:
            code = "lab-port-taken" if error.errno == errno.EADDRINUSE else "lab-port-refused"
            raise QbankError(Problem(code, values={"port": asked})) from error
        return int(probe.getsockname()[1])


def _remembered(place: Path) -> tuple[int, str] | None:
    try:
        data = json.loads((place / _ADDRESS).read_text(encoding="utf-8"))
        port, token = data["port"], data["token"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    sound = isinstance(port, int) and isinstance(token, str) and 0 < port < 1 << 16 and token.isascii()
    return (port, token) if sound and token.isprintable() else None


def _write_secret(path: Path, data: Mapping[str, Any]) -> None:
    """Write JSON data for this user's eyes only."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:  # noqa: PTH123
        json.dump(data, stream)
