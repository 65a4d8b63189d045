"""``qbank review`` with a real JupyterLab: one address, here only, with its token only, no trace at the end."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import ProxyHandler, build_opener

import nbformat
import pytest
from lab_samples import PATIENCE, Run, asked, command, eventually, processes_of, review
from nbformat.sign import NotebookNotary

from qbank.errors import QbankError
from qbank.lab import server as servers
from qbank.lab.launch import launch

_ASK = build_opener(ProxyHandler({}))


def _get(url: str) -> tuple[int, str]:
    try:
        with _ASK.open(url, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, ""


def _listening(port: int) -> set[str]:
    """Return the addresses, as the kernel writes them, on which a port is listened to."""
    tables = [Path("/proc/net", name).read_text(encoding="ascii") for name in ("tcp", "tcp6")]
    rows = [row.split() for table in tables for row in table.splitlines()[1:]]
    places = [row[1].split(":") for row in rows if row[3] == "0A"]
    return {address for address, at in places if int(at, 16) == port}


def _settings(run: Run, plugin: str) -> dict[str, Any]:
    return dict(run.server.ask(f"lab/api/settings/{quote(plugin, safe='@/:')}"))


# --- one server, looked at ------------------------------------------------------------------------


def test_the_address_opens_the_notebook(shared_review: Run) -> None:
    """The one line is an address that answers with JupyterLab; a proxy that is named is not gone by."""
    status, page = _get(shared_review.url)
    assert status == 200
    assert "jupyter-config-data" in page


@pytest.mark.parametrize("path", ["lab", "api/sessions", "api/contents/bank.db", "lab/api/settings"])
def test_without_the_token_nothing_is_shown(shared_review: Run, path: str) -> None:
    """No page and no data without the token, or with a wrong one."""
    status, page = _get(shared_review.server.url + path)
    assert status == 403 or "jupyter-config-data" not in page
    assert not shared_review.server.__class__(shared_review.server.port, "wrong").knows_token()


def test_only_this_computer_is_listened_to(shared_review: Run) -> None:
    """The port is bound to 127.0.0.1 alone."""
    assert _listening(shared_review.server.port) == {"0100007F"}


def test_the_token_is_in_no_list_of_processes(shared_review: Run) -> None:
    """Other users of the computer do not read it from the command lines, nor from our files."""
    token = shared_review.server.token
    assert not [line for line in processes_of(shared_review.folder) if token in line]
    for path in (shared_review.folder / ".review").rglob("*"):
        if path.is_file() and token.encode() in path.read_bytes():
            assert path.stat().st_mode & 0o077 == 0


def test_the_card_stands_in_the_notebook(shared_review: Run) -> None:
    """The cells have run in a kernel that has qbank, whatever kernel the user has; the output is the card."""
    notebook = nbformat.read(shared_review.folder / "审题.ipynb", as_version=4)
    nbformat.validate(notebook)
    (output,) = notebook.cells[2].outputs
    assert "application/vnd.jupyter.widget-view+json" in output.data
    assert "审题卡" in output.data["text/plain"]


def test_the_keys_are_off_in_the_running_server(shared_review: Run) -> None:
    """What JupyterLab itself says about its shortcuts: each of these is switched off."""
    schema = _settings(shared_review, "@jupyterlab/shortcuts-extension:shortcuts")["schema"]
    listed = schema["properties"]["shortcuts"]["default"]
    off = {(each["command"], " ".join(each["keys"])) for each in listed if each.get("disabled")}
    for name, key in (
        ("cut-cell", "X"),
        ("delete-cell", "D D"),
        ("insert-cell-above", "A"),
        ("insert-cell-below", "B"),
    ):
        assert (f"notebook:{name}", key) in off
    for name, key in (("markdown", "M"), ("raw", "R"), ("code", "Y")):
        assert (f"notebook:change-cell-to-{name}", key) in off


def test_the_page_speaks_chinese_and_asks_nobody(shared_review: Run) -> None:
    """Language, news and updates are as we set them, in the server and in the page."""
    locale = _settings(shared_review, "@jupyterlab/translation-extension:plugin")["schema"]["properties"]["locale"]
    assert locale["default"] == "zh_CN"
    told = _settings(shared_review, "@jupyterlab/apputils-extension:notification")["schema"]["properties"]
    assert (told["fetchNews"]["default"], told["checkForUpdates"]["default"]) == ("false", False)
    config = json.loads(_get(shared_review.url)[1].split('type="application/json">')[1].split("</script>")[0])
    assert config["news"] == {"disabled": True}
    assert "@jupyterlab/extensionmanager-extension" in config["disabledExtensions"]
    assert not config["terminalsAvailable"]


def test_a_second_call_uses_the_first_server(shared_review: Run) -> None:
    """The same address, at once, the card as it was; a port asked for is passed over, and said so."""
    before = (shared_review.folder / "审题.ipynb").read_bytes()
    again = shared_review.again("--port", "1")
    assert (again.returncode, again.stdout) == (0, shared_review.url + "\n")
    assert str(shared_review.server.port) in again.stderr
    assert (shared_review.folder / "审题.ipynb").read_bytes() == before
    assert len(shared_review.server.ask("api/kernels")) == 1


def test_a_dead_card_is_made_anew(shared_review: Run) -> None:
    """After a restart of its kernel the card is gone; the next call brings it back."""
    (kernel,) = shared_review.server.ask("api/kernels")
    before = (shared_review.folder / "审题.ipynb").read_bytes()
    shared_review.server.ask(f"api/kernels/{kernel['id']}/restart", {}, method="POST")
    assert shared_review.again().stdout == shared_review.url + "\n"
    assert (shared_review.folder / "审题.ipynb").read_bytes() != before


def test_second_reading_has_a_notebook_of_its_own(shared_review: Run) -> None:
    """``--second`` passes its mode on, and leaves the first notebook alone."""
    before = (shared_review.folder / "审题.ipynb").read_bytes()
    second = shared_review.again("--second")
    assert second.returncode == 0, second.stderr
    assert quote("第二人审题.ipynb") in second.stdout
    cell = nbformat.read(shared_review.folder / "第二人审题.ipynb", as_version=4).cells[1]
    assert 'mode = "second"' in cell.source
    assert (shared_review.folder / "审题.ipynb").read_bytes() == before


def test_a_changed_notebook_is_said_and_kept(shared_review: Run) -> None:
    """One that a person changed stays; the user reads which one is opened."""
    path = shared_review.folder / "分歧定夺.ipynb"
    path.write_text("{}", encoding="utf-8")
    run = shared_review.again("--conflicts")
    assert "分歧定夺.ipynb" in run.stderr
    assert quote("分歧定夺 2.ipynb") in run.stdout
    assert path.read_text(encoding="utf-8") == "{}"


# --- beginnings and ends --------------------------------------------------------------------------


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda how: how.name)
def test_no_process_stays_behind(workspace_folder: Path, how: signal.Signals) -> None:
    """However ``qbank review`` ends, server and kernels end with it; the output is one line."""
    with review(workspace_folder) as run:
        assert len(processes_of(workspace_folder)) == 2
        status, out, err = run.end(how)
    assert out == ""
    assert "Traceback" not in err
    assert status == (-signal.SIGKILL if how == signal.SIGKILL else 0)
    assert eventually(lambda: not processes_of(workspace_folder)), processes_of(workspace_folder)
    assert not _listening(run.server.port)
    if how != signal.SIGKILL:
        assert not (workspace_folder / ".review/server.json").exists()
        signed = nbformat.read(workspace_folder / "审题.ipynb", as_version=4)
        assert NotebookNotary().check_signature(signed)


@pytest.mark.parametrize(("how", "moment"), [(signal.SIGTERM, 2.0), (signal.SIGHUP, 4.0)])
def test_an_early_end_leaves_nothing(workspace_folder: Path, how: signal.Signals, moment: float) -> None:
    """Told to end while it starts (by a closed terminal too), it ends, in words, and leaves nothing."""
    process = subprocess.Popen(
        command(workspace_folder, "--no-browser"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(moment)
    process.send_signal(how)
    out, err = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in err
    assert process.returncode != 0 or out
    assert eventually(lambda: not processes_of(workspace_folder)), processes_of(workspace_folder)


def test_two_first_calls_at_once_start_one_server(workspace_folder: Path) -> None:
    """Whoever comes second waits for the first, and gets the same address."""
    calls = [
        subprocess.Popen(
            command(workspace_folder, "--no-browser"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    try:
        addresses = {call.stdout.readline() for call in calls if call.stdout}
        assert len(addresses) == 1
        assert addresses.pop().startswith("http://127.0.0.1:")
        assert eventually(lambda: sum(call.poll() is None for call in calls) == 1)
        assert len(processes_of(workspace_folder)) == 2
    finally:
        for call in calls:
            call.terminate()
            call.communicate(timeout=PATIENCE)
    assert eventually(lambda: not processes_of(workspace_folder))


def test_what_an_old_server_left_is_not_believed(workspace_folder: Path) -> None:
    """An address file of a server that is gone, or whose port somebody else has now, is passed over."""
    place = workspace_folder / ".review"
    place.mkdir()
    for content in ('{"port": 1, "token": "x"}', "{", "[]", '{"port": "x", "token": 1}', '{"port": 1, "token": "\\n"}'):
        (place / "server.json").write_text(content, encoding="utf-8")
        assert servers.running(workspace_folder) is None
    with _other_server() as port:
        (place / "server.json").write_text(json.dumps({"port": port, "token": "x"}), encoding="utf-8")
        assert servers.running(workspace_folder) is None


def test_a_taken_port_is_named(workspace_folder: Path) -> None:
    """Exit 1, a sentence with the port and what to do; no process, no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        run = asked(workspace_folder, "--port", str(port))
    assert (run.returncode, run.stdout) == (1, "")
    assert str(port) in run.stderr
    assert "--port" in run.stderr
    assert "Traceback" not in run.stderr
    assert not processes_of(workspace_folder)


def test_a_port_asked_for_is_used(workspace_folder: Path) -> None:
    """``--port`` decides where; ``--lang en`` gives English names."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    with review(workspace_folder, "--port", str(port), env={"QBANK_LANG": "en"}) as run:
        assert urlsplit(run.url).port == port
        assert "review.ipynb" in run.url


# --- what cannot be opened ------------------------------------------------------------------------


def _refused(folder: Path, *options: str) -> str:
    run = asked(folder, *options)
    assert (run.returncode, run.stdout) == (1, "")
    assert "Traceback" not in run.stderr
    assert not [*folder.parent.rglob("qbank-error.log")]
    return run.stderr


def test_no_workspace_is_a_problem(tmp_path: Path) -> None:
    """Where there is none, that is what is said."""
    (tmp_path / "none").mkdir()
    assert "qbank init" in _refused(tmp_path / "none")


def test_a_bank_that_is_gone_is_a_problem(workspace_folder: Path) -> None:
    """A moved bank is named, and no server starts."""
    (workspace_folder / "bank.db").rename(workspace_folder / "elsewhere.db")
    assert "bank.db" in _refused(workspace_folder)
    assert not (workspace_folder / ".review").exists()


def test_a_place_that_cannot_be_written_is_a_problem(workspace_folder: Path) -> None:
    """Something else lies where the server's settings go."""
    (workspace_folder / ".review").write_text("", encoding="utf-8")
    assert ".review" in _refused(workspace_folder)


def test_voila_that_is_missing_is_a_problem(workspace_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how to install it."""
    monkeypatch.setattr("qbank.lab.launch.find_spec", lambda _name: None)
    with pytest.raises(QbankError) as caught:
        launch(workspace_folder, mode="review", actor="", lang="zh", voila=True)
    assert "pip install" in caught.value.problem.message("zh")
    assert "qbank[voila]" in caught.value.problem.message("en")


def test_a_server_that_does_not_start_is_a_problem(workspace_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A JupyterLab that ends at once: the log is named, nothing waits for a minute."""
    monkeypatch.setattr(servers, "_MODULE", "this")
    with pytest.raises(QbankError) as caught:
        launch(workspace_folder, mode="review", actor="", lang="zh")
    assert caught.value.problem.code == "lab-not-started"
    assert Path(caught.value.problem.file).exists()
    assert not processes_of(workspace_folder)


@contextmanager
def _other_server() -> Iterator[int]:
    """Give the port of a web server that is not JupyterLab: it knows no page at all."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
