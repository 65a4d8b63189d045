"""Somebody else was faster: no conflict is silent, none is decided without the person, what was typed stays."""

from __future__ import annotations

import pytest
from colleagues import MINE, THEIRS, at_once, changed_by_another, save_only_too_late, type_kept
from desk_screen import CARD, Screen

from qbank.bank import Query
from qbank.workbench.workspace import Workspace

pytestmark = pytest.mark.browser

PANEL = f"{CARD} .qb-veil"


def test_text_typed_before_a_colleagues_change_does_not_go_over_it(screen: Screen, bank: Workspace) -> None:
    """What was typed on an older revision is decided on that revision: the conflict screen shows both sides."""
    item_id = screen.item
    type_kept(screen, bank, MINE)
    screen.press("Escape")
    changed_by_another(bank, item_id)
    for memory in ("page", "bank"):
        if memory == "bank":
            screen.page.evaluate("sessionStorage.clear()")
        screen.open()
        screen.visit(item_id)
        screen.go_on()
        assert "别人改过" in screen.text(".qb-banner")
        screen.press("Control+Enter")
        screen.page.wait_for_selector(f"{CARD} [data-action=keep-mine]")
        assert bank.item(item_id).rationale == THEIRS
        assert "乙" in screen.page.locator(f"{CARD} .qb-panel del").all_inner_texts()
        screen.press("Escape")
        assert "没有存入" in screen.text(".qb-banner")
    screen.visit(item_id)
    screen.go_on()
    screen.press("Control+Enter")
    screen.click("[data-action=keep-mine]")
    screen.settle()
    assert (bank.item(item_id).rationale, bank.item(item_id).status) == (MINE, "accepted")
    screen.visit(item_id)
    assert not screen.has("[data-action=go-on]")


def test_text_typed_before_decisions_of_ones_own_meets_no_conflict(screen: Screen, bank: Workspace) -> None:
    """“Later” and its undo keep what was typed, and as the item reads as before it can simply be saved."""
    item_id = screen.item
    type_kept(screen, bank, MINE)
    screen.press("Escape")
    screen.press("s")
    screen.wait_for_other(item_id)
    screen.settle()
    assert bank.bank.unsaved("甲", item_id)
    screen.visit(item_id)
    screen.go_on()
    assert screen.page.input_value(f"{CARD} textarea[data-field=rationale]") == MINE
    screen.press("Control+Enter")
    screen.wait_for_other(item_id)
    screen.settle()
    assert (bank.item(item_id).rationale, bank.bank.unsaved("甲", item_id)) == (MINE, None)


def test_save_only_then_theirs_leaves_a_living_card(screen: Screen, bank: Workspace) -> None:
    """After “save only” met a conflict and theirs was taken, the card shows theirs, and keys act on it."""
    item_id = save_only_too_late(screen, bank)
    screen.click("[data-action=keep-theirs]")
    screen.page.wait_for_selector(PANEL, state="hidden")
    assert not screen.has(".qb-editor")
    assert not screen.has("[data-action=go-on]")
    assert THEIRS in screen.text(".qb-card")
    screen.decide("a")
    assert (bank.item(item_id).status, bank.item(item_id).rationale) == ("accepted", THEIRS)


def test_conflicts_are_shown_one_after_the_other(screen: Screen, bank: Workspace) -> None:
    """Two decisions that both came too late: both are shown, neither is written without a choice."""
    ids = bank.bank.ids(Query(status="draft", later=False))[:2]
    assert screen.item == ids[0]
    for item_id in ids:
        changed_by_another(bank, item_id)
    at_once(screen, "a", "a")
    for _ in ids:
        screen.click("[data-action=keep-mine]")
    screen.settle()
    assert [bank.item(item_id).status for item_id in ids] == ["accepted", "accepted"]


def test_a_conflict_that_waits_outlives_a_reload(screen: Screen, bank: Workspace) -> None:
    """It comes when the person is no longer typing elsewhere, or with the next page; until then nothing is written."""
    item_id = screen.item
    changed_by_another(bank, item_id)
    at_once(screen, "a", "/")
    screen.page.keyboard.type("停车")
    screen.page.wait_for_selector(f"{CARD} .qb-banner:has-text('别人刚改过')")
    assert screen.page.is_hidden(PANEL)
    screen.page.reload()
    screen.page.wait_for_selector(f"{CARD} [data-action=keep-mine]", timeout=60_000)
    assert bank.item(item_id).status == "draft"
    screen.click("[data-action=keep-mine]")
    screen.settle()
    assert bank.item(item_id).status == "accepted"
    screen.open()
    screen.page.wait_for_timeout(700)
    assert screen.page.is_hidden(PANEL)


def test_mine_after_save_only_is_a_draft_that_still_waits(screen: Screen, bank: Workspace) -> None:
    """“Use mine” on an edit that was not to be accepted leaves the item in the list."""
    item_id = save_only_too_late(screen, bank)
    screen.click("[data-action=keep-mine]")
    screen.settle()
    assert (bank.item(item_id).rationale, bank.item(item_id).status) == (MINE, "draft")
    screen.decide("a")
    assert bank.item(item_id).status == "accepted"


def test_what_is_told_of_one_item_stays_beside_the_next(screen: Screen, bank: Workspace) -> None:
    """Two decisions that were not taken are two messages, each a way back to its item; one goes when it is used."""
    told = screen.page.locator(f"{CARD} .qb-banner:has-text('没有存入')")
    items = []
    for count in (1, 2):
        items.append(save_only_too_late(screen, bank))
        screen.page.wait_for_selector(f"{CARD} [data-action=keep-mine]")
        screen.press("Escape")
        assert told.count() == count
        rows = screen.page.locator(f"{CARD} [data-row-id]").evaluate_all("rows => rows.map(row => row.dataset.rowId)")
        screen.visit(next(each for each in rows if each not in items))
    told.first.locator("button").first.click()
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{items[0]}']")
    assert told.count() == 1
    told.locator("button").last.click()
    assert told.count() == 0
