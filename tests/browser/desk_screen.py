"""What tests do on the screen: open the card, press keys, wait until the bank has everything."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

CARD = "[data-testid=review-card]"
ITEM = f"{CARD} [data-item-id]"
HERE = {"127.0.0.1", "localhost", ""}


class Screen:
    """One page on the review card."""

    def __init__(self, page: Any, url: str, folder: Path) -> None:
        self.page, self.url, self.folder = page, url, folder
        self.outside: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self._asked(request.url))
        page.on("pageerror", self._failed)

    def _asked(self, url: str) -> None:
        if urlsplit(url).hostname not in (*HERE, None):
            self.outside.append(url)

    def _failed(self, error: Any) -> None:
        # The card's code is loaded from a blob; what JupyterLab throws when its kernel dies is not ours.
        if "blob:" in (getattr(error, "stack", "") or ""):
            self.faults.append(f"{error}\n{error.stack}")

    def open(self) -> None:
        """Load the page and wait for a painted item or the empty page, and for the cards that come after it."""
        self.page.goto(self.url, timeout=90_000)
        self.page.wait_for_selector(f"{ITEM}, {CARD} [data-empty]", timeout=120_000)
        self.page.wait_for_selector(f"{CARD}[data-filling='0']", timeout=120_000)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is on its way to the bank."""
        self.page.wait_for_selector(f"{CARD} [data-saving='0']", timeout=20_000)

    @contextmanager
    def unanswered(self) -> Iterator[None]:
        """Hold back all that the kernel says; afterwards it arrives in its order, however slow this machine is."""
        self.page.evaluate("window.held = []")
        yield
        self.page.wait_for_timeout(1000)  # what was asked for has been answered, and the answer waits
        self.page.evaluate("() => { const all = window.held; window.held = null; for (const go of all) go(); }")

    def wait_until(self, true: Callable[[], object], seconds: float = 20) -> None:
        """Wait until something holds that the page does not show, e.g. in the bank."""
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, "it never came true"
            self.page.wait_for_timeout(50)

    @property
    def item(self) -> str:
        """The id of the painted item."""
        return self.page.get_attribute(ITEM, "data-item-id", timeout=10_000)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def wait_for_other(self, item_id: str) -> str:
        """Wait until another item is painted and return it."""
        self.page.wait_for_function(
            "([card, old]) => { const found = document.querySelector(card);"
            " return found && found.dataset.itemId && found.dataset.itemId !== old; }",
            arg=[ITEM, item_id],
            timeout=10_000,
        )
        return self.item

    def visit(self, item_id: str) -> None:
        """Go to an item by its row in the list."""
        self.click(f"[data-row-id='{item_id}']")
        self.page.wait_for_selector(f"{CARD} [data-item-id='{item_id}'][aria-busy=false]", timeout=20_000)

    def begin(self, kind: str, document: int | str = 0) -> None:
        """Begin a new item of a type, with a document to pick its proof line in: its name or its place in the list."""
        self.press("c")
        self.page.select_option(f"{CARD} [data-new=type]", kind)
        chosen = {"index": document} if isinstance(document, int) else {"value": document}
        self.page.select_option(f"{CARD} [data-new=document]", **chosen)
        self.click("[data-action=new-begin]")
        self.page.wait_for_selector(f"{CARD} .qb-editor", timeout=20_000)
        if document:  # nothing is marked in it yet
            self.page.wait_for_selector(f"{CARD} .qb-source:not(:has(mark)) .qb-line[data-start]", timeout=20_000)

    def go_on(self) -> None:
        """Go on editing what was typed before."""
        self.click("[data-action=go-on]")
        self.page.wait_for_selector(f"{CARD} .qb-editor", timeout=20_000)

    def decide(self, *keys: str) -> tuple[str, str]:
        """Decide about the painted item by keys; return it and the next one."""
        before = self.item
        self.press(*keys)
        after = self.wait_for_other(before)
        self.settle()
        return before, after

    def text(self, selector: str) -> str:
        """The text of the first element inside the card."""
        return self.page.inner_text(f"{CARD} {selector}", timeout=10_000)

    def has(self, selector: str) -> bool:
        """Tell whether an element is shown inside the card."""
        return self.page.locator(f"{CARD} {selector}").first.is_visible()

    def click(self, selector: str) -> None:
        """Click an element inside the card."""
        self.page.click(f"{CARD} {selector}", timeout=10_000)

    def picture(self, name: str) -> None:
        """Write a picture of the card for the documents, where they are asked for."""
        if folder := os.environ.get("QBANK_PICTURES", ""):
            self.page.locator(CARD).screenshot(path=Path(folder) / f"{name}.jpg", type="jpeg", quality=75)

    def cells(self) -> list[str]:
        """The sources of the notebook's cells, as JupyterLab has them now."""
        return self.page.evaluate(
            "() => jupyterapp.shell.currentWidget.content.widgets.map((cell) => cell.model.sharedModel.getSource())"
        )
