"""The item map of a notebook in a real browser: a click on a point shows its item in full, without the network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

import qbank
from qbank.lab import server as servers
from qbank.model.item import Choice

pytestmark = pytest.mark.browser

OURS = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
PANEL = ".qb-item"
CODE = """import os
os.environ["JPY_SESSION_NAME"] = "map.ipynb"
import qbank
ws = qbank.open(".")
ws.analyse("answers.csv", name="周测", date="2026-03-15").item_map()"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a file of made-up answers and a notebook that draws its map."""
    folder = tmp_path_factory.mktemp("map") / "ws"
    with qbank.open(folder, make=True, actor="甲") as workspace:
        workspace.ingest(Path(__file__).parents[2] / "corpus" / "制度/云岭市公共停车场管理办法.txt")
        workspace.draft()
        workspace.rehearse(folder / "answers.csv", people=300, items=8)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "python3"}
    nbformat.write(notebook, folder / "map.ipynb")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The address of the notebook, served by Voila as the card is."""
    (folder / servers.FOLDER).mkdir(exist_ok=True)
    server = servers.start_voila(folder, folder / "map.ipynb", "zh", 0)
    try:
        server.wait_until_ready()
        yield f"{server.url}?token={server.token}"
    finally:
        server.stop()


def test_a_click_shows_the_item_in_full(folder: Path, address: str, chromium: Any) -> None:
    """Its stem to the end, every option with how many chose it, its key; another click shows the other item."""
    strange: list[str] = []
    page = chromium.new_context(viewport={"width": 1200, "height": 900}, locale="zh-CN").new_page()
    page.on("request", lambda request: None if request.url.startswith(OURS) else strange.append(request.url))
    page.on("requestfailed", lambda request: strange.remove(request.url) if "csp" in (request.failure or "") else None)
    page.goto(address, timeout=90_000)
    points = page.locator("svg .mark-symbol.role-mark path[aria-label]")
    points.first.wait_for(timeout=90_000)
    assert points.count() == 8 and page.locator(PANEL).count() == 0
    with qbank.open(folder) as workspace:
        exam = workspace.analyse(folder / "answers.csv", name="周测", date="2026-03-15")
        seen = set()
        for at in (0, 5):
            points.nth(at).click(force=True)
            page.wait_for_function(
                "([panel, seen]) => !seen.includes(document.querySelector(panel)?.dataset.number ?? '')",
                arg=[PANEL, ["", *seen]],
            )
            number = page.locator(PANEL).get_attribute("data-number")
            seen.add(number)
            own = dict(exam.exam.numbered())[int(number)]
            item = workspace.item(own.asked.item)
            told = page.locator(PANEL).inner_text()
            choice = item.body.interaction()
            assert isinstance(choice, Choice)
            assert item.stem in told and item.body.key_text() in told and item.id in told
            assert all(option.text in told for option in choice.options)
            rows = page.locator(f"{PANEL} tbody tr").all_inner_texts()
            assert [int(row.split("\t")[2]) for row in rows] == [each.n for each in own.options]
    if pictures := os.environ.get("QBANK_PICTURES", ""):
        page.screenshot(path=Path(pictures) / "item-map.png")
    page.context.close()
    assert len(seen) == 2 and strange == []
