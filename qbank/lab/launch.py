"""Starts JupyterLab on a workspace, runs the review notebook, and gives the address of the ready card.

The server listens on this computer only and wants its token. One that runs for the workspace already is used again.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

import nbformat

from qbank.errors import Problem, QbankError
from qbank.lab import notebook as notebooks
from qbank.lab import overrides
from qbank.locale import Lang, say
from qbank.review.table import Mode

HOST = "127.0.0.1"
FOLDER = ".review"
"""Where, in the workspace, the server's settings and address lie; can be deleted when nothing runs."""
_LAYOUT = "qbank"
_READY = 60.0
_ENDING = 10.0
_RUNNING = 300.0
_ASK = build_opener(ProxyHandler({}))
"""This computer asks itself: never by way of a proxy that the environment names."""


@dataclass(frozen=True, slots=True)
class Server:
    """A JupyterLab on this computer: its process, port and token."""

    pid: int
    port: int
    token: str

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://{HOST}:{self.port}/"

    def ask(self, path: str, data: Mapping[str, Any] | None = None, *, method: str = "GET") -> Any:  # noqa: ANN401
        """Return what the server answers as JSON data, None for an empty answer; raises OSError."""
        body = None if data is None else json.dumps(data).encode()
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = Request(self.url + path, data=body, headers=headers, method=method)  # noqa: S310 - our own address
        with _ASK.open(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text.strip() else None

    def is_alive(self) -> bool:
        """Tell whether the server answers."""
        try:
            self.ask("api")
        except HTTPError:
            return True  # it answers, if only that there is no such page
        except (OSError, ValueError):
            return False
        return True


@dataclass(slots=True)
class Launch:
    """A ready card. ``process`` is None where a server that was there before is used."""

    server: Server
    url: str
    process: subprocess.Popen[bytes] | None

    def wait(self) -> None:
        """Serve until the server ends or this process is told to; then nothing of it stays behind."""
        if self.process is None:
            return
        with suppress(ValueError):  # only a main thread may say what a signal does
            signal.signal(signal.SIGTERM, _interrupt)
        try:
            self.process.wait()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()

    def stop(self) -> None:
        """End the server and its kernels."""
        if self.process is None:
            return
        with suppress(OSError, ValueError):
            self.server.ask("api/shutdown", {}, method="POST")
        try:
            self.process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            _end_group(self.process.pid)


def launch(
    folder: Path,
    *,
    mode: Mode,
    actor: str,
    lang: Lang,
    port: int = 0,
    voila: bool = False,
    quiet: Callable[[str], None] = lambda _line: None,
) -> Launch:
    """Return a card that is ready to be opened in a browser.

    Args:
        folder: the workspace.
        mode: what is reviewed.
        actor: who decides, "" for the workspace's editor.
        lang: language of notebook and menus.
        port: where to listen, 0 for any free port.
        voila: serve the card alone by Voila, without a notebook around it.
        quiet: told, in words, what is being waited for.

    Raises:
        QbankError: the port is taken, the server does not start, the notebook cannot be written or does not run;
            ``lab-no-voila`` where Voila is not installed.
    """
    folder = folder.absolute()
    if voila:
        return _by_voila(folder, mode, actor, lang, port)
    server, process = _running(folder), None
    if server is None:
        quiet(say("lab-starting", lang))
        server, process = _started(folder, lang, port)
    try:
        path = notebooks.place(folder, notebooks.made(mode, actor, lang), say(f"lab-{mode}-name", lang))
        quiet(say("lab-running", lang))
        _run(server, folder, path)
        _lay_out(server, path.name)
    except BaseException:
        Launch(server, "", process).stop()
        raise
    url = f"{server.url}lab/workspaces/{_LAYOUT}/tree/{quote(path.name)}?token={server.token}"
    return Launch(server, url, process)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


# --- the server -----------------------------------------------------------------------------------


def _running(folder: Path) -> Server | None:
    """Return the server that runs for a workspace, None if there is none."""
    try:
        data = json.loads((folder / FOLDER / "server.json").read_text(encoding="utf-8"))
        server = Server(int(data["pid"]), int(data["port"]), str(data["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return server if server.is_alive() else None


def _started(folder: Path, lang: Lang, port: int) -> tuple[Server, subprocess.Popen[bytes]]:
    from jupyterlab.commands import get_app_dir

    shortcuts = overrides.installed_shortcuts(Path(get_app_dir()) / "schemas")
    settings = overrides.overrides(shortcuts, lang)
    port, token = _free_port(port), secrets.token_urlsafe(24)
    server, process = _serving(folder, ["jupyterlab"], _lab_options(folder, port), port, token, settings)
    _remember(folder / FOLDER / "server.json", server)
    return server, process


def _by_voila(folder: Path, mode: Mode, actor: str, lang: Lang, port: int) -> Launch:
    """Serve the notebook as a page of its own; its kernel starts with the page."""
    if find_spec("voila") is None:
        raise QbankError(Problem("lab-no-voila"))
    path = notebooks.place(folder, notebooks.made(mode, actor, lang), say(f"lab-{mode}-name", lang))
    port, token = _free_port(port), secrets.token_urlsafe(24)
    options = {"Voila.ip": HOST, "Voila.port": port, "Voila.token": token, "Voila.open_browser": False}
    server, process = _serving(folder, ["voila", str(path)], options, port, token, {})
    return Launch(server, f"{server.url}?token={token}", process)


def _serving(
    folder: Path, program: list[str], options: Mapping[str, Any], port: int, token: str, settings: Mapping[str, Any]
) -> tuple[Server, subprocess.Popen[bytes]]:
    """Start a program of this Python that serves on a port, and wait until it does."""
    place = folder / FOLDER
    try:
        overrides.write(place, settings)
        log = (place / "server.log").open("wb")
    except OSError as error:
        raise QbankError(Problem("lab-unwritable", str(place), values={"reason": error.strerror})) from error
    command = [sys.executable, "-m", *program, *(f"--{name}={value}" for name, value in options.items())]
    with log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=_environment(place, token),
            cwd=folder,
            start_new_session=True,
        )
    server = Server(process.pid, port, token)
    _wait_for(server, process, place / "server.log")
    return server, process


def _lab_options(folder: Path, port: int) -> dict[str, Any]:
    return {
        "ServerApp.ip": HOST,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "ServerApp.root_dir": folder,
        "ServerApp.allow_remote_access": False,
        "ServerApp.allow_root": True,  # containers and some office images run everything as root
        "ServerApp.terminals_enabled": False,
        "ServerApp.shutdown_no_activity_timeout": 0,
        "LabApp.expose_app_in_browser": True,
        "LabApp.extension_manager": "readonly",
    }


def _environment(place: Path, token: str) -> dict[str, str]:
    """Return the server's environment: our settings first; the token here, where no list of processes shows it."""
    known = os.environ.get("JUPYTER_CONFIG_PATH", "")
    paths = os.pathsep.join(each for each in (str(place), known) if each)
    return {**os.environ, "JUPYTER_CONFIG_PATH": paths, "JUPYTER_TOKEN": token, "NO_PROXY": f"{HOST},localhost"}


def _free_port(asked: int) -> int:
    """Return the port asked for, or any free one; raises QbankError ``lab-port-taken``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, asked))
        except (OSError, OverflowError) as error:
            raise QbankError(Problem("lab-port-taken", values={"port": asked})) from error
        return int(probe.getsockname()[1])


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _READY
    while not server.is_alive():
        if process.poll() is not None or time.monotonic() > deadline:
            _end_group(process.pid)
            raise QbankError(Problem("lab-not-started", str(log)))
        time.sleep(0.1)


def _remember(path: Path, server: Server) -> None:
    """Write down where the server is, for this user's eyes only."""
    data = json.dumps({"pid": server.pid, "port": server.port, "token": server.token})
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write(data)


def _end_group(pid: int) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(OSError, AttributeError):
            os.killpg(pid, how)
            time.sleep(0.5)


# --- the notebook ---------------------------------------------------------------------------------


def _run(server: Server, folder: Path, path: Path) -> None:
    """Run the notebook's cells in a kernel of the server, keep their outputs in the file and sign it.

    A card that is on the screen already is left alone: the kernel that draws it goes on.
    """
    name = path.relative_to(folder).as_posix()
    if any(each["path"] == name for each in server.ask("api/sessions")) and _has_outputs(path):
        return
    asked = {"path": name, "name": path.name, "type": "notebook", "kernel": {"name": "python3"}}
    try:
        session = server.ask("api/sessions", asked, method="POST")
    except OSError as error:
        raise QbankError(Problem("lab-no-kernel", values={"reason": error})) from error
    notebook = nbformat.read(path, as_version=4)
    for cell, outputs in zip(
        [each for each in notebook.cells if each.cell_type == "code"],
        _executed(session["kernel"]["id"], [each.source for each in notebook.cells if each.cell_type == "code"]),
        strict=True,
    ):
        cell.outputs = outputs
    notebooks.save(path, notebook)
    _sign(notebook)


def _lay_out(server: Server, name: str) -> None:
    """Let JupyterLab open with the notebook alone: no file list beside it, nothing left from the last time."""
    widget = f"notebook:{name}"
    dock = {"type": "tab-area", "currentIndex": 0, "widgets": [widget]}
    aside = {"collapsed": True, "visible": True, "widgets": []}
    layout = {"main": {"dock": dock, "current": widget}, "left": aside, "right": aside, "relativeSizes": [0, 1, 0]}
    data = {"layout-restorer:data": layout, widget: {"data": {"path": name, "factory": "Notebook"}}}
    with suppress(OSError):  # without it the page is only less tidy
        server.ask(f"lab/api/workspaces/{_LAYOUT}", {"data": data, "metadata": {"id": _LAYOUT}}, method="PUT")


def _has_outputs(path: Path) -> bool:
    notebook = nbformat.read(path, as_version=4)
    return any(cell.get("outputs") for cell in notebook.cells)


def _executed(kernel: str, sources: list[str]) -> list[list[nbformat.NotebookNode]]:
    """Return the outputs of each source, run one after the other in a kernel that has just been started."""
    from jupyter_client.blocking.client import BlockingKernelClient
    from jupyter_core.paths import jupyter_runtime_dir

    client = BlockingKernelClient(connection_file=str(Path(jupyter_runtime_dir()) / f"kernel-{kernel}.json"))
    deadline = time.monotonic() + _READY
    while not Path(client.connection_file).exists():
        if time.monotonic() > deadline:
            raise QbankError(Problem("lab-no-kernel", values={"reason": kernel}))
        time.sleep(0.05)
    client.load_connection_file()
    client.start_channels()
    try:
        _wait_for_kernel(client, deadline)
        return [_outputs(client, source) for source in sources]
    finally:
        client.stop_channels()


def _wait_for_kernel(client: Any, deadline: float) -> None:  # noqa: ANN401 - BlockingKernelClient
    """Ask until the kernel answers: what is sent before it listens is lost, and so is what it says before we do."""
    while True:
        asked = client.kernel_info()
        with suppress(Exception):  # queue.Empty or a time-out of another name, by version
            while client.get_shell_msg(timeout=1)["parent_header"].get("msg_id") != asked:
                pass
            client.get_iopub_msg(timeout=1)
            return
        if time.monotonic() > deadline:
            raise QbankError(Problem("lab-no-kernel", values={"reason": "kernel_info"}))


def _outputs(client: Any, source: str) -> list[nbformat.NotebookNode]:  # noqa: ANN401 - BlockingKernelClient
    found: list[nbformat.NotebookNode] = []

    def take(message: dict[str, Any]) -> None:
        if message["msg_type"] in {"display_data", "execute_result", "stream", "error"}:
            found.append(nbformat.v4.output_from_msg(message))

    reply = client.execute_interactive(source, output_hook=take, timeout=_RUNNING, store_history=True)
    if reply["content"]["status"] != "ok":
        says = reply["content"].get("evalue") or reply["content"].get("ename") or "?"
        raise QbankError(Problem("lab-notebook-failed", values={"reason": says}))
    return found


def _sign(notebook: nbformat.NotebookNode) -> None:
    """Sign the notebook as the server's user does, so that its card is shown without a question."""
    from nbformat.sign import NotebookNotary

    NotebookNotary().sign(notebook)
