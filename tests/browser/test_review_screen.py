"""The review card in a real JupyterLab: one key decides, nothing is lost, no text runs."""

from __future__ import annotations

import os
import re
import signal
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from desk_screen import CARD, ITEM, Screen
from playwright.sync_api import TimeoutError as TooLate

from qbank.bank import Query
from qbank.model.item import Option
from qbank.types._contract import TYPES
from qbank.types.single_choice import SingleChoice
from qbank.workbench.workspace import Workspace

pytestmark = pytest.mark.browser

HOSTILE = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>\u202e文\u200b字"


def test_the_card_is_ready(screen: Screen, bank: Workspace) -> None:
    """The first draft is on the screen, its proof line is marked to the character in its document."""
    item = bank.item(screen.item)
    assert item.id == next(bank.bank.items(Query(status="draft"))).id
    screen.page.wait_for_selector(f"{CARD} .qb-source mark.qb-proof-now")
    marked = "".join(screen.page.locator(f"{CARD} .qb-source mark.qb-proof-now").all_inner_texts())
    assert "".join(marked.split()) == "".join(item.sources[0].text.split())
    assert screen.page.evaluate("document.activeElement.dataset.testid") == "review-card"


def test_one_key_decides_and_the_next_card_is_there(screen: Screen, bank: Workspace) -> None:
    """Accept, put off and reject with a reason, each followed by the next item, each in the bank."""
    accepted, _ = screen.decide("a")
    later, _ = screen.decide("s")
    rejected, _ = screen.decide("x", "2")
    assert bank.item(accepted).status == "accepted"
    assert bank.item(later).later
    assert bank.item(rejected).status == "rejected"
    last = bank.history(rejected)[-1]
    assert (last.actor, last.action, last.reason) == ("甲", "reject", "题干不清、缺少前提")


def test_undo_names_what_it_undoes_and_outlives_a_reload(screen: Screen, bank: Workspace) -> None:
    """Undo takes the last decision back after a reload too, redo does it again, and the item is shown."""
    item_id, _ = screen.decide("x", "4")
    screen.open()
    assert "退回" in screen.text("[data-action=undo]")
    screen.press("u")
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{item_id}']")
    screen.settle()
    assert bank.item(item_id).status == "draft"
    screen.press("r")
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{item_id}'] .qb-rejected")
    assert bank.item(item_id).status == "rejected"


def test_mouse_alone_is_enough(screen: Screen, bank: Workspace) -> None:
    """Accept, reject with a reason, undo, visit another item and throw one away without a key."""
    first = screen.item
    screen.click("[data-action=accept]")
    second = screen.wait_for_other(first)
    screen.click("[data-action=reject]")
    screen.click("[data-reason='1']")
    third = screen.wait_for_other(second)
    screen.settle()
    assert (bank.item(first).status, bank.item(second).status) == ("accepted", "rejected")
    screen.click("[data-action=undo]")
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{second}']")
    screen.click(f"[data-row-id='{third}']")
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{third}']")
    screen.click("[data-action=previous]")
    screen.click("[data-action=next]")
    assert bank.item(second).status == "draft"
    here = screen.item
    screen.click("[data-action=remove]")
    screen.wait_for_other(here)
    screen.settle()
    assert bank.bank.binned([here]) == {here}


def test_editing_keeps_every_letter_to_itself(screen: Screen, bank: Workspace) -> None:
    """In the editor single keys are letters; Ctrl+Enter accepts the change and shows the next item."""
    before = screen.item
    screen.press("e")
    stem = screen.page.locator(f"{CARD} textarea[data-field=stem]")
    stem.wait_for()
    stem.press("End")
    screen.page.keyboard.type("axsu")
    assert stem.input_value().endswith("axsu")
    assert bank.item(before).status == "draft"
    stem.fill(bank.item(before).stem.replace("根据", "依据"))
    screen.page.wait_for_selector(f"{CARD} .qb-checks ins")
    screen.press("Control+Enter")
    screen.wait_for_other(before)
    screen.settle()
    assert bank.item(before).status == "accepted"
    assert bank.item(before).stem.startswith("依据")


def test_what_was_typed_survives_a_reload(screen: Screen, bank: Workspace) -> None:
    """An edit that was not saved is offered again, from the bank where the page has lost it."""
    item_id = screen.item
    screen.press("e")
    stem = screen.page.locator(f"{CARD} textarea[data-field=stem]")
    stem.fill("写了一半的题干")
    screen.wait_until(lambda: bank.bank.unsaved_ids("甲") == [item_id])
    screen.page.evaluate("sessionStorage.clear()")
    screen.open()
    assert screen.item == item_id
    screen.go_on()
    assert screen.page.locator(f"{CARD} textarea[data-field=stem]").input_value() == "写了一半的题干"
    screen.press("Escape")
    screen.click("[data-action=throw-away]")
    assert bank.item(item_id).revision == 1


def test_a_word_being_composed_is_no_command(screen: Screen, bank: Workspace) -> None:
    """Keys of an input method do nothing in a text field; on the card the place of the key tells which it was."""
    item_id = screen.item
    screen.press("/")
    screen.page.evaluate(
        """(card) => {
        const field = document.querySelector(`${card} .qb-search`);
        const press = { bubbles: true, cancelable: true, key: "Process", code: "KeyA", keyCode: 229 };
        for (const isComposing of [true, false])
            field.dispatchEvent(new KeyboardEvent("keydown", { ...press, isComposing }));
        }""",
        CARD,
    )
    screen.settle()
    assert (screen.item, bank.item(item_id).status) == (item_id, "draft")
    screen.press("Escape")
    screen.page.evaluate(
        """(card) => document.querySelector(card).dispatchEvent(new KeyboardEvent("keydown",
        { bubbles: true, cancelable: true, key: "Process", code: "KeyA", keyCode: 229 }))""",
        CARD,
    )
    screen.wait_for_other(item_id)
    screen.settle()
    assert bank.item(item_id).status == "accepted"


def test_a_burst_of_keys_decides_only_what_was_on_the_screen(screen: Screen, bank: Workspace) -> None:
    """Of 100 presses at full speed each saved decision is on the item then painted; none is lost, none doubled."""
    screen.page.evaluate(
        """([card, item]) => {
        window.seen = [];
        document.querySelector(card).addEventListener("keydown", () =>
            window.seen.push(document.querySelector(item)?.dataset.itemId ?? null), true);
        }""",
        [CARD, ITEM],
    )
    before = {each.item for each in bank.bank.recent("甲", 10_000) if each.action == "later"}
    for _ in range(100):
        screen.press("s")
    screen.page.wait_for_timeout(300)
    screen.settle()
    seen = [each for each in screen.page.evaluate("window.seen") if each]
    log = [each for each in bank.bank.recent("甲", 10_000) if each.action == "later" and each.item not in before]
    saved = [each.item for each in reversed(log)]
    assert len(saved) == len(set(saved))
    assert saved == list(dict.fromkeys(seen))
    assert len(saved) >= 40


def test_no_key_reaches_the_notebook(screen: Screen) -> None:
    """Neither on the card nor on the notebook beside it does a plain key change a cell."""
    before = screen.cells()
    for key in "bmyz":
        screen.press(key)
    screen.press("Escape")
    screen.page.click(".jp-MarkdownCell")
    screen.press("Escape", *"abddxmryvz", "Shift+M", "0", "0")
    screen.page.wait_for_timeout(300)
    assert screen.cells() == before
    assert screen.has(".qb-back")
    screen.click(".qb-back")
    assert screen.page.evaluate("document.activeElement.dataset.testid") == "review-card"


def test_save_says_that_all_is_saved(screen: Screen) -> None:
    """Ctrl+S neither saves the notebook nor opens the browser's own window."""
    screen.press("Control+s")
    assert "已即时保存" in screen.text(".qb-status")


def test_somebody_else_was_faster(screen: Screen, bank: Workspace) -> None:
    """A decision on an item that another editor changed is refused, shown with theirs and mine, and not lost."""
    item_id = screen.item
    bank.edit(replace(bank.item(item_id), rationale="乙改过的解析"))
    screen.press("a")
    screen.page.wait_for_selector(f"{CARD} [data-action=keep-mine]")
    assert bank.item(item_id).status == "draft"
    assert "乙" in screen.text(".qb-panel")
    screen.picture("conflict-light-zh")
    screen.click("[data-action=keep-mine]")
    screen.settle()
    assert bank.item(item_id).status == "accepted"
    assert bank.item(item_id).rationale == "乙改过的解析"


def test_two_tabs_show_one_bank(screen: Screen, chromium: object, address: str, desk: Path, bank: Workspace) -> None:
    """What is decided in one tab is told in the other; the same item decided twice is a conflict, shown."""
    other = Screen(screen.page.context.new_page(), address, desk)
    other.open()
    assert other.item == screen.item
    item_id, _ = screen.decide("a")
    other.page.wait_for_selector(f"{CARD} .qb-banner:not([hidden])")
    other.press("x", "1")
    other.page.wait_for_selector(f"{CARD} [data-action=keep-theirs]")
    other.click("[data-action=keep-theirs]")
    other.settle()
    assert bank.item(item_id).status == "accepted"
    other.page.close()


def test_a_new_item_with_its_proof_line(screen: Screen, bank: Workspace) -> None:
    """An item written by hand rests on words selected in the document, to the character."""
    screen.begin("true_false", document=1)
    screen.page.locator(f"{CARD} textarea[data-field=stem]").fill("停车场应当明码标价。")
    screen.page.evaluate(
        """(card) => {
        const lines = [...document.querySelectorAll(`${card} .qb-source .qb-line`)];
        const line = lines.find((each) => each.textContent.trim().length > 20);
        const text = document.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode();
        getSelection().setBaseAndExtent(text, 2, text, 12);
        }""",
        CARD,
    )
    screen.click("button[data-field=sources]")
    screen.click("[data-action=save-new]")
    screen.page.wait_for_selector(f"{CARD} [data-item-id^=hand-]")
    item = bank.item(screen.item)
    (source,) = item.sources
    assert bank.text(source.document)[source.start : source.end] == source.text
    assert len(source.text) == 10
    assert not [problem for problem in bank.check(item) if problem.code.startswith("proof")]


def test_hostile_text_is_shown_and_runs_nothing(screen: Screen, bank: Workspace) -> None:
    """Markup, event handlers, direction marks and a huge option are text, and nothing else."""
    options = (Option("o1", HOSTILE), Option("o2", "长" * 100_000), Option("o3", "</textarea><b>粗</b>"))
    first = next(bank.bank.items(Query(status="draft")))
    item = replace(
        first, id="hostile", stem=f"{HOSTILE}，下列正确的是？", body=SingleChoice(options, ("o1",)), rationale=HOSTILE,
        sources=(), pattern="", tags=(HOSTILE,), priority=0.0, later=False, revision=1,
    )  # fmt: skip
    bank.bank.add_drafts([item], actor="乙")
    screen.page.fill(f"{CARD} .qb-search", "window.hacked")
    screen.press("Enter")
    screen.page.wait_for_selector(f"{CARD} [data-item-id=hostile]")
    assert "<script>" in screen.text(".qb-stem")
    assert "U+202E" in screen.text(".qb-stem")
    screen.press("e")
    screen.page.wait_for_selector(f"{CARD} .qb-editor")
    screen.press("Escape")
    assert screen.page.evaluate("window.hacked") is None
    assert screen.page.locator(f"{CARD} :is(script, img, b:text('粗'))").count() == 0
    screen.page.fill(f"{CARD} .qb-search", "")
    screen.page.press(f"{CARD} .qb-search", "Enter")
    screen.page.wait_for_selector(f"{CARD} [data-item-id]:not([data-item-id=hostile])")


def test_a_batch_is_previewed_and_undone_as_one(screen: Screen, bank: Workspace) -> None:
    """All the list shows is decided at once after a preview, and one undo takes it back."""
    drafts = list(bank.bank.items(Query(status="draft", later=False)))
    kind = Counter(item.type for item in drafts).most_common()[-1][0]
    screen.press("f")
    screen.page.select_option(f"{CARD} [data-filter=type]", kind)
    screen.click("[data-action=apply]")
    label = TYPES.get(kind).label
    screen.page.wait_for_selector(f"{CARD} [data-action=filter]:has-text('{label}')")
    wanted = Query(status="draft", later=False, type=kind)
    waiting = bank.bank.count(wanted)
    screen.press("b")
    screen.page.select_option(f"{CARD} [data-batch=action]", "reject")
    screen.click("[data-action=batch-look]")
    screen.click("[data-action=batch-do]")
    screen.page.wait_for_selector(f"{CARD} [data-empty]")
    assert bank.bank.count(wanted) == 0
    screen.press("Escape", "u")
    screen.page.wait_for_selector(ITEM)
    screen.settle()
    assert bank.bank.count(wanted) == waiting > 0
    screen.press("f")
    screen.click("[data-action=clear]")


def test_keys_can_be_changed_and_collisions_are_refused(screen: Screen, bank: Workspace) -> None:
    """Another key accepts after it is set; a key that is taken cannot be saved; the choice outlives a reload."""
    screen.press("o")
    screen.page.fill(f"{CARD} [data-key-for=accept]", "x")
    screen.page.press(f"{CARD} [data-key-for=accept]", "Tab")
    assert screen.page.is_disabled(f"{CARD} [data-action=save-settings]")
    screen.page.fill(f"{CARD} [data-key-for=accept]", "p")
    screen.page.press(f"{CARD} [data-key-for=accept]", "Tab")
    screen.click("[data-action=save-settings]")
    screen.page.wait_for_selector(f"{CARD} [data-action=accept][aria-keyshortcuts=p]")
    screen.open()
    item_id, _ = screen.decide("p")
    assert bank.item(item_id).status == "accepted"
    screen.press("o")
    screen.page.select_option(f"{CARD} [data-setting=preset]", "left")
    screen.page.select_option(f"{CARD} [data-setting=preset]", "standard")
    screen.click("[data-action=save-settings]")
    screen.page.wait_for_selector(f"{CARD} [data-action=accept][aria-keyshortcuts=a]")


def test_the_other_language(screen: Screen) -> None:
    """The card speaks English when asked to, and Chinese again."""
    for lang, word in (("en", "Accept"), ("zh", "通过")):
        screen.press("o")
        screen.page.select_option(f"{CARD} [data-setting=lang]", lang)
        screen.click("[data-action=save-settings]")
        screen.page.wait_for_selector(f"{CARD} [data-action=accept]:has-text('{word}')")


def test_where_no_connection_can_be_had_the_page_says_what_to_do(chromium: Any, address: str) -> None:
    """Security software that stops WebSockets leaves no card; the notebook then tells the ways out."""
    page = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    page.route_web_socket("**", lambda socket: socket.close())
    page.goto(address, timeout=90_000)
    page.click(".jp-MarkdownCell summary:has-text('看不到审题卡')", timeout=60_000)
    page.wait_for_selector(".jp-RenderedMarkdown :text('WebSocket')", timeout=10_000)
    assert page.is_visible(".jp-RenderedMarkdown :text('qbank review-sheet')")
    assert page.locator(ITEM).count() == 0
    page.context.close()


def _kernel(folder: Path) -> psutil.Process:
    """The kernel that draws the card of a workspace."""
    found = [
        each
        for each in psutil.process_iter(["cmdline", "cwd"])
        if each.info["cwd"] == str(folder) and "ipykernel_launcher" in " ".join(each.info["cmdline"] or [])
    ]
    assert len(found) == 1
    return found[0]


DIALOG = ".jp-Dialog .jp-mod-accept"


def _watch(screen: Screen) -> None:
    """Remember what this card says of a lost kernel: a new kernel, and with it a new card, may be there at once."""
    screen.page.evaluate(
        """(card) => {
        const root = document.querySelector(card), banner = root.querySelector(".qb-offline");
        root.dataset.old = "yes";
        window.outage = "";
        new MutationObserver(() => { if (!banner.hidden) window.outage ||= banner.textContent; })
            .observe(banner, { attributes: true, childList: true });
        }""",
        CARD,
    )


def _bring_back(screen: Screen) -> None:
    """Click what is offered: JupyterLab says that it starts the kernel anew; after five in a row only the card does."""
    dialog, anew = screen.page.locator(DIALOG), screen.page.locator(f"{CARD}:not([data-old])")
    try:
        dialog.or_(anew).first.wait_for(timeout=8_000)
    except TooLate:
        screen.click("[data-action=reconnect]")
    dialog.or_(anew).first.wait_for(timeout=60_000)
    if dialog.count():  # on a machine with much else to do it comes late, and stands over the card
        dialog.click()
    try:
        anew.wait_for(timeout=30_000)
    except TooLate:  # a kernel ended again while the page had its answer: what is offered is offered again
        screen.click("[data-action=reconnect]")
    anew.wait_for(timeout=60_000)
    screen.page.wait_for_selector(ITEM, timeout=60_000)
    screen.settle()


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=[pytest.mark.soak, pytest.mark.timeout(3600)])])
def test_a_killed_kernel_loses_no_decision(screen: Screen, bank: Workspace, desk: Path, kills: int) -> None:
    """Kill -9 in the middle of decisions: all acknowledged ones are there, one click goes on at the right card."""
    for number in range(kills):
        decided = []
        for _ in range(3):
            decided.append(screen.item)
            screen.press("s")
            screen.wait_for_other(decided[-1])
        if number % 2:
            screen.settle()
        _watch(screen)
        os.kill(_kernel(desk).pid, signal.SIGKILL)
        pressed = screen.item
        screen.press("s")
        screen.page.wait_for_function("window.outage", timeout=20_000)
        assert re.search("都已留着|写的和定的都留着", screen.page.evaluate("window.outage"))
        if number == 0:
            screen.picture("offline-light-zh")
        _bring_back(screen)
        for item_id in (*decided, pressed):
            log = [each for each in bank.history(item_id) if each.action == "later"]
            assert len(log) == 1, item_id
            assert bank.item(item_id).later
        assert screen.item == next(bank.bank.items(Query(status="draft", later=False))).id
    screen.page.wait_for_timeout(2000)
    screen.open()
    assert bank.bank.check() == []


def test_the_keys_work_after_a_change_of_theme(screen: Screen) -> None:
    """While JupyterLab changes its stylesheets the card may lose the focus to nobody; it takes it back by itself."""
    for _ in range(2):  # the first time the card has just been drawn, and takes the focus back for that
        screen.page.evaluate("document.activeElement.blur()")
        screen.page.wait_for_timeout(200)
    assert screen.page.evaluate("document.activeElement === document.body")
    screen.page.evaluate("document.body.dataset.jpThemeLight = document.body.dataset.jpThemeLight")
    screen.page.wait_for_function("(card) => document.querySelector(card).contains(document.activeElement)", arg=CARD)
    screen.press("?")
    screen.page.wait_for_selector(f"{CARD} .qb-veil", state="visible")
