"""In a real browser: the card opens by itself, and no key pressed beside it changes the notebook."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lab_samples import Run

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CARD = "[data-testid=review-card]"
STRAY = "abxcvymrzdd00iioshlpkj123456"
CHORDS = ("Shift+m", "Shift+a", "Shift+b", "Shift+z", "Control+Enter", "Shift+Enter", "Alt+Enter", "Enter", "Escape")
MOVES = ("Control+Shift+ArrowDown", "Control+Shift+ArrowUp", "Control+Backspace", "Delete", "Backspace")
AT_THE_END = ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter")


@pytest.fixture
def opened(shared_review: Run, chromium: Any) -> Iterator[tuple[Page, list[str]]]:
    """Give the page with the card on it, and the addresses outside this computer that it asked for."""
    assert shared_review.again().returncode == 0
    strange: list[str] = []
    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    own = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else strange.append(request.url))
    page.goto(shared_review.url, timeout=90_000)
    page.wait_for_selector(CARD, timeout=90_000)
    page.wait_for_function("document.querySelectorAll('.jp-Cell').length === 3", timeout=30_000)
    yield page, strange
    page.context.close()


def _cells(page: Page) -> list[str]:
    """Return kind, source and folding of each cell as JupyterLab holds them."""
    script = """() => {
        const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
        const kept = ["cell_type", "source", "metadata", "jupyter", "source_hidden"];
        return cells.map(cell => JSON.stringify(cell.sharedModel.toJSON(), kept));
    }"""
    return list(page.evaluate(script))


def _outputs(page: Page) -> int:
    return page.locator(CARD).count()


def _picture(page: Page, name: str) -> None:
    folder = os.environ.get("QBANK_PICTURES", "")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_no_stray_key_changes_the_notebook(opened: tuple[Page, list[str]]) -> None:
    """With the focus on each of the cells: no letter, digit, chord or Enter changes cells or card."""
    page, strange = opened
    shown = _outputs(page)
    assert len(_cells(page)) == 3
    _picture(page, "opened")
    for number in range(3):
        page.locator(".jp-Cell").nth(number).locator(".jp-InputPrompt, .jp-OutputPrompt").first.click(force=True)
        in_command_mode = "document.querySelector('.jp-Notebook').classList.contains('jp-mod-commandMode')"
        assert page.evaluate(in_command_mode)
        before = _cells(page)  # a click may have unfolded the cell
        for key in (*STRAY, *CHORDS, *MOVES, *AT_THE_END):
            page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert _cells(page) == before
        assert _outputs(page) == shown
        assert not page.locator(".jp-Dialog").count()
    _picture(page, "after-keys")
    assert not strange


def test_the_page_is_calm_and_chinese(opened: tuple[Page, list[str]]) -> None:
    """No news, no question about trust or kernels; the menus are Chinese; no line below to add a cell by mistake."""
    page, strange = opened
    page.wait_for_timeout(1_500)
    assert not page.locator(".jp-Dialog").count()
    assert not page.locator(".Toastify__toast").count()
    assert not page.evaluate("window.jupyterapp.shell.currentWidget.context.model.dirty")  # a dirty one asks on leaving
    assert "文件" in page.locator(".lm-MenuBar").inner_text()
    assert not page.locator(".jp-Notebook-footer").is_visible()
    assert not strange
