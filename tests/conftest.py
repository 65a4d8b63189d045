"""Which tests this machine can run, and shared data folders."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import rights
from chromium_options import CHROMIUM
from hypothesis import HealthCheck, settings

settings.register_profile("qbank", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("qbank")

NOTHING_MISSING = os.environ.get("QBANK_REQUIRE_ALL") == "1"


def _has_calc() -> bool:
    soffice = shutil.which("soffice")
    return bool(soffice) and (Path(soffice).resolve().parent / "libsclo.so").exists()


def _has_chinese_font() -> bool:
    from qbank.errors import QbankError
    from qbank.formats.paper._pdf import faces

    try:
        return bool(faces())
    except QbankError:
        return False


NEEDS = {
    "browser": lambda: shutil.which("chromium"),
    "libreoffice": lambda: shutil.which("soffice"),
    "calc": _has_calc,
    "fonts": _has_chinese_font,
    "poppler": lambda: shutil.which("pdffonts") and shutil.which("pdftotext"),
    "fuse": lambda: shutil.which("bindfs") and Path("/dev/fuse").exists(),
    "node": lambda: shutil.which("node"),
    "clients": (Path(__file__).parents[1] / ".venv/clients/.ready").exists,
    "anki": (Path(__file__).parents[1] / ".venv/anki/.ready").exists,
    "pyslet": (Path(__file__).parents[1] / ".venv/pyslet/.ready").exists,
    "nonroot": lambda: hasattr(os, "geteuid"),
}


SLOWEST = frozenset({"test_notebooks.py", "test_review_screen.py", "test_screen_quality.py", "test_nothing_is_lost.py"})
"""Files that wait for whole programs: begun first, they wait beside the others and not after them."""


def pytest_configure() -> None:
    """Let programs that tests start hear Ctrl+C: what is started in the background has been told to pass it over."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what the machine lacks and say so; if nothing may be missing, stop instead. The longest come first."""
    items.sort(key=lambda item: item.path.name not in SLOWEST)
    used = {mark.name for item in items for mark in item.iter_markers()}
    missing = {marker for marker, found in NEEDS.items() if marker in used and not found()}
    lacking = [item for item in items if missing & {mark.name for mark in item.iter_markers()}]
    if not lacking:
        return
    said = f"{len(lacking)} tests need what is missing here: {', '.join(sorted(missing))}"
    is_worker = hasattr(config, "workeroutput")  # of pytest-xdist; there the main process ends the run in words
    if NOTHING_MISSING and not is_worker:
        raise pytest.UsageError(said)
    config.hook.pytest_deselected(items=lacking)
    config.stash[_SAID] = said
    if is_worker:
        config.workeroutput["said"] = said
    items[:] = [item for item in items if item not in lacking]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, started once: two of its drivers cannot live in one process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that other users of the machine may enter."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def nobody() -> Callable[[], AbstractContextManager[None]]:
    """Gives a context in which we are not root; the same user if we are not root anyway."""
    return rights.nobody


_SAID = pytest.StashKey[str]()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker process of pytest-xdist left out."""
    said = getattr(node, "workeroutput", {}).get("said", "")
    node.config.stash[_SAID] = said or node.config.stash.get(_SAID, "")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a run fail in which something was left out that had to be there."""
    if NOTHING_MISSING and session.config.stash.get(_SAID, ""):
        session.exitstatus = pytest.ExitCode.USAGE_ERROR


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Repeat at the end what was left out."""
    if config.stash.get(_SAID, ""):
        terminalreporter.write_line(config.stash[_SAID])
