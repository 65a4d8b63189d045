"""``qbank review --voila`` in a real browser: the card alone, with the token only, and a key decides."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from lab_samples import eventually, processes_of, review

import qbank

pytestmark = pytest.mark.browser

CARD = "[data-testid=review-card]"
OURS = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")


def test_the_card_alone(workspace_folder: Path, chromium: Any) -> None:
    """No notebook around it, nothing asked of the network, a decision arrives, and nothing stays behind."""
    with qbank.open(workspace_folder) as workspace:
        first = next(iter(workspace.items(status="draft", limit=1))).id
    strange: list[str] = []
    with review(workspace_folder, "--voila") as run:
        page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.on("request", lambda request: None if request.url.startswith(OURS) else strange.append(request.url))
        # Voila's page names style sheets elsewhere; the policy it is served with stops them.
        page.on(
            "requestfailed", lambda request: strange.remove(request.url) if "csp" in (request.failure or "") else None
        )
        refused = page.goto(run.url.partition("?")[0], timeout=90_000)
        assert refused.status == 403 or "login" in page.url
        page.goto(run.url, timeout=90_000)
        page.wait_for_selector(f"{CARD} [data-item-id='{first}']", timeout=90_000)
        assert page.locator(".jp-InputArea-editor:visible, .jp-Toolbar:visible").count() == 0
        if folder := os.environ.get("QBANK_PICTURES", ""):
            page.screenshot(path=Path(folder) / "voila.png")
        page.keyboard.press("s")
        page.wait_for_function(
            "([card, old]) => document.querySelector(`${card} [data-item-id]`)?.dataset.itemId !== old",
            arg=[CARD, first],
            timeout=10_000,
        )
        page.wait_for_selector(f"{CARD} [data-saving='0']")
        with qbank.open(workspace_folder) as workspace:
            assert workspace.item(first).later
        page.context.close()
    assert strange == []
    assert eventually(lambda: not processes_of(workspace_folder)), processes_of(workspace_folder)
