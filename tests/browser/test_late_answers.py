"""Answers that come late: each is about what was open when it was asked for, and nothing else is closed or dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk_screen import CARD, Screen

from qbank.bank import Query
from qbank.workbench.workspace import Workspace

pytestmark = pytest.mark.browser

STEM = f"{CARD} textarea[data-field=stem]"
RATIONALE = f"{CARD} textarea[data-field=rationale]"


def _answer_after(screen: Screen, milliseconds: int) -> None:
    screen.page.evaluate("(time) => { window.slow = time; }", milliseconds)


def _first_rows(bank: Workspace, count: int) -> list[str]:
    return bank.bank.ids(Query(status="draft", later=False))[:count]


def test_a_new_item_saved_late_closes_no_other_editor(screen: Screen, bank: Workspace) -> None:
    """The person has gone on to another card: the text typed there stays, and the banner leads to the new item."""
    other = _first_rows(bank, 3)[2]
    screen.visit(other)
    screen.visit(_first_rows(bank, 1)[0])
    before = bank.bank.count()
    screen.begin("true_false")
    screen.page.fill(STEM, "慢慢存的新题。")
    _answer_after(screen, 8000)
    screen.press("Control+Enter")
    screen.wait_until(lambda: bank.bank.count() == before + 1)
    screen.page.wait_for_timeout(1000)  # the answer has left the kernel a moment after the bank had the item
    _answer_after(screen, 0)
    screen.visit(other)
    screen.press("e")
    screen.page.fill(RATIONALE, "别处写的")
    screen.page.wait_for_selector(f"{CARD} .qb-banner:has-text('新题已保存')", timeout=20_000)
    assert screen.item == other
    assert screen.page.input_value(RATIONALE) == "别处写的"
    screen.press("Escape")
    screen.click("[data-action=throw-away]")


def test_saved_and_gone_on_at_once_is_saved(screen: Screen, bank: Workspace) -> None:
    """A press that saves counts although the person is at another card before the checks have answered."""
    item_id, _, there = _first_rows(bank, 3)
    screen.visit(there)
    screen.visit(item_id)
    screen.press("e")
    screen.page.fill(RATIONALE, "存了就走")
    _answer_after(screen, 1000)
    screen.press("Control+Enter")
    screen.click(f"[data-row-id='{there}']")
    screen.wait_until(lambda: bank.item(item_id).rationale == "存了就走")
    _answer_after(screen, 0)
    screen.settle()
    assert bank.item(item_id).status == "accepted"
    assert screen.item == there


def test_a_failed_keep_is_made_good(screen: Screen, bank: Workspace) -> None:
    """While another program holds the bank nothing can be kept; the next text is, and no other window is blamed."""
    item_id = screen.item
    screen.press("e")
    screen.page.fill(RATIONALE, "第一段")
    screen.wait_until(lambda: "第一段" in (getattr(bank.bank.unsaved("甲", item_id), "data", "")))
    screen.page.evaluate(
        "() => { window.lose = WebSocket.prototype.send; WebSocket.prototype.send = () => undefined; }"
    )
    screen.page.fill(RATIONALE, "第一段第二段")
    screen.page.wait_for_timeout(1500)
    screen.page.evaluate("() => { WebSocket.prototype.send = window.lose; }")
    screen.page.fill(RATIONALE, "第一段第二段第三段")
    screen.wait_until(lambda: "第三段" in (getattr(bank.bank.unsaved("甲", item_id), "data", "")))
    assert not screen.page.locator(f"{CARD} .qb-banner:has-text('另一个窗口')").count()
    screen.press("Escape")
    screen.click("[data-action=throw-away]")


def test_an_editor_that_comes_late_takes_no_keys(screen: Screen) -> None:
    """Help or the search box was opened meanwhile: the editor stays closed, and what is typed arrives there."""
    with screen.unanswered():
        screen.press("e", "?")
    screen.page.wait_for_timeout(500)
    assert not screen.has(".qb-editor")
    screen.press("Escape")
    with screen.unanswered():
        screen.press("e", "/")
        screen.page.keyboard.type("停车", delay=100)
    screen.page.keyboard.type("场", delay=500)
    assert not screen.has(".qb-editor")
    assert screen.page.input_value(f"{CARD} .qb-search") == "停车场"


def test_a_conflict_waits_for_the_editor_that_is_opening(screen: Screen, bank: Workspace) -> None:
    """It is shown when the editor is left, never over it."""
    item_id = screen.item
    bank.edit(replace(bank.item(item_id), rationale="乙写的"))
    screen.press("j")  # the next card has been fetched, so that nothing has to be asked for it
    other = screen.wait_for_other(item_id)
    screen.press("k")
    screen.wait_for_other(other)
    with screen.unanswered():
        screen.press("a")
        screen.wait_for_other(item_id)
        screen.press("e")
    screen.page.wait_for_selector(STEM)
    screen.page.wait_for_timeout(500)
    assert screen.page.is_hidden(f"{CARD} .qb-veil")
    screen.press("Escape")
    screen.click("[data-action=keep-theirs]")
    screen.settle()


def test_a_place_is_one_of_the_list_on_the_screen(screen: Screen, bank: Workspace) -> None:
    """What is asked for while a list is on its way is done in that list; the marked row is the card that is shown."""
    there = _first_rows(bank, 4)[3]
    _answer_after(screen, 700)
    screen.page.fill(f"{CARD} .qb-search", "培训")
    screen.page.press(f"{CARD} .qb-search", "Enter")
    screen.page.locator(f"{CARD} [data-row-id='{there}']").dispatch_event("click")
    screen.page.wait_for_selector(f"{CARD} [data-action=filter]:has-text('培训')")
    _answer_after(screen, 0)
    screen.page.wait_for_selector(f"{CARD} [data-item-id][aria-busy=false]")
    for _ in range(3):
        current = screen.page.get_attribute(f"{CARD} .qb-row.qb-current[data-row-id]", "data-row-id")
        assert current == screen.item
        before = screen.item
        screen.press("j")
        screen.wait_for_other(before)
    screen.press("f")
    screen.click("[data-action=clear]")
    screen.page.wait_for_selector(f"{CARD} [data-action=filter]:has-text('待审')")


def test_unsaved_text_is_not_passed_over(screen: Screen, bank: Workspace) -> None:
    """Accepting the stored version of an item that has unsaved changes has to be meant: they are dropped first."""
    item_id = screen.item
    screen.press("e")
    screen.page.fill(RATIONALE, "没存的")
    screen.press("Escape", "a")
    assert "尚未保存" in screen.text(".qb-banner")
    assert screen.item == item_id
    screen.click("[data-action=throw-away]")
    screen.decide("a")
    assert bank.item(item_id).status == "accepted"
