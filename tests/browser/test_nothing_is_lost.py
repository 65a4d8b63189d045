"""The card among colleagues and in a hurry: what was typed stays, what was seen is decided, nothing is done twice."""

from __future__ import annotations

import pytest
from colleagues import MINE, at_once, changed_by_another, is_kept, type_kept
from desk_screen import CARD, ITEM, Screen

from qbank.bank import Query
from qbank.workbench.workspace import Workspace

pytestmark = pytest.mark.browser

STEM = f"{CARD} textarea[data-field=stem]"
PANEL = f"{CARD} .qb-veil"


def test_a_panel_is_about_the_card_it_was_opened_on(screen: Screen, bank: Workspace) -> None:
    """While another card is on its way no key acts on the one that is left; a late answer opens nothing."""
    first = screen.item
    far = bank.bank.ids(Query(status="draft", later=False))[45]  # none of the cards that are kept ready
    screen.page.evaluate(
        "(list) => { const box = document.querySelector(list); box.scrollTop = box.scrollHeight / 6; }",
        f"{CARD} .qb-side > *",
    )
    screen.page.wait_for_timeout(600)
    rows = screen.page.locator(f"{CARD} [data-row-id]")
    ids = [rows.nth(n).get_attribute("data-row-id") for n in range(rows.count())]
    there = far if far in ids else ids[-1]
    at_once(screen, "x", "1", "a", "s", click=f"{CARD} [data-row-id='{there}']")
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{there}']")
    screen.settle()
    assert bank.history(first)[-1].action == "draft"
    assert bank.history(there)[-1].action == "draft"
    assert screen.page.is_hidden(PANEL)
    at_once(screen, "h", "k")
    screen.wait_for_other(there)
    screen.page.wait_for_timeout(500)
    assert screen.page.is_hidden(PANEL)


def test_a_batch_does_what_was_previewed_or_nothing(screen: Screen, bank: Workspace) -> None:
    """Another action or another item since the preview: it has to be looked at again."""
    screen.press("b")
    screen.click("[data-action=batch-look]")
    screen.page.wait_for_selector(f"{CARD} [data-action=batch-do]")
    screen.page.select_option(f"{CARD} [data-batch=action]", "delete")
    assert screen.page.locator(f"{CARD} [data-action=batch-do]").count() == 0
    screen.click("[data-action=batch-look]")
    screen.page.wait_for_selector(f"{CARD} [data-action=batch-do]")
    before = bank.bank.count(Query(status="draft"))
    changed_by_another(bank, screen.item)
    screen.click("[data-action=batch-do]")
    screen.page.wait_for_selector(f"{CARD} .qb-panel .qb-warning:has-text('刚有变化')")
    assert bank.bank.count(Query(status="draft")) == before
    screen.press("Escape")


def test_save_only_and_on_at_once(screen: Screen, bank: Workspace) -> None:
    """Keys pressed before the bank has answered wait or do nothing; nobody is in conflict with themselves."""
    item_id = screen.item
    type_kept(screen, bank, MINE)
    screen.page.evaluate("window.slow = 2000")
    screen.click("[data-action=edit]")
    screen.press("e", "a")
    screen.page.wait_for_selector(f"{CARD} [data-saving]:not([data-saving='0'])")
    screen.press("e", "a")
    screen.page.evaluate("window.slow = 0")
    screen.settle()
    assert (bank.item(item_id).rationale, bank.item(item_id).status) == (MINE, "draft")
    screen.press("e")
    screen.page.fill(f"{CARD} textarea[data-field=rationale]", MINE * 2)
    screen.press("Control+Enter")
    screen.wait_for_other(item_id)
    screen.settle()
    assert screen.page.is_hidden(PANEL)
    assert (bank.item(item_id).rationale, bank.item(item_id).status) == (MINE * 2, "accepted")


def test_new_items_begun_of_two_types_are_both_kept(screen: Screen, bank: Workspace) -> None:
    """Each type has its own unfinished item, which comes from the bank where the page has lost it."""
    for kind in ("true_false", "short_answer"):
        screen.begin(kind)
        screen.page.fill(STEM, f"写了一半的{kind}")
        screen.wait_until(lambda kind=kind: is_kept(bank, f"new/{kind}", f"写了一半的{kind}"))
        screen.press("Escape")
    screen.page.evaluate("sessionStorage.clear()")
    screen.open()
    for kind in ("true_false", "short_answer"):
        screen.press("c")
        assert "没写完" in screen.text(f"[data-new=type] option[value={kind}]")
        screen.page.select_option(f"{CARD} [data-new=type]", kind)
        screen.click("[data-action=new-begin]")
        screen.page.wait_for_selector(STEM)
        assert screen.page.input_value(STEM) == f"写了一半的{kind}"
        screen.click("[data-action=save-new]")
        screen.page.wait_for_selector(f"{CARD} .qb-stem:has-text('写了一半的{kind}')")
        assert bank.item(screen.item).stem == f"写了一半的{kind}"
    assert bank.bank.unsaved_ids("甲") == []


def test_a_new_item_takes_offers_and_leaves_the_page_as_it_was(screen: Screen, bank: Workspace) -> None:
    """⇄ offers options for an item that is not stored yet; after Esc the pane shows the card's own document again."""
    title = screen.text(".qb-source-head")
    screen.begin("single_choice", document=next(each.name for each in bank.bank.documents() if each.name not in title))
    assert screen.text(".qb-source-head") != title
    screen.click(".qb-tool:text('⇄') >> nth=0")
    screen.page.wait_for_selector(f"{CARD} .qb-offer p")
    screen.page.wait_for_timeout(500)
    assert not screen.has(".qb-alarm")
    screen.press("Escape")
    assert screen.text(".qb-source-head") == title


def test_notes_stay_and_unsaved_ones_too(screen: Screen, bank: Workspace) -> None:
    """A note is on the card also after going to and fro; one that was not saved is still in the field."""
    item_id = screen.item
    screen.press("n")
    screen.page.keyboard.type("等回话")
    screen.press("Escape", "n")
    assert screen.page.input_value(f"{CARD} .qb-panel textarea") == "等回话"
    screen.press("Control+Enter")
    screen.page.wait_for_selector(f"{CARD} .qb-note")
    screen.press("j")
    screen.wait_for_other(item_id)
    screen.press("k")
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{item_id}']")
    assert "等回话" in screen.text(".qb-note")
    assert bank.bank.note(item_id) == "等回话"


def test_two_notes_at_once_become_one(screen: Screen, bank: Workspace) -> None:
    """A colleague's note that came while mine was written stands above it, to be made one."""
    item_id = bank.bank.ids(Query(status="draft", later=False))[2]
    screen.visit(item_id)
    screen.press("n")
    screen.page.keyboard.type("甲的")
    bank.bank.set_note(item_id, "乙的", "乙")
    screen.press("Control+Enter")
    screen.page.wait_for_selector(f"{CARD} .qb-panel p:has-text('合成一条')")
    assert screen.page.input_value(f"{CARD} .qb-panel textarea") == "乙的\n甲的"
    screen.press("Control+Enter")
    screen.page.wait_for_selector(PANEL, state="hidden")
    assert bank.bank.note(item_id) == "乙的\n甲的"


def test_undo_pressed_at_once_takes_back_that_decision(screen: Screen, bank: Workspace) -> None:
    """Undo waits for the decision before it, and takes back that one and no other."""
    first, second = screen.decide("s")
    screen.press("s", "u")
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{second}']")
    screen.page.wait_for_function(
        "(card) => document.querySelector(`${card} .qb-status`).textContent.includes('撤销')", arg=CARD
    )
    screen.settle()
    assert (bank.item(first).later, bank.item(second).later) == (True, False)
    screen.press("u")
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{first}']")
    assert bank.item(first).later is False


def test_settings_leave_the_filter_alone(screen: Screen, bank: Workspace) -> None:
    """Saving the settings does not bring back a filter that was changed since."""
    screen.press("f")
    screen.page.select_option(f"{CARD} [data-filter=show]", "all")
    screen.click("[data-action=apply]")
    screen.page.wait_for_selector(f"{CARD} [data-action=filter]:has-text('全部')")
    screen.press("o")
    screen.page.select_option(f"{CARD} [data-setting=theme]", "light")
    screen.click("[data-action=save-settings]")
    screen.page.wait_for_selector(PANEL, state="hidden")
    screen.page.wait_for_selector(ITEM)
    assert "全部" in screen.text("[data-action=filter]")
    screen.press("f")
    screen.click("[data-action=clear]")
    screen.page.wait_for_selector(f"{CARD} [data-action=filter]:has-text('待审')")


def test_the_editor_goes_on_with_what_was_typed(screen: Screen, bank: Workspace) -> None:
    """However it is opened, it holds the text that was not saved; it can be thrown away, and only so."""
    item_id = screen.item
    type_kept(screen, bank, MINE)
    screen.press("Escape")
    screen.press("e")
    assert screen.page.input_value(f"{CARD} textarea[data-field=rationale]") == MINE
    assert "没有保存的修改" in screen.text(".qb-banner")
    screen.press("Escape")
    screen.click("[data-action=throw-away]")
    screen.press("e")
    screen.page.wait_for_selector(STEM)
    assert screen.page.input_value(f"{CARD} textarea[data-field=rationale]") == bank.item(item_id).rationale
    screen.press("Escape")


def test_of_two_windows_the_later_text_counts(screen: Screen, address: str, bank: Workspace) -> None:
    """A window that was open before does not go back to its own older text, nor write over the newer one."""
    item_id = screen.item
    type_kept(screen, bank, MINE)
    screen.press("Escape")
    other = Screen(screen.page.context.new_page(), address, screen.folder)
    other.open()
    other.visit(item_id)
    type_kept(other, bank, MINE * 2)
    other.press("Escape")
    other.page.close()
    screen.press("e")
    assert screen.page.input_value(f"{CARD} textarea[data-field=rationale]") == MINE * 2
    screen.press("Escape")
    screen.click("[data-action=throw-away]")


def test_a_late_answer_closes_no_editor(screen: Screen, bank: Workspace) -> None:
    """Undo and settings that are answered late leave the person where they are; no letter becomes a decision."""
    _, second = screen.decide("s")
    decided = len(bank.bank.recent("甲", 10_000))
    with screen.unanswered():
        screen.press("u", "e")
    screen.page.wait_for_selector(STEM)
    screen.page.focus(f"{CARD} textarea[data-field=rationale]")
    screen.page.keyboard.type("asxaasx", delay=150)
    assert screen.page.input_value(f"{CARD} textarea[data-field=rationale]").endswith("asxaasx")
    screen.press("Escape")
    assert screen.item == second
    screen.click("[data-action=throw-away]")
    assert len(bank.bank.recent("甲", 10_000)) == decided + 1
    screen.press("o")
    screen.page.wait_for_selector(f"{CARD} [data-action=save-settings]")
    with screen.unanswered():
        screen.click("[data-action=save-settings]")
        screen.page.keyboard.type("easxas", delay=100)
    screen.page.wait_for_selector(ITEM)
    screen.page.wait_for_timeout(500)
    assert len(bank.bank.recent("甲", 10_000)) == decided + 1


def test_nothing_can_be_typed_that_would_not_be_saved(screen: Screen, bank: Workspace) -> None:
    """From the press that saves until the answer the editor takes no text."""
    screen.begin("true_false")
    screen.page.fill(STEM, "慢慢存的一道题。")
    screen.page.evaluate("window.slow = 1200")
    screen.press("Control+Enter")
    screen.page.keyboard.type("后来的字")
    assert screen.page.input_value(STEM) == "慢慢存的一道题。"
    screen.press("Escape")
    screen.page.wait_for_selector(f"{CARD} .qb-stem:has-text('慢慢存的一道题')")
    screen.page.evaluate("window.slow = 0")
    assert bank.item(screen.item).stem == "慢慢存的一道题。"
    assert bank.bank.unsaved_ids("甲") == []


def test_a_reason_that_was_not_sent_is_kept(screen: Screen, bank: Workspace) -> None:
    """Esc closes the panel, not the sentence; once it is sent it is gone from the field."""
    item_id = screen.item
    screen.press("x")
    screen.page.fill(f"{CARD} .qb-panel input", "与第二十条不一致")
    screen.press("Escape", "x")
    assert screen.page.input_value(f"{CARD} .qb-panel input") == "与第二十条不一致"
    screen.page.press(f"{CARD} .qb-panel input", "Enter")
    screen.wait_for_other(item_id)
    screen.settle()
    assert bank.history(item_id)[-1].reason == "与第二十条不一致"
