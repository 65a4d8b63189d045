"""What the card looks like to everyone: no serious accessibility fault in either theme, and pictures for the documents.

``QBANK_PICTURES=docs/pictures`` writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from desk_screen import CARD, ITEM, Screen

from qbank.types._contract import TYPES

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".venv" / "clients" / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = pytest.mark.browser


def _choose(screen: Screen, **settings: str) -> None:
    """Set theme or language by the settings panel."""
    screen.press("o")
    for name, value in settings.items():
        screen.page.select_option(f"{CARD} [data-setting={name}]", value)
    screen.click("[data-action=save-settings]")
    screen.page.wait_for_selector(f"{CARD} .qb-veil", state="hidden")
    screen.page.wait_for_selector(f"{ITEM}[aria-busy=false]")
    if "theme" in settings:  # JupyterLab loads its own theme meanwhile
        is_light = str(settings["theme"] == "light").lower()
        screen.page.wait_for_selector(f"body[data-jp-theme-light={is_light}]", state="attached")
    screen.page.wait_for_function("(card) => document.querySelector(card).contains(document.activeElement)", arg=CARD)


def _show(screen: Screen, name: str) -> None:
    """Bring one of the card's pages onto the screen."""
    if name.startswith("edit"):
        kind = name.partition("-")[2]
        if kind:
            _narrow(screen, kind)
        screen.press("e")
        screen.page.wait_for_selector(f"{CARD} .qb-editor")
        if kind == "single_choice":
            screen.click(".qb-tool:text('⇄')")
            screen.page.wait_for_selector(f"{CARD} .qb-candidate")
    elif name == "empty":
        screen.page.fill(f"{CARD} [type=search]", "没有哪道题里有这句话")
        screen.page.press(f"{CARD} [type=search]", "Enter")
        screen.page.wait_for_selector(f"{CARD} [data-empty]")
    elif name != "card":
        screen.press(KEYS[name])
        screen.page.wait_for_selector(f"{CARD} .qb-veil", state="visible")
    screen.page.wait_for_timeout(400)


def _narrow(screen: Screen, kind: str = "") -> None:
    """Set the list to the drafts of a type, "" for all, and wait until it is there."""
    screen.press("f")
    if kind:
        screen.page.select_option(f"{CARD} [data-filter=type]", kind)
        screen.click("[data-action=apply]")
        screen.page.wait_for_selector(f"{CARD} .qb-card-head :text('{TYPES.get(kind).label}')")
    else:
        screen.click("[data-action=clear]")
        screen.page.wait_for_selector(f"{CARD} .qb-veil", state="hidden")
    screen.page.wait_for_selector(ITEM)


def _leave(screen: Screen, name: str) -> None:
    screen.press("Escape")
    if name == "empty" or name.startswith("edit-"):
        _narrow(screen)


KEYS = {
    "reject": "x", "filter": "f", "help": "?", "settings": "o", "history": "h", "batch": "b", "recent": "l", "new": "c",
    "note": "n", "similar": "m",
}  # fmt: skip
PAGES = ("card", "edit", "edit-single_choice", "edit-matching", "empty", *KEYS)


@pytest.mark.clients
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_accessibility_fault(screen: Screen, theme: str) -> None:
    """axe-core finds nothing serious or critical on any page of the card; contrast is at least 4.5 in the theme."""
    _choose(screen, theme=theme)
    screen.page.add_script_tag(path=str(AXE))
    for name in PAGES:
        _show(screen, name)
        found = screen.page.evaluate(
            "(card) => axe.run(document.querySelector(card), { resultTypes: ['violations'] }).then((found) =>"
            " found.violations.filter((each) => ['serious', 'critical'].includes(each.impact))"
            ".map((each) => [each.id, each.nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary)]))",
            CARD,
        )
        assert found == [], f"{name}: {found}"
        _leave(screen, name)


LOOKS = [("zh", "light"), ("en", "dark")]
MORE_LOOKS = [("zh", "dark"), ("en", "light")] if os.environ.get("QBANK_PICTURES") else []
"""Only for the pictures: a page that is whole in one theme is so in the other."""


@pytest.mark.parametrize(("lang", "theme"), [*LOOKS, *MORE_LOOKS])
def test_every_page_is_whole(screen: Screen, lang: str, theme: str) -> None:
    """Each page fits: no button without words, nothing cut at the sides; pictures of all are written when asked for."""
    _choose(screen, theme=theme, lang=lang)
    for name in PAGES:
        _show(screen, name)
        wide = screen.page.evaluate(
            "(card) => [...document.querySelectorAll(`${card} :is(.qb-card, .qb-panel-body, .qb-actions, .qb-top)`)]"
            ".filter((each) => each.offsetParent && each.scrollWidth > each.clientWidth + 1)"
            ".map((each) => each.className)",
            CARD,
        )
        assert wide == [], f"{name}: {wide}"
        unnamed = screen.page.evaluate(
            "(card) => [...document.querySelectorAll(`${card} button`)].filter((each) => each.offsetParent"
            " && !each.textContent.trim() && !each.getAttribute('aria-label')).length",
            CARD,
        )
        assert unnamed == 0, name
        screen.picture(f"{name}-{theme}-{lang}")
        _leave(screen, name)


def test_at_twice_the_size(screen: Screen) -> None:
    """On half the width, as at 200 % zoom, question, keys and source are all there."""
    screen.page.set_viewport_size({"width": 720, "height": 900})
    screen.page.wait_for_timeout(300)
    for part in (".qb-stem", "[data-action=accept]", "[data-action=reject]", ".qb-source mark"):
        assert screen.has(part), part
