"""Runs the review notebook in a kernel of the server, as a person would who clicks through its cells."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat

from qbank.errors import Problem, QbankError
from qbank.lab import notebook as notebooks
from qbank.lab.server import Server

_VIEW = "application/vnd.jupyter.widget-view+json"
_READY = 60.0
_RUNNING = 300.0
_ALIVE = 3.0
_SHOWN = frozenset({"display_data", "execute_result", "stream", "error"})


def run(server: Server, folder: Path, path: Path) -> None:
    """Run the notebook's cells in a kernel of the server, keep what they show in the file, and sign it.

    A card that lives already is left alone: the page that shows it goes on.

    Args:
        server: a running JupyterLab whose root is ``folder``.
        folder: the workspace.
        path: the notebook in it.

    Raises:
        QbankError: no kernel starts, or a cell fails.
    """
    name = path.relative_to(folder).as_posix()
    notebook = nbformat.read(path, as_version=4)
    kernel = _kernel_of(server, name)
    if kernel and _lives(kernel, notebook):
        return
    try:
        if kernel:  # busy for good, or without the card: a new one is sure
            server.ask(f"api/kernels/{kernel}/restart", {}, method="POST")
        else:
            asked = {"path": name, "name": path.name, "type": "notebook", "kernel": {"name": "python3"}}
            kernel = server.ask("api/sessions", asked, method="POST")["kernel"]["id"]
    except (OSError, ValueError) as error:
        raise QbankError(Problem("lab-no-kernel", values={"reason": error})) from error
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    with _client(kernel, _READY) as client:
        for cell in cells:
            cell.outputs = _outputs(client, cell.source)
        # JupyterLab would add it, and the notebook then counts as changed before anybody has touched it.
        told = client.kernel_info(reply=True, timeout=_READY)["content"]
        notebook.metadata["language_info"] = told["language_info"]
    notebooks.save(path, notebook)
    _sign(notebook)


def _kernel_of(server: Server, name: str) -> str:
    """Return the id of the kernel that a notebook has already, "" for none."""
    try:
        sessions = server.ask("api/sessions")
    except (OSError, ValueError) as error:
        raise QbankError(Problem("lab-no-kernel", values={"reason": error})) from error
    return next((str(each["kernel"]["id"]) for each in sessions if each["path"] == name), "")


def _lives(kernel: str, notebook: nbformat.NotebookNode) -> bool:
    """Tell whether the kernel still holds the card that the notebook's outputs show."""
    shown = {
        output.data[_VIEW]["model_id"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if _VIEW in output.get("data", {})
    }
    if not shown:
        return False
    try:
        with _client(kernel, _ALIVE) as client:
            client.comm_info()
            reply = client.get_shell_msg(timeout=_ALIVE)
    except (QbankError, queue.Empty):
        return False
    return bool(shown <= reply["content"].get("comms", {}).keys())


@contextmanager
def _client(kernel: str, patience: float) -> Iterator[Any]:
    """Give a client of a kernel that listens; raises QbankError ``lab-no-kernel`` where it does not in time."""
    from jupyter_client.blocking.client import BlockingKernelClient
    from jupyter_core.paths import jupyter_runtime_dir

    file = Path(jupyter_runtime_dir()) / f"kernel-{kernel}.json"
    client = BlockingKernelClient(connection_file=str(file))
    deadline = time.monotonic() + patience
    while not file.exists():
        if time.monotonic() > deadline:
            raise QbankError(Problem("lab-no-kernel", values={"reason": file.name}))
        time.sleep(0.05)
    client.load_connection_file()
    client.start_channels()
    try:
        _wait_for(client, deadline)
        yield client
    finally:
        client.stop_channels()


def _wait_for(client: Any, deadline: float) -> None:  # noqa: ANN401 - BlockingKernelClient
    """Ask until the kernel answers: what is sent before it listens is lost, and so is what it says before we do.

    ``client.wait_for_ready`` gives up on a kernel that is only starting ("died before replying").
    """
    while True:
        asked = client.kernel_info()
        with suppress(queue.Empty):
            while client.get_shell_msg(timeout=0.5)["parent_header"].get("msg_id") != asked:
                pass
            client.get_iopub_msg(timeout=0.5)
            break
        if time.monotonic() > deadline:
            raise QbankError(Problem("lab-no-kernel", values={"reason": "kernel_info"}))
    with suppress(queue.Empty):  # answers to what we asked several times
        while True:
            client.get_shell_msg(timeout=0.05)


def _outputs(client: Any, source: str) -> list[nbformat.NotebookNode]:  # noqa: ANN401 - BlockingKernelClient
    found: list[nbformat.NotebookNode] = []

    def take(message: dict[str, Any]) -> None:
        if message["msg_type"] in _SHOWN:
            found.append(nbformat.v4.output_from_msg(message))

    try:
        reply = client.execute_interactive(source, output_hook=take, timeout=_RUNNING, store_history=True)
    except (TimeoutError, RuntimeError) as error:  # a kernel that is stuck, or died
        raise QbankError(Problem("lab-no-kernel", values={"reason": error})) from error
    if reply["content"]["status"] != "ok":
        says = reply["content"].get("evalue") or reply["content"].get("ename") or "?"
        raise QbankError(Problem("lab-notebook-failed", values={"reason": says}))
    return found


def _sign(notebook: nbformat.NotebookNode) -> None:
    """Sign the notebook as the server's user does, so that its card is shown without a question."""
    from nbformat.sign import NotebookNotary

    NotebookNotary().sign(notebook)
