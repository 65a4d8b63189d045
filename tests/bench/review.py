"""How long an editor waits: from the command to the ready card, from a key to the next card, from a key to "saved".

``python tests/bench/review.py [ITEMS]`` makes a bank of that many items (100,000 by default) from the sample corpus
and drives a real JupyterLab in headless Chromium. Needs Debian's chromium.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from chromium_options import CHROMIUM
from desk_screen import CARD, ITEM, Screen

import qbank

ROOT = Path(__file__).parents[2]
ITEMS = 100_000
PRESSES = 100
_WATCH = """([card, item]) => {
    window.painted = []; window.saved = [];
    let pressed = 0;
    const root = document.querySelector(card);
    root.addEventListener("keydown", () => { pressed = performance.now(); }, true);
    new MutationObserver(() => {
        const started = pressed;
        requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - started)));
    }).observe(document.querySelector(item), { attributes: true, attributeFilter: ["data-item-id"] });
    let waiting = false;
    new MutationObserver(() => {
        const now = root.querySelector("[data-saving]").dataset.saving !== "0";
        if (waiting && !now) window.saved.push(performance.now() - pressed);
        waiting = now;
    }).observe(root.querySelector("[data-saving]"), { attributes: true });
}"""


def main() -> None:
    """Measure and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder, "ws")
        print(f"bank of {_fill(workspace, wanted):,} items")
        _drive(workspace)


def _fill(folder: Path, wanted: int) -> int:
    """Make a bank of copies of the sample corpus's drafts."""
    with qbank.open(folder, make=True, actor="甲") as workspace:
        workspace.ingest(ROOT / "corpus")
        workspace.draft()
        items = list(workspace.bank.items())
        for copy in range(1, wanted // len(items)):
            batch = [replace(item, id=f"{item.id}-{copy}") for item in items]
            workspace.bank.add_drafts(batch, actor="qbank")
        return workspace.bank.count()


def _drive(folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        started = time.perf_counter()
        command = [sys.executable, "-m", "qbank.cli", "-C", str(folder), "review", "--no-browser"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        address = time.perf_counter() - started
        screen = Screen(browser.new_page(viewport={"width": 1440, "height": 900}), url, folder)
        screen.page.goto(url)
        screen.page.wait_for_selector(ITEM, timeout=120_000)
        print(f"command to address {address:.1f} s, to the ready card {time.perf_counter() - started:.1f} s")
        _press(screen)
        browser.close()
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _press(screen: Screen) -> None:
    screen.page.wait_for_timeout(3000)
    screen.page.evaluate(_WATCH, [CARD, ITEM])
    for _ in range(PRESSES):
        before = screen.item
        screen.press("s")
        screen.wait_for_other(before)
        screen.settle()
    for name, says in (("painted", "key to next card painted"), ("saved", "key to decision acknowledged")):
        print(f"{says}: {_figures(screen.page.evaluate(f'window.{name}'))}")


def _figures(times: list[Any]) -> str:
    high = quantiles(times, n=20)[-1]
    return f"median {median(times):.0f} ms, p95 {high:.0f} ms, longest {max(times):.0f} ms, n = {len(times)}"


if __name__ == "__main__":
    main()
