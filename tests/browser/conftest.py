"""A real JupyterLab with the review card, and a real browser in front of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_screen import Screen

import qbank
from qbank.workbench.workspace import Workspace

SLOW = """
window.slow = 0;
window.held = null;
window.WebSocket = class extends WebSocket {
  set onmessage(hear) {
    super.onmessage = (event) => {
      const go = () => hear.call(this, event);
      if (window.held) window.held.push(go); else if (window.slow) setTimeout(go, window.slow); else go();
    };
  }
};
"""
"""Lets a test keep back what the kernel says: for ``window.slow`` milliseconds, or in the list ``window.held``."""
WHERE = """() => {
  const shown = (each) => each && each.cloneNode(false).outerHTML;
  const found = [document.activeElement, ...document.querySelectorAll("[data-testid=review-card], .qb-card, .qb-veil")];
  return found.map(shown).join("\\n");
}"""
"""What has the focus, and the state of the card."""
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with drafts of two sample documents; each test file has its own and uses up no other's drafts."""
    folder = tmp_path_factory.mktemp("desk") / "审题 工作区"
    with qbank.open(folder, make=True, actor="甲") as workspace:
        for name in ("制度/云岭市公共停车场管理办法.txt", "工作方案/云岭市应急值守能力提升年培训方案.txt"):
            workspace.ingest(ROOT / "corpus" / name)
        workspace.draft()
    return folder


@pytest.fixture(scope="module")
def address(desk: Path) -> Iterator[str]:
    """The URL that ``qbank review --no-browser`` prints; afterwards nothing of it may run."""
    command = [sys.executable, "-m", "qbank.cli", "-C", str(desk), "--as", "甲", "review", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "QBANK_LANG": "zh"})
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    assert url.startswith("http://127.0.0.1:"), url
    yield url
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


@pytest.fixture(scope="module")
def window(chromium: Any) -> Iterator[Any]:
    """A browser window whose pages of one test file share what was loaded: JupyterLab is large."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def screen(window: Any, address: str, desk: Path) -> Iterator[Screen]:
    """A page on the ready card; at the end no request has left this computer."""
    page = window.new_page()
    page.set_default_timeout(30_000)
    page.add_init_script(SLOW)
    with qbank.open(desk) as workspace:
        workspace.bank.set_setting("review/甲", "{}")
    shown = Screen(page, address, desk)
    shown.open()
    yield shown
    page.evaluate("localStorage.clear()")
    for each in window.pages:
        each.close()
    assert not shown.outside, shown.outside
    assert not shown.faults, shown.faults


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function, call: pytest.CallInfo[None]) -> Any:
    """Write what stood on the newest page into the report of a test that failed."""
    report = yield
    browser = item.funcargs.get("chromium")
    pages = [page for context in browser.contexts for page in context.pages] if browser and report.failed else []
    if pages:
        report.sections.append(("where the page is", pages[-1].evaluate(WHERE)))
        report.sections.append(("what the page shows", pages[-1].inner_text("body", timeout=5_000)[:3000]))
    return report


@pytest.fixture
def bank(desk: Path) -> Iterator[Workspace]:
    """The same workspace as another person sees it."""
    with qbank.open(desk, actor="乙") as workspace:
        yield workspace
