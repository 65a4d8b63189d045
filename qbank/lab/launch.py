"""One call from a workspace to the address of a ready review card: server, notebook, kernel."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import quote

from qbank.errors import Problem, QbankError
from qbank.lab import server as servers
from qbank.lab.server import Server
from qbank.lab.waiting import being_run
from qbank.locale import Lang, say

if TYPE_CHECKING:
    from qbank.review.table import Mode

_LAYOUT = "qbank"


@dataclass(frozen=True, slots=True)
class Launch:
    """A ready card; use it in a ``with`` block within ``told_to_end``, or call ``stop``.

    Args:
        server: what serves it; its ``process`` is None where one that ran before is used.
        url: the address that opens the card, token included.
        notebook: the file that shows it.
        kept: the changed notebook of a person that ours stands beside, None if there is none.
    """

    server: Server
    url: str
    notebook: Path
    kept: Path | None = None

    def __enter__(self) -> Launch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Leave no server of ours behind; to be told to end is the way this ends, and no error."""
        self.stop()
        return kind is KeyboardInterrupt

    def wait(self) -> None:
        """Serve until the server ends; at once where somebody else serves."""
        if self.server.process is not None:
            self.server.process.wait()

    def stop(self) -> None:
        """End the server and its kernels."""
        self.server.stop()


def launch(
    folder: Path,
    *,
    mode: Mode,
    actor: str,
    lang: Lang,
    port: int = 0,
    voila: bool = False,
    check: Callable[[], None] = lambda: None,
    quiet: Callable[[str], None] = lambda _line: None,
    show: Callable[[Launch], None] = lambda _ready: None,
) -> Launch:
    """Return a card that is ready.

    Args:
        folder: the workspace.
        mode: what is reviewed.
        actor: who decides, "" for the workspace's editor.
        lang: language of notebook, card and menus.
        port: where to listen, 0 for any free port; a server that runs already stays where it is.
        voila: serve the card alone by Voila, without a notebook around it.
        check: raises QbankError where the workspace cannot be reviewed; called while the server starts.
        quiet: told, in words, what is being waited for.
        show: given the address as soon as a browser can be sent there. JupyterLab's page takes seconds to load, and
            the notebook is run meanwhile (the page waits for it, see ``qbank.lab.waiting``).

    Raises:
        QbankError: the port cannot be had, the server does not start, the notebook cannot be written or does not run;
            ``lab-no-voila`` where Voila is not installed.
    """
    folder = folder.absolute()
    if voila and find_spec("voila") is None:
        raise QbankError(Problem("lab-no-voila"))
    if voila:
        with told_to_end():
            check()
            ready = _by_voila(folder, mode, actor, lang, port)
            show(ready)
            return ready
    with told_to_end(), servers.alone(folder, lambda: quiet(say("lab-waiting", lang))):
        server = servers.running(folder)
        if server is None:
            quiet(say("lab-starting", lang))
            server = servers.start_lab(folder, lang, port)
        try:
            # What is heavy to load is loaded while the server starts.
            check()
            from qbank.lab import kernel
            from qbank.lab import notebook as notebooks

            path, kept = notebooks.place(folder, notebooks.made(mode, actor, lang))
            server.wait_until_ready()
            layout = _LAYOUT if mode == "review" else f"{_LAYOUT}-{mode}"
            _lay_out(server, layout, path.name)
            url = f"{server.url}lab/workspaces/{layout}/tree/{quote(path.name)}?token={server.token}"
            ready = Launch(server, url, path, kept)
            with being_run(path):
                quiet(say("lab-running", lang))
                show(ready)
                kernel.run(server, folder, path)
        except BaseException:
            server.stop()
            raise
    return ready


@contextmanager
def told_to_end() -> Iterator[None]:
    """Let every way of telling this process to end (a closed terminal too) do what Ctrl+C does."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP", "SIGBREAK")  # not every system has each
    before = {}
    with suppress(ValueError):  # only a main thread may say what a signal does
        before = {each: signal.signal(each, interrupt) for name in names if (each := getattr(signal, name, None))}
    try:
        yield
    finally:
        for each, was in before.items():
            signal.signal(each, was)


def _by_voila(folder: Path, mode: Mode, actor: str, lang: Lang, port: int) -> Launch:
    """Serve the notebook as a page of its own; its kernel starts with the page."""
    from qbank.lab import notebook as notebooks

    path, kept = notebooks.place(folder, notebooks.made(mode, actor, lang))
    server = servers.start_voila(folder, path, lang, port)
    try:
        server.wait_until_ready()
    except BaseException:
        server.stop()
        raise
    return Launch(server, f"{server.url}?token={server.token}", path, kept)


def _lay_out(server: Server, layout_id: str, name: str) -> None:
    """Let JupyterLab open with the notebook alone: no file list beside it, nothing left from the last time."""
    widget = f"notebook:{name}"
    dock = {"type": "tab-area", "currentIndex": 0, "widgets": [widget]}
    aside = {"collapsed": True, "visible": True, "widgets": []}
    layout = {"main": {"dock": dock, "current": widget}, "left": aside, "right": aside, "relativeSizes": [0, 1, 0]}
    data = {"layout-restorer:data": layout, widget: {"data": {"path": name, "factory": "Notebook"}}}
    with suppress(OSError, ValueError):  # without it the page is only less tidy
        server.ask(f"lab/api/workspaces/{layout_id}", {"data": data, "metadata": {"id": layout_id}}, method="PUT")
